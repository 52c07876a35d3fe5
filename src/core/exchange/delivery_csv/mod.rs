//! Deployments and incidents from a CSV file, as tools export them: tolerant in form, strict in meaning.
//!
//! Nothing is applied here. A file becomes an [`Import`]: the rows that can be used, a sentence for each row that was
//! left out or kept with a remark, and notes that hold for the whole file. A person sees it, then one command applies
//! [`Import::records`].
//!
//! Heads are known by the names that ServiceNow, `DevLake`, `PagerDuty`, GitHub, GitLab, fourkeys and others use. Separators
//! are comma, semicolon or tab. Times are ISO 8601 with or without a zone, or seconds or milliseconds since 1970; without
//! a zone they are read as UTC, which is said once. Blank means unknown, and for an end: still open.

mod bytes;
mod heads;
mod report;
mod rows;
mod values;

use thiserror::Error;

pub use heads::Column;
pub use report::{Import, Kind, Outcome, RowRemark};

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

/// Reads a file.
///
/// # Errors
/// When the file as a whole cannot be used; see [`ImportError`].
pub fn read(bytes: &[u8], choices: &Choices) -> Result<Import, ImportError> {
    let text = bytes::text(bytes)?;
    let mut table = bytes::table(text)?;
    let first = table.next().ok_or(ImportError::Empty)?;
    let heads = heads::Heads::of(&first, choices.kind)?;
    rows::read(&heads, choices.service.as_deref(), table)
}
