//! The limits of governance, held against today and against scenarios.

use std::sync::Arc;

use trivium_core::{
    catalog::samples::Sample,
    chart::{bound_because, bound_limit, bound_verdict},
    edit::Command,
    engine::{
        governance::{Answer, BoundCheck, BoundKind, BoundVerdict, NotShown, judge_bounds},
        simulation::{Bounds as Ends, Measure, Outcome, Settings, StepOutcome},
    },
    model::{Bounds, Elapsed, Lever, Place, Scenario, StepKind, Workspace},
};

use super::simulation_models::run_scenario;

fn settings() -> Settings {
    Settings { replications: 24, weeks: 12, warm_up_weeks: 4, ..Settings::default() }
}

fn limited(lowest: Option<&str>, failures: Option<f64>, days: Option<f64>) -> Workspace {
    let mut workspace = Sample::Larkfield.workspace();
    workspace.bounds = Bounds {
        lowest_slo: lowest.map(|target| target.parse().unwrap()),
        most_failures: failures,
        longest_wait: days.map(Elapsed::clamped_days),
    };
    workspace
}

fn today(workspace: &Workspace) -> Outcome {
    run_scenario(workspace, &Scenario::today(), settings())
}

fn judge(workspace: &Workspace, outcome: &Outcome) -> [BoundCheck; 3] {
    judge_bounds(workspace, &[], Answer::Known(outcome))
}

/// An outcome in which a measure has this mean and this interval.
fn with(outcome: &Outcome, measure: Measure, mean: f64, ends: Option<(f64, f64)>) -> Outcome {
    let mut changed = outcome.clone();
    for measured in changed.measures.iter_mut().filter(|measured| measured.measure == measure) {
        let estimate = measured.estimate.as_mut().unwrap();
        estimate.mean = mean;
        estimate.interval = ends.map(|(low, high)| Ends { low, high });
    }
    changed
}

fn says(check: &BoundCheck) -> String {
    bound_because(check).replace('\u{a0}', " ")
}

#[test]
fn without_limits_nothing_is_judged() {
    let workspace = limited(None, None, None);
    let checks = judge(&workspace, &today(&workspace));
    assert_eq!(checks.clone().map(|check| check.kind), BoundKind::ALL);
    assert!(checks.iter().all(|check| check.verdict == BoundVerdict::NoLimit && says(check).is_empty()));
    assert!(BoundKind::ALL.iter().all(|kind| bound_limit(*kind, &workspace.bounds).is_none()));
}

#[test]
fn failures_are_within_beyond_or_too_close_to_tell() {
    let workspace = limited(None, Some(1.0), None);
    let outcome = today(&workspace);
    let verdict = |mean: f64, ends: Option<(f64, f64)>| {
        let changed = with(&outcome, Measure::FailedDeployments, mean, ends);
        judge(&workspace, &changed)[1].verdict.clone()
    };
    assert!(matches!(verdict(0.8, Some((0.7, 1.0))), BoundVerdict::Kept(found) if (found.value - 0.8).abs() < 1e-12));
    assert!(matches!(verdict(0.95, Some((0.8, 1.1))), BoundVerdict::Unsure(_)));
    assert!(matches!(verdict(1.05, Some((0.9, 1.2))), BoundVerdict::Unsure(_)));
    assert!(matches!(verdict(1.3, Some((1.1, 1.5))), BoundVerdict::Broken(_)));
    assert!(matches!(verdict(1.0, None), BoundVerdict::Kept(_)), "one repetition is taken as it is");
    assert!(matches!(verdict(1.01, None), BoundVerdict::Broken(_)));
}

#[test]
fn no_failure_at_all_is_a_limit_too() {
    let workspace = limited(None, Some(0.0), None);
    let outcome = today(&workspace);
    assert!(matches!(judge(&workspace, &outcome)[1].verdict, BoundVerdict::Broken(_)));
}

#[test]
fn the_longest_wait_of_the_worked_example_is_the_board() {
    let mut workspace = limited(None, None, Some(3.0));
    let outcome = today(&workspace);
    let check = &judge(&workspace, &outcome)[2];
    let BoundVerdict::Broken(found) = &check.verdict else { panic!("{check:?}") };
    assert_eq!(found.subject, "CAB approval");
    assert!(matches!(found.place, Place::Step(..)));
    // The sum of all that a change waits for there, and the widest that its interval can be.
    let step = outcome.steps.iter().find(|step| step.name == "CAB approval").unwrap();
    let parts = |step: &StepOutcome| [step.queue_wait, step.date_wait, step.other_wait, step.blocked_wait];
    let all = parts(step).into_iter().flatten();
    let (mean, high) = all.fold((0.0, 0.0), |sum, part| (sum.0 + part.mean, sum.1 + part.interval.unwrap().high));
    assert!((found.value - mean).abs() < 1e-9 && (found.interval.unwrap().1 - high).abs() < 1e-9);
    assert!(says(check).contains(" at CAB approval."), "{}", says(check));
    workspace.bounds.longest_wait = Some(Elapsed::clamped_days(30.0));
    assert!(matches!(judge(&workspace, &outcome)[2].verdict, BoundVerdict::Kept(_)));
}

