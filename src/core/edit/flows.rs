//! Commands about links. The shares of a step's next links always add up to 1, so a link never comes or goes alone.

use super::NewIds;
use super::apply::{Draft, gone};
use super::ids::after_all_of;
use super::part;
use super::streams::of;
use crate::model::{Flow, FlowId, FlowKind, Place, Problem, Share, Step, StepId, StreamId, ValueStream};

/// Whether the stream has next links; without any, each step hands on to the next in the list.
pub(super) fn has_next(stream: &ValueStream) -> bool {
    stream.flows.iter().any(|flow| share_of(flow).is_some())
}

pub(super) fn add(draft: &mut Draft, id: StreamId, flow: Flow) -> Result<(), Problem> {
    let stream = of(draft, id)?;
    not_twice(stream, &flow)?;
    let written = share_of(&flow).is_some() && !has_next(stream);
    stream.flows.push(flow);
    if written {
        // The list order was the chain until now; with the first link in writing the others must be written too.
        let mut ids = after_all_of(&draft.workspace);
        let stream = of(draft, id)?;
        for (from, to) in in_list(stream).into_iter().filter(|pair| *pair != (flow.from, flow.to)) {
            stream.flows.push(next(ids.flow(), from, to, 1.0));
        }
    }
    share_the_rest(of(draft, id)?, &flow);
    Ok(())
}

pub(super) fn update(draft: &mut Draft, id: StreamId, flow: Flow) -> Result<(), Problem> {
    let stream = of(draft, id)?;
    not_twice(stream, &flow)?;
    let old = stream.flows.iter_mut().find(|old| old.id == flow.id);
    let old = old.ok_or_else(|| gone(Place::Flow(id, flow.id), "link", flow.id))?;
    let left = old.from;
    *old = flow;
    share_the_rest(stream, &flow);
    if left != flow.from || share_of(&flow).is_none() {
        fill_up(stream, left);
    }
    Ok(())
}

pub(super) fn remove(draft: &mut Draft, id: StreamId, flow: FlowId) -> Result<(), Problem> {
    let stream = of(draft, id)?;
    let at = stream.flows.iter().position(|old| old.id == flow);
    let removed = stream.flows.remove(at.ok_or_else(|| gone(Place::Flow(id, flow), "link", flow))?);
    if share_of(&removed).is_some() {
        fill_up(stream, removed.from);
        if !has_next(stream) && stream.steps.len() > 1 {
            draft.also.push("No links are left, so each step hands on to the next in the list.".to_owned());
        }
    }
    Ok(())
}

/// Each step and the next one in the list.
fn in_list(stream: &ValueStream) -> Vec<(StepId, StepId)> {
    let ids = || stream.steps.iter().map(|step| step.id);
    ids().zip(ids().skip(1)).collect()
}

/// Writes the order of the list down as links, where it was the chain until now.
pub(super) fn spell_out(stream: &mut ValueStream, ids: &mut NewIds) {
    if !has_next(stream) {
        for (from, to) in in_list(stream) {
            stream.flows.push(next(ids.flow(), from, to, 1.0));
        }
    }
}

/// Links a part, which stands in the list from `at` on, into the chain: its beginnings after the step before it in
/// equal parts, its ends to where that step went on; without a step before it, its ends to the step after it.
pub(super) fn join_part(stream: &mut ValueStream, at: usize, steps: &[Step], flows: &[Flow], ids: &mut NewIds) {
    let (first, last) = part::ends(steps, flows);
    let before = at.checked_sub(1).and_then(|at| stream.steps.get(at)).map(|step| step.id);
    let after = stream.steps.get(at + steps.len()).map(|step| step.id);
    let mut onwards: Vec<(StepId, f64)> = Vec::new();
    if let Some(before) = before {
        let mine = |flow: &Flow| flow.from == before && share_of(flow).is_some();
        onwards
            .extend(stream.flows.iter().filter(|flow| mine(flow)).filter_map(|f| Some((f.to, share_of(f)?.value()))));
        stream.flows.retain(|flow| !mine(flow));
        for to in &first {
            stream.flows.push(next(ids.flow(), before, *to, even(1.0, first.len())));
        }
    } else {
        onwards.extend(after.map(|after| (after, 1.0)));
    }
    for from in last {
        for (to, share) in &onwards {
            stream.flows.push(next(ids.flow(), from, *to, *share));
        }
    }
    // A branch of which only one arm was taken hands on everything along that arm.
    for step in steps {
        fill_up(stream, step.id);
    }
}

