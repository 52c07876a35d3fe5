//! How changes come, wait and go: arrivals, risks, work types, gates, limits, batches, windows, freezes of the calendar.

#![expect(clippy::float_cmp, reason = "these results are exact, not near")]

use std::sync::Arc;

use trivium_core::{
    engine::simulation::{Measure, Plan, Settings},
    model::{
        Arrivals, Cadence, Calendar, CalendarFreeze, CarveOuts, Distribution, Elapsed, GateFamily, OpenPeriod, Party,
        RequiredGate, Risk, RiskMix, Scenario, Severity, Share, StepKind, Team, TeamId, Together, Weekday, WorkMix,
        WorkType, Workers, Workspace, YearDay,
    },
};

use super::simulation_models::{deploy, mean, rework, run, server, share, step, stream, workspace};

const SETTINGS: Settings = Settings { seed: 3, replications: 10, weeks: 52, warm_up_weeks: 4, ..Settings::USUAL };

fn hourly(steps: Vec<trivium_core::model::Step>) -> Workspace {
    let mut flow = stream(1.0, steps);
    flow.demand.arrivals = Arrivals::Evenly;
    workspace(flow, None)
}

#[test]
fn arrivals_at_an_even_pace_are_counted_exactly() {
    let outcome = run(&hourly(vec![deploy(2)]), SETTINGS);
    assert!(outcome.totals.iter().all(|totals| totals.arrived == 56 * 168));
    // The first and the last moment of the measured time both have one.
    assert!((mean(&outcome, Measure::ChangesPerWeek) - 168.0 - 1.0 / 52.0).abs() < 1e-9);
    assert_eq!(mean(&outcome, Measure::RequestToLive), 0.0);
    // A server that is as fast as they come never lets anybody wait.
    let busy = run(&hourly(vec![server(2, 1, Distribution::Fixed { hours: 1.0 }), deploy(3)]), SETTINGS);
    assert!((mean(&busy, Measure::RequestToLive) * 24.0 - 1.0).abs() < 1e-9);
    assert!((busy.steps[0].utilisation.unwrap().mean - 1.0).abs() < 1e-3);
}

#[test]
fn batches_come_together() {
    let mut flow = stream(1.0, vec![deploy(2)]);
    flow.demand.arrivals = Arrivals::InBatches { size: 7 };
    let outcome = run(&workspace(flow, None), SETTINGS);
    assert!(outcome.totals.iter().all(|totals| totals.arrived % 7 == 0 && totals.arrived > 0));
    assert!((mean(&outcome, Measure::ChangesPerWeek) / 168.0 - 1.0).abs() < 0.05);
}

#[test]
fn work_types_are_an_axis_of_their_own() {
    let mut flow = stream(5.0, vec![deploy(2)]);
    flow.demand.work = WorkMix { defect: share(0.3), reliability: share(0.1), risk: share(0.2) };
    flow.demand.mix.standard = share(0.5);
    let outcome = run(&workspace(flow, None), SETTINGS);
    let found: Vec<f64> = outcome.work_types.iter().map(|of| of.live.unwrap().mean).collect();
    for (found, expected) in found.iter().zip([0.4, 0.3, 0.1, 0.2]) {
        assert!((found - expected).abs() < 0.01, "{found} {expected}");
    }
    assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    assert_eq!(outcome.work_types[2].work, WorkType::Reliability);
}

#[test]
fn a_mix_of_risks_keeps_the_share_of_bad_changes() {
    let with = |risk: RiskMix| {
        let mut flow = stream(5.0, vec![deploy(2)]);
        flow.bad_changes = share(0.1);
        flow.demand.risk = risk;
        mean(&run(&workspace(flow, None), SETTINGS), Measure::ChangeFailRate)
    };
    let mixed = RiskMix { low: share(0.6), high: share(0.1), ..RiskMix::MEDIUM };
    assert!((with(mixed) / with(RiskMix::MEDIUM) - 1.0).abs() < 0.05);
    // All bad ones are of high risk.
    let only_high = RiskMix { low: share(0.9), high: share(0.1), low_is_bad: 0.0, high_is_bad: 1.0 };
    assert!((with(only_high) / 0.1 - 1.0).abs() < 0.05);
}

