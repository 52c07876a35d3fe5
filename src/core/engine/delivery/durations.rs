//! A sample of durations, with what was left out of it.

use crate::engine::statistics::{Interval, PercentileMethod, Sample};

/// At least one duration. All values in calendar hours.
#[derive(Debug, Clone, PartialEq)]
pub struct Durations {
    /// The durations.
    pub sample: Sample,
    /// Records whose end lies before their start: left out.
    pub backwards: usize,
    /// Records without one of the two moments: left out.
    pub incomplete: usize,
}

impl Durations {
    /// Collects durations in hours: `None` for a record without both moments, negative for one that runs backwards.
    /// Gives back how many were incomplete when nothing is left.
    pub(super) fn of(hours: impl Iterator<Item = Option<f64>>) -> Result<Self, usize> {
        let (mut values, mut backwards, mut incomplete) = (Vec::new(), 0, 0);
        for duration in hours {
            match duration {
                None => incomplete += 1,
                Some(hours) if hours < 0.0 => backwards += 1,
                Some(hours) => values.push(hours),
            }
        }
        Sample::of(values).map(|sample| Self { sample, backwards, incomplete }).ok_or(incomplete)
    }

    /// Durations counted.
    pub fn n(&self) -> usize {
        self.sample.n()
    }

    /// Half are done within this many hours.
    pub fn median(&self) -> f64 {
        self.sample.median()
    }

    /// 95 % interval of the true median, from order statistics; `None` for fewer than 6 values.
    pub fn median_interval(&self) -> Option<Interval> {
        self.sample.median_interval()
    }

    /// Nine of ten are done within this many hours. The method matters on small samples: name it.
    pub fn p90(&self, method: PercentileMethod) -> f64 {
        self.sample.percentile(0.9, method)
    }

    /// The mean, in hours. A few long ones carry it: show the median first.
    pub fn mean(&self) -> f64 {
        self.sample.mean()
    }
}
