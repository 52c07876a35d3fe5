//! Which column holds what.

use csv::StringRecord;

use super::SheetError;
use crate::exchange::{
    capture::{
        columns::{self, column},
        measure::{Unit, cut},
    },
    csv_out,
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Name,
    Team,
    Activity,
    Lifecycle,
    Practices,
    Roles,
    Kind,
    StopsBad,
    StopsGood,
    Fails,
    /// Low and high in one cell.
    Work,
    WorkLow,
    WorkHigh,
    WorkAssumed,
    /// Low and high in one cell.
    Observed,
    ObservedLow,
    ObservedHigh,
    ObservedAssumed,
    Accurate,
    People,
    Calendar,
    WipLimit,
    Cadence,
    Together,
    Next,
    Rework,
    Clock,
    Note,
}

/// The columns that are written, in their order.
pub(super) const WRITTEN: [(Column, &str); 27] = [
    (Column::Id, "Id"),
    (Column::Name, "Step"),
    (Column::Team, "Team"),
    (Column::Activity, "ITIL 4 activity"),
    (Column::Lifecycle, "Lifecycle activity"),
    (Column::Practices, "Practices"),
    (Column::Roles, "Roles"),
    (Column::Kind, "Kind"),
    (Column::StopsBad, "Stops bad changes (%)"),
    (Column::StopsGood, "Stops good changes (%)"),
    (Column::Fails, "Deployments that fail (%)"),
    (Column::WorkLow, "Work, low (h)"),
    (Column::WorkHigh, "Work, high (h)"),
    (Column::WorkAssumed, "Work assumed"),
    (Column::ObservedLow, "Observed, low (h)"),
    (Column::ObservedHigh, "Observed, high (h)"),
    (Column::ObservedAssumed, "Observed assumed"),
    (Column::Accurate, "%C&A (%)"),
    (Column::People, "People"),
    (Column::Calendar, "Calendar"),
    (Column::WipLimit, "WIP limit"),
    (Column::Cadence, "Dates"),
    (Column::Together, "Together"),
    (Column::Next, "Next"),
    (Column::Rework, "Rework to"),
    (Column::Clock, "DORA clock starts after"),
    (Column::Note, "Note"),
];

/// Other names, in small letters and without a unit; beside those that typed lines know.
const OTHER_NAMES: [(&str, Column); 20] = [
    ("step id", Column::Id),
    ("activity", Column::Activity),
    ("value chain activity", Column::Activity),
    ("lifecycle", Column::Lifecycle),
    ("type", Column::Kind),
    ("%ca", Column::Accurate),
    ("capacity", Column::People),
    ("workers", Column::People),
    ("wip", Column::WipLimit),
    ("cadence", Column::Cadence),
    ("batch", Column::Together),
    ("next step", Column::Next),
    ("next steps", Column::Next),
    ("successor", Column::Next),
    ("successors", Column::Next),
    ("rework", Column::Rework),
    ("comes back to", Column::Rework),
    ("notes", Column::Note),
    ("comment", Column::Note),
    ("comments", Column::Note),
];

/// The columns of a file.
pub(super) struct Heads {
    /// Name in the file, what it holds, and the unit of its bare numbers.
    columns: Vec<(String, Option<(Column, Unit)>)>,
}

impl Heads {
    /// # Errors
    /// When no column names the steps, or two say the same.
    pub(super) fn of(record: &StringRecord) -> Result<Self, SheetError> {
        let mut columns: Vec<(String, Option<(Column, Unit)>)> = Vec::new();
        for field in record {
            let name = csv_out::unguard(field).trim();
            columns.push((cut(name), known(name)));
        }
        let mut heads = Self { columns };
        if heads.find(Column::Name).is_none() {
            // A sheet that calls its steps activities.
            if let Some(found) = heads.columns.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case("activity")) {
                found.1 = Some((Column::Name, Unit::Hour));
            } else {
                let mut names: Vec<&str> = heads.columns.iter().map(|(name, _)| name.as_str()).take(8).collect();
                names.retain(|name| !name.is_empty());
                return Err(SheetError::NoNames(format!("\"{}\"", names.join("\", \""))));
            }
        }
        for (at, (name, held)) in heads.columns.iter().enumerate() {
            let same = heads.columns.iter().take(at).find(|(_, other)| held.is_some() && is_same(*other, *held));
            if let Some((other, _)) = same {
                return Err(SheetError::Twice(other.clone(), name.clone()));
            }
        }
        Ok(heads)
    }

    /// Each column: its place in a row, its name, what it holds, and its unit.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, &str, Column, Unit)> {
        self.columns
            .iter()
            .enumerate()
            .filter_map(|(at, (name, held))| held.map(|(column, unit)| (at, name.as_str(), column, unit)))
    }

    /// What the file calls a column; `None` when it has none such.
    pub(super) fn find(&self, wanted: Column) -> Option<&str> {
        self.each().find(|(_, _, column, _)| *column == wanted).map(|(_, name, ..)| name)
    }
}

fn is_same(a: Option<(Column, Unit)>, b: Option<(Column, Unit)>) -> bool {
    a.map(|(column, _)| column) == b.map(|(column, _)| column)
}

/// What a head says: one of ours, one of the other names, or one that typed lines know.
fn known(head: &str) -> Option<(Column, Unit)> {
    let lower = head.to_lowercase();
    let (name, unit) = match lower.split_once(['(', '[']) {
        Some((name, rest)) => (name.trim(), Unit::of(rest.trim_end_matches([')', ']']).trim())),
        None => (lower.trim(), None),
    };
    let written =
        |(_, ours): &&(Column, &str)| ours.split('(').next().unwrap_or_default().trim().to_lowercase() == name;
    let ours = WRITTEN.iter().find(written).map(|(column, _)| *column);
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, column)| *column);
    if let Some(column) = ours.or(other) {
        return Some((column, unit.unwrap_or(Unit::Hour)));
    }
    match column(head) {
        columns::Column::Name => Some((Column::Name, Unit::Hour)),
        columns::Column::Team => Some((Column::Team, Unit::Hour)),
        columns::Column::Work(unit) => Some((Column::Work, unit)),
        columns::Column::Total(unit) => Some((Column::Observed, unit)),
        columns::Column::Accurate => Some((Column::Accurate, Unit::Hour)),
        columns::Column::Other => None,
    }
}
