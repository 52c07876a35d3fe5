//! Small workspaces that the simulation tests run.

use std::sync::Arc;

use trivium_core::{
    engine::simulation::{Measure, Outcome, Plan, Run, Settings},
    model::{
        Calendar, ChangeMix, Demand, Distribution, FlowId, FlowKind, IncidentPolicy, Indicator, Scenario, Service,
        ServiceHours, ServiceId, Share, Slo, SloId, Step, StepId, StepKind, StreamId, StreamKind, Target, ValueStream,
        Workers, Workspace,
    },
};

/// Hours in a week.
pub(crate) const WEEK: f64 = 168.0;

pub(crate) fn share(value: f64) -> Share {
    Share::new(value).unwrap()
}

/// A step that anybody does at once.
pub(crate) fn step(number: u64, kind: StepKind) -> Step {
    Step {
        kind,
        work: Distribution::Fixed { hours: 0.0 },
        calendar: Calendar::Always,
        assumed: false,
        ..Step::new(StepId::new(number), format!("Step {number}"))
    }
}

/// A step of `people` servers around the clock, without rework.
pub(crate) fn server(number: u64, people: u16, work: Distribution) -> Step {
    Step { work, workers: Workers::Own { people }, ..step(number, StepKind::Work) }
}

/// A deploy step that takes no time and never fails by itself.
pub(crate) fn deploy(number: u64) -> Step {
    step(number, StepKind::Deploy { cadence: None, fails: Share::NONE })
}

/// A stream of changes in which nothing is bad and nothing urgent, `per_hour` on average.
pub(crate) fn stream(per_hour: f64, steps: Vec<Step>) -> ValueStream {
    ValueStream {
        id: StreamId::new(1),
        name: "Changes".to_owned(),
        kind: StreamKind::Change,
        service: None,
        trigger: String::new(),
        outcome: String::new(),
        demand: Demand::of(per_hour * WEEK, ChangeMix { standard: Share::NONE, emergency: Share::NONE }),
        steps,
        flows: Vec::new(),
        clock_starts_after: None,
        bad_changes: Share::NONE,
        rework_effort: Share::ALL,
        future_of: None,
    }
}

/// A rework link from one step to another.
pub(crate) fn rework(number: u64, from: u64, to: u64) -> trivium_core::model::Flow {
    let (from, to) = (StepId::new(from), StepId::new(to));
    trivium_core::model::Flow { id: FlowId::new(number), from, to, kind: FlowKind::Rework {} }
}

/// A service around the clock with a 99.9 % objective over 28 days, that never fails without a change.
pub(crate) fn service() -> Service {
    Service {
        id: ServiceId::new(900),
        name: "Shop".to_owned(),
        tier: 1,
        hours: ServiceHours::Always,
        sla: None,
        contracts: Vec::new(),
        slos: vec![Slo {
            id: SloId::new(901),
            indicator: Indicator::Availability,
            description: String::new(),
            target: Target::THREE_NINES,
            window_days: 28,
        }],
        depends_on: Vec::new(),
        events_per_28_days: None,
        budget_policy: None,
        incidents: IncidentPolicy { background_per_28_days: 0.0, ..IncidentPolicy::assumed() },
        costs: None,
        note: String::new(),
    }
}

/// A workspace of a stream and perhaps a service.
pub(crate) fn workspace(stream: ValueStream, service: Option<Service>) -> Workspace {
    let mut workspace = Workspace::empty("test", "Test");
    workspace.next_id = 1_000;
    workspace.streams = Arc::new(vec![stream]);
    workspace.services = Arc::new(service.into_iter().collect());
    workspace
}

/// Runs a workspace as it is to the end.
pub(crate) fn run(workspace: &Workspace, settings: Settings) -> Outcome {
    run_scenario(workspace, &Scenario::today(), settings)
}

/// Runs a workspace under a scenario to the end.
pub(crate) fn run_scenario(workspace: &Workspace, scenario: &Scenario, settings: Settings) -> Outcome {
    let compiled = Plan::compile(workspace, scenario).unwrap();
    let mut run = Run::new(compiled.plan, settings).unwrap();
    run.finish();
    run.outcome().unwrap()
}

/// The mean of a measure that exists.
pub(crate) fn mean(outcome: &Outcome, measure: Measure) -> f64 {
    outcome.estimate(measure).unwrap().mean
}
