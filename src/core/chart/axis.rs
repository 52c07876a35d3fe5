//! What an axis measures, how its values are written, and how far it reaches.

use super::format::{self, Clock, Unit};
use super::scale::Scale;
use super::text;
use super::ticks::{self, Ladder};

/// What the values along an axis are.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// A number with a unit ("min", "a week"), or with none (empty).
    Number(String),
    /// A whole number with a unit or with none.
    Whole(String),
    /// A share, 0 to 1, written in percent.
    Share,
    /// Days on the calendar clock: "0", "7", "14 days".
    Days,
    /// A day counted from the start of a window: "day 0", "day 7".
    DayOf,
    /// Seconds on a clock.
    Seconds(Clock),
    /// Seconds since 1970-01-01T00:00Z, read at a fixed offset.
    Date {
        /// Minutes east of UTC.
        offset_minutes: i32,
    },
}

impl Measure {
    /// A value with its unit, as the table and the crosshair write it.
    pub fn show(&self, value: f64) -> String {
        match self {
            Self::DayOf => format!("day{}{}", format::NBSP, format::number(value)),
            Self::Date { offset_minutes } => moment(value, *offset_minutes),
            amount => amount.unit().map_or_else(String::new, |unit| unit.show(value)),
        }
    }

    /// Two values with the unit once: "11 to 42 %".
    pub fn range(&self, low: f64, high: f64) -> String {
        match self.unit() {
            Some(unit) => unit.range(low, high),
            None => format!("{} to {}", self.show(low), self.show(high)),
        }
    }

    /// Two values in a sentence: "between 11 and 42 %".
    pub fn between(&self, low: f64, high: f64) -> String {
        match self.unit() {
            Some(unit) => unit.between(low, high),
            None => format!("between {} and {}", self.show(low), self.show(high)),
        }
    }

    /// How its values are written; `None` for days and dates, which are places and not amounts.
    fn unit(&self) -> Option<Unit> {
        match self {
            Self::Number(unit) | Self::Whole(unit) => Some(Unit::Of(unit.clone())),
            Self::Share => Some(Unit::Share),
            Self::Days => Some(Unit::Days),
            Self::Seconds(clock) => Some(Unit::Seconds(*clock)),
            Self::DayOf | Self::Date { .. } => None,
        }
    }

    /// A difference of two values, with its sign: "−5.3 d", "+8.0 points".
    pub fn signed(&self, difference: f64) -> String {
        self.difference_unit().signed(difference)
    }

    /// An interval of differences, with signs and the unit once: "−5.6 to −5.0 d".
    pub fn signed_range(&self, low: f64, high: f64) -> String {
        self.difference_unit().range_signed(low, high)
    }

    /// How differences of its values are written: those of shares in points, those of places as lengths.
    fn difference_unit(&self) -> Unit {
        match self {
            Self::Share => Unit::Points,
            Self::Date { .. } => Unit::Seconds(Clock::Calendar),
            other => other.unit().unwrap_or(Unit::Days),
        }
    }

    /// What an axis of differences measures, and the factor from a difference to its values.
    pub(super) fn of_differences(&self) -> (Self, f64) {
        match self {
            Self::Share => (Self::Number("points".to_owned()), 100.0),
            Self::Whole(unit) => (Self::Number(unit.clone()), 1.0),
            Self::Days | Self::DayOf => (Self::Number("d".to_owned()), 1.0),
            Self::Date { .. } => (Self::Seconds(Clock::Calendar), 1.0),
            Self::Number(_) | Self::Seconds(_) => (self.clone(), 1.0),
        }
    }

    /// The unit of raw values, for the head of a column; empty if there is none.
    pub fn raw_unit(&self) -> &str {
        match self {
            Self::Number(unit) | Self::Whole(unit) => unit,
            Self::Share => "share of 1",
            Self::Days | Self::DayOf => "d",
            Self::Seconds(_) => "s",
            Self::Date { .. } => "seconds since 1970-01-01T00:00Z",
        }
    }

    fn ladder(&self) -> Ladder {
        match self {
            Self::Number(_) | Self::Date { .. } => Ladder::Decimal,
            Self::Whole(_) => Ladder::Whole,
            Self::Share => Ladder::Share,
            Self::Days | Self::DayOf => Ladder::Days,
            Self::Seconds(clock) => Ladder::Seconds { day: clock.day() },
        }
    }
}

fn moment(value: f64, offset_minutes: i32) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "what is outside the calendar has no date")]
    let seconds = libm::round(value) as i64;
    let Some(at) = format::moment(seconds, offset_minutes) else {
        return "n/a".to_owned();
    };
    if format::time_of_day(at) == "00:00" {
        format::weekday(at.date_naive())
    } else {
        format!("{} {}", format::weekday(at.date_naive()), format::time_of_day(at))
    }
}

/// One axis of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What is measured: the head of the column in the table.
    pub name: String,
    /// Kind of values.
    pub measure: Measure,
    /// Fixed ends; what lies outside is cut. `None`: as far as the values reach.
    pub range: Option<(f64, f64)>,
    /// Whether zero is on the axis. Bars, budgets and rates must have it; an axis without says where it starts.
    pub zero: bool,
}

impl Axis {
    /// An axis as far as the values reach, with zero on it.
    pub fn from_zero(name: impl Into<String>, measure: Measure) -> Self {
        Self { name: name.into(), measure, range: None, zero: true }
    }

    /// An axis as far as the values reach, with or without zero.
    pub fn free(name: impl Into<String>, measure: Measure) -> Self {
        Self { name: name.into(), measure, range: None, zero: false }
    }

