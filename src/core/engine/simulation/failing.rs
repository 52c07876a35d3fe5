//! How the service fails and is restored.
//!
//! An incident is of a class, which says whom it hits and how hard it is to repair. It is detected (by monitoring or by
//! users, both from the same random number, so that better monitoring is never bad luck), then needs somebody of the
//! responders (see `responding`), who acknowledges and repairs. The fastest of the ways there are restores the service:
//! - a **rollback**, if it works, runs by itself from detection on;
//! - a **feature flag**, if it works, is switched off by who has acknowledged;
//! - **by hand**: diagnosis and roll-forward. That is an unplanned deployment, and no freeze stops it.
//!
//! With a canary a failed deployment hits few users first. If the failure shows in that time, it is taken back when the
//! time is over, and nobody else is hit; otherwise it hits all from then on, and is detected from then on.

use super::{
    agenda::Kind,
    outages::Incident,
    plan::{CanaryPlan, ServicePlan},
    replay::{Happening, Way},
    replication::{World, gap},
    typed::IncidentKey,
};
use crate::{engine::random::Purpose, model::LearnsOn};

impl World<'_> {
    /// A deployment has failed.
    pub(super) fn fail(&mut self, number: u32, batch: u32, canary: Option<CanaryPlan>) {
        self.start(number, batch, canary.filter(|canary| canary.lasts > 0.0));
    }

    /// The service fails without a change, unless reliability work has made that rarer.
    pub(super) fn background(&mut self) {
        let state = &mut *self.state;
        let number = state.next_background;
        state.next_background += 1;
        let left = state.learned(LearnsOn::Background);
        let happens = left >= 1.0 || state.streams.unit(Purpose::Thinning, number, 1) < left;
        self.plan_background();
        if happens {
            self.start(number, 0, None);
        }
    }

    /// Plans the next incident that no change causes.
    pub(super) fn plan_background(&mut self) {
        if let Some(service) = &self.plan.service
            && service.background_per_hour > 0.0
        {
            let next = self.state.now + gap(&mut self.state.background, service.background_per_hour);
            self.state.agenda.plan(next, Kind::Background, self.state.next_background, 0);
        }
    }

    fn start(&mut self, number: u32, batch: u32, canary: Option<CanaryPlan>) {
        let Some(service) = &self.plan.service else { return };
        let state = &mut *self.state;
        let mut incident = Incident::new(number, batch, state.now);
        incident.canary = canary.is_some();
        if let [_, _, ..] = service.severities.as_slice() {
            let drawn = state.streams.unit(Purpose::Severity, number, incident.detail());
            let class = service.severities.iter().position(|class| drawn < class.until);
            let last = service.severities.len() - 1;
            incident.severity = u8::try_from(class.unwrap_or(last)).unwrap_or(0);
        }
        let (key, generation) = state.outages.start(incident);
        state.tell_incident(key);
        if state.is_measured() {
            state.tally.incidents += 1;
        }
        match canary {
            Some(canary) => state.agenda.plan(state.now + canary.lasts, Kind::CanaryOver, key, generation),
            None => self.plan_detection(service, key, generation),
        }
        self.impact_changed();
    }

    fn plan_detection(&mut self, service: &ServicePlan, key: IncidentKey, generation: u32) {
        let state = &mut *self.state;
        let incident = state.outages.rows[key];
        let (number, detail) = (incident.number, incident.detail());
        let by_monitoring = state.streams.unit(Purpose::FoundBy, number, detail) < service.found_by_monitoring;
        let detect = if by_monitoring { &service.detect_by_monitoring } else { &service.detect_by_users };
        let detected = state.now + detect.at(state.streams.unit(Purpose::Detection, number, detail));
        state.agenda.plan(detected, Kind::Detected, key, generation);
    }

    /// A failed deployment has been with few users: it is taken back, or all users have it now.
    pub(super) fn canary_over(&mut self, key: IncidentKey, generation: u32) {
        let Some(service) = &self.plan.service else { return };
        let state = &mut *self.state;
        let Some(incident) = state.outages.current(key, generation) else { return };
        let detects = self.flow.and_then(|flow| flow.canary).map_or(0.0, |canary| canary.detects);
        if state.streams.unit(Purpose::Canary, incident.number, 0) < detects {
            return self.restored(key, generation, Way::Canary);
        }
        self.charge(service, key);
        self.state.outages.roll_out(key);
        self.state.tell_of_incident(key, |incident| Happening::ReachedAll { incident });
        self.plan_detection(service, key, generation);
        self.impact_changed();
    }

    pub(super) fn detected(&mut self, key: IncidentKey, generation: u32) {
        let Some(service) = &self.plan.service else { return };
        let state = &mut *self.state;
        let Some(incident) = state.outages.current(key, generation) else { return };
        state.tell_detected(service, key);
        if incident.by_change()
            && let Some((works, takes)) = &service.rollback
            && state.streams.unit(Purpose::RollbackWorks, incident.number, 0) < *works
        {
            let restored = state.now + takes.at(state.streams.unit(Purpose::Rollback, incident.number, 0));
            state.agenda.plan(restored, Kind::RolledBack, key, generation);
        }
        self.call(key, generation);
    }

    /// Somebody has turned to an incident: acknowledges, then restores the service.
    pub(super) fn attend(&mut self, key: IncidentKey, generation: u32) {
        let Some(service) = &self.plan.service else { return };
        let acknowledged = self.acknowledge(service, key);
        let state = &mut *self.state;
        let incident = state.outages.rows[key];
        let (number, detail) = (incident.number, incident.detail());
        let by_hand = service.repair.at(state.streams.unit(Purpose::Repair, number, detail));
        let harder = if incident.batch > 1 {
            1.0 + service.batch_repair_factor * libm::log2(f64::from(incident.batch))
        } else {
            1.0
        };
        let of_class = service.severities.get(usize::from(incident.severity)).map_or(1.0, |class| class.repair_factor);
        let harder = harder * of_class * state.learned(LearnsOn::Repair);
        state.agenda.plan(state.now + acknowledged + by_hand * harder, Kind::RepairedByHand, key, generation);
        if incident.by_change()
            && let Some((works, takes)) = &service.flag
            && state.streams.unit(Purpose::FlagWorks, number, 0) < *works
        {
            let off = state.now + acknowledged + takes.at(state.streams.unit(Purpose::Flag, number, 0));
            state.tell_flag(key, off);
            state.agenda.plan(off, Kind::RolledBack, key, generation);
        }
    }

    pub(super) fn restored(&mut self, key: IncidentKey, generation: u32, way: Way) {
        let state = &mut *self.state;
        let Some(incident) = state.outages.current(key, generation) else { return };
        state.tell_restored(key, way);
        if state.is_measured() && incident.by_change() {
            state.tally.fixes += u64::from(way == Way::ByHand);
            if incident.started >= state.tally.measured_from {
                state.tally.recovery.add(state.now - incident.started);
            }
        }
        if let Some(service) = &self.plan.service {
            self.charge(service, key);
        }
        self.give_back(key);
        self.impact_changed();
    }

    /// Adds what an incident has cost so far to the account of its cause.
    fn charge(&mut self, service: &ServicePlan, key: IncidentKey) {
        let state = &mut *self.state;
        let incident = &mut state.outages.rows[key];
        let from = incident.charged.max(state.tally.measured_from);
        incident.charged = state.now;
        if !incident.by_change() || from >= state.now {
            return;
        }
        let few = self.flow.and_then(|flow| flow.canary).map_or(1.0, |canary| canary.share);
        let impact = service.severities.get(usize::from(incident.severity)).map_or(0.0, |class| class.impact);
        let hit = if incident.canary { impact * few } else { impact };
        let mut hours = 0.0;
        service.hours.parts(from, state.now, |from, to| hours += to - from);
        state.tally.ledger.change_failure_hours += hours * hit;
    }

    /// Incidents have begun, ended or reached more users.
    pub(super) fn impact_changed(&mut self) {
        let Some(service) = &self.plan.service else { return };
        let few = self.flow.and_then(|flow| flow.canary).map_or(1.0, |canary| canary.share);
        let state = &mut *self.state;
        let impact = state.outages.impact(&service.severities, few);
        state.tell_impact(impact);
        state.burn.set_impact(service, state.now, impact);
        self.look_ahead();
    }

    /// A change of reliability work is live: failures are rarer or shorter from now on.
    pub(super) fn learn(&mut self) {
        let Some(service) = &self.plan.service else { return };
        for (share, learning) in self.state.learned.iter_mut().zip(&service.learning) {
            if let Some((keeps, floor)) = learning {
                *share = (*share * keeps).max(*floor);
            }
        }
    }
}

impl super::replication::Replication {
    /// What is left of something after the reliability work so far, as a share of today.
    pub(super) fn learned(&self, on: LearnsOn) -> f64 {
        let [bad, background, repair] = self.learned;
        match on {
            LearnsOn::BadChanges => bad,
            LearnsOn::Background => background,
            LearnsOn::Repair => repair,
        }
    }
}
