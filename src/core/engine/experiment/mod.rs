//! Which settings matter, where do two policies tie, and which one is best? Questions that take many runs.
//!
//! Each experiment is a state machine without clock, thread or engine: [`Experiment::next`] hands out [`Work`] until
//! nothing more can be known, whoever is free does it, [`Experiment::take`] takes the [`Answer`] back in any order, and
//! [`Experiment::result`] says at any moment what is known by then. So a pool of workers, a page in slices and a test run
//! the same experiment to the same bits, and one that is stopped keeps what it has. [`finish`] does it all in a row.
//!
//! Everything is run under **common random numbers**: the same seed, length and repetitions for every policy, compared
//! repetition by repetition, each difference with its interval.
//!
//! | question | answer |
//! |---|---|
//! | How many repetitions are enough? | [`Precision`] |
//! | Which start of a run should not count? | [`WarmUp`], and [`Start`], which names the one in use |
//! | Which lever matters most? | [`Tornado`] |
//! | What do two levers do together? | [`HeatMap`] |
//! | What is possible: how fast at which risk? | [`Sweep`] |
//! | What would have to be true? | [`BreakEven`] |
//! | Which one is best, and how sure is that? | [`BestOf`] |
//! | Does the model look like us? | [`mirror()`] |
//!
//! An [`Axis`] reads and writes the number of a lever. Nothing here knows how a plan runs; it asks `simulation`, never
//! the other way.

mod axis;
mod best_of;
mod break_even;
mod crossing;
mod heat_map;
mod mirror;
mod precision;
mod round;
mod sweep;
mod tornado;
mod warm_up;
mod work;

pub use axis::{Axis, AxisUnit, NoAxis, axes_of};
pub use best_of::{Best, BestOf, Candidate, Standing};
pub use break_even::{BreakEven, Contest, Moves, Side, Tie, Verdict};
pub use heat_map::{Cell, HeatMap, MOST_CELLS};
pub use mirror::{Cause, Reflection, mirror};
pub use precision::{Precision, Reached};
pub use sweep::{Sweep, Swept};
pub use tornado::{Bar, Effect, Tornado, bars_in_order};
pub use warm_up::{Start, WarmUp};
pub use work::{Answer, Bench, CannotAsk, Experiment, Found, Policy, Work, finish};
