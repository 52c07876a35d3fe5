//! The two special functions behind distributions and exact intervals: regularised incomplete beta and gamma.
//!
//! Formulas: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.5.8 (beta, continued fraction) and
//! 6.5.29, 6.5.31 (gamma, series and continued fraction), evaluated by Lentz's method. Relative accuracy about 1e-12.

use libm::{exp, lgamma, log, log1p};

/// Terms after which a continued fraction is given up. They converge within a few times the root of the arguments,
/// so this serves arguments up to about 1e9.
const MOST_TERMS: u32 = 200_000;
const SMALLEST: f64 = 1e-300;
const CLOSE_ENOUGH: f64 = 1e-15;

/// Regularised incomplete beta function `I_x(a, b)` for a, b > 0; x is clamped to 0..=1.
///
/// It is the probability that a Beta(a, b) variable is at most x.
pub(crate) fn beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x >= 1.0 {
        1.0
    } else if x <= (a + 1.0) / (a + b + 2.0) {
        beta_by_fraction(x, a, b)
    } else {
        1.0 - beta_by_fraction(1.0 - x, b, a)
    }
}

fn beta_by_fraction(x: f64, a: f64, b: f64) -> f64 {
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a;
    let away = |value: f64| if value.abs() < SMALLEST { SMALLEST } else { value };
    let mut upper = 1.0;
    let mut lower = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = lower;
    for term in 1..MOST_TERMS {
        let step = f64::from(term);
        let even = step * (b - step) * x / ((a + 2.0 * step - 1.0) * (a + 2.0 * step));
        lower = 1.0 / away(1.0 + even * lower);
        upper = away(1.0 + even / upper);
        fraction *= lower * upper;
        let odd = -(a + step) * (a + b + step) * x / ((a + 2.0 * step) * (a + 2.0 * step + 1.0));
        lower = 1.0 / away(1.0 + odd * lower);
        upper = away(1.0 + odd / upper);
        fraction *= lower * upper;
        if (lower * upper - 1.0).abs() < CLOSE_ENOUGH {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

/// Regularised lower incomplete gamma function P(a, x) for a > 0: the probability that a Gamma(a, 1) variable is at
/// most x.
pub(crate) fn gamma(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = exp(a * log(x) - x - lgamma(a));
    if x < a + 1.0 {
        (front * gamma_series(a, x)).clamp(0.0, 1.0)
    } else {
        (1.0 - front * gamma_fraction(a, x)).clamp(0.0, 1.0)
    }
}

fn gamma_series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    for step in 1..MOST_TERMS {
        term *= x / (a + f64::from(step));
        sum += term;
        if term < sum * CLOSE_ENOUGH {
            break;
        }
    }
    sum
}

fn gamma_fraction(a: f64, x: f64) -> f64 {
    let mut denominator = x + 1.0 - a;
    let mut upper = 1.0 / SMALLEST;
    let mut lower = 1.0 / denominator;
    let mut fraction = lower;
    for step in 1..MOST_TERMS {
        let m = f64::from(step);
        let numerator = -m * (m - a);
        denominator += 2.0;
        lower = 1.0 / (numerator * lower + denominator);
        upper = denominator + numerator / upper;
        fraction *= lower * upper;
        if (lower * upper - 1.0).abs() < CLOSE_ENOUGH {
            break;
        }
    }
    fraction
}

/// Where a rising function crosses `level`, by bisection down to the last bits of `low..high`.
pub(crate) fn crossing(level: f64, mut low: f64, mut high: f64, rising: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if rising(middle) < level {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() <= 1e-10 * right.abs().max(1e-3), "{left} is not {right}");
    }

    #[test]
    fn beta_has_its_closed_forms() {
        // I_x(1, b) = 1 - (1 - x)^b; I_x(a, 1) = x^a; I_x(1/2, 1/2) = 2/pi asin(sqrt x).
        close(beta(0.3, 1.0, 4.0), 1.0 - 0.7_f64.powi(4));
        close(beta(0.3, 5.0, 1.0), 0.3_f64.powi(5));
        close(beta(0.25, 0.5, 0.5), 1.0 / 3.0);
        close(beta(0.5, 5000.0, 5000.0), 0.5);
    }

    #[test]
    fn gamma_has_its_closed_forms() {
        // P(1, x) = 1 - e^-x; P(3, x) = 1 - e^-x (1 + x + x^2/2).
        close(gamma(1.0, 0.7), 1.0 - (-0.7_f64).exp());
        close(gamma(3.0, 6.0), 1.0 - (-6.0_f64).exp() * 25.0);
        close(gamma(3.0, 1.5), 1.0 - (-1.5_f64).exp() * (1.0 + 1.5 + 1.125));
    }
}
