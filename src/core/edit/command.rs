//! Everything a person can do to a workspace.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::MapEdit;
use crate::model::{
    Bounds, ChangePolicy, DeliveryRecords, Demand, Edition, Flow, FlowId, Improvement, ImprovementId, Lever, Pin,
    Prediction, Scenario, ScenarioId, Service, ServiceId, Share, Slo, SloId, Snapshot, SnapshotId, Step, StepId,
    StreamId, StreamKind, Team, TeamId, ValueStream, Workspace,
};

/// One change to a workspace. New elements carry new ids from [`NewIds`](super::NewIds); updates carry the whole new
/// value of one element, and are refused when the element is gone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "command", deny_unknown_fields)]
pub enum Command {
    /// Call the workspace something else.
    Rename {
        /// The new name.
        name: String,
    },
    /// Think in the activities of another edition.
    SetEdition {
        /// The edition.
        edition: Edition,
    },
    /// Let changes in by another policy.
    SetChangePolicy {
        /// The whole policy.
        policy: ChangePolicy,
    },
    /// Put another workspace in the place of this one: an import, a sample, a blank page. Has no written form, since
    /// writing a workspace down is the business of `wire`.
    #[serde(skip)]
    Replace {
        /// The other workspace.
        workspace: Box<Workspace>,
        /// How it came, for the undo label: `Open Larkfield Stores`.
        label: String,
    },

    /// Add a value stream.
    AddStream {
        /// The stream, steps and links included.
        stream: ValueStream,
    },
    /// Change what is said about a stream as a whole.
    UpdateStream {
        /// Which stream.
        stream: StreamId,
        /// The new details.
        details: StreamDetails,
    },
    /// Take a stream away, and the levers on it.
    RemoveStream {
        /// Which stream.
        stream: StreamId,
    },
    /// Tell a stream at another place in the list. The first stream of changes is the one that is simulated.
    MoveStream {
        /// Which stream.
        stream: StreamId,
        /// Its new place, counted without it; past the end means at the end.
        to: usize,
    },
    /// Add steps: one that was typed, or all that were pasted. In a stream with links the new steps join the chain
    /// after the step before them.
    AddSteps {
        /// Which stream.
        stream: StreamId,
        /// Where in the list; past the end means at the end.
        at: usize,
        /// The steps, in their order.
        steps: Vec<Step>,
    },
    /// Add steps together with the links among them. They join the chain as [`Command::AddSteps`] does: after the step
    /// before them, where all begin that nothing of them leads to; what they lead to nowhere goes on to where it went on.
    AddPart {
        /// Which stream.
        stream: StreamId,
        /// Where in the list; past the end means at the end.
        at: usize,
        /// The steps, in their order.
        steps: Vec<Step>,
        /// Links among them.
        flows: Vec<Flow>,
    },
    /// Change one step.
    UpdateStep {
        /// Which stream.
        stream: StreamId,
        /// The new value, recognised by its id.
        step: Step,
    },
    /// Take a step away. What came in goes on to where it went out; links back to it, the DORA clock's mark on it and
    /// levers on it go too.
    RemoveStep {
        /// Which stream.
        stream: StreamId,
        /// Which step.
        step: StepId,
    },
    /// Take several steps away, as if one after the other.
    RemoveSteps {
        /// Which stream.
        stream: StreamId,
        /// Which steps.
        steps: Vec<StepId>,
    },
    /// Tell a step at another place in the list. Links stay as they are.
    MoveStep {
        /// Which stream.
        stream: StreamId,
        /// Which step.
        step: StepId,
        /// Its new place, counted without it; past the end means at the end.
        to: usize,
    },
    /// Put steps at places in the drawing, or let the drawing find their places again.
    PinSteps {
        /// Which stream.
        stream: StreamId,
        /// Each step with its place; `None` where the drawing finds it.
        pins: Vec<(StepId, Option<Pin>)>,
    },
    /// Say at the end of which step the DORA clock starts.
    SetClock {
        /// Which stream.
        stream: StreamId,
        /// The step; `None` when nobody knows.
        after: Option<StepId>,
    },
    /// Add a link. A next link takes its share, and the other next links of the same step share the rest as before.
    AddFlow {
        /// Which stream.
        stream: StreamId,
        /// The link.
        flow: Flow,
    },
    /// Change a link; shares are kept at 100 % as in [`Command::AddFlow`].
    UpdateFlow {
        /// Which stream.
        stream: StreamId,
        /// The new value, recognised by its id.
        flow: Flow,
    },
    /// Take a link away; the other next links of the same step take over its share.
    RemoveFlow {
        /// Which stream.
        stream: StreamId,
        /// Which link.
        flow: FlowId,
    },

