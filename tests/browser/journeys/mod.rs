//! What people do with Trivium, from opening it to reading an answer.

mod access;
mod app;
mod blocked;
mod chain;
mod chain_exchange;
mod doors;
mod guided;
mod hostile;
mod large_import;
mod larkfield;
mod latency;
#[path = "../../core/long_chain.rs"]
mod long_chain;
mod map;
mod map_exchange;
mod numbers;
mod one_run;
mod pictures;
mod portable;
mod practices;
mod questions;
mod records;
mod simulating;
mod studio;
mod teams;
mod templates;
mod workers;
