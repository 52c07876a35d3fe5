//! What must hold for every plan: conservation, common random numbers, the same bits however a run is sliced.

#![expect(clippy::float_cmp, reason = "these results are exact, not near")]

use proptest::prelude::*;
use trivium_core::{
    engine::simulation::{Comparison, Measure, Outcome, Plan, Run, Settings, Totals},
    model::{
        Cadence, Calendar, ChangeMix, Distribution, ErrorBudgetPolicy, Lever, Repair, Scenario, ServiceHours,
        ServiceId, Share, StepId, StepKind, StreamId, Target, Team, TeamId, Weekday, Workers, Workspace,
    },
};

use super::simulation_models::{deploy, rework, run, run_scenario, server, service, share, step, stream, workspace};

/// A small closed loop with everything in it: a shared team in business hours, rework, a weekly board with a cut-off,
/// a weekly deployment, failures, rollback, service hours, and a freeze.
pub(crate) fn closed_loop() -> Workspace {
    let team = TeamId::new(800);
    let people = |mut step: trivium_core::model::Step| {
        step.team = Some(team);
        step.workers = Workers::Team;
        step.calendar = Calendar::BusinessHours;
        step
    };
    let mut build = people(server(2, 1, Distribution::Lognormal { median: 6.0, p85: 14.0 }));
    build.complete_accurate = Some(share(0.9));
    let mut test = people(server(3, 1, Distribution::Triangular { low: 1.0, mode: 2.0, high: 6.0 }));
    test.complete_accurate = Some(share(0.85));
    let board = Cadence {
        cut_off: trivium_core::model::Elapsed::clamped_hours(46.0),
        ..Cadence::weekly(Weekday::Wednesday, 10)
    };
    let board = StepKind::Approval { cadence: Some(board), stops_bad: share(0.2), stops_good: share(0.02) };
    let release = StepKind::Deploy { cadence: Some(Cadence::weekly(Weekday::Thursday, 22)), fails: share(0.01) };
    let mut flow = stream(
        9.0 / 168.0,
        vec![build, test, step(4, board), step(5, release), server(6, 1, Distribution::Exponential { mean: 1.0 })],
    );
    flow.flows = vec![rework(7, 3, 2)];
    for (number, from, to) in [(11, 2, 3), (12, 3, 4), (13, 4, 5), (14, 5, 6)] {
        flow.flows.push(trivium_core::model::Flow {
            id: trivium_core::model::FlowId::new(number),
            from: StepId::new(from),
            to: StepId::new(to),
            kind: trivium_core::model::FlowKind::Next { share: Share::ALL },
        });
    }
    flow.demand.mix = ChangeMix { standard: share(0.2), emergency: share(0.05) };
    flow.bad_changes = share(0.06);
    flow.rework_effort = share(0.5);
    flow.clock_starts_after = Some(StepId::new(2));
    let mut service = service();
    service.hours = ServiceHours::daily(&Weekday::ALL, 6, 23);
    service.incidents.background_per_28_days = 1.0;
    service.incidents.rollback = Some(Repair::assumed_rollback());
    service.budget_policy = Some(ErrorBudgetPolicy::freeze_when_spent());
    let mut workspace = workspace(flow, Some(service));
    workspace.teams = std::sync::Arc::new(vec![Team {
        people: 4,
        planned_share: share(0.8),
        party: trivium_core::model::Party::Internal,
        ..Team::new(team, "Builders".to_owned())
    }]);
    workspace
}

const SHORT: Settings = Settings { seed: 7, replications: 6, weeks: 26, warm_up_weeks: 8, ..Settings::USUAL };

fn with(levers: Vec<Lever>) -> Scenario {
    Scenario { levers, ..Scenario::today() }
}

fn values(outcome: &Outcome, measure: Measure) -> Vec<Option<f64>> {
    outcome.estimate(measure).unwrap().replications.clone()
}

#[test]
fn the_same_bits_everywhere() {
    // Made once by this engine. It changes only with the model's rules, the order of its random numbers, or this plan;
    // then say in the change which of them. The browser journeys hold the same plan against the same number.
    let outcome = run(&closed_loop(), SHORT);
    assert_eq!(outcome.fingerprint, GOLDEN, "{:#018x}", outcome.fingerprint);
    assert_eq!(outcome.plan, GOLDEN_PLAN, "{:#018x}", outcome.plan);
}

const GOLDEN: u64 = 0x5d42_eb9e_bcca_88e4;
const GOLDEN_PLAN: u64 = 0xbd8b_e0fa_6cf8_f41a;

