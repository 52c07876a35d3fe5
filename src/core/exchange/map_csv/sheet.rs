//! What a table is: its columns, its rows, which row a line of a file means, and what a changed cell does.

use super::{
    MapTable, capabilities, columns::Column, contracts, draft::Draft, integration, interactions, levels, matrix,
    maturity, people, platform, raci, roles, teams,
};
use crate::{
    chart::Cell,
    model::{Capability, IntegrationRow, PersonId, Practice, Role, ServiceId, Subject, SupplierId, TeamId, Workspace},
};

/// What a row is about. It stays the same while a file is read, whatever is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Practice(Practice),
    Row(IntegrationRow),
    Subject(Subject),
    Role(Role),
    Person(PersonId),
    Team(TeamId),
    /// How the first works with the second.
    Pair(TeamId, TeamId),
    /// A service of a team, by its place.
    Provided(TeamId, usize),
    Contract(ServiceId, SupplierId),
    /// A criterion of a practice, by its place.
    Criterion(Practice, usize),
    /// A statement about a capability, from 0.
    Statement(Capability, u8),
}

/// A row as it is written.
pub(super) struct Row {
    pub(super) key: Key,
    /// What people call it, for sentences.
    pub(super) name: String,
    /// One for each column.
    pub(super) cells: Vec<Cell>,
}

impl Row {
    pub(super) fn new(key: Key, name: String, columns: &[Column], cell: &dyn Fn(&Column) -> Cell) -> Self {
        Self { key, name, cells: columns.iter().map(cell).collect() }
    }
}

/// The cells of a line of a file, as they stand.
pub(super) struct Cells {
    pub(super) said: Vec<(Column, String)>,
}

impl Cells {
    /// What stands in a column, without blanks around it; empty when there is no such column.
    pub(super) fn get(&self, wanted: &Column) -> &str {
        self.said.iter().find(|(column, _)| column == wanted).map_or("", |(_, text)| text.trim())
    }
}

/// Why a line is left out: the column that is to blame, and a sentence.
pub(super) struct Wrong(pub(super) Column, pub(super) String);

impl Wrong {
    /// A sentence that blames this column.
    pub(super) fn at(column: Column) -> impl FnOnce(String) -> Self {
        |sentence| Self(column, sentence)
    }
}

/// A table.
pub(super) struct Sheet {
    /// The columns without which no row has a meaning; the first of them may be called "Name".
    pub(super) needs: &'static [Column],
    /// The columns in the order in which they are written.
    pub(super) columns: fn(&Workspace) -> Vec<Column>,
    /// A column that the table may have besides.
    pub(super) more: fn(&str) -> Option<Column>,
    /// The rows, with a cell for each of these columns.
    pub(super) rows: fn(&Workspace, &[Column]) -> Vec<Row>,
    /// The row that a line means; what is new is added.
    pub(super) find: fn(&mut Draft<'_>, &Cells) -> Result<Key, Wrong>,
    /// Makes a cell say this text. Columns that [`find`](Self::find) has read need nothing.
    pub(super) set: fn(&mut Draft<'_>, Key, &Column, &str) -> Result<(), String>,
}

/// A table has no column besides those that it writes.
pub(super) const fn no_more(_: &str) -> Option<Column> {
    None
}

/// How a table is written and read.
pub(super) const fn of(table: MapTable) -> &'static Sheet {
    match table {
        MapTable::Levels => &levels::LEVELS,
        MapTable::Parts => &levels::PARTS,
        MapTable::Matrix => &matrix::SHEET,
        MapTable::Integration => &integration::SHEET,
        MapTable::Raci => &raci::SHEET,
        MapTable::Roles => &roles::SHEET,
        MapTable::People => &people::SHEET,
        MapTable::Teams => &teams::SHEET,
        MapTable::Interactions => &interactions::SHEET,
        MapTable::Platform => &platform::SHEET,
        MapTable::Contracts => &contracts::SHEET,
        MapTable::Maturity => &maturity::SHEET,
        MapTable::Capabilities => &capabilities::SHEET,
    }
}
