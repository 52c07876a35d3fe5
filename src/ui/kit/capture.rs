//! One line that is typed, or rows that are pasted: what cannot be read is said, and stays in the field.

use leptos::prelude::*;

use super::{Icon, icon};
use crate::platform::page;

/// Hands on what was typed or pasted; an `Err` holds the sentences to show. What was taken leaves an empty field with the
/// focus in it, ready for the next line.
#[component]
pub(crate) fn LineCapture(
    /// The id of the input.
    id: &'static str,
    /// Spoken name.
    label: &'static str,
    placeholder: &'static str,
    help: &'static str,
    take: Callback<String, Result<(), Vec<String>>>,
) -> AnyView {
    /// Most sentences that are shown.
    const MOST_SHOWN: usize = 8;
    let text = RwSignal::new(String::new());
    let sorry = RwSignal::new(Vec::<String>::new());
    let hand_on = move |typed: String| {
        if typed.trim().is_empty() {
            return;
        }
        match take.run(typed) {
            Ok(()) => {
                // The page around may be another one now.
                let _ = text.try_set(String::new());
                let _ = sorry.try_set(Vec::new());
                page::set_edited(id, false);
                page::focus_soon(id);
            }
            Err(sentences) => sorry.set(sentences),
        }
    };
    let on_key = move |ev: web_sys::KeyboardEvent| match ev.key().as_str() {
        "Enter" => {
            ev.prevent_default();
            hand_on(text.get_untracked());
        }
        "Escape" => sorry.set(Vec::new()),
        _ => {}
    };
    let on_paste = move |ev: web_sys::ClipboardEvent| {
        let pasted = ev.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        // A single line is edited like any other text; rows are taken at once.
        if pasted.trim_end().contains('\n') {
            ev.prevent_default();
            hand_on(pasted);
        }
    };
    let on_input = move |ev: web_sys::Event| {
        let typed = event_target_value(&ev);
        page::mark_edited(&ev, !typed.is_empty());
        text.set(typed);
    };
    let wrong = move || !sorry.read().is_empty();
    let help_id = format!("{id}-help");
    view! {
        <div class="field line-capture" class:wrong=wrong>
            <label class="visually-hidden" for=id>{label}</label>
            <div class="box">
                <span class="chain-capture-sign" aria-hidden="true">{icon(Icon::Plus)}</span>
                <input id=id type="text" autocomplete="off" spellcheck="false" placeholder=placeholder
                    aria-describedby=help_id.clone() aria-invalid=move || wrong().then_some("true")
                    prop:value=move || text.get() on:input=on_input on:keydown=on_key on:paste=on_paste/>
            </div>
            <p class="help" id=help_id>{help}</p>
            <ul class="line-sorry" aria-live="polite">
                {move || sorry.get().into_iter().take(MOST_SHOWN).map(|sentence| view! { <li>{sentence}</li> }).collect_view()}
            </ul>
        </div>
    }
    .into_any()
}
