//! Two slots for one document, and every decision about them. Pure: texts in, decisions out; `store` does the reading
//! and writing, in the order that is said here.
//!
//! A save never touches the slot that holds the last good copy: it writes the other one, reads it back, and only then
//! writes the small *head* that names it. Copies are ordered by their **generation**, never by a clock. A slot that
//! cannot be read is put aside as it is, and is never deleted because it cannot be read.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{ReadError, SCHEMA, WriteError, read_document, read_value, strict, write::plain};
use crate::edit::sha256_hex;
use crate::model::{ChunkHash, Workspace, order};

/// What a slot's record says that it is.
pub const MAGIC: &str = "trivium-slot";

/// One of the two slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// The first.
    A,
    /// The second.
    B,
}

impl Slot {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// `a` or `b`, as in the key.
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'a',
            Self::B => 'b',
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// One saved document. Its checksum covers everything in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Counts the saves of the document.
    pub r#gen: u64,
    /// The tab that wrote it.
    pub written_by: String,
    /// When, by that tab's clock: for people, never for a decision.
    pub saved_at: String,
    body: String,
}

/// How a record is written: the document stands in it as it is, byte for byte, under `body`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shell {
    magic: String,
    schema: u32,
    r#gen: u64,
    written_by: String,
    saved_at: String,
    len: usize,
    checksum: String,
}

impl Record {
    /// A record around a document text, as [`super::write_document`] gives it.
    pub fn new(generation: u64, tab: &str, saved_at: &str, body: String) -> Self {
        Self { r#gen: generation, written_by: tab.to_owned(), saved_at: saved_at.to_owned(), body }
    }

    /// The document text, byte for byte.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// What is stored under the slot's key.
    ///
    /// # Errors
    /// None that a text from [`super::write_document`] could bring about.
    pub fn text(&self) -> Result<String, WriteError> {
        let mut text = plain(&Shell {
            magic: MAGIC.to_owned(),
            schema: SCHEMA,
            r#gen: self.r#gen,
            written_by: self.written_by.clone(),
            saved_at: self.saved_at.clone(),
            len: self.body.len(),
            checksum: self.checksum(),
        })?;
        text.pop();
        Ok(text + BODY + &self.body + "}")
    }

    /// The record that a stored text holds, if it is intact.
    fn of(text: &str) -> Option<Self> {
        // Texts of our own have the body last; a text of somebody else's may be anything.
        let at = text.find(BODY)?;
        let body = text.get(at + BODY.len()..)?.strip_suffix('}')?;
        let Shell { magic, schema, r#gen: generation, written_by, saved_at, len, checksum } =
            read_value(&format!("{}}}", text.get(..at)?)).ok()?;
        let record = Self { r#gen: generation, written_by, saved_at, body: body.to_owned() };
        (magic == MAGIC && schema == SCHEMA && len == body.len() && checksum == record.checksum()).then_some(record)
    }

    fn checksum(&self) -> String {
        let Self { r#gen: generation, written_by, saved_at, body } = self;
        sha256_hex(
            format!("{MAGIC}\n{SCHEMA}\n{generation}\n{written_by}\n{saved_at}\n{}\n{body}", body.len()).as_bytes(),
        )
    }
}

/// What stands between the head of a record and the document.
const BODY: &str = ",\"body\":";

/// Which slot is the newest, and enough about the document to list it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Generation of the newest copy.
    pub r#gen: u64,
    /// The slot that holds it.
    pub slot: Slot,
    /// The tab that wrote it.
    pub written_by: String,
    /// When, by that tab's clock.
    pub saved_at: String,
    /// The name of the workspace.
    pub name: String,
}

/// What lies in one slot.
#[derive(Debug, Clone)]
pub enum Found {
    /// Nothing.
    Empty,
    /// An intact record of this schema.
    Intact(Record),
    /// A record of a newer schema, to be left alone.
    Newer {
        /// Its schema.
        schema: u64,
    },
    /// Something else: cut off, changed, or not ours.
    Damaged,
}

/// Looks at what is stored under a slot's key.
pub fn examine(text: Option<&str>) -> Found {
    let Some(text) = text else { return Found::Empty };
    match Record::of(text) {
        Some(record) => Found::Intact(record),
        None => newer(text).map_or(Found::Damaged, |schema| Found::Newer { schema }),
    }
}

/// The schema of a record that a newer version wrote.
fn newer(text: &str) -> Option<u64> {
    let tree = strict::tree(text).ok()?;
    let schema = tree.get("schema")?.as_u64()?;
    (tree.get("magic")?.as_str()? == MAGIC && schema > u64::from(SCHEMA)).then_some(schema)
}

/// What this tab knows to be stored: what it read, or wrote last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The slot of the copy.
    pub slot: Slot,
    /// The highest generation seen, of this copy or of one that could not be read.
    pub r#gen: u64,
    /// The tab that wrote that generation.
    pub written_by: String,
    /// SHA-256 of the document text in it.
    pub body_sha256: String,
}

/// A slot whose bytes must be put aside before it is written again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Which slot.
    pub slot: Slot,
    /// Why it was not used, as a sentence.
    pub why: String,
}

/// What became of opening a document.
#[derive(Debug, Clone)]
pub enum Opening {
    /// There is no such document.
    Absent,
    /// The newest copy that can be read.
    Opened {
        /// The workspace.
        workspace: Box<Workspace>,
        /// What is known to be stored.
        held: Held,
        /// When it was saved, by the clock of the tab that wrote it.
        saved_at: String,
        /// A slot that holds something unreadable.
        aside: Option<Aside>,
        /// Sentences about what is missing from it.
        notices: Vec<String>,
    },
    /// A newer version of Trivium saved it: nothing may be written over it.
    Newer {
        /// The slot that holds it.
        slot: Slot,
        /// What to say.
        error: ReadError,
    },
    /// Something is there, and nothing of it can be read.
    Unreadable {
        /// Every slot that holds something.
        aside: Vec<Aside>,
    },
}

/// What lies under the three keys of a document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stored<'a> {
    /// Slot A.
    pub a: Option<&'a str>,
    /// Slot B.
    pub b: Option<&'a str>,
    /// The head.
    pub head: Option<&'a str>,
}

