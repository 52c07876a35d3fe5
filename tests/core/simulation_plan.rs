//! From a workspace and a scenario to a plan: every lever pulls, what is gone is a problem, what is missing is said.

#![expect(clippy::float_cmp, reason = "these results are exact, not near")]

use std::sync::Arc;

use trivium_core::{
    catalog::samples::larkfield,
    engine::simulation::{Calibration, Comparison, Measure, Plan, Settings},
    model::{
        Cadence, Canary, Distribution, Elapsed, EscalationLevel, GateFamily, Lever, Observed, Place, Release, Risk,
        Scenario, ServiceId, Severity, Share, StepId, StepKind, StreamId, Target, TeamId, Together, Weekday, Workspace,
    },
};

use super::simulation_models::{deploy, run, run_scenario, server, service, share, step, stream, workspace};

const SETTINGS: Settings = Settings { seed: 1, replications: 40, weeks: 26, warm_up_weeks: 8, ..Settings::USUAL };

fn with(levers: Vec<Lever>) -> Scenario {
    Scenario { levers, ..Scenario::today() }
}

/// Work, an approval, a gate, a deploy step, a team, a service.
fn small() -> Workspace {
    let judge = (share(0.1), share(0.01));
    let approval = StepKind::Approval {
        cadence: Some(Cadence::weekly(Weekday::Wednesday, 10)),
        stops_bad: judge.0,
        stops_good: judge.1,
    };
    let gate = StepKind::Gate { stops_bad: judge.0, stops_good: judge.1 };
    let mut build = server(2, 3, Distribution::Exponential { mean: 4.0 });
    build.team = Some(TeamId::new(800));
    build.workers = trivium_core::model::Workers::Team;
    let mut flow = stream(0.1, vec![build, step(3, approval), step(4, gate), deploy(5)]);
    flow.bad_changes = share(0.1);
    flow.demand.mix.emergency = share(0.1);
    let mut workspace = workspace(flow, Some(service()));
    workspace.teams = Arc::new(vec![trivium_core::model::Team {
        people: 3,
        planned_share: share(0.8),
        party: trivium_core::model::Party::Internal,
        ..trivium_core::model::Team::new(TeamId::new(800), "Builders".to_owned())
    }]);
    workspace
}

#[test]
fn every_lever_changes_the_plan() {
    let workspace = small();
    let today = Plan::compile(&workspace, &Scenario::today()).unwrap().plan.fingerprint_of_input();
    let (stream, team, service) = (StreamId::new(1), TeamId::new(800), ServiceId::new(900));
    let daily = Cadence { every_days: 1, ..Cadence::weekly(Weekday::Monday, 10) };
    for lever in [
        Lever::StandardChanges { stream, share: share(0.5) },
        Lever::ApprovalCadence { step: StepId::new(3), cadence: None },
        Lever::ApprovalCadence { step: StepId::new(3), cadence: Some(daily) },
        Lever::StopsBad { step: StepId::new(3), share: share(0.4) },
        Lever::StopsBad { step: StepId::new(4), share: share(0.4) },
        Lever::Release { step: StepId::new(5), release: Release::At { cadence: daily } },
        Lever::Gates { stream, stops_bad: share(0.5), stops_good: share(0.03) },
        Lever::People { step: StepId::new(2), people: 9 },
        Lever::TeamSize { team, people: 9 },
        Lever::Demand { stream, per_week: 20.0 },
        Lever::BadChanges { stream, share: share(0.2) },
        Lever::FoundByMonitoring { service, share: share(0.95) },
        Lever::RepairTime { service, factor: 0.5 },
        Lever::Rollback { service, success: share(0.8) },
        Lever::SloTarget { service, target: "99.95".parse().unwrap() },
        Lever::Freeze { service, on: true },
        Lever::FreezeAt { service, at_remaining: 0.1, until_remaining: 0.2 },
        Lever::AutoApproval { risk: Some(Risk::Medium) },
        Lever::RequiredGate { family: GateFamily::Quality, stops_bad: share(0.5), stops_good: share(0.01) },
        Lever::WipLimit { step: StepId::new(2), limit: Some(4) },
        Lever::Canary { canary: Some(Canary::assumed()) },
        Lever::FeatureFlag { service, success: share(0.5) },
        Lever::OnCallLevels { service, levels: 3 },
        Lever::ReliabilityWork { stream, share: share(0.2) },
        Lever::Release {
            step: StepId::new(5),
            release: Release::Together { together: Together { at: 5, or_after: Elapsed::clamped_days(1.0) } },
        },
    ] {
        let compiled = Plan::compile(&workspace, &with(vec![lever.clone()])).unwrap();
        assert_ne!(compiled.plan.fingerprint_of_input(), today, "{lever:?}");
    }
    let same = Plan::compile(&workspace, &with(vec![Lever::UseStream { stream }])).unwrap();
    assert_eq!(same.plan.fingerprint_of_input(), today, "the stream that runs anyway");
}

