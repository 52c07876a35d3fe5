//! The chain in its lanes: drawn, and edited where it is drawn.
//!
//! Everything that a pointer does here has a key and a button beside it, and everything can be done in the outline and
//! the inspector too. What is dragged is drawn by itself above the rest ([`lifted`]), so that a move of the pointer
//! touches a few elements, however long the chain is.

mod actions;
mod hand;
mod keys;
mod lifted;
mod link_form;
mod scenery;
mod step_box;
mod stretch;

use leptos::prelude::*;
use trivium_core::{
    engine::flow::StreamSheet,
    model::{StreamId, ValueStream},
};

use self::hand::Hand;
use super::{
    gestures, hands,
    room::{Room, box_id, step_around},
    words,
};
use crate::platform::page;

/// The place that scrolls, and what is in it.
const CANVAS: &str = "chain-canvas";
const DRAWING: &str = "chain-drawing";

/// The drawing in its scrolling place, with what can be done above it.
pub(super) fn view(room: Room) -> AnyView {
    let hand = Hand::new(room);
    let seen = stretch::first();
    let drawn = stretch::drawn(room, seen);
    Effect::new(move || {
        if let Some(id) = room.selected.get() {
            page::after_frame(move || stretch::reveal(room, id));
        }
    });
    // What is on its way belongs to the stream in which it was taken up.
    Effect::new(move |before: Option<Option<StreamId>>| {
        let now = room.stream.with(|stream| stream.as_ref().map(|stream| stream.id));
        if before.is_some_and(|before| before != now) {
            hand.let_go();
            hand.linking.set(None);
        }
        now
    });
    let empty = move || room.layout.with(|layout| layout.boxes.is_empty()).then(invitation);
    view! {
        {actions::view(hand)}
        {link_form::view(hand)}
        {empty}
        <div class="chain-canvas" id=CANVAS tabindex="-1" on:scroll=move |_| stretch::look(room, seen)>
            {drawing(hand, drawn)}
        </div>
    }
    .into_any()
}

/// Each of its parts is drawn anew only when that part is another one.
fn drawing(hand: Hand, drawn: Memo<stretch::Stretch>) -> AnyView {
    let room = hand.room;
    let size = Memo::new(move |_| room.layout.with(|layout| (layout.width, layout.height)));
    let bands = Memo::new(move |_| room.layout.with(|layout| layout.bands.clone()));
    let links = Memo::new(move |_| room.layout.with(|layout| layout.links.clone()));
    let returns = Memo::new(move |_| room.layout.with(|layout| layout.returns.clone()));
    let clock = Memo::new(move |_| room.layout.with(|layout| layout.clock.clone()));
    let sentence = move || room.stream.get().zip(room.sheet.get()).map(|(stream, sheet)| sentence(&stream, &sheet));
    view! {
        <svg class="chain-drawing" id=DRAWING role="group" aria-label=sentence
            viewBox=move || format!("0 0 {} {}", size.get().0, size.get().1)
            style:width=move || width(room.zoom.get(), size.get().0)
            on:pointerdown=move |ev| hand.down(&ev) on:pointermove=move |ev| hand.moved(&ev)
            on:pointerup=move |ev| hand.up(&ev) on:pointercancel=move |_| hand.let_go()
            on:touchmove=move |ev| if hand.is_holding() { ev.prevent_default() }
            on:click=move |ev| hand.click(&ev) on:dblclick=move |ev| hand.double(&ev)
            on:wheel=move |ev| hand.wheel(&ev) on:keydown=move |ev| keys::down(hand, &ev)
            on:focusin=move |ev| focused(hand, &ev) on:focusout=move |ev| left(hand, &ev)
            on:copy=move |ev| gestures::on_copy(room, &ev, false) on:cut=move |ev| gestures::on_copy(room, &ev, true)
            on:paste=move |ev| gestures::on_paste(room, &ev)>
            {scenery::arrow_head()}
            <g>{move || scenery::grounds(&bands.read(), size.get().0, room.narrow.get())}</g>
            <g class="chain-links">{move || scenery::lines(&links.read(), drawn.get(), &|ends| look_of(room, ends))}</g>
            <g class="chain-returns">{move || scenery::lines(&returns.read(), drawn.get(), &|_| "return")}</g>
            <g>{move || scenery::line_words(&links.read(), drawn.get(), false)}</g>
            <g>{move || scenery::line_words(&returns.read(), drawn.get(), room.narrow.get())}</g>
            <g>{move || scenery::names(&bands.read(), drawn.get(), room.narrow.get())}</g>
            <g>{move || (!room.narrow.get()).then(|| scenery::crosswalk(&bands.read(), size.get().0))}</g>
            <g role="listbox" aria-label="Steps" aria-multiselectable="true" aria-describedby="chain-keys">
                <For each=move || stretch::seats(room, drawn.get()) key=|(id, _)| *id
                    children=move |(id, says)| step_box::view(id, says)/>
            </g>
            <g class="chain-clock">{move || clock.read().as_ref().map(scenery::clock_mark)}</g>
            {lifted::view(hand)}
        </svg>
    }
    .into_any()
}

