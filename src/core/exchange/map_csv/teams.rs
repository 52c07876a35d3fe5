//! The teams: people, time, kind, and where their capabilities are at home. A team that is not known is added.

use super::{
    columns::{self, Column},
    draft::{Draft, meant},
    index::folded,
    sheet::{Cells, Key, Row, Sheet, Wrong},
    words,
};
use crate::{
    chart::Cell,
    exchange::{capture::measure::cut, sheet_csv::values},
    model::{Ability, Share, Team, TeamCapability, TeamId, Workspace, check::MOST_ABILITIES},
};

pub(super) const SHEET: Sheet = Sheet { needs: &[Column::Team], columns, more: columns::own_ability, rows, find, set };

/// Those that all teams have, the capabilities of the mapping table, then the teams' own.
fn columns(workspace: &Workspace) -> Vec<Column> {
    let mut columns = vec![
        Column::Id,
        Column::Team,
        Column::People,
        Column::PlannedShare,
        Column::Party,
        Column::Ahead,
        Column::Shape,
    ];
    columns.extend(Ability::BUILT_IN.map(Column::Ability));
    for capability in workspace.teams.iter().flat_map(|team| &team.capabilities) {
        let column = Column::Ability(capability.ability.clone());
        let head = words::plain(&column.head());
        if !columns.iter().any(|other| words::plain(&other.head()) == head) {
            columns.push(column);
        }
    }
    columns
}

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let mut rows = Vec::new();
    for team in workspace.teams.iter() {
        rows.push(Row::new(Key::Team(team.id), team.name.clone(), columns, &|column| cell(team, column)));
    }
    rows
}

fn cell(team: &Team, column: &Column) -> Cell {
    match column {
        Column::Id => Cell::text(team.id.to_string()),
        Column::Team => words::text(&team.name),
        Column::People => words::number(Some(team.people)),
        Column::PlannedShare => Cell::text(values::percent(team.planned_share)),
        Column::Party => Cell::text(words::party_text(team.party)),
        Column::Ahead => words::number(Some(team.ahead_minutes)),
        Column::Shape => team.shape.map_or(Cell::Missing, |shape| Cell::text(words::shape_text(shape))),
        Column::Ability(ability) => {
            let capability = team.capabilities.iter().find(|capability| capability.ability == *ability);
            capability.map_or(Cell::Missing, |found| words::text(&words::arrangement_text(&found.arrangement)))
        }
        _ => Cell::Missing,
    }
}

fn find(draft: &mut Draft<'_>, cells: &Cells) -> Result<Key, Wrong> {
    let wrong = Wrong::at(Column::Team);
    let name = cells.get(&Column::Team);
    let teams = &draft.after.teams;
    let id: Option<TeamId> = cells.get(&Column::Id).parse().ok();
    let by_id = id.and_then(|id| teams.iter().position(|team| team.id == id));
    let has_name = by_id.and_then(|at| teams.get(at)).is_some_and(|team| folded(&team.name) == folded(name));
    if let Some(at) = meant(by_id, has_name, name, draft.team_named(name)).map_err(wrong)?
        && let Some(team) = teams.get(at)
    {
        return Ok(Key::Team(team.id));
    }
    let name = words::name(name).map_err(Wrong::at(Column::Team))?;
    let id = draft.ids.team();
    draft.add_team(Team::new(id, name));
    Ok(Key::Team(id))
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let Key::Team(id) = key else { return Ok(()) };
    if *column == Column::Team {
        let name = words::name(text)?;
        draft.rename_team(id, name);
        return Ok(());
    }
    let Some(team) = draft.team_mut(id) else { return Ok(()) };
    match column {
        Column::Shape if text.is_empty() => team.shape = None,
        Column::Shape => team.shape = Some(words::shape(text)?),
        Column::Ability(ability) => set_capability(team, ability, text)?,
        _ if text.is_empty() => {}
        Column::People => team.people = words::whole(text, 1, 1000, "number of people")?,
        Column::PlannedShare => team.planned_share = planned_share(text)?,
        Column::Party => team.party = words::party(text)?,
        Column::Ahead => team.ahead_minutes = ahead(text)?,
        _ => {}
    }
    Ok(())
}

fn planned_share(text: &str) -> Result<Share, String> {
    let share = values::share(text)?;
    let some = Some(share).filter(|share| *share != Share::NONE);
    some.ok_or_else(|| "a team needs some time for planned work. Type a share above 0 %.".to_owned())
}

fn ahead(text: &str) -> Result<i16, String> {
    let read = text.parse::<i16>().ok().filter(|minutes| (-840..=840).contains(minutes));
    read.ok_or_else(|| format!("\"{}\" is no number of minutes. Type -840 to 840.", cut(text)))
}

fn set_capability(team: &mut Team, ability: &Ability, text: &str) -> Result<(), String> {
    if text.is_empty() {
        team.capabilities.retain(|capability| capability.ability != *ability);
        return Ok(());
    }
    let arrangement = words::arrangement_of(text)?;
    let full = team.capabilities.len() >= MOST_ABILITIES;
    match team.capabilities.iter_mut().find(|capability| capability.ability == *ability) {
        Some(capability) => capability.arrangement = arrangement,
        None if full => {
            return Err(format!("a team lists at most {MOST_ABILITIES} capabilities. Keep those that matter."));
        }
        None => team.capabilities.push(TeamCapability { ability: ability.clone(), arrangement }),
    }
    Ok(())
}
