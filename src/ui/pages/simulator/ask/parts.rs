//! What all questions share: who takes part, whether an answer is still about what stands on the page, and the row with
//! which one asks.

use std::rc::Rc;

use leptos::prelude::*;
use trivium_core::{
    chart::{self, format},
    engine::{
        experiment::{CannotAsk, Experiment, Policy},
        simulation::{Measure, Settings, Unit},
    },
    model::{Lever, Problem, StreamId, Workspace},
};

use super::super::Bench;
use crate::ui::{
    kit::{Progress, Select},
    simulating::{Inquiry, Sheet},
};

/// What can be judged by; the first is what a question starts with.
pub(super) const JUDGED: [Measure; 8] = [
    Measure::RequestToLive,
    Measure::CommitToLive,
    Measure::FailedDeployments,
    Measure::RecoveryTime,
    Measure::BudgetUsed,
    Measure::OutOfSlo,
    Measure::LostToIncidents,
    Measure::TotalCost,
];

/// An experiment on the page: what runs, what is known, and what it was asked about.
pub(super) struct Trial<R: 'static> {
    pub(super) bench: Bench,
    pub(super) known: RwSignal<Option<R>, LocalStorage>,
    inquiry: Inquiry,
    asked: RwSignal<Option<Asked>, LocalStorage>,
    refused: RwSignal<Option<String>>,
}

// By hand, because deriving asks the same of `R`.
impl<R> Clone for Trial<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Trial<R> {}

/// What it was asked about.
struct Asked {
    sheet: Rc<Sheet>,
    policies: Vec<Policy>,
}

impl<R: 'static> Trial<R> {
    pub(super) fn set_up(bench: Bench) -> Self {
        Self {
            bench,
            known: RwSignal::new_local(None),
            inquiry: Inquiry::new(bench.simulations.pool()),
            asked: RwSignal::new_local(None),
            refused: RwSignal::new(None),
        }
    }

    /// Asks about these policies.
    pub(super) fn ask<E: Experiment + 'static>(
        self,
        policies: Vec<Policy>,
        experiment: Result<E, CannotAsk>,
        read: fn(&E) -> R,
    ) {
        let sheet = self.bench.simulations.sheet();
        match (experiment, sheet) {
            (Ok(experiment), Ok(sheet)) => {
                self.refused.set(None);
                self.asked.set(Some(Asked { sheet: Rc::clone(&sheet), policies }));
                self.inquiry.ask(sheet, experiment, read, self.known);
            }
            (Err(why), _) => self.refused.set(Some(format!("This cannot be asked: {why}."))),
            (_, Err(why)) => self.refused.set(Some(why)),
        }
    }

    /// Button, progress, and what must be said about the answer that stands below. `now` is what would be asked about.
    pub(super) fn row(self, label: &'static str, ask: Callback<()>, now: fn(Bench) -> Vec<Policy>) -> AnyView {
        let running = Memo::new(move |_| self.inquiry.progress().with(Option::is_some));
        let button = move || if running.get() { "Ask again" } else { label };
        let (inquiry, progress) = (self.inquiry, self.inquiry.progress());
        let percent = Signal::derive(move || {
            progress.get().map_or(0.0, |at| f64::from(at.done) / f64::from(at.of.max(1)) * 100.0)
        });
        let what = Signal::derive(move || {
            let runs = |at: crate::ui::simulating::Progress| {
                format!(
                    "{} of {} runs, as far as can be said now",
                    format::count(at.done.into()),
                    format::count(at.of.into())
                )
            };
            progress.get().map(runs).unwrap_or_default()
        });
        let seconds = |left: f64| format!("about {} s left", format::number((left / 1000.0).ceil().max(1.0)));
        let side = Signal::derive(move || progress.get().and_then(|at| at.left).map(seconds).unwrap_or_default());
        let cancel = Callback::new(move |()| {
            inquiry.stop();
            self.bench.session.speak("Stopped. What is known by now stays.");
        });
        let bar =
            move || running.get().then(|| view! { <Progress what=what percent=percent side=side cancel=cancel/> });
        let says = move || {
            self.refused.get().or_else(|| {
                if self.is_stale(now) {
                    Some("Levers or the model have changed since this was asked. Ask again.".to_owned())
                } else if inquiry.stopped().get() {
                    Some("Stopped before all was known: this is what is known by now.".to_owned())
                } else {
                    None
                }
            })
        };
        view! {
            <div class="ask-go">
                <button type="button" class="button primary" on:click=move |_| ask.run(())>{button}</button>
                <div class="ask-progress">{bar}</div>
            </div>
            <p class="help" aria-live="polite">{says}</p>
        }
        .into_any()
    }

    /// Whether what would be asked about now is something else than what was asked about.
    fn is_stale(self, now: fn(Bench) -> Vec<Policy>) -> bool {
        self.bench.session.workspace().track();
        let policies = now(self.bench);
        let sheet = self.bench.simulations.sheet();
        self.asked.with(|asked| {
            asked.as_ref().is_some_and(|asked| {
                asked.policies != policies || sheet.is_ok_and(|sheet| !Rc::ptr_eq(&sheet, &asked.sheet))
            })
        })
    }
}

