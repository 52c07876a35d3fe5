//! "Where the time goes": the time of one change, true to scale. Work is black, waiting tinted, waiting that the model
//! does not explain hatched.

use leptos::prelude::*;
use trivium_core::chart::{
    map::{Ladder, Rung},
    text,
};

use super::{
    room::Room,
    words::{self, LEVELS},
};
use crate::ui::{
    kit::{Icon, icon, measured_width, not_available},
    router::{Page, Router},
};

/// The card under the drawing.
pub(super) fn view(room: Room) -> AnyView {
    let ladder = Memo::new(move |_| {
        let (stream, sheet) = room.stream.get().zip(room.sheet.get())?;
        Some((Ladder::of(&stream, &sheet), sheet, stream.kind))
    });
    let sentence = move || ladder.get().map(|(ladder, sheet, _)| ladder.sentence(&sheet));
    let shown =
        move || sentence().map(|sentence| sentence.map_or_else(|why| not_available(why).into_any(), IntoAny::into_any));
    let router: Router = expect_context();
    let place = NodeRef::<leptos::html::Div>::new();
    let width = measured_width(place);
    let picture = move || {
        let (ladder, _, kind) = ladder.get()?;
        let label = match sentence() {
            Some(Ok(sentence)) => sentence,
            _ => "Time of one change, as far as it is known.".to_owned(),
        };
        (ladder.total > 0.0)
            .then(|| picture(&ladder, f64::from(width.get()), ladder.total, ladder.live_in_words(kind), label))
    };
    view! {
        <section class="chain-time" aria-labelledby="chain-time-head">
            <div class="chain-time-head">
                <h2 id="chain-time-head">"Where the time goes"</h2>
                <p class="second">{shown}</p>
                <button type="button" class="button quiet small chain-present" on:click=move |_| router.go(Page::PresentChain)>
                    {icon(Icon::Present)} "Present"
                </button>
            </div>
            {move || ladder.get().and_then(|(ladder, ..)| left_out(&ladder))}
            <div node_ref=place>{picture}</div>
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

/// The time line; `hours` are as long as the picture is wide. All work is one shape, and all waiting of one colour is one: the picture of a long chain has no more elements than
/// that of a short one, but for the words that find room.
pub(super) fn picture(ladder: &Ladder, width: f64, hours: f64, live: String, label: String) -> AnyView {
    let scale = width / hours;
    let block = |from: f64, hours: f64, (top, bottom): (u8, u8)| {
        let (from, to) = (from * scale, (from + hours) * scale);
        if hours > 0.0 { format!("M{from:.1} {top}H{to:.1}V{bottom}H{from:.1}z") } else { String::new() }
    };
    let (mut work, mut other, mut ticks) = (String::new(), String::new(), String::new());
    let mut waits = [const { String::new() }; LEVELS as usize];
    for rung in &ladder.rungs {
        let (work_end, wait_end) = (rung.start + rung.work, rung.start + rung.work + rung.wait);
        work += &block(rung.start, rung.work, (24, 62));
        other += &block(wait_end, rung.other, (50, 62));
        ticks += &format!("M{:.1} 44V66", rung.end() * scale);
        if let Some(waits) = waits.get_mut(usize::from(rung.level)) {
            *waits += &block(work_end, rung.wait, (50, 62));
        }
    }
    let shape = |class: String, d: String| (!d.is_empty()).then(|| view! { <path class=class d=d/> });
    let waits = (0..LEVELS).zip(waits).map(|(level, d)| shape(format!("wait tint-{level}"), d)).collect_view();
    let words = ladder.rungs.iter().flat_map(|rung| rung_words(rung, scale)).collect_view();
    let live = bracket("chain-bracket", 8, 0.0, ladder.live * scale, width, live);
    let clock = ladder.clock.map(|clock| {
        let lead = format!("Change lead time {} (first push to live)", words::calendar(ladder.live - clock));
        bracket("chain-bracket lead", 96, clock * scale, ladder.live * scale, width, lead)
    });
    view! {
        <svg class="chain-ladder" role="img" aria-label=label width=width.to_string() height="106">
            <defs>
                <pattern id="chain-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch-ground" width="6" height="6"/>
                    <path class="hatch-line" d="M0 0V6"/>
                </pattern>
            </defs>
            {live}
            {shape("work".to_owned(), work)}
            {waits}
            <path class="other" fill="url(#chain-hatch)" d=other/>
            <path class="tick" d=ticks/>
            {words}
            <line class="base" x1="0" x2=width.to_string() y1="62.5" y2="62.5"/>
            {clock}
        </svg>
    }
    .into_any()
}

/// The name and the time of a rung, as far as they find room.
fn rung_words(rung: &Rung, scale: f64) -> [Option<AnyView>; 2] {
    let total = words::calendar(rung.total());
    let strong = if rung.level >= 2 { " strong" } else { "" };
    let written = |class: &str, from: f64, hours: f64, y: u8, words: &str, bold: bool| {
        let x = format!("{:.1}", (from + hours / 2.0) * scale);
        let (class, words) = (format!("{class}{strong}"), words.to_owned());
        let room = text::width(&words, 12.0, bold) <= hours * scale - 8.0;
        room.then(|| view! { <text class=class x=x y=y>{words}</text> }.into_any())
    };
    // The name stands above the waiting: on the black of the work it could not be read.
    let waiting = rung.wait + rung.other;
    [
        written("name", rung.start + rung.work, waiting, 44, &rung.name, false),
        written("time", rung.start, rung.total(), 78, &total, true),
    ]
}

/// A line with ends and its words in the middle; when it is too short for them they stand beside it.
fn bracket(class: &'static str, y: u8, from: f64, to: f64, width: f64, words: String) -> AnyView {
    let long = text::width(&words, 12.0, false) + 16.0;
    let (anchor, at) = if long + 24.0 <= to - from {
        ("", f64::midpoint(from, to))
    } else if to + long <= width {
        ("start", to + 8.0)
    } else if long <= from {
        ("end", from - 8.0)
    } else {
        ("end", to)
    };
    let line =
        format!("M{from:.1} {top}V{bottom}M{from:.1} {y}H{to:.1}M{to:.1} {top}V{bottom}", top = y - 4, bottom = y + 4);
    view! {
        <g class=class>
            <path d=line/>
            <text class=anchor x=format!("{at:.1}") y=y + 4>{words}</text>
        </g>
    }
    .into_any()
}
