//! The sheet of a value stream as a CSV file, one row a step, out and in again.
//!
//! [`table`] writes all that a sheet can say of the steps, with a few computed figures behind it that are not read back.
//! [`read`] takes such a file, corrected or extended in a spreadsheet, and also a sheet of somebody else's whose heads
//! have the usual names (those of [`capture`](super::capture) among them). It changes nothing: it answers with what would
//! change, what could not be read, and one command that does it.
//!
//! **Which step is meant.** A row whose id is a step of the stream means that step; else the first step of that name that
//! no row has meant yet; else it is a new step. Steps that no row means stay as they are.
//!
//! **What a cell means.** A column that the file does not have says nothing. An empty cell of one that it has says "none"
//! where there may be none (team, practices, roles, observed time, %C&A, limit, dates, links, note), and nothing elsewhere. A cell that cannot
//! be read says nothing either, and is named with its row and column.
//!
//! **Links.** `Next` holds names, or ids where a name is not enough, each with its share unless there is but one:
//! `Test 60 %; Deploy 40 %`. `Rework to` holds one. A stream whose file names no next step at all goes on in the order of
//! its rows. What a file cannot carry is in [`NOT_CARRIED`].

mod heads;
mod links;
mod merge;
mod row;
pub(in crate::exchange) mod values;
mod write;

use thiserror::Error;

use super::{delivery_csv::ImportError, problems::Problems};

pub use super::problems::{CellProblem, MOST_PROBLEMS};
pub use merge::{ChangedStep, SheetImport, read};
pub use write::table;

/// Most bytes of a file: 5 MB.
pub const MOST_BYTES: usize = 5_000_000;
/// Most rows of a file, without its head.
pub const MOST_ROWS: usize = 10_000;
/// Most next steps in one cell.
pub const MOST_NEXT: usize = 50;

/// What a file does not carry, each a phrase that can stand in a list.
pub const NOT_CARRIED: [&str; 5] = [
    "How work time is spread between its low and high figure: a new step takes the usual spread",
    "Places in the drawing, and which step of today a step of a future state stands for",
    "People, planned share and clock of the teams: a team that is new has one person",
    "Name, demand, kinds of change and quality of the stream as a whole",
    "Which of two teams with the same name is meant by a new step",
];

/// Why a whole file cannot be used. Nothing of it is applied.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SheetError {
    /// Longer than [`MOST_BYTES`].
    #[error("The file is larger than 5 MB. Take columns and rows out of it that are not of this chain.")]
    TooLarge,
    /// More than [`MOST_ROWS`] rows.
    #[error("The file has more than 10 000 rows. Split it: a workspace holds at most 10 000 steps.")]
    TooManyRows,
    /// It is no text of rows.
    #[error(transparent)]
    NoTable(ImportError),
    /// No column holds the names of steps.
    #[error("The heads {0} name no column of steps. Call one \"Step\".")]
    NoNames(String),
    /// Two columns say the same.
    #[error("The columns \"{0}\" and \"{1}\" say the same. Remove one, or call it something else.")]
    Twice(String, String),
    /// The stream went away meanwhile.
    #[error("The value stream is no longer there. Choose another one, and import again.")]
    NoStream,
    /// What the file says breaks a rule of the model.
    #[error("Nothing was imported: {0}")]
    Refused(String),
}
