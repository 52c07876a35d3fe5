//! Formulas, golden files, properties, architecture.

mod catalog;
mod statistics;
