//! Ids for what the catalogue makes.

use crate::model::{FlowId, PersonId, ScenarioId, ServiceId, SloId, StepId, StreamId, SupplierId, TeamId, Workspace};

/// Hands out id numbers, each once.
pub(in crate::catalog) struct Numbers(u64);

impl Numbers {
    pub(in crate::catalog) const fn new() -> Self {
        Self(0)
    }

    /// Numbers that are free in this workspace.
    pub(in crate::catalog) fn after(workspace: &Workspace) -> Self {
        Self(workspace.next_id.saturating_sub(1))
    }

    /// The next free number: what the workspace records as `next_id`.
    pub(in crate::catalog) const fn next_free(&self) -> u64 {
        self.0 + 1
    }

    const fn take(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }

    pub(in crate::catalog) const fn service(&mut self) -> ServiceId {
        ServiceId::new(self.take())
    }

    pub(in crate::catalog) const fn slo(&mut self) -> SloId {
        SloId::new(self.take())
    }

    pub(in crate::catalog) const fn contract(&mut self) -> SupplierId {
        SupplierId::new(self.take())
    }

    pub(in crate::catalog) const fn stream(&mut self) -> StreamId {
        StreamId::new(self.take())
    }

    pub(in crate::catalog) const fn step(&mut self) -> StepId {
        StepId::new(self.take())
    }

    pub(in crate::catalog) const fn flow(&mut self) -> FlowId {
        FlowId::new(self.take())
    }

    pub(in crate::catalog) const fn team(&mut self) -> TeamId {
        TeamId::new(self.take())
    }

    pub(in crate::catalog) const fn person(&mut self) -> PersonId {
        PersonId::new(self.take())
    }

    pub(in crate::catalog) const fn scenario(&mut self) -> ScenarioId {
        ScenarioId::new(self.take())
    }
}
