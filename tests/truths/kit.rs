//! How a simulated truth is held: the rule, and how figures are read from an outcome.

use trivium_core::{
    engine::simulation::{Measure, Outcome, Settings},
    model::Workspace,
};

use super::simulation_models::run;

/// A mean and its standard error.
pub(crate) type Mean = (f64, f64);

/// Mean and standard error of a measure, in its unit.
pub(crate) fn measured(outcome: &Outcome, measure: Measure) -> Mean {
    let estimate = outcome.estimate(measure).unwrap();
    let values: Vec<f64> = estimate.replications.iter().copied().flatten().collect();
    let n = f64::from(estimate.n);
    let variance = values.iter().map(|value| (value - estimate.mean).powi(2)).sum::<f64>() / (n - 1.0);
    (estimate.mean, (variance / n).sqrt())
}

/// The same in hours, of a measure in days.
pub(crate) fn hours(outcome: &Outcome, measure: Measure) -> Mean {
    let (mean, error) = measured(outcome, measure);
    (mean * 24.0, error * 24.0)
}

/// What a case claims: a name, the truth, and how it is read from the outcome.
pub(crate) struct Claim<'a>(pub(crate) &'a str, pub(crate) f64, pub(crate) &'a dyn Fn(&Outcome) -> Mean);

/// Runs a case as it is and 5 % off, and holds both against the claims; half-widths of at most `width` of the truth.
pub(crate) fn assert_truths(width: f64, settings: Settings, case: impl Fn(f64) -> Workspace, claims: &[Claim<'_>]) {
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

pub(crate) fn settings(replications: u32, weeks: u32) -> Settings {
    Settings { seed: 1, replications, weeks, warm_up_weeks: 8, ..Settings::USUAL }
}

pub(crate) const TIME_IN_SYSTEM: &dyn Fn(&Outcome) -> Mean = &|outcome| hours(outcome, Measure::RequestToDone);
pub(crate) const NUMBER_IN_SYSTEM: &dyn Fn(&Outcome) -> Mean = &|outcome| measured(outcome, Measure::WorkInProgress);
