//! Reading: everything is hostile until proven.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{FORMAT, MOST_BYTES, ReadError, SCHEMA, document::Document, reader, strict, text, write::plain};
use crate::edit::{check_records, chunk_hash};
use crate::model::{Chunk, ChunkHash, Workspace, check};

/// A workspace as a file holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkspaceFile {
    /// The workspace, sound by the rules of [`check::check`].
    pub workspace: Workspace,
    /// The version that wrote it.
    pub app: String,
    /// When it was written, as that version's clock had it.
    pub saved_at: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "schema")]
    _schema: u32,
    app: String,
    saved_at: String,
    document: Document,
    chunks: BTreeMap<ChunkHash, Chunk>,
}

/// Longest text of the envelope itself.
const LONGEST_STAMP: usize = 64;

/// A workspace from the bytes of a file.
///
/// # Errors
/// [`ReadError`]: nothing of the file is used then.
pub fn read_file(bytes: &[u8]) -> Result<WorkspaceFile, ReadError> {
    let text = text_of(bytes)?;
    let tree = strict::tree(text)?;
    envelope_is_ours(&tree)?;
    let Envelope { app, saved_at, document, chunks, .. } = typed(text, &tree)?;
    for (field, stamp) in [("app", &app), ("saved_at", &saved_at)] {
        if stamp.chars().count() > LONGEST_STAMP {
            let detail = format!("the text is longer than {LONGEST_STAMP} characters");
            return Err(ReadError::Field { path: field.to_owned(), detail, line: 1, column: 1 });
        }
    }
    nothing_lost(&document, tree.get("document"), "document")?;
    let mut sound = BTreeMap::new();
    for (hash, chunk) in chunks {
        chunk_is_sound(&hash, &chunk)?;
        sound.insert(hash, Arc::new(chunk));
    }
    let workspace = checked(document.into_workspace(sound))?;
    Ok(WorkspaceFile { workspace, app, saved_at })
}

/// A workspace from its document and the chunks that it names, which `chunk` fetches. A chunk that is missing or
/// damaged does not keep the rest from opening: the workspace comes without it, and a sentence says so.
///
/// # Errors
/// [`ReadError`] about the document.
pub fn read_document(
    text: &str,
    mut chunk: impl FnMut(&ChunkHash) -> Option<String>,
) -> Result<(Workspace, Vec<String>), ReadError> {
    let text = text_of(text.as_bytes())?;
    let tree = strict::tree(text)?;
    let mut document: Document = typed(text, &tree)?;
    nothing_lost(&document, Some(&tree), "document")?;
    let mut chunks = BTreeMap::new();
    let mut notices = Vec::new();
    for hash in document.chunk_names() {
        let read = chunk(&hash).map(|text| read_chunk(&hash, &text));
        let why = match read {
            Some(Ok(chunk)) => {
                chunks.insert(hash, Arc::new(chunk));
                continue;
            }
            Some(Err(error)) => error.to_string(),
            None => "They are not in this browser's storage any more.".to_owned(),
        };
        let whose = document.forget_chunk(&hash).join(", ");
        notices.push(format!(
            "The workspace was opened without the delivery records of {whose}. {why} Import them again."
        ));
    }
    Ok((checked(document.into_workspace(chunks))?, notices))
}

/// A chunk from its text, proven to be the one that is named.
///
/// # Errors
/// [`ReadError`] when it is damaged.
pub fn read_chunk(hash: &ChunkHash, text: &str) -> Result<Chunk, ReadError> {
    let tree = strict::tree(text)?;
    let chunk: Chunk = typed(text, &tree)?;
    chunk_is_sound(hash, &chunk)?;
    Ok(chunk)
}

fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| ReadError::NotUtf8 { at: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(text) }
}

fn envelope_is_ours(tree: &Value) -> Result<(), ReadError> {
    let shown = |value: Option<&Value>| {
        value.map_or_else(|| "missing".to_owned(), |value| value.to_string().chars().take(80).collect())
    };
    if tree.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(ReadError::NotOurs { found: shown(tree.get("format")) });
    }
    match tree.get("schema").and_then(Value::as_u64) {
        Some(schema) if schema == u64::from(SCHEMA) => Ok(()),
        Some(schema) if schema > u64::from(SCHEMA) => {
            let app = tree
                .get("app")
                .and_then(Value::as_str)
                .unwrap_or("unknown version")
                .chars()
                .take(LONGEST_STAMP)
                .collect();
            Err(ReadError::Newer { schema, app })
        }
        _ => Err(ReadError::NoSchema { found: shown(tree.get("schema")) }),
    }
}

/// A value of the app's own from the text that [`serde_json::to_string`] made of it.
///
/// # Errors
/// [`ReadError`]: where the text is cut off, no JSON, or does not describe such a value.
pub fn read_value<T: DeserializeOwned>(text: &str) -> Result<T, ReadError> {
    typed(text, &strict::tree(text)?)
}

fn typed<T: DeserializeOwned>(text: &str, tree: &Value) -> Result<T, ReadError> {
    reader::typed(tree).map_err(|misfit| misplaced(text, tree, &misfit))
}

fn misplaced(text: &str, tree: &Value, misfit: &reader::Misfit) -> ReadError {
    let path = misfit.path();
    let start = text::span(text, &path).map_or(0, |span| span.start);
    let (line, column) = text::position(text, start);
    ReadError::Field { path: strict::place(&path, tree), detail: strict::in_plain_words(&misfit.detail), line, column }
}

/// Reading must not lose a field: what is written again has every field that was given.
fn nothing_lost(document: &Document, given: Option<&Value>, at: &str) -> Result<(), ReadError> {
    let kept = plain(document).ok().and_then(|text| strict::tree(&text).ok());
    let (Some(given), Some(kept)) = (given, kept) else {
        return Err(ReadError::UnknownField { path: at.to_owned() });
    };
    strict::first_lost(given, &kept, at).map_or(Ok(()), |path| Err(ReadError::UnknownField { path }))
}

fn chunk_is_sound(hash: &ChunkHash, chunk: &Chunk) -> Result<(), ReadError> {
    let shown: String = hash.0.chars().take(12).collect();
    if chunk_hash(chunk).as_ref() != Some(hash) {
        return Err(ReadError::WrongChunk { hash: shown });
    }
    let Chunk::Delivery { records } = chunk;
    let unsound = |detail: String| ReadError::UnsoundChunk { hash: shown.clone(), detail };
    check_records(records).map_err(|problem| unsound(problem.to_string()))?;
    let sorted = records.deployments.is_sorted_by_key(|row| row.finished_at)
        && records.incidents.is_sorted_by_key(|row| row.opened_at);
    if sorted {
        Ok(())
    } else {
        Err(unsound("Its rows are not in the order of time. Import the records again.".to_owned()))
    }
}

fn checked(workspace: Workspace) -> Result<Workspace, ReadError> {
    let problems = check::check(&workspace);
    if problems.is_empty() { Ok(workspace) } else { Err(ReadError::Unsound { problems }) }
}
