//! What would a run say, roughly? An answer by formulas while a lever moves, before anything runs.
//!
//! | file | what | by |
//! |---|---|---|
//! | `traffic` | visits of each step, bad changes that reach production | traffic equations v = e + Pᵀv, for each change type, good and bad apart |
//! | `times` | utilisation, waits, lead times | M/G/c after Allen and Cunneen; the hours of the week carried from step to step |
//! | `failures` | deployments, failures, budget | Poisson batches; Panjer |
//! | `restoring` | time to restore, and its cost | levels of call, flags, rollback, severities and the canary by quadrature |
//! | `company` | work that waits to go together | Poisson company within the first one's patience |
//! | `spread` | moments of any distribution that can be drawn | the trapezoidal rule over the normal distribution |
//!
//! It is an **estimate**, and says so in its type: a [`Rough`] number is never shown without that word. It leaves out what
//! only a run can know: a freeze and the batches it builds, repeated visits beyond the tenth, work that arrives together
//! at people (after a date, or at nine in the morning), and priority between change types.
//!
//! **How far off it is** (tests/core/forecast.rs compares it with the simulation, and holds it to limits): on the worked
//! example under every scenario without a freeze, on the bank's stream and on three made-up ones, request to
//! live within 2 %, commit to live within 4 %, deployments within 3 %, failures and budget within 6 %, the chance to be out
//! of SLO within 13 % of its value; half of each is the chance of the simulation. Single steps in business hours are up to
//! a fifth off, short ones by some hours. **With a freeze** it is of no use for lead times (a third too short on the worked
//! example) nor for batches (half of what they become): [`Forecast::leaves_out`] says so.

mod company;
mod failures;
mod restoring;
mod spread;
mod times;
mod traffic;

use thiserror::Error;

use super::{
    calendar::WEEK,
    measure::Measure,
    plan::{FlowPlan, Plan, ServicePlan},
};
use crate::model::{StepId, TeamId};
use failures::Failures;
use times::Times;
use traffic::Traffic;

/// A number found by formulas: roughly what a run would say, without an interval.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Rough(f64);

impl Rough {
    /// The number: finite, in the unit of what it is about.
    pub const fn value(self) -> f64 {
        self.0
    }
}

/// Why there is no number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unforeseen {
    /// A utilisation of 1 or more.
    #[error("{0} are asked for more than they can do: the queue never settles")]
    NeverSettles(String),
    /// Work comes back so often that it is hardly ever done.
    #[error("work comes back again and again: look at the shares that are sent back")]
    EndlessRework,
    /// Nothing flows.
    #[error("there is no value stream of changes with steps")]
    NoStream,
    /// Nothing is put into production.
    #[error("no step that changes come to deploys")]
    NoDeploy,
    /// Nobody said where commit to live begins.
    #[error("no step carries the mark \"the DORA clock starts here\"")]
    NoClock,
    /// Nothing can fail.
    #[error("there is no service that could fail")]
    NoService,
    /// Nothing can be spent.
    #[error("the service has no service level objective")]
    NoObjective,
    /// There is no failure to divide by.
    #[error("no deployment ever fails, so any number of them is affordable")]
    NeverFails,
}

/// A rough number, or why there is none.
pub type Foreseen = Result<Rough, Unforeseen>;

/// People, and how busy they are.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolForecast {
    /// The team, when it is the whole team rather than people of one step.
    pub team: Option<TeamId>,
    /// Its name, or that of the step.
    pub name: String,
    /// People.
    pub people: u32,
    /// ρ: what is asked of them, as a share of what they can do. It may exceed 1.
    pub utilisation: f64,
    /// Mean wait for one of them, in their working hours.
    pub wait: Foreseen,
}

/// A step. Times are means per visit, in hours on the calendar, over all change types that stop here.
#[derive(Debug, Clone, PartialEq)]
pub struct StepForecast {
    /// The step of the workspace; `None` for gates that a lever put in.
    pub step: Option<StepId>,
    /// Its name.
    pub name: String,
    /// Visits of a change that comes in, repeated ones included and those that pass by left out.
    pub visits: f64,
    /// ρ of its people, by all that they do; `None` when nobody is ever waited for.
    pub utilisation: Option<f64>,
    /// From arriving to leaving.
    pub total: Foreseen,
    /// Waiting for people who are busy or off.
    pub queue_wait: Foreseen,
    /// Waiting for a date.
    pub date_wait: Foreseen,
    /// Waiting that the model does not explain.
    pub other_wait: f64,
    /// Being worked on, nights and weekends in between included.
    pub work: Foreseen,
}

