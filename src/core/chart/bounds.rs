//! The limits of governance in words: what each limits, and what became of it with its figure and why.

use super::{format, map::words};
use crate::{
    engine::governance::{BoundCheck, BoundKind, BoundVerdict, Value},
    model::Bounds,
};

/// Its name as the head of a column.
pub const fn bound_name(kind: BoundKind) -> &'static str {
    match kind {
        BoundKind::LowestSlo => "Lowest objective",
        BoundKind::MostFailures => "Most failures",
        BoundKind::LongestWait => "Longest wait at a step",
    }
}

/// The limit itself: "99.9 %", "0.5 per 28 d", "3 d". `None` where governance sets none.
pub fn bound_limit(kind: BoundKind, bounds: &Bounds) -> Option<String> {
    match kind {
        BoundKind::LowestSlo => bounds.lowest_slo.map(|least| format!("at least {}", format::target(least))),
        BoundKind::MostFailures => bounds.most_failures.map(|most| format!("at most {most} per 28\u{a0}d")),
        BoundKind::LongestWait => bounds.longest_wait.map(|most| format!("at most {}", words::calendar(most.hours()))),
    }
}

/// The figure against a limit, with its unit.
pub fn bound_value(kind: BoundKind, value: f64) -> String {
    match kind {
        BoundKind::LowestSlo => percent(value),
        BoundKind::MostFailures => failures(value),
        BoundKind::LongestWait => words::calendar(value),
    }
}

fn failures(count: f64) -> String {
    format!("{} per 28\u{a0}d", words::short(count))
}

/// A share near 1 with the decimals that matter: 99.87 %, 99.995 %.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let decimals = match percent {
        high if high > 99.99 => 4,
        high if high > 99.0 => 3,
        _ => 2,
    };
    let number = format::fixed(percent, decimals);
    let number = number.trim_end_matches('0').trim_end_matches('.');
    format!("{number}\u{a0}%")
}

/// The figure and why, as a whole sentence; empty where there is no limit or no answer.
pub fn bound_because(check: &BoundCheck) -> String {
    let kind = check.kind;
    let shown = |found: &Value| {
        let value = bound_value(kind, found.value);
        let ends = found.interval.map(|(low, high)| (bound_value(kind, low), bound_value(kind, high)));
        // Ends that are written alike say nothing that the figure does not.
        match ends.filter(|(low, high)| low != high) {
            Some((low, high)) => format!("{value} ({low} to {high}, 95\u{a0}% sure)"),
            None => value,
        }
    };
    let at = |found: &Value| {
        if kind == BoundKind::LongestWait && !found.subject.is_empty() {
            format!(" at {}", found.subject)
        } else {
            String::new()
        }
    };
    match (&check.verdict, kind) {
        (BoundVerdict::NoLimit | BoundVerdict::NotShown(_), _) => String::new(),
        (BoundVerdict::NothingPromised { service, .. }, _) => {
            format!("{service} has no objective, so it promises nothing.")
        }
        (BoundVerdict::NotReached(found), _) => {
            format!("{} promises enough, but reaches {}.", found.subject, shown(found))
        }
        (BoundVerdict::Unsure(found), BoundKind::LowestSlo) => {
            format!("{} reaches {}; the limit lies between.", found.subject, shown(found))
        }
        (BoundVerdict::Unsure(found), _) => format!("{}{}; the limit lies between.", shown(found), at(found)),
        (BoundVerdict::Kept(found) | BoundVerdict::Broken(found), BoundKind::LowestSlo) => {
            format!("{} promises {}, the lowest.", found.subject, shown(found))
        }
        (BoundVerdict::Kept(found) | BoundVerdict::Broken(found), _) => format!("{}{}.", shown(found), at(found)),
    }
}

/// The verdict itself: a word or two.
pub fn bound_verdict(verdict: &BoundVerdict) -> String {
    match verdict {
        BoundVerdict::NoLimit => "no limit set".to_owned(),
        BoundVerdict::Kept(_) => "pass".to_owned(),
        BoundVerdict::Unsure(_) => "too close to tell".to_owned(),
        BoundVerdict::Broken(_) | BoundVerdict::NotReached(_) | BoundVerdict::NothingPromised { .. } => {
            "fail".to_owned()
        }
        BoundVerdict::NotShown(why) => format::not_available(&why.to_string()),
    }
}
