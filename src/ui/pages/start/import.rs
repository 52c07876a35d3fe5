//! A workspace file: what it holds is shown before anything is opened.

use leptos::prelude::*;
use trivium_core::{chart::format, model::Workspace, wire};

use super::open;
use crate::{
    platform::files,
    ui::{
        kit::{Icon, fresh_dom_id, icon},
        router::{Page, Router},
        state::Session,
    },
};

/// What became of a file.
#[derive(Clone, PartialEq)]
enum Found {
    Nothing,
    Workspace(String, Box<Workspace>),
    Refused(String),
}

/// Drop zone and picker.
pub(super) fn view(session: Session, router: Router) -> AnyView {
    let id = fresh_dom_id("file");
    let found = RwSignal::new(Found::Nothing);
    let over = RwSignal::new(false);
    let take = move |file: Option<web_sys::File>| {
        if let Some(file) = file {
            read(file, found);
        }
    };
    let on_pick = move |ev: web_sys::Event| take(files::picked(&ev));
    let on_drop = move |ev: web_sys::DragEvent| {
        ev.prevent_default();
        over.set(false);
        take(files::dropped(&ev));
    };
    let on_over = move |ev: web_sys::DragEvent| {
        ev.prevent_default();
        over.set(true);
    };
    view! {
        <section class="start-way">
            <h2>"Import"</h2>
            <div class="drop" class:over=move || over.get() on:dragover=on_over on:dragleave=move |_| over.set(false) on:drop=on_drop>
                {icon(Icon::File)}
                <div>
                    <label class="drop-label" for=id.clone()><strong>"Drop a file, or choose one"</strong></label>
                    <p class="muted small-text">"A workspace that was downloaded here (JSON). You see what it holds before anything is opened. Records as CSV go in on the page DORA metrics."</p>
                    <input id=id type="file" accept=".json,application/json" on:change=on_pick/>
                </div>
            </div>
            <div aria-live="polite">{move || answer(found.get(), found, session, router)}</div>
        </section>
    }
    .into_any()
}

fn read(file: web_sys::File, found: RwSignal<Found>) {
    leptos::task::spawn_local(async move {
        let name = file.name();
        let answer = match files::read_bytes(&file, wire::MOST_BYTES).await {
            Err(sentence) => Found::Refused(sentence),
            Ok(bytes) => match wire::read_file(&bytes) {
                Ok(read) => Found::Workspace(name, Box::new(read.workspace)),
                Err(error) => Found::Refused(format!("{name}: {error}")),
            },
        };
        let _ = found.try_set(answer);
    });
}

fn answer(now: Found, found: RwSignal<Found>, session: Session, router: Router) -> AnyView {
    match now {
        Found::Nothing => ().into_any(),
        Found::Refused(sentence) => view! {
            <div class="callout" role="alert"><strong>"Nothing was opened."</strong><p>{sentence}</p></div>
        }
        .into_any(),
        Found::Workspace(file, workspace) => {
            let count = |number: usize, one: &str, many: &str| format::counted(number as u64, one, many);
            let holds = format!(
                "{file} holds \"{}\": {}, {}, {}, {}.",
                workspace.name,
                count(workspace.streams.len(), "value stream", "value streams"),
                count(workspace.services.len(), "service", "services"),
                count(workspace.teams.len(), "team", "teams"),
                count(workspace.scenarios.len(), "scenario", "scenarios"),
            );
            let accept = move |_| open(session, router, (*workspace).clone(), Page::Overview);
            view! {
                <div class="callout plain">
                    <p>{holds}</p>
                    <div class="row">
                        <button type="button" class="button primary" on:click=accept>"Open it"</button>
                        <button type="button" class="button" on:click=move |_| found.set(Found::Nothing)>"Discard"</button>
                    </div>
                </div>
            }
            .into_any()
        }
    }
}
