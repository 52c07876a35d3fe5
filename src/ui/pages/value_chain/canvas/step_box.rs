//! One step in the drawing: name, then work, wait, %C&A and busy as a little table, utilisation as a line at the foot.

use leptos::prelude::*;
use trivium_core::{
    chart::{
        map::{HEIGHT, WIDTH},
        text,
    },
    model::StepId,
};

use super::super::{
    room::box_id,
    seats::{Place, Says, Words},
    words,
};

/// The box. What happens to it is heard by the drawing as a whole.
pub(super) fn view(id: StepId, says: ArcRwSignal<Says>) -> AnyView {
    view! { {move || says.with(|says| drawn(id, says))} }.into_any()
}

fn drawn(id: StepId, Says { words, place, lane }: &Says) -> AnyView {
    let selected = if place.selected { " selected" } else { "" };
    let class = format!("chain-step {}{selected}", place.ground.class());
    let transform = format!("translate({} {})", place.at.0, place.at.1);
    let shown = text::fit(&words.name, WIDTH - 14.0, 12.0, true);
    let busy_level = words.utilisation.map_or(0, words::busy_level);
    let said = place.ground.said();
    let rows = [
        ("work", &words.work, false),
        ("wait", &words.wait, place.wait_level >= 2),
        ("%C&A", &words.accurate, false),
        match &said {
            Some((name, value)) => (*name, value, false),
            None => ("busy", &words.busy, busy_level >= 3),
        },
    ];
    let rows = ["34", "49", "64", "79"].into_iter().zip(rows).map(|(y, (word, value, strong))| {
        let class = if strong { "value strong" } else { "value" };
        view! { <text class="word" x="8" y=y>{word}</text> " " <text class=class x=WIDTH - 8.0 y=y>{value.clone()}</text> " " }
    });
    let busy = words.utilisation.map(|busy| {
        let end = 8.0 + (WIDTH - 16.0) * busy.clamp(0.0, 1.0);
        view! { <path class="track" d=format!("M8 86H{}", WIDTH - 8.0)/> <path class="busy" d=format!("M8 86H{end:.1}")/> }
    });
    view! {
        <g class=class transform=transform id=box_id(id) role="option" aria-label=label(&shown, words, *place, lane)
            aria-selected=if place.selected { "true" } else { "false" } tabindex=if place.reached { "0" } else { "-1" }>
            <rect width=WIDTH.to_string() height=HEIGHT.to_string() rx="4"/>
            <text class="name" x="8" y="18">{shown.clone()}</text> " "
            {rows.collect_view()}
            {busy}
            <circle class="chain-handle" cx=(WIDTH + 1.0).to_string() cy=(HEIGHT / 2.0).to_string() r="5"/>
        </g>
    }
    .into_any()
}

/// What is written in the box, then the rest: "Regression test work 5 h wait 2.3 d %C&A 85 % busy 84 %. Design and
/// transition, step 5. 1 link out, 1 in."
fn label(shown: &str, words: &Words, place: Place, lane: &str) -> String {
    let (out, back) = place.links;
    let links = format!("{} out, {back} in", words::counted(usize::from(out), "link", "links"));
    let pinned = if place.pinned { ", pinned" } else { "" };
    let whole = if shown == words.name { String::new() } else { format!("{}, ", words.name) };
    let Words { work, wait, accurate, busy, .. } = words;
    let last = match place.ground.said() {
        Some((name, value)) => format!("{name} {value}"),
        None => format!("busy {busy}"),
    };
    format!(
        "{shown} work {work} wait {wait} %C&A {accurate} {last}. {whole}{lane}, step {}. {links}{pinned}.",
        place.number
    )
}
