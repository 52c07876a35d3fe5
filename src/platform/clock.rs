//! What time it is. The core never asks.

use chrono::{DateTime, NaiveDateTime};

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

/// The time of day here, as `14:02`.
pub(crate) fn local_time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}