#[test]
fn a_lever_whose_target_is_gone_is_a_problem() {
    let (stream, step, team, service) = (StreamId::new(99), StepId::new(99), TeamId::new(99), ServiceId::new(99));
    for lever in [
        Lever::UseStream { stream },
        Lever::StandardChanges { stream, share: Share::NONE },
        Lever::ApprovalCadence { step, cadence: None },
        Lever::StopsBad { step, share: Share::NONE },
        Lever::Release { step, release: Release::OnDemand },
        Lever::Gates { stream, stops_bad: Share::NONE, stops_good: Share::NONE },
        Lever::People { step, people: 1 },
        Lever::TeamSize { team, people: 1 },
        Lever::Demand { stream, per_week: 1.0 },
        Lever::BadChanges { stream, share: Share::NONE },
        Lever::FoundByMonitoring { service, share: Share::NONE },
        Lever::RepairTime { service, factor: 1.0 },
        Lever::Rollback { service, success: Share::NONE },
        Lever::SloTarget { service, target: Target::THREE_NINES },
        Lever::Freeze { service, on: true },
        Lever::FreezeAt { service, at_remaining: 0.0, until_remaining: 0.0 },
        Lever::WipLimit { step, limit: None },
        Lever::FeatureFlag { service, success: Share::NONE },
        Lever::OnCallLevels { service, levels: 1 },
        Lever::ReliabilityWork { stream, share: Share::NONE },
        // Of the wrong kind.
        Lever::StopsBad { step: StepId::new(2), share: Share::NONE },
        Lever::ApprovalCadence { step: StepId::new(5), cadence: None },
        Lever::Release { step: StepId::new(3), release: Release::OnDemand },
        // Out of range.
        Lever::People { step: StepId::new(2), people: 0 },
        Lever::Demand { stream: StreamId::new(1), per_week: f64::NAN },
        Lever::RepairTime { service: ServiceId::new(900), factor: 0.0 },
        Lever::WipLimit { step: StepId::new(2), limit: Some(0) },
        Lever::OnCallLevels { service: ServiceId::new(900), levels: 0 },
        Lever::FreezeAt { service: ServiceId::new(900), at_remaining: 0.5, until_remaining: 0.2 },
    ] {
        let Err(problems) = Plan::compile(&small(), &with(vec![lever.clone()])) else { panic!("{lever:?}") };
        assert!(problems.iter().any(|problem| problem.severity == Severity::Error), "{lever:?}");
        assert!(problems.iter().all(|problem| !problem.what.is_empty()), "{lever:?}");
    }
}

#[test]
fn levels_of_call_are_cut_and_repeated() {
    let mut workspace = small();
    let level = |name: &str, mean: f64, timeout: Option<f64>| EscalationLevel {
        name: name.to_owned(),
        mean: Elapsed::clamped_hours(mean),
        timeout: timeout.map(Elapsed::clamped_hours),
    };
    let chain = vec![level("First", 0.1, Some(0.2)), level("Second", 0.3, None)];
    let incidents = |workspace: &mut Workspace, chain: Vec<EscalationLevel>| {
        Arc::make_mut(&mut workspace.services)[0].incidents.escalation = chain;
    };
    incidents(&mut workspace, chain.clone());
    let plan = |workspace: &Workspace, levels: Option<u8>| {
        let lever = levels.map(|levels| Lever::OnCallLevels { service: ServiceId::new(900), levels });
        let scenario = with(lever.into_iter().collect());
        Plan::compile(workspace, &scenario).unwrap().plan.fingerprint_of_input()
    };
    assert_eq!(plan(&workspace, Some(2)), plan(&workspace, None));
    let mut longer = small();
    incidents(&mut longer, vec![chain[0].clone(), level("Second", 0.3, Some(0.2)), level("Second", 0.3, None)]);
    assert_eq!(plan(&workspace, Some(3)), plan(&longer, None));
    let mut shorter = small();
    incidents(&mut shorter, vec![level("First", 0.1, None)]);
    assert_eq!(plan(&workspace, Some(1)), plan(&shorter, None));
}

