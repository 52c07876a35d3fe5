//! What is wrong in the cells of a file: told one by one, up to a limit, and counted beyond it.

/// Most problems that are told one by one.
pub const MOST_PROBLEMS: usize = 200;

/// A cell, or a row as a whole, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// Row as a spreadsheet numbers it: the head is row 1. Empty lines are not counted.
    pub row: usize,
    /// The column, as the file names it; empty when the whole row is meant.
    pub column: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl std::fmt::Display for CellProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { row, column, sentence } = self;
        if column.is_empty() {
            write!(f, "Row {row}: {sentence}")
        } else {
            write!(f, "Row {row}, {column}: {sentence}")
        }
    }
}

/// Problems as they are found; so many are kept, and the others counted.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Problems {
    pub(in crate::exchange) kept: Vec<CellProblem>,
    pub(in crate::exchange) more: usize,
}

impl Problems {
    pub(in crate::exchange) fn add(&mut self, row: usize, column: &str, sentence: String) {
        if self.has_room() {
            self.kept.push(CellProblem { row, column: column.to_owned(), sentence });
        } else {
            self.more += 1;
        }
    }

    /// Whether one more would be told.
    pub(in crate::exchange) fn has_room(&self) -> bool {
        self.kept.len() < MOST_PROBLEMS
    }
}
