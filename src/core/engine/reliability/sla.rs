//! What stands between our own aim and the promise to others.

use crate::model::{Share, Sla, Slo, Target};

/// An objective against an agreement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlaMargin {
    /// Target of the objective − target of the agreement, as a ratio; negative when we aim for less than we promise.
    pub ratio: f64,
    /// (1 − objective)/(1 − agreement): the share of the agreement's budget that the objective uses.
    pub budget_used: f64,
    /// Hours of a full outage from breaking the objective to breaking the agreement, over the agreement's window:
    /// `P·(T_slo − T_sla)`. `None` when the objective is not the stricter one.
    pub full_outage_hours: Option<f64>,
}

/// The margin between an objective and an agreement.
pub fn sla_margin(slo: &Slo, sla: &Sla) -> SlaMargin {
    let ratio = sla.target.budget() - slo.target.budget();
    SlaMargin {
        ratio,
        budget_used: slo.target.budget() / sla.target.budget(),
        full_outage_hours: (ratio > 0.0).then(|| ratio * f64::from(sla.window_days) * 24.0),
    }
}

/// The share of the fee that is paid back at this availability (0..=1), and below which level; `None` when nothing is.
pub fn credit_at(sla: &Sla, availability: f64) -> Option<(Target, Share)> {
    let due = sla.credits.iter().filter(|step| availability < step.below.ratio());
    due.map(|step| (step.below, step.credit)).max_by(|(_, a), (_, b)| a.value().total_cmp(&b.value()))
}
