//! Value chain: where does work wait?
//!
//! Two faces of one editor: an outline that is typed and pasted, and the same chain drawn in its lanes, where steps are
//! moved, linked and copied by pointer, keys or touch. Under it the time of one change true to scale, beside it everything
//! about the selected step. What the page shows is the engine's; every change is a command, so both faces always agree.

mod canvas;
mod capture;
mod checks_view;
mod compare;
mod exchange;
mod gestures;
mod hands;
mod inspector;
mod narrow;
mod outline;
mod room;
mod seats;
mod sheet;
mod step_table;
mod templates;
mod three_ways;
mod time_view;
mod todays_run;
mod toolbar;
pub(in crate::ui::pages) mod typed;
mod words;

use leptos::prelude::*;
use trivium_core::{
    edit::{Command, NewIds},
    model::{ChangeMix, Demand, Share, StreamKind, ValueStream, Workspace},
};

use self::room::{Form, Room};
use crate::{
    platform::page,
    ui::{
        kit::{Icon, icon},
        router::{Page, Router},
        shell::PageHead,
    },
};

/// The page.
pub(crate) fn view() -> AnyView {
    let room = Room::new();
    let router: Router = expect_context();
    let actions = view! {
        {toolbar::form(room)}
        {exchange::view(room)}
        <button type="button" class="button" on:click=move |_| page::focus(capture::FIELD)>{icon(Icon::Plus)} "Add step"</button>
        {simulate(room, router)}
    }
    .into_any();
    let any = Memo::new(move |_| room.stream.with(Option::is_some));
    view! {
        <PageHead page=Page::ValueChain ruled=true actions=actions/>
        {move || if any.get() { studio(room) } else { nothing(room) }}
        {move || room.templates.get().then(|| templates::view(room))}
    }
    .into_any()
}

/// To the Simulator with this chain. The first stream of changes is the one that runs; another one takes its place there
/// first, and what is no stream of changes says so.
fn simulate(room: Room, router: Router) -> AnyView {
    let standing = Memo::new(move |_| {
        let main = room.session().workspace().with(|w| w.as_ref().and_then(|w| w.main_stream().map(|main| main.id)));
        room.stream.with(|stream| stream.as_ref().map(|stream| (stream.id, main == Some(stream.id), stream.kind)))
    });
    let go = move |_| {
        if let Some((stream, false, _)) = standing.get_untracked() {
            let name = room.stream.with_untracked(|stream| stream.as_ref().map(|stream| stream.name.clone()));
            let said = format!("{} is the stream that is simulated now.", name.unwrap_or_default());
            room.session().change_saying(&Command::MoveStream { stream, to: 0 }, said);
        }
        router.go(Page::Simulator);
    };
    let off = move || standing.get().is_some_and(|(_, _, kind)| kind != StreamKind::Change);
    let word = move || match standing.get() {
        Some((_, false, StreamKind::Change)) => "Simulate this chain instead",
        _ => "Simulate this chain",
    };
    let why =
        move || off().then(|| view! { <span class="small-text muted">"Only streams of changes are simulated."</span> });
    view! { {why} <button type="button" class="button primary" disabled=off on:click=go>{word}</button> }.into_any()
}

/// The stream that was looked at last, else the main one.
pub(crate) fn last_looked_at(workspace: &Workspace) -> Option<&ValueStream> {
    let last = room::last_chosen(workspace).and_then(|id| workspace.stream(id));
    last.or_else(|| workspace.main_stream()).or(workspace.streams.first())
}

/// Outline, drawing, inspector.
fn studio(room: Room) -> AnyView {
    let middle = move || match room.form.get() {
        Form::Chain => canvas::view(room),
        Form::Sheet => sheet::view(room),
        Form::ThreeWays => three_ways::view(room),
        Form::Compare => compare::view(room),
    };
    view! {
        <div class="chain-studio">
            <section class="chain-outline" aria-label="Outline">
                {outline::view(room)}
                {capture::view(room)}
                {checks_view::view(room)}
            </section>
            <section class="chain-middle" id="chain-middle" aria-label="Chain">
                {move || matches!(room.form.get(), Form::Chain | Form::Sheet).then(|| toolbar::view(room))}
                {middle}
                {move || (room.form.get() != Form::Compare).then(|| time_view::view(room))}
            </section>
            <section class="chain-inspector" aria-label="Inspector" on:keydown=move |ev| leave(room, &ev)>{inspector::view(room)}</section>
        </div>
    }
    .into_any()
}

/// Escape leads from the fields of a step back to the step, where that can be seen.
fn leave(room: Room, ev: &web_sys::KeyboardEvent) {
    let Some(step) = room.selected.get_untracked().filter(|_| ev.key() == "Escape" && !ev.default_prevented()) else {
        return;
    };
    let id = if room.form.get_untracked() == Form::Chain { room::box_id(step) } else { room::row_id(step) };
    page::focus(&id);
}

/// A workspace without a value stream.
fn nothing(room: Room) -> AnyView {
    view! {
        <div class="page-body">
            <div class="empty">
                <h2>"No value stream yet"</h2>
                <p>"A value stream is the way of a change from the request to running in production. Its steps show where work waits."</p>
                <button type="button" class="button" id="chain-templates" on:click=move |_| room.templates.set(true)>"Start from a template"</button>
                <button type="button" class="button" on:click=move |_| add_blank(room)>{icon(Icon::Plus)} "Add a blank stream"</button>
            </div>
        </div>
    }
    .into_any()
}

/// A stream with a name and one change a week: the smallest that can be. It is selected, and the cursor goes where its
/// steps are typed.
fn add_blank(room: Room) {
    let Some(workspace) = room.session().now() else { return };
    let stream = new_stream(&workspace);
    let id = stream.id;
    room.session().change(&Command::AddStream { stream });
    room.choose(id);
    page::focus_soon(capture::FIELD);
}

fn new_stream(workspace: &Workspace) -> ValueStream {
    ValueStream {
        id: NewIds::of(workspace).stream(),
        name: "New value stream".to_owned(),
        kind: StreamKind::Change,
        service: workspace.main_service().map(|service| service.id),
        trigger: String::new(),
        outcome: String::new(),
        demand: Demand::of(1.0, ChangeMix { standard: Share::NONE, emergency: Share::NONE }),
        steps: Vec::new(),
        flows: Vec::new(),
        clock_starts_after: None,
        bad_changes: Share::NONE,
        rework_effort: Share::ALL,
        future_of: None,
    }
}
