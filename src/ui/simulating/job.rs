//! A question, how far its run is, and what is shown of it.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::prelude::{ArcRwSignal, Set, Update};
use trivium_core::{
    engine::simulation::{Calibration, Merge, Outcome, Part, Plan, Settings, time_left},
    model::{Lever, Scenario, StreamId, Workspace},
};

use super::{desk::sentences, known::Known};
use crate::platform::page::{self, now_ms};

/// Milliseconds between two signs of progress.
const TELL_EVERY: f64 = 250.0;
/// Milliseconds between two partial answers: each is drawn.
const SHOW_EVERY: f64 = 1_500.0;

/// What is known of one run.
#[derive(Debug, Clone, Default)]
pub(crate) struct RunState {
    /// The newest answer. While the run goes on it counts the repetitions that are finished so far.
    pub(crate) outcome: Option<Arc<Outcome>>,
    /// While it runs: repetitions done, of how many, when the answer was given. [`Progress`] is newer.
    pub(crate) progress: Option<(u32, u32)>,
    /// Why it cannot be run.
    pub(crate) refused: Vec<String>,
    /// What must be known of the answer: queues that never settle, levers without effect.
    pub(crate) warnings: Vec<String>,
    /// Whether the answer is one that Cancel kept.
    pub(crate) stopped: bool,
}

/// How far a run is. Told some times a second, apart from the answer: what draws an answer need not hear of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Progress {
    /// Repetitions done.
    pub(crate) done: u32,
    /// Of so many.
    pub(crate) of: u32,
    /// Milliseconds that are left, when something can be said.
    pub(crate) left: Option<f64>,
}

/// Where a run says what is known of it. Both stay as they are when the run is forgotten.
#[derive(Clone)]
pub(crate) struct Sink {
    /// The answer, from the first to the sure one.
    pub(crate) answer: ArcRwSignal<RunState>,
    /// How far it is; `None` when it is over.
    pub(crate) progress: ArcRwSignal<Option<Progress>>,
}

/// A workspace that is asked about: all that the engine reads of it, and what was found once for all its plans.
pub(crate) struct Sheet {
    pub(super) number: u64,
    pub(super) workspace: Workspace,
    pub(super) text: String,
    /// What queues do not explain, by stream.
    pub(super) calibrations: RefCell<Vec<(StreamId, Calibration)>>,
}

impl Sheet {
    /// What queues of this stream do not explain; `None` until it has been found.
    pub(crate) fn calibration(&self, stream: StreamId) -> Option<Calibration> {
        self.calibrations.borrow().iter().find(|(of, _)| *of == stream).map(|(_, found)| found.clone())
    }
}

impl Sheet {
    /// The plan of these levers as every run has it; `None` until what queues do not explain has been found, and when
    /// the levers cannot be pulled.
    pub(crate) fn plan(&self, levers: &[Lever]) -> Option<Plan> {
        let scenario = Scenario { levers: levers.to_vec(), ..Scenario::today() };
        let calibration = match Calibration::stream_for(&self.workspace, &scenario) {
            Some(stream) => self.calibration(stream)?,
            None => Calibration::default(),
        };
        Some(Plan::compile_with(&self.workspace, &scenario, &calibration).ok()?.plan)
    }
}

/// What if these levers were pulled?
pub(crate) struct Question {
    /// The workspace as it is.
    pub(crate) sheet: Rc<Sheet>,
    /// What is different from today.
    pub(crate) levers: Vec<Lever>,
    /// Seed, repetitions, length.
    pub(crate) settings: Settings,
    /// So many repetitions make a first answer, and go before everything that is not one; 0 for none.
    pub(crate) quick: u32,
    /// Whether it waits until no other question has anything to do.
    pub(crate) patient: bool,
}

/// A question on its way.
pub(super) struct Job {
    pub(super) number: u64,
    pub(super) sheet: Rc<Sheet>,
    pub(super) levers: Vec<Lever>,
    pub(super) settings: Settings,
    pub(super) calibration: Calibration,
    pub(super) fingerprint: u64,
    /// The run; `None` until the calibration is there.
    pub(super) merge: Option<Merge>,
    /// When it was dealt from last: who was dealt from longest ago comes first.
    pub(super) turn: u64,
    pub(super) patient: bool,
    /// Milliseconds that a repetition took last.
    pub(super) each: Option<f64>,
    quick: u32,
    into: Sink,
    asked: f64,
    began: Option<f64>,
    /// Repetitions that were there before it began.
    had: u32,
    /// Milliseconds of work, whoever did it.
    worked: f64,
    /// Repetitions in the answer that is shown.
    shown: u32,
    shown_at: f64,
    told_at: f64,
    stopping: bool,
}

/// What becomes of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It goes on.
    Open,
    /// It waits for the calibration of a stream.
    Needs(StreamId),
    /// It is over, and what there is to say is said.
    Over,
}

impl Job {
    pub(super) fn new(number: u64, question: Question, into: Sink) -> Self {
        let Question { sheet, levers, settings, quick, patient } = question;
        into.answer.update(|state| {
            state.progress = Some((0, settings.replications));
            state.stopped = false;
        });
        into.progress.set(Some(Progress { done: 0, of: settings.replications, left: None }));
        Self {
            number,
            sheet,
            levers,
            settings,
            calibration: Calibration::default(),
            fingerprint: 0,
            merge: None,
            turn: 0,
            patient,
            each: None,
            quick: quick.min(settings.replications),
            into,
            asked: now_ms(),
            began: None,
            had: 0,
            worked: 0.0,
            shown: 0,
            shown_at: 0.0,
            told_at: 0.0,
            stopping: false,
        }
    }

