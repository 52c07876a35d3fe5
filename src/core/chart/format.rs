//! The one place where numbers become words.
//!
//! Rules: two or three figures; a real minus sign (U+2212); a no-break space between a number and its unit, so that a
//! line never ends between them; an interval names its unit once; durations of days say which clock they are on.
//! Rounding never turns "almost" into "all": 99.95 % is not shown as 100 %, and a share above nothing is not shown
//! as 0 %.
//!
//! ```
//! use trivium_core::chart::format::{duration, duration_exact, percent, Clock, Unit};
//! assert_eq!(percent(0.412), "41\u{a0}%");
//! assert_eq!(percent(0.9995), "99.95\u{a0}%");
//! assert_eq!(duration(198_720.0, Clock::Calendar), "2.3\u{a0}d");
//! assert_eq!(duration_exact(2_419.0, Clock::Calendar), "40\u{a0}min 19\u{a0}s");
//! assert_eq!(Unit::Share.between(0.36, 0.46), "between 36 and 46\u{a0}%");
//! assert_eq!(Unit::Points.signed(-0.19), "\u{2212}19\u{a0}points");
//! ```

use crate::model::{Elapsed, Share, Target, WorkTime};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

/// The space between a number and its unit.
pub const NBSP: char = '\u{a0}';
/// The minus sign; a hyphen is not one.
pub const MINUS: char = '\u{2212}';

/// Seconds in a minute, an hour and a calendar day.
const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// Which clock a duration was read from. Hours are the same on both; a day is not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Clock {
    /// Elapsed time: a day has 24 hours.
    Calendar,
    /// Time inside working hours: a day has as many hours as the calendar of the work says.
    Working {
        /// Working hours in one day, above 0 and at most 24.
        hours_per_day: f64,
    },
}

impl Clock {
    /// Seconds in one day of this clock.
    pub fn day(self) -> f64 {
        match self {
            Self::Working { hours_per_day } if hours_per_day > 0.0 && hours_per_day <= 24.0 => hours_per_day * HOUR,
            Self::Calendar | Self::Working { .. } => DAY,
        }
    }

    fn day_unit(self) -> &'static str {
        match self {
            Self::Calendar => "d",
            Self::Working { .. } => "working d",
        }
    }
}

/// What a number counts, and so how it is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Unit {
    /// A bare number.
    Plain,
    /// A share from 0 to 1 (it may exceed 1, as budget used does), written as a percentage.
    Share,
    /// A difference of two shares, written in percentage points.
    Points,
    /// Seconds on a clock, written in the unit that suits the size.
    Seconds(Clock),
    /// Seconds, always written in minutes: error budgets are compared in one unit.
    Minutes,
    /// Days on the calendar clock, already in days.
    Days,
    /// A number with a unit of its own, such as "a week" or "per 28 d".
    Of(String),
}

impl Unit {
    /// Number and unit: "5.3 d", "23 %". Not finite: "n/a".
    pub fn show(&self, value: f64) -> String {
        if !value.is_finite() {
            return "n/a".to_owned();
        }
        let (scale, unit) = self.scale_for(value);
        with_unit(&self.write(value / scale), &unit)
    }

    /// As [`Unit::show`], always with a sign unless the value is zero as written: "−5.3 d", "+8.0".
    pub fn signed(&self, value: f64) -> String {
        with_sign(value, self.show(value))
    }

    /// An interval with its unit once: "11.4 to 12.4 d", "11 to 42 %".
    pub fn range(&self, low: f64, high: f64) -> String {
        self.join(low, high, |_, shown| shown).map_or("n/a".to_owned(), |(low, high)| format!("{low} to {high}"))
    }

    /// An interval of differences, with signs and the unit once: "−5.6 to −5.0 d".
    pub fn range_signed(&self, low: f64, high: f64) -> String {
        self.join(low, high, with_sign).map_or("n/a".to_owned(), |(low, high)| format!("{low} to {high}"))
    }

    /// An interval in a sentence: "between 36 and 46 %".
    pub fn between(&self, low: f64, high: f64) -> String {
        self.join(low, high, |_, shown| shown)
            .map_or("n/a".to_owned(), |(low, high)| format!("between {low} and {high}"))
    }

