//! One repetition to look at: what happened, when, and how it stood at any moment.
//!
//! [`Replaying`] runs one repetition of a plan with a listener, in slices; [`Replay`] is what it heard: events in their
//! order, from the first measured moment on (hours; the warm-up runs and is not shown). It is the very repetition that a
//! [`Run`](super::Run) counts under the same number: same random numbers, same rules, and the listener changes nothing.
//!
//! | file | question |
//! |---|---|
//! | `happening` | What can happen? |
//! | `listening` | Where does the engine say so? |
//! | `recorder` | What is kept of it, and how is it bounded? |
//! | `board` | How does it stand? |
//! | `spending` | How much of the budget is spent? |
//! | `words` | How is it told? |
//!
//! It is bounded: after [`Replay::MOST_EVENTS`] events it ends, and says until when it is whole.

mod board;
mod happening;
mod listening;
mod recorder;
mod spending;
mod words;

use std::sync::Arc;

pub use board::{Doing, OpenIncident, Scene, Seen, SpentBudget, StepScene};
pub use happening::{Deployment, Happening, HeldBy, ReplayEvent, ReplayStep, Sort, Way};
pub(super) use recorder::Recorder;

use self::{board::Board, recorder::Checkpoint, spending::Spending};
use super::{
    calendar::WEEK,
    plan::{KindPlan, Plan},
    replication::Replication,
    settings::{Begin, Settings, SettingsError},
};

/// One repetition, ready to be played. Times are hours since the first measured moment, a Monday at 00:00.
#[derive(Debug, Clone)]
pub struct Replay {
    steps: Vec<ReplayStep>,
    events: Vec<ReplayEvent>,
    /// For each event how many of its moment are told with it, itself included; 0 when an earlier one tells it.
    told: Vec<u32>,
    deployments: Vec<Deployment>,
    members: Vec<u32>,
    checkpoints: Vec<Checkpoint>,
    spending: Option<Spending>,
    hours: f64,
    whole_until: f64,
}

impl Replay {
    /// Most events that are kept. Half a year of the worked example has about 7,000.
    pub const MOST_EVENTS: usize = 100_000;

    /// Runs one repetition (numbers from 0, as in the order of [`Run`](super::Run)'s results) and records it, in one go.
    ///
    /// # Errors
    /// Settings out of range.
    pub fn of(plan: impl Into<Arc<Plan>>, settings: Settings, repetition: u32) -> Result<Self, SettingsError> {
        let mut replaying = Replaying::new(plan, settings, repetition)?;
        replaying.advance(u64::MAX);
        Ok(replaying.into_replay())
    }

    /// The steps that events name by their place in this list: those of the stream in its order, then gates that a
    /// policy or a lever put in. Empty without a stream.
    pub fn steps(&self) -> &[ReplayStep] {
        &self.steps
    }

    /// All events, the earliest first.
    pub fn events(&self) -> &[ReplayEvent] {
        &self.events
    }

    /// Deployments of the measured time, in the order of their events.
    pub fn deployments(&self) -> &[Deployment] {
        &self.deployments
    }

    /// Numbers of the changes in a deployment; none when there is no such deployment.
    pub fn changes_of(&self, deployment: u32) -> &[u32] {
        let found = usize::try_from(deployment).ok().and_then(|at| self.deployments.get(at));
        found.and_then(|found| self.members.get(found.members())).unwrap_or_default()
    }

    /// Length of the measured time, hours.
    pub const fn hours(&self) -> f64 {
        self.hours
    }

    /// Until when nothing is missing, hours: [`Self::hours`], or less when it was cut. All events are before it, or at the
    /// very end.
    pub const fn whole_until(&self) -> f64 {
        self.whole_until
    }

    /// Whether more happened than was kept.
    pub fn is_cut(&self) -> bool {
        self.whole_until < self.hours
    }

    /// How many events have happened at `hours`: the first so many of [`Self::events`].
    pub fn count_until(&self, hours: f64) -> usize {
        self.events.partition_point(|event| event.hours <= hours)
    }

