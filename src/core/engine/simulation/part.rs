//! A part of a run: some repetitions in a row, done anywhere, packed into bytes that can be sent.
//!
//! A repetition depends on the plan, the seed, the length and its own number, never on another repetition. So a run can
//! be cut into ranges, done by whoever is free, and put together again by [`Merge`](super::Merge): the same bits as if
//! one had done it all.

use std::{ops::Range, sync::Arc};

use super::{
    ledger::{Ledger, Presence},
    plan::Plan,
    replication::Replication,
    settings::{Settings, SettingsError},
    tally::{Lead, StepTally, Tally},
    tape::Tape,
};

/// What is kept of a repetition that is over.
#[derive(Debug)]
pub(super) struct Finished {
    pub(super) tally: Tally,
    /// Hours of full failure on each measured day.
    pub(super) days: Vec<f64>,
}

impl Finished {
    pub(super) fn of(done: Replication) -> Self {
        Self { days: done.burn.days().to_vec(), tally: done.tally }
    }

    /// An empty one, to read into.
    pub(super) fn blank(plan: &Plan) -> Self {
        let steps = plan.flow.as_ref().map_or(0, |flow| flow.steps.len());
        Self { tally: Tally::new(steps, 0.0), days: Vec::new() }
    }

    /// Writes or reads all of it.
    pub(super) fn pass(&mut self, tape: &mut Tape) {
        let Self { tally, days } = self;
        tally.pass(tape);
        tape.numbers(days);
    }
}

impl Tally {
    /// Writes or reads every field: a new one that is missing here does not compile.
    fn pass(&mut self, tape: &mut Tape) {
        let Self {
            measured_from,
            events,
            arrived,
            finished,
            in_progress,
            turned_away,
            arrivals_digest,
            returns_refused,
            entered,
            went_live,
            lead,
            by_class,
            commit,
            done,
            deployments,
            deployed_changes,
            failed,
            fixes,
            incidents,
            recovery,
            freezes,
            frozen_hours,
            wip_hours,
            steps,
            ledger,
        } = self;
        for count in [
            events,
            arrived,
            finished,
            in_progress,
            turned_away,
            arrivals_digest,
            returns_refused,
            entered,
            went_live,
            deployments,
            deployed_changes,
            failed,
            fixes,
            incidents,
            freezes,
        ] {
            tape.count(count);
        }
        for number in [measured_from, frozen_hours, wip_hours] {
            tape.number(number);
        }
        for (sum, n) in by_class {
            tape.number(sum);
            tape.count(n);
        }
        for Lead { sum, times } in [lead, commit, done, recovery] {
            tape.number(sum);
            times.pass(tape);
        }
        for StepTally { visits, total, queue, other, date, busy } in steps.iter_mut() {
            tape.count(visits);
            for number in [total, queue, other, date, busy] {
                tape.number(number);
            }
        }
        ledger.pass(tape);
    }
}

impl Ledger {
    /// Writes or reads every field, as above.
    fn pass(&mut self, tape: &mut Tape) {
        let Self {
            steps,
            live_of,
            curve,
            change_failure_hours,
            unplanned_hours,
            acknowledged,
            acknowledge_hours,
            last_level,
        } = self;
        for Presence { present, blocked } in steps.iter_mut() {
            tape.number(present);
            tape.number(blocked);
        }
        for count in live_of.iter_mut().chain([acknowledged, last_level]) {
            tape.count(count);
        }
        for number in [change_failure_hours, unplanned_hours, acknowledge_hours] {
            tape.number(number);
        }
        curve.pass_counts(tape);
    }
}

/// Finished repetitions `first .. first + replications` of a run, for [`Merge::take`](super::Merge::take) under the same
/// plan and settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Number of the first repetition, from 0.
    pub first: u32,
    /// How many there are, one after the other.
    pub replications: u32,
    /// What they counted, packed. Some kilobytes a repetition.
    pub bytes: Vec<u8>,
}

/// Repetitions of a range, done one after the other, in slices.
#[derive(Debug)]
pub struct PartRun {
    plan: Arc<Plan>,
    settings: Settings,
    first: u32,
    next: u32,
    end: u32,
    present: Option<Replication>,
    tape: Tape,
}

impl PartRun {
    /// A range that has not begun. Repetitions beyond those of the settings are left out.
    ///
    /// # Errors
    /// Settings out of range.
    pub fn new(plan: impl Into<Arc<Plan>>, settings: Settings, range: Range<u32>) -> Result<Self, SettingsError> {
        let plan = plan.into();
        settings.check_for(&plan)?;
        let end = range.end.min(settings.replications);
        let first = range.start.min(end);
        let tape = Tape::blank();
        Ok(Self { plan, settings, first, next: first, end, present: None, tape })
    }

    /// Handles at most about `max_events` events more; `true` when the range is done. How it is sliced never changes a
    /// bit.
    pub fn advance(&mut self, max_events: u64) -> bool {
        let mut left = max_events;
        while left > 0 && self.next < self.end {
            let present = self.present.take();
            let mut present = present.unwrap_or_else(|| Replication::new(&self.plan, &self.settings, self.next));
            let before = present.tally.events;
            let over = present.advance(&self.plan, left);
            // A repetition without an event still takes its turn.
            left = left.saturating_sub((present.tally.events - before).max(1));
            if over {
                Finished::of(present).pass(&mut self.tape);
                self.next += 1;
            } else {
                self.present = Some(present);
            }
        }
        self.next == self.end
    }

    /// What is finished: all of the range, or fewer when it was stopped before.
    pub fn into_part(self) -> Part {
        Part { first: self.first, replications: self.next - self.first, bytes: self.tape.into_bytes() }
    }
}
