//! Taking the tables of practices and teams elsewhere and back: CSV out and in, and paper.
//!
//! The menu offers the table of the form that is open first; all others, and those that are computed, stand in a drawer.
//! What a file would change is shown before one button does it.

use std::sync::Arc;

use leptos::prelude::*;
use trivium_core::{
    chart::Table,
    engine::governance::{MapState, map_diff},
    exchange::{
        csv_out::{self, Separator},
        map_csv::{self, MapImport, MapTable},
        map_reports,
    },
    model::{Edition, Workspace},
};

use crate::{
    platform::{files, page},
    ui::{
        kit::{Drawer, DropZone, Icon, Menu, Select, icon},
        shell,
        state::Session,
    },
};

/// The most sentences of one kind that are shown.
const MOST_SHOWN: usize = 12;

/// Which drawer is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Tables,
    Import,
}

/// What every part of it needs. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    /// The table of the form that is open.
    table: Signal<MapTable>,
    open: RwSignal<Open>,
}

/// The menu, and the drawer that it opened. `table` is the table of the form that is open.
pub(in crate::ui::pages) fn view(session: Session, table: Signal<MapTable>) -> AnyView {
    let desk = Desk { session, table, open: RwSignal::new(Open::Nothing) };
    let entries = Signal::derive(move || {
        let table = table.get();
        let entry = |words: &str, act: Callback<()>| (words.to_owned(), act);
        vec![
            (format!("CSV, {}", table.name()), Callback::new(move |()| download(desk, table))),
            entry("CSV, other tables ...", Callback::new(move |()| desk.open.set(Open::Tables))),
            entry("Import CSV ...", Callback::new(move |()| desk.open.set(Open::Import))),
            // The menu goes first: it would be in the picture.
            entry("Print ...", Callback::new(|()| page::after_frame(page::print))),
        ]
    });
    let face = view! { {icon(Icon::Download)} "Exchange" }.into_any();
    let close = Callback::new(move |()| desk.open.set(Open::Nothing));
    view! {
        <Menu face=face label=Signal::stored("Exchange these tables".to_owned()) class="button" right=true entries=entries/>
        {move || match desk.open.get() {
            Open::Nothing => ().into_any(),
            Open::Tables => tables_drawer(desk, close),
            Open::Import => import_drawer(desk, close),
        }}
    }
    .into_any()
}

/// The table of a form of the practice map, by its name.
pub(super) fn table_of(form: &str, edition: Edition) -> MapTable {
    match (form, edition) {
        ("Matrix" | "Graph", _) => MapTable::Matrix,
        ("RACI", _) => MapTable::Raci,
        ("Integration tables", _) => MapTable::Integration,
        ("Maturity", _) => MapTable::Maturity,
        ("Role map", _) => MapTable::Roles,
        (_, Edition::Itil4) => MapTable::Levels,
        (_, Edition::Itil5) => MapTable::Parts,
    }
}

fn download(desk: Desk, table: MapTable) {
    if let Some(workspace) = desk.session.now() {
        save(&workspace, table.name(), map_csv::table(&workspace, table));
    }
}

/// Saves a table under its name, with a last row that says where it comes from.
fn save(workspace: &Workspace, name: &str, table: Table) {
    let foot = format!("{}. Trivium, {}", workspace.name, shell::version());
    let file = files::safe_name(&format!("{} {name}", workspace.name), "csv");
    files::download_text(&file, "text/csv", &csv_out::write(&table.footed(&foot), Separator::Comma));
}

