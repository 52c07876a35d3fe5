//! Who does the work.

use serde::{Deserialize, Serialize};

use super::{Practice, Share, SupplierId, TeamId, defaults::is_default};

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
    /// What kind of team it is, in the terms of Team Topologies; `None` when nobody has said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shape: Option<TeamShape>,
    /// Where its capabilities are at home; each capability at most once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub capabilities: Vec<TeamCapability>,
    /// How it works with other teams; each team at most once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub interactions: Vec<Interaction>,
    /// What it provides to other teams.
    #[serde(default, skip_serializing_if = "is_default")]
    pub provides: Vec<PlatformService>,
    /// The contracts of services that it fulfils; each at most once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub contracts: Vec<SupplierId>,
}

impl Team {
    /// An internal team of one with all of its time for planned work, of which nothing else is said.
    pub const fn new(id: TeamId, name: String) -> Self {
        Self {
            id,
            name,
            people: 1,
            planned_share: Share::clamped(1.0),
            party: Party::Internal,
            ahead_minutes: 0,
            shape: None,
            capabilities: Vec::new(),
            interactions: Vec::new(),
            provides: Vec::new(),
            contracts: Vec::new(),
        }
    }
}

/// The four fundamental kinds of teams of Team Topologies (Skelton and Pais, 2019).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeamShape {
    /// Follows one flow of work from end to end.
    StreamAligned,
    /// Helps other teams to learn what they lack.
    Enabling,
    /// Keeps a part that needs rare knowledge.
    ComplicatedSubsystem,
    /// Provides services that other teams use by themselves.
    Platform,
}

impl TeamShape {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::StreamAligned, Self::Enabling, Self::ComplicatedSubsystem, Self::Platform];
}

/// The three ways in which teams work with each other (Team Topologies).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InteractionMode {
    /// Working together for a while to find something out.
    Collaboration,
    /// One provides, the other uses, with little talk.
    XAsAService,
    /// One helps the other to get better.
    Facilitating,
}

impl InteractionMode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Collaboration, Self::XAsAService, Self::Facilitating];
}

/// How a team works with another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interaction {
    /// The other team.
    pub with: TeamId,
    /// How.
    pub mode: InteractionMode,
}

/// Something that a product team needs to be able to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each name says what it is")]
pub enum Ability {
    Development,
    Operations,
    Support,
    Security,
    Testing,
    /// One of the team's own.
    Own(String),
}

impl Ability {
    /// Those of the mapping table.
    pub const BUILT_IN: [Self; 5] = [Self::Development, Self::Operations, Self::Support, Self::Security, Self::Testing];
}

/// Where an ability is at home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrangement {
    /// In a team of its own, to which work is handed over.
    Traditional,
    /// Inside the product team.
    Integrated,
    /// In another way, in the team's own words.
    Own(String),
}

/// Where one ability of a team is at home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamCapability {
    /// The ability.
    pub ability: Ability,
    /// Where it is at home.
    pub arrangement: Arrangement,
}

/// What kind of service a platform team provides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provision {
    /// Build and deployment pipeline.
    Pipeline,
    /// Container orchestration.
    Orchestration,
    /// Monitoring, logs, traces.
    Observability,
    /// Management of secrets.
    Secrets,
    /// Infrastructure by self-service.
    SelfService,
    /// Something else: its name says what.
    Own,
}

impl Provision {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Pipeline, Self::Orchestration, Self::Observability, Self::Secrets, Self::SelfService, Self::Own];
}

/// A service that a team provides to other teams.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformService {
    /// What people call it.
    pub name: String,
    /// What kind it is.
    pub kind: Provision,
    /// The practices it serves; each at most once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub practices: Vec<Practice>,
    /// The teams that use it; each at most once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub consumers: Vec<TeamId>,
    /// Share of what is asked of it that its users do by themselves; `None` when nobody has measured.
    #[serde(default, skip_serializing_if = "is_default")]
    pub self_service: Option<Share>,
}
