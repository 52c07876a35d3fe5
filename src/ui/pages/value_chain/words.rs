//! Numbers of this page in words: those of the map, and times and shares as they are typed.

pub(super) use trivium_core::chart::map::words::{
    LEVELS, busy_level, calendar, counted, known_calendar, longest_wait, observed, wait_level, work,
};
use trivium_core::{
    chart::{
        format::NBSP,
        map::words::{short, unit_of},
    },
    exchange::capture::StepDraft,
    model::Step,
};

/// The work time as it is typed: "4 h", "6 to 24 h", "~1 h".
pub(super) fn work_text(step: &Step) -> String {
    let said = StepDraft::of(step, None).work;
    said.map(|work| typed(work.low.hours(), work.high.hours(), work.assumed, false)).unwrap_or_default()
}

/// The observed time as it is typed: "2 to 3 d", "~5 h"; empty when nobody knows.
pub(super) fn observed_text(step: &Step) -> String {
    step.observed.map(|seen| typed(seen.low.hours(), seen.high.hours(), seen.assumed, true)).unwrap_or_default()
}

fn typed(low: f64, high: f64, assumed: bool, days: bool) -> String {
    let (unit, hours) = unit_of(high, days);
    let number = |time: f64| short(time / hours).replace(NBSP, "");
    match (high > low, assumed) {
        (true, _) => format!("{} to {} {unit}", number(low), number(high)),
        (false, true) => format!("~{} {unit}", number(low)),
        (false, false) => format!("{} {unit}", number(low)),
    }
}

/// A share as it is typed, without its sign: "85".
pub(super) fn share_text(share: f64) -> String {
    let rounded = (share * 1e4).round() / 100.0;
    rounded.to_string()
}