    /// How it stands at `hours`, once everything of that moment has happened. Before 0 it is as at the start, after
    /// [`Self::whole_until`] as it was then.
    pub fn at(&self, hours: f64) -> Scene {
        let hours = hours.clamp(0.0, self.whole_until.max(0.0));
        self.scene(hours, self.count_until(hours))
    }

    /// How it stands after the first `events` events, at the time of the last of them: for going step by step.
    pub fn after(&self, events: usize) -> Scene {
        let events = events.min(self.events.len());
        let last = events.checked_sub(1).and_then(|at| self.events.get(at));
        self.scene(last.map_or(0.0, |event| event.hours), events)
    }

    fn scene(&self, hours: f64, count: usize) -> Scene {
        let nearest = self.checkpoints.partition_point(|checkpoint| checkpoint.events <= count);
        let nearest = nearest.checked_sub(1).and_then(|at| self.checkpoints.get(at));
        let (from, mut board) = match nearest {
            Some(checkpoint) => (checkpoint.events, checkpoint.board.clone()),
            None => (0, Board::new(self.steps.len())),
        };
        for event in self.events.get(from..count).unwrap_or_default() {
            board.apply(event.hours, event.what, self.members_of(event.what));
        }
        board.scene(hours, self.spending.as_ref())
    }

    fn members_of(&self, what: Happening) -> &[u32] {
        match what {
            Happening::Deployed { deployment } => self.changes_of(deployment),
            _ => &[],
        }
    }

    /// The window's error budget at `hours`; `None` without an objective.
    pub fn budget_at(&self, hours: f64) -> Option<SpentBudget> {
        self.spending.as_ref().map(|spending| spending.at(hours))
    }

    /// Bytes that it keeps on the heap, about.
    pub fn kept_bytes(&self) -> usize {
        self.events.capacity() * (size_of::<ReplayEvent>() + size_of::<u32>())
            + self.deployments.capacity() * size_of::<Deployment>()
            + self.members.capacity() * size_of::<u32>()
            + self.checkpoints.iter().map(|checkpoint| checkpoint.board.kept_bytes()).sum::<usize>()
            + self.spending.as_ref().map_or(0, Spending::kept_bytes)
    }
}

/// A replay in the making, in slices.
#[derive(Debug)]
pub struct Replaying {
    plan: Arc<Plan>,
    hours: f64,
    begin: Begin,
    run: Replication,
    over: bool,
}

impl Replaying {
    /// One repetition (from 0) of a plan, not begun.
    ///
    /// # Errors
    /// Settings out of range.
    pub fn new(plan: impl Into<Arc<Plan>>, settings: Settings, repetition: u32) -> Result<Self, SettingsError> {
        let plan = plan.into();
        settings.check_for(&plan)?;
        let hours = f64::from(settings.weeks) * WEEK;
        let recorder = Recorder::new(&plan, f64::from(settings.warm_up_weeks) * WEEK);
        let run = Replication::heard(&plan, &settings, repetition, Some(Box::new(recorder)));
        Ok(Self { plan, hours, begin: settings.begin, run, over: false })
    }

    /// Handles at most about `max_events` events of the engine more; `true` when it is over, or when no more can be kept.
    /// How it is sliced changes nothing.
    pub fn advance(&mut self, max_events: u64) -> bool {
        let mut left = max_events;
        while !self.over && left > 0 {
            // Small bites, so that it ends soon after the last event that is kept.
            let bite = left.min(4_096);
            left -= bite;
            let full = self.run.recorder.as_ref().is_none_or(|recorder| recorder.is_full());
            self.over = full || self.run.advance(&self.plan, bite);
        }
        self.over
    }

