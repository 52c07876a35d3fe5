//! What is worth a look in one value stream: the rules of the service value chain, the way of the work, and what the
//! stream does not say.
//!
//! Only what the model states is evidence. Names are not: a step called "Customer workshop" may be anything. Where a
//! rule cannot be judged from what is stated, it is listed as unseen instead of as kept. What the model itself forbids
//! (shares that do not add up, links in a circle, work that can reach no end) never comes here, because `edit` and
//! `wire` refuse it.

mod data;
mod flow;
mod rules;

use crate::{
    engine::flow::{PoolOwner, StreamSheet},
    model::{Edition, FlowId, StepId, StreamKind, TeamId, ValueStream, Workspace},
};

/// A wait for a decision that is worth a sentence: a calendar day. Ours to set.
pub const LONG_WAIT_HOURS: f64 = 24.0;
/// From so many hand-overs between teams on they are worth a sentence. Ours to set.
pub const MANY_HANDOVERS: usize = 3;
/// More hands-on work than this for one item is more than a working week: often a total time that was typed as work.
pub const LONG_WORK_HOURS: f64 = 40.0;

/// One of the four rules of the service value chain of ITIL 4 (Foundation), in our words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// 1: contact with anybody outside goes through Engage.
    Outside,
    /// 2: new resources come through Obtain/build.
    Resources,
    /// 3: planning at every level goes through Plan.
    Planning,
    /// 4: improvement at every level goes through Improve.
    Improvement,
}

impl Rule {
    /// All four, in their order.
    pub const ALL: [Self; 4] = [Self::Outside, Self::Resources, Self::Planning, Self::Improvement];
}

/// What was found. Times in calendar hours unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Flaw {
    /// No step deploys: nothing of a stream of changes goes live.
    NoDeployment,
    /// More is asked of these people than they can do.
    NeverSettles {
        /// Who.
        owner: PoolOwner,
        /// ρ, 1 or more.
        utilisation: f64,
    },
    /// These people are near their limit.
    Busy {
        /// Who.
        owner: PoolOwner,
        /// ρ, below 1.
        utilisation: f64,
        /// What a tenth more work adds to the wait of each visit; `None` when the queue would never settle.
        a_tenth_more_adds_hours: Option<f64>,
    },
    /// Work takes longer than the step is observed to take: one of both is wrong.
    WorkExceedsObserved,
    /// No work comes to these steps.
    Unreached,
    /// A part of the changes ends at these steps without having been deployed.
    EndsBeforeLive {
        /// Share of the normal changes, above 0.
        share: f64,
    },
    /// Work comes back so often that a part of it is let through as it is.
    LetGo {
        /// Expected times for each item.
        per_item: f64,
    },
    /// Links that nothing takes.
    EmptyLinks {
        /// Which.
        links: Vec<FlowId>,
    },
    /// Stops more of the good changes than of the bad ones.
    StopsMoreGood {
        /// Share of the bad changes stopped.
        bad: f64,
        /// Share of the good ones.
        good: f64,
    },
    /// A decision or gate that stops no bad change.
    StopsNothing {
        /// Wait of an item at the first of them; `None` when nobody has stated it.
        wait_hours: Option<f64>,
    },
    /// Items wait long for a decision.
    ApprovalWait {
        /// Wait of one item.
        wait_hours: f64,
        /// Work of the decision, in working hours.
        work_hours: f64,
        /// Observed time of the whole stream; `None` when steps have none.
        of_hours: Option<f64>,
    },
    /// Most of the time is waiting.
    MostlyWaiting {
        /// Share of the observed time, above one half.
        share: f64,
        /// Observed time of the whole stream.
        of_hours: f64,
        /// Wait at the step where it is longest.
        longest_hours: f64,
    },
    /// Work goes from team to team.
    HandOvers {
        /// Links between two teams.
        between: usize,
        /// Links with a known team at both ends.
        of: usize,
    },
    /// Rule 1: work goes to a supplier or comes from one with no step in Engage at either side.
    SupplierWithoutEngage {
        /// The supplier's team of the first of the steps.
        team: TeamId,
    },
    /// Rule 1: requests come from users, and the first step does not lie in Engage.
    RequestsOutsideEngage,
    /// Rule 2: what the lifecycle calls acquiring lies outside Obtain/build.
    ObtainedElsewhere,
    /// Rule 2: something is deployed, and no step lies in Obtain/build.
    NothingIsMade,
    /// Rule 4: no step lies in Improve.
    NothingInImprove {
        /// Decisions of the workspace that are not dropped: improvement that goes around the chain.
        decisions: usize,
    },
    /// The mark "the DORA clock starts here" is missing.
    NoClock,
    /// No observed time.
    NoObservedTime,
    /// No %C&A.
    NoCompleteAccurate,
    /// No team.
    NoTeam,
    /// No practice.
    NoPractice,
    /// Times that are guesses.
    Assumed,
    /// Hands-on work of more than [`LONG_WORK_HOURS`].
    LongWork {
        /// Mean of the first of them, working hours.
        work_hours: f64,
    },
    /// People observe less than a minute.
    UnderAMinute,
    /// People observe more than a year.
    OverAYear,
}

