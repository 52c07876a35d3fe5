//! Work that waits to go together: as many as are enough, or who is there when the first has waited long enough.
//!
//! The first waits for a time τ at most; others come at random, λ an hour. With N Poisson of mean λτ, a batch has
//! 1 + min(N, n − 1) items, and all of its items together wait ∫₀^τ Σ_{k ≤ n−2} (1 + k)·P(N(t) = k) dt
//! = (1/λ) Σ_{k ≤ n−2} (1 + k)·P(N ≥ k + 1).

use libm::exp;

/// Means over batches.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Company {
    /// Probability of each size, from 1 on.
    pub(super) sizes: Vec<f64>,
    /// Mean size.
    pub(super) size: f64,
    /// Mean hours that an item waits.
    pub(super) wait: f64,
}

/// Above this mean nobody's patience ends before enough are there, or the size is as good as its mean.
const MANY: f64 = 600.0;

impl Company {
    /// Of `enough` items (2 or more), or after `patience` hours, when `per_hour` come.
    pub(super) fn of(per_hour: f64, enough: u32, patience: f64) -> Self {
        let mean = per_hour * patience;
        if mean <= 0.0 {
            return Self { sizes: vec![1.0], size: 1.0, wait: patience };
        }
        let last = enough.max(1) - 1;
        let (mut sizes, mut size, mut waits) = (Vec::new(), 0.0, 0.0);
        // P(N = k) and P(N ≥ k); for a mean too large for a double's exponential, N is its mean.
        let (mut chance, mut left) = (if mean > MANY { 0.0 } else { exp(-mean) }, 1.0);
        for k in 0..last {
            let count = f64::from(k);
            if mean > MANY {
                chance = if count < mean { 0.0 } else { left };
            } else if k > 0 {
                chance *= mean / count;
            }
            let here = chance.min(left);
            sizes.push(here);
            size += here * (count + 1.0);
            left = (left - here).max(0.0);
            waits += (1.0 + count) * left;
            if left < 1e-12 {
                break;
            }
        }
        if left > 0.0 {
            sizes.push(left);
            size += left * (f64::from(last) + 1.0);
        }
        Self { sizes, size, wait: waits / per_hour / size }
    }

    /// Probability that a batch fails when each item is bad with `bad` and the deployment itself fails with `fails`, and
    /// the mean of 1 + factor·log₂(size) over those that fail.
    pub(super) fn failing(&self, bad: f64, fails: f64, factor: f64) -> (f64, f64) {
        let (mut failing, mut harder, mut good) = (0.0, 0.0, 1.0 - fails);
        for (size, chance) in (1_u32..).zip(&self.sizes) {
            good *= 1.0 - bad;
            let here = chance * (1.0 - good);
            failing += here;
            harder += here * (1.0 + factor * libm::log2(f64::from(size)));
        }
        (failing, if failing > 0.0 { harder / failing } else { 1.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_that_wait_for_each_other_and_many_that_always_come() {
        // Two are enough: the first waits min(τ, Exp(λ)), so (1 − e^−λτ)/λ, and a batch has 2 − e^−λτ.
        let found = Company::of(0.5, 2, 3.0);
        let none = (-1.5_f64).exp();
        assert!((found.size - (2.0 - none)).abs() < 1e-12, "{found:?}");
        assert!((found.wait - (1.0 - none) / 0.5 / (2.0 - none)).abs() < 1e-12, "{found:?}");
        // Patience without end: n items, which wait (n − 1)/(2λ) on average.
        for patience in [400.0, 1e9] {
            let full = Company::of(2.0, 10, patience);
            assert!((full.size - 10.0).abs() < 1e-9 && (full.wait - 9.0 / 4.0).abs() < 1e-9, "{full:?}");
            assert!((full.failing(0.02, 0.0, 0.0).0 - (1.0 - 0.98_f64.powi(10))).abs() < 1e-9);
        }
        assert_eq!(Company::of(0.0, 5, 2.0), Company { sizes: vec![1.0], size: 1.0, wait: 2.0 });
    }
}
