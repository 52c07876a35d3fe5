//! What keeps work from coming through, and what costs it time.

use crate::{
    engine::{
        flow::{Missing, PoolSheet, Route, StreamSheet},
        governance::BUSY_LIMIT,
    },
    model::{FlowKind, Share, StepId, StepKind, StreamKind, ValueStream, order},
};

use super::{ChainChecks, ChainFinding, Flaw, LONG_WAIT_HOURS, MANY_HANDOVERS};

/// An item is let go less often than this: a trifle.
const RARELY: f64 = 0.01;

/// What keeps work from coming through.
pub(super) fn stopping(stream: &ValueStream, sheet: &StreamSheet, checks: &mut ChainChecks) {
    let deploys = stream.steps.iter().any(|step| matches!(step.kind, StepKind::Deploy { .. }));
    if stream.kind == StreamKind::Change {
        checks.add((!deploys).then_some(ChainFinding { flaw: Flaw::NoDeployment, steps: Vec::new() }));
    }
    let mut pools: Vec<&PoolSheet> = sheet.pools.iter().filter(|pool| pool.utilisation >= BUSY_LIMIT).collect();
    order::sort_by(&mut pools, |a, b| b.utilisation.total_cmp(&a.utilisation));
    checks.add(pools.iter().filter(|pool| pool.utilisation >= 1.0).map(|pool| busy(pool)));
    checks.add(pools.iter().filter(|pool| pool.utilisation < 1.0).map(|pool| busy(pool)));
    let wrong = sheet.steps.iter().filter(|row| row.wait == Err(Missing::WorkExceedsObserved)).map(|row| row.step);
    checks.add_steps(Flaw::WorkExceedsObserved, wrong.collect());
    let unreached = sheet.steps.iter().filter(|row| row.visits <= 0.0).map(|row| row.step);
    checks.add_steps(Flaw::Unreached, unreached.collect());
    if stream.kind == StreamKind::Change && deploys {
        let (share, ends) = ends_before_live(stream);
        checks.add_steps(Flaw::EndsBeforeLive { share }, ends);
    }
    let senders = || super::steps_where(stream, |step| Route::comes_back(step) > 0.0);
    let per_item = sheet.let_go;
    checks.add((per_item > RARELY).then(|| ChainFinding { flaw: Flaw::LetGo { per_item }, steps: senders() }));
    empty_links(stream, checks);
}

fn busy(pool: &PoolSheet) -> ChainFinding {
    let PoolSheet { owner, utilisation, .. } = *pool;
    let flaw = if utilisation >= 1.0 {
        Flaw::NeverSettles { owner, utilisation }
    } else {
        let more = pool.queue_wait_with_a_tenth_more.ok().zip(pool.queue_wait.ok()).map(|(more, now)| more - now);
        Flaw::Busy { owner, utilisation, a_tenth_more_adds_hours: more }
    };
    ChainFinding { flaw, steps: pool.busiest_step.into_iter().collect() }
}

/// Share of the normal changes that reach an end without a deployment on their way, and those ends.
fn ends_before_live(stream: &ValueStream) -> (f64, Vec<StepId>) {
    let route = Route::of(stream);
    let mut waiting = vec![0.0; stream.steps.len()];
    let (mut share, mut ends) = (0.0, Vec::new());
    for (position, (at, step)) in route.forward().enumerate() {
        let arriving = if position == 0 { 1.0 } else { waiting.get(at).copied().unwrap_or_default() };
        let leaving = if matches!(step.kind, StepKind::Deploy { .. }) { 0.0 } else { arriving };
        let next = route.next_of(at);
        if next.is_empty() && leaving > 0.0 {
            share += leaving;
            ends.push(step.id);
        }
        for (to, part) in next {
            if let Some(waiting) = waiting.get_mut(*to) {
                *waiting += leaving * part;
            }
        }
    }
    (share, ends)
}

fn empty_links(stream: &ValueStream, checks: &mut ChainChecks) {
    let empty = stream.flows.iter().filter(|flow| flow.kind == FlowKind::Next { share: Share::NONE });
    let (links, steps): (Vec<_>, Vec<_>) = empty.map(|flow| (flow.id, flow.from)).unzip();
    checks.add_steps(Flaw::EmptyLinks { links }, steps);
}

