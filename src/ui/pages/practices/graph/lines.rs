//! The lines of the graph: from the chosen node to each node that it is linked with.
//!
//! Rows have one height and columns one width, so that lines follow from places in lists and nothing is measured.

use leptos::prelude::*;
use trivium_core::catalog::practices::graph::Node;

use super::Graph;

/// Height of a row and of the heads, as in the style sheet, in pixels.
const ROW: f64 = 32.0;
const HEAD: f64 = 28.0;
/// A column and the gap after it, in thousandths of the width. Columns are 168 wide, gaps 40.
const STRIDE: f64 = 208.0;
const COLUMN: f64 = 168.0;

/// Behind the nodes.
pub(super) fn view(graph: Graph) -> AnyView {
    let height = move || {
        let rows = graph.columns.with(|columns| columns.iter().map(Vec::len).max().unwrap_or_default());
        HEAD + ROW * count(rows)
    };
    let paths = move || {
        let chosen = graph.chosen.get();
        let linked = graph.linked.get();
        let starts = graph.starts.get();
        graph.columns.with(|columns| {
            let place = |node: Node| {
                let row = columns.get(node.column())?.iter().position(|other| *other == node)?;
                let row = row + starts.get(node.column())?;
                Some((node.column(), HEAD + ROW * (count(row) + 0.5)))
            };
            let from = place(chosen);
            let ends = linked.iter().filter_map(|node| Some(line(from?, place(*node)?)));
            ends.map(|d| view! { <path d=d/> }).collect_view()
        })
    };
    view! {
        <svg class="graph-lines" aria-hidden="true" preserveAspectRatio="none"
            viewBox=move || format!("0 0 1000 {}", height()) style:height=move || format!("{}px", height())>
            {paths}
        </svg>
    }
    .into_any()
}

/// The height of so many rows, for a style.
pub(super) fn rows_down(rows: usize) -> String {
    format!("{}px", ROW * count(rows))
}

#[expect(clippy::cast_precision_loss, reason = "a column has some hundred rows at most")]
const fn count(rows: usize) -> f64 {
    rows as f64
}

/// A curve from the side of one node to the facing side of another. Nodes of one column are joined around its right side.
fn line((from, y1): (usize, f64), (to, y2): (usize, f64)) -> String {
    let (left, right) = (|column: usize| STRIDE * count(column), |column: usize| STRIDE * count(column) + COLUMN);
    let (x1, x2) = match from.cmp(&to) {
        std::cmp::Ordering::Less => (right(from), left(to)),
        std::cmp::Ordering::Greater => (left(from), right(to)),
        std::cmp::Ordering::Equal => (right(from), right(to)),
    };
    let bend = if from == to { x1 + 36.0 } else { f64::midpoint(x1, x2) };
    format!("M{x1:.0} {y1:.0}C{bend:.0} {y1:.0} {bend:.0} {y2:.0} {x2:.0} {y2:.0}")
}
