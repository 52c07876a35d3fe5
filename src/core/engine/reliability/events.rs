//! Budgets counted in events, and what few events can say.

use crate::{
    engine::statistics::{FailureVerdict, events_to_claim, judge_failures},
    model::Target,
};

use super::AlertTier;

/// An objective counted in events.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EventsBudget {
    /// Valid events.
    pub events: usize,
    /// B·N: events that may fail, as a number with decimals.
    pub allowed: f64,
    /// The whole failures among them: one more breaks the objective.
    pub whole_failures: usize,
    /// Failures so far.
    pub failures: usize,
    /// What the counts say: met, missed, or not enough data. `None` without events or with more failures than events.
    pub verdict: Option<FailureVerdict>,
    /// P(true failure share is within the budget) after these counts, by Jeffreys' prior; with the verdict.
    pub probability_met: Option<f64>,
    /// Fewest events without a failure from which the target could be claimed with 95 % confidence.
    pub events_to_claim: Option<usize>,
}

/// What may fail of so many events, and what `failures` among them say.
pub fn events_budget(target: Target, events: usize, failures: usize) -> EventsBudget {
    let allowed = target.budget() * crate::engine::statistics::number(events);
    let judged = judge_failures(failures, events, target.budget());
    EventsBudget {
        events,
        allowed,
        // 0.001 · 3000 must not fall to 2 by rounding.
        whole_failures: crate::engine::statistics::rank((allowed + 1e-9).floor()),
        failures,
        verdict: judged.map(|(verdict, _)| verdict),
        probability_met: judged.map(|(_, probability)| probability),
        events_to_claim: events_to_claim(target.ratio()),
    }
}

/// Fewest failures in the long window at which a tier fires, for so many events an hour (0 or more):
/// ⌊k·B·n⌋ + 1. One failure is enough where n is below 1/(k·B).
pub fn fewest_failures_to_fire(tier: &AlertTier, target: Target, events_per_hour: f64) -> usize {
    let threshold = tier.burn_rate * target.budget() * events_per_hour * tier.long_hours;
    crate::engine::statistics::rank((threshold + 1e-9).floor()) + 1
}
