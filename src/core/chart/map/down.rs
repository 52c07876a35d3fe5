//! Where everything stands on a phone: steps from top to bottom, the lane of each beside it, arcs at the right.

use crate::{
    engine::flow::StreamSheet,
    model::{ValueStream, Workspace},
};

use super::{
    Band, HEIGHT, Layout, WIDTH,
    lanes::{Lane, LaneKind, lane_of, lanes},
    line::{Line, Said, Shape, come_back},
    links::{next_links, order_of, rework_links},
};

/// From one step to the next.
const PITCH: f64 = HEIGHT + 34.0;
/// The width of a small screen, less its margins.
const NARROW: f64 = 326.0;
/// From the right edge of the steps to the first line on which work comes back.
const EDGE: f64 = 14.0;
/// Below the steps, one line for each empty lane.
const EMPTY: f64 = 24.0;

/// Places the whole chain, downwards.
pub fn layout_down(kind: LaneKind, workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> Layout {
    let lanes = lanes(kind, workspace, stream);
    let mut layout = Layout { width: NARROW, down: true, ..Layout::default() };
    let mut y = 8.0;
    for step in &stream.steps {
        let key = lane_of(step, kind);
        layout.boxes.push((1.0, y));
        if let Some(lane) = lanes.iter().find(|lane| lane.key == key) {
            layout.bands.push(band(lane, None, y, HEIGHT));
        }
        y += PITCH;
    }
    for lane in lanes.iter().filter(|lane| stream.steps.iter().all(|step| lane_of(step, kind) != lane.key)) {
        layout.bands.push(band(lane, Some(lane.when_empty), y, EMPTY));
        y += EMPTY;
    }
    layout.height = y;
    let order = order_of(stream);
    layout.links = next_links(stream, &order).iter().map(|&(from, to, _)| link(&layout, from, to)).collect();
    let arcs = rework_links(stream, &order);
    let outwards = std::iter::successors(Some(EDGE), |x| Some(x + 8.0));
    layout.returns = arcs.iter().zip(outwards).map(|(arc, out)| arc_of(stream, sheet, &layout, *arc, out)).collect();
    let clock = stream.clock_starts_after.and_then(|id| order.get(&id));
    layout.clock = clock.map(|index| clock_mark(*index, layout.at(*index)));
    layout
}

fn band(lane: &Lane, empty: Option<&'static str>, y: f64, height: f64) -> Band {
    Band {
        key: lane.key,
        name: lane.name.clone(),
        empty,
        practices: Vec::new(),
        usual: Vec::new(),
        also: lane.also.clone(),
        y,
        height,
        top: y,
    }
}

fn link(layout: &Layout, first: usize, last: usize) -> Line {
    let (from, to) = (layout.at(first), layout.at(last));
    let shape = if first + 1 == last { Shape::Down { from, to } } else { Shape::Side { from, to } };
    Line { ends: (first, last), shape, span: layout.span_between(first, last, 0.0), words: None }
}

/// Work that comes back, along a line at `out` from the right edge of the steps.
fn arc_of(stream: &ValueStream, sheet: &StreamSheet, layout: &Layout, (first, last): (usize, usize), out: f64) -> Line {
    let (from, to) = (layout.at(first), layout.at(last));
    let out = from.0 + WIDTH + out;
    let words = Some((out + 6.0, from.1 + 64.0, come_back(stream, sheet, first)));
    let shape = Shape::Back { from, to, out };
    Line { ends: (first, last), shape, span: layout.span_between(first, last, 0.0), words }
}

fn clock_mark(index: usize, (x, y): (f64, f64)) -> Line {
    let at = y + HEIGHT + 17.0;
    let words = Some((WIDTH + 8.0, at + 4.0, Said::Clock));
    Line { ends: (index, index), shape: Shape::Plain { from: (x, at), to: (WIDTH, at) }, span: (y, at), words }
}
