//! From one clock to the other.

use crate::model::Calendar;

const HOURS_IN_WEEK: u16 = 168;
/// Of a working day.
const WORKDAY: u16 = 8;
/// How many of the five working days are followed by a working day so many days later.
const PAIRS_OF_WORKDAYS: [u16; 7] = [5, 4, 3, 3, 3, 3, 4];

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
    if calendar == Calendar::Always {
        return elapsed;
    }
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
        let (now, then) = (at_work_twice(hour), at_work_twice(hour + 1));
        sum += part * (now + (then - now) * part / 2.0);
        rest -= 1.0;
    }
    whole_weeks * per_week + sum / per_week
}

/// Hours of a week at which people with business hours are at work, and again so many hours later: on pairs of days
/// with that distance, the hours in which both are open.
fn at_work_twice(later: u16) -> f64 {
    let pairs = |days: u16| PAIRS_OF_WORKDAYS.get(usize::from(days % 7)).copied().unwrap_or_default();
    let (days, hours) = (later / 24, later % 24);
    let same_distance = pairs(days) * WORKDAY.saturating_sub(hours);
    let one_day_more = pairs(days + 1) * (hours + WORKDAY).saturating_sub(24);
    f64::from(same_distance + one_day_more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_hours_are_those_that_counting_finds() {
        let open = |hour: u16| hour % 168 / 24 < 5 && (9..17).contains(&(hour % 24));
        for later in 0..=168 {
            let counted = (0..168).filter(|&hour| open(hour) && open(hour + later)).count();
            assert!((at_work_twice(later) - f64::from(u16::try_from(counted).unwrap())).abs() < 1e-9, "{later}");
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
