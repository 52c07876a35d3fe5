//! Real keys: what is sent here travels the same way as the keys of a keyboard.

use serde_json::{Value, json};

use super::element::Element;
use super::page::Page;

impl Page {
    /// Types text, one key after the other, into whatever has the focus.
    pub(crate) fn type_text(&self, text: &str) {
        self.press_all(text.chars().map(|character| vec![character.to_string()]));
    }

    /// Presses a key or a chord: `Enter`, `Control+z`, `Shift+Tab`, `a`.
    pub(crate) fn press(&self, chord: &str) {
        self.press_all([keys_of(chord)]);
    }

    /// Walks with Tab until an element that `wanted` recognises by its announcement has the focus.
    ///
    /// An announcement is role and name, for example `button Undo`. Panics with the whole walk if it is not reached.
    #[track_caller]
    pub(crate) fn tab_to(&self, wanted: &str) {
        let mut walk: Vec<String> = Vec::new();
        for _ in 0..200 {
            self.press("Tab");
            let here = self.focus();
            if here.contains(wanted) {
                return;
            }
            walk.push(here);
        }
        panic!("Tab does not reach \"{wanted}\"; it went over: {}", walk.join(" > "));
    }

    /// Announces what has the focus: role (or tag), then name.
    pub(crate) fn focus(&self) -> String {
        self.eval(
            "(() => {
                const at = document.activeElement;
                if (!at || at === document.body) return 'nothing';
                const labelled = (at.getAttribute('aria-labelledby') ?? '').split(/\\s+/).filter(Boolean)
                    .map((id) => document.getElementById(id)?.innerText ?? '').join(' ');
                const labels = [...(at.labels ?? [])].map((label) => label.innerText).join(' ');
                const name = labelled || at.getAttribute('aria-label') || labels || at.innerText || at.title || at.placeholder || '';
                return `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${name.replace(/\\s+/g, ' ').trim()}`;
            })()",
        )
    }

    /// The element that has the focus.
    #[track_caller]
    pub(crate) fn focused(&self) -> Element<'_> {
        self.css(":focus")
    }

    /// Sends input actions and waits until they have been dispatched.
    pub(super) fn perform(&self, actions: &Value) {
        let params = json!({ "context": self.session.context, "actions": actions });
        self.session.command("input.performActions", &params).unwrap_or_else(|error| panic!("{error}"));
    }

    fn press_all(&self, chords: impl IntoIterator<Item = Vec<String>>) {
        let event = |kind: &str, key: &String| json!({ "type": kind, "value": key });
        let actions: Vec<Value> = chords
            .into_iter()
            .flat_map(|keys| {
                let down: Vec<Value> = keys.iter().map(|key| event("keyDown", key)).collect();
                let up = keys.iter().rev().map(|key| event("keyUp", key));
                down.into_iter().chain(up).collect::<Vec<_>>()
            })
            .collect();
        self.perform(&json!([{ "type": "key", "id": "keyboard", "actions": actions }]));
    }
}

/// Splits a chord into the code points WebDriver has for its keys.
fn keys_of(chord: &str) -> Vec<String> {
    // A plus sign by itself is a key, not a chord.
    let names = if chord.len() > 1 { chord.split('+').collect() } else { vec![chord] };
    names.into_iter().map(key).collect()
}

/// The code points are those of WebDriver, section "Keyboard actions".
fn key(name: &str) -> String {
    let code = match name {
        "Backspace" => '\u{E003}',
        "Tab" => '\u{E004}',
        "Enter" => '\u{E007}',
        "Shift" => '\u{E008}',
        "Control" => '\u{E009}',
        "Alt" => '\u{E00A}',
        "Escape" => '\u{E00C}',
        "Space" => ' ',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "ArrowLeft" => '\u{E012}',
        "ArrowUp" => '\u{E013}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        "Insert" => '\u{E016}',
        "Delete" => '\u{E017}',
        "F6" => '\u{E036}',
        "Meta" => '\u{E03D}',
        _ => return single(name),
    };
    code.to_string()
}

fn single(name: &str) -> String {
    assert!(name.chars().count() == 1, "the kit knows no key \"{name}\"");
    name.to_owned()
}
