//! A simulated answer as a table for a file: every measure of today and of a scenario, with intervals, counts and the
//! paired difference; and the line that says how it can be computed again.

use crate::{
    chart::{Cell, Table, format},
    engine::simulation::{Begin, Better, Comparison, Measure, Outcome, Settings, Unit},
};

/// Unit of the raw values of a measure.
fn unit(measure: Measure, currency: &str) -> String {
    match measure.unit() {
        Unit::Days => "days".to_owned(),
        Unit::Minutes => "minutes".to_owned(),
        Unit::PerWeek => "per week".to_owned(),
        Unit::Per28Days => "per 28 days".to_owned(),
        Unit::Changes => "changes".to_owned(),
        Unit::Share => "share, 0 to 1".to_owned(),
        Unit::MoneyPer28Days => format!("{currency} per 28 days").trim().to_owned(),
    }
}

/// Every measure, one row each. A value that does not exist leaves its cells empty, and the last column says why.
pub fn results(today: &Outcome, scenario: &Outcome, comparison: Option<&Comparison>, name: &str) -> Table {
    let head = [
        "Measure",
        "Unit",
        "Less or more is better",
        "Today",
        "Today, low end of 95 %",
        "Today, high end of 95 %",
        "Today, counted",
        "Today, of",
        name,
        "Scenario, low end of 95 %",
        "Scenario, high end of 95 %",
        "Scenario, counted",
        "Scenario, of",
        "Paired difference",
        "Difference, low end of 95 %",
        "Difference, high end of 95 %",
        "Can we be sure of it",
        "Not available, because",
    ];
    let rows = Measure::ALL.iter().map(|measure| row(*measure, today, scenario, comparison));
    Table { head: head.map(str::to_owned).to_vec(), rows: rows.collect() }
}

fn row(measure: Measure, today: &Outcome, scenario: &Outcome, comparison: Option<&Comparison>) -> Vec<Cell> {
    let number = |value: Option<f64>| Cell::number(value, format::number);
    let better = match measure.better() {
        Better::Less => "less",
        Better::More => "more",
        Better::Depends => "it depends",
    };
    let mut cells = vec![Cell::text(measure.name()), Cell::text(unit(measure, &scenario.currency)), Cell::text(better)];
    for outcome in [today, scenario] {
        let estimate = outcome.estimate(measure);
        let interval = estimate.and_then(|estimate| estimate.interval);
        let counted = estimate.and_then(|estimate| estimate.counted);
        #[expect(clippy::cast_precision_loss, reason = "counts of a simulation stay far below 2^53")]
        let count = |value: u64| value as f64;
        cells.extend([
            number(estimate.map(|estimate| estimate.mean)),
            number(interval.map(|interval| interval.low)),
            number(interval.map(|interval| interval.high)),
            number(counted.map(|counted| count(counted.hits))),
            number(counted.map(|counted| count(counted.n))),
        ]);
    }
    let difference = comparison.and_then(|comparison| comparison.of(measure));
    let sure = difference.map_or("", |difference| if difference.sure { "yes" } else { "no" });
    let why = |outcome: &Outcome| {
        outcome
            .measured(measure)
            .filter(|measured| measured.estimate.is_none())
            .map(|measured| measured.why_not.clone())
    };
    cells.extend([
        number(difference.map(|difference| difference.difference)),
        number(difference.map(|difference| difference.interval.low)),
        number(difference.map(|difference| difference.interval.high)),
        Cell::text(sure),
        Cell::text(why(scenario).or_else(|| why(today)).unwrap_or_default()),
    ]);
    cells
}

/// What it takes to get the same figures again: length, seed, number of runs, version, and the fingerprints to compare.
pub fn provenance(today: &Outcome, scenario: &Outcome, version: &str) -> String {
    let settings = scenario.settings;
    format!(
        "Trivium {version}; {} paired runs of {} weeks {}; seed {}; fingerprint {}, today's {}",
        scenario.replications.min(today.replications),
        settings.weeks,
        begun(&settings),
        settings.seed,
        fingerprint(scenario.fingerprint),
        fingerprint(today.fingerprint),
    )
}

/// The same for an experiment, which compares many policies and has no single fingerprint.
pub fn origin_of_experiment(settings: &Settings, version: &str) -> String {
    format!(
        "Trivium {version}; {} paired runs of {} weeks {} for each policy; seed {}",
        settings.replications,
        settings.weeks,
        begun(settings),
        settings.seed
    )
}

/// What each run begins with, after its length: "after 8 weeks of warm-up".
pub fn begun(settings: &Settings) -> String {
    match settings.begin {
        Begin::Backlog => "from today's backlog".to_owned(),
        Begin::Empty => format!("after {} weeks of warm-up", settings.warm_up_weeks),
    }
}

/// Sixteen hexadecimal digits in four groups.
pub fn fingerprint(value: u64) -> String {
    let part = |shift: u32| format!("{:04x}", (value >> shift) & 0xffff);
    [part(48), part(32), part(16), part(0)].join(" ")
}
