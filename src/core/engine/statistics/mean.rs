//! The mean of independent repetitions, and how sure we are of it.

use libm::sqrt;

use super::{Interval, number, student_t_95};

/// Mean of n independent values with its 95 % interval: mean ± t(0.975, n − 1) · s / √n.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanEstimate {
    /// Values.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Sample standard deviation s, with n − 1.
    pub deviation: f64,
    /// Half of the 95 % interval.
    pub half_width: f64,
}

impl MeanEstimate {
    /// From independent values; `None` for fewer than two, or when one of them is not finite.
    pub fn of(values: &[f64]) -> Option<Self> {
        let n = values.len();
        let t = student_t_95(n.checked_sub(1)?)?;
        let (mean, deviation) = moments(values)?;
        let half_width = t * deviation / sqrt(number(n));
        half_width.is_finite().then_some(Self { n, mean, deviation, half_width })
    }

    /// The 95 % interval.
    pub fn interval(&self) -> Interval {
        Interval { low: self.mean - self.half_width, high: self.mean + self.half_width }
    }

    /// s / √n.
    pub fn standard_error(&self) -> f64 {
        self.deviation / sqrt(number(self.n))
    }

    /// Repetitions after which half of the interval would be about `share` of the mean: (t · s / (share · mean))²,
    /// with today's t. `None` when the mean is 0 or the share is not above 0.
    pub fn repetitions_for(&self, share: f64) -> Option<usize> {
        let aim = share * self.mean.abs();
        let needed = (self.half_width / aim) * (self.half_width / aim) * number(self.n);
        (aim > 0.0 && needed.is_finite()).then(|| super::rank(needed.ceil()).max(2))
    }
}

/// Mean and sample standard deviation of two values or more; `None` when they are not finite.
pub(super) fn moments(values: &[f64]) -> Option<(f64, f64)> {
    let n = number(values.len());
    if n < 2.0 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let deviation = sqrt(squares / (n - 1.0));
    (mean.is_finite() && deviation.is_finite()).then_some((mean, deviation))
}
