//! What a room answered to the statements about capabilities: how often each answer was given.

use super::{
    columns::Column,
    draft::Draft,
    known,
    sheet::{Cells, Key, Row, Sheet, Wrong, no_more},
    words,
};
use crate::{
    catalog::capabilities::{about, statements},
    chart::Cell,
    edit::MapEdit,
    model::{Capability, Practices, Votes, Workspace},
};

pub(super) const SHEET: Sheet = Sheet {
    needs: &[Column::Capability, Column::Statement],
    columns: |_| {
        let mut columns = vec![Column::Capability, Column::Statement, Column::Says];
        columns.extend((1..=5).map(Column::Votes));
        columns
    },
    more: no_more,
    rows,
    find,
    set,
};

fn rows(workspace: &Workspace, columns: &[Column]) -> Vec<Row> {
    let mut rows = Vec::new();
    for capability in Capability::ALL {
        for (number, says) in (0_u8..).zip(statements(capability)) {
            let name = format!("{}, statement {}", about(capability).name, number + 1);
            let votes = votes(&workspace.practices, capability, number);
            rows.push(Row::new(Key::Statement(capability, number), name, columns, &|column| match column {
                Column::Capability => Cell::text(about(capability).name),
                Column::Statement => words::number(Some(number + 1)),
                Column::Says => Cell::text(*says),
                Column::Votes(answer) => words::votes_cell(votes, *answer),
                _ => Cell::Missing,
            }));
        }
    }
    rows
}

fn votes(practices: &Practices, capability: Capability, statement: u8) -> Votes {
    let said =
        |answers: &&crate::model::CapabilityAnswers| answers.capability == capability && answers.statement == statement;
    practices.capabilities.iter().find(said).map_or_else(Votes::default, |answers| answers.votes)
}

fn find(_: &mut Draft<'_>, cells: &Cells) -> Result<Key, Wrong> {
    let names = Capability::ALL.map(|capability| about(capability).name);
    let at = known::one(cells.get(&Column::Capability), &names, "capability");
    let at = at.map_err(Wrong::at(Column::Capability))?;
    let capability = Capability::ALL.get(at).copied().unwrap_or(Capability::ALL[0]);
    let most = u16::try_from(statements(capability).len()).unwrap_or(u16::MAX);
    let wrong = Wrong::at(Column::Statement);
    if most == 0 {
        return Err(wrong(
            "nobody is asked about this capability: it is not of the core. The row is left out.".to_owned(),
        ));
    }
    let number = words::whole(cells.get(&Column::Statement), 1, most, "number of a statement").map_err(wrong)?;
    Ok(Key::Statement(capability, u8::try_from(number.saturating_sub(1)).unwrap_or(u8::MAX)))
}

fn set(draft: &mut Draft<'_>, key: Key, column: &Column, text: &str) -> Result<(), String> {
    if let (Key::Statement(capability, statement), Column::Votes(answer)) = (key, column) {
        let mut votes = votes(&draft.after.practices, capability, statement);
        words::set_votes(&mut votes, *answer, text)?;
        draft.edit(&MapEdit::SetAnswers { capability, statement, votes });
    }
    Ok(())
}
