//! How changes go from step to step: waiting, dates, people, judgement, rework.
//!
//! The rules, in the order in which a change meets them at a step:
//! 0. A step with a limit lets it in only when there is room (see `places`).
//! 1. An approval lets pass without stopping: standard changes, normal changes up to the risk that is approved
//!    automatically, and emergencies if they are approved afterwards.
//! 2. Waiting that no queue explains (see `calibration`), a fixed time.
//! 3. An approval with dates holds all but emergencies until the next date whose cut-off they make; a step with a batch
//!    holds them until enough are there, or until the first has waited long enough.
//! 4. People: the most urgent first, then who waits longest; what was begun is finished. Outside working hours
//!    nothing begins; work goes on when people are back.
//! 5. An approval or gate stops a bad change with `stops_bad`, a good one with `stops_good`. What is stopped goes
//!    back to where its rework link leads, else to the step before; a bad change is then mended with
//!    [`MENDED`], and judged again when it comes back.
//! 6. What is not complete and accurate goes back where the rework link leads, else to the same step. After
//!    [`MOST_RETURNS`] repeated visits a change is let through, and that is counted.

use super::{
    agenda::Kind,
    calendar,
    changes::ChangeClass,
    plan::{FlowPlan, KindPlan, StepPlan},
    replay::Happening,
    replication::World,
    typed::{ChangeKey, PoolKey, StepKey},
};
use crate::{engine::random::Purpose, model::Calendar};

/// Probability that a bad change that was stopped is mended before it comes back: an assumption of the model.
pub const MENDED: f64 = 0.9;
/// Repeated visits of one step after which a change is not sent back any more.
pub const MOST_RETURNS: u8 = 10;

