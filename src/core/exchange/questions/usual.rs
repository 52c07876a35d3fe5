//! What is usual in each sector: our own round numbers, near those of the worked examples. No survey stands behind them.

use super::{Answers, Approval, Filled, Rhythm, Sector};
use crate::model::{
    Elapsed, Share, Target,
    Weekday::{Tuesday, Wednesday},
};

/// Usual values: no question is without one.
pub(super) fn of(sector: Sector) -> Filled {
    let hours = Elapsed::clamped_hours;
    let percent = |percent: f64| Share::clamped(percent / 100.0);
    let (changes_per_week, release, approval, cut_off) = match sector {
        Sector::Bank => (4.0, Rhythm::FourWeekly, Approval::Board(Tuesday), 94.0),
        Sector::Retail => (9.0, Rhythm::Weekly, Approval::Board(Wednesday), 46.0),
        Sector::Public => (2.0, Rhythm::Quarterly, Approval::Board(Tuesday), 96.0),
        Sector::Online => (25.0, Rhythm::OnDemand, Approval::Nobody, 24.0),
        Sector::Other => (5.0, Rhythm::Fortnightly, Approval::Board(Wednesday), 46.0),
    };
    let (bad, restore, may_fail, standard) = match sector {
        Sector::Bank => (3.0, 2.0, 5_000, 5.0),
        Sector::Retail => (3.0, 2.0, 10_000, 10.0),
        Sector::Public => (3.0, 4.0, 50_000, 5.0),
        Sector::Online => (5.0, 1.0, 10_000, 70.0),
        Sector::Other => (5.0, 3.0, 10_000, 10.0),
    };
    Filled {
        sector,
        changes_per_week,
        release,
        approval,
        cut_off: hours(cut_off),
        bad_changes: percent(bad),
        restore: hours(restore),
        slo: Target::from_budget_ten_millionths(may_fail).unwrap_or(Target::THREE_NINES),
        standard: percent(standard),
    }
}

impl Sector {
    /// Usual answers in this sector.
    pub fn usual(self) -> Filled {
        Answers { sector: Some(self), ..Answers::default() }.filled()
    }
}
