//! The outline: which stream, and its steps as a table that is moved through, shortened and sorted by keyboard.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    model::{List, StepId, ValueStream},
};

use super::{
    inspector,
    room::{Room, row_id},
    seats::Says,
};
use crate::{platform::page, ui::kit::Select};

/// Stream and steps.
pub(super) fn view(room: Room) -> AnyView {
    let name = move || room.stream.with(|stream| stream.as_ref().map(|stream| format!("Steps of {}", stream.name)));
    view! {
        {head(room)}
        <table class="table chain-steps" role="grid" aria-label=name>
            <thead>
                <tr>
                    <th scope="col">"Step"</th><th scope="col" class="number">"Work"</th>
                    <th scope="col" class="number">"Total"</th><th scope="col" class="number">"%C&A"</th>
                </tr>
            </thead>
            <tbody><For each=move || room.seats() key=|(id, _)| *id children=move |(id, says)| row(room, id, says)/></tbody>
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
fn row(room: Room, id: StepId, says: ArcRwSignal<Says>) -> AnyView {
    view! { {move || says.with(|says| cells(room, id, says))} }.into_any()
}

/// Moving to a row selects its step.
fn cells(room: Room, id: StepId, Says { words, place }: &Says) -> AnyView {
    let cell = |words: &str, assumed: bool| {
        let class = if assumed { "number assumed" } else { "number" };
        view! { <td class=class><span>{words.to_owned()}</span></td> }
    };
    view! {
        <tr id=row_id(id) aria-selected=if place.selected { "true" } else { "false" }
            tabindex=if place.reached { "0" } else { "-1" }
            on:focus=move |_| room.select(Some(id)) on:click=move |_| room.select(Some(id))
            on:keydown=move |ev| keys(room, id, &ev)>
            <th scope="row"><span class="ordinal">{place.number}</span> {words.name.clone()}</th>
            {cell(&words.work, words.work_assumed)}
            {cell(&words.total, words.total_assumed)}
            {cell(&words.accurate, false)}
        </tr>
    }
    .into_any()
}

/// Arrows move, with Alt they move the step; Delete removes, Enter goes to its fields, Escape to the stream.
fn keys(room: Room, id: StepId, ev: &web_sys::KeyboardEvent) {
    if ev.ctrl_key() || ev.meta_key() {
        return;
    }
    match (ev.key().as_str(), ev.alt_key()) {
        ("ArrowDown", true) => room.shift(id, true),
        ("ArrowUp", true) => room.shift(id, false),
        ("ArrowDown", false) => focus_row(room, room.place_of(id).map(|(at, _)| at + 1)),
        ("ArrowUp", false) => focus_row(room, room.place_of(id).and_then(|(at, _)| at.checked_sub(1))),
        ("Home", false) => focus_row(room, Some(0)),
        ("End", false) => focus_row(room, room.place_of(id).map(|(_, count)| count.saturating_sub(1))),
        ("Delete" | "Backspace", false) => room.remove(id),
        ("Enter", false) => page::focus_soon(inspector::HEADING),
        ("Escape", false) => room.select(None),
        _ => return,
    }
    ev.prevent_default();
}

fn focus_row(room: Room, at: Option<usize>) {
    let step = room.stream.get_untracked().and_then(|stream| stream.steps.get(at?).map(|step| step.id));
    if let Some(step) = step {
        page::focus(&row_id(step));
    }
}
