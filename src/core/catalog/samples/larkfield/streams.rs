//! How work flows at Larkfield.

use super::{
    super::parts::{
        Numbers, about_days, days, demand, every, fixed, hours, minutes, percent, skewed, skewed_minutes, step,
    },
    Teams,
};
use crate::model::{
    Activity::{DeliverAndSupport, DesignAndTransition, Engage, ObtainBuild},
    Calendar, Flow, FlowKind, LifecycleActivity as Life, Observed, ServiceId, Share, Step, StepId, StepKind,
    StreamKind, ValueStream,
    Weekday::{Thursday, Wednesday},
    Workers,
};

/// The main stream, and the steps that scenarios pull levers on.
pub(super) struct Feature {
    pub(super) stream: ValueStream,
    pub(super) build: StepId,
    pub(super) test: StepId,
    pub(super) board: StepId,
    pub(super) deploy: StepId,
}

/// "Feature to production": nine changes a week into the Web Shop.
pub(super) fn feature(numbers: &mut Numbers, teams: &Teams, service: ServiceId) -> Feature {
    let id = numbers.stream();
    let steps = vec![
        Step {
            observed: Some(days(1.0)),
            complete_accurate: Some(percent(80.0)),
            note: "The product owner of the web product team.".to_owned(),
            ..step(numbers.step(), "Agree request", (Engage, Life::Discover), teams.web, fixed(3.0))
        },
        Step {
            observed: Some(days(1.0)),
            workers: Workers::Own { people: 8 },
            complete_accurate: Some(percent(90.0)),
            note: "With acceptance criteria.".to_owned(),
            ..step(numbers.step(), "Design", (DesignAndTransition, Life::Design), teams.web, fixed(4.0))
        },
    ];
    let build = numbers.step();
    let review = numbers.step();
    let test = numbers.step();
    let making = vec![
        Step {
            observed: Some(about_days(3.0, 4.0)),
            workers: Workers::Own { people: 8 },
            ..step(build, "Build", (ObtainBuild, Life::Build), teams.web, skewed(12.0, 24.0))
        },
        Step {
            observed: Some(hours(5.0)),
            workers: Workers::Own { people: 8 },
            complete_accurate: Some(percent(95.0)),
            ..step(review, "Peer review", (ObtainBuild, Life::Build), teams.web, fixed(1.0))
        },
        Step {
            observed: Some(about_days(2.0, 3.0)),
            workers: Workers::Own { people: 2 },
            complete_accurate: Some(percent(85.0)),
            note: "By hand, by testers who are shared with other streams.".to_owned(),
            ..step(test, "Regression test", (DesignAndTransition, Life::Build), teams.quality, skewed(4.0, 8.0))
        },
    ];
    let board = numbers.step();
    let deploy = numbers.step();
    let releasing = release_steps(numbers, teams, board, deploy);
    let back = Flow { id: numbers.flow(), from: test, to: build, kind: FlowKind::Rework {} };
    let stream = ValueStream {
        id,
        name: "Feature to production".to_owned(),
        kind: StreamKind::Change,
        service: Some(service),
        trigger: "A wish of the business for the Web Shop".to_owned(),
        outcome: "Customers use it".to_owned(),
        // An emergency does not wait for Thursday. The records show one deployment a week, so emergencies are rare.
        demand: demand(9.0, 10.0, 1.0),
        steps: [steps, making, releasing].concat(),
        flows: vec![back],
        clock_starts_after: Some(build),
        bad_changes: percent(3.0),
        rework_effort: percent(65.0),
        future_of: None,
    };
    Feature { stream, build, test, board, deploy }
}

fn release_steps(numbers: &mut Numbers, teams: &Teams, board: StepId, deploy: StepId) -> Vec<Step> {
    vec![
        Step {
            observed: Some(hours(1.0)),
            workers: Workers::Own { people: 1 },
            note: "The change record, with its risks.".to_owned(),
            ..step(numbers.step(), "Risk form", (DesignAndTransition, Life::Transition), teams.change, fixed(1.0))
        },
        Step {
            kind: StepKind::Approval {
                // Wednesday 10:00; papers in by Monday 12:00, 46 hours before.
                cadence: Some(every(7, Wednesday, 10, 46.0)),
                stops_bad: percent(10.0),
                stops_good: Share::NONE,
            },
            observed: Some(about_days(5.0, 6.0)),
            note:
                "Seven people decide together, Wednesday 10:00; papers in by Monday 12:00. That they stop one in ten \
                   bad changes is assumed."
                    .to_owned(),
            ..step(board, "CAB approval", (DesignAndTransition, Life::Transition), teams.change, fixed(0.2))
        },
        Step {
            kind: StepKind::Deploy { cadence: Some(every(7, Thursday, 22, 0.0)), fails: percent(1.0) },
            observed: Some(days(1.5)),
            workers: Workers::Own { people: 2 },
            calendar: Calendar::Always,
            note: "Thursday 22:00, all that is approved together, by hand: 5 hours a week for two people.".to_owned(),
            ..step(deploy, "Deploy", (DesignAndTransition, Life::Transition), teams.operations, fixed(1.0))
        },
        Step {
            observed: Some(hours(12.0)),
            workers: Workers::Own { people: 2 },
            calendar: Calendar::Always,
            ..step(numbers.step(), "Watch", (DeliverAndSupport, Life::Operate), teams.operations, fixed(0.5))
        },
    ]
}

