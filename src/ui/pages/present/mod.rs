//! For the wall: one claim, one picture, one rule to remember. No chrome, no text below 26 px at 1920 px width.

mod chain;

pub(crate) use chain::view as chain;

use leptos::prelude::*;
use trivium_core::{
    chart,
    engine::simulation::{Comparison, Difference, Measure},
};

use super::simulator::{Bench, between_signed, in_unit, signed};
use crate::ui::router::{Page, Router};

/// The three measures on the wall.
const SHOWN: [(Measure, &str); 3] = [
    (Measure::RequestToLive, "Request to live"),
    (Measure::FailedDeployments, "Failed deployments in 28 days"),
    (Measure::BudgetUsed, "Error budget used"),
];

/// The page. Escape leaves it.
pub(crate) fn view() -> AnyView {
    let bench = Bench::set_up();
    let router: Router = expect_context();
    let on_escape = window_event_listener(leptos::ev::keydown, move |ev| {
        if ev.key() == "Escape" {
            router.go(Page::Simulator);
        }
    });
    on_cleanup(move || on_escape.remove());
    let claim = Memo::new(move |_| {
        let (today, chosen) = (bench.simulations.today().get().outcome?, bench.simulations.chosen().get().outcome?);
        bench.comparison.with(|comparison| chart::claim(comparison.as_ref()?, &today, &chosen))
    });
    let question = move || {
        bench.scenario.with(|scenario| {
            scenario.as_ref().map(|scenario| {
                if scenario.question.is_empty() { scenario.name.clone() } else { scenario.question.clone() }
            })
        })
    };
    let headline = move || {
        claim.with(|claim| claim.as_ref().map_or_else(|| "Simulating ...".to_owned(), |claim| claim.headline.clone()))
    };
    let pictures = move || {
        let name =
            bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.name.clone()).unwrap_or_default());
        bench.comparison.with(|comparison| {
            comparison
                .as_ref()
                .map(|comparison| SHOWN.map(|(measure, title)| picture(comparison, measure, title, &name)))
        })
    };
    view! {
        <main class="wall" id="main" tabindex="-1">
            <p class="wall-question">{question}</p>
            <h1 tabindex="-1">{headline}</h1>
            <div class="wall-pictures">{pictures}</div>
            <footer>
                <p>{move || expected(bench)}{move || differences(bench)}</p>
                <strong>"Never read a rate without the count beside it."</strong>
                <button type="button" class="button wall-leave" on:click=move |_| router.go(Page::Simulator)>"Leave (Esc)"</button>
            </footer>
        </main>
    }
    .into_any()
}

/// "1 of 10 in the room expected more failures."
fn expected(bench: Bench) -> Option<String> {
    let tally = bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.prediction.failures))?;
    let failures = bench.comparison.with(|comparison| comparison.as_ref()?.of(Measure::FailedDeployments).cloned())?;
    if tally.total() == 0 {
        return None;
    }
    let (count, words) = match (failures.sure, failures.difference < 0.0) {
        (false, _) => (tally.same, "about as many failures"),
        (true, true) => (tally.less, "fewer failures"),
        (true, false) => (tally.more, "more failures"),
    };
    Some(format!("{count} of {} in the room expected {words}. ", tally.total()))
}

fn differences(bench: Bench) -> Option<AnyView> {
    bench.comparison.with(|comparison| {
        let comparison = comparison.as_ref()?;
        let each = SHOWN.iter().filter_map(|(measure, _)| {
            let difference = comparison.of(*measure)?;
            let interval = difference.interval;
            let by = signed(*measure, difference.difference);
            Some(format!("{by} ({})", between_signed(*measure, interval.low, interval.high)))
        });
        let each: Vec<String> = each.collect();
        Some(view! { <span class="muted">{format!("Differences: {}; 95 % sure.", each.join(", "))}</span> }.into_any())
    })
}

/// Width and height of one slope, in its own units.
const WIDE: f64 = 330.0;
const HIGH: f64 = 260.0;

/// A slope from today to the scenario, from zero.
fn picture(comparison: &Comparison, measure: Measure, title: &'static str, name: &str) -> AnyView {
    let Some(difference) = comparison.of(measure) else {
        return view! { <div class="wall-picture"><h2>{title}</h2><p>"n/a, because one side has no value"</p></div> }
            .into_any();
    };
    let Difference { baseline, scenario, sure, .. } = *difference;
    let limit = (measure == Measure::BudgetUsed).then_some(1.0);
    let top = baseline.max(scenario).max(limit.unwrap_or(0.0)) * 1.15;
    let y = move |value: f64| HIGH - value / top * HIGH;
    let worse = sure && scenario > baseline;
    let class = if worse { "slope bad-text" } else { "slope" };
    let limit_line = limit.map(|limit| {
        view! {
            <line class="gov" x1="0" x2=WIDE y1=y(limit) y2=y(limit) stroke="currentColor" stroke-width="2" stroke-dasharray="6 4"/>
            <text class="gov" x=WIDE / 2.0 y=y(limit) + 22.0 text-anchor="middle" font-size="18" fill="currentColor">"limit 100 %"</text>
        }
    });
    // The title names the period already.
    let shown = |value: f64| {
        if measure == Measure::FailedDeployments { chart::format::number(value) } else { in_unit(measure, value) }
    };
    let spoken = format!("{title}: {} today, {} with {name}", in_unit(measure, baseline), in_unit(measure, scenario));
    view! {
        <div class="wall-picture">
            <h2>{title}</h2>
            <svg viewBox="-20 -60 370 370" role="img" aria-label=spoken>
                {limit_line}
                <line x1="0" x2=WIDE y1=HIGH y2=HIGH class="muted" stroke="currentColor"/>
                <g class=class>
                    <line x1="55" y1=y(baseline) x2="275" y2=y(scenario) stroke="currentColor" stroke-width="4"/>
                    <circle cx="275" cy=y(scenario) r="8" fill="currentColor"/>
                </g>
                <circle class="slope-from" cx="55" cy=y(baseline) r="8"/>
                <text class="wall-value muted" x="55" y=y(baseline) - 20.0 text-anchor="middle">{shown(baseline)}</text>
                <text class="wall-value strong" x="275" y=y(scenario) - 20.0 text-anchor="middle">{shown(scenario)}</text>
                <text class="wall-label" x="55" y="288" text-anchor="middle">"today"</text>
                <text class="wall-label" x="275" y="288" text-anchor="middle">"then"</text>
            </svg>
        </div>
    }
    .into_any()
}
