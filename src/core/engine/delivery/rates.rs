//! A rate that never stands without its count.

use crate::engine::statistics::{PoissonRate, Proportion, poisson_rate, wilson};

/// Share of deployments, and the same as a count in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Hits of deployments, with Wilson's interval.
    pub share: Proportion,
    /// Hits in 28 days with the exact Poisson interval; `None` when the window has no length.
    pub per_28_days: Option<PoissonRate>,
    /// Deployments of which nothing says whether they count: left out of both numbers.
    pub unknown: usize,
}

impl Rate {
    /// From answers for each deployment; `None` when no answer is known.
    pub(super) fn of(answers: impl Iterator<Item = Option<bool>>, days: f64) -> Option<Self> {
        let (mut hits, mut n, mut unknown) = (0, 0, 0);
        for answer in answers {
            match answer {
                None => unknown += 1,
                Some(hit) => {
                    n += 1;
                    hits += usize::from(hit);
                }
            }
        }
        Some(Self { share: wilson(hits, n)?, per_28_days: poisson_rate(hits, days / 28.0), unknown })
    }
}
