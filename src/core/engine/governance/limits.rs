//! Limits and whether they hold.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use thiserror::Error;

use crate::{
    engine::{
        flow::{PoolOwner, StreamSheet, sheet},
        reliability::{Budget, PromiseCheck, PromiseVerdict, availability, outages_of, promise_check},
    },
    model::{Place, Service, ServiceId, Slo, StepId, StreamKind, ValueStream, Workspace},
};

/// Above this utilisation waiting grows steeply: a rule of flow (at 85 % a single server with random work makes it wait
/// 5.7 times as long as it takes). Ours to set; no standard fixes it.
pub const BUSY_LIMIT: f64 = 0.85;

/// From this share of a limit on, a value is near it.
pub const NEAR: f64 = 0.9;

/// What a simulation of today found, where it ran.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Simulated {
    /// Mean share of the error budget used, by service; 1 is all of it.
    pub budget_used: BTreeMap<ServiceId, f64>,
    /// Mean utilisation of a step's people, 0..=1.
    pub utilisation: BTreeMap<StepId, f64>,
}

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKind {
    /// Failure of a service within its objective.
    ErrorBudget,
    /// What a service promises against what it needs.
    Promise,
    /// How busy people may be.
    Busy,
    /// What happens when the budget is spent.
    BudgetPolicy,
}

/// Who set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// The owner of the objective.
    Objective,
    /// Contracts with suppliers and other teams.
    Contract,
    /// A rule of flow.
    FlowRule,
    /// The error budget policy.
    Policy,
}

/// An amount with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    /// Minutes inside the service hours.
    Minutes(f64),
    /// A share; 1 is all.
    Share(f64),
}

/// Where the value of today comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Delivery records, over the window of the objective up to the moment that was asked for.
    Records,
    /// A simulation.
    Simulation,
    /// The model alone.
    Model,
}

/// Why there is no verdict. Written as what stands after "n/a, because".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotJudged {
    /// Neither measured nor simulated.
    #[error("the service has no incident records and is not simulated")]
    NotMeasured,
    /// The objective promises no time.
    #[error("nothing is promised in the window of the objective")]
    NothingPromised,
    /// Nobody's time is limited.
    #[error("no step has people whose time is limited")]
    NoPools,
}

/// Whether a limit holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// Below [`NEAR`] of it.
    Within,
    /// At [`NEAR`] of it or more.
    Near,
    /// It holds only if our own part of the service is at least this available (0..1), better than the objective.
    OnlyIfOwnPartReaches(f64),
    /// Over it, by so much.
    Over(Quantity),
    /// It cannot be kept whatever we do ourselves.
    CannotBeKept,
    /// There is no rule, though there should be one.
    NotSet,
    /// Nobody knows.
    NotJudged(NotJudged),
}

/// A limit, the value of today, and the verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// What is limited.
    pub kind: LimitKind,
    /// The service or step, by its name.
    pub subject: String,
    /// Where to look.
    pub place: Place,
    /// Who set it.
    pub set_by: SetBy,
    /// What is allowed; `None` where no rule is set.
    pub allowed: Option<Quantity>,
    /// What it is today; `None` with the verdict saying why.
    pub now: Option<Quantity>,
    /// Where that comes from.
    pub source: Source,
    /// Whether it holds.
    pub verdict: Verdict,
}

/// All limits: for each service its budget, its promise and its policy, then how busy each stream keeps people.
///
/// `now` is the end of the window in which records count; without it, records are not asked.
pub fn limits(workspace: &Workspace, now: Option<NaiveDateTime>, simulated: &Simulated) -> Vec<Limit> {
    let mut found = Vec::new();
    for service in workspace.services.iter() {
        let Some(slo) = service.main_slo() else { continue };
        let spent = budget_spent(workspace, service, slo, now, simulated);
        found.push(budget_limit(service, slo, spent));
        found.extend(promise_limit(service, slo, &promise_check(workspace, service, slo)));
        found.push(policy_limit(service, spent));
    }
    for stream in workspace.streams.iter().filter(|stream| stream.kind != StreamKind::Incident) {
        found.extend(busy_limit(workspace, stream, &sheet(workspace, stream), simulated));
    }
    found
}

/// The share of the main budget that is used, and where that comes from: from records when the service has any and
/// `now` is given, else from the simulation.
pub fn budget_spent(
    workspace: &Workspace,
    service: &Service,
    slo: &Slo,
    now: Option<NaiveDateTime>,
    simulated: &Simulated,
) -> Result<(f64, Source), NotJudged> {
    let budget = Budget::of(service, slo);
    let records = now.and_then(|now| Some((now, workspace.tables.delivery_of(service.id)?)));
    if let Some((now, records)) = records {
        let from = now.checked_sub_signed(TimeDelta::days(i64::from(slo.window_days))).unwrap_or(now);
        let outages = outages_of(&records.incidents, service.incidents.impact, now);
        let bad = availability(&outages.list, &service.hours, from, now).ok_or(NotJudged::NothingPromised)?;
        let used = budget.consumed(bad.bad_minutes).ok_or(NotJudged::NothingPromised)?;
        return Ok((used, Source::Records));
    }
    let used = simulated.budget_used.get(&service.id).copied().ok_or(NotJudged::NotMeasured)?;
    Ok((used, Source::Simulation))
}

