//! Who responds to incidents.
//!
//! Responders are people of their own, or people of a delivery team. In a team an incident takes the **next free person**,
//! before any planned work; what was begun is finished first. Outside the team's working hours somebody is called at home
//! at once, also for what still waits when they go home; if work is still open when the team comes in, the first person who is free then is not free for it. So
//! planned work gets later, and more so when incidents come together: at most `responders` of the team at a time.
//!
//! Who is called answers after a time, or the next is called: level m answers after an exponential time with mean aₘ; on
//! its time-out τₘ the next level is called and it answers no more. Outside business hours all of them are slower by a
//! factor.

use super::{
    agenda::Kind,
    calendar,
    plan::{FlowPlan, ServicePlan},
    replication::World,
    typed::{IncidentKey, PoolKey},
};
use crate::{engine::random::Purpose, model::Calendar};

impl<'a> World<'a> {
    /// The flow and the pool whose people respond.
    fn shared(&self) -> Option<(&'a FlowPlan, PoolKey)> {
        Some((self.flow?, self.plan.service.as_ref()?.pool?))
    }

    /// A detected incident asks for somebody.
    pub(super) fn call(&mut self, key: IncidentKey, generation: u32) {
        let Some((flow, pool)) = self.shared() else {
            if self.state.outages.call(key, generation, true) {
                self.begin_response(key, generation);
            }
            return;
        };
        let plan = &flow.pools[pool];
        let at_work = calendar::is_open(plan.calendar, self.state.now + plan.ahead);
        let people = &self.state.pools[pool];
        let somebody = people.free > 0 || !at_work;
        if self.state.outages.call(key, generation, somebody) {
            self.take_one(pool);
            self.begin_response(key, generation);
        } else if at_work {
            let home = calendar::closes_after(plan.calendar, self.state.now + plan.ahead) - plan.ahead;
            if home < f64::INFINITY {
                self.state.agenda.plan(home, Kind::GoneHome, pool, 0);
            }
        }
    }

    /// The team has gone home: what waits for it is looked after from there.
    pub(super) fn gone_home(&mut self, flow: &FlowPlan, pool: PoolKey) {
        let plan = &flow.pools[pool];
        if calendar::is_open(plan.calendar, self.state.now + plan.ahead) {
            return;
        }
        while let Some((key, generation)) = self.state.outages.next_for_somebody() {
            self.take_one(pool);
            self.begin_response(key, generation);
        }
    }

    /// One of a pool's people turns to an incident.
    fn take_one(&mut self, pool: PoolKey) {
        let people = &mut self.state.pools[pool];
        if people.free > 0 {
            people.free -= 1;
        } else {
            people.owed += 1;
        }
    }

    fn begin_response(&mut self, key: IncidentKey, generation: u32) {
        self.state.outages.rows[key].since = self.state.now;
        self.attend(key, generation);
    }

    /// Hours until somebody acknowledges.
    pub(super) fn acknowledge(&mut self, service: &ServicePlan, key: IncidentKey) -> f64 {
        let state = &mut *self.state;
        let incident = state.outages.rows[key];
        let (number, detail) = (incident.number, incident.detail());
        let slower = |time: f64| {
            if calendar::is_open(Calendar::BusinessHours, time) { 1.0 } else { service.off_hours_factor }
        };
        let mut last = false;
        let mut answered = 0;
        let mut waited = 0.0;
        if service.escalation.is_empty() {
            let drawn = service.acknowledge.at(state.streams.unit(Purpose::Acknowledgement, number, detail));
            waited = drawn * slower(state.now);
        } else {
            for (level, called) in (1..).zip(&service.escalation) {
                let drawn = state.streams.unit(Purpose::Acknowledgement, number, (level << 1) | detail);
                let answers = -called.mean * slower(state.now + waited) * libm::log(1.0 - drawn);
                last = called.timeout == f64::INFINITY;
                answered = level;
                if answers <= called.timeout {
                    waited += answers;
                    break;
                }
                waited += called.timeout;
            }
        }
        if state.is_measured() {
            let ledger = &mut state.tally.ledger;
            ledger.acknowledged += 1;
            ledger.acknowledge_hours += waited;
            ledger.last_level += u64::from(last);
        }
        state.tell_answer(key, waited, answered);
        waited
    }

    /// An incident is over: its responder turns to the next one, or back to planned work.
    pub(super) fn give_back(&mut self, key: IncidentKey) {
        self.count_unplanned(key);
        let attended = self.state.outages.rows[key].attended;
        match self.state.outages.end(key) {
            Some((next, generation)) => self.begin_response(next, generation),
            None if attended => {
                if let (Some(flow), Some(pool)) =
                    (self.flow, self.plan.service.as_ref().and_then(|service| service.pool))
                {
                    self.free_one(flow, pool);
                }
            }
            None => {}
        }
    }

    /// One of a pool's people has nothing to do: an incident that waits goes first, then planned work.
    pub(super) fn free_one(&mut self, flow: &FlowPlan, pool: PoolKey) {
        if self.state.pools[pool].owed > 0 {
            self.state.pools[pool].owed -= 1;
            return;
        }
        let responds = self.plan.service.as_ref().is_some_and(|service| service.pool == Some(pool));
        if responds && let Some((next, generation)) = self.state.outages.next_for_somebody() {
            return self.begin_response(next, generation);
        }
        self.state.pools[pool].free += 1;
        self.serve(flow, pool);
    }

    /// Adds the working hours that an incident took from planned work.
    fn count_unplanned(&mut self, key: IncidentKey) {
        let Some((flow, pool)) = self.shared() else { return };
        let plan = &flow.pools[pool];
        let (calendar, ahead) = (plan.calendar, plan.ahead);
        let state = &mut *self.state;
        let incident = state.outages.rows[key];
        if !incident.attended {
            return;
        }
        let from = incident.since.max(state.tally.measured_from);
        if from < state.now {
            state.tally.ledger.unplanned_hours += calendar::working_hours(calendar, from + ahead, state.now + ahead);
        }
    }

    /// At the end: the hours of incidents that are still worked on.
    pub(super) fn close_unplanned(&mut self) {
        for key in self.state.outages.rows.keys() {
            self.count_unplanned(key);
        }
    }
}