#[test]
fn low_risk_is_approved_automatically() {
    let board = StepKind::Approval { cadence: None, stops_bad: Share::NONE, stops_good: Share::NONE };
    let mut flow = stream(2.0, vec![step(2, board), deploy(3)]);
    flow.demand.risk = RiskMix { low: share(0.6), high: share(0.1), ..RiskMix::MEDIUM };
    flow.demand.mix.emergency = share(0.2);
    let mut workspace = workspace(flow, None);
    let mut visits = |risk: Option<Risk>, afterwards: bool| {
        workspace.change_policy.auto_approve = risk;
        workspace.change_policy.approve_emergencies_afterwards = afterwards;
        run(&workspace, SETTINGS).steps[0].visits_per_change.map_or(0.0, |visits| visits.mean)
    };
    assert_eq!(visits(None, false), 1.0);
    assert!((visits(Some(Risk::Low), false) - (1.0 - 0.8 * 0.6)).abs() < 0.01);
    assert!((visits(Some(Risk::Medium), false) - (1.0 - 0.8 * 0.9)).abs() < 0.01);
    assert!((visits(Some(Risk::High), false) - 0.2).abs() < 0.01);
    assert!((visits(None, true) - 0.8).abs() < 0.01);
    assert_eq!(visits(Some(Risk::High), true), 0.0);
}

#[test]
fn required_gates_stand_before_approval_and_take_their_time() {
    let board = StepKind::Approval { cadence: None, stops_bad: Share::NONE, stops_good: Share::NONE };
    let mut flow = stream(1.0, vec![step(2, StepKind::Work), step(3, board), deploy(4)]);
    flow.demand.arrivals = Arrivals::Evenly;
    flow.bad_changes = share(0.15);
    let mut workspace = workspace(flow, None);
    let gate = |family, stops: f64, hours: f64| RequiredGate {
        family,
        stops_bad: share(stops),
        stops_good: Share::NONE,
        takes: Distribution::Fixed { hours },
    };
    workspace.change_policy.gates = vec![gate(GateFamily::Quality, 0.0, 2.0), gate(GateFamily::Compliance, 0.0, 3.0)];
    let open = run(&workspace, SETTINGS);
    assert!((mean(&open, Measure::RequestToLive) * 24.0 - 5.0).abs() < 1e-9);
    let names: Vec<&str> = open.cumulative.as_ref().unwrap().stages.iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(names, ["Step 2", "Quality gate", "Compliance gate", "Step 3", "Step 4"]);
    // Truth G1: 0.6 stopped, mended with 0.9: q' = 0.063830. Two gates of different families judge independently.
    workspace.change_policy.gates = vec![gate(GateFamily::Quality, 0.6, 0.0)];
    assert!((mean(&run(&workspace, SETTINGS), Measure::ChangeFailRate) / 0.063_830 - 1.0).abs() < 0.05);
    workspace.change_policy.gates.push(gate(GateFamily::Observability, 0.6, 0.0));
    // Bad at the first: out with 0.4², else mended with 0.9, and so on: 0.15 · 0.16/(1 − 0.84 · 0.1).
    let found = mean(&run(&workspace, SETTINGS), Measure::ChangeFailRate);
    assert!((found - 0.026_201).abs() < 0.002, "{found}");
    // A gate that stops everything bad, and mends it in the end, lets nothing bad through.
    workspace.change_policy.gates = vec![gate(GateFamily::Operational, 1.0, 0.0)];
    assert!(mean(&run(&workspace, SETTINGS), Measure::ChangeFailRate) < 1e-6);
}

#[test]
fn items_wait_for_company_or_for_so_long() {
    let with = |at: u16, or_after: f64, kind: StepKind| {
        let mut together = step(2, kind);
        together.together = Some(Together { at, or_after: Elapsed::clamped_hours(or_after) });
        let steps =
            if matches!(together.kind, StepKind::Deploy { .. }) { vec![together] } else { vec![together, deploy(3)] };
        run(&hourly(steps), SETTINGS)
    };
    let release = StepKind::Deploy { cadence: None, fails: Share::NONE };
    // Three at an even pace of an hour: they wait 2, 1 and 0 hours.
    let three = with(3, 1000.0, release.clone());
    assert!((mean(&three, Measure::BatchSize) - 3.0).abs() < 1e-3);
    assert!((three.steps[0].date_wait.unwrap().mean - 1.0).abs() < 1e-3);
    // Never 100 within 2.5 hours: the first waits those, the next two come within.
    let patience = with(100, 2.5, release);
    assert!((mean(&patience, Measure::BatchSize) - 3.0).abs() < 1e-3);
    assert!((patience.steps[0].date_wait.unwrap().mean - (2.5 + 1.5 + 0.5) / 3.0).abs() < 1e-3);
    let work = with(4, 1000.0, StepKind::Work);
    assert!((work.steps[0].date_wait.unwrap().mean - 1.5).abs() < 1e-3);
    assert_eq!(mean(&work, Measure::BatchSize), 1.0);
}

