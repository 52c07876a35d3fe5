//! Which start of a run should not count.
//!
//! Queues and the error budget start empty (the budget: full), as they never are in life. Either that is the question
//! ("a new team, with an empty desk"), and everything counts; or it begins with what lies there today; or the question is about everyday life, and the weeks
//! until the queues have filled are run and not counted. [`Start`] names which of the two settings mean; [`WarmUp`] says
//! how many weeks, by MSER-5 on the work in progress of pilot repetitions.

use crate::engine::{
    simulation::{Backlog, Begin, Plan, Settings, daily_work_in_progress},
    statistics::{Truncation, mser_5},
};

/// Repetitions whose work in progress is averaged, day by day.
const PILOTS: u32 = 10;
/// Weeks of each.
const PILOT_WEEKS: u32 = 52;

/// What a run begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Empty queues, a full budget, and everything counts.
    FromEmpty,
    /// The first weeks run and are not counted.
    AfterWarmUp {
        /// Weeks.
        weeks: u32,
    },
    /// Today's backlog, and everything counts.
    FromBacklog {
        /// Percent of the error budget of the last window that is spent by the records; `None` when there are none, and
        /// the budget is full.
        budget_spent: Option<u32>,
    },
}

impl Start {
    /// The start that settings mean for a plan.
    pub fn of(plan: &Plan, settings: &Settings) -> Self {
        match (settings.begin, settings.warm_up_weeks) {
            (Begin::Backlog, _) => {
                let spent = plan.backlog().ok().and_then(Backlog::budget_spent);
                Self::FromBacklog { budget_spent: spent.map(percent) }
            }
            (Begin::Empty, 0) => Self::FromEmpty,
            (Begin::Empty, weeks) => Self::AfterWarmUp { weeks },
        }
    }

    /// The method in use, as a sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::FromEmpty => {
                "Each repetition starts with empty queues and a full budget, and all of it counts.".to_owned()
            }
            Self::AfterWarmUp { weeks: 1 } => "The first week of each repetition is run and not counted.".to_owned(),
            Self::AfterWarmUp { weeks } => {
                format!("The first {weeks} weeks of each repetition are run and not counted.")
            }
            Self::FromBacklog { budget_spent } => {
                let budget = match budget_spent {
                    Some(percent) => format!("with {percent} % of the error budget spent, as recorded"),
                    None => "with a full error budget, because no records say what is spent of it".to_owned(),
                };
                format!(
                    "Each repetition starts with today's backlog (arrivals × observed times at each step) and {budget}; all of it counts."
                )
            }
        }
    }
}

/// In whole percent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates: negative becomes 0")]
fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

/// How many weeks should not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WarmUp {
    /// So many weeks.
    Weeks {
        /// The larger of the two below.
        weeks: u32,
        /// What MSER-5 says of the work in progress, in whole weeks, rounded up.
        by_queues: u32,
        /// Weeks until the rolling window of the budget is full, when a freeze hangs on it; else 0.
        by_budget: u32,
    },
    /// The queues have not settled within half a year: do not trust a mean at any warm-up.
    NotSettled,
    /// Nothing flows, so nothing fills.
    NothingFlows,
}

impl WarmUp {
    /// For a plan, from ten pilot repetitions of a year each. It takes about as long as thirty ordinary repetitions.
    pub fn of(plan: &Plan, seed: u64) -> Self {
        let settings = Settings { seed, replications: PILOTS, weeks: PILOT_WEEKS, warm_up_weeks: 0, ..Settings::USUAL };
        let mut mean: Vec<f64> = Vec::new();
        for repetition in 0..PILOTS {
            let days = daily_work_in_progress(plan, &settings, repetition);
            mean.resize(days.len(), 0.0);
            for (sum, day) in mean.iter_mut().zip(&days) {
                *sum += day / f64::from(PILOTS);
            }
        }
        Self::of_days(&mean, plan.freeze_window_days())
    }

    /// From the work in progress of each day, averaged over repetitions that started empty, and the days of the window
    /// on which a freeze hangs.
    pub fn of_days(days: &[f64], freeze_window_days: Option<u32>) -> Self {
        if days.is_empty() {
            return Self::NothingFlows;
        }
        match mser_5(days) {
            Truncation::Cut { values, .. } => {
                let by_queues = u32::try_from(values.div_ceil(7)).unwrap_or(u32::MAX);
                let by_budget = freeze_window_days.map_or(0, |days| days.div_ceil(7));
                Self::Weeks { weeks: by_queues.max(by_budget), by_queues, by_budget }
            }
            Truncation::NotSettled | Truncation::TooShort => Self::NotSettled,
        }
    }
}