    /// What was heard so far: all of the repetition, or its beginning when it was stopped before.
    pub fn into_replay(self) -> Replay {
        let steps = self.plan.flow.iter().flat_map(|flow| flow.steps.iter()).map(|step| ReplayStep {
            step: step.id,
            name: step.name.clone(),
            sort: match step.kind {
                KindPlan::Work => Sort::Work,
                KindPlan::Approval { .. } => Sort::Approval,
                KindPlan::Gate { .. } => Sort::Gate,
                KindPlan::Deploy { .. } => Sort::Deploy,
            },
        });
        let steps = steps.collect();
        let now = self.run.now;
        let Some(recorder) = self.run.recorder else {
            return Replay {
                steps,
                events: Vec::new(),
                told: Vec::new(),
                deployments: Vec::new(),
                members: Vec::new(),
                checkpoints: Vec::new(),
                spending: None,
                hours: self.hours,
                whole_until: 0.0,
            };
        };
        let before = match (self.begin, self.plan.backlog()) {
            (Begin::Backlog, Ok(backlog)) => backlog.failures(),
            _ => &[],
        };
        recorder.into_replay(self.plan.service.as_ref(), before, steps, self.hours, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::samples::larkfield,
        engine::simulation::calendar::DAY,
        model::{Lever, Scenario},
    };

    const SETTINGS: Settings = Settings { seed: 3, replications: 1, weeks: 26, warm_up_weeks: 4, ..Settings::USUAL };

    fn plan() -> Arc<Plan> {
        let workspace = larkfield();
        let service = workspace.main_service().unwrap().id;
        let levers = vec![Lever::Freeze { service, on: true }];
        Arc::new(Plan::compile(&workspace, &Scenario { levers, ..Scenario::today() }).unwrap().plan)
    }

    #[test]
    fn the_board_is_what_the_engine_has() {
        let plan = plan();
        let mut replaying = Replaying::new(Arc::clone(&plan), SETTINGS, 0).unwrap();
        let mut moments = 0;
        while !replaying.advance(1) {
            let run = &replaying.run;
            let board = &run.recorder.as_ref().unwrap().board;
            assert_eq!(board.size(), run.changes.count());
            let scene = board.scene(run.now, None);
            for (at, room) in scene.steps.iter().zip(run.rooms.iter()) {
                assert_eq!(at.all(), room.here(), "{}", run.now);
                assert_eq!(at.held, room.count, "{}", run.now);
            }
            let waiting: u32 = run.pools.iter().map(|pool| pool.waiting).sum();
            let queueing: u32 = scene.steps.iter().map(|step| step.queueing).sum();
            assert!(waiting <= queueing, "a deployment that waits is one thing, and all of its changes wait");
            assert_eq!(scene.frozen, run.budget.freeze.is_some());
            assert_eq!(scene.incidents.len(), usize::try_from(run.outages.active).unwrap());
            moments += 1;
        }
        assert!(moments > 1_000, "{moments}");
    }

    #[test]
    fn the_spent_budget_is_what_the_engine_knows() {
        let plan = plan();
        let service = plan.service.as_ref().unwrap();
        let budget = service.budget.unwrap();
        let mut replaying = Replaying::new(Arc::clone(&plan), SETTINGS, 0).unwrap();
        let mut known = Vec::new();
        while !replaying.advance(50) {
            let now = replaying.run.now;
            known.push((now - SETTINGS_FROM, replaying.run.burn.consumed(service, budget, now) * 60.0));
        }
        let replay = replaying.into_replay();
        let mut most = 0.0_f64;
        for (hours, minutes) in known {
            let spent = replay.budget_at(hours).unwrap().spent_minutes;
            assert!((spent - minutes).abs() < 1e-6, "{hours}: {spent} {minutes}");
            most = most.max(spent);
        }
        assert!(most > 1.0);
    }

    const SETTINGS_FROM: f64 = 4.0 * WEEK;

    #[test]
    fn a_look_at_any_moment_is_what_playing_from_the_start_gives() {
        let replay = Replay::of(plan(), SETTINGS, 0).unwrap();
        assert!(replay.checkpoints.len() > 10);
        let mut board = replay.checkpoints.first().unwrap().board.clone();
        for (at, event) in replay.events.iter().enumerate() {
            board.apply(event.hours, event.what, replay.members_of(event.what));
            if at % 11 == 0 {
                assert_eq!(replay.after(at + 1), board.scene(event.hours, replay.spending.as_ref()), "{at}");
            }
        }
        assert_eq!(replay.at(26.0 * 7.0 * DAY).steps, board.scene(0.0, None).steps);
    }
}
