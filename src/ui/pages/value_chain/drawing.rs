//! The chain in its lanes: read-only, one picture with one sentence. What can be done with it is done in the outline.

use leptos::prelude::*;
use trivium_core::{
    chart::map::{self, Band, Line},
    engine::flow::StreamSheet,
    model::{StepId, ValueStream},
};

use super::{
    room::{Room, step_around},
    seats::Says,
    step_box, words,
};
use crate::{
    platform::page,
    ui::kit::{Strand, strand_class},
};

/// The place that scrolls, and what is in it.
const CANVAS: &str = "chain-canvas";
const DRAWING: &str = "chain-drawing";

/// Of a long chain only what can be seen is drawn, and this much before and after it.
const MARGIN: f64 = 900.0;
/// What is drawn of a long chain changes by so much at a time.
const STRIDE: f64 = 600.0;

/// A stretch of the chain, in the direction in which it runs.
type Stretch = (f64, f64);

/// The drawing in its scrolling place. Each of its parts is drawn anew only when that part is another one.
pub(super) fn view(room: Room) -> AnyView {
    let size = Memo::new(move |_| room.layout.with(|layout| (layout.width, layout.height)));
    let bands = Memo::new(move |_| room.layout.with(|layout| layout.bands.clone()));
    let links = Memo::new(move |_| room.layout.with(|layout| layout.links.clone()));
    let returns = Memo::new(move |_| room.layout.with(|layout| layout.returns.clone()));
    let clock = Memo::new(move |_| room.layout.with(|layout| layout.clock.clone()));
    let seen = RwSignal::new((0.0, MARGIN + STRIDE));
    let drawn = Memo::new(move |_| {
        let whole = room.layout.with(|layout| layout.length() <= map::LONG);
        if whole { (f64::NEG_INFINITY, f64::INFINITY) } else { seen.get() }
    });
    follow(room, seen);
    Effect::new(move || {
        if let Some(id) = room.selected.get() {
            page::after_frame(move || reveal(room, id));
        }
    });
    let sentence = move || room.stream.get().zip(room.sheet.get()).map(|(stream, sheet)| sentence(&stream, &sheet));
    let empty = move || room.layout.with(|layout| layout.boxes.is_empty()).then(invitation);
    view! {
        {empty}
        <div class="chain-canvas" id=CANVAS tabindex="0" role="region" aria-label="Drawing of the chain"
            on:scroll=move |_| look(room, seen)>
            <svg class="chain-drawing" id=DRAWING role="img" aria-label=sentence
                viewBox=move || format!("0 0 {} {}", size.get().0, size.get().1)
                style:width=move || width(room.zoom.get(), size.get().0)
                on:click=move |ev| step_around(&ev).into_iter().for_each(|id| room.go_to(id))>
                {arrow_head()}
                <g>{move || grounds(&bands.read(), size.get().0, room.narrow.get())}</g>
                <g class="chain-links">{move || lines(&links.read(), drawn.get(), false, "link")}</g>
                <g class="chain-returns">{move || lines(&returns.read(), drawn.get(), room.narrow.get(), "return")}</g>
                <g>{move || names(&bands.read(), drawn.get(), room.narrow.get())}</g>
                <For each=move || seats(room, drawn.get()) key=|(id, _)| *id children=move |(id, says)| step_box::view(id, says)/>
                <g class="chain-clock">{move || clock.read().as_ref().map(clock_mark)}</g>
            </svg>
        </div>
    }
    .into_any()
}

/// Looks again when the page scrolls, when the window changes, and when the drawing has another size.
fn follow(room: Room, seen: RwSignal<Stretch>) {
    let on_scroll = window_event_listener(leptos::ev::scroll, move |_| look(room, seen));
    let on_resize = window_event_listener(leptos::ev::resize, move |_| look(room, seen));
    on_cleanup(move || {
        on_scroll.remove();
        on_resize.remove();
    });
    Effect::new(move || {
        room.layout.with(|layout| layout.length());
        room.zoom.track();
        page::after_frame(move || look(room, seen));
    });
}

/// Sees which stretch of the chain is in the window.
fn look(room: Room, seen: RwSignal<Stretch>) {
    let Some(layout) = room.layout.try_get_untracked() else { return };
    let Some([left, right, top, bottom]) = page::shown_part(DRAWING) else { return };
    let (low, high) = if layout.down { (top, bottom) } else { (left, right) };
    let low = ((low * layout.length() - MARGIN) / STRIDE).floor() * STRIDE;
    let high = ((high * layout.length() + MARGIN) / STRIDE).ceil() * STRIDE;
    if seen.try_get_untracked().is_some_and(|now| now != (low, high)) {
        seen.set((low, high));
    }
}

/// Brings a step of a chain that runs across into sight.
fn reveal(room: Room, id: StepId) {
    let Some(layout) = room.layout.try_get_untracked().filter(|layout| !layout.down) else { return };
    let Some(stream) = room.stream.try_get_untracked().flatten() else { return };
    if let Some(index) = stream.steps.iter().position(|step| step.id == id) {
        let (low, high) = layout.span_of(index);
        page::reveal_sideways(CANVAS, low / layout.width, high / layout.width);
    }
}

fn seats(room: Room, drawn: Stretch) -> Vec<(StepId, ArcRwSignal<Says>)> {
    room.layout.with(|layout| room.seats_where(|index| within(layout.span_of(index), drawn)))
}

