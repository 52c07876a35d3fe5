//! Incidents: classes, escalation, whose people respond, the fastest way to restore, what reliability work does.

#![expect(clippy::float_cmp, reason = "these results are exact, not near")]

use std::sync::Arc;

use trivium_core::{
    engine::simulation::{Measure, Outcome, Plan, Settings},
    model::{
        Arrivals, Calendar, Canary, Distribution, Elapsed, EscalationLevel, IncidentPolicy, Learning, LearnsOn, Party,
        Repair, Scenario, SeverityClass, Share, StepKind, Team, TeamId, WorkMix, Workers, Workspace,
    },
};

use super::simulation_models::{deploy, mean, run, server, service, share, step, stream, workspace};

const SETTINGS: Settings = Settings { seed: 5, replications: 20, weeks: 52, warm_up_weeks: 4, ..Settings::USUAL };
const TEAM: TeamId = TeamId::new(800);

fn minutes(minutes: f64) -> Distribution {
    Distribution::Fixed { hours: minutes / 60.0 }
}

/// Found at once, answered at once, repaired by hand in 20 minutes; as many responders as it takes.
fn plain() -> IncidentPolicy {
    IncidentPolicy {
        background_per_28_days: 0.0,
        impact: share(0.5),
        detect_by_monitoring: minutes(0.0),
        detect_by_users: minutes(0.0),
        acknowledge: minutes(0.0),
        repair: minutes(20.0),
        batch_repair_factor: 0.0,
        responders: 1000,
        ..IncidentPolicy::assumed()
    }
}

/// One deployment a day, at an even pace, each of which fails.
fn failing(policy: IncidentPolicy) -> Workspace {
    let fails = step(2, StepKind::Deploy { cadence: None, fails: Share::ALL });
    let mut flow = stream(1.0 / 24.0, vec![fails]);
    flow.demand.arrivals = Arrivals::Evenly;
    let mut service = service();
    service.incidents = policy;
    workspace(flow, Some(service))
}

/// A team of four around the clock that builds, and whose people respond.
fn shared(background_per_28_days: f64, from_team: bool) -> Workspace {
    let mut build = server(2, 1, Distribution::Exponential { mean: 4.0 });
    build.team = Some(TEAM);
    build.workers = Workers::Team;
    let mut service = service();
    service.incidents = IncidentPolicy { background_per_28_days, responders: 4, repair: minutes(120.0), ..plain() };
    service.incidents.responders_from = from_team.then_some(TEAM);
    let mut workspace = workspace(stream(0.6, vec![build, deploy(3)]), Some(service));
    workspace.teams = Arc::new(vec![Team {
        people: 4,
        planned_share: Share::ALL,
        party: Party::Internal,
        ..Team::new(TEAM, "Builders".to_owned())
    }]);
    workspace
}

#[test]
fn classes_that_are_all_alike_change_nothing() {
    let one = run(&failing(plain()), SETTINGS);
    let class = |name: &str, part: f64| SeverityClass {
        name: name.to_owned(),
        share: share(part),
        impact: share(0.5),
        repair_factor: 1.0,
    };
    let classes = vec![class("P1", 0.25), class("P2", 0.75)];
    let two = run(&failing(IncidentPolicy { severities: classes, impact: Share::NONE, ..plain() }), SETTINGS);
    assert_eq!(one.fingerprint, two.fingerprint);
}

#[test]
fn a_class_says_whom_it_hits_and_how_long() {
    let class = |part: f64, impact: f64, repair_factor: f64| SeverityClass {
        name: "P".to_owned(),
        share: share(part),
        impact: share(impact),
        repair_factor,
    };
    // All of the second class: a tenth of the users, three times 20 minutes, once a day, of 40.32 minutes in 28 days.
    let classes = vec![class(0.0, 1.0, 1.0), class(1.0, 0.1, 3.0)];
    let outcome = run(&failing(IncidentPolicy { severities: classes, ..plain() }), SETTINGS);
    assert!((mean(&outcome, Measure::BudgetUsed) - 28.0 * 60.0 * 0.1 / 40.32).abs() < 1e-9);
    assert!((mean(&outcome, Measure::SloAttainment) - (1.0 - 60.0 * 0.1 / 1440.0)).abs() < 1e-12);
}

#[test]
fn the_fastest_of_three_ways_restores() {
    let way = |success: f64, took: f64| Some(Repair { success: share(success), takes: minutes(took) });
    let recovery = |policy: IncidentPolicy| mean(&run(&failing(policy), SETTINGS), Measure::RecoveryTime);
    let answered = |policy: IncidentPolicy| IncidentPolicy { acknowledge: minutes(3.0), ..policy };
    for (rollback, flag, expected) in [
        (None, None, 23.0),
        (way(1.0, 8.0), None, 8.0),
        (None, way(1.0, 2.0), 5.0),
        // The flag waits for somebody; the rollback does not.
        (way(1.0, 4.0), way(1.0, 2.0), 4.0),
        (way(1.0, 50.0), way(1.0, 50.0), 23.0),
        (way(0.0, 1.0), way(0.0, 1.0), 23.0),
    ] {
        let found = recovery(answered(IncidentPolicy { rollback, feature_flag: flag, ..plain() }));
        assert!((found / expected - 1.0).abs() < 0.01, "{found} {expected}");
    }
}

