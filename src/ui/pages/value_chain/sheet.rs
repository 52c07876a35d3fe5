//! The sheet of the chain: every number of the stream as stated beside what the simulation says and why they differ, and
//! below it the same step by step. Everything the drawing says, to be read and copied.

use leptos::prelude::*;
use trivium_core::{
    chart::{BesideWords, beside_in_words, format},
    engine::simulation::beside,
};

use super::{room::Room, step_table, todays_run};
use crate::ui::kit::not_available;

/// Summary and steps.
pub(super) fn view(room: Room) -> AnyView {
    view! { <div class="chain-sheet">{summary(room)} {step_table::view(room)}</div> }.into_any()
}

fn summary(room: Room) -> AnyView {
    let outcome = todays_run::of(room);
    let rows = Memo::new(move |_| {
        let (stream, sheet) = room.stream.get().zip(room.sheet.get())?;
        let outcome = outcome.get()?;
        Some(beside(&stream, &sheet, &outcome.0).iter().map(beside_in_words).collect::<Vec<_>>())
    });
    let runs = move || {
        outcome.get().map(|outcome| {
            let runs = format::count(u64::from(outcome.0.replications));
            format!("Stated: one clean pass of a normal change. Simulated: mean of all changes over {runs} runs, with the 95\u{a0}% interval.")
        })
    };
    let body = move || match rows.get() {
        Some(rows) => table(rows),
        None => view! { <p class="second">{not_available(todays_run::why_not(room))}</p> }.into_any(),
    };
    view! {
        <section class="chain-beside" aria-labelledby="chain-beside-head">
            <h2 id="chain-beside-head">"Stated and simulated"</h2>
            <p class="small-text muted">{runs}</p>
            {body}
        </section>
    }
    .into_any()
}

/// On a phone a row becomes lines; the roles keep it a table for those who hear it.
fn table(rows: Vec<BesideWords>) -> AnyView {
    view! {
        <table class="table chain-beside-table" role="table" aria-labelledby="chain-beside-head">
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">"What"</th><th scope="col" role="columnheader" class="number">"Stated"</th>
                <th scope="col" role="columnheader" class="number">"Simulated"</th><th scope="col" role="columnheader">"Why they differ"</th>
            </tr></thead>
            <tbody role="rowgroup">{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(words: BesideWords) -> AnyView {
    let BesideWords { name, meaning, stated, simulated, why } = words;
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{name} <span class="sub">{meaning}</span></th>
            <td role="cell" class="number" data-head="Stated">{stated}</td>
            <td role="cell" class="number" data-head="Simulated">{simulated}</td>
            <td role="cell" class="why">{why}</td>
        </tr>
    }
    .into_any()
}