#[test]
fn a_full_step_lets_done_work_wait_before_it() {
    // One an hour; the second step takes 2 hours, and has room for three.
    let mut slow = server(3, 1, Distribution::Fixed { hours: 2.0 });
    slow.wip_limit = Some(3);
    let mut first = server(2, 1, Distribution::Fixed { hours: 0.5 });
    first.wip_limit = Some(2);
    let outcome = run(&hourly(vec![first, slow, deploy(4)]), Settings { weeks: 10, replications: 1, ..SETTINGS });
    let present: Vec<f64> = outcome.steps.iter().map(|step| step.work_in_progress.unwrap().mean).collect();
    assert!((present[0] - 2.0).abs() < 1e-9 && (present[1] - 3.0).abs() < 1e-3, "{present:?}");
    // Every two hours a place is free, and done work has waited for it for nearly that long.
    assert!(outcome.steps[0].blocked_wait.unwrap().mean > 3.0);
    let totals = outcome.totals[0];
    assert_eq!(totals.arrived, totals.finished + totals.in_progress + totals.turned_away);
    assert!((mean(&outcome, Measure::ChangesPerWeek) - 84.0).abs() < 0.2);
}

#[test]
fn limits_and_a_shared_team_with_rework_never_stand_still() {
    // One person, two steps with room for one, and half of the work goes back from the second to the first.
    let team = TeamId::new(800);
    let of_team = |mut step: trivium_core::model::Step| {
        step.team = Some(team);
        step.workers = Workers::Team;
        step.wip_limit = Some(1);
        step
    };
    let first = of_team(server(2, 1, Distribution::Exponential { mean: 0.5 }));
    let mut second = of_team(server(3, 1, Distribution::Exponential { mean: 0.5 }));
    second.complete_accurate = Some(share(0.5));
    let mut flow = stream(0.2, vec![first, second, deploy(4)]);
    flow.flows = vec![rework(7, 3, 2)];
    for (number, from, to) in [(11, 2, 3), (12, 3, 4)] {
        flow.flows.push(trivium_core::model::Flow {
            id: trivium_core::model::FlowId::new(number),
            from: trivium_core::model::StepId::new(from),
            to: trivium_core::model::StepId::new(to),
            kind: trivium_core::model::FlowKind::Next { share: Share::ALL },
        });
    }
    let mut workspace = workspace(flow, None);
    workspace.teams = Arc::new(vec![Team {
        people: 1,
        planned_share: Share::ALL,
        party: Party::Internal,
        ..Team::new(team, "One".to_owned())
    }]);
    let outcome = run(&workspace, SETTINGS);
    for totals in &outcome.totals {
        assert!(totals.in_progress < 50, "{totals:?}");
        assert_eq!(totals.arrived, totals.finished + totals.in_progress);
    }
    assert!((outcome.steps[0].visits_per_change.unwrap().mean - 2.0).abs() < 0.1);
}

#[test]
fn a_limit_that_is_never_reached_changes_nothing() {
    let with = |limit: Option<u16>| {
        let mut step = server(2, 2, Distribution::Exponential { mean: 1.0 });
        step.wip_limit = limit;
        run(&workspace(stream(0.6, vec![step, deploy(3)]), None), SETTINGS)
    };
    assert_eq!(with(None).fingerprint, with(Some(10_000)).fingerprint);
    // Room for one at two people: they wait, but not at the step.
    let tight = with(Some(1));
    assert!(tight.steps[0].queue_wait.unwrap().mean < 1e-9);
    assert!(tight.steps[0].work_in_progress.unwrap().mean <= 1.0);
}

#[test]
fn deployments_begin_inside_the_windows() {
    let mut workspace = hourly(vec![deploy(2)]);
    let period = OpenPeriod { day: Weekday::Tuesday, from_minute: 9 * 60, to_minute: 12 * 60 };
    workspace.change_policy.windows = vec![period];
    let outcome = run(&workspace, SETTINGS);
    // Three come while it is open and go alone; those of the other 165 hours go together when it opens.
    assert_eq!(mean(&outcome, Measure::DeploymentsPerWeek), 4.0);
    assert_eq!(mean(&outcome, Measure::ChangesPerWeek), 168.0);
    let waits = (1..=165).map(f64::from).sum::<f64>() / 168.0;
    assert!((mean(&outcome, Measure::RequestToLive) * 24.0 - waits).abs() < 1e-6);
    // Emergencies are free.
    Arc::make_mut(&mut workspace.streams)[0].demand.mix.emergency = Share::ALL;
    assert_eq!(mean(&run(&workspace, SETTINGS), Measure::RequestToLive), 0.0);
}

#[test]
fn dates_outside_the_windows_are_warned_of() {
    let weekly = StepKind::Deploy { cadence: Some(Cadence::weekly(Weekday::Friday, 22)), fails: Share::NONE };
    let mut workspace = hourly(vec![step(2, weekly)]);
    let period = OpenPeriod { day: Weekday::Tuesday, from_minute: 0, to_minute: 60 };
    workspace.change_policy.windows = vec![period];
    let warnings = Plan::compile(&workspace, &Scenario::today()).unwrap().warnings;
    assert!(warnings.iter().any(|warning| warning.what.contains("deploy windows")), "{warnings:?}");
}

