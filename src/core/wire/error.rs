//! Why something cannot be read or written: sentences for people.

use thiserror::Error;

use super::{MOST_BYTES, SCHEMA};
use crate::model::Problem;

/// Why a file or a stored record was not opened. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("The file is empty. Choose another one.")]
    Empty,
    /// Over the limit; found before parsing.
    #[error("The file has {bytes} bytes; a workspace may have at most {MOST_BYTES}. Choose another file.")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Another encoding.
    #[error(
        "The file is not UTF-8 text (byte {at} does not fit). Save it as UTF-8, or choose a file that Trivium exported."
    )]
    NotUtf8 {
        /// Bytes before the first one that does not fit.
        at: usize,
    },
    /// The text ends too early.
    #[error(
        "The file is cut off: it ends in the middle of something, at line {line}, column {column}. Get a complete copy."
    )]
    Truncated {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// No JSON.
    #[error(
        "The file is not valid JSON: {detail}, at line {line}, column {column}. Choose a file that Trivium exported."
    )]
    NotJson {
        /// What the parser says.
        detail: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Brackets within brackets.
    #[error("The file nests deeper than any workspace does, at line {line}, column {column}. Choose another file.")]
    TooDeep {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A key that comes twice in one object: only one of its values could be kept.
    #[error(
        "The key \"{key}\" comes twice in the same place, before line {line}, column {column}. Remove one of them."
    )]
    DoubleKey {
        /// The key.
        key: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but not a workspace.
    #[error("This is not a Trivium workspace: its \"format\" is {found}. Choose a file that Trivium exported.")]
    NotOurs {
        /// What the format says, quoted, or `missing`.
        found: String,
    },
    /// Made by a newer version. Its bytes are to be left alone.
    #[error(
        "This workspace was saved by a newer Trivium ({app}, schema {schema}); this one reads up to schema {SCHEMA}. It was left as it is: open it with the newer version."
    )]
    Newer {
        /// Its schema.
        schema: u64,
        /// The version that wrote it, or that it is unknown.
        app: String,
    },
    /// The schema is not a number that ever was one.
    #[error("The \"schema\" of this workspace is {found}, which never existed. Choose another file.")]
    NoSchema {
        /// What it says.
        found: String,
    },
    /// A field has a wrong value, is missing, or is not known.
    #[error("{path}: {detail} (line {line}, column {column}). Correct it in the file.")]
    Field {
        /// Where: `document.value_streams[0].steps[3].work, in "Test"`.
        path: String,
        /// What is wrong.
        detail: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A field that no workspace has: it would be lost on the next save.
    #[error("{path} is not a field that Trivium knows. Remove it from the file.")]
    UnknownField {
        /// Where.
        path: String,
    },
    /// A chunk is not what its name says.
    #[error("The table {hash} is damaged: its content does not fit its name. Get a complete copy of the file.")]
    WrongChunk {
        /// The name, shortened.
        hash: String,
    },
    /// The rows of a chunk break a rule.
    #[error("The table {hash}: {detail}")]
    UnsoundChunk {
        /// The name, shortened.
        hash: String,
        /// What is wrong, and what to do.
        detail: String,
    },
    /// Every field is well-formed, but rules between them are broken.
    #[error("{}", unsound(.problems))]
    Unsound {
        /// All broken rules, in the order of the document; never empty.
        problems: Vec<Problem>,
    },
}

fn unsound(problems: &[Problem]) -> String {
    let shown: Vec<String> = problems.iter().take(5).map(ToString::to_string).collect();
    let more = problems.len().saturating_sub(shown.len());
    let rest = if more > 0 { format!(" And {more} more.") } else { String::new() };
    format!("Nothing was opened, because the workspace contradicts itself. {}{rest}", shown.join(" "))
}

/// Why a workspace was not written. What was stored before is still there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WriteError {
    /// A value has no written form, such as NaN.
    #[error("The workspace holds a value that cannot be stored, at {path}. Undo the last change.")]
    NoWrittenForm {
        /// Where.
        path: String,
    },
    /// Reading the text gave another workspace.
    #[error("The workspace did not survive writing and reading, so it was not stored. Undo the last change.")]
    NotTheSame,
    /// The file would be refused when it is read.
    #[error(
        "The workspace has {bytes} bytes when written; at most {MOST_BYTES} can be read back. Remove delivery records that you do not need."
    )]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
}