    /// Both ends in the unit and with the decimals of the larger one; the unit stands after the second.
    fn join(&self, low: f64, high: f64, sign: impl Fn(f64, String) -> String) -> Option<(String, String)> {
        if !low.is_finite() || !high.is_finite() {
            return None;
        }
        let larger = if high.abs() >= low.abs() { high } else { low };
        let (scale, unit) = self.scale_for(larger);
        let (low, high, larger) = (low / scale, high / scale, larger / scale);
        let decimals = if is_whole(low) && is_whole(high) { 0 } else { self.decimals(larger) };
        // Beside 99.95 % an even number of decimals would only claim a precision.
        let nines = *self == Self::Share && near_all(larger);
        let write = |value: f64| {
            let shown = fixed(value, decimals);
            // Rounding must not turn something into nothing, nor almost all into all.
            let lost = (is_zero(&shown) && value != 0.0) || (*self == Self::Share && value < 100.0 && shown == "100");
            sign(value, if lost || nines { self.write(value) } else { shown })
        };
        Some((write(low), with_unit(&write(high), &unit)))
    }

    /// A number, already in the unit it is written in.
    fn write(&self, value: f64) -> String {
        if is_whole(value) {
            return fixed(libm::round(value), 0);
        }
        let shown = fixed(value, self.decimals(value));
        let nines = *self == Self::Share && (value.abs() < 0.995 || near_all(value));
        if nines { trim_decimals(&shown) } else { shown }
    }

    /// Decimals of a number that is not whole.
    fn decimals(&self, value: f64) -> usize {
        match self {
            // Close to 100 % the distance to it is what matters: "nines" keep two figures of that.
            Self::Share if near_all(value) => figures_below_one(100.0 - value),
            Self::Share | Self::Points if value.abs() >= 9.95 => 0,
            _ => decimals_for(value),
        }
    }

    /// The divisor and the unit in which `value` is written.
    fn scale_for(&self, value: f64) -> (f64, String) {
        match self {
            Self::Plain => (1.0, String::new()),
            Self::Share => (0.01, "%".to_owned()),
            Self::Points => (0.01, "points".to_owned()),
            Self::Seconds(clock) => duration_unit(value, *clock),
            Self::Minutes => (MINUTE, "min".to_owned()),
            Self::Days => (1.0, "d".to_owned()),
            Self::Of(name) => (1.0, name.clone()),
        }
    }
}

fn with_unit(number: &str, unit: &str) -> String {
    if unit.is_empty() { number.to_owned() } else { format!("{number}{NBSP}{unit}") }
}

/// A number with two or three figures: 0.92, 5.3, 18.8, 114. Whole numbers keep no decimals, thousands are grouped
/// from 10 000 on. Not finite: "n/a".
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "n/a".to_owned();
    }
    Unit::Plain.write(value)
}

/// Whether a number is whole up to the last digits of its computation.
fn is_whole(value: f64) -> bool {
    let whole = libm::round(value);
    (value - whole).abs() <= 1e-9 * value.abs().max(1.0) && (whole != 0.0 || value == 0.0)
}

/// Whether a percentage is below 100 but would be rounded to it.
fn near_all(percent: f64) -> bool {
    (99.005..100.0).contains(&percent)
}

/// Whether a written number has only zeros.
fn is_zero(shown: &str) -> bool {
    !shown.contains(|c: char| ('1'..='9').contains(&c))
}

fn with_sign(value: f64, shown: String) -> String {
    if value > 0.0 && !is_zero(&shown) { format!("+{shown}") } else { shown }
}

/// Decimals of a number of two or three figures: two figures below 1, one decimal below 100, none above.
fn decimals_for(value: f64) -> usize {
    let size = value.abs();
    if size >= 99.95 {
        0
    } else if size >= 0.995 {
        1
    } else {
        figures_below_one(size)
    }
}

/// What is smaller is left over from rounding, and is nothing.
const NOTHING: f64 = 1e-9;

/// Decimals that leave two significant figures of a number below 1; none below [`NOTHING`].
fn figures_below_one(size: f64) -> usize {
    if size < NOTHING {
        return 0;
    }
    // `{:.1e}` rounds first, so that 0.0996 is seen as 1.0e-1 and not as 9.9e-2.
    let rounded = format!("{size:.1e}");
    let exponent: i32 = rounded.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    usize::try_from(1_i32.saturating_sub(exponent)).unwrap_or(0).min(12)
}

