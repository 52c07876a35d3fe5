//! A workspace under a scenario, made ready to run: typed indices, hours, cumulative shares.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    calendar::{Dates, ServiceCalendar, is_open},
    typed::{PoolKey, StepKey, Table},
};
use crate::{
    engine::random::Sampler,
    model::{Calendar, ServiceId, StepId, StreamId, TeamId},
};

/// A workspace under a scenario, ready to run. Made by [`Plan::compile`](Self::compile); never changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    pub(super) flow: Option<FlowPlan>,
    pub(super) service: Option<ServicePlan>,
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
    pub(super) emergency: f64,
    pub(super) standard: f64,
    /// Probability that a change is bad when it arrives.
    pub(super) bad: f64,
    /// Work of a repeated visit, as a share.
    pub(super) rework_effort: f64,
    /// Whether a step deploys, and whether one carries the mark of the DORA clock.
    pub(super) deploys: bool,
    pub(super) has_clock: bool,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct StepPlan {
    /// Which step of the workspace it is; `None` for gates that a lever put in.
    pub(super) id: Option<StepId>,
    #[serde(skip)]
    pub(super) name: String,
    pub(super) kind: KindPlan,
    /// Whose people work on it; `None` when nobody is ever waited for.
    pub(super) pool: Option<PoolKey>,
    pub(super) calendar: Calendar,
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
    /// The part of a random number's key that names this step: fixed by the workspace, not by the position.
    pub(super) fn detail(&self, visit: u8) -> u64 {
        (self.id.map_or(0, StepId::number) << 8) | u64::from(visit)
    }

    pub(super) const fn dates(&self) -> Option<&Dates> {
        match &self.kind {
            KindPlan::Approval { dates, .. } | KindPlan::Deploy { dates, .. } => dates.as_ref(),
            KindPlan::Work | KindPlan::Gate { .. } => None,
        }
    }

    /// Whether every date of a year falls into hours in which its people are off.
    pub(super) fn work_begins_later(&self) -> bool {
        self.dates().is_some_and(|dates| !(0..54).any(|k| is_open(self.calendar, dates.date(k))))
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
    pub(super) budget: Option<BudgetPlan>,
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

    /// A fingerprint of everything that a result depends on besides the settings: 64 bits of the SHA-256 of the
    /// plan's numbers. Names are left out; a renamed step gives the same results.
    pub fn fingerprint_of_input(&self) -> u64 {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        let digest = Sha256::digest(&bytes);
        digest.iter().take(8).fold(0, |bits, byte| (bits << 8) | u64::from(*byte))
    }
}