impl Flaw {
    /// The rule of the service value chain that it is about.
    pub const fn rule(&self) -> Option<Rule> {
        match self {
            Self::SupplierWithoutEngage { .. } | Self::RequestsOutsideEngage => Some(Rule::Outside),
            Self::ObtainedElsewhere | Self::NothingIsMade => Some(Rule::Resources),
            Self::NothingInImprove { .. } => Some(Rule::Improvement),
            _ => None,
        }
    }
}

/// Something worth a look.
#[derive(Debug, Clone, PartialEq)]
pub struct ChainFinding {
    /// What it is.
    pub flaw: Flaw,
    /// Where to look, in document order; empty when there is no such step yet.
    pub steps: Vec<StepId>,
}

/// What the checks found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChainChecks {
    /// What stops the computation first, then what costs time, then rules, then what nobody has said.
    pub findings: Vec<ChainFinding>,
    /// Checks that were made.
    pub asked: usize,
    /// Checks that found nothing.
    pub passed: usize,
    /// Rules that nothing in the model shows to be kept or broken.
    pub unseen: Vec<Rule>,
}

impl ChainChecks {
    /// One check, and what it found.
    fn add(&mut self, found: impl IntoIterator<Item = ChainFinding>) {
        let before = self.findings.len();
        self.findings.extend(found);
        self.asked += 1;
        self.passed += usize::from(self.findings.len() == before);
    }

    /// One check of steps: a finding when there are any.
    fn add_steps(&mut self, flaw: Flaw, steps: Vec<StepId>) {
        self.add((!steps.is_empty()).then_some(ChainFinding { flaw, steps }));
    }
}

/// Looks at a stream; `sheet` is its sheet. Nothing is asked of a stream without steps.
pub fn chain_checks(workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> ChainChecks {
    let mut checks = ChainChecks::default();
    if stream.steps.is_empty() {
        return checks;
    }
    flow::stopping(stream, sheet, &mut checks);
    flow::costing(stream, sheet, &mut checks);
    if workspace.edition == Edition::Itil4 {
        rules::look(workspace, stream, &mut checks);
    }
    if stream.kind == StreamKind::Change {
        let builds = rules::last_build(stream).or_else(|| stream.steps.first().map(|step| step.id));
        let steps = builds.into_iter().collect();
        checks.add(stream.clock_starts_after.is_none().then_some(ChainFinding { flaw: Flaw::NoClock, steps }));
    }
    data::look(stream, &mut checks);
    checks
}

/// The steps of which something is true.
fn steps_where(stream: &ValueStream, wrong: impl Fn(&crate::model::Step) -> bool) -> Vec<StepId> {
    stream.steps.iter().filter(|step| wrong(step)).map(|step| step.id).collect()
}
