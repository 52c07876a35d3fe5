//! What can be said about saving.

/// Whether, and why not, everything is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// All of it, read back and compared.
    Saved {
        /// When, as people here read it; empty when nothing has been saved yet.
        at: String,
    },
    /// Changes wait to be written.
    Saving,
    /// The last changes are not stored. What was stored before is still there.
    NotSaved {
        /// Why, and what to do: sentences.
        why: String,
    },
    /// Nothing can be stored in this browser.
    Memory {
        /// Why, and what to do: sentences.
        why: String,
    },
}

/// A sentence about something that was found in storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    /// What happened.
    pub(crate) sentence: String,
    /// The text as it lies there, when it could not be used.
    pub(crate) raw: Option<String>,
    /// Where to go with it: words, and the address in the app.
    pub(crate) ways: &'static [(&'static str, &'static str)],
}
