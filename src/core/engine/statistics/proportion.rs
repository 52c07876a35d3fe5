//! How large a probability is, from k of n.

use libm::{ceil, log, sqrt};

use super::{Interval, Z_95, number, rank, special};

/// A share of a count with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportion {
    /// Hits.
    pub hits: usize,
    /// Out of so many, above 0.
    pub n: usize,
    /// hits / n.
    pub share: f64,
    /// Wilson's score interval.
    pub interval: Interval,
}

/// Share of hits with Wilson's score interval
/// `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)` (Wilson 1927).
///
/// `None` when n is 0 (no data is not 0 %) or hits exceed n.
pub fn wilson(hits: usize, n: usize) -> Option<Proportion> {
    if n == 0 || hits > n {
        return None;
    }
    let (count, square) = (number(n), Z_95 * Z_95);
    let share = number(hits) / count;
    let middle = share + square / (2.0 * count);
    let half = Z_95 * sqrt(share * (1.0 - share) / count + square / (4.0 * count * count));
    let scale = 1.0 + square / count;
    // At the ends rounding could leave a trace on the wrong side of 0 or 1.
    let low = if hits == 0 { 0.0 } else { (middle - half) / scale };
    let high = if hits == n { 1.0 } else { (middle + half) / scale };
    Some(Proportion { hits, n, share, interval: Interval { low, high } })
}

/// What counts say about a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureVerdict {
    /// The whole interval lies at or below the limit.
    Met,
    /// The whole interval lies above the limit.
    Missed,
    /// The limit lies inside the interval.
    NotEnoughData,
}

/// Whether failures of n events keep a limit (a share, 0..1): by Wilson's interval. `None` without events.
///
/// The second value is P(true share ≤ limit) after these counts, with Jeffreys' prior:
/// the Beta(failures + ½, n − failures + ½) distribution function at the limit.
pub fn judge_failures(failures: usize, n: usize, limit: f64) -> Option<(FailureVerdict, f64)> {
    let interval = wilson(failures, n)?.interval;
    let verdict = if interval.high <= limit {
        FailureVerdict::Met
    } else if interval.low > limit {
        FailureVerdict::Missed
    } else {
        FailureVerdict::NotEnoughData
    };
    let sure = special::beta(limit, number(failures) + 0.5, number(n - failures) + 0.5);
    Some((verdict, sure))
}

/// Fewest events without a failure from which a success ratio (0..1) can be claimed with 95 % confidence:
/// ⌈ln 0.05 / ln ratio⌉. `None` outside 0..1.
pub fn events_to_claim(ratio: f64) -> Option<usize> {
    (ratio > 0.0 && ratio < 1.0).then(|| rank(ceil(log(0.05) / log(ratio))))
}
