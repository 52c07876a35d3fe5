//! Where everything stands on a phone: steps from top to bottom, the lane of each beside it, arcs at the right.

use trivium_core::{
    engine::flow::StreamSheet,
    model::{ValueStream, Workspace},
};

use super::{
    lanes::{LaneKind, lane_of, lanes},
    place::{Band, HEIGHT, Layout, Line, WIDTH, come_back, next_links, order_of, rework_links},
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
pub(super) fn layout(kind: LaneKind, workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> Layout {
    let lanes = lanes(kind, workspace, stream);
    let mut layout = Layout { width: NARROW, ..Layout::default() };
    let mut y = 8.0;
    for step in &stream.steps {
        let key = lane_of(step, kind);
        layout.boxes.push((1.0, y));
        if let Some(lane) = lanes.iter().find(|lane| lane.key == key) {
            let band = Band { name: lane.name.clone(), empty: None, practices: Vec::new(), y, height: HEIGHT };
            layout.bands.push(band);
        }
        y += PITCH;
    }
    for lane in lanes.iter().filter(|lane| stream.steps.iter().all(|step| lane_of(step, kind) != lane.key)) {
        let (name, empty) = (lane.name.clone(), Some(lane.when_empty));
        layout.bands.push(Band { name, empty, practices: Vec::new(), y, height: EMPTY });
        y += EMPTY;
    }
    layout.height = y;
    let order = order_of(stream);
    layout.links = next_links(stream, &order).iter().map(|&(from, to, _)| link(&layout, from, to)).collect();
    let arcs = rework_links(stream, &order);
    let outwards = std::iter::successors(Some(EDGE), |x| Some(x + 8.0));
    layout.returns = arcs.iter().zip(outwards).map(|(arc, out)| arc_of(stream, sheet, &layout, *arc, out)).collect();
    let clock = stream.clock_starts_after.and_then(|id| order.get(&id));
    layout.clock = clock.map(|index| clock_mark(layout.at(*index))).into_iter().collect();
    layout
}

fn link(layout: &Layout, from: usize, to: usize) -> Line {
    let ((x, y), (_, to_y)) = (layout.at(from), layout.at(to));
    let path = if from + 1 == to {
        format!("M{} {}V{}", x + 24.0, y + HEIGHT, to_y - 1.0)
    } else {
        let (edge, end) = (x + WIDTH, to_y + 20.0);
        format!("M{edge} {}C{out} {} {out} {end} {} {end}", y + 70.0, y + 70.0, edge + 1.0, out = edge + 30.0)
    };
    Line { path, words: None }
}

/// Work that comes back, along a line at `out` from the right edge of the steps.
fn arc_of(stream: &ValueStream, sheet: &StreamSheet, layout: &Layout, (from, to): (usize, usize), out: f64) -> Line {
    let ((x, y), (_, to_y)) = (layout.at(from), layout.at(to));
    let (edge, out) = (x + WIDTH, x + WIDTH + out);
    let path = format!("M{edge} {}H{out}V{}H{}", y + 60.0, to_y + 60.0, edge + 1.0);
    let words = come_back(stream, sheet, from).replace("come back", "back");
    Line { path, words: Some((out + 6.0, y + 64.0, words)) }
}

fn clock_mark((x, y): (f64, f64)) -> Line {
    let at = y + HEIGHT + 17.0;
    let words = Some((WIDTH + 8.0, at + 4.0, "DORA clock starts".to_owned()));
    Line { path: format!("M{x} {at}H{WIDTH}"), words }
}
