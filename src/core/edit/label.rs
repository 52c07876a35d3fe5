//! What a command is called in the undo menu, and which commands are one step of it.

use super::{Command, StreamDetails, apply::counted, differences};
use crate::model::{FlowId, ImprovementId, Lever, ScenarioId, ServiceId, StepId, StreamId, TeamId, Workspace};

impl Command {
    /// What it does, for "Undo: ...": `Rename step "Test"`. Names are those of the workspace before it.
    pub fn label(&self, before: &Workspace) -> String {
        match self {
            Self::Rename { .. } => "Rename workspace".to_owned(),
            Self::SetEdition { .. } => "Choose ITIL edition".to_owned(),
            Self::SetChangePolicy { .. } => match self.differences(before).as_slice() {
                [field] => format!("Change {field} of the change policy"),
                _ => "Change the change policy".to_owned(),
            },
            Self::Replace { label, .. } => label.clone(),
            Self::AddStream { stream } => format!("Add value stream \"{}\"", stream.name),
            Self::UpdateStream { stream, .. } => {
                self.update_label(before, "value stream", &name_of_stream(before, *stream))
            }
            Self::RemoveStream { stream } => format!("Remove value stream {}", name_of_stream(before, *stream)),
            Self::MoveStream { stream, .. } => format!("Move value stream {}", name_of_stream(before, *stream)),
            Self::AddSteps { steps, .. } | Self::AddPart { steps, .. } => match steps.as_slice() {
                [step] => format!("Add step \"{}\"", step.name),
                steps => format!("Add {}", counted(steps.len(), "step", "steps")),
            },
            Self::UpdateStep { stream, step } => {
                self.update_label(before, "step", &name_of_step(before, *stream, step.id))
            }
            Self::RemoveStep { stream, step } => format!("Remove step {}", name_of_step(before, *stream, *step)),
            Self::RemoveSteps { stream, steps } => match steps.as_slice() {
                [step] => format!("Remove step {}", name_of_step(before, *stream, *step)),
                steps => format!("Remove {}", counted(steps.len(), "step", "steps")),
            },
            Self::MoveStep { stream, step, .. } => format!("Move step {}", name_of_step(before, *stream, *step)),
            Self::PinSteps { stream, pins } => match pins.as_slice() {
                [(step, Some(_))] => format!("Move step {} in the drawing", name_of_step(before, *stream, *step)),
                pins if pins.iter().any(|(_, pin)| pin.is_some()) => {
                    format!("Move {} steps in the drawing", pins.len())
                }
                _ => "Arrange the drawing".to_owned(),
            },
            Self::SetClock { .. } => "Set start of the DORA clock".to_owned(),
            Self::AddFlow { stream, flow } => format!("Add link {}", ends(before, *stream, flow.from, flow.to)),
            Self::UpdateFlow { stream, flow } => format!("Change link {}", ends(before, *stream, flow.from, flow.to)),
            Self::RemoveFlow { stream, flow } => format!("Remove link {}", name_of_flow(before, *stream, *flow)),
            Self::AddService { service } => format!("Add service \"{}\"", service.name),
            Self::UpdateService { service } => {
                self.update_label(before, "service", &name_of_service(before, service.id))
            }
            Self::RemoveService { service } => format!("Remove service {}", name_of_service(before, *service)),
            Self::AddSlo { service, .. } => format!("Add objective to {}", name_of_service(before, *service)),
            Self::UpdateSlo { service, .. } => {
                self.update_label(before, "objective", &name_of_service(before, *service))
            }
            Self::RemoveSlo { service, .. } => format!("Remove objective of {}", name_of_service(before, *service)),
            Self::PutDelivery { service, .. } => {
                format!("Import delivery records of {}", name_of_service(before, *service))
            }
            Self::RemoveDelivery { service } => {
                format!("Remove delivery records of {}", name_of_service(before, *service))
            }
            Self::AddTeam { team } => format!("Add team \"{}\"", team.name),
            Self::UpdateTeam { team } => self.update_label(before, "team", &name_of_team(before, team.id)),
            Self::RemoveTeam { team } => format!("Remove team {}", name_of_team(before, *team)),
            Self::AddScenario { scenario } => format!("Add scenario \"{}\"", scenario.name),
            Self::DuplicateScenario { scenario, .. } => {
                format!("Duplicate scenario {}", name_of_scenario(before, *scenario))
            }
            Self::UpdateScenario { scenario } => {
                self.update_label(before, "scenario", &name_of_scenario(before, scenario.id))
            }
            Self::MoveScenario { scenario, .. } => format!("Move scenario {}", name_of_scenario(before, *scenario)),
            Self::RemoveScenario { scenario } => format!("Remove scenario {}", name_of_scenario(before, *scenario)),
            Self::SetLever { scenario, lever } => {
                format!("Set {} in {}", word(lever), name_of_scenario(before, *scenario))
            }
            Self::RemoveLever { scenario, lever } => {
                format!("Put back {} in {}", word(lever), name_of_scenario(before, *scenario))
            }
            Self::SetPrediction { scenario, .. } => format!("Predict {}", name_of_scenario(before, *scenario)),
            Self::EditMap { edit } => edit.label(),
            Self::AddSnapshot { snapshot } => format!("Take snapshot \"{}\"", snapshot.name),
            Self::RenameSnapshot { .. } => "Rename snapshot".to_owned(),
            Self::RemoveSnapshot { .. } => "Remove snapshot".to_owned(),
            Self::SetBounds { .. } => "Change the limits of governance".to_owned(),
            Self::AddImprovement { .. } => "Save decision".to_owned(),
            Self::UpdateImprovement { improvement } => {
                self.update_label(before, "decision", &name_of_improvement(before, improvement.id))
            }
            Self::RemoveImprovement { improvement } => {
                format!("Remove decision {}", name_of_improvement(before, *improvement))
            }
        }
    }

