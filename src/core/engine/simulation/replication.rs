//! One repetition: the state of the world, and the loop over what happens next.

use super::{
    agenda::{Agenda, Event, Kind},
    burn::Burn,
    calendar::{DAY, WEEK},
    changes::{ChangeClass, Changes, Lanes},
    outages::Outages,
    plan::{FlowPlan, Plan},
    settings::Settings,
    tally::Tally,
    typed::{ChangeKey, IncidentKey, PoolKey, StepKey, Table},
};
use crate::engine::random::{Generator, Purpose, Streams};

/// Most changes in progress at once. A queue that grows beyond it never settles; further changes are turned away and
/// counted, so that memory stays bounded.
pub(super) const MOST_IN_PROGRESS: usize = 20_000;

/// People of a pool, and who waits for them.
#[derive(Debug, Clone, Copy)]
pub(super) struct PoolState {
    pub(super) free: u32,
    /// How much work waits in both queues.
    pub(super) waiting: u32,
    /// Work that is done in business hours only.
    pub(super) by_day: Lanes,
    /// Work that is done at any time.
    pub(super) any_time: Lanes,
    /// Somebody will look at the queue when the day begins.
    pub(super) opening: bool,
}

/// The world of one repetition.
#[derive(Debug)]
pub(super) struct Replication {
    pub(super) now: f64,
    pub(super) end: f64,
    pub(super) streams: Streams,
    pub(super) agenda: Agenda,
    gaps: Generator,
    next_arrival: f64,
    next_number: u32,
    background: Generator,
    pub(super) next_background: u32,
    pub(super) changes: Changes,
    pub(super) pools: Table<PoolKey, PoolState>,
    /// Changes that wait for a date or for the end of a freeze.
    pub(super) held: Table<StepKey, Lanes>,
    pub(super) outages: Outages,
    pub(super) burn: Burn,
    /// Since when deployments are frozen.
    pub(super) frozen_since: Option<f64>,
    /// Raised at each look at the budget, so that an older planned look is known as such.
    pub(super) budget_generation: u32,
    /// Changes requested and not yet live, and since when that many.
    wip: u32,
    wip_since: f64,
    pub(super) tally: Tally,
}

/// A replication under its plan: what the rules of `flowing`, `deploying` and `failing` are written on.
pub(super) struct World<'a> {
    pub(super) plan: &'a Plan,
    pub(super) flow: Option<&'a FlowPlan>,
    pub(super) state: &'a mut Replication,
}

impl Replication {
    pub(super) fn new(plan: &Plan, settings: &Settings, index: u32) -> Self {
        let streams = Streams::new(settings.seed, index);
        let flow = plan.flow.as_ref();
        let measured_from = f64::from(settings.warm_up_weeks) * WEEK;
        let steps = flow.map_or(0, |flow| flow.steps.len());
        let pools = flow.into_iter().flat_map(|flow| flow.pools.iter()).map(|pool| PoolState {
            free: pool.people,
            waiting: 0,
            by_day: Lanes::default(),
            any_time: Lanes::default(),
            opening: false,
        });
        let mut replication = Self {
            now: 0.0,
            end: measured_from + f64::from(settings.weeks) * WEEK,
            agenda: Agenda::default(),
            gaps: streams.generator(Purpose::Arrival),
            next_arrival: f64::INFINITY,
            next_number: 0,
            background: streams.generator(Purpose::Background),
            next_background: 0,
            changes: Changes::new(steps),
            pools: pools.collect(),
            held: (0..steps).map(|_| Lanes::default()).collect(),
            outages: Outages::new(plan.service.as_ref().map_or(0, |service| service.responders)),
            burn: Burn::new(measured_from, whole(f64::from(settings.weeks) * WEEK / DAY)),
            frozen_since: None,
            budget_generation: 0,
            wip: 0,
            wip_since: 0.0,
            tally: Tally::new(steps, measured_from),
            streams,
        };
        World::new(plan, &mut replication).begin();
        replication
    }

    /// Runs until the end of the repetition (`true`) or for about `events` events.
    pub(super) fn advance(&mut self, plan: &Plan, events: u64) -> bool {
        let until = self.tally.events.saturating_add(events);
        let mut world = World::new(plan, self);
        while world.state.tally.events < until {
            if !world.happen() {
                world.finish();
                return true;
            }
        }
        false
    }

    /// Whether what happens now is measured, or still the warm-up.
    pub(super) const fn is_measured(&self) -> bool {
        self.now >= self.tally.measured_from
    }

    pub(super) const fn is_frozen(&self) -> bool {
        self.frozen_since.is_some()
    }

    /// Hours of `from..now` in the measured time.
    pub(super) const fn measured_since(&self, from: f64) -> f64 {
        (self.now - from.max(self.tally.measured_from)).max(0.0)
    }

