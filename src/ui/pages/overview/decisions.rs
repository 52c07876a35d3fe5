//! What has been decided: the newest first.

use leptos::prelude::*;
use trivium_core::model::Improvement;

use crate::ui::{pages::simulator::decide::in_words, router::Page};

/// Most decisions shown.
const MOST: usize = 5;

/// A card; nothing before the first decision.
pub(super) fn view(decisions: &[Improvement]) -> Option<AnyView> {
    if decisions.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = decisions
        .iter()
        .rev()
        .take(MOST)
        .map(|decision| view! { <li><span>{in_words(decision)}</span></li> }.into_any())
        .collect();
    let more = decisions.len().saturating_sub(MOST);
    let note = if more > 0 { format!("And {more} earlier.") } else { String::new() };
    Some(
        view! {
            <section class="card" aria-labelledby="decisions-title">
                <div class="card-head">
                    <h2 id="decisions-title">"Decisions"</h2>
                    <span class="sentence">"Made on scenarios in the "<a href=Page::Simulator.href()>"Simulator"</a>". "{note}</span>
                </div>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}
