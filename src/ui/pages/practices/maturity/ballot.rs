//! Counting what participants say: one button for each answer, covered until somebody shows it.

use leptos::prelude::*;
use trivium_core::model::Votes;

use super::pictures;
use crate::{
    platform::page,
    ui::kit::{Icon, icon, key},
};

const KEYS: [&str; 5] = ["1", "2", "3", "4", "5"];

/// A question of five answers, the lowest first.
#[derive(Clone, Copy)]
pub(super) struct Ballot {
    /// What is asked, for those who cannot see where the buttons stand.
    pub(super) about: &'static str,
    /// What each answer means.
    pub(super) words: [&'static str; 5],
    /// What was counted so far.
    pub(super) votes: Signal<Votes>,
    /// Whether counts may be seen.
    pub(super) shown: RwSignal<bool>,
    /// Puts another count in its place.
    pub(super) put: Callback<Votes>,
}

impl Ballot {
    fn vote(self, answer: usize, more: bool) {
        let mut votes = self.votes.get_untracked();
        if let Some(count) = votes.0.get_mut(answer) {
            *count = if more { count.saturating_add(1).min(999) } else { count.saturating_sub(1) };
        }
        self.put.run(votes);
    }
}

/// The buttons; counts are seen only after "Show".
pub(super) fn view(ballot: Ballot) -> AnyView {
    let shown = ballot.shown;
    let any = Memo::new(move |_| ballot.votes.get().count() > 0);
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if page::is_typing(&ev) || ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
            return;
        }
        if let Some(answer) = KEYS.iter().position(|name| *name == ev.key()) {
            ev.prevent_default();
            ballot.vote(answer, true);
        }
    };
    let told = move || {
        let votes = ballot.votes.get();
        match votes.count() {
            0 => "No votes yet.".to_owned(),
            _ if shown.get() => format!("{}.", pictures::spread_words(votes)),
            1 => "1 vote, covered.".to_owned(),
            many => format!("{many} votes, covered."),
        }
    };
    view! {
        <div class="ballot" role="group" aria-label=ballot.about on:keydown=on_key>
            {(0..5).map(|answer| answer_view(ballot, answer)).collect_view()}
            <div class="ballot-foot">
                <span aria-live="polite">{told}</span>
                <button type="button" class="button small" disabled=move || !any.get() aria-pressed=move || if shown.get() { "true" } else { "false" }
                    on:click=move |_| shown.update(|shown| *shown = !*shown)>{move || if shown.get() { "Cover" } else { "Show" }}</button>
                <button type="button" class="button quiet small" disabled=move || !any.get()
                    on:click=move |_| { shown.set(false); ballot.put.run(Votes::default()); }>"Reset"</button>
            </div>
        </div>
    }
    .into_any()
}

fn answer_view(ballot: Ballot, answer: usize) -> AnyView {
    let word = ballot.words.get(answer).copied().unwrap_or_default();
    let number = KEYS.get(answer).copied().unwrap_or_default();
    let count = move || ballot.votes.get().0.get(answer).copied().unwrap_or_default();
    let name = move |verb: &str| format!("{verb} a vote for {number}, {word}");
    let counted = move || {
        if !ballot.shown.get() {
            return view! { <span class="covered" role="img" aria-label="covered"></span> }.into_any();
        }
        let most = ballot.votes.get().0.into_iter().max().unwrap_or_default().max(1);
        let width = f64::from(count()) / f64::from(most) * 100.0;
        view! {
            <span class="ballot-count">{count}</span>
            <svg class="ballot-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width=width height="8"/></svg>
        }
        .into_any()
    };
    view! {
        <div class="ballot-row">
            <span class="ballot-word">{key(number)}" "{word}</span>
            <span class="ballot-counted">{counted}</span>
            <button type="button" class="button quiet icon small" aria-label=name("Take back") on:click=move |_| ballot.vote(answer, false)>{icon(Icon::Minus)}</button>
            <button type="button" class="button icon small" aria-label=name("Count") on:click=move |_| ballot.vote(answer, true)>{icon(Icon::Plus)}</button>
        </div>
    }
    .into_any()
}
