//! Work in progress day by day, from the empty start on: what a warm-up is judged by.

use super::{calendar::DAY, histogram::as_number, plan::Plan, replication::Replication, settings::Settings};

/// Mean number of changes in progress on each day of one repetition, warm-up and measured time alike; empty without a
/// stream, or for settings that cannot run. It includes what is live and not yet through the last step.
pub fn daily_work_in_progress(plan: &Plan, settings: &Settings, repetition: u32) -> Vec<f64> {
    if plan.flow.is_none() || settings.check_for(plan).is_err() {
        return Vec::new();
    }
    let mut replication = Replication::new(plan, settings, repetition);
    let mut days = Vec::new();
    let (mut since, mut hours, mut count) = (0.0, 0.0, 0.0);
    let mut over = false;
    while !over {
        over = replication.advance(plan, 1);
        // The last look is at the end, whatever happened last.
        let now = replication.now;
        let mut midnight = as_number(u64::try_from(days.len()).unwrap_or(u64::MAX)) * DAY + DAY;
        while midnight <= now {
            hours += (midnight - since) * count;
            days.push(hours / DAY);
            (since, hours) = (midnight, 0.0);
            midnight += DAY;
        }
        hours += (now - since) * count;
        since = now;
        count = as_number(u64::try_from(replication.changes.count()).unwrap_or(u64::MAX));
    }
    days
}
