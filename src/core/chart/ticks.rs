//! Where an axis has its ticks: at most six, at numbers a person would choose.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime};

use super::format;

/// No axis has more hairlines than this.
pub const MOST: usize = 6;

const DAY: f64 = 86_400.0;

/// Ticks at equal distances.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// Values from low to high, two to six of them (one where the domain holds no more).
    pub at: Vec<f64>,
    /// Distance between two ticks; above 0.
    pub step: f64,
}

/// Which steps look natural.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ladder {
    /// 1, 2, 5 and their tenfolds.
    Decimal,
    /// As decimal, but never below 1.
    Whole,
    /// Shares: 1, 2, 5, 10, 25, 50 percent.
    Share,
    /// Days: weeks and their multiples from a week on.
    Days,
    /// Seconds, minutes, hours and days; a day has this many seconds.
    Seconds {
        /// Seconds in one day of the clock.
        day: f64,
    },
}

/// Steps of a clock in seconds, below a day.
const CLOCK: [f64; 18] = [
    1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1_800.0, 3_600.0, 7_200.0, 14_400.0, 21_600.0,
    28_800.0, 43_200.0,
];
/// Steps in days; decimal steps go on where they end.
const DAYS: [f64; 9] = [1.0, 2.0, 7.0, 14.0, 28.0, 56.0, 91.0, 182.0, 364.0];
const SHARES: [f64; 6] = [0.01, 0.02, 0.05, 0.1, 0.25, 0.5];

impl Ladder {
    /// The smallest natural step that is at least `least`, which must be above 0 and finite.
    fn step(self, least: f64) -> f64 {
        let known = |steps: &[f64], scale: f64| {
            steps.iter().map(|step| step * scale).find(|step| *step >= least * (1.0 - 1e-12))
        };
        match self {
            Self::Whole => decimal(least.max(1.0)),
            Self::Share if least > 0.005 => known(&SHARES, 1.0).unwrap_or_else(|| decimal(least)),
            Self::Days if least > 0.5 => known(&DAYS, 1.0).unwrap_or_else(|| decimal(least)),
            Self::Seconds { day } if least > 0.5 => {
                let below: Option<f64> = CLOCK.iter().copied().find(|s| *s >= least * (1.0 - 1e-12) && *s <= day / 2.0);
                below.or_else(|| known(&DAYS, day)).unwrap_or_else(|| decimal(least / day) * day)
            }
            Self::Decimal | Self::Share | Self::Days | Self::Seconds { .. } => decimal(least),
        }
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `least`.
fn decimal(least: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, reason = "exponents of finite numbers are within 330")]
    let exponent = libm::floor(libm::log10(least)) as i32;
    [(exponent - 1, 5), (exponent, 1), (exponent, 2), (exponent, 5), (exponent + 1, 1), (exponent + 1, 2)]
        .into_iter()
        // Read as text, because 3 * 0.1 is not 0.3.
        .filter_map(|(exponent, mantissa)| format!("{mantissa}e{exponent}").parse::<f64>().ok())
        .find(|step| *step >= least * (1.0 - 1e-12))
        .unwrap_or(least)
}

/// Ticks inside `low..=high`: as many as there can be without exceeding `most` (2 to 6).
///
/// `None` if the bounds are not finite or not in order.
pub fn inside(low: f64, high: f64, ladder: Ladder, most: usize) -> Option<Ticks> {
    let span = valid_span(low, high)?;
    let most = most.clamp(2, MOST);
    #[expect(clippy::cast_precision_loss, reason = "at most six")]
    let mut step = ladder.step(span / most as f64);
    for _ in 0..12 {
        let at = multiples(ceil_to(low, step), floor_to(high, step), step);
        if at.len() <= most {
            return Some(Ticks { at, step });
        }
        step = ladder.step(step * 1.01);
    }
    None
}

/// Ticks that cover `low..=high`: the first at or below, the last at or above.
///
/// `None` if the bounds are not finite or not in order.
pub fn around(low: f64, high: f64, ladder: Ladder, most: usize) -> Option<Ticks> {
    let span = valid_span(low, high)?;
    let most = most.clamp(2, MOST);
    #[expect(clippy::cast_precision_loss, reason = "at most six")]
    let mut step = ladder.step(span / (most - 1) as f64);
    for _ in 0..12 {
        let at = multiples(floor_to(low, step), ceil_to(high, step), step);
        if at.len() <= most {
            return Some(Ticks { at, step });
        }
        step = ladder.step(step * 1.01);
    }
    None
}

fn valid_span(low: f64, high: f64) -> Option<f64> {
    let span = high - low;
    (low.is_finite() && high.is_finite() && span.is_finite() && span > 0.0).then_some(span)
}

