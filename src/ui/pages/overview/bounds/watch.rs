//! The runs of the scenarios that are held against the limits: asked for on demand, then kept true while the page stands.

use std::{rc::Rc, time::Duration};

use leptos::prelude::*;
use trivium_core::model::{Scenario, ScenarioId};

use crate::ui::{
    simulating::{Question, RunState, Sink},
    state::{QUICK, SURE, Session, Simulations},
};

/// Quiet time after a change before anything is asked again.
const QUIET: Duration = Duration::from_millis(150);

/// A scenario and its run.
#[derive(Clone)]
struct Asked {
    id: ScenarioId,
    run: u64,
    answer: ArcRwSignal<RunState>,
}

/// All of them. `Copy`; it ends with the page.
#[derive(Clone, Copy)]
pub(super) struct Watch {
    pub(super) session: Session,
    pub(super) simulations: Simulations,
    /// Whether somebody has asked for them.
    wanted: RwSignal<bool>,
    sides: RwSignal<Vec<Asked>>,
    generation: StoredValue<u64>,
}

impl Watch {
    pub(super) fn set_up() -> Self {
        let all = Self {
            session: Session::expect(),
            simulations: Simulations::expect(),
            wanted: RwSignal::new(false),
            sides: RwSignal::new(Vec::new()),
            generation: StoredValue::new(0),
        };
        Effect::new(move || {
            all.session.workspace().track();
            if all.wanted.get() {
                all.ask_soon();
            }
        });
        on_cleanup(move || {
            let pool = all.simulations.pool();
            all.sides.try_update(std::mem::take).unwrap_or_default().iter().for_each(|side| pool.forget(side.run));
        });
        all
    }

    /// Simulates every scenario whose answer the room has seen.
    pub(super) fn ask_all(self) {
        self.session.speak("Simulating all scenarios.");
        if self.wanted.get_untracked() {
            self.ask();
        } else {
            self.wanted.set(true);
        }
    }

    /// Ends what runs; what is known stays.
    pub(super) fn stop(self) {
        let pool = self.simulations.pool();
        self.sides.with_untracked(|sides| sides.iter().for_each(|side| pool.stop(side.run)));
        self.session.speak("Stopped. What is known by now stays.");
    }

    /// What is known of a scenario.
    pub(super) fn state(self, id: ScenarioId) -> RunState {
        let answer = self.sides.with(|sides| sides.iter().find(|side| side.id == id).map(|side| side.answer.clone()));
        answer.map(|answer| answer.get()).unwrap_or_default()
    }

    /// Scenarios whose answer the room has seen, and those whose it has not.
    pub(super) fn counts(self) -> (usize, usize) {
        let all = self.session.workspace().get().map(|workspace| workspace.scenarios.clone()).unwrap_or_default();
        let seen = all.iter().filter(|scenario| scenario.prediction.revealed).count();
        (seen, all.len().saturating_sub(seen))
    }

    /// Whether any of them runs.
    pub(super) fn running(self) -> bool {
        self.sides.with(|sides| sides.iter().any(|side| !side.answer.with(is_over)))
    }

    /// How many are done; `None` before somebody has asked.
    pub(super) fn progress(self) -> Option<usize> {
        self.sides
            .with(|sides| (!sides.is_empty()).then(|| sides.iter().filter(|side| side.answer.with(is_over)).count()))
    }

    fn ask_soon(self) {
        let generation = self.generation.get_value() + 1;
        self.generation.set_value(generation);
        set_timeout(
            move || {
                if self.generation.try_get_value() == Some(generation) {
                    self.ask();
                }
            },
            QUIET,
        );
    }

    /// Asks anew for all of them. The pool knows the answers of plans that have not changed.
    fn ask(self) {
        let Ok(sheet) = self.simulations.sheet() else { return };
        let Some(workspace) = self.session.now() else { return };
        let pool = self.simulations.pool();
        let old = self.sides.get_untracked();
        old.iter().for_each(|side| pool.forget(side.run));
        let seen = workspace.scenarios.iter().filter(|scenario| scenario.prediction.revealed).cloned();
        let sides = seen.map(|Scenario { id, levers, .. }| {
            let answer = old.iter().find(|side| side.id == id).map(|side| side.answer.clone()).unwrap_or_default();
            let settings = untrack(|| self.simulations.settings(SURE));
            let question = Question { sheet: Rc::clone(&sheet), levers, settings, quick: QUICK, patient: true };
            let run = pool.ask(question, Sink { answer: answer.clone(), progress: ArcRwSignal::new(None) });
            Asked { id, run, answer }
        });
        self.sides.set(sides.collect());
    }
}

/// Whether a run has said its last word.
fn is_over(state: &RunState) -> bool {
    state.progress.is_none() && (state.outcome.is_some() || !state.refused.is_empty())
}
