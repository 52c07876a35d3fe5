//! Where does work wait? What follows from a value stream at once, without simulating it.
//!
//! [`sheet`] computes the sheet of value-stream mapping (work, observed lead time, wait, flow efficiency, %C&A) and the
//! queueing estimates beside it (visits, utilisation, queue wait, work in progress). It is an estimate for dragging and
//! drawing; the simulation is the answer. Nothing here draws random numbers or knows scenarios.
//!
//! **What an item meets.** An item enters at the first step that no next link leads to, and follows the next links by
//! their shares. Standard changes pass approvals without stopping, emergencies do not wait for dates. What leaves a
//! step and is not complete and accurate comes back along the step's rework link, else the step does it again; what
//! an approval or gate stops is mended there, else at the step before. Both happen at most [`MOST_REWORKS`] times.
//!
//! **Two clocks.** Work is in working hours; observed times and waits are on the calendar. One working hour of a step
//! that is open 40 of 168 hours takes 4.2 calendar hours on average, and more when its people have only a share of
//! their time for planned work. In the other direction,
//! [`working_hours_in`] counts the working hours of a stretch of calendar time that begins while people are at work.
//!
//! **Explained and other waiting.** The model explains of a step's time: its work, the wait for a date, the wait in the
//! queue. What people observe beyond that is *other waiting*: nobody modelled why.

mod cadence;
mod calendar;
mod capacity;
mod missing;
mod moments;
mod route;
mod step;
mod three_ways;
mod totals;

pub use cadence::{Arrivals, cadence_wait, irregular_cadence_wait};
pub use calendar::{calendar_hours_of, working_hours_in};
pub use capacity::{PoolOwner, PoolSheet};
pub use missing::{Known, Missing};
pub use moments::{squared_variation, variance};
pub use route::{ChangeClass, MOST_REWORKS, Route, Visits};
pub use step::{StepSheet, Times};
pub use three_ways::{FeedbackWay, FlowWay, InProduction, LearningWay, Signal, SignalKind, ThreeWays, three_ways};
pub use totals::{Bottleneck, Handovers, StreamSheet, sheet};