/// A number with exactly `decimals` decimals, a real minus sign and grouped thousands from 10 000 on.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "n/a".to_owned();
    }
    let digits = format!("{:.decimals$}", value.abs());
    let zero = digits.chars().all(|c| c == '0' || c == '.');
    let (whole, rest) = digits.split_once('.').map_or((digits.as_str(), None), |(w, r)| (w, Some(r)));
    let mut out = String::with_capacity(digits.len() + 8);
    if value < 0.0 && !zero {
        out.push(MINUS);
    }
    let group = whole.len() > 4;
    for (i, digit) in whole.chars().enumerate() {
        if group && i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(NBSP);
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// As [`number`], with a plus sign before what is above zero.
pub fn signed(value: f64) -> String {
    Unit::Plain.signed(value)
}

/// A whole count.
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let group = digits.len() > 4;
    let mut out = String::with_capacity(digits.len() + 8);
    for (i, digit) in digits.chars().enumerate() {
        if group && i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(NBSP);
        }
        out.push(digit);
    }
    out
}

/// A count with its noun: "1 change", "9 changes".
pub fn counted(value: u64, one: &str, many: &str) -> String {
    with_unit(&count(value), if value == 1 { one } else { many })
}

/// A share (0.23) as a percentage ("23 %"). Never rounds to 100 % or 0 % what is neither.
pub fn percent(share: f64) -> String {
    Unit::Share.show(share)
}

/// Removes trailing zeros after a decimal point, and the point.
fn trim_decimals(text: &str) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

/// A difference of two shares in percentage points, with its sign: "−19 points".
pub fn points(difference: f64) -> String {
    Unit::Points.signed(difference)
}

/// A proportion with its count, which it never goes without: "23 % of 26 deployments". `None` if there is nothing to
/// be a share of.
pub fn share_of(part: u64, whole: u64, noun: &str) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "a percentage of two figures does not need 53 bits of a count")]
    let share = (whole > 0).then(|| part as f64 / whole as f64)?;
    Some(format!("{} of {}{NBSP}{noun}", percent(share), count(whole)))
}

/// A chance as people count it: "about 4 of 10". Below 1 in 20 and above 19 in 20 it falls back to "fewer than 1 of
/// 20" and "more than 19 of 20". `None` outside 0 to 1.
pub fn odds(chance: f64) -> Option<String> {
    if !(0.0..=1.0).contains(&chance) {
        return None;
    }
    Some(if chance < 0.05 {
        format!("fewer than 1 of{NBSP}20")
    } else if chance > 0.95 {
        format!("more than 19 of{NBSP}20")
    } else {
        format!("about {} of{NBSP}10", fixed((chance * 10.0).clamp(1.0, 9.0), 0))
    })
}

/// What stands where a result does not exist: "n/a, because nothing failed".
pub fn not_available(why: &str) -> String {
    format!("n/a, because {why}")
}

/// Seconds as one rounded number with the unit that suits: "26 s", "114 min", "4 h", "2.3 d". For measurements and
/// estimates. See [`duration_exact`] for budgets.
pub fn duration(seconds: f64, clock: Clock) -> String {
    Unit::Seconds(clock).show(seconds)
}

fn duration_unit(seconds: f64, clock: Clock) -> (f64, String) {
    let size = seconds.abs();
    let (scale, unit) = if size == 0.0 {
        (1.0, "s")
    } else if size < 1.0 {
        (0.001, "ms")
    } else if size < 60.0 {
        (1.0, "s")
    } else if size < 12_000.0 {
        // Up to 200 minutes, as recovery times are quoted.
        (MINUTE, "min")
    } else if size < clock.day().max(12_000.0) {
        (HOUR, "h")
    } else {
        (clock.day(), clock.day_unit())
    };
    (scale, unit.to_owned())
}

/// Seconds to the second, in two units: "40 min 19 s", "3 h 5 min" above two hours, "1 d 22 h" above a day. For
/// amounts that are computed, not measured: budgets, windows, limits.
pub fn duration_exact(seconds: f64, clock: Clock) -> String {
    if !seconds.is_finite() {
        return "n/a".to_owned();
    }
    let size = seconds.abs();
    let sign = if seconds < 0.0 && size >= 0.5 { MINUS.to_string() } else { String::new() };
    let two = |total: f64, per: f64, big: &str, small: &str| {
        let (whole, rest) = (libm::floor(total / per), libm::fmod(total, per));
        match (whole > 0.0, rest > 0.0) {
            (true, true) => format!("{}{NBSP}{big} {}{NBSP}{small}", fixed(whole, 0), number(rest)),
            (true, false) => format!("{}{NBSP}{big}", fixed(whole, 0)),
            (false, _) => format!("{}{NBSP}{small}", number(rest)),
        }
    };
    let day = clock.day();
    let text = if libm::round(size) < 7_200.0 {
        two(libm::round(size), 60.0, "min", "s")
    } else if libm::round(size / MINUTE) * MINUTE < day {
        two(libm::round(size / MINUTE), 60.0, "h", "min")
    } else {
        two(libm::round(size / HOUR), day / HOUR, clock.day_unit(), "h")
    };
    format!("{sign}{text}")
}