#[test]
fn every_part_of_the_loop_moves() {
    let outcome = run(&closed_loop(), Settings { replications: 30, ..SHORT });
    // What somebody must have said first: levels of call, responders of a team, costs.
    let said = [
        Measure::LostToIncidents,
        Measure::LastLevelCalled,
        Measure::OutageCost,
        Measure::DelayCost,
        Measure::SlaCredits,
        Measure::TotalCost,
    ];
    for measure in Measure::ALL {
        if said.contains(&measure) {
            assert!(!outcome.measured(measure).unwrap().why_not.is_empty(), "{measure:?}");
            continue;
        }
        let estimate = outcome.estimate(measure).unwrap_or_else(|| panic!("{measure:?}"));
        assert!(estimate.mean > 0.0, "{measure:?}");
        let interval = estimate.interval.unwrap();
        assert!(interval.low < estimate.mean && estimate.mean < interval.high, "{measure:?}");
        assert!(estimate.p5 <= estimate.p50 && estimate.p50 <= estimate.p95, "{measure:?}");
    }
    let fan = outcome.budget.unwrap();
    assert_eq!((fan.window_days, fan.windows), (28, 30 * 6));
    assert_eq!(fan.days.len(), 29);
    // 99.9 % of 28 days of 17 service hours.
    assert!((fan.budget_minutes - 28.56).abs() < 1e-9);
    let left: Vec<f64> = fan.days.iter().map(|day| day.mean).collect();
    assert!(left.windows(2).all(|pair| pair[1] <= pair[0]), "a window that begins full only loses");
    let shares: Vec<f64> = outcome.lead_times.iter().map(|point| point.share).collect();
    assert!(shares.is_sorted() && outcome.lead_times.is_sorted_by(|a, b| a.hours <= b.hours));
}

#[test]
fn changes_are_conserved() {
    let outcome = run(&closed_loop(), SHORT);
    assert_eq!(outcome.totals.len(), 6);
    for Totals { arrived, finished, in_progress, turned_away, .. } in outcome.totals {
        assert!(arrived > 200 && finished > 200);
        assert_eq!(arrived, finished + in_progress + turned_away);
    }
}

#[test]
fn a_queue_that_never_settles_stays_bounded_and_says_so() {
    let flow = stream(50.0, vec![server(2, 1, Distribution::Fixed { hours: 1.0 })]);
    let workspace = workspace(flow, None);
    let compiled = Plan::compile(&workspace, &Scenario::today()).unwrap();
    assert!(compiled.warnings.iter().any(|warning| warning.what.contains("never settles")), "{:?}", compiled.warnings);
    let outcome = run(&workspace, Settings { replications: 1, ..SHORT });
    assert!(outcome.turned_away() > 100_000);
    let totals = outcome.totals[0];
    assert_eq!(totals.arrived, totals.finished + totals.in_progress + totals.turned_away);
    assert_eq!(totals.in_progress, 20_000);
}

#[test]
fn work_that_always_comes_back_is_let_through_and_counted() {
    let mut again = server(2, 1, Distribution::Fixed { hours: 0.1 });
    again.complete_accurate = Some(Share::NONE);
    let outcome = run(&workspace(stream(0.1, vec![again]), None), Settings { replications: 1, ..SHORT });
    let totals = outcome.totals[0];
    assert!(totals.finished > 0);
    assert!(totals.returns_refused >= totals.finished);
    let visits = outcome.steps[0].visits_per_change.unwrap().mean;
    assert!((visits - 11.0).abs() < 0.1, "{visits}");
}

#[test]
fn what_is_certain_is_exact() {
    let steps = vec![step(4, StepKind::Work), server(2, 1000, Distribution::Fixed { hours: 2.0 }), deploy(3)];
    let outcome = run(&workspace(stream(1.0, steps), None), SHORT);
    let lead = outcome.estimate(Measure::RequestToLive).unwrap();
    assert!((lead.mean * 24.0 - 2.0).abs() < 1e-9 && (lead.p95 - lead.p5) < 1e-9, "{lead:?}");
    assert_eq!(outcome.estimate(Measure::BatchSize).unwrap().mean, 1.0);
    assert_eq!(outcome.estimate(Measure::ChangeFailRate).unwrap().mean, 0.0);
}

