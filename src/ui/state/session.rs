//! The open workspace, and the one way to change it.

use std::{cell::RefCell, sync::Arc};

use leptos::prelude::*;
use trivium_core::{
    edit::{Applied, Command, History},
    model::{Origin, Problem, Workspace},
    wire,
};

use super::Theme;
use crate::{
    platform::{clock, files},
    store::{Notice, SaveState, Store},
};

thread_local! {
    /// The last workspace, for the panic screen, which can reach nothing else.
    static BACKUP: RefCell<Option<Arc<Workspace>>> = const { RefCell::new(None) };
}

/// One sentence that goes away by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toast {
    /// Counts up, so that an old timer does not take away a new toast.
    pub(crate) number: u64,
    /// The sentence.
    pub(crate) sentence: String,
    /// Whether it offers Undo.
    pub(crate) undo: bool,
}

/// Everything about the open workspace. `Copy`, and lives as long as the app.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    history: StoredValue<Option<History>>,
    workspace: RwSignal<Option<Arc<Workspace>>>,
    store: StoredValue<Store, LocalStorage>,
    save_state: RwSignal<SaveState>,
    notices: RwSignal<Vec<Notice>>,
    toast: RwSignal<Option<Toast>>,
    toasts: StoredValue<u64>,
    spoken: RwSignal<String>,
    theme: RwSignal<Theme>,
}

impl Session {
    /// Opens the store and what was open last, and provides itself as context.
    pub(crate) fn start() -> Self {
        let (store, opened) = Store::open();
        let save_state = RwSignal::new(store.state());
        store.on_state(move |state| {
            let _ = save_state.try_set(state);
        });
        let theme = Theme::remembered();
        theme.apply();
        let session = Self {
            history: StoredValue::new(None),
            workspace: RwSignal::new(None),
            store: StoredValue::new_local(store),
            save_state,
            notices: RwSignal::new(opened.notices),
            toast: RwSignal::new(None),
            toasts: StoredValue::new(0),
            spoken: RwSignal::new(String::new()),
            theme: RwSignal::new(theme),
        };
        if let Some(workspace) = opened.workspace {
            session.begin(workspace);
        }
        provide_context(session);
        session
    }

    /// The session of this app. It is provided at the root, before any component.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// The open workspace.
    pub(crate) fn workspace(self) -> Signal<Option<Arc<Workspace>>> {
        self.workspace.into()
    }

    /// The open workspace, without subscribing to it.
    pub(crate) fn now(self) -> Option<Arc<Workspace>> {
        self.workspace.get_untracked()
    }

    /// Opens a workspace with a history of its own. What was open stays in the store.
    pub(crate) fn open(self, workspace: Workspace) {
        self.flush();
        self.begin(workspace);
        self.save();
    }

    fn begin(self, workspace: Workspace) {
        self.history.set_value(Some(History::new(workspace)));
        self.show();
    }

    /// Shows what the history holds now.
    fn show(self) {
        let now = self.history.with_value(|history| history.as_ref().map(|history| Arc::new(history.now().clone())));
        BACKUP.with(|backup| {
            if let Ok(mut backup) = backup.try_borrow_mut() {
                backup.clone_from(&now);
            }
        });
        self.workspace.set(now);
    }

    fn save(self) {
        if let Some(workspace) = self.now() {
            self.store.with_value(|store| store.save(&workspace));
        }
    }

    /// Writes at once what waits to be written.
    pub(crate) fn flush(self) {
        let _ = self.store.try_with_value(Store::flush);
    }

    /// Changes the workspace.
    ///
    /// # Errors
    /// What the command refuses; nothing is changed then.
    pub(crate) fn apply(self, command: &Command) -> Result<(), Problem> {
        let Some(applied) = self.run(command)? else { return Ok(()) };
        if !applied.also.is_empty() {
            self.say(format!("{}. {}", applied.label, applied.also.join(" ")), true);
        }
        Ok(())
    }

    /// Changes the workspace, and says nothing.
    fn run(self, command: &Command) -> Result<Option<Applied>, Problem> {
        let applied = self.history.try_update_value(|history| history.as_mut().map(|history| history.apply(command)));
        let Some(Some(applied)) = applied else { return Ok(None) };
        let applied = applied?;
        if applied.changed {
            self.show();
            self.save();
        }
        Ok(Some(applied))
    }

    /// Changes the workspace; what is refused is said in a toast.
    pub(crate) fn change(self, command: &Command) {
        if let Err(problem) = self.apply(command) {
            self.say(problem.to_string(), false);
        }
    }

    /// Changes the workspace for a field: what is refused becomes the field's error sentence.
    ///
    /// # Errors
    /// The sentence.
    pub(crate) fn commit(self, command: &Command) -> Result<(), String> {
        self.apply(command).map_err(|problem| problem.to_string())
    }

    /// Changes the workspace and offers Undo in a toast with this sentence. It is a step of its own in the history, so
    /// that Undo takes back what the sentence says, and nothing else. What went with it is said too.
    pub(crate) fn change_saying(self, command: &Command, sentence: impl Into<String>) {
        self.seal();
        match self.run(command) {
            Ok(applied) => {
                let applied = applied.map(|applied| (applied.changed, applied.also.join(" ")));
                let (changed, also) = applied.unwrap_or_default();
                let sentence: String = sentence.into();
                self.say(if also.is_empty() { sentence } else { format!("{sentence} {also}") }, changed);
            }
            Err(problem) => self.say(problem.to_string(), false),
        }
        self.seal();
    }

