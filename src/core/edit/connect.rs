//! What it means to draw a line from one step to another.

use std::collections::{BTreeMap, BTreeSet};

use super::{Command, NewIds};
use crate::model::{Flow, FlowKind, Place, Problem, Share, StepId, ValueStream, Workspace};

/// What a line between two steps would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// Work goes on that way.
    Onwards,
    /// Work that is not complete and accurate comes back that way: the line leads to where work has been before.
    Back,
}

/// What a line from one step to another can mean. Links that go on never lead in a circle, so a line to a step from
/// which work comes here is the way back; a line to the step itself is that too.
pub fn connection(stream: &ValueStream, from: StepId, to: StepId) -> Connection {
    if leads(stream, to, from) { Connection::Back } else { Connection::Onwards }
}

/// Whether work that leaves `from` can come to `to`; true for a step and itself.
fn leads(stream: &ValueStream, from: StepId, to: StepId) -> bool {
    let mut onwards: BTreeMap<StepId, Vec<StepId>> = BTreeMap::new();
    for flow in stream.flows.iter().filter(|flow| matches!(flow.kind, FlowKind::Next { .. })) {
        onwards.entry(flow.from).or_default().push(flow.to);
    }
    if onwards.is_empty() {
        // The list is the chain: everything later can be reached.
        let place = |id: StepId| stream.steps.iter().position(|step| step.id == id);
        return place(from).zip(place(to)).is_some_and(|(from, to)| from <= to);
    }
    let mut seen = BTreeSet::from([from]);
    let mut ahead = vec![from];
    while let Some(here) = ahead.pop() {
        if here == to {
            return true;
        }
        ahead.extend(onwards.get(&here).into_iter().flatten().copied().filter(|next| seen.insert(*next)));
    }
    false
}

/// The command that draws this line: a link that takes an equal part beside the others of its step, or the step's way
/// back, of which there is one.
///
/// # Errors
/// When a step is not there, or when a link onwards would close a circle. That such a link is there already is found when
/// the command is applied.
pub fn connect(
    workspace: &Workspace,
    stream: &ValueStream,
    (from, to): (StepId, StepId),
    wanted: Connection,
) -> Result<Command, Problem> {
    let id = NewIds::of(workspace).flow();
    let (Some(_), Some(target)) = (stream.step(from), stream.step(to)) else {
        return Err(Problem::error(
            Place::Stream(stream.id),
            "One of the two steps is gone.",
            "Look at the chain again.",
        ));
    };
    match wanted {
        Connection::Onwards if leads(stream, to, from) => Err(Problem::error(
            Place::Step(stream.id, to),
            format!("Work that leaves \"{}\" comes here again: a link to it would close a circle.", target.name),
            "Let work come back instead.",
        )),
        Connection::Onwards => {
            let parts = u32::try_from(stream.next_of(from).iter().filter(|(known, _)| *known != to).count() + 1);
            let kind = FlowKind::Next { share: Share::clamped(1.0 / parts.map_or(1.0, f64::from)) };
            Ok(Command::AddFlow { stream: stream.id, flow: Flow { id, from, to, kind } })
        }
        Connection::Back => Ok(way_back(stream, (from, to), Flow { id, from, to, kind: FlowKind::Rework {} })),
    }
}

/// A step has one way back: a new one takes the place of the old one, and one to the step itself needs no line.
fn way_back(stream: &ValueStream, (from, to): (StepId, StepId), new: Flow) -> Command {
    let old = stream.flows.iter().find(|flow| flow.from == from && flow.kind == FlowKind::Rework {});
    match old {
        Some(old) if to == from => Command::RemoveFlow { stream: stream.id, flow: old.id },
        Some(old) => Command::UpdateFlow { stream: stream.id, flow: Flow { to, ..*old } },
        None => Command::AddFlow { stream: stream.id, flow: new },
    }
}
