//! A run that starts from today: as much at each step as Little's law says, as old as it would be, and nothing else
//! changed.

use std::sync::Arc;

use trivium_core::{
    catalog::samples::larkfield,
    edit::Command,
    engine::{
        reliability::{Window, burn_down, outages_of},
        simulation::{
            Begin, Comparison, Measure, Outcome, Plan, Replay, Run, Settings, SettingsError, daily_work_in_progress,
        },
    },
    model::{
        Arrivals, ChangeMix, DeliveryRecords, Distribution, Elapsed, ErrorBudgetPolicy, Incident, Lever, Observed,
        Place, Scenario, Share, StepKind, Workspace,
    },
};

use super::{
    simulation_laws::closed_loop,
    simulation_models::{deploy, mean, rework, server, service, share, step, stream, workspace},
};

const TODAY: Settings = Settings { seed: 5, replications: 40, weeks: 26, warm_up_weeks: 0, begin: Begin::Backlog };

fn plan(workspace: &Workspace, levers: Vec<Lever>) -> Arc<Plan> {
    Arc::new(Plan::compile(workspace, &Scenario { levers, ..Scenario::today() }).unwrap().plan)
}

fn run(plan: &Arc<Plan>, settings: Settings) -> Outcome {
    let mut run = Run::new(Arc::clone(plan), settings).unwrap();
    run.finish();
    run.outcome().unwrap()
}

fn observed(hours: f64) -> Observed {
    let hours = Elapsed::clamped_hours(hours);
    Observed { low: hours, high: hours, assumed: false }
}

#[test]
fn the_mean_backlog_is_littles_law() {
    // Two steps; a quarter of what leaves the second goes back to the first: 4/3 visits of each, half a change an hour.
    let mut first = server(2, 50, Distribution::Exponential { mean: 1.0 });
    first.observed = Some(observed(3.0));
    let mut second = server(3, 50, Distribution::Exponential { mean: 1.0 });
    second.observed = Some(observed(5.3));
    second.complete_accurate = Some(share(0.75));
    let mut flow = stream(0.5, vec![first, second, deploy(4)]);
    flow.flows = vec![rework(7, 3, 2)];
    for (number, from, to) in [(11, 2, 3), (12, 3, 4)] {
        flow.flows.push(trivium_core::model::Flow {
            id: trivium_core::model::FlowId::new(number),
            from: trivium_core::model::StepId::new(from),
            to: trivium_core::model::StepId::new(to),
            kind: trivium_core::model::FlowKind::Next { share: Share::ALL },
        });
    }
    let plan = plan(&workspace(flow, None), Vec::new());
    let truth = [0.5 * 4.0 / 3.0 * 3.0, 0.5 * 4.0 / 3.0 * 5.3, 0.0];
    let said: Vec<f64> = plan.backlog().unwrap().steps().map(|step| step.changes).collect();
    for (said, truth) in said.iter().zip(truth) {
        assert!((said - truth).abs() < 1e-6, "{said:?}");
    }
    let repetitions = 400;
    let mut sums = [0.0; 3];
    for repetition in 0..repetitions {
        let settings = Settings { weeks: 1, ..TODAY };
        let start = Replay::of(Arc::clone(&plan), settings, repetition).unwrap().after(0);
        for (sum, step) in sums.iter_mut().zip(&start.steps) {
            *sum += f64::from(step.all());
        }
    }
    for (sum, truth) in sums.iter().zip(truth) {
        let mean = sum / f64::from(repetitions);
        // Rounded up or down with the chance that makes the mean right: at most half a change of deviation.
        let error = 0.5 / f64::from(repetitions).sqrt();
        assert!((mean - truth).abs() <= 4.0 * error, "{mean} {truth}");
        assert!(truth <= 0.0 || (mean - truth * 1.05).abs() > 4.0 * error, "5 % off would pass");
    }
}

#[test]
fn ages_are_drawn_as_they_would_be() {
    // One a day, ten days at the step whoever comes: ten lie there, and every change takes ten days.
    let mut wait = step(2, StepKind::Work);
    wait.observed = Some(observed(240.0));
    let mut flow = stream(1.0 / 24.0, vec![wait, deploy(3)]);
    flow.demand.arrivals = Arrivals::Evenly;
    let plan = plan(&workspace(flow, None), Vec::new());
    let outcome = run(&plan, TODAY);
    let lead = outcome.estimate(Measure::RequestToLive).unwrap();
    assert!((lead.mean - 10.0).abs() < 1e-6 && lead.p95 - lead.p5 < 1e-6, "{lead:?}");
    assert!((mean(&outcome, Measure::ChangesPerWeek) - 7.0).abs() < 0.1);
    assert!((mean(&outcome, Measure::WorkInProgress) - 10.0).abs() < 0.2);
    // After a warm-up it is the same; from an empty desk the first ten days would bring nothing.
    let empty = run(&plan, Settings { begin: Begin::Empty, ..TODAY });
    assert!(mean(&empty, Measure::ChangesPerWeek) < 6.7);
}

