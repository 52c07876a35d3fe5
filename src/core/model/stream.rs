//! How work flows: value streams, steps and links.

use serde::{Deserialize, Serialize};

use super::defaults::is_default;
use super::{Distribution, Elapsed, FlowId, Practice, Role, ServiceId, Share, StepId, StreamId, TeamId, Weekday};

/// What runs through a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamKind {
    /// Changes, up to running in production.
    Change,
    /// Incidents, up to restored.
    Incident,
    /// Requests, up to fulfilled.
    Request,
}

/// A value stream: a route through the value chain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueStream {
    /// Identity.
    pub id: StreamId,
    /// What people call it.
    pub name: String,
    /// What runs through it.
    pub kind: StreamKind,
    /// The service that its deployments change.
    pub service: Option<ServiceId>,
    /// What starts an item.
    #[serde(default)]
    pub trigger: String,
    /// What the customer has in the end.
    #[serde(default)]
    pub outcome: String,
    /// How much work comes in.
    pub demand: Demand,
    /// The steps, in the order in which people tell them.
    pub steps: Vec<Step>,
    /// Links between steps. Without any, each step hands on to the next in the list.
    pub flows: Vec<Flow>,
    /// The mark "the DORA clock starts here": at the end of this step, with the first push.
    pub clock_starts_after: Option<StepId>,
    /// Share of the changes that would fail in production when nothing stops them.
    pub bad_changes: Share,
    /// Work time of a repeated visit, as a share of the first one.
    pub rework_effort: Share,
    /// The stream of which this one is a wished-for future state; `None` for a stream of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub future_of: Option<StreamId>,
}

/// How much work comes in, and of which kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Items a week, above 0, at most 10 000.
    pub per_week: f64,
    /// Which of them are standard, normal, emergency changes.
    pub mix: ChangeMix,
    /// What they are about: the other axis, independent of the first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub work: WorkMix,
    /// How risky they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub risk: RiskMix,
    /// How they arrive.
    #[serde(default, skip_serializing_if = "is_default")]
    pub arrivals: Arrivals,
}

impl Demand {
    /// So many items a week at random, all of them features of medium risk.
    pub const fn of(per_week: f64, mix: ChangeMix) -> Self {
        let work = WorkMix { defect: Share::NONE, reliability: Share::NONE, risk: Share::NONE };
        Self { per_week, mix, work, risk: RiskMix::MEDIUM, arrivals: Arrivals::AtRandom }
    }
}

/// How items arrive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Arrivals {
    /// At random, independent of each other: a Poisson process.
    #[default]
    AtRandom,
    /// One by one, always after the same time.
    Evenly,
    /// So many (2..=1000) at the same moment; the moments are random.
    InBatches {
        /// Items of a batch.
        size: u16,
    },
}

/// What a change is about. Never mixed with its change type: a reliability change may be standard, normal or urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkType {
    /// Something new for users.
    Feature,
    /// Something that did not work as it should.
    Defect,
    /// Something that makes failures rarer or shorter.
    Reliability,
    /// Security, compliance, and what keeps a debt from growing.
    Risk,
}

impl WorkType {
    /// All of them, in the order of every result.
    pub const ALL: [Self; 4] = [Self::Feature, Self::Defect, Self::Reliability, Self::Risk];
}

/// Shares of the work types. Features are what the others leave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkMix {
    /// Defects.
    pub defect: Share,
    /// Reliability work.
    pub reliability: Share,
    /// Work on risks.
    pub risk: Share,
}

impl WorkMix {
    /// The rest.
    pub fn feature(self) -> Share {
        Share::clamped(1.0 - self.defect.value() - self.reliability.value() - self.risk.value())
    }
}

/// How risky a change is, judged before it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names explain themselves")]
pub enum Risk {
    Low,
    Medium,
    High,
}

/// Shares of the risks, and how much oftener a change of that risk is bad. Medium is what the others leave.
///
/// The stream's share of bad changes is kept: a mix only says which of them are bad.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RiskMix {
    /// Low risk.
    pub low: Share,
    /// High risk.
    pub high: Share,
    /// A change of low risk is bad so many times as often as one of medium risk; 0..=100. Assumed: half.
    pub low_is_bad: f64,
    /// The same of high risk; 0..=100. Assumed: twice.
    pub high_is_bad: f64,
}

impl Default for RiskMix {
    fn default() -> Self {
        Self::MEDIUM
    }
}

impl RiskMix {
    /// All of medium risk.
    pub const MEDIUM: Self = Self { low: Share::NONE, high: Share::NONE, low_is_bad: 0.5, high_is_bad: 2.0 };

