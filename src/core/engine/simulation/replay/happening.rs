//! What can happen in a replay.

use super::super::changes::ChangeClass;
use crate::model::{StepId, WorkType};

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReplayEvent {
    /// When: hours since the first measured moment, 0 or above.
    pub hours: f64,
    /// What.
    pub what: Happening,
}

/// What happened. A change goes by its number in the order of requests, from 0, those of the warm-up included; a step by
/// its place in [`Replay::steps`](super::Replay::steps); an incident by its number from 0; a deployment by its place in
/// [`Replay::deployments`](super::Replay::deployments).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// A change is requested.
    Requested {
        /// Which.
        change: u32,
        /// Standard, normal or emergency.
        class: ChangeClass,
        /// What it is about.
        work: WorkType,
    },
    /// A new change waits outside, because the error budget policy holds new work.
    KeptOut {
        /// Which.
        change: u32,
    },
    /// A change comes to a step, and leaves the one where it was. Approvals that it does not need it passes by.
    Moved {
        /// Which.
        change: u32,
        /// From where; `None` when it comes in.
        from: Option<u16>,
        /// To where.
        to: u16,
    },
    /// A change is held at a step.
    Held {
        /// Which.
        change: u32,
        /// Where.
        step: u16,
        /// What it waits for.
        by: HeldBy,
    },
    /// A date has come, enough are there, or deployments are open again: what was held goes on together.
    TakenUp {
        /// Where.
        step: u16,
        /// How many.
        changes: u32,
    },
    /// A change waits for people: they are busy, or not at work.
    Queues {
        /// Which.
        change: u32,
        /// Where.
        step: u16,
    },
    /// Work on a change begins.
    Started {
        /// Which.
        change: u32,
        /// Where.
        step: u16,
    },
    /// An approval or gate lets a change pass.
    Passed {
        /// Which.
        change: u32,
        /// By which.
        step: u16,
    },
    /// An approval or gate stops a change: it goes back to be mended.
    Stopped {
        /// Which.
        change: u32,
        /// By which.
        step: u16,
    },
    /// What left a step was not complete and accurate: it goes back.
    SentBack {
        /// Which.
        change: u32,
        /// From where.
        step: u16,
    },
    /// A change should go back once more, but has been back so often that it is let through.
    LetThrough {
        /// Which.
        change: u32,
        /// Where.
        step: u16,
    },
    /// A change is done where it is (or has not come in), and the next step is full: its limit of work in progress.
    NoRoom {
        /// Which.
        change: u32,
        /// The full step.
        step: u16,
    },
    /// A deployment is done.
    Deployed {
        /// Which.
        deployment: u32,
    },
    /// That deployment fails. The incident follows.
    Failed {
        /// Which.
        deployment: u32,
    },
    /// A change runs in production, for all users, for the first time.
    Live {
        /// Which.
        change: u32,
    },
    /// A change has left the last step.
    Finished {
        /// Which.
        change: u32,
    },
    /// An incident begins.
    IncidentBegan {
        /// Which.
        incident: u32,
        /// Whether a deployment caused it: the last one before this event.
        by_change: bool,
        /// Class, as a place in the severities of the incident policy; 0 when there are none.
        severity: u8,
    },
    /// A failure that few users had (canary) reaches all.
    ReachedAll {
        /// Which incident.
        incident: u32,
    },
    /// An incident is detected.
    Detected {
        /// Which.
        incident: u32,
        /// By monitoring, else by users.
        by_monitoring: bool,
    },
    /// Somebody has answered the call.
    Acknowledged {
        /// Which incident.
        incident: u32,
        /// The level that answered, from 1; 0 when the policy has no levels.
        level: u8,
    },
    /// The service is restored.
    Restored {
        /// Which incident.
        incident: u32,
        /// How.
        way: Way,
    },
    /// The error budget freezes deployments.
    FreezeBegan,
    /// The freeze ends.
    FreezeEnded,
    /// A step of the error budget policy begins.
    PolicyBegan {
        /// Its place in the policy's steps.
        step: u8,
    },
    /// A step of the error budget policy ends.
    PolicyEnded {
        /// Its place in the policy's steps.
        step: u8,
    },
    /// The calendar closes or opens deployments.
    Calendar {
        /// Outside the deploy windows from now on.
        outside_window: bool,
        /// Inside a freeze of the calendar from now on.
        freeze: bool,
    },
}

impl Happening {
    /// Whether it moves a single change from place to place, and a short log leaves it out.
    pub const fn is_detail(self) -> bool {
        matches!(
            self,
            Self::Requested { .. }
                | Self::Moved { .. }
                | Self::Held { .. }
                | Self::Queues { .. }
                | Self::Started { .. }
                | Self::Live { .. }
                | Self::Finished { .. }
        )
    }

    /// What is told together when it happens at the same moment: a number for the kind, and the step.
    pub(super) const fn group(self) -> Option<(u8, u16)> {
        Some(match self {
            Self::Requested { .. } => (0, 0),
            Self::KeptOut { .. } => (1, 0),
            Self::Moved { to, .. } => (2, to),
            Self::Held { step, by: HeldBy::Date, .. } => (3, step),
            Self::Held { step, by: HeldBy::Company, .. } => (4, step),
            Self::Held { step, by: HeldBy::Closed, .. } => (5, step),
            Self::Queues { step, .. } => (6, step),
            Self::Started { step, .. } => (7, step),
            Self::Passed { step, .. } => (8, step),
            Self::Stopped { step, .. } => (9, step),
            Self::SentBack { step, .. } => (10, step),
            Self::LetThrough { step, .. } => (11, step),
            Self::NoRoom { step, .. } => (12, step),
            Self::Live { .. } => (13, 0),
            Self::Finished { .. } => (14, 0),
            _ => return None,
        })
    }
}

/// What a held change waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBy {
    /// The next date of the step.
    Date,
    /// Others that go with it.
    Company,
    /// Deployments that are open: the error budget or the calendar closes them.
    Closed,
}

/// How a service was restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Diagnosis and roll-forward, by hand.
    ByHand,
    /// The deployment was rolled back by itself.
    Rollback,
    /// A feature was switched off.
    Flag,
    /// The failure showed while few users had it, and was taken back.
    Canary,
}

/// A deployment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deployment {
    /// When it was done: hours since the first measured moment.
    pub hours: f64,
    /// The step that deployed.
    pub step: u16,
    /// How many changes; [`Replay::changes_of`](super::Replay::changes_of) has their numbers.
    pub changes: u32,
    /// Whether it failed.
    pub failed: bool,
    /// Where its changes begin in the list of all.
    pub(super) first: u32,
}

impl Deployment {
    /// The places of its changes in the list of all.
    pub(super) fn members(&self) -> std::ops::Range<usize> {
        let first = usize::try_from(self.first).unwrap_or(usize::MAX);
        first..first.saturating_add(usize::try_from(self.changes).unwrap_or(usize::MAX))
    }
}

/// A step of a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayStep {
    /// The step of the workspace; `None` for gates of a policy or lever.
    pub step: Option<StepId>,
    /// Its name.
    pub name: String,
    /// What it does.
    pub sort: Sort,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names explain themselves")]
pub enum Sort {
    Work,
    Approval,
    Gate,
    Deploy,
}
