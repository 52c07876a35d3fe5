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
    let local = local.trim_end().replacen(' ', "T", 1);
    let naive = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y/%m/%dT%H:%M:%S%.f", "%Y/%m/%dT%H:%M"]
        .iter()
        .chain(&["%d.%m.%YT%H:%M:%S%.f", "%d.%m.%YT%H:%M"])
        .find_map(|format| NaiveDateTime::parse_from_str(&local, format).ok())
        .or_else(|| day(&local))?;
    match offset {
        Some(offset) => Some(Time { utc: naive.checked_sub_offset(offset)?, zoned: true }),
        None => Some(Time { utc: naive, zoned: false }),
    }
}

/// A day without a time counts from midnight.
fn day(text: &str) -> Option<NaiveDateTime> {
    let formats = ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d"];
    let day = formats.iter().find_map(|format| NaiveDate::parse_from_str(text, format).ok())?;
    Some(day.and_time(NaiveTime::MIN))
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
