//! The map as a graph: five columns of nodes, and lines from the chosen one to everything that it is linked with.
//!
//! All practices are shown; of everything else what belongs to the same practices as the chosen node, or all of it. What
//! is linked carries a mark and a heavier word, not a colour alone, and is listed above in words.

mod keys;
mod lines;

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        glossary::meaning,
        practices::{
            about,
            graph::{COLUMNS, Node, around, neighbours},
            shown,
        },
        role_map::row_of,
    },
    model::Practice,
};

use super::Desk;
use crate::ui::kit::{Check, strand};

/// Handles of the graph. `Copy`.
#[derive(Clone, Copy)]
struct Graph {
    desk: Desk,
    chosen: RwSignal<Node>,
    /// The node that keys have moved to.
    moved_to: RwSignal<Node>,
    /// The node in the tab order: the one moved to, or the chosen one when that is not shown any more.
    at_hand: Memo<Node>,
    columns: Memo<[Vec<Node>; 5]>,
    linked: Memo<Vec<Node>>,
    /// How many rows each column is moved down by, so that what is linked stands on the height of the chosen node.
    starts: Memo<[usize; 5]>,
}

impl Graph {
    /// Chooses a node, and keeps the focus on it wherever it now stands.
    fn choose(self, node: Node) {
        self.moved_to.set(node);
        self.chosen.set(node);
        let count = self.linked.with_untracked(Vec::len);
        self.desk.session.speak(format!("{}: linked with {count}.", node.name()));
    }
}

/// The id of the element of a node.
fn dom_id(node: Node) -> String {
    format!("graph-{}-{}", node.column(), node.place())
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let first = desk.chosen.get_untracked().unwrap_or(Practice::ChangeEnablement);
    let (chosen, all) = (RwSignal::new(Node::Practice(first)), RwSignal::new(false));
    let columns = Memo::new(move |_| {
        let chosen = chosen.get();
        if all.get() {
            std::array::from_fn(Node::all)
        } else {
            desk.practices.with(|practices| around(practices, chosen))
        }
    });
    let linked = Memo::new(move |_| desk.practices.with(|practices| neighbours(practices, chosen.get())));
    let moved_to = RwSignal::new(chosen.get_untracked());
    let at_hand = Memo::new(move |_| {
        let node = moved_to.get();
        let shown = columns.with(|columns| columns.get(node.column()).is_some_and(|column| column.contains(&node)));
        if shown { node } else { chosen.get() }
    });
    let starts = Memo::new(move |_| {
        let chosen = chosen.get();
        columns.with(|columns| linked.with(|linked| starts(columns, linked, chosen)))
    });
    let graph = Graph { desk, chosen, moved_to, at_hand, columns, linked, starts };
    view! {
        <div class="card flush">
            <div class="card-head">
                <h2>"Graph of practices, techniques, roles and metrics"</h2>
                <span class="side"><Check label="Show all" on=all set=Callback::new(move |on| all.set(on))/></span>
            </div>
            {said(graph)}
            <div class="graph-scroll" tabindex="-1">
                <div class="graph" on:keydown=move |ev| keys::down(graph, &ev)>
                    {lines::view(graph)}
                    {(0..COLUMNS.len()).map(|column| column_view(graph, column)).collect_view()}
                </div>
            </div>
            <p class="small-text muted graph-keys">"Up and down move in a column, left and right follow a link, Enter shows what a node is linked with."</p>
        </div>
    }
    .into_any()
}

/// Where each column begins: its first linked node on the height of the chosen one, as far as no column leaves the
/// height of the longest.
fn starts(columns: &[Vec<Node>; 5], linked: &[Node], chosen: Node) -> [usize; 5] {
    let most = columns.iter().map(Vec::len).max().unwrap_or_default();
    let own = columns.get(chosen.column());
    let row = own.and_then(|column| column.iter().position(|node| *node == chosen)).unwrap_or_default();
    std::array::from_fn(|at| {
        let Some(column) = columns.get(at).filter(|_| at != chosen.column()) else { return 0 };
        let first = column.iter().position(|node| linked.contains(node)).unwrap_or_default();
        row.saturating_sub(first).min(most - column.len())
    })
}

