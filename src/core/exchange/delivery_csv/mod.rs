//! Deployments and incidents from a CSV file, as tools export them: tolerant in form, strict in meaning.
//!
//! Nothing is applied here. A file becomes an [`Import`]: the rows that can be used, a sentence for each row that was
//! left out or kept with a remark, and notes that hold for the whole file. A person sees it, then one command applies
//! [`Import::records`].
//!
//! Heads are known by the names that ServiceNow, `DevLake`, `PagerDuty`, GitHub, GitLab, fourkeys and others use. Separators
//! are comma, semicolon or tab. Times are ISO 8601 with or without a zone, or seconds or milliseconds since 1970; without
//! a zone they are read as UTC, which is said once. Blank means unknown, and for an end: still open.

pub(in crate::exchange) mod bytes;
mod heads;
mod report;
mod rows;
mod values;

use std::sync::Arc;

use thiserror::Error;

pub use heads::Column;
pub use report::{Import, Kind, Outcome, RowRemark};

use bytes::{Table, Text};
use heads::Heads;
use rows::{Rows, Settling};

/// Most bytes of a file: 50 MB.
pub const MOST_BYTES: usize = 50_000_000;
/// Most rows of a file, without its head.
pub const MOST_ROWS: usize = 100_000;

/// Why a whole file cannot be read. Nothing of it is applied.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    /// Longer than [`MOST_BYTES`].
    #[error("The file is larger than 50 MB. Export a shorter stretch of time.")]
    TooLarge,
    /// More than [`MOST_ROWS`] rows.
    #[error("The file has more than 100 000 rows. Export a shorter stretch of time.")]
    TooManyRows,
    /// A workbook or archive.
    #[error("This is a workbook or archive, not a CSV file. In the spreadsheet, save it as \"CSV UTF-8\".")]
    Workbook,
    /// Text, but not UTF-8; the line of the first byte that is not.
    #[error("Line {0} is not UTF-8 text. Save the file as \"CSV UTF-8\".")]
    NotUtf8(usize),
    /// Not text at all; the line of the first zero byte.
    #[error("Line {0} holds a zero byte, so this is no text. Save the file as \"CSV UTF-8\".")]
    Binary(usize),
    /// No head, or no row below it.
    #[error("The file has no rows below its heads. Export it again with at least one row.")]
    Empty,
    /// Neither heads of deployments nor of incidents.
    #[error(
        "The heads {0} are neither those of deployments nor of incidents. Deployments need a time such as finished_at, incidents a start such as opened_at."
    )]
    UnknownHeads(String),
    /// The kind is clear, but its time is missing.
    #[error("The file holds {kind}, but no column says when they {when}. Name one {head}.")]
    NoTime {
        /// What it holds.
        kind: Kind,
        /// `finished` or `began`.
        when: &'static str,
        /// The simplest name for the column.
        head: &'static str,
    },
}

/// What a person said about a file before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// What it holds; `None`: its heads say it.
    pub kind: Option<Kind>,
    /// Only rows of this service, as the file names it; `None`: all rows.
    pub service: Option<String>,
}

/// A file that is being read, some rows at a time: whoever must not be kept waiting looks up between two slices, shows
/// [`Reading::done`], and drops it to cancel.
pub struct Reading {
    choices: Choices,
    /// Length of the file.
    bytes: usize,
    stage: Stage,
}

enum Stage {
    Checking(Text),
    Reading(Table, Rows),
    Settling(Settling),
    Over,
}

/// While the text is checked, a row stands for so many bytes; and a slice of longer rows ends earlier.
const BYTES_OF_A_ROW: usize = 500;

impl Reading {
    /// Begins to read.
    ///
    /// # Errors
    /// When the first look at the file says that it cannot be used.
    pub fn begin(bytes: Arc<[u8]>, choices: Choices) -> Result<Self, ImportError> {
        Ok(Self { choices, bytes: bytes.len(), stage: Stage::Checking(Text::of(bytes)?) })
    }

    /// Reads on for at most about so many rows. `Some` once the whole file is read; the file is over then.
    ///
    /// # Errors
    /// When the file as a whole cannot be used; the file is over then too. See [`ImportError`].
    pub fn advance(&mut self, rows: usize) -> Result<Option<Import>, ImportError> {
        let (stage, import) = match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Checking(mut text) => (self.check(&mut text, rows)?.unwrap_or(Stage::Checking(text)), None),
            Stage::Reading(mut table, mut read) => {
                let until = table.position().saturating_add(rows.saturating_mul(BYTES_OF_A_ROW));
                let mut over = false;
                for _ in 0..rows {
                    match table.next() {
                        Some(record) => read.take(record)?,
                        None => over = true,
                    }
                    if over || table.position() >= until {
                        break;
                    }
                }
                (if over { Stage::Settling(read.settling()?) } else { Stage::Reading(table, read) }, None)
            }
            Stage::Settling(mut settling) => {
                if settling.settle(rows) {
                    (Stage::Over, Some(settling.finish()))
                } else {
                    (Stage::Settling(settling), None)
                }
            }
            Stage::Over => (Stage::Over, None),
        };
        self.stage = stage;
        Ok(import)
    }

    /// The table, once the whole text is checked.
    fn check(&self, text: &mut Text, rows: usize) -> Result<Option<Stage>, ImportError> {
        if !text.check(rows.saturating_mul(BYTES_OF_A_ROW))? {
            return Ok(None);
        }
        let mut table = Table::of(text, csv::Trim::All)?;
        let first = table.next().ok_or(ImportError::Empty)?;
        let heads = Heads::of(&first, self.choices.kind)?;
        Ok(Some(Stage::Reading(table, Rows::new(heads, self.choices.service.clone()))))
    }

    /// How much of the work is done, 0..=1.
    pub fn done(&self) -> f64 {
        match &self.stage {
            Stage::Checking(_) => 0.0,
            Stage::Reading(table, _) => 0.9 * part(table.position(), self.bytes),
            Stage::Settling(settling) => 0.9 + 0.1 * settling.done(),
            Stage::Over => 1.0,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "bytes and rows, far below 2^53")]
fn part(done: usize, of: usize) -> f64 {
    (done as f64 / of.max(1) as f64).min(1.0)
}

/// Reads a file in one go.
///
/// # Errors
/// When the file as a whole cannot be used; see [`ImportError`].
pub fn read(bytes: &[u8], choices: &Choices) -> Result<Import, ImportError> {
    let mut reading = Reading::begin(bytes.into(), choices.clone())?;
    loop {
        if let Some(import) = reading.advance(MOST_ROWS)? {
            return Ok(import);
        }
    }
}