/// So many repetitions, the same luck for all.
pub(in super::super) fn settings(bench: Bench, replications: u32) -> Settings {
    untrack(|| bench.simulations.settings(replications))
}

/// The scenario on the bench as a policy; `None` while the room has not seen its answer, or when nothing is moved.
pub(in super::super) fn scenario(bench: Bench) -> Option<Policy> {
    bench.scenario.with(|scenario| {
        let scenario = scenario.as_ref().filter(|scenario| scenario.prediction.revealed)?;
        (!scenario.levers.is_empty()).then(|| Policy::from(scenario))
    })
}

/// Today and the scenario on the bench.
pub(super) fn today_and_scenario(bench: Bench) -> Vec<Policy> {
    std::iter::once(Policy::today()).chain(scenario(bench)).collect()
}

/// Today and every scenario whose answer the room has seen.
pub(super) fn today_and_seen(bench: Bench) -> Vec<Policy> {
    let workspace = bench.session.workspace().get();
    let scenarios = workspace.iter().flat_map(|workspace| workspace.scenarios.iter());
    let seen = scenarios.filter(|scenario| scenario.prediction.revealed && !scenario.levers.is_empty());
    std::iter::once(Policy::today()).chain(seen.map(Policy::from)).collect()
}

/// The stream that a policy runs.
pub(super) fn stream_of(workspace: &Workspace, policy: &Policy) -> Option<StreamId> {
    let named = policy.levers.iter().rev().find_map(|lever| match lever {
        Lever::UseStream { stream } => Some(*stream),
        _ => None,
    });
    named.or_else(|| workspace.main_stream().map(|stream| stream.id))
}

/// What is judged by.
pub(super) fn judged(chosen: RwSignal<usize>) -> AnyView {
    let words = Signal::stored(JUDGED.map(|measure| measure.name().to_owned()).to_vec());
    let choose = Callback::new(move |index| chosen.set(index));
    view! { <Select label="Judged by" options=words chosen=chosen choose=choose/> }.into_any()
}

/// The measure with this number.
pub(super) fn measure(chosen: usize) -> Measure {
    JUDGED.get(chosen).copied().unwrap_or(Measure::RequestToLive)
}

/// How a chart writes a measure.
pub(super) fn chart_measure(measure: Measure, currency: &str) -> chart::Measure {
    match measure.unit() {
        Unit::Days => chart::Measure::Days,
        Unit::Minutes => chart::Measure::Number("min".to_owned()),
        Unit::PerWeek => chart::Measure::Number("a week".to_owned()),
        Unit::Per28Days => chart::Measure::Number("per 28 d".to_owned()),
        Unit::MoneyPer28Days => chart::Measure::Number(format!("{currency} per 28 d").trim().to_owned()),
        Unit::Changes => chart::Measure::Number(String::new()),
        Unit::Share => chart::Measure::Share,
    }
}

/// The sentences of problems, for a place where a result is missing.
pub(super) fn why(problems: &[Problem]) -> String {
    let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
    sentences.join(" ")
}

/// In place of a question that needs a scenario whose answer is known.
pub(super) fn needs_a_scenario(what: &'static str) -> AnyView {
    view! {
        <div class="empty">
            <p>{what}" needs a scenario with at least one moved lever, whose answer the room has seen. Move a lever, predict, and see the answer first."</p>
        </div>
    }
    .into_any()
}
