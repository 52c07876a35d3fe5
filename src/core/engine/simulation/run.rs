//! A run that can be advanced in slices, stopped at any moment, and keeps what it has. [`Merge`](super::Merge) is the
//! same for a run that others do in parts.

use std::sync::Arc;

use super::{
    outcome::Outcome,
    part::Finished,
    plan::Plan,
    record::Record,
    replication::Replication,
    settings::{Settings, SettingsError},
};

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    /// Finished repetitions.
    pub replications_done: u32,
    /// Of so many.
    pub of: u32,
    /// Events handled so far.
    pub events: u64,
    /// Whether the run is over.
    pub finished: bool,
}

/// Repetitions of one plan, one after the other.
#[derive(Debug)]
pub struct Run {
    plan: Arc<Plan>,
    settings: Settings,
    record: Record,
    present: Option<Replication>,
    done: u32,
    /// Events of finished repetitions.
    events: u64,
}

impl Run {
    /// A run that has not begun.
    ///
    /// # Errors
    /// Settings out of range.
    pub fn new(plan: impl Into<Arc<Plan>>, settings: Settings) -> Result<Self, SettingsError> {
        let plan = plan.into();
        settings.check_for(&plan)?;
        let record = Record::new(&plan);
        Ok(Self { plan, settings, record, present: None, done: 0, events: 0 })
    }

    /// Handles at most about `max_events` events more. How a run is sliced never changes a bit of its result.
    pub fn advance(&mut self, max_events: u64) -> Progress {
        let mut left = max_events;
        while left > 0 && self.done < self.settings.replications {
            let mut present = match self.present.take() {
                Some(present) => present,
                None => Replication::new(&self.plan, &self.settings, self.done),
            };
            let before = present.tally.events;
            let over = present.advance(&self.plan, left);
            // A repetition without an event still takes its turn.
            left = left.saturating_sub((present.tally.events - before).max(1));
            if over {
                self.done += 1;
                self.events += present.tally.events;
                self.record.add(&self.plan, &self.settings, &Finished::of(present));
            } else {
                self.present = Some(present);
            }
        }
        self.progress()
    }

    /// Runs to the end.
    pub fn finish(&mut self) -> Progress {
        self.advance(u64::MAX)
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress {
            replications_done: self.done,
            of: self.settings.replications,
            events: self.events + self.present.as_ref().map_or(0, |present| present.tally.events),
            finished: self.done == self.settings.replications,
        }
    }

    /// The outcome of the repetitions that are finished; `None` before the first one is.
    pub fn outcome(&self) -> Option<Outcome> {
        self.record.outcome(&self.plan, &self.settings)
    }

    /// Bytes that are kept of what is finished.
    pub fn kept_bytes(&self) -> usize {
        self.record.kept_bytes()
    }

    /// The plan that runs.
    pub const fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }
}
