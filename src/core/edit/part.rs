//! A part of a chain on its way to another place: copied, and put in with new ids. And a whole chain as the start of its
//! own future.

use super::{Command, NewIds};
use crate::model::{Flow, FlowKind, Step, StepId, StreamId, TeamId, ValueStream, Workspace};

/// Steps, the links among them, and where they come from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// The steps, in the order of the list.
    pub steps: Vec<Step>,
    /// Links that begin and end at them.
    pub flows: Vec<Flow>,
    /// The workspace it was taken from.
    workspace: String,
    /// What their teams are called there: in another workspace the same number is another team.
    teams: Vec<(TeamId, String)>,
}

impl Part {
    /// The steps with these ids, and the links among them.
    pub fn of(workspace: &Workspace, stream: &ValueStream, ids: &[StepId]) -> Self {
        let steps: Vec<Step> = stream.steps.iter().filter(|step| ids.contains(&step.id)).cloned().collect();
        let inside = |flow: &&Flow| ids.contains(&flow.from) && ids.contains(&flow.to);
        let teams = workspace.teams.iter().map(|team| (team.id, team.name.clone())).collect();
        let flows = stream.flows.iter().filter(inside).copied().collect();
        Self { flows, steps, workspace: workspace.id.clone(), teams }
    }

    /// The team of a step in this workspace: the same one, or in another workspace the one of the same name.
    fn team_in(&self, workspace: &Workspace, team: TeamId) -> Option<TeamId> {
        if workspace.id == self.workspace {
            return workspace.team(team).map(|team| team.id);
        }
        let name = self.teams.iter().find(|(known, _)| *known == team).map(|(_, name)| name.to_lowercase())?;
        workspace.teams.iter().find(|team| team.name.to_lowercase() == name).map(|team| team.id)
    }

    /// The command that puts a copy into a stream, from place `at` of the list on, and the ids of the new steps. What
    /// only held where it came from is left behind: pins, and of which step of today it was. In another workspace teams are
    /// found by their names; a step whose team is not there has none.
    pub fn paste(&self, workspace: &Workspace, stream: StreamId, at: usize) -> (Command, Vec<StepId>) {
        let mut ids = NewIds::of(workspace);
        let fresh: Vec<StepId> = self.steps.iter().map(|_| ids.step()).collect();
        let new = |old: StepId| {
            let at = self.steps.iter().position(|step| step.id == old)?;
            fresh.get(at).copied()
        };
        let steps = self.steps.iter().zip(&fresh).map(|(step, id)| Step {
            id: *id,
            team: step.team.and_then(|team| self.team_in(workspace, team)),
            pin: None,
            was: None,
            ..step.clone()
        });
        let steps = steps.collect();
        let flows = self.flows.iter().filter_map(|flow| {
            Some(Flow { id: ids.flow(), from: new(flow.from)?, to: new(flow.to)?, kind: flow.kind })
        });
        let flows = flows.collect();
        (Command::AddPart { stream, at, steps, flows }, fresh)
    }
}

/// A copy of a stream that stands for its future: each step knows of which step of today it is the future.
pub fn future_of(workspace: &Workspace, today: &ValueStream, name: String) -> ValueStream {
    let mut ids = NewIds::of(workspace);
    let id = ids.stream();
    let fresh: Vec<(StepId, StepId)> = today.steps.iter().map(|step| (step.id, ids.step())).collect();
    let new = |old: StepId| fresh.iter().find(|(known, _)| *known == old).map(|(_, new)| *new);
    let steps = today.steps.iter().zip(&fresh);
    let steps = steps.map(|(step, (old, id))| Step { id: *id, was: Some(*old), ..step.clone() }).collect();
    let flows = today
        .flows
        .iter()
        .filter_map(|flow| Some(Flow { id: ids.flow(), from: new(flow.from)?, to: new(flow.to)?, kind: flow.kind }));
    ValueStream {
        id,
        name,
        flows: flows.collect(),
        steps,
        clock_starts_after: today.clock_starts_after.and_then(new),
        future_of: Some(today.id),
        ..today.clone()
    }
}

/// Where a part begins and ends: steps of it that nothing in it leads to, and steps of it that lead to nothing in it.
pub(super) fn ends(steps: &[Step], flows: &[Flow]) -> (Vec<StepId>, Vec<StepId>) {
    let onwards = |flow: &&Flow| matches!(flow.kind, FlowKind::Next { .. });
    let free = |of: fn(&Flow) -> StepId| {
        let ids = steps.iter().map(|step| step.id);
        ids.filter(|id| flows.iter().filter(onwards).all(|flow| of(flow) != *id)).collect::<Vec<_>>()
    };
    (free(|flow| flow.to), free(|flow| flow.from))
}
