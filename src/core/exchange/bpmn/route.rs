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
/// Between a line and the element that it goes around.
const AROUND: f64 = 12.0;

/// The points of a line from one element to another: of the ways that there are the first that crosses none of `others`,
/// else the first. `channel` is a height on which it passes by what stands between.
pub(super) fn route(from: Area, to: Area, channel: Option<f64>, others: &[Area]) -> Vec<Point> {
    let ways = ways(from, to, channel);
    let free = |way: &&Vec<Point>| {
        let mut bends = way.iter().zip(way.iter().skip(1));
        bends.all(|(a, b)| others.iter().all(|other| *other == from || *other == to || !crosses(*a, *b, *other)))
    };
    ways.iter().find(free).or(ways.first()).cloned().unwrap_or_default()
}

/// Whether a line, level or upright, runs through an element.
fn crosses(a: Point, b: Point, area: Area) -> bool {
    a.0.min(b.0) < area.right() && area.x < a.0.max(b.0) && a.1.min(b.1) < area.bottom() && area.y < a.1.max(b.1)
        || (a.0 - b.0).abs() < 0.5
            && (area.x..area.right()).contains(&a.0)
            && a.1.min(b.1) < area.bottom()
            && area.y < a.1.max(b.1)
        || (a.1 - b.1).abs() < 0.5
            && (area.y..area.bottom()).contains(&a.1)
            && a.0.min(b.0) < area.right()
            && area.x < a.0.max(b.0)
}

/// Ways to run, the simplest first.
fn ways(from: Area, to: Area, channel: Option<f64>) -> Vec<Vec<Point>> {
    let ((from_x, from_y), (to_x, to_y)) = (from.middle(), to.middle());
    let along = |y: f64| {
        let edge = |place: Area| if y < place.y { place.y } else { place.bottom() };
        vec![(from_x, edge(from)), (from_x, y), (to_x, y), (to_x, edge(to))]
    };
    if let Some(y) = channel {
        return vec![along(y)];
    }
    let down = to_y > from_y;
    let (leave, enter) = if down { (from.bottom(), to.y) } else { (from.y, to.bottom()) };
    let apart = if down { leave < enter } else { enter < leave };
    let ahead = from.right() <= to.x;
    let mut ways = Vec::new();
    if ahead && (from_y - to_y).abs() < 0.5 {
        ways.push(vec![(from.right(), from_y), (to.x, to_y)]);
    }
    if apart && (to.x + INSIDE..=to.right() - INSIDE).contains(&from_x) {
        ways.push(vec![(from_x, leave), (from_x, enter)]);
    }
    if apart && from_x < to.x {
        ways.push(vec![(from_x, leave), (from_x, to_y), (to.x, to_y)]);
    }
    if apart && from.right() < to_x {
        ways.push(vec![(from.right(), from_y), (to_x, from_y), (to_x, enter)]);
    }
    if ahead {
        for x in [f64::midpoint(from.right(), to.x), from.right() + AROUND, to.x - AROUND] {
            ways.push(vec![(from.right(), from_y), (x, from_y), (x, to_y), (to.x, to_y)]);
        }
    }
    if apart {
        let near = if down { leave + AROUND } else { leave - AROUND };
        let far = if down { enter - AROUND } else { enter + AROUND };
        ways.push(along(near));
        ways.push(along(far));
        // Out to the right, around what stands below or above.
        let x = from.right() + AROUND;
        ways.push(vec![(from.right(), from_y), (x, from_y), (x, far), (to_x, far), (to_x, enter)]);
    }
    ways.push(along(from.bottom().max(to.bottom()) + AROUND));
    ways.push(along(from.y.min(to.y) - AROUND));
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(x: f64, y: f64) -> Area {
        Area { x, y, width: 100.0, height: 80.0 }
    }

    #[test]
    fn lines_are_level_or_upright_and_go_around_what_is_known() {
        let (from, to) = (area(0.0, 0.0), area(300.0, 0.0));
        assert_eq!(route(from, to, None, &[]), [(100.0, 40.0), (300.0, 40.0)]);
        let between = area(150.0, 0.0);
        let around = route(from, to, None, &[between, from, to]);
        assert_eq!(around, [(50.0, 80.0), (50.0, 92.0), (350.0, 92.0), (350.0, 80.0)]);
        let below = area(20.0, 300.0);
        assert_eq!(route(from, below, None, &[]), [(50.0, 80.0), (50.0, 300.0)]);
        let way = route(from, below, None, &[area(0.0, 150.0)]);
        assert_eq!((way.first(), way.last()), (Some(&(100.0, 40.0)), Some(&(70.0, 300.0))));
        for (x, y) in [(300.0, 200.0), (-300.0, 200.0), (20.0, -200.0), (-300.0, 0.0), (0.0, 0.0)] {
            let way = route(from, area(x, y), None, &[]);
            assert!(way.len() >= 2);
            assert!(
                way.windows(2)
                    .all(|pair| pair[0].0.total_cmp(&pair[1].0).is_eq() || pair[0].1.total_cmp(&pair[1].1).is_eq())
            );
        }
    }
}
