//! Small builders by which the samples say their numbers in the units of their sources.

use std::sync::Arc;

use super::records::{self, Files};
pub(super) use crate::catalog::numbers::Numbers;
use crate::model::{
    Activity, Bounds, Cadence, ChangeMix, ChangePolicy, ContractKind, Demand, Distribution, Edition, Elapsed,
    Indicator, Lever, LifecycleActivity, Observed, Origin, Party, Prediction, Scenario, ScenarioId, Service, Share,
    Sla, Slo, SloId, Step, StepId, SupplierContract, SupplierId, Target, Team, TeamId, ValueStream, Weekday, Workspace,
};

/// The target that lets so many of 100 000 fail: 100 is 99.9 %. Out of range it becomes 99.9 %; a test of the
/// samples reads every target as text.
pub(super) const fn may_fail(of_100_000: u32) -> Target {
    match Target::from_budget_ten_millionths(of_100_000 * 100) {
        Some(target) => target,
        None => Target::THREE_NINES,
    }
}

/// So many percent.
pub(super) const fn percent(percent: f64) -> Share {
    Share::clamped(percent / 100.0)
}

/// Always so many hours.
pub(super) const fn fixed(hours: f64) -> Distribution {
    Distribution::Fixed { hours }
}

/// Half within `median` hours, 85 % within `p85`.
pub(super) const fn skewed(median: f64, p85: f64) -> Distribution {
    Distribution::Lognormal { median, p85 }
}

/// Half within `median` minutes, 85 % within `p85`.
pub(super) fn skewed_minutes(median: f64, p85: f64) -> Distribution {
    skewed(median / 60.0, p85 / 60.0)
}

/// Observed: one number of days.
pub(super) const fn days(days: f64) -> Observed {
    hours(days * 24.0)
}

/// Observed: one number of hours.
pub(super) const fn hours(hours: f64) -> Observed {
    let time = Elapsed::clamped_hours(hours);
    Observed { low: time, high: time, assumed: false }
}

/// Observed: one number of minutes.
pub(super) const fn minutes(minutes: f64) -> Observed {
    hours(minutes / 60.0)
}

/// Observed: a rough range of days, marked as assumed.
pub(super) const fn about_days(low: f64, high: f64) -> Observed {
    Observed { low: Elapsed::clamped_days(low), high: Elapsed::clamped_days(high), assumed: true }
}

/// Every so many days at a full hour; what comes within `cut_off` hours of a date waits for the next.
pub(super) const fn every(days: u16, day: Weekday, hour: u16, cut_off: f64) -> Cadence {
    Cadence { every_days: days, day, minute: hour * 60, cut_off: Elapsed::clamped_hours(cut_off), at_most: None }
}

/// So many items a week, with percentages of standard and emergency changes.
pub(super) const fn demand(per_week: f64, standard: f64, emergency: f64) -> Demand {
    Demand::of(per_week, ChangeMix { standard: percent(standard), emergency: percent(emergency) })
}

/// A step of plain work that never queues, in business hours; what differs is set with the struct update syntax.
pub(super) fn step(
    id: StepId,
    name: &str,
    place: (Activity, LifecycleActivity),
    team: TeamId,
    work: Distribution,
) -> Step {
    let (activity, lifecycle) = place;
    Step { activity, lifecycle, team: Some(team), work, assumed: false, ..Step::new(id, name) }
}

/// A scenario nobody has guessed at yet.
pub(super) fn scenario(id: ScenarioId, name: &str, question: &str, note: &str, levers: Vec<Lever>) -> Scenario {
    Scenario {
        id,
        name: name.to_owned(),
        question: question.to_owned(),
        note: note.to_owned(),
        colour: None,
        levers,
        prediction: Prediction::default(),
    }
}

/// A team, put at the end of the list.
pub(super) fn team(
    numbers: &mut Numbers,
    all: &mut Vec<Team>,
    name: &str,
    people: u16,
    planned: f64,
    party: Party,
) -> TeamId {
    let id = numbers.team();
    all.push(Team { people, planned_share: percent(planned), party, ..Team::new(id, name.to_owned()) });
    id
}

/// An agreement with customers, without credits.
pub(super) const fn agreement(target: Target, window_days: u16) -> Sla {
    Sla { target, window_days, credits: Vec::new() }
}

/// What a supplier has promised.
pub(super) fn underpinning(id: SupplierId, supplier: &str, target: Target) -> SupplierContract {
    SupplierContract { id, supplier: supplier.to_owned(), kind: ContractKind::Underpinning, target }
}

/// An objective of availability over 28 days.
pub(super) fn availability(id: SloId, description: &str, target: Target) -> Slo {
    Slo { id, indicator: Indicator::Availability, description: description.to_owned(), target, window_days: 28 }
}

/// What a worked example holds; its records are those of the first service.
pub(super) struct Example {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) services: Vec<Service>,
    pub(super) streams: Vec<ValueStream>,
    pub(super) teams: Vec<Team>,
    pub(super) scenarios: Vec<Scenario>,
}

impl Example {
    /// The workspace, once every id has been handed out.
    pub(super) fn workspace(self, numbers: &Numbers, records: &Files) -> Workspace {
        let tables = self.services.first().map(|service| records::tables(service.id, records)).unwrap_or_default();
        Workspace {
            id: self.id.to_owned(),
            name: self.name.to_owned(),
            edition: Edition::Itil4,
            origin: Origin::WorkedExample,
            next_id: numbers.next_free(),
            services: Arc::new(self.services),
            streams: Arc::new(self.streams),
            teams: Arc::new(self.teams),
            change_policy: ChangePolicy::default(),
            improvements: Arc::default(),
            practices: Arc::default(),
            snapshots: Arc::default(),
            bounds: Bounds::default(),
            scenarios: Arc::new(self.scenarios),
            tables: Arc::new(tables),
        }
    }
}
