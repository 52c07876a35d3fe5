//! Before anything runs: how busy are people, and does it settle at all?
//!
//! Traffic equations v = e + Pᵀv give the visits of each step, with the shares of rework, stops and routes as they
//! are on average; utilisation = arrivals × visits × work / (people × hours).

use super::{
    plan::{FlowPlan, KindPlan, StepPlan},
    typed::{PoolKey, StepKey, Table},
};
use crate::model::{Place, Problem, Risk};

/// Above this utilisation queues are so long and so slow to settle that means say little.
const NEARLY: f64 = 0.95;
/// Visits more than this mean work that never gets done; the engine refuses returns long before.
const MOST_VISITS: f64 = 11.0;
/// Rounds of the iteration: work that comes back 99 times in a row is not a plan.
const ROUNDS: usize = 400;

/// Warns about people and dates that cannot keep up.
pub(super) fn warn(flow: &FlowPlan, warnings: &mut Vec<Problem>) {
    let visits = visits(flow);
    let mut load: Table<PoolKey, f64> = flow.pools.iter().map(|_| 0.0).collect();
    let mut place: Table<PoolKey, Place> = flow.pools.iter().map(|_| Place::Stream(flow.stream)).collect();
    for (key, step) in flow.steps.keyed() {
        let Some(pool) = step.pool else { continue };
        load[pool] += demand(flow, step, visits[key]);
        if let Some(id) = step.id {
            place[pool] = Place::Step(flow.stream, id);
        }
    }
    for (key, pool) in flow.pools.keyed() {
        let used = load[key] / pool.capacity();
        let place = pool.team.map_or(place[key], Place::Team);
        settle(used, place, &format!("The people of \"{}\"", pool.name), "Add people, or send less work.", warnings);
    }
    for (key, step) in flow.steps.keyed() {
        let Some(dates) = step.dates() else { continue };
        let waiting = flow.arrivals_per_hour * visits[key] * (1.0 - flow.emergency);
        let place = step.id.map_or(Place::Stream(flow.stream), |id| Place::Step(flow.stream, id));
        let used = waiting * dates.every() / f64::from(dates.at_most);
        settle(
            used,
            place,
            &format!("The dates of \"{}\"", step.name),
            "Take more items, or meet more often.",
            warnings,
        );
        if step.work_begins_later() {
            let what = format!("The dates of \"{}\" lie outside the working hours of its people.", step.name);
            warnings.push(Problem::warning(place, what, "Its work starts when they are back."));
        }
    }
}

fn settle(used: f64, place: Place, who: &str, remedy: &str, warnings: &mut Vec<Problem>) {
    if used >= 1.0 {
        let what = format!("{who} are asked for {:.0} % of what they can do: the queue never settles.", used * 100.0);
        warnings.push(Problem::warning(place, what, remedy));
    } else if used > NEARLY {
        let what = format!("{who} are {:.0} % busy: the queue is long, and results vary widely.", used * 100.0);
        warnings.push(Problem::warning(place, what, remedy));
    }
}

/// Working hours that a step asks for in an hour on the calendar.
fn demand(flow: &FlowPlan, step: &StepPlan, visits: f64) -> f64 {
    let work = step.mean_work / step.availability;
    let coming = flow.arrivals_per_hour * visits;
    match step.kind {
        KindPlan::Deploy { dates: Some(dates), .. } => {
            let urgent = coming * flow.emergency;
            (urgent + (coming - urgent).min(1.0 / dates.every())) * work
        }
        KindPlan::Deploy { dates: None, .. } => match step.together {
            // As many at once as wait for each other, unless the first runs out of patience before.
            Some((enough, patience)) => coming.min((coming / f64::from(enough)).max(1.0 / patience)) * work,
            None => coming * work,
        },
        KindPlan::Approval { .. } => coming * (1.0 - passing(flow, step)) * effort(flow, visits) * work,
        KindPlan::Work | KindPlan::Gate { .. } => coming * effort(flow, visits) * work,
    }
}

/// Mean share of the full work that a visit takes: the first in full, others less.
fn effort(flow: &FlowPlan, visits: f64) -> f64 {
    if visits > 1.0 { (1.0 + (visits - 1.0) * flow.rework_effort) / visits } else { 1.0 }
}

/// Mean visits of each step by a change.
pub(super) fn visits(flow: &FlowPlan) -> Table<StepKey, f64> {
    let mut visits: Table<StepKey, f64> = flow.steps.iter().map(|_| 0.0).collect();
    for _ in 0..ROUNDS {
        let mut next: Table<StepKey, f64> = flow.steps.iter().map(|_| 0.0).collect();
        next[flow.entry] = 1.0;
        for (key, step) in flow.steps.keyed() {
            let coming = visits[key];
            let passing = passing(flow, step);
            let judged = coming * (1.0 - passing);
            let stopped = judged * stops(flow, step);
            let returned = (judged - stopped) * step.returns;
            next[step.mended_at] += stopped;
            next[step.back] += returned;
            let mut before = 0.0;
            for (share, to) in &step.next {
                next[*to] += (coming - stopped - returned) * (share - before);
                before = *share;
            }
        }
        let mut moved = 0.0_f64;
        for (key, value) in next.keyed() {
            moved = moved.max((value - visits[key]).abs());
            visits[key] = value.min(MOST_VISITS);
        }
        if moved < 1e-9 {
            break;
        }
    }
    visits
}

/// Share of the changes that pass by a step: approvals that they do not need, and gates that are off.
pub(super) fn passing(flow: &FlowPlan, step: &StepPlan) -> f64 {
    if step.only_in.is_some() {
        return 1.0;
    }
    if !matches!(step.kind, KindPlan::Approval { .. }) {
        return 0.0;
    }
    let normal = (1.0 - flow.emergency - flow.standard).max(0.0);
    let approved = match flow.auto_approve {
        None => 0.0,
        Some(Risk::Low) => flow.risk.low,
        Some(Risk::Medium) => 1.0 - flow.risk.high,
        Some(Risk::High) => 1.0,
    };
    let emergencies = if flow.emergencies_pass { flow.emergency } else { 0.0 };
    flow.standard + normal * approved + emergencies
}

fn stops(flow: &FlowPlan, step: &StepPlan) -> f64 {
    match step.kind {
        KindPlan::Approval { stops_bad, stops_good, .. } | KindPlan::Gate { stops_bad, stops_good } => {
            flow.bad * stops_bad + (1.0 - flow.bad) * stops_good
        }
        KindPlan::Work | KindPlan::Deploy { .. } => 0.0,
    }
}
