//! Stated beside simulated: the parts of a difference add up to it, and name what makes it.

use trivium_core::{
    catalog::samples::Sample,
    chart::beside_in_words,
    engine::{
        flow::{Missing, sheet},
        simulation::{Beside, Bounds, Calibration, Cause, MeanOf, Plan, Quantity, Run, Settings, Unsimulated, beside},
    },
    model::{Cadence, Distribution, Scenario, Share, StepId, StepKind, ValueStream, Weekday, Workers, Workspace},
};

use super::flow;

fn rows(workspace: &Workspace, stream: &ValueStream) -> Vec<Beside> {
    let calibration = Calibration::of(workspace, stream.id).unwrap();
    let plan = Plan::compile_with(workspace, &Scenario::today(), &calibration).unwrap().plan;
    let settings = Settings { seed: 7, replications: 40, ..Settings::default() };
    let mut run = Run::new(plan, settings).unwrap();
    run.finish();
    beside(stream, &sheet(workspace, stream), &run.outcome().unwrap())
}

fn of(rows: &[Beside], quantity: Quantity) -> &Beside {
    rows.iter().find(|row| row.quantity == quantity).unwrap()
}

fn part(row: &Beside, cause: Cause) -> f64 {
    row.parts.iter().find(|(known, _)| *known == cause).map_or(0.0, |(_, amount)| *amount)
}

/// Every row that has both values: its parts are its difference.
fn add_up(rows: &[Beside]) {
    for row in rows {
        let sum: f64 = row.parts.iter().map(|(_, amount)| amount).sum();
        match row.difference() {
            Some(difference) => assert!((sum - difference).abs() < 1e-6, "{row:?}"),
            None => assert_eq!(row.parts, [], "{row:?}"),
        }
    }
}

/// A stream that is put into a workspace of its own and run: build, then deploy.
fn toy(tell: impl FnOnce(&mut ValueStream)) -> (Workspace, ValueStream) {
    let mut steps = vec![flow::step(1, 4.0, Some(4.0), Some(1.0)), flow::step(2, 1.0, Some(1.0), None)];
    steps[1].kind = StepKind::Deploy { cadence: None, fails: Share::NONE };
    for step in &mut steps {
        step.workers = Workers::Unlimited;
    }
    let mut stream = flow::stream(10.0, steps);
    stream.clock_starts_after = Some(StepId::new(1));
    tell(&mut stream);
    let mut workspace = flow::workspace();
    workspace.streams = vec![stream.clone()].into();
    workspace.next_id = 1000;
    (workspace, stream)
}

#[test]
fn a_stream_without_queues_is_what_the_sheet_says() {
    let (workspace, stream) = toy(|_| {});
    let rows = rows(&workspace, &stream);
    add_up(&rows);
    for (quantity, hours) in [(Quantity::RequestToLive, 5.0), (Quantity::ChangeLeadTime, 1.0), (Quantity::Work, 5.0)] {
        let row = of(&rows, quantity);
        assert_eq!(row.stated, Ok(hours));
        assert!((row.simulated.unwrap().mean - hours).abs() < 0.05, "{row:?}");
    }
    assert!(of(&rows, Quantity::Wait).simulated.unwrap().mean.abs() < 1e-9);
    assert_eq!(of(&rows, Quantity::RolledCompleteAccurate).simulated, Err(Unsimulated::NotCounted));
    let words = beside_in_words(of(&rows, Quantity::RolledCompleteAccurate));
    assert_eq!(
        (words.simulated.as_str(), words.why.as_str()),
        ("n/a, because the run counts visits, not clean passes", "")
    );
}

