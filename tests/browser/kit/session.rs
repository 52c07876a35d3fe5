//! A browser together with the guard: every command also hears the events that came with it.

use std::cell::RefCell;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use super::bidi::BidiError;
use super::browser::{Browser, Engine, Habits};
use super::guard::{CHANNEL, EVENTS, Guard, PRELOAD};

/// One visitor: a browser, its tab and what the guard has seen.
pub(crate) struct Session {
    browser: RefCell<Browser>,
    guard: RefCell<Guard>,
    /// The tab.
    pub(crate) context: String,
}

impl Session {
    /// Starts a browser whose guard knows the page's own origin.
    pub(crate) fn start(engine: Engine, habits: Habits, own_origin: Option<String>) -> Result<Self, String> {
        let mut browser = Browser::start(engine, habits)?;
        let context = prepare(&mut browser).map_err(|error| error.to_string())?;
        let guard = Guard::new(own_origin);
        Ok(Self { browser: RefCell::new(browser), guard: RefCell::new(guard), context })
    }

    /// Sends a command about anything.
    pub(crate) fn command(&self, method: &str, params: &Value) -> Result<Value, BidiError> {
        let result = self.browser.borrow_mut().connection.command(method, params);
        self.listen(Duration::ZERO)?;
        result
    }

    /// Hears events until none has come for `silence`.
    pub(crate) fn listen(&self, silence: Duration) -> Result<(), BidiError> {
        while let Some(event) = self.browser.borrow_mut().connection.next_event(silence)? {
            self.guard.borrow_mut().observe(&event);
        }
        Ok(())
    }

    /// What the guard has found so far, after the events on their way have arrived. Starts afresh.
    pub(crate) fn findings(&self) -> Vec<String> {
        let broken = self.listen(Duration::from_millis(300)).err();
        let mut findings = self.guard.borrow_mut().take();
        findings.extend(broken.map(|error| error.to_string()));
        findings
    }

    /// Writes a file for the journey to use.
    pub(crate) fn write_file(&self, name: &str, content: &[u8]) -> Result<PathBuf, String> {
        self.browser.borrow().files().file(name, content)
    }

    /// The folder in which downloads arrive.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.browser.borrow().downloads.clone()
    }
}

/// Opens the tab, subscribes the guard and plants its script. Gives back the tab.
fn prepare(browser: &mut Browser) -> Result<String, BidiError> {
    let connection = &mut browser.connection;
    connection.command("session.subscribe", &json!({ "events": EVENTS }))?;
    connection.command(
        "script.addPreloadScript",
        &json!({
            "functionDeclaration": PRELOAD,
            "arguments": [{ "type": "channel", "value": { "channel": CHANNEL } }],
        }),
    )?;
    let broken = || BidiError::Broken("the browser has no tab".to_owned());
    let mut context = connection.command("browsingContext.getTree", &json!({}))?["contexts"][0]["context"].take();
    if browser.engine == Engine::Firefox {
        // The window a headless Firefox starts with never becomes the active one, so nothing in it matches
        // `:focus`. A second window does.
        context = connection.command("browsingContext.create", &json!({ "type": "window" }))?["context"].take();
    }
    context.as_str().map(str::to_owned).ok_or_else(broken)
}
