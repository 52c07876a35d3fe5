//! Working hours, service hours and dates, on a clock of hours that starts on Monday 00:00.

use serde::Serialize;

use crate::model::{Cadence, Calendar, OpenPeriod, ServiceHours};

/// Hours in a day.
pub(super) const DAY: f64 = 24.0;
/// Hours in a week.
pub(super) const WEEK: f64 = 168.0;

/// Working hours of a business day: 09:00 to 17:00.
const OPENS: f64 = 9.0;
const CLOSES: f64 = 17.0;
const WORKDAY: f64 = CLOSES - OPENS;
const WORKDAYS: f64 = 5.0;

/// Whether people work at `time`. At 17:00 sharp they have gone.
#[inline]
pub(super) fn is_open(calendar: Calendar, time: f64) -> bool {
    match calendar {
        Calendar::Always => true,
        Calendar::BusinessHours => {
            let (day, hour) = day_and_hour(time);
            day < WORKDAYS && (OPENS..CLOSES).contains(&hour)
        }
    }
}

/// `time` itself when people work then, else when they start next.
#[inline]
pub(super) fn open_from(calendar: Calendar, time: f64) -> f64 {
    if is_open(calendar, time) { time } else { next_opening(time) }
}

/// When people with business hours start next, at a time at which they are off.
fn next_opening(time: f64) -> f64 {
    let (day, hour) = day_and_hour(time);
    let midnight = time - hour;
    if day < WORKDAYS && hour < OPENS {
        midnight + OPENS
    } else if day < WORKDAYS - 1.0 {
        midnight + DAY + OPENS
    } else {
        midnight + (7.0 - day) * DAY + OPENS
    }
}

/// When people who are at work at `time` go home (infinity: never).
pub(super) fn closes_after(calendar: Calendar, time: f64) -> f64 {
    match calendar {
        Calendar::Always => f64::INFINITY,
        Calendar::BusinessHours => time - day_and_hour(time).1 + CLOSES,
    }
}

/// When `work` working hours that start at `time` are done. Work stops when people go home and goes on when they
/// are back.
#[inline]
pub(super) fn finish(calendar: Calendar, time: f64, work: f64) -> f64 {
    match calendar {
        Calendar::Always => time + work,
        Calendar::BusinessHours => finish_in_business_hours(time, work),
    }
}

fn finish_in_business_hours(time: f64, work: f64) -> f64 {
    let (day, hour) = day_and_hour(time);
    if day < WORKDAYS && hour >= OPENS && hour + work <= CLOSES {
        return time + work;
    }
    let done = worked_until(time) + work;
    // Work that ends with the day ends at 17:00, not at 09:00 of the next day.
    let days = ((done / WORKDAY).ceil() - 1.0).max(0.0);
    let weeks = (days / WORKDAYS).floor();
    weeks * WEEK + (days - weeks * WORKDAYS) * DAY + OPENS + (done - days * WORKDAY)
}

/// Working hours of one person in `from..to`.
pub(super) fn working_hours(calendar: Calendar, from: f64, to: f64) -> f64 {
    match calendar {
        Calendar::Always => (to - from).max(0.0),
        Calendar::BusinessHours => (worked_until(to) - worked_until(from)).max(0.0),
    }
}

/// Working hours from Monday 00:00 of the first week until `time`.
fn worked_until(time: f64) -> f64 {
    let week = (time / WEEK).floor();
    let (day, hour) = day_and_hour(time);
    let today = if day < WORKDAYS { (hour - OPENS).clamp(0.0, WORKDAY) } else { 0.0 };
    (week * WORKDAYS + day.min(WORKDAYS)) * WORKDAY + today
}

/// Days since Monday (0..7, whole) and hours since midnight (0..24).
fn day_and_hour(time: f64) -> (f64, f64) {
    let in_week = time - (time / WEEK).floor() * WEEK;
    let day = (in_week / DAY).floor();
    (day, in_week - day * DAY)
}

/// When a service is promised, ready for measuring.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ServiceCalendar {
    /// Open periods of a week in hours since Monday 00:00, sorted; empty for day and night.
    open: Vec<(f64, f64)>,
}

impl ServiceCalendar {
    pub(super) fn of(hours: &ServiceHours) -> Self {
        match hours {
            ServiceHours::Always => Self { open: Vec::new() },
            ServiceHours::Weekly { open } => Self::of_periods(open),
        }
    }

    /// Open in these periods of every week; always, when there is none.
    pub(super) fn of_periods(open: &[OpenPeriod]) -> Self {
        let open = open.iter().map(|period| {
            let midnight = f64::from(period.day.index()) * DAY;
            let at = |minute: u16| midnight + f64::from(minute) / 60.0;
            (at(period.from_minute), at(period.to_minute))
        });
        Self { open: open.collect() }
    }

