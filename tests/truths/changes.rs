//! Batches, dates and gates, by simulation.

use trivium_core::{
    engine::simulation::{Measure, Outcome},
    model::{Cadence, Distribution, Elapsed, Share, Step, StepKind, Together, Weekday, Workers, Workspace},
};

use super::{
    kit::{Claim, Mean, assert_truths, hours, measured, settings},
    simulation_models::{deploy, share, step, stream, workspace},
};

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

#[test]
fn two_gates_judge_independently() {
    // q 0.15, each stops 0.6, what is stopped is mended with 0.9 and meets both again: q' = 0.15·0.16/(1 − 0.84·0.1).
    let case = |off: f64| {
        let gate = |number| step(number, StepKind::Gate { stops_bad: share(0.6), stops_good: Share::NONE });
        let mut flow = stream(10.0, vec![step(4, StepKind::Work), gate(2), gate(5), deploy(3)]);
        flow.bad_changes = share(0.15 * off);
        flow.flows = vec![super::simulation_models::rework(7, 2, 4), super::simulation_models::rework(8, 5, 4)];
        for (number, from, to) in [(11, 4, 2), (12, 2, 5), (13, 5, 3)] {
            flow.flows.push(trivium_core::model::Flow {
                id: trivium_core::model::FlowId::new(number),
                from: trivium_core::model::StepId::new(from),
                to: trivium_core::model::StepId::new(to),
                kind: trivium_core::model::FlowKind::Next { share: Share::ALL },
            });
        }
        workspace(flow, None)
    };
    let truth = 0.15 * 0.16 / (1.0 - 0.84 * 0.1);
    let claims = [Claim("bad and through", truth, &|outcome| measured(outcome, Measure::ChangeFailRate))];
    assert_truths(0.02, settings(40, 16), case, &claims);
}

/// A release of `at`, or after so many hours.
fn company(per_hour: f64, at: u16, or_after: f64) -> impl Fn(f64) -> Workspace {
    move |off| {
        let together = Some(Together { at, or_after: Elapsed::clamped_hours(or_after) });
        workspace(stream(per_hour * off, vec![Step { together, ..deploy(2) }]), None)
    }
}

#[test]
fn four_that_go_together_wait_for_each_other() {
    // Of four that come at random, 0.5 an hour, the first waits for three, the last for none: (n − 1)/(2λ) = 3 h.
    let claims = [Claim("wait", 3.0, &|outcome| hours(outcome, Measure::RequestToLive))];
    assert_truths(0.02, settings(40, 60), company(0.5, 4, 5_000.0), &claims);
}

#[test]
fn the_first_waits_only_so_long_for_company() {
    // Two are enough, or three hours, at 0.5 an hour: 2 − e^−1.5 together, and (1 − e^−1.5)/0.5 hours for all of them.
    let none = (-1.5_f64).exp();
    let size = 2.0 - none;
    let claims = [
        Claim("wait", (1.0 - none) / 0.5 / size, &|outcome| hours(outcome, Measure::RequestToLive)),
        Claim("together", size, &|outcome| measured(outcome, Measure::BatchSize)),
    ];
    assert_truths(0.02, settings(60, 200), company(0.5, 2, 3.0), &claims);
}

#[test]
fn a_canary_delays_what_is_live() {
    // Nobody works on it, so it adds its own time and no queue: 1.2 h after a queue M/M/1 at 0.8 (5 h).
    let case = |off: f64| {
        let deploy =
            Step { work: Distribution::Exponential { mean: off }, workers: Workers::Own { people: 1 }, ..deploy(2) };
        let mut workspace = workspace(stream(0.8, vec![deploy]), None);
        workspace.change_policy.canary = Some(trivium_core::model::Canary {
            share: share(0.1),
            lasts: Elapsed::clamped_hours(1.2),
            detects: share(0.5),
        });
        workspace
    };
    let claims = [Claim("live", 6.2, &|outcome| hours(outcome, Measure::RequestToLive))];
    assert_truths(0.02, settings(40, 400), case, &claims);
}
