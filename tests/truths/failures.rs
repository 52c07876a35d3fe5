//! Failures, how they are restored, and what they cost, by simulation.

use std::sync::Arc;

use trivium_core::{
    engine::simulation::{Measure, Outcome},
    model::{Canary, Distribution, Elapsed, EscalationLevel, Share, StepKind, Target, Workspace},
};

use super::{
    kit::{Claim, Mean, assert_truths, measured, settings},
    simulation_models::{WEEK, service, share, step, stream, workspace},
};

/// A service that only fails by itself, `per_week` times, and is repaired at once by whom it takes.
fn failing(per_week: f64, repair: Distribution, target: Target, window_days: u16) -> Workspace {
    let mut service = service();
    let incidents = &mut service.incidents;
    incidents.background_per_28_days = per_week * 4.0;
    incidents.impact = Share::ALL;
    incidents.found_by_monitoring = Share::ALL;
    incidents.detect_by_monitoring = Distribution::Fixed { hours: 0.0 };
    incidents.acknowledge = Distribution::Fixed { hours: 0.0 };
    incidents.repair = repair;
    incidents.responders = 1000;
    service.slos[0].window_days = window_days;
    service.slos[0].target = target;
    let mut workspace = Workspace::empty("service", "Service");
    workspace.next_id = 1_000;
    workspace.services = Arc::new(vec![service]);
    workspace
}

const BUDGET_USED: &dyn Fn(&Outcome) -> Mean = &|outcome| measured(outcome, Measure::BudgetUsed);
const MISSED: &dyn Fn(&Outcome) -> Mean = &|outcome| measured(outcome, Measure::OutOfSlo);

#[test]
fn e1_downtime_of_a_window() {
    // 0.6 incidents a week, repair lognormal with median 20 min and sigma 1.2: 105.656565 min in 30 days, of 43.2;
    // P(no incident) 0.076426, seen through an objective that any incident misses. Overlaps are below 0.2 %.
    let repair = Distribution::Lognormal { median: 1.0 / 3.0, p85: (1.2 * 1.036_433_389_493_79_f64).exp() / 3.0 };
    let usual = |off: f64| failing(0.6 * off, repair, Target::THREE_NINES, 30);
    assert_truths(0.02, settings(300, 520), usual, &[Claim("budget", 105.656_565 / 43.2, BUDGET_USED)]);
    let any = Target::from_budget_ten_millionths(1).unwrap();
    let spotless = |off: f64| failing(0.6 * off, repair, any, 30);
    assert_truths(0.02, settings(300, 520), spotless, &[Claim("any incident", 1.0 - 0.076_426, MISSED)]);
}

#[test]
fn the_chance_to_miss_follows_the_distribution_of_repairs() {
    // Two incidents in 30 days, exponential with mean 30 min: P(more than 90 min) = 0.246989. A budget of 90 min.
    let case = |off: f64| {
        let target = Target::from_budget_ten_millionths(20_833).unwrap();
        failing(2.0 * 7.0 / 30.0, Distribution::Exponential { mean: 0.5 * off }, target, 30)
    };
    assert_truths(0.02, settings(400, 520), case, &[Claim("missed", 0.246_989, MISSED)]);
}

#[test]
fn incidents_wait_for_responders() {
    // One responder, one hour on average, an incident every two hours: M/M/1, 1 open on average. An impact of one in a
    // thousand each, so that they add up.
    let case = |off: f64| {
        let mut workspace = failing(WEEK / 2.0, Distribution::Exponential { mean: off }, Target::THREE_NINES, 28);
        let incidents = &mut Arc::make_mut(&mut workspace.services)[0].incidents;
        incidents.responders = 1;
        incidents.impact = share(0.001);
        workspace
    };
    // 0.001 of the time at 1 open is exactly the budget of 99.9 %.
    assert_truths(0.02, settings(40, 100), case, &[Claim("open", 1.0, BUDGET_USED)]);
}

#[test]
fn the_fastest_way_restores() {
    // Every deployment fails, one a day. Detected after 8 min (60 %) or 45 min; by hand 3 + 20 min more, unless a
    // rollback that works in 80 % and takes 5 min on average is faster: 8·0.6 + 45·0.4 + 0.2·23 + 0.8·5(1 − e^(−23/5)).
    let minutes = |minutes: f64| Distribution::Fixed { hours: minutes / 60.0 };
    let case = |off: f64| {
        let mut service = service();
        service.incidents.detect_by_monitoring = minutes(8.0);
        service.incidents.detect_by_users = minutes(45.0);
        service.incidents.acknowledge = minutes(3.0);
        service.incidents.repair = minutes(20.0);
        service.incidents.responders = 1000;
        let takes = Distribution::Exponential { mean: 5.0 / 60.0 };
        service.incidents.rollback = Some(trivium_core::model::Repair { success: share(0.8), takes });
        let deploy = step(2, StepKind::Deploy { cadence: None, fails: Share::ALL });
        workspace(stream(off / 24.0, vec![deploy]), Some(service))
    };
    let rolled_back = 5.0 * (1.0 - (-23.0_f64 / 5.0).exp());
    let minutes_each = 8.0 * 0.6 + 45.0 * 0.4 + 0.2 * 23.0 + 0.8 * rolled_back;
    // Users hit 30 %, 28 deployments in the window; 28 days at 99.9 % allow 40.32 min.
    let truth = minutes_each * 0.3 * 28.0 / 40.32;
    assert_truths(0.02, settings(40, 120), case, &[Claim("budget", truth, BUDGET_USED)]);
}

