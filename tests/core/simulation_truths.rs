//! The engine against closed forms: queues, rework, priority, gates, batches, cadence, downtime.
//!
//! A simulated mean passes when it lies within four standard errors of the truth **and** half of its 95 % interval
//! is at most 2 % of the truth (5 % for heavy tails, where said). Each case is also run with a parameter off by 5 %,
//! and must then be rejected by the same rule: a test that accepts anything proves nothing. Seeds are fixed.

use trivium_core::{
    engine::simulation::{Measure, Outcome, Settings},
    model::{
        Arrivals, Cadence, ChangeMix, Distribution, Elapsed, EscalationLevel, Share, StepKind, Target, Weekday,
        Workspace,
    },
};

use super::simulation_models::{WEEK, deploy, rework, run, server, service, share, step, stream, workspace};

/// A mean and its standard error.
type Mean = (f64, f64);

/// Mean and standard error of a measure, in its unit.
fn measured(outcome: &Outcome, measure: Measure) -> Mean {
    let estimate = outcome.estimate(measure).unwrap();
    let values: Vec<f64> = estimate.replications.iter().copied().flatten().collect();
    let n = f64::from(estimate.n);
    let variance = values.iter().map(|value| (value - estimate.mean).powi(2)).sum::<f64>() / (n - 1.0);
    (estimate.mean, (variance / n).sqrt())
}

/// The same in hours, of a measure in days.
fn hours(outcome: &Outcome, measure: Measure) -> Mean {
    let (mean, error) = measured(outcome, measure);
    (mean * 24.0, error * 24.0)
}

/// What a case claims: a name, the truth, and how it is read from the outcome.
struct Claim<'a>(&'a str, f64, &'a dyn Fn(&Outcome) -> Mean);

