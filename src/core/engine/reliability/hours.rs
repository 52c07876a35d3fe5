//! Service hours on real dates.

use chrono::{Datelike, NaiveDateTime, TimeDelta};

use crate::model::ServiceHours;

/// Minutes in a week.
const WEEK_MINUTES: f64 = 10_080.0;

/// Promised minutes in a window of so many days: exact for whole weeks, the mean over all starting days otherwise.
pub fn promised_minutes_per_window(hours: &ServiceHours, window_days: u16) -> f64 {
    hours.hours_per_week() * 60.0 * f64::from(window_days) / 7.0
}

/// The parts of `from..to` inside the service hours, in order. Empty when `to` is not after `from`.
pub fn open_parts(hours: &ServiceHours, from: NaiveDateTime, to: NaiveDateTime) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    let mut parts = Vec::new();
    let open = match hours {
        ServiceHours::Always => {
            if from < to {
                parts.push((from, to));
            }
            return parts;
        }
        ServiceHours::Weekly { open } => open,
    };
    let mut monday = monday_before(from);
    while monday < to {
        for period in open {
            let minutes =
                |minute: u16| TimeDelta::days(i64::from(period.day.index())) + TimeDelta::minutes(i64::from(minute));
            let (Some(opens), Some(closes)) = (
                monday.checked_add_signed(minutes(period.from_minute)),
                monday.checked_add_signed(minutes(period.to_minute)),
            ) else {
                return parts;
            };
            let (start, end) = (opens.max(from), closes.min(to));
            if start < end {
                parts.push((start, end));
            }
        }
        let Some(next) = monday.checked_add_signed(TimeDelta::weeks(1)) else { break };
        monday = next;
    }
    parts
}

/// Promised minutes between two moments; 0 when `to` is not after `from`.
pub fn promised_minutes_between(hours: &ServiceHours, from: NaiveDateTime, to: NaiveDateTime) -> f64 {
    if to <= from {
        return 0.0;
    }
    let weeks = (to - from).num_weeks();
    // Whole weeks count without being walked through: records may span decades.
    let rest_from = from.checked_add_signed(TimeDelta::weeks(weeks)).unwrap_or(to);
    let rest: f64 = open_parts(hours, rest_from, to).iter().map(|(start, end)| minutes_from(*start, *end)).sum();
    let per_week = hours.hours_per_week() / 168.0 * WEEK_MINUTES;
    crate::engine::statistics::number(usize::try_from(weeks).unwrap_or(0)) * per_week + rest
}

/// Minutes from one moment to another; negative when it is earlier. Exact to the millisecond.
pub(super) fn minutes_from(from: NaiveDateTime, to: NaiveDateTime) -> f64 {
    let millis = (to - from).num_milliseconds();
    #[expect(clippy::cast_precision_loss, reason = "300 000 years of milliseconds are exact")]
    let millis = millis as f64;
    millis / 60_000.0
}

/// The moment so many minutes (0 or more) after another; the latest possible one when it lies beyond the calendar.
pub(super) fn minutes_after(from: NaiveDateTime, minutes: f64) -> NaiveDateTime {
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, and what lies beyond is caught below")]
    let millis = (minutes * 60_000.0).round() as i64;
    TimeDelta::try_milliseconds(millis).and_then(|delta| from.checked_add_signed(delta)).unwrap_or(NaiveDateTime::MAX)
}

fn monday_before(moment: NaiveDateTime) -> NaiveDateTime {
    let days = i64::from(moment.weekday().num_days_from_monday());
    let midnight = moment.date().and_time(chrono::NaiveTime::MIN);
    midnight.checked_sub_signed(TimeDelta::days(days)).unwrap_or(midnight)
}
