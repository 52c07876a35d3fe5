//! The Three Ways of DevOps, read from one value stream: flow (where does work wait), feedback (where do signals return,
//! and how late), learning (what has been decided to get better, and how it is gone about).
//!
//! That a way of working carries one of the three (process flow, analysis feedback, experimenting learning) is our
//! pairing: the article that both lists come from sets them beside each other without joining them.

use crate::model::{
    ImprovementId, ImprovementStatus, Lever, Scenario, StepId, StepKind, ValueStream, WayOfWorking, Workspace, order,
};

use super::{ChangeClass, Known, Missing, PoolOwner, Route, StreamSheet};

/// So many of each list are worth a look.
const MOST: usize = 3;

/// The three of them.
#[derive(Debug, Clone, PartialEq)]
pub struct ThreeWays {
    /// The first way.
    pub flow: FlowWay,
    /// The second way.
    pub feedback: FeedbackWay,
    /// The third way.
    pub learning: LearningWay,
}

/// What holds work up, the worst first, at most three of each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlowWay {
    /// Whose time is taken most, with their utilisation and the step that takes most of it.
    pub busiest: Vec<(PoolOwner, f64, Option<StepId>)>,
    /// Where a change waits longest: calendar hours a visit, by what is observed.
    pub longest_waits: Vec<(StepId, f64)>,
    /// Where most items go together: how many on average; at most, where they go when enough are there.
    pub batches: Vec<(StepId, f64)>,
}

/// Where a fault that was made comes to light.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// What gives it.
    pub kind: SignalKind,
    /// Where it is found.
    pub found_at: StepId,
    /// Where it was made, and where it is put right.
    pub made_at: StepId,
    /// Changes a week that come back this way.
    pub per_week: f64,
    /// Calendar hours from leaving the step where it was made to leaving the one that finds it, by observed times; the
    /// time of the step itself where both are one. The mean over the ways from one to the other.
    pub late_hours: Known<f64>,
}

/// What gives a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalKind {
    /// Work that was not complete and accurate comes back.
    Rework,
    /// People decide that it goes back.
    Approval,
    /// A machine does.
    Gate,
}

/// What is found in production.
#[derive(Debug, Clone, PartialEq)]
pub struct InProduction {
    /// Where it was made: the step after which the DORA clock starts, else the first step.
    pub made_at: StepId,
    /// Bad changes a week that go live.
    pub per_week: f64,
    /// Calendar hours from leaving that step to running in production, by observed times.
    pub late_hours: Known<f64>,
    /// Mean calendar hours more until somebody notices; `None` without a service.
    pub notice_hours: Option<f64>,
}

/// Where signals return.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FeedbackWay {
    /// From the latest to the soonest; those whose time is unknown come last.
    pub signals: Vec<Signal>,
    /// Share of the bad changes that approvals and gates stop before they go live; `None` without bad changes.
    pub stopped_before: Option<f64>,
    /// What gets through; `None` when nothing is deployed or nothing is bad.
    pub in_production: Option<InProduction>,
}

/// What has been decided to get better.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LearningWay {
    /// Decisions on scenarios that touch this stream, its people or its service.
    pub attached: Vec<ImprovementId>,
    /// Of those that are not dropped: process, analyse, experiment.
    pub ways: [usize; 3],
    /// Other decisions of the workspace.
    pub elsewhere: usize,
}

