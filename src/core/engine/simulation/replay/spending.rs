//! How much of the error budget is spent at any moment, from the share of users hit as a step function of time: the sum
//! up to a moment less the sum up to one window earlier.

use super::{
    super::{
        calendar::DAY,
        plan::{BudgetPlan, ServicePlan},
    },
    board::SpentBudget,
};

/// A time with failure inside the service hours.
#[derive(Debug, Clone, Copy)]
struct Piece {
    from: f64,
    to: f64,
    impact: f64,
    /// Hours of full failure before it, all summed.
    before: f64,
}

/// All failure of a repetition, the warm-up included; hours since the first measured moment.
#[derive(Debug, Clone)]
pub(super) struct Spending {
    window_days: u32,
    budget_hours: f64,
    pieces: Vec<Piece>,
}

impl Spending {
    /// From failures before the beginning (from, to, share), and the moments at which the impact changed, on the engine's clock, until `end` on the same clock.
    pub(super) fn of(
        service: &ServicePlan,
        budget: BudgetPlan,
        before: &[(f64, f64, f64)],
        impact: &[(f64, f64)],
        from: f64,
        end: f64,
    ) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut sum = 0.0;
        for &(from, to, impact) in before {
            pieces.push(Piece { from, to, impact, before: sum });
            sum += (to - from) * impact;
        }
        for (at, (begins, share)) in impact.iter().enumerate() {
            if *share <= 0.0 {
                continue;
            }
            let ends = impact.get(at + 1).map_or(end, |next| next.0);
            service.hours.parts(*begins, ends, |begins, ends| {
                pieces.push(Piece { from: begins - from, to: ends - from, impact: *share, before: sum });
                sum += (ends - begins) * share;
            });
        }
        Self { window_days: budget.window_days, budget_hours: budget.hours, pieces }
    }

    /// Hours of full failure until `hours`, and the share that is hit then.
    fn until(&self, hours: f64) -> (f64, f64) {
        let next = self.pieces.partition_point(|piece| piece.from <= hours);
        let Some(piece) = next.checked_sub(1).and_then(|at| self.pieces.get(at)) else { return (0.0, 0.0) };
        let now = if hours < piece.to { piece.impact } else { 0.0 };
        (piece.before + (hours.min(piece.to) - piece.from) * piece.impact, now)
    }

    /// The window that ends at `hours`.
    pub(super) fn at(&self, hours: f64) -> SpentBudget {
        let (until, impact) = self.until(hours);
        let (before, _) = self.until(hours - f64::from(self.window_days) * DAY);
        SpentBudget {
            window_days: self.window_days,
            budget_minutes: self.budget_hours * 60.0,
            spent_minutes: (until - before).max(0.0) * 60.0,
            impact,
        }
    }

    /// Bytes on the heap.
    pub(super) const fn kept_bytes(&self) -> usize {
        self.pieces.capacity() * size_of::<Piece>()
    }
}
