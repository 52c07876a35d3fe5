//! Room chart.
