//! A value stream as BPMN 2.0, for tools that draw and keep processes.
//!
//! A step is a task: a user task where people work or decide, a service task where a machine does. The lanes are those of
//! the map, without the empty ones, in one pool. Dates are a timer before the step. Where work divides or comes back, an
//! exclusive gateway stands behind the step, and its flows say how much takes them. What starts an item is the start
//! event, and every step that hands on to nobody leads to an end event. The diagram is the map, with more room between
//! the steps for what BPMN needs there.
//!
//! BPMN describes a way, not how long it takes or who has time for it: what of a stream has no place in it is told by
//! [`lost()`]. The same stream and map always give the same text. Source: OMG, Business Process Model and Notation 2.0.2.

mod lost;
mod plan;
mod route;
mod xml;

use crate::{
    chart::map::Layout,
    model::{ValueStream, Workspace},
};

pub use lost::lost;

/// The file, written by this `version` of Trivium. `layout` is the map of this stream across, whose lanes become the lanes of the process. `None` when the
/// stream has no steps: BPMN has no process without any.
pub fn write(workspace: &Workspace, stream: &ValueStream, layout: &Layout, version: &str) -> Option<String> {
    let plan = plan::Plan::of(stream, layout)?;
    Some(xml::write(workspace, stream, &plan, version))
}