#[test]
fn what_is_missing_is_said_and_the_rest_is_computed() {
    let no_service = run(&workspace(stream(0.1, vec![deploy(3)]), None), SETTINGS);
    assert!(no_service.estimate(Measure::RequestToLive).is_some());
    assert!(no_service.estimate(Measure::CommitToLive).is_none(), "no mark of the clock");
    assert!(no_service.measured(Measure::BudgetUsed).unwrap().why_not.contains("no service"));
    assert_eq!(no_service.budget, None);

    let mut no_slo = service();
    no_slo.slos.clear();
    no_slo.incidents.background_per_28_days = 2.0;
    let no_slo = run(&workspace(stream(0.1, vec![deploy(3)]), Some(no_slo)), SETTINGS);
    assert!(no_slo.estimate(Measure::Incidents).unwrap().mean > 1.0);
    assert!(no_slo.measured(Measure::OutOfSlo).unwrap().why_not.contains("no service level objective"));

    let no_deploy = run(&workspace(stream(0.1, vec![step(3, StepKind::Work)]), Some(service())), SETTINGS);
    assert!(no_deploy.estimate(Measure::RequestToDone).is_some());
    assert!(no_deploy.measured(Measure::ChangeFailRate).unwrap().why_not.contains("deploys"));

    let mut no_stream = workspace(stream(0.1, Vec::new()), Some(service()));
    assert!(run(&no_stream, SETTINGS).estimate(Measure::BudgetUsed).is_some());
    no_stream.services = Arc::default();
    let problems = Plan::compile(&no_stream, &Scenario::today()).map(|_| ()).unwrap_err();
    assert_eq!(problems[0].place, Place::Workspace);

    let short = run(&small(), Settings { weeks: 3, ..SETTINGS });
    assert!(short.measured(Measure::BudgetUsed).unwrap().why_not.contains("shorter than one window"));
}

#[test]
fn people_who_cannot_keep_up_are_named() {
    let warned = |per_hour: f64| {
        let workspace = workspace(stream(per_hour, vec![server(2, 1, Distribution::Fixed { hours: 1.0 })]), None);
        let warnings = Plan::compile(&workspace, &Scenario::today()).unwrap().warnings;
        warnings.into_iter().map(|warning| (warning.severity, warning.what)).collect::<Vec<_>>()
    };
    assert_eq!(warned(0.9), []);
    assert!(matches!(&warned(0.97)[..], [(Severity::Warning, what)] if what.contains("97 % busy")));
    assert!(matches!(&warned(1.2)[..], [(Severity::Warning, what)] if what.contains("never settles")));
    // Rework counts: 0.8 an hour, a quarter of it again.
    let mut again = server(2, 1, Distribution::Fixed { hours: 1.0 });
    again.complete_accurate = Some(share(0.75));
    let workspace = workspace(stream(0.8, vec![again]), None);
    assert_eq!(Plan::compile(&workspace, &Scenario::today()).unwrap().warnings.len(), 1);
}

#[test]
fn a_stream_too_long_to_simulate_is_refused_by_name() {
    let steps = (2..600).map(|number| step(number, StepKind::Work)).collect();
    let problems = Plan::compile(&workspace(stream(0.1, steps), None), &Scenario::today()).map(|_| ()).unwrap_err();
    assert_eq!(problems[0].place, Place::Stream(StreamId::new(1)));
}

