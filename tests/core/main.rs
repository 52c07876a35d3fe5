//! Formulas, golden files, properties, architecture.

mod statistics;
