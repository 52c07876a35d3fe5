//! How a line runs between two elements: in right angles, around what stands between them where that is known.

use crate::chart::map::Point;

/// A place in the diagram: upper left corner and size.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    /// A square around its middle.
    pub(super) fn around(x: f64, y: f64, size: f64) -> Self {
        Self { x: x - size / 2.0, y: y - size / 2.0, width: size, height: size }
    }

    fn right(self) -> f64 {
        self.x + self.width
    }

    fn bottom(self) -> f64 {
        self.y + self.height
    }

    fn middle(self) -> Point {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
}

/// Least distance of a line that comes down on an element from its corners.
const INSIDE: f64 = 6.0;

/// The points of a line from one element to another. `channel` is a height on which it passes by what stands between.
pub(super) fn route(from: Area, to: Area, channel: Option<f64>) -> Vec<Point> {
    let ((from_x, from_y), (to_x, to_y)) = (from.middle(), to.middle());
    if let Some(y) = channel {
        let edge = |place: Area| if y < place.y { place.y } else { place.bottom() };
        return vec![(from_x, edge(from)), (from_x, y), (to_x, y), (to_x, edge(to))];
    }
    if (from_y - to_y).abs() < 0.5 && from.right() <= to.x {
        return vec![(from.right(), from_y), (to.x, to_y)];
    }
    let (leave, enter) = if to_y > from_y { (from.bottom(), to.y) } else { (from.y, to.bottom()) };
    let apart = if to_y > from_y { from.bottom() < to.y } else { to.bottom() < from.y };
    if apart && (to.x + INSIDE..=to.right() - INSIDE).contains(&from_x) {
        return vec![(from_x, leave), (from_x, enter)];
    }
    if apart && from_x < to.x {
        return vec![(from_x, leave), (from_x, to_y), (to.x, to_y)];
    }
    if from.right() < to.x {
        let x = f64::midpoint(from.right(), to.x);
        return vec![(from.right(), from_y), (x, from_y), (x, to_y), (to.x, to_y)];
    }
    // Backwards without a way of its own: below both.
    let y = from.bottom().max(to.bottom()) + 14.0;
    vec![(from_x, from.bottom()), (from_x, y), (to_x, y), (to_x, to.bottom())]
}
