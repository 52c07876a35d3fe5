//! Commands about value streams and their steps.

use std::sync::Arc;

use super::apply::{Draft, counted, gone};
use super::flows::{has_next, join_chain, join_part, spell_out, take_out};
use super::forget;
use super::ids::after_all_of;
use super::scenarios::drop_levers;
use super::{NewIds, StreamDetails};
use crate::model::{Flow, FlowKind, Lever, Pin, Place, Problem, Step, StepId, StreamId, ValueStream};

/// The stream, ready to be changed.
pub(super) fn of(draft: &mut Draft, id: StreamId) -> Result<&mut ValueStream, Problem> {
    let streams = Arc::make_mut(&mut draft.workspace.streams);
    streams.iter_mut().find(|stream| stream.id == id).ok_or_else(|| gone(Place::Stream(id), "value stream", id))
}

pub(super) fn update(draft: &mut Draft, id: StreamId, details: &StreamDetails) -> Result<(), Problem> {
    let stream = of(draft, id)?;
    let StreamDetails { name, kind, service, trigger, outcome, demand, bad_changes, rework_effort } = details;
    stream.name.clone_from(name);
    stream.kind = *kind;
    stream.service = *service;
    stream.trigger.clone_from(trigger);
    stream.outcome.clone_from(outcome);
    stream.demand = *demand;
    stream.bad_changes = *bad_changes;
    stream.rework_effort = *rework_effort;
    Ok(())
}

pub(super) fn remove(draft: &mut Draft, id: StreamId) -> Result<(), Problem> {
    let removed = of(draft, id)?.clone();
    Arc::make_mut(&mut draft.workspace.streams).retain(|stream| stream.id != id);
    forget_today(draft, id, |_| true, true);
    forget::steps(draft, |gone| removed.step(gone).is_some());
    drop_levers(draft, |lever| match lever {
        Lever::UseStream { stream }
        | Lever::StandardChanges { stream, .. }
        | Lever::Gates { stream, .. }
        | Lever::Demand { stream, .. }
        | Lever::ReliabilityWork { stream, .. }
        | Lever::BadChanges { stream, .. } => *stream == id,
        other => removed.steps.iter().any(|step| moves_step(other, step.id)),
    });
    Ok(())
}

pub(super) fn move_to(draft: &mut Draft, id: StreamId, to: usize) -> Result<(), Problem> {
    let streams = Arc::make_mut(&mut draft.workspace.streams);
    let at = streams.iter().position(|stream| stream.id == id);
    let moved = streams.remove(at.ok_or_else(|| gone(Place::Stream(id), "value stream", id))?);
    streams.insert(to.min(streams.len()), moved);
    Ok(())
}

pub(super) fn pin_steps(draft: &mut Draft, id: StreamId, pins: &[(StepId, Option<Pin>)]) -> Result<(), Problem> {
    let steps = &mut of(draft, id)?.steps;
    for (step, pin) in pins {
        let found = steps.iter_mut().find(|old| old.id == *step);
        found.ok_or_else(|| gone(Place::Step(id, *step), "step", step))?.pin = *pin;
    }
    Ok(())
}

/// A future state whose stream is gone is a stream of its own; a step whose today is gone is new.
fn forget_today(draft: &mut Draft, stream: StreamId, gone: impl Fn(StepId) -> bool, all: bool) {
    let concerned = |future: &ValueStream| future.future_of == Some(stream);
    if !draft.workspace.streams.iter().any(concerned) {
        return;
    }
    for future in Arc::make_mut(&mut draft.workspace.streams).iter_mut().filter(|future| concerned(future)) {
        if all {
            future.future_of = None;
            draft.also.push(format!("\"{}\" is a stream of its own now.", future.name));
        }
        for step in future.steps.iter_mut().filter(|step| step.was.is_some_and(&gone)) {
            step.was = None;
        }
    }
}

