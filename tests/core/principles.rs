//! Guiding principles against the model: on the worked example, and each kind of sign on a workspace where one thing is
//! changed and the sign turns.

use std::sync::Arc;

use chrono::NaiveDate;
use trivium_core::{
    catalog::{principles::Principle, samples::Sample},
    chart::{sign_sentence, sign_words},
    engine::governance::{Sign, SignKind, SignKind as K, Speaks, dimensions, principles, sign},
    model::{
        Activity, Arrangement, ChangeMix, Criterion, CriterionState, Distribution, Duty, Edition, ErrorBudgetPolicy,
        Flow, FlowId, FlowKind, GateFamily, Holder, Improvement, ImprovementId, ImprovementStatus, Interaction,
        InteractionMode, Letter, Maturity, Party, Place, PlatformService, Practice, Provision, RaciRow, Repair,
        RequiredGate, Role, RoleUse, Scenario, Service, ServiceHours, Share, StepId, StepKind, StreamKind, Subject,
        SupplierContract, SupplierId, Team, TeamCapability, TeamId, Together, WayOfWorking, Workspace,
    },
};

use super::{flow, reliability};

fn count(workspace: &Workspace, kind: SignKind) -> (usize, usize) {
    let found = sign(workspace, kind);
    (found.with, found.of)
}

fn plain(sign: &Sign) -> String {
    sign_sentence(sign).replace('\u{a0}', " ")
}

fn decision(id: u64) -> Improvement {
    Improvement {
        id: ImprovementId::new(id),
        we_will: "do it".to_owned(),
        because: String::new(),
        owner: String::new(),
        measure: String::new(),
        baseline: String::new(),
        target: String::new(),
        review_on: None,
        scenario: None,
        way: WayOfWorking::Process,
        status: ImprovementStatus::Planned,
        outcome: String::new(),
    }
}

/// Two steps of two teams, then an approval that stops nothing and a deployment; one service that depends on nobody.
fn small() -> Workspace {
    let mut workspace = flow::workspace();
    let service = reliability::service("99.9", ServiceHours::Always).0;
    let mut steps: Vec<_> = (11..=14).map(|id| flow::step(id, 1.0, Some(2.0), None)).collect();
    steps[0].team = Some(TeamId::new(21));
    steps[1].team = Some(TeamId::new(22));
    steps[2].kind = StepKind::Approval { cadence: None, stops_bad: Share::NONE, stops_good: Share::NONE };
    steps[3].kind = StepKind::Deploy { cadence: None, fails: Share::NONE };
    workspace.services = vec![service].into();
    workspace.streams = vec![flow::stream(4.0, steps)].into();
    workspace.teams =
        vec![Team::new(TeamId::new(21), "One".to_owned()), Team::new(TeamId::new(22), "Two".to_owned())].into();
    workspace.improvements = vec![decision(31)].into();
    workspace
}

/// Changes something, and the count becomes that.
type Turn = (SignKind, (usize, usize), fn(&mut Workspace), (usize, usize));

fn stream(workspace: &mut Workspace) -> &mut trivium_core::model::ValueStream {
    &mut Arc::make_mut(&mut workspace.streams)[0]
}

fn service(workspace: &mut Workspace) -> &mut Service {
    &mut Arc::make_mut(&mut workspace.services)[0]
}

fn team(workspace: &mut Workspace) -> &mut Team {
    &mut Arc::make_mut(&mut workspace.teams)[0]
}

fn improvement(workspace: &mut Workspace) -> &mut Improvement {
    &mut Arc::make_mut(&mut workspace.improvements)[0]
}

fn contract(id: u64, target: &str) -> SupplierContract {
    SupplierContract {
        id: SupplierId::new(id),
        supplier: "Host".to_owned(),
        kind: trivium_core::model::ContractKind::Underpinning,
        target: target.parse().unwrap(),
    }
}

fn provided(self_service: Option<Share>, consumers: Vec<TeamId>) -> PlatformService {
    let (name, kind) = ("Pipeline".to_owned(), Provision::Pipeline);
    PlatformService { name, kind, practices: Vec::new(), consumers, self_service }
}

