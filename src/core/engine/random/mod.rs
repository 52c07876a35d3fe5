//! How do seeds become numbers, everywhere the same?
//!
//! Two kinds of randomness, both keyed by (seed, repetition, purpose):
//!
//! - [`Generator`]: a sequence, for what has an order of its own (the gaps between arrivals).
//! - [`Streams`]: one number for each (purpose, entity, detail), asked for in any order. A change that visits one
//!   step more under another policy takes no number away from any other change: that is what makes two policies
//!   comparable run by run (common random numbers).
//!
//! Every distribution is an **inverse transform** ([`Sampler`]): monotone in its uniform number, so that a longer
//! draw under one policy is a longer draw under the other. Transcendental functions come from `libm`; the same
//! inputs give the same bits on every machine and in every browser.

mod generator;
mod sampler;
mod streams;

pub use generator::{Generator, mix, unit};
pub use sampler::{Sampler, inverse_normal};
pub use streams::{Purpose, Streams};
