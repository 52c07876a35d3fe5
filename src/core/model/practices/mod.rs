//! What a workspace says about practices: who does what, how well, and where it differs from what the field says.
//!
//! The field's own knowledge (levels, counterparts, rows of the mapping tables) is the catalogue's. Here stands only what
//! people changed or added, so that everything can be put back to what is published, and a workspace that nobody has
//! mapped yet holds nothing.

mod capability;
mod integration;
mod maturity;
mod people;
mod practice;
mod raci;
mod role;
mod snapshot;
mod technique;

use serde::{Deserialize, Serialize};

use super::{Activity, LifecycleActivity, defaults::is_default};

pub use capability::{Capability, CapabilityAnswers};
pub use integration::{IntegrationRow, RowEdit};
pub use maturity::{Criterion, CriterionState, Maturity, Votes};
pub use people::{Holder, Person, RoleUse};
pub use practice::Practice;
pub use raci::{Duty, Letter, RaciRow, Subject};
pub use role::Role;
pub use snapshot::{Snapshot, SnapshotStep};
pub use technique::Technique;

/// Everything that the workspace says about practices beyond what its steps name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Practices {
    /// Levels of the heat map that differ from the catalogue; each cell at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub levels: Vec<LevelEdit>,
    /// Cells of the heat map of ITIL (Version 5) that differ from the catalogue; each cell at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub parts: Vec<PartEdit>,
    /// Counterparts added or taken away; each pair at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub techniques: Vec<TechniqueLink>,
    /// Roles of practices added or taken away; each pair at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub role_links: Vec<RoleLink>,
    /// Rows of the mapping tables in the team's own words; each row at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub rows: Vec<RowEdit>,
    /// The people who hold roles.
    #[serde(skip_serializing_if = "is_default")]
    pub people: Vec<Person>,
    /// Who holds a role, and what becomes of it; each role at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub roles: Vec<RoleUse>,
    /// The columns of the RACI table, in their order; each role at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub raci_roles: Vec<Role>,
    /// The rows of the RACI table; each subject at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub raci: Vec<RaciRow>,
    /// How mature practices are; each practice at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub maturity: Vec<Maturity>,
    /// Answers about capabilities; each statement at most once.
    #[serde(skip_serializing_if = "is_default")]
    pub capabilities: Vec<CapabilityAnswers>,
}

/// A level of the heat map as the team sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelEdit {
    /// The row.
    pub practice: Practice,
    /// The column.
    pub activity: Activity,
    /// 0 none, 1 low, 2 medium, 3 high.
    pub level: u8,
}

/// How a practice takes part in a lifecycle activity of ITIL (Version 5). Not convertible into a level of ITIL 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It takes no part.
    None,
    /// It gives information or methods only.
    Supporting,
    /// Its work takes part in the activity.
    Enabling,
}

/// A cell of the heat map of ITIL (Version 5) as the team sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartEdit {
    /// The row.
    pub practice: Practice,
    /// The column.
    pub activity: LifecycleActivity,
    /// How it takes part.
    pub part: Part,
}

/// A counterpart that the team added to a practice, or took away from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TechniqueLink {
    /// The practice.
    pub practice: Practice,
    /// The counterpart.
    pub technique: Technique,
    /// Whether it belongs to the practice.
    pub linked: bool,
}

/// A role that the team added to a practice, or took away from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleLink {
    /// The practice.
    pub practice: Practice,
    /// The role.
    pub role: Role,
    /// Whether it takes part in the practice.
    pub linked: bool,
}

impl Practices {
    /// What is said of a role; `None` when nobody has said anything.
    pub fn role(&self, role: Role) -> Option<&RoleUse> {
        self.roles.iter().find(|used| used.role == role)
    }

    /// The person with this id.
    pub fn person(&self, id: super::PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The RACI row of a subject.
    pub fn row(&self, subject: Subject) -> Option<&RaciRow> {
        self.raci.iter().find(|row| row.subject == subject)
    }

    /// How mature a practice is; `None` when nobody has said anything.
    pub fn maturity_of(&self, practice: Practice) -> Option<&Maturity> {
        self.maturity.iter().find(|maturity| maturity.practice == practice)
    }
}
