//! The integration table: each row of the mapping tables with its cells, and how it is done here.
//!
//! A cell holds the team's own words, else the built-in ones, which an empty cell puts back. "Set by the team" names the
//! cells that are the team's own: who confirms the built-in words says so there.

use super::{
    columns::Column,
    draft::Draft,
    known,
    sheet::{Key, Row, Sheet, Wrong, no_more},
    words,
};
use crate::{
    catalog::integration::{cells, table},
    chart::Cell,
    edit::MapEdit,
    exchange::sheet_csv::values::bare,
    model::{IntegrationRow, RowEdit, Workspace},
};

/// Most cells of a row.
const CELLS: usize = 4;

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Row],
    columns: |_| {
        let mut columns = vec![Column::Row, Column::MappingTable];
        columns.extend((1..=CELLS).map(Column::Words));
        columns.extend([Column::Own, Column::Note]);
        columns
    },
    more: no_more,
    rows,
    find: |_, cells| {
        let names = IntegrationRow::ALL.map(code);
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let at = known::one(cells.get(&Column::Row), &known, "row").map_err(Wrong::at(Column::Row))?;
        Ok(Key::Row(IntegrationRow::ALL.get(at).copied().unwrap_or(IntegrationRow::ALL[0])))
    },
    set,
};

/// What a row is called in a file: `ChangeStandard`. Its words may change, its name does not.
fn code(row: IntegrationRow) -> String {
    format!("{row:?}")
}

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let mut rows = Vec::new();
    for row in IntegrationRow::ALL {
        let edit = workspace.practices.rows.iter().find(|edit| edit.row == row);
        let title = table(row).about().title;
        let name = format!("{title}, {}", cells(row).first().copied().unwrap_or_default());
        rows.push(Row::new(Key::Row(row), name, columns, &|column| match column {
            Column::Row => Cell::Text(code(row)),
            Column::MappingTable => Cell::text(title),
            Column::Words(number) => words::text(in_force(edit, row, *number)),
            Column::Own => {
                let heads: Vec<String> = (1..=CELLS)
                    .filter(|number| edit.is_some_and(|edit| own(edit, *number).is_some()))
                    .map(|number| Column::Words(number).head())
                    .collect();
                words::joined(heads.iter().map(String::as_str))
            }
            Column::Note => words::text(edit.map_or("", |edit| &edit.note)),
            _ => Cell::Missing,
        }));
    }
    rows
}

/// The team's own words in a cell, counted from 1.
fn own(edit: &RowEdit, number: usize) -> Option<&str> {
    edit.cells.get(number.saturating_sub(1)).and_then(Option::as_deref)
}

fn built_in(row: IntegrationRow, number: usize) -> &'static str {
    cells(row).get(number.saturating_sub(1)).copied().unwrap_or_default()
}

fn in_force(edit: Option<&RowEdit>, row: IntegrationRow, number: usize) -> &str {
    edit.and_then(|edit| own(edit, number)).unwrap_or(built_in(row, number))
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let Key::Row(row) = key else { return Ok(()) };
    let known = draft.after.practices.rows.iter().find(|edit| edit.row == row);
    let mut edit = known.cloned().unwrap_or(RowEdit::new(row));
    match column {
        Column::Words(number) => {
            let said = words::note(text)?;
            put(&mut edit, *number, Some(said).filter(|said| !said.is_empty() && said != built_in(row, *number)));
        }
        Column::Own => {
            for part in known::parts(text)? {
                if !(1..=CELLS).any(|number| bare(part) == bare(&Column::Words(number).head())) {
                    return Err(format!(
                        "\"{}\" is no cell of a row. Type Cell 1 to Cell {CELLS}.",
                        words::short(part)
                    ));
                }
            }
            let named = known::parts(text)?;
            for number in 1..=CELLS {
                let is_named = named.iter().any(|part| bare(part) == bare(&Column::Words(number).head()));
                let now = in_force(Some(&edit), row, number).to_owned();
                let keep = is_named || now != built_in(row, number) && !now.is_empty();
                put(&mut edit, number, keep.then_some(now));
            }
        }
        Column::Note => edit.note = words::note(text)?,
        _ => return Ok(()),
    }
    draft.edit(&MapEdit::SetRow { row: edit });
    Ok(())
}

/// Puts words into a cell, counted from 1; what nobody has words for at the end is left out.
fn put(edit: &mut RowEdit, number: usize, with: Option<String>) {
    if edit.cells.len() < number {
        edit.cells.resize(number, None);
    }
    if let Some(slot) = edit.cells.get_mut(number.saturating_sub(1)) {
        *slot = with;
    }
    while edit.cells.last().is_some_and(Option::is_none) {
        edit.cells.pop();
    }
}
