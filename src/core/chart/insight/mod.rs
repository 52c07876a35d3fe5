//! What a guided question teaches: one sentence to remember, and the numbers it stands on.
//!
//! The words follow from what the engine computed for this workspace. A direction is named only when its interval leaves
//! zero out; where the numbers tell another story than the question suggests, the insight tells that one. No result is
//! written down here.

mod failures;
mod freeze;
mod meeting;
mod numbers;
mod people;
mod promise;

use crate::{
    catalog::guided::{Guide, Half, Search},
    engine::{
        experiment::{Axis, Contest, Moves, NoAxis, Policy, Verdict},
        simulation::{Measure, Outcome},
    },
    model::Workspace,
};

/// What a half of a guided question teaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insight {
    /// One or two sentences to remember.
    pub lesson: String,
    /// The numbers, with their intervals and counts.
    pub because: String,
}

/// A half, and what was found for it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The half.
    pub half: &'a Half,
    /// Its outcome, under the same seed and length as today's.
    pub outcome: &'a Outcome,
}

/// What the last of these halves teaches, in the light of today and of the halves before it. `seen`: the halves of the
/// question from the first on, in their order. `verdict`: what the search of [`contest`] found, where the half has one.
///
/// `None` when there is no such half, or when what it is about cannot be compared.
pub fn insight(guide: Guide, today: &Outcome, seen: &[Seen<'_>], verdict: Option<&Verdict>) -> Option<Insight> {
    match (guide, seen) {
        (Guide::TwoPeople, [most]) => people::alone(today, most),
        (Guide::TwoPeople, [most, busiest]) => people::compared(today, most, busiest),
        (Guide::SkipTheMeeting, [without]) => meeting::without(today, without),
        (Guide::SkipTheMeeting, [without, gated]) => meeting::gated(today, without, gated),
        (Guide::SkipTheMeeting, [_, gated, meeting]) => meeting::worth(gated, meeting, verdict),
        (Guide::BudgetSpent, [alone]) => freeze::alone(today, alone),
        (Guide::BudgetSpent, [alone, repaired]) => freeze::repaired(today, alone, repaired),
        (Guide::FewerOrFaster, [bad]) => failures::first(today, bad),
        (Guide::FewerOrFaster, [bad, repair]) => failures::either(today, bad, repair),
        (Guide::FewerOrFaster, [bad, repair, machines]) => failures::machines(today, [bad, repair], machines),
        (Guide::AllOfIt, [promised]) => promise::first(today, promised),
        (Guide::AllOfIt, [_, all]) => promise::all(today, all),
        (Guide::AllOfIt, [promised, _, both]) => promise::then(today, promised, both),
        _ => None,
    }
}

/// The search behind a half that asks for a number: where the first policy uses as much of the error budget as the
/// second.
///
/// # Errors
/// When the lever has no number, or its target is gone.
pub fn contest(search: &Search, workspace: &Workspace) -> Result<Contest, NoAxis> {
    let policy = |name: &str, levers: &[_]| Policy { name: name.to_owned(), levers: levers.to_vec() };
    Ok(Contest {
        first: policy("With the meeting", &search.first),
        second: policy("With gates", &search.second),
        axis: Axis::of(&search.lever, workspace)?.between(0.0, 1.0),
        moves: Moves::First,
        measure: Measure::BudgetUsed,
    })
}
