//! Journeys in real browsers: what a person does, from a built `dist/`, with nothing simulated.
//!
//! They need Chromium with its driver, and for the portable subset Firefox; `cargo run -- test` brings both.
//! Run by hand: `cargo run -- build`, then `cargo test --test browser -- --test-threads=1`. What is missing is
//! skipped with a message, unless `E2E=1` says that everything must run.

#[cfg(test)]
mod journeys;
#[cfg(test)]
mod kit;
#[cfg(test)]
mod self_test;
