//! "Start from today's backlog": what lies at the steps, and what is spent of the error budget, when a run begins.
//!
//! **How much** lies at a step is Little's law: arrivals × visits × observed time of a visit. Each repetition has the
//! whole changes below or above it at random, so that the mean is right. **Which** changes: of the demand's mix, those
//! that the step concerns. **How old**: at the step since a share of its observed time, evenly between none and all of
//! it; before that the observed times of the way there, rework included. A change that has been through gates is bad as
//! rarely as one that got through them.
//!
//! It is a fact of today, so it is made from the workspace **as it is** and is the same under every scenario, drawn from
//! numbers of its own: the changes that come later are the very same with and without it. What a scenario changes holds
//! from the first moment on: who needs no approval any more leaves it at once.
//!
//! Waiting goes on where it stands: what no queue explains, the date that comes next, the queue in the order of the time
//! that each has waited. Work that was begun is begun anew, because nobody knows how far it was.
//!
//! Where nobody has observed a step that makes things wait, nothing is guessed: there is no such start, and
//! [`Plan::backlog`](super::Plan::backlog) says which steps lack a time.

use std::sync::Arc;

use super::{
    agenda::Kind,
    changes::{ChangeClass, Newcomer},
    flowing::MENDED,
    histogram::as_number,
    plan::{FlowPlan, KindPlan, StepPlan, digest},
    pressure,
    replication::{MOST_IN_PROGRESS, World, whole},
    typed::{ChangeKey, StepKey, Table},
};
use crate::{
    engine::{
        random::Purpose,
        reliability::{bad_segments, outages_of},
    },
    model::{Calendar, DeliveryRecords, Place, Problem, Service, StepId},
};

/// Numbers of changes that lie there at the beginning: above those of all that come.
pub(super) const FIRST_NUMBER: u32 = 1 << 31;
/// Draws after which a change is taken as one that the step concerns.
const MOST_DRAWS: u32 = 1_000;
/// Most steps that a sentence names.
const NAMED: usize = 5;

/// What a run that starts from today begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct Backlog {
    /// The flow as it is today, under no scenario.
    flow: Arc<FlowPlan>,
    seeds: Vec<Seed>,
    /// Failures of the last window: from and to in hours before the beginning (0 or below), share of users hit.
    failures: Vec<(f64, f64, f64)>,
    /// Share of the main objective's budget that is spent, when records say so.
    spent: Option<f64>,
}

/// What lies at a step.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
struct Seed {
    /// Which step, by the key of its random numbers.
    step: u64,
    #[serde(skip)]
    id: Option<StepId>,
    /// Mean number of changes.
    mean: f64,
    /// Observed hours of a visit.
    lasts: f64,
    /// Hours from the request until it came here.
    before: f64,
    /// Hours from the start of the DORA clock until then; `None` when it starts here or later.
    committed: Option<f64>,
    /// It runs in production.
    live: bool,
}

/// What lies at a step when a run starts from today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtStep {
    /// The step of the workspace; `None` for gates of a policy.
    pub step: Option<StepId>,
    /// Mean number of changes: arrivals × visits × observed time of a visit.
    pub changes: f64,
    /// Mean days since their request.
    pub age_days: f64,
}

impl Backlog {
    /// Of the flow and the service as they are today.
    ///
    /// # Errors
    /// There is no flow, or steps at which things wait have no observed time, or far too much lies there.
    pub(super) fn of(
        flow: Option<Arc<FlowPlan>>,
        service: Option<&Service>,
        records: Option<&DeliveryRecords>,
    ) -> Result<Self, Problem> {
        let Some(flow) = flow else {
            let what = "There is no value stream of changes with steps, so nothing lies there today.";
            return Err(Problem::error(Place::Workspace, what, "Begin empty, after a warm-up."));
        };
        let seeds = seeds(&flow)?;
        let (failures, spent) = spent(service, records);
        Ok(Self { flow, seeds, failures, spent })
    }

    /// What lies at each step, in the order of the flow.
    pub fn steps(&self) -> impl Iterator<Item = AtStep> {
        self.seeds.iter().map(|seed| AtStep {
            step: seed.id,
            changes: seed.mean,
            age_days: (seed.before + seed.lasts / 2.0) / 24.0,
        })
    }

