//! # The map of the core
//!
//! No browser, no clock, no randomness of its own. A room may import any room above it in this list, never one below:
//!
//! | room | question |
//! |---|---|
//! | [`model`] | What is a workspace? |
//! | [`catalog`] | What does the field know? |
//! | [`engine`] | What follows from it? |
//! | [`chart`], [`edit`] | How do numbers become pictures; how does a workspace change? |
//! | [`wire`] | How is it written down? |
//! | [`exchange`] | How does it travel? |

pub mod catalog;
pub mod chart;
pub mod edit;
pub mod engine;
pub mod exchange;
pub mod model;
pub mod wire;