#[test]
fn e4_escalation() {
    // Primary exponential with mean 3 min, time-out 5; the secondary the same; a manager with mean 2 and none.
    let case = |off: f64| {
        let minutes = |minutes: f64| Elapsed::clamped_hours(minutes / 60.0);
        let level = |mean: f64, timeout: Option<f64>| EscalationLevel {
            name: "Level".to_owned(),
            mean: minutes(mean * off),
            timeout: timeout.map(minutes),
        };
        let mut workspace = failing(WEEK, Distribution::Fixed { hours: 0.0 }, Target::THREE_NINES, 28);
        let incidents = &mut Arc::make_mut(&mut workspace.services)[0].incidents;
        incidents.escalation = vec![level(3.0, Some(5.0)), level(3.0, Some(5.0)), level(2.0, None)];
        workspace
    };
    let claims = [
        Claim("time to acknowledge", 2.964_326, &|outcome| measured(outcome, Measure::AcknowledgementTime)),
        Claim("third is called", 0.035_674, &|outcome| measured(outcome, Measure::LastLevelCalled)),
    ];
    assert_truths(0.02, settings(60, 200), case, &claims);
}

#[test]
fn r1_availability() {
    // MTBF 720 h, MTTR 1 h: 59.916782 min in 30 days, of 43.2. Failures come whether or not it is down, and overlap so
    // seldom that it is a tenth of the standard error.
    let case =
        |off: f64| failing(168.0 / 720.0 * off, Distribution::Exponential { mean: 1.0 }, Target::THREE_NINES, 30);
    let claims = [Claim("downtime", 59.916_782 / 43.2, BUDGET_USED)];
    assert_truths(0.02, settings(400, 520), case, &claims);
}

#[test]
fn downtime_that_overlaps_counts_once() {
    // Incidents for everybody, one in four hours, two hours each, as many responders as it takes: M/G/∞, so that the
    // service is down with probability 1 − e^−0.5.
    let case = |off: f64| failing(WEEK / 4.0 * off, Distribution::Exponential { mean: 2.0 }, Target::THREE_NINES, 28);
    let claims = [Claim("down", (1.0 - (-0.5_f64).exp()) / 0.001, BUDGET_USED)];
    assert_truths(0.02, settings(60, 200), case, &claims);
}

#[test]
fn failures_of_deployments_are_thinned() {
    // Ten deployments in a window, each fails with 0.12: Poisson(1.2), none with 0.301194. Any failure misses.
    let case = |off: f64| {
        let mut service = service();
        service.slos[0].target = Target::from_budget_ten_millionths(1).unwrap();
        service.incidents.responders = 1000;
        let deploy = step(2, StepKind::Deploy { cadence: None, fails: share(0.12 * off) });
        workspace(stream(10.0 / (4.0 * WEEK), vec![deploy]), Some(service))
    };
    let claims = [
        Claim("any failure", 1.0 - 0.301_194, MISSED),
        Claim("failures", 1.2, &|outcome| measured(outcome, Measure::FailedDeployments)),
    ];
    assert_truths(0.02, settings(300, 520), case, &claims);
}

#[test]
fn a_canary_shows_some_failures_to_few() {
    // Every deployment fails, one a day. Two hours with a tenth of the users; 0.4 of the failures show then and are taken
    // back, the others last one hour more with all: 0.1·2 + 0.6·1 hours each, times an impact of a hundredth.
    let case = |off: f64| {
        let mut service = service();
        let hours = |hours: f64| Distribution::Fixed { hours };
        let incidents = &mut service.incidents;
        incidents.impact = share(0.01);
        incidents.detect_by_monitoring = hours(0.5);
        incidents.detect_by_users = hours(0.5);
        incidents.acknowledge = hours(0.0);
        incidents.repair = hours(0.5);
        incidents.responders = 1000;
        let deploy = step(2, StepKind::Deploy { cadence: None, fails: Share::ALL });
        let mut workspace = workspace(stream(off / 24.0, vec![deploy]), Some(service));
        let lasts = Elapsed::clamped_hours(2.0);
        workspace.change_policy.canary = Some(Canary { share: share(0.1), lasts, detects: share(0.4) });
        workspace
    };
    // 28 days at 99.9 % allow 0.672 hours.
    let claims = [Claim("budget", 28.0 * 0.8 * 0.01 / 0.672, BUDGET_USED)];
    assert_truths(0.02, settings(40, 120), case, &claims);
}

#[test]
fn severities_mix_their_impact_and_their_repair() {
    // A fifth hits everybody and takes three times as long, the others hit a tenth: 0.2·3 + 0.8·0.1 = 0.68 of an hour.
    let case = |off: f64| {
        let mut workspace = failing(0.5 * off, Distribution::Fixed { hours: 1.0 }, Target::THREE_NINES, 28);
        let class = |of: f64, impact: f64, repair_factor: f64| trivium_core::model::SeverityClass {
            name: "Class".to_owned(),
            share: share(of),
            impact: share(impact),
            repair_factor,
        };
        let incidents = &mut Arc::make_mut(&mut workspace.services)[0].incidents;
        incidents.severities = vec![class(0.2, 1.0, 3.0), class(0.8, 0.1, 1.0)];
        workspace
    };
    // Two incidents in 28 days.
    assert_truths(0.02, settings(200, 520), case, &[Claim("budget", 2.0 * 0.68 / 0.672, BUDGET_USED)]);
}
