//! How a workspace **travels**: typed lines, pasted rows, CSV files.
//!
//! What comes in is hostile until it has been capped, read and checked; it becomes a draft with a report, which a
//! person sees before one command applies it. Nothing here changes a workspace.

pub mod adopt;
pub mod bpmn;
pub mod capture;
pub mod csv_out;
pub mod delivery_csv;
pub mod map_csv;
pub mod map_reports;
mod problems;
pub mod questions;
pub mod raci_paste;
pub mod results;
pub mod roster;
pub mod sheet_csv;
pub mod template;