/// How a link looks: as what becomes of its hand-over, while the colour asks for it.
fn look_of(room: Room, (from, to): (usize, usize)) -> &'static str {
    room.hands.with(|links| {
        if links.is_empty() {
            return hands::line(None);
        }
        room.stream.with(|stream| {
            let id = |at: usize| stream.as_ref().and_then(|stream| stream.steps.get(at)).map(|step| step.id);
            let link = links.iter().find(|link| Some(link.from) == id(from) && Some(link.to) == id(to));
            hands::line(link.map(|link| link.passing))
        })
    })
}

/// Moving to a step by Tab selects it; a press of the pointer selects by itself, and may select several.
fn focused(hand: Hand, ev: &web_sys::FocusEvent) {
    if let Some(id) = step_around(ev).filter(|id| !hand.is_holding() && !hand.room.is_selected(*id)) {
        hand.room.select(Some(id));
    }
}

/// Who leaves the drawing while steps are moved by keys leaves them where they were.
fn left(hand: Hand, ev: &web_sys::FocusEvent) {
    if hand.by_keys.get_untracked() && !page::focus_stays_inside(ev) {
        hand.end_move(false);
    }
}

/// Fitted into its place, but never below nine tenths: text stays legible, and the place scrolls.
fn width(zoom: Option<u16>, natural: f64) -> String {
    match zoom {
        Some(percent) => format!("{:.0}px", natural * f64::from(percent) / 100.0),
        None => format!("max(min(100%, {natural:.0}px), {:.0}px)", natural * 0.9),
    }
}

/// The zoom at which all of the drawing can be seen, in per cent; text stays readable.
pub(super) fn fit(room: Room) {
    let size = room.layout.with_untracked(|layout| (layout.width, layout.height));
    let Some((width, _)) = page::inner_size(CANVAS) else { return };
    let height = page::inner_size("chain-middle").map_or(f64::INFINITY, |(_, height)| height - 56.0);
    let share = (width / size.0.max(1.0)).min(height / size.1.max(1.0)).clamp(0.2, 1.0);
    let percent = (1..=100).rev().find(|percent| f64::from(*percent) <= share * 100.0);
    room.zoom.set(percent.or(Some(20)));
}

/// What the picture shows, in one sentence.
fn sentence(stream: &ValueStream, sheet: &StreamSheet) -> String {
    let waits = sheet.steps.iter().filter_map(|row| row.wait.ok().map(|wait| (row.step, wait)));
    let longest = waits.max_by(|(_, a), (_, b)| a.total_cmp(b));
    let longest = longest.and_then(|(id, wait)| Some((stream.step(id)?.name.clone(), wait)));
    let most = longest.map(|(name, wait)| format!(" Most waiting: {name}, {}.", words::calendar(wait)));
    let steps = words::counted(stream.steps.len(), "step", "steps");
    format!("{}: {steps}.{}", stream.name, most.unwrap_or_default())
}

fn invitation() -> AnyView {
    view! {
        <div class="empty chain-empty">
            <h2>"No step yet"</h2>
            <p>"Type the first step at the left, double-click a lane below, or paste rows from a spreadsheet: name, team, work, total time, %C&A. Rough numbers and ranges are welcome."</p>
        </div>
    }
    .into_any()
}

/// Moves focus to the box of a step.
fn focus_box(id: trivium_core::model::StepId) {
    page::focus_soon(&box_id(id));
}
