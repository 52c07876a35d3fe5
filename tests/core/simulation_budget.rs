//! What a short error budget does, and what is found about flow, service level and money.

#![expect(clippy::float_cmp, reason = "these results are exact, not near")]

use std::{sync::Arc, time::Instant};

use trivium_core::{
    engine::simulation::{Affordable, Measure, Outcome, Plan, Run, Settings, SettingsError},
    model::{
        Arrivals, BudgetAction, BudgetStep, Cadence, CarveOuts, Costs, CreditStep, Distribution, ErrorBudgetPolicy,
        FreezeRule, IncidentPolicy, Observations, Place, Scenario, Service, Share, Sla, StepId, StepKind, StreamId,
        Target, Weekday, Workspace,
    },
};

use super::simulation_models::{deploy, mean, run, server, service, share, step, stream, workspace};

const SETTINGS: Settings = Settings { seed: 9, replications: 10, weeks: 52, warm_up_weeks: 8, ..Settings::USUAL };

/// A service that is down by itself so often, and may be down so little, that its budget is spent from the first days on.
fn spent(policy: ErrorBudgetPolicy) -> Service {
    let mut service = service();
    service.incidents = IncidentPolicy { background_per_28_days: 100.0, ..IncidentPolicy::assumed() };
    service.slos[0].target = Target::from_budget_ten_millionths(10).unwrap();
    service.budget_policy = Some(policy);
    service
}

fn always(action: BudgetAction) -> ErrorBudgetPolicy {
    let step = BudgetStep { at_remaining: 0.5, until_remaining: 0.5, actions: vec![action] };
    ErrorBudgetPolicy { freeze: None, steps: vec![step], owner: String::new() }
}

fn hourly(steps: Vec<trivium_core::model::Step>, service: Service) -> Workspace {
    let mut flow = stream(1.0, steps);
    flow.demand.arrivals = Arrivals::Evenly;
    flow.demand.mix.emergency = share(0.25);
    workspace(flow, Some(service))
}

#[test]
fn a_freeze_lets_out_what_it_says() {
    let changes = |except: CarveOuts| {
        let policy = ErrorBudgetPolicy {
            freeze: Some(FreezeRule { except, ..FreezeRule::WHEN_SPENT }),
            ..ErrorBudgetPolicy::freeze_when_spent()
        };
        let mut workspace = hourly(vec![deploy(2)], spent(policy));
        let demand = &mut Arc::make_mut(&mut workspace.streams)[0].demand;
        demand.mix.standard = share(0.5);
        demand.work.reliability = share(0.1);
        let outcome = run(&workspace, SETTINGS);
        assert!(mean(&outcome, Measure::TimeFrozen) > 0.9999);
        mean(&outcome, Measure::ChangesPerWeek) / 168.0
    };
    assert_eq!(changes(CarveOuts::NONE), 0.0);
    assert!((changes(CarveOuts::USUAL) - (0.25 + 0.75 * 0.1)).abs() < 0.01);
    assert!((changes(CarveOuts { standard: true, ..CarveOuts::NONE }) - 0.5).abs() < 0.01);
    assert!((changes(CarveOuts { reliability: false, ..CarveOuts::USUAL }) - 0.25).abs() < 0.01);
}

#[test]
fn a_hold_keeps_new_work_outside() {
    let held = run(&hourly(vec![deploy(2)], spent(always(BudgetAction::Hold {}))), SETTINGS);
    assert!((mean(&held, Measure::ChangesPerWeek) / 42.0 - 1.0).abs() < 0.03, "only emergencies come in");
    assert!(mean(&held, Measure::WorkInProgress) > 1000.0);
    for totals in &held.totals {
        assert_eq!(totals.arrived, totals.finished + totals.in_progress + totals.turned_away);
    }
}

#[test]
fn slower_dates_use_one_of_so_many() {
    let daily = Cadence { every_days: 1, ..Cadence::weekly(Weekday::Monday, 10) };
    let release = StepKind::Deploy { cadence: Some(daily), fails: Share::NONE };
    let with = |service: Service| {
        let mut workspace = hourly(vec![step(2, release.clone())], service);
        Arc::make_mut(&mut workspace.streams)[0].demand.mix.emergency = Share::NONE;
        run(&workspace, SETTINGS)
    };
    let slow = with(spent(always(BudgetAction::SlowerDates { factor: 4 })));
    assert!((mean(&slow, Measure::DeploymentsPerWeek) - 7.0 / 4.0).abs() < 0.02);
    assert!((mean(&slow, Measure::BatchSize) - 96.0).abs() < 1e-9);
    assert_eq!(mean(&with(service()), Measure::DeploymentsPerWeek), 7.0);
}

