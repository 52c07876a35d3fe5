//! What costs most, and where.

use chrono::NaiveDateTime;

use crate::{
    engine::{
        flow::{Missing, Route, StepSheet, StreamSheet, sheet},
        reliability::{Budget, PromiseVerdict, promise_check},
    },
    model::{Activity, Edition, Place, Service, Step, StepId, StepKind, StreamKind, ValueStream, Workspace, order},
};

use super::limits::{BUSY_LIMIT, NEAR, Simulated, budget_spent};

/// A wait shorter than this is no finding: four calendar hours.
const SHORTEST_WAIT_HOURS: f64 = 4.0;

/// What a finding costs. Costs of different kinds cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cost {
    /// Calendar days that each item loses.
    DaysPerItem(f64),
    /// Days without end: a queue that grows for ever. Stands before all counted days.
    EndlessDays,
    /// Minutes of failure more than allowed, in a window of the objective.
    FailureMinutes(f64),
    /// A rule that is missing for so many elements.
    MissingRule(usize),
    /// Something that nobody has said, for so many elements.
    MissingKnowledge(usize),
}

/// What was found. Times in calendar hours unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum FindingKind {
    /// Items wait for an approval.
    ApprovalWait {
        /// Wait of one item.
        wait_hours: f64,
        /// Work of the decision, in working hours.
        work_hours: f64,
        /// Observed time of the whole stream; `None` when steps have none.
        of_hours: Option<f64>,
    },
    /// Items wait for a release date.
    ReleaseWait {
        /// Wait of one item.
        wait_hours: f64,
    },
    /// People are near their limit or over it.
    Busy {
        /// ρ; above 1 the queue never settles.
        utilisation: f64,
        /// Estimated wait in their queue; `None` when it never settles.
        wait_hours: Option<f64>,
        /// What a tenth more demand would add to it; `None` when it would never settle.
        a_tenth_more_adds_hours: Option<f64>,
    },
    /// Items come back from this step.
    Rework {
        /// Share that comes back.
        share: f64,
        /// Items a week that come back.
        per_week: f64,
        /// Working hours a week that this costs.
        work_per_week: f64,
    },
    /// People observe a wait that nothing in the model explains.
    OtherWaiting {
        /// Wait of one item.
        wait_hours: f64,
    },
    /// Suppliers and dependencies alone break the promise.
    PromiseCannotBeKept {
        /// Whose contract is the weakest.
        weakest: String,
        /// Expected bad minutes in the window.
        expected_minutes: f64,
        /// Allowed.
        allowed_minutes: f64,
    },
    /// More failure than allowed.
    BudgetOverspent {
        /// Minutes used.
        used_minutes: f64,
        /// Allowed.
        allowed_minutes: f64,
    },
    /// Nothing happens when the budget is spent.
    NoBudgetPolicy,
    /// Services without an objective.
    NoObjective,
    /// An objective that is no stricter than the agreement.
    ObjectiveNotStricter,
    /// Nothing in the stream learns: no step in Improve.
    NothingInImprove,
    /// The mark "the DORA clock starts here" is missing.
    NoClock,
    /// Times that are guesses.
    AssumedTimes,
    /// Work that takes longer than the step is observed to take: one of both is wrong.
    WorkExceedsObserved,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The element it is about, by its name.
    pub subject: String,
    /// Where to look.
    pub place: Place,
    /// What it costs.
    pub cost: Cost,
}

/// All findings, the costliest first.
///
/// Days, minutes of failure, missing rules and missing knowledge cannot be added up. So each kind is sorted by its own
/// amount, and the kinds take turns: the first of each, then the second of each, and so on.
pub fn findings(workspace: &Workspace, now: Option<NaiveDateTime>, simulated: &Simulated) -> Vec<Finding> {
    let mut found = Vec::new();
    for stream in workspace.streams.iter().filter(|stream| stream.kind != StreamKind::Incident) {
        of_stream(workspace, stream, &mut found);
    }
    for service in workspace.services.iter() {
        of_service(workspace, service, now, simulated, &mut found);
    }
    missing_of_services(workspace, &mut found);
    in_turns(found)
}

