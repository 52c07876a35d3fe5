//! A small sound workspace, and commands made from rolls of dice: for the laws of editing and writing.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use trivium_core::edit::{Command, NewIds, Part, StreamDetails, connect, connection};
use trivium_core::model::*;

pub(crate) fn step(id: StepId, name: &str, hours: f64) -> Step {
    Step {
        work: Distribution::Fixed { hours },
        workers: Workers::Team,
        complete_accurate: Some(Share::clamped(0.9)),
        assumed: false,
        ..Step::new(id, name)
    }
}

pub(crate) fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 3, 1 + day % 28).unwrap().and_hms_opt(hour % 24, 0, 0).unwrap()
}

pub(crate) fn deployment(name: &str, finished_at: NaiveDateTime) -> Deployment {
    Deployment {
        id: name.to_owned(),
        finished_at,
        commit_time: None,
        failed: Some(false),
        unplanned: None,
        changes: Some(3),
    }
}

pub(crate) fn incident(name: &str, opened_at: NaiveDateTime, impact: Option<f64>) -> Incident {
    Incident {
        id: name.to_owned(),
        opened_at,
        resolved_at: None,
        deployment_id: None,
        cause_is_change: Some(true),
        severity: Some("high".to_owned()),
        impact,
    }
}

pub(crate) fn records(rows: u32, impact: Option<f64>) -> Arc<DeliveryRecords> {
    Arc::new(DeliveryRecords {
        source: "test".to_owned(),
        synthetic: true,
        deployments: (0..rows).map(|row| deployment(&format!("d{row}"), at(rows - row, row))).collect(),
        incidents: vec![incident("i1", at(2, 3), impact)],
    })
}

pub(crate) fn service(ids: &mut NewIds, name: &str) -> Service {
    Service {
        id: ids.service(),
        name: name.to_owned(),
        tier: 1,
        hours: ServiceHours::daily(&[Weekday::Monday, Weekday::Friday], 8, 18),
        sla: Some(Sla { target: "99.5".parse().unwrap(), window_days: 30, credits: Vec::new() }),
        contracts: vec![SupplierContract {
            id: ids.contract(),
            supplier: "Host".to_owned(),
            kind: ContractKind::Underpinning,
            target: Target::THREE_NINES,
        }],
        slos: vec![slo(ids.slo())],
        depends_on: Vec::new(),
        events_per_28_days: Some(1e6),
        budget_policy: Some(ErrorBudgetPolicy {
            freeze: Some(FreezeRule::WHEN_SPENT),
            owner: "Ops".to_owned(),
            steps: Vec::new(),
        }),
        incidents: IncidentPolicy::assumed(),
        costs: None,
        note: String::new(),
    }
}

pub(crate) fn slo(id: SloId) -> Slo {
    Slo {
        id,
        indicator: Indicator::Availability,
        description: "Good answers".to_owned(),
        target: Target::THREE_NINES,
        window_days: 28,
    }
}

