//! A simulated answer as a file.

use trivium_core::{
    catalog::samples,
    chart::{Cell, format},
    engine::simulation::{Comparison, Measure, Outcome, Plan, Run, Settings},
    exchange::{
        csv_out::{self, Separator},
        results::{fingerprint, provenance, results},
    },
    model::{Scenario, Workspace},
};

fn run(workspace: &Workspace, scenario: &Scenario) -> Outcome {
    let plan = Plan::compile(workspace, scenario).unwrap().plan;
    let mut run = Run::new(plan, Settings { replications: 5, ..Settings::default() }).unwrap();
    run.finish();
    run.outcome().unwrap()
}

fn cell(value: f64) -> Cell {
    Cell::number(Some(value), format::number)
}

#[test]
fn every_measure_stands_in_the_file_with_interval_count_and_difference() {
    let workspace = samples::larkfield();
    let (today, scenario) = (run(&workspace, &Scenario::today()), run(&workspace, &workspace.scenarios[0]));
    let comparison = Comparison::between(&today, &scenario);

    let table = results(&today, &scenario, comparison.as_ref(), "=HYPERLINK(\"x\")");
    assert_eq!(table.rows.len(), Measure::ALL.len());
    assert!(table.rows.iter().all(|row| row.len() == table.head.len()));

    let rate = table.rows.iter().find(|row| row[0] == Cell::text(Measure::ChangeFailRate.name())).unwrap();
    let counted = today.estimate(Measure::ChangeFailRate).unwrap().counted.unwrap();
    let count = |count: u64| cell(f64::from(u32::try_from(count).unwrap()));
    assert_eq!([&rate[6], &rate[7]], [&count(counted.hits), &count(counted.n)]);
    let difference = comparison.as_ref().unwrap().of(Measure::ChangeFailRate).unwrap();
    assert_eq!(rate[13], cell(difference.difference));

    let file = csv_out::write(&table, Separator::Comma);
    assert!(file.contains("'=HYPERLINK"), "a name that a spreadsheet would run is guarded");
}

#[test]
fn what_does_not_exist_is_empty_and_says_why() {
    let mut workspace = samples::larkfield();
    for service in std::sync::Arc::make_mut(&mut workspace.services) {
        service.slos.clear();
        service.budget_policy = None;
    }
    let today = run(&workspace, &Scenario::today());
    let table = results(&today, &today, None, "Nothing");
    let budget = table.rows.iter().find(|row| row[0] == Cell::text(Measure::BudgetUsed.name())).unwrap();
    assert_eq!(budget[3], Cell::Missing);
    assert!(!budget[17].shown().is_empty(), "the reason stands in the last column");
}

#[test]
fn the_line_of_origin_carries_seed_runs_version_and_both_fingerprints() {
    let workspace = samples::larkfield();
    let (today, scenario) = (run(&workspace, &Scenario::today()), run(&workspace, &workspace.scenarios[0]));
    let line = provenance(&today, &scenario, "1.2.3, build abc");
    for part in ["1.2.3, build abc", "5 paired runs of 26 weeks after 8 weeks of warm-up", "seed 1"] {
        assert!(line.contains(part), "\"{part}\" is not in: {line}");
    }
    assert!(line.contains(&fingerprint(today.fingerprint)) && line.contains(&fingerprint(scenario.fingerprint)));
    assert_ne!(today.fingerprint, scenario.fingerprint);
}
