//! What will happen, in a total order: by time, then by kind, then by the order in which it was planned.

use std::{
    cmp::Ordering,
    collections::{BinaryHeap, binary_heap::PeekMut},
};

/// What happens. Of things at the same moment the earlier kind comes first; arrivals come last of all and live
/// outside the agenda, because there is always exactly one to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Kind {
    /// An incident is repaired by hand: incident, generation.
    RepairedByHand,
    /// A failed deployment is rolled back: incident, generation.
    RolledBack,
    /// A deployment is done: leading change.
    Deployed,
    /// Work on a change is done: change.
    WorkDone,
    /// The error budget crosses a threshold, or must be looked at again: generation.
    BudgetLooked,
    /// Waiting that no queue explains is over: change.
    WaitOver,
    /// A date of a step: step, number of the date.
    Date,
    /// People of a pool start their day: pool.
    PoolOpens,
    /// An incident is detected: incident, generation.
    Detected,
    /// An incident begins that no change causes.
    Background,
    /// All users have a deployment: leading change.
    RolledOut,
    /// A failed deployment has been with few users: incident, generation.
    CanaryOver,
    /// The calendar opens or closes deployments.
    Calendar,
    /// Who waits for company has waited long enough: step, generation.
    Company,
    /// The responders' day is over, and an incident waits for them: pool.
    GoneHome,
}

/// All kinds, each at its own number.
const KINDS: [Kind; 15] = [
    Kind::RepairedByHand,
    Kind::RolledBack,
    Kind::Deployed,
    Kind::WorkDone,
    Kind::BudgetLooked,
    Kind::WaitOver,
    Kind::Date,
    Kind::PoolOpens,
    Kind::Detected,
    Kind::Background,
    Kind::RolledOut,
    Kind::CanaryOver,
    Kind::Calendar,
    Kind::Company,
    Kind::GoneHome,
];

/// A planned event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event {
    /// Bits of the time: for numbers of 0 and above they sort as the numbers do.
    time: u64,
    /// Kind in the top byte, then the order of planning.
    order: u64,
    /// Whom it is about; see [`Kind`].
    pub(super) who: u32,
    /// Second number; see [`Kind`].
    pub(super) which: u32,
}

impl Event {
    #[inline]
    pub(super) const fn time(&self) -> f64 {
        f64::from_bits(self.time)
    }

    /// What happens.
    #[inline]
    pub(super) fn kind(&self) -> Kind {
        KINDS.get(usize::from((self.order >> 56) as u8)).copied().unwrap_or(Kind::BudgetLooked)
    }

    #[inline]
    const fn key(&self) -> u128 {
        ((self.time as u128) << 64) | self.order as u128
    }
}

impl PartialEq for Event {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Event {}

impl PartialOrd for Event {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Event {
    /// Reversed, because the standard heap gives the greatest first.
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        other.key().cmp(&self.key())
    }
}

/// The planned events.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    heap: BinaryHeap<Event>,
    planned: u64,
}

impl Agenda {
    /// Plans an event at a time of 0 or above.
    #[inline]
    pub(super) fn plan(&mut self, time: f64, kind: Kind, who: impl Into<u32>, which: u32) {
        let order = ((kind as u64) << 56) | self.planned;
        self.planned += 1;
        self.heap.push(Event { time: time.to_bits(), order, who: who.into(), which });
    }

    /// Bytes on the heap.
    #[cfg(test)]
    pub(super) fn kept_bytes(&self) -> usize {
        self.heap.capacity() * size_of::<Event>()
    }

    /// The next event, if it comes at or before `limit`.
    #[inline]
    pub(super) fn next_until(&mut self, limit: f64) -> Option<Event> {
        let first = self.heap.peek_mut()?;
        (first.time() <= limit).then(|| PeekMut::pop(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_at_once_happens_in_the_order_of_kinds_then_of_planning() {
        let mut agenda = Agenda::default();
        for (which, kind) in (0..).zip(KINDS.into_iter().rev()) {
            agenda.plan(5.0, kind, 1_u32, which);
            agenda.plan(5.0, kind, 2_u32, which);
        }
        agenda.plan(4.0, Kind::GoneHome, 3_u32, 0);
        let order: Vec<(Kind, u32)> =
            std::iter::from_fn(|| agenda.next_until(5.0)).map(|event| (event.kind(), event.who)).collect();
        let expected = KINDS.into_iter().flat_map(|kind| [(kind, 1), (kind, 2)]);
        assert_eq!(order, std::iter::once((Kind::GoneHome, 3)).chain(expected).collect::<Vec<_>>());
        assert!(agenda.next_until(1e9).is_none());
    }
}
