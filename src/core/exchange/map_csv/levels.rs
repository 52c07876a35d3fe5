//! The two heat maps: practices by activities.

use super::{
    columns::Column,
    draft::Draft,
    known,
    sheet::{Cells, Key, Row, Sheet, Wrong, no_more},
    words,
};
use crate::{
    catalog::{
        activities::{ACTIVITIES, LIFECYCLE, about, about_lifecycle},
        practices::{self, contribution, level, part, part_published},
    },
    chart::Cell,
    edit::MapEdit,
    model::{Activity, LifecycleActivity, Practice, Workspace},
};

/// ITIL 4: levels of 0 to 3. The last column names the activities of which the team has a view of its own.
pub(super) const LEVELS: Sheet = Sheet {
    needs: &[Column::Practice],
    columns: |_| {
        let mut columns = vec![Column::Practice];
        columns.extend(ACTIVITIES.map(Column::Level));
        columns.push(Column::Own);
        columns
    },
    more: no_more,
    rows: |workspace, columns| rows(columns, &|practice, column| level_cell(workspace, practice, column)),
    find,
    set: set_level,
};

/// ITIL (Version 5): E, S, none, or nothing where nobody has said.
pub(super) const PARTS: Sheet = Sheet {
    needs: &[Column::Practice],
    columns: |_| {
        let mut columns = vec![Column::Practice];
        columns.extend(LIFECYCLE.map(Column::Part));
        columns.push(Column::Own);
        columns
    },
    more: no_more,
    rows: |workspace, columns| rows(columns, &|practice, column| part_cell(workspace, practice, column)),
    find,
    set: set_part,
};

/// One row a practice.
pub(super) fn rows(columns: &[Column], cell: &dyn Fn(Practice, &Column) -> Cell) -> Vec<Row> {
    let mut rows = Vec::new();
    for practice in Practice::ALL {
        let name = practices::about(practice).name.to_owned();
        rows.push(Row::new(Key::Practice(practice), name, columns, &|column| match column {
            Column::Practice => Cell::text(practices::about(practice).name),
            column => cell(practice, column),
        }));
    }
    rows
}

/// The practice that a line names.
pub(super) fn find(_: &mut Draft<'_>, cells: &Cells) -> Result<Key, Wrong> {
    known::practice(cells.get(&Column::Practice)).map(Key::Practice).map_err(Wrong::at(Column::Practice))
}

fn level_cell(workspace: &Workspace, practice: Practice, column: &Column) -> Cell {
    let practices = &workspace.practices;
    match column {
        Column::Level(activity) => words::number(Some(level(practices, practice, *activity).level)),
        Column::Own => words::joined(
            ACTIVITIES
                .into_iter()
                .filter(|activity| own_level(workspace, practice, *activity))
                .map(|own| about(own).name),
        ),
        _ => Cell::Missing,
    }
}

fn own_level(workspace: &Workspace, practice: Practice, activity: Activity) -> bool {
    workspace.practices.levels.iter().any(|edit| edit.practice == practice && edit.activity == activity)
}

fn set_level(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let Key::Practice(practice) = key else { return Ok(()) };
    let mut put = |activity, level| draft.edit(&MapEdit::SetLevel { practice, activity, level });
    match column {
        Column::Level(activity) if text.is_empty() => put(*activity, None),
        Column::Level(activity) => {
            // What the catalogue says needs no view of one's own.
            let wanted = words::level(text)?;
            put(*activity, Some(wanted).filter(|wanted| *wanted != contribution(practice, *activity).level));
        }
        Column::Own => {
            let named = known::listed(text, &ACTIVITIES.map(|activity| about(activity).name), "activity of ITIL 4")?;
            for (at, activity) in ACTIVITIES.into_iter().enumerate() {
                let now = level(&draft.after.practices, practice, activity).level;
                let own = named.contains(&at) || now != contribution(practice, activity).level;
                draft.edit(&MapEdit::SetLevel { practice, activity, level: own.then_some(now) });
            }
        }
        _ => {}
    }
    Ok(())
}

fn part_cell(workspace: &Workspace, practice: Practice, column: &Column) -> Cell {
    match column {
        Column::Part(activity) => part(&workspace.practices, practice, *activity)
            .map_or(Cell::Missing, |(part, _)| Cell::text(words::part_text(part))),
        Column::Own => words::joined(
            LIFECYCLE
                .into_iter()
                .filter(|activity| own_part(workspace, practice, *activity))
                .map(|own| about_lifecycle(own).name),
        ),
        _ => Cell::Missing,
    }
}

fn own_part(workspace: &Workspace, practice: Practice, activity: LifecycleActivity) -> bool {
    part(&workspace.practices, practice, activity).is_some_and(|(_, own)| own)
}

fn set_part(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let Key::Practice(practice) = key else { return Ok(()) };
    match column {
        Column::Part(activity) => {
            let wanted = if text.is_empty() { None } else { Some(words::part(text)?) };
            let part = wanted.filter(|wanted| part_published(practice) != Some(*wanted));
            draft.edit(&MapEdit::SetPart { practice, activity: *activity, part });
        }
        Column::Own => {
            let names = LIFECYCLE.map(|activity| about_lifecycle(activity).name);
            let named = known::listed(text, &names, "lifecycle activity")?;
            for (at, activity) in LIFECYCLE.into_iter().enumerate() {
                let now = part(&draft.after.practices, practice, activity).map(|(part, _)| part);
                let own = named.contains(&at) || now != part_published(practice);
                draft.edit(&MapEdit::SetPart { practice, activity, part: now.filter(|_| own) });
            }
        }
        _ => {}
    }
    Ok(())
}
