//! How much may fail.

use crate::model::{Service, Slo, Target};

use super::hours::promised_minutes_per_window;

/// The error budget of an objective over one window, in minutes inside the service hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Budget {
    /// Promised minutes in the window.
    pub promised_minutes: f64,
    /// B·P: minutes that may fail.
    pub minutes: f64,
    /// Length of the window, days on the calendar.
    pub window_days: f64,
    /// The objective.
    pub target: Target,
}

impl Budget {
    /// Of an objective of this service: (1 − target) × promised minutes in the window.
    ///
    /// 99.9 % over 28 days, day and night: 40 min 19.2 s.
    pub fn of(service: &Service, slo: &Slo) -> Self {
        Self::new(slo.target, promised_minutes_per_window(&service.hours, slo.window_days), slo.window_days)
    }

    /// From a target and promised minutes (0 or more) in a window of days.
    pub fn new(target: Target, promised_minutes: f64, window_days: u16) -> Self {
        let minutes = target.budget() * promised_minutes;
        Self { promised_minutes, minutes, window_days: f64::from(window_days), target }
    }

    /// The share of the budget that so many bad minutes consume; above 1 it is overspent. `None` without a budget.
    pub fn consumed(&self, bad_minutes: f64) -> Option<f64> {
        (self.minutes > 0.0).then(|| bad_minutes / self.minutes)
    }

    /// 1 − consumed. **May be negative**: then the budget is overspent by that much.
    pub fn remaining(&self, bad_minutes: f64) -> Option<f64> {
        self.consumed(bad_minutes).map(|consumed| 1.0 - consumed)
    }
}

/// How many times faster than allowed the budget burns: error ratio / (1 − target). 1 spends it exactly in a window.
pub fn burn_rate(error_ratio: f64, target: Target) -> f64 {
    error_ratio / target.budget()
}

/// The burn rate of a full outage, 1/(1 − target): no rule above it can ever fire.
pub fn largest_burn_rate(target: Target) -> f64 {
    1.0 / target.budget()
}

/// When a budget is spent at a constant burn rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Exhaustion {
    /// It is spent already.
    Spent,
    /// After so many days on the calendar.
    AfterDays(f64),
    /// Never: nothing burns.
    Never,
}

/// remaining × window / burn rate, exact for a window that does not roll. In a rolling window old failures leave as new
/// ones come; there a constant burn rate of 1 or less never spends the budget.
pub fn time_to_exhaustion(remaining: f64, burn: f64, window_days: f64) -> Exhaustion {
    if remaining <= 0.0 {
        Exhaustion::Spent
    } else if burn > 0.0 {
        Exhaustion::AfterDays(remaining * window_days / burn)
    } else {
        Exhaustion::Never
    }
}