    /// Share of the error budget of the last window that is spent by the records; above 1 it is overspent. `None` without
    /// an objective or records: then the budget begins full.
    pub const fn budget_spent(&self) -> Option<f64> {
        self.spent
    }

    /// Failures of the last window, hours before the beginning.
    pub(super) fn failures(&self) -> &[(f64, f64, f64)] {
        &self.failures
    }

    /// Of everything that a result depends on.
    pub(super) fn fingerprint(&self) -> u64 {
        digest(&serde_json::to_vec(&(&*self.flow, &self.seeds, &self.failures)).unwrap_or_default())
    }
}

/// Observed hours of a visit; what a step that nobody waits for takes by itself; `None` when nobody knows.
fn lasts(step: &StepPlan) -> Option<f64> {
    let waits = step.pool.is_some() || step.dates().is_some() || step.together.is_some();
    let at_once = !waits && step.calendar == Calendar::Always;
    let observed = step.observed.map(|(low, high)| f64::midpoint(low, high));
    observed.or_else(|| at_once.then_some(step.mean_work))
}

fn seeds(flow: &FlowPlan) -> Result<Vec<Seed>, Problem> {
    let visits = pressure::visits(flow);
    let mut order: Vec<StepKey> = flow.steps.keys().collect();
    crate::model::order::sort_by_key(&mut order, |key| flow.steps[*key].stage);
    // Of the first pass alone: the share of changes that comes by, and the hours since their request.
    let mut reach: Table<StepKey, f64> = flow.steps.iter().map(|_| 0.0).collect();
    let mut before: Table<StepKey, f64> = flow.steps.iter().map(|_| 0.0).collect();
    reach[flow.entry] = 1.0;
    let deploys = order.iter().map(|key| &flow.steps[*key]).find(|step| step.is_deploy()).map(|step| step.stage);
    let mut clock: Option<f64> = None;
    let mut seeds = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for key in order {
        let step = &flow.steps[key];
        if visits[key] <= 0.0 || reach[key] <= 0.0 {
            continue;
        }
        let stops = visits[key] * (1.0 - pressure::passing(flow, step));
        let lasts = if stops > 0.0 { lasts(step) } else { Some(0.0) };
        if lasts.is_none() {
            unknown.push(&step.name);
        }
        let lasts = lasts.unwrap_or(0.0);
        let came = before[key] / reach[key];
        seeds.push(Seed {
            step: step.number,
            id: step.id,
            mean: flow.arrivals_per_hour * stops * lasts,
            lasts,
            before: came,
            committed: clock.map(|clock| (came - clock).max(0.0)),
            live: deploys.is_some_and(|stage| step.stage > stage),
        });
        let left = came + stops / reach[key] * lasts;
        if step.starts_clock {
            clock = Some(left);
        }
        let mut until = 0.0;
        for (share, to) in &step.next {
            let coming = reach[key] * (share - until);
            until = *share;
            reach[*to] += coming;
            before[*to] += coming * left;
        }
    }
    let place = Place::Stream(flow.stream);
    if !unknown.is_empty() {
        let names: Vec<String> = unknown.iter().take(NAMED).map(|name| format!("\"{name}\"")).collect();
        let more = if unknown.len() > NAMED { format!(" and {} more", unknown.len() - NAMED) } else { String::new() };
        let what =
            format!("How much lies at {}{more} today is unknown: nobody has said how long it takes.", names.join(", "));
        return Err(Problem::error(
            place,
            what,
            "Say the observed time of these steps, or begin empty, after a warm-up.",
        ));
    }
    let all: f64 = seeds.iter().map(|seed| seed.mean).sum();
    if all > as_number(u64::try_from(MOST_IN_PROGRESS / 2).unwrap_or(0)) {
        let what = format!("By arrivals and observed times {all:.0} changes lie there today: too many to begin with.");
        return Err(Problem::error(place, what, "Check the demand and the observed times, or begin empty."));
    }
    Ok(seeds)
}

