//! Who listens to a repetition, and what is kept of it.
//!
//! The board is moved on by every event, from the first moment of the warm-up; events are kept from the first measured
//! moment on. Copies of the board are kept as checkpoints: the next one after as many events as the board has changes,
//! and some, so that all of them together take no more than a fixed multiple of the events' room, and a look at any
//! moment plays no more than that many events.

use super::super::plan::{Plan, ServicePlan};
use super::{Deployment, Happening, Replay, ReplayEvent, ReplayStep, board::Board, spending::Spending};

/// Fewest events between two checkpoints.
const APART: usize = 256;

/// How it stood after so many events.
#[derive(Debug, Clone)]
pub(super) struct Checkpoint {
    pub(super) events: usize,
    pub(super) board: Board,
}

/// An incident in progress, in the row that the engine has for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) incident: u32,
    /// When a feature will have been switched off; infinity when none will.
    pub(super) flag_at: f64,
}

impl Row {
    pub(super) const NONE: Self = Self { incident: 0, flag_at: f64::INFINITY };
}

/// A listener.
#[derive(Debug)]
pub(in super::super) struct Recorder {
    /// The first measured moment, on the engine's clock.
    from: f64,
    pub(super) board: Board,
    events: Vec<ReplayEvent>,
    pub(super) deployments: Vec<Deployment>,
    pub(super) members: Vec<u32>,
    checkpoints: Vec<Checkpoint>,
    /// What the engine knows already and will happen later, in the order of its time.
    later: Vec<(f64, Happening)>,
    /// When the impact changed, on the engine's clock.
    impact: Vec<(f64, f64)>,
    /// Incidents by the engine's rows.
    pub(super) rows: Vec<Row>,
    pub(super) incidents: u32,
    /// Whether it has begun: what is there before anything happens is no event.
    begun: bool,
    /// The first moment that is not whole, on the engine's clock.
    cut: Option<f64>,
}

impl Recorder {
    pub(in super::super) fn new(plan: &Plan, from: f64) -> Self {
        Self {
            from,
            board: Board::new(plan.flow.as_ref().map_or(0, |flow| flow.steps.len())),
            events: Vec::new(),
            deployments: Vec::new(),
            members: Vec::new(),
            checkpoints: Vec::new(),
            later: Vec::new(),
            impact: Vec::new(),
            rows: Vec::new(),
            incidents: 0,
            begun: false,
            cut: None,
        }
    }

    /// From now on things happen.
    pub(in super::super) const fn begin(&mut self) {
        self.begun = true;
    }

    /// Whether nothing more is kept.
    pub(in super::super) const fn is_full(&self) -> bool {
        self.cut.is_some()
    }

    /// Something happens now.
    pub(super) fn hear(&mut self, now: f64, what: Happening) {
        self.catch_up(now);
        self.put(now, what);
    }

    /// Something will happen at `time`.
    pub(super) fn foresee(&mut self, time: f64, what: Happening) {
        let place = self.later.partition_point(|(other, _)| *other <= time);
        self.later.insert(place, (time, what));
    }

    /// It will not happen, because the incident is over before.
    pub(super) fn forget(&mut self, incident: u32) {
        self.later.retain(|(_, what)| !matches!(what, Happening::Acknowledged { incident: of, .. } if *of == incident));
    }

    /// What was foreseen until now has happened.
    pub(super) fn catch_up(&mut self, now: f64) {
        while let Some(&(time, what)) = self.later.first()
            && time <= now
        {
            self.later.remove(0);
            self.put(time, what);
        }
    }

    /// The share of the users that is hit changes now.
    pub(super) fn impact(&mut self, now: f64, share: f64) {
        let last = self.impact.last().map_or(0.0, |(_, share)| *share);
        if (share - last).abs() > 0.0 {
            if self.impact.len() >= Replay::MOST_EVENTS {
                return self.cut(now);
            }
            self.impact.push((now, share));
        }
    }

