//! Who holds a role, today and later.

use serde::{Deserialize, Serialize};

use super::Role;
use crate::model::{PersonId, TeamId, defaults::is_default};

/// Somebody who holds roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// What people call them.
    pub name: String,
    /// The team they belong to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub team: Option<TeamId>,
}

/// Who holds a role: a person, or a team that has it among its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// A person.
    Person(PersonId),
    /// A team.
    Team(TeamId),
}

/// A role in the user's own organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleUse {
    /// The role.
    pub role: Role,
    /// Who holds it today; empty when nobody does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub today: Vec<Holder>,
    /// Who will hold it; `None` when nothing changes, empty when nobody will.
    #[serde(default, skip_serializing_if = "is_default")]
    pub planned: Option<Vec<Holder>>,
    /// The roles of DevOps and SRE that its duties pass to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub becomes: Vec<Role>,
}

impl RoleUse {
    /// A role of which nothing is said yet.
    pub const fn new(role: Role) -> Self {
        Self { role, today: Vec::new(), planned: None, becomes: Vec::new() }
    }

    /// Who will hold it: who holds it today, unless something else is planned.
    pub fn later(&self) -> &[Holder] {
        self.planned.as_deref().unwrap_or(&self.today)
    }

    /// Whether nothing is said of it.
    pub fn is_empty(&self) -> bool {
        self.today.is_empty() && self.planned.is_none() && self.becomes.is_empty()
    }
}
