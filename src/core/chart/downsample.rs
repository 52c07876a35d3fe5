//! Fewer points, the same picture.
//!
//! A line with more points than the picture has pixel columns costs time and bytes and shows nothing more. What is
//! kept per column is its lowest and its highest point, so that no peak is lost, and the first and the last point of
//! all.

/// Keeps at most two points for each of `columns` equal slices of the x range, plus the first and the last point.
/// Points must be sorted by x; they come back in the same order and unchanged. Lines short enough come back whole.
pub fn extremes(points: &[(f64, f64)], columns: usize) -> Vec<(f64, f64)> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let columns = columns.max(1);
    if points.len() <= columns.saturating_mul(2) {
        return points.to_vec();
    }
    #[expect(clippy::cast_precision_loss, reason = "a picture has a few thousand columns")]
    let count = columns as f64;
    let span = last.0 - first.0;
    let column = |x: f64| {
        if span > 0.0 { libm::floor((x - first.0) / span * count).clamp(0.0, count - 1.0) } else { 0.0 }
    };
    let mut kept = Vec::with_capacity(columns.saturating_mul(2) + 2);
    kept.push(0);
    let mut slice = Slice::new(0, *first);
    let mut current = column(first.0);
    for (i, point) in points.iter().enumerate().skip(1) {
        let here = column(point.0);
        if here > current {
            slice.flush(&mut kept);
            slice = Slice::new(i, *point);
            current = here;
        } else {
            slice.add(i, *point);
        }
    }
    slice.flush(&mut kept);
    kept.push(points.len() - 1);
    kept.dedup();
    kept.into_iter().filter_map(|i| points.get(i).copied()).collect()
}

/// The extremes of one column, by index.
struct Slice {
    low: (usize, f64),
    high: (usize, f64),
}

impl Slice {
    fn new(i: usize, point: (f64, f64)) -> Self {
        Self { low: (i, point.1), high: (i, point.1) }
    }

    fn add(&mut self, i: usize, point: (f64, f64)) {
        if point.1 < self.low.1 {
            self.low = (i, point.1);
        }
        if point.1 > self.high.1 {
            self.high = (i, point.1);
        }
    }

    fn flush(&self, kept: &mut Vec<usize>) {
        let (a, b) = (self.low.0.min(self.high.0), self.low.0.max(self.high.0));
        for i in [a, b] {
            if kept.last().is_none_or(|last| *last < i) {
                kept.push(i);
            }
        }
    }
}
