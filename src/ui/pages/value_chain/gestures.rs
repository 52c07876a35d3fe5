//! What people do to the chain by hand: each is one step of the history, says what it did, and leaves focus where the
//! next thing is likely to happen. The drawing, its keys and its buttons all end here.

use std::cell::RefCell;

use leptos::prelude::*;
use trivium_core::{
    chart::map::Point,
    edit::{Command, Connection, NewIds, Part, connect},
    exchange::capture::{self, StepDraft},
    model::{Pin, Step, StepId, ValueStream, Workspace},
};

use super::{
    inspector,
    room::{Room, box_id, row_id},
    words,
};
use crate::platform::page;

thread_local! {
    /// What was copied last, and the text that went to the clipboard with it: rows that a spreadsheet reads. It outlives
    /// the page, so that a part can go to another workspace.
    static COPIED: RefCell<Option<(Part, String)>> = const { RefCell::new(None) };
}

/// To the fields of the selected step.
pub(super) fn edit(room: Room) {
    if room.selected.get_untracked().is_some() {
        page::focus_soon(inspector::HEADING);
    }
}

/// Puts steps at places of the drawing: pinned there, and in the lane in which they lie then.
pub(super) fn put(room: Room, moved: &[(StepId, Point)]) {
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return };
    let (mut pins, mut steps): (Vec<(StepId, Option<Pin>)>, Vec<Step>) = (Vec::new(), Vec::new());
    let mut lane = None;
    room.layout.with_untracked(|layout| {
        for (id, place) in moved {
            let Some((key, pin)) = layout.pin_at((place.0.max(0.0), place.1)) else { continue };
            let Some(step) = stream.step(*id) else { continue };
            pins.push((*id, Some(pin)));
            let there = key.put(step);
            if there != *step {
                let name = layout.bands.iter().find(|band| band.key == key).map(|band| band.name.clone());
                let name = name.unwrap_or_default();
                lane = match lane.take() {
                    Some(other) if other != name => Some("other lanes".to_owned()),
                    _ => Some(name),
                };
                steps.push(there);
            }
        }
    });
    let what = match pins.as_slice() {
        [] => return,
        [(id, _)] => stream.step(*id).map(|step| step.name.clone()).unwrap_or_default(),
        pins => words::counted(pins.len(), "step", "steps"),
    };
    let pinned = Command::PinSteps { stream: stream.id, pins };
    let Some(lane) = lane else {
        room.session().change(&pinned);
        room.session().seal();
        return room.session().speak(format!("{what} put down."));
    };
    let updates = steps.into_iter().map(|step| Command::UpdateStep { stream: stream.id, step });
    let commands: Vec<Command> = updates.chain([pinned]).collect();
    together(room, &workspace, &commands, format!("Move {what} to {lane}"), &format!("{what} moved to {lane}."));
}

/// Several commands as one step of the history; whether they were accepted.
fn together(room: Room, workspace: &Workspace, commands: &[Command], label: String, said: &str) -> bool {
    match Command::together(workspace, commands, label) {
        Ok(command) => changed(room, &command, said),
        Err(problem) => {
            room.session().say(problem.to_string(), false);
            false
        }
    }
}

/// Lets the drawing find the places of the selected steps again; of all when none is selected.
pub(super) fn unpin(room: Room) {
    let Some(stream) = room.stream.get_untracked() else { return };
    let selected = untrack(|| room.selection());
    let concerned = |step: &&Step| step.pin.is_some() && (selected.is_empty() || selected.contains(&step.id));
    let pins: Vec<(StepId, Option<Pin>)> = stream.steps.iter().filter(concerned).map(|step| (step.id, None)).collect();
    if pins.is_empty() {
        return room.session().speak("Nothing is pinned here: the drawing finds all places by itself.");
    }
    let said = format!("The drawing finds the {} again.", if pins.len() == 1 { "place" } else { "places" });
    room.session().change_saying(&Command::PinSteps { stream: stream.id, pins }, said);
}

/// Arranges the whole drawing anew, as one step of the history.
pub(super) fn arrange(room: Room) {
    let Some(stream) = room.stream.get_untracked() else { return };
    let pinned = stream.steps.iter().filter(|step| step.pin.is_some());
    let pins: Vec<(StepId, Option<Pin>)> = pinned.map(|step| (step.id, None)).collect();
    if pins.is_empty() {
        return room.session().say("Everything stands where the drawing puts it.", false);
    }
    let said = format!("Arranged: {} had been pinned.", words::counted(pins.len(), "step", "steps"));
    room.session().change_saying(&Command::PinSteps { stream: stream.id, pins }, said);
}