#[test]
fn what_queues_do_not_explain_is_waited_and_stays_under_a_lever() {
    let observed = |hours: f64| {
        let time = Elapsed::clamped_hours(hours);
        Some(Observed { low: time, high: time, assumed: false })
    };
    let mut first = server(2, 1, Distribution::Exponential { mean: 4.0 });
    first.observed = observed(30.0);
    let mut second = server(3, 1, Distribution::Exponential { mean: 4.0 });
    second.observed = observed(2.0);
    let workspace = workspace(stream(0.1, vec![first, second]), None);
    let calibration = Calibration::of(&workspace, StreamId::new(1)).unwrap();
    // M/M/1 explains 4/(1 − 0.4) = 6.67 h of the 30; of the second step it explains more than is observed.
    let wait = calibration.other_wait(StepId::new(2));
    assert!((wait - 23.333).abs() < 1.0, "{wait}");
    assert_eq!(calibration.other_wait(StepId::new(3)), 0.0);
    let outcome = run(&workspace, SETTINGS);
    let total = outcome.steps[0].total.unwrap().mean;
    assert!((total - 30.0).abs() < 1.0, "{total}");
    let faster = with(vec![Lever::People { step: StepId::new(2), people: 9 }]);
    let faster = run_scenario(&workspace, &faster, SETTINGS);
    assert!((faster.steps[0].other_wait.unwrap().mean - wait).abs() < 1e-9);
    assert!((faster.steps[0].total.unwrap().mean - wait - 4.0).abs() < 0.3);
}

/// The guided scenarios of the worked example: each carries the direction of its insight.
#[test]
fn the_worked_example_says_what_its_questions_promise() {
    let workspace = larkfield();
    let stream = workspace.main_stream().unwrap().id;
    let calibration = Calibration::of(&workspace, stream).unwrap();
    let settings = Settings { replications: 60, ..SETTINGS };
    let go = |scenario: &Scenario| {
        let plan = Plan::compile_with(&workspace, scenario, &calibration).unwrap().plan;
        let mut run = trivium_core::engine::simulation::Run::new(plan, settings).unwrap();
        run.finish();
        run.outcome().unwrap()
    };
    let today = go(&Scenario::today());
    let against = |name: &str| {
        let scenario = workspace.scenarios.iter().find(|scenario| scenario.name == name).unwrap();
        Comparison::between(&today, &go(scenario)).unwrap()
    };
    let assert_less = |comparison: &Comparison, measure: Measure| {
        let difference = comparison.of(measure).unwrap();
        assert!(difference.sure && difference.difference < 0.0, "{difference:?}");
    };
    let assert_more = |comparison: &Comparison, measure: Measure| {
        let difference = comparison.of(measure).unwrap();
        assert!(difference.sure && difference.difference > 0.0, "{difference:?}");
    };
    let developers = against("Two more developers");
    let tester = against("One more tester");
    assert_less(&tester, Measure::RequestToLive);
    let gain = |comparison: &Comparison| -comparison.of(Measure::RequestToLive).unwrap().difference;
    assert!(gain(&tester) > 3.0 * gain(&developers), "one tester buys more than two developers");

    let ungated = against("No CAB, on demand");
    assert_less(&ungated, Measure::RequestToLive);
    assert_less(&ungated, Measure::ChangeFailRate);
    assert_more(&ungated, Measure::FailedDeployments);
    let gated = against("With four gates");
    assert_less(&gated, Measure::RequestToLive);
    assert_less(&gated, Measure::BudgetUsed);

    let freeze = against("Freeze when spent");
    for measure in [Measure::TimeFrozen, Measure::BatchSize, Measure::ChangeFailRate, Measure::RequestToLive] {
        assert_more(&freeze, measure);
    }
    assert!(!freeze.of(Measure::OutOfSlo).unwrap().sure, "a freeze alone does not keep the objective");

    for name in ["Half the failures", "Half the repair time", "Alerts and rollback", "All of it"] {
        let better = against(name);
        assert_less(&better, Measure::BudgetUsed);
        assert_less(&better, Measure::OutOfSlo);
    }
    assert_less(&against("Alerts and rollback"), Measure::RecoveryTime);
}
