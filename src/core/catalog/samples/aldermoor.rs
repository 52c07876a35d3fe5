//! Aldermoor Bank: a payment API, fictional.

use super::{
    parts::{
        Example, Numbers, about_days, agreement, availability, days, demand, every, fixed, hours, may_fail, percent,
        scenario, skewed, skewed_minutes, step, team, underpinning,
    },
    records::Files,
};
use crate::model::{
    Activity::{DeliverAndSupport, DesignAndTransition, Engage, ObtainBuild},
    Calendar, Flow, FlowKind, IncidentPolicy, Lever, LifecycleActivity as Life, Party, Release, Scenario, Service,
    ServiceHours, ServiceId, Share, Step, StepId, StepKind, StreamKind, Team, TeamId, ValueStream,
    Weekday::{Monday, Saturday, Tuesday},
    Workers, Workspace,
};

/// Half a year of releases of the payment API, every fourth Saturday from 2 May to 17 October 2026.
const RECORDS: Files = Files {
    source: "Aldermoor Bank, Payment API: synthetic records of the worked example",
    synthetic: true,
    deployments: include_str!("../data/aldermoor_deployments.csv"),
    incidents: include_str!("../data/aldermoor_incidents.csv"),
};

struct Teams {
    payments: TeamId,
    test: TeamId,
    controls: TeamId,
    change: TeamId,
    operations: TeamId,
}

struct Levered {
    stream: ValueStream,
    test: StepId,
    board: StepId,
    release: StepId,
}

/// The worked example of a bank: four changes a week, a weekly CAB, a release every fourth Saturday, and a supplier of
/// core banking.
pub fn aldermoor() -> Workspace {
    let mut numbers = Numbers::new();
    let (ids, teams) = teams(&mut numbers);
    let service = service(&mut numbers);
    let levered = stream(&mut numbers, &ids, service.id);
    let scenarios = scenarios(&mut numbers, &levered, service.id);
    Example {
        id: "aldermoor-bank",
        name: "Aldermoor Bank",
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
        payments: team("Payments team", 4, 60.0, Party::Internal),
        test: team("System test", 2, 70.0, Party::Internal),
        controls: team("Security and controls", 2, 50.0, Party::Internal),
        change: team("Change management", 1, 80.0, Party::Internal),
        operations: team("Platform operations", 4, 50.0, Party::Internal),
    };
    team("CoreLedger", 5, 60.0, Party::Supplier);
    (ids, all)
}

fn service(numbers: &mut Numbers) -> Service {
    Service {
        id: numbers.service(),
        name: "Payment API".to_owned(),
        tier: 1,
        hours: ServiceHours::Always,
        sla: Some(agreement(may_fail(100), 30)),
        contracts: vec![underpinning(numbers.contract(), "CoreLedger", may_fail(30))],
        slos: vec![availability(
            numbers.slo(),
            "Payment orders answered without an error of ours, of all valid orders",
            may_fail(50),
        )],
        depends_on: Vec::new(),
        events_per_28_days: Some(6_000_000.0),
        budget_policy: None,
        incidents: IncidentPolicy {
            background_per_28_days: 0.3,
            impact: percent(20.0),
            found_by_monitoring: percent(75.0),
            detect_by_monitoring: skewed_minutes(6.0, 12.0),
            detect_by_users: skewed_minutes(30.0, 60.0),
            acknowledge: skewed_minutes(6.0, 12.0),
            repair: skewed_minutes(60.0, 130.0),
            rollback: None,
            batch_repair_factor: 0.15,
            responders: 2,
            ..IncidentPolicy::assumed()
        },
        costs: None,
        note: "Duties are segregated: nobody approves their own change. Each control names its evidence, owner and \
               retention. A major incident may have to be reported to the supervisor. No releases from 10 December to \
               8 January."
            .to_owned(),
    }
}

