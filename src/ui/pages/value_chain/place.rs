//! Where everything stands in the drawing, in pixels of its natural size.
//!
//! Steps go from left to right in the order of the list, each in its lane, and never under an earlier one of the same
//! lane. A change of lane moves on by [`SHIFT`] at least; then a straight line down at [`LINK_AT`] of the earlier step
//! meets the later one and no step in between, whatever the lanes.

use std::collections::BTreeMap;

use trivium_core::{
    chart::format,
    engine::flow::StreamSheet,
    model::{Flow, FlowKind, StepId, ValueStream, Workspace},
};

use super::lanes::{Lane, LaneKind, lane_of, lanes};
use crate::ui::kit::Strand;

/// Size of a step.
pub(super) const WIDTH: f64 = 114.0;
pub(super) const HEIGHT: f64 = 92.0;
/// Between two steps of one lane.
const GAP: f64 = 12.0;
/// Left of the first step.
const START: f64 = 8.0;
/// Least distance between the left edges of two steps that follow each other.
const SHIFT: f64 = 48.0;
/// Where a straight link leaves a step for another lane, from its left edge.
const LINK_AT: f64 = 90.0;
/// Above the steps of a lane: its name.
const HEAD: f64 = 22.0;
/// Between the name and the steps, where the mark of the DORA clock stands.
const MARK: f64 = 16.0;
/// Below the steps of a lane.
const FOOT: f64 = 8.0;
/// Below that, for each arc of work that comes back: the line and its words.
const ARC: f64 = 24.0;
/// An empty lane.
const FOLDED: f64 = 24.0;
/// The least width: room for the names of the lanes.
const LEAST_WIDTH: f64 = 520.0;

/// The drawing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
    /// The upper left corner of each step, in the order of the list.
    pub(super) boxes: Vec<(f64, f64)>,
    pub(super) bands: Vec<Band>,
    pub(super) links: Vec<Line>,
    pub(super) returns: Vec<Line>,
    /// The mark of the DORA clock, when there is one: a line, and where its words begin.
    pub(super) clock: Vec<Line>,
}

/// A lane on screen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Band {
    pub(super) name: String,
    /// What its emptiness means; `None` when it holds steps.
    pub(super) empty: Option<&'static str>,
    pub(super) practices: Vec<(Strand, String)>,
    pub(super) y: f64,
    pub(super) height: f64,
}

/// A line with words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// SVG path data.
    pub(super) path: String,
    /// Where the words begin, and the words.
    pub(super) words: Option<(f64, f64, String)>,
}

impl Layout {
    /// The upper left corner of the step at this place of the list.
    pub(super) fn at(&self, index: usize) -> (f64, f64) {
        self.boxes.get(index).copied().unwrap_or_default()
    }
}

/// Where each step stands in the list.
pub(super) type Order = BTreeMap<StepId, usize>;

/// Where each step of the stream stands in its list.
pub(super) fn order_of(stream: &ValueStream) -> Order {
    stream.steps.iter().enumerate().map(|(index, step)| (step.id, index)).collect()
}

/// Where work goes on: from, to, and the share, by places of the list. Without any next link, from each step to the
/// next.
pub(super) fn next_links(stream: &ValueStream, order: &Order) -> Vec<(usize, usize, f64)> {
    let mut found = Vec::new();
    for flow in &stream.flows {
        if let (FlowKind::Next { share }, Some((from, to))) = (flow.kind, ends(flow, order)) {
            found.push((from, to, share.value()));
        }
    }
    if found.is_empty() {
        found.extend((1..stream.steps.len()).map(|to| (to - 1, to, 1.0)));
    }
    found
}

/// Where work comes back to another step: from and to, by places of the list.
pub(super) fn rework_links(stream: &ValueStream, order: &Order) -> Vec<(usize, usize)> {
    let back = stream.flows.iter().filter(|flow| flow.kind == FlowKind::Rework {} && flow.from != flow.to);
    back.filter_map(|flow| ends(flow, order)).collect()
}

fn ends(flow: &Flow, order: &Order) -> Option<(usize, usize)> {
    Some((*order.get(&flow.from)?, *order.get(&flow.to)?))
}

/// A step on its way to its place.
struct Spot {
    lane: usize,
    x: f64,
}