fn within((low, high): Stretch, drawn: Stretch) -> bool {
    high >= drawn.0 && low <= drawn.1
}

/// Fitted into its place, but never below nine tenths: text stays legible, and the place scrolls.
fn width(zoom: Option<u16>, natural: f64) -> String {
    match zoom {
        Some(percent) => format!("{:.0}px", natural * f64::from(percent) / 100.0),
        None => format!("max(min(100%, {natural:.0}px), {:.0}px)", natural * 0.9),
    }
}

fn arrow_head() -> AnyView {
    view! {
        <defs>
            <marker id="chain-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"
                markerUnits="userSpaceOnUse" orient="auto">
                <path class="arrow" d="M0 0.5L8 4L0 7.5z"/>
            </marker>
        </defs>
    }
    .into_any()
}

/// The ground of the lanes; on a phone only of the empty ones.
fn grounds(bands: &[Band], width: f64, narrow: bool) -> AnyView {
    let ground = |band: &Band| {
        let (y, height, folded) = (band.y, band.height, band.empty.is_some());
        view! {
            <rect class="lane" class:folded=folded x="0" y=y width=width height=height/>
            <path class="lane-rule" d=format!("M0 {}H{width}", y + height)/>
        }
    };
    bands.iter().filter(|band| !narrow || band.empty.is_some()).map(ground).collect_view().into_any()
}

/// The names of the lanes, above the lines that cross them.
fn names(bands: &[Band], drawn: Stretch, narrow: bool) -> AnyView {
    let name = |band: &Band| {
        if narrow && band.empty.is_none() {
            let (name, y) = (band.name.clone(), band.y + 16.0);
            return view! { <text class="lane-name" x=map::WIDTH + 44.0 y=y>{name}</text> }.into_any();
        }
        lane_words(band)
    };
    let seen = bands.iter().filter(|band| !narrow || within((band.y, band.y + band.height), drawn));
    seen.map(name).collect_view().into_any()
}

/// The name of a lane, then what its emptiness means, or the practices of the layers in it.
fn lane_words(band: &Band) -> AnyView {
    let text = |words: &str, bold: bool| trivium_core::chart::text::width(words, 12.0, bold);
    let mut x = 8.0 + text(&band.name, true) + 20.0;
    let practices = band.practices.iter().map(|(layer, words)| {
        let at = x;
        x += 24.0 + text(words, false) + 20.0;
        practice(*layer, words, at, band.y + 15.0)
    });
    let practices = practices.collect_view();
    let (name, y) = (band.name.clone(), band.y + if band.empty.is_some() { 16.0 } else { 15.0 });
    let after = 8.0 + text(&band.name, true) + 12.0;
    let over_lines = band.empty.is_none();
    view! {
        <text class="lane-name" class:over-lines=over_lines x="8" y=y>{name}</text>
        {band.empty.map(|words| view! { <text class="lane-note" x=after y=y>{words}</text> })}
        {practices}
    }
    .into_any()
}

fn practice(layer: Strand, words: &str, x: f64, y: f64) -> AnyView {
    let words = words.to_owned();
    view! {
        <g class=strand_class(layer)>
            <path class="strand-line" d=format!("M{x} {middle}h10", middle = y - 4.0)/>
            <circle class="strand-ring" cx=x + 13.0 cy=y - 4.0 r="2.8"/>
        </g>
        <text class="lane-note" x=x + 22.0 y=y>{words}</text>
    }
    .into_any()
}

fn lines(lines: &[Line], drawn: Stretch, short: bool, class: &'static str) -> AnyView {
    let line = |line: &Line| {
        let words =
            line.words.map(|(x, y, said)| view! { <text class="line-words" x=x y=y>{said.words(short)}</text> });
        view! { <path class=class d=line.shape.path() marker-end="url(#chain-arrow)"/> {words} }
    };
    lines.iter().filter(|line| within(line.span, drawn)).map(line).collect_view().into_any()
}

fn clock_mark(line: &Line) -> AnyView {
    let words = line.words.map(|(x, y, said)| {
        view! { <circle cx=x cy=y r="3"/> <text x=x + 8.0 y=y + 4.0>{said.words(false)}</text> }
    });
    view! { <path d=line.shape.path()/> {words} }.into_any()
}

/// What the picture shows, in one sentence.
fn sentence(stream: &ValueStream, sheet: &StreamSheet) -> String {
    let names: Vec<&str> = stream.steps.iter().map(|step| step.name.as_str()).collect();
    let waits = sheet.steps.iter().filter_map(|row| row.wait.ok().map(|wait| (row.step, wait)));
    let longest = waits.max_by(|(_, a), (_, b)| a.total_cmp(b));
    let longest = longest.and_then(|(id, wait)| Some((stream.step(id)?.name.clone(), wait)));
    let most = longest.map(|(name, wait)| format!(" Most waiting: {name}, {}.", words::calendar(wait)));
    let steps = words::counted(names.len(), "step", "steps");
    format!("{}: {steps}. {}.{}", stream.name, names.join(", "), most.unwrap_or_default())
}

fn invitation() -> AnyView {
    view! {
        <div class="empty chain-empty">
            <h2>"No step yet"</h2>
            <p>"Type the first step at the left, or paste rows from a spreadsheet: name, team, work, total time, %C&A. Rough numbers and ranges are welcome."</p>
        </div>
    }
    .into_any()
}
