//! The chain as a table: everything the drawing says, to be read and copied.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::flow::{Known, StepSheet},
    model::{Step, StepId},
};

use super::{
    lanes::{lane_of, lanes},
    room::Room,
    words,
};

/// One row in words.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    name: String,
    lane: String,
    /// Work, wait, other waiting, %C&A, busy, visits.
    numbers: [String; 6],
}

const HEADS: [&str; 6] = ["Work", "Wait", "Not explained", "%C&A", "Busy", "Visits a change"];

/// The table.
pub(super) fn view(room: Room) -> AnyView {
    let ids = Memo::new(move |_| {
        room.stream
            .with(|stream| stream.iter().flat_map(|stream| stream.steps.iter().map(|step| step.id)).collect::<Vec<_>>())
    });
    let heads = HEADS.map(|head| view! { <th scope="col" class="number">{head}</th> });
    view! {
        <div class="chain-canvas" tabindex="0" role="region" aria-label="Table of the chain">
            <table class="table chain-table">
                <thead><tr><th scope="col">"Step"</th><th scope="col">"Lane"</th>{heads}</tr></thead>
                <tbody><For each=move || ids.get() key=|id| *id children=move |id| row_view(room, id)/></tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row_view(room: Room, id: StepId) -> AnyView {
    let row = Memo::new(move |_| row(room, id));
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()));
    let lane = move || row.with(|row| row.as_ref().map(|row| row.lane.clone()));
    let numbers = move || {
        let numbers = row.with(|row| row.as_ref().map(|row| row.numbers.clone()));
        numbers.map(|numbers| numbers.map(|number| view! { <td class="number">{number}</td> }).into_any())
    };
    view! {
        <tr class:selected=move || room.selected.get() == Some(id)>
            <th scope="row"><button type="button" class="link" on:click=move |_| room.go_to(id)>{name}</button></th>
            <td>{lane}</td>
            {numbers}
        </tr>
    }
    .into_any()
}

fn row(room: Room, id: StepId) -> Option<Row> {
    let (step, row) = (room.step(id)?, room.row(id)?);
    Some(Row { name: step.name.clone(), lane: lane_name(room, &step)?, numbers: numbers(&step, &row) })
}

fn lane_name(room: Room, step: &Step) -> Option<String> {
    let (workspace, stream) = room.session().workspace().get().zip(room.stream.get())?;
    let key = lane_of(step, room.lanes.get());
    lanes(room.lanes.get(), &workspace, &stream).into_iter().find(|lane| lane.key == key).map(|lane| lane.name)
}

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
