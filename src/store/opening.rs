//! Opening: what was open last, what else is there, and what to do with what cannot be read.

use std::collections::BTreeSet;

use trivium_core::{
    model::{Workspace, order},
    wire::slots::{self, Aside, Opening, Slot, Stored},
};

use super::{Notice, SaveState, Store, keys, saving::remember_as_last};
use crate::platform::{clock, storage::Local};

/// What was found when the app started.
pub(crate) struct Opened {
    /// What was open last, if anything.
    pub(crate) workspace: Option<Workspace>,
    /// What to tell.
    pub(crate) notices: Vec<Notice>,
}

/// A document that this browser keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its id.
    pub(crate) id: String,
    /// What people call it.
    pub(crate) name: String,
    /// When it was saved, as people here read it.
    pub(crate) saved_at: String,
}

impl Store {
    /// Opens the store, and what was open last.
    pub(crate) fn open() -> (Self, Opened) {
        let mut opened = Opened { workspace: None, notices: Vec::new() };
        let Some(local) = Local::open() else {
            let why = "This browser does not let the page store anything. Everything works, until the tab is closed: \
                download the workspace to keep it."
                .to_owned();
            return (Self::new(None, SaveState::Memory { why }), opened);
        };
        let store = Self::new(Some(local), SaveState::Saved { at: String::new() });
        sweep(local);
        if let Some(id) = local.read::<String>(keys::LAST) {
            match store.take(local, &id) {
                Ok((workspace, notices)) => {
                    opened.workspace = workspace;
                    opened.notices = notices;
                }
                Err(notices) => opened.notices = notices,
            }
        }
        (store, opened)
    }

    /// Documents that this browser keeps, newest first.
    pub(crate) fn recent(&self) -> Vec<Known> {
        let Some(local) = self.0.local else { return Vec::new() };
        let keys = local.keys(keys::DOCUMENTS);
        let ids: BTreeSet<&str> = keys.iter().filter_map(|key| keys::document_of(key)).collect();
        let mut found: Vec<_> = ids.into_iter().filter_map(|id| known(local, id)).collect();
        order::sort_by(&mut found, |(a, _), (b, _)| b.cmp(a));
        found.into_iter().map(|(_, known)| known).collect()
    }

    /// Opens another document; what waits of the present one is stored first.
    ///
    /// # Errors
    /// Why it cannot be opened, with what lies there.
    pub(crate) fn open_document(&self, id: &str) -> Result<(Workspace, Vec<Notice>), Vec<Notice>> {
        self.flush();
        let gone = |sentence: &str| vec![Notice { sentence: sentence.to_owned(), raw: None, ways: &[] }];
        let local = self.0.local.ok_or_else(|| gone("Nothing is stored in this browser."))?;
        match self.take(local, id)? {
            (Some(workspace), notices) => {
                remember_as_last(local, id);
                Ok((workspace, notices))
            }
            (None, _) => Err(gone("This workspace is not in this browser's storage any more.")),
        }
    }

    fn take(&self, local: Local, id: &str) -> Result<(Option<Workspace>, Vec<Notice>), Vec<Notice>> {
        match read(local, id) {
            Opening::Absent => Ok((None, Vec::new())),
            Opening::Opened { workspace, held, saved_at, aside, notices } => {
                let mut told: Vec<Notice> =
                    notices.into_iter().map(|sentence| Notice { sentence, raw: None, ways: &[] }).collect();
                if let Some(aside) = aside {
                    told.push(self.put_aside(local, id, &aside, true));
                }
                self.0.held.borrow_mut().insert(id.to_owned(), held);
                // What the other tab saved is what this tab goes on from now.
                self.0.copies.borrow_mut().remove(id);
                self.say(SaveState::Saved { at: clock::local_words(&saved_at) });
                Ok((Some(*workspace), told))
            }
            Opening::Newer { slot, error } => {
                let sentence = error.to_string();
                self.0.locked.borrow_mut().insert(id.to_owned(), sentence.clone());
                Err(vec![Notice { sentence, raw: local.text(&keys::slot(id, slot)), ways: &[] }])
            }
            Opening::Unreadable { aside } => {
                Err(aside.iter().map(|aside| self.put_aside(local, id, aside, false)).collect())
            }
        }
    }

    /// Keeps a copy of a slot that cannot be read, before anything is written over it.
    fn put_aside(&self, local: Local, id: &str, aside: &Aside, another_used: bool) -> Notice {
        let raw = local.text(&keys::slot(id, aside.slot)).unwrap_or_default();
        let key = keys::quarantine(&clock::now_iso(), id, aside.slot);
        let kept = local.keys(keys::QUARANTINE).iter().any(|key| local.text(key).as_ref() == Some(&raw))
            || local.write_text(&key, &raw).is_ok();
        let used = if another_used { " The one saved before it was opened instead." } else { " Nothing was opened." };
        let mut sentence = format!("{}{used}", aside.why);
        if kept {
            sentence.push_str(" It is kept aside as it was.");
        } else {
            sentence.push_str(
                " There is no room to keep it aside, so this workspace is not saved until there is: download it now.",
            );
            let why = "A damaged copy would be written over, and there is no room to keep it aside. Download both, then remove delivery records that you do not need, and reload.";
            self.0.locked.borrow_mut().insert(id.to_owned(), why.to_owned());
        }
        Notice { sentence, raw: Some(raw), ways: &[] }
    }
}

fn read(local: Local, id: &str) -> Opening {
    let (a, b) = (local.text(&keys::slot(id, Slot::A)), local.text(&keys::slot(id, Slot::B)));
    let head = local.text(&keys::head(id));
    let stored = Stored { a: a.as_deref(), b: b.as_deref(), head: head.as_deref() };
    slots::open(stored, |hash| local.text(&keys::chunk(hash)))
}

/// A document for the list, with its time as stored for sorting. Its head tells; without one, the document itself.
fn known(local: Local, id: &str) -> Option<(String, Known)> {
    let head = local.text(&keys::head(id)).and_then(|text| slots::read_head(&text));
    let (name, saved_at) = match head {
        Some(head) => (head.name, head.saved_at),
        None => match read(local, id) {
            Opening::Opened { workspace, saved_at, .. } => (workspace.name, saved_at),
            Opening::Newer { .. } | Opening::Unreadable { .. } => (id.to_owned(), String::new()),
            Opening::Absent => return None,
        },
    };
    let words = clock::local_words(&saved_at);
    Some((saved_at, Known { id: id.to_owned(), name, saved_at: words }))
}

/// Removes chunks that no document names any more. Does nothing as long as anything cannot be read: it might name them.
fn sweep(local: Local) {
    let chunks = local.keys(keys::CHUNKS);
    if chunks.is_empty() || !local.keys(keys::QUARANTINE).is_empty() {
        return;
    }
    let slots = local.keys(keys::DOCUMENTS).into_iter().filter(|key| !key.ends_with(":head"));
    let texts: Vec<String> = slots.filter_map(|key| local.text(&key)).collect();
    if let Some(named) = slots::chunks_named(texts.iter().map(String::as_str)) {
        let kept: BTreeSet<String> = named.iter().map(keys::chunk).collect();
        chunks.iter().filter(|key| !kept.contains(*key)).for_each(|key| local.remove(key));
    }
}
