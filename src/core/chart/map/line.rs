//! The lines of the drawing: links, work that comes back, the mark of the DORA clock.
//!
//! They are kept in numbers: most lines of a long chain are out of sight, and what nobody sees is not written down.

use crate::{chart::format, engine::flow::StreamSheet, model::ValueStream};

use super::{HEIGHT, LINK_AT, Point, WIDTH};

/// A line with words.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The steps between which it runs, by their places in the list; the mark of the clock runs from a step to itself.
    pub ends: (usize, usize),
    /// How it runs.
    pub shape: Shape,
    /// From where to where along the chain, words included.
    pub span: (f64, f64),
    /// Where the words begin, and what they say.
    pub words: Option<(f64, f64, Said)>,
}

/// How a line runs; `from` and `to` are the upper left corners of steps, all numbers pixels of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "each variant says what its places are")]
pub enum Shape {
    /// To the next step of the list.
    Straight { from: Point, to: Point },
    /// Over other steps.
    Curve { from: Point, to: Point },
    /// Back, below the steps at this height.
    Arc { from: Point, to: Point, y: f64 },
    /// To the next step, on a phone.
    Down { from: Point, to: Point },
    /// Over other steps, on a phone.
    Side { from: Point, to: Point },
    /// Back, on a phone, out to here.
    Back { from: Point, to: Point, out: f64 },
    /// A plain line from the first place to the second.
    Plain { from: Point, to: Point },
}

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "each variant says what its numbers are")]
pub enum Said {
    /// How much takes it.
    Share(f64),
    /// How much of the items a week comes back; `None` when nobody has stated it.
    Back { share: Option<f64>, weekly: f64 },
    /// That the DORA clock starts.
    Clock,
}

impl Shape {
    /// How a link runs between steps at these places, on a map that runs across: straight where nothing can lie between
    /// them, else in a curve.
    pub fn between(from: Point, to: Point) -> Self {
        let (ahead, level) = (to.0 - from.0 - WIDTH, (to.1 - from.1).abs() < 0.5);
        let beside = level && ahead > 0.0 && ahead < WIDTH;
        let below = (to.1 - from.1).abs() >= HEIGHT && (6.0..=WIDTH - 6.0).contains(&(from.0 + LINK_AT - to.0));
        if beside || below { Self::Straight { from, to } } else { Self::Curve { from, to } }
    }

    /// The same line after its ends have moved.
    #[must_use]
    pub fn moved(self, from: Point, to: Point) -> Self {
        match self {
            Self::Straight { .. } | Self::Curve { .. } => Self::between(from, to),
            Self::Arc { .. } => Self::Arc { from, to, y: from.1.max(to.1) + HEIGHT + 20.0 },
            Self::Down { .. } => Self::Down { from, to },
            Self::Side { .. } => Self::Side { from, to },
            Self::Back { out, .. } => Self::Back { from, to, out },
            Self::Plain { .. } => Self::Plain { from, to },
        }
    }