#[test]
fn a_canary_that_sees_everything_spends_only_its_own_share() {
    let with = |canary: Canary| {
        let mut workspace = failing(plain());
        workspace.change_policy.canary = Some(canary);
        run(&workspace, SETTINGS)
    };
    let half_hour = Elapsed::clamped_hours(0.5);
    // Half of a tenth of the users for 30 minutes, once a day.
    let seen = with(Canary { share: share(0.1), lasts: half_hour, detects: Share::ALL });
    assert!((mean(&seen, Measure::BudgetUsed) - 28.0 * 30.0 * 0.5 * 0.1 / 40.32).abs() < 1e-9);
    assert!((mean(&seen, Measure::RecoveryTime) / 30.0 - 1.0).abs() < 0.01);
    assert_eq!(mean(&seen, Measure::ChangeFailRate), 1.0);
    // Not seen: the same, and then everybody for 20 minutes. Changes are live half an hour later.
    let unseen = with(Canary { share: share(0.1), lasts: half_hour, detects: Share::NONE });
    let spent = 28.0 * (30.0 * 0.5 * 0.1 + 20.0 * 0.5) / 40.32;
    assert!((mean(&unseen, Measure::BudgetUsed) - spent).abs() < 1e-9);
    assert!((mean(&unseen, Measure::RequestToLive) * 48.0 - 1.0).abs() < 1e-9);
    // No time, no canary.
    let none = with(Canary { share: share(0.1), lasts: Elapsed::ZERO, detects: Share::ALL });
    assert_eq!(none.fingerprint, run(&failing(plain()), SETTINGS).fingerprint);
}

#[test]
fn incidents_take_the_people_of_planned_work() {
    let lead = |outcome: &Outcome| mean(outcome, Measure::RequestToLive);
    let quiet = run(&shared(0.0, true), SETTINGS);
    let busy = run(&shared(112.0, true), SETTINGS);
    let busier = run(&shared(224.0, true), SETTINGS);
    assert!(lead(&quiet) < lead(&busy) && lead(&busy) < lead(&busier));
    // Two hours each of four people's 672 hours a week: 28 a week take a twelfth, 56 a sixth.
    for (outcome, part) in [(&quiet, 0.0), (&busy, 28.0 * 2.0 / 672.0), (&busier, 56.0 * 2.0 / 672.0)] {
        let lost = mean(outcome, Measure::LostToIncidents);
        assert!((lost - part).abs() < 0.003, "{lost} {part}");
        // What planned work takes, and what incidents take, is what people are taken by.
        let taken = outcome.steps[0].utilisation.unwrap().mean;
        assert!((taken - (0.6 + part)).abs() < 0.01, "{taken}");
    }
    // With responders of their own, incidents move no change by a bit.
    let apart: Vec<_> = [0.0, 224.0].map(|rate| run(&shared(rate, false), SETTINGS)).into_iter().collect();
    let values = |outcome: &Outcome| outcome.estimate(Measure::RequestToLive).unwrap().replications.clone();
    assert_eq!(values(&apart[0]), values(&apart[1]));
    assert!(apart[1].measured(Measure::LostToIncidents).unwrap().why_not.contains("people of their own"));
}

#[test]
fn outside_working_hours_somebody_is_called_at_home() {
    // One person in business hours, whose work of a day often lies over the night; an incident takes 20 minutes.
    let mut workspace = shared(56.0, true);
    let step = &mut Arc::make_mut(&mut workspace.streams)[0].steps[0];
    step.calendar = Calendar::BusinessHours;
    step.work = Distribution::Fixed { hours: 8.0 };
    Arc::make_mut(&mut workspace.streams)[0].demand.per_week = 2.0;
    Arc::make_mut(&mut workspace.teams)[0].people = 1;
    let incidents = &mut Arc::make_mut(&mut workspace.services)[0].incidents;
    incidents.repair = minutes(20.0);
    incidents.impact = Share::ALL;
    let outcome = run(&workspace, SETTINGS);
    // Were those at night to wait for the work that lies there, an outage would take hours on average.
    let minutes_each =
        (1.0 - mean(&outcome, Measure::SloAttainment)) * 7.0 * 1440.0 / (mean(&outcome, Measure::Incidents) / 4.0);
    assert!(minutes_each > 20.0 && minutes_each < 60.0, "{minutes_each}");
    // A third of an hour each, of which a quarter or so falls into working hours.
    let lost = mean(&outcome, Measure::LostToIncidents);
    assert!(lost > 0.0 && lost < 14.0 / 3.0 / 40.0, "{lost}");
}

