//! The result of a comparison in plain words: what a manager repeats in the corridor.
//!
//! A difference whose interval covers zero is never called one. A rate never stands without its count.

use super::format;
use super::sentence::capital;
use crate::engine::simulation::{Comparison, Difference, Measure, Outcome};

/// What a comparison says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// One sentence: speed, and what it does to customers.
    pub headline: String,
    /// Why, with rates beside their counts, and the chance of a missed objective.
    pub because: String,
}

/// Says what `scenario` changes against `today`. `None` while neither lead time nor failures can be compared.
pub fn claim(comparison: &Comparison, today: &Outcome, scenario: &Outcome) -> Option<Claim> {
    Some(Claim { headline: headline(comparison)?, because: because(comparison, today, scenario) })
}

fn headline(comparison: &Comparison) -> Option<String> {
    let speed = comparison.of(Measure::RequestToLive).map(speed);
    Some(match (speed, safety(comparison)) {
        (Some(speed), Some(safety)) => join(&speed, &safety),
        (Some(half), None) | (None, Some(half)) => capital(&format!("{}.", half.words)),
        (None, None) => return None,
    })
}

/// A change of the lead time by less than this share of it is none, however sure it is.
const UNNOTICED: f64 = 0.005;

/// A half of the headline, and whether it is good news: `None` when nothing can be told.
struct Half {
    words: String,
    good: Option<bool>,
}

fn speed(difference: &Difference) -> Half {
    if !difference.sure {
        return Half { words: "no difference in lead time that we can be sure of".to_owned(), good: None };
    }
    // Sure, and still nothing that anybody would notice.
    if difference.difference.abs() < difference.baseline.abs() * UNNOTICED {
        return Half { words: "lead time as it is".to_owned(), good: None };
    }
    let good = difference.difference < 0.0;
    let days = format::number(difference.difference.abs());
    let by = if days == "1" || days == "1.0" { format!("{days} day") } else { format!("{days} days") };
    let direction = if good { "faster" } else { "slower" };
    Half {
        words: format!("{by} {direction} ({}, 95\u{a0}% sure)", sizes(difference, format::number)),
        good: Some(good),
    }
}

/// "between 5.2 and 5.4": the interval of a difference without its sign, which the words beside it say.
fn sizes(difference: &Difference, show: fn(f64) -> String) -> String {
    let (low, high) = (difference.interval.low.abs(), difference.interval.high.abs());
    let (low, high) = (show(low.min(high)), show(low.max(high)));
    if low == high { format!("within {low}") } else { format!("between {low} and {high}") }
}

/// What customers feel: failed deployments, or the budget where the number of failures stays.
fn safety(comparison: &Comparison) -> Option<Half> {
    let failures = comparison.of(Measure::FailedDeployments);
    let budget = comparison.of(Measure::BudgetUsed);
    match (failures, budget) {
        (_, Some(budget)) if budget.sure => {
            let good = budget.difference < 0.0;
            let words = match failures.filter(|failures| failures.sure && (failures.difference < 0.0) == good) {
                Some(failures) => format!(
                    "{}: {} {} failed deployments every 28 days ({})",
                    if good { "customers are better off" } else { "customers are worse off" },
                    format::number(failures.difference.abs()),
                    if good { "fewer" } else { "more" },
                    sizes(failures, format::number),
                ),
                None => format!(
                    "{}: {} of the error budget used instead of {} ({} points {})",
                    if good { "customers are better off" } else { "customers are worse off" },
                    format::percent(budget.scenario),
                    format::percent(budget.baseline),
                    sizes(budget, |share| format::number(share * 100.0)),
                    if good { "less" } else { "more" },
                ),
            };
            Some(Half { words, good: Some(good) })
        }
        (Some(failures), _) if failures.sure => {
            let good = failures.difference < 0.0;
            let words = format!(
                "{} {} failed deployments every 28 days ({})",
                format::number(failures.difference.abs()),
                if good { "fewer" } else { "more" },
                sizes(failures, format::number),
            );
            Some(Half { words, good: Some(good) })
        }
        (None, None) => None,
        _ => Some(Half { words: "no difference for customers that we can be sure of".to_owned(), good: None }),
    }
}

fn join(speed: &Half, safety: &Half) -> String {
    let link = match (speed.good, safety.good) {
        (None, None) => {
            return "No difference that we can be sure of: neither in lead time nor for customers.".to_owned();
        }
        (Some(a), Some(b)) if a == b => " and ",
        (Some(_), Some(_)) => ", but ",
        _ => "; ",
    };
    capital(&format!("{}{link}{}.", speed.words, safety.words))
}

