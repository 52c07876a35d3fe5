//! What teams provide to others. A service that its team does not have yet is added.

use super::{
    columns::Column,
    draft::{Draft, References},
    index::folded,
    known,
    sheet::{Cells, Key, Row, Sheet, Wrong, no_more},
    words,
};
use crate::{
    catalog::practices::about,
    chart::Cell,
    exchange::sheet_csv::values,
    model::{PlatformService, Provision, Workspace, check::MOST_PROVIDED},
};

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Provided, Column::Team],
    columns: |_| {
        vec![Column::Team, Column::Provided, Column::Kind, Column::Practices, Column::Consumers, Column::SelfService]
    },
    more: no_more,
    rows,
    find,
    set,
};

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let references = References::of(workspace);
    let mut rows = Vec::new();
    for team in workspace.teams.iter() {
        for (at, service) in team.provides.iter().enumerate() {
            let name = format!("{} of {}", service.name, team.name);
            rows.push(Row::new(Key::Provided(team.id, at), name, columns, &|column| match column {
                Column::Team => words::text(&references.team(team.id)),
                Column::Provided => words::text(&service.name),
                Column::Kind => Cell::text(words::provision_text(service.kind)),
                Column::Practices => words::joined(service.practices.iter().map(|practice| about(*practice).name)),
                Column::Consumers => words::text(&references.teams(&service.consumers)),
                Column::SelfService => {
                    service.self_service.map_or(Cell::Missing, |share| Cell::text(values::percent(share)))
                }
                _ => Cell::Missing,
            }));
        }
    }
    rows
}

/// The first service of that name that no line has meant yet; the last one when all were meant, so that the second line
/// is refused.
fn find(draft: &mut Draft<'_>, cells: &Cells) -> Result<Key, Wrong> {
    let id = draft.team(cells.get(&Column::Team)).map_err(Wrong::at(Column::Team))?;
    let name = words::name(cells.get(&Column::Provided)).map_err(Wrong::at(Column::Provided))?;
    let mut found = None;
    let provides = draft.after.team(id).map(|team| team.provides.as_slice()).unwrap_or_default();
    for (at, service) in provides.iter().enumerate().filter(|(_, service)| folded(&service.name) == folded(&name)) {
        found = Some((at, &service.name));
        if !draft.meant.contains_key(&Key::Provided(id, at)) {
            break;
        }
    }
    let count = provides.len();
    if let Some((at, _)) = found {
        return Ok(Key::Provided(id, at));
    }
    if count >= MOST_PROVIDED {
        let sentence =
            format!("a team provides at most {MOST_PROVIDED} services. Keep those that others know by name.");
        return Err(Wrong(Column::Provided, sentence));
    }
    if let Some(team) = draft.team_mut(id) {
        let (practices, consumers) = (Vec::new(), Vec::new());
        team.provides.push(PlatformService { name, kind: Provision::Own, practices, consumers, self_service: None });
    }
    Ok(Key::Provided(id, count))
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let Key::Provided(id, at) = key else { return Ok(()) };
    let consumers = if *column == Column::Consumers { draft.teams(text)? } else { Vec::new() };
    if consumers.contains(&id) {
        return Err("a team does not count among those that use its services. Take it out.".to_owned());
    }
    let Some(service) = draft.team_mut(id).and_then(|team| team.provides.get_mut(at)) else { return Ok(()) };
    match column {
        Column::Practices => service.practices = known::practices(text)?,
        Column::Consumers => service.consumers = consumers,
        Column::SelfService if text.is_empty() => service.self_service = None,
        Column::SelfService => service.self_service = Some(values::share(text)?),
        Column::Kind if !text.is_empty() => service.kind = words::provision(text)?,
        _ => {}
    }
    Ok(())
}
