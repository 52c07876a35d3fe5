//! What a change does to a measure: a difference with its interval, and how that is written.

use super::axis::Measure;
use super::table::Cell;

/// A difference against the base.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// In the unit of the measure; negative where the measure falls.
    pub difference: f64,
    /// Its 95 % interval, low to high.
    pub interval: (f64, f64),
    /// Whether it can be told from no difference at all.
    pub sure: bool,
}

/// What is said where an effect cannot be told from chance.
pub(super) const UNSURE: &str = "no difference we can be sure of";

impl Effect {
    /// Both ends of the interval and the difference, all finite.
    pub(super) fn is_finite(&self) -> bool {
        self.difference.is_finite() && self.interval.0.is_finite() && self.interval.1.is_finite()
    }

    /// The difference with its interval: "−1.2 d (−1.5 to −0.9 d)", and whether it is sure.
    pub(super) fn show(&self, measure: &Measure) -> String {
        let (low, high) = self.interval;
        let shown = format!("{} ({})", measure.signed(self.difference), measure.signed_range(low, high));
        if self.sure { shown } else { format!("{shown}, {UNSURE}") }
    }
}

/// Difference, both ends of its interval, and whether it is sure; or why there is none.
pub(super) fn effect_cells(effect: Result<&Effect, &str>, measure: &Measure) -> [Cell; 4] {
    let number = |value: f64| Cell::number(Some(value), |value| measure.signed(value));
    match effect {
        Ok(Effect { difference, interval: (low, high), sure }) => {
            [number(*difference), number(*low), number(*high), Cell::text(if *sure { "yes" } else { "no" })]
        }
        Err(why) => [Cell::Missing, Cell::Missing, Cell::Missing, Cell::text(why)],
    }
}
