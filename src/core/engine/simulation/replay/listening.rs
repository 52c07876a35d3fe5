//! Where the engine says what happens. Without a listener each is a test for nothing.

use super::super::{
    closures::Closed,
    plan::{FlowPlan, ServicePlan},
    replication::Replication,
    typed::{ChangeKey, IncidentKey, Key as _, StepKey},
};
use super::{Happening, HeldBy, Way, recorder::Row};
use crate::engine::random::Purpose;

/// A step as events name it.
fn step_number(step: StepKey) -> u16 {
    u16::try_from(step.row()).unwrap_or(u16::MAX)
}

impl Replication {
    /// Something happens.
    #[inline]
    pub(in super::super) fn tell(&mut self, what: Happening) {
        if let Some(recorder) = &mut self.recorder {
            recorder.hear(self.now, what);
        }
    }

    /// Something happens to a change where it is.
    #[inline]
    pub(in super::super) fn tell_change(&mut self, key: ChangeKey, what: fn(u32, u16) -> Happening) {
        if self.recorder.is_some() {
            self.told_change(key, what);
        }
    }

    #[cold]
    fn told_change(&mut self, key: ChangeKey, what: fn(u32, u16) -> Happening) {
        let change = &self.changes[key];
        let what = what(change.number, step_number(change.step));
        self.tell(what);
    }

    /// Something happens to a change, and to all that are deployed with it.
    #[inline]
    pub(in super::super) fn tell_batch(&mut self, key: ChangeKey, what: fn(u32, u16) -> Happening) {
        if self.recorder.is_some() {
            self.told_batch(key, what);
        }
    }

    #[cold]
    fn told_batch(&mut self, key: ChangeKey, what: fn(u32, u16) -> Happening) {
        let mut next = Some(key);
        while let Some(key) = next {
            self.told_change(key, what);
            next = self.changes[key].together;
        }
    }

    /// A change is requested.
    #[inline]
    pub(in super::super) fn tell_requested(&mut self, key: ChangeKey) {
        if self.recorder.is_some() {
            let change = self.changes[key];
            self.tell(Happening::Requested { change: change.number, class: change.class, work: change.work });
        }
    }

    /// A change comes to a step.
    #[inline]
    pub(in super::super) fn tell_moved(&mut self, key: ChangeKey, to: StepKey) {
        if self.recorder.is_some() {
            self.told_moved(key, to);
        }
    }

    #[cold]
    fn told_moved(&mut self, key: ChangeKey, to: StepKey) {
        let change = self.changes[key].number;
        if let Some(recorder) = &mut self.recorder {
            let from = recorder.board.step_of(change);
            recorder.hear(self.now, Happening::Moved { change, from, to: step_number(to) });
        }
    }

    /// Work on a change, or on a deployment that it leads, begins at that time.
    #[inline]
    pub(in super::super) fn tell_begins(&mut self, key: ChangeKey, begins: f64) {
        if self.recorder.is_some() {
            self.told_begins(key, begins);
        }
    }

    #[cold]
    fn told_begins(&mut self, key: ChangeKey, begins: f64) {
        if begins <= self.now {
            return self.told_batch(key, |change, step| Happening::Started { change, step });
        }
        self.told_batch(key, |change, step| Happening::Queues { change, step });
        let mut next = Some(key);
        while let Some(key) = next {
            let change = &self.changes[key];
            next = change.together;
            if let Some(recorder) = &mut self.recorder {
                let step = step_number(change.step);
                recorder.foresee(begins, Happening::Started { change: change.number, step });
            }
        }
    }

    /// A change waits for a date, for company, or until deployments are open.
    pub(in super::super) fn tell_held(&mut self, flow: &FlowPlan, key: ChangeKey) {
        if self.recorder.is_some() {
            let change = &self.changes[key];
            let step = &flow.steps[change.step];
            let by = if step.dates().is_some() {
                HeldBy::Date
            } else if step.together.is_some() {
                HeldBy::Company
            } else {
                HeldBy::Closed
            };
            let what = Happening::Held { change: change.number, step: step_number(change.step), by };
            self.tell(what);
        }
    }

    /// What was held goes on.
    pub(in super::super) fn tell_taken_up(&mut self, at: StepKey, changes: u32) {
        self.tell(Happening::TakenUp { step: step_number(at), changes });
    }

    /// A change is not let in.
    pub(in super::super) fn tell_no_room(&mut self, key: ChangeKey, full: StepKey) {
        let what = Happening::NoRoom { change: self.changes[key].number, step: step_number(full) };
        self.tell(what);
    }

