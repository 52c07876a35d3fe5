//! Cases without chance: exactly what they must be.

use std::sync::Arc;

use trivium_core::{
    engine::simulation::{Measure, Outcome, Plan, Settings},
    model::{
        Arrivals, Distribution, Elapsed, Place, Problem, Repair, Scenario, Severity, Share, Step, StepId, StepKind,
        StreamId, Workspace,
    },
};

use super::simulation_models::{deploy, mean, run, server, service, share, step, stream, workspace};

const SETTINGS: Settings = Settings { seed: 3, replications: 3, weeks: 20, warm_up_weeks: 4, ..Settings::USUAL };

/// A change an hour on the hour.
fn hourly(steps: Vec<Step>) -> Workspace {
    let mut flow = stream(1.0, steps);
    flow.demand.arrivals = Arrivals::Evenly;
    workspace(flow, None)
}

fn exactly(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

fn hours(outcome: &Outcome, measure: Measure) -> f64 {
    let estimate = outcome.estimate(measure).unwrap();
    assert!(estimate.p95 - estimate.p5 < 1e-9, "there is no chance in it");
    estimate.mean * 24.0
}

#[test]
fn a_chain_without_chance_takes_what_it_takes() {
    let fixed = |number, hours| server(number, 1, Distribution::Fixed { hours });
    let outcome = run(&hourly(vec![fixed(2, 0.5), fixed(3, 1.0), fixed(4, 0.25), deploy(5)]), SETTINGS);
    exactly(hours(&outcome, Measure::RequestToLive), 1.75);
    exactly(mean(&outcome, Measure::ChangesPerWeek), 168.0);
    exactly(mean(&outcome, Measure::DeploymentsPerWeek), 168.0);
    exactly(mean(&outcome, Measure::BatchSize), 1.0);
    exactly(mean(&outcome, Measure::WorkInProgress), 1.75);
    for (step, busy) in outcome.steps.iter().zip([0.5, 1.0, 0.25]) {
        assert!((step.utilisation.unwrap().mean - busy).abs() < 1e-3, "{}", step.name);
        exactly(step.queue_wait.unwrap().mean, 0.0);
        exactly(step.visits_per_change.unwrap().mean.round(), 1.0);
    }
}

#[test]
fn one_change_is_one_change() {
    // One a year, evenly: a run of 53 weeks has exactly one.
    let mut flow = stream(1.0 / (52.0 * 168.0), vec![server(2, 1, Distribution::Fixed { hours: 3.0 }), deploy(3)]);
    flow.demand.arrivals = Arrivals::Evenly;
    let outcome = run(&workspace(flow, None), Settings { weeks: 53, warm_up_weeks: 0, ..SETTINGS });
    for totals in &outcome.totals {
        assert_eq!((totals.arrived, totals.finished, totals.in_progress, totals.turned_away), (1, 1, 0, 0));
    }
    exactly(hours(&outcome, Measure::RequestToLive), 3.0);
    exactly(mean(&outcome, Measure::ChangesPerWeek) * 53.0, 1.0);
}

#[test]
fn where_nothing_comes_nothing_happens() {
    // The first change of the year comes after the end.
    let mut flow = stream(1.0 / (52.0 * 168.0), vec![server(2, 1, Distribution::Fixed { hours: 3.0 }), deploy(3)]);
    flow.demand.arrivals = Arrivals::Evenly;
    let outcome = run(&workspace(flow, Some(service())), Settings { weeks: 40, warm_up_weeks: 0, ..SETTINGS });
    assert!(outcome.totals.iter().all(|totals| totals.arrived == 0));
    exactly(mean(&outcome, Measure::ChangesPerWeek), 0.0);
    exactly(mean(&outcome, Measure::Incidents), 0.0);
    exactly(mean(&outcome, Measure::BudgetUsed), 0.0);
    exactly(mean(&outcome, Measure::OutOfSlo), 0.0);
    // What has no value is none, and says why.
    for measure in [Measure::RequestToLive, Measure::ChangeFailRate, Measure::BatchSize, Measure::RecoveryTime] {
        let measured = outcome.measured(measure).unwrap();
        assert!(measured.estimate.is_none() && !measured.why_not.is_empty(), "{measure:?}");
    }
}

/// What is wrong with a workspace that cannot run.
fn problems(workspace: &Workspace) -> Vec<Problem> {
    Plan::compile(workspace, &Scenario::today()).unwrap_err()
}

#[test]
fn no_people_and_no_demand_are_problems_that_name_the_element() {
    let nobody = hourly(vec![server(2, 0, Distribution::Fixed { hours: 1.0 }), deploy(3)]);
    let at = Place::Step(StreamId::new(1), StepId::new(2));
    assert!(problems(&nobody).iter().any(|problem| problem.place == at && problem.severity == Severity::Error));
    let mut nothing = hourly(vec![deploy(3)]);
    Arc::make_mut(&mut nothing.streams)[0].demand.per_week = 0.0;
    assert!(problems(&nothing).iter().any(|problem| problem.place == Place::Stream(StreamId::new(1))));
}

#[test]
fn what_is_impossible_never_happens_and_what_is_certain_always_does() {
    let with = |fails: Share, bad: Share, stops: Share, works: Share| {
        let gate = step(2, StepKind::Gate { stops_bad: stops, stops_good: Share::NONE });
        let release = step(3, StepKind::Deploy { cadence: None, fails });
        let mut service = service();
        let minutes = |minutes: f64| Distribution::Fixed { hours: minutes / 60.0 };
        service.incidents.found_by_monitoring = Share::ALL;
        service.incidents.detect_by_monitoring = minutes(1.0);
        service.incidents.acknowledge = minutes(2.0);
        service.incidents.repair = minutes(30.0);
        service.incidents.responders = 1000;
        service.incidents.rollback = Some(Repair { success: works, takes: minutes(5.0) });
        let mut flow = stream(0.1, vec![step(4, StepKind::Work), gate, release]);
        flow.bad_changes = bad;
        run(&workspace(flow, Some(service)), SETTINGS)
    };
    let never = with(Share::NONE, Share::NONE, Share::NONE, Share::ALL);
    exactly(mean(&never, Measure::ChangeFailRate), 0.0);
    exactly(mean(&never, Measure::Incidents), 0.0);
    let always = with(Share::ALL, Share::NONE, Share::NONE, Share::ALL);
    exactly(mean(&always, Measure::ChangeFailRate), 1.0);
    exactly(mean(&always, Measure::ReworkRate), 0.0);
    // Histograms keep times to a few thousandths; nothing of it is repaired by hand.
    assert!((mean(&always, Measure::RecoveryTime) / 6.0 - 1.0).abs() < 0.01);
    let by_hand = with(Share::ALL, Share::NONE, Share::NONE, Share::NONE);
    assert!((mean(&by_hand, Measure::RecoveryTime) / 33.0 - 1.0).abs() < 0.01);
    assert!((mean(&by_hand, Measure::ReworkRate) - 0.5).abs() < 0.01, "one repair for each deployment");
    // Every change is bad, and none of them passes a gate that stops all of it.
    let stopped = with(Share::NONE, Share::ALL, Share::ALL, Share::ALL);
    exactly(mean(&stopped, Measure::ChangeFailRate), 0.0);
    let through = with(Share::NONE, Share::ALL, Share::NONE, Share::ALL);
    exactly(mean(&through, Measure::ChangeFailRate), 1.0);
}

#[test]
fn dates_without_chance() {
    // A change an hour, a release every day at ten: the one of ten o'clock goes at once, the others wait their hours.
    let daily = trivium_core::model::Cadence {
        every_days: 1,
        day: trivium_core::model::Weekday::Monday,
        minute: 600,
        cut_off: Elapsed::ZERO,
        at_most: None,
    };
    let outcome = run(&hourly(vec![step(2, StepKind::Deploy { cadence: Some(daily), fails: share(0.0) })]), SETTINGS);
    exactly(mean(&outcome, Measure::BatchSize), 24.0);
    exactly(mean(&outcome, Measure::DeploymentsPerWeek), 7.0);
    // Of things at the same moment a date comes before an arrival: the change of ten o'clock waits a day.
    exactly(hours(&outcome, Measure::RequestToLive), (1..=24).map(f64::from).sum::<f64>() / 24.0);
}
