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

use std::collections::BTreeMap;

use super::{plan::Plan, replication::Replication, settings::Settings};
use crate::model::{Lever, Problem, Scenario, StepId, StreamId, Workspace};

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
        let mut baseline = Scenario::today();
        baseline.levers.push(Lever::UseStream { stream });
        let mut calibration = Self::default();
        let observed: BTreeMap<StepId, f64> = workspace
            .stream(stream)
            .into_iter()
            .flat_map(|stream| &stream.steps)
            .filter_map(|step| Some((step.id, step.observed?.middle().hours())))
            .collect();
        if observed.is_empty() {
            return Ok(calibration);
        }
        for round in 0..ROUNDS {
            let plan = Plan::compile_with(workspace, &baseline, &calibration)?.plan;
            let simulated = pilot(&plan, round);
            for (step, observed) in &observed {
                if let Some(total) = simulated.get(step) {
                    let wait = calibration.other_wait.entry(*step).or_insert(0.0);
                    *wait = (*wait + observed - total).max(0.0);
                }
            }
        }
        Ok(calibration)
    }

    /// Other waiting of a step, hours; 0 when nothing is unexplained or nobody has observed it.
    pub fn other_wait(&self, step: StepId) -> f64 {
        self.other_wait.get(&step).copied().unwrap_or(0.0)
    }
}

/// Mean time at each step that was visited, hours.
fn pilot(plan: &Plan, round: u32) -> BTreeMap<StepId, f64> {
    let Some(flow) = &plan.flow else { return BTreeMap::new() };
    let weekly = flow.arrivals_per_hour * super::calendar::WEEK;
    let weeks = super::replication::whole((CHANGES / weekly).clamp(2.0, 400.0));
    let settings = Settings {
        seed: 0x0BAC_C8A5 + u64::from(round),
        replications: 1,
        weeks: u32::try_from(weeks).unwrap_or(1),
        warm_up_weeks: 8,
    };
    let mut run = Replication::new(plan, &settings, 0);
    run.advance(plan, u64::MAX);
    let steps = flow.steps.iter().zip(run.tally.steps.iter());
    let visited = steps.filter(|(_, tally)| tally.visits > 0);
    visited
        .filter_map(|(step, tally)| Some((step.id?, tally.total / super::histogram::as_number(tally.visits))))
        .collect()
}