/// Runs a case as it is and 5 % off, and holds both against the claims; half-widths of at most `width` of the truth.
fn assert_truths(width: f64, settings: Settings, case: impl Fn(f64) -> Workspace, claims: &[Claim<'_>]) {
    let right = run(&case(1.0), settings);
    // What is wrong shows with fewer repetitions too.
    let off = run(&case(1.05), Settings { replications: settings.replications / 2, ..settings });
    for Claim(what, truth, read) in claims {
        let (mean, error) = read(&right);
        let distance = (mean - truth).abs() / error;
        assert!(distance <= 4.0, "{what}: {mean} is {distance:.1} standard errors from {truth}");
        let half = 1.96 * error / truth;
        assert!(half <= width, "{what}: {mean} ± {:.1} % is too wide a claim about {truth}", half * 100.0);
        let (mean, error) = read(&off);
        assert!((mean - truth).abs() > 4.0 * error, "{what}: 5 % off gives {mean}, which would pass as {truth}");
    }
}

fn settings(replications: u32, weeks: u32) -> Settings {
    Settings { seed: 1, replications, weeks, warm_up_weeks: 8, ..Settings::USUAL }
}

/// A queue of `people` servers, work times lengthened by `off`.
fn queue(per_hour: f64, people: u16, work: Distribution) -> impl Fn(f64) -> Workspace {
    move |off| workspace(stream(per_hour, vec![server(2, people, work.scaled(off))]), None)
}

const TIME_IN_SYSTEM: &dyn Fn(&Outcome) -> Mean = &|outcome| hours(outcome, Measure::RequestToDone);
const NUMBER_IN_SYSTEM: &dyn Fn(&Outcome) -> Mean = &|outcome| measured(outcome, Measure::WorkInProgress);

#[test]
fn a1_one_server() {
    let claims = [Claim("W", 5.0, TIME_IN_SYSTEM), Claim("L", 4.0, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 400), queue(0.8, 1, Distribution::Exponential { mean: 1.0 }), &claims);
}

#[test]
fn a2_three_servers() {
    let claims = [Claim("W", 2.078_652, TIME_IN_SYSTEM), Claim("L", 4.988_764, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 80), queue(2.4, 3, Distribution::Exponential { mean: 1.0 }), &claims);
}

#[test]
fn a6_constant_work() {
    let claims = [Claim("W", 3.0, TIME_IN_SYSTEM), Claim("L", 2.4, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 150), queue(0.8, 1, Distribution::Fixed { hours: 1.0 }), &claims);
}

#[test]
fn a8_lognormal_work() {
    // Mean 1, sigma 1: median exp(-1/2), 85 % point median · exp(1.0364...). A heavy tail: 5 % wide is enough.
    let median = (-0.5_f64).exp();
    let work = Distribution::Lognormal { median, p85: median * 1.036_433_389_493_79_f64.exp() };
    let claims = [Claim("W", 6.436_564, TIME_IN_SYSTEM), Claim("L", 5.149_251, NUMBER_IN_SYSTEM)];
    assert_truths(0.05, settings(40, 400), queue(0.8, 1, work), &claims);
}

#[test]
fn series_of_queues_is_a_product_of_queues() {
    // Burke: what leaves an M/M/1 is Poisson, so two of them in series add up: 1/(1 − 0.6) + 1/(0.8 − 0.6).
    let case = |off: f64| {
        let serve = |number, mean| server(number, 1, Distribution::Exponential { mean: mean * off });
        workspace(stream(0.6, vec![serve(2, 1.0), serve(3, 1.25)]), None)
    };
    assert_truths(0.02, settings(40, 250), case, &[Claim("W", 7.5, TIME_IN_SYSTEM)]);
}

#[test]
fn j2_rework_to_the_same_step() {
    let case = |off: f64| {
        let mut step = server(2, 1, Distribution::Exponential { mean: 2.0 * off });
        step.complete_accurate = Some(share(0.75));
        workspace(stream(0.3, vec![step]), None)
    };
    let claims = [Claim("sojourn", 13.333_333, TIME_IN_SYSTEM), Claim("L", 4.0, NUMBER_IN_SYSTEM)];
    assert_truths(0.02, settings(50, 520), case, &claims);
}

#[test]
fn jackson_network_with_a_way_back() {
    // γ 0.4 → 1 → 2, from 2 a quarter back to 1; rates 1 and 0.7: L 1.142857 + 3.2, W 10.857143.
    let case = |off: f64| {
        let mut second = server(3, 1, Distribution::Exponential { mean: off / 0.7 });
        second.complete_accurate = Some(share(0.75));
        let mut flow = stream(0.4, vec![server(2, 1, Distribution::Exponential { mean: off }), second]);
        flow.flows = vec![
            rework(4, 3, 2),
            trivium_core::model::Flow {
                id: trivium_core::model::FlowId::new(5),
                from: trivium_core::model::StepId::new(2),
                to: trivium_core::model::StepId::new(3),
                kind: trivium_core::model::FlowKind::Next { share: Share::ALL },
            },
        ];
        workspace(flow, None)
    };
    assert_truths(0.02, settings(40, 400), case, &[Claim("W", 10.857_143, TIME_IN_SYSTEM)]);
}

#[test]
fn p1_emergencies_go_first_and_interrupt_nobody() {
    // Cobham, λ 0.2 and 0.5, μ 1: waits 0.875 and 2.916667, and the work takes 1.
    let case = |off: f64| {
        let mut flow = stream(0.7, vec![server(2, 1, Distribution::Exponential { mean: off }), deploy(3)]);
        flow.demand.mix = ChangeMix { standard: Share::NONE, emergency: share(2.0 / 7.0) };
        workspace(flow, None)
    };
    let claims = [
        Claim("urgent", 1.875, &|outcome| hours(outcome, Measure::EmergencyToLive)),
        Claim("normal", 3.916_667, &|outcome| hours(outcome, Measure::NormalToLive)),
        Claim("both", 3.333_333, &|outcome| hours(outcome, Measure::RequestToLive)),
    ];
    assert_truths(0.02, settings(40, 250), case, &claims);
}

/// Deployments of exactly `size` changes a day: a little more come than the date takes.
fn batches(size: u32, bad: f64) -> impl Fn(f64) -> Workspace {
    move |off| {
        let cadence =
            Cadence { every_days: 1, day: Weekday::Monday, minute: 600, cut_off: Elapsed::ZERO, at_most: Some(size) };
        let deploy = step(2, StepKind::Deploy { cadence: Some(cadence), fails: Share::NONE });
        let mut flow = stream((f64::from(size) + 0.5) / 24.0, vec![deploy]);
        flow.bad_changes = share(bad * off);
        workspace(flow, None)
    }
}

#[test]
fn b1_a_batch_fails_when_one_of_its_changes_is_bad() {
    let read: &dyn Fn(&Outcome) -> Mean = &|outcome| measured(outcome, Measure::ChangeFailRate);
    assert_truths(0.02, settings(60, 500), batches(5, 0.02), &[Claim("five", 0.096_079, read)]);
    assert_truths(0.02, settings(20, 500), batches(20, 0.02), &[Claim("twenty", 0.332_392, read)]);
}

#[test]
fn b2_a_weekly_date_costs_half_a_week_and_collects_a_week() {
    let case = |off: f64| {
        // 5 % off: a cut-off of a twentieth of the mean wait.
        let cut_off = Elapsed::clamped_hours(3.5 * 24.0 * (off - 1.0));
        let cadence = Cadence { every_days: 7, day: Weekday::Thursday, minute: 22 * 60, cut_off, at_most: None };
        let deploy = step(2, StepKind::Deploy { cadence: Some(cadence), fails: Share::NONE });
        workspace(stream(0.8 / 24.0 * off, vec![deploy]), None)
    };
    let claims = [
        Claim("wait", 3.5, &|outcome| measured(outcome, Measure::RequestToLive)),
        // A week without a change has no deployment.
        Claim("batch", 5.6 / (1.0 - (-5.6_f64).exp()), &|outcome| measured(outcome, Measure::BatchSize)),
    ];
    assert_truths(0.02, settings(40, 400), case, &claims);
}

#[test]
fn cadence_with_a_limit_makes_a_queue() {
    // Four come a day, six are taken: mean wait 0.578605 days (chain N' = max(N + Poisson − 6, 0)).
    let case = |off: f64| {
        let cadence =
            Cadence { every_days: 1, day: Weekday::Monday, minute: 0, cut_off: Elapsed::ZERO, at_most: Some(6) };
        let deploy = step(2, StepKind::Deploy { cadence: Some(cadence), fails: Share::NONE });
        workspace(stream(4.0 / 24.0 * off, vec![deploy]), None)
    };
    let claims = [Claim("wait", 0.578_605, &|outcome| measured(outcome, Measure::RequestToLive))];
    assert_truths(0.02, settings(40, 400), case, &claims);
}

#[test]
fn g1_a_gate_sends_back_what_it_stops() {
    // q 0.15, stops 0.6 of the bad, mended with 0.9: q' = q(1 − s)/(1 − s(1 − f)).
    let case = |off: f64| {
        let gate = step(2, StepKind::Gate { stops_bad: share(0.6), stops_good: share(0.1) });
        let mut flow = stream(10.0, vec![step(4, StepKind::Work), gate, deploy(3)]);
        flow.bad_changes = share(0.15 * off);
        workspace(flow, None)
    };
    let claims = [Claim("bad and through", 0.063_830, &|outcome| measured(outcome, Measure::ChangeFailRate))];
    assert_truths(0.02, settings(30, 6), case, &claims);
}

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
    workspace.services = std::sync::Arc::new(vec![service]);
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
        let incidents = &mut std::sync::Arc::make_mut(&mut workspace.services)[0].incidents;
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
        let incidents = &mut std::sync::Arc::make_mut(&mut workspace.services)[0].incidents;
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
fn batch_arrivals_make_a_queue_of_batches() {
    // M^[3]/M/1, batches 0.2 an hour, rate 1: L = ρ(1 + b)/2/(1 − ρ) = 3.
    let case = |off: f64| {
        let mut flow = stream(0.6, vec![server(2, 1, Distribution::Exponential { mean: off })]);
        flow.demand.arrivals = Arrivals::InBatches { size: 3 };
        workspace(flow, None)
    };
    let claims = [Claim("L", 3.0, NUMBER_IN_SYSTEM), Claim("W", 5.0, TIME_IN_SYSTEM)];
    assert_truths(0.02, settings(40, 250), case, &claims);
}

#[test]
fn erlang_work_waits_by_its_variation() {
    // M/E₂/1, λ 0.8, mean 1, CV² ½: Wq = 0.8·1.5/(2·0.2) = 3.
    let work = Distribution::Gamma { mean: 1.0, shape: 2.0 };
    assert_truths(0.02, settings(40, 250), queue(0.8, 1, work), &[Claim("W", 4.0, TIME_IN_SYSTEM)]);
}
