//! What if: a list of typed levers over the baseline.

use serde::{Deserialize, Serialize};

use super::{
    Cadence, Canary, GateFamily, Risk, ScenarioId, ServiceId, Share, StepId, StreamId, Target, TeamId, Together,
};

/// A what-if over the workspace as it is. Its results are computed again, never stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Identity.
    pub id: ScenarioId,
    /// A short name for tabs and labels.
    pub name: String,
    /// The question put to the room.
    #[serde(default)]
    pub question: String,
    /// Free text.
    #[serde(default)]
    pub note: String,
    /// How it is drawn beside others; `None` for the first that is free ([`Colour::of_all`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// What is different from today. At most one lever of a kind for each target.
    pub levers: Vec<Lever>,
    /// What people expected before they saw the result.
    #[serde(default)]
    pub prediction: Prediction,
}

impl Scenario {
    /// The baseline itself: no lever moved. Its id is 0, which no stored scenario has.
    pub fn today() -> Self {
        Self {
            id: ScenarioId::new(0),
            name: "Today".to_owned(),
            question: String::new(),
            note: String::new(),
            colour: None,
            levers: Vec::new(),
            prediction: Prediction::default(),
        }
    }
}

/// One of the four series of a chart, each with a colour, a dash and a marker of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the charts say how each series looks")]
pub enum Colour {
    First,
    Second,
    Third,
    Fourth,
}

impl Colour {
    /// All of them, in the order in which they are given out.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Third, Self::Fourth];

    /// How scenarios look beside each other, from what each has chosen. A colour goes to the first that chose it; who
    /// chose none, or one that is taken, gets the first that is free. More than four begin anew.
    pub fn of_all(chosen: &[Option<Self>]) -> Vec<Self> {
        let first_with = |colour: Self| chosen.iter().position(|other| *other == Some(colour));
        let mut free =
            Self::ALL.into_iter().filter(|colour| first_with(*colour).is_none()).chain(Self::ALL.into_iter().cycle());
        let mut all = Vec::with_capacity(chosen.len());
        for (at, colour) in chosen.iter().enumerate() {
            let own = colour.filter(|colour| first_with(*colour) == Some(at));
            all.extend(own.or_else(|| free.next()));
        }
        all
    }
}

