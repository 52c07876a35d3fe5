//! The mapping tables: what stands in each row, what it means here today, and where the app realises it.
//!
//! Every cell can be said in the team's own words, and put back.

mod edit;

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        integration::{OTHER_MAPPINGS, RowSource, Table, cells, realised, source},
        practices::about,
    },
    chart::{gates_today, row_today},
    model::{IntegrationRow, RowEdit},
};

use super::{Desk, page_of};
use crate::ui::kit::{Select, not_available};

/// Handles of the tables. `Copy`.
#[derive(Clone, Copy)]
struct Tables {
    desk: Desk,
    /// The row whose words are being changed.
    changing: RwSignal<Option<IntegrationRow>>,
}

impl Tables {
    /// What the team says of a row; an empty edit where it says nothing.
    fn edit_of(self, row: IntegrationRow) -> RowEdit {
        let found = self.desk.practices.with(|practices| practices.rows.iter().find(|edit| edit.row == row).cloned());
        found.unwrap_or(RowEdit::new(row))
    }

    /// What stands in a cell: the team's words, or the built-in ones.
    fn cell(self, row: IntegrationRow, at: usize) -> String {
        let own = self.edit_of(row).cells.get(at).cloned().flatten();
        own.unwrap_or_else(|| cells(row).get(at).copied().unwrap_or_default().to_owned())
    }
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let tables = Tables { desk, changing: RwSignal::new(None) };
    let shown = RwSignal::new(0_usize);
    let names = std::iter::once("All tables".to_owned()).chain(Table::ALL.map(|table| table.about().title.to_owned()));
    let options = Signal::stored(names.collect::<Vec<_>>());
    let choose = Callback::new(move |at| shown.set(at));
    let body = move || {
        let at = shown.get();
        let chosen = Table::ALL.into_iter().enumerate().filter(|(place, _)| at == 0 || at == place + 1);
        chosen.map(|(_, table)| table_view(tables, table)).collect_view()
    };
    let own = move || {
        let own = desk.practices.with(|practices| practices.rows.len());
        match own {
            0 => "All of them stand as they were told.".to_owned(),
            1 => "1 row is in your own words.".to_owned(),
            own => format!("{own} rows are in your own words."),
        }
    };
    view! {
        <div class="map-bar">
            <Select label="Show" options=options chosen=shown choose=choose/>
            <p class="second">{format!("{} rows in {} tables. ", IntegrationRow::ALL.len(), Table::ALL.len())}{own}</p>
        </div>
        {body}
        {move || (shown.get() == 0).then(others)}
    }
    .into_any()
}

fn table_view(tables: Tables, table: Table) -> AnyView {
    let about = table.about();
    let heads = about.heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect_view();
    let gates = move || tables.desk.workspace().map(|workspace| gates_today(&workspace));
    let gates = (table == Table::Gates).then(|| view! { <p class="second map-note">{gates}</p> });
    view! {
        <section class="card flush" aria-label=about.title>
            <div class="card-head"><h2>{about.title}</h2><span class="sentence">{about.says}</span></div>
            {gates}
            <div class="scroll-x" tabindex="0" role="region" aria-label=format!("Table: {}", about.title)>
                <table class="table map-table">
                    <thead><tr>{heads}<th scope="col">"Here, today"</th><th scope="col"><span class="visually-hidden">"Change"</span></th></tr></thead>
                    {table.rows().map(|row| row_view(tables, table, row)).collect_view()}
                </table>
            </div>
            <p class="small-text muted map-source">{format!("Source: {}.", about.source)}</p>
        </section>
    }
    .into_any()
}

/// A row, and below it the form for its words while it is open.
fn row_view(tables: Tables, table: Table, row: IntegrationRow) -> AnyView {
    let heads = table.about().heads;
    let own = Memo::new(move |_| !tables.edit_of(row).is_empty());
    let words = heads.iter().enumerate().map(|(at, head)| {
        let text = Memo::new(move |_| tables.cell(row, at));
        if at == 0 {
            let mark = move || own.get().then(|| view! { <span class="sub">"in your own words"</span> });
            let ours = (source(row) == RowSource::Ours).then(|| view! { <span class="sub">"ours"</span> });
            view! { <th scope="row" data-head=*head>{move || text.get()}{ours}{mark}</th> }.into_any()
        } else {
            view! { <td data-head=*head>{move || text.get()}</td> }.into_any()
        }
    });
    let open = Memo::new(move |_| tables.changing.get() == Some(row));
    let form = move || open.get().then(|| edit::view(tables, row, heads));
    let toggle = move |_| tables.changing.set(if open.get_untracked() { None } else { Some(row) });
    view! {
        <tbody>
            <tr class:selected=move || open.get()>
                {words.collect_view()}
                <td class="map-here" data-head="Here, today">{here(tables, row)}</td>
                <td class="map-change">
                    <button type="button" class="button quiet small" id=edit::button_id(row)
                        aria-expanded=move || if open.get() { "true" } else { "false" }
                        aria-label=move || format!("Change row {}", tables.cell(row, 0)) on:click=toggle>"Change"</button>
                </td>
            </tr>
            {form}
        </tbody>
    }
    .into_any()
}

/// The live sentence, the pages that realise the row, what is missing, and the team's note.
fn here(tables: Tables, row: IntegrationRow) -> AnyView {
    let today = Memo::new(move |_| tables.desk.workspace().map(|workspace| row_today(&workspace, row)));
    let sentence = move || match today.get() {
        Some(Ok(sentence)) => sentence.into_any(),
        Some(Err(why)) => not_available(why),
        None => ().into_any(),
    };
    let note = move || Some(tables.edit_of(row).note).filter(|note| !note.is_empty());
    let found = realised(row);
    let pages = found.pages.iter().enumerate().map(|(at, page)| {
        let page = page_of(*page);
        let comma = if at > 0 { ", " } else { "" };
        view! { {comma}<a class="link" href=page.href()>{page.title()}</a> }
    });
    let how = (!found.how.is_empty()).then(|| {
        view! { <span class="sub">"Realised in "{pages.collect_view()}": "{found.how}"."</span> }
    });
    let lacks = (!found.lacks.is_empty()).then(|| {
        let lead = if found.pages.is_empty() { "Not realised: " } else { "Not yet: " };
        view! { <span class="sub">{lead}{found.lacks}"."</span> }
    });
    view! {
        <span>{sentence}</span>
        {move || note().map(|note| view! { <span class="map-own">{note}</span> })}
        {how}{lacks}
    }
    .into_any()
}

/// Other mappings: to read.
fn others() -> AnyView {
    let rows = OTHER_MAPPINGS.iter().map(|other| {
        let names = other.practices.iter().map(|practice| about(*practice).name).collect::<Vec<_>>().join(", ");
        let names = if names.is_empty() { "the whole".to_owned() } else { names };
        view! {
            <tr>
                <th scope="row" data-head="What it says">{format!("{}.", other.says)}</th>
                <td data-head="About">{names}</td>
                <td data-head="Source">{other.source}</td>
            </tr>
        }
    });
    view! {
        <section class="card flush" aria-label="Other published mappings">
            <div class="card-head"><h2>"Other published mappings"</h2><span class="sentence">"To read: each supports or limits a row above, or a link of a practice."</span></div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Table: Other published mappings">
                <table class="table map-table">
                    <thead><tr><th scope="col">"What it says"</th><th scope="col">"About"</th><th scope="col">"Source"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