/// Links `count` new steps, which stand in the list from `at` on, into the chain: after the step before them, else
/// before the step after them.
pub(super) fn join_chain(stream: &mut ValueStream, at: usize, count: usize, ids: &mut NewIds) {
    let new: Vec<StepId> = stream.steps.iter().skip(at).take(count).map(|step| step.id).collect();
    let (Some(&first), Some(&last)) = (new.first(), new.last()) else { return };
    let before = at.checked_sub(1).and_then(|at| stream.steps.get(at)).map(|step| step.id);
    let after = stream.steps.get(at + count).map(|step| step.id);
    if let Some(before) = before {
        for flow in stream.flows.iter_mut().filter(|flow| flow.from == before && share_of(flow).is_some()) {
            flow.from = last;
        }
        stream.flows.push(next(ids.flow(), before, first, 1.0));
    } else if let Some(after) = after {
        stream.flows.push(next(ids.flow(), last, after, 1.0));
    }
    for (from, to) in new.iter().zip(new.iter().skip(1)) {
        stream.flows.push(next(ids.flow(), *from, *to, 1.0));
    }
}

/// Removes every link of a step and joins what came in to where it went out. Gives how many rework links went.
pub(super) fn take_out(stream: &mut ValueStream, step: StepId, ids: &mut NewIds) -> usize {
    let touches = |flow: &Flow| flow.from == step || flow.to == step;
    let (gone, kept): (Vec<Flow>, Vec<Flow>) = stream.flows.iter().partition(|flow| touches(flow));
    stream.flows = kept;
    let outgoing: Vec<_> =
        gone.iter().filter(|f| f.from == step).filter_map(|f| Some((f.to, share_of(f)?.value()))).collect();
    for incoming in gone.iter().filter(|flow| flow.to == step) {
        let Some(share) = share_of(incoming) else { continue };
        let mut spare = Some(incoming.id);
        for (to, part) in &outgoing {
            let joined = share.value() * part;
            let same = |flow: &&mut Flow| flow.from == incoming.from && flow.to == *to && share_of(flow).is_some();
            if let Some(existing) = stream.flows.iter_mut().find(same) {
                let total = share_of(existing).map_or(0.0, Share::value) + joined;
                existing.kind = FlowKind::Next { share: Share::clamped(total) };
            } else {
                let id = spare.take().unwrap_or_else(|| ids.flow());
                stream.flows.push(next(id, incoming.from, *to, joined));
            }
        }
        fill_up(stream, incoming.from);
    }
    gone.iter().filter(|flow| share_of(flow).is_none()).count()
}

/// The given link keeps its share, and the other next links of its step share the rest in their proportions.
fn share_the_rest(stream: &mut ValueStream, fixed: &Flow) {
    let Some(share) = share_of(fixed) else { return };
    let other = |flow: &&Flow| flow.from == fixed.from && flow.id != fixed.id && share_of(flow).is_some();
    let others = stream.flows.iter().filter(other).count();
    let sum: f64 = stream.flows.iter().filter(other).filter_map(share_of).map(Share::value).sum();
    let rest = share.rest().value();
    for flow in stream.flows.iter_mut().filter(|flow| flow.from == fixed.from) {
        let Some(old) = share_of(flow) else { continue };
        let new = match (flow.id == fixed.id, others) {
            (true, 0) => 1.0,
            (true, _) => share.value(),
            (false, _) if sum > 0.0 => old.value() / sum * rest,
            (false, _) => even(rest, others),
        };
        flow.kind = FlowKind::Next { share: Share::clamped(new) };
    }
}

/// Scales the next links of a step up to 1 in all, after one of them has gone.
fn fill_up(stream: &mut ValueStream, from: StepId) {
    let mine = |flow: &&Flow| flow.from == from && share_of(flow).is_some();
    let count = stream.flows.iter().filter(mine).count();
    let sum: f64 = stream.flows.iter().filter(mine).filter_map(share_of).map(Share::value).sum();
    for flow in stream.flows.iter_mut().filter(|flow| flow.from == from) {
        if let Some(old) = share_of(flow) {
            let new = if sum > 0.0 { old.value() / sum } else { even(1.0, count) };
            flow.kind = FlowKind::Next { share: Share::clamped(new) };
        }
    }
}

fn not_twice(stream: &ValueStream, flow: &Flow) -> Result<(), Problem> {
    let kind = std::mem::discriminant(&flow.kind);
    let same = |old: &&Flow| {
        old.id != flow.id && old.from == flow.from && old.to == flow.to && std::mem::discriminant(&old.kind) == kind
    };
    match stream.flows.iter().find(same) {
        Some(_) => Err(Problem::error(
            Place::Flow(stream.id, flow.id),
            "There is such a link between these two steps already.",
            "Change that one.",
        )),
        None => Ok(()),
    }
}

fn share_of(flow: &Flow) -> Option<Share> {
    match flow.kind {
        FlowKind::Next { share } => Some(share),
        FlowKind::Rework {} => None,
    }
}

fn next(id: FlowId, from: StepId, to: StepId, share: f64) -> Flow {
    Flow { id, from, to, kind: FlowKind::Next { share: Share::clamped(share) } }
}

#[expect(clippy::cast_precision_loss, reason = "a count of links, at most 50 000")]
fn even(total: f64, count: usize) -> f64 {
    total / count.max(1) as f64
}