#[test]
fn a_freeze_of_the_calendar_stops_all_but_its_exceptions() {
    let day = |month, day| YearDay { month, day };
    let with = |from: YearDay, to: YearDay, except: CarveOuts| {
        let mut flow = stream(1.0, vec![deploy(2)]);
        flow.demand.arrivals = Arrivals::Evenly;
        flow.demand.mix.emergency = share(0.25);
        flow.demand.mix.standard = share(0.25);
        flow.demand.work.reliability = share(0.5);
        let mut workspace = workspace(flow, None);
        workspace.change_policy.freezes = vec![CalendarFreeze { name: "Peak".to_owned(), from, to, except }];
        run(&workspace, SETTINGS)
    };
    let all_year = |except| with(day(1, 1), day(12, 31), except);
    assert_eq!(mean(&all_year(CarveOuts::NONE), Measure::ChangesPerWeek), 0.0);
    // A quarter are emergencies, and half of the rest reliability work.
    let usual = mean(&all_year(CarveOuts::USUAL), Measure::ChangesPerWeek);
    assert!((usual / (168.0 * 0.625) - 1.0).abs() < 0.02, "{usual}");
    let standard = mean(&all_year(CarveOuts { standard: true, ..CarveOuts::NONE }), Measure::ChangesPerWeek);
    assert!((standard / 42.0 - 1.0).abs() < 0.03, "{standard}");
    // 28 days from the 29th on: one deployment lets them all out, and nothing is lost.
    let month = with(day(1, 29), day(2, 25), CarveOuts::NONE);
    assert!((mean(&month, Measure::ChangesPerWeek) - 168.0).abs() < 0.05);
    assert!((mean(&month, Measure::BatchSize) - 52.0 * 168.0 / (52.0 * 168.0 - 28.0 * 24.0)).abs() < 0.001);
}

#[test]
fn a_team_ahead_begins_its_day_earlier() {
    // Work of an hour that comes at midnight UTC on Monday is done at ten, or three hours earlier.
    let with = |ahead_minutes: i16| {
        let mut build = server(2, 1, Distribution::Fixed { hours: 1.0 });
        build.calendar = Calendar::BusinessHours;
        build.team = Some(TeamId::new(800));
        build.workers = Workers::Team;
        let mut flow = stream(1.0 / 168.0, vec![build, deploy(3)]);
        flow.demand.arrivals = Arrivals::Evenly;
        let mut workspace = workspace(flow, None);
        workspace.teams = Arc::new(vec![Team {
            people: 1,
            planned_share: Share::ALL,
            ahead_minutes,
            ..Team::new(TeamId::new(800), "There".to_owned())
        }]);
        mean(&run(&workspace, SETTINGS), Measure::RequestToLive) * 24.0
    };
    assert!((with(0) - 10.0).abs() < 1e-9);
    assert!((with(180) - 7.0).abs() < 1e-9);
    assert!((with(-180) - 13.0).abs() < 1e-9);
}

#[test]
fn what_cannot_come_into_play_is_named() {
    let next = |number, from, to| trivium_core::model::Flow {
        id: trivium_core::model::FlowId::new(number),
        from: trivium_core::model::StepId::new(from),
        to: trivium_core::model::StepId::new(to),
        kind: trivium_core::model::FlowKind::Next { share: Share::ALL },
    };
    let mut never = server(3, 1, Distribution::Fixed { hours: 1.0 });
    never.complete_accurate = Some(Share::NONE);
    let wall = StepKind::Gate { stops_bad: Share::ALL, stops_good: Share::ALL };
    let mut flow = stream(0.01, vec![step(2, StepKind::Work), never, step(4, wall), deploy(5), deploy(6)]);
    flow.flows = vec![next(11, 2, 3), next(12, 3, 4), next(13, 4, 5)];
    let warnings = Plan::compile(&workspace(flow, None), &Scenario::today()).unwrap().warnings;
    let named = |words: &str| {
        let found = warnings.iter().filter(|warning| warning.what.contains(words));
        found.map(|warning| (warning.severity, warning.place)).collect::<Vec<_>>()
    };
    let at = |step| {
        trivium_core::model::Place::Step(trivium_core::model::StreamId::new(1), trivium_core::model::StepId::new(step))
    };
    assert_eq!(named("Nothing gets past"), [(Severity::Warning, at(3)), (Severity::Warning, at(4))]);
    assert_eq!(named("Nothing ever comes"), [(Severity::Warning, at(6))]);
}