/// How many steps `value` is from zero, rounded down, forgiving the last digits.
fn floor_to(value: f64, step: f64) -> f64 {
    libm::floor(value / step + 1e-9)
}

fn ceil_to(value: f64, step: f64) -> f64 {
    libm::ceil(value / step - 1e-9)
}

/// Multiples of `step`, exact where the step is a decimal fraction.
fn multiples(first: f64, last: f64, step: f64) -> Vec<f64> {
    let mut at = Vec::new();
    let mut k = first;
    while k <= last && at.len() <= MOST {
        let inverse = libm::round(1.0 / step);
        let exact = step < 1.0 && (step * inverse - 1.0).abs() < 1e-12;
        // Adding 0.0 turns minus zero into zero.
        at.push(if exact { k / inverse } else { k * step } + 0.0);
        k += 1.0;
    }
    at
}

/// A tick of a time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00Z.
    pub at: f64,
    /// "2 Oct", "Apr 2026", "14:00".
    pub label: String,
}

/// Ticks of a calendar axis from `low` to `high` (seconds since 1970), read at a fixed offset east of UTC: hours,
/// days, weeks counted from the first day, months or years, whatever gives at most `most` of them.
///
/// `None` if the bounds are not finite, not in order, or outside the calendar.
pub fn calendar(low: f64, high: f64, offset_minutes: i32, most: usize) -> Option<Vec<Moment>> {
    let span = valid_span(low, high)?;
    let most = most.clamp(2, MOST);
    let offset = f64::from(offset_minutes) * 60.0;
    let local = |seconds: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "from_timestamp refuses what is out of range")]
        let whole = libm::round(seconds + offset) as i64;
        Some(chrono::DateTime::from_timestamp(whole, 0)?.naive_utc())
    };
    let (from, to) = (local(low)?, local(high)?);
    #[expect(clippy::cast_precision_loss, reason = "seconds of the calendar fit into 53 bits")]
    let seconds = |t: NaiveDateTime| t.and_utc().timestamp() as f64 - offset;
    if span < 3.0 * DAY {
        let ladder = Ladder::Seconds { day: DAY };
        let ticks = inside(low + offset, high + offset, ladder, most)?;
        let moments = ticks.at.iter().filter_map(|at| {
            let at = at - offset;
            let t = local(at)?;
            let label = if t.time() == NaiveTime::MIN { format::day_month(t.date()) } else { format::time(&t) };
            Some(Moment { at, label })
        });
        return Some(moments.collect());
    }
    let first_day =
        if from.time() == NaiveTime::MIN { from.date() } else { from.date().checked_add_days(Days::new(1))? };
    for step in [1_u64, 2, 7, 14] {
        let days: Vec<NaiveDate> = (0..=most as u64)
            .filter_map(|k| first_day.checked_add_days(Days::new(k * step)))
            .take_while(|day| day.and_time(NaiveTime::MIN) <= to)
            .collect();
        if days.len() <= most {
            let label = |day: NaiveDate| format::day_month(day);
            return Some(moments(&days, label, seconds));
        }
    }
    for step in [1_u32, 2, 3, 6, 12, 24, 60, 120, 240, 600] {
        let first = next_month(first_day, step)?;
        let months: Vec<NaiveDate> = (0..=u32::try_from(most).ok()?)
            .filter_map(|k| first.checked_add_months(Months::new(k * step)))
            .take_while(|day| day.and_time(NaiveTime::MIN) <= to)
            .collect();
        if months.len() <= most {
            // A month needs its year only where the year changes, and at the start.
            let label = |day: NaiveDate| {
                let month = format::month_short(day);
                if step % 12 == 0 {
                    day.year().to_string()
                } else if day == first || day.month() == 1 {
                    format!("{month}{}{}", format::NBSP, day.year())
                } else {
                    month.to_owned()
                }
            };
            return Some(moments(&months, label, seconds));
        }
    }
    None
}

fn moments(
    days: &[NaiveDate],
    label: impl Fn(NaiveDate) -> String,
    seconds: impl Fn(NaiveDateTime) -> f64,
) -> Vec<Moment> {
    days.iter().map(|day| Moment { at: seconds(day.and_time(NaiveTime::MIN)), label: label(*day) }).collect()
}

/// The first of the next month, on or after `day`, whose number since year 0 is a multiple of `step`.
fn next_month(day: NaiveDate, step: u32) -> Option<NaiveDate> {
    let mut month = day.with_day(1)?;
    if month < day {
        month = month.checked_add_months(Months::new(1))?;
    }
    let number = i64::from(month.year()) * 12 + i64::from(month.month0());
    let over = number.rem_euclid(i64::from(step));
    let missing = if over == 0 { 0 } else { i64::from(step) - over };
    month.checked_add_months(Months::new(u32::try_from(missing).ok()?))
}
