//! One repetition: the state of the world, and the loop over what happens next.

use super::{
    agenda::{Agenda, Event, Kind},
    budgeting::BudgetState,
    burn::Burn,
    calendar::{DAY, WEEK},
    changes::{Changes, Lanes},
    closures::Closed,
    ledger::{Curve, Ledger, days_a_point},
    outages::Outages,
    places::Room,
    plan::{FlowPlan, Plan},
    replay::{Recorder, Way},
    settings::{Begin, Settings},
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
    /// People whom incidents took from home: as many of those who finish their work are not free.
    pub(super) owed: u32,
}

/// The world of one repetition.
#[derive(Debug)]
pub(super) struct Replication {
    pub(super) now: f64,
    pub(super) end: f64,
    pub(super) streams: Streams,
    pub(super) agenda: Agenda,
    pub(super) gaps: Generator,
    pub(super) next_arrival: f64,
    pub(super) next_number: u32,
    /// When the next stretch of the cumulative flow begins, and how long each is.
    next_stretch: f64,
    stretch: f64,
    pub(super) background: Generator,
    pub(super) next_background: u32,
    pub(super) changes: Changes,
    pub(super) pools: Table<PoolKey, PoolState>,
    pub(super) rooms: Table<StepKey, Room>,
    /// Changes that a short budget keeps outside.
    pub(super) outside: Lanes,
    pub(super) closed: Closed,
    pub(super) budget: BudgetState,
    /// What reliability work has made of bad changes, background incidents and repair times: shares of today.
    pub(super) learned: [f64; 3],
    pub(super) outages: Outages,
    pub(super) burn: Burn,
    /// Since when the budget freezes deployments.
    pub(super) frozen_since: Option<f64>,
    /// Raised at each look at the budget, so that an older planned look is known as such.
    pub(super) budget_generation: u32,
    /// Changes requested and not yet live, and since when that many.
    wip: u32,
    wip_since: f64,
    pub(super) tally: Tally,
    /// Who writes down what happens, when somebody wants to see it. It listens, and changes nothing.
    pub(super) recorder: Option<Box<Recorder>>,
}

/// A replication under its plan: what the rules of `flowing`, `deploying` and `failing` are written on.
pub(super) struct World<'a> {
    pub(super) plan: &'a Plan,
    pub(super) flow: Option<&'a FlowPlan>,
    pub(super) state: &'a mut Replication,
}

impl Replication {
    pub(super) fn new(plan: &Plan, settings: &Settings, index: u32) -> Self {
        Self::heard(plan, settings, index, None)
    }

