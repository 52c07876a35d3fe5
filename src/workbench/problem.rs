//! What can go wrong here. Each message says what, where, and what to do next.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// A reason why the workbench stopped or a step failed.
#[derive(Debug, Error)]
pub(crate) enum Problem {
    /// A file or folder could not be read or written.
    #[error("{path}: could not {action}: {source}")]
    File { action: &'static str, path: PathBuf, source: std::io::Error },
    /// A program could not be started at all.
    #[error("`{program}` could not be started: {source}")]
    Start { program: String, source: std::io::Error },
    /// A program ran and reported failure.
    #[error("`{program}` failed ({status}).{log}")]
    Program {
        program: String,
        status: String,
        /// The end of what it printed, ready to be shown, or nothing.
        log: String,
    },
    /// A program did not end in the time it was given.
    #[error("`{program}` was stopped after {seconds} s without an end.{log}")]
    TooLong { program: String, seconds: u64, log: String },
    /// Something must be installed by hand.
    #[error("{what} is missing and could not be installed here: {why}. Run\n\n    {command}\n\nand start again.")]
    Missing { what: String, why: String, command: String },
    /// Any other sentence.
    #[error("{0}")]
    Sentence(String),
}

impl Problem {
    /// An input/output failure with the path it happened at; for `map_err`.
    pub(crate) fn at(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |source| Self::File { action, path, source }
    }
}
