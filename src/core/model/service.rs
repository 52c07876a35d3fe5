//! What is promised, and what may be spent.

use serde::{Deserialize, Serialize};

use super::{Elapsed, ErrorBudgetPolicy, IncidentPolicy, ServiceId, Share, SloId, SupplierId, Target, Weekday};

/// A service that people depend on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Identity.
    pub id: ServiceId,
    /// What people call it.
    pub name: String,
    /// Importance, 1 (highest) to 4.
    pub tier: u8,
    /// When the promise holds. Agreements and objectives count failure inside these hours only.
    pub hours: ServiceHours,
    /// What is promised to the business or customer, if anything.
    pub sla: Option<Sla>,
    /// What suppliers and other teams promise to us. All are needed: they stand in series with our own part.
    pub contracts: Vec<SupplierContract>,
    /// What we aim for.
    pub slos: Vec<Slo>,
    /// Services this one cannot work without.
    pub depends_on: Vec<ServiceId>,
    /// Valid requests or transactions in 28 days, when known: says how much a percentage can mean.
    pub events_per_28_days: Option<f64>,
    /// What happens when the budget is spent; `None` when spending it changes nothing.
    pub budget_policy: Option<ErrorBudgetPolicy>,
    /// How failures are found and repaired.
    pub incidents: IncidentPolicy,
    /// What failure and delay cost; `None` when nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs: Option<Costs>,
    /// Free text.
    #[serde(default)]
    pub note: String,
}

/// When a service is promised, on a fixed offset from UTC.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum ServiceHours {
    /// Day and night.
    Always,
    /// The same periods every week; never empty, sorted, without overlap.
    Weekly {
        /// The open periods.
        open: Vec<OpenPeriod>,
    },
}

/// One open period on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenPeriod {
    /// The day.
    pub day: Weekday,
    /// First minute of the day, 0..1440.
    pub from_minute: u16,
    /// Minute at which it closes, above `from_minute`, at most 1440.
    pub to_minute: u16,
}

impl ServiceHours {
    /// The same hours on each of the given days.
    pub fn daily(days: &[Weekday], from_hour: u16, to_hour: u16) -> Self {
        let open = days.iter().map(|&day| OpenPeriod { day, from_minute: from_hour * 60, to_minute: to_hour * 60 });
        Self::Weekly { open: open.collect() }
    }

    /// Promised hours in a week, 0..=168.
    pub fn hours_per_week(&self) -> f64 {
        match self {
            Self::Always => 168.0,
            Self::Weekly { open } => {
                open.iter().map(|p| f64::from(p.to_minute.saturating_sub(p.from_minute)) / 60.0).sum()
            }
        }
    }
}

/// A service level agreement with the business or a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sla {
    /// The promise.
    pub target: Target,
    /// Days over which it is measured, 1..=366.
    pub window_days: u16,
    /// What is paid back below which level, best first.
    pub credits: Vec<CreditStep>,
}

/// Below `below`, `credit` of the fee is paid back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditStep {
    /// The level.
    pub below: Target,
    /// Share of the fee.
    pub credit: Share,
}

/// What failure and delay cost, in one currency. Each amount is 0 or more, at most 1e12.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// The currency: `EUR`.
    pub currency: String,
    /// An hour in which nobody can use the service, inside the service hours; less in proportion when fewer are hit.
    pub outage_hour: f64,
    /// A change that goes live one day later.
    pub change_day: f64,
    /// The fee for one window of the agreement, of which credits are paid back.
    pub fee: f64,
}

/// Between whom a contract stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractKind {
    /// Operational level agreement with a team of our own organisation.
    Ola,
    /// Underpinning contract with an outside supplier.
    Underpinning,
}

/// What a supplier or another team promises to us.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplierContract {
    /// Identity.
    pub id: SupplierId,
    /// Who promises.
    pub supplier: String,
    /// Between whom.
    pub kind: ContractKind,
    /// The promise.
    pub target: Target,
}

/// What an objective measures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Indicator {
    /// Good requests of valid requests.
    Availability,
    /// Requests answered within a limit, of valid requests.
    Latency {
        /// The limit, in milliseconds.
        within_ms: f64,
    },
}

/// A service level objective over a rolling window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slo {
    /// Identity.
    pub id: SloId,
    /// What it measures.
    pub indicator: Indicator,
    /// What counts as good, in words.
    pub description: String,
    /// The aim.
    pub target: Target,
    /// Length of the rolling window in days, 1..=366. 28 keeps whole weeks.
    pub window_days: u16,
}

impl Slo {
    /// Length of the window on the calendar.
    pub fn window(&self) -> Elapsed {
        Elapsed::clamped_days(f64::from(self.window_days))
    }
}

impl Service {
    /// The objective that the simulation and the burn-down follow: the first for availability, else the first.
    pub fn main_slo(&self) -> Option<&Slo> {
        self.slos.iter().find(|slo| slo.indicator == Indicator::Availability).or_else(|| self.slos.first())
    }
}
