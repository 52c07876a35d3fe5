//! How things stood at a time: what is compared with how they stand now.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Practice, Practices, Role};
use crate::model::{List, SnapshotId, StepId, Team, Workspace};

/// Practices, roles and teams as they were. Ids in it name elements of that time, which may be gone by now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// Identity.
    pub id: SnapshotId,
    /// What people call it.
    pub name: String,
    /// The day on which it was taken.
    pub taken_on: NaiveDate,
    /// What was said about practices.
    pub practices: Arc<Practices>,
    /// The teams.
    pub teams: List<Team>,
    /// The steps of all streams, as far as practices and roles are concerned.
    pub steps: List<SnapshotStep>,
}

/// A step as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotStep {
    /// Which step.
    pub step: StepId,
    /// Its name.
    pub name: String,
    /// The name of its stream.
    pub stream: String,
    /// The practices it used.
    pub practices: Vec<Practice>,
    /// The roles that took part.
    pub roles: Vec<Role>,
}

impl SnapshotStep {
    /// The steps of all streams as they are now.
    pub fn all_of(workspace: &Workspace) -> Vec<Self> {
        let steps = workspace.streams.iter().flat_map(|stream| {
            stream.steps.iter().map(|step| Self {
                step: step.id,
                name: step.name.clone(),
                stream: stream.name.clone(),
                practices: step.practices.clone(),
                roles: step.roles.clone(),
            })
        });
        steps.collect()
    }
}
