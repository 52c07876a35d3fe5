//! The RACI table: a row for each practice and each step, a column for each role.
//!
//! Rows that nobody has filled are written too, so that they can be filled in a spreadsheet. A column with the name of a
//! role that the table does not have yet adds it.

use std::collections::BTreeMap;

use super::{
    columns::{self, Column},
    draft::Draft,
    known,
    sheet::{Cells, Key, Row, Sheet, Wrong},
    words,
};
use crate::{
    catalog::practices::about,
    chart::Cell,
    edit::{DutyCell, MapEdit},
    exchange::sheet_csv::values::bare,
    model::{Practice, RaciRow, StepId, Subject, Workspace},
};

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Subject],
    columns: |workspace| {
        let mut columns = vec![Column::Kind, Column::Id, Column::Subject, Column::Stream];
        for role in &workspace.practices.raci_roles {
            columns.push(Column::Letter(*role));
        }
        columns
    },
    more: columns::letter,
    rows,
    find,
    set,
};

const PRACTICE: &str = "practice";
const STEP: &str = "step";

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let mut filled: BTreeMap<Subject, &RaciRow> = BTreeMap::new();
    for row in &workspace.practices.raci {
        filled.insert(row.subject, row);
    }
    let row = |subject: Subject, id: Option<StepId>, name: &str, stream: &str| {
        let kind = if id.is_some() { STEP } else { PRACTICE };
        Row::new(Key::Subject(subject), name.to_owned(), columns, &|column| match column {
            Column::Kind => Cell::text(kind),
            Column::Id => id.map_or(Cell::Missing, |id| Cell::text(id.to_string())),
            Column::Subject => words::text(name),
            Column::Stream => words::text(stream),
            Column::Letter(role) => {
                let letter = filled.get(&subject).and_then(|row| row.letter(*role));
                letter.map_or(Cell::Missing, |letter| Cell::text(letter.sign()))
            }
            _ => Cell::Missing,
        })
    };
    let mut rows = Vec::new();
    for practice in Practice::ALL {
        rows.push(row(Subject::Practice(practice), None, about(practice).name, ""));
    }
    for stream in workspace.streams.iter() {
        for step in &stream.steps {
            rows.push(row(Subject::Step(step.id), Some(step.id), &step.name, &stream.name));
        }
    }
    rows
}

/// By the kind, the name and the stream. Steps of one name in one stream are told apart by their ids; an id alone, beside
/// another name, means nothing: it may come from another workspace.
fn find(draft: &mut Draft<'_>, cells: &Cells) -> Result<Key, Wrong> {
    let (kind, name) = (bare(cells.get(&Column::Kind)), cells.get(&Column::Subject));
    let wrong = Wrong::at(Column::Subject);
    if kind == PRACTICE {
        return known::practice(name).map(|practice| Key::Subject(Subject::Practice(practice))).map_err(wrong);
    }
    if kind.is_empty()
        && let Some(practice) = Practice::ALL.into_iter().find(|practice| bare(about(*practice).name) == bare(name))
    {
        return Ok(Key::Subject(Subject::Practice(practice)));
    }
    if kind != STEP && !kind.is_empty() {
        let sentence = "this is neither practice nor step. Type one of the two.".to_owned();
        return Err(Wrong(Column::Kind, sentence));
    }
    draft
        .step(name, cells.get(&Column::Stream), cells.get(&Column::Id))
        .map(|step| Key::Subject(Subject::Step(step)))
        .map_err(wrong)
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    if let (Key::Subject(subject), Column::Letter(role)) = (key, column) {
        let letter = if text.is_empty() { None } else { Some(words::letter(text)?) };
        draft.edit(&MapEdit::SetDuties { cells: vec![DutyCell { subject, role: *role, letter }] });
    }
    Ok(())
}
