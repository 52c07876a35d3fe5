//! What an experiment asks for, and how it is answered.

use std::{ops::Range, sync::Arc};

use thiserror::Error;

use crate::{
    engine::simulation::{Calibration, Counted, Measure, Outcome, Plan, Progress, Run, Settings, SettingsError},
    model::{Lever, Place, Problem, Scenario, Workspace},
};

/// A policy: a name, and what is different from the workspace as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// For people.
    pub name: String,
    /// All of its levers; later ones win.
    pub levers: Vec<Lever>,
}

impl Policy {
    /// The workspace as it is.
    pub fn today() -> Self {
        Self { name: Scenario::today().name, levers: Vec::new() }
    }

    /// The same with one lever pulled on top.
    #[must_use]
    pub fn with(&self, lever: Lever) -> Self {
        let mut levers = self.levers.clone();
        levers.push(lever);
        Self { name: self.name.clone(), levers }
    }
}

impl From<&Scenario> for Policy {
    fn from(scenario: &Scenario) -> Self {
        Self { name: scenario.name.clone(), levers: scenario.levers.clone() }
    }
}

/// Repetitions of one policy, to be run by whoever is free.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// Names the answer.
    pub ticket: u32,
    /// What is different from the workspace as it is.
    pub levers: Vec<Lever>,
    /// Seed, length, and repetitions: at least the end of the range.
    pub settings: Settings,
    /// Which repetitions are asked for.
    pub replications: Range<u32>,
    /// What is to be answered.
    pub measures: Vec<Measure>,
}

impl Work {
    /// The plan to run.
    ///
    /// # Errors
    /// As [`Plan::compile_with`].
    pub fn plan(&self, workspace: &Workspace, calibration: &Calibration) -> Result<Plan, Vec<Problem>> {
        let scenario = Scenario { levers: self.levers.clone(), ..Scenario::today() };
        Ok(Plan::compile_with(workspace, &scenario, calibration)?.plan)
    }
}

/// One measure of a work, repetition by repetition.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Of what.
    pub measure: Measure,
    /// The values of the range in order; `None` where the measure does not exist.
    pub values: Vec<Option<f64>>,
    /// For shares of a count, when the range begins with the first repetition: the count itself.
    pub counted: Option<Counted>,
}

/// The answer to a work.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Every measure that exists, of those asked for.
    pub found: Vec<Found>,
}

impl Answer {
    /// Reads the answer from the outcome of repetitions 0 to at least the end of the range.
    pub fn of(outcome: &Outcome, work: &Work) -> Self {
        let range = usize::try_from(work.replications.start).unwrap_or(usize::MAX)
            ..usize::try_from(work.replications.end).unwrap_or(usize::MAX);
        let found = work.measures.iter().filter_map(|measure| {
            let estimate = outcome.estimate(*measure)?;
            let values = estimate.replications.get(range.clone())?.to_vec();
            let counted = estimate.counted.filter(|_| range.start == 0);
            Some(Found { measure: *measure, values, counted })
        });
        Self { found: found.collect() }
    }

    /// One measure of it.
    pub fn of_measure(&self, measure: Measure) -> Option<&Found> {
        self.found.iter().find(|found| found.measure == measure)
    }

    /// The values of a measure; none when it does not exist at all.
    pub fn values(&self, measure: Measure) -> &[Option<f64>] {
        self.of_measure(measure).map_or(&[], |found| &found.values)
    }
}

/// Why an experiment cannot be asked for.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum CannotAsk {
    /// Settings out of range.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// One repetition has no interval.
    #[error("one repetition says nothing about chance: choose at least 2")]
    OneRepetition,
    /// There is nothing to compare.
    #[error("there are {0} to compare: choose at least 2")]
    TooFew(usize),
    /// Too many points for one experiment.
    #[error("{0} runs are too many for one question: choose fewer steps")]
    TooMany(usize),
    /// A measure of which neither more nor less is better.
    #[error("nobody can say whether more or less of \"{}\" is better: choose another measure", .0.name())]
    NoDirection(Measure),
    /// An aim that cannot be reached by more repetitions.
    #[error("{0} is no precision: choose a share above 0 and below 1")]
    Precision(f64),
    /// A range without an inside.
    #[error("\"{0}\" has no range between its two ends")]
    NoRange(String),
}

/// Settings that can be compared.
pub(super) const fn comparable(settings: &Settings) -> Result<(), CannotAsk> {
    if let Err(error) = settings.check() {
        return Err(CannotAsk::Settings(error));
    }
    if settings.replications < 2 { Err(CannotAsk::OneRepetition) } else { Ok(()) }
}

/// A question that takes several runs.
pub trait Experiment {
    /// What is known.
    type Result;

    /// The next work to do; `None` when all that can be said now is handed out, or everything is known.
    fn next(&mut self) -> Option<Work>;

    /// Takes an answer, or why the policy cannot run. A ticket that is not awaited is ignored, so a work may be done twice.
    fn take(&mut self, ticket: u32, answer: Result<Answer, Vec<Problem>>);

    /// What is known by now.
    fn result(&self) -> Self::Result;

    /// Whether more runs would tell more.
    fn is_finished(&self) -> bool;

    /// Repetitions done, and of how many as far as can be said now.
    fn progress(&self) -> Progress;
}

/// Runs an experiment to its end, one work after the other.
pub fn finish<E: Experiment>(
    experiment: &mut E,
    mut run: impl FnMut(&Work) -> Result<Answer, Vec<Problem>>,
) -> E::Result {
    while let Some(work) = experiment.next() {
        experiment.take(work.ticket, run(&work));
    }
    experiment.result()
}

/// A workspace with its calibration: does work at once, for tests and for a page without workers.
#[derive(Debug, Clone)]
pub struct Bench {
    workspace: Workspace,
    calibration: Calibration,
}

impl Bench {
    /// Calibrates the stream that a policy runs.
    ///
    /// # Errors
    /// As [`Plan::compile`].
    pub fn new(workspace: &Workspace, policy: &Policy) -> Result<Self, Vec<Problem>> {
        let scenario = Scenario { levers: policy.levers.clone(), ..Scenario::today() };
        let uncalibrated = Plan::compile_with(workspace, &scenario, &Calibration::default())?.plan;
        let calibration = match uncalibrated.stream() {
            Some(stream) => Calibration::of(workspace, stream)?,
            None => Calibration::default(),
        };
        Ok(Self { workspace: workspace.clone(), calibration })
    }

    /// The plan of a policy.
    ///
    /// # Errors
    /// As [`Plan::compile_with`].
    pub fn plan(&self, policy: &Policy) -> Result<Plan, Vec<Problem>> {
        let scenario = Scenario { levers: policy.levers.clone(), ..Scenario::today() };
        Ok(Plan::compile_with(&self.workspace, &scenario, &self.calibration)?.plan)
    }

    /// Does a work.
    ///
    /// # Errors
    /// Why the policy cannot run.
    pub fn run(&self, work: &Work) -> Result<Answer, Vec<Problem>> {
        let plan = Arc::new(work.plan(&self.workspace, &self.calibration)?);
        let settings = Settings { replications: work.replications.end, ..work.settings };
        let mut run = Run::new(plan, settings).map_err(|error| {
            vec![Problem::error(Place::Workspace, format!("This cannot be run: {error}."), "Change the settings.")]
        })?;
        run.finish();
        Ok(run.outcome().map_or(Answer { found: Vec::new() }, |outcome| Answer::of(&outcome, work)))
    }
}