pub(super) fn add_steps(draft: &mut Draft, id: StreamId, at: usize, steps: &[Step]) -> Result<(), Problem> {
    let stream = of(draft, id)?;
    let at = at.min(stream.steps.len());
    stream.steps.splice(at..at, steps.iter().cloned());
    if has_next(stream) {
        let mut ids: NewIds = after_all_of(&draft.workspace);
        join_chain(of(draft, id)?, at, steps.len(), &mut ids);
    }
    Ok(())
}

pub(super) fn add_part(
    draft: &mut Draft,
    id: StreamId,
    at: usize,
    steps: &[Step],
    flows: &[Flow],
) -> Result<(), Problem> {
    let stream = of(draft, id)?;
    let at = at.min(stream.steps.len());
    let onwards = flows.iter().any(|flow| matches!(flow.kind, FlowKind::Next { .. }));
    if !onwards {
        // A part without links onwards is a list, and joins the chain as one.
        stream.flows.extend_from_slice(flows);
        return add_steps(draft, id, at, steps);
    }
    let mut ids = after_all_of(&draft.workspace);
    ids.after(steps.iter().map(|step| step.id.number()).chain(flows.iter().map(|flow| flow.id.number())));
    let stream = of(draft, id)?;
    spell_out(stream, &mut ids);
    stream.steps.splice(at..at, steps.iter().cloned());
    stream.flows.extend_from_slice(flows);
    join_part(stream, at, steps, flows, &mut ids);
    Ok(())
}

pub(super) fn update_step(draft: &mut Draft, id: StreamId, step: &Step) -> Result<(), Problem> {
    let steps = &mut of(draft, id)?.steps;
    let old = steps.iter_mut().find(|old| old.id == step.id);
    old.ok_or_else(|| gone(Place::Step(id, step.id), "step", step.id))?.clone_from(step);
    Ok(())
}

pub(super) fn remove_step(draft: &mut Draft, id: StreamId, step: StepId) -> Result<(), Problem> {
    let mut ids = after_all_of(&draft.workspace);
    let stream = of(draft, id)?;
    let at = stream.steps.iter().position(|old| old.id == step);
    let removed = stream.steps.remove(at.ok_or_else(|| gone(Place::Step(id, step), "step", step))?);
    let had_links = has_next(stream);
    let dropped = take_out(stream, step, &mut ids);
    let lost_all_links = had_links && !has_next(stream) && stream.steps.len() > 1;
    let had_clock = stream.clock_starts_after == Some(step);
    if had_clock {
        stream.clock_starts_after = None;
    }
    let name = removed.name;
    if dropped > 0 {
        let links = counted(dropped, "rework link is", "rework links are");
        draft.also.push(format!("{links} removed with \"{name}\"."));
    }
    if lost_all_links {
        draft.also.push("No links are left, so each step hands on to the next in the list.".to_owned());
    }
    if had_clock {
        draft.also.push(format!("The DORA clock started after \"{name}\": say where it starts now."));
    }
    forget_today(draft, id, |was| was == step, false);
    forget::steps(draft, |gone| gone == step);
    drop_levers(draft, |lever| moves_step(lever, step));
    Ok(())
}

pub(super) fn move_step(draft: &mut Draft, id: StreamId, step: StepId, to: usize) -> Result<(), Problem> {
    let steps = &mut of(draft, id)?.steps;
    let at = steps.iter().position(|old| old.id == step);
    let moved = steps.remove(at.ok_or_else(|| gone(Place::Step(id, step), "step", step))?);
    steps.insert(to.min(steps.len()), moved);
    Ok(())
}

pub(super) fn set_clock(draft: &mut Draft, id: StreamId, after: Option<StepId>) -> Result<(), Problem> {
    of(draft, id)?.clock_starts_after = after;
    Ok(())
}

fn moves_step(lever: &Lever, id: StepId) -> bool {
    match lever {
        Lever::ApprovalCadence { step, .. }
        | Lever::StopsBad { step, .. }
        | Lever::Release { step, .. }
        | Lever::WipLimit { step, .. }
        | Lever::People { step, .. } => *step == id,
        _ => false,
    }
}
