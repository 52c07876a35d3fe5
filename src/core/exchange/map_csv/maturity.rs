//! Maturity: a row for each practice with its target and votes, and under it one for each of its criteria.
//!
//! A criterion is known by its text. Pieces of evidence stand on lines of their own in one cell.

use super::{
    columns::Column,
    draft::Draft,
    index::folded,
    known,
    sheet::{Cells, Key, Row, Sheet, Wrong, no_more},
    words,
};
use crate::{
    catalog::practices::about,
    chart::Cell,
    model::{
        Criterion, CriterionState, Maturity, Practice, Workspace,
        check::{MOST_CRITERIA, MOST_EVIDENCE},
    },
};

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Practice],
    columns: |_| {
        let mut columns = vec![Column::Practice, Column::TargetLevel];
        columns.extend((1..=5).map(Column::Votes));
        columns.extend([Column::CriterionLevel, Column::Criterion, Column::State, Column::Evidence]);
        columns
    },
    more: no_more,
    rows,
    find,
    set,
};

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let mut rows = Vec::new();
    for practice in Practice::ALL {
        let name = about(practice).name;
        let said = workspace.practices.maturity_of(practice);
        rows.push(Row::new(Key::Practice(practice), name.to_owned(), columns, &|column| match (column, said) {
            (Column::Practice, _) => Cell::text(name),
            (Column::TargetLevel, Some(said)) => words::number(said.target),
            (Column::Votes(answer), Some(said)) => words::votes_cell(said.votes, *answer),
            _ => Cell::Missing,
        }));
        for (at, criterion) in said.map(|said| said.criteria.as_slice()).unwrap_or_default().iter().enumerate() {
            let called = format!("{name}, level {}: {}", criterion.level, criterion.text);
            rows.push(Row::new(Key::Criterion(practice, at), called, columns, &|column| match column {
                Column::Practice => Cell::text(name),
                Column::CriterionLevel => words::number(Some(criterion.level)),
                Column::Criterion => words::text(&criterion.text),
                Column::State => Cell::text(words::state_text(criterion.state)),
                Column::Evidence => words::text(&criterion.evidence.join("\n")),
                _ => Cell::Missing,
            }));
        }
    }
    rows
}

fn find(draft: &mut Draft<'_>, cells: &Cells) -> Result<Key, Wrong> {
    let practice = known::practice(cells.get(&Column::Practice)).map_err(Wrong::at(Column::Practice))?;
    let text = cells.get(&Column::Criterion);
    if text.is_empty() {
        return Ok(Key::Practice(practice));
    }
    let criteria = draft.after.practices.maturity_of(practice).map(|said| said.criteria.as_slice()).unwrap_or_default();
    // Of several with one text, the first that no line has meant; the last one when all were meant, and it is refused.
    let mut found = None;
    for (at, _) in criteria.iter().enumerate().filter(|(_, criterion)| folded(&criterion.text) == folded(text)) {
        found = Some(at);
        if !draft.meant.contains_key(&Key::Criterion(practice, at)) {
            break;
        }
    }
    if let Some(at) = found {
        return Ok(Key::Criterion(practice, at));
    }
    let count = criteria.len();
    if count >= MOST_CRITERIA {
        let sentence = format!("a practice has at most {MOST_CRITERIA} criteria. Keep those that matter.");
        return Err(Wrong(Column::Criterion, sentence));
    }
    let level = level(cells.get(&Column::CriterionLevel)).map_err(Wrong::at(Column::CriterionLevel))?;
    let text = words::note(text).map_err(Wrong::at(Column::Criterion))?;
    let (state, evidence) = (CriterionState::Open, Vec::new());
    if let Some(said) = said(draft, practice) {
        said.criteria.push(Criterion { level, text, state, evidence });
    }
    Ok(Key::Criterion(practice, count))
}

/// A level that needs criteria.
fn level(text: &str) -> Result<u8, String> {
    let read = words::whole(text, 2, 5, "level of a criterion")?;
    u8::try_from(read).map_err(|error| error.to_string())
}

/// What is said of a practice, to be changed.
fn said<'a>(draft: &'a mut Draft<'_>, practice: Practice) -> Option<&'a mut Maturity> {
    if draft.after.practices.maturity_of(practice).is_none() {
        draft.practices().maturity.push(Maturity::new(practice));
    }
    draft.practices().maturity.iter_mut().find(|said| said.practice == practice)
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    let (Key::Practice(practice) | Key::Criterion(practice, _)) = key else { return Ok(()) };
    let Some(said) = said(draft, practice) else { return Ok(()) };
    match (column, key) {
        (Column::TargetLevel, _) if text.is_empty() => said.target = None,
        (Column::TargetLevel, _) => {
            let target = words::whole(text, 1, 5, "level")?;
            said.target = u8::try_from(target).ok();
        }
        (Column::Votes(answer), _) => words::set_votes(&mut said.votes, *answer, text)?,
        (_, Key::Criterion(_, at)) => {
            if let Some(criterion) = said.criteria.get_mut(at) {
                set_criterion(criterion, column, text)?;
            }
        }
        (Column::State | Column::Evidence | Column::CriterionLevel, _) => {
            return Err("this belongs to a criterion. Type its text, or leave this empty.".to_owned());
        }
        _ => {}
    }
    Ok(())
}

fn set_criterion(criterion: &mut Criterion, column: &Column, text: &str) -> Result<(), String> {
    match column {
        Column::State if text.is_empty() => criterion.state = CriterionState::Open,
        Column::State => criterion.state = words::state(text)?,
        Column::CriterionLevel if !text.is_empty() => criterion.level = level(text)?,
        Column::Evidence => {
            let mut evidence = Vec::new();
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                evidence.push(words::note(line)?);
            }
            if evidence.len() > MOST_EVIDENCE {
                return Err(format!("more than {MOST_EVIDENCE} pieces of evidence stand here. Keep the best."));
            }
            criterion.evidence = evidence;
        }
        _ => {}
    }
    Ok(())
}
