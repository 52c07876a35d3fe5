//! Room at the steps: what waits there for a date or for company, and limits of work in progress.
//!
//! A change is *at* a step from coming to going: waiting, being worked on, or done and not let in at the next step.
//! A step with a limit lets nobody in while so many are there; who is done before it waits where it is, **without people**:
//! hands are free, the place is taken. So a full step fills the one before it, and so on up to the entry, where new work
//! waits outside.
//!
//! Why nobody waits for ever: next links never form a circle (`model::check`), so behind every full step lies one that
//! can move on; who waits holds no people, so a shared team is never waited for by the work that waits for it; and two
//! kinds of changes are let in whatever the limit: **work that comes back** (else a step and the one it sends back to
//! could be full of each other's work) and **emergencies**. Their count is above the limit until others have left.

use super::{
    agenda::Kind,
    changes::{Change, ChangeClass, Lanes, Queue},
    plan::{FlowPlan, KindPlan},
    replication::World,
    typed::{ChangeKey, StepKey},
};

/// A step's room.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Room {
    /// Waits for a date, for company, or for the end of a freeze.
    pub(super) held: Lanes,
    /// How many are held.
    pub(super) count: u32,
    /// Raised whenever held changes go, so that an older planned end of their wait is known as such.
    pub(super) generation: u32,
    /// At the step.
    here: u32,
    /// Hours that changes were here in the measured time, summed: the time of each going less that of each coming.
    present: f64,
    /// Waits elsewhere to be let in.
    blocked: Lanes,
}

impl Room {
    /// Changes at the step.
    #[cfg(test)]
    pub(super) const fn here(&self) -> u32 {
        self.here
    }

    /// Hours that changes were at the step until `now`.
    pub(super) fn present_until(&self, now: f64) -> f64 {
        self.present + f64::from(self.here) * now
    }
}