/// "Restore service": from a failure of the Web Shop to everything working again.
pub(super) fn restore(numbers: &mut Numbers, teams: &Teams, service: ServiceId) -> ValueStream {
    let round_the_clock = |step: Step| Step { calendar: Calendar::Always, ..step };
    let found = Observed { low: minutes(8.0).low, high: minutes(45.0).high, assumed: false };
    let support = (DeliverAndSupport, Life::Support);
    let steps = vec![
        Step {
            observed: Some(found),
            note: "Six of ten are found by monitoring, half of those within 8 minutes; the others by customers, half \
                   of those within 45 minutes."
                .to_owned(),
            ..step(numbers.step(), "Detect", (DeliverAndSupport, Life::Operate), teams.operations, fixed(0.0))
        },
        Step {
            observed: Some(minutes(3.0)),
            ..step(numbers.step(), "Register and classify", (Engage, Life::Support), teams.desk, fixed(3.0 / 60.0))
        },
        Step {
            observed: Some(minutes(3.0)),
            ..step(numbers.step(), "Acknowledge", support, teams.operations, fixed(3.0 / 60.0))
        },
        Step {
            observed: Some(minutes(20.0)),
            ..step(numbers.step(), "Diagnose", support, teams.operations, skewed_minutes(20.0, 44.0))
        },
        Step {
            observed: Some(minutes(30.0)),
            note: "By rolling forward. Half as long again for a batch of nine changes.".to_owned(),
            ..step(numbers.step(), "Resolve", support, teams.operations, skewed_minutes(30.0, 66.0))
        },
        Step {
            observed: Some(minutes(15.0)),
            ..step(numbers.step(), "Close", (Engage, Life::Support), teams.desk, fixed(0.25))
        },
    ];
    ValueStream {
        id: numbers.stream(),
        name: "Restore service".to_owned(),
        kind: StreamKind::Incident,
        service: Some(service),
        trigger: "The Web Shop fails for some visitors".to_owned(),
        outcome: "Visitors shop again".to_owned(),
        demand: demand(0.35, 0.0, 0.0),
        steps: steps.into_iter().map(round_the_clock).collect(),
        flows: Vec::new(),
        clock_starts_after: None,
        bad_changes: Share::NONE,
        rework_effort: Share::ALL,
        future_of: None,
    }
}

/// "Get a test environment": what a developer waits six days for.
pub(super) fn environment(numbers: &mut Numbers, teams: &Teams) -> ValueStream {
    let decide = StepKind::Approval { cadence: None, stops_bad: Share::NONE, stops_good: Share::NONE };
    let steps = vec![
        Step {
            observed: Some(hours(0.1)),
            ..step(numbers.step(), "Ask for it", (Engage, Life::Deliver), teams.web, fixed(0.1))
        },
        Step {
            kind: decide,
            observed: Some(days(1.0)),
            ..step(numbers.step(), "Manager approves", (Engage, Life::Deliver), teams.web, fixed(0.1))
        },
        Step {
            observed: Some(days(5.0)),
            workers: Workers::Own { people: 1 },
            note: "Six days in all. As self-service on the platform it would take about 20 minutes.".to_owned(),
            ..step(numbers.step(), "Build environment", (ObtainBuild, Life::Deliver), teams.operations, fixed(2.0))
        },
    ];
    ValueStream {
        id: numbers.stream(),
        name: "Get a test environment".to_owned(),
        kind: StreamKind::Request,
        service: None,
        trigger: "A developer needs a place to test".to_owned(),
        outcome: "The environment works".to_owned(),
        demand: demand(3.0, 0.0, 0.0),
        steps,
        flows: Vec::new(),
        clock_starts_after: None,
        bad_changes: Share::NONE,
        rework_effort: Share::ALL,
        future_of: None,
    }
}
