//! Policies: exactly what the engine executes. Pages are editors of them.

use serde::{Deserialize, Serialize};

use super::{Distribution, Share};

/// What happens when the error budget is spent.
///
/// Shape after the example policy of the Site Reliability Workbook, appendix B, in our own terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorBudgetPolicy {
    /// The freeze, if the policy has one.
    pub freeze: Option<FreezeRule>,
    /// Who decides in case of doubt.
    #[serde(default)]
    pub owner: String,
}

/// Deployments stop while too little budget is left; emergency and reliability changes still go out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeRule {
    /// Freeze when the remaining share of the budget falls to this or below. Usually 0; may be negative.
    pub at_remaining: f64,
    /// Thaw when it is back at this or above; at least `at_remaining`.
    pub until_remaining: f64,
}

impl FreezeRule {
    /// Freeze when the budget is spent, thaw as soon as the window gives some back.
    pub const WHEN_SPENT: Self = Self { at_remaining: 0.0, until_remaining: 0.0 };
}

/// How failures of a service are found and repaired, and how often it fails without a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentPolicy {
    /// Incidents in 28 days that no change causes.
    pub background_per_28_days: f64,
    /// Share of the users or requests that an incident hits.
    pub impact: Share,
    /// Share of the incidents that monitoring finds first.
    pub found_by_monitoring: Share,
    /// Start to detection when monitoring finds it; elapsed time.
    pub detect_by_monitoring: Distribution,
    /// Start to detection when users report it; elapsed time.
    pub detect_by_users: Distribution,
    /// Detection to somebody working on it, registration included; elapsed time.
    pub acknowledge: Distribution,
    /// Acknowledged to service restored by hand (diagnosis and roll-forward); elapsed time.
    pub repair: Distribution,
    /// A second, automatic way, when there is one: the faster of both restores the service.
    pub rollback: Option<Repair>,
    /// How much harder a batch is to repair: repair time × (1 + this × log2(changes in the deployment)).
    pub batch_repair_factor: f64,
    /// People who can work on incidents at the same time; more incidents wait. 1..=1000.
    pub responders: u16,
}

/// An automatic repair of failed deployments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repair {
    /// How often it works.
    pub success: Share,
    /// From detection to restored, when it works; elapsed time.
    pub takes: Distribution,
}

impl IncidentPolicy {
    /// A usual starting point, every figure of it an assumption: half a background incident in 28 days, 30 % of the
    /// users hit, 60 % found by monitoring within minutes, median repair of 50 minutes with a long tail.
    pub fn assumed() -> Self {
        let minutes = |median: f64, p85: f64| Distribution::Lognormal { median: median / 60.0, p85: p85 / 60.0 };
        Self {
            background_per_28_days: 0.5,
            impact: Share::clamped(0.3),
            found_by_monitoring: Share::clamped(0.6),
            detect_by_monitoring: minutes(8.0, 16.0),
            detect_by_users: minutes(45.0, 90.0),
            acknowledge: minutes(6.0, 12.0),
            repair: minutes(50.0, 110.0),
            rollback: None,
            batch_repair_factor: 0.15,
            responders: 1,
        }
    }
}

impl Repair {
    /// Restores four of five failed deployments, in about five minutes after detection.
    pub fn assumed_rollback() -> Self {
        let takes = Distribution::Lognormal { median: 5.0 / 60.0, p85: 10.0 / 60.0 };
        Self { success: Share::clamped(0.8), takes }
    }
}
