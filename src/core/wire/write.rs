//! Writing: canonical text, proven readable before anybody stores it.

use serde::Serialize;

use super::{APP, FORMAT, MOST_BYTES, SCHEMA, WriteError, document::Document, reader, strict, text};
use crate::edit::sha256_hex;
use crate::model::{Chunk, Workspace};

/// The document of a workspace, without its chunks: canonical JSON on one line.
///
/// # Errors
/// [`WriteError`] when reading it back does not give the same document.
pub fn write_document(workspace: &Workspace) -> Result<String, WriteError> {
    let document = Document::of(workspace);
    let text = plain(&document)?;
    let no_form = |path: String| WriteError::NoWrittenForm { path };
    let tree = strict::tree(&text).map_err(|_| no_form("document".to_owned()))?;
    let again: Document = reader::typed(&tree).map_err(|misfit| no_form(strict::path_of(&misfit.path())))?;
    if again == document { Ok(text) } else { Err(WriteError::NotTheSame) }
}

/// A chunk: canonical JSON on one line. Its SHA-256 is the chunk's name.
///
/// # Errors
/// [`WriteError`] when it has no JSON form.
pub fn write_chunk(chunk: &Chunk) -> Result<String, WriteError> {
    plain(chunk)
}

/// A workspace file: the document laid out for people, each chunk on a line of its own. `saved_at` is the time of
/// writing as the caller's clock has it, in ISO 8601.
///
/// # Errors
/// [`WriteError`] when it could not be read back.
pub fn write_file(workspace: &Workspace, saved_at: &str) -> Result<String, WriteError> {
    let document = text::laid_out(&write_document(workspace)?);
    let mut chunks = Vec::new();
    for (hash, chunk) in &workspace.tables.chunks {
        let text = write_chunk(chunk)?;
        if sha256_hex(text.as_bytes()) != hash.0 {
            return Err(WriteError::NotTheSame);
        }
        chunks.push(format!("\n{}:{text}", plain(hash)?));
    }
    let (format, app, saved_at, chunks) = (plain(&FORMAT)?, plain(&APP)?, plain(&saved_at)?, chunks.join(","));
    let file = format!(
        "{{\n\"format\": {format},\n\"schema\": {SCHEMA},\n\"app\": {app},\n\"saved_at\": {saved_at},\n\"document\": {document},\n\"chunks\": {{{chunks}}}\n}}\n"
    );
    if file.len() > MOST_BYTES { Err(WriteError::TooLarge { bytes: file.len() }) } else { Ok(file) }
}

pub(super) fn plain<T: Serialize>(value: &T) -> Result<String, WriteError> {
    serde_json::to_string(value).map_err(|_| WriteError::NoWrittenForm { path: "document".to_owned() })
}