    /// Promised hours in a week.
    pub(super) fn hours_per_week(&self) -> f64 {
        if self.open.is_empty() { WEEK } else { self.open.iter().map(|(opens, closes)| closes - opens).sum() }
    }

    /// The parts of `from..to` inside the service hours, in order.
    pub(super) fn parts(&self, from: f64, to: f64, mut part: impl FnMut(f64, f64)) {
        if self.open.is_empty() {
            if to > from {
                part(from, to);
            }
            return;
        }
        let mut monday = (from / WEEK).floor() * WEEK;
        while monday < to {
            for &(opens, closes) in &self.open {
                let (start, end) = ((monday + opens).max(from), (monday + closes).min(to));
                if end > start {
                    part(start, end);
                }
            }
            monday += WEEK;
        }
    }

    /// Whether `time` is inside, and when that changes next (infinity: never).
    pub(super) fn state(&self, time: f64) -> (bool, f64) {
        if self.open.is_empty() {
            return (true, f64::INFINITY);
        }
        let monday = (time / WEEK).floor() * WEEK;
        // The first period of next week stands for the change after the last one of this week.
        let ahead = self.open.first().map(|(opens, closes)| (opens + WEEK, closes + WEEK));
        for (opens, closes) in self.open.iter().copied().chain(ahead) {
            if time < monday + opens {
                return (false, monday + opens);
            }
            if time < monday + closes {
                return (true, monday + closes);
            }
        }
        (true, f64::INFINITY)
    }
}

/// The dates of a cadence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Dates {
    first: f64,
    every: f64,
    /// Hours before a date after which what comes waits for the next one.
    pub(super) cut_off: f64,
    /// Most items at one date.
    pub(super) at_most: u32,
}

impl Dates {
    pub(super) fn of(cadence: &Cadence) -> Self {
        Self {
            first: f64::from(cadence.day.index()) * DAY + f64::from(cadence.minute) / 60.0,
            every: f64::from(cadence.every_days) * DAY,
            cut_off: cadence.cut_off.hours(),
            at_most: cadence.at_most.unwrap_or(u32::MAX),
        }
    }

    /// The date with this number, from 0.
    pub(super) fn date(&self, number: u32) -> f64 {
        self.first + f64::from(number) * self.every
    }

    /// The last date at or before `time`, also before the first one of the clock.
    pub(super) fn last_before(&self, time: f64) -> f64 {
        self.first + ((time - self.first) / self.every).floor() * self.every
    }

    /// Hours between two dates.
    pub(super) const fn every(&self) -> f64 {
        self.every
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Weekday;

    const BUSINESS: Calendar = Calendar::BusinessHours;

    #[test]
    fn work_stops_at_night_and_over_the_weekend() {
        // Monday 10:00 + 3 h; Monday 16:00 + 2 h; Friday 16:00 + 9 h; whole days end at 17:00.
        for (start, work, end) in [
            (10.0, 3.0, 13.0),
            (16.0, 2.0, 34.0),
            (4.0 * DAY + 16.0, 9.0, WEEK + 17.0),
            (9.0, 8.0, 17.0),
            (9.0, 40.0, 4.0 * DAY + 17.0),
            (9.0, 80.0, WEEK + 4.0 * DAY + 17.0),
            (5.0 * DAY, 1.0, WEEK + 10.0),
            (2.0, 0.5, 9.5),
        ] {
            assert!((finish(BUSINESS, start, work) - end).abs() < 1e-9, "{start} + {work}");
        }
    }

    #[test]
    fn people_start_again_the_next_working_day() {
        for (time, opens) in [
            (8.0, 9.0),
            (9.0, 9.0),
            (17.0, DAY + 9.0),
            (4.0 * DAY + 17.0, WEEK + 9.0),
            (6.0 * DAY + 1.0, WEEK + 9.0),
            (WEEK + 3.0, WEEK + 9.0),
        ] {
            assert!((open_from(BUSINESS, time) - opens).abs() < 1e-9, "{time}");
        }
    }

    #[test]
    fn service_hours_cut_an_outage() {
        let calendar = ServiceCalendar::of(&ServiceHours::daily(&[Weekday::Monday, Weekday::Tuesday], 7, 21));
        let mut inside = 0.0;
        calendar.parts(20.0, DAY + 8.0, |from, to| inside += to - from);
        assert!((inside - 2.0).abs() < 1e-12);
        assert_eq!(calendar.state(6.0), (false, 7.0));
        assert_eq!(calendar.state(7.0), (true, 21.0));
        assert_eq!(calendar.state(DAY + 21.0), (false, WEEK + 7.0));
        assert_eq!(calendar.state(WEEK + 8.0), (true, WEEK + 21.0));
    }
}
