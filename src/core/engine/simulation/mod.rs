//! What happens if ...? The discrete-event simulation of the closed loop:
//!
//! changes → steps with people, dates and rework → deployments → failures → incidents → error budget → freeze →
//! fewer deployments and larger batches.
//!
//! [`Plan::compile`] makes a workspace under a scenario ready to run; [`Run`] repeats it with independent, keyed
//! random numbers, in slices, or [`Merge`] puts together what others did of it in parts; [`Outcome`] says what was found, each mean with its interval; [`Comparison`] sets two
//! outcomes against each other, repetition by repetition.
//!
//! | file | question |
//! |---|---|
//! | `compile`, `levers`, `plan` | What runs? |
//! | `calibration`, `pressure`, `dead_ends` | What do queues not explain? Does it settle? Does work get out? |
//! | `pilot`, `backlog` | When have queues filled? What lies there today? |
//! | `forecast` | What would a run say, roughly? |
//! | `replication`, `agenda` | What happens next? |
//! | `replay` | What did happen, in one repetition? |
//! | `arriving`, `flowing`, `places` | How do changes come, go from step to step, and find room? |
//! | `deploying`, `failing`, `responding` | How do they go live, fail, and who restores the service? |
//! | `budgeting` | What does a short error budget do? |
//! | `gates`, `service` | What of a policy stands in the flow, and what in the service? |
//! | `burn`, `calendar`, `closures` | How is budget spent, exactly? When do people work, and deployments rest? |
//! | `run`, `part`, `merge`, `tape`, `pace` | Who does how much of it, and how is it put together? |
//! | `record`, `flowed`, `measure`, `estimate`, `outcome`, `comparison` | What was found, and how sure is it? |
//!
//! Nothing here reads a clock, draws from a shared sequence, or sums in an order that could differ: the same plan and
//! settings give the same bits on every machine.

mod agenda;
mod arriving;
mod backlog;
mod beside;
mod budgeting;
mod burn;
mod calendar;
mod calibration;
mod changes;
mod closures;
mod comparison;
mod compile;
mod dead_ends;
mod deploying;
mod estimate;
mod failing;
mod flowed;
mod flowing;
mod forecast;
mod gates;
mod histogram;
mod ledger;
mod levers;
mod measure;
mod merge;
mod outages;
mod outcome;
mod pace;
mod part;
mod pilot;
mod places;
mod plan;
mod pressure;
mod record;
mod replay;
mod replication;
mod responding;
mod run;
mod service;
mod settings;
mod tally;
mod tape;
mod typed;

pub use backlog::{AtStep, Backlog};
pub use beside::{Beside, Cause, Part as PartOfDifference, Quantity, Unsimulated, beside};
pub use calibration::{Calibrating, Calibration};
pub use changes::ChangeClass;
pub use comparison::{Comparison, Difference};
pub use compile::{Compiled, MOST_SIMULATED_STEPS};
pub use estimate::{Bounds, Counted, Estimate, MeanOf, Measured};
pub use flowing::{MENDED, MOST_RETURNS};
pub use forecast::{Forecast, Foreseen, PoolForecast, Rough, StepForecast, Unforeseen};
pub use measure::{Better, Measure, Unit};
pub use merge::Merge;
pub use outcome::{
    Affordable, BudgetFan, CumulativeFlow, CurvePoint, FanDay, Outcome, Stage, StepOutcome, Totals, WorkTypeOutcome,
};
pub use pace::{next_slice, range_size, time_left, workers_for};
pub use part::{Part, PartRun};
pub use pilot::daily_work_in_progress;
pub use plan::Plan;
pub use replay::{
    Deployment, Doing, Happening, HeldBy, OpenIncident, Replay, ReplayEvent, ReplayStep, Replaying, Scene, Seen, Sort,
    SpentBudget, StepScene, Way,
};
pub use run::{Progress, Run};
pub use settings::{Begin, Settings, SettingsError};
