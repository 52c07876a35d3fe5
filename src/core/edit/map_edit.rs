//! What a person can do to the map of practices: levels, counterparts, rows, people, roles, RACI, maturity.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{
    Activity, Capability, CapabilityAnswers, Duty, Letter, LevelEdit, LifecycleActivity, Maturity, Part, PartEdit,
    Person, PersonId, Practice, Practices, RaciRow, Role, RoleLink, RoleUse, RowEdit, Subject, Technique,
    TechniqueLink, Votes,
};

/// One change to what the workspace says about practices. `None` puts a value back to what the catalogue says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "edit", deny_unknown_fields)]
pub enum MapEdit {
    /// See the contribution of a practice to an activity differently.
    SetLevel {
        /// The row.
        practice: Practice,
        /// The column.
        activity: Activity,
        /// 0..=3.
        level: Option<u8>,
    },
    /// Put all levels back to what is published.
    ResetLevels,
    /// Say how a practice takes part in an activity of ITIL (Version 5).
    SetPart {
        /// The row.
        practice: Practice,
        /// The column.
        activity: LifecycleActivity,
        /// How.
        part: Option<Part>,
    },
    /// Put all parts back to what the catalogue says.
    ResetParts,
    /// Add a counterpart to a practice, or take it away.
    SetTechnique {
        /// The practice.
        practice: Practice,
        /// The counterpart.
        technique: Technique,
        /// Whether it belongs to the practice.
        linked: Option<bool>,
    },
    /// Add a role to a practice, or take it away.
    SetRoleLink {
        /// The practice.
        practice: Practice,
        /// The role.
        role: Role,
        /// Whether it takes part.
        linked: Option<bool>,
    },
    /// Say a row of the mapping tables in own words. An empty one puts the row back.
    SetRow {
        /// The row.
        row: RowEdit,
    },
    /// Add somebody.
    AddPerson {
        /// The person.
        person: Person,
    },
    /// Change somebody.
    UpdatePerson {
        /// The new value, recognised by its id.
        person: Person,
    },
    /// Take somebody away: they hold no role then.
    RemovePerson {
        /// Who.
        person: PersonId,
    },
    /// Say who holds a role. An empty one says nothing of it any more.
    SetRole {
        /// The role and its holders.
        used: RoleUse,
    },
    /// Choose the columns of the RACI table. What stands in a column that goes, goes with it.
    SetRaciRoles {
        /// The roles, in their order.
        roles: Vec<Role>,
    },
    /// Fill or empty cells of the RACI table. A role that has no column yet gets one at the end.
    SetDuties {
        /// Each cell and what it shall hold.
        cells: Vec<DutyCell>,
    },
    /// Say how mature a practice is. An empty one says nothing of it any more.
    SetMaturity {
        /// The whole of what is said of it.
        maturity: Maturity,
    },
    /// Count the answers to a statement about a capability.
    SetAnswers {
        /// The capability.
        capability: Capability,
        /// Which of its statements, from 0.
        statement: u8,
        /// The answers; none takes them away.
        votes: Votes,
    },
    /// Put all of it in the place of what was: an import.
    Put {
        /// All of it.
        practices: Box<Practices>,
        /// What it is called in the undo menu: `Import RACI table`.
        label: String,
    },
}

/// A cell of the RACI table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyCell {
    /// Its row.
    pub subject: Subject,
    /// Its column.
    pub role: Role,
    /// What it shall hold; `None` empties it.
    pub letter: Option<Letter>,
}

/// Takes out what `is` says, and puts `with` in its place, or at the end.
fn put<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool, with: Option<T>) {
    let at = list.iter().position(is);
    match (at, with) {
        (Some(at), Some(with)) => {
            if let Some(old) = list.get_mut(at) {
                *old = with;
            }
        }
        (Some(at), None) => {
            list.remove(at);
        }
        (None, Some(with)) => list.push(with),
        (None, None) => {}
    }
}

impl MapEdit {
    /// Makes the change. People who are gone are said by the caller, which knows how to name them.
    pub(crate) fn run(&self, practices: &mut Practices) {
        match self {
            Self::SetLevel { practice, activity, level } => put(
                &mut practices.levels,
                |edit| edit.practice == *practice && edit.activity == *activity,
                level.map(|level| LevelEdit { practice: *practice, activity: *activity, level }),
            ),
            Self::ResetLevels => practices.levels.clear(),
            Self::SetPart { practice, activity, part } => put(
                &mut practices.parts,
                |edit| edit.practice == *practice && edit.activity == *activity,
                part.map(|part| PartEdit { practice: *practice, activity: *activity, part }),
            ),
            Self::ResetParts => practices.parts.clear(),
            Self::SetTechnique { practice, technique, linked } => put(
                &mut practices.techniques,
                |link| link.practice == *practice && link.technique == *technique,
                linked.map(|linked| TechniqueLink { practice: *practice, technique: *technique, linked }),
            ),
            Self::SetRoleLink { practice, role, linked } => put(
                &mut practices.role_links,
                |link| link.practice == *practice && link.role == *role,
                linked.map(|linked| RoleLink { practice: *practice, role: *role, linked }),
            ),
            Self::SetRow { row } => {
                put(&mut practices.rows, |old| old.row == row.row, Some(row.clone()).filter(|row| !row.is_empty()));
            }
            Self::AddPerson { person } => practices.people.push(person.clone()),
            Self::UpdatePerson { person } => {
                put(&mut practices.people, |old| old.id == person.id, Some(person.clone()));
            }
            Self::RemovePerson { person } => practices.people.retain(|old| old.id != *person),
            Self::SetRole { used } => {
                put(
                    &mut practices.roles,
                    |old| old.role == used.role,
                    Some(used.clone()).filter(|used| !used.is_empty()),
                );
            }
            Self::SetRaciRoles { roles } => {
                practices.raci_roles.clone_from(roles);
                super::forget::duties(practices, |_, role| roles.contains(&role));
            }
            Self::SetDuties { cells } => set_duties(practices, cells),
            Self::SetMaturity { maturity } => put(
                &mut practices.maturity,
                |old| old.practice == maturity.practice,
                Some(maturity.clone()).filter(|maturity| !maturity.is_empty()),
            ),
            Self::SetAnswers { capability, statement, votes } => put(
                &mut practices.capabilities,
                |old| old.capability == *capability && old.statement == *statement,
                (votes.count() > 0).then_some(CapabilityAnswers {
                    capability: *capability,
                    statement: *statement,
                    votes: *votes,
                }),
            ),
            Self::Put { practices: with, .. } => practices.clone_from(with),
        }
    }

