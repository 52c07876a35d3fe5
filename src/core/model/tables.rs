//! Big, immutable data beside the small document: chunks named by the hash of their content.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::ServiceId;

/// SHA-256 of a chunk's canonical bytes, as 64 hexadecimal digits. Made by `edit` when a chunk enters a workspace,
/// proven by `wire` when one is read; opaque to everyone else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChunkHash(pub String);

/// One immutable table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Chunk {
    /// Deployments and incidents of one service.
    Delivery {
        /// The rows.
        records: DeliveryRecords,
    },
}

/// All chunks of a workspace, by the hash of their content. The document names hashes; the chunks may live elsewhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tables {
    /// The chunks.
    pub chunks: BTreeMap<ChunkHash, Arc<Chunk>>,
    /// Which chunk holds the delivery records of which service.
    pub delivery: BTreeMap<ServiceId, ChunkHash>,
}

impl Tables {
    /// Delivery records of a service.
    pub fn delivery_of(&self, service: ServiceId) -> Option<&DeliveryRecords> {
        let chunk = self.chunks.get(self.delivery.get(&service)?)?;
        match chunk.as_ref() {
            Chunk::Delivery { records } => Some(records),
        }
    }
}

/// Deployments and incidents, sorted by time, in UTC.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryRecords {
    /// Where they come from, for people.
    pub source: String,
    /// Whether they are made up (an example) rather than real.
    pub synthetic: bool,
    /// Deployments, by `finished_at`.
    pub deployments: Vec<Deployment>,
    /// Incidents, by `opened_at`.
    pub incidents: Vec<Incident>,
}

/// A finished deployment to production.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// The record's own name.
    pub id: String,
    /// When it was running in production.
    pub finished_at: NaiveDateTime,
    /// When its (first) commit was made; `None` when unknown.
    pub commit_time: Option<NaiveDateTime>,
    /// Whether it needed immediate intervention; `None` when unknown.
    pub failed: Option<bool>,
    /// Whether it was unplanned work for a fault in production; `None` when unknown.
    pub unplanned: Option<bool>,
    /// Changes in it; `None` when unknown.
    pub changes: Option<u32>,
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// The record's own name.
    pub id: String,
    /// When the failure began, or was opened.
    pub opened_at: NaiveDateTime,
    /// When service was restored; `None` while open.
    pub resolved_at: Option<NaiveDateTime>,
    /// The deployment that caused it, by its own name.
    pub deployment_id: Option<String>,
    /// Whether a change caused it; `None` when unknown.
    pub cause_is_change: Option<bool>,
    /// Severity, as written in the source.
    pub severity: Option<String>,
    /// Share of users or requests hit; `None` when unknown.
    pub impact: Option<f64>,
}
