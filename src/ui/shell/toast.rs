//! One sentence at the bottom left, with Undo; gone after eight seconds unless somebody is on it.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::{kit::key, state::Session};

/// How long a toast stays.
const STAYS: Duration = Duration::from_secs(8);

/// The toast, and the live region that says it aloud.
#[component]
pub(crate) fn ToastView() -> AnyView {
    let session = Session::expect();
    let held = RwSignal::new(false);
    Effect::new(move || {
        if let Some(toast) = session.toast().get() {
            let number = toast.number;
            set_timeout(move || session.drop_toast(number, held.try_get_untracked().unwrap_or(false)), STAYS);
        }
    });
    let body = move || {
        session.toast().get().map(|toast| {
            let undo = toast.undo.then(|| {
                view! { <button type="button" on:click=move |_| session.undo()>"Undo"</button> {key("Ctrl Z")} }
            });
            let dismiss = move |_| session.drop_toast(toast.number, false);
            view! {
                <section class="toast" aria-label="Message" on:mouseenter=move |_| held.set(true) on:mouseleave=move |_| held.set(false)
                    on:focusin=move |_| held.set(true) on:focusout=move |_| held.set(false)>
                    <span>{toast.sentence}</span> {undo}
                    <button type="button" aria-label="Dismiss this message" on:click=dismiss>"Dismiss"</button>
                </section>
            }
        })
    };
    view! {
        <div class="visually-hidden" role="status">{move || session.spoken().get()}</div>
        {body}
    }
    .into_any()
}
