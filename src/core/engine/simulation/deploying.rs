//! How changes are put into production: one by one, or all together at a date; held while deployments are closed.
//!
//! - Deployments are closed while the error budget is spent (see `budgeting`), on days of the year, and outside the
//!   deploy windows (see `closures`). A freeze has exceptions; the windows bind all but emergencies.
//! - Emergencies deploy at once, alone, whatever the date.
//! - On demand, each change is a deployment, or as many as wait for each other. What a closed time held back goes out
//!   together when it ends: the main line holds all of it by then.
//! - With dates, all that made the cut-off go together. A date in a closed time passes unused but for the exceptions.
//! - A deployment that waits for people when deployments close is held back too; one that was begun is finished.
//! - A deployment fails when deploying itself fails or when one of its changes is bad:
//!   1 − (1 − d₀)·Π(1 − qⱼ). Its changes are live either way, and mended with the incident.
//! - With a canary it reaches few users first; its changes are live when all have them. People do not wait for that.

use super::{
    agenda::Kind,
    changes::{Change, ChangeClass, Changes},
    closures::{self, Closed},
    plan::{FlowPlan, KindPlan},
    replay::Happening,
    replication::{Replication, World},
    typed::{ChangeKey, StepKey},
};
use crate::{
    engine::random::Purpose,
    model::{CarveOuts, WorkType},
};

/// Changes on their way into one deployment, linked in their order.
#[derive(Default)]
struct Batch {
    leader: Option<ChangeKey>,
    last: Option<ChangeKey>,
    size: u32,
}

impl Batch {
    fn join(&mut self, changes: &mut Changes, key: ChangeKey) {
        changes[key].together = None;
        match self.last {
            Some(last) => changes[last].together = Some(key),
            None => self.leader = Some(key),
        }
        self.last = Some(key);
        self.size += 1;
    }
}

/// Whether a change may be deployed while the budget freezes so, and the calendar closes so.
fn may_deploy(freeze: Option<CarveOuts>, closed: Closed, change: &Change) -> bool {
    let through = |freeze: Option<CarveOuts>| freeze.is_none_or(|except| closures::lets_through(except, change));
    let open = !closed.window || change.class == ChangeClass::Emergency;
    open && through(freeze) && through(closed.freeze)
}

impl Replication {
    fn may_deploy(&self, key: ChangeKey) -> bool {
        may_deploy(self.budget.freeze, self.closed, &self.changes[key])
    }
}

