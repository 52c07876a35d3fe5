//! The Three Ways on the same chain: what holds work up, where signals return, and what is being tried.

use leptos::prelude::*;
use trivium_core::{
    chart::{WayLine, WayWords, three_ways_in_words},
    engine::flow::three_ways,
};

use super::room::Room;
use crate::ui::router::Page;

/// Three cards: flow, feedback, learning.
pub(super) fn view(room: Room) -> AnyView {
    let ways = Memo::new(move |_| {
        let workspace = room.session().workspace().get()?;
        let (stream, sheet) = room.stream.get().zip(room.sheet.get())?;
        Some(three_ways_in_words(&workspace, &stream, &three_ways(&workspace, &stream, &sheet)))
    });
    let cards = move || ways.get().map(|ways| ways.into_iter().map(|way| card(room, way)).collect_view());
    view! {
        <div class="chain-ways">{cards}</div>
        <p class="chain-ways-source small-text muted">
            "Flow, feedback and learning are the Three Ways of DevOps. That a way of working (process, analyse, experiment)
            carries one of them is our pairing. Times between steps are the observed ones; \u{201c}later\u{201d} counts from
            leaving the step where a fault was made to leaving the one that finds it."
        </p>
    }
    .into_any()
}

fn card(room: Room, way: WayWords) -> AnyView {
    let WayWords { name, question, carried_by, lines, none } = way;
    let id = format!("chain-way-{}", name.to_lowercase());
    let labelled_by = id.clone();
    let empty = lines.is_empty().then(|| view! { <p class="second">{none}</p> });
    let decide = (name == "Learning").then(|| {
        view! { <p><a href=Page::Simulator.href()>"Decide on a scenario in the Simulator"</a></p> }
    });
    view! {
        <section class="card" aria-labelledby=labelled_by>
            <div class="card-head"><h2 id=id>{name}</h2><span class="sentence">{question}</span></div>
            <ul class="rows">{lines.into_iter().map(|line| line_view(room, line)).collect_view()}</ul>
            {empty}
            {decide}
            <p class="small-text muted">{carried_by}</p>
        </section>
    }
    .into_any()
}

/// A sentence, and the step it is about.
fn line_view(room: Room, line: WayLine) -> AnyView {
    let WayLine { sentence, step } = line;
    let link = step.and_then(|id| {
        let name = untrack(|| room.step(id))?.name;
        Some(view! { <button type="button" class="link" on:click=move |_| room.go_to(id)>"Show " {name}</button> })
    });
    view! { <li><span>{sentence} " " {link}</span></li> }.into_any()
}