    /// Counts changes that are not live: one more, or one less.
    pub(super) fn count_wip(&mut self, more: bool) {
        self.tally.wip_hours += self.measured_since(self.wip_since) * f64::from(self.wip);
        self.wip_since = self.now;
        self.wip = if more { self.wip + 1 } else { self.wip.saturating_sub(1) };
    }
}

impl<'a> World<'a> {
    pub(super) fn new(plan: &'a Plan, state: &'a mut Replication) -> Self {
        Self { plan, flow: plan.flow.as_ref(), state }
    }

    fn begin(&mut self) {
        if let Some(flow) = self.flow {
            self.state.next_arrival = gap(&mut self.state.gaps, flow.arrivals_per_hour);
            for (key, step) in flow.steps.keyed() {
                if let Some(dates) = step.dates() {
                    self.state.agenda.plan(dates.date(0), Kind::Date, key, 0);
                }
            }
        }
        self.plan_background();
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

    /// Lets the next thing happen; `false` when nothing more happens before the end.
    fn happen(&mut self) -> bool {
        let end = self.state.end;
        match self.state.agenda.next_until(self.state.next_arrival.min(end)) {
            Some(event) => {
                self.state.now = event.time();
                self.state.tally.events += 1;
                self.handle(&event);
                true
            }
            None if self.state.next_arrival <= end => {
                self.state.now = self.state.next_arrival;
                self.state.tally.events += 1;
                if let Some(flow) = self.flow {
                    self.arrive(flow);
                }
                true
            }
            None => false,
        }
    }

    fn handle(&mut self, event: &Event) {
        let (who, which) = (event.who, event.which);
        match (event.kind(), self.flow) {
            (Kind::WorkDone, Some(flow)) => self.work_done(flow, ChangeKey::from_number(who)),
            (Kind::Deployed, Some(flow)) => self.deployed(flow, ChangeKey::from_number(who)),
            (Kind::WaitOver, Some(flow)) => self.wait_over(flow, ChangeKey::from_number(who)),
            (Kind::Date, Some(flow)) => self.date(flow, StepKey::from_number(who), which),
            (Kind::PoolOpens, Some(flow)) => self.pool_opens(flow, PoolKey::from_number(who)),
            (Kind::WorkDone | Kind::Deployed | Kind::WaitOver | Kind::Date | Kind::PoolOpens, None) => {}
            (Kind::Background, _) => self.background(),
            (Kind::Detected, _) => self.detected(IncidentKey::from_number(who), which),
            (Kind::RepairedByHand, _) => self.restored(IncidentKey::from_number(who), which, true),
            (Kind::RolledBack, _) => self.restored(IncidentKey::from_number(who), which, false),
            (Kind::BudgetLooked, _) => self.budget_looked(which),
        }
    }

    fn arrive(&mut self, flow: &'a FlowPlan) {
        let state = &mut *self.state;
        let number = state.next_number;
        state.next_number += 1;
        state.next_arrival += gap(&mut state.gaps, flow.arrivals_per_hour);
        state.tally.arrived += 1;
        state.tally.arrivals_digest = state.tally.arrivals_digest.wrapping_add(state.now.to_bits());
        if state.changes.count() >= MOST_IN_PROGRESS {
            state.tally.turned_away += 1;
            return;
        }
        if state.is_measured() {
            state.tally.entered += 1;
        }
        // Numbers have keys, so one that cannot matter need not be drawn. Emergencies take the low end, so that a
        // larger share of standard changes leaves them as they are.
        let special = flow.emergency + flow.standard > 0.0;
        let kind = if special { state.streams.unit(Purpose::ChangeType, number, 0) } else { 1.0 };
        let class = if kind < flow.emergency {
            ChangeClass::Emergency
        } else if kind < flow.emergency + flow.standard {
            ChangeClass::Standard
        } else {
            ChangeClass::Normal
        };
        let bad = flow.bad > 0.0 && state.streams.unit(Purpose::Badness, number, 0) < flow.bad;
        let key = state.changes.add(number, class, bad, state.now, flow.entry);
        state.count_wip(true);
        self.enter(flow, key, flow.entry);
    }

    /// Closes what is still open at the end.
    fn finish(&mut self) {
        let state = &mut *self.state;
        state.now = state.end;
        state.count_wip(true);
        state.tally.in_progress = u64::try_from(state.changes.count()).unwrap_or(u64::MAX);
        if let Some(service) = &self.plan.service {
            state.burn.set_impact(service, state.end, 0.0);
        }
        if let Some(since) = state.frozen_since {
            state.tally.frozen_hours += state.measured_since(since);
        }
    }
}

/// A gap between two events of a Poisson process.
fn gap(generator: &mut Generator, per_hour: f64) -> f64 {
    -libm::log(1.0 - generator.unit()) / per_hour
}

/// A whole number of 0 or above, from a computed one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates: negative becomes 0")]
pub(super) const fn whole(value: f64) -> usize {
    value as usize
}
