//! Finding room for words: labels at the ends of lines must not overlap, and words inside the plot look for a spot
//! that nothing crosses.

use crate::chart::geometry::{Rect, Spot};
use crate::model::order::sort_by;

/// Moves labels apart. `wanted` holds (middle, height) of each label in any order; the result holds the new middles
/// in the same order. The order from top to bottom is kept (ties by place in the list), neighbours do not overlap,
/// and all stay within `top..=bottom` as long as they fit; otherwise they overflow at the bottom.
pub(super) fn spread(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let at = |i: usize| wanted.get(i).copied().unwrap_or((0.0, 0.0));
    sort_by(&mut order, |a, b| at(*a).0.total_cmp(&at(*b).0));
    // Blocks of touching labels, each placed at the mean of what its labels want (pool adjacent violators).
    let mut blocks: Vec<Block> = Vec::new();
    for i in order {
        let (middle, height) = at(i);
        let mut block = Block { members: vec![i], height, start: (middle - height / 2.0).max(top), pull: 1.0 };
        while let Some(above) = blocks.pop_if(|above| above.start + above.height > block.start) {
            block = above.join(block, top);
        }
        blocks.push(block);
    }
    // Push up from the bottom.
    let mut floor = bottom;
    for block in blocks.iter_mut().rev() {
        block.start = block.start.min(floor - block.height);
        floor = block.start;
    }
    let mut ceiling = top;
    for block in &mut blocks {
        block.start = block.start.max(ceiling);
        ceiling = block.start + block.height;
    }
    let mut out = vec![0.0; wanted.len()];
    for block in blocks {
        let mut y = block.start;
        for i in block.members {
            let height = at(i).1;
            if let Some(slot) = out.get_mut(i) {
                *slot = y + height / 2.0;
            }
            y += height;
        }
    }
    out
}

/// Labels that touch each other.
struct Block {
    members: Vec<usize>,
    height: f64,
    start: f64,
    /// How many labels pull at `start`.
    pull: f64,
}

impl Block {
    /// Joins a block with the one below it.
    fn join(mut self, below: Self, top: f64) -> Self {
        let wanted = self.start * self.pull + (below.start - self.height) * below.pull;
        self.pull += below.pull;
        self.start = (wanted / self.pull).max(top);
        self.height += below.height;
        self.members.extend(below.members);
        self
    }
}

/// The free space inside a plot.
pub(super) struct Room {
    plot: Rect,
    lines: Vec<Vec<Spot>>,
    taken: Vec<Rect>,
}

impl Room {
    pub(super) fn new(plot: Rect, lines: Vec<Vec<Spot>>) -> Self {
        Self { plot, lines, taken: Vec::new() }
    }

    /// Whether nothing crosses `rect` and it lies inside the plot.
    fn is_free(&self, rect: Rect) -> bool {
        let crossed =
            |line: &Vec<Spot>| line.windows(2).any(|pair| matches!(pair, [a, b] if rect.cut_segment(*a, *b).is_some()));
        self.plot.holds(rect) && !self.taken.iter().any(|taken| taken.overlaps(rect)) && !self.lines.iter().any(crossed)
    }

    /// Takes the first free candidate.
    pub(super) fn take(&mut self, candidates: impl IntoIterator<Item = Rect>) -> Option<Rect> {
        let found = candidates.into_iter().find(|rect| self.is_free(*rect))?;
        self.taken.push(found);
        Some(found)
    }

    /// Marks a rectangle as taken.
    pub(super) fn block(&mut self, rect: Rect) {
        self.taken.push(rect);
    }
}

#[cfg(test)]
mod tests {
    use super::{Room, spread};
    use crate::chart::geometry::Rect;

    #[test]
    fn labels_far_apart_stay_where_they_are() {
        assert_eq!(spread(&[(80.0, 14.0), (20.0, 14.0)], 0.0, 100.0), [80.0, 20.0]);
    }

    #[test]
    fn close_labels_part_evenly_and_keep_their_order() {
        // Two at 50 and 54 need 14 between them: 45 and 59.
        assert_eq!(spread(&[(54.0, 14.0), (50.0, 14.0)], 0.0, 100.0), [59.0, 45.0]);
        // A third one joins the block.
        assert_eq!(spread(&[(50.0, 14.0), (50.0, 14.0), (50.0, 14.0)], 0.0, 100.0), [36.0, 50.0, 64.0]);
    }

    #[test]
    fn labels_stay_between_top_and_bottom() {
        assert_eq!(spread(&[(2.0, 14.0), (4.0, 14.0)], 0.0, 100.0), [7.0, 21.0]);
        assert_eq!(spread(&[(98.0, 14.0), (99.0, 14.0)], 0.0, 100.0), [79.0, 93.0]);
        // A block pushed up from the bottom pushes the one above it.
        assert_eq!(spread(&[(70.0, 14.0), (97.0, 14.0), (97.0, 14.0)], 0.0, 100.0), [65.0, 79.0, 93.0]);
    }

    #[test]
    fn any_labels_part_as_long_as_they_fit() {
        for seed in 0..200_u32 {
            let wanted: Vec<(f64, f64)> = (0..=seed % 6)
                .map(|i| (f64::from(seed.wrapping_mul(2_654_435_761).rotate_left(i * 7) % 240) - 20.0, 14.0))
                .collect();
            let placed = spread(&wanted, 0.0, 200.0);
            let mut both: Vec<(f64, f64)> = wanted.iter().map(|w| w.0).zip(placed).collect();
            both.sort_by(|a, b| a.1.total_cmp(&b.1));
            for pair in both.windows(2) {
                assert!(pair[1].1 - pair[0].1 >= 14.0 - 1e-9, "{both:?}");
                assert!(pair[0].0 <= pair[1].0, "the higher one stays above: {both:?}");
            }
            assert!(both.iter().all(|(_, y)| (7.0 - 1e-9..=193.0 + 1e-9).contains(y)), "{both:?}");
        }
    }

    #[test]
    fn words_go_where_nothing_is() {
        let plot = Rect { left: 0.0, top: 0.0, right: 100.0, bottom: 50.0 };
        let mut room = Room::new(plot, vec![vec![(0.0, 10.0), (100.0, 10.0)]]);
        let at = |left: f64, top: f64| Rect { left, top, right: left + 30.0, bottom: top + 12.0 };
        assert_eq!(room.take([at(10.0, 5.0), at(10.0, 20.0)]), Some(at(10.0, 20.0)), "crossed by the line");
        assert_eq!(room.take([at(20.0, 25.0)]), None, "taken");
        assert_eq!(room.take([at(80.0, 20.0)]), None, "beyond the plot");
    }
}
