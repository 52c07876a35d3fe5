//! How it stands: who is where, what is open, what is closed. Events move it on, one by one.

use super::{
    super::changes::ChangeClass,
    happening::{Happening, HeldBy},
    spending::Spending,
};
use crate::model::WorkType;

/// How it stands at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The moment, hours since the first measured one.
    pub hours: f64,
    /// Each step, in the order of [`Replay::steps`](super::Replay::steps).
    pub steps: Vec<StepScene>,
    /// Changes that have not been let in at the first step.
    pub outside: u32,
    /// The changes in progress, in the order of their numbers: the first [`Scene::MOST_CHANGES`].
    pub changes: Vec<Seen>,
    /// How many more are in progress.
    pub more: u32,
    /// Requested, live and finished in the measured time so far.
    pub requested: u32,
    /// See `requested`.
    pub live: u32,
    /// See `requested`.
    pub finished: u32,
    /// Deployments in the measured time so far, and how many of them failed.
    pub deployments: u32,
    /// See `deployments`.
    pub failed: u32,
    /// Whether the error budget freezes deployments.
    pub frozen: bool,
    /// Whether it is outside the deploy windows.
    pub outside_window: bool,
    /// Whether the calendar freezes deployments.
    pub calendar_freeze: bool,
    /// Places of the steps of the error budget policy that are on, one bit each; see [`Scene::policy_is_on`].
    pub policy: u16,
    /// Incidents that are not over, the earliest first.
    pub incidents: Vec<OpenIncident>,
    /// The error budget; `None` without an objective.
    pub budget: Option<SpentBudget>,
}

impl Scene {
    /// Most changes that are listed one by one.
    pub const MOST_CHANGES: usize = 400;

    /// Changes in progress: outside and at all steps.
    pub fn in_progress(&self) -> u32 {
        self.outside + self.steps.iter().map(StepScene::all).sum::<u32>()
    }

    /// Whether a step of the error budget policy is on, by its place.
    pub const fn policy_is_on(&self, step: u8) -> bool {
        step < 16 && self.policy & (1 << step) != 0
    }
}

/// How many changes are at a step, by what they do there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StepScene {
    /// Wait, and no queue explains why.
    pub other_waiting: u32,
    /// Held: wait for a date, for company, or for the end of a freeze.
    pub held: u32,
    /// Wait for people.
    pub queueing: u32,
    /// Are worked on; at nights and weekends too, while work lies.
    pub in_work: u32,
    /// Deployed, and not with all users yet.
    pub rolling_out: u32,
    /// Done, and the next step is full.
    pub no_room: u32,
}

impl StepScene {
    /// All of them.
    pub const fn all(&self) -> u32 {
        self.other_waiting + self.held + self.queueing + self.in_work + self.rolling_out + self.no_room
    }
}

/// A change in progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Its number.
    pub change: u32,
    /// Standard, normal or emergency.
    pub class: ChangeClass,
    /// What it is about.
    pub work: WorkType,
    /// Where it is; `None` outside.
    pub step: Option<u16>,
    /// What it does there.
    pub doing: Doing,
}

/// What a change does where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Waits outside: not let in yet.
    Outside,
    /// Waits, and no queue explains why.
    OtherWaiting,
    /// Is held.
    Held(HeldBy),
    /// Waits for people.
    Queues,
    /// Is worked on.
    InWork,
    /// Is deployed, and not with all users yet.
    RollsOut,
    /// Is done, and the next step is full.
    NoRoom,
}

/// An incident that is not over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenIncident {
    /// Its number.
    pub incident: u32,
    /// When it began: hours since the first measured moment, negative in the warm-up.
    pub since: f64,
    /// Whether a deployment caused it.
    pub by_change: bool,
    /// Class, as a place in the severities of the incident policy.
    pub severity: u8,
    /// Somebody knows of it.
    pub detected: bool,
    /// Somebody works on it.
    pub acknowledged: bool,
}

/// The error budget of the window that ends at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpentBudget {
    /// Days of the rolling window.
    pub window_days: u32,
    /// Minutes of full failure that a window allows.
    pub budget_minutes: f64,
    /// Minutes spent in the window; may be more than there are.
    pub spent_minutes: f64,
    /// Share of the users that is hit right now, 0..=1; 0 outside the service hours.
    pub impact: f64,
}

impl SpentBudget {
    /// Minutes that are left; negative when overspent.
    pub fn left_minutes(&self) -> f64 {
        self.budget_minutes - self.spent_minutes
    }
}

/// How it stands, with every change.
#[derive(Debug, Clone)]
pub(super) struct Board {
    /// Changes in progress, in the order of their numbers.
    seats: Vec<Seen>,
    steps: Vec<StepScene>,
    outside: u32,
    pub(super) requested: u32,
    pub(super) live: u32,
    pub(super) finished: u32,
    pub(super) deployments: u32,
    pub(super) failed: u32,
    frozen: bool,
    outside_window: bool,
    calendar_freeze: bool,
    policy: u16,
    incidents: Vec<OpenIncident>,
}

impl Board {
    pub(super) fn new(steps: usize) -> Self {
        Self {
            seats: Vec::new(),
            steps: vec![StepScene::default(); steps],
            outside: 0,
            requested: 0,
            live: 0,
            finished: 0,
            deployments: 0,
            failed: 0,
            frozen: false,
            outside_window: false,
            calendar_freeze: false,
            policy: 0,
            incidents: Vec::new(),
        }
    }

    /// Changes in progress.
    pub(super) const fn size(&self) -> usize {
        self.seats.len()
    }

    /// Counts begin with the measured time.
    pub(super) const fn begin_counts(&mut self) {
        (self.requested, self.live, self.finished, self.deployments, self.failed) = (0, 0, 0, 0, 0);
    }

