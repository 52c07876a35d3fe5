//! What keys do on the graph: within a column, along a link, and to choose.

use leptos::prelude::*;
use trivium_core::catalog::practices::graph::{COLUMNS, Node};

use super::{Graph, dom_id};
use crate::platform::page;

/// A key on a node.
pub(super) fn down(graph: Graph, ev: &web_sys::KeyboardEvent) {
    if ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
        return;
    }
    let node = graph.at_hand.get_untracked();
    let to = match ev.key().as_str() {
        "ArrowUp" => beside(graph, node, |at, _| at.checked_sub(1)),
        "ArrowDown" => beside(graph, node, |at, count| (at + 1 < count).then_some(at + 1)),
        "Home" => beside(graph, node, |_, _| Some(0)),
        "End" => beside(graph, node, |_, count| count.checked_sub(1)),
        "ArrowLeft" => across(graph, node, (0..node.column()).rev()),
        "ArrowRight" => across(graph, node, node.column() + 1..COLUMNS.len()),
        "Enter" | " " => {
            ev.prevent_default();
            graph.choose(node);
            page::focus_soon(&dom_id(node));
            return;
        }
        _ => return,
    };
    ev.prevent_default();
    match to {
        Some(to) => {
            graph.moved_to.set(to);
            page::focus(&dom_id(to));
        }
        None => graph.desk.session.speak("Nothing lies that way."),
    }
}

/// Another node of the same column.
fn beside(graph: Graph, node: Node, to: impl Fn(usize, usize) -> Option<usize>) -> Option<Node> {
    graph.columns.with_untracked(|columns| {
        let column = columns.get(node.column())?;
        let at = column.iter().position(|other| *other == node)?;
        column.get(to(at, column.len())?).copied()
    })
}

/// The first linked node in the next column that has one; where none is linked, the node on the same height of the next
/// column that holds any.
fn across(graph: Graph, node: Node, order: impl Iterator<Item = usize>) -> Option<Node> {
    let linked = graph.linked.get_untracked();
    let chosen = graph.chosen.get_untracked();
    graph.columns.with_untracked(|columns| {
        let at = columns.get(node.column())?.iter().position(|other| *other == node)?;
        let filled: Vec<&Vec<Node>> =
            order.filter_map(|column| columns.get(column)).filter(|column| !column.is_empty()).collect();
        let by_link =
            filled.iter().find_map(|column| column.iter().find(|node| linked.contains(node) || **node == chosen));
        by_link
            .or_else(|| filled.first().and_then(|column| column.get(at.min(column.len().saturating_sub(1)))))
            .copied()
    })
}
