//! What people do with Trivium, from opening it to reading an answer.

mod access;
mod app;
mod blocked;
mod doors;
mod hostile;
mod larkfield;
mod latency;
mod pictures;
mod portable;
mod records;
mod simulating;
mod workers;
