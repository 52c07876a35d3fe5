//! The whole document.

use std::sync::Arc;

use super::{
    Bounds, ChangePolicy, Improvement, ImprovementId, Practices, Scenario, ScenarioId, Service, ServiceId, Snapshot,
    StepId, StreamId, StreamKind, Tables, Team, TeamId, ValueStream,
};

/// A shared list: cloning is cheap, changing copies once.
pub type List<T> = Arc<Vec<T>>;

/// Which edition's activities the user thinks in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// ITIL 4: six activities of the service value chain.
    #[default]
    Itil4,
    /// ITIL (Version 5): eight lifecycle activities.
    Itil5,
}

/// Where a workspace came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The user's own.
    #[default]
    Own,
    /// A worked example: fictional, its records synthetic.
    WorkedExample,
    /// A sample made of real public records.
    RealRecords,
}

/// A workspace: one team's model, and all that hangs on it. How it is written down is `wire`'s business.
#[derive(Debug, Clone, PartialEq)]
pub struct Workspace {
    /// Identity of the document, made by whoever creates it: 1 to 64 of `a-z 0-9 -`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Which edition's activities the user thinks in.
    pub edition: Edition,
    /// Where it came from.
    pub origin: Origin,
    /// The next free number for an id; all kinds of ids share it, so a number is never used twice.
    pub next_id: u64,
    /// Services.
    pub services: List<Service>,
    /// Value streams.
    pub streams: List<ValueStream>,
    /// Teams.
    pub teams: List<Team>,
    /// What is said about practices, roles and their people.
    pub practices: Arc<Practices>,
    /// How practices, roles and teams stood at earlier times.
    pub snapshots: List<Snapshot>,
    /// The limits that governance sets.
    pub bounds: Bounds,
    /// How changes are let into production.
    pub change_policy: ChangePolicy,
    /// Scenarios.
    pub scenarios: List<Scenario>,
    /// What has been decided.
    pub improvements: List<Improvement>,
    /// Big data.
    pub tables: Arc<Tables>,
}

impl Workspace {
    /// An empty workspace.
    pub fn empty(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            edition: Edition::default(),
            origin: Origin::default(),
            next_id: 1,
            services: List::default(),
            streams: List::default(),
            teams: List::default(),
            practices: Arc::default(),
            snapshots: List::default(),
            bounds: Bounds::default(),
            change_policy: ChangePolicy::default(),
            scenarios: List::default(),
            improvements: List::default(),
            tables: Arc::default(),
        }
    }

    /// The service with this id.
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }

    /// The stream with this id.
    pub fn stream(&self, id: StreamId) -> Option<&ValueStream> {
        self.streams.iter().find(|stream| stream.id == id)
    }

    /// The stream that holds this step.
    pub fn stream_of_step(&self, id: StepId) -> Option<&ValueStream> {
        self.streams.iter().find(|stream| stream.step(id).is_some())
    }

    /// The team with this id.
    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// The scenario with this id.
    pub fn scenario(&self, id: ScenarioId) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// The decision with this id.
    pub fn improvement(&self, id: ImprovementId) -> Option<&Improvement> {
        self.improvements.iter().find(|improvement| improvement.id == id)
    }

    /// The stream that is simulated by default: the first one of changes.
    pub fn main_stream(&self) -> Option<&ValueStream> {
        self.streams.iter().find(|stream| stream.kind == StreamKind::Change)
    }

    /// The service that the default stream changes, else the first one.
    pub fn main_service(&self) -> Option<&Service> {
        let of_stream = self.main_stream().and_then(|stream| stream.service).and_then(|id| self.service(id));
        of_stream.or_else(|| self.services.first())
    }
}