/// What streams, steps and links show.
const OF_STREAMS: [Turn; 15] = [
    (K::StreamsWithTrigger, (0, 1), |w| "A wish".clone_into(&mut stream(w).trigger), (1, 1)),
    (K::StreamsWithOutcome, (0, 1), |w| "It is live".clone_into(&mut stream(w).outcome), (1, 1)),
    (K::StreamsWithImprove, (0, 1), |w| stream(w).steps[0].activity = Activity::Improve, (1, 1)),
    (K::StreamsWithImprove, (0, 1), |w| w.edition = Edition::Itil5, (0, 0)),
    (
        K::StreamsWithStandard,
        (0, 1),
        |w| stream(w).demand.mix = ChangeMix { standard: Share::clamped(0.3), emergency: Share::NONE },
        (1, 1),
    ),
    (K::KindsDrawn, (1, 3), |w| stream(w).kind = StreamKind::Request, (1, 3)),
    (K::StepsMeasured, (4, 4), |w| stream(w).steps[1].assumed = true, (3, 4)),
    (K::StepsWithCompleteAccurate, (0, 4), |w| stream(w).steps[0].complete_accurate = Some(Share::ALL), (1, 4)),
    (K::StepsWithTeam, (2, 4), |w| stream(w).steps[0].team = None, (1, 4)),
    (K::StepsWithNote, (0, 4), |w| "By hand".clone_into(&mut stream(w).steps[0].note), (1, 4)),
    (K::StepsWithPractice, (0, 4), |w| stream(w).steps[0].practices = vec![Practice::ServiceDesk], (1, 4)),
    (
        K::DeploysOneByOne,
        (1, 1),
        |w| {
            let or_after = trivium_core::model::Elapsed::clamped_hours(90.0);
            stream(w).steps[3].together = Some(Together { at: 5, or_after });
        },
        (0, 1),
    ),
    (
        K::DecisionsThatStop,
        (0, 1),
        |w| {
            let (stops_bad, stops_good) = (Share::clamped(0.5), Share::NONE);
            stream(w).steps[2].kind = StepKind::Approval { cadence: None, stops_bad, stops_good };
        },
        (1, 1),
    ),
    (
        K::LinksTaken,
        (0, 0),
        |w| {
            let next = |id, to, share| Flow {
                id: FlowId::new(id),
                from: StepId::new(11),
                to: StepId::new(to),
                kind: FlowKind::Next { share: Share::clamped(share) },
            };
            stream(w).flows = vec![next(41, 12, 1.0), next(42, 13, 0.0)];
        },
        (1, 2),
    ),
    (K::LinksWithinTeam, (0, 1), |w| stream(w).steps[1].team = Some(TeamId::new(21)), (1, 1)),
];

/// What services, contracts and the policy show.
const OF_SERVICES: [Turn; 9] = [
    (K::ServicesWithObjective, (1, 1), |w| service(w).slos.clear(), (0, 1)),
    (
        K::ServicesWithCosts,
        (0, 1),
        |w| {
            let costs =
                trivium_core::model::Costs { currency: "EUR".to_owned(), outage_hour: 1.0, change_day: 1.0, fee: 0.0 };
            service(w).costs = Some(costs);
        },
        (1, 1),
    ),
    (K::LoopsClosed, (0, 1), |w| service(w).budget_policy = Some(ErrorBudgetPolicy::freeze_when_spent()), (1, 1)),
    (K::LoopsClosed, (0, 1), |w| service(w).slos.clear(), (0, 0)),
    (K::ObjectivesWithRoom, (0, 0), |w| service(w).contracts = vec![contract(51, "99.95")], (1, 1)),
    (K::ObjectivesWithRoom, (0, 0), |w| service(w).contracts = vec![contract(51, "99")], (0, 1)),
    (K::FoundByMonitoring, (1, 1), |w| service(w).incidents.found_by_monitoring = Share::clamped(0.4), (0, 1)),
    (K::UndoneByMachine, (0, 1), |w| service(w).incidents.rollback = Some(Repair::assumed_rollback()), (1, 1)),
    (
        K::DecisionsByMachine,
        (0, 1),
        |w| {
            let gate = RequiredGate {
                family: GateFamily::Quality,
                stops_bad: Share::clamped(0.2),
                stops_good: Share::NONE,
                takes: Distribution::Fixed { hours: 0.1 },
            };
            w.change_policy.gates = vec![gate];
        },
        (1, 2),
    ),
];

