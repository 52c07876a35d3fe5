//! Formulas, golden files, properties, architecture.
