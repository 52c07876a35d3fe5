//! Two policies run with the same random numbers, compared run by run.

use libm::sqrt;

use super::{Interval, MeanEstimate, mean::moments, number, student_t_95};

/// The comparison of B with A over the same n repetitions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paired {
    /// Mean of B − A with its paired-t interval.
    pub difference: MeanEstimate,
    /// Correlation of A and B over the repetitions; `None` when one of them never varies.
    pub correlation: Option<f64>,
    /// Variance of the difference if A and B had been independent, divided by what it is: how many times more
    /// repetitions independent runs would need. `None` when the difference never varies.
    pub variance_ratio: Option<f64>,
    /// Mean of B divided by mean of A.
    pub ratio: Option<f64>,
    /// 95 % interval of that ratio, by Fieller's theorem; `None` when the mean of A cannot be told from 0.
    pub ratio_interval: Option<Interval>,
}

impl Paired {
    /// From values of the same repetitions in the same order. `None` when the lengths differ, when there are fewer
    /// than two, or when one value is not finite.
    ///
    /// The ratio is for two means of one sign, such as durations and counts: the relative change is ratio − 1.
    /// Fieller: all r for which mean(B − r·A) cannot be told from 0 by the paired t test.
    pub fn of(a: &[f64], b: &[f64]) -> Option<Self> {
        if a.len() != b.len() {
            return None;
        }
        let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| b - a).collect();
        let difference = MeanEstimate::of(&differences)?;
        let (mean_a, deviation_a) = moments(a)?;
        let (mean_b, deviation_b) = moments(b)?;
        let n = number(a.len());
        let products: f64 = a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum();
        let (var_a, var_b, covariance) = (deviation_a * deviation_a, deviation_b * deviation_b, products / (n - 1.0));
        let var_difference = difference.deviation * difference.deviation;
        let varies = deviation_a > 0.0 && deviation_b > 0.0;
        let t = student_t_95(a.len() - 1)?;
        Some(Self {
            difference,
            correlation: varies.then(|| (covariance / (deviation_a * deviation_b)).clamp(-1.0, 1.0)),
            variance_ratio: (var_difference > 0.0).then(|| (var_a + var_b) / var_difference),
            ratio: (mean_a != 0.0).then(|| mean_b / mean_a),
            ratio_interval: fieller(mean_a, mean_b, [var_a / n, var_b / n, covariance / n], t),
        })
    }

    /// Whether B differs from A as far as these repetitions can tell.
    pub fn is_sure(&self) -> bool {
        self.difference.interval().excludes_zero()
    }

    /// Repetitions after which the interval of the difference would just leave zero out, if the difference is what it
    /// looks like now: (t·s/difference)². `None` when it is exactly 0.
    pub fn pairs_to_tell(&self) -> Option<usize> {
        self.difference.repetitions_for(1.0)
    }
}

/// The two roots r of `(b − r·a)² = t²(var_b − 2r·cov + r²·var_a)`.
fn fieller(a: f64, b: f64, [var_a, var_b, covariance]: [f64; 3], t: f64) -> Option<Interval> {
    let square = t * t;
    let leading = a * a - square * var_a;
    let middle = a * b - square * covariance;
    let last = b * b - square * var_b;
    let under_root = middle * middle - leading * last;
    if leading <= 0.0 || under_root < 0.0 {
        return None;
    }
    let root = sqrt(under_root);
    Some(Interval { low: (middle - root) / leading, high: (middle + root) / leading })
}