impl World<'_> {
    /// Where a change that is sent to a step stops: it passes by approvals that it does not need, and by gates that are
    /// off. `None` when it is done.
    #[inline]
    pub(super) fn stop(&self, flow: &FlowPlan, key: ChangeKey, step: StepKey) -> Option<StepKey> {
        let mut at = step;
        loop {
            let step = &flow.steps[at];
            let passes = match step.kind {
                KindPlan::Approval { .. } => self.state.changes[key].approved,
                KindPlan::Gate { .. } => step.only_in.is_some_and(|of| !self.state.budget.is_on(usize::from(of))),
                KindPlan::Work | KindPlan::Deploy { .. } => false,
            };
            if !passes {
                return Some(at);
            }
            at = self.next(flow, key, at)?;
        }
    }

    /// A change is at a step from now on.
    pub(super) fn settle(&mut self, flow: &FlowPlan, key: ChangeKey, at: StepKey) {
        self.arrive_at(at);
        let state = &mut *self.state;
        state.tell_moved(key, at);
        let visit = state.changes.visit(key, at);
        let change = &mut state.changes[key];
        change.step = at;
        change.visit = visit;
        change.entered = state.now;
        change.since = state.now;
        (change.other_wait, change.date_wait, change.queue_wait) = (0.0, 0.0, 0.0);
        let wait = flow.steps[at].other_wait;
        if wait > 0.0 {
            change.other_wait = wait;
            let over = state.now + wait;
            state.agenda.plan(over, Kind::WaitOver, key, 0);
        } else {
            self.ready(flow, key);
        }
    }

    pub(super) fn wait_over(&mut self, flow: &FlowPlan, key: ChangeKey) {
        self.ready(flow, key);
    }

    /// A change can be worked on, once its date has come.
    fn ready(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let state = &mut *self.state;
        state.changes[key].since = state.now;
        self.ready_since(flow, key);
    }

    /// The same for one that has been ready since its time says so.
    pub(super) fn ready_since(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let change = &self.state.changes[key];
        let (at, urgent) = (change.step, change.class == ChangeClass::Emergency);
        let step = &flow.steps[at];
        match step.kind {
            KindPlan::Deploy { .. } => self.ready_to_deploy(flow, key),
            KindPlan::Approval { dates: Some(_), .. } if !urgent => self.hold(flow, key),
            _ if step.together.is_some() && !urgent => self.hold(flow, key),
            KindPlan::Work | KindPlan::Gate { .. } | KindPlan::Approval { .. } => self.queue(flow, key),
        }
    }

    /// A date of a step: what is due goes on, and the next date is planned.
    pub(super) fn date(&mut self, flow: &FlowPlan, at: StepKey, number: u32) {
        let step = &flow.steps[at];
        let Some(dates) = step.dates() else { return };
        self.state.agenda.plan(dates.date(number + 1), Kind::Date, at, number + 1);
        let one_of = self.state.budget.one_date_of;
        if self.state.rooms[at].held.is_empty() || (one_of > 1 && !number.is_multiple_of(one_of)) {
            return;
        }
        let due = self.state.now - dates.cut_off;
        if step.is_deploy() {
            self.deploy_due(flow, at, due, dates.at_most);
        } else {
            self.call_due(flow, at, due, dates.at_most);
        }
    }

    /// A change (or the first of a deployment) waits for people since its time says so: now, but for today's backlog.
    pub(super) fn queue(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let state = &mut *self.state;
        let step = &flow.steps[state.changes[key].step];
        let Some(pool) = step.pool else { return self.begin_work(flow, key) };
        let queue = &mut state.pools[pool];
        let open = calendar::is_open(step.calendar, state.now + step.ahead);
        if open && queue.free > 0 && queue.waiting == 0 {
            queue.free -= 1;
            return self.begin_work(flow, key);
        }
        queue.waiting += 1;
        state.tell_batch(key, |change, step| Happening::Queues { change, step });
        let queue = &mut state.pools[pool];
        match step.calendar {
            Calendar::BusinessHours => queue.by_day.push(&mut state.changes, key),
            Calendar::Always => queue.any_time.push(&mut state.changes, key),
        }
        self.serve(flow, pool);
    }

    pub(super) fn pool_opens(&mut self, flow: &FlowPlan, pool: PoolKey) {
        self.state.pools[pool].opening = false;
        self.serve(flow, pool);
    }

    /// Free people turn to what waits.
    pub(super) fn serve(&mut self, flow: &FlowPlan, pool: PoolKey) {
        let ahead = flow.pools[pool].ahead;
        loop {
            let state = &mut *self.state;
            let queue = &mut state.pools[pool];
            if queue.free == 0 || queue.waiting == 0 {
                return;
            }
            let by_day = queue.by_day.first();
            let day = by_day.is_some() && calendar::is_open(Calendar::BusinessHours, state.now + ahead);
            let first = match (by_day.filter(|_| day), queue.any_time.first()) {
                (Some(a), Some(b)) => {
                    let rank = |key: ChangeKey| (state.changes[key].lane(), state.changes[key].since);
                    if rank(b) < rank(a) {
                        queue.any_time.pop(&state.changes)
                    } else {
                        queue.by_day.pop(&state.changes)
                    }
                }
                (Some(_), None) => queue.by_day.pop(&state.changes),
                (None, Some(_)) => queue.any_time.pop(&state.changes),
                (None, None) => None,
            };
            let Some(key) = first else {
                if !queue.opening {
                    queue.opening = true;
                    let opens = calendar::open_from(Calendar::BusinessHours, state.now + ahead) - ahead;
                    state.agenda.plan(opens, Kind::PoolOpens, pool, 0);
                }
                return;
            };
            queue.waiting -= 1;
            let Some(key) = self.still_goes(flow, key) else { continue };
            self.state.pools[pool].free -= 1;
            self.begin_work(flow, key);
        }
    }

    /// Somebody begins.
    fn begin_work(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let state = &mut *self.state;
        let step = &flow.steps[state.changes[key].step];
        // Only machines and people whom nobody waits for can be asked outside their hours.
        let begins = calendar::open_from(step.calendar, state.now + step.ahead) - step.ahead;
        state.tell_begins(key, begins);
        let change = &mut state.changes[key];
        let waited = begins - change.since;
        change.queue_wait += waited;
        let mut member = change.together;
        let drawn = step.work.at(state.streams.unit(Purpose::Work, change.number, step.detail(change.visit)));
        let repeated = change.visit > 1 && !step.is_deploy();
        let work = if repeated { drawn * flow.rework_effort } else { drawn } / step.availability;
        let done = calendar::finish(step.calendar, begins + step.ahead, work) - step.ahead;
        let kind = if step.is_deploy() { Kind::Deployed } else { Kind::WorkDone };
        let at = change.step;
        while let Some(key) = member {
            state.changes[key].queue_wait += waited;
            member = state.changes[key].together;
        }
        state.agenda.plan(done, kind, key, 0);
        if state.is_measured() {
            state.tally.steps[at].busy += work;
        }
    }

    /// People are free again.
    pub(super) fn release(&mut self, flow: &FlowPlan, step: &StepPlan) {
        if let Some(pool) = step.pool {
            self.free_one(flow, pool);
        }
    }

    pub(super) fn work_done(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let at = self.state.changes[key].step;
        let step = &flow.steps[at];
        self.release(flow, step);
        self.count_visit(key, at);
        let state = &mut *self.state;
        let change = &mut state.changes[key];
        if step.starts_clock && change.committed.is_none() {
            change.committed = Some(state.now);
        }
        if let Some(stopped) = self.judged(step, key) {
            if stopped {
                return self.send_back(flow, key, at, step.mended_at, true);
            }
            self.state.tell_change(key, |change, step| Happening::Passed { change, step });
        }
        let change = &self.state.changes[key];
        let returns = step.returns > 0.0
            && self.state.streams.unit(Purpose::Rework, change.number, step.detail(change.visit)) < step.returns;
        if returns {
            return self.send_back(flow, key, at, step.back, false);
        }
        self.go_on(flow, key, at);
    }

    /// Whether an approval or gate stops the change; mends it if so. `None` at steps that do not judge.
    fn judged(&mut self, step: &StepPlan, key: ChangeKey) -> Option<bool> {
        let (KindPlan::Approval { stops_bad, stops_good, .. } | KindPlan::Gate { stops_bad, stops_good }) = step.kind
        else {
            return None;
        };
        let state = &mut *self.state;
        let change = &mut state.changes[key];
        let (number, detail) = (change.number, step.detail(change.visit));
        let limit = if change.bad { stops_bad } else { stops_good };
        let stopped = limit > 0.0 && state.streams.unit(Purpose::Judgement, number, detail) < limit;
        if stopped && change.bad {
            change.bad = state.streams.unit(Purpose::Mending, number, detail) >= MENDED;
        }
        Some(stopped)
    }

    fn send_back(&mut self, flow: &FlowPlan, key: ChangeKey, from: StepKey, to: StepKey, stopped: bool) {
        if self.state.changes[key].visit > MOST_RETURNS {
            self.state.tally.returns_refused += 1;
            self.state.tell_change(key, |change, step| Happening::LetThrough { change, step });
            self.go_on(flow, key, from);
        } else {
            let told: fn(u32, u16) -> Happening = if stopped {
                |change, step| Happening::Stopped { change, step }
            } else {
                |change, step| Happening::SentBack { change, step }
            };
            self.state.tell_change(key, told);
            self.go_back(flow, key, from, to);
        }
    }

    /// The step that comes next; drawn when there are several.
    pub(super) fn next(&self, flow: &FlowPlan, key: ChangeKey, from: StepKey) -> Option<StepKey> {
        let step = &flow.steps[from];
        if let [(_, only)] = step.next.as_slice() {
            return Some(*only);
        }
        let change = &self.state.changes[key];
        let drawn = self.state.streams.unit(Purpose::Route, change.number, step.detail(change.visit));
        let taken = step.next.iter().find(|(share, _)| drawn < *share).or_else(|| step.next.last());
        taken.map(|(_, to)| *to)
    }

    /// A change is done.
    pub(super) fn leave(&mut self, flow: &FlowPlan, key: ChangeKey) {
        let state = &mut *self.state;
        state.tell_change(key, |change, _| Happening::Finished { change });
        let change = state.changes[key];
        let stages = u16::try_from(flow.steps.len()).unwrap_or(u16::MAX);
        if change.furthest < stages {
            state.tally.ledger.curve.pass(change.furthest, stages - 1);
        }
        if !change.live {
            state.count_wip(false);
        }
        if state.is_measured() {
            state.tally.done.add(state.now - change.requested);
        }
        state.tally.finished += 1;
        state.changes.remove(key);
    }

    /// Adds a finished visit of a step.
    pub(super) fn count_visit(&mut self, key: ChangeKey, at: StepKey) {
        let state = &mut *self.state;
        if !state.is_measured() {
            return;
        }
        let change = &state.changes[key];
        let step = &mut state.tally.steps[at];
        step.visits += 1;
        step.total += state.now - change.entered;
        step.queue += change.queue_wait;
        step.other += change.other_wait;
        step.date += change.date_wait;
    }
}