    /// A deployment is done; its changes are the members from `first` on.
    pub(super) fn deployed(&mut self, now: f64, step: u16, first: usize, failed: bool) {
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        let changes = u32::try_from(self.members.len()).unwrap_or(u32::MAX).saturating_sub(first);
        let deployment = u32::try_from(self.deployments.len()).unwrap_or(u32::MAX);
        self.deployments.push(Deployment { hours: now - self.from, step, changes, failed, first });
        self.hear(now, Happening::Deployed { deployment });
        if failed {
            self.hear(now, Happening::Failed { deployment });
        }
        if now < self.from {
            // What was deployed in the warm-up is not shown.
            self.deployments.clear();
            self.members.clear();
        }
    }

    fn put(&mut self, time: f64, what: Happening) {
        if self.cut.is_some() {
            return;
        }
        let measured = self.begun && time >= self.from;
        if measured && self.checkpoints.is_empty() {
            self.open();
        }
        if measured {
            if self.events.len() >= Replay::MOST_EVENTS {
                return self.cut(time);
            }
            let last = self.checkpoints.last().map_or(0, |checkpoint| checkpoint.events);
            if self.events.len() - last >= APART + self.board.size() {
                self.checkpoints.push(Checkpoint { events: self.events.len(), board: self.board.clone() });
            }
            self.events.push(ReplayEvent { hours: time - self.from, what });
        }
        let members = match what {
            Happening::Deployed { deployment } => {
                let place = usize::try_from(deployment).unwrap_or(usize::MAX);
                let members = self.deployments.get(place).map(Deployment::members);
                members.and_then(|members| self.members.get(members)).unwrap_or_default()
            }
            _ => &[],
        };
        self.board.apply(time - self.from, what, members);
    }

    /// The measured time begins.
    fn open(&mut self) {
        self.board.begin_counts();
        self.checkpoints.push(Checkpoint { events: 0, board: self.board.clone() });
    }

    /// No more can be kept: everything of this moment is left out.
    fn cut(&mut self, time: f64) {
        self.cut = Some(time);
        let hours = time - self.from;
        let whole = self.events.partition_point(|event| event.hours < hours);
        self.events.truncate(whole);
        self.checkpoints.retain(|checkpoint| checkpoint.events <= whole);
        let done = self.deployments.partition_point(|deployment| deployment.hours < hours);
        self.deployments.truncate(done);
    }

    /// What was heard of a repetition that stands at `now`.
    pub(super) fn into_replay(
        mut self,
        service: Option<&ServicePlan>,
        before: &[(f64, f64, f64)],
        steps: Vec<ReplayStep>,
        hours: f64,
        now: f64,
    ) -> Replay {
        self.catch_up(now);
        if self.cut.is_none() && now < self.from + hours {
            self.cut(now);
        }
        if self.checkpoints.is_empty() {
            self.open();
        }
        let end = self.cut.unwrap_or(now);
        let budget = service.and_then(|service| Some((service, service.budget?)));
        let spending =
            budget.map(|(service, budget)| Spending::of(service, budget, before, &self.impact, self.from, end));
        self.events.shrink_to_fit();
        Replay {
            steps,
            told: told(&self.events),
            events: self.events,
            deployments: self.deployments,
            members: self.members,
            checkpoints: self.checkpoints,
            spending,
            hours,
            whole_until: (end - self.from).clamp(0.0, hours),
        }
    }
}

/// For each event how many of the same moment, kind and step are told with it; 0 when an earlier one tells it.
fn told(events: &[ReplayEvent]) -> Vec<u32> {
    let mut told: Vec<u32> = Vec::with_capacity(events.len());
    let mut moment = f64::NEG_INFINITY;
    // Groups of the moment, and the event that tells each.
    let mut groups: Vec<((u8, u16), usize)> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        if event.hours > moment {
            moment = event.hours;
            groups.clear();
        }
        let group = event.what.group();
        let known = group.and_then(|group| groups.iter().find(|(other, _)| *other == group));
        if let Some(count) = known.and_then(|(_, first)| told.get_mut(*first)) {
            *count += 1;
            told.push(0);
            continue;
        }
        if let Some(group) = group {
            groups.push((group, at));
        }
        told.push(1);
    }
    told
}
