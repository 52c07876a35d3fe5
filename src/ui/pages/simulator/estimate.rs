//! The instant answer: what formulas say while a lever moves, until the simulation says it better.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::simulation::{Forecast, Foreseen, Measure},
};

use super::{Bench, in_unit};
use crate::ui::kit::not_available;

/// What the estimate is shown for.
const ROWS: [Measure; 4] =
    [Measure::RequestToLive, Measure::ChangeFailRate, Measure::FailedDeployments, Measure::BudgetUsed];

/// The section at the foot of the levers; nothing until today is known.
pub(super) fn view(bench: Bench) -> AnyView {
    let forecast = Memo::new(move |_| {
        // A first answer means that what queues do not explain has been found.
        bench.simulations.today().with(|today| today.outcome.is_some()).then_some(())?;
        let levers = bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.levers.clone()))?;
        bench.session.workspace().track();
        bench.simulations.foresee(&levers)
    });
    let inside = move || forecast.get().map(|forecast| section(&forecast));
    view! { {inside} }.into_any()
}

fn section(forecast: &Forecast) -> AnyView {
    let rows: Vec<AnyView> = ROWS.iter().map(|measure| row(*measure, forecast.of(*measure))).collect();
    let without = match forecast.leaves_out.join(", ") {
        all if all.is_empty() => String::new(),
        all => format!(" It leaves out: {all}."),
    };
    view! {
        <section class="lever-group estimate" aria-labelledby="estimate-title">
            <h3 id="estimate-title">"Estimate"<span class="muted small-text">"by formulas, before simulating"</span></h3>
            <p class="second">{busiest(forecast)}</p>
            <dl>{rows}</dl>
            <p class="help">{format!("Roughly what the simulation will say, without an interval.{without}")}</p>
        </section>
    }
    .into_any()
}

fn row(measure: Measure, foreseen: Option<&Foreseen>) -> AnyView {
    let value = match foreseen {
        Some(Ok(rough)) => view! { <span>"about "{in_unit(measure, rough.value())}</span> }.into_any(),
        Some(Err(why)) => not_available(why.to_string()),
        None => not_available("no formula is known for it"),
    };
    view! { <div><dt>{measure.name()}</dt><dd>{value}</dd></div> }.into_any()
}

fn busiest(forecast: &Forecast) -> String {
    let most = forecast.pools.iter().max_by(|a, b| a.utilisation.total_cmp(&b.utilisation));
    match most {
        None => "Nobody is ever waited for.".to_owned(),
        Some(pool) if pool.utilisation >= 1.0 => {
            format!("{} cannot keep up: its queue never settles, and grows for as long as you watch.", pool.name)
        }
        Some(pool) if pool.utilisation > 0.95 => format!(
            "{} is busy {} of the time: a little more work, and its queue grows without end.",
            pool.name,
            format::percent(pool.utilisation)
        ),
        Some(pool) => {
            format!("Nobody is overloaded. The busiest is {}, {}.", pool.name, format::percent(pool.utilisation))
        }
    }
}
