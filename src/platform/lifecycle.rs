//! When the page is about to go away.

use wasm_bindgen::{JsCast, closure::Closure};

/// Calls `act` whenever the page is hidden or left: the last moment at which a write is sure to happen.
pub(crate) fn on_hidden(act: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let leave = act.clone();
    let on_leave = Closure::<dyn Fn()>::new(leave);
    let seen = document.clone();
    let on_change = Closure::<dyn Fn()>::new(move || {
        if seen.visibility_state() == web_sys::VisibilityState::Hidden {
            act();
        }
    });
    // Adding a listener to window or document does not fail.
    let _ = window.add_event_listener_with_callback("pagehide", on_leave.as_ref().unchecked_ref());
    let _ = document.add_event_listener_with_callback("visibilitychange", on_change.as_ref().unchecked_ref());
    on_leave.forget();
    on_change.forget();
}
