//! Which elements there are, and where they stand.

use super::route::{Area, route};
use crate::{
    chart::{
        format,
        map::{HEIGHT, Layout, Line, Point, Shape, WIDTH, next_links, order_of, rework_links},
        text,
    },
    model::{Cadence, Step, StepKind, ValueStream},
};

/// By so much the map is stretched, so that a timer, a gateway and an event fit between two steps.
const STRETCH: f64 = 2.7;
/// The upper left corner of the pool.
const POOL: Point = (160.0, 80.0);
/// Width of the name of a pool, and of a lane.
const LABEL: f64 = 30.0;
/// From the edge of the lanes to the first step: room for the start event and a timer.
const LEAD: f64 = 140.0;
/// Size of an event.
const EVENT: f64 = 36.0;
/// Size of a gateway.
const GATEWAY: f64 = 50.0;
/// Between a timer and its step.
const BEFORE: f64 = 20.0;
/// Between a step, its gateway and an event.
const AFTER: f64 = 25.0;
/// Longest name of an element.
const LONGEST: usize = 200;

/// The process and its diagram.
pub(super) struct Plan {
    /// The pool.
    pub(super) pool: Area,
    pub(super) lanes: Vec<LanePlan>,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

/// A lane.
pub(super) struct LanePlan {
    pub(super) name: String,
    pub(super) place: Area,
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Start,
    End,
    UserTask,
    ServiceTask,
    Gateway,
    /// Every so many days.
    Timer(u16),
}

/// An element.
pub(super) struct Node {
    /// A valid `NCName`, unique in the file.
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) note: String,
    /// Place among the lanes.
    pub(super) lane: usize,
    pub(super) place: Area,
}

/// A sequence flow between two elements.
pub(super) struct Edge {
    pub(super) name: String,
    /// Places among the nodes.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) points: Vec<Point>,
}

/// Where flows enter and leave what stands for a step.
#[derive(Clone, Copy, Default)]
struct Ends {
    entry: usize,
    exit: usize,
}

impl Plan {
    /// `None` for a stream without steps.
    pub(super) fn of(stream: &ValueStream, layout: &Layout) -> Option<Self> {
        if stream.steps.is_empty() {
            return None;
        }
        let order = order_of(stream);
        let (next, back) = (next_links(stream, &order), rework_links(stream, &order));
        let mut plan = Self { pool: Area::default(), lanes: Vec::new(), nodes: Vec::new(), edges: Vec::new() };
        let lifts = plan.lanes_of(layout);
        let mut ends: Vec<Ends> = Vec::new();
        for (at, step) in stream.steps.iter().enumerate() {
            let (x, y) = layout.at(at);
            let band = layout.bands.iter().rposition(|band| band.y <= y).unwrap_or_default();
            let (lane, lift) = lifts.get(band).copied().unwrap_or_default();
            let corner = (POOL.0 + 2.0 * LABEL + LEAD + x * STRETCH, POOL.1 + y - lift);
            let leaving = next.iter().filter(|link| link.0 == at).count();
            let comes_back = back.iter().any(|link| link.0 == at);
            ends.push(plan.step(step, lane, corner, leaving > 1 || comes_back, comes_back));
        }
        let first = (0..stream.steps.len()).find(|at| next.iter().all(|link| link.1 != *at)).unwrap_or_default();
        plan.start(stream, ends.get(first).copied().unwrap_or_default());
        plan.flows(stream, layout, &next, &back, &ends, &lifts);
        plan.ends(stream, &next, &ends);
        plan.pool();
        Some(plan)
    }

    /// Lanes with steps in them, closed up. Gives for each band its lane, and by how much it moves up.
    fn lanes_of(&mut self, layout: &Layout) -> Vec<(usize, f64)> {
        let mut lifts = Vec::new();
        let mut lift = 0.0;
        for band in &layout.bands {
            lifts.push((self.lanes.len(), lift));
            if band.empty.is_some() {
                lift += band.height;
                continue;
            }
            let width = LABEL + 2.0 * LEAD + layout.width * STRETCH;
            let place = Area { x: POOL.0 + LABEL, y: POOL.1 + band.y - lift, width, height: band.height };
            self.lanes.push(LanePlan { name: text::clean(&band.name, LONGEST), place });
        }
        lifts
    }

    fn pool(&mut self) {
        let height = self.lanes.iter().map(|lane| lane.place.height).sum();
        let width = self.lanes.iter().map(|lane| lane.place.width).fold(0.0, f64::max) + LABEL;
        self.pool = Area { x: POOL.0, y: POOL.1, width, height };
    }

    fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The task of a step, the timer before it and the gateway behind it, with the flows between them.
    fn step(&mut self, step: &Step, lane: usize, (x, y): Point, divides: bool, comes_back: bool) -> Ends {
        let number = step.id.number();
        let middle = y + HEIGHT / 2.0;
        let timer = cadence_of(step).map(|cadence| {
            let id = format!("Timer_{number}");
            let place = Area::around(x - BEFORE - EVENT / 2.0, middle, EVENT);
            let kind = Kind::Timer(cadence.every_days);
            self.add(Node { id, kind, name: dates(&cadence), note: String::new(), lane, place })
        });
        let kind = match step.kind {
            StepKind::Work | StepKind::Approval { .. } => Kind::UserTask,
            StepKind::Gate { .. } | StepKind::Deploy { .. } => Kind::ServiceTask,
        };
        let task = self.add(Node {
            id: format!("Step_{number}"),
            kind,
            name: text::clean(&step.name, LONGEST),
            note: step.note.clone(),
            lane,
            place: Area { x, y, width: WIDTH, height: HEIGHT },
        });
        if let Some(timer) = timer {
            self.join(timer, task, String::new(), None);
        }
        let mut exit = task;
        if divides {
            let name = if comes_back { "Complete and accurate?" } else { "Where next?" };
            let place = Area::around(x + WIDTH + AFTER + GATEWAY / 2.0, middle, GATEWAY);
            let id = format!("Gateway_{number}");
            exit = self.add(Node { id, kind: Kind::Gateway, name: name.to_owned(), note: String::new(), lane, place });
            self.join(task, exit, String::new(), None);
        }
        Ends { entry: timer.unwrap_or(task), exit }
    }

