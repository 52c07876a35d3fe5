//! What the simulation says of a step, beside what people have stated.

use leptos::prelude::*;
use trivium_core::{
    chart::format::{self, NBSP},
    engine::simulation::{Outcome, StepOutcome},
    model::StepId,
};

use super::super::{room::Room, todays_run, words};
use crate::ui::kit::not_available;

/// A row: what, as stated, as simulated.
#[derive(Debug, Clone, PartialEq)]
struct Row(&'static str, String, String);

/// The table of today's run.
pub(super) fn view(room: Room, id: StepId) -> AnyView {
    let outcome = todays_run::of(room);
    let rows = Memo::new(move |_| outcome.get().and_then(|outcome| rows(room, id, &outcome.0)));
    let runs = move || {
        outcome.get().map(|outcome| {
            format!("Mean per visit, from {} simulated runs.", format::count(u64::from(outcome.0.replications)))
        })
    };
    let body = move || match rows.get() {
        Some(rows) => view! { {table(rows)} <p class="small-text muted">{runs}</p> }.into_any(),
        None => not_available(todays_run::why_not(room)).into_any(),
    };
    view! {
        <section class="chain-simulated" aria-labelledby="chain-simulated-head">
            <h3 id="chain-simulated-head">"Simulated beside stated"</h3>
            {body}
        </section>
    }
    .into_any()
}

fn rows(room: Room, id: StepId, outcome: &Outcome) -> Option<Vec<Row>> {
    let found = outcome.steps.iter().find(|step| step.step == Some(id))?;
    let row = room.row(id)?;
    let unstated = || "not stated".to_owned();
    let stated = row.observed.map_or_else(|_| unstated(), words::calendar);
    let mut rows = vec![
        Row("Total time", stated, total(found)),
        Row("of it queue", unstated(), hours(found.queue_wait.map(|time| time.mean))),
    ];
    if let Some(date) = found.date_wait.map(|time| time.mean).filter(|hours| *hours > 0.0) {
        rows.push(Row("of it for a date", unstated(), words::calendar(date)));
    }
    if let Some(other) = found.other_wait.map(|time| time.mean).filter(|hours| *hours > 0.0) {
        rows.push(Row("of it not explained", unstated(), words::calendar(other)));
    }
    let visits = found.visits_per_change.map_or_else(|| "n/a".to_owned(), |visits| format::fixed(visits.mean, 2));
    rows.push(Row("Visits per change", format!("about {}", format::fixed(row.visits, 2)), visits));
    Some(rows)
}

fn hours(hours: Option<f64>) -> String {
    hours.map_or_else(|| "n/a".to_owned(), words::calendar)
}

/// The mean, with its interval where there is one.
fn total(found: &StepOutcome) -> String {
    let Some(total) = found.total else { return "n/a, because nothing came".to_owned() };
    let half = total.interval.map(|bounds| (bounds.high - bounds.low) / 2.0).filter(|half| *half > 0.0);
    let half = half.map(|half| format!(" ±{NBSP}{}", words::calendar(half))).unwrap_or_default();
    format!("{}{half}", words::calendar(total.mean))
}

fn table(rows: Vec<Row>) -> AnyView {
    let row = |Row(what, stated, simulated): Row| {
        view! { <tr><th scope="row">{what}</th><td class="number muted">{stated}</td><td class="number">{simulated}</td></tr> }
    };
    view! {
        <table class="table">
            <thead><tr><th scope="col">"Time"</th><th scope="col" class="number">"stated"</th><th scope="col" class="number">"simulated"</th></tr></thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
