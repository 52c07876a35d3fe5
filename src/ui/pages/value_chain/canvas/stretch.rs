//! Which part of a long chain is drawn: what can be seen, and a little before and after it.

use leptos::prelude::*;
use trivium_core::{chart::map, model::StepId};

use super::{
    super::{room::Room, seats::Says},
    CANVAS, DRAWING,
};
use crate::platform::page;

/// This much is drawn before and after what can be seen.
const MARGIN: f64 = 900.0;
/// What is drawn changes by so much at a time.
const STRIDE: f64 = 600.0;

/// A stretch of the chain, in the direction in which it runs, in pixels of the drawing.
pub(super) type Stretch = (f64, f64);

/// What is drawn; all of a chain that is not long. It follows the window and the scrolling.
pub(super) fn drawn(room: Room, seen: RwSignal<Stretch>) -> Memo<Stretch> {
    follow(room, seen);
    Memo::new(move |_| {
        let whole = room.layout.with(|layout| layout.length() <= map::LONG);
        if whole { (f64::NEG_INFINITY, f64::INFINITY) } else { seen.get() }
    })
}

/// What can be seen before anybody has looked.
pub(super) fn first() -> RwSignal<Stretch> {
    RwSignal::new((0.0, MARGIN + STRIDE))
}

/// Looks again when the page scrolls, when the window changes, and when the drawing has another size.
fn follow(room: Room, seen: RwSignal<Stretch>) {
    let on_scroll = window_event_listener(leptos::ev::scroll, move |_| look(room, seen));
    let on_resize = window_event_listener(leptos::ev::resize, move |_| look(room, seen));
    on_cleanup(move || {
        on_scroll.remove();
        on_resize.remove();
    });
    Effect::new(move || {
        room.layout.with(|layout| layout.length());
        room.zoom.track();
        page::after_frame(move || look(room, seen));
    });
}

/// Sees which stretch of the chain is in the window.
pub(super) fn look(room: Room, seen: RwSignal<Stretch>) {
    let Some(layout) = room.layout.try_get_untracked() else { return };
    let Some([left, right, top, bottom]) = page::shown_part(DRAWING) else { return };
    let (low, high) = if layout.down { (top, bottom) } else { (left, right) };
    let low = ((low * layout.length() - MARGIN) / STRIDE).floor() * STRIDE;
    let high = ((high * layout.length() + MARGIN) / STRIDE).ceil() * STRIDE;
    if seen.try_get_untracked().is_some_and(|now| now != (low, high)) {
        seen.set((low, high));
    }
}

/// Brings a step of a chain that runs across into sight.
pub(super) fn reveal(room: Room, id: StepId) {
    let Some(layout) = room.layout.try_get_untracked().filter(|layout| !layout.down) else { return };
    if let Some((index, _)) = room.place_of_untracked(id) {
        let (low, high) = layout.span_of(index);
        page::reveal_sideways(CANVAS, low / layout.width, high / layout.width);
    }
}

/// The steps that are drawn: those in the stretch, and wherever it is the one to which Tab comes: the selected one, else
/// the first.
pub(super) fn seats(room: Room, drawn: Stretch) -> Vec<(StepId, ArcRwSignal<Says>)> {
    let selected = room.selected.get().and_then(|id| room.place_of_untracked(id)).map(|(index, _)| index);
    room.layout
        .with(|layout| room.seats_where(|index| selected.unwrap_or(0) == index || within(layout.span_of(index), drawn)))
}

pub(super) fn within((low, high): Stretch, drawn: Stretch) -> bool {
    high >= drawn.0 && low <= drawn.1
}