fn of_stream(workspace: &Workspace, stream: &ValueStream, found: &mut Vec<Finding>) {
    let sheet = sheet(workspace, stream);
    for (step, row) in stream.steps.iter().zip(&sheet.steps).filter(|(_, row)| row.visits > 0.0) {
        let mut add = |kind: FindingKind, cost: Cost| {
            found.push(Finding { kind, subject: step.name.clone(), place: Place::Step(stream.id, step.id), cost });
        };
        if let Some((kind, hours)) = wait(step, row, &sheet) {
            add(kind, Cost::DaysPerItem(hours / 24.0));
        }
        if let Ok(wait_hours) = row.other_waiting
            && wait_hours >= SHORTEST_WAIT_HOURS
        {
            add(FindingKind::OtherWaiting { wait_hours }, Cost::DaysPerItem(wait_hours * row.visits / 24.0));
        }
        if let Some((kind, hours)) = rework(stream, step, row) {
            add(kind, Cost::DaysPerItem(hours / 24.0));
        }
        if row.wait == Err(Missing::WorkExceedsObserved) {
            add(FindingKind::WorkExceedsObserved, Cost::MissingKnowledge(1));
        }
    }
    busy(stream, &sheet, found);
    gaps(workspace.edition, stream, found);
}

/// Waiting for an approval or a release date: what is observed, else what the dates alone explain.
fn wait(step: &Step, row: &StepSheet, sheet: &StreamSheet) -> Option<(FindingKind, f64)> {
    let wait_hours = row.wait.ok().or(row.explained.for_date.ok()).filter(|hours| *hours >= SHORTEST_WAIT_HOURS)?;
    match step.kind {
        StepKind::Approval { .. } => {
            let kind = FindingKind::ApprovalWait { wait_hours, work_hours: row.work, of_hours: sheet.observed.ok() };
            Some((kind, wait_hours * row.first_visits))
        }
        StepKind::Deploy { cadence: Some(_), .. } => {
            Some((FindingKind::ReleaseWait { wait_hours }, wait_hours * row.first_visits))
        }
        StepKind::Work | StepKind::Gate { .. } | StepKind::Deploy { .. } => None,
    }
}

/// What comes back from a step, and the observed hours that the repeated visit of it costs an item.
fn rework(stream: &ValueStream, step: &Step, row: &StepSheet) -> Option<(FindingKind, f64)> {
    let share = Route::comes_back(step);
    let back_to = stream.step(stream.rework_of(step.id))?;
    let per_visit = share * row.visits;
    let per_week = stream.demand.per_week * per_visit;
    let effort = stream.rework_effort.value();
    // At least the step that it comes back to and the step itself are done again.
    let again = if back_to.id == step.id { step.work.mean() } else { back_to.work.mean() + step.work.mean() };
    let observed = |step: &Step| step.observed.map(|observed| observed.middle().hours());
    let hours = if back_to.id == step.id { observed(step)? } else { observed(step)? + observed(back_to)? };
    let worth_saying = share > 0.0 && per_visit * hours >= SHORTEST_WAIT_HOURS;
    let kind = FindingKind::Rework { share, per_week, work_per_week: per_week * again * effort };
    worth_saying.then_some((kind, per_visit * hours))
}

fn busy(stream: &ValueStream, sheet: &StreamSheet, found: &mut Vec<Finding>) {
    for pool in sheet.pools.iter().filter(|pool| pool.utilisation >= NEAR * BUSY_LIMIT) {
        let Some(step) = pool.busiest_step.and_then(|id| stream.step(id)) else { continue };
        let visits: f64 = pool.steps.iter().map(|id| visits_of(sheet, *id)).sum();
        let wait_hours = pool.queue_wait.ok();
        let more = pool.queue_wait_with_a_tenth_more.ok();
        let kind = FindingKind::Busy {
            utilisation: pool.utilisation,
            wait_hours,
            a_tenth_more_adds_hours: more.zip(wait_hours).map(|(more, now)| more - now),
        };
        let cost = wait_hours.map_or(Cost::EndlessDays, |hours| Cost::DaysPerItem(hours * visits / 24.0));
        found.push(Finding { kind, subject: step.name.clone(), place: Place::Step(stream.id, step.id), cost });
    }
}

fn visits_of(sheet: &StreamSheet, id: StepId) -> f64 {
    sheet.steps.iter().find(|row| row.step == id).map_or(0.0, |row| row.visits)
}