#[test]
fn the_lowest_objective_is_what_is_promised_and_then_what_is_reached() {
    let mut workspace = limited(Some("99.95"), None, None);
    let outcome = today(&workspace);
    // Nobody needs a run to see that 99.9 % is less than 99.95 %.
    for answer in [Answer::NotYet, Answer::Refused("No."), Answer::Known(&outcome)] {
        let [promised, ..] = judge_bounds(&workspace, &[], answer);
        assert!(matches!(&promised.verdict, BoundVerdict::Broken(found) if found.interval.is_none()), "{promised:?}");
    }
    let lowest = workspace.services.iter().filter_map(|service| service.main_slo()).map(|slo| slo.target).max();
    workspace.bounds.lowest_slo = lowest;
    let reached = |mean: f64, low: f64, high: f64| {
        let changed = with(&outcome, Measure::SloAttainment, mean, Some((low, high)));
        let [check, ..] = judge(&workspace, &changed);
        (check.verdict.clone(), says(&check))
    };
    let (kept, why) = reached(0.9999, 0.9998, 1.0);
    assert!(matches!(kept, BoundVerdict::Kept(_)) && why.ends_with("the lowest."), "{why}");
    assert!(matches!(reached(0.997, 0.99, 0.9995).0, BoundVerdict::Unsure(_)));
    let (missed, why) = reached(0.95, 0.94, 0.96);
    assert!(matches!(&missed, BoundVerdict::NotReached(found) if found.subject == "Web Shop"), "{missed:?}");
    assert!(why.contains("promises enough, but reaches 95 %"), "{why}");
    // And without a run nobody knows whether it is reached.
    let [check, ..] = judge_bounds(&workspace, &[], Answer::NotYet);
    assert_eq!(check.verdict, BoundVerdict::NotShown(NotShown::NotYet));
}

#[test]
fn a_lever_on_the_objective_moves_the_promise() {
    let workspace = limited(Some("99.9"), None, None);
    let service = workspace.main_service().unwrap().id;
    let lower = [Lever::SloTarget { service, target: "99".parse().unwrap() }];
    let [check, ..] = judge_bounds(&workspace, &lower, Answer::NotYet);
    assert!(
        matches!(&check.verdict, BoundVerdict::Broken(found) if found.subject == "Web Shop" && (found.value - 0.99).abs() < 1e-12)
    );
}

#[test]
fn a_service_without_an_objective_promises_nothing() {
    let mut workspace = limited(Some("50"), None, None);
    let services = Arc::make_mut(&mut workspace.services);
    services[1].slos.clear();
    let name = services[1].name.clone();
    let [check, ..] = judge_bounds(&workspace, &[], Answer::NotYet);
    assert!(matches!(&check.verdict, BoundVerdict::NothingPromised { service, .. } if *service == name));
    workspace.services = Arc::default();
    let [check, ..] = judge_bounds(&workspace, &[], Answer::NotYet);
    assert_eq!(check.verdict, BoundVerdict::NotShown(NotShown::NoService));
}

#[test]
fn a_scenario_that_the_room_has_not_seen_says_nothing() {
    // A limit that is broken whatever comes out, so that a verdict would give something away.
    let workspace = limited(Some("99.999"), Some(0.0), Some(0.001));
    for check in judge_bounds(&workspace, &[], Answer::Hidden) {
        assert_eq!(check.verdict, BoundVerdict::NotShown(NotShown::Hidden));
        assert_eq!(bound_verdict(&check.verdict), "n/a, because the room has not seen its answer");
        assert!(says(&check).is_empty());
    }
}

#[test]
fn what_cannot_be_judged_says_why() {
    let mut workspace = limited(None, Some(1.0), Some(1.0));
    for step in &mut Arc::make_mut(&mut workspace.streams)[0].steps {
        if matches!(step.kind, StepKind::Deploy { .. }) {
            step.kind = StepKind::Work;
        }
    }
    let outcome = today(&workspace);
    let verdict = bound_verdict(&judge(&workspace, &outcome)[1].verdict);
    assert_eq!(verdict, "n/a, because no step of \"Feature to production\" deploys");
    let refused = judge_bounds(&workspace, &[], Answer::Refused("The step is gone."));
    assert_eq!(bound_verdict(&refused[2].verdict), "n/a, because it cannot be simulated: The step is gone.");
    assert_eq!(bound_verdict(&refused[0].verdict), "no limit set");
}

#[test]
fn limits_are_set_by_one_command_and_said_in_words() {
    let workspace = limited(None, None, None);
    let bounds = Bounds {
        lowest_slo: Some("99.5".parse().unwrap()),
        most_failures: Some(0.5),
        longest_wait: Some(Elapsed::clamped_days(3.0)),
    };
    let after = Command::SetBounds { bounds }.apply(&workspace).unwrap();
    assert_eq!(after.bounds, bounds);
    let words: Vec<String> = BoundKind::ALL.iter().filter_map(|kind| bound_limit(*kind, &after.bounds)).collect();
    assert_eq!(words, ["at least 99.5\u{a0}%", "at most 0.5 per 28\u{a0}d", "at most 3\u{a0}d"]);
    let refused = Command::SetBounds { bounds: Bounds { most_failures: Some(-1.0), ..bounds } }.apply(&workspace);
    assert!(refused.is_err());
}
