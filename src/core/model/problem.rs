//! A sentence about what is wrong, where, and what to do.

use super::{
    FlowId, ImprovementId, PersonId, Practice, ScenarioId, ServiceId, SloId, SnapshotId, StepId, StreamId, TeamId,
};

/// Where something is wrong: an element of the workspace that a page can jump to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the kind of element that its name says")]
pub enum Place {
    Workspace,
    Service(ServiceId),
    Slo(ServiceId, SloId),
    Stream(StreamId),
    Step(StreamId, StepId),
    Flow(StreamId, FlowId),
    Team(TeamId),
    Scenario(ScenarioId),
    Improvement(ImprovementId),
    Practice(Practice),
    Person(PersonId),
    Snapshot(SnapshotId),
    Records,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It runs, but the answer has a limit that a reader must know.
    Warning,
    /// It cannot be applied or run.
    Error,
}

/// What is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The element it is about.
    pub place: Place,
    /// A whole sentence: what is wrong.
    pub what: String,
    /// A whole sentence: what to do about it. May be empty when `what` says it.
    pub remedy: String,
}

impl Problem {
    /// Something that cannot be applied or run.
    pub fn error(place: Place, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { severity: Severity::Error, place, what: what.into(), remedy: remedy.into() }
    }

    /// Something that runs, with a limit.
    pub fn warning(place: Place, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, place, what: what.into(), remedy: remedy.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.remedy.is_empty() { write!(f, "{}", self.what) } else { write!(f, "{} {}", self.what, self.remedy) }
    }
}

impl std::error::Error for Problem {}
