//! What a short error budget does: steps of the policy that begin and end by themselves, each with its own hysteresis.
//!
//! What is consumed in the window is piecewise linear (see `burn`), so the next moment at which a step begins or ends
//! is solved in closed form and planned as an event; it is solved again whenever the impact changes.
//!
//! - **Freeze**: nothing but the exceptions is deployed; see `deploying`.
//! - **Extra gate**: a gate before approval that changes pass by while its step is off.
//! - **Hold**: new work waits outside. Emergencies and reliability work come in. When it ends, all that waited comes in,
//!   the most urgent first.
//! - **Slower dates**: of so many dates of approvals and deployments one is used, counted from the first of the run.
//! - **Reliability work**: this share of the other work that comes in is replaced by it.

use serde::Serialize;

use super::{
    agenda::Kind,
    burn::Ahead,
    changes::ChangeClass,
    plan::FlowPlan,
    replication::{Replication, World},
};
use crate::model::{CarveOuts, WorkType};

/// A step of the error budget policy.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct BudgetStepPlan {
    /// Consumed hours at which it begins, and at or below which it ends.
    pub(super) at: f64,
    pub(super) until: f64,
    /// Deployments freeze, with exceptions.
    pub(super) freeze: Option<CarveOuts>,
    /// New work waits outside.
    pub(super) hold: bool,
    /// Of so many dates one is used; 1 uses all.
    pub(super) one_date_of: u32,
    /// Share of the work that comes in that becomes reliability work.
    pub(super) reliability: f64,
}

/// Which steps are on, and what follows from all of them together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct BudgetState {
    /// One bit for each step.
    on: u16,
    pub(super) hold: bool,
    /// Of so many dates one is used; 0 and 1 use all.
    pub(super) one_date_of: u32,
    pub(super) reliability: f64,
    /// Exceptions of the freeze, while it lasts.
    pub(super) freeze: Option<CarveOuts>,
}

impl BudgetState {
    /// Whether a step is on.
    pub(super) const fn is_on(self, step: usize) -> bool {
        step < 16 && self.on & (1 << step) != 0
    }

    /// Turns a step on or off, and adds up what follows: the strictest of each.
    fn toggle(&mut self, steps: &[BudgetStepPlan], step: usize) {
        let on = self.on ^ (1 << (step & 15));
        *self = Self { on, ..Self::default() };
        for (_, step) in steps.iter().enumerate().filter(|(index, _)| on & (1 << (index & 15)) != 0) {
            self.hold |= step.hold;
            self.one_date_of = self.one_date_of.max(step.one_date_of);
            self.reliability = self.reliability.max(step.reliability);
            self.freeze = self.freeze.or(step.freeze);
        }
    }
}

impl World<'_> {
    /// A planned look at the budget: a step begins or ends now, or the outage is as long as the window.
    pub(super) fn budget_looked(&mut self, step: u32, generation: u32) {
        let planned = generation >> 1;
        if planned != self.state.budget_generation {
            return;
        }
        if generation & 1 == 1 {
            self.toggle(usize::try_from(step).unwrap_or(usize::MAX));
        }
        self.impact_changed();
    }

    fn toggle(&mut self, step: usize) {
        let Some(service) = &self.plan.service else { return };
        let state = &mut *self.state;
        let was = state.budget;
        state.budget.toggle(&service.steps, step);
        state.tell_policy(service, step);
        if was.freeze.is_none() && state.budget.freeze.is_some() {
            state.frozen_since = Some(state.now);
            if state.is_measured() {
                state.tally.freezes += 1;
            }
        }
        let thawed = was.freeze.is_some() && state.budget.freeze.is_none();
        if thawed && let Some(since) = state.frozen_since.take() {
            state.tally.frozen_hours += state.measured_since(since);
        }
        let Some(flow) = self.flow else { return };
        if was.hold && !self.state.budget.hold {
            self.end_hold(flow);
        }
        if thawed {
            self.reopen(flow);
        }
    }

    /// Steps of the policy that are on already when it begins. They begin nothing, so nothing is counted.
    pub(super) fn begin_policy(&mut self) {
        let Some(service) = &self.plan.service else { return };
        let Some(budget) = service.budget else { return };
        let state = &mut *self.state;
        let consumed = state.burn.consumed(service, budget, state.now);
        for (index, step) in service.steps.iter().enumerate() {
            if consumed >= step.at {
                state.budget.toggle(&service.steps, index);
                state.tell_policy(service, index);
            }
        }
        state.frozen_since = state.budget.freeze.map(|_| state.now);
        self.look_ahead();
    }

    /// All that waited outside comes in.
    fn end_hold(&mut self, flow: &FlowPlan) {
        while !self.state.budget.hold
            && let Some(key) = self.state.outside.pop(&self.state.changes)
        {
            self.come_in(flow, key);
        }
    }

    /// Solves for the moment at which the next step begins or ends, if nothing else happens before.
    pub(super) fn look_ahead(&mut self) {
        let Some(service) = &self.plan.service else { return };
        let Some(budget) = service.budget else { return };
        if service.steps.is_empty() {
            return;
        }
        let state = &mut *self.state;
        state.budget_generation = (state.budget_generation + 1) & (u32::MAX >> 1);
        let mut next: Option<(f64, usize, u32)> = None;
        for (index, step) in service.steps.iter().enumerate() {
            let rising = !state.budget.is_on(index);
            let level = if rising { step.at } else { step.until };
            let (time, crosses) = match state.burn.crossing(service, budget, state.now, level, rising) {
                Ahead::Crosses(time) => (time, 1),
                Ahead::LookAgain(time) => (time, 0),
                Ahead::Never => continue,
            };
            if next.is_none_or(|(earliest, _, _)| time < earliest) {
                next = Some((time, index, crosses));
            }
        }
        if let Some((time, step, crosses)) = next {
            let step = u32::try_from(step).unwrap_or(0);
            state.agenda.plan(time, Kind::BudgetLooked, step, (state.budget_generation << 1) | crosses);
        }
    }
}

impl Replication {
    /// What the change that comes in is about, while the budget moves people to reliability work.
    pub(super) fn redirected(&self, number: u32, class: ChangeClass, work: WorkType) -> WorkType {
        let share = self.budget.reliability;
        let moves = share > 0.0
            && class != ChangeClass::Emergency
            && self.streams.unit(crate::engine::random::Purpose::Redirection, number, 0) < share;
        if moves { WorkType::Reliability } else { work }
    }
}