/// Opens a document: the intact copy of the highest generation, else the other one. `chunk` fetches the text of a chunk.
pub fn open(stored: Stored<'_>, mut chunk: impl FnMut(&ChunkHash) -> Option<String>) -> Opening {
    let Stored { a, b, head } = stored;
    let head = head.and_then(read_head);
    let found = [(Slot::A, examine(a)), (Slot::B, examine(b))];
    let newer = found.iter().find_map(|(slot, found)| match found {
        Found::Newer { schema } => Some((*slot, *schema)),
        _ => None,
    });
    if let Some((slot, schema)) = newer {
        return Opening::Newer { slot, error: ReadError::Newer { schema, app: "unknown version".to_owned() } };
    }
    let mut aside = Vec::new();
    let mut intact = Vec::new();
    for (slot, found) in found {
        match found {
            Found::Intact(record) => intact.push((slot, record)),
            Found::Damaged => aside.push(Aside {
                slot,
                why: "A saved copy was cut off or changed by something else, so it was not used.".to_owned(),
            }),
            Found::Empty | Found::Newer { .. } => {}
        }
    }
    order::sort_by_key(&mut intact, |(_, record)| std::cmp::Reverse(record.r#gen));
    let in_head = head.map(|head| (head.r#gen, head.written_by));
    let in_slot = intact.first().map(|(_, record)| (record.r#gen, record.written_by.clone()));
    let newest = in_head.into_iter().chain(in_slot).max_by_key(|(generation, _)| *generation).unwrap_or_default();
    for (slot, record) in intact {
        match read_document(record.body(), &mut chunk) {
            Ok((workspace, notices)) => {
                // Generations go on from the highest ever seen, also when that copy cannot be read.
                let (seen, written_by) = newest;
                let held = Held { slot, r#gen: seen, written_by, body_sha256: sha256_hex(record.body().as_bytes()) };
                // The other slot is written next, so only that one can lose something.
                let aside = aside.into_iter().find(|aside| aside.slot != slot);
                let (workspace, saved_at) = (Box::new(workspace), record.saved_at);
                return Opening::Opened { workspace, held, saved_at, aside, notices };
            }
            Err(error) => aside.push(Aside { slot, why: error.to_string() }),
        }
    }
    if aside.is_empty() { Opening::Absent } else { Opening::Unreadable { aside } }
}

/// One save, in the order of its fields: the slot, then the head.
#[derive(Debug, Clone)]
pub struct Write {
    /// The slot: never the one that holds the last good copy.
    pub slot: Slot,
    /// What to write into it, and to compare with what is read back.
    pub record: Record,
    /// What to write under the head's key afterwards.
    pub head: Head,
    /// What this tab knows to be stored once both are written.
    pub held: Held,
}

/// The chunks that stored documents name, from the texts of all slots; `None` as soon as one of them cannot be read,
/// since it might name any chunk.
pub fn chunks_named<'a>(slots: impl IntoIterator<Item = &'a str>) -> Option<BTreeSet<ChunkHash>> {
    let mut named = BTreeSet::new();
    for text in slots {
        let Found::Intact(record) = examine(Some(text)) else { return None };
        let tree = strict::tree(record.body()).ok()?;
        for hash in tree.get("tables")?.get("delivery")?.as_object()?.values() {
            named.insert(ChunkHash(hash.as_str()?.to_owned()));
        }
    }
    Some(named)
}

/// What to do with a document that is to be saved.
#[derive(Debug, Clone)]
pub enum Saving {
    /// The same bytes are stored already.
    Same,
    /// Write.
    Write(Box<Write>),
    /// Another tab has saved the document since: writing would destroy what it saved.
    Conflict {
        /// The generation found.
        found: u64,
    },
}

/// Who saves, and when.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// This tab.
    pub tab: &'a str,
    /// Its clock, for people.
    pub now: &'a str,
    /// The name of the workspace.
    pub name: &'a str,
}

/// The head, from what lies under its key.
pub fn read_head(text: &str) -> Option<Head> {
    read_value(text).ok()
}

/// Decides a save. `held` is what this tab knows to be stored, `None` when it knows of nothing; `head` is what lies
/// under the head's key now, and `occupied` says whether anything lies in a slot.
pub fn save(held: Option<&Held>, head: Option<&str>, occupied: bool, stamp: Stamp<'_>, body: String) -> Saving {
    // A head that cannot be read decides nothing: slots are found again by their generations.
    let head = head.and_then(read_head);
    let conflict = match (held, &head) {
        (Some(held), Some(head)) => (head.r#gen > held.r#gen
            || (head.r#gen == held.r#gen && head.written_by != held.written_by))
            .then_some(head.r#gen),
        (None, Some(head)) => Some(head.r#gen),
        (None, None) => occupied.then_some(0),
        (Some(_), None) => None,
    };
    if let Some(found) = conflict {
        return Saving::Conflict { found };
    }
    let body_sha256 = sha256_hex(body.as_bytes());
    if held.is_some_and(|held| held.body_sha256 == body_sha256) {
        return Saving::Same;
    }
    let slot = held.map_or(Slot::A, |held| held.slot.other());
    let generation = held.map_or(1, |held| held.r#gen.saturating_add(1));
    let record = Record::new(generation, stamp.tab, stamp.now, body);
    let (written_by, saved_at) = (stamp.tab.to_owned(), stamp.now.to_owned());
    let held = Held { slot, r#gen: generation, written_by: written_by.clone(), body_sha256 };
    let head = Head { r#gen: generation, slot, written_by, saved_at, name: stamp.name.to_owned() };
    Saving::Write(Box::new(Write { slot, record, head, held }))
}
