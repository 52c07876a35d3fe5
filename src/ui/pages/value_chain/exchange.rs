//! Taking the chain elsewhere and back: its map as a picture, its sheet as CSV out and in, its way as BPMN.
//!
//! What a file cannot hold is said before it is downloaded, and what a file would change is shown before one button does
//! it.

use std::sync::Arc;

use leptos::prelude::*;
use trivium_core::{
    chart::{Svg, Theme, map},
    engine::flow::StreamSheet,
    exchange::{
        bpmn,
        csv_out::{self, Separator},
        sheet_csv::{self, NOT_CARRIED, SheetImport},
    },
    model::{ValueStream, Workspace},
};

use super::{room::Room, words};
use crate::{
    platform::{files, picture},
    ui::{
        kit::{Drawer, DropZone, Icon, Menu, icon},
        shell,
    },
};

/// The most names or sentences of one kind that are shown.
const MOST_SHOWN: usize = 12;
/// Widest map that becomes a PNG, in pixels: browsers draw no wider canvas than twice this.
const WIDEST_PNG: u32 = 16_000;

/// Which drawer is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Bpmn,
    Import,
}

/// The menu, and the drawer that it opened.
pub(super) fn view(room: Room) -> AnyView {
    let open = RwSignal::new(Open::Nothing);
    let entries: Signal<Vec<(String, Callback<()>)>> = Signal::stored(vec![
        ("SVG, the map".to_owned(), Callback::new(move |()| svg(room))),
        ("PNG, the map".to_owned(), Callback::new(move |()| png(room))),
        ("CSV, the sheet".to_owned(), Callback::new(move |()| csv(room))),
        ("BPMN 2.0 ...".to_owned(), Callback::new(move |()| open.set(Open::Bpmn))),
        ("Import CSV ...".to_owned(), Callback::new(move |()| open.set(Open::Import))),
    ]);
    let face = view! { {icon(Icon::Download)} "Exchange" }.into_any();
    let close = Callback::new(move |()| open.set(Open::Nothing));
    view! {
        <Menu face=face label=Signal::stored("Exchange this chain".to_owned()) class="button" right=true entries=entries/>
        {move || match open.get() {
            Open::Nothing => ().into_any(),
            Open::Bpmn => bpmn_drawer(room, close),
            Open::Import => import_drawer(room, close),
        }}
    }
    .into_any()
}

/// What every export needs.
struct Chain {
    workspace: Arc<Workspace>,
    stream: Arc<ValueStream>,
    sheet: Arc<StreamSheet>,
    layout: map::Layout,
}

impl Chain {
    fn of(room: Room) -> Option<Self> {
        let workspace = room.session().now()?;
        let (stream, sheet) = room.stream.get_untracked().zip(room.sheet.get_untracked())?;
        // A file is as wide as it needs, whatever the window is.
        let layout = map::layout(room.lanes.get_untracked(), &workspace, &stream, &sheet);
        Some(Self { workspace, stream, sheet, layout })
    }

    fn file(&self, extension: &str) -> String {
        files::safe_name(&self.stream.name, extension)
    }

    /// Where it comes from: "Larkfield Stores. Trivium, Version 0.1.0, build 1a2b3c".
    fn foot(&self) -> String {
        format!("{}. Trivium, {}", self.workspace.name, shell::version())
    }

    fn picture(&self) -> Svg {
        map::picture(&self.stream, &self.sheet, &self.layout).footed(&self.foot(), Theme::Light)
    }
}

fn svg(room: Room) {
    if let Some(chain) = Chain::of(room) {
        files::download_text(&chain.file("svg"), "image/svg+xml", &chain.picture().standalone());
    }
}

fn png(room: Room) {
    let Some(chain) = Chain::of(room) else { return };
    let (drawn, session) = (chain.picture(), room.session());
    let size = drawn.size();
    if size.width > WIDEST_PNG {
        return session.say("This map is too wide for a PNG. Save it as SVG instead.", false);
    }
    picture::download_png(&chain.file("png"), &drawn.standalone(), size.width, size.height, move |sorry| {
        session.say(sorry, false);
    });
}

fn csv(room: Room) {
    if let Some(chain) = Chain::of(room) {
        let table = sheet_csv::table(&chain.workspace, &chain.stream, &chain.sheet).footed(&chain.foot());
        files::download_text(&chain.file("csv"), "text/csv", &csv_out::write(&table, Separator::Comma));
    }
}

