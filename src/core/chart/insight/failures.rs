//! Half the failures, half the repair time, or machines that find and undo.

use super::{
    Insight, Seen,
    numbers::{Against, Turn},
};
use crate::engine::simulation::{Measure, Outcome};

const MISSED: Measure = Measure::OutOfSlo;
const BUDGET: Measure = Measure::BudgetUsed;
const FAILURES: Measure = Measure::FailedDeployments;
const RECOVERY: Measure = Measure::RecoveryTime;

/// The first half step, alone.
pub(super) fn first(today: &Outcome, seen: &Seen<'_>) -> Option<Insight> {
    let found = Against::of(today, seen.outcome)?;
    found.difference(BUDGET)?;
    let name = &seen.half.name;
    let lesson = match (found.turn(BUDGET), found.turn(MISSED)) {
        (Turn::Less, Turn::Less) => {
            format!(
                "\"{name}\" saves {} of the error budget, and the objective is missed less often.",
                found.size(BUDGET)
            )
        }
        (Turn::Less, _) => format!(
            "\"{name}\" saves {} of the error budget; the objective is missed as often, as far as we can tell.",
            found.size(BUDGET)
        ),
        (Turn::Same, _) => format!("\"{name}\" saves nothing of the error budget that we can be sure of."),
        (Turn::More, _) => format!("\"{name}\" costs {} of the error budget.", found.size(BUDGET)),
    };
    Some(Insight { lesson, because: found.facts(&[BUDGET, MISSED, FAILURES]) })
}

/// Both half steps beside each other.
pub(super) fn either(today: &Outcome, bad: &Seen<'_>, repair: &Seen<'_>) -> Option<Insight> {
    let (fewer, faster) = (Against::of(today, bad.outcome)?, Against::of(today, repair.outcome)?);
    let between = Against::of(bad.outcome, repair.outcome)?;
    between.difference(MISSED)?;
    let (this, that) = (&repair.half.name, &bad.half.name);
    let helps = |found: &Against<'_>| found.turn(BUDGET) == Turn::Less;
    let lesson = match (between.turn(MISSED), between.turn(BUDGET)) {
        _ if !helps(&fewer) && !helps(&faster) => "Neither changes anything that we can be sure of.".to_owned(),
        (Turn::Same, Turn::Same) => "Halving either buys the same, as far as we can tell.".to_owned(),
        (Turn::Same, turn) => {
            let more = if turn == Turn::Less { this } else { that };
            let by = between.size(BUDGET);
            format!(
                "Halving either buys about the same: the objective is missed as often, as far as we can tell. \"{more}\" \
                 saves {by} more of the error budget."
            )
        }
        (Turn::Less, _) => format!("Here \"{this}\" buys more than \"{that}\"."),
        (Turn::More, _) => format!("Here \"{that}\" buys more than \"{this}\"."),
    };
    let side = |seen: &Seen<'_>, found: &Against<'_>| format!("{}: {}", seen.half.name, found.facts(&[BUDGET, MISSED]));
    Some(Insight { lesson, because: format!("{} {}", side(bad, &fewer), side(repair, &faster)) })
}

/// Machines against both half steps.
pub(super) fn machines(today: &Outcome, halves: [&Seen<'_>; 2], machines: &Seen<'_>) -> Option<Insight> {
    let found = Against::of(today, machines.outcome)?;
    found.difference(BUDGET)?;
    let mut beaten = 0;
    let (mut as_good, mut better): (Option<&str>, Option<&str>) = (None, None);
    for half in halves {
        match Against::of(half.outcome, machines.outcome)?.turn(BUDGET) {
            Turn::Less => beaten += 1,
            Turn::Same => as_good = Some(&half.half.name),
            Turn::More => better = Some(&half.half.name),
        }
    }
    let mut lesson = match (better, as_good) {
        (Some(name), _) => format!("Here \"{name}\" saves more of the error budget than \"{}\".", machines.half.name),
        (None, Some(name)) => {
            format!(
                "\"{}\" saves as much of the error budget as \"{name}\", as far as we can tell.",
                machines.half.name
            )
        }
        (None, None) => format!("\"{}\" wins: it saves more of the error budget than either half.", machines.half.name),
    };
    if beaten == halves.len() && found.turn(RECOVERY) == Turn::Less {
        let failures = match found.turn(FAILURES) {
            Turn::Less => "and fewer deployments fail",
            Turn::Same => "although as many deployments fail as before",
            Turn::More => "although more deployments fail",
        };
        lesson = format!("{lesson} Recovery takes {}, {failures}.", found.instead(RECOVERY));
    }
    Some(Insight { lesson, because: found.facts(&[BUDGET, MISSED, RECOVERY, FAILURES]) })
}