/// A shop: one service with records, a stream of five steps, two teams, one scenario.
pub(crate) fn workspace() -> Workspace {
    let empty = Workspace::empty("test-1", "Shop");
    let mut ids = NewIds::of(&empty);
    let service = service(&mut ids, "Web shop");
    let (build, ops) = (ids.team(), ids.team());
    let team = |id, name: &str| Team {
        people: 5,
        planned_share: Share::clamped(0.8),
        party: Party::Internal,
        ..Team::new(id, name.to_owned())
    };
    let mut steps: Vec<Step> = ["Refine", "Develop", "Test", "Approve", "Deploy"]
        .into_iter()
        .zip([2.0, 8.0, 4.0, 0.5, 0.3])
        .map(|(name, hours)| Step { team: Some(build), ..step(ids.step(), name, hours) })
        .collect();
    let weekly = Some(Cadence::weekly(Weekday::Thursday, 10));
    steps[3].kind = StepKind::Approval { cadence: weekly, stops_bad: Share::clamped(0.1), stops_good: Share::NONE };
    steps[4].kind = StepKind::Deploy { cadence: None, fails: Share::clamped(0.01) };
    steps[4].team = Some(ops);
    let (develop, approve) = (steps[1].id, steps[3].id);
    let stream = ValueStream {
        id: ids.stream(),
        name: "Feature to live".to_owned(),
        kind: StreamKind::Change,
        service: Some(service.id),
        trigger: String::new(),
        outcome: String::new(),
        demand: Demand::of(10.0, ChangeMix { standard: Share::clamped(0.2), emergency: Share::clamped(0.05) }),
        flows: vec![Flow { id: ids.flow(), from: steps[2].id, to: develop, kind: FlowKind::Rework {} }],
        steps,
        clock_starts_after: Some(develop),
        bad_changes: Share::clamped(0.12),
        rework_effort: Share::clamped(0.5),
        future_of: None,
    };
    let scenario = Scenario {
        id: ids.scenario(),
        name: "Decide at once".to_owned(),
        question: "What if?".to_owned(),
        note: String::new(),
        colour: None,
        levers: vec![Lever::ApprovalCadence { step: approve, cadence: None }],
        prediction: Prediction::default(),
    };
    let improvement = Improvement {
        id: ids.improvement(),
        we_will: "decide on each change as it comes".to_owned(),
        because: "waiting is most of the time".to_owned(),
        owner: "R. Ortega".to_owned(),
        measure: "request to live".to_owned(),
        baseline: "12 d".to_owned(),
        target: "below 8 d".to_owned(),
        review_on: NaiveDate::from_ymd_opt(2027, 3, 1),
        scenario: Some(scenario.id),
        way: WayOfWorking::Experiment,
        status: ImprovementStatus::Planned,
        outcome: String::new(),
    };
    let id = service.id;
    let commands = [
        Command::AddService { service },
        Command::AddTeam { team: team(build, "Build") },
        Command::AddTeam { team: team(ops, "Operations") },
        Command::AddStream { stream },
        Command::AddScenario { scenario },
        Command::AddImprovement { improvement },
        Command::PutDelivery { service: id, records: records(4, Some(0.25)) },
    ];
    commands.iter().fold(empty, |workspace, command| command.apply(&workspace).unwrap())
}

/// Numbers from which one command is made; most of them sensible, some of them nonsense.
#[derive(Debug, Clone)]
pub(crate) struct Roll {
    kind: u8,
    pick: usize,
    other: usize,
    number: f64,
    text: String,
}

pub(crate) fn rolls(most: usize) -> impl Strategy<Value = Vec<Roll>> {
    let number = prop_oneof![4 => 0.0..1.0, 2 => 0.0..100.0, 1 => any::<f64>()];
    let text = prop_oneof![6 => "[a-zA-Z ]{1,12}", 1 => any::<String>(), 1 => Just(String::new())];
    let roll = (any::<u8>(), 0_usize..8, 0_usize..8, number, text);
    let roll = roll.prop_map(|(kind, pick, other, number, text)| Roll { kind, pick, other, number, text });
    prop::collection::vec(roll, 0..most)
}