fn stream(numbers: &mut Numbers, teams: &Teams, service: ServiceId) -> Levered {
    let id = numbers.stream();
    let (build, test, board, release) = (numbers.step(), numbers.step(), numbers.step(), numbers.step());
    let transition = (DesignAndTransition, Life::Transition);
    let steps = vec![
        Step {
            observed: Some(days(1.0)),
            complete_accurate: Some(percent(85.0)),
            ..step(numbers.step(), "Agree request", (Engage, Life::Discover), teams.payments, fixed(4.0))
        },
        Step {
            observed: Some(days(2.0)),
            workers: Workers::Own { people: 4 },
            complete_accurate: Some(percent(90.0)),
            note: "With a threat model.".to_owned(),
            ..step(numbers.step(), "Design", (DesignAndTransition, Life::Design), teams.payments, fixed(6.0))
        },
        Step {
            observed: Some(about_days(4.0, 5.0)),
            workers: Workers::Own { people: 4 },
            ..step(build, "Build", (ObtainBuild, Life::Build), teams.payments, skewed(12.0, 24.0))
        },
        Step {
            observed: Some(hours(8.0)),
            workers: Workers::Own { people: 4 },
            note: "Logged: it is the evidence that two people saw the change.".to_owned(),
            ..step(numbers.step(), "Peer review", (ObtainBuild, Life::Build), teams.payments, fixed(2.0))
        },
        Step {
            observed: Some(about_days(3.0, 4.0)),
            workers: Workers::Own { people: 2 },
            complete_accurate: Some(percent(88.0)),
            ..step(test, "System test", (DesignAndTransition, Life::Build), teams.test, skewed(6.0, 12.0))
        },
        Step {
            observed: Some(days(1.0)),
            note: "Collected by hand for each change; an auditor samples one in ten.".to_owned(),
            ..step(numbers.step(), "Control evidence", transition, teams.controls, fixed(3.0))
        },
        Step {
            kind: StepKind::Approval {
                // Tuesday 14:00; papers in by Friday 12:00, 98 hours before.
                cadence: Some(every(7, Tuesday, 14, 98.0)),
                stops_bad: percent(10.0),
                stops_good: Share::NONE,
            },
            observed: Some(about_days(6.0, 7.0)),
            note: "Tuesday 14:00; papers in by Friday 12:00. That it stops one in ten bad changes is assumed."
                .to_owned(),
            ..step(board, "CAB approval", transition, teams.change, fixed(0.3))
        },
        Step {
            kind: StepKind::Deploy { cadence: Some(every(28, Saturday, 20, 0.0)), fails: percent(1.0) },
            observed: Some(about_days(12.0, 14.0)),
            workers: Workers::Own { people: 2 },
            calendar: Calendar::Always,
            note: "Every fourth Saturday, together with the core-banking supplier.".to_owned(),
            ..step(release, "Release", transition, teams.operations, fixed(3.0))
        },
        Step {
            observed: Some(hours(12.0)),
            workers: Workers::Own { people: 2 },
            calendar: Calendar::Always,
            ..step(numbers.step(), "Watch", (DeliverAndSupport, Life::Operate), teams.operations, fixed(0.5))
        },
    ];
    let back = Flow { id: numbers.flow(), from: test, to: build, kind: FlowKind::Rework {} };
    let stream = ValueStream {
        id,
        name: "Payment feature to production".to_owned(),
        kind: StreamKind::Change,
        service: Some(service),
        trigger: "A wish of a business customer, or a new rule".to_owned(),
        outcome: "Customers pay with it".to_owned(),
        demand: demand(4.0, 5.0, 1.0),
        steps,
        flows: vec![back],
        clock_starts_after: Some(build),
        bad_changes: percent(2.5),
        rework_effort: percent(60.0),
        future_of: None,
    };
    Levered { stream, test, board, release }
}

fn scenarios(numbers: &mut Numbers, levered: &Levered, service: ServiceId) -> Vec<Scenario> {
    let stream = levered.stream.id;
    let evidence = vec![
        Lever::StandardChanges { stream, share: percent(60.0) },
        Lever::ApprovalCadence { step: levered.board, cadence: Some(every(1, Monday, 10, 12.0)) },
    ];
    let gates = Lever::Gates { stream, stops_bad: percent(50.0), stops_good: percent(3.0) };
    let weekly =
        Lever::Release { step: levered.release, release: Release::At { cadence: every(7, Saturday, 20, 0.0) } };
    let on_demand = Lever::Release { step: levered.release, release: Release::OnDemand };
    let recovery = vec![
        Lever::FoundByMonitoring { service, share: percent(95.0) },
        Lever::Rollback { service, success: percent(80.0) },
    ];
    let mut add = |name: &str, question: &str, note: &str, levers: Vec<Lever>| {
        scenario(numbers.scenario(), name, question, note, levers)
    };
    vec![
        add(
            "Evidence from the pipeline",
            "If pipeline and peer review leave evidence for every change, which changes still need the meeting?",
            "60 % become standard changes, the others are decided within a day. The release dates stay.",
            evidence.clone(),
        ),
        add(
            "Release every week",
            "What does a release every Saturday change, if nothing else does?",
            "",
            vec![weekly.clone()],
        ),
        add(
            "Evidence, gates, weekly",
            "... and with evidence, automated gates and a weekly release together?",
            "Together the gates stop half of the bad changes, and 3 % of the good ones by mistake: both assumed.",
            [evidence.clone(), vec![gates.clone(), weekly]].concat(),
        ),
        add(
            "One more tester",
            "Where would one more person help most?",
            "One more in System test.",
            vec![Lever::People { step: levered.test, people: 3 }],
        ),
        add(
            "Freeze when spent",
            "The error budget is spent: freeze. Does it help?",
            "Today, and releases stop while no budget is left. Emergency changes still go out.",
            vec![Lever::Freeze { service, on: true }],
        ),
        add(
            "All of it, on demand",
            "What if each change went out when its evidence is complete?",
            "Evidence from the pipeline, gates, alerts, automated rollback, and a release for each change.",
            [evidence, vec![gates, on_demand], recovery].concat(),
        ),
    ]
}
