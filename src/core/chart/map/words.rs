//! Numbers of the map in words. Times of work are in hours, times on the calendar in days from one day on.

use crate::{
    chart::format::{self, NBSP},
    engine::flow::{Known, StreamSheet},
    model::Observed,
};

/// Steps of colour: ground, and three tints.
pub const LEVELS: u8 = 4;

/// Working hours: "12 min", "4 h", "27 h".
pub fn work(hours: f64) -> String {
    in_unit(hours, unit_of(hours, false))
}

/// Hours on the calendar: "45 min", "21 h", "2.3 d".
pub fn calendar(hours: f64) -> String {
    in_unit(hours, unit_of(hours.abs(), true))
}

/// The same, or "n/a" where only a word has room; the reason stands in the inspector.
pub fn known_calendar(hours: Known<f64>) -> String {
    hours.map_or_else(|_| "n/a".to_owned(), calendar)
}

/// What people observe: "2.5 d", "3–4 d".
pub fn observed(seen: &Observed) -> String {
    let (low, high) = (seen.low.hours(), seen.high.hours());
    if !seen.is_range() {
        return calendar(high);
    }
    let (unit, hours) = unit_of(high, true);
    // "4 h–1 d" is read at once; "0.17–1 d" is not.
    if low > 0.0 && low / hours < 0.5 {
        return format!("{}–{}", calendar(low), calendar(high));
    }
    format!("{}–{}{NBSP}{unit}", short(low / hours), short(high / hours))
}

fn in_unit(hours: f64, (unit, size): (&str, f64)) -> String {
    let amount = hours / size;
    match unit {
        _ if hours == 0.0 => "0".to_owned(),
        "min" if amount.abs() < 1.0 => format!("under 1{NBSP}min"),
        "min" => format!("{}{NBSP}min", short(amount.round())),
        unit => format!("{}{NBSP}{unit}", short(amount)),
    }
}

/// Two or three figures, and no decimal that says nothing: 12, 4, 2.3, 15.
pub fn short(amount: f64) -> String {
    let number = format::number(amount);
    number.strip_suffix(".0").map(str::to_owned).unwrap_or(number)
}

/// The unit for a time of this many hours, and its hours.
pub fn unit_of(hours: f64, days: bool) -> (&'static str, f64) {
    if hours < 1.0 {
        ("min", 1.0 / 60.0)
    } else if days && hours >= 24.0 {
        ("d", 24.0)
    } else {
        ("h", 1.0)
    }
}

/// The longest wait of a step, in hours; what the colours are measured by.
pub fn longest_wait(sheet: &StreamSheet) -> f64 {
    sheet.steps.iter().filter_map(|row| row.wait.ok()).fold(0.0, f64::max)
}

/// The step of colour for a wait, compared with the longest: below an eighth, three eighths, three quarters, above.
pub fn wait_level(wait: f64, longest: f64) -> u8 {
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
pub fn busy_level(utilisation: f64) -> u8 {
    match utilisation {
        busy if busy < 0.5 => 0,
        busy if busy < 0.7 => 1,
        busy if busy < 0.85 => 2,
        _ => LEVELS - 1,
    }
}

/// "1 step", "3 steps".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format::counted(u64::try_from(count).unwrap_or(u64::MAX), one, many)
}