/// What a run would say, roughly.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Every pool of people.
    pub pools: Vec<PoolForecast>,
    /// Every step, in the order of the stream; gates that a lever put in come last.
    pub steps: Vec<StepForecast>,
    /// Days from request to live, of the changes that go live.
    pub request_to_live: Foreseen,
    /// Days from the DORA clock's start to live.
    pub commit_to_live: Foreseen,
    /// Changes live in a week.
    pub changes_per_week: Foreseen,
    /// Deployments in a week.
    pub deployments_per_week: Foreseen,
    /// Changes in a deployment.
    pub batch_size: Foreseen,
    /// Failed deployments of all: 1 − (1 − d)·Π(1 − q), over batches of random size.
    pub change_fail_rate: Foreseen,
    /// Failed deployments in 28 days.
    pub failed_deployments: Foreseen,
    /// Incidents in 28 days, those without a change included.
    pub incidents: Foreseen,
    /// Mean minutes from a failed deployment to restored service. (A run measures the median.)
    pub minutes_to_restore: Foreseen,
    /// Consumed budget of a window, as a share of it.
    pub budget_used: Foreseen,
    /// Chance that a window ends with more consumed than the budget.
    pub out_of_slo: Foreseen,
    /// Deployments that one window's budget pays for: B/(CFR·m), m being what a failed one costs. A fluid estimate for
    /// m far below B and not a bound: the failure that crosses zero overshoots.
    pub affordable_deployments: Foreseen,
    /// What the plan has and no formula here knows, in words; a freeze, for one, makes fewer deployments and larger
    /// batches.
    pub leaves_out: Vec<&'static str>,
}

impl Forecast {
    /// The number for a measure of a run, in its unit; `None` for measures that no formula is used for.
    pub fn of(&self, measure: Measure) -> Option<&Foreseen> {
        Some(match measure {
            Measure::RequestToLive => &self.request_to_live,
            Measure::CommitToLive => &self.commit_to_live,
            Measure::ChangesPerWeek => &self.changes_per_week,
            Measure::DeploymentsPerWeek => &self.deployments_per_week,
            Measure::BatchSize => &self.batch_size,
            Measure::ChangeFailRate => &self.change_fail_rate,
            Measure::FailedDeployments => &self.failed_deployments,
            Measure::Incidents => &self.incidents,
            Measure::BudgetUsed => &self.budget_used,
            Measure::OutOfSlo => &self.out_of_slo,
            _ => return None,
        })
    }
}

impl Plan {
    /// What a run of this plan would say, roughly: by formulas, in well under a millisecond for a stream of ten steps.
    pub fn forecast(&self) -> Forecast {
        let traffic = match &self.flow {
            None => Err(Unforeseen::NoStream),
            Some(flow) => Traffic::of(flow).ok_or(Unforeseen::EndlessRework).map(|traffic| (flow, traffic)),
        };
        let times = traffic.as_ref().map(|(flow, traffic)| Times::of(flow, traffic)).map_err(Clone::clone);
        let known = traffic.as_ref().and_then(|(_, traffic)| Ok((traffic, times.as_ref()?)));
        let failures = Failures::of(self, known);
        let rate = |of: &dyn Fn(&Failures) -> f64| match &times {
            Ok(times) => match &times.stuck {
                Some(why) => Err(why.clone()),
                None => rough(of(&failures), &Unforeseen::NoDeploy),
            },
            Err(why) => Err(why.clone()),
        };
        let lead = |of: &dyn Fn(&Times) -> Foreseen| times.as_ref().map_err(Clone::clone).and_then(of);
        Forecast {
            request_to_live: lead(&|times| times.request_to_live.clone()),
            commit_to_live: lead(&|times| times.commit_to_live.clone()),
            changes_per_week: rate(&|failures| failures.changes * WEEK),
            deployments_per_week: rate(&|failures| failures.deployments * WEEK),
            batch_size: rate(&|failures| failures.deployed / failures.deployments),
            change_fail_rate: rate(&|failures| failures.failed / failures.deployments),
            failed_deployments: rate(&|failures| failures.failed * WEEK * 4.0),
            incidents: failures.incidents(self, times.as_ref()),
            minutes_to_restore: failures.minutes_to_restore.clone(),
            budget_used: failures.budget_used.clone(),
            out_of_slo: failures.out_of_slo.clone(),
            affordable_deployments: failures.affordable.clone(),
            leaves_out: self.left_out(),
            pools: times.as_ref().map_or_else(|_| Vec::new(), |times| times.pools.clone()),
            steps: times.map_or_else(|_| Vec::new(), |times| times.steps),
        }
    }
}

impl Plan {
    /// What this plan has and no formula here knows, in words.
    fn left_out(&self) -> Vec<&'static str> {
        let flow = self.flow.as_ref();
        let service = self.service.as_ref();
        let of_flow = |has: &dyn Fn(&FlowPlan) -> bool| flow.is_some_and(has);
        let of_service = |has: &dyn Fn(&ServicePlan) -> bool| service.is_some_and(has);
        let all = [
            (
                self.freeze_window_days().is_some() || of_flow(&|flow| flow.closures.is_some()),
                "freezes and deploy windows",
            ),
            (
                of_service(&|service| service.steps.iter().any(|step| step.freeze.is_none())),
                "what is done while the budget is short",
            ),
            (of_flow(&|flow| flow.steps.iter().any(|step| step.limit != u32::MAX)), "limits of work in progress"),
            (of_service(&|service| service.pool.is_some()), "people who are taken from planned work"),
            (of_service(&|service| service.learning.iter().any(Option::is_some)), "what reliability work brings"),
        ];
        all.into_iter().filter(|(has, _)| *has).map(|(_, words)| words).collect()
    }
}

/// A number, if it is one.
fn rough(value: f64, otherwise: &Unforeseen) -> Foreseen {
    if value.is_finite() { Ok(Rough(value)) } else { Err(otherwise.clone()) }
}