/// Draws a line from one step to another.
pub(super) fn link(room: Room, ends: (StepId, StepId), meant: Connection) {
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return };
    let name = |id: StepId| stream.step(id).map(|step| step.name.clone()).unwrap_or_default();
    let said = match meant {
        Connection::Onwards => format!("{} hands on to {}.", name(ends.0), name(ends.1)),
        Connection::Back => format!("What is not accurate at {} comes back to {}.", name(ends.0), name(ends.1)),
    };
    match connect(&workspace, &stream, ends, meant) {
        Ok(command) => room.session().change_saying(&command, said),
        Err(problem) => room.session().say(problem.to_string(), false),
    }
    room.session().seal();
    room.select(Some(ends.0));
    page::focus_soon(&box_id(ends.0));
}

/// Takes the selected steps away. Focus goes to what takes their place, in the drawing or in the outline as `focus` says
/// it; to where steps are typed when nothing is left.
pub(super) fn remove(room: Room, focus: fn(StepId) -> String) {
    let selected = untrack(|| room.selection());
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return };
    let Some(first) = stream.steps.iter().position(|step| selected.contains(&step.id)) else { return };
    let left: Vec<StepId> = stream.steps.iter().map(|step| step.id).filter(|id| !selected.contains(id)).collect();
    let next = left.get(first).or(left.last()).copied();
    let what = match selected.as_slice() {
        [one] => stream.step(*one).map(|step| step.name.clone()).unwrap_or_default(),
        many => words::counted(many.len(), "step", "steps"),
    };
    let command = Command::RemoveSteps { stream: stream.id, steps: selected };
    let also = command.change(&workspace).map(|change| change.also.join(" ")).unwrap_or_default();
    if changed(room, &command, format!("Removed {what}. {also}").trim_end()) {
        room.select(next);
        page::focus_soon(&next.map_or_else(|| super::capture::FIELD.to_owned(), focus));
    }
}

/// Takes one step away, whatever else is selected; focus goes to the row of its neighbour.
pub(super) fn remove_one(room: Room, id: StepId) {
    room.select(Some(id));
    remove(room, row_id);
}

/// Applies a command and says so; a refusal is said instead, and everything stays as it was.
fn changed(room: Room, command: &Command, said: &str) -> bool {
    match room.session().commit(command) {
        Ok(()) => {
            room.session().say(said, true);
            true
        }
        Err(sentence) => {
            room.session().say(sentence, false);
            false
        }
    }
}

/// A new step after the selected one, else at the end.
pub(super) fn add_after(room: Room) {
    let Some(stream) = room.stream.get_untracked() else { return };
    let selected = room.selected.get_untracked().and_then(|id| stream.step(id));
    let like = selected.or(stream.steps.last());
    let at = selected.and_then(|step| stream.steps.iter().position(|known| known.id == step.id));
    let new = |id| Step {
        activity: like.map_or(trivium_core::model::Activity::ObtainBuild, |like| like.activity),
        lifecycle: like.map_or(trivium_core::model::LifecycleActivity::Build, |like| like.lifecycle),
        team: like.and_then(|like| like.team),
        workers: like.map_or(trivium_core::model::Workers::Unlimited, |like| like.workers),
        ..Step::new(id, "New step")
    };
    add(room, &stream, at.map_or(usize::MAX, |at| at + 1), new);
}

/// A new step here, in the lane and at the place of the drawing; it follows `after`, else the last. A chain that runs down
/// has no lanes to be pinned in: there the lane is that of the step beside it.
pub(super) fn add_at(room: Room, place: Point, after: Option<StepId>) {
    let Some(stream) = room.stream.get_untracked() else { return };
    let found = room.layout.with_untracked(|layout| layout.pin_at(place).map(|(key, pin)| (key, pin, layout.down)));
    let Some((key, pin, down)) = found else { return };
    let at = stream.steps.iter().position(|step| Some(step.id) == after).map_or(usize::MAX, |at| at + 1);
    add(room, &stream, at, |id| Step { pin: (!down).then_some(pin), ..key.put(&Step::new(id, "New step")) });
}

/// Adds it, and goes where its name is typed.
fn add(room: Room, stream: &ValueStream, at: usize, new: impl FnOnce(StepId) -> Step) {
    let Some(workspace) = room.session().now() else { return };
    let step = new(NewIds::of(&workspace).step());
    let id = step.id;
    if changed(room, &Command::AddSteps { stream: stream.id, at, steps: vec![step] }, "Added a step.") {
        room.select(Some(id));
        page::focus_first_soon(".chain-inspector .field input");
    }
}

