//! Running simulations beside the page: the words that page and worker exchange, and the loop that both can run.
//!
//! In a worker the loop takes slices between messages, so a new request is heard at once. Where workers cannot be had
//! the page runs the same loop itself, in slices short enough not to be felt.

mod desk;
mod protocol;
mod serve;

pub(crate) use desk::Desk;
pub(crate) use protocol::{Reply, Request, Word};
pub(crate) use serve::serve;
