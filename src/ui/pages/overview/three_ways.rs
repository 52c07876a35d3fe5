//! The Three Ways of DevOps on the stream of changes: what holds work up, where signals return, what is being tried.

use leptos::prelude::*;
use trivium_core::{
    chart::{WayWords, three_ways_in_words},
    engine::flow::{sheet, three_ways},
};

use crate::ui::{router::Page, state::Session};

/// Lines of each; the others are on the Value chain.
const MOST: usize = 3;

/// The card; nothing without a stream of changes.
pub(super) fn view() -> AnyView {
    let session = Session::expect();
    let ways = Memo::new(move |_| {
        let workspace = session.workspace().get()?;
        let stream = workspace.main_stream()?;
        let found = three_ways(&workspace, stream, &sheet(&workspace, stream));
        Some(three_ways_in_words(&workspace, stream, &found))
    });
    let columns = move || ways.get().map(|ways| ways.into_iter().map(column).collect_view());
    view! {
        <section class="card" aria-labelledby="ways-title">
            <div class="card-head">
                <h2 id="ways-title">"Three Ways"</h2>
                <span class="sentence">"Flow, feedback and learning on the stream of changes."</span>
            </div>
            <div class="grid three ways">{columns}</div>
        </section>
    }
    .into_any()
}

fn column(way: WayWords) -> AnyView {
    let WayWords { name, question, carried_by, lines, none } = way;
    let more = lines.len().saturating_sub(MOST);
    let empty = lines.is_empty().then(|| view! { <p class="second">{none}</p> });
    let told = lines.into_iter().take(MOST).map(|line| view! { <li>{line.sentence}</li> }).collect_view();
    let (page, does) = match name {
        "Learning" => (Page::Simulator, "Decide on a scenario"),
        _ => (Page::ValueChain, "Show the steps"),
    };
    let rest = (more > 0).then(|| format!("{more} more there. "));
    view! {
        <div class="way">
            <h3>{name}</h3>
            <p class="second">{question}</p>
            <ul class="signs plain">{told}</ul>
            {empty}
            <p class="small-text muted">{rest}<a href=page.href()>{does}</a></p>
            <p class="small-text muted">{carried_by}</p>
        </div>
    }
    .into_any()
}
