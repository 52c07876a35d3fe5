//! Whether the window is as narrow as a phone, where the chain runs down instead of across.

use leptos::prelude::*;

use crate::platform::page;

/// Follows the window.
pub(super) fn narrow() -> Signal<bool> {
    let ask = || page::media_matches("(max-width: 639px)");
    let narrow = RwSignal::new(ask());
    let on_resize = window_event_listener(leptos::ev::resize, move |_| {
        if narrow.try_get_untracked().is_some_and(|now| now != ask()) {
            let _ = narrow.try_set(ask());
        }
    });
    on_cleanup(move || on_resize.remove());
    narrow.into()
}
