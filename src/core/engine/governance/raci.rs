//! Is it clear who answers for the work and who does it? The rules of a RACI table, and how much of it lies on whom.
//!
//! A filled row needs exactly one role that answers for it (A, or A/R) and at least one that does it (R, or A/R). More
//! than [`MANY_DOING`] that do it, and a role that answers for more than a third of the filled rows, are warnings. Rows
//! that nobody has filled are counted, not judged. The rules are ours: no guide publishes any.

use crate::model::{Duty, Holder, Letter, Practices, RaciRow, Role, Subject};

/// More than so many roles that do the work of one row are a warning: each may wait for the others.
pub const MANY_DOING: usize = 3;

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// No role answers for it.
    NobodyAnswers,
    /// So many roles answer for it, which is as good as none.
    SeveralAnswer(usize),
    /// No role does it.
    NobodyDoes,
    /// So many roles do it: a warning.
    ManyDo(usize),
}

impl RowFault {
    /// Whether the row is wrong; else the fault is a warning.
    pub const fn is_error(self) -> bool {
        !matches!(self, Self::ManyDo(_))
    }
}

/// How a row stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowVerdict {
    /// Nobody has filled it yet: nothing to judge.
    NotFilled,
    /// Filled; the faults are empty when it is sound.
    Filled(Vec<RowFault>),
}

/// Judges what stands in a row; its order does not matter.
pub fn judge_row(duties: &[Duty]) -> RowVerdict {
    if duties.is_empty() {
        return RowVerdict::NotFilled;
    }
    let count = |is: fn(Letter) -> bool| duties.iter().filter(|duty| is(duty.letter)).count();
    let (answer, work) = (count(Letter::answers), count(Letter::does));
    let mut faults = Vec::new();
    match answer {
        0 => faults.push(RowFault::NobodyAnswers),
        1 => {}
        several => faults.push(RowFault::SeveralAnswer(several)),
    }
    match work {
        0 => faults.push(RowFault::NobodyDoes),
        1..=MANY_DOING => {}
        many => faults.push(RowFault::ManyDo(many)),
    }
    RowVerdict::Filled(faults)
}

/// A row with its faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyRow {
    /// What the row is about.
    pub subject: Subject,
    /// What is wrong with it; at least one.
    pub faults: Vec<RowFault>,
}

/// A role that answers for too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overload {
    /// The role.
    pub role: Role,
    /// Rows that it answers for: at least two, and more than a third of all that are filled.
    pub rows: usize,
}

/// How often somebody stands in a table. A/R counts as both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RaciLoad {
    /// Rows of which they do the work.
    pub responsible: usize,
    /// Rows that they answer for.
    pub accountable: usize,
    /// Rows about which they are asked.
    pub consulted: usize,
    /// Rows about which they are told.
    pub informed: usize,
    /// Rows in which they stand at all.
    pub rows: usize,
}

impl RaciLoad {
    /// Counts one row in which somebody stands with these letters, each letter once.
    fn count(&mut self, letters: &[Letter]) {
        if letters.is_empty() {
            return;
        }
        self.rows += 1;
        self.responsible += usize::from(letters.iter().any(|letter| letter.does()));
        self.accountable += usize::from(letters.iter().any(|letter| letter.answers()));
        self.consulted += usize::from(letters.contains(&Letter::Consulted));
        self.informed += usize::from(letters.contains(&Letter::Informed));
    }
}

/// The load of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleLoad {
    /// The role.
    pub role: Role,
    /// How often it stands in the table.
    pub load: RaciLoad,
    /// How many hold it today; 0 when nobody does.
    pub holders: usize,
}

/// The load of a person or a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HolderLoad {
    /// Who. A role that a team holds is the team's load, not that of its people.
    pub holder: Holder,
    /// Rows in which at least one of their roles stands; a row counts once for each letter, however many of their
    /// roles have it.
    pub load: RaciLoad,
    /// Their roles that stand in the table.
    pub roles: usize,
}

/// What follows from a RACI table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RaciReport {
    /// Rows with at least one letter.
    pub filled: usize,
    /// Rows that are wrong or deserve a warning, in their order.
    pub faulty: Vec<FaultyRow>,
    /// Roles that answer for too much.
    pub overloaded: Vec<Overload>,
    /// Each column, in its order.
    pub roles: Vec<RoleLoad>,
    /// Each holder of a column's role, in the order in which the columns name them.
    pub holders: Vec<HolderLoad>,
}

impl RaciReport {
    /// Rows that are wrong, warnings left out.
    pub fn wrong(&self) -> usize {
        self.faulty.iter().filter(|row| row.faults.iter().any(|fault| fault.is_error())).count()
    }
}

/// Judges a RACI table and counts its loads. Holders are those of today.
pub fn raci(practices: &Practices) -> RaciReport {
    let rows: Vec<&RaciRow> = practices.raci.iter().filter(|row| !row.duties.is_empty()).collect();
    let faulty = rows.iter().filter_map(|row| match judge_row(&row.duties) {
        RowVerdict::Filled(faults) if !faults.is_empty() => Some(FaultyRow { subject: row.subject, faults }),
        _ => None,
    });
    let roles: Vec<RoleLoad> = practices.raci_roles.iter().map(|role| role_load(practices, &rows, *role)).collect();
    let overloaded = roles
        .iter()
        .filter(|of| of.load.accountable >= 2 && of.load.accountable * 3 > rows.len())
        .map(|of| Overload { role: of.role, rows: of.load.accountable });
    RaciReport {
        filled: rows.len(),
        faulty: faulty.collect(),
        overloaded: overloaded.collect(),
        holders: holders(practices, &rows),
        roles,
    }
}

fn today(practices: &Practices, role: Role) -> &[Holder] {
    practices.role(role).map(|used| used.today.as_slice()).unwrap_or_default()
}

fn role_load(practices: &Practices, rows: &[&RaciRow], role: Role) -> RoleLoad {
    let mut load = RaciLoad::default();
    for row in rows {
        load.count(row.letter(role).as_slice());
    }
    RoleLoad { role, load, holders: today(practices, role).len() }
}

fn holders(practices: &Practices, rows: &[&RaciRow]) -> Vec<HolderLoad> {
    let mut found: Vec<HolderLoad> = Vec::new();
    for holder in practices.raci_roles.iter().flat_map(|role| today(practices, *role)) {
        if found.iter().any(|of| of.holder == *holder) {
            continue;
        }
        let holds = |role: Role| today(practices, role).contains(holder);
        let mut load = RaciLoad::default();
        for row in rows {
            let letters: Vec<Letter> =
                row.duties.iter().filter(|duty| holds(duty.role)).map(|duty| duty.letter).collect();
            load.count(&letters);
        }
        let roles = practices.raci_roles.iter().filter(|role| holds(**role)).count();
        found.push(HolderLoad { holder: *holder, load, roles });
    }
    found
}
