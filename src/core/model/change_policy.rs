//! How changes are let into production: who approves, which gates, when, and how carefully.

use serde::{Deserialize, Serialize};

use super::{Distribution, Elapsed, OpenPeriod, Risk, Share, defaults::is_default};

/// The change policy of a workspace: change enablement, as the engine executes it. It holds for every stream of
/// changes. Empty, it leaves everything to the steps of the streams.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangePolicy {
    /// Normal changes up to this risk pass by approvals as standard changes do; `None` approves none by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_approve: Option<Risk>,
    /// Emergencies pass by approvals too, and are approved afterwards.
    #[serde(skip_serializing_if = "is_default")]
    pub approve_emergencies_afterwards: bool,
    /// Automated gates that every change passes before approval, in this order; at most one of each family.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<RequiredGate>,
    /// Weekly hours in which deployments may begin; empty for always. Emergencies are free.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<OpenPeriod>,
    /// Days of the year on which nothing but the exceptions is deployed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub freezes: Vec<CalendarFreeze>,
    /// The day of the year, nearest Monday, on which the measured weeks of a simulated run begin: tells when calendar
    /// freezes come. `None` is the first of January.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured_from: Option<YearDay>,
    /// How deployments reach users; `None` all at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canary: Option<Canary>,
}

/// What a gate looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateFamily {
    /// Tests and reviews of the change itself.
    Quality,
    /// Evidence that rules and controls are kept.
    Compliance,
    /// Whether those who run it are ready: capacity, rollback, runbook.
    Operational,
    /// Whether its failure would be seen: alerts, dashboards, objectives.
    Observability,
}

impl GateFamily {
    /// All of them, in their usual order.
    pub const ALL: [Self; 4] = [Self::Quality, Self::Compliance, Self::Operational, Self::Observability];

    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quality => "Quality gate",
            Self::Compliance => "Compliance gate",
            Self::Operational => "Operational gate",
            Self::Observability => "Observability gate",
        }
    }
}

/// An automated gate that every change passes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredGate {
    /// What it looks at.
    pub family: GateFamily,
    /// Share of the bad changes that it stops.
    pub stops_bad: Share,
    /// Share of the good changes that it stops by mistake.
    pub stops_good: Share,
    /// How long it runs; elapsed time. A machine: nobody is waited for.
    pub takes: Distribution,
}

/// What is deployed all the same while nothing else is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarveOuts {
    /// Emergencies.
    pub emergency: bool,
    /// Reliability work.
    pub reliability: bool,
    /// Standard changes.
    pub standard: bool,
}

impl CarveOuts {
    /// Emergencies and reliability work.
    pub const USUAL: Self = Self { emergency: true, reliability: true, standard: false };
    /// Nothing at all.
    pub const NONE: Self = Self { emergency: false, reliability: false, standard: false };
}

impl Default for CarveOuts {
    fn default() -> Self {
        Self::USUAL
    }
}

/// A day of every year. 29 February does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearDay {
    /// Month, 1..=12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// Days before each month.
const DAYS_BEFORE: [u16; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

impl YearDay {
    /// Days since 1 January, 0..=364; `None` for a day that does not exist.
    pub fn index(self) -> Option<u16> {
        let month = usize::from(self.month);
        let before = *DAYS_BEFORE.get(month.checked_sub(1)?)?;
        let length = DAYS_BEFORE.get(month)? - before;
        let day = u16::from(self.day);
        (1..=length).contains(&day).then(|| before + day - 1)
    }
}

/// Days of the year on which nothing but the exceptions is deployed, every year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarFreeze {
    /// What people call it: `Peak season`.
    pub name: String,
    /// The first day.
    pub from: YearDay,
    /// The last day, included; may lie in the next year.
    pub to: YearDay,
    /// What is deployed all the same.
    #[serde(default)]
    pub except: CarveOuts,
}

/// Progressive delivery: a deployment first reaches few users, and all others after a while.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Canary {
    /// Share of the users that it reaches first.
    pub share: Share,
    /// For how long; elapsed time. Changes are live when all have them.
    pub lasts: Elapsed,
    /// How often a failure shows within that time: then it is taken back, and nobody else is hit.
    pub detects: Share,
}

impl Canary {
    /// One user in twenty for half an hour, which shows seven of ten failures. Every figure of it is assumed.
    pub fn assumed() -> Self {
        Self { share: Share::clamped(0.05), lasts: Elapsed::clamped_hours(0.5), detects: Share::clamped(0.7) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_year_are_counted_without_a_leap_day() {
        let index = |month, day| YearDay { month, day }.index();
        assert_eq!((index(1, 1), index(2, 28), index(3, 1), index(12, 31)), (Some(0), Some(58), Some(59), Some(364)));
        for (month, day) in [(0, 1), (13, 1), (2, 29), (4, 31), (1, 0)] {
            assert_eq!(index(month, day), None);
        }
    }
}