#[test]
fn a_stream_that_is_stable_goes_on_as_after_a_warm_up() {
    // M/M/3 at 0.8, of which people observe what the formula says.
    let mut serve = server(2, 3, Distribution::Exponential { mean: 1.0 });
    serve.observed = Some(observed(2.078_652));
    let plan = plan(&workspace(stream(2.4, vec![serve, deploy(3)]), None), Vec::new());
    let warmed = run(&plan, Settings { warm_up_weeks: 8, begin: Begin::Empty, ..TODAY });
    let today = run(&plan, TODAY);
    for measure in [Measure::RequestToLive, Measure::WorkInProgress, Measure::ChangesPerWeek] {
        let (a, b) = (warmed.estimate(measure).unwrap(), today.estimate(measure).unwrap());
        let (x, y) = (a.interval.unwrap(), b.interval.unwrap());
        assert!(x.low <= y.high && y.low <= x.high, "{measure:?}: {x:?} {y:?}");
    }
    for totals in &today.totals {
        assert_eq!(totals.arrived, totals.finished + totals.in_progress + totals.turned_away);
    }
    // Other starts are not compared pair by pair.
    assert_eq!(Comparison::between(&warmed, &today), None);
    assert!(!daily_work_in_progress(&plan, &TODAY, 0).is_empty());
}

#[test]
fn the_same_bits_and_the_same_backlog_under_every_scenario() {
    let workspace = larkfield();
    let stream = workspace.main_stream().unwrap();
    let today = plan(&workspace, Vec::new());
    let settings = Settings { replications: 4, ..TODAY };
    let (one, two) = (run(&today, settings), run(&today, settings));
    assert_eq!(one, two);
    let mut sliced = Run::new(Arc::clone(&today), settings).unwrap();
    while !sliced.advance(77).finished {}
    assert_eq!(sliced.outcome().unwrap(), one);
    let empty = Settings { begin: Begin::Empty, ..settings };
    assert_ne!(one.fingerprint, run(&today, empty).fingerprint);
    assert_eq!(today.fingerprint_under(&empty), today.fingerprint_of_input());
    assert_ne!(today.fingerprint_under(&settings), today.fingerprint_of_input());
    assert!(one.totals.iter().all(|totals| totals.arrived == totals.finished + totals.in_progress));
    // More demand and worse changes come later; today's backlog is what it is.
    let levers = vec![
        Lever::Demand { stream: stream.id, per_week: stream.demand.per_week * 1.2 },
        Lever::BadChanges { stream: stream.id, share: share(0.3) },
    ];
    let busier = plan(&workspace, levers);
    for repetition in 0..3 {
        let start = |plan: &Arc<Plan>| Replay::of(Arc::clone(plan), settings, repetition).unwrap().after(0);
        let (a, b) = (start(&today), start(&busier));
        assert!(a.in_progress() > 0 && a.changes == b.changes && a.steps == b.steps, "{repetition}");
    }
    let arrivals = |outcome: &Outcome| outcome.totals.iter().map(|totals| totals.arrivals).collect::<Vec<_>>();
    let people = plan(&workspace, vec![Lever::People { step: stream.steps[1].id, people: 9 }]);
    assert_eq!(arrivals(&one), arrivals(&run(&people, settings)));
}

#[test]
fn who_needs_no_approval_any_more_leaves_it_at_once() {
    let mut board = step(2, StepKind::Approval { cadence: None, stops_bad: Share::NONE, stops_good: Share::NONE });
    board.observed = Some(observed(100.0));
    let mut flow = stream(0.2, vec![board, deploy(3)]);
    flow.demand.mix = ChangeMix { standard: share(0.5), emergency: Share::NONE };
    let mut workspace = workspace(flow, None);
    let start = |workspace: &Workspace| {
        let settings = Settings { replications: 1, ..TODAY };
        Replay::of(plan(workspace, Vec::new()), settings, 0).unwrap().at(0.0)
    };
    // Half of 0.2 an hour for 100 hours: ten, and none of them standard.
    assert_eq!(start(&workspace).in_progress(), 10);
    let free = Lever::AutoApproval { risk: Some(trivium_core::model::Risk::High) };
    let settings = Settings { replications: 1, ..TODAY };
    let freed = Replay::of(plan(&workspace, vec![free]), settings, 0).unwrap();
    assert_eq!(freed.at(0.0).in_progress(), 0);
    // When that is how it is today, nothing lies there.
    workspace.change_policy.auto_approve = Some(trivium_core::model::Risk::High);
    assert_eq!(start(&workspace).in_progress(), 0);
}