#[test]
fn a_queue_that_nobody_observed_is_laid_to_the_queue() {
    // M/M/1 at 60 %, day and night, of 10.08 h: a sojourn of 10.08 / 0.4 h, of which people observe the work alone.
    let (workspace, stream) = toy(|stream| {
        stream.steps[0].workers = Workers::Own { people: 1 };
        stream.steps[0].work = Distribution::Exponential { mean: 10.08 };
        stream.steps[0].observed = flow::step(9, 1.0, Some(10.08), None).observed;
    });
    let rows = rows(&workspace, &stream);
    add_up(&rows);
    let row = of(&rows, Quantity::RequestToLive);
    let queue = 10.08 * 0.6 / 0.4;
    assert!((part(row, Cause::Queues) / queue - 1.0).abs() < 0.1, "{row:?}");
    assert!((part(row, Cause::Queues) / row.difference().unwrap() - 1.0).abs() < 0.1, "{row:?}");
    let people = of(&rows, Quantity::QueueWait);
    assert!((people.stated.unwrap() - queue).abs() < 1e-6, "the formula is exact here");
    assert!((people.simulated.unwrap().mean / queue - 1.0).abs() < 0.1);
    assert!(beside_in_words(row).why.contains("in queues"), "{}", beside_in_words(row).why);
    let progress = of(&rows, Quantity::WorkInProgress);
    assert!((part(progress, Cause::LeadTime) - row.difference().unwrap() * 10.0 / 168.0).abs() < 1e-9);
}

#[test]
fn dates_and_rework_have_parts_of_their_own() {
    // A weekly deployment of which people observe one hour: half a week of waiting.
    let (workspace, stream) = toy(|stream| {
        let cadence = Some(Cadence::weekly(Weekday::Thursday, 10));
        stream.steps[1].kind = StepKind::Deploy { cadence, fails: Share::NONE };
    });
    let rows_of_dates = rows(&workspace, &stream);
    add_up(&rows_of_dates);
    let row = of(&rows_of_dates, Quantity::ChangeLeadTime);
    assert!((part(row, Cause::Dates) - 84.0).abs() < 3.0, "{row:?}");
    // A fifth of the building is done again, as long as the first time.
    let (workspace, stream) = toy(|stream| stream.steps[0].complete_accurate = Some(Share::clamped(0.8)));
    let rows_of_rework = rows(&workspace, &stream);
    add_up(&rows_of_rework);
    let row = of(&rows_of_rework, Quantity::RequestToLive);
    assert!((part(row, Cause::Rework) - 4.0 * 0.25).abs() < 0.06, "{row:?}");
    // The clock starts with the first push, so that it runs while the building is done again.
    let clock = of(&rows_of_rework, Quantity::ChangeLeadTime);
    assert!((part(clock, Cause::Rework) - 4.0 * 0.25).abs() < 0.06, "{clock:?}");
    // What comes back before it does not count.
    let (workspace, stream) = toy(|stream| {
        stream.steps.insert(0, flow::step(3, 4.0, Some(4.0), Some(0.8)));
        stream.steps[0].workers = Workers::Unlimited;
    });
    let clock = of(&rows(&workspace, &stream), Quantity::ChangeLeadTime).clone();
    assert!(clock.difference().unwrap().abs() < 0.02 && part(&clock, Cause::Rework).abs() < 1e-9, "{clock:?}");
    assert_eq!(of(&rows_of_rework, Quantity::Work).parts.first().map(|part| part.0), Some(Cause::Rework));
}

#[test]
fn what_is_missing_has_its_reason_and_no_parts() {
    let (workspace, stream) = toy(|stream| {
        stream.clock_starts_after = None;
        stream.steps[0].observed = None;
    });
    let rows = rows(&workspace, &stream);
    add_up(&rows);
    let clock = of(&rows, Quantity::ChangeLeadTime);
    assert_eq!((clock.stated, clock.simulated), (Err(Missing::NoClock), Err(Unsimulated::NoClock)));
    let live = of(&rows, Quantity::RequestToLive);
    assert_eq!(live.stated, Err(Missing::ObservedTimesUnknown { unknown: 1, steps: 2 }));
    assert!(live.simulated.is_ok());
    assert_eq!(of(&rows, Quantity::Bottleneck).simulated, Err(Unsimulated::NoPools));
}

