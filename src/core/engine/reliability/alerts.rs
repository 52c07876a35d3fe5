//! When does a burn-rate alert fire, and when is it over?
//!
//! Formulas for a constant error ratio from a clean start; tiers after the multi-window rules of the Site Reliability
//! Workbook, chapter 5, table 5-8, with the ticket tier over one day of that chapter's text.

use crate::model::Target;

/// What an alert does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Wakes somebody.
    Page,
    /// Waits for working hours.
    Ticket,
}

/// A rule that fires while both windows burn faster than a threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlertTier {
    /// Threshold k: burn rate that both windows must exceed.
    pub burn_rate: f64,
    /// Long window L, hours.
    pub long_hours: f64,
    /// Short window S, hours: L/12.
    pub short_hours: f64,
    /// What it does.
    pub action: Action,
}

/// The recommended tiers.
pub const WORKBOOK_TIERS: [AlertTier; 4] = [
    AlertTier { burn_rate: 14.4, long_hours: 1.0, short_hours: 1.0 / 12.0, action: Action::Page },
    AlertTier { burn_rate: 6.0, long_hours: 6.0, short_hours: 0.5, action: Action::Page },
    AlertTier { burn_rate: 3.0, long_hours: 24.0, short_hours: 2.0, action: Action::Ticket },
    AlertTier { burn_rate: 1.0, long_hours: 72.0, short_hours: 6.0, action: Action::Ticket },
];

/// One tier for one objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlertRow {
    /// The rule.
    pub tier: AlertTier,
    /// Share of the budget that is gone when it fires: k·L/P.
    pub budget_at_fire: f64,
    /// Hours in which such a burn spends the whole budget: P/k.
    pub spends_all_in_hours: f64,
    /// Hours of a full outage until it fires; `None` when it never can.
    pub full_outage_fires_after: Option<f64>,
    /// Hours after the end of a full outage of at least the long window until it is over.
    pub full_outage_clears_after: Option<f64>,
    /// It fires although the objective is met: k below 1.
    pub fires_while_met: bool,
}

/// The tiers for a target and a window of days.
pub fn alert_table(target: Target, window_days: u16, tiers: &[AlertTier]) -> Vec<AlertRow> {
    let period = f64::from(window_days) * 24.0;
    let row = |tier: &AlertTier| AlertRow {
        tier: *tier,
        budget_at_fire: tier.burn_rate * tier.long_hours / period,
        spends_all_in_hours: period / tier.burn_rate,
        full_outage_fires_after: detection_time(tier, target, 1.0),
        full_outage_clears_after: reset_time(tier, target, 1.0),
        fires_while_met: tier.burn_rate < 1.0,
    };
    tiers.iter().map(row).collect()
}

/// Hours of a constant error ratio e (0..=1) until a tier fires: k·B·L/e; `None` when e does not exceed k·B.
pub fn detection_time(tier: &AlertTier, target: Target, error_ratio: f64) -> Option<f64> {
    let threshold = tier.burn_rate * target.budget();
    (error_ratio > threshold).then(|| threshold * tier.long_hours / error_ratio)
}

/// Hours after the end of an incident that fired until the tier is over, by its short window: S·(1 − k·B/e).
pub fn reset_time(tier: &AlertTier, target: Target, error_ratio: f64) -> Option<f64> {
    let threshold = tier.burn_rate * target.budget();
    (error_ratio > threshold).then(|| tier.short_hours * (1.0 - threshold / error_ratio))
}
