//! The Rust release train: real records, and the six-week train beside them.
//!
//! Facts: the release notes that come with every toolchain (MIT or Apache-2.0) and the train model of The Rust Book,
//! appendix G. What the records do not say is marked as assumed in the notes.

use std::sync::Arc;

use super::{
    parts::{Numbers, days, demand, every, fixed, percent, scenario, skewed},
    records::{self, Files},
};
use crate::model::{
    Activity::{self, DesignAndTransition, ObtainBuild},
    Bounds, Calendar, ChangePolicy, Edition, IncidentPolicy, Lever, LifecycleActivity as Life, Origin, Release,
    Scenario, Service, ServiceHours, ServiceId, Share, Step, StepId, StepKind, StreamKind, ValueStream,
    Weekday::Thursday,
    Workspace,
};

/// Every stable release from 1.0.0 (15 May 2015) to 1.94.1 (26 March 2026).
const RECORDS: Files = Files {
    source: "Rust release notes (RELEASES, as shipped with every toolchain; MIT or Apache-2.0), 1.0.0 to 1.94.1",
    synthetic: false,
    deployments: include_str!("../data/rust_releases.csv"),
    incidents: include_str!("../data/rust_incidents.csv"),
};

/// Changes a week: assumed, one a day. The records do not say how many changes a train carries.
const CHANGES_A_WEEK: f64 = 7.0;
/// Bad changes, so that a train of 42 changes fails as often as the planned releases did:
/// 1 − (1 − q)^42 = 31 of 95.
const BAD_CHANGES_PERCENT: f64 = 0.936;
/// Changes that do not wait for the train: 38 point releases in 3 968 days are 0.067 a week, of seven.
const EMERGENCY_PERCENT: f64 = 0.958;
/// Half of the 31 failed releases were mended within 14 days, 85 % within 21 (nearest rank).
const REPAIR_HOURS: (f64, f64) = (14.0 * 24.0, 21.0 * 24.0);

struct Levered {
    stream: ValueStream,
    branch: StepId,
    beta: StepId,
    release: StepId,
}

/// The 133 stable releases of Rust and their 31 failures, with a value stream that follows the same train.
pub fn rust_train() -> Workspace {
    let mut numbers = Numbers::new();
    let service = service(&mut numbers);
    let levered = stream(&mut numbers, Some(service.id));
    let scenarios = scenarios(&mut numbers, &levered);
    Workspace {
        id: "rust-release-train".to_owned(),
        name: "The Rust release train (real records)".to_owned(),
        edition: Edition::Itil4,
        origin: Origin::RealRecords,
        next_id: numbers.next_free(),
        tables: Arc::new(records::tables(service.id, &RECORDS)),
        services: Arc::new(vec![service]),
        streams: Arc::new(vec![levered.stream]),
        teams: Arc::default(),
        change_policy: ChangePolicy::default(),
        scenarios: Arc::new(scenarios),
        improvements: Arc::default(),
        practices: Arc::default(),
        snapshots: Arc::default(),
        bounds: Bounds::default(),
    }
}

fn service(numbers: &mut Numbers) -> Service {
    let (median, p85) = REPAIR_HOURS;
    let at_once = fixed(0.0);
    Service {
        id: numbers.service(),
        name: "rust-stable".to_owned(),
        tier: 1,
        hours: ServiceHours::Always,
        sla: None,
        contracts: Vec::new(),
        slos: Vec::new(),
        depends_on: Vec::new(),
        events_per_28_days: None,
        budget_policy: None,
        // The records give the day of the release and the day of the first fix: detection, acknowledgement and repair
        // are one number. A release that fails counts as failed for all its users.
        incidents: IncidentPolicy {
            background_per_28_days: 0.0,
            impact: Share::ALL,
            found_by_monitoring: Share::ALL,
            detect_by_monitoring: at_once,
            detect_by_users: at_once,
            acknowledge: at_once,
            repair: skewed(median, p85),
            rollback: None,
            batch_repair_factor: 0.0,
            responders: 10,
            ..IncidentPolicy::assumed()
        },
        costs: None,
        note: "Failed: a release x.y.0 that was followed, before the next one, by a point release fixing a regression \
               or a security hole. Restored: the day of the first such point release. There is no objective: nobody \
               promised one."
            .to_owned(),
    }
}

