//! Where one is in a table of cells: arrow keys move, Shift extends, Ctrl+A takes all.
//!
//! Only the cell at hand is in the tab order (a roving tab stop). What a key does to the chosen cells is the table's own
//! business.

use leptos::prelude::*;

use super::fresh_dom_id;

/// A place in the table: row and column, from 0.
pub(crate) type Spot = (usize, usize);

/// The cell at hand and the block that is chosen with it. `Copy`; lives as long as the table.
#[derive(Clone, Copy)]
pub(crate) struct Cursor {
    at: RwSignal<Spot>,
    anchor: RwSignal<Spot>,
    /// Rows and columns.
    size: Signal<Spot>,
    id: StoredValue<String>,
}

impl Cursor {
    /// At the first cell of a table with so many rows and columns.
    pub(crate) fn new(size: Signal<Spot>) -> Self {
        Self {
            at: RwSignal::new((0, 0)),
            anchor: RwSignal::new((0, 0)),
            size,
            id: StoredValue::new(fresh_dom_id("grid")),
        }
    }

    /// The id of a cell.
    pub(crate) fn cell_id(self, (row, column): Spot) -> String {
        self.id.with_value(|id| format!("{id}-{row}-{column}"))
    }

    /// The cell at hand; inside the table whatever became of it.
    pub(crate) fn at(self) -> Spot {
        self.inside(self.at.get())
    }

    fn inside(self, (row, column): Spot) -> Spot {
        let (rows, columns) = self.size.get();
        (row.min(rows.saturating_sub(1)), column.min(columns.saturating_sub(1)))
    }

    /// First and last row, first and last column of what is chosen.
    pub(crate) fn block(self) -> (Spot, Spot) {
        let (at, anchor) = (self.at(), self.inside(self.anchor.get()));
        ((at.0.min(anchor.0), at.0.max(anchor.0)), (at.1.min(anchor.1), at.1.max(anchor.1)))
    }

    /// All chosen cells, row by row.
    pub(crate) fn chosen(self) -> Vec<Spot> {
        let ((top, bottom), (left, right)) = self.block();
        (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column))).collect()
    }

    /// How many cells are chosen.
    pub(crate) fn count(self) -> usize {
        let ((top, bottom), (left, right)) = self.block();
        (bottom - top + 1) * (right - left + 1)
    }

    /// Whether a cell is chosen together with others.
    pub(crate) fn holds(self, (row, column): Spot) -> bool {
        let ((top, bottom), (left, right)) = self.block();
        (top..=bottom).contains(&row) && (left..=right).contains(&column) && (top, left) != (bottom, right)
    }

    /// What the tab order says of a cell.
    pub(crate) fn tab_index(self, spot: Spot) -> &'static str {
        if self.at() == spot { "0" } else { "-1" }
    }

    /// Goes to a cell; with `extend` the block grows to it.
    pub(crate) fn go(self, spot: Spot, extend: bool) {
        self.at.set(spot);
        if !extend {
            self.anchor.set(spot);
        }
    }

    /// Follows a key that moves; `false` for any other. The cell it goes to takes the focus.
    pub(crate) fn follow(self, ev: &web_sys::KeyboardEvent) -> bool {
        if ev.alt_key() || ev.meta_key() && ev.key().starts_with("Arrow") {
            return false;
        }
        let (rows, columns) = self.size.get_untracked();
        let (row, column) = untrack(|| self.at());
        let all = ev.ctrl_key() || ev.meta_key();
        let to = match ev.key().as_str() {
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowDown" => ((row + 1).min(rows.saturating_sub(1)), column),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "ArrowRight" => (row, (column + 1).min(columns.saturating_sub(1))),
            "Home" => (if all { 0 } else { row }, 0),
            "End" => (if all { rows.saturating_sub(1) } else { row }, columns.saturating_sub(1)),
            "PageUp" => (row.saturating_sub(10), column),
            "PageDown" => ((row + 10).min(rows.saturating_sub(1)), column),
            "a" | "A" if all => {
                self.anchor.set((0, 0));
                self.at.set((rows.saturating_sub(1), columns.saturating_sub(1)));
                ev.prevent_default();
                return true;
            }
            _ => return false,
        };
        ev.prevent_default();
        self.go(to, ev.shift_key());
        crate::platform::page::focus(&self.cell_id(to));
        true
    }
}