    fn start(&mut self, stream: &ValueStream, first: Ends) {
        let Some(entry) = self.nodes.get(first.entry) else { return };
        let (lane, place) = (entry.lane, entry.place);
        let name =
            if stream.trigger.trim().is_empty() { "Request".to_owned() } else { text::clean(&stream.trigger, LONGEST) };
        let place = Area::around(place.x - AFTER - EVENT / 2.0, place.y + place.height / 2.0, EVENT);
        let start =
            self.add(Node { id: "Start".to_owned(), kind: Kind::Start, name, note: String::new(), lane, place });
        self.join(start, first.entry, String::new(), None);
    }

    /// An end event behind each step that hands on to nobody.
    fn ends(&mut self, stream: &ValueStream, next: &[(usize, usize, f64)], ends: &[Ends]) {
        let name =
            if stream.outcome.trim().is_empty() { "Done".to_owned() } else { text::clean(&stream.outcome, LONGEST) };
        for (at, (step, ends)) in stream.steps.iter().zip(ends).enumerate() {
            let Some(exit) = self.nodes.get(ends.exit).filter(|_| next.iter().all(|link| link.0 != at)) else {
                continue;
            };
            let (lane, place) = (exit.lane, exit.place);
            let place = Area::around(place.x + place.width + AFTER + EVENT / 2.0, place.y + place.height / 2.0, EVENT);
            let id = format!("End_{}", step.id.number());
            let end = self.add(Node { id, kind: Kind::End, name: name.clone(), note: String::new(), lane, place });
            self.join(ends.exit, end, String::new(), None);
        }
    }

    fn flows(
        &mut self,
        stream: &ValueStream,
        layout: &Layout,
        next: &[(usize, usize, f64)],
        back: &[(usize, usize)],
        ends: &[Ends],
        lifts: &[(usize, f64)],
    ) {
        for (at, &(from, to, share)) in next.iter().enumerate() {
            let (Some(out), Some(into)) = (ends.get(from), ends.get(to)) else { continue };
            let name = if share < 1.0 { plain(&format::percent(share)) } else { String::new() };
            let over = layout.links.get(at).is_some_and(|line| matches!(line.shape, Shape::Curve { .. }));
            let level = (layout.at(from).1 - layout.at(to).1).abs() < 0.5;
            let top = if over && level { self.nodes.get(out.exit).map(|node| node.place.y - 10.0) } else { None };
            self.join(out.exit, into.entry, name, top);
        }
        for (line, &(from, to)) in layout.returns.iter().zip(back) {
            let (Some(out), Some(into)) = (ends.get(from), ends.get(to)) else { continue };
            let accurate = stream.steps.get(from).and_then(|step| step.complete_accurate);
            let name = accurate.map_or_else(
                || "comes back".to_owned(),
                |share| format!("{} come back", plain(&format::percent(share.rest().value()))),
            );
            self.join(out.exit, into.entry, name, below(line, layout, lifts));
        }
    }

    /// A sequence flow; `channel` is the height on which it passes by what stands between.
    fn join(&mut self, from: usize, to: usize, name: String, channel: Option<f64>) {
        if let (Some(first), Some(last)) = (self.nodes.get(from), self.nodes.get(to)) {
            let points = route(first.place, last.place, channel);
            self.edges.push(Edge { name, from, to, points });
        }
    }
}

/// The height on which work comes back, below its lane's steps.
fn below(line: &Line, layout: &Layout, lifts: &[(usize, f64)]) -> Option<f64> {
    let Shape::Arc { y, .. } = line.shape else { return None };
    let band = layout.bands.iter().rposition(|band| band.y <= y).unwrap_or_default();
    Some(POOL.1 + y - lifts.get(band).map_or(0.0, |(_, lift)| *lift))
}

fn cadence_of(step: &Step) -> Option<Cadence> {
    match step.kind {
        StepKind::Approval { cadence, .. } | StepKind::Deploy { cadence, .. } => cadence,
        StepKind::Work | StepKind::Gate { .. } => None,
    }
}

/// "Thu 10:00, weekly".
fn dates(cadence: &Cadence) -> String {
    let Cadence { every_days, day, minute, .. } = cadence;
    let (hour, minute) = (minute / 60, minute % 60);
    match every_days {
        1 => format!("{hour:02}:{minute:02}, daily"),
        7 => format!("{} {hour:02}:{minute:02}, weekly", day.short()),
        days => format!("every {days} days, from {} {hour:02}:{minute:02}", day.short()),
    }
}

/// Without the spaces that do not break, which other programs show as boxes.
fn plain(text: &str) -> String {
    text.replace(format::NBSP, " ")
}
