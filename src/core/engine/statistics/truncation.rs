//! When has a run settled? The start of a series that should not be counted.

use super::number;

/// Values that are averaged before anything is compared: the 5 of MSER-5.
pub const VALUES_IN_A_BATCH: usize = 5;
/// Fewest batches that can say anything.
const FEWEST_BATCHES: usize = 10;

/// What the rule found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Truncation {
    /// Leave out so many values from the start.
    Cut {
        /// Values, a multiple of [`VALUES_IN_A_BATCH`]; 0 when the series was settled all along.
        values: usize,
        /// Mean of the values that are kept.
        mean: f64,
    },
    /// The best cut lies beyond half of the series: it has not settled, or is too short to say.
    NotSettled,
    /// Fewer than ten batches, or a value that is not finite.
    TooShort,
}

/// MSER-5: averages the series in batches of five and cuts off the first d batches that make
/// Σ(yᵢ − mean)² / (n − d)², over the rest, smallest: the standard error of what is kept.
///
/// White, *An effective truncation heuristic for bias reduction in simulation output*, Simulation 69 (1997); batches
/// of five: White, Cobb and Spratt (2000). A cut beyond half of the batches is rejected. Of equal cuts the shortest.
pub fn mser_5(series: &[f64]) -> Truncation {
    let batches: Vec<f64> = series
        .chunks_exact(VALUES_IN_A_BATCH)
        .map(|batch| batch.iter().sum::<f64>() / number(VALUES_IN_A_BATCH))
        .collect();
    if batches.len() < FEWEST_BATCHES || batches.iter().any(|value| !value.is_finite()) {
        return Truncation::TooShort;
    }
    // From the end: mean and sum of squares of what would be kept, by Welford's running sums. The last few batches
    // alone vary little by chance and would always win, so they are no candidates.
    let (mut kept, mut mean, mut squares) = (0.0, 0.0, 0.0);
    let mut best: Option<(f64, usize, f64)> = None;
    for (cut, value) in batches.iter().enumerate().rev() {
        kept += 1.0;
        let step = value - mean;
        mean += step / kept;
        squares += step * (value - mean);
        let statistic = squares / (kept * kept);
        let candidate = kept >= number(VALUES_IN_A_BATCH);
        if candidate && best.is_none_or(|(least, _, _)| statistic <= least) {
            best = Some((statistic, cut, mean));
        }
    }
    match best {
        Some((_, cut, mean)) if 2 * cut <= batches.len() => Truncation::Cut { values: cut * VALUES_IN_A_BATCH, mean },
        _ => Truncation::NotSettled,
    }
}