/// The three ways of a stream; `sheet` is its sheet.
pub fn three_ways(workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> ThreeWays {
    ThreeWays {
        flow: flow(stream, sheet),
        feedback: feedback(workspace, stream, sheet),
        learning: learning(workspace, stream),
    }
}

/// The first few, from the largest to the smallest.
fn largest<T>(mut found: Vec<T>, size: impl Fn(&T) -> f64) -> Vec<T> {
    order::sort_by(&mut found, |a, b| size(b).total_cmp(&size(a)));
    found.truncate(MOST);
    found
}

fn flow(stream: &ValueStream, sheet: &StreamSheet) -> FlowWay {
    let busy = sheet.pools.iter().filter(|pool| pool.utilisation > 0.0);
    let busy = busy.map(|pool| (pool.owner, pool.utilisation, pool.busiest_step)).collect();
    let waits = sheet.steps.iter().filter(|row| row.visits > 0.0).filter_map(|row| Some((row.step, row.wait.ok()?)));
    let waits = waits.filter(|(_, hours)| *hours > 0.0).collect();
    let batches = stream.steps.iter().zip(&sheet.steps).filter_map(|(step, row)| {
        let items = stream.demand.per_week * row.visits;
        let size = match step.kind {
            StepKind::Deploy { .. } => row.items_per_deployment?,
            StepKind::Approval { cadence: Some(cadence), .. } => {
                let all = items * f64::from(cadence.every_days) / 7.0;
                cadence.at_most.map_or(all, |most| all.min(f64::from(most)))
            }
            _ => f64::from(step.together?.at),
        };
        (size > 1.0).then_some((step.id, size))
    });
    FlowWay {
        busiest: largest(busy, |(_, utilisation, _)| *utilisation),
        longest_waits: largest(waits, |(_, hours)| *hours),
        batches: largest(batches.collect(), |(_, size)| *size),
    }
}

fn feedback(workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> FeedbackWay {
    let route = Route::of(stream);
    let mut signals: Vec<Signal> = Vec::new();
    for (at, step) in route.forward() {
        let visits = sheet.steps.get(at).map_or(0.0, |row| row.visits);
        let stopped = route.stops(step);
        let incomplete = (1.0 - stopped) * Route::comes_back(step);
        let judge = if matches!(step.kind, StepKind::Gate { .. }) { SignalKind::Gate } else { SignalKind::Approval };
        let both = [(judge, stopped, route.mended_at(at)), (SignalKind::Rework, incomplete, route.back_to(at))];
        for (kind, share, to) in both.into_iter().filter(|(_, share, _)| share * visits > 0.0) {
            let Some(made_at) = stream.steps.get(to).map(|step| step.id) else { continue };
            let per_week = stream.demand.per_week * visits * share;
            signals.push(Signal {
                kind,
                found_at: step.id,
                made_at,
                per_week,
                late_hours: late(&route, sheet, to, at),
            });
        }
    }
    order::sort_by(&mut signals, |a, b| {
        let hours = |signal: &Signal| signal.late_hours.unwrap_or(-1.0);
        hours(b).total_cmp(&hours(a))
    });
    let bad = stream.bad_changes.value();
    let (stopped, live) = fate(stream, &route);
    FeedbackWay {
        signals,
        stopped_before: (bad > 0.0 && stopped + live > 0.0).then(|| stopped / (stopped + live)),
        in_production: in_production(workspace, stream, sheet, &route, bad * live),
    }
}

/// Mean observed hours from leaving one step to leaving a later one, over the ways that lead there.
fn late(route: &Route<'_>, sheet: &StreamSheet, made: usize, found: usize) -> Known<f64> {
    let observed = |at: usize| sheet.steps.get(at).map_or(Err(Missing::NoSteps), |row| row.observed);
    if made == found {
        return observed(found);
    }
    // For each step, from the last backwards: the chance to come from here to where it is found, and that chance times
    // the hours of the way, this step included.
    let mut ways: Vec<(f64, Known<f64>)> = vec![(0.0, Ok(0.0)); sheet.steps.len()];
    let order: Vec<usize> = route.forward().map(|(at, _)| at).collect();
    for at in order.into_iter().rev() {
        let way = if at == found {
            (1.0, observed(at))
        } else {
            let (mut chance, mut hours) = (0.0, Ok(0.0));
            for (to, share) in route.next_of(at) {
                let (reach, time) = ways.get(*to).copied().unwrap_or((0.0, Ok(0.0)));
                if share * reach > 0.0 {
                    chance += share * reach;
                    hours = hours.and_then(|sum: f64| Ok(sum + share * time?));
                }
            }
            let own = if at == made || chance <= 0.0 { Ok(0.0) } else { observed(at) };
            (chance, hours.and_then(|sum| Ok(sum + chance * own?)))
        };
        if let Some(place) = ways.get_mut(at) {
            *place = way;
        }
    }
    let (chance, hours) = ways.get(made).copied().unwrap_or((0.0, Ok(0.0)));
    if chance > 0.0 { Ok(hours? / chance) } else { Err(Missing::NotReached) }
}

/// Of bad changes: the share that is stopped before a deployment, and the share that goes live.
fn fate(stream: &ValueStream, route: &Route<'_>) -> (f64, f64) {
    let (mut stopped, mut live) = (0.0, 0.0);
    for class in ChangeClass::ALL {
        let mut arriving = vec![0.0; stream.steps.len()];
        for (position, (at, step)) in route.forward().enumerate() {
            let here = if position == 0 { class.share(stream) } else { arriving.get(at).copied().unwrap_or_default() };
            let mut leaving = here;
            match step.kind {
                StepKind::Approval { stops_bad, .. } | StepKind::Gate { stops_bad, .. } if !class.passes_by(step) => {
                    stopped += here * stops_bad.value();
                    leaving = here * stops_bad.rest().value();
                }
                StepKind::Deploy { .. } => {
                    live += here;
                    leaving = 0.0;
                }
                _ => {}
            }
            for (to, share) in route.next_of(at) {
                if let Some(next) = arriving.get_mut(*to) {
                    *next += leaving * share;
                }
            }
        }
    }
    (stopped, live)
}

fn in_production(
    workspace: &Workspace,
    stream: &ValueStream,
    sheet: &StreamSheet,
    route: &Route<'_>,
    bad_live: f64,
) -> Option<InProduction> {
    let place = |id: StepId| stream.steps.iter().position(|step| step.id == id);
    let first = route.forward().next().map(|(at, _)| at)?;
    let made = stream.clock_starts_after.and_then(place).unwrap_or(first);
    let live = route.forward().find(|(_, step)| matches!(step.kind, StepKind::Deploy { .. })).map(|(at, _)| at)?;
    let made_at = stream.steps.get(made)?.id;
    let notice = stream.service.and_then(|id| workspace.service(id)).map(|service| {
        let policy = &service.incidents;
        let seen = policy.found_by_monitoring.value();
        seen * policy.detect_by_monitoring.mean() + (1.0 - seen) * policy.detect_by_users.mean()
    });
    (bad_live > 0.0).then(|| InProduction {
        made_at,
        per_week: stream.demand.per_week * bad_live,
        late_hours: late(route, sheet, made, live),
        notice_hours: notice,
    })
}

fn learning(workspace: &Workspace, stream: &ValueStream) -> LearningWay {
    let mut found = LearningWay::default();
    for decision in workspace.improvements.iter() {
        let scenario = decision.scenario.and_then(|id| workspace.scenario(id));
        if !scenario.is_some_and(|scenario| touches(workspace, scenario, stream)) {
            found.elsewhere += 1;
            continue;
        }
        found.attached.push(decision.id);
        if decision.status != ImprovementStatus::Dropped {
            let [process, analyse, experiment] = &mut found.ways;
            *match decision.way {
                WayOfWorking::Process => process,
                WayOfWorking::Analyse => analyse,
                WayOfWorking::Experiment => experiment,
            } += 1;
        }
    }
    found
}

/// Whether any lever of a scenario moves something of this stream. The change policy is that of the stream that runs.
fn touches(workspace: &Workspace, scenario: &Scenario, stream: &ValueStream) -> bool {
    let main = workspace.main_stream().is_some_and(|main| main.id == stream.id);
    scenario.levers.iter().any(|lever| match lever {
        Lever::UseStream { stream: id }
        | Lever::StandardChanges { stream: id, .. }
        | Lever::Gates { stream: id, .. }
        | Lever::Demand { stream: id, .. }
        | Lever::BadChanges { stream: id, .. }
        | Lever::ReliabilityWork { stream: id, .. } => *id == stream.id,
        Lever::ApprovalCadence { step, .. }
        | Lever::StopsBad { step, .. }
        | Lever::Release { step, .. }
        | Lever::People { step, .. }
        | Lever::WipLimit { step, .. } => stream.step(*step).is_some(),
        Lever::TeamSize { team, .. } => stream.steps.iter().any(|step| step.team == Some(*team)),
        Lever::FoundByMonitoring { service, .. }
        | Lever::RepairTime { service, .. }
        | Lever::Rollback { service, .. }
        | Lever::SloTarget { service, .. }
        | Lever::Freeze { service, .. }
        | Lever::FreezeAt { service, .. }
        | Lever::FeatureFlag { service, .. }
        | Lever::OnCallLevels { service, .. } => stream.service == Some(*service),
        Lever::AutoApproval { .. } | Lever::RequiredGate { .. } | Lever::Canary { .. } => main,
    })
}