#[test]
fn an_extra_gate_stands_only_while_it_is_asked_for() {
    let gate = BudgetAction::ExtraGate {
        stops_bad: Share::NONE,
        stops_good: Share::NONE,
        takes: Distribution::Fixed { hours: 6.0 },
    };
    let on = run(&hourly(vec![deploy(2)], spent(always(gate))), SETTINGS);
    assert!((mean(&on, Measure::RequestToLive) * 24.0 - 6.0).abs() < 0.01);
    let mut quiet = service();
    quiet.budget_policy = Some(always(gate));
    let off = run(&hourly(vec![deploy(2)], quiet), SETTINGS);
    assert_eq!(mean(&off, Measure::RequestToLive), 0.0);
    assert_eq!(off.steps[1].total, None, "the gate stands in the list, and nobody came to it");
}

#[test]
fn people_are_moved_to_reliability_work() {
    let moved =
        run(&hourly(vec![deploy(2)], spent(always(BudgetAction::ReliabilityWork { share: share(0.4) }))), SETTINGS);
    let reliability = moved.work_types[2].live.unwrap().mean;
    assert!((reliability - 0.75 * 0.4).abs() < 0.01, "{reliability}");
    assert!((mean(&moved, Measure::ChangesPerWeek) - 168.0).abs() < 0.05);
}

#[test]
fn a_later_exit_freezes_longer_and_less_often() {
    let with = |until_remaining: f64| {
        let mut service = service();
        service.incidents = IncidentPolicy { background_per_28_days: 1.0, ..IncidentPolicy::assumed() };
        let freeze = FreezeRule { until_remaining, ..FreezeRule::WHEN_SPENT };
        service.budget_policy =
            Some(ErrorBudgetPolicy { freeze: Some(freeze), ..ErrorBudgetPolicy::freeze_when_spent() });
        run(&hourly(vec![deploy(2)], service), Settings { replications: 40, ..SETTINGS })
    };
    let (early, late) = (with(0.0), with(0.5));
    assert!(mean(&late, Measure::TimeFrozen) > mean(&early, Measure::TimeFrozen));
    assert!(mean(&late, Measure::Freezes) < mean(&early, Measure::Freezes));
    let values = |outcome: &Outcome| outcome.estimate(Measure::BudgetUsed).unwrap().replications.clone();
    assert_eq!(values(&early), values(&late), "nothing fails by a deployment here, so the same budget is spent");
}

#[test]
fn steps_of_a_policy_come_one_after_the_other() {
    let mut service = service();
    service.incidents = IncidentPolicy { background_per_28_days: 1.0, ..IncidentPolicy::assumed() };
    let at = |remaining: f64, action| BudgetStep {
        at_remaining: remaining,
        until_remaining: remaining + 0.1,
        actions: vec![action],
    };
    let policy = ErrorBudgetPolicy {
        steps: vec![
            at(0.5, BudgetAction::ReliabilityWork { share: share(0.2) }),
            at(0.25, BudgetAction::ReliabilityWork { share: share(0.6) }),
        ],
        ..ErrorBudgetPolicy::freeze_when_spent()
    };
    service.budget_policy = Some(policy);
    let settings = Settings { replications: 40, ..SETTINGS };
    let both = run(&hourly(vec![deploy(2)], service.clone()), settings);
    let part = |outcome: &Outcome| outcome.work_types[2].live.unwrap().mean;
    assert!(part(&both) > 0.02 && part(&both) < 0.45, "{}", part(&both));
    service.budget_policy.as_mut().unwrap().steps.pop();
    let first = run(&hourly(vec![deploy(2)], service.clone()), settings);
    assert!(part(&first) < part(&both));
    // The steps before it do not move the freeze.
    service.budget_policy = Some(ErrorBudgetPolicy::freeze_when_spent());
    let alone = run(&hourly(vec![deploy(2)], service), settings);
    let frozen = |outcome: &Outcome| outcome.estimate(Measure::TimeFrozen).unwrap().replications.clone();
    assert_eq!(frozen(&alone), frozen(&both));
}