/// What the stream does not say.
fn gaps(edition: Edition, stream: &ValueStream, found: &mut Vec<Finding>) {
    let mut add = |kind: FindingKind, cost: Cost| {
        found.push(Finding { kind, subject: stream.name.clone(), place: Place::Stream(stream.id), cost });
    };
    if stream.steps.is_empty() {
        return;
    }
    if stream.kind == StreamKind::Change {
        // Version 5 has no such activity: there, learning is part of all.
        if edition == Edition::Itil4 && !stream.steps.iter().any(|step| step.activity == Activity::Improve) {
            add(FindingKind::NothingInImprove, Cost::MissingRule(1));
        }
        if stream.clock_starts_after.is_none() {
            add(FindingKind::NoClock, Cost::MissingKnowledge(1));
        }
    }
    let guessed = |step: &&Step| step.assumed || step.observed.is_none_or(|observed| observed.assumed);
    let guesses = stream.steps.iter().filter(guessed).count();
    if guesses > 0 {
        add(FindingKind::AssumedTimes, Cost::MissingKnowledge(guesses));
    }
}

fn of_service(
    workspace: &Workspace,
    service: &Service,
    now: Option<NaiveDateTime>,
    simulated: &Simulated,
    found: &mut Vec<Finding>,
) {
    let Some(slo) = service.main_slo() else { return };
    let place = Place::Slo(service.id, slo.id);
    let mut add = |kind: FindingKind, cost: Cost| {
        found.push(Finding { kind, subject: service.name.clone(), place, cost });
    };
    let check = promise_check(workspace, service, slo);
    let weakest = check.parts.iter().skip(1).min_by(|a, b| a.availability.total_cmp(&b.availability));
    if let (PromiseVerdict::CannotBeKept, Some(weakest)) = (check.verdict, weakest) {
        let kind = FindingKind::PromiseCannotBeKept {
            weakest: weakest.name.clone(),
            expected_minutes: check.bad_minutes,
            allowed_minutes: check.budget.minutes,
        };
        add(kind, Cost::FailureMinutes(check.bad_minutes - check.budget.minutes));
    }
    let allowed_minutes = Budget::of(service, slo).minutes;
    if let Ok((used, _)) = budget_spent(workspace, service, slo, now, simulated)
        && used > 1.0
    {
        let kind = FindingKind::BudgetOverspent { used_minutes: used * allowed_minutes, allowed_minutes };
        add(kind, Cost::FailureMinutes((used - 1.0) * allowed_minutes));
    }
    if service.sla.as_ref().is_some_and(|sla| slo.target.budget() >= sla.target.budget()) {
        add(FindingKind::ObjectiveNotStricter, Cost::MissingRule(1));
    }
}

/// One finding for all services without a policy, and one for all without an objective.
fn missing_of_services(workspace: &Workspace, found: &mut Vec<Finding>) {
    let mut add = |kind: FindingKind, lacks: fn(&Service) -> bool| {
        let lacking: Vec<&Service> = workspace.services.iter().filter(|service| lacks(service)).collect();
        if let Some(first) = lacking.first() {
            let cost = Cost::MissingRule(lacking.len());
            found.push(Finding { kind, subject: first.name.clone(), place: Place::Service(first.id), cost });
        }
    };
    add(FindingKind::NoBudgetPolicy, |service| !service.slos.is_empty() && service.budget_policy.is_none());
    add(FindingKind::NoObjective, |service| service.slos.is_empty());
}

/// Sorts each kind of cost by its amount, the largest first, and lets the kinds take turns.
fn in_turns(found: Vec<Finding>) -> Vec<Finding> {
    let mut kinds: [Vec<Finding>; 4] = Default::default();
    for finding in found {
        let [days, minutes, rules, knowledge] = &mut kinds;
        match finding.cost {
            Cost::DaysPerItem(_) | Cost::EndlessDays => days.push(finding),
            Cost::FailureMinutes(_) => minutes.push(finding),
            Cost::MissingRule(_) => rules.push(finding),
            Cost::MissingKnowledge(_) => knowledge.push(finding),
        }
    }
    let mut sorted = kinds.map(|mut kind| {
        order::sort_by(&mut kind, |a, b| amount(b.cost).total_cmp(&amount(a.cost)));
        kind.into_iter()
    });
    let mut turns = Vec::new();
    loop {
        let before = turns.len();
        for kind in &mut sorted {
            turns.extend(kind.next());
        }
        if turns.len() == before {
            return turns;
        }
    }
}

fn amount(cost: Cost) -> f64 {
    match cost {
        Cost::DaysPerItem(amount) | Cost::FailureMinutes(amount) => amount,
        Cost::EndlessDays => f64::INFINITY,
        Cost::MissingRule(count) | Cost::MissingKnowledge(count) => crate::engine::statistics::number(count),
    }
}
