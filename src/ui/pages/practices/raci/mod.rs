//! RACI: who is responsible, accountable, consulted, informed; for practices, or for the steps of a stream.
//!
//! The table holds whatever people fill in, wrong rows included, and says beside each row what is wrong with it.

mod cells;
mod columns;
mod loads;
mod rows;

use leptos::prelude::*;
use trivium_core::{
    edit::{DutyCell, MapEdit},
    model::{Letter, Practice, Role, StreamId, Subject},
};

use super::Desk;
use crate::ui::kit::Cursor;

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowKind {
    /// Practices that a step uses, and those that are filled.
    InUse,
    /// All 34.
    All,
    /// The steps of a stream.
    Steps(StreamId),
}

/// Handles of the table. `Copy`.
#[derive(Clone, Copy)]
struct Sheet {
    desk: Desk,
    kind: RwSignal<RowKind>,
    /// Practices that have been shown since the rows were chosen.
    kept: StoredValue<Vec<Practice>>,
    /// The rows with their names.
    rows: Memo<Vec<(Subject, String)>>,
    columns: Memo<Vec<Role>>,
    cursor: Cursor,
}

impl Sheet {
    fn letter(self, subject: Subject, role: Role) -> Option<Letter> {
        self.desk.practices.with(|practices| practices.row(subject).and_then(|row| row.letter(role)))
    }

    /// The cell at a place.
    fn at(self, (row, column): (usize, usize)) -> Option<(Subject, Role)> {
        let subject = self.rows.with(|rows| rows.get(row).map(|(subject, _)| *subject))?;
        Some((subject, self.columns.with(|columns| columns.get(column).copied())?))
    }

    /// Fills the chosen cells; `letter` says what becomes of what a cell holds.
    fn fill(self, letter: impl Fn(Option<Letter>) -> Option<Letter>) {
        let chosen: Vec<DutyCell> = untrack(|| {
            let cells = self.cursor.chosen().into_iter().filter_map(|spot| self.at(spot));
            cells
                .map(|(subject, role)| DutyCell { subject, role, letter: letter(self.letter(subject, role)) })
                .collect()
        });
        self.put(chosen);
    }

    fn put(self, cells: Vec<DutyCell>) {
        let Some(first) = cells.first().copied() else { return };
        let said = match (cells.len(), first.letter) {
            (1, Some(letter)) => cells::word(letter).to_owned(),
            (1, None) => "empty".to_owned(),
            (count, _) => format!("{count} cells"),
        };
        self.desk.edit(MapEdit::SetDuties { cells });
        self.desk.session.speak(said);
    }
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let kind = RwSignal::new(RowKind::InUse);
    let kept = StoredValue::new(Vec::new());
    let rows = Memo::new(move |_| rows::of(desk, kind.get(), kept));
    let columns = Memo::new(move |_| desk.practices.with(|practices| practices.raci_roles.clone()));
    let size = Signal::derive(move || (rows.with(Vec::len), columns.with(Vec::len)));
    let sheet = Sheet { desk, kind, kept, rows, columns, cursor: Cursor::new(size) };
    let empty = move || columns.with(Vec::is_empty);
    view! {
        <div class="heat-bar">{rows::choice(sheet)}{columns::add(sheet)}</div>
        {move || if empty() { columns::invitation(sheet) } else { cells::table(sheet) }}
        {move || (!empty()).then(|| loads::view(sheet))}
    }
    .into_any()
}