#[test]
fn little_holds_at_every_step() {
    let mut second = server(3, 1, Distribution::Gamma { mean: 0.6, shape: 2.0 });
    second.wip_limit = Some(4);
    second.complete_accurate = Some(share(0.9));
    let steps = vec![server(2, 2, Distribution::Weibull { shape: 1.5, scale: 1.5 }), second, deploy(4)];
    let outcome = run(&workspace(stream(1.0, steps), None), Settings { weeks: 200, ..SETTINGS });
    for step in &outcome.steps {
        let rate = step.visits_per_change.unwrap().mean;
        let hours = step.total.unwrap().mean + step.blocked_wait.unwrap().mean;
        let present = step.work_in_progress.unwrap().mean;
        assert!((present - rate * hours).abs() <= 0.02 * present + 1e-9, "{}: {present} {}", step.name, rate * hours);
    }
    assert!(outcome.steps[1].work_in_progress.unwrap().mean <= 4.1);
}

#[test]
fn the_cumulative_flow_diagram_keeps_its_order() {
    let steps = vec![
        server(2, 2, Distribution::Exponential { mean: 1.0 }),
        server(3, 1, Distribution::Fixed { hours: 0.5 }),
        deploy(4),
    ];
    let outcome = run(&workspace(stream(1.0, steps), None), SETTINGS);
    let curves = outcome.cumulative.unwrap();
    assert_eq!((curves.days_per_point, curves.arrived.len(), curves.passed.len()), (2, 183, 3));
    assert_eq!(curves.passed[2][0], 0.0, "what is done before does not count");
    let mut above = &curves.arrived;
    for passed in &curves.passed {
        assert!(passed.is_sorted());
        assert!(above.iter().zip(passed).all(|(above, below)| above >= below));
        above = passed;
    }
    // 24 a day come, and go.
    let last = |curve: &[f64]| (curve[182] - curve[0]) / 364.0;
    assert!((last(&curves.arrived) - 24.0).abs() < 0.5 && (last(&curves.passed[2]) - 24.0).abs() < 0.5);
    let long =
        run(&workspace(stream(0.01, vec![deploy(4)]), None), Settings { weeks: 520, replications: 1, ..SETTINGS });
    assert!(long.cumulative.unwrap().arrived.len() <= 201);
}

/// One deployment a day at an even pace; each fails and hits half of the users for an hour.
fn costly() -> Workspace {
    let fails = step(2, StepKind::Deploy { cadence: None, fails: Share::ALL });
    let slow = step(3, StepKind::Work);
    let mut flow = stream(
        1.0 / 24.0,
        vec![trivium_core::model::Step { work: Distribution::Fixed { hours: 12.0 }, ..slow }, fails],
    );
    flow.demand.arrivals = Arrivals::Evenly;
    let mut service = service();
    let now = Distribution::Fixed { hours: 0.0 };
    service.incidents = IncidentPolicy {
        background_per_28_days: 0.0,
        impact: share(0.5),
        detect_by_monitoring: now,
        detect_by_users: now,
        acknowledge: now,
        repair: Distribution::Fixed { hours: 1.0 },
        responders: 10,
        ..IncidentPolicy::assumed()
    };
    service.costs = Some(Costs { currency: "EUR".to_owned(), outage_hour: 1000.0, change_day: 40.0, fee: 10_000.0 });
    service.sla = Some(Sla {
        target: "99.5".parse().unwrap(),
        window_days: 28,
        credits: vec![
            CreditStep { below: "99.5".parse().unwrap(), credit: share(0.05) },
            CreditStep { below: "99".parse().unwrap(), credit: share(0.1) },
            CreditStep { below: "95".parse().unwrap(), credit: share(0.5) },
        ],
    });
    workspace(flow, Some(service))
}

#[test]
fn what_it_costs_is_counted_exactly() {
    let outcome = run(&costly(), SETTINGS);
    assert_eq!(outcome.currency, "EUR");
    // 28 half hours of full failure; 28 changes, half a day each; 2.08 % of the window is failure: 10 % of the fee.
    assert!((mean(&outcome, Measure::OutageCost) - 14_000.0).abs() < 1e-6);
    assert!((mean(&outcome, Measure::DelayCost) - 28.0 * 0.5 * 40.0).abs() < 1e-6);
    assert!((mean(&outcome, Measure::SlaCredits) - 1000.0).abs() < 1e-6);
    assert!((mean(&outcome, Measure::TotalCost) - 15_560.0).abs() < 1e-6);
    assert!((mean(&outcome, Measure::FlowEfficiency) - 1.0).abs() < 1e-12);
    let free = run(&workspace(stream(1.0, vec![deploy(2)]), Some(service())), SETTINGS);
    for measure in [Measure::OutageCost, Measure::DelayCost, Measure::SlaCredits, Measure::TotalCost] {
        assert!(!free.measured(measure).unwrap().why_not.is_empty(), "{measure:?}");
    }
}

