//! "Watch one run": a single repetition on the chain, with its clock, its incidents and its budget, and the same as text.
//!
//! It is the very repetition that the answer counts under that number, not a film made for show. It moves by itself only
//! when asked to, and in single steps where people prefer reduced motion; everything it shows can be read and stepped
//! through without it.

mod clock;
mod log;
mod stage;

use std::sync::Arc;

use leptos::prelude::*;
use trivium_core::engine::{
    experiment::Policy,
    simulation::{Replay, Replaying, Scene},
};

use super::{Bench, ask::parts};
use crate::{platform::workers, ui::kit::Segmented};

/// Events of one slice while it is made: a few milliseconds.
const SLICE: u64 = 4_000;

/// A run to watch. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Watch {
    pub(super) bench: Bench,
    /// 0 is today, 1 the scenario.
    side: RwSignal<usize>,
    /// Counted from 0.
    repetition: RwSignal<u32>,
    replay: RwSignal<Option<Arc<Replay>>, LocalStorage>,
    refused: RwSignal<Option<String>>,
    /// Hours since the first measured moment.
    at: RwSignal<f64>,
    /// When single events are stepped through, how many have happened: several may share a moment.
    events: RwSignal<Option<usize>>,
    playing: RwSignal<bool>,
    speed: RwSignal<usize>,
    /// Raised with each request, so that only the last one is shown.
    generation: StoredValue<u64>,
}

impl Watch {
    /// Nothing is shown yet.
    pub(super) fn set_up(bench: Bench) -> Self {
        Self {
            bench,
            side: RwSignal::new(0),
            repetition: RwSignal::new(0),
            replay: RwSignal::new_local(None),
            refused: RwSignal::new(None),
            at: RwSignal::new(0.0),
            events: RwSignal::new(None),
            playing: RwSignal::new(false),
            speed: RwSignal::new(1),
            generation: StoredValue::new(0),
        }
    }

    /// What stands at the present moment.
    fn scene(self) -> Memo<Option<Scene>> {
        Memo::new(move |_| {
            let (at, events) = (self.at.get(), self.events.get());
            self.replay.with(|replay| {
                let replay = replay.as_ref()?;
                Some(events.map_or_else(|| replay.at(at), |events| replay.after(events)))
            })
        })
    }

    /// The policy that is watched; the scenario only when the room has seen its answer.
    fn policy(self) -> Policy {
        match self.side.get() {
            0 => Policy::today(),
            _ => parts::scenario(self.bench).unwrap_or_else(Policy::today),
        }
    }

    pub(super) fn view(self) -> AnyView {
        let bench = self.bench;
        Effect::new(move || {
            bench.session.workspace().track();
            let ready = bench.simulations.today().with(|today| today.outcome.is_some());
            let (policy, repetition) = (self.policy(), self.repetition.get());
            if ready {
                self.make(&policy, repetition);
            }
        });
        on_cleanup(move || {
            let _ = self.playing.try_set(false);
        });
        let seen = Memo::new(move |_| parts::scenario(bench).is_some());
        let scene = self.scene();
        let choose = Callback::new(move |side| self.side.set(side));
        let sides = move || {
            seen.get().then(|| {
                view! { <Segmented label="Which policy to watch" options=vec!["Today", "The scenario"] chosen=self.side choose=choose/> }
            })
        };
        let stand = move || match (self.refused.get(), self.replay.with(Option::is_some)) {
            (Some(sentence), _) => view! { <p class="na">{sentence}</p> }.into_any(),
            (None, false) => view! { <p class="second">"The run is being made ..."</p> }.into_any(),
            (None, true) => view! {
                {clock::view(self)}
                {stage::view(self, scene)}
                {log::view(self)}
            }
            .into_any(),
        };
        view! {
            <section class="ask replay" aria-labelledby="ask-title">
                <h2 class="verdict-title" id="ask-title">"What happens in one run, hour by hour?"</h2>
                <p class="second">"One of the repetitions that the answer counts, on the chain: where changes wait, when they are deployed, what fails, and what that does to the error budget. One run is an example and proves nothing; the answer is the mean of all."</p>
                <div class="ask-controls">{sides}{self.which()}</div>
                {stand}
            </section>
        }
        .into_any()
    }

    /// Which repetition.
    fn which(self) -> AnyView {
        let last = move || {
            let outcome = self.bench.simulations.today().get().outcome;
            outcome.map_or(0, |outcome| outcome.replications.saturating_sub(1))
        };
        let step = move |by: i64| {
            let next = (i64::from(self.repetition.get_untracked()) + by).clamp(0, i64::from(untrack(last)));
            self.repetition.set(u32::try_from(next).unwrap_or(0));
        };
        let at_the_end = move || self.repetition.get() >= last();
        view! {
            <div class="replay-which" role="group" aria-label="Which run">
                <button type="button" class="button small" on:click=move |_| step(-1) disabled=move || self.repetition.get() == 0>"Run before"</button>
                <span aria-live="polite">{move || format!("Run {} of {}", self.repetition.get() + 1, last() + 1)}</span>
                <button type="button" class="button small" on:click=move |_| step(1) disabled=at_the_end>"Next run"</button>
            </div>
        }
        .into_any()
    }

    /// Makes the run, in slices; the clock goes back to the start.
    fn make(self, policy: &Policy, repetition: u32) {
        let generation = self.generation.get_value() + 1;
        self.generation.set_value(generation);
        let today = self.bench.simulations.today();
        let Some(settings) = today.with_untracked(|today| today.outcome.as_ref().map(|outcome| outcome.settings))
        else {
            return;
        };
        let plan = self.bench.simulations.plan(&policy.levers);
        match plan.map(|plan| Replaying::new(plan, settings, repetition)) {
            Some(Ok(replaying)) => {
                self.refused.set(None);
                self.go_on(generation, replaying);
            }
            Some(Err(why)) => self.refuse(why.to_string()),
            None => self.refuse("n/a, because this policy cannot run as it stands.".to_owned()),
        }
    }

    fn refuse(self, sentence: String) {
        self.replay.set(None);
        self.refused.set(Some(sentence));
    }

    fn go_on(self, generation: u64, mut replaying: Replaying) {
        if self.generation.try_get_value() != Some(generation) {
            return;
        }
        if replaying.advance(SLICE) {
            self.playing.set(false);
            self.events.set(None);
            self.at.set(0.0);
            self.replay.set(Some(Arc::new(replaying.into_replay())));
        } else {
            workers::later(move || self.go_on(generation, replaying));
        }
    }
}
