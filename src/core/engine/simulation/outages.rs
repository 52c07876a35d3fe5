//! Incidents in progress and the people who work on them.

use std::collections::VecDeque;

use super::typed::{IncidentKey, Table};

/// An incident in progress.
#[derive(Debug, Clone, Copy)]
pub(super) struct Incident {
    /// Raised whenever the row is used again, so that events of an earlier incident are known as such.
    pub(super) generation: u32,
    pub(super) started: f64,
    /// Key of its random numbers.
    pub(super) number: u32,
    /// Changes in the deployment that caused it; 0 when none did.
    pub(super) batch: u32,
    /// Somebody works on it.
    pub(super) attended: bool,
}

impl Incident {
    /// Whether a deployment caused it.
    pub(super) const fn by_change(&self) -> bool {
        self.batch > 0
    }

    /// The detail of its random numbers: an incident that no change causes never shares them with one of a change.
    pub(super) const fn detail(&self) -> u64 {
        if self.by_change() { 0 } else { 1 }
    }
}

/// All incidents in progress.
#[derive(Debug)]
pub(super) struct Outages {
    pub(super) rows: Table<IncidentKey, Incident>,
    free: Vec<IncidentKey>,
    pub(super) active: u32,
    /// Detected, waiting for somebody; with the generation, because a rollback may end the wait.
    waiting: VecDeque<(IncidentKey, u32)>,
    responders_free: u32,
}

impl Outages {
    pub(super) const fn new(responders: u32) -> Self {
        Self { rows: Table::new(), free: Vec::new(), active: 0, waiting: VecDeque::new(), responders_free: responders }
    }

    pub(super) fn start(&mut self, started: f64, number: u32, batch: u32) -> (IncidentKey, u32) {
        self.active += 1;
        let mut incident = Incident { generation: 0, started, number, batch, attended: false };
        if let Some(key) = self.free.pop() {
            incident.generation = self.rows[key].generation;
            self.rows[key] = incident;
            (key, incident.generation)
        } else {
            (self.rows.push(incident), 0)
        }
    }

    /// The incident that an event means, unless it is over.
    pub(super) fn current(&self, key: IncidentKey, generation: u32) -> Option<Incident> {
        let incident = self.rows[key];
        (incident.generation == generation).then_some(incident)
    }

    /// Asks for somebody: `true` when somebody is free at once, else it waits.
    pub(super) fn call(&mut self, key: IncidentKey, generation: u32) -> bool {
        if self.responders_free > 0 {
            self.responders_free -= 1;
            self.rows[key].attended = true;
            true
        } else {
            self.waiting.push_back((key, generation));
            false
        }
    }

    /// Ends an incident; gives the waiting one that its responder turns to.
    pub(super) fn end(&mut self, key: IncidentKey) -> Option<(IncidentKey, u32)> {
        let attended = self.rows[key].attended;
        self.rows[key].generation += 1;
        self.free.push(key);
        self.active -= 1;
        if !attended {
            return None;
        }
        while let Some((next, generation)) = self.waiting.pop_front() {
            if self.current(next, generation).is_some() {
                self.rows[next].attended = true;
                return Some((next, generation));
            }
        }
        self.responders_free += 1;
        None
    }
}