/// A length of time on the calendar: "26 s", "2.3 d".
pub fn elapsed(time: Elapsed) -> String {
    duration(time.hours() * HOUR, Clock::Calendar)
}

/// Hands-on work, in hours from one hour on and never in days, whose length would be a question: "20 min", "4 h".
pub fn work(time: WorkTime) -> String {
    let hours = time.hours();
    if hours < 1.0 { duration(hours * HOUR, Clock::Calendar) } else { with_unit(&number(hours), "h") }
}

/// A share as a percentage: "41 %".
pub fn share(share: Share) -> String {
    percent(share.value())
}

/// A target with all its decimals: "99.95 %".
pub fn target(target: Target) -> String {
    with_unit(&target.to_string(), "%")
}

/// Months in full; their short forms are the first three letters. Written out here because a general formatter of
/// dates would add its whole grammar to the program.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The full name of the month of a date.
pub fn month(date: NaiveDate) -> &'static str {
    usize::try_from(date.month0()).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// The short name of the month of a date: "Oct".
pub fn month_short(date: NaiveDate) -> &'static str {
    month(date).get(..3).unwrap_or_default()
}

/// A day and month: "2 Oct".
pub fn day_month(date: NaiveDate) -> String {
    format!("{}{NBSP}{}", date.day(), month_short(date))
}

/// A full date: "20 Nov 2026".
pub fn date(date: NaiveDate) -> String {
    format!("{}{NBSP}{}", day_month(date), date.year())
}

/// A weekday with day and month: "Thu 6 Aug".
pub fn weekday(date: NaiveDate) -> String {
    format!("{}{NBSP}{}", date.weekday(), day_month(date))
}

/// A span of dates without repeating what both share: "2 to 30 October 2026", "24 April to 22 October 2026".
pub fn date_span(from: NaiveDate, to: NaiveDate) -> String {
    let part = |d: NaiveDate| format!("{}{NBSP}{}", d.day(), month(d));
    let end = format!("{} {}", part(to), to.year());
    if from.year() != to.year() {
        format!("{} {} to {end}", part(from), from.year())
    } else if from.month() != to.month() {
        format!("{} to {end}", part(from))
    } else if from.day() != to.day() {
        format!("{} to {end}", from.day())
    } else {
        end
    }
}

/// A point in time as a reader at the fixed offset sees it. `None` outside the range of the calendar.
/// `unix_seconds`: seconds since 1970-01-01T00:00Z. `offset_minutes`: east of UTC.
pub fn moment(unix_seconds: i64, offset_minutes: i32) -> Option<DateTime<FixedOffset>> {
    let offset = FixedOffset::east_opt(offset_minutes.checked_mul(60)?)?;
    Some(DateTime::from_timestamp(unix_seconds, 0)?.with_timezone(&offset))
}

/// Hours and minutes: "14:02".
pub fn time_of_day(at: DateTime<FixedOffset>) -> String {
    time(&at)
}

/// Hours and minutes of anything that has them.
pub(super) fn time(at: &impl Timelike) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// Date, time and offset: "20 Nov 2026 14:02 UTC+01:00".
pub fn date_time(at: DateTime<FixedOffset>) -> String {
    let minutes = at.offset().local_minus_utc() / 60;
    let zone = if minutes == 0 {
        "UTC".to_owned()
    } else {
        let sign = if minutes < 0 { MINUS } else { '+' };
        format!("UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    };
    format!("{} {} {zone}", date(at.date_naive()), time_of_day(at))
}

/// A size in bytes, in steps of 1000: "41 kB", "1.6 MB".
pub fn bytes(size: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a size of two figures does not need 53 bits")]
    let size = size as f64;
    let (scale, unit) = if size < 1e3 {
        (1.0, "B")
    } else if size < 1e6 {
        (1e3, "kB")
    } else if size < 1e9 {
        (1e6, "MB")
    } else {
        (1e9, "GB")
    };
    let value = size / scale;
    with_unit(&if value >= 9.95 { fixed(value, 0) } else { number(value) }, unit)
}
