//! What came out: one claim, the differences with their intervals and the room's guess, two charts, the method.

use leptos::prelude::*;
use trivium_core::{
    chart::{self, format},
    engine::simulation::{Better, Comparison, Difference, Measure, Outcome, Unit},
    model::{Prediction, Tally},
};

use super::{Bench, between_signed, charts, decide, guided, in_unit, method, signed};
use crate::ui::kit::{Icon, Strand, Verdict, icon, not_available, strand, verdict};

/// Rows of the table, with the layer that each belongs to.
const ROWS: [(Strand, Measure); 8] = [
    (Strand::Velocity, Measure::RequestToLive),
    (Strand::Velocity, Measure::CommitToLive),
    (Strand::Velocity, Measure::DeploymentsPerWeek),
    (Strand::Reliability, Measure::ChangeFailRate),
    (Strand::Reliability, Measure::FailedDeployments),
    (Strand::Reliability, Measure::RecoveryTime),
    (Strand::Reliability, Measure::BudgetUsed),
    (Strand::Reliability, Measure::OutOfSlo),
];

/// The answer.
pub(super) fn view(bench: Bench) -> AnyView {
    let claim = Memo::new(move |_| {
        let (today, chosen) = (bench.simulations.today().get().outcome?, bench.simulations.chosen().get().outcome?);
        bench.comparison.with(|comparison| chart::claim(comparison.as_ref()?, &today, &chosen))
    });
    let unchanged =
        move || bench.scenario.with(|scenario| scenario.as_ref().is_some_and(|scenario| scenario.levers.is_empty()));
    let headline = move || {
        if unchanged() {
            "No lever is moved: this is today.".to_owned()
        } else {
            claim.with(|claim| {
                claim.as_ref().map_or_else(|| "Simulating ...".to_owned(), |claim| claim.headline.clone())
            })
        }
    };
    let because = move || claim.with(|claim| claim.as_ref().map(|claim| claim.because.clone()).unwrap_or_default());
    let reason = move || {
        bench.scenario.with(|scenario| {
            let reason = scenario.as_ref().map(|scenario| scenario.prediction.reason.clone()).unwrap_or_default();
            (!reason.is_empty())
                .then(|| view! { <p class="muted">{format!("Somebody in the room: \u{201c}{reason}\u{201d}")}</p> })
        })
    };
    view! {
        <section class="result" aria-labelledby="claim">
            <h2 class="verdict-title" id="claim" tabindex="-1">{headline}</h2>
            <p class="second">{because}</p>
            {guided::lesson(bench)}
            {reason}
            <div class="card flush">{move || table(bench)}</div>
            <div class="grid two">{charts::view(bench)}</div>
            {decide::view(bench)}
            {method::view(bench)}
        </section>
    }
    .into_any()
}

fn table(bench: Bench) -> AnyView {
    let (Some(today), Some(chosen)) =
        (bench.simulations.today().get().outcome, bench.simulations.chosen().get().outcome)
    else {
        return view! { <p class="second pad">"The first figures come in a moment."</p> }.into_any();
    };
    let read = |scenario: &Option<trivium_core::model::Scenario>| {
        scenario.as_ref().map(|scenario| (scenario.name.clone(), scenario.prediction.clone())).unwrap_or_default()
    };
    let (name, prediction) = bench.scenario.with(read);
    let comparison = bench.comparison.get();
    let rows = ROWS.map(|(layer, measure)| row(layer, measure, &today, &chosen, comparison.as_ref(), &prediction));
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Today and the scenario, measure by measure">
        <table class="table result-table">
            <thead><tr>
                <th scope="col">"Measure"</th>
                <th scope="col" class="number">"Today"</th>
                <th scope="col" class="number">{name}</th>
                <th scope="col" class="number">"Difference"</th>
                <th scope="col" class="number">"95 % sure, between"</th>
                <th scope="col">"In words"</th>
                <th scope="col">"The room said"<span class="sub">"less, same, more"</span></th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
        </div>
    }
    .into_any()
}