/// What is chosen, in words.
fn said(graph: Graph) -> AnyView {
    let head = move || {
        let node = graph.chosen.get();
        let road = node.road().map(strand);
        view! { <strong class="subject">{node.name()}</strong>{road}<span class="tag">{kind(node)}</span> }
    };
    let card = move || match graph.chosen.get() {
        Node::Practice(practice) => Some(view! {
            <button type="button" class="button small" on:click=move |_| graph.desk.chosen.set(Some(practice))>"Open its card"</button>
        }),
        _ => None,
    };
    let lists = move || {
        let linked = graph.linked.get();
        let column = |column: usize| {
            let here: Vec<Node> = linked.iter().copied().filter(|node| node.column() == column).collect();
            (!here.is_empty()).then(|| {
                view! {
                    <div class="graph-list">
                        <dt>{format!("{} ({})", COLUMNS.get(column).copied().unwrap_or_default(), here.len())}</dt>
                        <dd>{here.into_iter().map(|node| word(graph, node)).collect_view()}</dd>
                    </div>
                }
            })
        };
        (0..COLUMNS.len()).map(column).collect_view()
    };
    view! {
        <div class="graph-said">
            <div class="graph-head">{head}{card}</div>
            <p class="second">{move || meaning_of(graph.chosen.get())}</p>
            <dl aria-label="Linked with">{lists}</dl>
        </div>
    }
    .into_any()
}

fn word(graph: Graph, node: Node) -> AnyView {
    view! { <button type="button" class="link" on:click=move |_| graph.choose(node)>{node.name()}</button> }.into_any()
}

const fn kind(node: Node) -> &'static str {
    match node {
        Node::Practice(_) => "practice",
        Node::Technique(_) => "technique",
        Node::Role(_) => "role",
        Node::Metric(_) => "success metric",
    }
}

/// What a node is, in a sentence.
fn meaning_of(node: Node) -> String {
    match node {
        Node::Practice(practice) => format!("{}.", about(practice).purpose),
        Node::Technique(technique) => format!("{}.", meaning(technique).1),
        Node::Role(role) => match row_of(role) {
            None => "A role of today: see which traditional roles it stands for.".to_owned(),
            Some(row) if row.note.is_empty() => "A traditional role, with counterparts in DevOps and SRE.".to_owned(),
            Some(row) => format!("A traditional role: {}.", row.note),
        },
        Node::Metric(metric) => match shown(metric) {
            None => "Nothing in this app shows it.".to_owned(),
            Some(shown) => format!("{} shows it: {}.", shown.page.name(), shown.figure),
        },
    }
}

fn column_view(graph: Graph, column: usize) -> AnyView {
    let title = COLUMNS.get(column).copied().unwrap_or_default();
    let down = move || lines::rows_down(graph.starts.with(|starts| starts.get(column).copied().unwrap_or_default()));
    let nodes = move || graph.columns.with(|columns| columns.get(column).cloned().unwrap_or_default());
    view! {
        <div class="graph-column" style:padding-top=down>
            <h3 class="small-text muted">{title}</h3>
            <div class="graph-nodes" role="listbox" aria-label=title>
                <For each=nodes key=|node| node.place() children=move |node| node_view(graph, node)/>
            </div>
        </div>
    }
    .into_any()
}

fn node_view(graph: Graph, node: Node) -> AnyView {
    let chosen = Memo::new(move |_| graph.chosen.get() == node);
    let linked = Memo::new(move |_| graph.linked.with(|linked| linked.contains(&node)));
    let at_hand = Memo::new(move |_| graph.at_hand.get() == node);
    let label = move || if linked.get() { format!("{}, linked", node.name()) } else { node.name().to_owned() };
    view! {
        <div class="graph-node" role="option" id=dom_id(node) class:linked=move || linked.get()
            class:practice=node.column() == 0
            aria-selected=move || if chosen.get() { "true" } else { "false" }
            aria-label=label tabindex=move || if at_hand.get() { "0" } else { "-1" }
            on:click=move |_| graph.choose(node)>
            <span>{node.name()}</span>
        </div>
    }
    .into_any()
}
