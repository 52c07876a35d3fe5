//! Housing Support Agency: a benefit portal built by a supplier, fictional.

use super::{
    parts::{
        Example, Numbers, about_days, agreement, availability, days, demand, every, fixed, may_fail, percent, scenario,
        skewed, skewed_minutes, step, team, underpinning,
    },
    records::Files,
};
use crate::model::{
    Activity::{DeliverAndSupport, DesignAndTransition, Engage, ObtainBuild},
    Calendar, Flow, FlowKind, IncidentPolicy, Lever, LifecycleActivity as Life, Party, Release, Scenario, Service,
    ServiceHours, ServiceId, Share, Step, StepId, StepKind, StreamKind, Team, TeamId, ValueStream, Weekday,
    Weekday::Tuesday,
    Workers, Workspace,
};

/// Two years of quarterly releases of the benefit portal, January 2025 to October 2026.
const RECORDS: Files = Files {
    source: "Housing Support Agency, Benefit portal: synthetic records of the worked example",
    synthetic: true,
    deployments: include_str!("../data/housing_deployments.csv"),
    incidents: include_str!("../data/housing_incidents.csv"),
};

struct Teams {
    department: TeamId,
    supplier: TeamId,
    acceptance: TeamId,
    office: TeamId,
}

struct Levered {
    stream: ValueStream,
    build: StepId,
    acceptance: StepId,
    board: StepId,
    release: StepId,
}

/// The worked example of the public sector: six changes a month, built by a supplier, released every quarter.
pub fn housing() -> Workspace {
    let mut numbers = Numbers::new();
    let (ids, teams) = teams(&mut numbers);
    let service = service(&mut numbers);
    let levered = stream(&mut numbers, &ids, service.id);
    let scenarios = scenarios(&mut numbers, &levered, service.id);
    Example {
        id: "housing-support-agency",
        name: "Housing Support Agency",
        services: vec![service],
        streams: vec![levered.stream],
        teams,
        scenarios,
    }
    .workspace(&numbers, &RECORDS)
}

fn teams(numbers: &mut Numbers) -> (Teams, Vec<Team>) {
    let mut all = Vec::new();
    let mut team =
        |name: &str, people: u16, planned: f64, party: Party| team(numbers, &mut all, name, people, planned, party);
    let ids = Teams {
        department: team("Benefits department", 4, 40.0, Party::Internal),
        supplier: team("PortalWorks", 3, 60.0, Party::Supplier),
        acceptance: team("Acceptance group", 3, 30.0, Party::Internal),
        office: team("Digital office", 3, 50.0, Party::Internal),
    };
    (ids, all)
}

fn service(numbers: &mut Numbers) -> Service {
    let (weekdays, _) = Weekday::ALL.split_at(5);
    Service {
        id: numbers.service(),
        name: "Benefit portal".to_owned(),
        tier: 2,
        hours: ServiceHours::daily(weekdays, 8, 18),
        sla: Some(agreement(may_fail(1_000), 28)),
        contracts: vec![underpinning(numbers.contract(), "PortalWorks", may_fail(300))],
        slos: vec![availability(
            numbers.slo(),
            "Applications received without an error of ours in service hours",
            may_fail(500),
        )],
        depends_on: Vec::new(),
        events_per_28_days: Some(3_000.0),
        budget_policy: None,
        incidents: IncidentPolicy {
            background_per_28_days: 0.2,
            impact: percent(40.0),
            found_by_monitoring: percent(30.0),
            detect_by_monitoring: skewed_minutes(10.0, 20.0),
            detect_by_users: skewed_minutes(60.0, 120.0),
            acknowledge: skewed_minutes(30.0, 60.0),
            repair: skewed_minutes(150.0, 320.0),
            rollback: None,
            batch_repair_factor: 0.15,
            responders: 1,
            ..IncidentPolicy::assumed()
        },
        costs: None,
        note: "Works council agreement: eleven hours of rest after a page at night. Each release is checked for \
               accessibility. Changes are ordered from the supplier under a framework contract."
            .to_owned(),
    }
}

