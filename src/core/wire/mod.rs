//! How a workspace is **written down**: the one owner of the JSON schema.
//!
//! # Schema 1
//! A file is an envelope around the small document and the big chunks that it names:
//! ```json
//! { "format": "trivium-workspace", "schema": 1, "app": "0.1.0", "saved_at": "2026-11-20T09:00:00Z",
//!   "document": { "id": "...", "name": "...", "tables": { "delivery": { "service-1": "<hash>" } } },
//!   "chunks": { "<hash>": { "kind": "delivery", "records": {} } } }
//! ```
//! In the browser's storage the document lies in one of two [`slots`], and each chunk under its own key.
//!
//! # Writing
//! One workspace has one canonical text: fields in the order of their declaration, maps in the order of their keys, no
//! spaces. It is read again and compared before it is handed out, so what cannot be read is never stored. (JSON has
//! no NaN: a writer would put `null` in its place, silently, and no reader would take it back.)
//!
//! # Reading
//! Everything is hostile until proven: size before parsing, then encoding, syntax, depth, double keys, format and
//! schema, every field (unknown ones are refused, so that nothing is lost on the next save), the hashes of the chunks,
//! and last the rules of [`crate::model::check`]. What fails is refused as a whole, with a sentence that says where.
//!
//! A newer schema is [`ReadError::Newer`]: its bytes are left alone and offered as they are.

mod document;
mod error;
mod read;
mod reader;
mod strict;
mod text;
mod write;

pub mod slots;

pub use error::{ReadError, WriteError};
pub use read::{WorkspaceFile, read_chunk, read_document, read_file, read_value};
pub use write::{write_chunk, write_document, write_file};

/// What the envelope of a workspace file says that it is.
pub const FORMAT: &str = "trivium-workspace";
/// The schema that this version writes, and the newest that it reads.
pub const SCHEMA: u32 = 1;
/// The version of Trivium.
pub const APP: &str = env!("CARGO_PKG_VERSION");
/// Most bytes of a workspace file, chunks included: checked before parsing.
pub const MOST_BYTES: usize = 5_000_000;
