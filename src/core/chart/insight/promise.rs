//! A better promise: first, and after everything else.

use super::{
    Insight, Seen,
    numbers::{Against, Turn, missed},
};
use crate::engine::simulation::{Measure, Outcome};

const MISSED: Measure = Measure::OutOfSlo;
const BUDGET: Measure = Measure::BudgetUsed;

/// More promised, and nothing else changed.
pub(super) fn first(today: &Outcome, promised: &Seen<'_>) -> Option<Insight> {
    let found = Against::of(today, promised.outcome)?;
    let (before, after) = (missed(today)?, missed(promised.outcome)?);
    let lesson = match found.turn(MISSED) {
        Turn::More if before != after => {
            format!("A promise alone makes nothing better: it is missed in {after} windows instead of {before}.")
        }
        Turn::More => format!("A promise alone makes nothing better: it is missed more often, in {after} windows."),
        _ => format!("The better promise is missed as rarely as today's, as far as we can tell: in {after} windows."),
    };
    Some(Insight { lesson, because: found.facts(&[MISSED, BUDGET]) })
}

/// Everything, under today's promise.
pub(super) fn all(today: &Outcome, all: &Seen<'_>) -> Option<Insight> {
    let found = Against::of(today, all.outcome)?;
    found.difference(MISSED)?;
    let lead = Measure::RequestToLive;
    let speed = match found.turn(lead) {
        Turn::Less => format!("Changes are live {} sooner", found.size(lead)),
        Turn::Same => "Changes are live no sooner that we can be sure of".to_owned(),
        Turn::More => format!("Changes are live {} later", found.size(lead)),
    };
    let promise = match found.turn(MISSED) {
        Turn::Less => "and today's promise is missed less often",
        Turn::Same => "and today's promise is missed as often, as far as we can tell",
        Turn::More => "and today's promise is missed more often",
    };
    let measures = [lead, MISSED, BUDGET, Measure::ChangeFailRate, Measure::FailedDeployments, Measure::RecoveryTime];
    Some(Insight { lesson: format!("{speed}, {promise}."), because: found.facts(&measures) })
}

/// Everything, and more promised: against today's promise as things are.
pub(super) fn then(today: &Outcome, promised: &Seen<'_>, both: &Seen<'_>) -> Option<Insight> {
    let (found, early) = (Against::of(today, both.outcome)?, Against::of(today, promised.outcome)?);
    let helped = Against::of(promised.outcome, both.outcome)?;
    let after = missed(both.outcome)?;
    let only_now = early.turn(MISSED) == Turn::More && helped.turn(MISSED) == Turn::Less;
    let judge =
        format!(" It is missed in {after} windows: whether that is rare enough to sign is for the room to say.");
    let lesson = match (found.turn(MISSED), helped.turn(MISSED)) {
        (Turn::Less, _) => {
            let when = if only_now { "Now, and only now, offer more" } else { "Now more can be offered" };
            format!("{when}: the better promise is missed less often than today's is as things are.{judge}")
        }
        (Turn::Same, _) => {
            let when = if only_now { "Now, and only now, more can be offered" } else { "More can be offered" };
            format!("{when} at the risk of today, as far as we can tell.{judge}")
        }
        (Turn::More, Turn::Less) => format!(
            "All of it helps and is not enough: the better promise is missed more often than today's, in {after} windows."
        ),
        (Turn::More, _) => format!("Not even all of it carries the better promise: it is missed in {after} windows."),
    };
    let because = format!("Against today's promise: {}", found.facts(&[MISSED, BUDGET]));
    Some(Insight { lesson, because })
}
