//! How long and how often a plan runs.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::plan::Plan;

/// Seed, repetitions and length of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The seed. The same plan with the same settings gives the same bits everywhere.
    pub seed: u64,
    /// Independent repetitions, 1..=[`Settings::MOST_REPLICATIONS`]; an interval needs at least 2.
    pub replications: u32,
    /// Measured weeks, 1..=[`Settings::LONGEST_WEEKS`]. Half a year is usual.
    pub weeks: u32,
    /// Weeks that run before and are not measured, 0..=[`Settings::LONGEST_WEEKS`]: queues and the budget start
    /// empty, and must fill first.
    pub warm_up_weeks: u32,
    /// What each repetition begins with.
    #[serde(default, skip_serializing_if = "Begin::is_empty")]
    pub begin: Begin,
}

/// What a repetition begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Begin {
    /// Empty queues and a full budget; a warm-up fills them.
    #[default]
    Empty,
    /// Today's backlog: see [`Backlog`](super::Backlog). There is no warm-up then, and everything counts.
    Backlog,
}

impl Begin {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::USUAL
    }
}

/// Why settings cannot run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SettingsError {
    /// No repetition, or too many.
    #[error("{0} repetitions cannot be run: choose 1 to 10 000")]
    Replications(u32),
    /// No week, or too many.
    #[error("{0} weeks cannot be measured: choose 1 to 520")]
    Weeks(u32),
    /// Too long a warm-up.
    #[error("{0} weeks of warm-up are too many: choose 0 to 520")]
    WarmUp(u32),
    /// A warm-up after a start that needs none.
    #[error("a run that begins with today's backlog has no warm-up: choose 0 weeks, or begin empty")]
    WarmUpAfterBacklog,
    /// The plan does not say what today's backlog is; [`Plan::backlog`](super::Plan::backlog) says why.
    #[error("nobody knows today's backlog: not every step says how long it takes as observed")]
    UnknownBacklog,
}

impl Settings {
    /// 100 repetitions of 26 weeks after 8 weeks of warm-up.
    pub const USUAL: Self = Self { seed: 1, replications: 100, weeks: 26, warm_up_weeks: 8, begin: Begin::Empty };
    /// Most repetitions of one run.
    pub const MOST_REPLICATIONS: u32 = 10_000;
    /// Most weeks of one run: ten years.
    pub const LONGEST_WEEKS: u32 = 520;

    /// Whether they can run.
    ///
    /// # Errors
    /// The first value out of its range.
    pub const fn check(&self) -> Result<(), SettingsError> {
        if self.replications == 0 || self.replications > Self::MOST_REPLICATIONS {
            Err(SettingsError::Replications(self.replications))
        } else if self.weeks == 0 || self.weeks > Self::LONGEST_WEEKS {
            Err(SettingsError::Weeks(self.weeks))
        } else if self.warm_up_weeks > Self::LONGEST_WEEKS {
            Err(SettingsError::WarmUp(self.warm_up_weeks))
        } else if matches!(self.begin, Begin::Backlog) && self.warm_up_weeks > 0 {
            Err(SettingsError::WarmUpAfterBacklog)
        } else {
            Ok(())
        }
    }

    /// Whether this plan can run with them.
    ///
    /// # Errors
    /// The first value out of its range, or a backlog that nobody knows.
    pub fn check_for(&self, plan: &Plan) -> Result<(), SettingsError> {
        self.check()?;
        if self.begin == Begin::Backlog && plan.backlog().is_err() {
            return Err(SettingsError::UnknownBacklog);
        }
        Ok(())
    }
}
