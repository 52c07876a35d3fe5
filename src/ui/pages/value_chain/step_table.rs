//! The chain as a table: everything the drawing says, to be read and copied.

use leptos::prelude::*;
use trivium_core::{
    chart::{
        format,
        map::{lane_name, lane_of},
    },
    engine::flow::{Known, StepSheet},
    model::{Step, StepId},
};

use super::{room::Room, seats::Says, words};

const HEADS: [&str; 6] = ["Work", "Wait", "Not explained", "%C&A", "Busy", "Visits a change"];

/// The table.
pub(super) fn view(room: Room) -> AnyView {
    let heads = HEADS.map(|head| view! { <th scope="col" class="number">{head}</th> });
    view! {
        <div class="chain-canvas" tabindex="0" role="region" aria-label="Table of the chain">
            <table class="table chain-table">
                <thead><tr><th scope="col">"Step"</th><th scope="col">"Lane"</th>{heads}</tr></thead>
                <tbody><For each=move || room.seats() key=|(id, _)| *id children=move |(id, says)| row(room, id, says)/></tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The row of a step. It is written anew when something else is said of the step, or the lanes are others.
fn row(room: Room, id: StepId, says: ArcRwSignal<Says>) -> AnyView {
    let cells = move || {
        let selected = says.with(|says| says.place.selected);
        let kind = room.lanes.get();
        let workspace = room.session().now()?;
        let (step, row) = (untrack(|| room.step(id))?, untrack(|| room.row(id))?);
        Some(cells(room, &step, &row, lane_name(lane_of(&step, kind), &workspace), selected))
    };
    view! { {cells} }.into_any()
}

fn cells(room: Room, step: &Step, row: &StepSheet, lane: String, selected: bool) -> AnyView {
    let (id, name) = (step.id, step.name.clone());
    let numbers = numbers(step, row).map(|number| view! { <td class="number">{number}</td> });
    view! {
        <tr class:selected=selected>
            <th scope="row"><button type="button" class="link" on:click=move |_| room.go_to(id)>{name}</button></th>
            <td>{lane}</td>
            {numbers}
        </tr>
    }
    .into_any()
}

/// Work, wait, other waiting, %C&A, busy, visits.
fn numbers(step: &Step, row: &StepSheet) -> [String; 6] {
    let because = |value: Known<String>| value.unwrap_or_else(|missing| format!("n/a, because {missing}"));
    let accurate = step.complete_accurate.map(|share| format::percent(share.value()));
    [
        words::work(row.work),
        because(row.wait.map(words::calendar)),
        because(row.other_waiting.map(words::calendar)),
        accurate.unwrap_or_else(|| "n/a, because nobody has stated it".to_owned()),
        because(row.utilisation.map(format::percent)),
        format::number(row.visits),
    ]
}