    /// Commands with the same key that follow each other are one step of the history: typing in one field, one sweep
    /// of a slider, one drag. `None` for a command that is always a step of its own.
    pub fn coalesce_key(&self, before: &Workspace) -> Option<String> {
        let element = match self {
            Self::Rename { .. } => return Some("workspace name".to_owned()),
            Self::SetChangePolicy { .. } => "change policy".to_owned(),
            Self::UpdateStream { stream, .. } => stream.to_string(),
            Self::UpdateStep { step, .. } => step.id.to_string(),
            Self::UpdateFlow { flow, .. } => return Some(flow.id.to_string()),
            Self::MoveStep { step, .. } => return Some(format!("{step} place")),
            Self::MoveStream { stream, .. } => return Some(format!("{stream} place")),
            Self::PinSteps { pins, .. } if pins.iter().all(|(_, pin)| pin.is_some()) => {
                let steps: Vec<String> = pins.iter().map(|(step, _)| step.to_string()).collect();
                return Some(format!("pins {}", steps.join(" ")));
            }
            Self::UpdateService { service } => service.id.to_string(),
            Self::UpdateSlo { slo, .. } => slo.id.to_string(),
            Self::UpdateTeam { team } => team.id.to_string(),
            Self::UpdateScenario { scenario } => scenario.id.to_string(),
            Self::MoveScenario { scenario, .. } => return Some(format!("{scenario} place")),
            Self::SetLever { scenario, lever } => return Some(format!("{scenario} {}", lever_key(lever))),
            Self::SetPrediction { scenario, .. } => return Some(format!("{scenario} prediction")),
            Self::EditMap { edit } => return edit.coalesce_key(&before.practices),
            Self::RenameSnapshot { snapshot, .. } => return Some(snapshot.to_string()),
            Self::SetBounds { bounds } => match differences::bounds(&before.bounds, bounds).as_slice() {
                [field] => return Some(format!("bounds {field}")),
                _ => return None,
            },
            Self::UpdateImprovement { improvement } => improvement.id.to_string(),
            _ => return None,
        };
        match self.differences(before).as_slice() {
            [field] => Some(format!("{element} {field}")),
            _ => None,
        }
    }

    /// The fields that an update changes, in words; empty for other commands and when the element is gone.
    fn differences(&self, before: &Workspace) -> Vec<&'static str> {
        let found = match self {
            Self::SetChangePolicy { policy } => Some(differences::change_policy(&before.change_policy, policy)),
            Self::UpdateStream { stream, details } => {
                before.stream(*stream).map(|old| differences::stream(&StreamDetails::of(old), details))
            }
            Self::UpdateStep { stream, step } => {
                let old = before.stream(*stream).and_then(|stream| stream.step(step.id));
                old.map(|old| differences::step(old, step))
            }
            Self::UpdateService { service } => before.service(service.id).map(|old| differences::service(old, service)),
            Self::UpdateSlo { service, slo } => {
                let old = before.service(*service).and_then(|service| service.slos.iter().find(|old| old.id == slo.id));
                old.map(|old| differences::slo(old, slo))
            }
            Self::UpdateTeam { team } => before.team(team.id).map(|old| differences::team(old, team)),
            Self::UpdateScenario { scenario } => {
                before.scenario(scenario.id).map(|old| differences::scenario(old, scenario))
            }
            Self::UpdateImprovement { improvement } => {
                before.improvement(improvement.id).map(|old| differences::improvement(old, improvement))
            }
            _ => None,
        };
        found.unwrap_or_default()
    }

    fn update_label(&self, before: &Workspace, kind: &str, name: &str) -> String {
        match self.differences(before).as_slice() {
            ["name"] => format!("Rename {kind} {name}"),
            [field] if kind == "objective" => format!("Change {field} of the objective of {name}"),
            [field] => format!("Change {field} of {name}"),
            _ if kind == "objective" => format!("Change objective of {name}"),
            _ => format!("Change {kind} {name}"),
        }
    }
}

