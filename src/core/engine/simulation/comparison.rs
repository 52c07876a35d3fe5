//! Two policies under the same random numbers, compared repetition by repetition.

use serde::{Deserialize, Serialize};

use super::{estimate::Bounds, measure::Measure, outcome::Outcome};
use crate::engine::statistics::Paired;

/// A scenario against the baseline, measure by measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The measures that exist in both, in the order of [`Measure::ALL`].
    pub differences: Vec<Difference>,
}

/// The difference that a scenario makes to one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Of what.
    pub measure: Measure,
    /// Mean of the baseline, over the pairs.
    pub baseline: f64,
    /// Mean of the scenario, over the pairs.
    pub scenario: f64,
    /// Mean of scenario − baseline, in the unit of the measure.
    pub difference: f64,
    /// Its 95 % interval, by the paired t.
    pub interval: Bounds,
    /// Relative change, scenario / baseline − 1; `None` when the baseline is 0.
    pub relative: Option<f64>,
    /// 95 % interval of the relative change (Fieller); `None` when the baseline cannot be told from 0.
    pub relative_interval: Option<Bounds>,
    /// Whether the interval leaves zero out. If not: no difference we can be sure of.
    pub sure: bool,
    /// Correlation over the repetitions; `None` when one side never varies.
    pub correlation: Option<f64>,
    /// How many times more repetitions independent runs would have needed; `None` when the difference never varies.
    pub variance_ratio: Option<f64>,
    /// Pairs of repetitions in which both exist.
    pub n: u32,
}

impl Comparison {
    /// Compares two outcomes of the same seed, length and start. Repetitions that only one of them has are left out.
    /// `None` when seed, length or start differ: then the random numbers are not common, and pairs mean nothing.
    pub fn between(baseline: &Outcome, scenario: &Outcome) -> Option<Self> {
        let (a, b) = (baseline.settings, scenario.settings);
        if (a.seed, a.weeks, a.warm_up_weeks, a.begin) != (b.seed, b.weeks, b.warm_up_weeks, b.begin) {
            return None;
        }
        let differences = Measure::ALL.into_iter().filter_map(|measure| difference(measure, baseline, scenario));
        Some(Self { differences: differences.collect() })
    }

    /// The difference in one measure; `None` when it does not exist in both, or in fewer than two pairs.
    pub fn of(&self, measure: Measure) -> Option<&Difference> {
        self.differences.iter().find(|difference| difference.measure == measure)
    }
}

fn difference(measure: Measure, baseline: &Outcome, scenario: &Outcome) -> Option<Difference> {
    let (before, after) = (baseline.estimate(measure)?, scenario.estimate(measure)?);
    let pairs = before.replications.iter().zip(&after.replications);
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.filter_map(|(a, b)| Some(((*a)?, (*b)?))).unzip();
    let paired = Paired::of(&a, &b)?;
    let n = u32::try_from(a.len()).ok()?;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / f64::from(n);
    let interval = paired.difference.interval();
    Some(Difference {
        measure,
        baseline: mean(&a),
        scenario: mean(&b),
        difference: paired.difference.mean,
        interval: interval.into(),
        relative: paired.ratio.map(|ratio| ratio - 1.0),
        relative_interval: paired.ratio_interval.map(|r| Bounds { low: r.low - 1.0, high: r.high - 1.0 }),
        sure: interval.excludes_zero(),
        correlation: paired.correlation,
        variance_ratio: paired.variance_ratio,
        n,
    })
}
