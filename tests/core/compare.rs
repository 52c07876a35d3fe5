//! Two states of a stream: what is new, gone and changed, and what it does to the whole.

use trivium_core::{
    catalog::samples,
    chart::map::compare::{Compared, Pair},
    edit::{Command, Connection, connect, future_of},
    engine::{
        flow,
        simulation::{Begin, Calibration, Comparison, Measure, Plan, Run, Settings},
    },
    model::{Elapsed, Lever, Observed, Scenario, Step, StepKind, StreamId, ValueStream, Workspace},
};

/// Larkfield with a future of its main stream: without the CAB, with a faster test, with one step more.
fn with_future() -> (Workspace, StreamId, StreamId) {
    let start = samples::larkfield();
    let today = start.main_stream().unwrap().clone();
    let future = future_of(&start, &today, "Next year".to_owned());
    let id = future.id;
    let step = |name: &str| future.steps.iter().find(|step| step.name == name).unwrap().clone();
    let (board, test) = (step("CAB approval"), step("Regression test"));
    let mut now = Command::AddStream { stream: future.clone() }.apply(&start).unwrap();
    now = Command::RemoveStep { stream: id, step: board.id }.apply(&now).unwrap();
    let half_a_day = Elapsed::clamped_hours(12.0);
    let observed = Some(Observed { low: half_a_day, high: half_a_day, assumed: true });
    now = Command::UpdateStep { stream: id, step: Step { observed, ..test } }.apply(&now).unwrap();
    let new = Step::new(trivium_core::edit::NewIds::of(&now).step(), "Learn");
    now = Command::AddSteps { stream: id, at: usize::MAX, steps: vec![new] }.apply(&now).unwrap();
    (now, today.id, id)
}

fn compared(workspace: &Workspace, today: StreamId, future: StreamId) -> Compared {
    let stream = |id: StreamId| workspace.stream(id).unwrap();
    let (today, future) = (stream(today), stream(future));
    Compared::of(workspace, (today, &flow::sheet(workspace, today)), (future, &flow::sheet(workspace, future)))
}

fn pair<'a>(compared: &'a Compared, name: &str) -> &'a Pair {
    compared.pairs.iter().find(|pair| pair.name == name).unwrap()
}

#[test]
fn what_is_new_gone_and_changed_is_told() {
    let (workspace, today, future) = with_future();
    let compared = compared(&workspace, today, future);
    assert_eq!(compared.counts().0, 1);
    assert_eq!(compared.counts().1, 1);
    assert_eq!(pair(&compared, "Learn").today, None);
    let board = compared.pairs.iter().position(|pair| pair.name == "CAB approval").unwrap();
    assert_eq!(compared.pairs[board].future, None);
    assert_eq!(compared.pairs[board - 1].name, "Risk form", "what is gone stands where it was");
    let test = pair(&compared, "Regression test");
    assert_eq!(test.differences.len(), 1, "{:?}", test.differences);
    assert_eq!(test.differences[0].what, "observed total time");
    assert!(test.differences[0].today.starts_with("2–3"), "{:?}", test.differences);
    assert!(test.differences[0].future.contains("12") && test.differences[0].future.contains("assumed"));
    assert!(pair(&compared, "Build").is_same());
    assert!(compared.sentence().contains("1 new, 1 gone, "), "{}", compared.sentence());
}

#[test]
fn the_whole_is_told_with_its_difference() {
    let (workspace, today, future) = with_future();
    let compared = compared(&workspace, today, future);
    let total = |what: &str| compared.totals.iter().find(|total| total.what == what).unwrap();
    assert_eq!(total("of it for approvals").future.as_deref(), Ok("0"));
    assert!(total("of it for approvals").change.as_ref().is_some_and(|change| change.ends_with("less")));
    // The new step has no observed time, so the time of the whole is not known, and nobody invents a difference.
    let live = total("Request to live, as observed");
    assert!(live.today.is_ok() && live.future.is_err() && live.change.is_none());
    assert_eq!(total("Steps that work comes to").change.as_deref(), Some("the same"));
}

/// A link that leads elsewhere, other shares, another way back: each is told where it begins, and nowhere else.
#[test]
fn other_links_are_told() {
    let start = samples::larkfield();
    let today = start.main_stream().unwrap().clone();
    let future = future_of(&start, &today, "Other links".to_owned());
    let id = future.id;
    let mut now = Command::AddStream { stream: future }.apply(&start).unwrap();
    let step =
        |now: &Workspace, name: &str| now.stream(id).unwrap().steps.iter().find(|step| step.name == name).unwrap().id;
    let link =
        connect(&now, now.stream(id).unwrap(), (step(&now, "Design"), step(&now, "Deploy")), Connection::Onwards);
    now = link.unwrap().apply(&now).unwrap();
    let ends = (step(&now, "Regression test"), step(&now, "Design"));
    now = connect(&now, now.stream(id).unwrap(), ends, Connection::Back).unwrap().apply(&now).unwrap();
    let found = compared(&now, today.id, id);
    let changed: Vec<(&str, &str)> = found
        .pairs
        .iter()
        .flat_map(|pair| pair.differences.iter().map(move |difference| (pair.name.as_str(), difference.what)))
        .collect();
    assert_eq!(changed, [("Design", "hands on to"), ("Regression test", "what is not accurate goes back to")]);
}

