//! The outline: which stream, and its steps as a table that is moved through, shortened and sorted by keyboard.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    model::{List, StepId, ValueStream},
};

use super::{
    gestures, inspector,
    room::{Room, row_id, step_around},
    seats::Says,
};
use crate::{platform::page, ui::kit::Select};

/// Stream and steps.
pub(super) fn view(room: Room) -> AnyView {
    let name = move || room.stream.with(|stream| stream.as_ref().map(|stream| format!("Steps of {}", stream.name)));
    view! {
        {head(room)}
        <table class="table chain-steps" role="grid" aria-multiselectable="true" aria-label=name>
            <thead role="rowgroup">
                <tr role="row">
                    {["Step", "Work", "Total", "%C&A"].map(|head| view! { <th role="columnheader" scope="col">{head}</th> })}
                </tr>
            </thead>
            <tbody role="rowgroup" on:focusin=move |ev| choose_row(room, &ev) on:click=move |ev| press_row(room, &ev)
                on:keydown=move |ev| keys(room, &ev)><For each=move || room.seats() key=|(id, _)| *id children=move |(id, says)| row(id, says)/></tbody>
        </table>
    }
    .into_any()
}

/// Which stream, and how much runs through it.
fn head(room: Room) -> AnyView {
    let streams = move || -> List<ValueStream> {
        room.session().workspace().get().map(|workspace| workspace.streams.clone()).unwrap_or_default()
    };
    let options = Signal::derive(move || {
        let names = streams().iter().map(|stream: &ValueStream| stream.name.clone()).collect::<Vec<_>>();
        names.into_iter().chain(["New value stream \u{2026}".to_owned()]).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        // While the drawer is open its entry is the chosen one; then the stream is again, a new one or the same.
        if room.templates.get() {
            return streams().len();
        }
        let now = room.stream.with(|stream| stream.as_ref().map(|stream| stream.id));
        streams().iter().position(|stream: &ValueStream| Some(stream.id) == now).unwrap_or_default()
    });
    let choose = Callback::new(move |index: usize| {
        let asked = room.session().now().and_then(|workspace| workspace.streams.get(index).map(|stream| stream.id));
        asked.map_or_else(|| room.templates.set(true), |stream| room.choose(stream));
    });
    let demand = move || {
        let per_week = room.stream.with(|stream| stream.as_ref().map(|stream| stream.demand.per_week));
        per_week.map(|per_week| format!("{} a week", format::number(per_week)))
    };
    let show_stream = move |_| {
        room.select(None);
        page::focus_soon(inspector::HEADING);
    };
    view! {
        <div class="chain-outline-head">
            <Select label="Value stream" bare=true options=options chosen=chosen choose=choose/>
            <button type="button" class="button quiet" title="Edit the stream" on:click=show_stream>
                {demand} <span class="visually-hidden">", edit the stream"</span>
            </button>
        </div>
    }
    .into_any()
}

/// The row of a step.
fn row(id: StepId, says: ArcRwSignal<Says>) -> AnyView {
    view! { {move || says.with(|says| cells(id, says))} }.into_any()
}

/// Rows are laid out each by itself (see the style), so every part says its role.
fn cells(id: StepId, Says { words, place, .. }: &Says) -> AnyView {
    let cell = |words: &str, assumed: bool| {
        let class = if assumed { "assumed" } else { "" };
        view! { <td role="gridcell" class=class><span>{words.to_owned()}</span></td> }
    };
    view! {
        <tr role="row" id=row_id(id) aria-selected=if place.selected { "true" } else { "false" }
            tabindex=if place.reached { "0" } else { "-1" }>
            <th role="rowheader" scope="row"><span class="ordinal">{place.number}</span> {words.name.clone()}</th>
            {cell(&words.work, words.work_assumed)}
            {cell(&words.total, words.total_assumed)}
            {cell(&words.accurate, false)}
        </tr>
    }
    .into_any()
}

/// A press selects the step of the row, and nothing else.
fn press_row(room: Room, ev: &web_sys::Event) {
    if let Some(id) = step_around(ev) {
        room.select(Some(id));
    }
}

/// Moving to a row selects its step, unless it is one of several that are selected.
fn choose_row(room: Room, ev: &web_sys::Event) {
    if let Some(id) = step_around(ev).filter(|id| !room.is_selected(*id)) {
        room.select(Some(id));
    }
}

/// Arrows move, with Alt they move the step; Delete removes, Enter goes to its fields, Escape to the stream.
fn keys(room: Room, ev: &web_sys::KeyboardEvent) {
    let Some(id) = step_around(ev).filter(|_| !ev.ctrl_key() && !ev.meta_key()) else { return };
    match (ev.key().as_str(), ev.alt_key()) {
        ("ArrowDown", true) => room.shift(id, true),
        ("ArrowUp", true) => room.shift(id, false),
        ("ArrowDown", false) if ev.shift_key() => extend(room, id, true),
        ("ArrowUp", false) if ev.shift_key() => extend(room, id, false),
        ("ArrowDown", false) => focus_row(room, room.place_of(id).map(|(at, _)| at + 1)),
        ("ArrowUp", false) => focus_row(room, room.place_of(id).and_then(|(at, _)| at.checked_sub(1))),
        ("Home", false) => focus_row(room, Some(0)),
        ("End", false) => focus_row(room, room.place_of(id).map(|(_, count)| count.saturating_sub(1))),
        ("Delete" | "Backspace", false) => gestures::remove(room, row_id),
        ("Enter", false) => page::focus_soon(inspector::HEADING),
        ("Escape", false) => room.select(None),
        _ => return,
    }
    ev.prevent_default();
}

/// Selects the next row beside what is selected.
fn extend(room: Room, id: StepId, down: bool) {
    let at = room.place_of(id).and_then(|(at, _)| if down { Some(at + 1) } else { at.checked_sub(1) });
    let step = room.stream.get_untracked().and_then(|stream| stream.steps.get(at?).map(|step| step.id));
    if let Some(step) = step {
        room.select_too(step);
        page::focus(&row_id(step));
    }
}

fn focus_row(room: Room, at: Option<usize>) {
    let step = room.stream.get_untracked().and_then(|stream| stream.steps.get(at?).map(|step| step.id));
    if let Some(step) = step {
        page::focus(&row_id(step));
    }
}
