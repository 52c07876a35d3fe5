//! The import drawer: a file is read and reported row by row; nothing is applied before somebody says so.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::Command,
    exchange::delivery_csv::{self, Choices, Column, Import, Kind, Outcome, RowRemark},
    model::ServiceId,
};

use super::{Desk, service_of};
use crate::{
    platform::files,
    ui::kit::{Drawer, Icon, Select, Tabs, fresh_dom_id, icon},
};

/// A file that was read.
#[derive(Clone, PartialEq)]
struct Loaded {
    name: String,
    bytes: std::sync::Arc<Vec<u8>>,
    import: Import,
    service: Option<String>,
}

/// What became of the file.
#[derive(Clone, PartialEq)]
enum State {
    Nothing,
    Reading(String),
    Refused(String),
    Read(Box<Loaded>),
}

/// The drawer.
pub(super) fn drawer(desk: Desk) -> AnyView {
    let state = RwSignal::new(State::Nothing);
    let tab = RwSignal::new(0_usize);
    let close = Callback::new(move |()| desk.importing.set(false));
    let body = view! {
        {picker(state)}
        <div aria-live="polite">{move || match state.get() {
            State::Nothing => help(),
            State::Reading(name) => view! { <p class="second">{format!("Reading {name} ...")}</p> }.into_any(),
            State::Refused(sentence) => view! { <div class="callout" role="alert"><strong>"Nothing was applied."</strong><p>{sentence}</p></div> }.into_any(),
            State::Read(loaded) => report(&loaded, state, tab),
        }}</div>
    }
    .into_any();
    let foot = view! { {move || foot(desk, state)} }.into_any();
    view! { <Drawer title="Import records" close=close body=body foot=foot/> }.into_any()
}

fn picker(state: RwSignal<State>) -> AnyView {
    let id = fresh_dom_id("records");
    let over = RwSignal::new(false);
    let take = move |file: Option<web_sys::File>| {
        if let Some(file) = file {
            read(file, state);
        }
    };
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
        <div class="drop" class:over=move || over.get() on:dragover=on_over on:dragleave=move |_| over.set(false) on:drop=on_drop>
            {icon(Icon::File)}
            <div>
                <label class="drop-label" for=id.clone()><strong>"Drop a CSV file, or choose one"</strong></label>
                <input id=id type="file" accept=".csv,.tsv,.txt,text/csv" on:change=move |ev| take(files::picked(&ev))/>
            </div>
        </div>
    }
    .into_any()
}

fn help() -> AnyView {
    view! {
        <p class="second">"Deployments: finished_at, and if known commit_time, failed, unplanned, id. Incidents: opened_at, and if known resolved_at, deployment_id, cause_is_change, severity. Other usual names of these columns are understood. Times without a zone are read as UTC."</p>
        <p class="second">"At most 50 MB and 100 000 rows. The file stays in this browser."</p>
    }
    .into_any()
}

fn read(file: web_sys::File, state: RwSignal<State>) {
    state.set(State::Reading(file.name()));
    leptos::task::spawn_local(async move {
        let name = file.name();
        let answer = match files::read_bytes(&file, delivery_csv::MOST_BYTES).await {
            Ok(bytes) => parse(name, std::sync::Arc::new(bytes), None),
            Err(sentence) => State::Refused(sentence),
        };
        let _ = state.try_set(answer);
    });
}

fn parse(name: String, bytes: std::sync::Arc<Vec<u8>>, service: Option<String>) -> State {
    match delivery_csv::read(&bytes, &Choices { kind: None, service: service.clone() }) {
        Ok(import) => State::Read(Box::new(Loaded { name, bytes, import, service })),
        Err(error) => State::Refused(format!("{name}: {error}")),
    }
}

fn report(loaded: &Loaded, state: RwSignal<State>, tab: RwSignal<usize>) -> AnyView {
    let import = &loaded.import;
    let (usable, out) = (import.usable(), import.left_out());
    let remarked = import.remarks.iter().filter(|remark| remark.outcome == Outcome::Kept).count();
    let kind = match import.kind {
        Kind::Deployments => "deployments",
        Kind::Incidents => "incidents",
    };
    let summary = format!(
        "{} read as {kind}: {usable} can be applied, {} with a remark, {} left out.",
        format::counted(import.rows_read as u64, "row", "rows"),
        remarked,
        if out == 1 { "1 is".to_owned() } else { format!("{out} are") },
    );
    let words = vec![
        format!("To look at {}", import.remarks.len()),
        format!(
            "Columns {} of {}",
            import.columns.iter().filter(|(_, used)| used.is_some()).count(),
            import.columns.len()
        ),
    ];
    let remarks = import.remarks.clone();
    let columns = import.columns.clone();
    let notes = import.notes.iter().map(|note| view! { <p class="second">{note.clone()}</p> }).collect_view();
    let csv = import.left_out_csv();
    let download = move |_| files::download_text("rows-left-out.csv", "text/csv", &csv);
    view! {
        <p><strong>{loaded.name.clone()}</strong></p>
        <p class="second">{summary}</p>
        {notes}
        {services(loaded, state)}
        <Tabs label="Report" options=Signal::stored(words) chosen=tab/>
        {move || if tab.get() == 0 { remark_list(&remarks) } else { column_list(&columns) }}
        {(out > 0).then(|| view! { <button type="button" class="link" on:click=download>{format!("Download the {out} rows left out, with reasons")}</button> })}
    }
    .into_any()
}

