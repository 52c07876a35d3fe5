//! How fast and how stable is our delivery? The five DORA metrics (DevOps Research and Assessment) from records.
//!
//! - Windows are half-open, in UTC. An incident belongs to the window in which it was opened.
//! - A metric without a denominator does not exist and says why; it is never 0.
//! - Durations that run backwards are left out and counted; open incidents are counted, never dropped silently.
//! - A deployment failed when its record says so. Only where no record says anything, the explicit link of an incident
//!   that a change caused marks it. Incidents are linked by the deployment's own name, never by guessing from dates.
//! - The change fail rate counts failed deployments, not incidents, so it cannot exceed 100 %.
//!
//! One application at a time; nothing here ranks teams.

mod definitions;
mod durations;
mod linking;
mod missing;
mod rates;
mod report;
mod span;
mod trend;

pub use definitions::{Definition, Factor, definition};
pub use durations::Durations;
pub use linking::{FailureMarks, Linking};
pub use missing::{Known, NotKnown};
pub use rates::Rate;
pub use report::{Counts, DeliveryReport, Frequency, Metric, report};
pub use span::{Span, Stretch};
pub use trend::{Bucket, MOST_BUCKETS, Period, trend};
