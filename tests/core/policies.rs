//! Policies and what belongs to them: written and read whole, refused with a sentence, changed by commands.

use std::sync::Arc;

use trivium_core::{
    edit::Command,
    model::{
        Arrivals, BudgetAction, BudgetStep, CalendarFreeze, Canary, CarveOuts, ChangePolicy, Costs, Distribution,
        Elapsed, ErrorBudgetPolicy, EscalationLevel, FreezeRule, GateFamily, Learning, LearnsOn, Lever, Observations,
        OpenPeriod, Release, Repair, RequiredGate, Risk, RiskMix, SeverityClass, Share, Together, Weekday, WorkMix,
        Workspace, YearDay, check,
    },
    wire::{read_file, write_document, write_file},
};

use super::fixture::workspace;

/// Something that breaks a rule.
type Break = fn(&mut Workspace);

fn share(value: f64) -> Share {
    Share::new(value).unwrap()
}

fn gate(family: GateFamily, hours: f64) -> RequiredGate {
    let takes = Distribution::Fixed { hours };
    RequiredGate { family, stops_bad: share(0.5), stops_good: share(0.01), takes }
}

fn policy() -> ChangePolicy {
    ChangePolicy {
        auto_approve: Some(Risk::Low),
        approve_emergencies_afterwards: true,
        gates: GateFamily::ALL.map(|family| gate(family, 0.25)).to_vec(),
        windows: vec![OpenPeriod { day: Weekday::Tuesday, from_minute: 540, to_minute: 720 }],
        freezes: vec![CalendarFreeze {
            name: "Peak season".to_owned(),
            from: YearDay { month: 11, day: 15 },
            to: YearDay { month: 1, day: 2 },
            except: CarveOuts { standard: true, ..CarveOuts::USUAL },
        }],
        measured_from: Some(YearDay { month: 10, day: 1 }),
        canary: Some(Canary::assumed()),
    }
}

/// The small shop, with everything in use that a policy can say.
fn full() -> Workspace {
    let mut workspace = workspace();
    workspace.change_policy = policy();
    let team = workspace.teams[0].id;
    Arc::make_mut(&mut workspace.teams)[0].ahead_minutes = 60;
    let service = &mut Arc::make_mut(&mut workspace.services)[0];
    service.costs = Some(Costs { currency: "EUR".to_owned(), outage_hour: 7140.0, change_day: 20.0, fee: 1e4 });
    let extra = BudgetAction::ExtraGate {
        stops_bad: share(0.2),
        stops_good: share(0.0),
        takes: Distribution::Pert { low: 0.1, mode: 0.2, high: 1.0 },
    };
    let actions = vec![
        extra,
        BudgetAction::Hold {},
        BudgetAction::SlowerDates { factor: 2 },
        BudgetAction::ReliabilityWork { share: share(0.3) },
    ];
    service.budget_policy = Some(ErrorBudgetPolicy {
        freeze: Some(FreezeRule { except: CarveOuts::NONE, ..FreezeRule::WHEN_SPENT }),
        steps: vec![BudgetStep { at_remaining: 0.25, until_remaining: 0.4, actions }],
        owner: "Operations".to_owned(),
    });
    let incidents = &mut service.incidents;
    let level =
        |name: &str, timeout| EscalationLevel { name: name.to_owned(), mean: Elapsed::clamped_hours(0.1), timeout };
    incidents.escalation = vec![level("Primary", Some(Elapsed::clamped_hours(0.25))), level("Manager", None)];
    let class = |name: &str, part: f64| SeverityClass {
        name: name.to_owned(),
        share: share(part),
        impact: share(0.9),
        repair_factor: 1.5,
    };
    incidents.severities = vec![class("P1", 0.25), class("P2", 0.75)];
    incidents.off_hours_factor = 2.0;
    incidents.responders_from = Some(team);
    incidents.feature_flag = Some(Repair::assumed_rollback());
    incidents.learning = vec![Learning { on: LearnsOn::Repair, by: share(0.05), floor: share(0.5) }];
    let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
    stream.demand.work = WorkMix { defect: share(0.2), reliability: share(0.1), risk: share(0.1) };
    stream.demand.risk = RiskMix { low: share(0.5), high: share(0.1), ..RiskMix::MEDIUM };
    stream.demand.arrivals = Arrivals::InBatches { size: 3 };
    stream.steps[0].wip_limit = Some(5);
    stream.steps[1].together = Some(Together { at: 3, or_after: Elapsed::clamped_days(2.0) });
    stream.steps[1].work = Distribution::Empirical { values: Observations::of(&[3.0, 1.0, 8.5]).unwrap() };
    stream.steps[2].work = Distribution::Gamma { mean: 4.0, shape: 2.0 };
    stream.steps[3].work = Distribution::Weibull { shape: 1.5, scale: 3.0 };
    let (first, deploy) = (stream.steps[0].id, stream.steps[4].id);
    let (stream, service) = (stream.id, workspace.services[0].id);
    Arc::make_mut(&mut workspace.scenarios)[0].levers.extend([
        Lever::AutoApproval { risk: Some(Risk::High) },
        Lever::RequiredGate { family: GateFamily::Quality, stops_bad: share(0.6), stops_good: share(0.0) },
        Lever::RequiredGate { family: GateFamily::Operational, stops_bad: share(0.1), stops_good: share(0.0) },
        Lever::WipLimit { step: first, limit: None },
        Lever::Canary { canary: None },
        Lever::FeatureFlag { service, success: share(0.9) },
        Lever::OnCallLevels { service, levels: 3 },
        Lever::FreezeAt { service, at_remaining: -0.1, until_remaining: 0.1 },
        Lever::ReliabilityWork { stream, share: share(0.2) },
        Lever::Release {
            step: deploy,
            release: Release::Together { together: Together { at: 4, or_after: Elapsed::clamped_hours(8.0) } },
        },
    ]);
    workspace
}

