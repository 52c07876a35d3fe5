//! A first row that names its columns, as spreadsheets have one.

use super::{
    cells::Row,
    measure::{Unit, measure},
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) enum Column {
    Name,
    Team,
    /// Work; bare numbers are in this unit.
    Work(Unit),
    /// The observed total; bare numbers are in this unit.
    Total(Unit),
    /// %C&A; bare numbers are percent.
    Accurate,
    /// A column we do not read.
    Other,
}

/// The columns of a table.
pub(super) struct Columns(Vec<Column>);

impl Columns {
    /// The columns that a row names, when it is a head: it names the step's column and another known one, and holds no
    /// time or share.
    pub(super) fn of(row: &Row) -> Option<Self> {
        if row.cells.iter().any(|cell| !cell.quoted && matches!(measure(&cell.text), Some(Ok(_)))) {
            return None;
        }
        let columns: Vec<Column> = row.cells.iter().map(|cell| column(&cell.text)).collect();
        let known = columns.iter().filter(|column| **column != Column::Other).count();
        (columns.contains(&Column::Name) && known >= 2).then_some(Self(columns))
    }

    /// What field `index`, from 0, holds.
    pub(super) fn at(&self, index: usize) -> Column {
        self.0.get(index).copied().unwrap_or(Column::Other)
    }
}

/// `Work (h)`, `Total [days]`, `%C&A` ...
pub(in crate::exchange) fn column(head: &str) -> Column {
    let lower = head.to_lowercase();
    let (name, unit) = match lower.split_once(['(', '[']) {
        Some((name, rest)) => (name.trim(), Unit::of(rest.trim_end_matches([')', ']']).trim())),
        None => (lower.trim(), None),
    };
    match name {
        "step" | "name" | "activity" | "task" | "process step" => Column::Name,
        "team" | "who" | "owner" | "role" | "done by" => Column::Team,
        "work" | "work time" | "touch time" | "process time" | "effort" | "pt" => {
            Column::Work(unit.unwrap_or(Unit::Hour))
        }
        "total" | "total time" | "observed" | "elapsed" | "lead time" | "lt" => {
            Column::Total(unit.unwrap_or(Unit::Day))
        }
        "%c&a" | "c&a" | "% c&a" | "c&a %" | "complete and accurate" | "%" => Column::Accurate,
        _ => Column::Other,
    }
}
