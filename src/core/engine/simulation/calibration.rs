//! Waiting that no queue explains.
//!
//! What people observe at a step is often longer than work, queues and dates can account for: hand-overs, mail,
//! other priorities. The difference is kept as a visible, fixed **other waiting** before the step.
//!
//! It is found on the workspace **as it is**, never under a scenario, and then stays fixed: otherwise a lever that
//! shortens a queue would silently lengthen the other waiting and show no effect. It is found by short seeded pilot
//! runs and not by formulas, because working hours, dates with cut-offs, shared people and rework have no closed form
//! together; the pilot is the same engine, so that "simulated" meets "observed" where it can. A step whose queues
//! explain more than is observed gets none: the difference is then shown, not hidden.
//!
//! A **future state** waits as its today does: each of its steps has the other waiting of the step of today that it stands
//! for, longer or shorter by as much as its observed time was changed, and never below 0. So a copy that nobody has
//! changed gives the same numbers, and a wish for a shorter time takes from what nobody has modelled, not from dates and
//! queues. Only new steps are piloted.

use std::collections::BTreeMap;

use super::{
    histogram::as_number,
    levers,
    plan::Plan,
    replication::{Replication, whole},
    settings::{Begin, Settings},
};
use crate::model::{Lever, Problem, Scenario, Step, StepId, StreamId, Workspace};

/// Pilot rounds: each corrects what the shift of arrivals at later steps did to their waits.
const ROUNDS: u32 = 3;
/// Changes in a round, about: enough for means within a few percent.
const CHANGES: f64 = 4_000.0;

/// Other waiting of each step, in hours.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Calibration {
    other_wait: BTreeMap<StepId, f64>,
}

impl Calibration {
    /// Of a stream of the workspace as it is.
    ///
    /// # Errors
    /// As [`Plan::compile`].
    pub fn of(workspace: &Workspace, stream: StreamId) -> Result<Self, Vec<Problem>> {
        let mut calibrating = Calibrating::new(workspace, stream);
        loop {
            if let Some(calibration) = calibrating.advance(u64::MAX)? {
                return Ok(calibration);
            }
        }
    }

    /// The stream of which a scenario needs the calibration; `None` when it needs none. Scenarios of one workspace with
    /// the same stream share one calibration.
    pub fn stream_for(workspace: &Workspace, scenario: &Scenario) -> Option<StreamId> {
        levers::stream_of(workspace, scenario).filter(|stream| workspace.stream(*stream).is_some())
    }

    /// Other waiting of a step, hours; 0 when nothing is unexplained or nobody has observed it.
    pub fn other_wait(&self, step: StepId) -> f64 {
        self.other_wait.get(&step).copied().unwrap_or(0.0)
    }
}

/// A calibration in the making, in slices.
#[derive(Debug)]
pub struct Calibrating {
    workspace: Workspace,
    baseline: Scenario,
    observed: BTreeMap<StepId, f64>,
    found: Calibration,
    round: u32,
    pilot: Option<(Plan, Replication)>,
    /// The future state for which today's stream is calibrated first.
    future: Option<StreamId>,
}

impl Calibrating {
    /// Of a stream of the workspace as it is; not begun.
    pub fn new(workspace: &Workspace, stream: StreamId) -> Self {
        let today = workspace.stream(stream).and_then(|stream| stream.future_of);
        match today.filter(|today| workspace.stream(*today).is_some_and(|today| today.future_of.is_none())) {
            Some(today) => Self { future: Some(stream), ..Self::of_one(workspace, today) },
            None => Self::of_one(workspace, stream),
        }
    }

    /// Of a stream by itself.
    fn of_one(workspace: &Workspace, stream: StreamId) -> Self {
        let mut baseline = Scenario::today();
        baseline.levers.push(Lever::UseStream { stream });
        let steps = workspace.stream(stream).into_iter().flat_map(|stream| &stream.steps);
        let observed = steps.filter_map(|step| Some((step.id, step.observed?.middle().hours()))).collect();
        let workspace = workspace.clone();
        Self { workspace, baseline, observed, found: Calibration::default(), round: 0, pilot: None, future: None }
    }

    /// What follows for a future state from its today: the waiting of its steps, and of the new ones the observed times
    /// that are still to be explained.
    fn go_on(&mut self, stream: StreamId) {
        let workspace = std::mem::replace(&mut self.workspace, Workspace::empty("", ""));
        let mut next = Self::of_one(&workspace, stream);
        for step in workspace.stream(stream).into_iter().flat_map(|stream| &stream.steps) {
            let today = step.was.and_then(|was| Some((was, workspace.stream_of_step(was)?.step(was)?)));
            let Some((was, today)) = today else { continue };
            let seen = |step: &Step| step.observed.map(|observed| observed.middle().hours());
            let change = seen(step).zip(seen(today)).map_or(0.0, |(future, today)| future - today);
            next.found.other_wait.insert(step.id, (self.found.other_wait(was) + change).max(0.0));
            next.observed.remove(&step.id);
        }
        *self = next;
    }

    /// Handles at most about `max_events` events more; the calibration once it is found. How it is sliced never changes
    /// a bit of it.
    ///
    /// # Errors
    /// As [`Plan::compile`].
    pub fn advance(&mut self, max_events: u64) -> Result<Option<Calibration>, Vec<Problem>> {
        if self.observed.is_empty() || self.round == ROUNDS {
            let Some(future) = self.future.take() else { return Ok(Some(std::mem::take(&mut self.found))) };
            self.go_on(future);
            return Ok(None);
        }
        let (plan, mut run) = if let Some(pilot) = self.pilot.take() {
            pilot
        } else {
            let plan = Plan::compile_with(&self.workspace, &self.baseline, &self.found)?.plan;
            let run = pilot(&plan, self.round);
            (plan, run)
        };
        if run.advance(&plan, max_events) {
            self.correct(&plan, &run);
            self.round += 1;
        } else {
            self.pilot = Some((plan, run));
        }
        Ok(None)
    }

    /// What the pilot falls short of what is observed at a step is waited more in the next round, and the reverse.
    fn correct(&mut self, plan: &Plan, run: &Replication) {
        let steps = plan.flow.iter().flat_map(|flow| flow.steps.iter()).zip(run.tally.steps.iter());
        for (step, tally) in steps.filter(|(_, tally)| tally.visits > 0) {
            if let Some((id, observed)) = step.id.and_then(|id| Some((id, self.observed.get(&id)?))) {
                let wait = self.found.other_wait.entry(id).or_insert(0.0);
                *wait = (*wait + observed - tally.total / as_number(tally.visits)).max(0.0);
            }
        }
    }
}

/// A short run of one repetition, not begun.
fn pilot(plan: &Plan, round: u32) -> Replication {
    let weekly = plan.flow.as_ref().map_or(f64::INFINITY, |flow| flow.arrivals_per_hour * super::calendar::WEEK);
    let weeks = whole((CHANGES / weekly).clamp(2.0, 400.0));
    let settings = Settings {
        seed: 0x0BAC_C8A5 + u64::from(round),
        replications: 1,
        weeks: u32::try_from(weeks).unwrap_or(1),
        warm_up_weeks: 8,
        begin: Begin::Empty,
    };
    Replication::new(plan, &settings, 0)
}