/// What records say of the last window: failures, and the share of the budget that they spent. Records are read as of
/// their last moment.
fn spent(service: Option<&Service>, records: Option<&DeliveryRecords>) -> (Vec<(f64, f64, f64)>, Option<f64>) {
    let known = service.and_then(|service| Some((service, service.main_slo()?, records?)));
    let Some((service, slo, records)) = known else { return (Vec::new(), None) };
    let deployed = records.deployments.iter().map(|deployment| deployment.finished_at);
    let failed = records.incidents.iter().flat_map(|incident| [Some(incident.opened_at), incident.resolved_at]);
    let Some(now) = deployed.chain(failed.flatten()).max() else { return (Vec::new(), None) };
    let outages = outages_of(&records.incidents, service.incidents.impact, now);
    let window = chrono::TimeDelta::days(i64::from(slo.window_days));
    let from = now.checked_sub_signed(window).unwrap_or(now);
    let hours = |moment: chrono::NaiveDateTime| {
        let seconds = moment.signed_duration_since(now).num_seconds();
        f64::from(i32::try_from(seconds).unwrap_or(i32::MIN)) / 3_600.0
    };
    let segments = bad_segments(&outages.list, &service.hours, from, now);
    let failures: Vec<(f64, f64, f64)> =
        segments.iter().map(|segment| (hours(segment.from), hours(segment.to), segment.bad)).collect();
    let consumed: f64 = failures.iter().map(|(from, to, bad)| (to - from) * bad).sum();
    let budget = slo.target.budget() * service.hours.hours_per_week() / 7.0 * f64::from(slo.window_days);
    (failures, (budget > 0.0).then(|| consumed / budget))
}