#[test]
fn everything_that_a_policy_says_is_written_and_read() {
    let workspace = full();
    assert_eq!(check::check(&workspace), []);
    let text = write_file(&workspace, "2026-11-20T09:00:00Z").unwrap();
    assert_eq!(read_file(text.as_bytes()).unwrap().workspace, workspace);
}

#[test]
fn what_is_usual_is_not_written() {
    let plain = write_document(&workspace()).unwrap();
    for word in ["change_policy", "wip_limit", "together", "arrivals", "severities", "costs", "except", "ahead_minutes"]
    {
        assert!(!plain.contains(&format!("\"{word}\"")), "{word}");
        assert!(write_document(&full()).unwrap().contains(&format!("\"{word}\"")), "{word}");
    }
}

#[test]
fn a_policy_that_contradicts_itself_is_refused_with_a_sentence() {
    let broken: [(&str, Break); 18] = [
        ("same family", |w| w.change_policy.gates.push(gate(GateFamily::Quality, 0.1))),
        ("Quality gate", |w| w.change_policy.gates = vec![gate(GateFamily::Quality, -1.0)]),
        ("windows", |w| w.change_policy.windows[0].to_minute = 1),
        ("Peak season", |w| w.change_policy.freezes[0].to = YearDay { month: 2, day: 29 }),
        ("simulated weeks", |w| w.change_policy.measured_from = Some(YearDay { month: 0, day: 1 })),
        ("step at 25 %", |w| budget(w).steps[0].until_remaining = 0.1),
        ("same thing twice", |w| budget(w).steps[0].actions.push(BudgetAction::Hold {})),
        ("every 1th date", |w| budget(w).steps[0].actions = vec![BudgetAction::SlowerDates { factor: 1 }]),
        ("severities", |w| service(w).incidents.severities.truncate(1)),
        ("P1", |w| service(w).incidents.severities[0].repair_factor = 0.0),
        ("escalation", |w| service(w).incidents.escalation.truncate(1)),
        ("off-hours", |w| service(w).incidents.off_hours_factor = f64::NAN),
        ("reliability work acts", |w| {
            let twice = service(w).incidents.learning[0];
            service(w).incidents.learning.push(twice);
        }),
        ("cost", |w| service(w).costs.as_mut().unwrap().fee = -1.0),
        ("add up", |w| Arc::make_mut(&mut w.streams)[0].demand.work.defect = Share::ALL),
        ("low and of high risk", |w| Arc::make_mut(&mut w.streams)[0].demand.risk.low = Share::ALL),
        ("batches of 1", |w| Arc::make_mut(&mut w.streams)[0].demand.arrivals = Arrivals::InBatches { size: 1 }),
        ("room for fewer", |w| Arc::make_mut(&mut w.streams)[0].steps[1].wip_limit = Some(2)),
    ];
    for (word, breaks) in broken {
        let mut workspace = full();
        breaks(&mut workspace);
        let found = check::check(&workspace);
        assert!(found.iter().any(|problem| problem.what.contains(word)), "{word}: {found:?}");
        assert!(found.iter().all(|problem| !problem.remedy.is_empty()), "{word}");
    }
}

fn service(workspace: &mut Workspace) -> &mut trivium_core::model::Service {
    &mut Arc::make_mut(&mut workspace.services)[0]
}

fn budget(workspace: &mut Workspace) -> &mut ErrorBudgetPolicy {
    service(workspace).budget_policy.as_mut().unwrap()
}

#[test]
fn the_change_policy_is_changed_by_a_command() {
    let before = workspace();
    let command = Command::SetChangePolicy { policy: policy() };
    let after = command.apply(&before).unwrap();
    assert_eq!(after.change_policy, policy());
    assert_eq!(command.label(&before), "Change the change policy");
    let canary = Command::SetChangePolicy { policy: ChangePolicy { canary: None, ..policy() } };
    assert_eq!(canary.label(&after), "Change progressive delivery of the change policy");
    assert!(canary.coalesce_key(&after).is_some());
    let text = serde_json::to_string(&command).unwrap();
    assert_eq!(serde_json::from_str::<Command>(&text).unwrap(), command);
}

#[test]
fn a_team_that_goes_leaves_its_services_responders_of_their_own() {
    let before = full();
    let change = Command::RemoveTeam { team: before.teams[0].id }.change(&before).unwrap();
    assert_eq!(change.workspace.services[0].incidents.responders_from, None);
    assert!(change.also.iter().any(|also| also.contains("responders of its own")), "{:?}", change.also);
}

#[test]
fn levers_of_one_kind_on_two_gates_are_two_levers() {
    let scenario = full().scenarios[0].clone();
    let gates = scenario.levers.iter().filter(|lever| matches!(lever, Lever::RequiredGate { .. })).count();
    assert_eq!(gates, 2);
    let mut twice = scenario;
    twice.levers.push(Lever::Canary { canary: Some(Canary::assumed()) });
    assert!(Command::UpdateScenario { scenario: twice }.apply(&full()).is_err());
}
