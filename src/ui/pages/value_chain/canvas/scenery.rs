//! Everything in the drawing but the steps: lanes with their names, links, work that comes back, the DORA clock.

use leptos::prelude::*;
use trivium_core::{
    catalog::layers::{LayerMark, MarkSource},
    chart::{
        map::{self, Band, Line},
        text,
    },
};

use super::stretch::{Stretch, within};
use crate::ui::kit::{Strand, strand_class};

pub(super) fn arrow_head() -> AnyView {
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
pub(super) fn grounds(bands: &[Band], width: f64, narrow: bool) -> AnyView {
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
pub(super) fn names(bands: &[Band], drawn: Stretch, narrow: bool) -> AnyView {
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
    let text = |words: &str, bold: bool| text::width(words, 12.0, bold);
    let mut x = 8.0 + text(&band.name, true) + 20.0;
    let mut mark = |layer: Strand, words: &str, about: Option<String>| {
        let at = x;
        x += 24.0 + text(words, false) + 20.0;
        practice(layer, words, about, at, band.y + 15.0)
    };
    let said = band.practices.iter().map(|(layer, words)| mark(*layer, words, None)).collect_view();
    let usual = band.usual.iter().map(|usual| mark(usual.strand, usual.name, Some(about(usual)))).collect_view();
    let (name, y) = (band.name.clone(), band.y + if band.empty.is_some() { 16.0 } else { 15.0 });
    let after = 8.0 + text(&band.name, true) + 12.0;
    let over_lines = band.empty.is_none();
    view! {
        <text class="lane-name" class:over-lines=over_lines x="8" y=y>{name}</text>
        {band.empty.map(|words| view! { <text class="lane-note" x=after y=y>{words}</text> })}
        {said} {usual}
    }
    .into_any()
}

/// What a mark means of which the model says nothing.
fn about(mark: &LayerMark) -> String {
    let source = if mark.source == MarkSource::Sourced { "ITIL v5 Compass" } else { "our reading" };
    format!("{} {}. Usual here ({source}); no step of this chain says so.", mark.name, mark.does)
}

/// Where the work of the lanes lies in the other edition, at the right edge.
pub(super) fn crosswalk(bands: &[Band], width: f64) -> AnyView {
    let words = |band: &Band| {
        let marks = 8.0 + text::width(&band.name, 12.0, true) + 20.0;
        let said = band.practices.iter().map(|(_, words)| text::width(words, 12.0, false) + 44.0).sum::<f64>();
        let usual = band.usual.iter().map(|mark| text::width(mark.name, 12.0, false) + 44.0).sum::<f64>();
        let empty = band.empty.map_or(0.0, |empty| text::width(empty, 12.0, false));
        let room = width - marks - said - usual - empty - 16.0;
        let y = band.y + if band.empty.is_some() { 16.0 } else { 15.0 };
        (text::width(&band.also, 12.0, false) <= room)
            .then(|| view! { <text class="lane-also" x=width - 8.0 y=y>{band.also.clone()}</text> })
    };
    bands.iter().map(words).collect_view().into_any()
}

fn practice(layer: Strand, words: &str, about: Option<String>, x: f64, y: f64) -> AnyView {
    let words = words.to_owned();
    let class = if about.is_some() { "lane-mark usual" } else { "lane-mark" };
    view! {
        <g class=class>
        {about.map(|about| view! { <title>{about}</title> })}
        <g class=strand_class(layer)>
            <path class="strand-line" d=format!("M{x} {middle}h10", middle = y - 4.0)/>
            <circle class="strand-ring" cx=x + 13.0 cy=y - 4.0 r="2.8"/>
        </g>
        <text class="lane-note" x=x + 22.0 y=y>{words}</text>
        </g>
    }
    .into_any()
}

/// Lines, each in the class that belongs to the places of its two steps.
pub(super) fn lines(lines: &[Line], drawn: Stretch, class: &dyn Fn((usize, usize)) -> &'static str) -> AnyView {
    let line = |line: &Line| {
        let class = class(line.ends);
        view! { <path class=class d=line.shape.path() marker-end="url(#chain-arrow)"/> }
    };
    lines.iter().filter(|line| within(line.span, drawn)).map(line).collect_view().into_any()
}

/// What lines say, above everything that they cross.
pub(super) fn line_words(lines: &[Line], drawn: Stretch, short: bool) -> AnyView {
    let words = |line: &Line| {
        line.words.map(|(x, y, said)| view! { <text class="line-words" x=x y=y>{said.words(short)}</text> })
    };
    lines.iter().filter(|line| within(line.span, drawn)).map(words).collect_view().into_any()
}

pub(super) fn clock_mark(line: &Line) -> AnyView {
    let words = line.words.map(|(x, y, said)| {
        view! { <circle cx=x cy=y r="3"/> <text x=x + 8.0 y=y + 4.0>{said.words(false)}</text> }
    });
    view! { <path d=line.shape.path()/> {words} }.into_any()
}
