//! How sure are we? Intervals, percentiles and comparisons, each of them `None` where no answer exists.
//!
//! Every interval of the product is a two-sided 95 % interval. A percentile always says by which method it was taken,
//! because on small samples the methods differ. Nothing here knows what the numbers mean.
//!
//! | question | answer |
//! |---|---|
//! | Where is the mean of independent repetitions? | [`MeanEstimate`] (Student t) |
//! | ... and of one long run? | [`BatchMeans`], with the check that its batches are long enough |
//! | How many repetitions are enough? | [`MeanEstimate::repetitions_for`], [`Paired::pairs_to_tell`] |
//! | Which start of a run should not count? | [`mser_5`] |
//! | Where is a percentile? | [`PercentileEstimate`] (order statistics, or mean of repetitions: it says which) |
//! | How large is a probability? | [`wilson`]; against a limit: [`judge_failures`] |
//! | How often does something happen? | [`poisson_rate`] (exact) |
//! | How much time do incidents cost in a window? | [`LostTime`], [`chance_to_lose_more`] |
//! | Is B different from A, run by run? | [`Paired`] |
//! | Could so few incidents show it at all? | [`chance_to_see`], [`incidents_to_see`] |

mod batches;
mod compound;
mod mean;
mod paired;
mod percentile;
mod poisson;
mod power;
mod proportion;
mod sample;
mod student;
mod truncation;

pub use batches::{BatchMeans, FEWEST_BATCHES, lag_1};
pub use compound::{LostTime, chance_to_lose_more};
pub use mean::MeanEstimate;
pub use paired::Paired;
pub use percentile::{PercentileBasis, PercentileEstimate};
pub use poisson::{PoissonRate, poisson_at_least, poisson_mean_interval, poisson_rate};
pub use power::{MOST_INCIDENTS, USUAL_LOG_DEVIATION, chance_to_see, incidents_to_see, log_deviation};
pub use proportion::{FailureVerdict, Proportion, events_to_claim, judge_failures, wilson};
pub use sample::{PercentileMethod, Sample};
pub use student::{student_t, student_t_95};
pub use truncation::{Truncation, VALUES_IN_A_BATCH, mser_5};

use crate::model::special;

/// 97.5 % point of the standard normal distribution: the two-sided 95 % interval of a normal variable is ± this.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// A two-sided 95 % interval, `low <= high`, in the unit of what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end; may be infinite only where the documentation of the maker says so.
    pub high: f64,
}

impl Interval {
    /// Whether the interval holds this value, ends included.
    pub fn contains(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// Whether zero lies outside: then a difference is one that we can be sure of.
    pub fn excludes_zero(&self) -> bool {
        !self.contains(0.0)
    }

    /// Both ends multiplied by a factor of 0 or more.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }
}

/// A count as a number for arithmetic.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53, where every whole number is exact")]
pub(crate) const fn number(count: usize) -> f64 {
    count as f64
}

/// A rank computed as a number, back as a count: not a number and negative become 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and ranks are clamped to the sample by their users"
)]
pub(crate) const fn rank(value: f64) -> usize {
    value as usize
}
