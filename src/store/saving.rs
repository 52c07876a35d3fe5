//! Saving: what waits, when it is written, and what comes of it.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use trivium_core::{
    model::{Workspace, check::LONGEST_NAME},
    wire::{
        self,
        slots::{self, Held, Saving, Slot, Stamp},
    },
};

use super::{SaveState, keys};
use crate::platform::{
    clock, page, random,
    storage::{Local, WriteFailure},
    workers,
};

/// How long after the last change it is written.
const DEBOUNCE_MS: i32 = 300;
/// How long a change waits at most while others follow it.
const LONGEST_WAIT_MS: f64 = 2_000.0;

/// Keeps workspaces in this browser. A cheap handle; clones share everything.
#[derive(Clone)]
pub(crate) struct Store(pub(super) Rc<Inner>);

/// Who hears of the state.
type Listener = Rc<dyn Fn(SaveState)>;

pub(super) struct Inner {
    /// `None` when this browser stores nothing.
    pub(super) local: Option<Local>,
    /// This tab's name in records.
    tab: String,
    /// What this tab knows to be stored, by document.
    pub(super) held: RefCell<BTreeMap<String, Held>>,
    /// Documents that must not be written, and why.
    pub(super) locked: RefCell<BTreeMap<String, String>>,
    /// Under which id this tab keeps its copy of a document that another tab has saved too.
    pub(super) copies: RefCell<BTreeMap<String, String>>,
    waiting: RefCell<Option<Workspace>>,
    /// When the first change came that still waits, in milliseconds of the page.
    since: Cell<f64>,
    /// Counts changes, so that an old timer does nothing.
    turn: Cell<u64>,
    state: RefCell<SaveState>,
    listener: RefCell<Option<Listener>>,
}

impl Store {
    pub(super) fn new(local: Option<Local>, state: SaveState) -> Self {
        Self(Rc::new(Inner {
            local,
            tab: random::document_id("tab"),
            held: RefCell::default(),
            locked: RefCell::default(),
            copies: RefCell::default(),
            waiting: RefCell::default(),
            since: Cell::new(0.0),
            turn: Cell::new(0),
            state: RefCell::new(state),
            listener: RefCell::default(),
        }))
    }

    /// Whether, and why not, everything is stored.
    pub(crate) fn state(&self) -> SaveState {
        self.0.state.borrow().clone()
    }

    /// Calls `hear` whenever the state changes. Only the last one given is called.
    pub(crate) fn on_state(&self, hear: impl Fn(SaveState) + 'static) {
        *self.0.listener.borrow_mut() = Some(Rc::new(hear));
    }

    /// Stores the workspace soon: after a short rest, or at the next [`Store::flush`].
    pub(crate) fn save(&self, workspace: &Workspace) {
        if self.0.local.is_none() {
            return;
        }
        let other_waits = self.0.waiting.borrow().as_ref().is_some_and(|waiting| waiting.id != workspace.id);
        if other_waits {
            self.flush();
        }
        let now = page::now_ms();
        if self.0.waiting.borrow_mut().replace(workspace.clone()).is_none() {
            self.0.since.set(now);
        }
        self.say(SaveState::Saving);
        if now - self.0.since.get() >= LONGEST_WAIT_MS {
            return self.flush();
        }
        let turn = self.0.turn.get().wrapping_add(1);
        self.0.turn.set(turn);
        let store = self.clone();
        workers::after(DEBOUNCE_MS, move || {
            if store.0.turn.get() == turn {
                store.flush();
            }
        });
    }

    /// Stores at once what waits to be stored: the page is about to be hidden or closed.
    pub(crate) fn flush(&self) {
        let waiting = self.0.waiting.borrow_mut().take();
        if let (Some(local), Some(workspace)) = (self.0.local, waiting) {
            let state = match self.write(local, &workspace) {
                Ok(at) => SaveState::Saved { at },
                Err(why) => SaveState::NotSaved { why },
            };
            self.say(state);
        }
    }

    pub(super) fn say(&self, state: SaveState) {
        if *self.0.state.borrow() == state {
            return;
        }
        self.0.state.replace(state.clone());
        let listener = self.0.listener.borrow().clone();
        if let Some(hear) = listener {
            hear(state);
        }
    }

