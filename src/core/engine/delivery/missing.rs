//! Why a metric does not exist.

use thiserror::Error;

/// A metric, or the reason why there is none.
pub type Known<T> = Result<T, NotKnown>;

/// Why a metric does not exist. Written as what stands after "n/a, because".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotKnown {
    /// No deployment in the window.
    #[error("there is no deployment in this window")]
    NoDeployments,
    /// No deployment says when its commit was made.
    #[error("no deployment in this window has a commit time")]
    NoCommitTimes,
    /// All deployments at one moment.
    #[error("the records span no time, so nothing can be counted per week")]
    NoTime,
    /// Nothing says which deployments failed.
    #[error("nothing says which deployments failed: no mark on a deployment, and no incident linked to one")]
    NoFailureMarks,
    /// No deployment is marked planned.
    #[error("no deployment in this window is marked as planned")]
    NoPlannedDeployments,
    /// No deployment says whether it was unplanned.
    #[error("no deployment in this window says whether it was unplanned")]
    NoReworkMarks,
    /// No incident that belongs to a deployment was opened.
    #[error("no incident in this window belongs to a deployment")]
    NoFailures,
    /// No incident at all.
    #[error("no incident was opened in this window")]
    NoIncidents,
    /// Incidents, but none resolved.
    #[error("none of the {open} incidents in this window is resolved yet")]
    NothingResolved {
        /// Incidents still open.
        open: usize,
    },
    /// Too many periods for a trend.
    #[error("the window holds more than {most} periods: choose longer ones")]
    TooManyPeriods {
        /// Most periods.
        most: usize,
    },
}
