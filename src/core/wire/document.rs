//! The written form of the document of schema 1. The elements in it are written as the model declares them.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::model::{
    Bounds, ChangePolicy, Chunk, ChunkHash, Edition, Improvement, List, Origin, Practices, Scenario, Service,
    ServiceId, Snapshot, Tables, Team, ValueStream, Workspace,
};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    id: String,
    name: String,
    edition: Edition,
    origin: Origin,
    next_id: u64,
    services: List<Service>,
    value_streams: List<ValueStream>,
    teams: List<Team>,
    #[serde(default, skip_serializing_if = "is_default")]
    practices: Arc<Practices>,
    #[serde(default, skip_serializing_if = "is_default")]
    snapshots: List<Snapshot>,
    #[serde(default, skip_serializing_if = "is_default")]
    bounds: Bounds,
    #[serde(default, skip_serializing_if = "is_default")]
    change_policy: ChangePolicy,
    scenarios: List<Scenario>,
    #[serde(default, skip_serializing_if = "is_default")]
    improvements: List<Improvement>,
    tables: TableNames,
}

/// Which chunk holds what: the document names chunks, and never contains them.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableNames {
    delivery: BTreeMap<ServiceId, ChunkHash>,
}

/// What a workspace does not have yet is not written, so that its text stays as it always was.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Document {
    pub(super) fn of(workspace: &Workspace) -> Self {
        let Workspace {
            id,
            name,
            edition,
            origin,
            next_id,
            services,
            streams,
            teams,
            practices,
            snapshots,
            bounds,
            change_policy,
            scenarios,
            improvements,
            tables,
        } = workspace;
        Self {
            id: id.clone(),
            name: name.clone(),
            edition: *edition,
            origin: *origin,
            next_id: *next_id,
            services: Arc::clone(services),
            value_streams: Arc::clone(streams),
            teams: Arc::clone(teams),
            practices: Arc::clone(practices),
            snapshots: Arc::clone(snapshots),
            bounds: *bounds,
            change_policy: change_policy.clone(),
            scenarios: Arc::clone(scenarios),
            improvements: Arc::clone(improvements),
            tables: TableNames { delivery: tables.delivery.clone() },
        }
    }

    /// The chunks that the document names, each once.
    pub(super) fn chunk_names(&self) -> std::collections::BTreeSet<ChunkHash> {
        self.tables.delivery.values().cloned().collect()
    }

    /// Forgets that this chunk is named, and says for which services.
    pub(super) fn forget_chunk(&mut self, hash: &ChunkHash) -> Vec<String> {
        let concerned = |id: &ServiceId| {
            let service = self.services.iter().find(|service| service.id == *id);
            service.map_or_else(|| id.to_string(), |service| format!("\"{}\"", service.name))
        };
        let names =
            self.tables.delivery.iter().filter(|(_, named)| *named == hash).map(|(id, _)| concerned(id)).collect();
        self.tables.delivery.retain(|_, named| named != hash);
        names
    }

    pub(super) fn into_workspace(self, chunks: BTreeMap<ChunkHash, Arc<Chunk>>) -> Workspace {
        Workspace {
            id: self.id,
            name: self.name,
            edition: self.edition,
            origin: self.origin,
            next_id: self.next_id,
            services: self.services,
            streams: self.value_streams,
            teams: self.teams,
            practices: self.practices,
            snapshots: self.snapshots,
            bounds: self.bounds,
            change_policy: self.change_policy,
            scenarios: self.scenarios,
            improvements: self.improvements,
            tables: Arc::new(Tables { chunks, delivery: self.tables.delivery }),
        }
    }
}