impl World<'_> {
    /// Puts today's backlog at the steps, and the failures of the last window into the account.
    pub(super) fn begin_with_backlog(&mut self) {
        let Ok(backlog) = &self.plan.backlog else { return };
        let Some(flow) = self.flow else { return };
        self.state.burn.remember(backlog.failures());
        let mut number = FIRST_NUMBER;
        let mut there: Vec<(Seed, StepKey, Newcomer)> = Vec::new();
        for seed in &backlog.seeds {
            let Some(at) = flow.steps.keys().find(|key| flow.steps[*key].number == seed.step) else { continue };
            let drawn = self.state.streams.unit(Purpose::Backlog, 0, seed.step);
            for _ in 0..whole(seed.mean + drawn) {
                there.push((*seed, at, self.concerned(&backlog.flow, seed, &mut number)));
            }
        }
        // Only now: what the policy does to new work does not reach back.
        self.begin_policy();
        let mut ready: Vec<ChangeKey> = Vec::new();
        for (seed, at, newcomer) in there {
            ready.extend(self.lie(flow, backlog, seed, at, newcomer));
        }
        // Who has waited longest goes first, at every step.
        let since = |world: &Self, key: ChangeKey| world.state.changes[key].since;
        let mut queue: Vec<(f64, ChangeKey)> = ready.iter().map(|key| (since(self, *key), *key)).collect();
        crate::model::order::sort_by(&mut queue, |(a, _), (b, _)| a.total_cmp(b));
        for (_, key) in queue {
            self.go_on_waiting(flow, key);
        }
    }

    /// The next change of the demand's mix that a step concerns today.
    fn concerned(&self, today: &FlowPlan, seed: &Seed, number: &mut u32) -> Newcomer {
        let judges = today.steps.iter().find(|step| step.number == seed.step);
        let approves = judges.is_some_and(|step| matches!(step.kind, KindPlan::Approval { .. }));
        let mut draws = 0;
        loop {
            let newcomer = self.newcomer(today, *number);
            *number += 1;
            draws += 1;
            if !(approves && newcomer.approved) || draws >= MOST_DRAWS {
                return newcomer;
            }
        }
    }

    /// A change lies at a step. Gives it when its waiting goes on with a date or a queue.
    fn lie(
        &mut self,
        flow: &FlowPlan,
        backlog: &Backlog,
        seed: Seed,
        at: StepKey,
        mut newcomer: Newcomer,
    ) -> Option<ChangeKey> {
        let number = newcomer.number;
        let draw = |world: &Self, what: u64| world.state.streams.unit(Purpose::Backlog, number, what);
        let here = seed.lasts * draw(self, 0);
        let stage = flow.steps[at].stage;
        // What today's gates on the way have let through is bad as rarely as they let it be.
        for step in backlog.flow.steps.iter().filter(|step| step.stage < backlog_stage(backlog, seed)) {
            if newcomer.bad && draw(self, (step.number << 1) | 1) >= stays_bad(step, newcomer.approved) {
                newcomer.bad = false;
            }
        }
        newcomer.approved |= self.newcomer(flow, number).approved;
        newcomer.bad &= !seed.live;
        let state = &mut *self.state;
        let requested = state.now - here - seed.before;
        state.tally.arrived += 1;
        state.tally.arrivals_digest = state.tally.arrivals_digest.wrapping_add(requested.to_bits());
        state.tally.ledger.curve.arrive();
        let key = state.changes.add(newcomer, requested, at);
        for (passed, step) in flow.steps.keyed() {
            if step.stage < stage {
                state.changes.visit(key, passed);
            }
        }
        let change = &mut state.changes[key];
        change.furthest = stage;
        change.live = seed.live;
        change.committed = seed.committed.map(|committed| state.now - here - committed);
        if stage > 0 {
            state.tally.ledger.curve.pass(0, stage - 1);
        }
        if !seed.live {
            state.count_wip(true);
        }
        state.tell_requested(key);
        let stops = self.stop(flow, key, at);
        if stops != Some(at) {
            // What it waited for today it does not need any more.
            match stops {
                Some(to) => self.settle(flow, key, to),
                None => self.leave(flow, key),
            }
            return None;
        }
        self.settle_since(flow, key, at, here)
    }

    /// A change has been at a step for so many hours.
    fn settle_since(&mut self, flow: &FlowPlan, key: ChangeKey, at: StepKey, here: f64) -> Option<ChangeKey> {
        self.arrive_at(at);
        let state = &mut *self.state;
        state.tell_moved(key, at);
        let visit = state.changes.visit(key, at);
        let change = &mut state.changes[key];
        let wait = flow.steps[at].other_wait;
        (change.step, change.visit, change.entered) = (at, visit, state.now - here);
        change.other_wait = wait;
        change.since = change.entered + wait;
        if change.since > state.now {
            let over = change.since;
            state.agenda.plan(over, Kind::WaitOver, key, 0);
            return None;
        }
        Some(key)
    }

    /// A change that has been ready for a while is held until the next date, or has been called at the last one.
    fn go_on_waiting(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let state = &mut *self.state;
        let change = &mut state.changes[key];
        let step = &flow.steps[change.step];
        let urgent = change.class == ChangeClass::Emergency;
        let called = step.dates().filter(|_| !urgent && !step.is_deploy()).map(|dates| dates.last_before(0.0));
        if let (Some(called), Some(dates)) = (called, step.dates())
            && change.since <= called - dates.cut_off
        {
            change.date_wait = called - change.since;
            change.since = called;
            return self.queue(flow, key);
        }
        self.ready_since(flow, key);
    }
}

/// The place in the order of today's flow of the step at which something lies.
fn backlog_stage(backlog: &Backlog, seed: Seed) -> u16 {
    let step = backlog.flow.steps.iter().find(|step| step.number == seed.step);
    step.map_or(0, |step| step.stage)
}

/// Probability that a bad change that gets through a step, however often it is stopped and mended, is still bad:
/// (1 − s)/(1 − s(1 − f)), with f the probability that it is mended.
fn stays_bad(step: &StepPlan, approved: bool) -> f64 {
    match step.kind {
        KindPlan::Approval { .. } if approved => 1.0,
        KindPlan::Gate { .. } if step.only_in.is_some() => 1.0,
        KindPlan::Approval { stops_bad, .. } | KindPlan::Gate { stops_bad, .. } => {
            let left = 1.0 - stops_bad * (1.0 - MENDED);
            if left > 0.0 { (1.0 - stops_bad) / left } else { 0.0 }
        }
        KindPlan::Work | KindPlan::Deploy { .. } => 1.0,
    }
}
