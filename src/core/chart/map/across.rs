//! The map across: lanes from top to bottom, work from left to right.
//!
//! A layered layout. A step stands after every step that hands on to it; in its lane it never lies on another one: what
//! comes later moves on to the right, what runs beside it moves down to a row of its own. A change of lane moves on by
//! [`SHIFT`] at least; then in a chain without branches a straight line down at `LINK_AT` of the earlier step meets the
//! later one and no step in between, whatever the lanes. Steps that somebody has pinned stay where they are, as long as
//! no earlier pin is there; all others find places around them.
//!
//! Steps and links are taken in the order of the list, so the same stream always gives the same map.

use std::collections::BTreeSet;

use super::{
    Band, HEIGHT, LONG, Layout, Point, WIDTH,
    lanes::{Lane, LaneKind, lane_of, lanes},
    line::{Line, Said, Shape, come_back},
    links::{next_links, order_of, rework_links},
};
use crate::{
    engine::flow::StreamSheet,
    model::{ValueStream, Workspace},
};

/// Between two steps of one lane.
const GAP: f64 = 12.0;
/// Left of the first step.
const START: f64 = 8.0;
/// Least distance between the left edges of two steps that follow each other.
const SHIFT: f64 = 48.0;
/// Above the steps of a lane: its name.
const HEAD: f64 = 22.0;
/// Between the name and the steps, where the mark of the DORA clock stands and links run over other steps.
const MARK: f64 = 16.0;
/// Below the steps of a lane.
const FOOT: f64 = 8.0;
/// Below that, for each arc of work that comes back: the line and its words.
const ARC: f64 = 24.0;
/// By so much the paper of a long chain grows.
const PIECE: f64 = 1_000.0;
/// Room for the longest words of a line.
const WORDS: f64 = 260.0;
/// An empty lane.
const FOLDED: f64 = 24.0;
/// The least width: room for the names of the lanes.
const LEAST_WIDTH: f64 = 520.0;

