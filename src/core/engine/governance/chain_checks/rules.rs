//! The four rules of the service value chain, as far as the model shows whether they are kept.

use crate::{
    engine::flow::Route,
    model::{
        Activity, ImprovementStatus, LifecycleActivity, Party, Step, StepId, StepKind, StreamKind, TeamId, ValueStream,
        Workspace,
    },
};

use super::{ChainChecks, ChainFinding, Flaw, Rule, steps_where};

/// All four rules.
pub(super) fn look(workspace: &Workspace, stream: &ValueStream, checks: &mut ChainChecks) {
    outside(workspace, stream, checks);
    resources(stream, checks);
    if !lies_in(stream, Activity::Plan) {
        checks.unseen.push(Rule::Planning);
    }
    let dropped = ImprovementStatus::Dropped;
    let decisions = workspace.improvements.iter().filter(|decision| decision.status != dropped).count();
    let flaw = Flaw::NothingInImprove { decisions };
    checks.add((!lies_in(stream, Activity::Improve)).then_some(ChainFinding { flaw, steps: Vec::new() }));
}

/// The step that the DORA clock usually follows: the last one of Obtain/build.
pub(super) fn last_build(stream: &ValueStream) -> Option<StepId> {
    stream.steps.iter().rfind(|step| step.activity == Activity::ObtainBuild).map(|step| step.id)
}

fn lies_in(stream: &ValueStream, activity: Activity) -> bool {
    stream.steps.iter().any(|step| step.activity == activity)
}

/// Rule 1. A supplier's team is outside, and so are the users who send requests; of anybody else the model says nothing.
fn outside(workspace: &Workspace, stream: &ValueStream, checks: &mut ChainChecks) {
    let supplier = |step: &Step| -> Option<TeamId> {
        step.team.filter(|id| workspace.team(*id).is_some_and(|team| team.party == Party::Supplier))
    };
    let requests = stream.kind == StreamKind::Request;
    let suppliers = stream.steps.iter().find_map(supplier);
    if !requests && suppliers.is_none() {
        checks.unseen.push(Rule::Outside);
        return;
    }
    let first = stream.steps.first().filter(|step| requests && step.activity != Activity::Engage);
    let first = first.map(|step| ChainFinding { flaw: Flaw::RequestsOutsideEngage, steps: vec![step.id] });
    let steps = crossing(stream, supplier);
    let found = steps
        .first()
        .and_then(|id| supplier(stream.step(*id)?))
        .map(|team| ChainFinding { flaw: Flaw::SupplierWithoutEngage { team }, steps });
    checks.add(first.into_iter().chain(found));
}

/// Steps of suppliers that a link joins to a step of our own, with neither of both in Engage.
fn crossing(stream: &ValueStream, supplier: impl Fn(&Step) -> Option<TeamId>) -> Vec<StepId> {
    let route = Route::of(stream);
    let mut found = Vec::new();
    for (at, from) in route.forward() {
        for to in route.next_of(at).iter().filter_map(|(to, _)| stream.steps.get(*to)) {
            let engaged = from.activity == Activity::Engage || to.activity == Activity::Engage;
            match (supplier(from), supplier(to)) {
                (Some(_), None) if !engaged => found.push(from.id),
                (None, Some(_)) if !engaged => found.push(to.id),
                _ => {}
            }
        }
    }
    steps_where(stream, |step| found.contains(&step.id))
}

/// Rule 2. What people call acquiring in the lifecycle is a new resource by definition. (Building is not: the lifecycle
/// counts testing as building, the chain as transition.) And what goes live was made somewhere.
fn resources(stream: &ValueStream, checks: &mut ChainChecks) {
    let elsewhere = steps_where(stream, |step| {
        step.lifecycle == LifecycleActivity::Acquire && step.activity != Activity::ObtainBuild
    });
    let deploys = stream.steps.iter().any(|step| matches!(step.kind, StepKind::Deploy { .. }));
    let made = lies_in(stream, Activity::ObtainBuild);
    if elsewhere.is_empty() && !deploys && !made {
        return checks.unseen.push(Rule::Resources);
    }
    let found = if elsewhere.is_empty() {
        (deploys && !made).then(|| ChainFinding { flaw: Flaw::NothingIsMade, steps: Vec::new() })
    } else {
        Some(ChainFinding { flaw: Flaw::ObtainedElsewhere, steps: elsewhere })
    };
    checks.add(found);
}