fn budget_limit(service: &Service, slo: &Slo, spent: Result<(f64, Source), NotJudged>) -> Limit {
    let minutes = Budget::of(service, slo).minutes;
    let (now, source, verdict) = match spent {
        Ok((used, source)) => {
            let verdict = judge(used, 1.0, |over| Quantity::Minutes(over * minutes));
            (Some(Quantity::Minutes(used * minutes)), source, verdict)
        }
        Err(reason) => (None, Source::Model, Verdict::NotJudged(reason)),
    };
    Limit {
        kind: LimitKind::ErrorBudget,
        subject: service.name.clone(),
        place: Place::Slo(service.id, slo.id),
        set_by: SetBy::Objective,
        allowed: Some(Quantity::Minutes(minutes)),
        now,
        source,
        verdict,
    }
}

/// `None` for a service that needs nothing but itself.
fn promise_limit(service: &Service, slo: &Slo, check: &PromiseCheck) -> Option<Limit> {
    let verdict = match check.verdict {
        PromiseVerdict::OwnPartOnly => return None,
        PromiseVerdict::OwnPartMustReach(own) => Verdict::OnlyIfOwnPartReaches(own),
        PromiseVerdict::CannotBeKept => Verdict::CannotBeKept,
    };
    Some(Limit {
        kind: LimitKind::Promise,
        subject: service.name.clone(),
        place: Place::Slo(service.id, slo.id),
        set_by: SetBy::Contract,
        allowed: Some(Quantity::Minutes(check.budget.minutes)),
        now: Some(Quantity::Minutes(check.bad_minutes)),
        source: Source::Model,
        verdict,
    })
}

/// The freeze of the policy: how much of the budget may be used before it begins.
fn policy_limit(service: &Service, spent: Result<(f64, Source), NotJudged>) -> Limit {
    let freeze = service.budget_policy.as_ref().and_then(|policy| policy.freeze);
    let allowed = freeze.map(|rule| 1.0 - rule.at_remaining);
    let (now, source) = match spent {
        Ok((used, source)) => (Some(used), source),
        Err(_) => (None, Source::Model),
    };
    let verdict = match (allowed, spent) {
        (None, _) if service.budget_policy.is_some() => Verdict::Within,
        (None, _) => Verdict::NotSet,
        (Some(allowed), Ok((used, _))) => judge(used, allowed, Quantity::Share),
        (Some(_), Err(reason)) => Verdict::NotJudged(reason),
    };
    Limit {
        kind: LimitKind::BudgetPolicy,
        subject: service.name.clone(),
        place: Place::Service(service.id),
        set_by: SetBy::Policy,
        allowed: allowed.map(Quantity::Share),
        now: now.map(Quantity::Share),
        source,
        verdict,
    }
}

/// `None` for a stream without steps.
fn busy_limit(
    workspace: &Workspace,
    stream: &ValueStream,
    sheet: &StreamSheet,
    simulated: &Simulated,
) -> Option<Limit> {
    stream.steps.first()?;
    let step_name = |id: StepId| stream.step(id).map(|step| step.name.clone());
    let limit = |subject: String, place: Place, now: Option<f64>, source: Source, verdict: Verdict| Limit {
        kind: LimitKind::Busy,
        subject,
        place,
        set_by: SetBy::FlowRule,
        allowed: Some(Quantity::Share(BUSY_LIMIT)),
        now: now.map(Quantity::Share),
        source,
        verdict,
    };
    let Ok(busiest) = sheet.bottleneck else {
        let verdict = Verdict::NotJudged(NotJudged::NoPools);
        return Some(limit(stream.name.clone(), Place::Stream(stream.id), None, Source::Model, verdict));
    };
    let (busy, source) = match simulated.utilisation.get(&busiest.step) {
        Some(&busy) => (busy, Source::Simulation),
        None => (busiest.utilisation, Source::Model),
    };
    let team = match busiest.owner {
        PoolOwner::Team(id) => workspace.team(id).map(|team| team.name.clone()),
        PoolOwner::Step(_) => None,
    };
    let subject = team.or_else(|| step_name(busiest.step)).unwrap_or_default();
    let place = Place::Step(stream.id, busiest.step);
    Some(limit(subject, place, Some(busy), source, judge(busy, BUSY_LIMIT, Quantity::Share)))
}

/// The verdict on a value against a limit above 0. `over` makes a quantity of what is too much.
fn judge(value: f64, limit: f64, over: impl Fn(f64) -> Quantity) -> Verdict {
    if value > limit {
        Verdict::Over(over(value - limit))
    } else if value >= NEAR * limit {
        Verdict::Near
    } else {
        Verdict::Within
    }
}
