//! Where would you put two more people?

use super::{
    Insight, Seen,
    numbers::{Against, Turn},
};
use crate::{
    chart::format::{Clock, duration},
    engine::simulation::{Measure, Outcome, StepOutcome},
    model::Lever,
};

const LEAD: Measure = Measure::RequestToLive;

/// The first place.
pub(super) fn alone(today: &Outcome, most: &Seen<'_>) -> Option<Insight> {
    let found = Against::of(today, most.outcome)?;
    found.difference(LEAD)?;
    let name = &most.half.name;
    let lesson = match found.turn(LEAD) {
        Turn::Less => format!("\"{name}\" shortens request to live by {}.", found.size(LEAD)),
        Turn::Same => format!("\"{name}\" buys no time that we can be sure of."),
        Turn::More => format!("\"{name}\" makes request to live {} longer.", found.size(LEAD)),
    };
    Some(Insight { lesson, because: found.facts(&[LEAD]) })
}

/// The busiest of the other places, against the first.
pub(super) fn compared(today: &Outcome, most: &Seen<'_>, busiest: &Seen<'_>) -> Option<Insight> {
    let (first, second) = (Against::of(today, most.outcome)?, Against::of(today, busiest.outcome)?);
    let between = Against::of(most.outcome, busiest.outcome)?;
    between.difference(LEAD)?;
    let (waits_there, waits_here) = (waiting(today, most), waiting(today, busiest));
    let (there, here) = (&most.half.name, &busiest.half.name);
    let mut lesson = match between.turn(LEAD) {
        Turn::Less => format!("\"{here}\" buys {}, \"{there}\" {}.", bought(&second), bought(&first)),
        Turn::More => format!("Here \"{there}\" does buy more: {} against {}.", bought(&first), bought(&second)),
        Turn::Same => "Neither place buys more time than the other, as far as we can tell.".to_owned(),
    };
    let waits_longer = waits_there.zip(waits_here).is_some_and(|(there, here)| here.1 > there.1);
    if between.turn(LEAD) == Turn::Less && waits_longer {
        lesson.push_str(" Put people where work waits, not where most of it is done.");
    }
    let mut because = second.facts(&[LEAD]);
    if let Some((there, here)) = waits_there.zip(waits_here) {
        let hours = |(_, hours): (_, f64)| duration(hours * 3_600.0, Clock::Calendar);
        because = format!(
            "{because} Today work waits {} for people at \"{}\" and {} at \"{}\", each time it comes there.",
            hours(here),
            here.0.name,
            hours(there),
            there.0.name,
        );
    }
    Some(Insight { lesson, because })
}

/// The time that a place buys.
fn bought(found: &Against<'_>) -> String {
    match found.turn(LEAD) {
        Turn::Less => found.size(LEAD),
        Turn::Same => "nothing that we can be sure of".to_owned(),
        Turn::More => format!("a loss of {}", found.size(LEAD)),
    }
}

/// Hours that work waits today for the people of the step that gets more of them.
fn waiting<'a>(today: &'a Outcome, seen: &Seen<'_>) -> Option<(&'a StepOutcome, f64)> {
    let step = seen.half.levers.iter().find_map(|lever| match lever {
        Lever::People { step, .. } => Some(*step),
        _ => None,
    })?;
    let found = today.steps.iter().find(|outcome| outcome.step == Some(step))?;
    Some((found, found.queue_wait?.mean))
}
