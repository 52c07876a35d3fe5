//! The same numbers as a table: what a screen reader reads and what a CSV file holds.

use super::text;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words. They may come from a user: guard them before they reach a spreadsheet.
    Text(String),
    /// A number: `value` in the unit of the column for a file, `shown` for a reader.
    Number {
        /// Finite; in the unit the head names.
        value: f64,
        /// As written on the page, unit included.
        shown: String,
    },
    /// There is no value here.
    Missing,
}

impl Cell {
    /// A cell for a number that may not exist. Not finite counts as missing.
    pub fn number(value: Option<f64>, show: impl Fn(f64) -> String) -> Self {
        match value {
            Some(value) if value.is_finite() => Self::Number { value, shown: show(value) },
            _ => Self::Missing,
        }
    }

    /// A cell with words.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// What a reader sees.
    pub fn shown(&self) -> &str {
        match self {
            Self::Text(words) => words,
            Self::Number { shown, .. } => shown,
            Self::Missing => "n/a",
        }
    }
}

/// Heads and rows; every row has as many cells as there are heads.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Names of the columns, with the unit of their raw values.
    pub head: Vec<String>,
    /// Cells, row by row.
    pub rows: Vec<Vec<Cell>>,
}

/// Where a picture comes from takes no more than this many characters.
pub(super) const LONGEST_FOOT: usize = 400;

impl Table {
    /// The table for a file, with a last row that says where its numbers come from: "# seed 20261023, 500 runs". The
    /// mark in front makes it a comment for those who read such files by program, and no spreadsheet runs it.
    #[must_use]
    pub fn footed(mut self, foot: &str) -> Self {
        let foot = text::clean(foot, LONGEST_FOOT);
        if !foot.is_empty() {
            let mut row = vec![Cell::Text(format!("# {foot}"))];
            row.resize(self.head.len().max(1), Cell::Missing);
            self.rows.push(row);
        }
        self
    }
}
