//! A measure over all repetitions: never a mean without its interval.

use serde::{Deserialize, Serialize};

use super::measure::Measure;
use crate::engine::statistics::{Interval, MeanEstimate, PercentileMethod, Sample, wilson};

/// Two ends of a 95 % interval, in the unit of the measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl From<Interval> for Bounds {
    fn from(interval: Interval) -> Self {
        Self { low: interval.low, high: interval.high }
    }
}

/// Hits of n, pooled over all repetitions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    /// Hits.
    pub hits: u64,
    /// Out of so many.
    pub n: u64,
    /// hits / n.
    pub share: f64,
    /// Wilson's 95 % score interval. It takes the n as independent of each other.
    pub interval: Bounds,
}

/// A measure over all repetitions in which it exists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Mean over the repetitions, each with the same weight.
    pub mean: f64,
    /// 95 % interval of that mean, by Student's t; `None` for a single repetition.
    pub interval: Option<Bounds>,
    /// 5 % of the repetitions lie below (linear between order statistics).
    pub p5: f64,
    /// Half of the repetitions lie below.
    pub p50: f64,
    /// 95 % of the repetitions lie below.
    pub p95: f64,
    /// Repetitions in which the measure exists.
    pub n: u32,
    /// For shares of a count: the count itself, over all repetitions.
    pub counted: Option<Counted>,
    /// The value of each repetition, in order; `None` where it does not exist (no deployment, no failure).
    pub replications: Vec<Option<f64>>,
}

impl Estimate {
    /// From the values of all repetitions and the pooled count, if it has one. `None` when no repetition has a value.
    pub(super) fn of(replications: Vec<Option<f64>>, pooled: Option<(u64, u64)>) -> Option<Self> {
        let values: Vec<f64> = replications.iter().copied().flatten().collect();
        let sample = Sample::of(values.iter().copied())?;
        let mean = MeanEstimate::of(&values);
        let at = |p: f64| sample.percentile(p, PercentileMethod::Linear);
        Some(Self {
            mean: mean.map_or_else(|| sample.mean(), |mean| mean.mean),
            interval: mean.map(|mean| mean.interval().into()),
            p5: at(0.05),
            p50: at(0.5),
            p95: at(0.95),
            n: u32::try_from(values.len()).unwrap_or(u32::MAX),
            counted: pooled.and_then(|(hits, n)| counted(hits, n)),
            replications,
        })
    }
}

fn counted(hits: u64, n: u64) -> Option<Counted> {
    let proportion = wilson(usize::try_from(hits).ok()?, usize::try_from(n).ok()?)?;
    Some(Counted { hits, n, share: proportion.share, interval: proportion.interval.into() })
}

/// A measure and its estimate, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// What.
    pub measure: Measure,
    /// The estimate; `None` with a reason.
    pub estimate: Option<Estimate>,
    /// A whole sentence that says why there is no estimate; empty when there is one.
    #[serde(default)]
    pub why_not: String,
}

/// Mean over repetitions, kept without the values: Welford's running sums.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Running {
    n: u32,
    mean: f64,
    squares: f64,
}

/// A mean and its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MeanOf {
    /// Mean over the repetitions.
    pub mean: f64,
    /// 95 % interval by Student's t; `None` for a single repetition.
    pub interval: Option<Bounds>,
}

impl Running {
    pub(super) fn add(&mut self, value: f64) {
        self.n += 1;
        let n = f64::from(self.n);
        let step = value - self.mean;
        self.mean += step / n;
        self.squares += step * (value - self.mean);
    }

    pub(super) fn estimate(&self) -> Option<MeanOf> {
        if self.n == 0 {
            return None;
        }
        let n = f64::from(self.n);
        let t = crate::engine::statistics::student_t_95(usize::try_from(self.n - 1).ok()?);
        let interval = t.map(|t| {
            let half = t * libm::sqrt(self.squares / (n - 1.0) / n);
            Bounds { low: self.mean - half, high: self.mean + half }
        });
        Some(MeanOf { mean: self.mean, interval })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_carries_its_interval() {
        // Ten values, by hand: 4.400000 ± 0.372474 at 95 %.
        let values = [4.1, 3.6, 5.2, 4.4, 4.9, 3.9, 4.6, 4.0, 5.0, 4.3];
        let estimate = Estimate::of(values.iter().copied().map(Some).collect(), None).unwrap();
        let interval = estimate.interval.unwrap();
        assert!((estimate.mean - 4.4).abs() < 1e-12);
        assert!(((interval.high - interval.low) / 2.0 - 0.372_474).abs() < 1e-6);
        let mut running = Running::default();
        for value in values {
            running.add(value);
        }
        let again = running.estimate().unwrap().interval.unwrap();
        assert!((again.low - interval.low).abs() < 1e-12 && (again.high - interval.high).abs() < 1e-12);
    }

    #[test]
    fn what_does_not_exist_has_no_estimate() {
        assert_eq!(Estimate::of(vec![None, None], Some((0, 0))), None);
        let one = Estimate::of(vec![None, Some(2.0)], Some((1, 4))).unwrap();
        assert_eq!((one.mean, one.interval, one.n), (2.0, None, 1));
        assert!((one.counted.unwrap().share - 0.25).abs() < 1e-12);
    }
}