#[test]
fn a_lever_on_one_thing_leaves_the_randomness_of_all_others() {
    let workspace = closed_loop();
    let id = ServiceId::new(900);
    let baseline = run(&workspace, SHORT);
    // Without the freeze nothing comes back from the service to the flow: then repair moves no change by a bit.
    let thawed = run_scenario(&workspace, &with(vec![Lever::Freeze { service: id, on: false }]), SHORT);
    let slower = with(vec![Lever::Freeze { service: id, on: false }, Lever::RepairTime { service: id, factor: 2.0 }]);
    let slower = run_scenario(&workspace, &slower, SHORT);
    for measure in [Measure::RequestToLive, Measure::FailedDeployments, Measure::WorkInProgress, Measure::BatchSize] {
        assert_eq!(values(&thawed, measure), values(&slower, measure), "{measure:?}");
    }
    assert_ne!(values(&thawed, Measure::BudgetUsed), values(&slower, Measure::BudgetUsed));
    // The same changes come whatever happens to them later.
    let people = with(vec![Lever::TeamSize { team: TeamId::new(800), people: 9 }]);
    let people = run_scenario(&workspace, &people, SHORT);
    let arrivals = |outcome: &Outcome| outcome.totals.iter().map(|totals| totals.arrivals).collect::<Vec<_>>();
    assert_eq!(arrivals(&baseline), arrivals(&people));
    assert_eq!(arrivals(&baseline), arrivals(&slower));
    assert_ne!(arrivals(&baseline), arrivals(&run(&workspace, Settings { seed: 8, ..SHORT })));
}

#[test]
fn common_random_numbers_pay() {
    let workspace = closed_loop();
    let settings = Settings { replications: 40, ..SHORT };
    let baseline = run(&workspace, settings);
    let better = run_scenario(&workspace, &with(vec![Lever::TeamSize { team: TeamId::new(800), people: 5 }]), settings);
    let comparison = Comparison::between(&baseline, &better).unwrap();
    let lead = comparison.of(Measure::NormalToLive).unwrap();
    assert!(lead.correlation.unwrap() > 0.5 && lead.variance_ratio.unwrap() > 1.5, "{lead:?}");
    assert!((lead.scenario - lead.baseline - lead.difference).abs() < 1e-9);
    let same = Comparison::between(&baseline, &baseline).unwrap();
    assert!(same.differences.iter().all(|difference| !difference.sure && difference.difference == 0.0));
    let other_seed = run(&workspace, Settings { seed: 8, replications: 2, ..SHORT });
    assert_eq!(Comparison::between(&baseline, &other_seed), None);
}

#[test]
fn during_a_freeze_only_emergencies_go_out() {
    let mut workspace = closed_loop();
    let service = &mut std::sync::Arc::make_mut(&mut workspace.services)[0];
    // So many incidents, so little budget: spent from the first days to the last.
    service.incidents.background_per_28_days = 100.0;
    service.slos[0].target = Target::from_budget_ten_millionths(10).unwrap();
    let outcome = run(&workspace, Settings { replications: 20, ..SHORT });
    let mean = |measure| outcome.estimate(measure).unwrap().mean;
    assert!(mean(Measure::TimeFrozen) > 0.9999);
    assert!((mean(Measure::BatchSize) - 1.0).abs() < 1e-12, "emergencies go alone");
    assert!(outcome.estimate(Measure::NormalToLive).is_none() && outcome.estimate(Measure::StandardToLive).is_none());
    // 5 % of nine a week.
    assert!((mean(Measure::ChangesPerWeek) - 0.45).abs() < 0.1);
    assert!((mean(Measure::OutOfSlo) - 1.0).abs() < 1e-12);
}

#[test]
fn a_freeze_builds_larger_batches() {
    let settings = Settings { replications: 60, ..SHORT };
    let workspace = closed_loop();
    let frozen = run(&workspace, settings);
    let never = with(vec![Lever::Freeze { service: ServiceId::new(900), on: false }]);
    let free = run_scenario(&workspace, &never, settings);
    let comparison = Comparison::between(&free, &frozen).unwrap();
    for measure in [Measure::BatchSize, Measure::RequestToLive, Measure::TimeFrozen] {
        let difference = comparison.of(measure).unwrap();
        assert!(difference.sure && difference.difference > 0.0, "{difference:?}");
    }
    assert_eq!(free.estimate(Measure::TimeFrozen).unwrap().mean, 0.0);
}

#[test]
fn failure_outside_the_service_hours_costs_nothing() {
    let mut workspace = closed_loop();
    let service = &mut std::sync::Arc::make_mut(&mut workspace.services)[0];
    // Deployed on Thursday at 22:00 and repaired within minutes; promised by day only.
    service.hours = ServiceHours::daily(&Weekday::ALL, 7, 21);
    service.incidents.background_per_28_days = 0.0;
    let stream = &mut std::sync::Arc::make_mut(&mut workspace.streams)[0];
    stream.demand.mix.emergency = Share::NONE;
    let minute = Distribution::Fixed { hours: 1.0 / 60.0 };
    service.incidents.detect_by_monitoring = minute;
    service.incidents.detect_by_users = minute;
    service.incidents.acknowledge = minute;
    service.incidents.repair = minute;
    let outcome = run(&workspace, SHORT);
    assert!(outcome.estimate(Measure::FailedDeployments).unwrap().mean > 0.0);
    assert_eq!(outcome.estimate(Measure::BudgetUsed).unwrap().mean, 0.0);
}

