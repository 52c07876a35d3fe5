//! "How is this computed?": one click away from every result.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::simulation::{MeanOf, Measure, StepOutcome},
    exchange::results::{begun, fingerprint},
};

use super::{Bench, ask::precise, start};

/// The fold at the foot of the result.
pub(super) fn view(bench: Bench) -> AnyView {
    let line = move || {
        let state = bench.simulations.chosen().get();
        let outcome = state.outcome?;
        let settings = outcome.settings;
        let kept = if state.stopped { " (stopped; these are kept)" } else { "" };
        Some(format!(
            "{} paired runs{kept} of {} weeks {}, t intervals, seed {}, fingerprint {}",
            outcome.replications,
            settings.weeks,
            begun(&settings),
            settings.seed,
            fingerprint(outcome.fingerprint),
        ))
    };
    let today = move || {
        let today = bench.simulations.today().get().outcome?;
        let events = today.events + bench.simulations.chosen().get().outcome.map_or(0, |chosen| chosen.events);
        Some(format!(
            "Today's fingerprint {}; {} events simulated for both.",
            fingerprint(today.fingerprint),
            format::count(events)
        ))
    };
    view! {
        <details class="method">
            <summary><strong>"How is this computed?"</strong>" "<span class="muted">{line}</span></summary>
            <div class="method-body second">
                <p>"Each run simulates the drawn value chain on its calendars: changes arrive at random (Poisson), wait for people and for dates, may come back, are approved or stopped, and are deployed. A change is bad with the stated probability from the start; a deployment fails when one of its changes is bad or deploying itself fails. A failure is found, acknowledged and repaired; the time until then, times the share of users hit, is taken from the error budget of a rolling window, inside service hours, overlapping failures counted once. With a freeze rule, deployments stop while the budget is spent."</p>
                <p>"Today and the scenario see the same changes with the same luck (common random numbers), so the difference is more certain than either level. Intervals are 95 % intervals of a mean by Student's t over the runs; in the column \u{201c}Difference\u{201d}, of paired differences. Rates stand with their pooled count over all runs. A difference whose interval covers zero is not called one. The first weeks fill queues and window and are not counted."</p>
                <p>{move || common_luck(bench)}</p>
                <p>"The same seed gives the same bits in every browser: compare the fingerprint. "{today}</p>
                {start::view(bench)}
                {precise::view(bench)}
                {move || steps(bench)}
            </div>
        </details>
    }
    .into_any()
}

/// What the common luck was worth, for the lead time.
fn common_luck(bench: Bench) -> Option<String> {
    bench.comparison.with(|comparison| {
        let difference = comparison.as_ref()?.of(Measure::RequestToLive)?;
        let correlation = difference.correlation?;
        let worth = difference.variance_ratio.map(|ratio| {
            format!(": without it, the same certainty would take {} times as many runs", format::number(ratio))
        });
        Some(format!(
            "Request to live of today and of the scenario go together over the runs with a correlation of {}{}.",
            format::number(correlation),
            worth.unwrap_or_default()
        ))
    })
}

/// Step by step: what is observed, and what the simulation explains of it.
fn steps(bench: Bench) -> Option<AnyView> {
    let outcome = bench.simulations.chosen().get().outcome?;
    let rows = outcome.steps.iter().map(step_row).collect_view();
    Some(
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label="Steps of the scenario">
            <table class="table">
                <caption class="muted">"Steps of the scenario, mean per visit on the calendar. Other waiting is what people observe and the model does not explain; it stays as it is under every lever."</caption>
                <thead><tr>
                    <th scope="col">"Step"</th>
                    <th scope="col" class="number">"Total"</th>
                    <th scope="col" class="number">"Work"</th>
                    <th scope="col" class="number">"Queue"</th>
                    <th scope="col" class="number">"Date"</th>
                    <th scope="col" class="number">"Other waiting"</th>
                    <th scope="col" class="number">"Busy"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            </div>
        }
        .into_any(),
    )
}

fn step_row(step: &StepOutcome) -> AnyView {
    let none = || "n/a".to_owned();
    let time = |mean: Option<MeanOf>| {
        mean.map_or_else(none, |mean| format::duration(mean.mean * 3600.0, format::Clock::Calendar))
    };
    view! {
        <tr>
            <th scope="row">{step.name.clone()}</th>
            <td class="number">{time(step.total)}</td>
            <td class="number">{time(step.work)}</td>
            <td class="number">{time(step.queue_wait)}</td>
            <td class="number">{time(step.date_wait)}</td>
            <td class="number">{time(step.other_wait)}</td>
            <td class="number">{step.utilisation.map_or_else(none, |busy| format::percent(busy.mean))}</td>
        </tr>
    }
    .into_any()
}
