//! Rectangles and cutting: what reaches beyond the axes must not be drawn over the labels.

/// A point in pixels.
pub type Spot = (f64, f64);

/// An upright rectangle in pixels; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge, not left of `left`.
    pub right: f64,
    /// Lower edge, not above `top`.
    pub bottom: f64,
}

impl Rect {
    /// Width in pixels.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Height in pixels.
    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// Whether the two share any area.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether `other` lies wholly inside.
    pub fn holds(self, other: Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// The rectangle, larger by `by` on each side.
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// The part of the segment inside the rectangle (Liang and Barsky, 1984), `None` if it misses.
    pub fn cut_segment(self, from: Spot, to: Spot) -> Option<(Spot, Spot)> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let sides = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        for (p, q) in sides {
            if p == 0.0 {
                if q < 0.0 {
                    return None;
                }
            } else if p < 0.0 {
                enter = enter.max(q / p);
            } else {
                leave = leave.min(q / p);
            }
        }
        let at = |t: f64| (from.0 + t * dx, from.1 + t * dy);
        (enter <= leave).then(|| (if enter > 0.0 { at(enter) } else { from }, if leave < 1.0 { at(leave) } else { to }))
    }

    /// The parts of a line inside the rectangle.
    pub fn cut_line(self, line: &[Spot]) -> Vec<Vec<Spot>> {
        let mut parts: Vec<Vec<Spot>> = Vec::new();
        for pair in line.windows(2) {
            let [from, to] = pair else { continue };
            let Some((a, b)) = self.cut_segment(*from, *to) else {
                continue;
            };
            match parts.last_mut() {
                Some(part) if part.last() == Some(&a) => part.push(b),
                _ => parts.push(vec![a, b]),
            }
        }
        parts
    }

    /// The part of a polygon inside the rectangle (Sutherland and Hodgman, 1974).
    pub fn cut_polygon(self, polygon: &[Spot]) -> Vec<Spot> {
        let left = cut_side(polygon, |p| p.0 - self.left);
        let right = cut_side(&left, |p| self.right - p.0);
        let top = cut_side(&right, |p| p.1 - self.top);
        cut_side(&top, |p| self.bottom - p.1)
    }
}

/// Keeps the part of a polygon where `inside` is not negative.
fn cut_side(polygon: &[Spot], inside: impl Fn(Spot) -> f64) -> Vec<Spot> {
    let mut out = Vec::with_capacity(polygon.len() + 4);
    let Some(mut from) = polygon.last().copied() else {
        return out;
    };
    for to in polygon.iter().copied() {
        let (a, b) = (inside(from), inside(to));
        if (a >= 0.0) != (b >= 0.0) {
            let t = a / (a - b);
            out.push((from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1)));
        }
        if b >= 0.0 {
            out.push(to);
        }
        from = to;
    }
    out
}