fn row(
    layer: Strand,
    measure: Measure,
    today: &Outcome,
    chosen: &Outcome,
    comparison: Option<&Comparison>,
    prediction: &Prediction,
) -> AnyView {
    let difference = comparison.and_then(|comparison| comparison.of(measure));
    let (by, between) = difference.map_or((String::new(), String::new()), |difference| {
        let interval = difference.interval;
        (signed(measure, difference.difference), between_signed(measure, interval.low, interval.high))
    });
    view! {
        <tr>
            <th scope="row"><span class="measure-name">{strand(layer)}{measure.name()}</span></th>
            <td class="number">{value(measure, today)}</td>
            <td class="number strong">{value(measure, chosen)}</td>
            <td class="number">{by}</td>
            <td class="number second">{between}</td>
            <td>{in_words(measure, difference)}</td>
            <td>{room_said(measure, prediction, difference)}</td>
        </tr>
    }
    .into_any()
}

/// The mean, with the pooled count of a rate below it; why there is none otherwise.
fn value(measure: Measure, outcome: &Outcome) -> AnyView {
    let Some(estimate) = outcome.estimate(measure) else {
        let why = outcome.measured(measure).map(|measured| measured.why_not.clone()).unwrap_or_default();
        return view! { <span class="na">"n/a"</span><span class="sub wrap">{why}</span> }.into_any();
    };
    let counted = estimate.counted.map(|counted| {
        let words = format!("{} of {}", format::count(counted.hits), format::count(counted.n));
        view! { <span class="sub">{words}</span> }
    });
    view! { <span>{in_unit(measure, estimate.mean)}</span>{counted} }.into_any()
}

/// "41 % shorter" with a sign; "no difference we can be sure of" when the interval covers zero.
fn in_words(measure: Measure, difference: Option<&Difference>) -> AnyView {
    let Some(difference) = difference else { return not_available("one side has no value") };
    if !difference.sure {
        return view! { <span class="na">"no difference we can be sure of"</span> }.into_any();
    }
    let (less, more) = match measure.unit() {
        Unit::Days | Unit::Minutes => ("shorter", "longer"),
        Unit::Share | Unit::MoneyPer28Days => ("lower", "higher"),
        Unit::PerWeek | Unit::Per28Days | Unit::Changes => ("fewer", "more"),
    };
    let bare = if difference.difference < 0.0 { less } else { more };
    let words = chart::sentence::change(difference.baseline, difference.scenario, less, more);
    let words = words.unwrap_or_else(|| bare.to_owned());
    match measure.better() {
        Better::Depends => view! { <span class="verdict">{icon(Icon::Up)}{words}</span> }.into_any(),
        Better::Less if difference.difference > 0.0 => verdict(Verdict::Over, words),
        Better::More if difference.difference < 0.0 => verdict(Verdict::Over, words),
        Better::Less | Better::More => verdict(Verdict::Within, words),
    }
}

/// The room's votes beside the answer; the one that was right is strong.
fn room_said(measure: Measure, prediction: &Prediction, difference: Option<&Difference>) -> AnyView {
    let tally = match measure {
        Measure::RequestToLive => prediction.lead_time,
        Measure::FailedDeployments => prediction.failures,
        Measure::BudgetUsed => prediction.budget,
        _ => Tally::default(),
    };
    if tally.total() == 0 {
        return view! { <span class="na">"not asked"</span> }.into_any();
    }
    let right = difference.map(|difference| match (difference.sure, difference.difference < 0.0) {
        (false, _) => 1,
        (true, true) => 0,
        (true, false) => 2,
    });
    let vote = |index: usize, count: u16| {
        let class = if right == Some(index) { "vote right" } else { "vote" };
        let height = format!("{:.0}px", f64::from(count) / f64::from(tally.total()) * 16.0 + 1.0);
        view! { <span class=class><span class="bar" style:height=height></span>{count}</span> }
    };
    let spoken = format!("{} less, {} the same, {} more", tally.less, tally.same, tally.more);
    view! {
        <span class="votes" aria-hidden="true">{vote(0, tally.less)}{vote(1, tally.same)}{vote(2, tally.more)}</span>
        <span class="visually-hidden">{spoken}</span>
    }
    .into_any()
}