/// A table that is computed, and how.
type Computed = (&'static str, fn(&Workspace) -> Table);

/// Those that are only written.
const COMPUTED: [Computed; 3] =
    [("Gap list", map_reports::gap_list), ("RACI load", map_reports::raci_load), ("Coverage", map_reports::coverage)];

fn tables_drawer(desk: Desk, close: Callback<()>) -> AnyView {
    let row = |name: String, act: Callback<()>| {
        let label = format!("Download {name}");
        view! {
            <li>
                <span class="label">{name}</span>
                <span class="value"><button type="button" class="button" aria-label=label on:click=move |_| act.run(())>"Download"</button></span>
            </li>
        }
    };
    let both = MapTable::ALL.map(|table| row(table.name().to_owned(), Callback::new(move |()| download(desk, table))));
    let computed = COMPUTED.map(|(name, make)| {
        let act = move |()| {
            if let Some(workspace) = desk.session.now() {
                save(&workspace, name, make(&workspace));
            }
        };
        row(name.to_owned(), Callback::new(act))
    });
    let snapshots = desk.session.now().map(|workspace| Arc::clone(&workspace.snapshots)).unwrap_or_default();
    let since = snapshots.iter().enumerate().map(|(at, snapshot)| {
        let name = format!("Differences since {}", snapshot.name);
        row(name, Callback::new(move |()| differences(desk, at)))
    });
    let body = view! {
        <h3>"Written and read back"</h3>
        <ul class="rows">{both.into_iter().collect_view()}</ul>
        <h3>"Computed"</h3>
        <ul class="rows">{computed.into_iter().collect_view()} {since.collect_view()}</ul>
    }
    .into_any();
    let foot =
        view! { <button type="button" class="button" on:click=move |_| close.run(())>"Close"</button> }.into_any();
    view! { <Drawer title="Tables as CSV" close=close body=body foot=foot/> }.into_any()
}

/// What has changed since the snapshot at a place of the list.
fn differences(desk: Desk, at: usize) {
    let Some(workspace) = desk.session.now() else { return };
    if let Some(snapshot) = workspace.snapshots.get(at) {
        let found = map_diff(&MapState::of(snapshot), &MapState::now(&workspace));
        save(&workspace, &format!("differences since {}", snapshot.name), map_reports::differences(&found));
    }
}

/// A file that somebody chose.
struct File {
    name: String,
    bytes: Vec<u8>,
}

/// What became of it.
#[derive(Clone)]
enum State {
    Nothing,
    Refused(String),
    Read(MapTable, Arc<MapImport>),
}

/// An import on its way. `Copy`.
#[derive(Clone, Copy)]
struct Import {
    desk: Desk,
    file: RwSignal<Option<Arc<File>>>,
    /// 0: the table that the heads name; else the place of the table in the list of all, from 1.
    choice: RwSignal<usize>,
    state: RwSignal<State>,
}

impl Import {
    /// Reads the file that is here against the table that was chosen.
    fn read(self) {
        let (Some(file), Some(workspace)) = (self.file.get_untracked(), self.desk.session.now()) else { return };
        let chosen = self.choice.get_untracked().checked_sub(1).and_then(|at| MapTable::ALL.get(at).copied());
        let table = chosen
            .or_else(|| map_csv::recognise(&file.bytes, &workspace))
            .unwrap_or_else(|| self.desk.table.get_untracked());
        self.state.set(match map_csv::read(&file.bytes, &workspace, table, &file.name) {
            Ok(import) => State::Read(table, Arc::new(import)),
            Err(error) => State::Refused(format!("{}: {error}", file.name)),
        });
    }

    /// Does what was shown.
    fn apply(self, close: Callback<()>) {
        let State::Read(table, import) = self.state.get_untracked() else { return };
        let Some(command) = &import.command else { return };
        match self.desk.session.commit(command) {
            Ok(()) => {
                let file = self.file.get_untracked().map(|file| file.name.clone()).unwrap_or_default();
                self.desk.session.say(format!("Imported {file} into {}.", table.name()), true);
                close.run(());
            }
            Err(sentence) => self.state.set(State::Refused(sentence)),
        }
    }
}

fn import_drawer(desk: Desk, close: Callback<()>) -> AnyView {
    let (file, choice, state) = (RwSignal::new(None), RwSignal::new(0), RwSignal::new(State::Nothing));
    let import = Import { desk, file, choice, state };
    let take = Callback::new(move |chosen: web_sys::File| {
        leptos::task::spawn_local(async move {
            let name = chosen.name();
            let read = files::read_bytes(&chosen, map_csv::MOST_BYTES).await;
            // The drawer may have been closed meanwhile.
            if state.is_disposed() {
                return;
            }
            match read {
                Ok(bytes) => {
                    file.set(Some(Arc::new(File { name, bytes })));
                    import.read();
                }
                Err(sentence) => state.set(State::Refused(sentence)),
            }
        });
    });
    let mut names = vec!["The one that its heads name".to_owned()];
    names.extend(MapTable::ALL.map(|table| table.name().to_owned()));
    let choose = Callback::new(move |at| {
        choice.set(at);
        import.read();
    });
    let body = view! {
        <Select label="Table" options=Signal::stored(names) chosen=choice choose=choose/>
        <DropZone label="Drop a CSV file, or choose one" accept=".csv,.tsv,.txt,text/csv" take=take/>
        <div aria-live="polite">{move || match state.get() {
            State::Nothing => help(),
            State::Refused(sentence) => view! { <div class="callout" role="alert"><strong>"Nothing was imported."</strong><p>{sentence}</p></div> }.into_any(),
            State::Read(table, import) => preview(table, &import),
        }}</div>
    }
    .into_any();
    let ready = move || state.with(|state| matches!(state, State::Read(_, import) if import.command.is_some()));
    let foot = view! {
        <button type="button" class="button" on:click=move |_| close.run(())>"Cancel"</button>
        <button type="button" class="button primary" disabled=move || !ready() on:click=move |_| import.apply(close)>"Import"</button>
    }
    .into_any();
    view! { <Drawer title="Import a table" close=close body=body foot=foot/> }.into_any()
}

fn help() -> AnyView {
    view! {
        <p class="second">"A table that was saved here and changed in a spreadsheet, or one of yours with the same heads. Rows and columns that the file does not have stay as they are. An empty cell puts back what the catalogue says, or says that there is none."</p>
        <p class="second">"Names are matched in any case of letters. Who is named as the holder of a role and is not known yet becomes a person; teams, steps and services must be known, except in their own table."</p>
    }
    .into_any()
}

/// What would change, and what could not be read.
fn preview(table: MapTable, import: &MapImport) -> AnyView {
    let changes = import.changes.len() + import.more_changes;
    let head = match changes {
        0 => format!("{}: the file says what is here already, so there is nothing to import.", table.name()),
        1 => format!("{}: 1 change.", table.name()),
        changes => format!("{}: {changes} changes.", table.name()),
    };
    let mut stays = format!(
        "{} of its rows say what is here already; {} rows of the table are not in the file and stay.",
        import.same, import.kept
    );
    if !import.unread.is_empty() {
        let few: Vec<&str> = import.unread.iter().take(MOST_SHOWN).map(String::as_str).collect();
        stays.push_str(&format!(" Not read, since this table has no such columns: {}.", few.join(", ")));
    }
    let wrong = import.problems.len() + import.more_problems;
    let problems: Vec<String> = import.problems.iter().take(MOST_SHOWN).map(ToString::to_string).collect();
    let told = (wrong > 0).then(|| {
        let head = match wrong {
            1 => "1 cell or row could not be read and is left as it is.".to_owned(),
            wrong => format!("{wrong} cells or rows could not be read and are left as they are."),
        };
        view! { <div class="callout near"><strong>{head}</strong>{list(problems, wrong)}</div> }
    });
    let changed: Vec<String> = import.changes.iter().take(MOST_SHOWN).cloned().collect();
    view! {
        <p><strong>{head}</strong></p>
        {list(changed, changes)}
        <p class="second">{stays}</p>
        {told}
    }
    .into_any()
}

/// Sentences, and how many more there are.
fn list(sentences: Vec<String>, all: usize) -> AnyView {
    let more = all.saturating_sub(sentences.len());
    view! {
        <ul class="exchange-list">
            {sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}
            {(more > 0).then(|| view! { <li>{format!("And {more} more.")}</li> })}
        </ul>
    }
    .into_any()
}
