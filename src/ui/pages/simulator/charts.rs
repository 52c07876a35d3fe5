//! Two pictures: how soon changes are live, and what is left of the error budget.

use leptos::prelude::*;
use trivium_core::{
    chart::{Axis, Band, Drawing, Level, Limit, LineChart, Measure, Median, Point, Role, Series, format, sentence},
    engine::simulation::{CurvePoint, FanDay, Outcome},
};

use super::{Bench, save};
use crate::ui::kit::Figure;

/// Both figures, each in a card.
pub(super) fn view(bench: Bench) -> AnyView {
    let sides = move || {
        let today = bench.simulations.today().get().outcome?;
        let chosen = bench.simulations.chosen().get().outcome?;
        let name = bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.name.clone()))?;
        Some((today, chosen, name))
    };
    let lead = Memo::new(move |_| {
        sides().and_then(|(today, chosen, name)| lead_times(&today, &chosen, &name)).map(Drawing::from)
    });
    let budget = Memo::new(move |_| {
        sides().and_then(|(today, chosen, name)| budget_left(&today, &chosen, &name)).map(Drawing::from)
    });
    let why = move || {
        let done = bench.simulations.chosen().get().outcome.is_some();
        (done && budget.with(Option::is_none))
            .then(|| view! { <p class="na">"n/a, because the service has no objective to spend against."</p> })
    };
    view! {
        <div class="card"><Figure chart=lead foot=save::origin(bench)/></div>
        <div class="card"><Figure chart=budget foot=save::origin(bench)/>{why}</div>
    }
    .into_any()
}

/// Points on one curve are enough at this many.
const CURVE_POINTS: usize = 160;

fn lead_times(today: &Outcome, chosen: &Outcome, name: &str) -> Option<LineChart> {
    let (before, after) = (median(&today.lead_times)?, median(&chosen.lead_times)?);
    let last = |curve: &[CurvePoint]| {
        curve.iter().find(|point| point.share >= 0.99).or(curve.last()).map(|point| point.hours / 24.0)
    };
    let end = last(&today.lead_times)?.max(last(&chosen.lead_times)?);
    let points = |curve: &[CurvePoint]| {
        let every = curve.len().div_ceil(CURVE_POINTS).max(1);
        let points = curve.iter().step_by(every).map(|point| Point::new(point.hours / 24.0, point.share));
        points.filter(|point| point.x <= end).collect()
    };
    let mut chart = LineChart::new(
        "Share of changes live, by days since request",
        Axis::from_zero("Days since request", Measure::Days).within(0.0, end),
        Axis::from_zero("Share of changes live", Measure::Share).within(0.0, 1.0),
        vec![
            Series::new("Today", Role::Today, points(&today.lead_times)),
            Series::new(name, Role::First, points(&chosen.lead_times)),
        ],
    );
    let days = |days: f64| format::Unit::Days.show(days);
    chart.medians = vec![
        Median { role: Role::Today, x: before, y: 0.5, words: format!("Today {}", days(before)) },
        Median { role: Role::First, x: after, y: 0.5, words: format!("{name} {}", days(after)) },
    ];
    chart.says = Some(sentence::half_within("changes are live", after, Some(before), &Measure::Days));
    Some(chart)
}

/// Days within which half of the changes are live.
fn median(curve: &[CurvePoint]) -> Option<f64> {
    curve.iter().find(|point| point.share >= 0.5).map(|point| point.hours / 24.0)
}

fn budget_left(today: &Outcome, chosen: &Outcome, name: &str) -> Option<LineChart> {
    let (before, after) = (today.budget.as_ref()?, chosen.budget.as_ref()?);
    let line = |days: &[FanDay]| days.iter().map(|day| Point::new(f64::from(day.day), day.mean)).collect();
    let edges = |low: fn(&FanDay) -> f64, high: fn(&FanDay) -> f64| {
        after.days.iter().map(|day| (f64::from(day.day), low(day), high(day))).collect()
    };
    // A long tail would flatten everything else: the picture is cut at twice the budget below zero.
    let most = before.budget_minutes.max(after.budget_minutes);
    let lowest = after.days.iter().chain(&before.days).map(|day| day.p5.min(day.mean)).fold(0.0, f64::min);
    let mut chart = LineChart::new(
        "Minutes of error budget left",
        Axis::from_zero("Day of the window", Measure::DayOf).within(0.0, f64::from(after.window_days)),
        Axis::from_zero("Minutes left", Measure::Number("min".to_owned())).within(lowest.max(-2.0 * most), most),
        vec![Series::new("Today", Role::Today, line(&before.days)), Series::new(name, Role::First, line(&after.days))],
    );
    let band = |name: &str, level, edges| Band { name: name.to_owned(), role: Role::First, level, edges };
    chart.bands = vec![
        band("90 % of runs", Level::Ninety, edges(|day| day.p5, |day| day.p95)),
        band("half of runs", Level::Half, edges(|day| day.p25, |day| day.p75)),
    ];
    chart.limit = Some(Limit { value: 0.0, name: "budget spent".to_owned() });
    chart.says = Some(spent_sentence(&before.days, &after.days, name));
    Some(chart)
}

/// "On average spent on day 26 today, on day 23 with No gates."
fn spent_sentence(before: &[FanDay], after: &[FanDay], name: &str) -> String {
    let spent = |days: &[FanDay]| days.iter().find(|day| day.mean <= 0.0).map(|day| day.day);
    let left = |days: &[FanDay]| format!("{} min", format::number(days.last().map_or(0.0, |day| day.mean)));
    match (spent(before), spent(after)) {
        (Some(a), Some(b)) => format!("On average spent on day {a} today, on day {b} with \"{name}\"."),
        (Some(a), None) => {
            format!("On average spent on day {a} today; with \"{name}\" {} are left at the end.", left(after))
        }
        (None, Some(b)) => {
            format!("On average {} are left at the end today; with \"{name}\" it is spent on day {b}.", left(before))
        }
        (None, None) => {
            format!("On average {} are left at the end today, {} with \"{name}\".", left(before), left(after))
        }
    }
}
