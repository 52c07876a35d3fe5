//! The people who hold roles, and the teams they belong to. A person who is not known is added.

use super::{
    columns::Column,
    draft::{Draft, References, meant},
    index::folded,
    sheet::{Cells, Key, Row, Sheet, Wrong, no_more},
    words,
};
use crate::{
    chart::Cell,
    model::{Person, PersonId, Workspace},
};

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Person],
    columns: |_| vec![Column::Id, Column::Person, Column::Team],
    more: no_more,
    rows,
    find,
    set,
};

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let references = References::of(workspace);
    let mut rows = Vec::new();
    for person in &workspace.practices.people {
        rows.push(Row::new(Key::Person(person.id), person.name.clone(), columns, &|column| match column {
            Column::Id => Cell::text(person.id.to_string()),
            Column::Person => words::text(&person.name),
            Column::Team => person.team.map_or(Cell::Missing, |team| words::text(&references.team(team))),
            _ => Cell::Missing,
        }));
    }
    rows
}

fn find(draft: &mut Draft<'_>, cells: &Cells) -> Result<Key, Wrong> {
    let wrong = Wrong::at(Column::Person);
    let name = cells.get(&Column::Person);
    let people = &draft.after.practices.people;
    let id: Option<PersonId> = cells.get(&Column::Id).parse().ok();
    let by_id = id.and_then(|id| people.iter().rposition(|person| person.id == id));
    let has_name = by_id.and_then(|at| people.get(at)).is_some_and(|person| folded(&person.name) == folded(name));
    if let Some(at) = meant(by_id, has_name, name, draft.person_named(name)).map_err(wrong)?
        && let Some(person) = people.get(at)
    {
        return Ok(Key::Person(person.id));
    }
    let name = words::name(name).map_err(Wrong::at(Column::Person))?;
    let id = draft.ids.person();
    draft.add_person(Person { id, name, team: None });
    Ok(Key::Person(id))
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let Key::Person(id) = key else { return Ok(()) };
    match column {
        Column::Person => {
            let name = words::name(text)?;
            draft.rename_person(id, name);
        }
        Column::Team => {
            let team = if text.is_empty() { None } else { Some(draft.team(text)?) };
            if let Some(person) = draft.person_mut(id) {
                person.team = team;
            }
        }
        _ => {}
    }
    Ok(())
}