#[test]
fn a_cancelled_run_keeps_what_it_has() {
    let plan = Plan::compile(&closed_loop(), &Scenario::today()).unwrap().plan;
    let mut cut_short = Run::new(plan, SHORT).unwrap();
    assert_eq!(cut_short.outcome(), None);
    while cut_short.progress().replications_done < 3 {
        cut_short.advance(500);
    }
    let part = cut_short.outcome().unwrap();
    assert_eq!((part.replications, part.totals.len()), (3, 3));
    let three = run(&closed_loop(), Settings { replications: 3, ..SHORT });
    assert_eq!(part.fingerprint, three.fingerprint);
}

#[test]
fn an_outcome_crosses_a_border_unchanged() {
    let outcome = run(&closed_loop(), SHORT);
    let text = serde_json::to_string(&outcome).unwrap();
    assert_eq!(serde_json::from_str::<Outcome>(&text).unwrap(), outcome);
    assert!(!text.contains("null,null,null,null,null,null,null"), "no measure is silently empty");
}

#[test]
fn settings_out_of_range_are_refused() {
    let plan = Plan::compile(&closed_loop(), &Scenario::today()).unwrap().plan;
    let plan = std::sync::Arc::new(plan);
    for bad in [
        Settings { replications: 0, ..SHORT },
        Settings { weeks: 0, ..SHORT },
        Settings { weeks: 5_200, ..SHORT },
        Settings { warm_up_weeks: 5_200, ..SHORT },
        Settings { replications: 1_000_000, ..SHORT },
    ] {
        assert!(Run::new(std::sync::Arc::clone(&plan), bad).is_err(), "{bad:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn slices_change_no_bit(slices in prop::collection::vec(1_u64..3_000, 1..20), seed in any::<u64>()) {
        let settings = Settings { seed, replications: 2, weeks: 8, warm_up_weeks: 2, ..Settings::USUAL };
        let plan = std::sync::Arc::new(Plan::compile(&closed_loop(), &Scenario::today()).unwrap().plan);
        let mut whole = Run::new(std::sync::Arc::clone(&plan), settings).unwrap();
        whole.finish();
        let mut sliced = Run::new(plan, settings).unwrap();
        let mut sizes = slices.iter().cycle();
        while !sliced.advance(*sizes.next().unwrap()).finished {}
        prop_assert_eq!(sliced.outcome(), whole.outcome());
    }

    #[test]
    fn any_policy_conserves_changes_and_stays_in_range(
        per_week in 0.5_f64..60.0, standard in 0.0_f64..0.9, bad in 0.0_f64..0.5, people in 1_u16..6,
        on_demand in any::<bool>(), freeze in any::<bool>(), stops in 0.0_f64..1.0,
    ) {
        let (service, stream) = (ServiceId::new(900), StreamId::new(1));
        let mut levers = vec![
            Lever::Demand { stream, per_week },
            Lever::StandardChanges { stream, share: share(standard) },
            Lever::BadChanges { stream, share: share(bad) },
            Lever::TeamSize { team: TeamId::new(800), people },
            Lever::Gates { stream, stops_bad: share(stops), stops_good: share(stops / 10.0) },
            Lever::Freeze { service, on: freeze },
        ];
        if on_demand {
            levers.push(Lever::Release { step: StepId::new(5), release: trivium_core::model::Release::OnDemand });
        }
        let settings = Settings { seed: 3, replications: 2, weeks: 8, warm_up_weeks: 2, ..Settings::USUAL };
        let outcome = run_scenario(&closed_loop(), &with(levers), settings);
        for totals in &outcome.totals {
            prop_assert_eq!(totals.arrived, totals.finished + totals.in_progress + totals.turned_away);
        }
        for measured in &outcome.measures {
            let Some(estimate) = &measured.estimate else {
                prop_assert!(!measured.why_not.is_empty());
                continue;
            };
            prop_assert!(estimate.mean.is_finite() && estimate.mean >= 0.0, "{:?}", measured);
            let share = [Measure::ChangeFailRate, Measure::ReworkRate, Measure::OutOfSlo, Measure::TimeFrozen];
            prop_assert!(!share.contains(&measured.measure) || estimate.mean <= 1.0 + 1e-12, "{:?}", measured);
        }
    }
}
