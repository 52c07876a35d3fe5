//! What parts that all are needed can promise together, and what an outage costs at which hour.

use chrono::{NaiveDate, NaiveDateTime};

use crate::model::{ContractKind, Service, Slo, Target, Weekday, Workspace};

use super::{Budget, Outage, outages::availability};

/// Whose part it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Our own, as good as the objective.
    Own,
    /// Promised by a supplier or another team.
    Contract(ContractKind),
    /// A service of ours that this one depends on, as good as its objective.
    Dependency,
}

/// One part of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What people call it.
    pub name: String,
    /// Whose part it is.
    pub kind: PartKind,
    /// Promised availability, 0..1.
    pub availability: f64,
    /// Expected bad minutes in a window of the objective.
    pub bad_minutes: f64,
}

/// Whether parts can keep a promise together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PromiseVerdict {
    /// Nothing but our own part is needed.
    OwnPartOnly,
    /// They can only if our own part is at least as good as this availability.
    OwnPartMustReach(f64),
    /// The others alone break it, however good our own part is.
    CannotBeKept,
}

/// An objective against all that it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseCheck {
    /// The budget of the objective.
    pub budget: Budget,
    /// Our own part first.
    pub parts: Vec<Part>,
    /// Π of their availabilities: what they promise together when they fail independently.
    pub together: f64,
    /// max(0, 1 − Σ(1 − availability)): what they promise when they never fail at the same time. Needs no independence.
    pub at_worst: f64,
    /// Expected bad minutes in a window: (1 − together) × promised minutes.
    pub bad_minutes: f64,
    /// Whether they can keep it.
    pub verdict: PromiseVerdict,
}

/// An objective against the contracts and dependencies of its service, all in series: availability Π Aᵢ.
///
/// Our own part is taken as good as the objective itself. What it would have to be is target / Π of the others.
/// Dependencies count with their main objective; those without one are left out. Contracts count inside our service
/// hours.
pub fn promise_check(workspace: &Workspace, service: &Service, slo: &Slo) -> PromiseCheck {
    let budget = Budget::of(service, slo);
    let part = |name: &str, kind: PartKind, target: Target| Part {
        name: name.to_owned(),
        kind,
        availability: target.ratio(),
        bad_minutes: target.budget() * budget.promised_minutes,
    };
    let mut parts = vec![part(&service.name, PartKind::Own, slo.target)];
    for contract in &service.contracts {
        parts.push(part(&contract.supplier, PartKind::Contract(contract.kind), contract.target));
    }
    for other in service.depends_on.iter().filter_map(|id| workspace.service(*id)) {
        if let Some(objective) = other.main_slo() {
            parts.push(part(&other.name, PartKind::Dependency, objective.target));
        }
    }
    let others: f64 = parts.iter().skip(1).map(|part| part.availability).product();
    let together = others * slo.target.ratio();
    let failing: f64 = parts.iter().map(|part| 1.0 - part.availability).sum();
    let own = slo.target.ratio() / others;
    let verdict = if parts.len() == 1 {
        PromiseVerdict::OwnPartOnly
    } else if own < 1.0 {
        PromiseVerdict::OwnPartMustReach(own)
    } else {
        PromiseVerdict::CannotBeKept
    };
    PromiseCheck {
        bad_minutes: (1.0 - together) * budget.promised_minutes,
        at_worst: (1.0 - failing).max(0.0),
        budget,
        parts,
        together,
        verdict,
    }
}

/// What each of so many equal parts in series has to promise: target^(1/parts). `None` for no part.
pub fn each_part_needs(target: Target, parts: u32) -> Option<f64> {
    (parts > 0).then(|| libm::pow(target.ratio(), 1.0 / f64::from(parts)))
}

/// What an outage of everybody costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutageCost {
    /// Its minutes inside the service hours.
    pub minutes: f64,
    /// Those minutes as a share of the budget; 0 when it is free.
    pub of_budget: f64,
}

/// What an outage costs that begins at this day and minute (0..1440) of a week and hits everybody for so many minutes.
/// The same outage at another hour may be free. `None` when the budget is 0.
pub fn outage_cost(service: &Service, slo: &Slo, day: Weekday, minute: u16, minutes: u16) -> Option<OutageCost> {
    let from = moment_of_week(day, minute)?;
    let to = from.checked_add_signed(chrono::TimeDelta::minutes(i64::from(minutes)))?;
    let outage = Outage { from, to, impact: 1.0 };
    // No promised minute in it: it costs nothing.
    let bad = availability(&[outage], &service.hours, from, to).map_or(0.0, |found| found.bad_minutes);
    let of_budget = Budget::of(service, slo).consumed(bad)?;
    Some(OutageCost { minutes: bad, of_budget })
}

/// A moment in a week that begins on a Monday.
fn moment_of_week(day: Weekday, minute: u16) -> Option<NaiveDateTime> {
    let monday = NaiveDate::from_ymd_opt(2024, 1, 1)?;
    let date = monday.checked_add_days(chrono::Days::new(u64::from(day.index())))?;
    date.and_hms_opt(u32::from(minute / 60), u32::from(minute % 60), 0)
}
