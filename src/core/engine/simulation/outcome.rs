//! The result of a run, as it crosses to a page: plain data.

use serde::{Deserialize, Serialize};

use super::{
    estimate::{Estimate, MeanOf, Measured},
    measure::Measure,
    settings::Settings,
};
use crate::model::{StepId, WorkType};

/// What a run has found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The settings that were asked for.
    pub settings: Settings,
    /// Fingerprint of the plan that ran.
    pub plan: u64,
    /// Repetitions that are finished and counted here; fewer than asked for when the run was cancelled.
    pub replications: u32,
    /// Events handled, warm-up included.
    pub events: u64,
    /// Every measure, in the order of [`Measure::ALL`].
    pub measures: Vec<Measured>,
    /// Every step, in the order of the stream; gates that a lever put in come last.
    pub steps: Vec<StepOutcome>,
    /// Distribution of request to live over all changes; empty without changes that went live.
    pub lead_times: Vec<CurvePoint>,
    /// Distribution of failed deployment recovery time over all failed deployments; empty without any.
    pub recovery_times: Vec<CurvePoint>,
    /// How the budget goes, day by day of a window; `None` without an objective or a whole window.
    pub budget: Option<BudgetFan>,
    /// What the changes that went live are about.
    pub work_types: Vec<WorkTypeOutcome>,
    /// How many have come and how many have passed each step, day by day; `None` without a stream.
    pub cumulative: Option<CumulativeFlow>,
    /// How many deployments the budget affords; `None` without an objective or a failed deployment.
    pub affordable: Option<Affordable>,
    /// The currency of costs; empty when nobody has said what anything costs.
    pub currency: String,
    /// Counts of each repetition.
    pub totals: Vec<Totals>,
    /// Fingerprint of every bit of the result: the same on every machine for the same plan, seed and length.
    pub fingerprint: u64,
}

impl Outcome {
    /// The result of one measure.
    pub fn measured(&self, measure: Measure) -> Option<&Measured> {
        self.measures.iter().find(|measured| measured.measure == measure)
    }

    /// The estimate of one measure, if it exists.
    pub fn estimate(&self, measure: Measure) -> Option<&Estimate> {
        self.measured(measure)?.estimate.as_ref()
    }

    /// Changes that were turned away because the queues never settled, over all repetitions.
    pub fn turned_away(&self) -> u64 {
        self.totals.iter().map(|totals| totals.turned_away).sum()
    }
}

/// One step. Times are means per visit, in hours on the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepOutcome {
    /// The step of the workspace; `None` for gates that a lever put in.
    pub step: Option<StepId>,
    /// Its name.
    pub name: String,
    /// What people observe from arriving to leaving, hours: low and high.
    pub observed: Option<(f64, f64)>,
    /// From arriving to leaving; `None` without a visit.
    pub total: Option<MeanOf>,
    /// Waiting for people who are busy or off.
    pub queue_wait: Option<MeanOf>,
    /// Waiting for a date, or for the end of a freeze.
    pub date_wait: Option<MeanOf>,
    /// Waiting that the model does not explain: what is observed less what it computes, on the workspace as it is.
    pub other_wait: Option<MeanOf>,
    /// Done, and waiting for room at the next step; not part of `total`.
    pub blocked_wait: Option<MeanOf>,
    /// Changes at the step, waiting or worked on, on average over time.
    pub work_in_progress: Option<MeanOf>,
    /// Being worked on, nights and weekends in between included.
    pub work: Option<MeanOf>,
    /// Visits in the measured time for each change that came in.
    pub visits_per_change: Option<MeanOf>,
    /// Share of its people's hours that is taken, by this and every other step they share; `None` when nobody is
    /// ever waited for.
    pub utilisation: Option<MeanOf>,
}

/// Flow distribution: a type of work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkTypeOutcome {
    /// Which.
    pub work: WorkType,
    /// Share of the changes that went live; `None` when none did.
    pub live: Option<MeanOf>,
}

/// The cumulative flow diagram: means over the repetitions, from the first measured moment on.
///
/// The curves lie above each other: what has come, what has passed the first step, and so on. The distance upwards
/// between two curves is work in progress between them, the distance sideways its time. Whatever was done before the
/// measured time is left out, so the lowest curve begins at 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CumulativeFlow {
    /// Days between two points; at most 201 points.
    pub days_per_point: u32,
    /// Steps in the order of the flow. Who skips a step passes it with the next.
    pub stages: Vec<Stage>,
    /// Changes that have come, at each point.
    pub arrived: Vec<f64>,
    /// Changes that have passed each step, at each point.
    pub passed: Vec<Vec<f64>>,
}

/// A step in the order of the flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// The step of the workspace; `None` for gates of a policy or lever.
    pub step: Option<StepId>,
    /// Its name.
    pub name: String,
}

/// How many deployments the error budget of a window affords: budget / (fail rate · cost of a failure), beside how many
/// there are.
///
/// **An estimate for failures that cost little of the budget, not a bound**: the failure that overspends overshoots, so
/// with few, costly failures more deployments go out than it says. Never show it without the simulated number and this
/// remark ([`Affordable::REMARK`]).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Affordable {
    /// Days of the window.
    pub window_days: u32,
    /// Failed deployments of all, over all repetitions.
    pub fail_rate: f64,
    /// Minutes of full failure that a failed deployment costs on average.
    pub minutes_per_failure: f64,
    /// Minutes of full failure that the window allows.
    pub budget_minutes: f64,
    /// Deployments in a window that spend the whole budget, by the formula.
    pub estimate: f64,
    /// Deployments in a window as simulated.
    pub simulated: f64,
}

impl Affordable {
    /// What must stand beside the estimate.
    pub const REMARK: &'static str =
        "An estimate for failures that each cost little of the budget: the one that overspends it goes further.";
}

/// A point of a cumulative distribution.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Hours.
    pub hours: f64,
    /// Share at or below, 0..=1.
    pub share: f64,
}

/// What is left of the budget, day by day over windows that begin full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BudgetFan {
    /// Days of the window.
    pub window_days: u32,
    /// Minutes of full failure that a window allows.
    pub budget_minutes: f64,
    /// Windows it is made of: consecutive ones of every repetition.
    pub windows: u32,
    /// End of day 0 (full) to the last day.
    pub days: Vec<FanDay>,
}

/// Minutes left at the end of a day of the window; negative when overspent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "percentiles over all windows, named by what they are")]
pub struct FanDay {
    pub day: u32,
    pub mean: f64,
    pub p5: f64,
    pub p25: f64,
    pub p50: f64,
    pub p75: f64,
    pub p95: f64,
}

/// Counts of one repetition over its whole run, warm-up included:
/// arrived = finished + in progress + turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Changes that came in.
    pub arrived: u64,
    /// Changes that left the last step.
    pub finished: u64,
    /// Changes still under way at the end.
    pub in_progress: u64,
    /// Changes turned away because too many were in progress: the queues never settle.
    pub turned_away: u64,
    /// Times that a change was let through after too many repeated visits of a step.
    pub returns_refused: u64,
    /// Digest of all times of arrival: equal when two policies saw the same changes.
    pub arrivals: u64,
}
