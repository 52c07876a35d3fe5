//! The import drawer: a file is read and reported row by row; nothing is applied before somebody says so.

use std::sync::Arc;

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::Command,
    exchange::delivery_csv::{self, Choices, Column, Import, Kind, Outcome, Reading, RowRemark},
    model::ServiceId,
};

use super::{Desk, service_of};
use crate::{
    platform::{files, page, workers},
    ui::kit::{Drawer, DropZone, Icon, Progress, Select, Tabs, icon},
};

/// A file that was read.
struct Loaded {
    name: String,
    bytes: Arc<[u8]>,
    import: Import,
    service: Option<String>,
}

/// What became of the file.
#[derive(Clone)]
enum State {
    Nothing,
    /// A file of this name is being read.
    Reading(String),
    Refused(String),
    Read(Arc<Loaded>),
}

/// Handles of the drawer. `Copy`.
#[derive(Clone, Copy)]
struct Bench {
    state: RwSignal<State>,
    /// How much of the file is read, in per cent.
    done: RwSignal<f64>,
    /// Counts files, so that one that was given up does not come back.
    turn: StoredValue<u64>,
    tab: RwSignal<usize>,
}

/// The drawer.
pub(super) fn drawer(desk: Desk) -> AnyView {
    let bench = Bench {
        state: RwSignal::new(State::Nothing),
        done: RwSignal::new(0.0),
        turn: StoredValue::new(0),
        tab: RwSignal::new(0),
    };
    let close = Callback::new(move |()| desk.importing.set(false));
    let take = Callback::new(move |file: web_sys::File| open(bench, file));
    let body = view! {
        <DropZone label="Drop a CSV file, or choose one" accept=".csv,.tsv,.txt,text/csv" take=take/>
        <div aria-live="polite">{move || match bench.state.get() {
            State::Nothing => help(),
            State::Reading(name) => progress(bench, &name),
            State::Refused(sentence) => view! { <div class="callout" role="alert"><strong>"Nothing was applied."</strong><p>{sentence}</p></div> }.into_any(),
            State::Read(loaded) => report(&loaded, bench),
        }}</div>
    }
    .into_any();
    let foot = view! { {move || foot(desk, bench)} }.into_any();
    view! { <Drawer title="Import records" close=close body=body foot=foot/> }.into_any()
}

fn help() -> AnyView {
    view! {
        <p class="second">"Deployments: finished_at, and if known commit_time, failed, unplanned, id. Incidents: opened_at, and if known resolved_at, deployment_id, cause_is_change, severity. Other usual names of these columns are understood. Times without a zone are read as UTC."</p>
        <p class="second">"At most 50 MB and 100 000 rows. The file stays in this browser."</p>
    }
    .into_any()
}

fn progress(bench: Bench, name: &str) -> AnyView {
    let side = Signal::derive(move || format!("{:.0}\u{a0}%", bench.done.get()));
    let cancel = Callback::new(move |()| discard(bench));
    view! { <Progress what=Signal::stored(format!("Reading {name}")) percent=bench.done side=side cancel=cancel/> }
        .into_any()
}

/// Gives up what is read or being read.
fn discard(bench: Bench) {
    bench.turn.update_value(|turn| *turn += 1);
    bench.state.set(State::Nothing);
}

fn open(bench: Bench, file: web_sys::File) {
    discard(bench);
    let turn = bench.turn.get_value();
    bench.done.set(0.0);
    bench.state.set(State::Reading(file.name()));
    leptos::task::spawn_local(async move {
        let name = file.name();
        let bytes = files::read_bytes(&file, delivery_csv::MOST_BYTES).await;
        if bench.turn.try_get_value() != Some(turn) {
            return;
        }
        match bytes {
            Ok(bytes) => begin(bench, name, bytes.into(), None),
            Err(sentence) => bench.state.set(State::Refused(sentence)),
        }
    });
}

/// Reads the file, all of it or the rows of one service.
fn begin(bench: Bench, name: String, bytes: Arc<[u8]>, service: Option<String>) {
    discard(bench);
    bench.done.set(0.0);
    match Reading::begin(Arc::clone(&bytes), Choices { kind: None, service: service.clone() }) {
        Ok(reading) => {
            bench.state.set(State::Reading(name.clone()));
            go_on(bench, reading, Job { turn: bench.turn.get_value(), name, bytes, service });
        }
        Err(error) => bench.state.set(State::Refused(format!("{name}: {error}"))),
    }
}

/// What is being read.
struct Job {
    turn: u64,
    name: String,
    bytes: Arc<[u8]>,
    service: Option<String>,
}

/// Longest stretch of reading before the page gets a turn, in milliseconds.
const SLICE_MS: f64 = 10.0;
/// Rows between two looks at the clock.
const SLICE_ROWS: usize = 200;

/// Reads a slice, then lets the page do what waits, until the file is over or was given up.
fn go_on(bench: Bench, mut reading: Reading, job: Job) {
    workers::later(move || {
        if bench.turn.try_get_value() != Some(job.turn) {
            return;
        }
        let until = page::now_ms() + SLICE_MS;
        let answer = loop {
            match reading.advance(SLICE_ROWS) {
                Ok(None) if page::now_ms() < until => {}
                answer => break answer,
            }
        };
        match answer {
            Ok(None) => {
                bench.done.set(reading.done() * 100.0);
                go_on(bench, reading, job);
            }
            Ok(Some(import)) => {
                let Job { name, bytes, service, .. } = job;
                bench.state.set(State::Read(Arc::new(Loaded { name, bytes, import, service })));
            }
            Err(error) => bench.state.set(State::Refused(format!("{}: {error}", job.name))),
        }
    });
}

fn report(loaded: &Arc<Loaded>, bench: Bench) -> AnyView {
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
    let notes = import.notes.iter().map(|note| view! { <p class="second">{note.clone()}</p> }).collect_view();
    let (shown, saved) = (Arc::clone(loaded), Arc::clone(loaded));
    let list = move || match bench.tab.get() {
        0 => remark_list(&shown.import.remarks),
        _ => column_list(&shown.import.columns),
    };
    let download = move |_| files::download_text("rows-left-out.csv", "text/csv", &saved.import.left_out_csv());
    view! {
        <p><strong>{loaded.name.clone()}</strong></p>
        <p class="second">{summary}</p>
        {notes}
        {services(loaded, bench)}
        <Tabs label="Report" options=Signal::stored(words) chosen=bench.tab/>
        {list}
        {(out > 0).then(|| view! { <button type="button" class="link" on:click=download>{format!("Download the {out} rows left out, with reasons")}</button> })}
    }
    .into_any()
}

/// A choice when the file names more than one service.
fn services(loaded: &Loaded, bench: Bench) -> Option<AnyView> {
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
    let (name, bytes) = (loaded.name.clone(), Arc::clone(&loaded.bytes));
    let choose = Callback::new(move |index: usize| {
        let service = index.checked_sub(1).and_then(|at| names.get(at)).map(|(name, _)| name.clone());
        begin(bench, name.clone(), Arc::clone(&bytes), service);
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

fn foot(desk: Desk, bench: Bench) -> AnyView {
    let State::Read(loaded) = bench.state.get() else {
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
        <button type="button" class="button" on:click=move |_| discard(bench)>"Discard"</button>
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
