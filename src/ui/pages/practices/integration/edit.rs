//! The words of one row, to be changed: a field for each cell, a note, and the way back.

use leptos::prelude::*;
use trivium_core::{
    catalog::integration::cells,
    edit::MapEdit,
    model::{IntegrationRow, RowEdit},
};

use super::Tables;
use crate::{platform::page, ui::kit::Field};

/// The id of the button that opens the form of a row.
pub(super) fn button_id(row: IntegrationRow) -> String {
    format!("map-row-{}", row as u8)
}

/// The form, as a row below the row it changes.
pub(super) fn view(tables: Tables, row: IntegrationRow, heads: &'static [&'static str]) -> AnyView {
    let fields = heads.iter().enumerate().map(|(at, head)| {
        let value = Signal::derive(move || tables.cell(row, at));
        let commit = Callback::new(move |typed: String| {
            let typed = typed.trim().to_owned();
            let built_in = cells(row).get(at).copied().unwrap_or_default();
            let own = (!typed.is_empty() && typed != built_in).then_some(typed);
            change(tables, row, |edit| put(edit, at, own))
        });
        view! { <Field label=*head value=value commit=commit help="Empty brings the built-in words back."/> }
    });
    let note = Signal::derive(move || tables.edit_of(row).note);
    let set_note =
        Callback::new(move |typed: String| change(tables, row, |edit| typed.trim().clone_into(&mut edit.note)));
    let back = move |_| {
        tables.desk.edit_saying(MapEdit::SetRow { row: RowEdit::new(row) }, "The row stands as it was told again.");
        done(tables, row);
    };
    let own = Memo::new(move |_| !tables.edit_of(row).is_empty());
    view! {
        <tr class="map-form">
            <td colspan=(heads.len() + 2).to_string()>
                <div class="map-fields" role="group" aria-label=move || format!("Words of row {}", tables.cell(row, 0))>
                    {fields.collect_view()}
                    <Field label="How it is done here" value=note commit=set_note help="A note of your own, for everybody who reads this row."/>
                </div>
                <div class="map-form-actions">
                    <button type="button" class="button small" on:click=move |_| done(tables, row)>"Done"</button>
                    <button type="button" class="button quiet small" disabled=move || !own.get() on:click=back>"Put the row back"</button>
                </div>
            </td>
        </tr>
    }
    .into_any()
}

/// Closes the form, and leaves the focus at its button.
fn done(tables: Tables, row: IntegrationRow) {
    tables.changing.set(None);
    page::focus_soon(&button_id(row));
}

fn change(tables: Tables, row: IntegrationRow, change: impl FnOnce(&mut RowEdit)) -> Result<(), String> {
    let mut edit = untrack(|| tables.edit_of(row));
    change(&mut edit);
    tables.desk.commit(MapEdit::SetRow { row: edit })
}

/// Sets one cell; what is built in at the end is left out.
fn put(edit: &mut RowEdit, at: usize, own: Option<String>) {
    if edit.cells.len() <= at {
        edit.cells.resize(at + 1, None);
    }
    if let Some(cell) = edit.cells.get_mut(at) {
        *cell = own;
    }
    while edit.cells.last().is_some_and(Option::is_none) {
        edit.cells.pop();
    }
}