    /// The same axis with fixed ends.
    #[must_use]
    pub fn within(mut self, low: f64, high: f64) -> Self {
        self.range = Some((low, high));
        self
    }
}

/// A tick with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// In values of the axis.
    pub at: f64,
    /// As written beside it.
    pub label: String,
}

/// An axis that knows its ends and ticks.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    /// Lowest and highest value.
    pub domain: (f64, f64),
    /// At most six, from low to high.
    pub ticks: Vec<Tick>,
    /// Said under the chart if the axis neither starts at nor holds zero although a reader may expect it.
    pub cut: bool,
}

/// Whether the axis runs along or up: a vertical axis ends on ticks, a horizontal one where the values end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Along,
    /// Bottom to top.
    Up,
}

impl Axis {
    /// Finds ends and ticks for values from `low` to `high`. `None` if that is not finite or cannot be divided.
    pub fn lay(&self, low: f64, high: f64, direction: Direction, most: usize) -> Option<Laid> {
        let (mut low, mut high) = self.range.unwrap_or((low, high));
        if self.zero && self.range.is_none() {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        if !(low.is_finite() && high.is_finite()) || low > high {
            return None;
        }
        if high <= low {
            // A single value still needs an axis to stand on.
            let pad = match self.measure {
                Measure::Date { .. } => 43_200.0,
                _ if low == 0.0 => 1.0,
                _ => low.abs() / 2.0,
            };
            (low, high) = if low == 0.0 { (0.0, pad) } else { (low - pad, high + pad) };
        }
        if let Measure::Date { offset_minutes } = self.measure {
            let ticks = ticks::calendar(low, high, offset_minutes, most)?;
            let ticks = ticks.into_iter().map(|t| Tick { at: t.at, label: t.label }).collect();
            return Some(Laid { domain: (low, high), ticks, cut: false });
        }
        let ladder = self.measure.ladder();
        let extend = direction == Direction::Up && self.range.is_none();
        let ticks =
            if extend { ticks::around(low, high, ladder, most)? } else { ticks::inside(low, high, ladder, most)? };
        let domain = match (extend, ticks.at.first(), ticks.at.last()) {
            (true, Some(first), Some(last)) => (*first, *last),
            _ => (low, high),
        };
        let cut = direction == Direction::Up && (domain.0 > 0.0 || domain.1 < 0.0);
        Some(Laid { domain, ticks: self.label(&ticks, direction), cut })
    }

    /// A horizontal axis with as many ticks as have room for their words of font size `size` in `room` pixels. `None`
    /// as for [`Axis::lay`].
    pub fn lay_in(&self, low: f64, high: f64, room: f64, size: f64) -> Option<Laid> {
        for most in (3..=6).rev() {
            let laid = self.lay(low, high, Direction::Along, most)?;
            if has_room(&laid, room, size) {
                return Some(laid);
            }
        }
        self.lay(low, high, Direction::Along, 2)
    }

    /// Words for ticks: the unit on the last one only, except where every tick needs its word.
    fn label(&self, ticks: &ticks::Ticks, direction: Direction) -> Vec<Tick> {
        let (scale, unit) = match &self.measure {
            Measure::Number(unit) | Measure::Whole(unit) => (1.0, unit.clone()),
            Measure::Share => (0.01, "%".to_owned()),
            Measure::Days => (1.0, if direction == Direction::Up { "d" } else { "days" }.to_owned()),
            Measure::DayOf | Measure::Date { .. } => (1.0, String::new()),
            Measure::Seconds(clock) => {
                let day = clock.day();
                if ticks.step >= day {
                    (day, if *clock == Clock::Calendar { "d" } else { "working d" }.to_owned())
                } else if ticks.step >= 3_600.0 {
                    (3_600.0, "h".to_owned())
                } else if ticks.step >= 60.0 {
                    (60.0, "min".to_owned())
                } else {
                    (1.0, "s".to_owned())
                }
            }
        };
        let decimals = decimals(ticks.step / scale);
        let last = ticks.at.len().saturating_sub(1);
        let words = |i: usize, at: f64| {
            let number = format::fixed(at / scale, decimals);
            if self.measure == Measure::DayOf {
                format!("day{}{number}", format::NBSP)
            } else if i == last && !unit.is_empty() {
                format!("{number}{}{unit}", format::NBSP)
            } else {
                number
            }
        };
        ticks.at.iter().enumerate().map(|(i, at)| Tick { at: *at, label: words(i, *at) }).collect()
    }
}

/// Decimals that a step needs: 0 for 5, 1 for 0.5; at most 12.
fn decimals(step: f64) -> usize {
    (0..12)
        .find(|d| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "below twelve")]
            let scaled = step * libm::pow(10.0, f64::from(*d as i32));
            (scaled - libm::round(scaled)).abs() < 1e-6 * scaled.abs() && libm::round(scaled) != 0.0
        })
        .unwrap_or(12)
}

/// Whether the words under the ticks stand apart by at least the width of a letter.
fn has_room(laid: &Laid, room: f64, size: f64) -> bool {
    let Some(scale) = Scale::new(laid.domain, (0.0, room)) else {
        return true;
    };
    laid.ticks.windows(2).all(|pair| {
        let [a, b] = pair else { return true };
        let half = |label: &str| text::width(label, size, false) / 2.0;
        scale.pixel(b.at) - scale.pixel(a.at) >= half(&a.label) + half(&b.label) + size
    })
}
