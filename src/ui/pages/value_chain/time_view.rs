//! "Where the time goes": the time of one change, true to scale. Work is black, waiting tinted, waiting that the model
//! does not explain hatched.

use leptos::prelude::*;
use trivium_core::chart::text;

use super::{
    ladder::{Ladder, Rung},
    room::Room,
    words,
};
use crate::ui::kit::not_available;

/// Width for which it is decided which words find room, in pixels.
const USUAL_WIDTH: f64 = 780.0;
/// Above this share of the width a word has room on a phone too.
const ROOM_ON_A_PHONE: f64 = 22.0;

/// The card under the drawing.
pub(super) fn view(room: Room) -> AnyView {
    let ladder = Memo::new(move |_| {
        let (stream, sheet) = room.stream.get().zip(room.sheet.get())?;
        Some((Ladder::of(&stream, &sheet), sheet))
    });
    let sentence = move || ladder.get().map(|(ladder, sheet)| ladder.sentence(&sheet));
    let shown =
        move || sentence().map(|sentence| sentence.map_or_else(|why| not_available(why).into_any(), IntoAny::into_any));
    let picture = move || {
        let (ladder, _) = ladder.get()?;
        let label = match sentence() {
            Some(Ok(sentence)) => sentence,
            _ => "Time of one change, as far as it is known.".to_owned(),
        };
        (ladder.total > 0.0).then(|| picture(&ladder, label))
    };
    view! {
        <section class="chain-time" aria-labelledby="chain-time-head">
            <div class="chain-time-head">
                <h2 id="chain-time-head">"Where the time goes"</h2>
                <p class="second">{shown}</p>
            </div>
            {move || ladder.get().and_then(|(ladder, _)| left_out(&ladder))}
            {picture}
            <p class="chain-key small-text muted">
                <span class="chain-swatch work"></span>"work" <span class="chain-swatch tint-2"></span>"waiting"
                <span class="chain-swatch hatched"></span>"waiting that the model does not explain"
            </p>
        </section>
    }
    .into_any()
}

fn left_out(ladder: &Ladder) -> Option<AnyView> {
    let without = words::counted(ladder.unknown, "step has", "steps have");
    let sentence = format!("{without} no observed time and cannot be drawn. Type it in the outline.");
    (ladder.unknown > 0).then(|| view! { <p class="small-text muted">{sentence}</p> }.into_any())
}

/// Places are shares of the width, so that text keeps its size whatever the window.
fn picture(ladder: &Ladder, label: String) -> AnyView {
    let scale = 100.0 / ladder.total;
    let rungs = ladder.rungs.iter().map(|rung| rung_view(rung, scale)).collect_view();
    let live = bracket(
        "chain-bracket",
        8,
        0.0,
        ladder.live * scale,
        format!("Request to live {}", words::calendar(ladder.live)),
    );
    let clock = ladder.clock.map(|clock| {
        let lead = words::calendar(ladder.live - clock);
        bracket(
            "chain-bracket lead",
            96,
            clock * scale,
            ladder.live * scale,
            format!("Change lead time {lead} (first push to live)"),
        )
    });
    view! {
        <svg class="chain-ladder" role="img" aria-label=label width="100%" height="106">
            <defs>
                <pattern id="chain-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch-ground" width="6" height="6"/>
                    <path class="hatch-line" d="M0 0V6"/>
                </pattern>
            </defs>
            {live}
            {rungs}
            <line class="base" x1="0" x2="100%" y1="62.5" y2="62.5"/>
            {clock}
        </svg>
    }
    .into_any()
}

fn rung_view(rung: &Rung, scale: f64) -> AnyView {
    let percent = |hours: f64| format!("{:.3}%", hours * scale);
    let (work_end, wait_end) = (rung.start + rung.work, rung.start + rung.work + rung.wait);
    let width = rung.total() * scale;
    let pixels = |hours: f64| hours * scale / 100.0 * USUAL_WIDTH - 8.0;
    let total = words::calendar(rung.total());
    let class = |name: &str| {
        let strong = if rung.level >= 2 { " strong" } else { "" };
        let wide = if width < ROOM_ON_A_PHONE { " wide-only" } else { "" };
        format!("{name}{strong}{wide}")
    };
    let middle = percent(rung.start + rung.total() / 2.0);
    // The name stands above the waiting: on the black of the work it could not be read.
    let waiting = percent(f64::midpoint(work_end, rung.end()));
    let named = text::width(&rung.name, 12.0, false) <= pixels(rung.wait + rung.other);
    let timed = text::width(&total, 12.0, true) <= pixels(rung.total());
    view! {
        <rect class="work" x=percent(rung.start) y="24" width=percent(rung.work) height="38"/>
        <rect class=format!("wait tint-{}", rung.level) x=percent(work_end) y="50" width=percent(rung.wait) height="12"/>
        <rect class="other" fill="url(#chain-hatch)" x=percent(wait_end) y="50" width=percent(rung.other) height="12"/>
        {named.then(|| view! { <text class=class("name") x=waiting y="44">{rung.name.clone()}</text> })}
        {timed.then(|| view! { <text class=class("time") x=middle y="78">{total}</text> })}
        <line class="tick" x1=percent(rung.end()) x2=percent(rung.end()) y1="44" y2="66"/>
    }
    .into_any()
}

/// A line with ends and its words in the middle; when it is short they end where it ends.
fn bracket(class: &'static str, y: u8, from: f64, to: f64, words: String) -> AnyView {
    let short = to - from < 35.0;
    let at = if short { to } else { f64::midpoint(from, to) };
    let (from, to, at) = (format!("{from:.3}%"), format!("{to:.3}%"), format!("{at:.3}%"));
    let (top, bottom) = (y - 4, y + 4);
    view! {
        <g class=class>
            <line x1=from.clone() x2=to.clone() y1=y y2=y/>
            <line x1=from.clone() x2=from y1=top y2=bottom/>
            <line x1=to.clone() x2=to y1=top y2=bottom/>
            <text class:end=short x=at y=bottom>{words}</text>
        </g>
    }
    .into_any()
}
