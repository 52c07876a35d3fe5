//! The map of a value chain: where everything stands in its drawing, in pixels of its natural size, and what it says.
//!
//! [`layout`] places the steps of a stream in their lanes: across, in the direction of the work, with the steps that
//! somebody has pinned where they are; or downwards, as on a phone ([`layout_down`]). The page draws it with elements
//! that can be dragged, the export writes it as a picture, and BPMN takes its positions from it: one layout, three
//! readers. The same stream always gives the same map, and steps never lie on each other.
//!
//! What must never be in this room: colours, elements of a page, anything that is changed.

mod across;
pub mod compare;
mod down;
mod ladder;
mod lanes;
mod line;
mod links;
mod neighbours;
pub mod words;

pub use across::layout;
pub use down::layout_down;
pub use ladder::{Ladder, Rung};
pub use lanes::{CHAIN, LIFE, Lane, LaneKey, LaneKind, lane_name, lane_of, lanes};
pub use line::{Line, Said, Shape};
pub use links::{Order, next_links, order_of, rework_links};
pub use neighbours::Direction;

use crate::{
    catalog::{activities::Strand, layers::LayerMark},
    model::Pin,
};

/// Width of a step.
pub const WIDTH: f64 = 114.0;
/// Height of a step.
pub const HEIGHT: f64 = 92.0;
/// A drawing longer than this is drawn in parts.
pub const LONG: f64 = 6_000.0;
/// Where a straight link leaves a step for another lane, from its left edge.
const LINK_AT: f64 = 90.0;

/// A place, in pixels from the upper left corner of the drawing.
pub type Point = (f64, f64);

/// The drawing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// Of the drawing.
    pub width: f64,
    /// Of the drawing.
    pub height: f64,
    /// Whether the chain runs down, as on a phone, instead of across.
    pub down: bool,
    /// The upper left corner of each step, in the order of the list.
    pub boxes: Vec<Point>,
    /// The lanes, from top to bottom.
    pub bands: Vec<Band>,
    /// Links to what comes next.
    pub links: Vec<Line>,
    /// Work that comes back.
    pub returns: Vec<Line>,
    /// The mark of the DORA clock, when there is one: a line, and where its words begin.
    pub clock: Option<Line>,
}

/// A lane on screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Which lane.
    pub key: LaneKey,
    /// What it is called.
    pub name: String,
    /// What its emptiness means; `None` when it holds steps.
    pub empty: Option<&'static str>,
    /// What governs, speeds and secures the work in it, with the strand.
    pub practices: Vec<(Strand, String)>,
    /// What usually works in it, and of which the model says nothing.
    pub usual: Vec<LayerMark>,
    /// Where the same work lies in the other edition.
    pub also: String,
    /// Its upper edge.
    pub y: f64,
    /// Its height.
    pub height: f64,
    /// The upper edge of the place for steps.
    pub top: f64,
}

impl Layout {
    /// The upper left corner of the step at this place of the list.
    pub fn at(&self, index: usize) -> Point {
        self.boxes.get(index).copied().unwrap_or_default()
    }

    /// How long the chain is, in the direction in which it runs.
    pub fn length(&self) -> f64 {
        if self.down { self.height } else { self.width }
    }

    /// From where to where along the chain a step stands.
    pub fn span_of(&self, index: usize) -> (f64, f64) {
        let (x, y) = self.at(index);
        if self.down { (y, y + HEIGHT) } else { (x, x + WIDTH) }
    }

    /// From where to where along the chain a link between two steps runs; `words` is the room for its words.
    fn span_between(&self, from: usize, to: usize, words: f64) -> (f64, f64) {
        let ((from_low, from_high), (to_low, to_high)) = (self.span_of(from), self.span_of(to));
        (from_low.min(to_low), from_high.max(to_high) + words)
    }

    /// The lane at this height; the nearest one above and below the drawing.
    pub fn band_at(&self, y: f64) -> Option<&Band> {
        self.bands.iter().find(|band| y < band.y + band.height).or(self.bands.last())
    }

    /// The pin of a step whose upper left corner is put here, and the lane in which its middle lies then. Pins lie on a
    /// grid of 4 pixels, so that steps line up without effort.
    pub fn pin_at(&self, (x, y): Point) -> Option<(LaneKey, Pin)> {
        let band = self.band_at(y + HEIGHT / 2.0)?;
        let on_grid = |value: f64, most: u16| {
            let value = (value / 4.0).round() * 4.0;
            (0..=most).rev().step_by(4).find(|step| f64::from(*step) <= value).unwrap_or_default()
        };
        Some((band.key, Pin { x: on_grid(x, Pin::MOST_X), y: on_grid(y - band.top, Pin::MOST_Y) }))
    }
}