impl World<'_> {
    /// A change comes from outside to the first step that concerns it, once there is room.
    pub(super) fn come_in(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let Some(at) = self.stop(flow, key, flow.entry) else { return self.leave(flow, key) };
        if self.is_full(flow, key, at) {
            self.wait_for_room(key, at);
        } else {
            self.settle(flow, key, at);
        }
    }

    /// A change leaves a step for good.
    pub(super) fn go_on(&mut self, flow: &FlowPlan, key: ChangeKey, from: StepKey) {
        let next = self.next(flow, key, from);
        let Some(to) = next.and_then(|next| self.stop(flow, key, next)) else {
            self.depart(flow, key, from);
            self.leave(flow, key);
            return self.let_in(flow, from);
        };
        if self.is_full(flow, key, to) {
            return self.wait_for_room(key, to);
        }
        self.depart(flow, key, from);
        self.settle(flow, key, to);
        self.let_in(flow, from);
    }

    /// A change goes back to be done again: nothing keeps it out.
    pub(super) fn go_back(&mut self, flow: &FlowPlan, key: ChangeKey, from: StepKey, to: StepKey) {
        self.away(from);
        match self.stop(flow, key, to) {
            Some(to) => self.settle(flow, key, to),
            None => self.leave(flow, key),
        }
        self.let_in(flow, from);
    }

    #[inline]
    fn is_full(&self, flow: &FlowPlan, key: ChangeKey, at: StepKey) -> bool {
        let limit = flow.steps[at].limit;
        limit < u32::MAX
            && self.state.rooms[at].here >= limit
            && self.state.changes[key].class != ChangeClass::Emergency
    }

    fn wait_for_room(&mut self, key: ChangeKey, at: StepKey) {
        let state = &mut *self.state;
        state.tell_no_room(key, at);
        state.changes[key].since = state.now;
        state.rooms[at].blocked.push(&mut state.changes, key);
    }

    /// There may be room at a step: who waits longest of the most urgent comes in.
    #[inline]
    fn let_in(&mut self, flow: &FlowPlan, at: StepKey) {
        let limit = flow.steps[at].limit;
        if limit < u32::MAX {
            self.let_in_up_to(flow, at, limit);
        }
    }

    fn let_in_up_to(&mut self, flow: &FlowPlan, at: StepKey, limit: u32) {
        while self.state.rooms[at].here < limit {
            let state = &mut *self.state;
            let Some(key) = state.rooms[at].blocked.pop(&state.changes) else { return };
            let change = &state.changes[key];
            let (inside, from, since) = (change.visit > 0, change.step, change.since);
            if !inside {
                self.settle(flow, key, at);
                continue;
            }
            state.tally.ledger.blocked(from, state.measured_since(since));
            self.depart(flow, key, from);
            self.settle(flow, key, at);
            self.let_in(flow, from);
        }
    }

    /// A change is at a step from now on.
    #[inline]
    pub(super) fn arrive_at(&mut self, at: StepKey) {
        let now = self.state.measured_now();
        let room = &mut self.state.rooms[at];
        room.here += 1;
        room.present -= now;
    }

    /// A change is at a step no more.
    #[inline]
    fn away(&mut self, from: StepKey) {
        let now = self.state.measured_now();
        let room = &mut self.state.rooms[from];
        room.here = room.here.saturating_sub(1);
        room.present += now;
    }

    /// A change leaves a step forward.
    #[inline]
    fn depart(&mut self, flow: &FlowPlan, key: ChangeKey, from: StepKey) {
        self.away(from);
        let state = &mut *self.state;
        let change = &mut state.changes[key];
        let stage = flow.steps[from].stage;
        if stage >= change.furthest {
            state.tally.ledger.curve.pass(change.furthest, stage);
            change.furthest = stage + 1;
        }
    }

    /// A change waits at its step for a date, or for company.
    pub(super) fn hold(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let state = &mut *self.state;
        let at = state.changes[key].step;
        state.tell_held(flow, key);
        let room = &mut state.rooms[at];
        room.held.push(&mut state.changes, key);
        room.count += 1;
        let Some((enough, patience)) = flow.steps[at].together else { return };
        if room.count >= enough {
            self.release_held(flow, at);
        } else if room.count == 1 {
            let lost = (state.changes[key].since + patience).max(state.now);
            state.agenda.plan(lost, Kind::Company, at, room.generation);
        }
    }

    /// The first of those who wait for company has waited long enough.
    pub(super) fn no_more_company(&mut self, flow: &FlowPlan, at: StepKey, generation: u32) {
        if self.state.rooms[at].generation == generation {
            self.release_held(flow, at);
        }
    }

    /// What is held at a step goes on, if nothing else keeps it.
    pub(super) fn release_held(&mut self, flow: &FlowPlan, at: StepKey) {
        let now = self.state.now;
        match flow.steps[at].kind {
            KindPlan::Deploy { .. } => self.deploy_due(flow, at, now, u32::MAX),
            KindPlan::Work | KindPlan::Gate { .. } | KindPlan::Approval { .. } => {
                self.call_due(flow, at, now, u32::MAX);
            }
        }
    }

    /// What is due at a step that deploys nothing waits for people from now on.
    pub(super) fn call_due(&mut self, flow: &FlowPlan, at: StepKey, due: f64, at_most: u32) {
        let mut called = Queue::default();
        self.take_held(
            at,
            at_most,
            |change| change.since <= due,
            |state_changes, key| {
                called.push(state_changes, key);
            },
        );
        while let Some(key) = called.pop(&self.state.changes) {
            self.queue(flow, key);
        }
    }

    /// Takes out of what is held, most urgent first, at most `at_most` that `is_due`, and gives each to `take`.
    pub(super) fn take_held(
        &mut self,
        at: StepKey,
        at_most: u32,
        is_due: impl Fn(&Change) -> bool,
        mut take: impl FnMut(&mut super::changes::Changes, ChangeKey),
    ) {
        let state = &mut *self.state;
        let now = state.now;
        let mut taken = 0;
        let room = &mut state.rooms[at];
        room.held.take_due(&mut state.changes, at_most, is_due, |changes, key| {
            taken += 1;
            changes[key].date_wait += now - changes[key].since;
            changes[key].since = now;
            take(changes, key);
        });
        room.count = room.count.saturating_sub(taken);
        if taken > 0 {
            room.generation = room.generation.wrapping_add(1);
            state.tell_taken_up(at, taken);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{plan::Plan, replication::Replication, settings::Settings};
    use crate::{
        catalog::samples::larkfield,
        model::{Scenario, Share},
    };

    #[test]
    fn no_step_ever_holds_more_than_its_limit() {
        let mut workspace = larkfield();
        let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
        // Emergencies, and what comes back, are let in all the same; there are none here.
        stream.demand.mix.emergency = Share::NONE;
        for step in &mut stream.steps {
            step.complete_accurate = None;
            step.wip_limit = Some(12);
            step.observed = None;
        }
        let plan = Plan::compile(&workspace, &Scenario::today()).unwrap().plan;
        let settings = Settings { seed: 1, replications: 1, weeks: 52, warm_up_weeks: 0, ..Settings::USUAL };
        let mut replication = Replication::new(&plan, &settings, 0);
        let mut highest = 0;
        while !replication.advance(&plan, 1) {
            highest = replication.rooms.iter().map(|room| room.here).max().unwrap().max(highest);
        }
        assert_eq!(highest, 12, "the limit is reached, and never passed");
        assert!(replication.tally.finished > 300, "{}", replication.tally.finished);
    }
}