/// What decisions, teams and the map of practices show.
const OF_PEOPLE: [Turn; 15] = [
    (K::DecisionsWithBaseline, (0, 1), |w| "18.8 d".clone_into(&mut improvement(w).baseline), (1, 1)),
    (K::DecisionsWithReview, (0, 1), |w| improvement(w).review_on = NaiveDate::from_ymd_opt(2026, 12, 1), (1, 1)),
    (K::DecisionsWithReview, (0, 1), |w| improvement(w).status = ImprovementStatus::Dropped, (0, 0)),
    (K::DecisionsOnScenario, (0, 1), |w| improvement(w).scenario = Some(Scenario::today().id), (1, 1)),
    (K::DecisionsWithOwner, (0, 1), |w| "M. Okafor".clone_into(&mut improvement(w).owner), (1, 1)),
    (K::EndedWithResult, (0, 0), |w| improvement(w).status = ImprovementStatus::Kept, (0, 1)),
    (
        K::TeamsThatSayHow,
        (0, 2),
        |w| team(w).interactions = vec![Interaction { with: TeamId::new(22), mode: InteractionMode::Collaboration }],
        (2, 2),
    ),
    (
        K::TeamsWithCapabilities,
        (0, 2),
        |w| {
            let ability = trivium_core::model::Ability::Testing;
            team(w).capabilities = vec![TeamCapability { ability, arrangement: Arrangement::Integrated }];
        },
        (1, 2),
    ),
    (K::SupplierTeams, (0, 0), |w| team(w).party = Party::Supplier, (0, 1)),
    (
        K::ContractsWithTeam,
        (0, 0),
        |w| {
            service(w).contracts = vec![contract(51, "99.95"), contract(52, "99.95")];
            team(w).contracts = vec![SupplierId::new(52)];
        },
        (1, 2),
    ),
    (K::PlatformUsersKnown, (0, 0), |w| team(w).provides = vec![provided(None, vec![TeamId::new(22)])], (1, 1)),
    (
        K::PlatformSelfService,
        (0, 0),
        |w| team(w).provides = vec![provided(None, Vec::new()), provided(Some(Share::clamped(0.8)), Vec::new())],
        (1, 2),
    ),
    (
        K::RolesHeld,
        (0, 0),
        |w| {
            stream(w).steps[0].roles = vec![Role::Developer, Role::ProductOwner];
            let held = RoleUse { today: vec![Holder::Team(TeamId::new(21))], ..RoleUse::new(Role::Developer) };
            Arc::make_mut(&mut w.practices).roles = vec![held];
        },
        (1, 2),
    ),
    (
        K::PracticesWithOneAccountable,
        (0, 0),
        |w| {
            stream(w).steps[0].practices = vec![Practice::ServiceDesk, Practice::ChangeEnablement];
            let duty = |role| Duty { role, letter: Letter::Accountable };
            let row = |practice, duties| RaciRow { subject: Subject::Practice(practice), duties };
            Arc::make_mut(&mut w.practices).raci = vec![
                row(Practice::ServiceDesk, vec![duty(Role::ServiceOwner)]),
                row(Practice::ChangeEnablement, vec![duty(Role::ServiceOwner), duty(Role::ChangeManager)]),
            ];
        },
        (1, 2),
    ),
    (
        K::TargetsWithToday,
        (0, 0),
        |w| {
            let criterion = |state| Criterion { level: 2, text: "It runs".to_owned(), state, evidence: Vec::new() };
            let with = |practice, state| Maturity {
                target: Some(3),
                criteria: vec![criterion(state)],
                ..Maturity::new(practice)
            };
            Arc::make_mut(&mut w.practices).maturity = vec![
                with(Practice::ServiceDesk, CriterionState::Met),
                with(Practice::ChangeEnablement, CriterionState::Open),
            ];
        },
        (1, 2),
    ),
];

#[test]
fn each_sign_turns_when_the_model_does() {
    for (kind, before, change, after) in OF_STREAMS.into_iter().chain(OF_SERVICES).chain(OF_PEOPLE) {
        let mut workspace = small();
        assert_eq!(count(&workspace, kind), before, "{kind:?} before");
        change(&mut workspace);
        assert_eq!(count(&workspace, kind), after, "{kind:?} after");
    }
}

