//! A sample of measured values: percentiles, and where the true ones lie.

use super::{Interval, number, rank, special};

/// How a percentile is taken when it falls between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentileMethod {
    /// Linear between order statistics: position (n − 1)·p, as in spreadsheets (`PERCENTILE.INC`) and numpy.
    Linear,
    /// The smallest value with at least the share p of the sample at or below it.
    NearestRank,
}

impl PercentileMethod {
    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear between order statistics",
            Self::NearestRank => "nearest rank",
        }
    }
}

/// At least one finite value, sorted.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    sorted: Vec<f64>,
}

impl Sample {
    /// From values in any order; `None` when there is none, or one is not finite.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = values.into_iter().collect();
        if sorted.is_empty() || sorted.iter().any(|value| !value.is_finite()) {
            return None;
        }
        sorted.sort_by(f64::total_cmp);
        Some(Self { sorted })
    }

    /// The values, from the smallest to the largest.
    pub fn values(&self) -> &[f64] {
        &self.sorted
    }

    /// How many values, at least 1.
    pub fn n(&self) -> usize {
        self.sorted.len()
    }

    /// Sum.
    pub fn sum(&self) -> f64 {
        self.sorted.iter().sum()
    }

    /// Mean.
    pub fn mean(&self) -> f64 {
        self.sum() / number(self.n())
    }

    /// Smallest value.
    pub fn min(&self) -> f64 {
        self.at(0)
    }

    /// Largest value.
    pub fn max(&self) -> f64 {
        self.at(self.n() - 1)
    }

    /// The value in the middle, or the mean of the two in the middle.
    pub fn median(&self) -> f64 {
        self.percentile(0.5, PercentileMethod::Linear)
    }

    /// The percentile `p` (0..=1, clamped) by the method.
    pub fn percentile(&self, p: f64, method: PercentileMethod) -> f64 {
        let p = p.clamp(0.0, 1.0);
        let n = number(self.n());
        match method {
            PercentileMethod::Linear => {
                let position = (n - 1.0) * p;
                let below = self.at(rank(position.floor()));
                let above = self.at(rank(position.ceil()));
                below + (above - below) * (position - position.floor())
            }
            // The small step back keeps 0.9 · 10 = 9.000000000000002 at rank 9.
            PercentileMethod::NearestRank => self.at(rank((p * n - 1e-9).ceil()).max(1) - 1),
        }
    }

    /// 95 % interval of the true median from order statistics, without any assumption about the distribution.
    /// `None` for fewer than 6 values: then not even the whole range is that sure.
    pub fn median_interval(&self) -> Option<Interval> {
        self.percentile_interval(0.5)
    }

    /// 95 % interval of the true percentile `p` (0 < p < 1) from order statistics: the l-th to the u-th value with
    /// l the largest rank for which P(Bin(n, p) ≤ l − 1) ≤ 2.5 % and u the smallest for which
    /// P(Bin(n, p) ≤ u − 1) ≥ 97.5 % (David and Nagaraja, *Order Statistics*, 7.1). `None` when the sample is too
    /// small for a rank on both sides.
    pub fn percentile_interval(&self, p: f64) -> Option<Interval> {
        if !(p > 0.0 && p < 1.0) {
            return None;
        }
        let n = self.n();
        // P(Bin(n, p) <= k), for 0 <= k < n.
        let at_most = |k: usize| special::beta(1.0 - p, number(n - k), number(k) + 1.0);
        let low_rank = first(n, |k| at_most(k) > 0.025);
        let high_rank = first(n, |k| at_most(k) >= 0.975) + 1;
        (low_rank >= 1 && high_rank <= n).then(|| Interval { low: self.at(low_rank - 1), high: self.at(high_rank - 1) })
    }

    fn at(&self, index: usize) -> f64 {
        let last = self.sorted.last().copied().unwrap_or_default();
        self.sorted.get(index).copied().unwrap_or(last)
    }
}

/// The first k of 0..n for which a condition holds that stays true from there on; n when it never does.
fn first(n: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
