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
//! | `calibration`, `pressure` | What do queues not explain? Does it settle? |
//! | `replication`, `agenda` | What happens next? |
//! | `flowing`, `deploying`, `failing` | The rules of the model, written at the top of each |
//! | `burn`, `calendar` | How is budget spent, exactly? When do people work? |
//! | `run`, `part`, `merge`, `tape`, `pace` | Who does how much of it, and how is it put together? |
//! | `record`, `measure`, `estimate`, `outcome`, `comparison` | What was found, and how sure is it? |
//!
//! Nothing here reads a clock, draws from a shared sequence, or sums in an order that could differ: the same plan and
//! settings give the same bits on every machine.

mod agenda;
mod burn;
mod calendar;
mod calibration;
mod changes;
mod comparison;
mod compile;
mod deploying;
mod estimate;
mod failing;
mod flowing;
mod histogram;
mod levers;
mod measure;
mod merge;
mod outages;
mod outcome;
mod pace;
mod part;
mod plan;
mod pressure;
mod record;
mod replication;
mod run;
mod settings;
mod tally;
mod tape;
mod typed;

pub use calibration::{Calibrating, Calibration};
pub use comparison::{Comparison, Difference};
pub use compile::{Compiled, MOST_SIMULATED_STEPS};
pub use estimate::{Bounds, Counted, Estimate, MeanOf, Measured};
pub use flowing::{MENDED, MOST_RETURNS};
pub use measure::{Better, Measure, Unit};
pub use merge::Merge;
pub use outcome::{BudgetFan, CurvePoint, FanDay, Outcome, StepOutcome, Totals};
pub use pace::{next_slice, range_size, time_left, workers_for};
pub use part::{Part, PartRun};
pub use plan::Plan;
pub use run::{Progress, Run};
pub use settings::{Settings, SettingsError};
