//! What one repetition counts.

use super::{
    changes::{CLASSES, ChangeClass},
    histogram::{Histogram, as_number},
    ledger::{Curve, Ledger},
    typed::{StepKey, Table},
};

/// Sums over the visits of a step that ended in the measured time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StepTally {
    pub(super) visits: u64,
    pub(super) total: f64,
    pub(super) queue: f64,
    pub(super) other: f64,
    pub(super) date: f64,
    /// Working hours that people were held.
    pub(super) busy: f64,
}

/// Everything that one repetition counts. Rates and means use the measured time only; the counts that balance
/// (arrived = finished + in progress + turned away) are of the whole run.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) measured_from: f64,
    pub(super) events: u64,
    /// Whole run.
    pub(super) arrived: u64,
    pub(super) finished: u64,
    pub(super) in_progress: u64,
    pub(super) turned_away: u64,
    /// Sum of the bits of all times of arrival: says whether two policies saw the same changes.
    pub(super) arrivals_digest: u64,
    pub(super) returns_refused: u64,
    /// Measured time.
    pub(super) entered: u64,
    pub(super) went_live: u64,
    pub(super) lead: Lead,
    /// Sum and count of the same times for each class.
    pub(super) by_class: [(f64, u64); CLASSES],
    pub(super) commit: Lead,
    pub(super) done: Lead,
    pub(super) deployments: u64,
    pub(super) deployed_changes: u64,
    pub(super) failed: u64,
    pub(super) fixes: u64,
    pub(super) incidents: u64,
    pub(super) recovery: Lead,
    pub(super) freezes: u64,
    pub(super) frozen_hours: f64,
    pub(super) wip_hours: f64,
    pub(super) steps: Table<StepKey, StepTally>,
    pub(super) ledger: Ledger,
}

/// Lengths of time: their mean and their distribution.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    pub(super) sum: f64,
    pub(super) times: Histogram,
}

impl Lead {
    pub(super) fn new() -> Self {
        Self { sum: 0.0, times: Histogram::new() }
    }

    pub(super) fn add(&mut self, hours: f64) {
        self.sum += hours;
        self.times.add(hours);
    }

    /// Mean in hours; `None` when nothing was measured.
    pub(super) fn mean(&self) -> Option<f64> {
        (self.times.total() > 0).then(|| self.sum / as_number(self.times.total()))
    }
}

impl Tally {
    pub(super) fn new(steps: usize, measured_from: f64) -> Self {
        Self {
            measured_from,
            events: 0,
            arrived: 0,
            finished: 0,
            in_progress: 0,
            turned_away: 0,
            arrivals_digest: 0,
            returns_refused: 0,
            entered: 0,
            went_live: 0,
            lead: Lead::new(),
            by_class: [(0.0, 0); CLASSES],
            commit: Lead::new(),
            done: Lead::new(),
            deployments: 0,
            deployed_changes: 0,
            failed: 0,
            fixes: 0,
            incidents: 0,
            recovery: Lead::new(),
            freezes: 0,
            frozen_hours: 0.0,
            wip_hours: 0.0,
            steps: (0..steps).map(|_| StepTally::default()).collect(),
            ledger: Ledger::new(steps, Curve::default()),
        }
    }

    /// Counts a change that went live so many hours after it was requested.
    pub(super) fn count_live(&mut self, class: ChangeClass, hours: f64) {
        self.went_live += 1;
        self.lead.add(hours);
        if let Some((sum, n)) = self.by_class.get_mut(class as usize) {
            *sum += hours;
            *n += 1;
        }
    }

    /// Mean hours from request to live of one class; `None` without such a change.
    pub(super) fn lead_of(&self, class: ChangeClass) -> Option<f64> {
        let (sum, n) = self.by_class.get(class as usize)?;
        (*n > 0).then(|| sum / as_number(*n))
    }
}