    /// Where the words of a link stand: on its middle.
    pub(super) fn middle(self) -> Point {
        match self {
            Self::Straight { from, to } | Self::Curve { from, to } if (to.1 - from.1).abs() < 0.5 => {
                let above = if matches!(self, Self::Curve { .. }) { -12.0 } else { HEIGHT / 2.0 - 6.0 };
                (f64::midpoint(from.0 + WIDTH, to.0) - 12.0, from.1 + above)
            }
            Self::Straight { from, to } => {
                (from.0 + LINK_AT + 4.0, f64::midpoint(from.1.min(to.1) + HEIGHT, from.1.max(to.1)) + 4.0)
            }
            Self::Curve { from, to } => {
                let (top, bottom) = (from.1.min(to.1) + HEIGHT, from.1.max(to.1));
                (f64::midpoint(from.0 + WIDTH, to.0), f64::midpoint(top, bottom) + 4.0)
            }
            Self::Down { from, to } => (from.0 + 30.0, f64::midpoint(from.1 + HEIGHT, to.1) + 4.0),
            Self::Arc { from, to, .. }
            | Self::Side { from, to }
            | Self::Back { from, to, .. }
            | Self::Plain { from, to } => (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1)),
        }
    }

    /// SVG path data.
    pub fn path(self) -> String {
        match self {
            Self::Straight { from, to } => straight(from, to),
            Self::Curve { from, to } => curve(from, to),
            Self::Arc { from, to, y } => arc(from, to, y),
            Self::Down { from: (x, y), to } => format!("M{} {}V{}", x + 24.0, y + HEIGHT, to.1 - 1.0),
            Self::Side { from: (x, y), to } => {
                let (edge, start, end) = (x + WIDTH, y + 70.0, to.1 + 20.0);
                format!("M{edge} {start}C{out} {start} {out} {end} {} {end}", edge + 1.0, out = edge + 30.0)
            }
            Self::Back { from: (x, y), to, out } => {
                let edge = x + WIDTH;
                format!("M{edge} {}H{out}V{}H{}", y + 60.0, to.1 + 60.0, edge + 1.0)
            }
            Self::Plain { from, to } => format!("M{} {}L{} {}", from.0, from.1, to.0, to.1),
        }
    }
}

impl Said {
    /// "15 % come back, 1.6 of 11 a week"; shorter on a phone.
    pub fn words(self, short: bool) -> String {
        let come = if short { "back" } else { "come back" };
        match self {
            Self::Share(share) => format::percent(share),
            Self::Clock => "DORA clock starts".to_owned(),
            Self::Back { share: None, .. } => format!("{come}; how many is not stated"),
            Self::Back { share: Some(share), weekly } => {
                let (back, of) = (format::number(weekly * share), format::number(weekly));
                format!("{} {come}, {back} of {of} a week", format::percent(share))
            }
        }
    }
}

fn straight((x, y): Point, (to_x, to_y): Point) -> String {
    let down = x + LINK_AT;
    if to_y > y {
        format!("M{down} {}V{}", y + HEIGHT, to_y - 1.0)
    } else if to_y < y {
        format!("M{down} {y}V{}", to_y + HEIGHT + 1.0)
    } else {
        format!("M{} {}H{}", x + WIDTH, y + HEIGHT / 2.0, to_x - 1.0)
    }
}

fn curve((x, y): Point, (to_x, to_y): Point) -> String {
    let (start, end) = (x + WIDTH - 20.0, to_x + 20.0);
    if to_y > y {
        let (from, to) = (y + HEIGHT, to_y - 1.0);
        format!("M{start} {from}C{start} {} {end} {} {end} {to}", from + 20.0, to - 20.0)
    } else if to_y < y {
        let to = to_y + HEIGHT + 1.0;
        format!("M{start} {y}C{start} {} {end} {} {end} {to}", y - 20.0, to + 20.0)
    } else {
        format!("M{start} {y}C{start} {up} {end} {up} {end} {}", y - 1.0, up = y - 21.0)
    }
}

fn arc((x, y): Point, (to_x, to_y): Point, below: f64) -> String {
    let (start, end) = (x + 70.0, to_x + 44.0);
    let turn = if end < start { -6.0 } else { 6.0 };
    format!(
        "M{start} {}V{}Q{start} {below} {} {below}H{}Q{end} {below} {end} {}V{}",
        y + HEIGHT,
        below - 6.0,
        start + turn,
        end - turn,
        below - 6.0,
        to_y + HEIGHT + 1.0
    )
}

/// How much of what a step hands on comes back.
pub(super) fn come_back(stream: &ValueStream, sheet: &StreamSheet, index: usize) -> Said {
    let accurate = stream.steps.get(index).and_then(|step| step.complete_accurate);
    let weekly = sheet.steps.get(index).map_or(0.0, |row| stream.demand.per_week * row.visits);
    Said::Back { share: accurate.map(|share| share.rest().value()), weekly }
}
