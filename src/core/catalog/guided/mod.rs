//! Guided scenarios: five questions to a room, each asked in halves that build on each other.
//!
//! A question is content; its halves are levers, found on any workspace that has what the question needs. Where
//! something is missing, [`Guide::halves`] says what, and where to add it. **No result is written here**: what a half
//! does is computed, and the words of its insight follow from that ([`crate::chart::insight`]).

mod halves;
mod stage;

use self::stage::Stage;
use crate::model::{Lever, Prediction, Problem, Scenario, ScenarioId, Workspace};

/// A question to the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guide {
    /// Two people where most is done, or one where work waits?
    TwoPeople,
    /// The meeting that approves changes: without it, with gates in its place, and what it must stop.
    SkipTheMeeting,
    /// A freeze when the budget is spent: alone, and after repairing recovery.
    BudgetSpent,
    /// Half the failures, half the repair time, or machines that find and undo.
    FewerOrFaster,
    /// A better promise: first, and after everything else.
    AllOfIt,
}

/// One half of a question: levers over the workspace as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Half {
    /// A short name for tabs and sentences; starts with a capital letter.
    pub name: String,
    /// What is put to the room.
    pub question: String,
    /// What is assumed; may be empty.
    pub note: String,
    /// What is different from today.
    pub levers: Vec<Lever>,
}

/// The number of a lever that is asked for: at which value do two policies tie?
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// The lever; the number in it does not matter.
    pub lever: Lever,
    /// What else is different from today where the lever moves.
    pub first: Vec<Lever>,
    /// What is different from today in the policy to match.
    pub second: Vec<Lever>,
}

impl Guide {
    /// All of them, in the order in which a room is led through them.
    pub const ALL: [Self; 5] =
        [Self::TwoPeople, Self::SkipTheMeeting, Self::BudgetSpent, Self::FewerOrFaster, Self::AllOfIt];

    /// A name for machines that never changes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::TwoPeople => "two-people",
            Self::SkipTheMeeting => "skip-the-meeting",
            Self::BudgetSpent => "budget-spent",
            Self::FewerOrFaster => "fewer-or-faster",
            Self::AllOfIt => "all-of-it",
        }
    }

    /// The question to the room.
    pub const fn question(self) -> &'static str {
        match self {
            Self::TwoPeople => "Where would you put two more people?",
            Self::SkipTheMeeting => "What if most changes went live without waiting for the meeting?",
            Self::BudgetSpent => "The error budget is spent: freeze. Does it help?",
            Self::FewerOrFaster => "Halve the failures, or recover faster?",
            Self::AllOfIt => "When may we promise more?",
        }
    }

    /// What the room says before it sees anything.
    pub const fn predict(self) -> &'static str {
        match self {
            Self::TwoPeople => "Which of the two places shortens request to live more, and by how many days?",
            Self::SkipTheMeeting => "How fast, how large a share of the deployments fails, and how many fail?",
            Self::BudgetSpent => "How long do changes wait, and is the objective missed less often?",
            Self::FewerOrFaster => "How much of the error budget does each of them save?",
            Self::AllOfIt => "How often is a promise missed that lets half as much fail?",
        }
    }

    /// The halves on this workspace, in their order.
    ///
    /// # Errors
    /// What the question needs and the workspace does not have.
    pub fn halves(self, workspace: &Workspace) -> Result<Vec<Half>, Problem> {
        let stage = Stage::of(workspace)?;
        match self {
            Self::TwoPeople => halves::two_people(&stage),
            Self::SkipTheMeeting => halves::skip_the_meeting(&stage),
            Self::BudgetSpent => halves::budget_spent(&stage),
            Self::FewerOrFaster => halves::fewer_or_faster(&stage),
            Self::AllOfIt => halves::all_of_it(&stage),
        }
    }

    /// The number that the last half asks for; `None` for a question without one.
    ///
    /// # Errors
    /// As [`Guide::halves`], for a question with one.
    pub fn search(self, workspace: &Workspace) -> Result<Option<Search>, Problem> {
        let Self::SkipTheMeeting = self else { return Ok(None) };
        let stage = Stage::of(workspace)?;
        let mut halves = halves::skip_the_meeting(&stage)?.into_iter().skip(1);
        let (gated, meeting) = (halves.next(), halves.next());
        let lever = meeting.and_then(|meeting| meeting.levers.into_iter().next());
        Ok(lever.zip(gated).map(|(lever, gated)| Search { lever, first: Vec::new(), second: gated.levers }))
    }

    /// Which half of which question these levers are, whatever the scenario is called.
    pub fn of(workspace: &Workspace, levers: &[Lever]) -> Option<(Self, usize)> {
        Self::ALL.into_iter().find_map(|guide| {
            let halves = guide.halves(workspace).ok()?;
            halves.iter().position(|half| half.is(levers)).map(|half| (guide, half))
        })
    }
}

impl Half {
    /// Whether these levers are those of this half, in any order. The share that an approval stops may be any where it is
    /// what the half asks for.
    pub fn is(&self, levers: &[Lever]) -> bool {
        match (self.levers.as_slice(), levers) {
            ([Lever::StopsBad { step, .. }], [Lever::StopsBad { step: other, .. }]) => step == other,
            (own, _) => own.len() == levers.len() && own.iter().all(|lever| levers.contains(lever)),
        }
    }

    /// A scenario of it, which nobody has guessed at yet.
    pub fn scenario(&self, id: ScenarioId) -> Scenario {
        Scenario {
            id,
            name: self.name.clone(),
            question: self.question.clone(),
            note: self.note.clone(),
            colour: None,
            levers: self.levers.clone(),
            prediction: Prediction::default(),
        }
    }
}
