//! Real pointers: a mouse or a finger that goes down, moves in small steps, and comes up.

use serde_json::{Value, json};

use super::page::Page;

/// What touches the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pointer {
    Mouse,
    Finger,
}

/// A place in the window, in CSS pixels.
pub(crate) type Spot = (i32, i32);

impl Page {
    /// The middle of the first element that matches the selector and contains the words, brought into the window.
    #[track_caller]
    pub(crate) fn spot(&self, selector: &str, words: &str) -> Spot {
        let [x, y]: [f64; 2] = self.wait_for(&format!("\"{words}\" in {selector}"), || {
            let found = self.eval::<Value>(&format!(
                "(() => {{
                    const found = [...document.querySelectorAll({selector:?})].find((one) => one.textContent.includes({words:?}));
                    if (!found) return null;
                    found.scrollIntoView({{ block: 'center', inline: 'nearest', behavior: 'instant' }});
                    const box = found.getBoundingClientRect();
                    return [box.x + box.width / 2, box.y + box.height / 2];
                }})()"
            ));
            serde_json::from_value(found).ok()
        });
        (whole(x), whole(y))
    }

    /// Goes down at `from`, moves to `to` in so many steps, and comes up.
    pub(crate) fn drag(&self, pointer: Pointer, from: Spot, to: Spot, steps: i32) {
        let kind = match pointer {
            Pointer::Mouse => "mouse",
            Pointer::Finger => "touch",
        };
        let at = |step: i32| (from.0 + (to.0 - from.0) * step / steps, from.1 + (to.1 - from.1) * step / steps);
        let moves = (1..=steps).map(|step| {
            let (x, y) = at(step);
            json!({ "type": "pointerMove", "x": x, "y": y, "duration": 16 })
        });
        let start =
            [json!({ "type": "pointerMove", "x": from.0, "y": from.1 }), json!({ "type": "pointerDown", "button": 0 })];
        let all: Vec<Value> =
            start.into_iter().chain(moves).chain([json!({ "type": "pointerUp", "button": 0 })]).collect();
        self.perform(
            &json!([{ "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": all }]),
        );
        self.settle();
    }

    /// Two quick clicks with the mouse.
    pub(crate) fn double_click(&self, at: Spot) {
        let press = [json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 })];
        let there = json!({ "type": "pointerMove", "x": at.0, "y": at.1 });
        let all: Vec<Value> = [there].into_iter().chain(press.clone()).chain(press).collect();
        self.perform(
            &json!([{ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": all }]),
        );
        self.settle();
    }

    /// A short touch.
    pub(crate) fn tap(&self, at: Spot) {
        self.perform(&json!([{
            "type": "pointer",
            "id": "touch",
            "parameters": { "pointerType": "touch" },
            "actions": [
                { "type": "pointerMove", "x": at.0, "y": at.1 },
                { "type": "pointerDown", "button": 0 },
                { "type": "pointerUp", "button": 0 },
            ],
        }]));
        self.settle();
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place in a window of some thousand pixels")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