    /// Add a service.
    AddService {
        /// The service.
        service: Service,
    },
    /// Change a service: hours, agreement, contracts, budget policy, incident policy, words.
    UpdateService {
        /// The new value, recognised by its id.
        service: Service,
    },
    /// Take a service away, with its delivery records and the levers on it; streams and services that named it no
    /// longer do.
    RemoveService {
        /// Which service.
        service: ServiceId,
    },
    /// Add an objective.
    AddSlo {
        /// Of which service.
        service: ServiceId,
        /// The objective.
        slo: Slo,
    },
    /// Change an objective.
    UpdateSlo {
        /// Of which service.
        service: ServiceId,
        /// The new value, recognised by its id.
        slo: Slo,
    },
    /// Take an objective away.
    RemoveSlo {
        /// Of which service.
        service: ServiceId,
        /// Which objective.
        slo: SloId,
    },
    /// Put delivery records in the place of what a service had. They are sorted by time and named by their content.
    PutDelivery {
        /// Of which service.
        service: ServiceId,
        /// The records.
        records: Arc<DeliveryRecords>,
    },
    /// Take the delivery records of a service away.
    RemoveDelivery {
        /// Of which service.
        service: ServiceId,
    },

    /// Add a team.
    AddTeam {
        /// The team.
        team: Team,
    },
    /// Change a team.
    UpdateTeam {
        /// The new value, recognised by its id.
        team: Team,
    },
    /// Take a team away, with the levers on it; its steps belong to nobody then.
    RemoveTeam {
        /// Which team.
        team: TeamId,
    },

    /// Add a scenario.
    AddScenario {
        /// The scenario.
        scenario: Scenario,
    },
    /// Add a copy of a scenario, with its levers and without its prediction and colour.
    DuplicateScenario {
        /// The one to copy.
        scenario: ScenarioId,
        /// The id of the copy.
        copy: ScenarioId,
    },
    /// Change a scenario.
    UpdateScenario {
        /// The new value, recognised by its id.
        scenario: Scenario,
    },
    /// Tell a scenario at another place in the list.
    MoveScenario {
        /// Which scenario.
        scenario: ScenarioId,
        /// Its new place, counted without it; past the end means at the end.
        to: usize,
    },
    /// Take a scenario away.
    RemoveScenario {
        /// Which scenario.
        scenario: ScenarioId,
    },
    /// Move a lever: it takes the place of a lever of the same kind on the same target, or joins the list.
    SetLever {
        /// In which scenario.
        scenario: ScenarioId,
        /// The lever.
        lever: Lever,
    },
    /// Put a lever back to where it stands today.
    RemoveLever {
        /// In which scenario.
        scenario: ScenarioId,
        /// A lever of the same kind on the same target; its value does not matter.
        lever: Lever,
    },
    /// Write down what people expect. Refused for a change of the votes once the answer has been shown.
    SetPrediction {
        /// In which scenario.
        scenario: ScenarioId,
        /// What they expect.
        prediction: Prediction,
    },

    /// Change what is said about practices, roles and their people.
    EditMap {
        /// The change.
        edit: MapEdit,
    },
    /// Keep how the map stands now, to compare it later: see [`snapshot`](super::snapshot).
    AddSnapshot {
        /// The snapshot.
        snapshot: Snapshot,
    },
    /// Call a snapshot something else.
    RenameSnapshot {
        /// Which one.
        snapshot: SnapshotId,
        /// The new name.
        name: String,
    },
    /// Take a snapshot away.
    RemoveSnapshot {
        /// Which one.
        snapshot: SnapshotId,
    },
    /// Set the limits of governance.
    SetBounds {
        /// All of them.
        bounds: Bounds,
    },

    /// Write down a decision.
    AddImprovement {
        /// The decision.
        improvement: Improvement,
    },
    /// Change a decision.
    UpdateImprovement {
        /// The new value, recognised by its id.
        improvement: Improvement,
    },
    /// Take a decision away.
    RemoveImprovement {
        /// Which decision.
        improvement: ImprovementId,
    },
}

/// What is said about a stream as a whole: all of it but its identity, steps, links and clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamDetails {
    /// What people call it.
    pub name: String,
    /// What runs through it.
    pub kind: StreamKind,
    /// The service that its deployments change.
    pub service: Option<ServiceId>,
    /// What starts an item.
    pub trigger: String,
    /// What the customer has in the end.
    pub outcome: String,
    /// How much work comes in.
    pub demand: Demand,
    /// Share of the changes that would fail in production when nothing stops them.
    pub bad_changes: Share,
    /// Work time of a repeated visit, as a share of the first one.
    pub rework_effort: Share,
}

impl StreamDetails {
    /// The details of this stream as they are.
    pub fn of(stream: &ValueStream) -> Self {
        Self {
            name: stream.name.clone(),
            kind: stream.kind,
            service: stream.service,
            trigger: stream.trigger.clone(),
            outcome: stream.outcome.clone(),
            demand: stream.demand,
            bad_changes: stream.bad_changes,
            rework_effort: stream.rework_effort,
        }
    }
}