/// What costs work time on its way.
pub(super) fn costing(stream: &ValueStream, sheet: &StreamSheet, checks: &mut ChainChecks) {
    checks.add(approval(stream, sheet));
    judges(stream, sheet, checks);
    checks.add(waiting(sheet));
    checks.add(hand_overs(stream, sheet));
}

/// The decision that is waited for longest.
fn approval(stream: &ValueStream, sheet: &StreamSheet) -> Option<ChainFinding> {
    let approvals = stream.steps.iter().zip(&sheet.steps);
    let approvals = approvals.filter(|(step, _)| matches!(step.kind, StepKind::Approval { .. }));
    let waits = approvals.filter_map(|(step, row)| Some((step.id, row.work, row.wait.ok()?)));
    let (step, work_hours, wait_hours) =
        waits.filter(|(.., wait)| *wait >= LONG_WAIT_HOURS).max_by(|a, b| a.2.total_cmp(&b.2))?;
    let flaw = Flaw::ApprovalWait { wait_hours, work_hours, of_hours: sheet.observed.ok() };
    Some(ChainFinding { flaw, steps: vec![step] })
}

/// Approvals and gates that stop nothing, or the wrong ones.
fn judges(stream: &ValueStream, sheet: &StreamSheet, checks: &mut ChainChecks) {
    let mut idle = Vec::new();
    let mut wrong = Vec::new();
    for (step, row) in stream.steps.iter().zip(&sheet.steps) {
        let (StepKind::Approval { stops_bad, stops_good, .. } | StepKind::Gate { stops_bad, stops_good }) = step.kind
        else {
            continue;
        };
        if stops_good > stops_bad {
            let flaw = Flaw::StopsMoreGood { bad: stops_bad.value(), good: stops_good.value() };
            wrong.push(ChainFinding { flaw, steps: vec![step.id] });
        } else if stops_bad == Share::NONE {
            idle.push((step.id, row.wait.ok()));
        }
    }
    checks.add(wrong);
    let wait_hours = idle.first().and_then(|(_, wait)| *wait);
    // Requests and incidents are approved for their cost or their priority; bad changes are a matter of changes.
    if stream.kind == StreamKind::Change {
        checks.add_steps(Flaw::StopsNothing { wait_hours }, idle.into_iter().map(|(step, _)| step).collect());
    }
}

fn waiting(sheet: &StreamSheet) -> Option<ChainFinding> {
    let (wait, of_hours) = (sheet.wait.ok()?, sheet.observed.ok()?);
    // A branch that half of the items take makes the mean item wait half as long.
    let waits = sheet.steps.iter().filter(|row| row.visits > 0.0);
    let waits = waits.filter_map(|row| Some((row.step, row.wait.ok()? * row.clean_visits)));
    let (step, longest_hours) = waits.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let share = wait / of_hours;
    let worth_saying = wait >= LONG_WAIT_HOURS && share > 0.5;
    let flaw = Flaw::MostlyWaiting { share, of_hours, longest_hours };
    worth_saying.then(|| ChainFinding { flaw, steps: vec![step] })
}

/// Leads to the steps that get work from another team.
fn hand_overs(stream: &ValueStream, sheet: &StreamSheet) -> Option<ChainFinding> {
    let between = sheet.handovers.between_teams;
    if between < MANY_HANDOVERS {
        return None;
    }
    let route = Route::of(stream);
    let (mut of, mut getting) = (0, vec![false; stream.steps.len()]);
    for (at, from) in route.forward() {
        for (to, _) in route.next_of(at) {
            let (Some(from), Some(team)) = (from.team, stream.steps.get(*to).and_then(|step| step.team)) else {
                continue;
            };
            of += 1;
            if let Some(mark) = getting.get_mut(*to) {
                *mark |= from != team;
            }
        }
    }
    let steps = stream.steps.iter().zip(getting).filter(|(_, gets)| *gets).map(|(step, _)| step.id);
    Some(ChainFinding { flaw: Flaw::HandOvers { between, of }, steps: steps.collect() })
}