    /// The rest.
    pub fn medium(self) -> Share {
        Share::clamped(1.0 - self.low.value() - self.high.value())
    }
}

/// Shares of the three change types. Normal is what the other two leave.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeMix {
    /// Pre-approved, low risk.
    pub standard: Share,
    /// Fast-track.
    pub emergency: Share,
}

impl ChangeMix {
    /// Assessed, then approved: the rest.
    pub fn normal(self) -> Share {
        Share::clamped(1.0 - self.standard.value() - self.emergency.value())
    }
}

/// The six activities of the ITIL 4 service value chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the catalogue explains each activity")]
pub enum Activity {
    Plan,
    Improve,
    Engage,
    DesignAndTransition,
    ObtainBuild,
    DeliverAndSupport,
}

/// The eight lifecycle activities of ITIL (Version 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the catalogue explains each activity")]
pub enum LifecycleActivity {
    Discover,
    Design,
    Acquire,
    Build,
    Transition,
    Operate,
    Deliver,
    Support,
}

/// A step of a value stream.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Identity.
    pub id: StepId,
    /// What people call it.
    pub name: String,
    /// Activity in the ITIL 4 service value chain.
    pub activity: Activity,
    /// Activity in the lifecycle of ITIL (Version 5).
    pub lifecycle: LifecycleActivity,
    /// Who does it.
    pub team: Option<TeamId>,
    /// Practices it uses; none twice.
    #[serde(default)]
    pub practices: Vec<Practice>,
    /// Roles that take part in it; none twice, at most 12.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// What it does with the work.
    pub kind: StepKind,
    /// Hands-on work for one item (for a deployment: for one deployment), in working hours.
    pub work: Distribution,
    /// What people observe from arriving to leaving, on the calendar; `None` when nobody knows.
    pub observed: Option<Observed>,
    /// Who can work on it at the same time.
    pub workers: Workers,
    /// When they work.
    pub calendar: Calendar,
    /// %C&A: share of what leaves here that the receiver can use without asking back; `None` when nobody knows.
    pub complete_accurate: Option<Share>,
    /// Most items that may be at this step at once, worked on or waiting, 1..=10 000; `None` when nobody counts.
    /// Who is done at the step before waits there meanwhile. Work that comes back is always let in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wip_limit: Option<u16>,
    /// Items are taken together instead of one by one, in the absence of dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub together: Option<Together>,
    /// Whether the work time is a guess.
    #[serde(default)]
    pub assumed: bool,
    /// Free text.
    #[serde(default)]
    pub note: String,
    /// Where somebody has put it in the drawing; `None` where the drawing finds its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    /// In a future state: the step of today that it stands for; `None` for one that is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<StepId>,
}

impl Step {
    /// A step of which nothing is known but its name: an hour of work, assumed, done by whoever is there.
    pub fn new(id: StepId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            activity: Activity::ObtainBuild,
            lifecycle: LifecycleActivity::Build,
            team: None,
            practices: Vec::new(),
            roles: Vec::new(),
            kind: StepKind::Work,
            work: Distribution::Fixed { hours: 1.0 },
            observed: None,
            workers: Workers::Unlimited,
            calendar: Calendar::BusinessHours,
            complete_accurate: None,
            wip_limit: None,
            together: None,
            assumed: true,
            note: String::new(),
            pin: None,
            was: None,
        }
    }
}

/// A place in the drawing of a chain, in pixels of its natural size. It is counted from the left edge and from the top
/// of the step's lane, so that it means the same whatever the lanes above it hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// From the left edge of the drawing, 0..=20 000.
    pub x: u16,
    /// From the top of the place for steps in the lane, 0..=2 000.
    pub y: u16,
}

impl Pin {
    /// Farthest to the right.
    pub const MOST_X: u16 = 20_000;
    /// Farthest down in a lane.
    pub const MOST_Y: u16 = 2_000;
}

/// What a step does with the work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum StepKind {
    /// People work on each item.
    Work,
    /// People decide on each item. Standard changes pass by without stopping; emergencies do not wait for the date.
    Approval {
        /// When they meet; `None` when they decide at once.
        cadence: Option<Cadence>,
        /// Share of the bad changes that they stop.
        stops_bad: Share,
        /// Share of the good changes that they send back.
        stops_good: Share,
    },
    /// A machine decides on each item.
    Gate {
        /// Share of the bad changes that it stops.
        stops_bad: Share,
        /// Share of the good changes that it stops by mistake.
        stops_good: Share,
    },
    /// Items are put into production.
    Deploy {
        /// When; `None` on demand, one by one. Emergencies do not wait for the date.
        cadence: Option<Cadence>,
        /// Share of the deployments that fail for reasons of deploying itself.
        fails: Share,
    },
}