    /// Writes the chunks, then the document. Gives the time of day, or why not.
    fn write(&self, local: Local, workspace: &Workspace) -> Result<String, String> {
        if let Some(why) = self.0.locked.borrow().get(&workspace.id) {
            return Err(why.clone());
        }
        write_chunks(local, workspace)?;
        let copy = self.0.copies.borrow().get(&workspace.id).cloned();
        let copy = match copy {
            Some(copy) => copy,
            None if self.write_document(local, workspace)? => {
                remember_as_last(local, &workspace.id);
                return Ok(clock::local_time_of_day());
            }
            None => random::document_id(&workspace.id),
        };
        self.0.copies.borrow_mut().insert(workspace.id.clone(), copy.clone());
        Err(self.write_copy(local, workspace, copy)?)
    }

    /// Writes the document into its next slot, reads it back, then writes its head. `false` when another tab has saved
    /// it since.
    fn write_document(&self, local: Local, workspace: &Workspace) -> Result<bool, String> {
        let id = &workspace.id;
        let body = wire::write_document(workspace).map_err(|error| error.to_string())?;
        let occupied = Slot::BOTH.iter().any(|slot| local.text(&keys::slot(id, *slot)).is_some());
        let head = local.text(&keys::head(id));
        let now = clock::now_iso();
        let stamp = Stamp { tab: &self.0.tab, now: &now, name: &workspace.name };
        let held = self.0.held.borrow().get(id).cloned();
        match slots::save(held.as_ref(), head.as_deref(), occupied, stamp, body) {
            Saving::Same => Ok(true),
            Saving::Conflict { .. } => Ok(false),
            Saving::Write(write) => {
                let key = keys::slot(id, write.slot);
                let text = write.record.text().map_err(|error| error.to_string())?;
                local.write_text(&key, &text).map_err(|failure| refusal(failure, text.len()))?;
                if local.text(&key).as_deref() != Some(text.as_str()) {
                    return Err(
                        "The browser did not keep what was written. Download the workspace, then reload.".to_owned()
                    );
                }
                let head = serde_json::to_string(&write.head).map_err(|error| error.to_string())?;
                local.write_text(&keys::head(id), &head).map_err(|failure| refusal(failure, head.len()))?;
                self.0.held.borrow_mut().insert(id.clone(), write.held);
                Ok(true)
            }
        }
    }

    /// Another tab has saved this document: what is changed here becomes a document of its own.
    fn write_copy(&self, local: Local, workspace: &Workspace, id: String) -> Result<String, String> {
        let ending = " (from another tab)";
        let room = LONGEST_NAME.saturating_sub(ending.len());
        let name: String = workspace.name.chars().take(room).chain(ending.chars()).collect();
        let copy = Workspace { id, name, ..workspace.clone() };
        self.write_document(local, &copy)?;
        Ok(format!(
            "Another tab has saved this workspace, so nothing was written over it. What you change here is kept as \"{}\" among the recent workspaces. Reload to see what the other tab saved.",
            copy.name
        ))
    }
}

/// The document that the next start opens.
pub(super) fn remember_as_last(local: Local, id: &str) {
    if local.read::<String>(keys::LAST).as_deref() != Some(id) {
        // Without the pointer the document is still found in the list.
        let _ = local.write(keys::LAST, &id);
    }
}

/// Chunks are written before the document that names them, and never changed.
fn write_chunks(local: Local, workspace: &Workspace) -> Result<(), String> {
    if workspace.tables.chunks.is_empty() {
        return Ok(());
    }
    let there = local.keys(keys::CHUNKS);
    for (hash, chunk) in &workspace.tables.chunks {
        let key = keys::chunk(hash);
        if there.contains(&key) {
            continue;
        }
        let text = wire::write_chunk(chunk).map_err(|error| error.to_string())?;
        local.write_text(&key, &text).map_err(|failure| refusal(failure, text.len()))?;
        if local.text(&key).as_deref() != Some(text.as_str()) {
            return Err(
                "The browser did not keep the delivery records. Download the workspace, then reload.".to_owned()
            );
        }
    }
    Ok(())
}

/// Why a write failed, for people. `characters` of text were to be written.
fn refusal(failure: WriteFailure, characters: usize) -> String {
    match failure {
        WriteFailure::Full => {
            format!(
                "This browser's storage is full: {} kB did not fit. Download the workspace, then remove delivery records that you do not need; the next change is saved by itself.",
                characters.div_ceil(1000)
            )
        }
        WriteFailure::Refused => {
            "The browser refused to store it. Download the workspace, and allow storage for this page.".to_owned()
        }
    }
}