/// The kind of lever and what it moves, but not where it stands.
fn lever_key(lever: &Lever) -> String {
    let target = match lever {
        Lever::UseStream { .. } | Lever::AutoApproval { .. } | Lever::Canary { .. } => String::new(),
        Lever::RequiredGate { family, .. } => family.name().to_owned(),
        Lever::StandardChanges { stream, .. }
        | Lever::Gates { stream, .. }
        | Lever::Demand { stream, .. }
        | Lever::BadChanges { stream, .. }
        | Lever::ReliabilityWork { stream, .. } => stream.to_string(),
        Lever::ApprovalCadence { step, .. }
        | Lever::StopsBad { step, .. }
        | Lever::Release { step, .. }
        | Lever::WipLimit { step, .. }
        | Lever::People { step, .. } => step.to_string(),
        Lever::TeamSize { team, .. } => team.to_string(),
        Lever::FoundByMonitoring { service, .. }
        | Lever::RepairTime { service, .. }
        | Lever::Rollback { service, .. }
        | Lever::SloTarget { service, .. }
        | Lever::FeatureFlag { service, .. }
        | Lever::OnCallLevels { service, .. }
        | Lever::FreezeAt { service, .. }
        | Lever::Freeze { service, .. } => service.to_string(),
    };
    format!("{} {target}", word(lever))
}

fn word(lever: &Lever) -> &'static str {
    match lever {
        Lever::UseStream { .. } => "value stream",
        Lever::StandardChanges { .. } => "standard changes",
        Lever::ApprovalCadence { .. } => "approval dates",
        Lever::StopsBad { .. } => "share of bad changes stopped",
        Lever::Release { .. } => "release dates",
        Lever::Gates { .. } => "automated gates",
        Lever::People { .. } => "people on a step",
        Lever::TeamSize { .. } => "team size",
        Lever::Demand { .. } => "demand",
        Lever::BadChanges { .. } => "share of bad changes",
        Lever::FoundByMonitoring { .. } => "monitoring",
        Lever::RepairTime { .. } => "repair time",
        Lever::Rollback { .. } => "automated rollback",
        Lever::SloTarget { .. } => "objective",
        Lever::Freeze { .. } => "freeze",
        Lever::FreezeAt { .. } => "levels of the freeze",
        Lever::AutoApproval { .. } => "automatic approval",
        Lever::RequiredGate { .. } => "required gate",
        Lever::WipLimit { .. } => "limit of items",
        Lever::Canary { .. } => "canary",
        Lever::FeatureFlag { .. } => "feature flag",
        Lever::OnCallLevels { .. } => "levels of call",
        Lever::ReliabilityWork { .. } => "reliability work",
    }
}

fn quoted(name: Option<&String>, id: impl std::fmt::Display) -> String {
    name.map_or_else(|| id.to_string(), |name| format!("\"{name}\""))
}

fn name_of_stream(workspace: &Workspace, id: StreamId) -> String {
    quoted(workspace.stream(id).map(|stream| &stream.name), id)
}

fn name_of_step(workspace: &Workspace, stream: StreamId, id: StepId) -> String {
    let step = workspace.stream(stream).and_then(|stream| stream.step(id));
    quoted(step.map(|step| &step.name), id)
}

fn name_of_service(workspace: &Workspace, id: ServiceId) -> String {
    quoted(workspace.service(id).map(|service| &service.name), id)
}

fn name_of_team(workspace: &Workspace, id: TeamId) -> String {
    quoted(workspace.team(id).map(|team| &team.name), id)
}

fn name_of_scenario(workspace: &Workspace, id: ScenarioId) -> String {
    quoted(workspace.scenario(id).map(|scenario| &scenario.name), id)
}

fn name_of_improvement(workspace: &Workspace, id: ImprovementId) -> String {
    quoted(workspace.improvement(id).map(|improvement| &improvement.we_will), id)
}

fn name_of_flow(workspace: &Workspace, stream: StreamId, id: FlowId) -> String {
    let flow = workspace.stream(stream).and_then(|stream| stream.flows.iter().find(|flow| flow.id == id));
    flow.map_or_else(|| id.to_string(), |flow| ends(workspace, stream, flow.from, flow.to))
}

fn ends(workspace: &Workspace, stream: StreamId, from: StepId, to: StepId) -> String {
    format!("from {} to {}", name_of_step(workspace, stream, from), name_of_step(workspace, stream, to))
}