/// A choice when the file names more than one service.
fn services(loaded: &Loaded, state: RwSignal<State>) -> Option<AnyView> {
    let names: Vec<(String, usize)> = loaded.import.services.iter().map(|(name, rows)| (name.clone(), *rows)).collect();
    if names.len() < 2 {
        return None;
    }
    let mut words = vec!["All services of the file".to_owned()];
    words.extend(names.iter().map(|(name, rows)| format!("{name}, {}", format::counted(*rows as u64, "row", "rows"))));
    let chosen = loaded
        .service
        .as_ref()
        .and_then(|service| names.iter().position(|(name, _)| name == service))
        .map_or(0, |at| at + 1);
    let (name, bytes) = (loaded.name.clone(), std::sync::Arc::clone(&loaded.bytes));
    let choose = Callback::new(move |index: usize| {
        let service = index.checked_sub(1).and_then(|at| names.get(at)).map(|(name, _)| name.clone());
        state.set(parse(name.clone(), std::sync::Arc::clone(&bytes), service));
    });
    Some(
        view! {
            <Select label="Rows of which service?" options=Signal::stored(words) chosen=Signal::stored(chosen) choose=choose
                help="The metrics are those of one service: blending several hides both."/>
        }
        .into_any(),
    )
}

/// Remarks shown at most; the file with the rows left out has them all.
const MOST_SHOWN: usize = 200;

fn remark_list(remarks: &[RowRemark]) -> AnyView {
    if remarks.is_empty() {
        return view! { <p class="second">"Every row could be read as it is."</p> }.into_any();
    }
    let more = remarks.len().saturating_sub(MOST_SHOWN);
    let item = |remark: &RowRemark| {
        let (class, sign) = match remark.outcome {
            Outcome::LeftOut => ("remark bad-text", Icon::Cross),
            Outcome::Kept => ("remark near-text", Icon::Near),
        };
        view! {
            <li>
                <span class=class>{icon(sign)}</span>
                <span><strong>{format!("Row {}", remark.row)}</strong>" "<span class="muted">{remark.field.clone()}</span><br/>{remark.sentence.clone()}</span>
            </li>
        }
    };
    view! {
        <ul class="rows remarks">{remarks.iter().take(MOST_SHOWN).map(item).collect_view()}</ul>
        {(more > 0).then(|| view! { <p class="muted">{format!("and {more} more.")}</p> })}
    }
    .into_any()
}

/// What a column means, in words.
const fn column_word(column: Column) -> &'static str {
    match column {
        Column::Id => "name of the record",
        Column::Service => "service",
        Column::Environment => "environment",
        Column::Status => "status",
        Column::FinishedAt => "finished",
        Column::CommitTime => "commit time",
        Column::Failed => "failed or not",
        Column::CloseCode => "close code",
        Column::Unplanned => "unplanned or not",
        Column::Changes => "number of changes",
        Column::OpenedAt => "opened",
        Column::ResolvedAt => "resolved",
        Column::DeploymentId => "deployment that caused it",
        Column::CauseIsChange => "caused by a change or not",
        Column::Severity => "severity",
        Column::Impact => "share of users hit",
    }
}

fn column_list(columns: &[(String, Option<Column>)]) -> AnyView {
    let item = |(name, used): &(String, Option<Column>)| {
        let used =
            used.as_ref().map_or_else(|| "not used".to_owned(), |column| format!("read as {}", column_word(*column)));
        view! { <li>{name.clone()}<span class="value muted">{used}</span></li> }
    };
    view! { <ul class="rows">{columns.iter().map(item).collect_view()}</ul> }.into_any()
}

fn foot(desk: Desk, state: RwSignal<State>) -> AnyView {
    let State::Read(loaded) = state.get() else {
        return view! { <button type="button" class="button" on:click=move |_| desk.importing.set(false)>"Close"</button> }.into_any();
    };
    let target = desk.session.workspace().with(|workspace| {
        workspace
            .as_ref()
            .and_then(|workspace| service_of(workspace, desk.chosen.get()))
            .map(|service| (service.id, service.name.clone()))
    });
    let Some((service, name)) = target else {
        return view! { <p class="second">"Add a service on the page Service levels first: records belong to one."</p> }.into_any();
    };
    let usable = loaded.import.usable();
    let apply = move |_| apply(desk, service, &loaded);
    view! {
        <p class="second foot-note">{format!("Nothing is applied yet. Applying gives the rows to {name}; it is one step that you can undo.")}</p>
        <button type="button" class="button" on:click=move |_| state.set(State::Nothing)>"Discard"</button>
        <button type="button" class="button primary" disabled=usable == 0 on:click=apply>{format!("Apply {}", format::counted(usable as u64, "row", "rows"))}</button>
    }
    .into_any()
}

fn apply(desk: Desk, service: ServiceId, loaded: &Loaded) {
    let Some(workspace) = desk.session.now() else { return };
    let records = loaded.import.records(workspace.tables.delivery_of(service), &loaded.name);
    let sentence =
        format!("{} from {} applied.", format::counted(loaded.import.usable() as u64, "row", "rows"), loaded.name);
    desk.chosen.set(Some(service));
    desk.importing.set(false);
    desk.session.change_saying(&Command::PutDelivery { service, records }, sentence);
}
