//! The checks at the foot of the outline.

use leptos::prelude::*;
use trivium_core::model::StepId;

use super::{
    capture,
    checks::{self, Checks, Finding},
    room::Room,
    words,
};
use crate::{
    platform::page,
    ui::kit::{Icon, icon},
};

/// Findings, each with a way to its place.
pub(super) fn view(room: Room) -> AnyView {
    let checks = Memo::new(move |_| {
        let found = room.session().workspace().get().zip(room.stream.get()).zip(room.sheet.get());
        found.map(|((workspace, stream), sheet)| checks::of(&workspace, &stream, &sheet)).unwrap_or_default()
    });
    let count = move || checks.with(summary);
    let list = move || checks.get().findings.into_iter().map(|finding| line(room, finding)).collect_view();
    view! {
        <section class="chain-checks" aria-labelledby="chain-checks-head">
            <div class="chain-checks-head"><h2 id="chain-checks-head">"Checks"</h2><span class="muted">{count}</span></div>
            <ul>{list}</ul>
        </section>
    }
    .into_any()
}

fn summary(checks: &Checks) -> String {
    match checks.count() {
        0 => "none before the first step".to_owned(),
        count => format!("{}, {} pass", words::counted(count, "check", "checks"), checks.passed),
    }
}

fn line(room: Room, finding: Finding) -> AnyView {
    let Finding { sentence, link, steps } = finding;
    view! {
        <li>
            <span class="chain-checks-sign" aria-hidden="true">{icon(Icon::Near)}</span>
            <span>{sentence} " " <button type="button" class="link" on:click=move |_| jump(room, &steps)>{link}</button></span>
        </li>
    }
    .into_any()
}

/// To the first of the steps after the selected one, so that asking again shows them in turn.
fn jump(room: Room, steps: &[StepId]) {
    let place = |id: StepId| room.place_of(id).map(|(at, _)| at);
    let now = room.selected.get_untracked().and_then(place);
    let next = steps.iter().find(|id| place(**id) > now);
    match next.or(steps.first()) {
        Some(step) => room.go_to(*step),
        None => page::focus(capture::FIELD),
    }
}
