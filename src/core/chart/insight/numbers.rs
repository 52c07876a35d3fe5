//! Two outcomes beside each other: which way each measure turns, and how that is written.

use super::super::format::{self, Clock, Unit};
use crate::engine::simulation::{Comparison, Difference, Measure, Outcome, Unit as MeasuredIn};

/// Which way a measure turns, as far as the interval says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Surely less.
    Less,
    /// No difference that we can be sure of; also where there is nothing to compare.
    Same,
    /// Surely more.
    More,
}

/// One outcome after another.
pub(super) struct Against<'a> {
    before: &'a Outcome,
    after: &'a Outcome,
    comparison: Comparison,
}

impl<'a> Against<'a> {
    /// `None` when seed or length differ.
    pub(super) fn of(before: &'a Outcome, after: &'a Outcome) -> Option<Self> {
        Some(Self { before, after, comparison: Comparison::between(before, after)? })
    }

    pub(super) fn difference(&self, measure: Measure) -> Option<&Difference> {
        self.comparison.of(measure)
    }

    pub(super) fn turn(&self, measure: Measure) -> Turn {
        match self.difference(measure).filter(|difference| difference.sure) {
            None => Turn::Same,
            Some(difference) if difference.difference < 0.0 => Turn::Less,
            Some(_) => Turn::More,
        }
    }

    /// What customers feel: the budget that is used, or how many deployments fail where the budget does not tell.
    pub(super) fn harm(&self) -> Turn {
        match self.turn(Measure::BudgetUsed) {
            Turn::Same => self.turn(Measure::FailedDeployments),
            turn => turn,
        }
    }

    /// By how much a measure changes, without a sign: "5.3 d". Empty where it does not exist.
    pub(super) fn size(&self, measure: Measure) -> String {
        self.difference(measure).map(|difference| apart(measure).show(difference.difference.abs())).unwrap_or_default()
    }

    /// "16 instead of 8.2"; empty where it does not exist.
    pub(super) fn instead(&self, measure: Measure) -> String {
        self.difference(measure).map(|found| levels(measure, found)).unwrap_or_default()
    }

    /// The facts as sentences, each with its interval and, for a rate, its count. Measures that do not exist are left
    /// out.
    pub(super) fn facts(&self, measures: &[Measure]) -> String {
        let mut sentences = Vec::new();
        for measure in measures {
            if let Some(difference) = self.difference(*measure) {
                let sure = if difference.sure && sentences.is_empty() { ", 95\u{a0}% sure" } else { "" };
                let (what, levels) = self.levels(*measure, difference);
                sentences.push(format!("{what} {levels} ({}{sure}).", interval(*measure, difference)));
            }
        }
        sentences.join(" ")
    }

    /// These shares of the budgets in minutes: ", 57 instead of 51 of 40.3 min". Empty without a budget.
    fn minutes(&self, after: f64, before: f64) -> String {
        let budget = |outcome: &Outcome| outcome.budget.as_ref().map(|budget| budget.budget_minutes);
        let Some((now, then)) = budget(self.after).zip(budget(self.before)) else { return String::new() };
        let in_all = |minutes: f64| Unit::Minutes.show(minutes * 60.0);
        let (spent, spent_before) = (whole(after * now), whole(before * then));
        if in_all(now) == in_all(then) {
            format!(", {spent} instead of {spent_before} of {}", in_all(now))
        } else {
            format!(", {spent} of {} instead of {spent_before} of {}", in_all(now), in_all(then))
        }
    }

    /// What is said of a measure: its name, and its level instead of the other, with counts.
    fn levels(&self, measure: Measure, difference: &Difference) -> (&'static str, String) {
        let (before, after) = (difference.baseline, difference.scenario);
        match measure {
            Measure::ChangeFailRate => {
                let of = |outcome: &Outcome| outcome.estimate(Measure::DeploymentsPerWeek).map(|each| each.mean * 4.0);
                let count = |outcome| of(outcome).map_or("n/a".to_owned(), format::number);
                let (now, then) = (format::percent(after), format::percent(before));
                let (of_now, of_then) = (count(self.after), count(self.before));
                (measure.name(), format!("{now} of {of_now} deployments in 28 d instead of {then} of {of_then}"))
            }
            Measure::OutOfSlo => {
                let windows = self.after.estimate(measure).and_then(|estimate| estimate.counted);
                let count = windows.map(|windows| format!(" of {} windows", format::count(windows.n)));
                let (now, then) = (format::percent(after), format::percent(before));
                ("Out of SLO in", format!("{now}{} instead of {then}", count.unwrap_or_default()))
            }
            Measure::BudgetUsed => {
                let shares = beside(&format::percent(after), &format::percent(before));
                (measure.name(), format!("{shares}{}", self.minutes(after, before)))
            }
            _ => (measure.name(), levels(measure, difference)),
        }
    }
}

/// Minutes whose unit is written with those of the budget.
fn whole(minutes: f64) -> String {
    format::number(if minutes.abs() >= 9.95 { libm::round(minutes) } else { minutes })
}

fn levels(measure: Measure, difference: &Difference) -> String {
    let (unit, factor) = unit(measure);
    beside(&unit.show(difference.scenario * factor), &unit.show(difference.baseline * factor))
}

/// "13.4 instead of 18.7 d": a unit that both share is written once.
fn beside(now: &str, then: &str) -> String {
    match (now.split_once(format::NBSP), then.split_once(format::NBSP)) {
        (Some((bare, unit)), Some((_, same))) if unit == same => format!("{bare} instead of {then}"),
        _ => format!("{now} instead of {then}"),
    }
}

/// "between 5.2 and 5.4 d shorter", or that nothing is sure.
fn interval(measure: Measure, difference: &Difference) -> String {
    if !difference.sure {
        return "no difference we can be sure of".to_owned();
    }
    let (less, more) = match measure.unit() {
        MeasuredIn::Days | MeasuredIn::Minutes => ("shorter", "longer"),
        MeasuredIn::Share | MeasuredIn::MoneyPer28Days => ("lower", "higher"),
        MeasuredIn::PerWeek | MeasuredIn::Per28Days | MeasuredIn::Changes => ("fewer", "more"),
    };
    let ends = difference.interval;
    let factor = unit(measure).1;
    let (low, high, word) = if difference.difference < 0.0 {
        (-ends.high * factor, -ends.low * factor, less)
    } else {
        (ends.low * factor, ends.high * factor, more)
    };
    format!("{} {word}", apart(measure).between(low, high))
}

/// How a measure is written, and by what its values are multiplied for it.
fn unit(measure: Measure) -> (Unit, f64) {
    match measure.unit() {
        MeasuredIn::Days => (Unit::Days, 1.0),
        MeasuredIn::Minutes => (Unit::Seconds(Clock::Calendar), 60.0),
        MeasuredIn::PerWeek => (Unit::Of("a week".to_owned()), 1.0),
        MeasuredIn::Per28Days | MeasuredIn::MoneyPer28Days => (Unit::Of("in 28 d".to_owned()), 1.0),
        MeasuredIn::Changes => (Unit::Plain, 1.0),
        MeasuredIn::Share => (Unit::Share, 1.0),
    }
}

/// How a difference of it is written.
fn apart(measure: Measure) -> Unit {
    match unit(measure).0 {
        Unit::Share => Unit::Points,
        Unit::Of(_) => Unit::Plain,
        other => other,
    }
}

/// "about 3 of 10" windows out of SLO; `None` without an objective.
pub(super) fn missed(outcome: &Outcome) -> Option<String> {
    format::odds(outcome.estimate(Measure::OutOfSlo)?.mean)
}