    /// Where a change goes by.
    pub(super) fn step_of(&self, change: u32) -> Option<u16> {
        self.seats.get(self.place(change)?)?.step
    }

    fn place(&self, change: u32) -> Option<usize> {
        self.seats.binary_search_by_key(&change, |seat| seat.change).ok()
    }

    /// Lets something happen; `members` are the changes of a deployment.
    pub(super) fn apply(&mut self, hours: f64, what: Happening, members: &[u32]) {
        match what {
            Happening::Requested { change, class, work } => {
                self.requested += 1;
                self.outside += 1;
                // At the end, unless today's backlog is there, whose numbers are above all others.
                let place = self.seats.partition_point(|seat| seat.change < change);
                self.seats.insert(place, Seen { change, class, work, step: None, doing: Doing::Outside });
            }
            Happening::Moved { change, to, .. } => self.seat(change, Some(to), Doing::OtherWaiting),
            Happening::Held { change, step, by } => self.seat(change, Some(step), Doing::Held(by)),
            Happening::Queues { change, step } => self.seat(change, Some(step), Doing::Queues),
            Happening::Started { change, step } => self.seat(change, Some(step), Doing::InWork),
            Happening::NoRoom { change, .. } => match self.step_of(change) {
                Some(step) => self.seat(change, Some(step), Doing::NoRoom),
                None => self.seat(change, None, Doing::Outside),
            },
            Happening::Deployed { .. } => {
                self.deployments += 1;
                for change in members {
                    if let Some(step) = self.step_of(*change) {
                        self.seat(*change, Some(step), Doing::RollsOut);
                    }
                }
            }
            Happening::Failed { .. } => self.failed += 1,
            Happening::Live { .. } => self.live += 1,
            Happening::Finished { change } => {
                self.finished += 1;
                self.seat(change, None, Doing::Outside);
                if let Some(place) = self.place(change) {
                    self.seats.remove(place);
                    self.outside = self.outside.saturating_sub(1);
                }
            }
            Happening::IncidentBegan { incident, by_change, severity } => self.incidents.push(OpenIncident {
                incident,
                since: hours,
                by_change,
                severity,
                detected: false,
                acknowledged: false,
            }),
            Happening::Detected { incident, .. } => self.mark(incident, |open| open.detected = true),
            Happening::Acknowledged { incident, .. } => self.mark(incident, |open| open.acknowledged = true),
            Happening::Restored { incident, .. } => self.incidents.retain(|open| open.incident != incident),
            Happening::FreezeBegan => self.frozen = true,
            Happening::FreezeEnded => self.frozen = false,
            Happening::PolicyBegan { step } => self.policy |= 1 << (step & 15),
            Happening::PolicyEnded { step } => self.policy &= !(1 << (step & 15)),
            Happening::Calendar { outside_window, freeze } => {
                (self.outside_window, self.calendar_freeze) = (outside_window, freeze);
            }
            Happening::KeptOut { .. }
            | Happening::TakenUp { .. }
            | Happening::Passed { .. }
            | Happening::Stopped { .. }
            | Happening::SentBack { .. }
            | Happening::LetThrough { .. }
            | Happening::ReachedAll { .. } => {}
        }
    }

    fn mark(&mut self, incident: u32, how: fn(&mut OpenIncident)) {
        if let Some(open) = self.incidents.iter_mut().find(|open| open.incident == incident) {
            how(open);
        }
    }

    /// A change is there from now on, and does that.
    fn seat(&mut self, change: u32, step: Option<u16>, doing: Doing) {
        let Some(place) = self.place(change) else { return };
        let Some(seat) = self.seats.get_mut(place) else { return };
        let was = std::mem::replace(seat, Seen { step, doing, ..*seat });
        if let Some(count) = self.count(was.step, was.doing) {
            *count = count.saturating_sub(1);
        }
        if let Some(count) = self.count(step, doing) {
            *count += 1;
        }
    }

    fn count(&mut self, step: Option<u16>, doing: Doing) -> Option<&mut u32> {
        let Some(step) = step else { return Some(&mut self.outside) };
        let step = self.steps.get_mut(usize::from(step))?;
        Some(match doing {
            Doing::Outside | Doing::OtherWaiting => &mut step.other_waiting,
            Doing::Held(_) => &mut step.held,
            Doing::Queues => &mut step.queueing,
            Doing::InWork => &mut step.in_work,
            Doing::RollsOut => &mut step.rolling_out,
            Doing::NoRoom => &mut step.no_room,
        })
    }

    /// The same for a page: bounded.
    pub(super) fn scene(&self, hours: f64, spending: Option<&Spending>) -> Scene {
        let shown = self.seats.len().min(Scene::MOST_CHANGES);
        Scene {
            hours,
            steps: self.steps.clone(),
            outside: self.outside,
            changes: self.seats.iter().take(shown).copied().collect(),
            more: u32::try_from(self.seats.len() - shown).unwrap_or(u32::MAX),
            requested: self.requested,
            live: self.live,
            finished: self.finished,
            deployments: self.deployments,
            failed: self.failed,
            frozen: self.frozen,
            outside_window: self.outside_window,
            calendar_freeze: self.calendar_freeze,
            policy: self.policy,
            incidents: self.incidents.clone(),
            budget: spending.map(|spending| spending.at(hours)),
        }
    }

    /// Bytes on the heap.
    pub(super) fn kept_bytes(&self) -> usize {
        self.seats.capacity() * size_of::<Seen>()
            + self.steps.capacity() * size_of::<StepScene>()
            + self.incidents.capacity() * size_of::<OpenIncident>()
    }
}
