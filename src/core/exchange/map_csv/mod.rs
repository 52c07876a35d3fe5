//! The tables of practices, roles and teams as CSV files, out and in again.
//!
//! [`table`] writes one of them as it stands. [`read`](fn@read) takes such a file, corrected or extended in a spreadsheet, or a
//! table of somebody else's with the same heads. It changes nothing: it answers with what would change, what could not be
//! read, and one command that does it. [`recognise`] says from the heads of a file which table it holds.
//!
//! **A file says only what it changes.** A cell that holds what [`table`] writes there says nothing, so a file that is
//! read where it was written changes nothing. A column or a row that the file does not have says nothing either: what it
//! does not name stays. Nothing is ever removed but what an empty cell empties.
//!
//! **An empty cell** puts back what the catalogue says (levels, parts, cells of the integration table), or says "none"
//! where there may be none (counterparts, roles, letters, holders, targets, votes, evidence, teams of people and of
//! contracts, ways of working together, capabilities of a team). Elsewhere it says nothing.
//!
//! **Names** are those of the page, in any case of letters, and must name one thing; ids are taken wherever a file of ours
//! writes them, and are written where a name would not be enough. A name wins over an id in the same row; an id that
//! stands beside a name which nothing has renames. Somebody who is named as the holder of a role and is not known is new.

mod capabilities;
mod columns;
mod contracts;
mod draft;
mod index;
mod integration;
mod interactions;
mod known;
mod levels;
mod matrix;
mod maturity;
mod people;
mod platform;
mod raci;
mod read;
mod roles;
mod sheet;
mod teams;
mod words;

use thiserror::Error;

use super::delivery_csv::ImportError;
use crate::{
    chart::{Cell, Table},
    edit::Command,
    model::Workspace,
};

pub use super::problems::{CellProblem, MOST_PROBLEMS};
pub use read::{read, recognise};

/// Most bytes of a file: 5 MB.
pub const MOST_BYTES: usize = 5_000_000;
/// Most rows of a file, without its head.
pub const MOST_ROWS: usize = 20_000;
/// Most columns of a file.
pub const MOST_COLUMNS: usize = 500;
/// Most names in one cell.
pub const MOST_IN_CELL: usize = 100;
/// Most changes that are told one by one.
pub const MOST_CHANGES: usize = 200;

/// A table that travels as CSV, both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MapTable {
    /// Practices by activities of ITIL 4: 0 to 3.
    Levels,
    /// Practices by lifecycle activities of ITIL (Version 5).
    Parts,
    /// Counterparts and roles of practices.
    Matrix,
    /// The rows of the mapping tables in the team's own words.
    Integration,
    /// Who is responsible, accountable, consulted, informed.
    Raci,
    /// Who holds a role, today and later.
    Roles,
    /// The people who hold roles.
    People,
    /// The teams and their capabilities.
    Teams,
    /// How teams work with each other.
    Interactions,
    /// What teams provide to others.
    Platform,
    /// What suppliers and other teams promise to services.
    Contracts,
    /// Targets, votes and criteria of maturity.
    Maturity,
    /// Answers to the statements about capabilities.
    Capabilities,
}

impl MapTable {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Levels,
        Self::Parts,
        Self::Matrix,
        Self::Integration,
        Self::Raci,
        Self::Roles,
        Self::People,
        Self::Teams,
        Self::Interactions,
        Self::Platform,
        Self::Contracts,
        Self::Maturity,
        Self::Capabilities,
    ];

    /// What people call it; also the name of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Levels => "Heat map, ITIL 4",
            Self::Parts => "Heat map, Version 5",
            Self::Matrix => "Matrix",
            Self::Integration => "Integration tables",
            Self::Raci => "RACI",
            Self::Roles => "Role map",
            Self::People => "People",
            Self::Teams => "Teams",
            Self::Interactions => "Team interactions",
            Self::Platform => "Platform services",
            Self::Contracts => "Contracts",
            Self::Maturity => "Maturity",
            Self::Capabilities => "Capabilities",
        }
    }
}

/// Why a whole file cannot be used. Nothing of it is applied.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MapCsvError {
    /// Longer than [`MOST_BYTES`].
    #[error("The file is larger than 5 MB. Take out the rows and columns that are not of this table.")]
    TooLarge,
    /// More than [`MOST_ROWS`] rows, or more than [`MOST_COLUMNS`] columns.
    #[error("The file has more than 20 000 rows or 500 columns. Take out those that are not of this table.")]
    TooMany,
    /// It is no text of rows.
    #[error(transparent)]
    NoTable(ImportError),
    /// A column is missing without which no row has a meaning.
    #[error("The file has no column \"{column}\", by which the rows of the table \"{}\" are known. Its heads are {heads}.", table.name())]
    NoKey {
        /// The table that was asked for.
        table: MapTable,
        /// What is missing.
        column: String,
        /// The first heads of the file.
        heads: String,
    },
    /// Two columns say the same.
    #[error("The columns \"{0}\" and \"{1}\" say the same. Remove one, or call it something else.")]
    Twice(String, String),
    /// What the file says breaks a rule of the model.
    #[error("Nothing was imported: {0}")]
    Refused(String),
}

/// What a file would do.
#[derive(Debug, Clone, PartialEq)]
pub struct MapImport {
    /// What would change, each a sentence, in the order of the table.
    pub changes: Vec<String>,
    /// How many more there are.
    pub more_changes: usize,
    /// How many rows say what is here already.
    pub same: usize,
    /// How many rows of the table the file does not name; they stay.
    pub kept: usize,
    /// Heads of columns that this table does not have; they are not read.
    pub unread: Vec<String>,
    /// Cells and rows that could not be read, in the order of the file.
    pub problems: Vec<CellProblem>,
    /// How many more there are.
    pub more_problems: usize,
    /// Does all of it as one step of the history; `None` when nothing would change.
    pub command: Option<Command>,
}

/// The table as it stands.
pub fn table(workspace: &Workspace, table: MapTable) -> Table {
    let sheet = sheet::of(table);
    let columns = (sheet.columns)(workspace);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in (sheet.rows)(workspace, &columns) {
        rows.push(row.cells);
    }
    let mut head: Vec<String> = Vec::new();
    for column in &columns {
        head.push(words::plain(&column.head()));
    }
    Table { head, rows }
}