#[test]
fn records_and_handovers_are_counted() {
    let mut workspace = Sample::Larkfield.workspace();
    assert_eq!(count(&workspace, K::ServicesWithRecords), (1, 3));
    // Getting an environment is handed over once; restoring service goes to the desk, back, and to the desk again.
    assert_eq!(count(&workspace, K::StreamsWithFewHandovers), (1, 3));
    Arc::make_mut(&mut workspace.streams).truncate(1);
    assert_eq!(count(&workspace, K::StreamsWithFewHandovers), (0, 1));
}

#[test]
fn a_wished_for_future_is_no_evidence() {
    let mut workspace = small();
    let mut future = workspace.streams[0].clone();
    "Everything is better".clone_into(&mut future.outcome);
    future.future_of = Some(future.id);
    workspace.streams = vec![workspace.streams[0].clone(), future].into();
    assert_eq!(count(&workspace, K::StreamsWithOutcome), (0, 1));
    assert_eq!(count(&workspace, K::StepsWithTeam), (2, 4));
}

#[test]
fn names_are_no_evidence() {
    let mut workspace = small();
    let before = principles(&workspace);
    for step in &mut stream(&mut workspace).steps {
        "Customer feedback workshop, automated".clone_into(&mut step.name);
    }
    "Value".clone_into(&mut stream(&mut workspace).name);
    assert_eq!(principles(&workspace), before);
}

#[test]
fn approvals_of_requests_stop_no_bad_change_and_need_not() {
    let mut workspace = small();
    stream(&mut workspace).kind = StreamKind::Request;
    assert_eq!(count(&workspace, K::DecisionsThatStop), (0, 0));
    assert_eq!(count(&workspace, K::DecisionsByMachine), (0, 0));
}

#[test]
fn the_worked_example_shows_what_speaks_for_and_against() {
    let workspace = Sample::Larkfield.workspace();
    let all = principles(&workspace);
    assert_eq!(all.iter().map(|check| check.principle).collect::<Vec<_>>(), Principle::ALL);
    let sentences: Vec<String> = all.iter().flat_map(|check| &check.signs).map(plain).collect();
    for expected in [
        "Value streams that say what the customer has in the end: 3 of 3.",
        "Deployments made change by change: 0 of 1. 8.3 changes go live together on average.",
        "Decisions with a day for looking at them again: cannot be judged, because nothing has been decided yet.",
        "Spent error budgets that change something: 0 of 3.",
        "Kinds of work that are drawn: changes, incidents, requests: 3 of 3.",
        "Value streams with a step in Improve: 0 of 3.",
        "Approvals and gates that stop bad changes: 1 of 1.",
        "Streams of changes with pre-approved ones: 1 of 1. Up to 10 % of the changes.",
        "Decisions on changes that a machine takes: 0 of 1.",
    ] {
        assert!(sentences.iter().any(|sentence| sentence == expected), "{expected} is none of {sentences:#?}");
    }
    let holistic = all.iter().find(|check| check.principle == Principle::ThinkHolistically).unwrap();
    assert!(holistic.count(Speaks::Against) >= 2, "{holistic:?}");
    let loops = holistic.signs.iter().find(|sign| sign.kind == K::LoopsClosed).unwrap();
    assert!(matches!(loops.first_without, Some(Place::Service(_))));
}

#[test]
fn nothing_is_judged_in_an_empty_workspace() {
    let empty = Workspace::empty("empty", "Empty");
    for sign in principles(&empty).iter().flat_map(|check| &check.signs) {
        assert_eq!((sign.speaks(), sign.first_without), (Speaks::NotAtAll, None), "{sign:?}");
        assert!(plain(sign).contains("cannot be judged, because "), "{sign:?}");
    }
}

#[test]
fn every_principle_and_dimension_has_signs_with_words_of_their_own() {
    let workspace = small();
    let mut kinds: Vec<SignKind> = Vec::new();
    for check in principles(&workspace) {
        assert!(check.signs.len() >= 3, "{check:?}");
        kinds.extend(check.signs.iter().map(|sign| sign.kind));
    }
    let distinct = kinds.len();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), distinct, "a sign belongs to one principle");
    kinds.extend(dimensions(&workspace).iter().flat_map(|cover| &cover.signs).map(|sign| sign.kind));
    kinds.sort_unstable();
    kinds.dedup();
    let words: Vec<&str> = kinds.iter().map(|kind| sign_words(*kind).0).collect();
    for (at, name) in words.iter().enumerate() {
        assert!(!name.ends_with('.') && !words.iter().skip(at + 1).any(|other| other == name), "{name}");
    }
}
