//! Work that comes or goes in batches, and work that waits for a date.
//!
//! Sources: Gross et al., *Fundamentals of Queueing Theory*, 4th edition, 3.1 (batch arrivals) and 3.2 (bulk service);
//! dates with a limit are the queue of Bailey, *On queueing processes with bulk service*, Journal of the Royal Statistical
//! Society B 16 (1954), solved by Spitzer, *A combinatorial lemma and its application to probability theory*,
//! Transactions of the American Mathematical Society 82 (1956).

use libm::sqrt;

use super::positive;
use crate::engine::statistics::poisson_at_least;

/// Most terms of a sum: enough up to a load of about 0.97 of one item, and closer for more.
pub const MOST_TERMS: u32 = 10_000;

/// L of M^\[b\]/M/1: batches of exactly `size` (at least 1) come at random, `batches` per unit of time; one server,
/// exponential mean `service`: ρ = λb/μ, L = ρ(1 + b)/2/(1 − ρ). `None` when it never settles.
pub fn batch_arrivals_in_system(batches: f64, size: u32, service: f64) -> Option<f64> {
    let busy = batches * f64::from(size) * service;
    (size >= 1 && positive(&[batches, service]) && busy < 1.0)
        .then(|| busy * f64::midpoint(1.0, f64::from(size)) / (1.0 - busy))
}

/// L of M/M^\[K\]/1: one server takes up to `most` (at least 1) together, and others may join until all places are
/// taken: L = r/(1 − r) with r the root in (0, 1) of μr^(K+1) − (λ + μ)r + λ = 0. `None` when λ ≥ Kμ.
pub fn bulk_service_in_system(arrivals: f64, most: u32, service: f64) -> Option<f64> {
    let load = arrivals * service;
    if most == 0 || !positive(&[arrivals, service]) || load >= f64::from(most) {
        return None;
    }
    // Divided by (r − 1)·μ the root at 1 is gone: r + r² + … + r^K = λ/μ, and the left side rises.
    let sum = |r: f64| (0..most).fold(0.0, |sum, _| (sum + 1.0) * r);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if sum(middle) < load {
            low = middle;
        } else {
            high = middle;
        }
    }
    let root = f64::midpoint(low, high);
    (root < 1.0).then(|| root / (1.0 - root))
}

/// Waiting for dates that come every `every`, of work that comes at random and goes with the next date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dates {
    /// Time from one date to the next, above 0.
    pub every: f64,
}

impl Dates {
    /// T/2.
    pub fn wait(&self) -> f64 {
        self.every / 2.0
    }

    /// T/√12: waits are evenly spread from 0 to T.
    pub fn deviation(&self) -> f64 {
        self.every / sqrt(12.0)
    }

    /// P(wait > t).
    pub fn wait_above(&self, t: f64) -> f64 {
        (1.0 - t / self.every).clamp(0.0, 1.0)
    }

    /// Items at a date, λ·T, with `arrivals` λ per unit of time.
    pub fn batch(&self, arrivals: f64) -> f64 {
        arrivals * self.every
    }
}

/// Dates of which each takes at most `most` (at least 1) items while `per_date` come between two, at random: the mean
/// number left behind by a date and the mean wait in periods, ½ + E\[N\]/a.
///
/// N follows the chain N' = max(N + Poisson(a) − K, 0), so by Spitzer's identity E\[N\] = Σ E\[(Sₘ − mK)⁺\]/m over
/// m = 1, 2, …, where Sₘ is Poisson(ma) and E\[(S − k)⁺\] = s·P(S ≥ k) − k·P(S > k). `None` when a ≥ K, and so close to it
/// that the sum does not end within [`MOST_TERMS`].
pub fn dates_with_limit(per_date: f64, most: u32) -> Option<(f64, f64)> {
    if most == 0 || !positive(&[per_date]) || per_date >= f64::from(most) {
        return None;
    }
    let mut left = 0.0;
    for m in 1..=MOST_TERMS {
        let coming = per_date * f64::from(m);
        let room = f64::from(m) * f64::from(most);
        let places = usize::try_from(u64::from(m) * u64::from(most)).ok()?;
        let over = coming * poisson_at_least(places, coming)? - room * poisson_at_least(places + 1, coming)?;
        let term = over.max(0.0) / f64::from(m);
        left += term;
        if term <= 1e-13 * left || term < 1e-300 {
            return Some((left, 0.5 + left / per_date));
        }
    }
    None
}
