//! What is measured, in which unit, and which way is better.

use serde::{Deserialize, Serialize};

/// A measure of one repetition. The order is the order of every result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Mean time from request to running in production, of the changes that went live.
    RequestToLive,
    /// Median of the same times.
    RequestToLiveMedian,
    /// 85 % of the same times are at most this.
    RequestToLiveP85,
    /// Mean time from request to running in production of standard changes: pre-approved.
    StandardToLive,
    /// The same of normal changes.
    NormalToLive,
    /// The same of emergency changes.
    EmergencyToLive,
    /// Mean time from the DORA clock's start (first push) to running in production.
    CommitToLive,
    /// Median of the same times: the lead time of the DORA metrics.
    CommitToLiveMedian,
    /// Mean time from request to leaving the last step.
    RequestToDone,
    /// Deployments of changes; the roll-forward repairs of incidents are counted apart.
    DeploymentsPerWeek,
    /// Changes that went live.
    ChangesPerWeek,
    /// Changes in a deployment.
    BatchSize,
    /// Failed deployments of all deployments of changes.
    ChangeFailRate,
    /// Failed deployments in 28 days.
    FailedDeployments,
    /// Median time from a failed deployment to restored service.
    RecoveryTime,
    /// Deployments made to repair a failed one by hand, of all deployments with these.
    ReworkRate,
    /// Incidents in 28 days, those without a change included.
    Incidents,
    /// Consumed budget of a window of the objective, as a share of the budget: mean over consecutive windows that do
    /// not overlap, from the first measured day on.
    BudgetUsed,
    /// Share of the same windows that end with more consumed than the budget.
    OutOfSlo,
    /// Share of the measured time in which deployments are frozen.
    TimeFrozen,
    /// Freezes that begin in 28 days.
    Freezes,
    /// Changes requested and not yet live, on average over time; in a stream that deploys nothing, not yet done.
    WorkInProgress,
    /// Flow efficiency: of the time that changes are at the steps, the share in which they are worked on; nights and
    /// weekends in which work lies still count as worked on.
    FlowEfficiency,
    /// Share of the working week of the team that responds that incidents take from planned work.
    LostToIncidents,
    /// Service level attained: share of the service hours without failure, those in part failing in proportion.
    SloAttainment,
    /// Mean time from somebody being called to somebody working on an incident.
    AcknowledgementTime,
    /// Incidents in which the last level of the escalation was called, of all that were acknowledged.
    LastLevelCalled,
    /// Cost of failure in 28 days: hours of full failure inside the service hours at their price.
    OutageCost,
    /// Cost of delay in 28 days: days from request to live of the changes that went live, at their price.
    DelayCost,
    /// Paid back in 28 days under the agreement: mean over consecutive windows that do not overlap.
    SlaCredits,
    /// The three together.
    TotalCost,
}

/// Unit of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days of 24 hours on the calendar.
    Days,
    /// Minutes on the clock.
    Minutes,
    /// Count in a week.
    PerWeek,
    /// Count in 28 days.
    Per28Days,
    /// Number of changes.
    Changes,
    /// A share; 1 is 100 %. The budget used may exceed it.
    Share,
    /// Money in 28 days, in the currency of the outcome.
    MoneyPer28Days,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Less is better.
    Less,
    /// More is better.
    More,
    /// It depends.
    Depends,
}

impl Measure {
    /// All measures, in the order of every result.
    pub const ALL: [Self; 31] = [
        Self::RequestToLive,
        Self::RequestToLiveMedian,
        Self::RequestToLiveP85,
        Self::StandardToLive,
        Self::NormalToLive,
        Self::EmergencyToLive,
        Self::CommitToLive,
        Self::CommitToLiveMedian,
        Self::RequestToDone,
        Self::DeploymentsPerWeek,
        Self::ChangesPerWeek,
        Self::BatchSize,
        Self::ChangeFailRate,
        Self::FailedDeployments,
        Self::RecoveryTime,
        Self::ReworkRate,
        Self::Incidents,
        Self::BudgetUsed,
        Self::OutOfSlo,
        Self::TimeFrozen,
        Self::Freezes,
        Self::WorkInProgress,
        Self::FlowEfficiency,
        Self::LostToIncidents,
        Self::SloAttainment,
        Self::AcknowledgementTime,
        Self::LastLevelCalled,
        Self::OutageCost,
        Self::DelayCost,
        Self::SlaCredits,
        Self::TotalCost,
    ];

    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RequestToLive => "Request to live",
            Self::RequestToLiveMedian => "Request to live, median",
            Self::RequestToLiveP85 => "Request to live, 85 % at most",
            Self::StandardToLive => "Request to live, standard changes",
            Self::NormalToLive => "Request to live, normal changes",
            Self::EmergencyToLive => "Request to live, emergency changes",
            Self::CommitToLive => "Commit to live",
            Self::CommitToLiveMedian => "Commit to live, median",
            Self::RequestToDone => "Request to done",
            Self::DeploymentsPerWeek => "Deployments",
            Self::ChangesPerWeek => "Changes live",
            Self::BatchSize => "Batch size",
            Self::ChangeFailRate => "Change fail rate",
            Self::FailedDeployments => "Failed deployments",
            Self::RecoveryTime => "Failed deployment recovery time",
            Self::ReworkRate => "Deployment rework rate",
            Self::Incidents => "Incidents",
            Self::BudgetUsed => "Error budget used",
            Self::OutOfSlo => "Chance of being out of SLO",
            Self::TimeFrozen => "Time frozen",
            Self::Freezes => "Freezes",
            Self::WorkInProgress => "Work in progress",
            Self::FlowEfficiency => "Flow efficiency",
            Self::LostToIncidents => "Week lost to incidents",
            Self::SloAttainment => "Service level attained",
            Self::AcknowledgementTime => "Time to acknowledge",
            Self::LastLevelCalled => "Escalated to the last level",
            Self::OutageCost => "Cost of failure",
            Self::DelayCost => "Cost of delay",
            Self::SlaCredits => "Credits paid back",
            Self::TotalCost => "Cost in all",
        }
    }

    /// The unit.
    pub const fn unit(self) -> Unit {
        match self {
            Self::RequestToLive
            | Self::RequestToLiveMedian
            | Self::RequestToLiveP85
            | Self::StandardToLive
            | Self::NormalToLive
            | Self::EmergencyToLive
            | Self::CommitToLive
            | Self::CommitToLiveMedian
            | Self::RequestToDone => Unit::Days,
            Self::RecoveryTime | Self::AcknowledgementTime => Unit::Minutes,
            Self::DeploymentsPerWeek | Self::ChangesPerWeek => Unit::PerWeek,
            Self::BatchSize | Self::WorkInProgress => Unit::Changes,
            Self::ChangeFailRate
            | Self::ReworkRate
            | Self::BudgetUsed
            | Self::OutOfSlo
            | Self::TimeFrozen
            | Self::FlowEfficiency
            | Self::LostToIncidents
            | Self::SloAttainment
            | Self::LastLevelCalled => Unit::Share,
            Self::OutageCost | Self::DelayCost | Self::SlaCredits | Self::TotalCost => Unit::MoneyPer28Days,
            Self::FailedDeployments | Self::Incidents | Self::Freezes => Unit::Per28Days,
        }
    }

    /// Which way is better.
    pub const fn better(self) -> Better {
        match self {
            Self::DeploymentsPerWeek | Self::ChangesPerWeek | Self::FlowEfficiency | Self::SloAttainment => {
                Better::More
            }
            Self::BatchSize | Self::WorkInProgress => Better::Depends,
            _ => Better::Less,
        }
    }
}
