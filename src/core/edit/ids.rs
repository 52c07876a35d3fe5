//! New ids, and the rule that a number is never used twice.

use std::collections::BTreeSet;

use crate::model::{
    FlowId, ImprovementId, PersonId, Place, Problem, ScenarioId, ServiceId, SloId, SnapshotId, StepId, StreamId,
    SupplierId, TeamId, Workspace,
};

/// The largest id number: every program that reads JSON numbers can still tell it from its neighbours.
const LARGEST: u64 = (1 << 53) - 1;

/// Hands out new ids for the elements of one command, from the workspace's next free number on.
#[derive(Debug, Clone)]
pub struct NewIds {
    next: u64,
}

impl NewIds {
    /// Ids that are free in this workspace. Take all ids of one command from one `NewIds`.
    pub fn of(workspace: &Workspace) -> Self {
        Self { next: workspace.next_id.max(1) }
    }

    /// Leaves these numbers to those who have them.
    pub(super) fn after(&mut self, taken: impl Iterator<Item = u64>) {
        self.next = taken.map(|number| number.saturating_add(1)).fold(self.next, u64::max);
    }

    fn take(&mut self) -> u64 {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        number
    }

    /// A new service.
    pub fn service(&mut self) -> ServiceId {
        ServiceId::new(self.take())
    }

    /// A new objective.
    pub fn slo(&mut self) -> SloId {
        SloId::new(self.take())
    }

    /// A new contract.
    pub fn contract(&mut self) -> SupplierId {
        SupplierId::new(self.take())
    }

    /// A new value stream.
    pub fn stream(&mut self) -> StreamId {
        StreamId::new(self.take())
    }

    /// A new step.
    pub fn step(&mut self) -> StepId {
        StepId::new(self.take())
    }

    /// A new link.
    pub fn flow(&mut self) -> FlowId {
        FlowId::new(self.take())
    }

    /// A new team.
    pub fn team(&mut self) -> TeamId {
        TeamId::new(self.take())
    }

    /// A new scenario.
    pub fn scenario(&mut self) -> ScenarioId {
        ScenarioId::new(self.take())
    }

    /// An id for a decision.
    pub fn improvement(&mut self) -> ImprovementId {
        ImprovementId::new(self.take())
    }

    /// A new person.
    pub fn person(&mut self) -> PersonId {
        PersonId::new(self.take())
    }

    /// A new snapshot.
    pub fn snapshot(&mut self) -> SnapshotId {
        SnapshotId::new(self.take())
    }
}

/// Ids for links that a command has to make by itself: above every id in the workspace as it now is.
pub(super) fn after_all_of(workspace: &Workspace) -> NewIds {
    let largest = numbers(workspace).last().copied().unwrap_or(0);
    NewIds { next: workspace.next_id.max(largest.saturating_add(1)) }
}

/// Accepts the ids that `after` has and `before` had not: they must be free ones, and are never free again.
pub(super) fn adopt(before: &Workspace, after: &mut Workspace) -> Result<(), Problem> {
    let known = numbers(before);
    let now = numbers(after);
    if let Some(used) = now.difference(&known).find(|number| **number < before.next_id) {
        return Err(Problem::error(
            Place::Workspace,
            format!("The id number {used} has been used before in this workspace."),
            "Take a new one.",
        ));
    }
    let largest = now.last().copied().unwrap_or(0);
    if largest > LARGEST && !known.contains(&largest) {
        return Err(Problem::error(
            Place::Workspace,
            "The workspace has run out of id numbers.",
            "Start a new workspace and copy into it what you need.",
        ));
    }
    after.next_id = before.next_id.max(largest.saturating_add(1));
    Ok(())
}

/// The numbers of all ids, of every kind.
fn numbers(workspace: &Workspace) -> BTreeSet<u64> {
    let services = workspace.services.iter().flat_map(|service| {
        let slos = service.slos.iter().map(|slo| slo.id.number());
        let contracts = service.contracts.iter().map(|contract| contract.id.number());
        std::iter::once(service.id.number()).chain(slos).chain(contracts)
    });
    let streams = workspace.streams.iter().flat_map(|stream| {
        let steps = stream.steps.iter().map(|step| step.id.number());
        let flows = stream.flows.iter().map(|flow| flow.id.number());
        std::iter::once(stream.id.number()).chain(steps).chain(flows)
    });
    let teams = workspace.teams.iter().map(|team| team.id.number());
    let scenarios = workspace.scenarios.iter().map(|scenario| scenario.id.number());
    let improvements = workspace.improvements.iter().map(|improvement| improvement.id.number());
    let people = workspace.practices.people.iter().map(|person| person.id.number());
    let snapshots = workspace.snapshots.iter().map(|snapshot| snapshot.id.number());
    services.chain(streams).chain(teams).chain(scenarios).chain(improvements).chain(people).chain(snapshots).collect()
}
