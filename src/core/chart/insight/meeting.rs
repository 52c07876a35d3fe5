//! The meeting that approves changes: without it, with gates in its place, and what it must stop.

use super::{
    Insight, Seen,
    numbers::{Against, Turn},
};
use crate::{
    chart::format::{Unit, percent},
    engine::{
        experiment::{Side, Tie, Verdict},
        simulation::{Measure, Outcome},
    },
};

const LEAD: Measure = Measure::RequestToLive;
const RATE: Measure = Measure::ChangeFailRate;
const FAILURES: Measure = Measure::FailedDeployments;
const BUDGET: Measure = Measure::BudgetUsed;

/// No meeting, and nothing in its place.
pub(super) fn without(today: &Outcome, without: &Seen<'_>) -> Option<Insight> {
    let found = Against::of(today, without.outcome)?;
    found.difference(RATE)?;
    let rate = match found.turn(RATE) {
        Turn::Less => "The change fail rate falls, and",
        Turn::Same => "The change fail rate stays, as far as we can tell, and",
        Turn::More => "The change fail rate rises, and",
    };
    let harm = found.harm();
    let apart = matches!((found.turn(RATE), harm), (Turn::Less, Turn::More) | (Turn::More, Turn::Less));
    let rule = if apart { " Never read a rate without the count beside it." } else { "" };
    let lesson = format!("{rate} {}.{rule}", customers(harm));
    Some(Insight { lesson, because: found.facts(&[LEAD, RATE, FAILURES, BUDGET]) })
}

/// Gates in its place.
pub(super) fn gated(today: &Outcome, without: &Seen<'_>, gated: &Seen<'_>) -> Option<Insight> {
    let (found, by_gates) = (Against::of(today, gated.outcome)?, Against::of(without.outcome, gated.outcome)?);
    found.difference(LEAD)?;
    let lesson = match (found.turn(LEAD), found.harm(), by_gates.harm()) {
        (Turn::Less, Turn::Less | Turn::Same, Turn::Less) => {
            "Speed comes from the policy, safety from the gates: it takes both. That is a governed standard change."
                .to_owned()
        }
        (Turn::Less, Turn::More, _) => "Faster, and even with gates customers are worse off.".to_owned(),
        (Turn::Less, _, _) => {
            "Faster either way; the gates change nothing for customers that we can be sure of.".to_owned()
        }
        (Turn::Same, harm, _) => format!("No faster that we can be sure of, and {}.", customers(harm)),
        (Turn::More, harm, _) => format!("Slower, and {}.", customers(harm)),
    };
    let mut because = found.facts(&[LEAD, FAILURES, BUDGET]);
    let gates = by_gates.facts(&[FAILURES, BUDGET, LEAD]);
    if !gates.is_empty() {
        because = format!("{because} Against no gates: {gates}");
    }
    Some(Insight { lesson, because })
}

/// The meeting again: what must it stop to be worth its wait?
pub(super) fn worth(gated: &Seen<'_>, meeting: &Seen<'_>, verdict: Option<&Verdict>) -> Option<Insight> {
    let found = Against::of(gated.outcome, meeting.outcome)?;
    found.difference(FAILURES)?;
    let wait = match found.turn(LEAD) {
        Turn::More => format!(" Its changes are live {} later.", found.size(LEAD)),
        Turn::Less => format!(" Its changes are live {} sooner.", found.size(LEAD)),
        Turn::Same => String::new(),
    };
    let (lesson, tie) = match verdict {
        Some(Verdict::Ties(tie)) => (tied(tie), stretch(tie)),
        Some(Verdict::NeverTies { less, sure, .. }) => {
            let doubt = if *sure { "" } else { ", as far as we can tell" };
            let words = match less {
                Side::Second => "Whatever the meeting stops, gates use less of the error budget",
                Side::First => "Even a meeting that stops nothing uses less of the error budget than the gates",
            };
            (format!("{words}{doubt}."), String::new())
        }
        Some(Verdict::CannotTell) => {
            ("Whatever the meeting stops, no difference from the gates can be told.".to_owned(), String::new())
        }
        Some(Verdict::Unknown(_) | Verdict::Searching) | None => (stopping(found.harm()).to_owned(), String::new()),
    };
    let because = format!("{tie}{}", found.facts(&[BUDGET, FAILURES, LEAD]));
    Some(Insight { lesson: format!("{lesson}{wait}"), because })
}

fn tied(tie: &Tie) -> String {
    let at = percent(tie.at);
    match tie.less_below {
        Side::Second => format!(
            "Not \"abolish the meeting\", but \"tell us what it stops\": it must stop about {at} of the bad changes to use \
             no more of the error budget than the gates."
        ),
        Side::First => format!("The meeting and the gates use as much of the error budget where it stops about {at}."),
    }
}

/// Where the two cannot be told apart.
fn stretch(tie: &Tie) -> String {
    match (tie.low, tie.high) {
        (Some(low), Some(high)) => {
            format!("The two use as much of the error budget {} (95\u{a0}% sure). ", Unit::Share.between(low, high))
        }
        (None, Some(high)) => format!("Up to {} the two cannot be told apart. ", percent(high)),
        (Some(low), None) => format!("From {} on the two cannot be told apart. ", percent(low)),
        (None, None) => "The two can be told apart nowhere. ".to_owned(),
    }
}

/// Before the search has an answer: this meeting against the gates.
const fn stopping(harm: Turn) -> &'static str {
    match harm {
        Turn::Less => "Stopping so many, the meeting spares customers more than the gates do.",
        Turn::Same => "Stopping so many, the meeting does as much for customers as the gates, as far as we can tell.",
        Turn::More => "Even stopping so many, the meeting spares customers less than the gates do.",
    }
}

const fn customers(harm: Turn) -> &'static str {
    match harm {
        Turn::Less => "customers are better off",
        Turn::Same => "for customers nothing changes that we can be sure of",
        Turn::More => "customers are worse off",
    }
}
