//! Why a number of the sheet does not exist.

use thiserror::Error;

/// A number, or the reason why there is none.
pub type Known<T> = Result<T, Missing>;

/// Why a number does not exist. Written as what stands after "n/a, because".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Missing {
    /// The stream has no steps.
    #[error("the stream has no steps")]
    NoSteps,
    /// No item ever comes to the step.
    #[error("no work comes to this step")]
    NotReached,
    /// The observed time of the step is unknown.
    #[error("nobody has said how long it takes from arriving to leaving")]
    NoObservedTime,
    /// Work that takes longer than the step is observed to take.
    #[error("the stated work is longer than the observed time")]
    WorkExceedsObserved,
    /// Some steps on the way have no observed time.
    #[error("{unknown} of {steps} steps have no observed time")]
    ObservedTimesUnknown {
        /// Steps without one.
        unknown: usize,
        /// All steps that work comes to.
        steps: usize,
    },
    /// A ratio to an observed time of zero.
    #[error("the observed time is zero")]
    ObservedTimeIsZero,
    /// No step has a %C&A.
    #[error("no step has a %C&A")]
    NoCompleteAccurate,
    /// The step's people are its team, and it has none.
    #[error("the step has no team, so nobody knows how many can work on it")]
    NoTeam,
    /// The step never makes work wait for people.
    #[error("the step needs nobody's time")]
    NoQueue,
    /// A step with dates: what waits there waits for a date.
    #[error("work waits here for a date, not for people")]
    WaitsForDate,
    /// More work comes in than can be done.
    #[error("more work comes in than can be done: the queue never settles")]
    NeverSettles,
    /// Nobody's capacity is known.
    #[error("no step has people whose time is limited")]
    NoPools,
    /// The mark "the DORA clock starts here" is missing.
    #[error("no step carries the mark \"the DORA clock starts here\"")]
    NoClock,
}
