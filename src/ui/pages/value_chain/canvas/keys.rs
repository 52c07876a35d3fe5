//! What keys do on the drawing. Each has a button above it that does the same.

use leptos::prelude::*;
use trivium_core::{chart::map::Direction, model::StepId};

use super::{
    super::{
        gestures,
        room::{Room, box_id, step_around},
        toolbar, words,
    },
    fit, focus_box,
    hand::Hand,
};

/// Pixels that an arrow key moves a step by, and with Shift.
const STRIDE: f64 = 10.0;
const NARROW_STRIDE: f64 = 1.0;

/// A key on a step.
pub(super) fn down(hand: Hand, ev: &web_sys::KeyboardEvent) {
    let Some(id) = step_around(ev) else { return };
    let done = if hand.by_keys.get_untracked() {
        moving(hand, ev)
    } else if ev.ctrl_key() || ev.meta_key() {
        together(hand, ev)
    } else {
        alone(hand, id, ev)
    };
    if done {
        ev.prevent_default();
        ev.stop_propagation();
    }
}

fn direction(key: &str) -> Option<Direction> {
    match key {
        "ArrowLeft" => Some(Direction::Left),
        "ArrowRight" => Some(Direction::Right),
        "ArrowUp" => Some(Direction::Up),
        "ArrowDown" => Some(Direction::Down),
        _ => None,
    }
}

/// While steps are moved.
fn moving(hand: Hand, ev: &web_sys::KeyboardEvent) -> bool {
    let key = ev.key();
    match (direction(&key), key.as_str()) {
        (Some(direction), _) => hand.push(direction, if ev.shift_key() { NARROW_STRIDE } else { STRIDE }),
        (None, "Enter" | " " | "m") => hand.end_move(true),
        (None, "Escape" | "Tab") => {
            hand.end_move(false);
            return key == "Escape";
        }
        _ => {}
    }
    true
}

/// With Ctrl.
fn together(hand: Hand, ev: &web_sys::KeyboardEvent) -> bool {
    let room = hand.room;
    match ev.key().to_lowercase().as_str() {
        "a" => {
            let stream = room.stream.get_untracked();
            let all: Vec<StepId> = stream.iter().flat_map(|stream| &stream.steps).map(|step| step.id).collect();
            room.select_all(&all);
            room.session().speak(format!("{} selected.", words::counted(all.len(), "step", "steps")));
        }
        "d" => gestures::duplicate(room),
        // Copy, cut and paste come as events of their own, with what is on the clipboard.
        _ => return false,
    }
    true
}

fn alone(hand: Hand, id: StepId, ev: &web_sys::KeyboardEvent) -> bool {
    let room = hand.room;
    if ev.alt_key() {
        return false;
    }
    let key = ev.key();
    match (direction(&key), key.as_str()) {
        (Some(direction), _) => go(room, id, direction, ev.shift_key()),
        (None, "Enter") => gestures::edit(room),
        (None, "m" | "M") => hand.take_up(),
        (None, "l" | "L") => hand.linking.set(Some(id)),
        (None, "n" | "N" | "Insert") => gestures::add_after(room),
        (None, "p" | "P") => gestures::unpin(room),
        (None, "Delete" | "Backspace") => gestures::remove(room, box_id),
        (None, "Home") => end(room, false),
        (None, "End") => end(room, true),
        (None, "+") => toolbar::zoom_by(room, true),
        (None, "-") => toolbar::zoom_by(room, false),
        (None, "0") => fit(room),
        (None, " ") => room.toggle(id),
        (None, "Escape") if hand.is_dragging() => hand.let_go(),
        (None, "Escape") => escape(room, id),
        _ => return false,
    }
    true
}

/// To the nearest step that way.
fn go(room: Room, id: StepId, direction: Direction, too: bool) {
    let next = room.place_of_untracked(id).and_then(|(index, _)| {
        let next = room.layout.get_untracked().nearest(index, direction)?;
        room.stream.get_untracked()?.steps.get(next).map(|step| step.id)
    });
    match next {
        Some(next) if too => room.select_too(next),
        Some(next) => room.select(Some(next)),
        None => return room.session().speak("No step lies that way."),
    }
    if let Some(next) = next {
        focus_box(next);
    }
}

fn end(room: Room, last: bool) {
    let stream = room.stream.get_untracked();
    let found = stream.and_then(|stream| {
        let steps = &stream.steps;
        if last { steps.last().map(|step| step.id) } else { steps.first().map(|step| step.id) }
    });
    if let Some(id) = found {
        room.select(Some(id));
        focus_box(id);
    }
}

/// From several to this one, from this one to the stream.
fn escape(room: Room, id: StepId) {
    let several = untrack(|| room.selection()).len() > 1;
    room.select(several.then_some(id));
}
