//! Where the work is done: words in, replies out, a slice at a time. In a worker, or on the page where none can be had.

use std::{collections::VecDeque, sync::Arc};

use trivium_core::{
    engine::simulation::{Calibrating, PartRun, Plan, next_slice},
    model::{Problem, Scenario, StreamId, Workspace},
    wire,
};

use super::{Reply, Word};
use crate::platform::page::now_ms;

/// A reply, and the bytes that go with it.
pub(crate) type Letter = (Reply, Vec<u8>);

/// One document, its plans, and what is to be done with them.
pub(crate) struct Desk {
    document: Option<(u64, Workspace)>,
    plans: Vec<(u64, Arc<Plan>)>,
    tasks: VecDeque<Task>,
    refusals: Vec<Reply>,
    /// Milliseconds that a slice should take.
    aim: f64,
    /// Events that did so last time.
    events: u64,
}

enum Task {
    Calibrate { document: u64, stream: StreamId, work: Box<Calibrating> },
    Part { job: u64, urgent: bool, run: Box<PartRun>, spent: f64 },
}

impl Desk {
    /// An empty desk whose slices should take so many milliseconds.
    pub(crate) fn new(aim: f64) -> Self {
        // The first slice is short on any machine; the next ones find their length.
        Self { document: None, plans: Vec::new(), tasks: VecDeque::new(), refusals: Vec::new(), aim, events: 2_000 }
    }

    /// Whether there is anything to do.
    pub(crate) fn is_busy(&self) -> bool {
        !self.tasks.is_empty() || !self.refusals.is_empty()
    }

    /// Takes a word from the page.
    pub(crate) fn hear(&mut self, word: Word) {
        match word {
            Word::Document { document, text } => match wire::read_document(&text, |_| None) {
                Ok((workspace, _)) => self.document = Some((document, workspace)),
                Err(error) => self.refuse(document, vec![error.to_string()]),
            },
            Word::Calibrate { document, stream } => {
                // A document that cannot be read has been refused already.
                let Some(workspace) = self.workspace(document) else { return };
                let work = Box::new(Calibrating::new(workspace, stream));
                self.add(Task::Calibrate { document, stream, work }, true);
            }
            Word::Plan { plan, forget, document, levers, calibration } => {
                self.plans.retain(|(kept, _)| Some(*kept) != forget && *kept != plan);
                let Some(workspace) = self.workspace(document) else { return };
                let scenario = Scenario { levers, ..Scenario::today() };
                match Plan::compile_with(workspace, &scenario, &calibration) {
                    Ok(compiled) => self.plans.push((plan, Arc::new(compiled.plan))),
                    Err(problems) => self.refuse(document, sentences(&problems)),
                }
            }
            Word::Part { job, plan, settings, first, end, urgent } => {
                let Some((_, plan)) = self.plans.iter().find(|(kept, _)| *kept == plan) else { return };
                // The page has made a run of the same settings, so they are in range.
                let Ok(run) = PartRun::new(Arc::clone(plan), settings, first..end) else { return };
                self.add(Task::Part { job, urgent, run: Box::new(run), spent: 0.0 }, urgent);
            }
            Word::Drop { job } => self.tasks.retain(|task| !matches!(task, Task::Part { job: of, .. } if *of == job)),
        }
    }

    fn workspace(&self, document: u64) -> Option<&Workspace> {
        self.document.as_ref().filter(|(number, _)| *number == document).map(|(_, workspace)| workspace)
    }

    fn refuse(&mut self, document: u64, sentences: Vec<String>) {
        self.refusals.push(Reply::Refused { document, sentences });
    }

    /// Urgent work goes before what is not; what has begun goes on afterwards.
    fn add(&mut self, task: Task, urgent: bool) {
        let patient = |task: &Task| matches!(task, Task::Part { urgent: false, .. });
        let place = self.tasks.iter().position(patient).filter(|_| urgent);
        self.tasks.insert(place.unwrap_or(self.tasks.len()), task);
    }

    /// Works for about as long as a slice should take.
    pub(crate) fn slice(&mut self) -> Option<Letter> {
        if let Some(refusal) = self.refusals.pop() {
            return Some((refusal, Vec::new()));
        }
        let began = now_ms();
        let letter = match self.tasks.front_mut()? {
            Task::Calibrate { document, stream, work } => {
                let (document, stream) = (*document, *stream);
                match work.advance(self.events) {
                    Ok(None) => None,
                    Ok(Some(calibration)) => Some((Reply::Calibrated { document, stream, calibration }, Vec::new())),
                    Err(problems) => Some((Reply::Refused { document, sentences: sentences(&problems) }, Vec::new())),
                }
            }
            Task::Part { run, spent, .. } => {
                let done = run.advance(self.events);
                *spent += now_ms() - began;
                if done {
                    return self.tasks.pop_front().and_then(part);
                }
                None
            }
        };
        if letter.is_some() {
            self.tasks.pop_front();
        } else {
            self.events = next_slice(self.events, now_ms() - began, self.aim);
        }
        letter
    }
}

fn part(task: Task) -> Option<Letter> {
    let Task::Part { job, run, spent, .. } = task else { return None };
    let part = run.into_part();
    let (first, replications) = (part.first, part.replications);
    Some((Reply::Part { job, first, replications, milliseconds: spent }, part.bytes))
}

/// Problems in words.
pub(super) fn sentences(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}