/// Places the whole chain, lanes across.
pub(super) fn layout(kind: LaneKind, workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> Layout {
    let lanes = lanes(kind, workspace, stream);
    let order = order_of(stream);
    let spots = across(kind, &lanes, stream);
    let returns = returns(&rework_links(stream, &order), &spots);
    let clock = stream.clock_starts_after.and_then(|id| order.get(&id).copied());
    let clock_lane = clock.and_then(|index| spots.get(index)).map(|spot| spot.lane);
    let mut bands = Vec::new();
    let mut y = 0.0;
    for (index, lane) in lanes.into_iter().enumerate() {
        let used = spots.iter().any(|spot| spot.lane == index);
        let arcs = returns.iter().filter(|arc| arc.lane == index).map(|_| ARC).sum::<f64>();
        let mark = if clock_lane == Some(index) { MARK } else { 0.0 };
        let height = if used { HEAD + mark + HEIGHT + FOOT + arcs } else { FOLDED };
        let empty = (!used).then_some(lane.when_empty);
        bands.push(Band { name: lane.name, empty, practices: lane.practices, y, height });
        y += height;
    }
    let top = |lane: usize| {
        let mark = if clock_lane == Some(lane) { MARK } else { 0.0 };
        bands.get(lane).map_or(0.0, |band| band.y + HEAD + mark)
    };
    let boxes: Vec<_> = spots.iter().map(|spot| (spot.x, top(spot.lane))).collect();
    let right = spots.iter().map(|spot| spot.x + WIDTH).fold(0.0, f64::max) + GAP;
    let mut layout = Layout { width: right.max(LEAST_WIDTH), height: y, boxes, bands, ..Layout::default() };
    layout.links = links(&next_links(stream, &order), &layout);
    layout.returns = returns.iter().map(|arc| arc_of(stream, sheet, arc, &layout)).collect();
    layout.clock = clock.map(|index| clock_mark(layout.at(index))).into_iter().collect();
    layout
}

fn across(kind: LaneKind, lanes: &[Lane], stream: &ValueStream) -> Vec<Spot> {
    let mut ends = vec![START; lanes.len()];
    let mut spots: Vec<Spot> = Vec::new();
    for step in &stream.steps {
        let key = lane_of(step, kind);
        let lane = lanes.iter().position(|lane| lane.key == key).unwrap_or_default();
        let after = spots.last().map_or(0.0, |spot| spot.x + SHIFT);
        let free = ends.get(lane).copied().unwrap_or_default();
        let x = after.max(free);
        if let Some(end) = ends.get_mut(lane) {
            *end = x + WIDTH + GAP;
        }
        spots.push(Spot { lane, x });
    }
    spots
}

/// Work that comes back to another step.
struct Return {
    from: usize,
    to: usize,
    /// The lane below which the arc runs: the lower one of its ends.
    lane: usize,
    /// How many arcs run below the same lane before it.
    before: f64,
}

fn returns(links: &[(usize, usize)], spots: &[Spot]) -> Vec<Return> {
    let lane_of = |index: usize| spots.get(index).map_or(0, |spot| spot.lane);
    let lanes = spots.iter().map(|spot| spot.lane + 1).max().unwrap_or_default();
    let mut arcs = vec![0.0; lanes];
    let arc = |&(from, to): &(usize, usize)| {
        let lane = lane_of(from).max(lane_of(to));
        let before = arcs.get_mut(lane).map_or(0.0, |arcs| {
            *arcs += 1.0;
            *arcs - 1.0
        });
        Return { from, to, lane, before }
    };
    links.iter().map(arc).collect()
}

/// Links to what comes next. Those that skip steps are curves; a link that does not take everything says its share.
fn links(next: &[(usize, usize, f64)], layout: &Layout) -> Vec<Line> {
    let line = |&(from, to, share): &(usize, usize, f64)| {
        let (start, end) = (layout.at(from), layout.at(to));
        let path = if from + 1 == to { straight(start, end) } else { curve(start, end) };
        let middle = (f64::midpoint(start.0 + WIDTH, end.0), f64::midpoint(start.1, end.1) - 4.0);
        let words = (share < 1.0).then(|| (middle.0, middle.1, format::percent(share)));
        Line { path, words }
    };
    next.iter().map(line).collect()
}

fn straight((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    let down = x + LINK_AT;
    if to_y > y {
        format!("M{down} {}V{}", y + HEIGHT, to_y - 1.0)
    } else if to_y < y {
        format!("M{down} {y}V{}", to_y + HEIGHT + 1.0)
    } else {
        format!("M{} {}H{}", x + WIDTH, y + HEIGHT / 2.0, to_x - 1.0)
    }
}

fn curve((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    let (start, end) = (x + WIDTH - 20.0, to_x + 20.0);
    if to_y > y {
        let (from, to) = (y + HEIGHT, to_y - 1.0);
        format!("M{start} {from}C{start} {} {end} {} {end} {to}", from + 20.0, to - 20.0)
    } else if to_y < y {
        let to = to_y + HEIGHT + 1.0;
        format!("M{start} {y}C{start} {} {end} {} {end} {to}", y - 20.0, to + 20.0)
    } else {
        format!("M{start} {y}C{start} {up} {end} {up} {end} {}", y - 1.0, up = y - 22.0)
    }
}

fn arc_of(stream: &ValueStream, sheet: &StreamSheet, arc: &Return, layout: &Layout) -> Line {
    let (from, to) = (layout.at(arc.from), layout.at(arc.to));
    let y = from.1.max(to.1) + HEIGHT + FOOT + arc.before * ARC;
    let (start, end) = (from.0 + 70.0, to.0 + 44.0);
    let turn = if end < start { -6.0 } else { 6.0 };
    let path = format!(
        "M{start} {}V{}Q{start} {y} {} {y}H{}Q{end} {y} {end} {}V{}",
        from.1 + HEIGHT,
        y - 6.0,
        start + turn,
        end - turn,
        y - 6.0,
        to.1 + HEIGHT + 1.0
    );
    Line { path, words: Some((start.min(end) + 8.0, y + 14.0, come_back(stream, sheet, arc.from))) }
}

/// "15 % come back, 1.6 of 11 a week".
pub(super) fn come_back(stream: &ValueStream, sheet: &StreamSheet, index: usize) -> String {
    let accurate = stream.steps.get(index).and_then(|step| step.complete_accurate);
    match (sheet.steps.get(index), accurate) {
        (Some(row), Some(accurate)) => {
            let weekly = stream.demand.per_week * row.visits;
            let back = accurate.rest().value();
            let (back_weekly, weekly) = (format::number(weekly * back), format::number(weekly));
            format!("{} come back, {back_weekly} of {weekly} a week", format::percent(back))
        }
        _ => "come back; how many is not stated".to_owned(),
    }
}

fn clock_mark((x, y): (f64, f64)) -> Line {
    let at = x + WIDTH + GAP / 2.0;
    let path = format!("M{at} {}V{}", y - 6.0, y + HEIGHT);
    Line { path, words: Some((at, y - 10.0, "DORA clock starts".to_owned())) }
}
