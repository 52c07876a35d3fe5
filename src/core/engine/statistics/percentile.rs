//! Percentiles with their interval, by one of two methods that is always named.

use super::{Interval, MeanEstimate, PercentileMethod, Sample};

/// From what the interval of a percentile comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentileBasis {
    /// Order statistics of one sample of independent values.
    OrderStatistics,
    /// The percentile of each repetition, averaged, with Student's t. Values inside a repetition may depend on each
    /// other, as waiting times do; only the repetitions must be independent. On short repetitions the mean of
    /// percentiles lies a little off the percentile of everything together.
    MeanOfRepetitions,
}

impl PercentileBasis {
    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OrderStatistics => "order statistics",
            Self::MeanOfRepetitions => "mean of the percentiles of each repetition, Student's t",
        }
    }
}

/// A percentile and where the true one lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PercentileEstimate {
    /// Which one, 0 < share < 1.
    pub share: f64,
    /// The estimate.
    pub value: f64,
    /// 95 % interval; `None` when there are too few values for one.
    pub interval: Option<Interval>,
    /// How it was found.
    pub basis: PercentileBasis,
    /// Values, or repetitions.
    pub n: usize,
}

impl PercentileEstimate {
    /// From independent values. `None` for a share outside 0 to 1.
    pub fn of_sample(sample: &Sample, share: f64) -> Option<Self> {
        (share > 0.0 && share < 1.0).then(|| Self {
            share,
            value: sample.percentile(share, PercentileMethod::Linear),
            interval: sample.percentile_interval(share),
            basis: PercentileBasis::OrderStatistics,
            n: sample.n(),
        })
    }

    /// From the percentile of each repetition. `None` for a share outside 0 to 1, no repetition, or a value that is
    /// not finite.
    pub fn of_repetitions(percentiles: &[f64], share: f64) -> Option<Self> {
        let sample = Sample::of(percentiles.iter().copied()).filter(|_| share > 0.0 && share < 1.0)?;
        Some(Self {
            share,
            value: sample.mean(),
            interval: MeanEstimate::of(percentiles).map(|mean| mean.interval()),
            basis: PercentileBasis::MeanOfRepetitions,
            n: sample.n(),
        })
    }
}
