//! Numbers of this page in words. Times of work are in hours, times on the calendar in days from one day on.

use trivium_core::{
    chart::format::{self, NBSP},
    engine::flow::{Known, StreamSheet},
    exchange::capture::StepDraft,
    model::{Observed, Step},
};

/// Steps of colour: ground, and three tints.
pub(super) const LEVELS: u8 = 4;

/// Working hours: "12 min", "4 h", "27 h".
pub(super) fn work(hours: f64) -> String {
    in_unit(hours, unit_of(hours, false))
}

/// Hours on the calendar: "45 min", "21 h", "2.3 d".
pub(super) fn calendar(hours: f64) -> String {
    in_unit(hours, unit_of(hours.abs(), true))
}

/// The same, or "n/a" where only a word has room; the reason stands in the inspector.
pub(super) fn known_calendar(hours: Known<f64>) -> String {
    hours.map_or_else(|_| "n/a".to_owned(), calendar)
}

/// What people observe: "2.5 d", "3–4 d".
pub(super) fn observed(seen: &Observed) -> String {
    let (low, high) = (seen.low.hours(), seen.high.hours());
    if !seen.is_range() {
        return calendar(high);
    }
    let (unit, hours) = unit_of(high, true);
    format!("{}–{}{NBSP}{unit}", short(low / hours), short(high / hours))
}

fn in_unit(hours: f64, (unit, size): (&str, f64)) -> String {
    if hours == 0.0 { "0".to_owned() } else { format!("{}{NBSP}{unit}", short(hours / size)) }
}

/// Two or three figures, and no decimal that says nothing: 12, 4, 2.3, 15.
fn short(amount: f64) -> String {
    let number = format::number(amount);
    number.strip_suffix(".0").map(str::to_owned).unwrap_or(number)
}

/// The unit for a time of this many hours, and its hours.
fn unit_of(hours: f64, days: bool) -> (&'static str, f64) {
    if hours < 1.0 {
        ("min", 1.0 / 60.0)
    } else if days && hours >= 24.0 {
        ("d", 24.0)
    } else {
        ("h", 1.0)
    }
}

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

/// The longest wait of a step, in hours; what the colours are measured by.
pub(super) fn longest_wait(sheet: &StreamSheet) -> f64 {
    sheet.steps.iter().filter_map(|row| row.wait.ok()).fold(0.0, f64::max)
}

/// The step of colour for a wait, compared with the longest: below an eighth, three eighths, three quarters, above.
pub(super) fn wait_level(wait: f64, longest: f64) -> u8 {
    if longest <= 0.0 {
        return 0;
    }
    match wait / longest {
        part if part < 0.125 => 0,
        part if part < 0.375 => 1,
        part if part < 0.75 => 2,
        _ => LEVELS - 1,
    }
}

/// The step of colour for utilisation. Queues grow without mercy from about 85 % on.
pub(super) fn busy_level(utilisation: f64) -> u8 {
    match utilisation {
        busy if busy < 0.5 => 0,
        busy if busy < 0.7 => 1,
        busy if busy < 0.85 => 2,
        _ => LEVELS - 1,
    }
}

/// "1 step", "3 steps".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format::counted(u64::try_from(count).unwrap_or(u64::MAX), one, many)
}
