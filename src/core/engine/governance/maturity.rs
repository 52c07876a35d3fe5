//! How mature is a practice, and which gap is worth closing first?
//!
//! **Gate rule.** A level is reached when all criteria of it and of every level below it are met. What does not apply is
//! left out, so a level none of whose criteria applies stops nothing; what nobody has looked at is not met yet. A level
//! for which nobody has written criteria is not reached (our decision). Level 1 needs no criteria. Source of the rule and
//! of the three pieces of evidence: ITIL maturity model, 2021.
//!
//! **Not judged yet.** Criteria judge a practice once the level that stops it is known to be missed: one of its criteria
//! is not met, or all were looked at. While only open ones stand before the next level, nobody knows where it ends.
//!
//! **Without criteria that judge it** the median of the votes stands, marked as voted; without both there is no level.
//!
//! **Which gap first.** Gaps are ordered by (target − now) × contribution of the practice to the activity of the step
//! that holds the main stream back ([`constraint`]); where none is known, by the gap alone. The order is ours.

use crate::{
    catalog::practices::{Contribution, level},
    engine::flow::{StreamSheet, sheet},
    model::{
        Activity, Capability, Criterion, CriterionState, Maturity, Practice, Practices, StepId, StreamId, Votes,
        Workspace, order,
    },
};

/// A criterion that is met on fewer pieces of evidence is a claim.
pub const ENOUGH_EVIDENCE: usize = 3;

/// The levels that have criteria.
const LEVELS: [u8; 4] = [2, 3, 4, 5];

/// The criteria of one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelCount {
    /// 2..=5.
    pub level: u8,
    /// Criteria that are met.
    pub met: usize,
    /// Criteria that apply.
    pub of: usize,
    /// Those of them that nobody has looked at.
    pub open: usize,
    /// Criteria that do not apply: not in `of`.
    pub not_applicable: usize,
    /// Criteria that are met on fewer than [`ENOUGH_EVIDENCE`] pieces of evidence.
    pub thin: usize,
}

/// Why a practice is not at a higher level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Criteria of this level are not met.
    NotMet(LevelCount),
    /// There are no criteria for this level.
    NoCriteria(u8),
}

/// What the gate rule makes of the criteria of a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// The levels 2 to 5.
    pub levels: [LevelCount; 4],
    /// The level that is reached, 1..=5.
    pub level: u8,
    /// What stands before the next level; `None` at level 5.
    pub stop: Option<Stop>,
}

impl Gate {
    /// Whether the level is final: false while nothing but criteria that nobody has looked at stands before the next one.
    pub const fn is_judged(&self) -> bool {
        match self.stop {
            Some(Stop::NotMet(at)) => at.open == 0 || at.met + at.open < at.of,
            Some(Stop::NoCriteria(_)) | None => true,
        }
    }

    /// Criteria of all levels that nobody has looked at.
    pub fn open(&self) -> usize {
        self.levels.iter().map(|level| level.open).sum()
    }
}

/// The gate rule over criteria of any levels.
pub fn gate(criteria: &[Criterion]) -> Gate {
    let levels = LEVELS.map(|level| count(criteria, level));
    let mut found = Gate { levels, level: 1, stop: None };
    for counted in levels {
        let LevelCount { level, met, of, not_applicable, .. } = counted;
        found.stop = match of {
            0 if not_applicable == 0 => Some(Stop::NoCriteria(level)),
            _ if met < of => Some(Stop::NotMet(counted)),
            _ => None,
        };
        if found.stop.is_some() {
            break;
        }
        found.level = level;
    }
    found
}

fn count(criteria: &[Criterion], level: u8) -> LevelCount {
    let mut found = LevelCount { level, met: 0, of: 0, open: 0, not_applicable: 0, thin: 0 };
    for criterion in criteria.iter().filter(|criterion| criterion.level == level) {
        match criterion.state {
            CriterionState::NotApplicable => {
                found.not_applicable += 1;
                continue;
            }
            CriterionState::Met => {
                found.met += 1;
                found.thin += usize::from(criterion.evidence.len() < ENOUGH_EVIDENCE);
            }
            CriterionState::Open => found.open += 1,
            CriterionState::NotMet => {}
        }
        found.of += 1;
    }
    found
}

/// How a practice stands, and where it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The practice.
    pub practice: Practice,
    /// What the gate rule says; `None` without criteria.
    pub gate: Option<Gate>,
    /// What participants said.
    pub votes: Votes,
    /// The level it should have, 1..=5.
    pub target: Option<u8>,
}

impl Standing {
    /// How a practice stands by what is said of it.
    pub fn of(practices: &Practices, practice: Practice) -> Self {
        let said = practices.maturity_of(practice);
        let gate = said.filter(|said| !said.criteria.is_empty()).map(|said| gate(&said.criteria));
        let votes = said.map_or_else(Votes::default, |said| said.votes);
        Self { practice, gate, votes, target: said.and_then(|said: &Maturity| said.target) }
    }

    /// The level by the criteria, 1..=5; `None` without criteria, and while they do not judge it yet.
    pub fn by_criteria(&self) -> Option<u8> {
        self.gate.filter(Gate::is_judged).map(|gate| gate.level)
    }

    /// The level, 1..=5: by the criteria, else the median of the votes; `None` without both.
    pub fn now(&self) -> Option<u8> {
        self.by_criteria().or_else(|| self.votes.median())
    }

