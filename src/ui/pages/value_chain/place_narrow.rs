//! Where everything stands on a phone: steps from top to bottom, the lane of each beside it, arcs at the right.

use trivium_core::{
    engine::flow::StreamSheet,
    model::{FlowKind, ValueStream, Workspace},
};

use super::{
    lanes::{LaneKind, lane_of, lanes},
    place::{Band, HEIGHT, Layout, Line, WIDTH, come_back},
};

/// From one step to the next.
const PITCH: f64 = HEIGHT + 34.0;
/// The width of a small screen, less its margins.
const NARROW: f64 = 326.0;
/// Below the steps, one line for each empty lane.
const EMPTY: f64 = 24.0;

/// Places the whole chain, downwards.
pub(super) fn layout(kind: LaneKind, workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> Layout {
    let lanes = lanes(kind, workspace, stream);
    let mut layout = Layout { width: NARROW, ..Layout::default() };
    let mut y = 8.0;
    for step in &stream.steps {
        let key = lane_of(step, kind);
        layout.boxes.push((step.id, 1.0, y));
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
    layout.links = links(stream, &layout);
    layout.returns = arcs(stream, sheet, &layout);
    layout.clock = stream.clock_starts_after.and_then(|id| layout.at(id)).map(|(x, y)| {
        let at = y + HEIGHT + 17.0;
        let words = Some((WIDTH + 8.0, at + 4.0, "DORA clock starts".to_owned()));
        Line { path: format!("M{x} {at}H{WIDTH}"), words }
    });
    layout
}

fn links(stream: &ValueStream, layout: &Layout) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, step) in stream.steps.iter().enumerate() {
        let follower = stream.steps.get(index + 1).map(|step| step.id);
        for (to, _) in stream.next_of(step.id) {
            let Some(((x, y), (_, to_y))) = layout.at(step.id).zip(layout.at(to)) else { continue };
            let path = if follower == Some(to) {
                format!("M{} {}V{}", x + 24.0, y + HEIGHT, to_y - 1.0)
            } else {
                let (edge, end) = (x + WIDTH, to_y + 20.0);
                format!("M{edge} {}C{out} {} {out} {end} {} {end}", y + 70.0, y + 70.0, edge + 1.0, out = edge + 30.0)
            };
            lines.push(Line { path, words: None });
        }
    }
    lines
}

fn arcs(stream: &ValueStream, sheet: &StreamSheet, layout: &Layout) -> Vec<Line> {
    let back = stream.flows.iter().filter(|flow| flow.kind == FlowKind::Rework {} && flow.from != flow.to);
    let arc = |(count, flow): (f64, &trivium_core::model::Flow)| {
        let ((x, y), (_, to_y)) = layout.at(flow.from).zip(layout.at(flow.to))?;
        let (edge, out) = (x + WIDTH, x + WIDTH + 14.0 + 8.0 * count);
        let path = format!("M{edge} {}H{out}V{}H{}", y + 60.0, to_y + 60.0, edge + 1.0);
        Some(Line {
            path,
            words: Some((out + 6.0, y + 64.0, come_back(stream, sheet, flow.from).replace("come back", "back"))),
        })
    };
    std::iter::successors(Some(0.0), |count| Some(count + 1.0)).zip(back).filter_map(arc).collect()
}
