//! From a probability back to a value, for the distributions whose inverse has no formula.
//!
//! The cumulative function (see `special`) is inverted by Newton's method inside a bracket that only shrinks: where
//! Newton would leave the bracket, it is halved. Monotone in the probability, within about 1e-12 of the value.

use super::special;

/// Steps after which the bracket is as narrow as doubles allow.
const MOST_STEPS: u32 = 200;
const CLOSE_ENOUGH: f64 = 1e-13;

/// The value below which a Gamma(shape, 1) variable lies with probability `p` (0 < p < 1), for shape > 0.
pub(crate) fn gamma(shape: f64, p: f64) -> f64 {
    let mut high = shape.max(1.0);
    while special::gamma(shape, high) < p && high < 1e9 {
        high *= 2.0;
    }
    // P(a, x) is at most xᵃ/Γ(a + 1), and nearly that for small x: where small shapes have most of their mass.
    let low = libm::exp((libm::log(p) + libm::lgamma(shape + 1.0)) / shape).min(high);
    let start = if shape < 1.0 { low } else { f64::midpoint(low, high) };
    let log_gamma = libm::lgamma(shape);
    invert(
        p,
        (low, start, high),
        |x| special::gamma(shape, x),
        |x| libm::exp((shape - 1.0) * libm::log(x) - x - log_gamma),
    )
}

/// The value below which a Beta(a, b) variable lies with probability `p` (0 < p < 1), for a, b > 0.
pub(crate) fn beta(a: f64, b: f64, p: f64) -> f64 {
    let log_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    invert(
        p,
        (0.0, 0.5, 1.0),
        |x| special::beta(x, a, b),
        |x| libm::exp((a - 1.0) * libm::log(x) + (b - 1.0) * libm::log1p(-x) - log_beta),
    )
}

/// Where `below` reaches `p` between a low and a high end, from a start between them.
fn invert(
    p: f64,
    (mut low, start, mut high): (f64, f64, f64),
    below: impl Fn(f64) -> f64,
    density: impl Fn(f64) -> f64,
) -> f64 {
    let mut x = start;
    for _ in 0..MOST_STEPS {
        let off = below(x) - p;
        if off > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let newton = x - off / density(x);
        let next = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
        let moved = (next - x).abs();
        x = next;
        if moved <= CLOSE_ENOUGH * x || high - low <= CLOSE_ENOUGH * high {
            break;
        }
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_invert_their_distribution() {
        for p in [1e-9, 0.001, 0.05, 0.3, 0.5, 0.85, 0.999, 1.0 - 1e-9] {
            for shape in [0.05, 0.5, 1.0, 3.0, 40.0, 1000.0] {
                let x = gamma(shape, p);
                assert!((special::gamma(shape, x) - p).abs() < 1e-9, "{shape} {p}: {x}");
            }
            for (a, b) in [(1.0, 5.0), (2.0, 3.0), (5.0, 1.0), (3.0, 3.0)] {
                let x = beta(a, b, p);
                assert!((special::beta(x, a, b) - p).abs() < 1e-9, "{a} {b} {p}: {x}");
            }
            // Shape 1 is exponential. Near 1 the probability itself has no more digits.
            assert!((gamma(1.0, p) / -libm::log1p(-p) - 1.0).abs() < 1e-7, "{p}");
        }
    }
}
