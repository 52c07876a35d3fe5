//! The seven guiding principles as a checklist against the model.
//!
//! Which signs belong to which principle is our reading. Signs are counts, and stay counts: a principle has signs for it,
//! against it and in part, and some of which nothing can be said. It never has a grade, because no number of drawn steps
//! shows whether a principle is lived; what only people can say is asked by the catalogue (`Principle::about`).

use super::signs::{
    Sign,
    SignKind::{self as K},
    Speaks, sign,
};
use crate::{catalog::principles::Principle, model::Workspace};

/// A principle and what the model shows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipleCheck {
    /// The principle.
    pub principle: Principle,
    /// Its signs, always the same ones in the same order.
    pub signs: Vec<Sign>,
}

impl PrincipleCheck {
    /// How many of its signs say so.
    pub fn count(&self, speaks: Speaks) -> usize {
        self.signs.iter().filter(|sign| sign.speaks() == speaks).count()
    }
}

/// The signs that belong to a principle.
const fn signs_of(principle: Principle) -> &'static [K] {
    match principle {
        Principle::FocusOnValue => {
            &[K::StreamsWithTrigger, K::StreamsWithOutcome, K::ServicesWithObjective, K::ServicesWithCosts]
        }
        Principle::StartWhereYouAre => {
            &[K::StepsMeasured, K::ServicesWithRecords, K::DecisionsWithBaseline, K::TargetsWithToday]
        }
        Principle::ProgressIteratively => &[
            K::DeploysOneByOne,
            K::StepsWithCompleteAccurate,
            K::DecisionsOnScenario,
            K::DecisionsWithReview,
            K::EndedWithResult,
        ],
        Principle::Collaborate => {
            &[K::LinksWithinTeam, K::StepsWithTeam, K::StepsWithNote, K::TeamsThatSayHow, K::DecisionsWithOwner]
        }
        Principle::ThinkHolistically => {
            &[K::LoopsClosed, K::KindsDrawn, K::StreamsWithImprove, K::ObjectivesWithRoom, K::ContractsWithTeam]
        }
        Principle::KeepItSimple => &[K::DecisionsThatStop, K::StreamsWithFewHandovers, K::LinksTaken],
        Principle::OptimizeAndAutomate => &[
            K::StreamsWithStandard,
            K::DecisionsByMachine,
            K::FoundByMonitoring,
            K::UndoneByMachine,
            K::PlatformSelfService,
        ],
    }
}

/// All seven, in their usual order.
pub fn principles(workspace: &Workspace) -> Vec<PrincipleCheck> {
    let check = |principle: Principle| {
        let signs = signs_of(principle).iter().map(|kind| sign(workspace, *kind)).collect();
        PrincipleCheck { principle, signs }
    };
    Principle::ALL.into_iter().map(check).collect()
}
