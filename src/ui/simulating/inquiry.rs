//! An experiment on the pool: a few of its works at a time, until it knows enough or somebody stops it.
//!
//! What is known by then is told after each answer. Works wait until nobody else has anything to ask, so levers that
//! move while an experiment runs still answer at once.

use std::rc::Rc;

use leptos::prelude::*;
use trivium_core::{
    engine::{
        experiment::{Answer, Experiment, Work},
        simulation::{Progress as Done, Settings, time_left},
    },
    model::{Place, Problem},
};

use super::{Pool, Progress, Question, RunState, Sheet, Sink};
use crate::platform::page::now_ms;

/// Works that are with the pool at the same time: enough that no worker waits.
const OPEN: usize = 4;

/// A work that is with the pool.
#[derive(Clone)]
struct Open {
    work: Work,
    run: u64,
    answer: ArcRwSignal<RunState>,
}

/// An experiment without its type.
trait Asking {
    fn next(&mut self) -> Option<Work>;
    fn take(&mut self, ticket: u32, answer: Result<Answer, Vec<Problem>>);
    fn done(&self) -> Done;
    fn tell(&self);
}

/// An experiment, and what is told of it.
struct Telling<E, R: 'static> {
    experiment: E,
    read: fn(&E) -> R,
    into: RwSignal<Option<R>, LocalStorage>,
}

impl<E: Experiment, R> Asking for Telling<E, R> {
    fn next(&mut self) -> Option<Work> {
        self.experiment.next()
    }

    fn take(&mut self, ticket: u32, answer: Result<Answer, Vec<Problem>>) {
        self.experiment.take(ticket, answer);
    }

    fn done(&self) -> Done {
        Done { finished: self.experiment.is_finished(), ..self.experiment.progress() }
    }

    fn tell(&self) {
        self.into.set(Some((self.read)(&self.experiment)));
    }
}

/// What runs.
struct Running {
    asking: Box<dyn Asking>,
    sheet: Rc<Sheet>,
    began: f64,
}

/// A place for one experiment at a time. `Copy`; it ends with the owner it was made under.
#[derive(Clone, Copy)]
pub(crate) struct Inquiry {
    pool: StoredValue<Rc<Pool>, LocalStorage>,
    running: StoredValue<Option<Running>, LocalStorage>,
    open: RwSignal<Vec<Open>>,
    progress: RwSignal<Option<Progress>>,
    stopped: RwSignal<bool>,
}

impl Inquiry {
    /// Nothing is asked yet.
    pub(crate) fn new(pool: Rc<Pool>) -> Self {
        let all = Self {
            pool: StoredValue::new_local(pool),
            running: StoredValue::new_local(None),
            open: RwSignal::new(Vec::new()),
            progress: RwSignal::new(None),
            stopped: RwSignal::new(false),
        };
        Effect::new(move || {
            let over = |open: &Open| open.answer.with(is_over);
            let answered: Vec<Open> = all.open.with(|open| open.iter().filter(|open| over(open)).cloned().collect());
            if !answered.is_empty() {
                all.settle(&answered);
            }
        });
        on_cleanup(move || all.let_go());
        all
    }

    /// Asks; an experiment that still runs is forgotten. What is known of the new one is told `into`.
    pub(crate) fn ask<E: Experiment + 'static, R: 'static>(
        self,
        sheet: Rc<Sheet>,
        experiment: E,
        read: fn(&E) -> R,
        into: RwSignal<Option<R>, LocalStorage>,
    ) {
        self.let_go();
        let asking: Box<dyn Asking> = Box::new(Telling { experiment, read, into });
        self.stopped.set(false);
        self.running.set_value(Some(Running { asking, sheet, began: now_ms() }));
        self.go_on();
    }

    /// Ends it; what is known stays.
    pub(crate) fn stop(self) {
        if self.progress.get_untracked().is_some() {
            self.let_go();
            self.stopped.set(true);
        }
    }

    /// How far it is; `None` when nothing runs.
    pub(crate) fn progress(self) -> Signal<Option<Progress>> {
        self.progress.into()
    }

    /// Whether it was ended before it knew all.
    pub(crate) fn stopped(self) -> Signal<bool> {
        self.stopped.into()
    }

    /// Takes everything back from the pool.
    fn let_go(self) {
        let open = self.open.try_update(std::mem::take).unwrap_or_default();
        let _ = self.pool.try_with_value(|pool| open.iter().for_each(|open| pool.forget(open.run)));
        let _ = self.running.try_update_value(|running| *running = None);
        let _ = self.progress.try_set(None);
    }

    /// Takes answers, tells what is known, and asks for more.
    fn settle(self, answered: &[Open]) {
        let settled = |open: &Open| answered.iter().any(|other| other.run == open.run);
        self.open.update(|open| open.retain(|open| !settled(open)));
        self.running.update_value(|running| {
            let Some(running) = running else { return };
            for open in answered {
                running.asking.take(open.work.ticket, open.answer.with_untracked(|state| answer_of(state, &open.work)));
            }
            running.asking.tell();
        });
        self.go_on();
    }

    /// Hands works to the pool while there is room.
    fn go_on(self) {
        let mut open = self.open.get_untracked();
        let known = open.len();
        let pool = self.pool.with_value(Rc::clone);
        self.running.update_value(|running| {
            let Some(Running { asking, sheet, began }) = running else { return };
            while open.len() < OPEN
                && let Some(work) = asking.next()
            {
                let answer = ArcRwSignal::new(RunState::default());
                let settings = Settings { replications: work.replications.end, ..work.settings };
                let levers = work.levers.clone();
                let question = Question { sheet: Rc::clone(sheet), levers, settings, quick: 0, patient: true };
                let sink = Sink { answer: answer.clone(), progress: ArcRwSignal::new(None) };
                open.push(Open { run: pool.ask(question, sink), work, answer });
            }
            let Done { replications_done: done, of, .. } = asking.done();
            let left = time_left(done, of, now_ms() - *began);
            self.progress.set((!open.is_empty()).then_some(Progress { done, of, left }));
            if open.is_empty() {
                *running = None;
            }
        });
        if open.len() != known {
            self.open.set(open);
        }
    }
}

/// Whether a run has said its last word.
fn is_over(state: &RunState) -> bool {
    state.progress.is_none() && (state.outcome.is_some() || !state.refused.is_empty())
}

fn answer_of(state: &RunState, work: &Work) -> Result<Answer, Vec<Problem>> {
    match &state.outcome {
        Some(outcome) if state.refused.is_empty() => Ok(Answer::of(outcome, work)),
        _ => Err(state.refused.iter().map(|why| Problem::error(Place::Workspace, why, "")).collect()),
    }
}