/// A fixed rhythm, on the engine's calendar whose weeks start on Monday 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// Days between two dates, 1..=366. 7 is weekly.
    pub every_days: u16,
    /// Day of the first date.
    pub day: Weekday,
    /// Minute of that day, 0..1440.
    pub minute: u16,
    /// What arrives later than this before a date waits for the next one.
    pub cut_off: Elapsed,
    /// Most items taken at one date; `None` takes all.
    pub at_most: Option<u32>,
}

impl Cadence {
    /// Every week at this day and full hour, without a cut-off or a limit.
    pub const fn weekly(day: Weekday, hour: u16) -> Self {
        Self { every_days: 7, day, minute: hour * 60, cut_off: Elapsed::ZERO, at_most: None }
    }

    /// Mean wait of items that come at random: half a period and the cut-off.
    pub fn mean_wait(&self) -> Elapsed {
        Elapsed::clamped_hours(f64::from(self.every_days) * 12.0 + self.cut_off.hours())
    }
}

/// Items wait until enough are there, or until the first of them has waited long enough. Emergencies do not wait.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// So many items go at once, 1..=10 000.
    pub at: u16,
    /// After this wait of the first one they go even if they are fewer.
    pub or_after: Elapsed,
}

/// Who can work on a step at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Workers {
    /// The people of the step's team, shared with every other step that says so.
    Team,
    /// So many of the team's people (1..=1000) do only this.
    Own {
        /// People.
        people: u16,
    },
    /// Never a queue: a machine, or people who are always there.
    Unlimited,
}

/// When a step's people work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// Monday to Friday, 09:00 to 17:00: 40 hours a week.
    BusinessHours,
    /// Day and night.
    Always,
}

impl Calendar {
    /// Working hours in a week.
    pub const fn hours_per_week(self) -> f64 {
        match self {
            Self::BusinessHours => 40.0,
            Self::Always => 168.0,
        }
    }
}

/// What people observe from arriving at a step to leaving it, on the calendar. A range is a rough number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// At least.
    pub low: Elapsed,
    /// At most; equal to `low` for one number.
    pub high: Elapsed,
    /// Whether it is a guess rather than measured.
    #[serde(default)]
    pub assumed: bool,
}

impl Observed {
    /// The middle of the range.
    pub fn middle(&self) -> Elapsed {
        Elapsed::clamped_hours(f64::midpoint(self.low.hours(), self.high.hours()))
    }

    /// Whether it is a range.
    pub fn is_range(&self) -> bool {
        self.high > self.low
    }
}

/// A link between two steps.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// Identity.
    pub id: FlowId,
    /// From where.
    pub from: StepId,
    /// To where.
    pub to: StepId,
    /// What goes along it.
    pub kind: FlowKind,
}

/// What goes along a link.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum FlowKind {
    /// Work goes on. The shares of a step's next links add up to 1.
    Next {
        /// Share of the items that take this link.
        share: Share,
    },
    /// Work that is not complete and accurate comes back this way. At most one for each step; without one the
    /// step itself does it again. How much comes back is the step's %C&A.
    Rework {},
}

impl ValueStream {
    /// The step with this id.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Where work that leaves `from` goes on to, with its share. Without any next link from any step, each step
    /// hands on to the next in the list; with links, a step without one is an end.
    pub fn next_of(&self, from: StepId) -> Vec<(StepId, Share)> {
        if self.flows.iter().any(|flow| matches!(flow.kind, FlowKind::Next { .. })) {
            let mine = self.flows.iter().filter(|flow| flow.from == from);
            mine.filter_map(|flow| match flow.kind {
                FlowKind::Next { share } => Some((flow.to, share)),
                FlowKind::Rework {} => None,
            })
            .collect()
        } else {
            let later = self.steps.iter().skip_while(|step| step.id != from).skip(1);
            later.take(1).map(|step| (step.id, Share::ALL)).collect()
        }
    }

    /// Where work of `from` that is not complete and accurate comes back to: `from` itself when no link says so.
    pub fn rework_of(&self, from: StepId) -> StepId {
        let back = self.flows.iter().find(|flow| flow.from == from && matches!(flow.kind, FlowKind::Rework {}));
        back.map_or(from, |flow| flow.to)
    }
}
