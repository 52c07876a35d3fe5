//! One step in the drawing: name, then work, wait, %C&A and busy as a little table, utilisation as a line at the foot.

use leptos::prelude::*;
use trivium_core::{
    chart::{
        map::{HEIGHT, WIDTH},
        text,
    },
    model::StepId,
};

use super::{room::box_id, seats::Says, words};

/// The box. Chosen by a click, or in the outline by keyboard.
pub(super) fn view(id: StepId, says: ArcRwSignal<Says>) -> AnyView {
    view! { {move || says.with(|says| drawn(id, says))} }.into_any()
}

fn drawn(id: StepId, Says { words, place }: &Says) -> AnyView {
    let selected = if place.selected { " selected" } else { "" };
    let class = format!("chain-step tint-{}{selected}", place.level);
    let transform = format!("translate({} {})", place.at.0, place.at.1);
    let busy_level = words.utilisation.map_or(0, words::busy_level);
    let rows = [
        ("work", &words.work, false),
        ("wait", &words.wait, place.wait_level >= 2),
        ("%C&A", &words.accurate, false),
        ("busy", &words.busy, busy_level >= 3),
    ];
    let rows = ["34", "49", "64", "79"].into_iter().zip(rows).map(|(y, (word, value, strong))| {
        let class = if strong { "value strong" } else { "value" };
        view! { <text class="word" x="8" y=y>{word}</text> <text class=class x=WIDTH - 8.0 y=y>{value.clone()}</text> }
    });
    let busy = words.utilisation.map(|busy| {
        let end = 8.0 + (WIDTH - 16.0) * busy.clamp(0.0, 1.0);
        view! { <path class="track" d=format!("M8 86H{}", WIDTH - 8.0)/> <path class="busy" d=format!("M8 86H{end:.1}")/> }
    });
    view! {
        <g class=class transform=transform id=box_id(id)>
            <rect width=WIDTH.to_string() height=HEIGHT.to_string() rx="4"/>
            <text class="name" x="8" y="18">{text::fit(&words.name, WIDTH - 14.0, 12.0, true)}</text>
            {rows.collect_view()}
            {busy}
        </g>
    }
    .into_any()
}