    /// A deployment is done.
    pub(in super::super) fn tell_deployed(&mut self, leader: ChangeKey, failed: bool) {
        let Some(recorder) = &mut self.recorder else { return };
        let (first, step) = (recorder.members.len(), step_number(self.changes[leader].step));
        let mut next = Some(leader);
        while let Some(key) = next {
            let change = &self.changes[key];
            recorder.members.push(change.number);
            next = change.together;
        }
        recorder.deployed(self.now, step, first, failed);
    }

    /// The calendar was so, and may be otherwise now.
    pub(in super::super) fn tell_calendar(&mut self, was: Closed) {
        let is = self.closed;
        if was.window != is.window || was.freeze.is_some() != is.freeze.is_some() {
            self.tell(Happening::Calendar { outside_window: is.window, freeze: is.freeze.is_some() });
        }
    }

    /// A step of the error budget policy has begun or ended.
    pub(in super::super) fn tell_policy(&mut self, service: &ServicePlan, step: usize) {
        let on = self.budget.is_on(step);
        let freezes = service.steps.get(step).is_some_and(|plan| plan.freeze.is_some());
        let step = u8::try_from(step).unwrap_or(u8::MAX);
        self.tell(match (freezes, on) {
            (true, true) => Happening::FreezeBegan,
            (true, false) => Happening::FreezeEnded,
            (false, true) => Happening::PolicyBegan { step },
            (false, false) => Happening::PolicyEnded { step },
        });
    }

    /// An incident begins.
    pub(in super::super) fn tell_incident(&mut self, key: IncidentKey) {
        let Some(recorder) = &mut self.recorder else { return };
        let row = &self.outages.rows[key];
        let number = recorder.incidents;
        recorder.incidents += 1;
        if recorder.rows.len() <= key.row() {
            recorder.rows.resize(key.row() + 1, Row::NONE);
        }
        if let Some(known) = recorder.rows.get_mut(key.row()) {
            *known = Row { incident: number, ..Row::NONE };
        }
        let (by_change, severity) = (row.by_change(), row.severity);
        recorder.hear(self.now, Happening::IncidentBegan { incident: number, by_change, severity });
    }

    fn row_of(&self, key: IncidentKey) -> Row {
        let row = self.recorder.as_ref().and_then(|recorder| recorder.rows.get(key.row()));
        row.copied().unwrap_or(Row::NONE)
    }

    /// Something happens to an incident.
    pub(in super::super) fn tell_of_incident(&mut self, key: IncidentKey, what: fn(u32) -> Happening) {
        if self.recorder.is_some() {
            self.tell(what(self.row_of(key).incident));
        }
    }

    /// An incident is detected.
    pub(in super::super) fn tell_detected(&mut self, service: &ServicePlan, key: IncidentKey) {
        if self.recorder.is_some() {
            let incident = self.outages.rows[key];
            let drawn = self.streams.unit(Purpose::FoundBy, incident.number, incident.detail());
            let by_monitoring = drawn < service.found_by_monitoring;
            self.tell(Happening::Detected { incident: self.row_of(key).incident, by_monitoring });
        }
    }

    /// Who was called will have answered after so many hours.
    pub(in super::super) fn tell_answer(&mut self, key: IncidentKey, hours: f64, level: u64) {
        let (incident, now) = (self.row_of(key).incident, self.now);
        if let Some(recorder) = &mut self.recorder {
            let level = u8::try_from(level).unwrap_or(u8::MAX);
            recorder.catch_up(now);
            recorder.foresee(now + hours, Happening::Acknowledged { incident, level });
        }
    }

    /// A feature will have been switched off at that time.
    pub(in super::super) fn tell_flag(&mut self, key: IncidentKey, off: f64) {
        let row = self.recorder.as_mut().and_then(|recorder| recorder.rows.get_mut(key.row()));
        if let Some(row) = row {
            row.flag_at = off;
        }
    }

    /// The service is restored.
    pub(in super::super) fn tell_restored(&mut self, key: IncidentKey, way: Way) {
        let Row { incident, flag_at } = self.row_of(key);
        let now = self.now;
        if let Some(recorder) = &mut self.recorder {
            let flag = way == Way::Rollback && flag_at <= now;
            recorder.catch_up(now);
            recorder.forget(incident);
            recorder.hear(now, Happening::Restored { incident, way: if flag { Way::Flag } else { way } });
        }
    }

    /// So many of the users are hit from now on.
    pub(in super::super) fn tell_impact(&mut self, share: f64) {
        if let Some(recorder) = &mut self.recorder {
            recorder.impact(self.now, share);
        }
    }
}
