//! How a workspace **survives** closing the tab, a crash, a full disk and another tab.
//!
//! What is stored where, and in which order, is decided by [`trivium_core::wire::slots`]; this room reads and writes.
//! It never deletes what it cannot read, never overwrites what it does not know, and never says "saved" before it has
//! read back what it wrote. It knows nothing of pages: who wants to hear of the state gives a callback.

mod keys;
mod opening;
mod saving;
mod state;

pub(crate) use saving::Store;
pub(crate) use state::{Notice, SaveState};