fn stream(numbers: &mut Numbers, teams: &Teams, service: ServiceId) -> Levered {
    let id = numbers.stream();
    let (build, accept, board, release) = (numbers.step(), numbers.step(), numbers.step(), numbers.step());
    let transition = (DesignAndTransition, Life::Transition);
    let steps = vec![
        Step {
            observed: Some(days(5.0)),
            complete_accurate: Some(percent(75.0)),
            ..step(numbers.step(), "Agree requirement", (Engage, Life::Discover), teams.department, fixed(6.0))
        },
        Step {
            observed: Some(about_days(5.0, 10.0)),
            note: "A call-off from the framework contract.".to_owned(),
            ..step(numbers.step(), "Order", (ObtainBuild, Life::Acquire), teams.office, fixed(3.0))
        },
        Step {
            observed: Some(about_days(8.0, 12.0)),
            workers: Workers::Own { people: 3 },
            ..step(build, "Build and test", (ObtainBuild, Life::Build), teams.supplier, skewed(24.0, 48.0))
        },
        Step {
            observed: Some(days(10.0)),
            workers: Workers::Own { people: 3 },
            complete_accurate: Some(percent(80.0)),
            note: "Clerks test beside their daily work; what fails goes back to the supplier.".to_owned(),
            ..step(accept, "Acceptance", transition, teams.acceptance, skewed(10.0, 20.0))
        },
        Step {
            observed: Some(days(2.0)),
            ..step(numbers.step(), "Accessibility check", transition, teams.office, fixed(3.0))
        },
        Step {
            kind: StepKind::Approval {
                // Every second Tuesday 10:00, papers two days before.
                cadence: Some(every(14, Tuesday, 10, 48.0)),
                stops_bad: percent(10.0),
                stops_good: Share::NONE,
            },
            observed: Some(about_days(7.0, 10.0)),
            note: "Every second Tuesday, papers two days before. That it stops one in ten bad changes is assumed."
                .to_owned(),
            ..step(board, "Change board", transition, teams.department, fixed(0.3))
        },
        Step {
            kind: StepKind::Deploy { cadence: Some(every(91, Tuesday, 18, 0.0)), fails: percent(1.0) },
            observed: Some(about_days(40.0, 50.0)),
            workers: Workers::Own { people: 2 },
            calendar: Calendar::Always,
            note: "Once a quarter, after service hours, with the supplier.".to_owned(),
            ..step(release, "Release", transition, teams.office, fixed(4.0))
        },
        Step {
            observed: Some(days(0.5)),
            workers: Workers::Own { people: 1 },
            calendar: Calendar::Always,
            ..step(numbers.step(), "Watch", (DeliverAndSupport, Life::Operate), teams.office, fixed(0.5))
        },
    ];
    let back = Flow { id: numbers.flow(), from: accept, to: build, kind: FlowKind::Rework {} };
    let stream = ValueStream {
        id,
        name: "Requirement to benefit portal".to_owned(),
        kind: StreamKind::Change,
        service: Some(service),
        trigger: "A new rule, or a difficulty of applicants".to_owned(),
        outcome: "Citizens apply with it".to_owned(),
        demand: demand(1.4, 5.0, 1.0),
        steps,
        flows: vec![back],
        clock_starts_after: Some(build),
        bad_changes: percent(2.0),
        rework_effort: percent(50.0),
        future_of: None,
    };
    Levered { stream, build, acceptance: accept, board, release }
}

fn scenarios(numbers: &mut Numbers, levered: &Levered, service: ServiceId) -> Vec<Scenario> {
    let stream = levered.stream.id;
    let release_every = |days: u16| Lever::Release {
        step: levered.release,
        release: Release::At { cadence: every(days, Tuesday, 18, 0.0) },
    };
    let small = vec![
        Lever::StandardChanges { stream, share: percent(40.0) },
        Lever::ApprovalCadence { step: levered.board, cadence: Some(every(7, Tuesday, 10, 48.0)) },
    ];
    let gates = Lever::Gates { stream, stops_bad: percent(40.0), stops_good: percent(3.0) };
    let mut add = |name: &str, question: &str, note: &str, levers: Vec<Lever>| {
        scenario(numbers.scenario(), name, question, note, levers)
    };
    vec![
        add(
            "Faster building",
            "Where would you put two more people? First answer: the supplier builds with five.",
            "",
            vec![Lever::People { step: levered.build, people: 5 }],
        ),
        add(
            "More acceptance",
            "Where would you put two more people? Second answer: five accept instead of three.",
            "",
            vec![Lever::People { step: levered.acceptance, people: 5 }],
        ),
        add(
            "Release every month",
            "What does a release every four weeks change, if nothing else does?",
            "The supplier contract would have to allow it.",
            vec![release_every(28)],
        ),
        add(
            "Standard changes, small releases",
            "Which changes need the board, if the release is small?",
            "40 % become standard changes (texts, forms), the board meets weekly, the release goes out every second \
             week, and automated tests of the supplier stop 40 % of the bad changes: all assumed.",
            [small, vec![gates, release_every(14)]].concat(),
        ),
        add(
            "Alerts first",
            "What if monitoring found most failures before the applicants did?",
            "Alerts find 90 % first.",
            vec![Lever::FoundByMonitoring { service, share: percent(90.0) }],
        ),
        add(
            "Freeze when spent",
            "The error budget is spent: freeze. Does it help?",
            "",
            vec![Lever::Freeze { service, on: true }],
        ),
    ]
}