    /// Whether the level rests on votes alone.
    pub fn is_voted(&self) -> bool {
        self.by_criteria().is_none() && self.votes.count() > 0
    }

    /// Levels that are missing to the target, 0 when it is reached; `None` when the level or the target is unknown.
    pub fn gap(&self) -> Option<u8> {
        Some(self.target?.saturating_sub(self.now()?))
    }
}

/// All practices, in the order of the catalogue.
pub fn standings(practices: &Practices) -> Vec<Standing> {
    Practice::ALL.into_iter().map(|practice| Standing::of(practices, practice)).collect()
}

/// Why a step is what holds the stream back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HeldBackBy {
    /// An item waits longest here: so many calendar hours of one clean pass, observed time less work.
    Waiting(f64),
    /// Its people are the busiest: utilisation, where nobody has said how long anything waits.
    Busy(f64),
}

/// The step that holds the main stream back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Constraint {
    /// The stream.
    pub stream: StreamId,
    /// The step.
    pub step: StepId,
    /// Its activity in the service value chain.
    pub activity: Activity,
    /// How it is known.
    pub because: HeldBackBy,
}

/// Why no step is known to hold the stream back. Written as what stands after "n/a, because".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoConstraint {
    /// There is no stream of changes.
    #[error("no value stream of changes is drawn")]
    NoStream,
    /// Neither waits nor people are known.
    #[error("no step has an observed time, and no step has people whose time is limited")]
    NothingKnown,
}

/// The step of the main stream at which an item waits longest; where no wait is known, the one whose people are busiest.
///
/// # Errors
/// When there is no stream of changes, or nothing is known of waits and people.
pub fn constraint(workspace: &Workspace) -> Result<Constraint, NoConstraint> {
    let stream = workspace.main_stream().ok_or(NoConstraint::NoStream)?;
    let sheet = sheet(workspace, stream);
    let (step, because) = longest_wait(&sheet).or_else(|| busiest(&sheet)).ok_or(NoConstraint::NothingKnown)?;
    let activity = stream.step(step).map(|step| step.activity).ok_or(NoConstraint::NothingKnown)?;
    Ok(Constraint { stream: stream.id, step, activity, because })
}

/// The first of the longest waits above 0.
fn longest_wait(sheet: &StreamSheet) -> Option<(StepId, HeldBackBy)> {
    let mut longest = (None, 0.0);
    for row in &sheet.steps {
        let hours = row.wait.map_or(0.0, |wait| wait * row.clean_visits);
        if hours > longest.1 {
            longest = (Some(row.step), hours);
        }
    }
    let (step, hours) = longest;
    Some((step?, HeldBackBy::Waiting(hours)))
}

fn busiest(sheet: &StreamSheet) -> Option<(StepId, HeldBackBy)> {
    let bottleneck = sheet.bottleneck.ok()?;
    Some((bottleneck.step, HeldBackBy::Busy(bottleneck.utilisation)))
}

/// A practice that is below its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The practice.
    pub practice: Practice,
    /// The level now, 1..=5.
    pub now: u8,
    /// The level it should have, above `now`.
    pub target: u8,
    /// Its contribution to the activity that holds the stream back; `None` when that is unknown.
    pub contribution: Option<Contribution>,
}

impl Gap {
    /// (target − now) × contribution: 0 when it contributes nothing; the gap alone when nothing is known to hold the
    /// stream back.
    pub fn weight(&self) -> u8 {
        self.size() * self.contribution.map_or(1, |contribution| contribution.level)
    }

    /// Levels that are missing.
    pub const fn size(&self) -> u8 {
        self.target.saturating_sub(self.now)
    }
}

/// Practices below their target, what is worth most first; of equals the larger gap, then the order of the catalogue.
pub fn gaps(practices: &Practices, activity: Option<Activity>) -> Vec<Gap> {
    let gap = |standing: Standing| {
        let contribution = activity.map(|activity| level(practices, standing.practice, activity));
        let gap = Gap { practice: standing.practice, now: standing.now()?, target: standing.target?, contribution };
        (gap.size() > 0).then_some(gap)
    };
    let mut found: Vec<Gap> = standings(practices).into_iter().filter_map(gap).collect();
    order::sort_by_key(&mut found, |gap| std::cmp::Reverse((gap.weight(), gap.size())));
    found
}

/// How a capability stands by the answers to statements about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CapabilityScore {
    /// 0..=10: the mean over the statements that were answered, each the mean of its answers v recoded as (v − 1)/4·10.
    /// Source: the DORA Quick Check, which asks one person; the mean over several is ours.
    pub score: f64,
    /// Statements with at least one answer.
    pub statements: usize,
    /// The answers to all of them together: how many, and how far they lie apart.
    pub votes: Votes,
}

/// The score of a capability; `None` when nobody has answered.
pub fn capability_score(practices: &Practices, capability: Capability) -> Option<CapabilityScore> {
    let (mut sum, mut statements, mut all) = (0.0, 0_usize, [0_u16; 5]);
    for given in practices.capabilities.iter().filter(|given| given.capability == capability) {
        let Some(mean) = given.votes.mean() else { continue };
        sum += (mean - 1.0) / 4.0 * 10.0;
        statements += 1;
        for (all, more) in all.iter_mut().zip(given.votes.0) {
            *all = all.saturating_add(more);
        }
    }
    if statements == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "statements are a handful")]
    let score = sum / statements as f64;
    Some(CapabilityScore { score, statements, votes: Votes(all) })
}
