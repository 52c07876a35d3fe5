//! The four dimensions: how far the model covers each, and the outer factors that it cannot cover.

use leptos::prelude::*;
use trivium_core::{
    catalog::dimensions::{Dimension, OuterFactor},
    engine::governance::{DimensionCover, dimensions},
};

use super::signs;
use crate::ui::{
    kit::{Icon, icon},
    state::Session,
};

/// The card.
pub(super) fn view() -> AnyView {
    let session = Session::expect();
    let covers = Memo::new(move |_| {
        session.workspace().get().map(|workspace| (dimensions(&workspace), Dimension::title(workspace.edition)))
    });
    let title = move || covers.get().map(|(_, title)| title);
    let rows = move || covers.get().map(|(covers, _)| covers.iter().map(row).collect_view());
    view! {
        <section class="card" aria-labelledby="dimensions-title">
            <div class="card-head">
                <h2 id="dimensions-title">{title}</h2>
                <span class="sentence">"How much of each is drawn."</span>
            </div>
            {rows}
            {outer()}
        </section>
    }
    .into_any()
}

fn row(cover: &DimensionCover) -> AnyView {
    let (filled, of) = cover.filled();
    let sum = if of == 0 { "nothing to count yet".to_owned() } else { format!("{filled} of {of}") };
    view! {
        <details class="evidence">
            <summary>{icon(Icon::ChevronRight)}<span class="evidence-name">{cover.dimension.name()}</span><span class="evidence-sum">{sum}</span></summary>
            <p class="second">{cover.dimension.covers()}"."</p>
            {signs::rows(&cover.signs, false)}
        </details>
    }
    .into_any()
}

/// What acts on all four from outside. The model holds nothing of it, so there is nothing to count.
fn outer() -> AnyView {
    let factor = |factor: OuterFactor| view! { <li><strong>{factor.name()}</strong>" "{factor.question()}</li> };
    view! {
        <details class="evidence">
            <summary>{icon(Icon::ChevronRight)}<span class="evidence-name">"Outer factors (PESTLE)"</span><span class="evidence-sum">"not in the model"</span></summary>
            <p class="second">"They act on all four dimensions. Nothing is counted here: talk about them."</p>
            <ul class="signs plain">{OuterFactor::ALL.into_iter().map(factor).collect_view()}</ul>
        </details>
    }
    .into_any()
}
