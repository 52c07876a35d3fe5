//! A workspace under a scenario, made ready to run: typed indices, hours, cumulative shares.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    backlog::Backlog,
    budgeting::BudgetStepPlan,
    calendar::{Dates, ServiceCalendar, is_open},
    closures::ClosurePlan,
    settings::{Begin, Settings},
    typed::{PoolKey, StepKey, Table},
};
use crate::{
    engine::random::{Sampler, mix},
    model::{Arrivals, Calendar, Problem, Risk, ServiceId, StepId, StreamId, TeamId},
};

/// A workspace under a scenario, ready to run. Made by [`Plan::compile`](Self::compile); never changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    pub(super) flow: Option<FlowPlan>,
    pub(super) service: Option<ServicePlan>,
    /// What today's backlog is, or why nobody knows. Not part of the fingerprint of runs that begin empty.
    #[serde(skip)]
    pub(super) backlog: Result<Backlog, Problem>,
}

/// How changes flow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct FlowPlan {
    pub(super) stream: StreamId,
    #[serde(skip)]
    pub(super) name: String,
    pub(super) steps: Table<StepKey, StepPlan>,
    pub(super) pools: Table<PoolKey, PoolPlan>,
    /// Where changes come in.
    pub(super) entry: StepKey,
    pub(super) arrivals_per_hour: f64,
    pub(super) arrivals: Arrivals,
    pub(super) emergency: f64,
    pub(super) standard: f64,
    /// Cumulative shares of defects, reliability work and risks; the rest are features.
    pub(super) work: [f64; 3],
    pub(super) risk: RiskPlan,
    /// Normal changes up to this risk pass by approvals.
    pub(super) auto_approve: Option<Risk>,
    /// Emergencies pass by approvals.
    pub(super) emergencies_pass: bool,
    /// When deployments are closed by the calendar; `None` never.
    pub(super) closures: Option<ClosurePlan>,
    pub(super) canary: Option<CanaryPlan>,
    /// Probability that a change is bad when it arrives.
    pub(super) bad: f64,
    /// Work of a repeated visit, as a share.
    pub(super) rework_effort: f64,
    /// Whether a step deploys, and whether one carries the mark of the DORA clock.
    pub(super) deploys: bool,
    pub(super) has_clock: bool,
}

/// How risky changes are, and how often those of each risk are bad.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct RiskPlan {
    /// Shares.
    pub(super) low: f64,
    pub(super) high: f64,
    /// Probability that one of low, medium and high risk is bad.
    pub(super) bad: [f64; 3],
}

/// Progressive delivery.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct CanaryPlan {
    /// Share of the users that a deployment reaches first.
    pub(super) share: f64,
    /// Hours.
    pub(super) lasts: f64,
    /// Probability that a failure shows in that time.
    pub(super) detects: f64,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct StepPlan {
    /// Which step of the workspace it is; `None` for gates that a lever put in.
    pub(super) id: Option<StepId>,
    #[serde(skip)]
    pub(super) name: String,
    /// Key of its random numbers: fixed by the workspace, not by the position.
    pub(super) number: u64,
    pub(super) kind: KindPlan,
    /// Changes pass by while this step of the error budget policy is off.
    pub(super) only_in: Option<u8>,
    /// Place in the order of the flow.
    pub(super) stage: u16,
    /// Most changes at the step; `u32::MAX` for any.
    pub(super) limit: u32,
    /// Changes wait for so many, or for so many hours.
    pub(super) together: Option<(u32, f64)>,
    /// Whose people work on it; `None` when nobody is ever waited for.
    pub(super) pool: Option<PoolKey>,
    pub(super) calendar: Calendar,
    /// Hours by which the clock of its people is ahead.
    pub(super) ahead: f64,
    pub(super) work: Sampler,
    /// Mean of `work`, hours.
    pub(super) mean_work: f64,
    /// Share of the week that its people have for planned work: work takes 1/this as long.
    pub(super) availability: f64,
    /// Waiting before the step that its queues do not explain, hours.
    pub(super) other_wait: f64,
    /// Probability that what leaves comes back (1 − %C&A), and where to.
    pub(super) returns: f64,
    pub(super) back: StepKey,
    /// Where what is stopped here is mended.
    pub(super) mended_at: StepKey,
    /// Next steps with cumulative shares; empty at an end. The last one takes the rest.
    pub(super) next: Vec<(f64, StepKey)>,
    /// Whether the DORA clock starts when a change leaves here.
    pub(super) starts_clock: bool,
    /// What people observe, hours.
    pub(super) observed: Option<(f64, f64)>,
}

impl StepPlan {
    /// The part of a random number's key that names this step and visit.
    pub(super) fn detail(&self, visit: u8) -> u64 {
        (self.number << 8) | u64::from(visit)
    }

    pub(super) const fn dates(&self) -> Option<&Dates> {
        match &self.kind {
            KindPlan::Approval { dates, .. } | KindPlan::Deploy { dates, .. } => dates.as_ref(),
            KindPlan::Work | KindPlan::Gate { .. } => None,
        }
    }

    /// Whether every date of a year falls into hours in which its people are off.
    pub(super) fn work_begins_later(&self) -> bool {
        self.dates().is_some_and(|dates| !(0..54).any(|k| is_open(self.calendar, dates.date(k) + self.ahead)))
    }

    pub(super) const fn is_deploy(&self) -> bool {
        matches!(self.kind, KindPlan::Deploy { .. })
    }
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) enum KindPlan {
    Work,
    Approval { dates: Option<Dates>, stops_bad: f64, stops_good: f64 },
    Gate { stops_bad: f64, stops_good: f64 },
    Deploy { dates: Option<Dates>, fails: f64 },
}

