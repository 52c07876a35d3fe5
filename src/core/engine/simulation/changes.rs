//! Changes in progress: one row each, reused when a change is done, linked into queues without allocation.

use super::typed::{ChangeKey, StepKey, Table};
use crate::model::WorkType;

/// Type of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeClass {
    /// Cannot wait: goes first everywhere, and deploys alone.
    Emergency,
    /// Judged one by one.
    Normal,
    /// Approved beforehand.
    Standard,
}

/// Number of classes.
pub(super) const CLASSES: usize = 3;
/// Number of lanes: emergencies first, then reliability work, normal changes, standard changes.
const LANES: usize = 4;

/// A change in progress.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    /// Its number in order of arrival: the key of its random numbers.
    pub(super) number: u32,
    pub(super) class: ChangeClass,
    pub(super) work: WorkType,
    /// Passes by approvals.
    pub(super) approved: bool,
    /// Would fail in production as it is.
    pub(super) bad: bool,
    /// Runs in production.
    pub(super) live: bool,
    /// Visits of the present step, this one included; 0 before it has been let in anywhere.
    pub(super) visit: u8,
    /// The first stage of the flow that it has not passed.
    pub(super) furthest: u16,
    pub(super) step: StepKey,
    /// Next in the same queue.
    next: Option<ChangeKey>,
    /// Next in the same deployment.
    pub(super) together: Option<ChangeKey>,
    /// Changes in the deployment that this one leads.
    pub(super) batch: u32,
    pub(super) requested: f64,
    /// When the DORA clock started.
    pub(super) committed: Option<f64>,
    /// When it came to the present step.
    pub(super) entered: f64,
    /// When it joined the queue or date that it waits in.
    pub(super) since: f64,
    /// Waits at the present step so far, hours.
    pub(super) other_wait: f64,
    pub(super) date_wait: f64,
    pub(super) queue_wait: f64,
}

impl Change {
    /// Whom it waits behind: the smaller lane goes first.
    #[inline]
    pub(super) const fn lane(&self) -> u8 {
        match (self.class, self.work) {
            (ChangeClass::Emergency, _) => 0,
            (_, WorkType::Reliability) => 1,
            (ChangeClass::Normal, _) => 2,
            (ChangeClass::Standard, _) => 3,
        }
    }
}

/// What is known of a change when it comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Newcomer {
    pub(super) number: u32,
    pub(super) class: ChangeClass,
    pub(super) work: WorkType,
    pub(super) approved: bool,
    pub(super) bad: bool,
}

/// All changes in progress.
#[derive(Debug)]
pub(super) struct Changes {
    rows: Table<ChangeKey, Change>,
    free: Vec<ChangeKey>,
    /// Visits of each change at each step, row by row.
    visits: Vec<u8>,
    steps: usize,
}

impl Changes {
    pub(super) const fn new(steps: usize) -> Self {
        Self { rows: Table::new(), free: Vec::new(), visits: Vec::new(), steps }
    }

    /// Takes a change in.
    pub(super) fn add(&mut self, newcomer: Newcomer, now: f64, entry: StepKey) -> ChangeKey {
        let Newcomer { number, class, work, approved, bad } = newcomer;
        let change = Change {
            number,
            class,
            work,
            approved,
            bad,
            live: false,
            visit: 0,
            furthest: 0,
            step: entry,
            next: None,
            together: None,
            batch: 1,
            requested: now,
            committed: None,
            entered: now,
            since: now,
            other_wait: 0.0,
            date_wait: 0.0,
            queue_wait: 0.0,
        };
        if let Some(key) = self.free.pop() {
            self.rows[key] = change;
            self.visits_of(key).fill(0);
            key
        } else {
            self.visits.resize(self.visits.len() + self.steps, 0);
            self.rows.push(change)
        }
    }

    pub(super) fn remove(&mut self, key: ChangeKey) {
        self.free.push(key);
    }

    /// Bytes on the heap.
    #[cfg(test)]
    pub(super) fn kept_bytes(&self) -> usize {
        self.rows.len() * size_of::<Change>() + self.visits.capacity() + self.free.capacity() * size_of::<ChangeKey>()
    }

    /// How many are in progress.
    pub(super) const fn count(&self) -> usize {
        self.rows.len() - self.free.len()
    }

    /// Counts a visit of a step, and says which one it is.
    pub(super) fn visit(&mut self, key: ChangeKey, step: StepKey) -> u8 {
        use super::typed::Key as _;
        match self.visits_of(key).get_mut(step.row()) {
            Some(count) => {
                *count = count.saturating_add(1);
                *count
            }
            None => 1,
        }
    }

    fn visits_of(&mut self, key: ChangeKey) -> &mut [u8] {
        use super::typed::Key as _;
        let first = key.row() * self.steps;
        self.visits.get_mut(first..first + self.steps).unwrap_or_default()
    }
}

impl std::ops::Index<ChangeKey> for Changes {
    type Output = Change;

    #[inline]
    fn index(&self, key: ChangeKey) -> &Change {
        &self.rows[key]
    }
}

impl std::ops::IndexMut<ChangeKey> for Changes {
    #[inline]
    fn index_mut(&mut self, key: ChangeKey) -> &mut Change {
        &mut self.rows[key]
    }
}

/// First in, first out; the links are in the changes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Queue {
    first: Option<ChangeKey>,
    last: Option<ChangeKey>,
}

impl Queue {
    pub(super) const fn is_empty(self) -> bool {
        self.first.is_none()
    }

    /// The one that waits longest.
    pub(super) const fn first(self) -> Option<ChangeKey> {
        self.first
    }

    pub(super) fn push(&mut self, changes: &mut Changes, key: ChangeKey) {
        changes[key].next = None;
        match self.last {
            Some(last) => changes[last].next = Some(key),
            None => self.first = Some(key),
        }
        self.last = Some(key);
    }

    pub(super) fn pop(&mut self, changes: &Changes) -> Option<ChangeKey> {
        let key = self.first?;
        self.first = changes[key].next;
        if self.first.is_none() {
            self.last = None;
        }
        Some(key)
    }
}

/// One queue for each lane.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lanes {
    lanes: [Queue; LANES],
}

impl Lanes {
    pub(super) fn is_empty(&self) -> bool {
        self.lanes.iter().all(|lane| lane.is_empty())
    }

    pub(super) fn push(&mut self, changes: &mut Changes, key: ChangeKey) {
        let lane = usize::from(changes[key].lane());
        if let Some(lane) = self.lanes.get_mut(lane) {
            lane.push(changes, key);
        }
    }

    /// The change to go first: of the most urgent, the one that waits longest.
    pub(super) fn first(&self) -> Option<ChangeKey> {
        self.lanes.iter().find_map(|lane| lane.first())
    }

    pub(super) fn pop(&mut self, changes: &Changes) -> Option<ChangeKey> {
        self.lanes.iter_mut().find(|lane| !lane.is_empty())?.pop(changes)
    }

    /// Takes out, most urgent first, at most `at_most` of those that are due, and gives each to `take`. The rest keeps
    /// its order.
    pub(super) fn take_due(
        &mut self,
        changes: &mut Changes,
        at_most: u32,
        is_due: impl Fn(&Change) -> bool,
        mut take: impl FnMut(&mut Changes, ChangeKey),
    ) {
        let mut left = at_most;
        for lane in &mut self.lanes {
            let mut waiting = *lane;
            *lane = Queue::default();
            while let Some(key) = waiting.pop(changes) {
                if left > 0 && is_due(&changes[key]) {
                    left -= 1;
                    take(changes, key);
                } else {
                    lane.push(changes, key);
                }
            }
        }
    }
}
