//! One element of a page: reading it, and acting on it as a hand does.

use std::path::Path;

use serde_json::{Value, json};

use super::page::Page;

/// An element the browser handed out. It may leave the document at any time.
pub(crate) struct Element<'page> {
    page: &'page Page,
    id: String,
}

impl<'page> Element<'page> {
    pub(super) fn new(page: &'page Page, id: &str) -> Self {
        Self { page, id: id.to_owned() }
    }

    /// Calls a JavaScript function with the element; it must give a value of JSON.
    pub(crate) fn call(&self, function: &str) -> Value {
        let params = json!({
            "functionDeclaration": format!("(element) => JSON.stringify(({function})(element)) ?? 'null'"),
            "target": { "context": self.page.session.context },
            "arguments": [self.reference()],
            "awaitPromise": false,
        });
        let answer =
            self.page.session.command("script.callFunction", &params).unwrap_or_else(|error| panic!("{error}"));
        assert!(answer["type"] != "exception", "`{function}`: {}", answer["exceptionDetails"]["text"]);
        serde_json::from_str(answer["result"]["value"].as_str().unwrap_or("null")).unwrap_or_default()
    }

    /// The visible text, trimmed. Spaces that do not break are spaces.
    pub(crate) fn text(&self) -> String {
        self.call("(element) => element.innerText ?? element.textContent")
            .as_str()
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    /// The current value of a field.
    pub(crate) fn value(&self) -> String {
        self.call("(element) => element.value").as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the middle of the element with the main button, once it can be hit there.
    #[track_caller]
    pub(crate) fn click(&self) {
        self.page.wait_for("a click to be possible", || self.obstacle().is_none().then_some(()));
        let origin = json!({ "type": "element", "element": self.reference() });
        self.page.perform(&json!([{
            "type": "pointer",
            "id": "mouse",
            "parameters": { "pointerType": "mouse" },
            "actions": [
                { "type": "pointerMove", "x": 0, "y": 0, "origin": origin },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }]));
    }

    /// What keeps a click from reaching the element: it is off, has no size or something lies over it.
    fn obstacle(&self) -> Option<String> {
        let reason = self.call(
            "(element) => {
                element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
                if (element.disabled) return 'it is off';
                const box = element.getClientRects()[0];
                if (!box || box.width === 0 || box.height === 0) return 'it has no size';
                const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return hit && (element.contains(hit) || hit.contains(element) && hit.closest('label')) ? null : 'something lies over it';
            }",
        );
        reason.as_str().map(str::to_owned)
    }

    /// Chooses a file in an `<input type="file">`.
    pub(crate) fn choose_file(&self, path: &Path) {
        let params = json!({ "context": self.page.session.context, "element": self.reference(), "files": [path] });
        self.page
            .session
            .command("input.setFiles", &params)
            .unwrap_or_else(|error| panic!("cannot choose {}: {error}", path.display()));
    }

    fn reference(&self) -> Value {
        json!({ "sharedId": self.id })
    }
}
