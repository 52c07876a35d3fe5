//! Spread of a time, which decides how long queues get.

use crate::model::Distribution;

/// Variance in hours².
pub fn variance(time: &Distribution) -> f64 {
    time.variance()
}

/// Squared coefficient of variation: variance / mean²; `None` when the mean is 0.
pub fn squared_variation(time: &Distribution) -> Option<f64> {
    let mean = time.mean();
    (mean > 0.0).then(|| variance(time) / (mean * mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreads_have_their_textbook_values() {
        // Lognormal with σ = 1: p85 = median · e^1.036433, mean 8.243606, CV² = e − 1 = 1.718282.
        let lognormal = Distribution::Lognormal { median: 5.0, p85: 14.095_721_3 };
        assert!((lognormal.mean() - 8.243_606).abs() < 5e-7);
        assert!((squared_variation(&lognormal).unwrap() - 1.718_282).abs() < 5e-6);
        assert!((squared_variation(&Distribution::Exponential { mean: 3.0 }).unwrap() - 1.0).abs() < 1e-12);
        // Triangular 1, 2, 6: (1 + 4 + 36 − 2 − 6 − 12)/18 = 7/6.
        let triangular = Distribution::Triangular { low: 1.0, mode: 2.0, high: 6.0 };
        assert!((variance(&triangular) - 7.0 / 6.0).abs() < 1e-12);
        assert_eq!(squared_variation(&Distribution::Fixed { hours: 0.0 }), None);
    }
}
