//! Could we see it at all? What a number of incidents can say about faster recovery.
//!
//! Durations of incidents are about log-normal with a long tail, so that their logarithms are about normal: recovery
//! that takes the share 1 − k of what it took shifts every logarithm by ln(1 − k). Two periods are compared by the
//! two-sample t test of the mean logarithms, at 5 %, two-sided. With n and m incidents and σ the standard deviation of
//! a logarithm, its statistic is a noncentral t with n + m − 2 degrees of freedom and noncentrality
//! −ln(1 − k) / (σ·√(1/n + 1/m)), so the chance to see the improvement is
//!
//! P(T > t) = E\[Φ(noncentrality − t·S)\], with S² a chi-squared variable over its degrees of freedom,
//!
//! which is integrated over the density of S by Simpson's rule (the definition of the noncentral t; Johnson, Kotz and
//! Balakrishnan, *Continuous Univariate Distributions* 2, chapter 31). "Seen" in the wrong direction does not count.

use libm::{erfc, exp, lgamma, log, sqrt};

use super::{mean::moments, number, student_t_95};

/// Spread of the logarithm of a duration where nobody has measured one: σ = 1.2, a long tail. An assumption.
pub const USUAL_LOG_DEVIATION: f64 = 1.2;
/// More incidents than this in one period are not planned for.
pub const MOST_INCIDENTS: usize = 1_000_000;
/// Halves of the intervals of Simpson's rule.
const HALVES: u32 = 200;

/// Standard deviation of the logarithms of durations above 0; `None` for fewer than two, or one that is not.
pub fn log_deviation(durations: &[f64]) -> Option<f64> {
    if durations.iter().any(|duration| !(*duration > 0.0 && duration.is_finite())) {
        return None;
    }
    let logarithms: Vec<f64> = durations.iter().map(|duration| log(*duration)).collect();
    moments(&logarithms).map(|(_, deviation)| deviation)
}

/// Probability with which `before` and `after` incidents show that recovery takes the share `faster` (0 < share < 1)
/// less time than it took, when the logarithms of durations spread with `deviation` (above 0) in both periods.
///
/// `None` with fewer than two incidents in a period, or a number outside its range.
pub fn chance_to_see(before: usize, after: usize, faster: f64, deviation: f64) -> Option<f64> {
    let possible = faster > 0.0 && faster < 1.0 && deviation > 0.0 && deviation.is_finite();
    if !possible || before < 2 || after < 2 || before.max(after) > MOST_INCIDENTS {
        return None;
    }
    let shift = -log(1.0 - faster);
    let noncentrality = shift / (deviation * sqrt(1.0 / number(before) + 1.0 / number(after)));
    let degrees = before + after - 2;
    Some(noncentral_t_above(student_t_95(degrees)?, number(degrees), noncentrality))
}

/// Fewest incidents in each of two equally long periods with which such an improvement is seen with at least `chance`
/// (0 < chance < 1). `None` where more than [`MOST_INCIDENTS`] would be needed, or a number is outside its range.
pub fn incidents_to_see(faster: f64, deviation: f64, chance: f64) -> Option<usize> {
    if !(chance > 0.0 && chance < 1.0) {
        return None;
    }
    let enough = |n: usize| chance_to_see(n, n, faster, deviation).map(|seen| seen >= chance);
    let (mut low, mut high) = (2, MOST_INCIDENTS);
    if !enough(high)? {
        return None;
    }
    while low < high {
        let middle = low.midpoint(high);
        if enough(middle)? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(low)
}

/// P(T > t) of a noncentral t variable.
fn noncentral_t_above(t: f64, degrees: f64, noncentrality: f64) -> f64 {
    // S lies within eight standard deviations, 1/√(2·degrees) each, of 1.
    let reach = 8.0 / sqrt(2.0 * degrees);
    let (low, high) = ((1.0 - reach).max(0.0), 1.0 + reach);
    let half = (high - low) / f64::from(2 * HALVES);
    let log_scale =
        core::f64::consts::LN_2 * (1.0 - degrees / 2.0) + degrees / 2.0 * log(degrees) - lgamma(degrees / 2.0);
    let density = |s: f64| {
        if s <= 0.0 { 0.0 } else { exp(log_scale + (degrees - 1.0) * log(s) - degrees * s * s / 2.0) }
    };
    let (mut sum, mut mass) = (0.0, 0.0);
    for node in 0..=2 * HALVES {
        let s = low + half * f64::from(node);
        let weight = if node == 0 || node == 2 * HALVES {
            1.0
        } else if node % 2 == 1 {
            4.0
        } else {
            2.0
        };
        let here = weight * density(s);
        mass += here;
        sum += here * below(noncentrality - t * s);
    }
    // Dividing by the mass takes out what the rule and the cut tails miss of it.
    (sum / mass).clamp(0.0, 1.0)
}

/// Φ(z).
fn below(z: f64) -> f64 {
    0.5 * erfc(-z / core::f64::consts::SQRT_2)
}
