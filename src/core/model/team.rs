//! Who does the work.

use serde::{Deserialize, Serialize};

use super::{Share, TeamId, defaults::is_default};

/// Whose people they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// Our own organisation.
    Internal,
    /// A supplier: its contract is with a service.
    Supplier,
}

/// A team: people, and the share of their week that is left for planned work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Identity.
    pub id: TeamId,
    /// What people call it.
    pub name: String,
    /// People, 1..=1000.
    pub people: u16,
    /// Share of the week for planned work; the rest goes to meetings, support and interruptions.
    pub planned_share: Share,
    /// Whose people they are.
    pub party: Party,
    /// Minutes by which their clock is ahead of the service's, -840..=840: their business hours begin that much
    /// earlier. A fixed offset, summer and winter.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ahead_minutes: i16,
}