/// Places the whole chain, lanes across.
///
/// Time: (steps + links) · log steps; for each step one look at the steps of its lane for each row that is tried; for each
/// arc one look at the levels below its lane.
pub fn layout(kind: LaneKind, workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> Layout {
    let lanes = lanes(kind, workspace, stream);
    let order = order_of(stream);
    let next = next_links(stream, &order);
    let spots = Placing::of(kind, &lanes, stream, &next).place();
    let returns = returns(&rework_links(stream, &order), &spots);
    let clock = stream.clock_starts_after.and_then(|id| order.get(&id).copied());
    let clock_lane = clock.and_then(|index| spots.get(index)).map(|spot| spot.lane);
    let over = lanes_with_curves(&next, &spots);
    let mut bands = Vec::new();
    let mut y = 0.0;
    for (index, lane) in lanes.into_iter().enumerate() {
        let deepest = spots.iter().filter(|spot| spot.lane == index).map(|spot| spot.y + HEIGHT).reduce(f64::max);
        let arcs =
            returns.iter().filter(|arc| arc.lane == index).map(|arc| ARC * upto(arc.level + 1)).fold(0.0, f64::max);
        let top = HEAD + if clock_lane == Some(index) || over.contains(&index) { MARK } else { 0.0 };
        let height = deepest.map_or(FOLDED, |deepest| top + deepest + FOOT + arcs);
        let empty = deepest.is_none().then_some(lane.when_empty);
        let Lane { key, name, practices, usual, also, .. } = lane;
        bands.push(Band { key, name, empty, practices, usual, also, y, height, top: y + top });
        y += height;
    }
    let top = |lane: usize| bands.get(lane).map_or(0.0, |band: &Band| band.top);
    let boxes: Vec<Point> = spots.iter().map(|spot| (spot.x, top(spot.lane) + spot.y)).collect();
    let right = spots.iter().map(|spot| spot.x + WIDTH).fold(0.0, f64::max) + GAP;
    // The paper of a long chain grows by large pieces: on a paper of another size every text is laid out anew.
    let right = if right > LONG { (right / PIECE).ceil() * PIECE } else { right };
    let mut layout = Layout { width: right.max(LEAST_WIDTH), height: y, boxes, bands, ..Layout::default() };
    layout.links = links(&next, &layout);
    layout.returns = returns.iter().map(|arc| arc_of(stream, sheet, arc, &layout)).collect();
    layout.clock = clock.map(|index| clock_mark(index, layout.at(index)));
    layout
}

/// The lanes in which a link runs above steps.
fn lanes_with_curves(next: &[(usize, usize, f64)], spots: &[Spot]) -> Vec<usize> {
    let ends = next.iter().filter_map(|&(from, to, _)| spots.get(from).zip(spots.get(to)));
    let over = ends.filter(|(from, to)| {
        from.lane == to.lane && matches!(Shape::between((from.x, from.y), (to.x, to.y)), Shape::Curve { .. })
    });
    over.map(|(from, _)| from.lane).collect()
}

/// A small count as a number.
fn upto(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

/// Where a step stands: its lane, and the upper left corner in the place for steps of that lane.
#[derive(Clone, Copy, Default)]
struct Spot {
    lane: usize,
    x: f64,
    y: f64,
}

/// A step that has its place, in a lane.
#[derive(Clone, Copy)]
struct Taken {
    x: f64,
    y: f64,
    layer: usize,
}

impl Taken {
    fn meets(&self, x: f64, y: f64) -> bool {
        (self.x - x).abs() < WIDTH + GAP && (self.y - y).abs() < HEIGHT + GAP
    }
}

/// The layout on its way.
struct Placing<'a> {
    stream: &'a ValueStream,
    /// Steps that hand on to each step, by places of the list.
    before: Vec<Vec<usize>>,
    /// An order in which each step comes after all that hand on to it: that of the list, where it is one.
    sequence: Vec<usize>,
    /// How many steps lie before each on the longest way to it.
    layers: Vec<usize>,
    spots: Vec<Spot>,
    taken: Vec<Vec<Taken>>,
}

impl<'a> Placing<'a> {
    fn of(kind: LaneKind, lanes: &[Lane], stream: &'a ValueStream, next: &[(usize, usize, f64)]) -> Self {
        let count = stream.steps.len();
        let mut before = vec![Vec::new(); count];
        let mut after = vec![Vec::new(); count];
        for &(from, to, _) in next {
            if let (Some(before), Some(after)) = (before.get_mut(to), after.get_mut(from)) {
                before.push(from);
                after.push(to);
            }
        }
        // What nothing leads to stands after the step that is told before it.
        for at in 1..count {
            if let (Some(before), Some(after)) =
                (before.get_mut(at).filter(|before| before.is_empty()), after.get_mut(at - 1))
            {
                before.push(at - 1);
                after.push(at);
            }
        }
        let lane_at = |at: usize| {
            let key = stream.steps.get(at).map(|step| lane_of(step, kind));
            lanes.iter().position(|lane| Some(lane.key) == key).unwrap_or_default()
        };
        let spots = (0..count).map(|at| Spot { lane: lane_at(at), x: START, y: 0.0 }).collect();
        let (sequence, layers) = in_sequence(&before, &after);
        Self { stream, before, sequence, layers, spots, taken: vec![Vec::new(); lanes.len()] }
    }

    fn place(mut self) -> Vec<Spot> {
        for at in 0..self.spots.len() {
            self.pin(at);
        }
        for at in std::mem::take(&mut self.sequence) {
            if self.stream.steps.get(at).is_some_and(|step| step.pin.is_none()) {
                self.find(at);
            }
        }
        self.spots
    }

    fn layer(&self, at: usize) -> usize {
        self.layers.get(at).copied().unwrap_or_default()
    }

    fn take(&mut self, at: usize, x: f64, y: f64) {
        let layer = self.layer(at);
        if let Some(spot) = self.spots.get_mut(at) {
            (spot.x, spot.y) = (x, y);
            if let Some(taken) = self.taken.get_mut(spot.lane) {
                taken.push(Taken { x, y, layer });
            }
        }
    }

    fn meeting(&self, lane: usize, x: f64, y: f64) -> Option<Taken> {
        self.taken.get(lane).and_then(|taken| taken.iter().find(|taken| taken.meets(x, y)).copied())
    }

    /// A step that somebody has put somewhere; below another one when that was put there before it.
    fn pin(&mut self, at: usize) {
        let Some(pin) = self.stream.steps.get(at).and_then(|step| step.pin) else { return };
        let lane = self.spots.get(at).map_or(0, |spot| spot.lane);
        let (x, mut y) = (f64::from(pin.x), f64::from(pin.y));
        // A step pinned to a lane by itself stands as near to others as a person wants, but never on them.
        while let Some(other) = self.on(lane, x, y) {
            y = other.y + HEIGHT + GAP;
        }
        self.take(at, x, y);
    }

    fn on(&self, lane: usize, x: f64, y: f64) -> Option<Taken> {
        let overlaps = |taken: &&Taken| (taken.x - x).abs() < WIDTH && (taken.y - y).abs() < HEIGHT;
        self.taken.get(lane).and_then(|taken| taken.iter().filter(overlaps).max_by(|a, b| a.y.total_cmp(&b.y)).copied())
    }

    /// A step whose place is found: after what hands on to it, in the row where most of that stands.
    fn find(&mut self, at: usize) {
        let lane = self.spots.get(at).map_or(0, |spot| spot.lane);
        let before: Vec<Spot> =
            self.before.get(at).into_iter().flatten().filter_map(|before| self.spots.get(*before)).copied().collect();
        let after = |spot: &Spot| spot.x + if spot.lane == lane { WIDTH + GAP } else { SHIFT };
        let least = before.iter().map(after).fold(START, f64::max);
        let mine: Vec<f64> = before.iter().filter(|spot| spot.lane == lane).map(|spot| spot.y).collect();
        let middle = mine.iter().sum::<f64>() / upto(mine.len().max(1));
        let row = (middle / (HEIGHT + GAP)).floor() * (HEIGHT + GAP);
        let layer = self.layer(at);
        // A pin between two rows blocks both, so twice as many rows as steps always hold a free one.
        let rows = std::iter::once(row).chain((0..=2 * self.spots.len()).map(|row| upto(row) * (HEIGHT + GAP)));
        let mut found = (least, row);
        for y in rows {
            if let Some(x) = self.in_row(lane, layer, least, y) {
                found = (x, y);
                break;
            }
        }
        self.take(at, found.0, found.1);
    }

    /// The first free place of a row from `least` on; `None` when a step that runs beside this one is in the way.
    fn in_row(&self, lane: usize, layer: usize, least: f64, y: f64) -> Option<f64> {
        let mut x = least;
        while let Some(other) = self.meeting(lane, x, y) {
            if other.layer >= layer {
                return None;
            }
            x = other.x + WIDTH + GAP;
        }
        Some(x)
    }
}

/// An order in which each step comes after all that lead to it, and how many steps lie before each on the longest way.
/// Steps in a circle, which the model forbids, come last, in the order of the list.
fn in_sequence(before: &[Vec<usize>], after: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut open: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut layers = vec![0; before.len()];
    let mut ready: BTreeSet<usize> = (0..before.len()).filter(|at| open.get(*at) == Some(&0)).collect();
    let mut sequence = Vec::with_capacity(before.len());
    while let Some(at) = ready.pop_first() {
        sequence.push(at);
        let layer: usize = layers.get(at).copied().unwrap_or_default();
        for &to in after.get(at).into_iter().flatten() {
            if let (Some(open), Some(to_layer)) = (open.get_mut(to), layers.get_mut(to)) {
                *to_layer = (*to_layer).max(layer + 1);
                *open = open.saturating_sub(1);
                if *open == 0 {
                    ready.insert(to);
                }
            }
        }
    }
    if sequence.len() < before.len() {
        let seen: BTreeSet<usize> = sequence.iter().copied().collect();
        sequence.extend((0..before.len()).filter(|at| !seen.contains(at)));
    }
    (sequence, layers)
}

/// Work that comes back to another step.
struct Return {
    from: usize,
    to: usize,
    /// The lane below which the arc runs: the lower one of its ends.
    lane: usize,
    /// How far below, from 0: arcs of one level never meet.
    level: usize,
}

/// Arcs take the highest free level below their lane, from left to right, so one look at the end of each level is enough.
fn returns(links: &[(usize, usize)], spots: &[Spot]) -> Vec<Return> {
    let spot = |index: usize| spots.get(index).map_or((0, 0.0), |spot| (spot.lane, spot.x));
    let mut arcs: Vec<(Return, f64, f64)> = links
        .iter()
        .map(|&(from, to)| {
            let ((from_lane, from_x), (to_lane, to_x)) = (spot(from), spot(to));
            let (low, high) = (from_x.min(to_x), from_x.max(to_x).max(from_x.min(to_x) + WORDS));
            (Return { from, to, lane: from_lane.max(to_lane), level: 0 }, low, high)
        })
        .collect();
    let mut order: Vec<usize> = (0..arcs.len()).collect();
    let low = |at: &usize| arcs.get(*at).map_or(0.0, |(_, low, _)| *low);
    order.sort_by(|a, b| low(a).total_cmp(&low(b)).then(a.cmp(b)));
    let lanes = spots.iter().map(|spot| spot.lane + 1).max().unwrap_or_default();
    let mut ends: Vec<Vec<f64>> = vec![Vec::new(); lanes];
    for at in order {
        let Some((arc, low, high)) = arcs.get_mut(at) else { continue };
        let Some(ends) = ends.get_mut(arc.lane) else { continue };
        arc.level = ends.iter().position(|end| *end <= *low).unwrap_or(ends.len());
        match ends.get_mut(arc.level) {
            Some(end) => *end = *high,
            None => ends.push(*high),
        }
    }
    arcs.into_iter().map(|(arc, ..)| arc).collect()
}

/// Links to what comes next; a link that does not take everything says its share.
fn links(next: &[(usize, usize, f64)], layout: &Layout) -> Vec<Line> {
    let line = |&(first, last, share): &(usize, usize, f64)| {
        let (from, to) = (layout.at(first), layout.at(last));
        let (shape, span) = (Shape::between(from, to), layout.span_between(first, last, 0.0));
        let words = (share < 1.0).then(|| {
            let (x, y) = shape.middle();
            (x, y, Said::Share(share))
        });
        Line { ends: (first, last), shape, span, words }
    };
    next.iter().map(line).collect()
}

/// Below everything that stands in the lane at this height.
fn bottom_at(layout: &Layout, y: f64) -> f64 {
    let Some(band) = layout.band_at(y) else { return y + HEIGHT };
    let in_lane = |other: &f64| *other >= band.y && *other < band.y + band.height;
    layout.boxes.iter().map(|(_, other)| *other).filter(in_lane).map(|other| other + HEIGHT).fold(y + HEIGHT, f64::max)
}

/// The arc runs below everything that stands in its lane.
fn arc_of(stream: &ValueStream, sheet: &StreamSheet, arc: &Return, layout: &Layout) -> Line {
    let (from, to) = (layout.at(arc.from), layout.at(arc.to));
    let y = bottom_at(layout, from.1.max(to.1)) + FOOT + upto(arc.level) * ARC;
    let left = (from.0 + 70.0).min(to.0 + 44.0);
    let words = Some((left + 8.0, y + 14.0, come_back(stream, sheet, arc.from)));
    let span = layout.span_between(arc.from, arc.to, WORDS);
    Line { ends: (arc.from, arc.to), shape: Shape::Arc { from, to, y }, span, words }
}

fn clock_mark(index: usize, (x, y): Point) -> Line {
    let at = x + WIDTH + GAP / 2.0;
    let shape = Shape::Plain { from: (at, y - 6.0), to: (at, y + HEIGHT) };
    Line { ends: (index, index), shape, span: (x, at + WORDS), words: Some((at, y - 10.0, Said::Clock)) }
}
