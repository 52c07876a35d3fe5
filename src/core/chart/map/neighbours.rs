//! The nearest step in a direction: where an arrow key leads.

use super::{Layout, Point};

/// A direction on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names explain themselves")]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// By so much the way aside counts more than the way ahead: a step straight ahead wins over a nearer one aside.
const ASIDE: f64 = 2.0;

impl Direction {
    /// How far `to` lies ahead of `from`, and how far aside.
    fn way(self, from: Point, to: Point) -> (f64, f64) {
        let (right, down) = (to.0 - from.0, to.1 - from.1);
        match self {
            Self::Left => (-right, down.abs()),
            Self::Right => (right, down.abs()),
            Self::Up => (-down, right.abs()),
            Self::Down => (down, right.abs()),
        }
    }
}

impl Layout {
    /// The step that lies nearest to the one at this place of the list, in this direction; `None` when none lies there.
    pub fn nearest(&self, index: usize, direction: Direction) -> Option<usize> {
        let from = *self.boxes.get(index)?;
        let ways = self.boxes.iter().enumerate().map(|(at, to)| (at, direction.way(from, *to)));
        let ahead = ways.filter(|(at, (ahead, _))| *at != index && *ahead > 0.5);
        ahead.min_by(|(_, a), (_, b)| (a.0 + ASIDE * a.1).total_cmp(&(b.0 + ASIDE * b.1))).map(|(at, _)| at)
    }
}
