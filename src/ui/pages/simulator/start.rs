//! What every run begins with: a warm-up that is not counted, or today's backlog; and whether the warm-up is long enough.

use leptos::prelude::*;
use trivium_core::engine::{
    experiment::{Start, WarmUp},
    simulation::Begin,
};

use super::Bench;
use crate::ui::{kit::Segmented, state::SEED};

/// What a run from today's backlog begins with on this page.
const BACKLOG: &str = "Each repetition starts with today's backlog (arrivals \u{d7} observed times at each step) and a full error budget; all of it counts.";

/// The choice, for the fold about the method.
pub(super) fn view(bench: Bench) -> AnyView {
    let simulations = bench.simulations;
    let chosen = Signal::derive(move || usize::from(simulations.begin().get() == Begin::Backlog));
    let choose = Callback::new(move |index| {
        simulations.begin().set(if index == 0 { Begin::Empty } else { Begin::Backlog });
    });
    let sentence = move || {
        let settings = simulations.today().get().outcome?.settings;
        Some(match Start::of(&simulations.plan(&[])?, &settings) {
            // Records stay with the page, so a run cannot know what they say is spent.
            Start::FromBacklog { .. } => BACKLOG.to_owned(),
            other => other.sentence(),
        })
    };
    let found = RwSignal::new(None::<String>);
    let check = move |_| {
        let levers = bench.scenario.get_untracked().map(|scenario| scenario.levers).unwrap_or_default();
        found.set(simulations.plan(&levers).map(|plan| in_words(WarmUp::of(&plan, SEED))));
    };
    view! {
        <div class="ask-card">
            <div class="ask-controls">
                <div class="field">
                    <div class="label-row"><span>"Every run begins"</span></div>
                    <Segmented label="What every run begins with" options=vec!["after a warm-up", "with today's backlog"] chosen=chosen choose=choose/>
                </div>
                <button type="button" class="button" on:click=check>"Is the warm-up long enough?"</button>
            </div>
            <p>{sentence}</p>
            <p aria-live="polite">{move || found.get()}</p>
        </div>
    }
    .into_any()
}

fn in_words(found: WarmUp) -> String {
    match found {
        WarmUp::Weeks { weeks, by_queues, by_budget } => {
            let queues = match by_queues {
                0 => "no week at all".to_owned(),
                1 => "1 week".to_owned(),
                weeks => format!("{weeks} weeks"),
            };
            let budget = if by_budget > 0 {
                format!("; the window of the budget that a freeze hangs on fills in {by_budget}")
            } else {
                String::new()
            };
            let verdict = if weeks <= 8 {
                "The 8 weeks are enough."
            } else {
                "8 weeks are too few: trust no level, only differences."
            };
            format!("By MSER-5 on the work in progress of ten pilot years, queues fill in {queues}{budget}. {verdict}")
        }
        WarmUp::NotSettled => {
            "The queues have not settled within half a year: no warm-up is long enough, and no mean can be trusted."
                .to_owned()
        }
        WarmUp::NothingFlows => "Nothing flows, so there is nothing to fill.".to_owned(),
    }
}