fn because(comparison: &Comparison, today: &Outcome, scenario: &Outcome) -> String {
    let mut sentences = Vec::new();
    if let Some(rate) = comparison.of(Measure::ChangeFailRate) {
        let (before, after) = (format::percent(rate.baseline), format::percent(rate.scenario));
        let verb = if rate.difference < 0.0 { "falls" } else { "rises" };
        let mut parts = vec![if before == after {
            format!("The change fail rate stays at {after}")
        } else {
            format!("The change fail rate {verb} from {before} to {after}")
        }];
        let per_28 = |outcome: &Outcome| outcome.estimate(Measure::DeploymentsPerWeek).map(|each| each.mean * 4.0);
        if let (Some(then), Some(now)) = (per_28(today), per_28(scenario)) {
            let (then, now) = (format::number(then), format::number(now));
            parts.push(format!(", of {now} deployments in 28 days instead of {then}"));
        }
        if let Some(failures) = comparison.of(Measure::FailedDeployments) {
            let (then, now) = (format::number(failures.baseline), format::number(failures.scenario));
            parts.push(format!(": {now} fail instead of {then}"));
        }
        if let Some((then, now, of)) = budget_minutes(comparison, today, scenario) {
            let (then, now) = (format::number(then), format::number(now));
            parts.push(format!(
                "; with all incidents that costs {now} of {} min of error budget instead of {then}",
                format::number(of)
            ));
        }
        parts.push(".".to_owned());
        sentences.push(parts.concat());
    }
    let odds = |measure| {
        comparison
            .of(measure)
            .map(|miss: &Difference| (format::odds(miss.baseline), format::odds(miss.scenario), miss.sure))
    };
    if let Some((Some(before), Some(after), sure)) = odds(Measure::OutOfSlo) {
        sentences.push(if sure && before != after {
            format!("Out of SLO in {after} windows, instead of {before}.")
        } else {
            format!("Out of SLO in {before} windows, with no difference that we can be sure of.")
        });
    }
    sentences.join(" ")
}

/// Minutes of error budget used in a window, today and then, and what a window allows. `None` without an objective, and
/// where the objective itself is another one, so that minutes would not compare.
fn budget_minutes(comparison: &Comparison, today: &Outcome, scenario: &Outcome) -> Option<(f64, f64, f64)> {
    let used = comparison.of(Measure::BudgetUsed)?;
    let (before, after) = (today.budget.as_ref()?, scenario.budget.as_ref()?);
    let same = before.budget_minutes.to_bits() == after.budget_minutes.to_bits();
    same.then_some((used.baseline * before.budget_minutes, used.scenario * after.budget_minutes, after.budget_minutes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::simulation::Bounds;

    fn difference(measure: Measure, baseline: f64, scenario: f64, half: f64) -> Difference {
        let by = scenario - baseline;
        Difference {
            measure,
            baseline,
            scenario,
            difference: by,
            interval: Bounds { low: by - half, high: by + half },
            relative: None,
            relative_interval: None,
            sure: by.abs() > half,
            correlation: None,
            variance_ratio: None,
            n: 100,
        }
    }

    fn says(differences: Vec<Difference>) -> Option<String> {
        headline(&Comparison { differences })
    }

    #[test]
    fn faster_and_worse_is_a_but() {
        let text = says(vec![
            difference(Measure::RequestToLive, 18.7, 13.4, 0.1),
            difference(Measure::FailedDeployments, 0.92, 1.4, 0.1),
            difference(Measure::BudgetUsed, 1.09, 1.24, 0.05),
        ]);
        let text = text.unwrap();
        assert!(
            text.starts_with(
                "5.3 days faster (between 5.2 and 5.4, 95\u{a0}% sure), but customers are worse off: 0.48 more failed deployments"
            ),
            "{text}"
        );
        assert!(text.ends_with("every 28 days (between 0.38 and 0.58)."), "{text}");
    }

    #[test]
    fn what_the_interval_does_not_carry_is_not_said() {
        let text = says(vec![
            difference(Measure::RequestToLive, 18.7, 18.6, 0.5),
            difference(Measure::FailedDeployments, 0.92, 0.9, 0.1),
            difference(Measure::BudgetUsed, 1.09, 1.07, 0.05),
        ]);
        assert_eq!(text.unwrap(), "No difference that we can be sure of: neither in lead time nor for customers.");
    }

    #[test]
    fn a_budget_that_recovers_without_fewer_failures_is_told_by_the_budget() {
        let text = says(vec![
            difference(Measure::RequestToLive, 18.7, 18.6, 0.5),
            difference(Measure::FailedDeployments, 0.92, 0.9, 0.1),
            difference(Measure::BudgetUsed, 1.1, 0.4, 0.05),
        ]);
        let text = text.unwrap();
        assert!(
            text.contains("customers are better off")
                && text.contains("of the error budget used instead of")
                && text.contains("points less)"),
            "{text}"
        );
        assert!(text.starts_with("No difference in lead time that we can be sure of;"), "{text}");
    }

    #[test]
    fn what_nobody_would_notice_is_not_called_faster() {
        let text = says(vec![
            difference(Measure::RequestToLive, 18.7, 18.69, 0.002),
            difference(Measure::FailedDeployments, 0.92, 0.5, 0.1),
            difference(Measure::BudgetUsed, 1.1, 0.7, 0.05),
        ]);
        let text = text.unwrap();
        assert!(text.starts_with("Lead time as it is; customers are better off: 0.42 fewer"), "{text}");
    }

    #[test]
    fn nothing_to_compare_says_nothing() {
        assert_eq!(says(Vec::new()), None);
    }
}