fn bpmn_drawer(room: Room, close: Callback<()>) -> AnyView {
    let lost = Chain::of(room).map(|chain| bpmn::lost(&chain.workspace, &chain.stream)).unwrap_or_default();
    let none = room.stream.with_untracked(|stream| stream.as_ref().is_none_or(|stream| stream.steps.is_empty()));
    let body = view! {
        <p class="second">"BPMN describes the way of the work: steps as tasks in the lanes of the map, gateways where it divides or comes back, timers for dates, and where everything stands. It has no place for the following, which stays here."</p>
        <ul class="exchange-list">{lost.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
    }
    .into_any();
    let download = move |_| {
        if let Some(chain) = Chain::of(room)
            && let Some(text) = bpmn::write(&chain.workspace, &chain.stream, &chain.layout, env!("CARGO_PKG_VERSION"))
        {
            files::download_text(&chain.file("bpmn"), "application/xml", &text);
            close.run(());
        }
    };
    let foot = view! {
        {none.then(|| view! { <p class="small-text muted">"Add a step first: BPMN has no process without one."</p> })}
        <button type="button" class="button" on:click=move |_| close.run(())>"Cancel"</button>
        <button type="button" class="button primary" disabled=none on:click=download>"Download BPMN"</button>
    }
    .into_any();
    view! { <Drawer title="What BPMN cannot hold" close=close body=body foot=foot/> }.into_any()
}

/// What became of a file.
#[derive(Clone)]
enum State {
    Nothing,
    Refused(String),
    Read(Arc<(String, SheetImport)>),
}

fn import_drawer(room: Room, close: Callback<()>) -> AnyView {
    let state = RwSignal::new(State::Nothing);
    let take = Callback::new(move |file: web_sys::File| {
        leptos::task::spawn_local(async move {
            let name = file.name();
            let read = match files::read_bytes(&file, sheet_csv::MOST_BYTES).await {
                Ok(bytes) => read(room, &name, &bytes),
                Err(sentence) => State::Refused(sentence),
            };
            // The drawer may have been closed meanwhile.
            let _ = state.try_set(read);
        });
    });
    let body = view! {
        <DropZone label="Drop a CSV file, or choose one" accept=".csv,.tsv,.txt,text/csv" take=take/>
        <div aria-live="polite">{move || match state.get() {
            State::Nothing => help(),
            State::Refused(sentence) => view! { <div class="callout" role="alert"><strong>"Nothing was imported."</strong><p>{sentence}</p></div> }.into_any(),
            State::Read(read) => preview(&read.1),
        }}</div>
    }
    .into_any();
    let apply = move |_| {
        let State::Read(read) = state.get_untracked() else { return };
        let (name, import) = &*read;
        let Some(command) = &import.command else { return };
        match room.session().commit(command) {
            Ok(()) => {
                room.session().say(format!("Imported {name}: {}.", summary(import)), true);
                close.run(());
            }
            Err(sentence) => state.set(State::Refused(sentence)),
        }
    };
    let ready = move || state.with(|state| matches!(state, State::Read(read) if read.1.command.is_some()));
    let foot = view! {
        <button type="button" class="button" on:click=move |_| close.run(())>"Cancel"</button>
        <button type="button" class="button primary" disabled=move || !ready() on:click=apply>"Import into this chain"</button>
    }
    .into_any();
    view! { <Drawer title="Import a sheet" close=close body=body foot=foot/> }.into_any()
}

fn read(room: Room, name: &str, bytes: &[u8]) -> State {
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else {
        return State::Nothing;
    };
    match sheet_csv::read(bytes, &workspace, stream.id, name) {
        Ok(import) => State::Read(Arc::new((name.to_owned(), import))),
        Err(error) => State::Refused(format!("{name}: {error}")),
    }
}

fn help() -> AnyView {
    view! {
        <p class="second">"A sheet that was saved here, or one of yours with a row of heads: Step, and what is known of Team, Work (h), Total (d), %C&A, Next, Rework to. A step is found by its id, else by its name; steps that are not in the file stay."</p>
        <p class="second">"The file cannot hold:"</p>
        <ul class="exchange-list">{NOT_CARRIED.map(|phrase| view! { <li>{phrase}</li> }).collect_view()}</ul>
    }
    .into_any()
}

/// "2 steps added, 3 changed, 1 only here".
fn summary(import: &SheetImport) -> String {
    let added = words::counted(import.added.len(), "step added", "steps added");
    format!("{added}, {} changed, {} only here", import.changed.len(), import.only_here.len())
}

/// What would change, and what could not be read.
fn preview(import: &SheetImport) -> AnyView {
    let mut lines = Vec::new();
    let mut names = |what: &str, names: &[String]| {
        if !names.is_empty() {
            let more = names.len().saturating_sub(MOST_SHOWN);
            let shown = names.iter().take(MOST_SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            lines.push(format!("{what}: {shown}{more}."));
        }
    };
    names("New", &import.added);
    names("New teams, with one person each", &import.teams);
    names("Only here, and kept", &import.only_here);
    for step in import.changed.iter().take(MOST_SHOWN) {
        lines.push(format!("{}: {}.", step.name, step.what.join(", ")));
    }
    if import.changed.len() > MOST_SHOWN {
        lines.push(format!("And {} more that change.", import.changed.len() - MOST_SHOWN));
    }
    if import.reordered {
        lines.push("The order of the steps changes.".to_owned());
    }
    if import.relinked {
        lines.push("Links or the start of the DORA clock change.".to_owned());
    }
    let head = if import.command.is_none() {
        "The file says what is here already: there is nothing to import.".to_owned()
    } else {
        format!("What will change: {}.", summary(import))
    };
    let wrong = import.problems.len() + import.more_problems;
    let problems = (wrong > 0).then(|| {
        let head = words::counted(wrong, "cell or row could not be read and is left as it is", "cells or rows could not be read and are left as they are");
        let more = wrong.saturating_sub(MOST_SHOWN);
        let told = import.problems.iter().take(MOST_SHOWN).map(|problem| view! { <li>{problem.to_string()}</li> }).collect_view();
        view! {
            <div class="callout near">
                <strong>{head}"."</strong>
                <ul class="exchange-list">{told} {(more > 0).then(|| view! { <li>{format!("And {more} more.")}</li> })}</ul>
            </div>
        }
    });
    view! {
        <p><strong>{head}</strong></p>
        <ul class="exchange-list">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        {problems}
    }
    .into_any()
}