#[test]
fn affordable_deployments_stand_beside_the_simulated_ones() {
    let affordable = run(&costly(), SETTINGS).affordable.unwrap();
    // 40.32 minutes, 30 for each deployment.
    assert!((affordable.minutes_per_failure - 30.0).abs() < 1e-6);
    assert!((affordable.estimate - 40.32 / 30.0).abs() < 1e-6);
    assert!((affordable.simulated - 28.0).abs() < 1e-6);
    assert_eq!(affordable.fail_rate, 1.0);
    assert!(Affordable::REMARK.contains("estimate"));
    assert_eq!(run(&workspace(stream(1.0, vec![deploy(2)]), Some(service())), SETTINGS).affordable, None);
}

#[test]
fn a_plan_that_cannot_run_is_a_problem_that_names_the_element_at_once() {
    let refused = |workspace: &Workspace, settings: Settings| -> (Vec<Place>, Option<SettingsError>) {
        let before = Instant::now();
        let found = match Plan::compile(workspace, &Scenario::today()) {
            Err(problems) => (problems.iter().map(|problem| problem.place).collect(), None),
            Ok(compiled) => (Vec::new(), Run::new(compiled.plan, settings).err()),
        };
        let took = before.elapsed();
        // Fails at three times the budget of 100 ms: the machine may have other work.
        assert!(took.as_millis() < 300, "{took:?}");
        found
    };
    let at = |number| Place::Step(StreamId::new(1), StepId::new(number));
    let place = |workspace: &Workspace| refused(workspace, SETTINGS).0;

    let mut nobody = server(2, 0, Distribution::Fixed { hours: 1.0 });
    assert_eq!(place(&workspace(stream(1.0, vec![nobody.clone()]), None)), [at(2)]);
    nobody.workers = trivium_core::model::Workers::Own { people: 1 };
    nobody.wip_limit = Some(0);
    assert_eq!(place(&workspace(stream(1.0, vec![nobody.clone()]), None)), [at(2)]);
    nobody.wip_limit = None;
    nobody.work = Distribution::Empirical { values: Observations::of(&[]).unwrap() };
    assert_eq!(place(&workspace(stream(1.0, vec![nobody]), None)), [at(2)]);

    let next = |number, from, to, part: f64| trivium_core::model::Flow {
        id: trivium_core::model::FlowId::new(number),
        from: StepId::new(from),
        to: StepId::new(to),
        kind: trivium_core::model::FlowKind::Next { share: share(part) },
    };
    let mut over = stream(1.0, vec![deploy(2), deploy(3), deploy(4)]);
    over.flows = vec![next(11, 2, 3, 0.7), next(12, 2, 4, 0.7)];
    assert_eq!(place(&workspace(over, None)), [at(2)]);
    let mut circle = stream(1.0, vec![step(2, StepKind::Work), step(3, StepKind::Work)]);
    circle.flows = vec![next(11, 2, 3, 1.0), next(12, 3, 2, 1.0)];
    assert_eq!(place(&workspace(circle, None)), [Place::Stream(StreamId::new(1))]);

    let mut long = workspace(stream(1.0, (2..10_002).map(|number| step(number, StepKind::Work)).collect()), None);
    long.next_id = 20_000;
    assert_eq!(place(&long), [Place::Stream(StreamId::new(1))]);
    let mut severe = service();
    severe.incidents.severities = vec![trivium_core::model::SeverityClass {
        name: "P1".to_owned(),
        share: share(0.5),
        impact: Share::ALL,
        repair_factor: 1.0,
    }];
    assert_eq!(place(&workspace(stream(1.0, vec![deploy(2)]), Some(severe.clone()))), [Place::Service(severe.id)]);
    let century = Settings { weeks: 5_200, ..SETTINGS };
    assert_eq!(refused(&workspace(stream(1.0, vec![deploy(2)]), None), century).1, Some(SettingsError::Weeks(5_200)));
}
