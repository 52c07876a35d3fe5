//! A workspace file: what it holds is shown before anything is opened.

use leptos::prelude::*;
use trivium_core::{chart::format, model::Workspace, wire};

use super::open;
use crate::{
    platform::files,
    ui::{
        kit::DropZone,
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

/// Drop zone, and what the file holds.
pub(super) fn view(session: Session, router: Router) -> AnyView {
    let found = RwSignal::new(Found::Nothing);
    let take = Callback::new(move |file: web_sys::File| read(file, found));
    view! {
        <section class="start-way">
            <h2>"Import"</h2>
            <DropZone label="Drop a file, or choose one" accept=".json,application/json" take=take
                help="A workspace that was downloaded here (JSON). You see what it holds before anything is opened. Records as CSV go in on the page DORA metrics."/>
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
