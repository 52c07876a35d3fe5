//! What time it is. The core never asks.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// Now, in UTC.
pub(crate) fn now_utc() -> NaiveDateTime {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit far into an i64")]
    let milliseconds = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(milliseconds).map(|now| now.naive_utc()).unwrap_or_default()
}

/// Now, as `2026-11-22T09:30:00Z`.
pub(crate) fn now_iso() -> String {
    now_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The day here.
pub(crate) fn today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// The time of day here, as `14:02`.
pub(crate) fn local_time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

/// A time in ISO 8601 as people here read it: `14:02` today, else `2026-11-20 14:02`. As it stands when it is no time.
pub(crate) fn local_words(iso: &str) -> String {
    let (then, now) = (js_sys::Date::new(&iso.into()), js_sys::Date::new_0());
    if then.get_time().is_nan() {
        return iso.to_owned();
    }
    let day = |date: &js_sys::Date| (date.get_full_year(), date.get_month() + 1, date.get_date());
    let time = format!("{:02}:{:02}", then.get_hours(), then.get_minutes());
    let (year, month, date) = day(&then);
    if day(&now) == (year, month, date) { time } else { format!("{year}-{month:02}-{date:02} {time}") }
}
