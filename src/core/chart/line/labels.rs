//! Finding room for words: labels at the ends of lines must not overlap, and words inside the plot look for a spot
//! that nothing crosses.

use crate::chart::geometry::{Rect, Spot};

/// Moves labels apart. `wanted` holds (middle, height) of each label in any order; the result holds the new middles
/// in the same order. The order from top to bottom is kept (ties by place in the list), neighbours do not overlap,
/// and all stay within `top..=bottom` as long as they fit; otherwise they overflow at the bottom.
pub(super) fn spread(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let at = |i: usize| wanted.get(i).copied().unwrap_or((0.0, 0.0));
    order.sort_by(|a, b| at(*a).0.total_cmp(&at(*b).0));
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