#[test]
fn a_service_has_no_more_responders_than_the_team_has_people() {
    // One person, incidents that take longer than they are apart: the queue of incidents grows, planned work starves.
    let mut workspace = shared(400.0, true);
    Arc::make_mut(&mut workspace.teams)[0].people = 1;
    let outcome = run(&workspace, Settings { replications: 2, ..SETTINGS });
    let lost = mean(&outcome, Measure::LostToIncidents);
    assert!(lost > 0.99 && lost <= 1.0 + 1e-9, "{lost}");
    assert!(outcome.estimate(Measure::ChangesPerWeek).unwrap().mean < 1.0);
}

#[test]
fn off_hours_are_slower_by_their_factor() {
    // Failing every hour: 40 of 168 hours are business hours.
    let policy = |factor: f64| IncidentPolicy { acknowledge: minutes(3.0), off_hours_factor: factor, ..plain() };
    let acknowledged = |factor: f64| {
        let mut workspace = failing(policy(factor));
        Arc::make_mut(&mut workspace.streams)[0].demand.per_week = 168.0;
        mean(&run(&workspace, SETTINGS), Measure::AcknowledgementTime)
    };
    assert!((acknowledged(1.0) - 3.0).abs() < 1e-9);
    assert!((acknowledged(4.0) - 3.0 * (40.0 + 4.0 * 128.0) / 168.0).abs() < 0.01);
}

#[test]
fn a_single_level_answers_without_a_time_out() {
    let levels = |count: usize| {
        let level =
            |timeout| EscalationLevel { name: "On call".to_owned(), mean: Elapsed::clamped_hours(0.1), timeout };
        let mut levels = vec![level(Some(Elapsed::clamped_hours(0.25))); count];
        levels[count - 1].timeout = None;
        IncidentPolicy { escalation: levels, ..plain() }
    };
    let one = run(&failing(levels(1)), SETTINGS);
    assert_eq!(mean(&one, Measure::LastLevelCalled), 1.0);
    let five = run(&failing(levels(5)), SETTINGS);
    // exp(−2.5) each time that one is called.
    assert!(mean(&five, Measure::LastLevelCalled) < 0.001);
    assert!(run(&failing(plain()), SETTINGS).measured(Measure::LastLevelCalled).unwrap().why_not.contains("levels"));
}

#[test]
fn reliability_work_makes_failures_rarer_down_to_its_floor() {
    let learning = |on, by: f64, floor: f64| Learning { on, by: share(by), floor: share(floor) };
    let with = |learning: Vec<Learning>| {
        let mut flow = stream(1.0 / 24.0, vec![deploy(2)]);
        flow.bad_changes = Share::ALL;
        flow.demand.arrivals = Arrivals::Evenly;
        flow.demand.work = WorkMix { reliability: Share::ALL, ..WorkMix::default() };
        let mut service = service();
        service.incidents = IncidentPolicy { learning, background_per_28_days: 28.0, ..plain() };
        run(&workspace(flow, Some(service)), SETTINGS)
    };
    let nothing = with(Vec::new());
    assert_eq!(mean(&nothing, Measure::ChangeFailRate), 1.0);
    // The first change that goes live ends all failures of changes, and quarters those without.
    let all = with(vec![learning(LearnsOn::BadChanges, 1.0, 0.0), learning(LearnsOn::Background, 1.0, 0.25)]);
    assert_eq!(mean(&all, Measure::ChangeFailRate), 0.0);
    assert!((mean(&all, Measure::Incidents) / 7.0 - 1.0).abs() < 0.1, "{}", mean(&all, Measure::Incidents));
    // Half the repair time, once.
    let faster = with(vec![learning(LearnsOn::Repair, 0.9, 0.5)]);
    assert!((mean(&faster, Measure::RecoveryTime) / 10.0 - 1.0).abs() < 0.01);
    let floor = with(vec![learning(LearnsOn::BadChanges, 0.5, 1.0)]);
    assert_eq!(floor.fingerprint, nothing.fingerprint);
}

#[test]
fn responders_of_a_team_that_has_no_step_are_its_people() {
    let mut workspace = shared(56.0, true);
    Arc::make_mut(&mut workspace.streams)[0].steps[0].team = None;
    Arc::make_mut(&mut workspace.streams)[0].steps[0].workers = Workers::Own { people: 4 };
    assert!(Plan::compile(&workspace, &Scenario::today()).is_ok());
    let outcome = run(&workspace, SETTINGS);
    assert!(outcome.estimate(Measure::LostToIncidents).is_none());
    assert!(outcome.estimate(Measure::Incidents).unwrap().mean > 50.0);
}
