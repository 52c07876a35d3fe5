//! How the service fails and is restored, and what that does to the budget and the freeze.
//!
//! An incident is detected (by monitoring or by users, both from the same random number, so that better monitoring
//! is never bad luck), then needs somebody of the responders, who acknowledges and repairs. A rollback, if it works,
//! runs beside that from detection on; the first of the two restores the service. A failed deployment that was
//! repaired by hand was repaired by a roll-forward: that is an unplanned deployment, and no freeze stops it.

use super::{agenda::Kind, burn::Ahead, replication::World, typed::IncidentKey};
use crate::engine::random::Purpose;

impl World<'_> {
    /// A deployment has failed.
    pub(super) fn fail(&mut self, number: u32, batch: u32) {
        self.start(number, batch);
    }

    /// The service fails without a change.
    pub(super) fn background(&mut self) {
        let number = self.state.next_background;
        self.state.next_background += 1;
        self.plan_background();
        self.start(number, 0);
    }

    fn start(&mut self, number: u32, batch: u32) {
        let Some(service) = &self.plan.service else { return };
        let state = &mut *self.state;
        let (key, generation) = state.outages.start(state.now, number, batch);
        let detail = state.outages.rows[key].detail();
        if state.is_measured() {
            state.tally.incidents += 1;
        }
        let by_monitoring = state.streams.unit(Purpose::FoundBy, number, detail) < service.found_by_monitoring;
        let detect = if by_monitoring { &service.detect_by_monitoring } else { &service.detect_by_users };
        let detected = state.now + detect.at(state.streams.unit(Purpose::Detection, number, detail));
        state.agenda.plan(detected, Kind::Detected, key, generation);
        self.impact_changed();
    }

    pub(super) fn detected(&mut self, key: IncidentKey, generation: u32) {
        let Some(service) = &self.plan.service else { return };
        let state = &mut *self.state;
        let Some(incident) = state.outages.current(key, generation) else { return };
        if incident.by_change()
            && let Some((works, takes)) = &service.rollback
            && state.streams.unit(Purpose::RollbackWorks, incident.number, 0) < *works
        {
            let restored = state.now + takes.at(state.streams.unit(Purpose::Rollback, incident.number, 0));
            state.agenda.plan(restored, Kind::RolledBack, key, generation);
        }
        if state.outages.call(key, generation) {
            self.attend(key, generation);
        }
    }

    /// Somebody turns to an incident: acknowledges, then repairs by hand.
    fn attend(&mut self, key: IncidentKey, generation: u32) {
        let Some(service) = &self.plan.service else { return };
        let state = &mut *self.state;
        let incident = state.outages.rows[key];
        let (number, detail) = (incident.number, incident.detail());
        let acknowledge = service.acknowledge.at(state.streams.unit(Purpose::Acknowledgement, number, detail));
        let by_hand = service.repair.at(state.streams.unit(Purpose::Repair, number, detail));
        let harder = if incident.batch > 1 {
            1.0 + service.batch_repair_factor * libm::log2(f64::from(incident.batch))
        } else {
            1.0
        };
        let restored = state.now + acknowledge + by_hand * harder;
        state.agenda.plan(restored, Kind::RepairedByHand, key, generation);
    }

    pub(super) fn restored(&mut self, key: IncidentKey, generation: u32, by_hand: bool) {
        let state = &mut *self.state;
        let Some(incident) = state.outages.current(key, generation) else { return };
        if state.is_measured() && incident.by_change() {
            state.tally.fixes += u64::from(by_hand);
            if incident.started >= state.tally.measured_from {
                state.tally.recovery.add(state.now - incident.started);
            }
        }
        let next = state.outages.end(key);
        if let Some((next, generation)) = next {
            self.attend(next, generation);
        }
        self.impact_changed();
    }

    /// The number of incidents has changed: overlapping ones add up to at most everybody.
    fn impact_changed(&mut self) {
        let Some(service) = &self.plan.service else { return };
        let state = &mut *self.state;
        let impact = (f64::from(state.outages.active) * service.impact).min(1.0);
        state.burn.set_impact(service, state.now, impact);
        self.look_ahead();
    }

    /// A planned look at the budget: it crosses its threshold now, or the outage is as long as the window.
    pub(super) fn budget_looked(&mut self, generation: u32) {
        let planned = generation >> 1;
        if planned != self.state.budget_generation {
            return;
        }
        if generation & 1 == 1 {
            self.toggle_freeze();
        }
        self.impact_changed();
    }

    fn toggle_freeze(&mut self) {
        let state = &mut *self.state;
        if let Some(since) = state.frozen_since.take() {
            state.tally.frozen_hours += state.measured_since(since);
            if let Some(flow) = self.flow {
                self.thaw(flow);
            }
        } else {
            state.frozen_since = Some(state.now);
            if state.is_measured() {
                state.tally.freezes += 1;
            }
        }
    }

    /// Solves for the moment at which the budget freezes or thaws deployments, if nothing else happens before.
    fn look_ahead(&mut self) {
        let Some(service) = &self.plan.service else { return };
        let Some(budget) = service.budget else { return };
        let Some((freeze_at, thaw_at)) = budget.freeze else { return };
        let state = &mut *self.state;
        state.budget_generation = (state.budget_generation + 1) & (u32::MAX >> 1);
        let rising = !state.is_frozen();
        let level = if rising { freeze_at } else { thaw_at };
        let (time, crosses) = match state.burn.crossing(service, budget, state.now, level, rising) {
            Ahead::Crosses(time) => (time, 1),
            Ahead::LookAgain(time) => (time, 0),
            Ahead::Never => return,
        };
        state.agenda.plan(time, Kind::BudgetLooked, 0_u32, (state.budget_generation << 1) | crosses);
    }
}