#[test]
fn without_observed_times_there_is_no_such_start() {
    let plan = plan(&closed_loop(), Vec::new());
    let problem = plan.backlog().unwrap_err();
    assert_eq!(problem.place, Place::Stream(trivium_core::model::StreamId::new(1)));
    assert!(problem.what.contains("\"Step 2\"") && problem.what.contains("\"Step 5\""), "{problem}");
    let refused = Run::new(Arc::clone(&plan), TODAY).unwrap_err();
    assert_eq!(refused, SettingsError::UnknownBacklog);
    assert!(Replay::of(Arc::clone(&plan), TODAY, 0).is_err());
    let warmed = Settings { warm_up_weeks: 8, ..TODAY };
    assert_eq!(Run::new(plan, warmed).unwrap_err(), SettingsError::WarmUpAfterBacklog);
    // Settings that begin empty are written as before.
    let text = serde_json::to_string(&Settings::USUAL).unwrap();
    assert_eq!(text, r#"{"seed":1,"replications":100,"weeks":26,"warm_up_weeks":8}"#);
    assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), Settings::USUAL);
    // A service alone has no backlog.
    let mut quiet = Workspace::empty("quiet", "Quiet");
    quiet.next_id = 1_000;
    quiet.services = Arc::new(vec![service()]);
    let quiet = Plan::compile(&quiet, &Scenario::today()).unwrap().plan;
    assert_eq!(quiet.backlog().unwrap_err().place, Place::Workspace);
}

#[test]
fn the_budget_begins_as_spent_as_the_records_say() {
    let day =
        |day: u32, hour: u32| chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap().and_hms_opt(hour, 0, 0).unwrap();
    let incident = |from, to| Incident {
        id: "one".to_owned(),
        opened_at: from,
        resolved_at: Some(to),
        deployment_id: None,
        cause_is_change: None,
        severity: None,
        impact: Some(0.5),
    };
    // Two hours at a half, ten days before the last record, of 40.32 minutes.
    let incidents = vec![incident(day(8, 10), day(8, 12)), incident(day(18, 12), day(18, 12))];
    let records = DeliveryRecords { incidents, ..DeliveryRecords::default() };
    let mut wait = step(2, StepKind::Work);
    wait.observed = Some(observed(24.0));
    let mut service = service();
    service.budget_policy = Some(ErrorBudgetPolicy::freeze_when_spent());
    let id = service.id;
    let workspace = workspace(stream(0.2, vec![wait, deploy(3)]), Some(service));
    let none = plan(&workspace, Vec::new());
    assert_eq!(none.backlog().unwrap().budget_spent(), None);
    let workspace = Command::PutDelivery { service: id, records: Arc::new(records) }.apply(&workspace).unwrap();
    let plan = plan(&workspace, Vec::new());
    let spent = plan.backlog().unwrap().budget_spent().unwrap();
    let service = workspace.service(id).unwrap();
    let records = workspace.tables.delivery_of(id).unwrap();
    let outages = outages_of(&records.incidents, service.incidents.impact, day(18, 12));
    let burnt = burn_down(service, &service.slos[0], &outages, Window::Rolling, day(18, 12)).consumed.unwrap();
    assert!((spent - burnt).abs() < 1e-9 && (spent - 60.0 / 40.32).abs() < 1e-9, "{spent} {burnt}");
    let settings = Settings { replications: 1, ..TODAY };
    let replay = Replay::of(Arc::clone(&plan), settings, 0).unwrap();
    assert!(replay.after(0).frozen);
    assert!((replay.budget_at(0.0).unwrap().spent_minutes - 60.0).abs() < 1e-6);
    // What was spent at 10 to 12 leaves the window 28 days later; at the latest then everything thaws.
    let thaws =
        replay.events().iter().find(|event| event.what == trivium_core::engine::simulation::Happening::FreezeEnded);
    let thawed = thaws.unwrap().hours;
    let hours_ago = 10.0 * 24.0 + 2.0;
    assert!(thawed > 28.0 * 24.0 - hours_ago && thawed < 28.0 * 24.0 - hours_ago + 2.0, "{thawed}");
    assert_eq!(replay.at(100.0).deployments, 0);
    let frozen = run(&plan, settings);
    assert!((mean(&frozen, Measure::TimeFrozen) * 26.0 * 168.0 - thawed).abs() < 1e-6);
    assert!(mean(&frozen, Measure::Freezes) <= 0.0, "it began before");
}