/// People who share work.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PoolPlan {
    /// The team, when it is the whole team rather than people of one step.
    pub(super) team: Option<TeamId>,
    #[serde(skip)]
    pub(super) name: String,
    pub(super) people: u32,
    /// Business hours when one of its steps works business hours, else day and night: what capacity is measured by.
    pub(super) calendar: Calendar,
    /// Hours by which their clock is ahead.
    pub(super) ahead: f64,
    /// Whose people they are, all of the team or some.
    #[serde(skip)]
    pub(super) part_of: Option<TeamId>,
}

impl PoolPlan {
    /// Working hours of all people in one hour on the calendar, on average.
    pub(super) fn capacity(&self) -> f64 {
        f64::from(self.people) * self.calendar.hours_per_week() / super::calendar::WEEK
    }
}

/// How a service fails, is repaired, and spends its budget.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ServicePlan {
    pub(super) id: ServiceId,
    #[serde(skip)]
    pub(super) name: String,
    pub(super) hours: ServiceCalendar,
    pub(super) background_per_hour: f64,
    pub(super) impact: f64,
    pub(super) found_by_monitoring: f64,
    pub(super) detect_by_monitoring: Sampler,
    pub(super) detect_by_users: Sampler,
    pub(super) acknowledge: Sampler,
    pub(super) repair: Sampler,
    pub(super) rollback: Option<(f64, Sampler)>,
    pub(super) batch_repair_factor: f64,
    pub(super) responders: u32,
    /// Classes of incidents; at least one.
    pub(super) severities: Vec<SeverityPlan>,
    /// Who is called, one after the other; empty when `acknowledge` says it all.
    pub(super) escalation: Vec<EscalationPlan>,
    pub(super) off_hours_factor: f64,
    /// The pool whose people respond; `None` for people of their own.
    pub(super) pool: Option<PoolKey>,
    pub(super) flag: Option<(f64, Sampler)>,
    /// What a change of reliability work multiplies bad changes, background incidents and repair times by, and the floor.
    pub(super) learning: [Option<(f64, f64)>; 3],
    pub(super) costs: Option<CostPlan>,
    pub(super) sla: Option<SlaPlan>,
    pub(super) budget: Option<BudgetPlan>,
    /// Steps of the error budget policy, the freeze last.
    pub(super) steps: Vec<BudgetStepPlan>,
}

/// A class of incidents.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct SeverityPlan {
    /// Cumulative share.
    pub(super) until: f64,
    pub(super) impact: f64,
    pub(super) repair_factor: f64,
}

/// Somebody who is called.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct EscalationPlan {
    /// Mean hours to an answer.
    pub(super) mean: f64,
    /// Hours after which the next is called; infinity for the last.
    pub(super) timeout: f64,
}

/// What failure and delay cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct CostPlan {
    #[serde(skip)]
    pub(super) currency: String,
    pub(super) outage_hour: f64,
    pub(super) change_day: f64,
}

/// What an agreement pays back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct SlaPlan {
    pub(super) window_days: u32,
    /// Promised hours of a window.
    pub(super) hours: f64,
    pub(super) fee: f64,
    /// Failed share of the window above which so much of the fee is paid back.
    pub(super) credits: Vec<(f64, f64)>,
}

/// The error budget of the main objective.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct BudgetPlan {
    pub(super) window_days: u32,
    /// Hours of full failure that a window allows: (1 − target) × service hours in a window.
    pub(super) hours: f64,
    /// Consumed hours at which deployments freeze, and at or below which they thaw.
    pub(super) freeze: Option<(f64, f64)>,
}

impl Plan {
    /// The stream that runs, when there is one.
    pub fn stream(&self) -> Option<StreamId> {
        self.flow.as_ref().map(|flow| flow.stream)
    }

    /// The service whose budget is followed, when there is one.
    pub fn service(&self) -> Option<ServiceId> {
        self.service.as_ref().map(|service| service.id)
    }

    /// Hours of full failure that one window of the objective allows; `None` without an objective.
    pub fn budget_hours(&self) -> Option<f64> {
        self.service.as_ref()?.budget.map(|budget| budget.hours)
    }

    /// Days of the window on which a freeze hangs; `None` when nothing freezes.
    pub fn freeze_window_days(&self) -> Option<u32> {
        self.service.as_ref()?.budget.filter(|budget| budget.freeze.is_some()).map(|budget| budget.window_days)
    }

    /// Today's backlog, which a run may begin with ([`Begin::Backlog`]): the same under every
    /// scenario of a workspace.
    ///
    /// # Errors
    /// Why nobody knows it.
    pub const fn backlog(&self) -> Result<&Backlog, &Problem> {
        self.backlog.as_ref()
    }

    /// [`Self::fingerprint_of_input`], with today's backlog when settings begin with it.
    pub fn fingerprint_under(&self, settings: &Settings) -> u64 {
        let plan = self.fingerprint_of_input();
        match (settings.begin, &self.backlog) {
            (Begin::Backlog, Ok(backlog)) => mix(plan ^ backlog.fingerprint()),
            _ => plan,
        }
    }

    /// A fingerprint of everything that a result depends on besides the settings: 64 bits of the SHA-256 of the
    /// plan's numbers. Names are left out; a renamed step gives the same results.
    pub fn fingerprint_of_input(&self) -> u64 {
        digest(&serde_json::to_vec(self).unwrap_or_default())
    }
}

/// The first 64 bits of the SHA-256 of what is written down.
pub(super) fn digest(bytes: &[u8]) -> u64 {
    Sha256::digest(bytes).iter().take(8).fold(0, |bits, byte| (bits << 8) | u64::from(*byte))
}