#[test]
fn the_worked_example_differs_for_reasons_that_it_names() {
    let workspace = Sample::Larkfield.workspace();
    let stream = workspace.main_stream().unwrap();
    let rows = rows(&workspace, stream);
    add_up(&rows);
    let live = of(&rows, Quantity::RequestToLive);
    // What the ladder draws: all steps but the watching after the deployment.
    assert_eq!(live.stated, Ok(366.0));
    let difference = live.difference().unwrap();
    assert!(part(live, Cause::Rework) > 0.0 && part(live, Cause::Queues) > 0.0 && part(live, Cause::PassedBy) < 0.0);
    for quantity in [Quantity::RequestToLive, Quantity::ChangeLeadTime, Quantity::Wait] {
        let row = of(&rows, quantity);
        assert!(part(row, Cause::Rest).abs() < 0.15 * row.difference().unwrap().abs(), "{row:?}");
    }
    assert!(difference > 24.0 && !live.agrees());
    let words = beside_in_words(live);
    assert!(words.why.contains("longer: ") && words.why.contains("by repeated visits"), "{}", words.why);
    assert!(words.simulated.contains('±'), "{}", words.simulated);
    assert!(of(&rows, Quantity::Takt).agrees());
    assert_eq!(beside_in_words(of(&rows, Quantity::Takt)).why, "No difference we can be sure of.");
    assert!(of(&rows, Quantity::FlowEfficiency).parts[0].0 == Cause::Nights);
}

#[test]
fn a_deployment_is_shared_by_its_changes() {
    // About ten changes a week go out together, with 5 h of work each time.
    let (workspace, stream) = toy(|stream| {
        let cadence = Some(Cadence::weekly(Weekday::Thursday, 10));
        stream.steps[1].kind = StepKind::Deploy { cadence, fails: Share::NONE };
        stream.steps[1].work = Distribution::Fixed { hours: 5.0 };
        stream.steps[1].observed = flow::step(9, 1.0, Some(90.0), None).observed;
    });
    let rows = rows(&workspace, &stream);
    add_up(&rows);
    let work = of(&rows, Quantity::Work);
    assert!((part(work, Cause::Shared) + 4.5).abs() < 0.01, "{work:?}");
    assert!(beside_in_words(work).why.contains("4.5\u{a0}h by sharing the work of a deployment"), "{work:?}");
}

#[test]
fn a_difference_is_told_with_its_direction_and_its_largest_causes_first() {
    let row = |quantity, stated: f64, simulated: f64, parts: &[(Cause, f64)]| Beside {
        quantity,
        stated: Ok(stated),
        simulated: Ok(MeanOf { mean: simulated, interval: None }),
        parts: parts.to_vec(),
    };
    let why = |row: &Beside| beside_in_words(row).why.replace('\u{a0}', " ");
    let lead = [(Cause::Rework, 48.0), (Cause::Queues, 36.0), (Cause::PassedBy, -12.0), (Cause::Rest, 0.1)];
    assert_eq!(
        why(&row(Quantity::RequestToLive, 100.0, 172.1, &lead)),
        "3 d longer: 2 d by repeated visits, 36 h in queues; shorter again: 12 h by changes that pass steps by."
            .replace("36 h", "1.5 d")
    );
    let less = [(Cause::LeadTime, -3.0), (Cause::Throughput, 1.0)];
    assert_eq!(
        why(&row(Quantity::WorkInProgress, 12.0, 10.0, &less)),
        "2 less: 3 by the lead time; more again: 1 by how many come through."
    );
    assert_eq!(
        why(&row(Quantity::FlowEfficiency, 0.1, 0.4, &[(Cause::Nights, 0.3)])),
        "30 points more: 30 points because the nights and weekends in which begun work lies count as work."
    );
    assert_eq!(why(&row(Quantity::Takt, 4.0, 4.0, &[])), "No difference we can be sure of.");
    let interval = Some(Bounds { low: 3.0, high: 5.0 });
    let within = Beside {
        simulated: Ok(MeanOf { mean: 4.4, interval }),
        ..row(Quantity::Takt, 4.0, 4.4, &[(Cause::Throughput, 0.4)])
    };
    assert_eq!((why(&within).as_str(), within.agrees()), ("No difference we can be sure of.", true));
}