// Copies.

/// What is selected goes to the clipboard: for a spreadsheet as rows, for a chain with everything.
pub(super) fn on_copy(room: Room, ev: &web_sys::ClipboardEvent, and_remove: bool) {
    let Some(text) = copy(room) else { return };
    if let Some(data) = ev.clipboard_data() {
        // A clipboard that cannot be written leaves the copy inside the app.
        let _ = data.set_data("text/plain", &text);
    }
    ev.prevent_default();
    if and_remove {
        remove(room, box_id);
    }
}

/// Keeps a copy of what is selected, and gives it as text; `None` when nothing is selected.
pub(super) fn copy(room: Room) -> Option<String> {
    let (workspace, stream) = room.session().now().zip(room.stream.get_untracked())?;
    let selected = untrack(|| room.selection());
    let part = Part::of(&workspace, &stream, &selected);
    if part.steps.is_empty() {
        return None;
    }
    let row = |step: &Step| {
        let team = step.team.and_then(|team| workspace.team(team)).map(|team| team.name.as_str());
        StepDraft::of(step, team).line()
    };
    let text = part.steps.iter().map(row).collect::<Vec<_>>().join("\n");
    let what = words::counted(part.steps.len(), "step", "steps");
    COPIED.with_borrow_mut(|copied| *copied = Some((part, text.clone())));
    room.session().speak(format!("{what} copied."));
    Some(text)
}

/// What is on the clipboard goes after the selected step: the last copy with all its links, or rows of a spreadsheet.
pub(super) fn on_paste(room: Room, ev: &web_sys::ClipboardEvent) {
    let text = ev.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    ev.prevent_default();
    let lines = |text: &str| text.lines().map(str::trim_end).map(str::to_owned).collect::<Vec<_>>();
    let mine = COPIED.with_borrow(|copied| {
        copied
            .as_ref()
            .filter(|(_, known)| text.is_empty() || lines(known) == lines(&text))
            .map(|(part, _)| part.clone())
    });
    match mine {
        Some(part) => paste(room, &part, "Pasted"),
        None => paste_rows(room, &text),
    }
}

/// The last copy goes after the selected step.
pub(super) fn paste_last(room: Room) {
    match COPIED.with_borrow(|copied| copied.as_ref().map(|(part, _)| part.clone())) {
        Some(part) => paste(room, &part, "Pasted"),
        None => room.session().say("Nothing has been copied yet.", false),
    }
}

/// A copy beside what is selected.
pub(super) fn duplicate(room: Room) {
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return };
    let part = Part::of(&workspace, &stream, &untrack(|| room.selection()));
    if !part.steps.is_empty() {
        paste(room, &part, "Duplicated");
    }
}

/// Where pasted steps go in the list: after the last one that is selected, else at the end.
fn place_to_paste(room: Room, stream: &ValueStream) -> usize {
    let selected = untrack(|| room.selection());
    stream.steps.iter().rposition(|step| selected.contains(&step.id)).map_or(stream.steps.len(), |at| at + 1)
}

fn paste(room: Room, part: &Part, done: &str) {
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return };
    let (command, new) = part.paste(&workspace, stream.id, place_to_paste(room, &stream));
    let said = format!("{done} {}.", words::counted(new.len(), "step", "steps"));
    if changed(room, &command, &said) {
        select_new(room, &new);
    }
}

fn select_new(room: Room, new: &[StepId]) {
    room.select_all(new);
    if let Some(first) = new.first() {
        page::focus_soon(&box_id(*first));
    }
}

/// Rows that were copied elsewhere. What cannot be read is said, and nothing of it is lost: it stays on the clipboard.
fn paste_rows(room: Room, text: &str) {
    let read = capture::read(text);
    if let Some(problem) = read.problems.first() {
        return room.session().say(format!("Nothing was pasted. {problem}"), false);
    }
    let drafts: Vec<StepDraft> = read.steps.into_iter().map(|(_, draft)| draft).collect();
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return };
    if drafts.is_empty() {
        return room.session().say("There are no steps on the clipboard.", false);
    }
    match super::capture::gesture(&workspace, stream.id, place_to_paste(room, &stream), &drafts) {
        Ok((command, new, said)) => {
            if changed(room, &command, &said) {
                select_new(room, &new);
            }
        }
        Err(problem) => room.session().say(problem.to_string(), false),
    }
}