impl World<'_> {
    pub(super) fn ready_to_deploy(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let state = &mut *self.state;
        let change = &mut state.changes[key];
        change.together = None;
        change.batch = 1;
        let step = &flow.steps[change.step];
        let waits = step.dates().is_some() || step.together.is_some();
        let urgent = change.class == ChangeClass::Emergency;
        if (waits && !urgent) || !state.may_deploy(key) {
            self.hold(flow, key);
        } else {
            self.queue(flow, key);
        }
    }

    /// What is due, and may be deployed, goes out together.
    pub(super) fn deploy_due(&mut self, flow: &FlowPlan, at: StepKey, due: f64, at_most: u32) {
        let (freeze, closed) = (self.state.budget.freeze, self.state.closed);
        let mut batch = Batch::default();
        self.take_held(
            at,
            at_most,
            |change| change.since <= due && may_deploy(freeze, closed, change),
            |changes, key| batch.join(changes, key),
        );
        if let Some(leader) = batch.leader {
            self.state.changes[leader].batch = batch.size;
            self.queue(flow, leader);
        }
    }

    /// Whose turn it is may be a deployment that was closed meanwhile: then its changes are held again, but for the
    /// exceptions. Gives who goes on, if anybody.
    pub(super) fn still_goes(&mut self, flow: &FlowPlan, leader: ChangeKey) -> Option<ChangeKey> {
        let state = &mut *self.state;
        let at = state.changes[leader].step;
        if !flow.steps[at].is_deploy() {
            return Some(leader);
        }
        let mut batch = Batch::default();
        let mut next = Some(leader);
        let mut held = Batch::default();
        while let Some(key) = next {
            next = state.changes[key].together;
            let goes = state.may_deploy(key);
            let side = if goes { &mut batch } else { &mut held };
            side.join(&mut state.changes, key);
        }
        let mut back = held.leader;
        while let Some(key) = back {
            let change = &mut state.changes[key];
            back = change.together.take();
            change.queue_wait += state.now - change.since;
            change.since = state.now;
            change.batch = 1;
            state.tell_held(flow, key);
            let room = &mut state.rooms[at];
            room.held.push(&mut state.changes, key);
            room.count += 1;
        }
        let leader = batch.leader?;
        self.state.changes[leader].batch = batch.size;
        Some(leader)
    }

    /// Deployments are open again: what is held goes out, but for what waits for a date.
    pub(super) fn reopen(&mut self, flow: &FlowPlan) {
        for (at, step) in flow.steps.keyed() {
            if step.is_deploy() && step.dates().is_none() && !self.state.rooms[at].held.is_empty() {
                self.deploy_due(flow, at, self.state.now, u32::MAX);
            }
        }
    }

    /// The calendar may open or close deployments now.
    pub(super) fn look_at_calendar(&mut self, flow: &FlowPlan) {
        let Some(closures) = &flow.closures else { return };
        let state = &mut *self.state;
        let was = state.closed;
        state.closed = closures.at(state.now, state.tally.measured_from);
        if state.closed.until < f64::INFINITY {
            state.agenda.plan(state.closed.until, Kind::Calendar, 0_u32, 0);
        }
        state.tell_calendar(was);
        let opened = (was.window && !state.closed.window) || (was.freeze.is_some() && state.closed.freeze.is_none());
        if opened {
            self.reopen(flow);
        }
    }

    /// A deployment is done: its changes are live, and perhaps it fails.
    pub(super) fn deployed(&mut self, flow: &FlowPlan, leader: ChangeKey) {
        let first = self.state.changes[leader];
        let at = first.step;
        let step = &flow.steps[at];
        self.release(flow, step);
        let KindPlan::Deploy { fails, .. } = step.kind else { return };
        let state = &mut *self.state;
        let mechanics = state.streams.unit(Purpose::Deploying, first.number, step.detail(first.visit)) < fails;
        let mut failed = mechanics;
        let mut next = Some(leader);
        while let Some(key) = next {
            failed |= state.changes[key].bad;
            next = state.changes[key].together;
        }
        if state.is_measured() {
            state.tally.deployments += 1;
            state.tally.deployed_changes += u64::from(first.batch);
            state.tally.failed += u64::from(failed);
        }
        state.tell_deployed(leader, failed);
        if failed {
            self.fail(first.number, first.batch, flow.canary);
        }
        match flow.canary {
            Some(canary) if canary.lasts > 0.0 => {
                let out = self.state.now + canary.lasts;
                self.state.agenda.plan(out, Kind::RolledOut, leader, 0);
            }
            _ => self.rolled_out(flow, leader),
        }
    }

    /// All users have a deployment: its changes are live.
    pub(super) fn rolled_out(&mut self, flow: &FlowPlan, leader: ChangeKey) {
        let at = self.state.changes[leader].step;
        let mut next = Some(leader);
        while let Some(key) = next {
            next = self.state.changes[key].together.take();
            self.go_live(key);
            self.count_visit(key, at);
            self.go_on(flow, key, at);
        }
    }

    fn go_live(&mut self, key: ChangeKey) {
        let state = &mut *self.state;
        let now = state.now;
        let change = &mut state.changes[key];
        change.bad = false;
        if change.live {
            return;
        }
        change.live = true;
        let number = change.number;
        let (class, work, requested, committed) = (change.class, change.work, change.requested, change.committed);
        state.tell(Happening::Live { change: number });
        state.count_wip(false);
        if work == WorkType::Reliability {
            self.learn();
        }
        let state = &mut *self.state;
        if state.is_measured() {
            state.tally.count_live(class, now - requested);
            state.tally.ledger.count_live(work);
            if let Some(committed) = committed {
                state.tally.commit.add(now - committed);
            }
        }
    }
}
