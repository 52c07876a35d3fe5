//! Whole workspaces to start from: a worked example in three sectors, and one made of real records.
//!
//! The companies are fictional and their records made up, and both say so. What a sample *shows* is computed by the
//! engine from these inputs; no result is written down here.

mod larkfield;
mod parts;
mod records;

pub use larkfield::larkfield;
