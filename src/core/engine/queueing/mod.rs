//! How long does work wait for what is busy? Queues that have a closed form.
//!
//! | question | answer |
//! |---|---|
//! | How many are turned away, or must wait? | [`erlang_b`], [`erlang_c`] |
//! | How long is the wait with several servers? | [`Servers`] (M/M/c), [`allen_cunneen_wait`] (G/G/c, an estimate) |
//! | ... with one, when only mean and spread of the work are known? | [`pollaczek_khinchine_wait`] |
//! | Who waits how long when the urgent go first? | [`cobham_waits`], [`shared_servers_waits`], [`preemptive_times`] |
//! | What if there is room for few only, or few who ask? | [`Bounded`], [`FiniteSource`] |
//! | What if work comes or goes in batches, or at dates? | [`batch_arrivals_in_system`], [`bulk_service_in_system`], [`Dates`], [`dates_with_limit`] |
//!
//! Times are in one unit, rates in its inverse. What never settles (utilisation of 1 or more) is `None`, and so is a
//! number outside its range; nothing here is ever infinite or not a number. The simulation is tested against these
//! forms, and the forecast uses them; nothing here knows what a step or a team is.

mod batch;
mod limited;
mod priority;
mod servers;

pub use batch::{Dates, MOST_TERMS, batch_arrivals_in_system, bulk_service_in_system, dates_with_limit};
pub use limited::{Bounded, FiniteSource, MOST_STATES};
pub use priority::{Class, cobham_waits, preemptive_times, shared_servers_waits};
pub use servers::{Servers, allen_cunneen_wait, erlang_b, erlang_c, mmc_wait, pollaczek_khinchine_wait};

/// Whether all are finite and above 0.
fn positive(values: &[f64]) -> bool {
    values.iter().all(|value| *value > 0.0 && value.is_finite())
}