    /// Makes the run ready, or finds its answer among those that are known.
    pub(super) fn prepare(&mut self, known: &mut Known) -> Fate {
        if self.merge.is_some() {
            return Fate::Open;
        }
        let scenario = Scenario { levers: self.levers.clone(), ..Scenario::today() };
        if let Some(stream) = Calibration::stream_for(&self.sheet.workspace, &scenario) {
            match self.sheet.calibration(stream) {
                Some(calibration) => self.calibration = calibration,
                None => return Fate::Needs(stream),
            }
        }
        let compiled = match Plan::compile_with(&self.sheet.workspace, &scenario, &self.calibration) {
            Ok(compiled) => compiled,
            Err(problems) => return self.refuse(sentences(&problems)),
        };
        self.fingerprint = compiled.plan.fingerprint_under(&self.settings);
        let warnings = sentences(&compiled.warnings);
        self.into.answer.update(|state| state.warnings = warnings);
        if let Some(outcome) = known.answer(self.fingerprint, &compiled.plan, self.settings) {
            self.show(outcome, false);
            return Fate::Over;
        }
        let made = match known.shorter_run(self.fingerprint, self.settings) {
            Some(mut run) => run.extend(compiled.plan, self.settings.replications).map(|()| run),
            None => Merge::new(compiled.plan, self.settings),
        };
        match made {
            Ok(merge) => {
                self.had = merge.merged();
                self.merge = Some(merge);
            }
            Err(error) => return self.refuse(vec![error.to_string()]),
        }
        Fate::Open
    }

    /// Whether something of it can be dealt, and whether that belongs to the first answer.
    pub(super) fn offers(&self) -> Option<bool> {
        let first = self.merge.as_ref()?.upcoming()?;
        let urgent = first < self.quick;
        (urgent || !self.stopping).then_some(urgent)
    }

    /// The next range, of at most `most` repetitions.
    pub(super) fn deal(&mut self, most: u32) -> Option<std::ops::Range<u32>> {
        let merge = self.merge.as_mut()?;
        // The first answer does not wait for what comes after it.
        let until_quick = self.quick.saturating_sub(merge.upcoming()?);
        let most = if until_quick > 0 { most.min(until_quick) } else { most };
        self.began.get_or_insert_with(now_ms);
        merge.deal(most)
    }

    /// Takes what repetitions counted. `None` when it cannot be read.
    pub(super) fn take(&mut self, part: Part, milliseconds: f64, known: &mut Known) -> Option<Fate> {
        self.worked += milliseconds;
        self.each = Some(milliseconds / f64::from(part.replications.max(1)));
        let merge = self.merge.as_mut()?;
        if !merge.take(part) {
            return None;
        }
        let (progress, merged, now) = (merge.progress(), merge.merged(), now_ms());
        if progress.finished {
            page::measure("trivium:simulate", now - self.asked);
            page::measure("trivium:work", self.worked);
            if let Some(outcome) = merge.outcome().map(Arc::new) {
                known.keep(self.fingerprint, self.merge.take(), &outcome);
                self.show(outcome, false);
            }
            return Some(Fate::Over);
        }
        if self.stopping && merged >= self.quick {
            return Some(self.stop());
        }
        let done = progress.replications_done;
        let first_answer = merged >= self.quick && self.shown < self.quick;
        if first_answer || (merged > self.shown.max(self.quick) && now - self.shown_at > SHOW_EVERY) {
            if first_answer {
                page::measure("trivium:simulate", now - self.asked);
            }
            if let Some(outcome) = merge.outcome().map(Arc::new) {
                (self.shown, self.shown_at) = (merged, now);
                self.into.answer.update(|state| {
                    state.outcome = Some(outcome);
                    state.progress = Some((done, progress.of));
                    state.refused.clear();
                });
            }
        } else if now - self.told_at < TELL_EVERY {
            return Some(Fate::Open);
        }
        self.told_at = now;
        let left = self.began.and_then(|began| time_left(done - self.had, progress.of - self.had, now - began));
        self.into.progress.set(Some(Progress { done, of: progress.of, left }));
        Some(Fate::Open)
    }

    /// Ends it and keeps what is finished. Before the first answer is there it goes on up to that.
    pub(super) fn stop(&mut self) -> Fate {
        self.stopping = true;
        self.quick = self.quick.max(1);
        let merged = self.merge.as_ref().map_or(0, Merge::merged);
        if merged < self.quick {
            return Fate::Open;
        }
        if let Some(outcome) = self.merge.as_ref().and_then(Merge::outcome) {
            self.show(Arc::new(outcome), true);
        }
        Fate::Over
    }

    /// Ends it because it cannot be run.
    pub(super) fn refuse(&mut self, sentences: Vec<String>) -> Fate {
        self.into.answer.set(RunState { refused: sentences, ..RunState::default() });
        self.into.progress.set(None);
        Fate::Over
    }

    fn show(&self, outcome: Arc<Outcome>, stopped: bool) {
        self.into.answer.update(|state| {
            state.outcome = Some(outcome);
            state.progress = None;
            state.refused.clear();
            state.stopped = stopped;
        });
        self.into.progress.set(None);
    }
}