/// One change to the baseline. A lever whose target is gone is a problem, never silently skipped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Lever {
    /// Run this stream instead of the workspace's first change stream.
    UseStream {
        /// The stream.
        stream: StreamId,
    },
    /// Share of the changes that are pre-approved standard changes.
    StandardChanges {
        /// The stream.
        stream: StreamId,
        /// The share.
        share: Share,
    },
    /// When an approval step decides.
    ApprovalCadence {
        /// The approval step.
        step: StepId,
        /// `None` decides on each item as it comes.
        cadence: Option<Cadence>,
    },
    /// How well an approval step or gate tells bad from good.
    StopsBad {
        /// The step.
        step: StepId,
        /// Share of the bad changes that it stops.
        share: Share,
    },
    /// When a deploy step deploys.
    Release {
        /// The deploy step.
        step: StepId,
        /// The rhythm.
        release: Release,
    },
    /// Automated gates before the first deploy step.
    Gates {
        /// The stream.
        stream: StreamId,
        /// Share of the bad changes that they stop together.
        stops_bad: Share,
        /// Share of the good changes that they stop by mistake.
        stops_good: Share,
    },
    /// People who work on one step.
    People {
        /// The step.
        step: StepId,
        /// How many, 1..=1000.
        people: u16,
    },
    /// People in a team.
    TeamSize {
        /// The team.
        team: TeamId,
        /// How many, 1..=1000.
        people: u16,
    },
    /// Items a week.
    Demand {
        /// The stream.
        stream: StreamId,
        /// Items a week, above 0.
        per_week: f64,
    },
    /// Share of the changes that are bad.
    BadChanges {
        /// The stream.
        stream: StreamId,
        /// The share.
        share: Share,
    },
    /// Share of the incidents that monitoring finds first.
    FoundByMonitoring {
        /// The service.
        service: ServiceId,
        /// The share.
        share: Share,
    },
    /// Repair by hand takes this many times as long as today.
    RepairTime {
        /// The service.
        service: ServiceId,
        /// Factor, above 0, at most 10.
        factor: f64,
    },
    /// Automated rollback of failed deployments.
    Rollback {
        /// The service.
        service: ServiceId,
        /// How often it works; 0 switches it off.
        success: Share,
    },
    /// Another objective.
    SloTarget {
        /// The service.
        service: ServiceId,
        /// The target of its main objective.
        target: Target,
    },
    /// Freeze when the budget is spent, or never.
    Freeze {
        /// The service.
        service: ServiceId,
        /// Whether the rule is on.
        on: bool,
    },
    /// The levels of the budget at which the freeze begins and ends.
    FreezeAt {
        /// The service.
        service: ServiceId,
        /// Begins when the remaining share of the budget falls to this or below.
        at_remaining: f64,
        /// Ends when it is back at this or above; at least `at_remaining`.
        until_remaining: f64,
    },
    /// Normal changes up to a risk are approved without a person.
    AutoApproval {
        /// The highest of these risks; `None` for none.
        risk: Option<Risk>,
    },
    /// A gate that every change passes. One that stops nothing is taken out.
    RequiredGate {
        /// What it looks at.
        family: GateFamily,
        /// Share of the bad changes that it stops.
        stops_bad: Share,
        /// Share of the good changes that it stops by mistake.
        stops_good: Share,
    },
    /// Most items at a step.
    WipLimit {
        /// The step.
        step: StepId,
        /// So many, 1..=10 000; `None` for any.
        limit: Option<u16>,
    },
    /// How deployments reach users.
    Canary {
        /// Few first; `None` for all at once.
        canary: Option<Canary>,
    },
    /// Failed deployments can be switched off by a feature flag.
    FeatureFlag {
        /// The service.
        service: ServiceId,
        /// How often that works; 0 takes it away.
        success: Share,
    },
    /// How many are called, one after the other, when nobody answers. More levels than there are repeat the last one.
    OnCallLevels {
        /// The service.
        service: ServiceId,
        /// Levels, 1..=8.
        levels: u8,
    },
    /// Share of the work that is reliability work, in place of features.
    ReliabilityWork {
        /// The stream.
        stream: StreamId,
        /// The share. What is more than features leave is cut off.
        share: Share,
    },
}

/// The rhythm of releases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Release {
    /// Each change as soon as it is ready.
    OnDemand,
    /// All that is ready at fixed dates.
    At {
        /// The dates.
        cadence: Cadence,
    },
    /// As soon as enough are ready, or the first of them has waited long enough.
    Together {
        /// How many, and how long.
        together: Together,
    },
}

/// What people expect of one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expectation {
    /// Less than today: shorter, fewer.
    Less,
    /// About the same.
    Same,
    /// More than today: longer, more.
    More,
}

/// Votes for one measure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Votes for less.
    pub less: u16,
    /// Votes for about the same.
    pub same: u16,
    /// Votes for more.
    pub more: u16,
}

impl Tally {
    /// All votes.
    pub const fn total(self) -> u16 {
        self.less.saturating_add(self.same).saturating_add(self.more)
    }
}

/// What the room expects, before it sees the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prediction {
    /// People in the room, 0 when nobody was asked.
    pub people: u16,
    /// Request to live.
    pub lead_time: Tally,
    /// Failed deployments in 28 days.
    pub failures: Tally,
    /// Error budget used.
    pub budget: Tally,
    /// Why they think so.
    #[serde(default)]
    pub reason: String,
    /// Whether the answer has been shown: tallies are fixed from then on.
    pub revealed: bool,
}
