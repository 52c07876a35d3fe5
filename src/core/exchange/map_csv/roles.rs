//! The role map: who holds each role today and later, and what it becomes.
//!
//! All roles are written. "Held later by" is empty where nothing changes, and holds "nobody" where nobody will hold it.

use super::{
    columns::Column,
    draft::{Draft, NOBODY, References},
    known,
    sheet::{Key, Row, Sheet, Wrong, no_more},
    words,
};
use crate::{
    catalog::roles::{name, strand},
    chart::Cell,
    edit::MapEdit,
    model::{Role, RoleUse, Workspace},
};

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Role],
    columns: |_| vec![Column::Role, Column::Strand, Column::Today, Column::Planned, Column::Becomes],
    more: no_more,
    rows,
    find: |_, cells| known::role(cells.get(&Column::Role)).map(Key::Role).map_err(Wrong::at(Column::Role)),
    set,
};

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let references = References::of(workspace);
    let mut rows = Vec::new();
    for role in Role::ALL {
        let used = workspace.practices.role(role);
        rows.push(Row::new(Key::Role(role), name(role).to_owned(), columns, &|column| match (column, used) {
            (Column::Role, _) => Cell::text(name(role)),
            (Column::Strand, _) => Cell::text(strand(role).name()),
            (Column::Today, Some(used)) => words::text(&references.holders(&used.today)),
            (Column::Planned, Some(used)) => match used.planned.as_deref() {
                None => Cell::Missing,
                Some([]) => Cell::text(NOBODY),
                Some(planned) => words::text(&references.holders(planned)),
            },
            (Column::Becomes, Some(used)) => words::joined(used.becomes.iter().map(|role| name(*role))),
            _ => Cell::Missing,
        }));
    }
    rows
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let Key::Role(role) = key else { return Ok(()) };
    let mut used = draft.after.practices.role(role).cloned().unwrap_or(RoleUse::new(role));
    match column {
        Column::Today => used.today = draft.holders(text)?,
        Column::Planned if text.is_empty() => used.planned = None,
        Column::Planned if text.eq_ignore_ascii_case(NOBODY) => used.planned = Some(Vec::new()),
        Column::Planned => used.planned = Some(draft.holders(text)?),
        Column::Becomes => used.becomes = known::roles(text)?,
        _ => return Ok(()),
    }
    draft.edit(&MapEdit::SetRole { used });
    Ok(())
}
