//! How reliable must we be, and what may we spend?
//!
//! Budgets, burn rates and what records of incidents leave of them. Time budgets count minutes **inside the service
//! hours**; incidents that overlap count once, each with the share of users that it hits: the bad share of a moment is
//! the smaller of 1 and their sum. Nothing here asks what time it is: `now` is an argument.
//!
//! Records are on the same clock as the service hours (UTC, or one fixed offset). Alert rules fire on strictly more
//! than their threshold.

mod alerts;
mod budget;
mod burn_down;
mod events;
mod hours;
mod outages;
mod redundancy;
mod series;
mod sla;

pub use alerts::{Action, AlertRow, AlertTier, WORKBOOK_TIERS, alert_table, detection_time, reset_time};
pub use budget::{Budget, Exhaustion, burn_rate, largest_burn_rate, time_to_exhaustion};
pub use burn_down::{BurnDown, BurnPoint, Window, burn_down};
pub use events::{EventsBudget, events_budget, fewest_failures_to_fire};
pub use hours::{open_parts, promised_minutes_between, promised_minutes_per_window};
pub(in crate::engine) use outages::bad_segments;
pub use outages::{Availability, Outage, Outages, availability, outages_of};
pub use redundancy::{all_needed, enough_of, one_is_enough};
pub use series::{
    OutageCost, Part, PartKind, PromiseCheck, PromiseVerdict, each_part_needs, outage_cost, promise_check,
};
pub use sla::{SlaMargin, credit_at, sla_margin};
