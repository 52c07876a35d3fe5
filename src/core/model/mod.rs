//! What a workspace **is**: plain data, typed ids, units, and the rules that every workspace keeps.
//!
//! Nothing in this room computes a result, draws, parses a file or knows what time it is. A value that exists is
//! valid on its own (a [`Share`] lies in 0..=1, a [`Target`] leaves a budget); what must hold *between* values is
//! said by [`check::check`], which names the element that breaks a rule.
//!
//! Two clocks never mix: [`WorkTime`] counts hours of hands-on work, [`Elapsed`] counts hours on the calendar.

mod ids;
mod improvement;
mod policy;
mod problem;
mod scenario;
mod service;
mod stream;
mod tables;
mod team;
mod units;
mod workspace;

pub mod check;
pub mod order;

pub use ids::{
    FlowId, IdError, ImprovementId, PracticeId, ScenarioId, ServiceId, SloId, StepId, StreamId, SupplierId, TeamId,
};
pub use improvement::{Improvement, ImprovementStatus, WayOfWorking};
pub use policy::{ErrorBudgetPolicy, FreezeRule, IncidentPolicy, Repair};
pub use problem::{Place, Problem, Severity};
pub use scenario::{Expectation, Lever, Prediction, Release, Scenario, Tally};
pub use service::{ContractKind, CreditStep, Indicator, OpenPeriod, Service, ServiceHours, Sla, Slo, SupplierContract};
pub use stream::{
    Activity, Cadence, Calendar, ChangeMix, Demand, Distribution, Flow, FlowKind, LifecycleActivity, Observed, Step,
    StepKind, StreamKind, ValueStream, Workers,
};
pub use tables::{Chunk, ChunkHash, DeliveryRecords, Deployment, Incident, Tables};
pub use team::{Party, Team};
pub use units::{Elapsed, Share, Target, UnitError, Weekday, WorkTime};
pub use workspace::{Edition, List, Origin, Workspace};
