//! How teams work with each other: a row for each pair, the first team's view. An empty interaction ends it.

use super::{
    columns::Column,
    draft::{Draft, References},
    sheet::{Cells, Key, Row, Sheet, Wrong, no_more},
    words,
};
use crate::{
    chart::Cell,
    model::{Interaction, Workspace},
};

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Team, Column::With],
    columns: |_| vec![Column::Team, Column::With, Column::Mode],
    more: no_more,
    rows,
    find,
    set,
};

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let references = References::of(workspace);
    let mut rows = Vec::new();
    for team in workspace.teams.iter() {
        for other in &team.interactions {
            let (this, with) = (references.team(team.id), references.team(other.with));
            let name = format!("{this} with {with}");
            rows.push(Row::new(Key::Pair(team.id, other.with), name, columns, &|column| match column {
                Column::Team => words::text(&this),
                Column::With => words::text(&with),
                Column::Mode => Cell::text(words::mode_text(other.mode)),
                _ => Cell::Missing,
            }));
        }
    }
    rows
}

fn find(draft: &mut Draft<'_>, cells: &Cells) -> Result<Key, Wrong> {
    let team = draft.team(cells.get(&Column::Team)).map_err(Wrong::at(Column::Team))?;
    let with = draft.team(cells.get(&Column::With)).map_err(Wrong::at(Column::With))?;
    if team == with {
        return Err(Wrong(Column::With, "a team does not work with itself. Type another one.".to_owned()));
    }
    Ok(Key::Pair(team, with))
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let (Key::Pair(team, with), Column::Mode) = (key, column) else { return Ok(()) };
    let mode = if text.is_empty() { None } else { Some(words::mode(text)?) };
    let Some(team) = draft.team_mut(team) else { return Ok(()) };
    let old = team.interactions.iter_mut().find(|other| other.with == with);
    match (mode, old) {
        (Some(mode), Some(old)) => old.mode = mode,
        (Some(mode), None) => team.interactions.push(Interaction { with, mode }),
        (None, _) => team.interactions.retain(|other| other.with != with),
    }
    Ok(())
}