/// The stream of the train alone.
pub(in crate::catalog) fn train(numbers: &mut Numbers, service: Option<ServiceId>) -> ValueStream {
    stream(numbers, service).stream
}

fn stream(numbers: &mut Numbers, service: Option<ServiceId>) -> Levered {
    let id = numbers.stream();
    let (branch, beta, release) = (numbers.step(), numbers.step(), numbers.step());
    let machine = StepKind::Gate { stops_bad: Share::NONE, stops_good: Share::NONE };
    // Branch and release fall on the same hour; what has just left main waits for the next train.
    let train = every(42, Thursday, 12, 0.0);
    let next_train = every(42, Thursday, 12, 1.0);
    let steps =
        vec![
        Step {
            note: "The stream begins when a change is merged; how long it took to write is not in the records."
                .to_owned(),
            ..untimed(numbers.step(), "Merge to main", (ObtainBuild, Life::Build), StepKind::Work)
        },
        Step {
            note: "A new nightly is made from the main branch every night.".to_owned(),
            ..untimed(numbers.step(), "Nightly", (ObtainBuild, Life::Build), machine.clone())
        },
        Step {
            note: "Every six weeks the beta branch leaves the main branch. Nobody decides: what is in, is in. The \
                   clock of the records starts here, so that their lead time is a lower bound."
                .to_owned(),
            ..untimed(branch, "Beta branch", (DesignAndTransition, Life::Transition), StepKind::Approval {
                cadence: Some(train),
                stops_bad: Share::NONE,
                stops_good: Share::NONE,
            })
        },
        Step {
            note: "What beta finds is mended before the release, and not in the records: it stops what it stops today."
                .to_owned(),
            ..untimed(beta, "Beta tests", (DesignAndTransition, Life::Transition), machine)
        },
        Step {
            observed: Some(days(42.0)),
            assumed: false,
            note: "Six weeks after its branch, beta becomes stable. A point release does not wait.".to_owned(),
            ..untimed(release, "Release", (DesignAndTransition, Life::Transition), StepKind::Deploy {
                cadence: Some(next_train),
                fails: Share::NONE,
            })
        },
    ];
    let stream = ValueStream {
        id,
        name: "Merge to stable".to_owned(),
        kind: StreamKind::Change,
        service,
        trigger: "A change is merged to the main branch".to_owned(),
        outcome: "Everyone on stable has it".to_owned(),
        demand: demand(CHANGES_A_WEEK, 0.0, EMERGENCY_PERCENT),
        steps,
        flows: Vec::new(),
        clock_starts_after: Some(branch),
        bad_changes: percent(BAD_CHANGES_PERCENT),
        rework_effort: Share::ALL,
        future_of: None,
    };
    Levered { stream, branch, beta, release }
}

/// A step whose hands-on time is not in the records, and for which nobody ever queues.
fn untimed(id: StepId, name: &str, (activity, lifecycle): (Activity, Life), kind: StepKind) -> Step {
    Step { activity, lifecycle, kind, work: fixed(0.0), calendar: Calendar::Always, ..Step::new(id, name) }
}

fn scenarios(numbers: &mut Numbers, levered: &Levered) -> Vec<Scenario> {
    let four_weeks = every(28, Thursday, 12, 0.0);
    vec![
        scenario(
            numbers.scenario(),
            "A train every four weeks",
            "What if the train left every four weeks instead of every six?",
            "As many changes a week as before, so fewer on each train. Seven a week is assumed.",
            vec![
                Lever::ApprovalCadence { step: levered.branch, cadence: Some(four_weeks) },
                Lever::Release {
                    step: levered.release,
                    release: Release::At { cadence: every(28, Thursday, 12, 1.0) },
                },
            ],
        ),
        scenario(
            numbers.scenario(),
            "Beta finds half of the rest",
            "What if beta tests stopped half of what now gets through?",
            "Same train, same changes.",
            vec![Lever::StopsBad { step: levered.beta, share: percent(50.0) }],
        ),
    ]
}
