//! How a workspace **changes**: the one writer.
//!
//! Nothing else in Trivium changes a workspace. A page describes what a person did as a [`Command`]; applying it gives
//! a new workspace (lists that the command does not touch stay shared with the old one) or a [`Problem`] and nothing
//! else happens. [`History`] keeps the earlier workspaces, so undo is a swap and not an inverse operation.
//!
//! A command that takes something away also takes away what would point to nothing, and says so in
//! [`Change::also`]. After every command the whole result is checked by [`crate::model::check::check`]: what a command
//! can break is exactly what the model forbids.
//!
//! This room never parses, never stores and never asks for the time. It names chunks by their content
//! ([`chunk_hash`]), because a chunk gets its name at the moment it enters a workspace, and that happens here.
//!
//! [`Problem`]: crate::model::Problem

mod apply;
mod command;
mod connect;
mod content;
mod differences;
mod flows;
mod forget;
mod history;
mod ids;
mod improvements;
mod label;
mod map_edit;
mod mend;
mod part;
mod practices;
mod records;
mod scenarios;
mod services;
mod streams;
mod teams;

pub use apply::Change;
pub use command::{Command, StreamDetails};
pub use connect::{Connection, connect, connection};
pub use content::{chunk_hash, sha256_hex};
pub use history::{Applied, CAP, History};
pub use ids::NewIds;
pub use map_edit::{DutyCell, MapEdit};
pub use mend::{Mend, mend};
pub use part::{Part, future_of};
pub use practices::snapshot;
pub use records::check_records;
pub use scenarios::same_lever;
