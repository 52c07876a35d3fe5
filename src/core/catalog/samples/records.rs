//! Delivery records that come with the samples: small CSV files beside this one, read by one strict reader.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::model::{Chunk, ChunkHash, DeliveryRecords, Deployment, Incident, ServiceId, Tables, order};

/// The two files of one service, as they lie in `catalog/data`.
pub(super) struct Files {
    /// For people: where the records come from.
    pub(super) source: &'static str,
    /// Whether they are made up.
    pub(super) synthetic: bool,
    /// Text of the deployments file.
    pub(super) deployments: &'static str,
    /// Text of the incidents file.
    pub(super) incidents: &'static str,
}

#[derive(Deserialize)]
struct DeploymentRow {
    id: String,
    finished_at: String,
    commit_time: String,
    failed: Option<bool>,
    unplanned: Option<bool>,
    #[serde(default)]
    changes: Option<u32>,
}

#[derive(Deserialize)]
struct IncidentRow {
    id: String,
    opened_at: String,
    resolved_at: String,
    deployment_id: String,
    cause_is_change: Option<bool>,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    impact: Option<f64>,
}

/// The records as tables of a workspace, belonging to `service`.
///
/// A row that cannot be read is dropped: the files are ours, and a test compares rows with lines.
pub(super) fn tables(service: ServiceId, files: &Files) -> Tables {
    let mut deployments: Vec<Deployment> = rows(files.deployments).filter_map(deployment).collect();
    order::sort_by_key(&mut deployments, |deployment| deployment.finished_at);
    let mut incidents: Vec<Incident> = rows(files.incidents).filter_map(incident).collect();
    order::sort_by_key(&mut incidents, |incident| incident.opened_at);
    let records =
        DeliveryRecords { source: files.source.to_owned(), synthetic: files.synthetic, deployments, incidents };
    let chunk = Chunk::Delivery { records };
    let mut tables = Tables::default();
    if let Some(hash) = hash_of(&chunk) {
        tables.delivery.insert(service, hash.clone());
        tables.chunks.insert(hash, Arc::new(chunk));
    }
    tables
}

/// The name of a chunk: SHA-256 of its compact JSON, as `edit` makes it; a test compares them.
fn hash_of(chunk: &Chunk) -> Option<ChunkHash> {
    use std::fmt::Write as _;
    let bytes = serde_json::to_vec(chunk).ok()?;
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(digits, "{byte:02x}").ok()?;
    }
    Some(ChunkHash(digits))
}

fn rows<T: serde::de::DeserializeOwned>(text: &'static str) -> impl Iterator<Item = T> {
    csv::Reader::from_reader(text.as_bytes()).into_deserialize().filter_map(Result::ok)
}

fn deployment(row: DeploymentRow) -> Option<Deployment> {
    Some(Deployment {
        finished_at: time(&row.finished_at)?,
        commit_time: time(&row.commit_time),
        failed: row.failed,
        unplanned: row.unplanned,
        changes: row.changes,
        id: row.id,
    })
}

fn incident(row: IncidentRow) -> Option<Incident> {
    Some(Incident {
        opened_at: time(&row.opened_at)?,
        resolved_at: time(&row.resolved_at),
        deployment_id: known(row.deployment_id),
        cause_is_change: row.cause_is_change,
        severity: known(row.severity),
        impact: row.impact,
        id: row.id,
    })
}

fn known(text: String) -> Option<String> {
    if text.is_empty() { None } else { Some(text) }
}

/// `2026-04-30T22:00`, or a day without a time, which counts from midnight.
fn time(text: &str) -> Option<NaiveDateTime> {
    let day = || text.parse::<NaiveDate>().ok().map(|day| day.and_time(NaiveTime::MIN));
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok().or_else(day)
}
