//! How changes are put into production: one by one, or all together at a date; held while deployments are frozen.
//!
//! - Emergencies deploy at once, alone, whatever the date or freeze.
//! - On demand, each change is a deployment. What a freeze held back goes out together when it ends: the main line
//!   holds all of it by then.
//! - With dates, all that made the cut-off go together. A date inside a freeze passes unused.
//! - A deployment that waits for people when a freeze begins is held back too; one that was begun is finished.
//! - A deployment fails when deploying itself fails or when one of its changes is bad:
//!   1 − (1 − d₀)·Π(1 − qⱼ). Its changes are live either way, and mended with the incident.

use super::{
    changes::ChangeClass,
    plan::{FlowPlan, KindPlan},
    replication::World,
    typed::{ChangeKey, StepKey},
};
use crate::engine::random::Purpose;

impl World<'_> {
    pub(super) fn ready_to_deploy(&mut self, flow: &FlowPlan, key: ChangeKey, has_dates: bool) {
        let state = &mut *self.state;
        let frozen = state.is_frozen();
        let change = &mut state.changes[key];
        change.together = None;
        change.batch = 1;
        if change.class != ChangeClass::Emergency && (has_dates || frozen) {
            let at = change.step;
            state.held[at].push(&mut state.changes, key);
        } else {
            self.queue(flow, key);
        }
    }

    /// What is due goes out together.
    pub(super) fn deploy_due(&mut self, flow: &FlowPlan, at: StepKey, due: f64, at_most: u32) {
        let state = &mut *self.state;
        if state.is_frozen() {
            return;
        }
        let now = state.now;
        let (mut leader, mut last, mut batch) = (None, None, 0);
        state.held[at].take_due(&mut state.changes, due, at_most, |changes, key| {
            let change = &mut changes[key];
            change.date_wait += now - change.since;
            change.since = now;
            change.together = None;
            batch += 1;
            match last {
                Some(last) => {
                    let last: ChangeKey = last;
                    changes[last].together = Some(key);
                }
                None => leader = Some(key),
            }
            last = Some(key);
        });
        if let Some(leader) = leader {
            state.changes[leader].batch = batch;
            self.queue(flow, leader);
        }
    }

    /// Whether a deployment whose turn it is must wait for the end of a freeze; then its changes are held again.
    pub(super) fn held_back(&mut self, flow: &FlowPlan, leader: ChangeKey) -> bool {
        let state = &mut *self.state;
        let change = &state.changes[leader];
        let at = change.step;
        if !state.is_frozen() || !flow.steps[at].is_deploy() || change.class == ChangeClass::Emergency {
            return false;
        }
        let waited = state.now - change.since;
        let mut next = Some(leader);
        while let Some(key) = next {
            let change = &mut state.changes[key];
            next = change.together.take();
            change.queue_wait += waited;
            change.since = state.now;
            change.batch = 1;
            state.held[at].push(&mut state.changes, key);
        }
        true
    }

    /// A freeze has ended: what steps without dates held goes out.
    pub(super) fn thaw(&mut self, flow: &FlowPlan) {
        for (at, step) in flow.steps.keyed() {
            if step.is_deploy() && step.dates().is_none() && !self.state.held[at].is_empty() {
                self.deploy_due(flow, at, self.state.now, u32::MAX);
            }
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
        if failed {
            self.fail(first.number, first.batch);
        }
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
        let (class, requested, committed) = (change.class, change.requested, change.committed);
        state.count_wip(false);
        if state.is_measured() {
            state.tally.count_live(class, now - requested);
            if let Some(committed) = committed {
                state.tally.commit.add(now - committed);
            }
        }
    }
}
