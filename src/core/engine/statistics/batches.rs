//! One long run instead of many: batch means.

use libm::sqrt;

use super::{MeanEstimate, Z_95, number};

/// Fewest batches: with fewer the interval is wide, and the check of independence says nothing.
pub const FEWEST_BATCHES: usize = 20;

/// The mean of one long, settled series, judged by the means of consecutive batches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BatchMeans {
    /// Mean of the batch means with its t interval; its `n` counts batches.
    pub estimate: MeanEstimate,
    /// Values in a batch.
    pub batch: usize,
    /// Correlation of neighbouring batch means; `None` when they never vary.
    pub lag_1: Option<f64>,
}

impl BatchMeans {
    /// Cuts a series into `batches` (at least [`FEWEST_BATCHES`]) of equal length; what does not fill the last one is
    /// left out at the start, where a series is least settled. `None` for fewer batches, an empty batch, or a value
    /// that is not finite.
    pub fn of(series: &[f64], batches: usize) -> Option<Self> {
        if batches < FEWEST_BATCHES {
            return None;
        }
        let batch = series.len() / batches;
        if batch == 0 {
            return None;
        }
        let kept = series.get(series.len() - batch * batches..)?;
        let means: Vec<f64> = kept.chunks_exact(batch).map(|part| part.iter().sum::<f64>() / number(batch)).collect();
        Some(Self { estimate: MeanEstimate::of(&means)?, batch, lag_1: lag_1(&means) })
    }

    /// Whether neighbouring batches look independent: a lag-1 correlation of at most 1.96/√batches. If they do not,
    /// the interval is too narrow, and the batches must be longer.
    pub fn looks_independent(&self) -> bool {
        self.lag_1.is_none_or(|correlation| correlation <= Z_95 / sqrt(number(self.estimate.n)))
    }
}

/// Σ(xᵢ − x̄)(xᵢ₊₁ − x̄) / Σ(xᵢ − x̄)², the lag-1 autocorrelation; `None` for fewer than two values, or when they never
/// vary.
pub fn lag_1(values: &[f64]) -> Option<f64> {
    let (mean, _) = super::mean::moments(values)?;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let pairs = values.iter().zip(values.iter().skip(1));
    let products: f64 = pairs.map(|(value, next)| (value - mean) * (next - mean)).sum();
    (squares > 0.0).then(|| products / squares)
}
