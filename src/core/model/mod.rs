//! What a workspace **is**: plain data, typed ids, units, and the rules that every workspace keeps.
//!
//! Nothing in this room computes a result, draws, parses a file or knows what time it is. A value that exists is
//! valid on its own (a [`Share`] lies in 0..=1, a [`Target`] leaves a budget); what must hold *between* values is
//! said by [`check::check`], which names the element that breaks a rule.
//!
//! Two clocks never mix: [`WorkTime`] counts hours of hands-on work, [`Elapsed`] counts hours on the calendar.

mod bounds;
mod change_policy;
mod defaults;
pub(crate) mod distribution;
mod ids;
mod improvement;
mod policy;
mod practices;
mod problem;
pub(crate) mod quantile;
mod scenario;
mod service;
pub(crate) mod special;
mod stream;
mod tables;
mod team;
mod units;
mod workspace;

pub mod check;
pub mod order;

pub use bounds::Bounds;
pub use change_policy::{CalendarFreeze, Canary, CarveOuts, ChangePolicy, GateFamily, RequiredGate, YearDay};
pub use distribution::{Distribution, MOST_OBSERVATIONS, Observations};
pub use ids::{
    FlowId, IdError, ImprovementId, PersonId, ScenarioId, ServiceId, SloId, SnapshotId, StepId, StreamId, SupplierId,
    TeamId,
};
pub use improvement::{Improvement, ImprovementStatus, WayOfWorking};
pub use policy::{
    BudgetAction, BudgetStep, ErrorBudgetPolicy, EscalationLevel, FreezeRule, IncidentPolicy, Learning, LearnsOn,
    Repair, SeverityClass,
};
pub use practices::{
    Capability, CapabilityAnswers, Criterion, CriterionState, Duty, Holder, IntegrationRow, Letter, LevelEdit,
    Maturity, Part, PartEdit, Person, Practice, Practices, RaciRow, Role, RoleLink, RoleUse, RowEdit, Snapshot,
    SnapshotStep, Subject, Technique, TechniqueLink, Votes,
};
pub use problem::{Place, Problem, Severity};
pub use scenario::{Colour, Expectation, Lever, Prediction, Release, Scenario, Tally};
pub use service::{
    ContractKind, Costs, CreditStep, Indicator, OpenPeriod, Service, ServiceHours, Sla, Slo, SupplierContract,
};
pub use stream::{
    Activity, Arrivals, Cadence, Calendar, ChangeMix, Demand, Flow, FlowKind, LifecycleActivity, Observed, Pin, Risk,
    RiskMix, Step, StepKind, StreamKind, Together, ValueStream, WorkMix, WorkType, Workers,
};
pub use tables::{Chunk, ChunkHash, DeliveryRecords, Deployment, Incident, Tables};
pub use team::{
    Ability, Arrangement, Interaction, InteractionMode, Party, PlatformService, Provision, Team, TeamCapability,
    TeamShape,
};
pub use units::{Elapsed, Share, Target, UnitError, Weekday, WorkTime};
pub use workspace::{Edition, List, Origin, Workspace};
