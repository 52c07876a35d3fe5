//! A freeze when the budget is spent: alone, and after repairing recovery.

use super::{
    Insight, Seen,
    numbers::{Against, Turn},
};
use crate::{
    chart::format::percent,
    engine::simulation::{Measure, Outcome},
};

const LEAD: Measure = Measure::RequestToLive;
const MISSED: Measure = Measure::OutOfSlo;
const FROZEN: Measure = Measure::TimeFrozen;
const BATCH: Measure = Measure::BatchSize;

/// As things are.
pub(super) fn alone(today: &Outcome, alone: &Seen<'_>) -> Option<Insight> {
    let found = Against::of(today, alone.outcome)?;
    found.difference(MISSED)?;
    let longer = found.size(LEAD);
    let mut lesson = match (found.turn(LEAD), found.turn(MISSED)) {
        (Turn::More, Turn::Same) => format!(
            "A freeze alone is a punishment: changes wait {longer} longer, and the objective is missed as often as \
             before, as far as we can tell."
        ),
        (Turn::More, Turn::More) => {
            format!(
                "A freeze alone makes it worse: changes wait {longer} longer, and the objective is missed more often."
            )
        }
        (Turn::More, Turn::Less) => {
            format!(
                "The freeze works, at a price: the objective is missed less often, and changes wait {longer} longer."
            )
        }
        (_, Turn::Less) => "The freeze works, and costs no time that we can be sure of.".to_owned(),
        (_, Turn::More) => "The freeze costs no time, and the objective is missed more often.".to_owned(),
        (_, Turn::Same) => "Here the freeze changes nothing that we can be sure of.".to_owned(),
    };
    if found.turn(LEAD) == Turn::More && found.turn(BATCH) == Turn::More {
        let batch = found.instead(BATCH);
        lesson = format!("{lesson} It builds the next big batch: {batch} changes in a deployment.");
    }
    let because = found.facts(&[MISSED, LEAD, FROZEN, Measure::ChangeFailRate, Measure::BudgetUsed]);
    Some(Insight { lesson, because })
}

/// The same rule, when failures are found and undone faster.
pub(super) fn repaired(today: &Outcome, alone: &Seen<'_>, repaired: &Seen<'_>) -> Option<Insight> {
    let (before, found) = (Against::of(today, alone.outcome)?, Against::of(today, repaired.outcome)?);
    let between = Against::of(alone.outcome, repaired.outcome)?;
    found.difference(MISSED)?;
    let price = match (between.turn(LEAD), found.turn(LEAD), before.turn(LEAD)) {
        (Turn::Less, Turn::More, Turn::More) => {
            format!("The same rule costs {} instead of {}", found.size(LEAD), before.size(LEAD))
        }
        (Turn::Less, Turn::Same, _) => "The same rule costs no time any more that we can be sure of".to_owned(),
        (Turn::Less, Turn::Less, _) => format!("The same rule stands, and changes are {} faster", found.size(LEAD)),
        (Turn::Less, ..) => "The same rule costs less time".to_owned(),
        (Turn::Same, ..) => "The same rule costs as much time as before, as far as we can tell".to_owned(),
        (Turn::More, ..) => "The same rule costs even more time".to_owned(),
    };
    let (missed, rule) = match found.turn(MISSED) {
        Turn::Less => ("the objective is missed less often than today", " Repair recovery first, then make the rule."),
        Turn::Same => ("the objective is missed as often as today, as far as we can tell", ""),
        Turn::More => ("the objective is missed more often than today", ""),
    };
    let rule = if between.turn(LEAD) == Turn::Less { rule } else { "" };
    let rested = between.difference(FROZEN).map(|frozen| {
        format!("Frozen {} of the time instead of {}. ", percent(frozen.scenario), percent(frozen.baseline))
    });
    let because = format!("{}{}", rested.unwrap_or_default(), found.facts(&[MISSED, LEAD, Measure::RecoveryTime]));
    Some(Insight { lesson: format!("{price}, and {missed}.{rule}"), because })
}
