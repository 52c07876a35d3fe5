//! The moment for which pages read records.

use chrono::NaiveDateTime;
use trivium_core::model::{DeliveryRecords, Workspace};

use crate::platform::clock;

/// Records that ended longer ago than this are read as of their end: a full budget today would only say that nobody
/// imported anything since.
const STILL_CURRENT_DAYS: i64 = 28;

/// The last moment in the records of a service.
pub(crate) fn last_moment(records: &DeliveryRecords) -> Option<NaiveDateTime> {
    let finished = records.deployments.iter().map(|deployment| deployment.finished_at);
    let ended = records.incidents.iter().map(|incident| incident.resolved_at.unwrap_or(incident.opened_at));
    finished.chain(ended).max()
}

/// Today, or the end of these records when they are old or lie in the future; and whether it is their end.
pub(crate) fn moment_of(records: &DeliveryRecords) -> Option<(NaiveDateTime, bool)> {
    let (last, today) = (last_moment(records)?, clock::now_utc());
    let past = today - last > chrono::TimeDelta::days(STILL_CURRENT_DAYS) || last > today;
    Some((if past { last } else { today }, past))
}

/// The moment for a whole workspace: that of its main service's records. `None` without any.
pub(crate) fn moment(workspace: &Workspace) -> Option<NaiveDateTime> {
    let records = workspace.main_service().and_then(|service| workspace.tables.delivery_of(service.id))?;
    moment_of(records).map(|(moment, _)| moment)
}
