//! One cell: its figure, its bar, where it comes from.

use leptos::prelude::*;
use trivium_core::{
    catalog::practices::{Provenance, about, level, part},
    model::{Part, Practice, Practices},
};

use super::{Column, Map, value};

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    /// 0..=3 in ITIL 4; in Version 5 0 for no part, 1 supporting, 3 enabling; `None` where nobody has said.
    pub(super) level: Option<u8>,
    /// What a reader sees.
    pub(super) shown: &'static str,
    /// The sign of where it comes from; empty when it is published.
    pub(super) sign: &'static str,
    /// The same in words.
    pub(super) from: &'static str,
    /// Whether it is the team's own.
    pub(super) own: bool,
}

impl Value {
    pub(super) fn of(practices: &Practices, practice: Practice, column: Column) -> Self {
        match column {
            Column::Four(activity) => {
                let found = level(practices, practice, activity);
                let shown = ["0", "1", "2", "3"].get(usize::from(found.level)).copied().unwrap_or("0");
                let (sign, from) = match found.provenance {
                    Provenance::Published => ("", "published in the figure of its guide"),
                    Provenance::FromText => ("t", "follows from the text of ITIL 4 Foundation"),
                    Provenance::Estimated => ("~", "our estimate"),
                    Provenance::Yours => ("✎", "your own"),
                };
                Self { level: Some(found.level), shown, sign, from, own: found.provenance == Provenance::Yours }
            }
            Column::Five(activity) => match part(practices, practice, activity) {
                None => Self { level: None, shown: "", sign: "", from: "nobody has said", own: false },
                Some((part, own)) => {
                    let (level, shown) = match part {
                        Part::None => (0, "–"),
                        Part::Supporting => (1, "S"),
                        Part::Enabling => (3, "E"),
                    };
                    let (sign, from) = if own { ("✎", "your own") } else { ("", "told second-hand") };
                    Self { level: Some(level), shown, sign, from, own }
                }
            },
        }
    }

    /// "1 of 3, our estimate".
    pub(super) fn words(self) -> String {
        match self.level {
            None => "empty, nobody has said".to_owned(),
            Some(_) => format!("{}, {}", self.shown, self.from),
        }
    }
}

/// The cell.
pub(super) fn view(map: Map, practice: Practice, column: Column, row: Memo<usize>, at: usize) -> AnyView {
    let now = Memo::new(move |_| value(map, practice, column));
    let spot = move || (row.get(), at);
    let label = move || format!("{}, {}: {}", about(practice).name, column.name(), now.get().words());
    let class = move || match now.get().level {
        None => "heat empty".to_owned(),
        Some(level) => format!("heat level-{level}"),
    };
    view! {
        <td class="heat-cell" role="gridcell" aria-selected=move || if map.cursor.holds(spot()) { "true" } else { "false" }>
            <button type="button" class=class id=move || map.cursor.cell_id(spot()) tabindex=move || map.cursor.tab_index(spot())
                aria-label=label data-sign=move || now.get().sign class:at-hand=move || map.cursor.at() == spot()
                on:click=move |ev: web_sys::MouseEvent| map.cursor.go(spot(), ev.shift_key())
                on:focus=move |_| { if untrack(|| map.cursor.at()) != spot() { map.cursor.go(spot(), false); } }>
                {move || now.get().shown}
            </button>
        </td>
    }
    .into_any()
}
