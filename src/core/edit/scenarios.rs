//! Commands about scenarios and their levers.

use std::sync::Arc;

use super::apply::{Draft, counted, gone};
use super::improvements;
use crate::model::check::LONGEST_NAME;
use crate::model::{
    GateFamily, Lever, Place, Prediction, Problem, Scenario, ScenarioId, ServiceId, Step, StepId, StepKind, StreamId,
    TeamId, Workspace,
};

/// What a lever moves.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Handle {
    Workspace,
    Stream(StreamId),
    Step(StepId),
    Team(TeamId),
    Service(ServiceId),
    Gate(GateFamily),
}

fn handle(lever: &Lever) -> Handle {
    match lever {
        Lever::UseStream { .. } | Lever::AutoApproval { .. } | Lever::Canary { .. } => Handle::Workspace,
        Lever::RequiredGate { family, .. } => Handle::Gate(*family),
        Lever::StandardChanges { stream, .. }
        | Lever::Gates { stream, .. }
        | Lever::Demand { stream, .. }
        | Lever::BadChanges { stream, .. }
        | Lever::ReliabilityWork { stream, .. } => Handle::Stream(*stream),
        Lever::ApprovalCadence { step, .. }
        | Lever::StopsBad { step, .. }
        | Lever::Release { step, .. }
        | Lever::WipLimit { step, .. }
        | Lever::People { step, .. } => Handle::Step(*step),
        Lever::TeamSize { team, .. } => Handle::Team(*team),
        Lever::FoundByMonitoring { service, .. }
        | Lever::RepairTime { service, .. }
        | Lever::Rollback { service, .. }
        | Lever::SloTarget { service, .. }
        | Lever::FeatureFlag { service, .. }
        | Lever::OnCallLevels { service, .. }
        | Lever::FreezeAt { service, .. }
        | Lever::Freeze { service, .. } => Handle::Service(*service),
    }
}

/// Whether two levers are of the same kind and on the same target, whatever their values: a scenario has at most one
/// of them.
pub fn same_lever(a: &Lever, b: &Lever) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b) && handle(a) == handle(b)
}

fn of(draft: &mut Draft, id: ScenarioId) -> Result<&mut Scenario, Problem> {
    let scenarios = Arc::make_mut(&mut draft.workspace.scenarios);
    scenarios.iter_mut().find(|scenario| scenario.id == id).ok_or_else(|| gone(Place::Scenario(id), "scenario", id))
}

pub(super) fn add(draft: &mut Draft, scenario: &Scenario) -> Result<(), Problem> {
    levers_sound(&draft.workspace, scenario, &[])?;
    Arc::make_mut(&mut draft.workspace.scenarios).push(scenario.clone());
    Ok(())
}

pub(super) fn duplicate(draft: &mut Draft, id: ScenarioId, copy: ScenarioId) -> Result<(), Problem> {
    let original = of(draft, id)?.clone();
    let suffix = " (copy)";
    let room = LONGEST_NAME.saturating_sub(suffix.len());
    let name = original.name.chars().take(room).chain(suffix.chars()).collect();
    let scenarios = Arc::make_mut(&mut draft.workspace.scenarios);
    let at = scenarios.iter().position(|scenario| scenario.id == id).map_or(scenarios.len(), |at| at + 1);
    scenarios.insert(at, Scenario { id: copy, name, colour: None, prediction: Prediction::default(), ..original });
    Ok(())
}

pub(super) fn update(draft: &mut Draft, scenario: &Scenario) -> Result<(), Problem> {
    let old = of(draft, scenario.id)?.clone();
    levers_sound(&draft.workspace, scenario, &old.levers)?;
    votes_stand(&old, &scenario.prediction)?;
    of(draft, scenario.id)?.clone_from(scenario);
    Ok(())
}

pub(super) fn move_to(draft: &mut Draft, id: ScenarioId, to: usize) -> Result<(), Problem> {
    of(draft, id)?;
    let scenarios = Arc::make_mut(&mut draft.workspace.scenarios);
    if let Some(at) = scenarios.iter().position(|scenario| scenario.id == id) {
        let moved = scenarios.remove(at);
        scenarios.insert(to.min(scenarios.len()), moved);
    }
    Ok(())
}

pub(super) fn remove(draft: &mut Draft, id: ScenarioId) -> Result<(), Problem> {
    of(draft, id)?;
    Arc::make_mut(&mut draft.workspace.scenarios).retain(|scenario| scenario.id != id);
    improvements::forget_scenario(draft, id);
    Ok(())
}

pub(super) fn set_lever(draft: &mut Draft, id: ScenarioId, lever: &Lever) -> Result<(), Problem> {
    lever_sound(&draft.workspace, id, lever)?;
    let levers = &mut of(draft, id)?.levers;
    match levers.iter_mut().find(|old| same_lever(old, lever)) {
        Some(old) => old.clone_from(lever),
        None => levers.push(lever.clone()),
    }
    Ok(())
}

