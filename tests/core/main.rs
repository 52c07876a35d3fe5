//! Formulas, golden files, properties, architecture.

mod catalog;
mod chart_palette;
mod chart_pictures;
mod statistics;
