//! What is on its way: dragged steps with their links, a line that is pulled, a frame. A move of the pointer changes an
//! attribute or two of each and nothing else on the page.

use leptos::prelude::*;
use trivium_core::chart::{
    map::{HEIGHT, Line, Point, WIDTH},
    text,
};

use super::hand::{Hand, Lifted};

/// All of it, above everything else.
pub(super) fn view(hand: Hand) -> AnyView {
    let lifted = move || hand.lifted.get().map(|lifted| ghost(hand, lifted));
    let line = move || {
        hand.line
            .with(Option::is_some)
            .then(|| view! { <path class="pulled" d=move || hand.line.get().map(straight)/> })
    };
    let over = move || {
        let (index, _) = hand.room.place_of_untracked(hand.over.get()?)?;
        Some(outline(hand.room.layout.with_untracked(|layout| layout.at(index))))
    };
    let frame = move || {
        hand.frame
            .with(Option::is_some)
            .then(|| view! { <path class="frame" d=move || hand.frame.get().map(corners)/> })
    };
    view! { <g class="chain-lifted">{lifted} {line} {over} {frame}</g> }.into_any()
}

fn ghost(hand: Hand, lifted: Lifted) -> AnyView {
    let names: Vec<String> = hand.room.stream.with_untracked(|stream| {
        let name = |id| stream.as_ref().and_then(|stream| stream.step(id)).map(|step| step.name.clone());
        lifted.steps.iter().map(|(id, ..)| name(*id).unwrap_or_default()).collect()
    });
    let boxes = lifted.steps.iter().zip(names).map(|((_, _, (x, y)), name)| {
        view! {
            <g transform=format!("translate({x} {y})")>
                <rect width=WIDTH height=HEIGHT rx="4"/>
                <text x="8" y="18">{text::fit(&name, WIDTH - 14.0, 12.0, true)}</text>
            </g>
        }
    });
    let boxes = boxes.collect_view();
    let lines = lifted.lines.clone().into_iter().map(|line| hanging(hand, lifted.clone(), line)).collect_view();
    let lane = Memo::new(move |_| lane_under(hand));
    let lane =
        move || lane.get().map(|(y, height)| view! { <path class="lane-under" d=format!("M0 {y}V{}", y + height)/> });
    view! {
        {lane}
        {lines}
        <g class="ghost" transform=move || { let (x, y) = hand.by.get(); format!("translate({x:.0} {y:.0})") }>{boxes}</g>
    }
    .into_any()
}

/// A link of which one end or both are on their way.
fn hanging(hand: Hand, lifted: Lifted, line: Line) -> AnyView {
    let d = move || {
        let by = hand.by.get();
        let end = |index: usize| {
            lifted.stands(index, by).unwrap_or_else(|| hand.room.layout.with_untracked(|layout| layout.at(index)))
        };
        line.shape.moved(end(line.ends.0), end(line.ends.1)).path()
    };
    view! { <path class="hanging" d=d/> }.into_any()
}

/// The lane in which the first of them would lie: its upper edge and height.
fn lane_under(hand: Hand) -> Option<(f64, f64)> {
    let by = hand.by.get();
    let (_, _, (_, y)) = hand.lifted.with(|lifted| lifted.as_ref()?.steps.first().copied())?;
    hand.room.layout.with_untracked(|layout| layout.band_at(y + by.1 + HEIGHT / 2.0).map(|band| (band.y, band.height)))
}

fn straight((from, to): (Point, Point)) -> String {
    format!("M{:.0} {:.0}L{:.0} {:.0}", from.0, from.1, to.0, to.1)
}

fn corners((from, to): (Point, Point)) -> String {
    format!("M{:.0} {:.0}H{:.0}V{:.0}H{:.0}z", from.0, from.1, to.0, to.1, from.0)
}

fn outline((x, y): Point) -> AnyView {
    view! { <rect class="over" x=x - 3.0 y=y - 3.0 width=WIDTH + 6.0 height=HEIGHT + 6.0 rx="6"/> }.into_any()
}
