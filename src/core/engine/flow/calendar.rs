//! From one clock to the other.

use crate::model::Calendar;

const HOURS_IN_WEEK: u16 = 168;

/// Calendar hours that so many working hours take on average, for work that starts while people are at work:
/// work × 168 / working hours in a week. Nights and weekends that the work runs into are in it.
pub fn calendar_hours_of(work: f64, calendar: Calendar) -> f64 {
    work * f64::from(HOURS_IN_WEEK) / calendar.hours_per_week()
}

/// Working hours in a stretch of calendar time that begins at a random moment at which people work, on average.
///
/// With a(u) the hours of a week at which people work both now and u hours later, it is the integral of a(u) from 0 to
/// `elapsed`, over a(0). Opening hours begin and end at full hours, so a is a line between full hours and the sum below
/// is exact. 1 h contains nearly 1 h, 24 h contain 7.2 h, a week contains 40 h.
pub fn working_hours_in(elapsed: f64, calendar: Calendar) -> f64 {
    let per_week = calendar.hours_per_week();
    let week = f64::from(HOURS_IN_WEEK);
    let whole_weeks = (elapsed / week).floor();
    let mut rest = elapsed - whole_weeks * week;
    let mut sum = 0.0;
    for hour in 0..HOURS_IN_WEEK {
        if rest <= 0.0 {
            break;
        }
        let part = rest.min(1.0);
        let (now, then) = (both_open(calendar, hour), both_open(calendar, hour + 1));
        sum += part * (now + (then - now) * part / 2.0);
        rest -= 1.0;
    }
    whole_weeks * per_week + sum / per_week
}

/// Hours of a week at which people work, and work `later` hours afterwards.
fn both_open(calendar: Calendar, later: u16) -> f64 {
    let both = (0..HOURS_IN_WEEK).filter(|&hour| is_open(calendar, hour) && is_open(calendar, hour + later));
    crate::engine::statistics::number(both.count())
}

/// Whether people work in this hour, counted from Monday 00:00.
fn is_open(calendar: Calendar, hour: u16) -> bool {
    let (day, hour) = (hour % HOURS_IN_WEEK / 24, hour % 24);
    match calendar {
        Calendar::Always => true,
        Calendar::BusinessHours => day < 5 && (9..17).contains(&hour),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_hours_are_those_of_the_calendar() {
        for calendar in [Calendar::Always, Calendar::BusinessHours] {
            assert!((both_open(calendar, 0) - calendar.hours_per_week()).abs() < 1e-9);
        }
    }

    #[test]
    fn a_day_holds_less_than_eight_hours_because_of_weekends() {
        let hours = |elapsed| working_hours_in(elapsed, Calendar::BusinessHours);
        // From Monday to Thursday 8 h, from a moment on Friday 4 h on average.
        assert!((hours(24.0) - 7.2).abs() < 1e-9);
        assert!((hours(168.0) - 40.0).abs() < 1e-9);
        assert!((hours(336.0 + 24.0) - 87.2).abs() < 1e-9);
        assert!(hours(1.0) > 0.9 && hours(1.0) < 1.0);
        assert!((working_hours_in(31.5, Calendar::Always) - 31.5).abs() < 1e-9);
    }
}
