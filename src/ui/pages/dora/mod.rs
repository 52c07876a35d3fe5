//! DORA metrics from records: five metrics with interval and count, their trend, and the import of CSV files.

mod import;
mod metrics;
mod trend;

use std::sync::Arc;

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::Command,
    engine::delivery::Span,
    model::{DeliveryRecords, Service, ServiceId, Workspace},
};

use crate::ui::{kit::Select, pages::records::last_moment, router::Page, shell::PageHead, state::Session};

/// Windows to choose from: weeks before the last record; `None` for all records.
const WINDOWS: [(&str, Option<u16>); 4] =
    [("All records", None), ("Last 13 weeks", Some(13)), ("Last 26 weeks", Some(26)), ("Last 52 weeks", Some(52))];

/// Handles of the page. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    chosen: RwSignal<Option<ServiceId>>,
    window: RwSignal<usize>,
    importing: RwSignal<bool>,
    records: Memo<Option<Shown>>,
}

/// What is shown: a service's records and the window on them.
#[derive(Clone)]
struct Shown {
    service: Service,
    records: Arc<DeliveryRecords>,
    span: Span,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.service.id == other.service.id
            && self.service.name == other.service.name
            && self.span == other.span
            && *self.records == *other.records
    }
}

/// The service whose records are shown: the chosen one, else the first that has any, else the main one.
fn service_of(workspace: &Workspace, chosen: Option<ServiceId>) -> Option<&Service> {
    let has_records = |service: &&Service| workspace.tables.delivery_of(service.id).is_some();
    chosen
        .and_then(|id| workspace.service(id))
        .or_else(|| workspace.main_service().filter(has_records))
        .or_else(|| workspace.services.iter().find(has_records))
        .or_else(|| workspace.main_service())
}

/// The page.
pub(crate) fn view() -> AnyView {
    let session = Session::expect();
    let (chosen, window) = (RwSignal::new(None), RwSignal::new(0_usize));
    let records = Memo::new(move |_| {
        let workspace = session.workspace().get()?;
        let service = service_of(&workspace, chosen.get())?.clone();
        let records = workspace.tables.delivery_of(service.id)?.clone();
        let weeks = WINDOWS.get(window.get()).and_then(|(_, weeks)| *weeks);
        let ended = last_moment(&records);
        let span = weeks.zip(ended).and_then(|(weeks, end)| Span::weeks_until(weeks, end)).unwrap_or(Span::All);
        Some(Shown { service, records: Arc::new(records), span })
    });
    let desk = Desk { session, chosen, window, importing: RwSignal::new(false), records };
    let actions = view! {
        <button type="button" class="button primary" on:click=move |_| desk.importing.set(true)>"Import records"</button>
    }
    .into_any();
    let has_records = Memo::new(move |_| records.with(Option::is_some));
    view! {
        <PageHead page=Page::Dora actions=actions/>
        <div class="page-body">
            {choices(desk)}
            {move || if has_records.get() { page(desk) } else { nothing(desk) }}
        </div>
        {move || desk.importing.get().then(|| import::drawer(desk))}
    }
    .into_any()
}

fn choices(desk: Desk) -> AnyView {
    let services = Memo::new(move |_| {
        let workspace = desk.session.workspace().get();
        let entry = |service: &Service| (service.id, service.name.clone());
        workspace.map(|workspace| workspace.services.iter().map(entry).collect::<Vec<_>>()).unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        let workspace = desk.session.workspace().get()?;
        service_of(&workspace, desk.chosen.get()).map(|service| service.id)
    });
    let names = Signal::derive(move || services.get().into_iter().map(|(_, name)| name).collect::<Vec<_>>());
    let index = Signal::derive(move || services.get().iter().position(|(id, _)| Some(*id) == shown.get()).unwrap_or(0));
    let choose = Callback::new(move |index: usize| {
        desk.chosen.set(services.with_untracked(|services| services.get(index).map(|(id, _)| *id)));
    });
    let windows = Signal::stored(WINDOWS.iter().map(|(word, _)| (*word).to_owned()).collect::<Vec<_>>());
    let choose_window = Callback::new(move |index: usize| desk.window.set(index));
    view! {
        <div class="dora-choices">
            <p class="second">{move || lead(desk)}</p>
            <Select label="Service" bare=true options=names chosen=index choose=choose/>
            <Select label="Window" bare=true options=windows chosen=desk.window choose=choose_window/>
        </div>
    }
    .into_any()
}

/// "DORA metrics (DevOps Research and Assessment), Web Shop, 24 April to 22 October 2026."
fn lead(desk: Desk) -> String {
    let about = "DORA metrics (DevOps Research and Assessment)";
    desk.records.with(|shown| match shown {
        Some(shown) => {
            let dates = shown
                .span
                .stretch(&shown.records)
                .map(|stretch| format!(", {}", format::date_span(stretch.from.date(), stretch.to.date())));
            let made_up = if shown.records.synthetic { " The records are synthetic." } else { "" };
            format!(
                "{about}, {}{}. Rates stand beside their counts.{made_up}",
                shown.service.name,
                dates.unwrap_or_default()
            )
        }
        None => format!("{about} come from records of deployments and incidents."),
    })
}

fn page(desk: Desk) -> AnyView {
    let source = move || {
        desk.records.with(|shown| {
            shown.as_ref().map(|shown| {
                format!(
                    "Source: {}. {} and {}. Times are UTC. Definitions: DORA, dora.dev, CC-BY-4.0.",
                    shown.records.source,
                    format::counted(shown.records.deployments.len() as u64, "deployment", "deployments"),
                    format::counted(shown.records.incidents.len() as u64, "incident", "incidents"),
                )
            })
        })
    };
    let remove = move |_| {
        if let Some(shown) = desk.records.get_untracked() {
            let sentence = format!("Records of {} removed.", shown.service.name);
            desk.session.change_saying(&Command::RemoveDelivery { service: shown.service.id }, sentence);
        }
    };
    view! {
        <div class="card flush">{move || metrics::table(desk)}</div>
        <div class="card">{trend::view(desk)}</div>
        <p class="small-text muted">{source}" "<button type="button" class="link" on:click=remove>"Remove these records"</button></p>
    }
    .into_any()
}

fn nothing(desk: Desk) -> AnyView {
    view! {
        <div class="empty">
            <h2>"No records yet"</h2>
            <p>"Two plain CSV files are enough: deployments (one row each, with finished_at, and if known commit_time, failed, unplanned) and incidents (opened_at, resolved_at, deployment_id). Nothing leaves this browser."</p>
            <button type="button" class="button" on:click=move |_| desk.importing.set(true)>"Import records"</button>
        </div>
    }
    .into_any()
}
