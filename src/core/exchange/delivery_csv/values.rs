//! Single values: times, yes and no, shares.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// A time that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    /// In UTC.
    pub(super) utc: NaiveDateTime,
    /// Whether the text said its zone. Epoch numbers are UTC by definition.
    pub(super) zoned: bool,
}

/// Years that a record may lie in, as `edit` accepts them.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

/// `2026-04-24`, `2026-04-24 22:00`, `2026-04-24T22:00:05.5Z`, `...+02:00`, `24.04.2026 22:00`, `1777068000`,
/// `1777068000000`. `None` for anything else, and outside the years 1970 to 2199.
pub(super) fn time(text: &str) -> Option<Time> {
    let found = epoch(text).or_else(|| iso(text))?;
    YEARS.contains(&found.utc.year()).then_some(found)
}

/// Seconds, or from 10^12 milliseconds, since 1970. Eight digits or fewer are no epoch: `20260424` is a day.
fn epoch(text: &str) -> Option<Time> {
    if text.len() < 9 || text.len() > 16 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let millis = if number >= 1_000_000_000_000 { number } else { number.checked_mul(1_000)? };
    Some(Time { utc: DateTime::from_timestamp_millis(millis)?.naive_utc(), zoned: true })
}

fn iso(text: &str) -> Option<Time> {
    let text = text.trim();
    if !text.is_ascii() || text.len() > 40 {
        return None;
    }
    let (local, offset) = zone(text);
    let local = local.trim_end();
    let naive = match local.split_once(['T', ' ']) {
        Some((date, clock)) => day(date)?.and_time(time_of_day(clock.trim_start())?),
        // A day without a time counts from midnight.
        None => day(local)?.and_time(NaiveTime::MIN),
    };
    match offset {
        Some(offset) => Some(Time { utc: naive.checked_sub_offset(offset)?, zoned: true }),
        None => Some(Time { utc: naive, zoned: false }),
    }
}

/// `2026-04-24`, `2026/04/24`, `24.04.2026`, `20260424`. Read here and not by patterns: a large file holds some hundred
/// thousand times, and trying one pattern after the other took most of the time.
fn day(text: &str) -> Option<NaiveDate> {
    let parts = |by: char| {
        let (first, rest) = text.split_once(by)?;
        let (second, third) = rest.split_once(by)?;
        Some((first, second, third))
    };
    let in_days_first = || parts('.').map(|(day, month, year)| (year, month, day));
    let unbroken = || Some((text.get(..4)?, text.get(4..6)?, text.get(6..8).filter(|_| text.len() == 8)?));
    let (year, month, day) = parts('-').or_else(|| parts('/')).or_else(in_days_first).or_else(unbroken)?;
    NaiveDate::from_ymd_opt(i32::try_from(number(year, 4)?).ok()?, number(month, 2)?, number(day, 2)?)
}

/// `22:00`, `22:00:05`, `22:00:05.25`. The sixtieth second is a leap second.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "0"));
    let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nanos = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanos = nanos.fold(0, |sum: u32, digit| sum * 10 + u32::from(digit - b'0'));
    let (second, nanos) = match number(second, 2)? {
        60 => (59, nanos + 1_000_000_000),
        second => (second, nanos),
    };
    NaiveTime::from_hms_nano_opt(number(hour, 2)?, number(minute, 2)?, second, nanos)
}

/// A number of one digit to `most`, and nothing else.
fn number(text: &str, most: usize) -> Option<u32> {
    let digits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// The text before its zone, and the zone: `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `+02`.
fn zone(text: &str) -> (&str, Option<FixedOffset>) {
    let utc = FixedOffset::east_opt(0);
    for name in ["Z", "z", " UTC", " GMT"] {
        if let Some(local) = text.strip_suffix(name) {
            return (local, utc);
        }
    }
    // A sign counts as a zone only behind a time of day.
    let sign = text.rfind(['+', '-']).filter(|at| text.get(..*at).is_some_and(|before| before.contains(':')));
    let Some((local, zone)) = sign.and_then(|at| text.split_at_checked(at)) else {
        return (text, None);
    };
    let digits: String = zone.chars().skip(1).filter(|c| *c != ':').collect();
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<i32>().ok());
    let seconds = match digits.len() {
        2 => number(0..2).map(|hours| hours * 3_600),
        4 => number(0..2).zip(number(2..4)).map(|(hours, minutes)| hours * 3_600 + minutes * 60),
        _ => None,
    };
    let signed = seconds.map(|seconds| if zone.starts_with('-') { -seconds } else { seconds });
    match signed.and_then(FixedOffset::east_opt) {
        Some(offset) => (local, Some(offset)),
        None => (text, None),
    }
}

/// Yes or no, in the ways that tools write it.
pub(super) fn yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "1" | "true" | "t" => Some(true),
        "no" | "n" | "0" | "false" | "f" => Some(false),
        _ => None,
    }
}

/// A share: `30 %`, `30%` or `0.3`.
pub(super) fn share(text: &str) -> Option<f64> {
    let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok();
    let share = match text.strip_suffix('%') {
        Some(percent) => number(percent)? / 100.0,
        None => number(text)?,
    };
    (0.0..=1.0).contains(&share).then_some(share)
}

/// At most 60 characters of a field, for a sentence about it.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The patterns that these times are said to follow, as the calendar's own reader understands them.
    fn by_patterns(text: &str) -> Option<NaiveDateTime> {
        let text = text.replacen(' ', "T", 1);
        let days = ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d"];
        let times = ["%H:%M:%S%.f", "%H:%M"];
        let both = days.iter().flat_map(|day| times.map(|time| format!("{day}T{time}")));
        let found = both.into_iter().find_map(|pattern| NaiveDateTime::parse_from_str(&text, &pattern).ok());
        let day = || days.iter().find_map(|pattern| NaiveDate::parse_from_str(&text, pattern).ok());
        found.or_else(|| Some(day()?.and_time(NaiveTime::MIN)))
    }

    #[test]
    fn times_are_read_as_their_patterns_say() {
        let days = [
            "2026-04-24",
            "2026-4-4",
            "2024-02-29",
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026/04/24",
            "24.04.2026",
            "4.4.2026",
            "20260424",
            "20261301",
            "2026-04",
            "2026-04-24-1",
            "26.04.24",
            "x",
            "",
        ];
        let clocks = [
            "22:00",
            "9:05",
            "24:00",
            "22:60",
            "22:00:05",
            "22:00:60",
            "22:00:61",
            "22:00:05.5",
            "22:00:05.123456789",
            "22:00:05.",
            "22",
            "22:00:05:01",
            "::",
        ];
        for day in days {
            assert_eq!(iso(day).map(|time| time.utc), by_patterns(day), "{day}");
            for clock in clocks {
                for between in ['T', ' '] {
                    let text = format!("{day}{between}{clock}");
                    assert_eq!(iso(&text).map(|time| time.utc), by_patterns(&text), "{text}");
                }
            }
        }
    }
}