pub(super) fn remove_lever(draft: &mut Draft, id: ScenarioId, lever: &Lever) -> Result<(), Problem> {
    let levers = &mut of(draft, id)?.levers;
    let at = levers.iter().position(|old| same_lever(old, lever)).ok_or_else(|| {
        Problem::error(
            Place::Scenario(id),
            "This lever is not moved in this scenario.",
            "There is nothing to put back.",
        )
    })?;
    levers.remove(at);
    Ok(())
}

pub(super) fn set_prediction(draft: &mut Draft, id: ScenarioId, prediction: &Prediction) -> Result<(), Problem> {
    let scenario = of(draft, id)?;
    votes_stand(scenario, prediction)?;
    scenario.prediction.clone_from(prediction);
    Ok(())
}

/// Takes away every lever that moved something which no longer exists, and says so.
pub(super) fn drop_levers(draft: &mut Draft, is_gone: impl Fn(&Lever) -> bool) {
    let concerned = |scenario: &&Scenario| scenario.levers.iter().any(&is_gone);
    let names: Vec<String> =
        draft.workspace.scenarios.iter().filter(concerned).map(|scenario| scenario.name.clone()).collect();
    if names.is_empty() {
        return;
    }
    let mut dropped = 0;
    for scenario in Arc::make_mut(&mut draft.workspace.scenarios) {
        let before = scenario.levers.len();
        scenario.levers.retain(|lever| !is_gone(lever));
        dropped += before - scenario.levers.len();
    }
    let levers = counted(dropped, "lever is", "levers are");
    draft.also.push(format!("{levers} removed with it, in: {}.", names.join(", ")));
}

/// Once the answer has been shown, nobody predicts any more.
fn votes_stand(scenario: &Scenario, new: &Prediction) -> Result<(), Problem> {
    let old = &scenario.prediction;
    let votes = |p: &Prediction| (p.people, p.lead_time, p.failures, p.budget, p.revealed);
    if old.revealed && votes(old) != votes(new) {
        return Err(Problem::error(
            Place::Scenario(scenario.id),
            format!("The answer to \"{}\" has been shown, so its votes stand.", scenario.name),
            "Duplicate the scenario to predict again.",
        ));
    }
    Ok(())
}

/// New or changed levers must fit the workspace, and no two may be the same. Levers that were there before and lost
/// their target through another change stay, and are reported when the scenario is run.
fn levers_sound(workspace: &Workspace, scenario: &Scenario, known: &[Lever]) -> Result<(), Problem> {
    for (at, lever) in scenario.levers.iter().enumerate() {
        if scenario.levers.iter().take(at).any(|earlier| same_lever(earlier, lever)) {
            return Err(Problem::error(
                Place::Scenario(scenario.id),
                format!("Scenario \"{}\" moves the same lever twice.", scenario.name),
                "Keep one of them.",
            ));
        }
        if !known.contains(lever) {
            lever_sound(workspace, scenario.id, lever)?;
        }
    }
    Ok(())
}

/// Whether the lever's target exists and is of the kind that this lever moves.
fn lever_sound(workspace: &Workspace, scenario: ScenarioId, lever: &Lever) -> Result<(), Problem> {
    let place = Place::Scenario(scenario);
    let target = match lever {
        Lever::UseStream { stream } => Handle::Stream(*stream),
        other => handle(other),
    };
    match target {
        Handle::Workspace | Handle::Gate(_) => Ok(()),
        Handle::Stream(id) => workspace.stream(id).map(|_| ()).ok_or_else(|| gone(place, "value stream", id)),
        Handle::Team(id) => workspace.team(id).map(|_| ()).ok_or_else(|| gone(place, "team", id)),
        Handle::Service(id) => workspace.service(id).map(|_| ()).ok_or_else(|| gone(place, "service", id)),
        Handle::Step(id) => {
            let step = workspace.stream_of_step(id).and_then(|stream| stream.step(id));
            step_fits(place, step.ok_or_else(|| gone(place, "step", id))?, lever)
        }
    }
}

fn step_fits(place: Place, step: &Step, lever: &Lever) -> Result<(), Problem> {
    let (fits, wanted) = match lever {
        Lever::ApprovalCadence { .. } => (matches!(step.kind, StepKind::Approval { .. }), "an approval"),
        Lever::StopsBad { .. } => {
            (matches!(step.kind, StepKind::Approval { .. } | StepKind::Gate { .. }), "an approval or a gate")
        }
        Lever::Release { .. } => (matches!(step.kind, StepKind::Deploy { .. }), "a deployment"),
        _ => (true, ""),
    };
    if fits {
        Ok(())
    } else {
        Err(Problem::error(place, format!("Step \"{}\" is not {wanted}.", step.name), "Choose another step."))
    }
}
