//! What the app holds while it runs: the open workspace with its history, the theme, messages, and simulation results.
//!
//! All of it is made once at the root and handed down by context. Handles are `Copy` and live as long as the app, so no
//! timer or listener can meet a disposed value.

mod preferences;
mod session;
mod simulations;

pub(crate) use preferences::Theme;
pub(crate) use session::{Session, backup};
pub(crate) use simulations::{QUICK, RunState, SEED, SURE, Simulations};
