//! What can be done with what is selected, as buttons: for fingers, and for those who do not know the keys.

use leptos::prelude::*;
use trivium_core::model::StepId;

use super::{
    super::{
        gestures,
        room::{Room, box_id},
        words,
    },
    hand::Hand,
};

use crate::platform::page;

/// A button: word, key, what it does.
type Action = (&'static str, &'static str, fn(Hand, StepId));

const ACTIONS: [Action; 7] = [
    ("Edit", "Enter", |hand, _| gestures::edit(hand.room)),
    ("Link", "L", |hand, id| hand.linking.set(Some(id))),
    ("Add after", "N", |hand, _| gestures::add_after(hand.room)),
    ("Copy", "Ctrl C", |hand, _| copy(hand.room)),
    ("Paste", "Ctrl V", |hand, _| gestures::paste_last(hand.room)),
    ("Duplicate", "Ctrl D", |hand, _| gestures::duplicate(hand.room)),
    ("Delete", "Del", |hand, _| gestures::remove(hand.room, box_id)),
];

fn copy(room: Room) {
    if let Some(text) = gestures::copy(room) {
        // The clipboard gets it too, where the browser allows that: else Ctrl V would paste something older.
        page::write_clipboard(&text);
        room.session().say("Copied. Paste it here, or in another stream.", false);
    }
}

/// The bar. It keeps its place when nothing is selected, so that the drawing does not jump.
pub(super) fn view(hand: Hand) -> AnyView {
    let room = hand.room;
    let about = move || match room.selection().as_slice() {
        [] => None,
        [one] => room.step(*one).map(|step| step.name),
        many => Some(words::counted(many.len(), "step", "steps")),
    };
    let any = Memo::new(move |_| room.selected.get());
    let buttons = move || any.get().map(|id| buttons(hand, id));
    let hint = move || {
        any.get().is_none().then(|| view! {
            <span class="muted">"Drag a step to move it, its ring to draw a link. Double-click a lane to add a step. Shift-drag frames several."</span>
        })
    };
    view! {
        <div class="chain-actions" role="group" aria-label="What is selected">
            <span class="chain-actions-about">{about}</span>
            {buttons}
            {hint}
        </div>
        <p class="visually-hidden" id="chain-keys">
            "Arrow keys go to the nearest step, with Shift they select it too. Enter edits, M moves, L links, N adds a step after, P lets the drawing find its place, Delete removes, Escape lets go. Plus, minus and 0 zoom."
        </p>
    }
    .into_any()
}

fn buttons(hand: Hand, id: StepId) -> AnyView {
    let room = hand.room;
    let button = |(word, key, act): Action| {
        view! {
            <button type="button" class="button quiet small" title=key on:click=move |_| act(hand, id)>{word}</button>
        }
    };
    let order = move || {
        room.narrow.get().then(|| {
            view! {
                <button type="button" class="button quiet small" on:click=move |_| room.shift_here(id, false)>"Up"</button>
                <button type="button" class="button quiet small" on:click=move |_| room.shift_here(id, true)>"Down"</button>
            }
        })
    };
    let pinned = move || room.step(id).is_some_and(|step| step.pin.is_some());
    let unpin = move || {
        pinned().then(|| {
            view! { <button type="button" class="button quiet small" title="P" on:click=move |_| gestures::unpin(room)>"Unpin"</button> }
        })
    };
    view! { {ACTIONS.map(button)} {order} {unpin} }.into_any()
}
