//! Policies: exactly what the engine executes. Pages are editors of them.

use serde::{Deserialize, Serialize};

use super::{
    CarveOuts, Distribution, Elapsed, Share, TeamId,
    defaults::{is_default, is_one, one},
};

/// What happens when the error budget is spent.
///
/// Shape after the example policy of the Site Reliability Workbook, appendix B, in our own terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorBudgetPolicy {
    /// The freeze, if the policy has one.
    pub freeze: Option<FreezeRule>,
    /// What happens before it comes to that: at most 8 steps, each on its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<BudgetStep>,
    /// Who decides in case of doubt.
    #[serde(default)]
    pub owner: String,
}

impl ErrorBudgetPolicy {
    /// Deployments stop when the budget is spent, and nothing happens before.
    pub const fn freeze_when_spent() -> Self {
        Self { freeze: Some(FreezeRule::WHEN_SPENT), steps: Vec::new(), owner: String::new() }
    }
}

/// What is done while less than so much of the budget is left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetStep {
    /// Begins when the remaining share of the budget falls to this or below; -10..=1.
    pub at_remaining: f64,
    /// Ends when it is back at this or above; at least `at_remaining`, at most 1.
    pub until_remaining: f64,
    /// What is done; one action of each kind.
    pub actions: Vec<BudgetAction>,
}

/// What is done while the budget is short.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum BudgetAction {
    /// Changes pass one more automated gate before approval.
    ExtraGate {
        /// Share of the bad changes that it stops.
        stops_bad: Share,
        /// Share of the good changes that it stops by mistake.
        stops_good: Share,
        /// How long it runs; elapsed time.
        takes: Distribution,
    },
    /// New work waits outside until it is over; emergencies and reliability work come in.
    Hold {},
    /// Approvals and deployments use only every so manieth of their dates (2..=52). Steps without dates stay as fast.
    SlowerDates {
        /// Of so many dates, one is used.
        factor: u16,
    },
    /// People do reliability work in place of this share of the other work that comes in.
    ReliabilityWork {
        /// The share; emergencies are not counted.
        share: Share,
    },
}

/// Deployments stop while too little budget is left, with exceptions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeRule {
    /// Freeze when the remaining share of the budget falls to this or below. Usually 0; may be negative.
    pub at_remaining: f64,
    /// Thaw when it is back at this or above; at least `at_remaining`.
    pub until_remaining: f64,
    /// What is deployed all the same.
    #[serde(default, skip_serializing_if = "is_default")]
    pub except: CarveOuts,
}

impl FreezeRule {
    /// Freeze when the budget is spent, thaw as soon as the window gives some back.
    pub const WHEN_SPENT: Self = Self { at_remaining: 0.0, until_remaining: 0.0, except: CarveOuts::USUAL };
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
    /// Classes of incidents, whose shares add up to 1; at most 8. Empty: all are alike and hit `impact`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub severities: Vec<SeverityClass>,
    /// Who is called, one after the other; at most 8. Empty: `acknowledge` says how long it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalation: Vec<EscalationLevel>,
    /// Acknowledging takes this many times as long outside business hours; 0.1..=100.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub off_hours_factor: f64,
    /// The delivery team whose people respond: an incident takes its next free person, before any planned work.
    /// `None`: people of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responders_from: Option<TeamId>,
    /// Switching off what a deployment brought, by somebody who has acknowledged; the fastest way restores the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature_flag: Option<Repair>,
    /// What reliability work does to failures; one entry for each thing it acts on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub learning: Vec<Learning>,
}

/// A class of incidents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeverityClass {
    /// What people call it: `P1`.
    pub name: String,
    /// Share of the incidents.
    pub share: Share,
    /// Share of the users or requests that it hits.
    pub impact: Share,
    /// Repair by hand takes this many times as long as usual; above 0, at most 100. Independent of the impact unless
    /// somebody knows better.
    pub repair_factor: f64,
}

/// Somebody who is called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EscalationLevel {
    /// What people call it: `Primary`.
    pub name: String,
    /// Mean time to an answer, which is memoryless (exponential); above 0.
    pub mean: Elapsed,
    /// After so long without an answer the next level is called, and this one answers no more. Every level but the
    /// last has one, above 0.
    pub timeout: Option<Elapsed>,
}

/// What reliability work acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LearnsOn {
    /// Share of the changes that are bad.
    BadChanges,
    /// Rate of the incidents that no change causes.
    Background,
    /// Time of repair by hand.
    Repair,
}

/// Each change of reliability work that goes live multiplies what it acts on by 1 − `by`, down to a floor.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learning {
    /// What it acts on.
    pub on: LearnsOn,
    /// Share by which one item lowers it.
    pub by: Share,
    /// It never falls below this share of today.
    pub floor: Share,
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
            severities: Vec::new(),
            escalation: Vec::new(),
            off_hours_factor: 1.0,
            responders_from: None,
            feature_flag: None,
            learning: Vec::new(),
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
