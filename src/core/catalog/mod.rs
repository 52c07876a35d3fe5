//! What the field **knows**: activities, practices, roles, questions worth asking a room, templates of value streams, and
//! worked examples to start from.
//!
//! Facts of the trade in our own words, each with its source; and whole sample workspaces. Nothing here computes a
//! result, and nothing here may be changed by a user: opening a sample opens a copy.

pub mod activities;
pub mod capabilities;
pub mod dimensions;
pub mod glossary;
pub mod guided;
pub mod integration;
pub mod layers;
pub mod maturity;
mod numbers;
pub mod places;
pub mod practices;
pub mod principles;
pub mod role_map;
pub mod roles;
pub mod samples;
pub mod shapes;
pub mod teams;
pub mod templates;
pub mod trade_marks;
