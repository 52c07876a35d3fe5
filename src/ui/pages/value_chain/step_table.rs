//! The chain step by step: as stated, and as simulated where the stream runs.

use leptos::prelude::*;
use trivium_core::{
    chart::{
        format,
        map::{lane_name, lane_of},
    },
    engine::{
        flow::{Known, StepSheet},
        simulation::{MeanOf, StepOutcome},
    },
    model::{Step, StepId},
};

use super::{
    room::Room,
    seats::Says,
    todays_run::{self, Shared},
    words,
};

/// What the sheet says, and what the run says.
const STATED: [&str; 7] = ["Work", "Total", "Wait", "Not explained", "%C&A", "Busy", "Visits a change"];
const SIMULATED: [&str; 5] = ["Total", "of it queue", "of it for dates", "Busy", "Visits a change"];

/// The table.
pub(super) fn view(room: Room) -> AnyView {
    let run = todays_run::of(room);
    let ran = Memo::new(move |_| run.with(Option::is_some));
    view! {
        <div class="chain-canvas" tabindex="0" role="region" aria-label="Table of the chain">
            <table class="table chain-table">
                <thead>{move || heads(ran.get())}</thead>
                <tbody><For each=move || room.seats() key=|(id, _)| *id children=move |(id, says)| row(room, run, id, says)/></tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Two rows: who says it, and what.
fn heads(ran: bool) -> AnyView {
    let head = |head: &&'static str| view! { <th scope="col" class="number">{*head}</th> };
    let group = |words: &'static str, columns: usize| {
        view! { <th scope="colgroup" class="group" colspan=columns.to_string()>{words}</th> }
    };
    view! {
        <tr><td colspan="2"></td>{group("Stated", STATED.len())}{ran.then(|| group("Simulated", SIMULATED.len()))}</tr>
        <tr>
            <th scope="col">"Step"</th><th scope="col">"Lane"</th>
            {STATED.iter().map(head).collect_view()}
            {ran.then(|| SIMULATED.iter().map(head).collect_view())}
        </tr>
    }
    .into_any()
}

/// The row of a step. It is written anew when something else is said of the step, the lanes are others, or the run has
/// gone on.
fn row(room: Room, run: Memo<Option<Shared>>, id: StepId, says: ArcRwSignal<Says>) -> AnyView {
    let cells = move || {
        let selected = says.with(|says| says.place.selected);
        let kind = room.lanes.get();
        let workspace = room.session().now()?;
        let (step, row) = (untrack(|| room.step(id))?, untrack(|| room.row(id))?);
        let mut numbers = stated(&step, &row).to_vec();
        if let Some(run) = run.get() {
            numbers.extend(simulated(run.0.steps.iter().find(|run| run.step == Some(id))));
        }
        Some(cells(room, &step, numbers, lane_name(lane_of(&step, kind), &workspace), selected))
    };
    view! { {cells} }.into_any()
}

fn cells(room: Room, step: &Step, numbers: Vec<String>, lane: String, selected: bool) -> AnyView {
    let (id, name) = (step.id, step.name.clone());
    let numbers = numbers.into_iter().map(|number| view! { <td class="number">{number}</td> }).collect_view();
    view! {
        <tr class:selected=selected>
            <th scope="row"><button type="button" class="link" on:click=move |_| room.go_to(id)>{name}</button></th>
            <td>{lane}</td>
            {numbers}
        </tr>
    }
    .into_any()
}

/// In the order of [`STATED`].
fn stated(step: &Step, row: &StepSheet) -> [String; 7] {
    let because = |value: Known<String>| value.unwrap_or_else(|missing| format!("n/a, because {missing}"));
    let accurate = step.complete_accurate.map(|share| format::percent(share.value()));
    [
        words::work(row.work),
        because(row.observed.map(words::calendar)),
        because(row.wait.map(words::calendar)),
        because(row.other_waiting.map(words::calendar)),
        accurate.unwrap_or_else(|| "n/a, because nobody has stated it".to_owned()),
        because(row.utilisation.map(format::percent)),
        format::number(row.visits),
    ]
}

/// In the order of [`SIMULATED`].
fn simulated(run: Option<&StepOutcome>) -> [String; 5] {
    let time = |found: Option<MeanOf>| found.map(|found| words::calendar(found.mean));
    let nothing_came = || "n/a, because nothing came".to_owned();
    [
        run.and_then(|run| time(run.total)).unwrap_or_else(nothing_came),
        run.and_then(|run| time(run.queue_wait)).unwrap_or_else(nothing_came),
        run.and_then(|run| time(run.date_wait)).unwrap_or_else(nothing_came),
        run.and_then(|run| run.utilisation)
            .map_or_else(|| "n/a, because nobody is waited for".to_owned(), |found| format::percent(found.mean)),
        run.and_then(|run| run.visits_per_change).map_or_else(nothing_came, |found| format::number(found.mean)),
    ]
}
