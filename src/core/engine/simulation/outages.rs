//! Incidents in progress and the people who work on them.

use std::collections::VecDeque;

use super::{
    plan::SeverityPlan,
    typed::{IncidentKey, Table},
};

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
    /// Somebody works on it, and since when.
    pub(super) attended: bool,
    pub(super) since: f64,
    /// Class of the incident, and whether few users have the deployment yet.
    pub(super) severity: u8,
    pub(super) canary: bool,
    /// Until when its failure is added to the account of its cause.
    pub(super) charged: f64,
}

impl Incident {
    /// One that begins now.
    pub(super) const fn new(number: u32, batch: u32, now: f64) -> Self {
        Self {
            generation: 0,
            started: now,
            number,
            batch,
            attended: false,
            since: now,
            severity: 0,
            canary: false,
            charged: now,
        }
    }

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
    /// Incidents in progress of each class: with all users, and with few.
    active_of: Vec<(u32, u32)>,
    /// Detected, waiting for somebody; with the generation, because a rollback may end the wait.
    waiting: VecDeque<(IncidentKey, u32)>,
    responders_free: u32,
}

impl Outages {
    pub(super) fn new(responders: u32, severities: usize) -> Self {
        Self {
            rows: Table::new(),
            free: Vec::new(),
            active: 0,
            active_of: vec![(0, 0); severities],
            waiting: VecDeque::new(),
            responders_free: responders,
        }
    }

    /// Share of the users that all incidents in progress hit together: overlapping ones add up to at most everybody.
    pub(super) fn impact(&self, severities: &[SeverityPlan], canary: f64) -> f64 {
        let hit = severities.iter().zip(&self.active_of).map(|(class, (all, few))| {
            let few_hit = if *few > 0 { f64::from(*few) * class.impact * canary } else { 0.0 };
            f64::from(*all) * class.impact + few_hit
        });
        hit.sum::<f64>().min(1.0)
    }

    fn count(&mut self, key: IncidentKey, more: bool) {
        let incident = &self.rows[key];
        let of_class = self.active_of.get_mut(usize::from(incident.severity));
        if let Some((all, few)) = of_class {
            let count = if incident.canary { few } else { all };
            *count = if more { *count + 1 } else { count.saturating_sub(1) };
        }
    }

    /// All users have a failed deployment from now on.
    pub(super) fn roll_out(&mut self, key: IncidentKey) {
        self.count(key, false);
        self.rows[key].canary = false;
        self.count(key, true);
    }

    pub(super) fn start(&mut self, incident: Incident) -> (IncidentKey, u32) {
        let (key, generation) = self.place(incident);
        self.active += 1;
        self.count(key, true);
        (key, generation)
    }

    fn place(&mut self, mut incident: Incident) -> (IncidentKey, u32) {
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
    pub(super) fn call(&mut self, key: IncidentKey, generation: u32, somebody: bool) -> bool {
        if self.responders_free > 0 && somebody {
            self.responders_free -= 1;
            self.rows[key].attended = true;
            true
        } else {
            self.waiting.push_back((key, generation));
            false
        }
    }

    /// Somebody more is free: the waiting incident that they turn to.
    pub(super) fn next_for_somebody(&mut self) -> Option<(IncidentKey, u32)> {
        if self.responders_free == 0 {
            return None;
        }
        self.responders_free -= 1;
        self.next_waiting()
    }

    /// Ends an incident; gives the waiting one that its responder turns to.
    pub(super) fn end(&mut self, key: IncidentKey) -> Option<(IncidentKey, u32)> {
        let attended = self.rows[key].attended;
        self.count(key, false);
        self.rows[key].generation += 1;
        self.rows[key].attended = false;
        self.free.push(key);
        self.active -= 1;
        if attended { self.next_waiting() } else { None }
    }

    /// The next that waits, for a responder who has nothing else to do; without one the responder is free.
    fn next_waiting(&mut self) -> Option<(IncidentKey, u32)> {
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
