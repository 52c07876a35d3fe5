//! Where a reader can stand in a picture, by pointer or by keys: places along an axis, or cells.

use super::geometry::{Rect, Spot};
use super::line::Hover;

/// The places of a picture that can be read, in its pixels.
#[derive(Debug, Clone, PartialEq)]
pub enum Stops {
    /// Places along the horizontal axis.
    Along(Hover),
    /// Cells in rows; a list of rows has one column.
    Cells(Cells),
}

/// Cells, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    /// Where each is, row by row from the top.
    pub areas: Vec<Rect>,
    /// How many stand in a row; at least 1.
    pub columns: usize,
}

/// One step of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the left, or to the row above in a list.
    Left,
    /// To the right, or to the row below in a list.
    Right,
    /// To the row above. Nothing along an axis.
    Up,
    /// To the row below. Nothing along an axis.
    Down,
    /// Ten places back, or to the first row.
    Back,
    /// Ten places on, or to the last row.
    On,
    /// To the first place.
    First,
    /// To the last place.
    Last,
}

impl Stops {
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Along(hover) => hover.stops.len(),
            Self::Cells(cells) => cells.areas.len(),
        }
    }

    /// The one a pointer at `spot` means; `None` if it means none.
    pub fn nearest(&self, spot: Spot) -> Option<usize> {
        match self {
            Self::Along(hover) => hover.nearest_to(spot),
            Self::Cells(cells) => cells.areas.iter().position(|area| {
                (area.left..=area.right).contains(&spot.0) && (area.top..=area.bottom).contains(&spot.1)
            }),
        }
    }

    /// Where a step leads, held at the edges. From nowhere every step leads to the first place, but [`Step::Last`] to
    /// the last one. `None` if the step means nothing here, or there are no places.
    pub fn go(&self, from: Option<usize>, step: Step) -> Option<usize> {
        let last = self.count().checked_sub(1)?;
        let across = match (self, step) {
            (_, Step::First) => return Some(0),
            (_, Step::Last) => return Some(last),
            (Self::Along(_), Step::Up | Step::Down) => return None,
            (Self::Along(_), _) => None,
            (Self::Cells(cells), _) => Some(cells.columns.max(1)),
        };
        let Some(from) = from else { return Some(0) };
        let from = from.min(last);
        let back = |by: usize| Some(from.saturating_sub(by));
        let on = |by: usize| Some(from.saturating_add(by).min(last));
        match (across, step) {
            (None | Some(1), Step::Left | Step::Up) => back(1),
            (None | Some(1), Step::Right | Step::Down) => on(1),
            (None | Some(1), Step::Back) => back(10),
            (None | Some(1), _) => on(10),
            (Some(columns), Step::Left) => back(usize::from(!from.is_multiple_of(columns))),
            (Some(columns), Step::Right) => on(usize::from(!(from + 1).is_multiple_of(columns))),
            (Some(columns), Step::Up) => Some(from.checked_sub(columns).unwrap_or(from)),
            (Some(columns), Step::Down) => Some(if from + columns <= last { from + columns } else { from }),
            (Some(columns), Step::Back) => Some(from % columns),
            (Some(columns), _) => Some(from + (last - from) / columns * columns),
        }
    }
}
