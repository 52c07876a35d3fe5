//! Commands about delivery records: chunks come and go as a whole, named by their content.

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDateTime};

use super::apply::{Draft, gone};
use super::content::chunk_hash;
use crate::model::{Chunk, DeliveryRecords, Place, Problem, ServiceId, Tables, order};

/// Years that a record may lie in. Others are typing errors, and would stretch every chart to nothing.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

/// Most deployments, and most incidents, in one chunk.
const MOST_ROWS: usize = 500_000;

pub(super) fn put(draft: &mut Draft, id: ServiceId, records: &Arc<DeliveryRecords>) -> Result<(), Problem> {
    if draft.workspace.service(id).is_none() {
        return Err(gone(Place::Service(id), "service", id));
    }
    check_records(records)?;
    let mut sorted = DeliveryRecords::clone(records);
    order::sort_by_key(&mut sorted.deployments, |row| row.finished_at);
    order::sort_by_key(&mut sorted.incidents, |row| row.opened_at);
    let chunk = Chunk::Delivery { records: sorted };
    let hash = chunk_hash(&chunk).ok_or_else(|| {
        Problem::error(Place::Records, "The records cannot be written down.", "Import them from another file.")
    })?;
    let tables = Arc::make_mut(&mut draft.workspace.tables);
    tables.chunks.entry(hash.clone()).or_insert_with(|| Arc::new(chunk));
    tables.delivery.insert(id, hash);
    forget_unnamed(tables);
    Ok(())
}

pub(super) fn remove(draft: &mut Draft, id: ServiceId) -> Result<(), Problem> {
    let tables = Arc::make_mut(&mut draft.workspace.tables);
    tables.delivery.remove(&id).ok_or_else(|| {
        Problem::error(Place::Records, format!("There are no delivery records of {id}."), "There is nothing to remove.")
    })?;
    forget_unnamed(tables);
    Ok(())
}

/// Chunks that nothing names leave the workspace. Earlier workspaces in the history still hold theirs.
pub(super) fn forget_unnamed(tables: &mut Tables) {
    let Tables { chunks, delivery } = tables;
    chunks.retain(|hash, _| delivery.values().any(|named| named == hash));
}

/// Whether the rows can be kept: times within 1970 to 2199, impacts that are shares, not too many of them.
///
/// # Errors
/// A [`Problem`] that names the first row that cannot.
pub fn check_records(records: &DeliveryRecords) -> Result<(), Problem> {
    let refuse = |what: String, remedy: &str| Err(Problem::error(Place::Records, what, remedy));
    let sound = |time: NaiveDateTime| YEARS.contains(&time.year());
    if records.deployments.len() > MOST_ROWS || records.incidents.len() > MOST_ROWS {
        return refuse(
            format!("There are more than {MOST_ROWS} deployments or incidents."),
            "Import a shorter stretch of time.",
        );
    }
    for row in &records.deployments {
        if !sound(row.finished_at) || !row.commit_time.is_none_or(sound) {
            return refuse(
                format!("Deployment \"{}\" lies outside the years 1970 to 2199.", row.id),
                "Correct its times.",
            );
        }
    }
    for row in &records.incidents {
        if !sound(row.opened_at) || !row.resolved_at.is_none_or(sound) {
            return refuse(
                format!("Incident \"{}\" lies outside the years 1970 to 2199.", row.id),
                "Correct its times.",
            );
        }
        if !row.impact.is_none_or(|impact| (0.0..=1.0).contains(&impact)) {
            return refuse(
                format!("Incident \"{}\": its impact is not a share from 0 to 1.", row.id),
                "Correct it, or leave it empty when it is unknown.",
            );
        }
    }
    Ok(())
}