impl Roll {
    /// A command on this workspace. It may well be refused.
    pub(crate) fn command(&self, workspace: &Workspace) -> Command {
        let mut ids = NewIds::of(workspace);
        let Self { kind, pick, other, number, ref text } = *self;
        let share = Share::clamped(number);
        let stream = workspace.streams.get(pick % workspace.streams.len().max(1));
        let steps = stream.map(|stream| stream.steps.clone()).unwrap_or_default();
        let flows = stream.map(|stream| stream.flows.clone()).unwrap_or_default();
        let stream = stream.map_or(StreamId::new(999_999), |stream| stream.id);
        let step_at = |at: usize| steps.get(at).map_or(StepId::new(888_888), |step| step.id);
        let service_at = |at: usize| workspace.services.get(at).cloned();
        let scenario_at = |at: usize| workspace.scenarios.get(at).cloned();
        let first_service = service_at(pick).map_or(ServiceId::new(777_777), |service| service.id);
        let first_scenario = scenario_at(pick).map_or(ScenarioId::new(666_666), |scenario| scenario.id);
        let flow_kind = if other % 3 == 0 { FlowKind::Rework {} } else { FlowKind::Next { share } };
        let lever = match other % 5 {
            0 => Lever::StopsBad { step: step_at(pick), share },
            1 => Lever::Demand { stream, per_week: number },
            2 => Lever::RepairTime { service: first_service, factor: number },
            3 => Lever::People { step: step_at(pick), people: 3 },
            _ => Lever::UseStream { stream },
        };
        let improvement = workspace.improvements.get(pick % 3).cloned();
        match kind % 42 {
            32 => {
                let scenario = scenario_at(pick).map(|scenario| scenario.id);
                let old = improvement.or_else(|| workspace.improvements.first().cloned());
                match old {
                    Some(old) => Command::AddImprovement {
                        improvement: Improvement { id: ids.improvement(), scenario, we_will: text.clone(), ..old },
                    },
                    None => Command::RemoveImprovement { improvement: ImprovementId::new(555_555) },
                }
            }
            33 => match improvement {
                Some(old) => Command::UpdateImprovement {
                    improvement: Improvement { owner: text.clone(), status: ImprovementStatus::Kept, ..old },
                },
                None => Command::RemoveImprovement { improvement: ImprovementId::new(555_555) },
            },
            35 => Command::MoveScenario { scenario: first_scenario, to: other },
            36 => match scenario_at(pick) {
                Some(old) => {
                    Command::UpdateScenario { scenario: Scenario { colour: Colour::ALL.get(other).copied(), ..old } }
                }
                None => Command::RemoveScenario { scenario: first_scenario },
            },
            34 => Command::RemoveImprovement {
                improvement: improvement.map_or(ImprovementId::new(555_555), |improvement| improvement.id),
            },
            0 => Command::Rename { name: text.clone() },
            1 => Command::SetEdition { edition: if pick % 2 == 0 { Edition::Itil4 } else { Edition::Itil5 } },
            2 => {
                let mut copy = workspace.clone();
                copy.name.clone_from(text);
                Command::Replace { workspace: Box::new(copy), label: "Import".to_owned() }
            }
            3 | 4 => Command::AddSteps { stream, at: pick, steps: vec![step(ids.step(), text, number)] },
            5 => {
                let steps = (0..other).map(|nr| step(ids.step(), &format!("{text}{nr}"), number)).collect();
                Command::AddSteps { stream, at: pick, steps }
            }
            6 | 7 => {
                let mut new = steps.get(pick).cloned().unwrap_or_else(|| step(StepId::new(5), text, number));
                match other % 6 {
                    0 => new.name.clone_from(text),
                    1 => new.work = Distribution::Lognormal { median: number, p85: number * 2.0 },
                    2 => new.complete_accurate = Some(share),
                    3 => {
                        let from = usize::from(kind) % Practice::ALL.len();
                        new.practices = Practice::ALL.into_iter().cycle().skip(from).take(pick * 5).collect();
                    }
                    4 => new.roles = Role::ALL.into_iter().skip(pick).take(pick * 2).collect(),
                    _ => new.note.clone_from(text),
                }
                Command::UpdateStep { stream, step: new }
            }
            8 => Command::RemoveStep { stream, step: step_at(pick) },
            9 => Command::MoveStep { stream, step: step_at(pick), to: other },
            10 => Command::SetClock { stream, after: Some(step_at(other)) },
            11..=13 => {
                let flow = Flow { id: ids.flow(), from: step_at(pick), to: step_at(other), kind: flow_kind };
                Command::AddFlow { stream, flow }
            }
            14 => {
                let old = flows.get(pick).map_or(FlowId::new(4), |flow| flow.id);
                let flow = Flow { id: old, from: step_at(pick), to: step_at(other), kind: flow_kind };
                Command::UpdateFlow { stream, flow }
            }
            15 => Command::RemoveFlow { stream, flow: flows.get(pick).map_or(FlowId::new(4), |flow| flow.id) },
            16 => match workspace.stream(stream) {
                Some(old) => {
                    let mut details = StreamDetails::of(old);
                    details.demand.per_week = number;
                    Command::UpdateStream { stream, details }
                }
                None => Command::RemoveStream { stream },
            },
            17 => match workspace.stream(stream).filter(|_| workspace.streams.len() < 3) {
                Some(old) => {
                    let copy = ValueStream { id: ids.stream(), steps: Vec::new(), flows: Vec::new(), ..old.clone() };
                    Command::AddStream { stream: ValueStream { clock_starts_after: None, ..copy } }
                }
                None => Command::RemoveStream { stream },
            },
            18 => Command::AddService { service: service(&mut ids, text) },
            19 => match service_at(pick) {
                Some(mut old) => {
                    old.events_per_28_days = Some(number);
                    old.incidents.impact = share;
                    Command::UpdateService { service: old }
                }
                None => Command::RemoveService { service: first_service },
            },
            20 => Command::RemoveService { service: first_service },
            21 => Command::AddSlo { service: first_service, slo: slo(ids.slo()) },
            22 => {
                let slo_id = service_at(pick).and_then(|service| service.slos.first().map(|slo| slo.id));
                Command::RemoveSlo { service: first_service, slo: slo_id.unwrap_or(SloId::new(3)) }
            }
            23 => Command::PutDelivery {
                service: first_service,
                records: records(u32::try_from(other).unwrap(), Some(number)),
            },
            24 => Command::RemoveDelivery { service: first_service },
            25 => {
                let team = Team {
                    people: 4,
                    planned_share: share,
                    party: Party::Supplier,
                    ..Team::new(ids.team(), text.clone())
                };
                Command::AddTeam { team }
            }
            26 => Command::RemoveTeam { team: workspace.teams.get(pick).map_or(TeamId::new(2), |team| team.id) },
            27 => Command::DuplicateScenario { scenario: first_scenario, copy: ids.scenario() },
            28 => match scenario_at(pick) {
                Some(old) => Command::UpdateScenario { scenario: Scenario { question: text.clone(), ..old } },
                None => Command::RemoveScenario { scenario: first_scenario },
            },
            29 => Command::SetLever { scenario: first_scenario, lever },
            30 => Command::RemoveLever { scenario: first_scenario, lever },
            37 => {
                let pin = (number > 1.0).then_some(Pin { x: 40 * (u16::try_from(pick).unwrap() + 1), y: 8 });
                let pins = steps.get(pick).map(|step| (step.id, pin)).into_iter().collect();
                Command::PinSteps { stream, pins }
            }
            40 => match workspace.stream(stream) {
                Some(old) if old.steps.len() < 40 => {
                    let ids: Vec<StepId> = old.steps.iter().skip(pick).take(other).map(|step| step.id).collect();
                    Part::of(workspace, old, &ids).paste(workspace, stream, pick).0
                }
                _ => Command::RemoveStream { stream },
            },
            41 => {
                let found = workspace.stream(stream);
                let joined = found.and_then(|found| {
                    let (from, to) = (found.steps.get(pick)?.id, found.steps.get(other)?.id);
                    connect(workspace, found, (from, to), connection(found, from, to)).ok()
                });
                joined.unwrap_or(Command::RemoveStream { stream })
            }
            38 => Command::MoveStream { stream, to: pick },
            39 => match workspace.stream(stream).filter(|_| workspace.streams.len() < 3) {
                Some(today) => {
                    let mut future = ValueStream { id: ids.stream(), future_of: Some(today.id), ..today.clone() };
                    future.flows.clear();
                    future.clock_starts_after = None;
                    for step in &mut future.steps {
                        (step.was, step.id) = (Some(step.id), ids.step());
                    }
                    Command::AddStream { stream: future }
                }
                None => Command::RemoveStream { stream },
            },
            _ => {
                let prediction =
                    Prediction { people: 9, reason: text.clone(), revealed: other == 0, ..Default::default() };
                Command::SetPrediction { scenario: first_scenario, prediction }
            }
        }
    }
}