    /// A repetition that somebody listens to.
    pub(super) fn heard(plan: &Plan, settings: &Settings, index: u32, recorder: Option<Box<Recorder>>) -> Self {
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
            owed: 0,
        });
        let days = settings.weeks * 7;
        let mut tally = Tally::new(steps, measured_from);
        tally.ledger = Ledger::new(steps, Curve::over(days));
        let service = plan.service.as_ref();
        let (responders, severities) = service.map_or((0, 0), |service| (service.responders, service.severities.len()));
        let mut replication = Self {
            now: 0.0,
            end: measured_from + f64::from(settings.weeks) * WEEK,
            agenda: Agenda::default(),
            gaps: streams.generator(Purpose::Arrival),
            next_arrival: f64::INFINITY,
            next_number: 0,
            next_stretch: measured_from,
            stretch: f64::from(days_a_point(days)) * DAY,
            background: streams.generator(Purpose::Background),
            next_background: 0,
            changes: Changes::new(steps),
            pools: pools.collect(),
            rooms: (0..steps).map(|_| Room::default()).collect(),
            outside: Lanes::default(),
            closed: Closed::NEVER,
            budget: BudgetState::default(),
            learned: [1.0; 3],
            outages: Outages::new(responders, severities),
            burn: Burn::new(measured_from, whole(f64::from(settings.weeks) * WEEK / DAY)),
            frozen_since: None,
            budget_generation: 0,
            wip: 0,
            wip_since: 0.0,
            tally,
            recorder,
            streams,
        };
        World::new(plan, &mut replication).begin(settings.begin);
        if let Some(recorder) = &mut replication.recorder {
            recorder.begin();
        }
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

    /// The next thing happens at `time`.
    #[inline]
    fn move_to(&mut self, time: f64) {
        self.now = time;
        self.tally.events += 1;
        while time >= self.next_stretch {
            self.next_stretch += self.stretch;
            self.tally.ledger.curve.turn();
        }
    }

    /// Bytes on the heap, about: changes, events and counts.
    #[cfg(test)]
    pub(super) fn kept_bytes(&self) -> usize {
        let ledger = &self.tally.ledger.curve;
        self.changes.kept_bytes()
            + self.agenda.kept_bytes()
            + (ledger.arrived.capacity() + ledger.passed.capacity()) * size_of::<u32>()
            + 4 * self.tally.lead.times.kept_bytes()
    }

    /// Whether what happens now is measured, or still the warm-up.
    pub(super) const fn is_measured(&self) -> bool {
        self.now >= self.tally.measured_from
    }

    /// Now, or the first measured moment while that is still to come.
    #[inline]
    pub(super) const fn measured_now(&self) -> f64 {
        self.now.max(self.tally.measured_from)
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

    fn begin(&mut self, begin: Begin) {
        if let Some(flow) = self.flow {
            self.state.next_arrival = self.next_gap(flow);
            self.look_at_calendar(flow);
            for (key, step) in flow.steps.keyed() {
                if let Some(dates) = step.dates() {
                    self.state.agenda.plan(dates.date(0), Kind::Date, key, 0);
                }
            }
        }
        self.plan_background();
        if begin == Begin::Backlog {
            self.begin_with_backlog();
        }
    }

    /// Lets the next thing happen; `false` when nothing more happens before the end.
    fn happen(&mut self) -> bool {
        let end = self.state.end;
        match self.state.agenda.next_until(self.state.next_arrival.min(end)) {
            Some(event) => {
                self.state.move_to(event.time());
                self.handle(&event);
                true
            }
            None if self.state.next_arrival <= end => {
                self.state.move_to(self.state.next_arrival);
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
            (Kind::RolledOut, Some(flow)) => self.rolled_out(flow, ChangeKey::from_number(who)),
            (Kind::Company, Some(flow)) => self.no_more_company(flow, StepKey::from_number(who), which),
            (Kind::Calendar, Some(flow)) => self.look_at_calendar(flow),
            (Kind::GoneHome, Some(flow)) => self.gone_home(flow, PoolKey::from_number(who)),
            (
                Kind::WorkDone
                | Kind::Deployed
                | Kind::WaitOver
                | Kind::Date
                | Kind::PoolOpens
                | Kind::RolledOut
                | Kind::Company
                | Kind::Calendar
                | Kind::GoneHome,
                None,
            ) => {}
            (Kind::Background, _) => self.background(),
            (Kind::Detected, _) => self.detected(IncidentKey::from_number(who), which),
            (Kind::RepairedByHand, _) => self.restored(IncidentKey::from_number(who), which, Way::ByHand),
            (Kind::RolledBack, _) => self.restored(IncidentKey::from_number(who), which, Way::Rollback),
            (Kind::CanaryOver, _) => self.canary_over(IncidentKey::from_number(who), which),
            (Kind::BudgetLooked, _) => self.budget_looked(who, which),
        }
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
        let now = state.measured_now();
        for (room, presence) in state.rooms.iter().zip(state.tally.ledger.steps.iter_mut()) {
            presence.present = room.present_until(now);
        }
        self.close_unplanned();
    }
}

/// A gap between two events of a Poisson process.
pub(super) fn gap(generator: &mut Generator, per_hour: f64) -> f64 {
    -libm::log(1.0 - generator.unit()) / per_hour
}

/// A whole number of 0 or above, from a computed one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates: negative becomes 0")]
pub(super) const fn whole(value: f64) -> usize {
    value as usize
}