    /// Ends the running step of the history: what was dragged has been put down. The next drag is a step of its own.
    pub(crate) fn seal(self) {
        self.history.update_value(|history| {
            if let Some(history) = history {
                history.seal();
            }
        });
    }

    /// One step back.
    pub(crate) fn undo(self) {
        self.travel(History::undo, "Undone", "There is nothing to undo.");
    }

    /// One step forward again.
    pub(crate) fn redo(self) {
        self.travel(History::redo, "Redone", "There is nothing to redo.");
    }

    fn travel(self, step: impl FnOnce(&mut History) -> Option<String>, done: &str, nothing: &str) {
        let label = self.history.try_update_value(|history| history.as_mut().and_then(step)).flatten();
        match label {
            Some(label) => {
                self.show();
                self.save();
                self.say(format!("{done}: {label}."), false);
            }
            None => self.say(nothing, false),
        }
    }

    /// What undo would take back.
    pub(crate) fn undo_label(self) -> Option<String> {
        self.workspace.track();
        self.history.with_value(|history| history.as_ref().and_then(|history| history.can_undo().map(str::to_owned)))
    }

    /// What redo would do again.
    pub(crate) fn redo_label(self) -> Option<String> {
        self.workspace.track();
        self.history.with_value(|history| history.as_ref().and_then(|history| history.can_redo().map(str::to_owned)))
    }

    /// Where the workspace came from, when it is not the user's own.
    pub(crate) fn origin_tag(self) -> Option<&'static str> {
        match self.workspace.get()?.origin {
            Origin::Own => None,
            Origin::WorkedExample => Some("Worked example"),
            Origin::RealRecords => Some("Real records"),
        }
    }

    /// Whether, and why not, the workspace is saved.
    pub(crate) fn save_state(self) -> Signal<SaveState> {
        self.save_state.into()
    }

    /// Other documents in this browser.
    pub(crate) fn with_store<T>(self, ask: impl FnOnce(&Store) -> T) -> T {
        self.store.with_value(ask)
    }

    /// Sentences that stay.
    pub(crate) fn notices(self) -> Signal<Vec<Notice>> {
        self.notices.into()
    }

    /// Adds a sentence that stays.
    pub(crate) fn notify(self, sentence: impl Into<String>, raw: Option<String>) {
        let sentence = sentence.into();
        self.notices.update(|notices| notices.push(Notice { sentence, raw, ways: &[] }));
    }

    /// Adds a sentence that stays, with ways to the places it is about.
    pub(crate) fn notify_where(self, sentence: String, ways: &'static [(&'static str, &'static str)]) {
        self.notices.update(|notices| notices.push(Notice { sentence, raw: None, ways }));
    }

    /// Adds sentences of the store that stay.
    pub(crate) fn notify_all(self, more: Vec<Notice>) {
        self.notices.update(|notices| notices.extend(more));
    }

    /// Takes a sentence away.
    pub(crate) fn drop_notice(self, index: usize) {
        self.notices.update(|notices| {
            if index < notices.len() {
                notices.remove(index);
            }
        });
    }

    /// Says a sentence: in a toast, and aloud.
    pub(crate) fn say(self, sentence: impl Into<String>, undo: bool) {
        let sentence = sentence.into();
        let number = self.toasts.try_update_value(|count| {
            *count += 1;
            *count
        });
        self.spoken.set(sentence.clone());
        self.toast.set(Some(Toast { number: number.unwrap_or_default(), sentence, undo }));
    }

    /// Says a sentence aloud only.
    pub(crate) fn speak(self, sentence: impl Into<String>) {
        self.spoken.set(sentence.into());
    }

    /// The toast.
    pub(crate) fn toast(self) -> Signal<Option<Toast>> {
        self.toast.into()
    }

    /// What is said aloud.
    pub(crate) fn spoken(self) -> Signal<String> {
        self.spoken.into()
    }

    /// Takes this toast away, unless somebody is on it or another one has come.
    pub(crate) fn drop_toast(self, number: u64, held: bool) {
        let current = self.toast.try_get_untracked().flatten();
        if !held && current.is_some_and(|toast| toast.number == number) {
            let _ = self.toast.try_set(None);
        }
    }

    /// The chosen theme.
    pub(crate) fn theme(self) -> Signal<Theme> {
        self.theme.into()
    }

    /// Chooses a theme.
    pub(crate) fn set_theme(self, theme: Theme) {
        theme.apply();
        theme.remember();
        self.theme.set(theme);
    }

    /// Downloads the open workspace.
    pub(crate) fn download(self) {
        let Some(workspace) = self.now() else { return };
        match wire::write_file(&workspace, &clock::now_iso()) {
            Ok(text) => {
                files::download_text(&files::safe_name(&workspace.name, "json"), "application/json", &text);
                self.speak("Workspace downloaded.");
            }
            Err(error) => self.say(error.to_string(), false),
        }
    }
}

/// The last workspace as text, for the panic screen.
pub(crate) fn backup() -> Option<String> {
    let workspace = BACKUP.with(|backup| backup.try_borrow().ok().and_then(|backup| backup.clone()))?;
    wire::write_file(&workspace, &clock::now_iso()).ok()
}
