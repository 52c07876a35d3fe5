//! Where things lie in local storage. The prefix keeps them apart from other pages: on `file://` all share one store.

use trivium_core::{model::ChunkHash, wire::slots::Slot};

/// Before every key of a document.
pub(super) const DOCUMENTS: &str = "trivium:1:doc:";
/// Before every chunk.
pub(super) const CHUNKS: &str = "trivium:1:chunk:";
/// Before everything that could not be read and is kept as it was.
pub(super) const QUARANTINE: &str = "trivium:1:quarantine:";
/// Which document was open last.
pub(super) const LAST: &str = "trivium:1:last";

/// A slot of a document.
pub(super) fn slot(id: &str, slot: Slot) -> String {
    format!("{DOCUMENTS}{id}:{}", slot.letter())
}

/// The head of a document.
pub(super) fn head(id: &str) -> String {
    format!("{DOCUMENTS}{id}:head")
}

/// A chunk.
pub(super) fn chunk(hash: &ChunkHash) -> String {
    format!("{CHUNKS}{}", hash.0)
}

/// A copy that could not be read, put aside now.
pub(super) fn quarantine(now: &str, id: &str, slot: Slot) -> String {
    format!("{QUARANTINE}{now}:{id}:{}", slot.letter())
}

/// The document that a key belongs to.
pub(super) fn document_of(key: &str) -> Option<&str> {
    key.strip_prefix(DOCUMENTS)?.rsplit_once(':').map(|(id, _)| id)
}
