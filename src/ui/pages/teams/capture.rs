//! One line typed, or rows pasted from a spreadsheet, become teams.

use leptos::prelude::*;
use trivium_core::{edit::NewIds, exchange::roster::read_teams};

use super::Desk;
use crate::{
    platform::page,
    ui::kit::{Icon, icon},
};

/// The field in which teams are typed.
const FIELD: &str = "teams-add";

/// The field, and what is wrong with what was typed. Nothing is added while a line cannot be read.
pub(super) fn view(desk: Desk) -> AnyView {
    let text = RwSignal::new(String::new());
    let sorry = RwSignal::new(Vec::<String>::new());
    let take = move |typed: String| {
        let Some(workspace) = desk.session.now().filter(|_| !typed.trim().is_empty()) else { return };
        let found = read_teams(&typed, &mut NewIds::of(&workspace));
        let wrong = if found.sorry.is_empty() { desk.add(found.read).err().into_iter().collect() } else { found.sorry };
        if wrong.is_empty() {
            text.set(String::new());
            page::set_edited(FIELD, false);
            page::focus_soon(FIELD);
        }
        sorry.set(wrong);
    };
    let on_key = move |ev: web_sys::KeyboardEvent| match ev.key().as_str() {
        "Enter" => {
            ev.prevent_default();
            take(text.get_untracked());
        }
        "Escape" => sorry.set(Vec::new()),
        _ => {}
    };
    let on_paste = move |ev: web_sys::ClipboardEvent| {
        let pasted = ev.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        // A single line is edited like any other text; rows are taken at once.
        if pasted.trim_end().contains('\n') {
            ev.prevent_default();
            take(pasted);
        }
    };
    let on_input = move |ev: web_sys::Event| {
        let typed = event_target_value(&ev);
        page::mark_edited(&ev, !typed.is_empty());
        text.set(typed);
    };
    let wrong = move || !sorry.read().is_empty();
    view! {
        <div class="field teams-capture" class:wrong=wrong>
            <label class="visually-hidden" for=FIELD>"Add a team"</label>
            <div class="box">
                <span class="chain-capture-sign" aria-hidden="true">{icon(Icon::Plus)}</span>
                <input id=FIELD type="text" autocomplete="off" spellcheck="false" placeholder="Type a team, or paste rows"
                    aria-describedby="teams-add-help" aria-invalid=move || wrong().then_some("true")
                    prop:value=move || text.get() on:input=on_input on:keydown=on_key on:paste=on_paste/>
            </div>
            <p class="help" id="teams-add-help">"Web product team | 8 people | 65% | stream-aligned"</p>
            <ul class="teams-sorry" aria-live="polite">
                {move || sorry.get().into_iter().take(8).map(|sentence| view! { <li>{sentence}</li> }).collect_view()}
            </ul>
        </div>
    }
    .into_any()
}