#[test]
fn a_stream_and_itself_are_the_same() {
    for workspace in [samples::larkfield(), samples::aldermoor(), samples::housing()] {
        for stream in workspace.streams.iter() {
            let same = compared(&workspace, stream.id, stream.id);
            assert!(same.pairs.iter().all(Pair::is_same));
            assert!(same.totals.iter().all(|total| total.change.as_deref().is_none_or(|change| change == "the same")));
            assert!(same.sentence().starts_with("Both states"), "{}", same.sentence());
        }
    }
}

/// Streams that know nothing of each other are compared by the names of their steps.
#[test]
fn strangers_are_compared_by_names() {
    let start = samples::larkfield();
    let today = start.main_stream().unwrap().clone();
    let mut other = future_of(&start, &today, "A stranger".to_owned());
    other.future_of = None;
    let stranger = |mut step: Step| {
        step.was = None;
        step.name = step.name.to_uppercase();
        step
    };
    other.steps = other.steps.into_iter().map(stranger).collect();
    let id = other.id;
    let workspace = Command::AddStream { stream: ValueStream { ..other } }.apply(&start).unwrap();
    let compared = compared(&workspace, today.id, id);
    assert!(compared.pairs.iter().all(|pair| pair.today.is_some() && pair.future.is_some()));
    assert!(compared.pairs.iter().all(|pair| pair.differences.iter().any(|difference| difference.what == "name")));
}

#[test]
fn kinds_are_told_in_words() {
    let workspace = samples::larkfield();
    let steps = &workspace.main_stream().unwrap().steps;
    let said: Vec<String> = steps.iter().map(|step| trivium_core::chart::map::compare::kind(&step.kind)).collect();
    let board = steps.iter().position(|step| matches!(step.kind, StepKind::Approval { .. })).unwrap();
    assert!(said[board].starts_with("approval, every 7\u{a0}days from Wednesday 10:00"), "{said:?}");
    assert!(said.iter().any(|words| words == "work"));
}

/// Runs of today and of a scenario that uses the other stream, paired.
fn difference(workspace: &Workspace, other: StreamId, measure: Measure) -> (f64, f64) {
    let settings = Settings { seed: 7, replications: 12, weeks: 26, warm_up_weeks: 8, begin: Begin::Empty };
    let scenario = Scenario { levers: vec![Lever::UseStream { stream: other }], ..Scenario::today() };
    let run = |scenario: &Scenario| {
        let mut run = Run::new(Plan::compile(workspace, scenario).unwrap().plan, settings).unwrap();
        run.finish();
        run.outcome().unwrap()
    };
    let comparison = Comparison::between(&run(&Scenario::today()), &run(&scenario)).unwrap();
    let found = comparison.of(measure).unwrap();
    (found.baseline, found.scenario)
}

/// A future that nobody has changed is no change, to the last bit: it draws the same numbers and waits as long.
#[test]
fn a_future_that_nobody_has_changed_changes_nothing() {
    for start in [samples::larkfield(), samples::aldermoor(), samples::housing()] {
        let today = start.main_stream().unwrap().clone();
        let future = future_of(&start, &today, "The same".to_owned());
        let id = future.id;
        let workspace = Command::AddStream { stream: future }.apply(&start).unwrap();
        for measure in [Measure::RequestToLive, Measure::FailedDeployments, Measure::BudgetUsed] {
            let (before, after) = difference(&workspace, id, measure);
            assert!((before - after).abs() <= 1e-9 * before.abs(), "{}: {measure:?} {before} {after}", start.name);
        }
    }
}

/// A wish for a shorter time takes from waiting that nobody has modelled, and from nothing else.
#[test]
fn a_shorter_observed_time_takes_from_other_waiting_only() {
    let start = samples::larkfield();
    let today = start.main_stream().unwrap().clone();
    let mut future = future_of(&start, &today, "Faster".to_owned());
    let day = Elapsed::clamped_hours(1.0);
    for step in &mut future.steps {
        step.observed = Some(Observed { low: day, high: day, assumed: true });
    }
    let id = future.id;
    let workspace = Command::AddStream { stream: future }.apply(&start).unwrap();
    let (before, after) = difference(&workspace, id, Measure::RequestToLive);
    assert!(after < before, "{before} h, {after} h");
    let calibration = Calibration::of(&workspace, id).unwrap();
    let left: f64 = workspace.stream(id).unwrap().steps.iter().map(|step| calibration.other_wait(step.id)).sum();
    assert!(left.abs() < 1e-9, "{left} h are still waited for nothing");
}
