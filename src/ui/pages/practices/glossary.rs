//! What the words mean: a list that is searched by term, other names and meaning.

use leptos::prelude::*;
use trivium_core::catalog::{
    capabilities::CREDIT,
    glossary::{Entry, search},
};

use super::Desk;
use crate::ui::kit::strand;

/// The form.
pub(super) fn view(_desk: Desk) -> AnyView {
    let words = RwSignal::new(String::new());
    let found = Memo::new(move |_| search(&words.get()));
    let count = move || match found.with(Vec::len) {
        0 => "No entry holds these words. Try a shorter one.".to_owned(),
        1 => "1 entry.".to_owned(),
        more => format!("{more} entries."),
    };
    view! {
        <div class="card flush">
            <div class="card-head">
                <h2>"Glossary"</h2>
                <span class="sentence" role="status">{count}</span>
            </div>
            <div class="glossary-bar">
                <div class="field">
                    <div class="label-row"><label for="glossary-words">"Search for a term, another name for it, or what it means"</label></div>
                    <div class="box"><input id="glossary-words" type="search" autocomplete="off" prop:value=move || words.get()
                        on:input=move |ev| words.set(event_target_value(&ev))/></div>
                </div>
            </div>
            <dl class="glossary" aria-label="Terms">
                <For each=move || found.get() key=|entry| entry.term children=entry/>
            </dl>
        </div>
        <p class="small-text muted">{format!("Names of capabilities and metrics of delivery: {CREDIT}. All meanings are in our own words.")}</p>
    }
    .into_any()
}

fn entry(entry: Entry) -> AnyView {
    let also =
        (!entry.also.is_empty()).then(|| view! { <span class="muted small-text">{entry.also.join(", ")}</span> });
    view! {
        <div class="glossary-entry">
            <dt>{strand(entry.road)}<strong>{entry.term}</strong>{also}</dt>
            <dd>{format!("{}.", entry.says)}</dd>
        </div>
    }
    .into_any()
}