    /// What it does, for "Undo: ...".
    pub(super) fn label(&self) -> String {
        match self {
            Self::SetLevel { level: None, .. } => "Put a level back".to_owned(),
            Self::SetLevel { .. } => "Change a level of the heat map".to_owned(),
            Self::ResetLevels => "Put all levels back".to_owned(),
            Self::SetPart { .. } => "Change a cell of the heat map".to_owned(),
            Self::ResetParts => "Put all cells back".to_owned(),
            Self::SetTechnique { linked: Some(true), .. } => "Add a counterpart".to_owned(),
            Self::SetTechnique { linked: Some(false), .. } => "Take a counterpart away".to_owned(),
            Self::SetTechnique { .. } => "Put a counterpart back".to_owned(),
            Self::SetRoleLink { linked: Some(true), .. } => "Add a role to a practice".to_owned(),
            Self::SetRoleLink { linked: Some(false), .. } => "Take a role from a practice".to_owned(),
            Self::SetRoleLink { .. } => "Put a role of a practice back".to_owned(),
            Self::SetRow { row } if row.is_empty() => "Put a row of the integration table back".to_owned(),
            Self::SetRow { .. } => "Change a row of the integration table".to_owned(),
            Self::AddPerson { person } => format!("Add \"{}\"", person.name),
            Self::UpdatePerson { person } => format!("Change \"{}\"", person.name),
            Self::RemovePerson { .. } => "Remove a person".to_owned(),
            Self::SetRole { .. } => "Change who holds a role".to_owned(),
            Self::SetRaciRoles { .. } => "Choose the roles of the RACI table".to_owned(),
            Self::SetDuties { cells } => match cells.len() {
                1 => "Change a cell of the RACI table".to_owned(),
                cells => format!("Change {cells} cells of the RACI table"),
            },
            Self::SetMaturity { .. } => "Change the maturity of a practice".to_owned(),
            Self::SetAnswers { .. } => "Count answers about a capability".to_owned(),
            Self::Put { label, .. } => label.clone(),
        }
    }

    /// Commands with the same key are one step of the history while they follow each other: words that are typed in one
    /// field, votes that are counted.
    pub(super) fn coalesce_key(&self, before: &Practices) -> Option<String> {
        match self {
            Self::SetLevel { practice, activity, .. } => Some(format!("level {practice:?} {activity:?}")),
            Self::SetRow { row } => {
                let old = before.rows.iter().find(|old| old.row == row.row);
                let cell = |row: &RowEdit, at: usize| row.cells.get(at).cloned().flatten();
                let (old_note, most) = (old.map(|old| old.note.as_str()).unwrap_or_default(), 4);
                let at = (0..most).find(|at| old.and_then(|old| cell(old, *at)) != cell(row, *at));
                let one = match at {
                    Some(at) => at.to_string(),
                    None if old_note != row.note => "note".to_owned(),
                    None => return None,
                };
                Some(format!("row {:?} {one}", row.row))
            }
            Self::UpdatePerson { person } => {
                let old = before.person(person.id)?;
                Some(format!("{} {}", person.id, if old.name == person.name { "team" } else { "name" }))
            }
            Self::SetMaturity { maturity } => Some(format!("maturity {:?}", maturity.practice)),
            Self::SetAnswers { capability, statement, .. } => Some(format!("answers {capability:?} {statement}")),
            _ => None,
        }
    }
}

/// Fills and empties cells. Rows are found by a list of their places, so that a table of ten thousand rows is pasted in
/// one go.
fn set_duties(practices: &mut Practices, cells: &[DutyCell]) {
    let mut places: BTreeMap<Subject, usize> = BTreeMap::new();
    places.extend(practices.raci.iter().enumerate().map(|(at, row)| (row.subject, at)));
    for DutyCell { subject, role, letter } in cells.iter().copied() {
        if letter.is_some() {
            if !practices.raci_roles.contains(&role) {
                practices.raci_roles.push(role);
            }
            places.entry(subject).or_insert_with(|| {
                practices.raci.push(RaciRow { subject, duties: Vec::new() });
                practices.raci.len() - 1
            });
        }
        if let Some(row) = places.get(&subject).and_then(|at| practices.raci.get_mut(*at)) {
            put(&mut row.duties, |duty| duty.role == role, letter.map(|letter| Duty { role, letter }));
        }
    }
    practices.raci.retain(|row| !row.duties.is_empty());
}
