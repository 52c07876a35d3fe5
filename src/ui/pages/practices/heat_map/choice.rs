//! Which rows are shown, and in which order.

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        activities::Strand,
        practices::{Group, GroupInFive, about, group, group_in_five},
    },
    model::{Edition, Practice, order},
};

use super::{Column, Map, cell::Value};
use crate::ui::{
    kit::{Icon, Segmented, Select, icon},
    pages::practices::Desk,
};

/// What the rows are sorted by. Levels and uses: the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Group by group, as the edition has them.
    Group,
    Name,
    Uses,
    Column(usize),
}

/// Which practices are shown; groups come behind them.
const SHOWN: [&str; 7] = [
    "All practices",
    "Used by a step",
    "Used by no step",
    "With cells of your own",
    "Serving governance most",
    "Serving velocity most",
    "Serving reliability most",
];

fn groups(edition: Edition) -> &'static [&'static str] {
    match edition {
        Edition::Itil4 => &["General management", "Service management", "Technical management"],
        Edition::Itil5 => &["General management", "Product and service management"],
    }
}

/// The practices to show, in their order.
pub(super) fn rows(
    desk: Desk,
    edition: Edition,
    sort: Sort,
    words: &str,
    shown: usize,
    uses: &[usize],
) -> Vec<Practice> {
    let practices = desk.practices.get();
    let words = words.trim().to_lowercase();
    let used = |practice: Practice| uses.get(practice as usize).copied().unwrap_or_default();
    let own = |practice: Practice| match edition {
        Edition::Itil4 => practices.levels.iter().any(|edit| edit.practice == practice),
        Edition::Itil5 => practices.parts.iter().any(|edit| edit.practice == practice),
    };
    let serves = |practice: Practice, strand: Strand| about(practice).strand == strand;
    let wanted = |practice: Practice| match shown {
        0 => true,
        1 => used(practice) > 0,
        2 => used(practice) == 0,
        3 => own(practice),
        4 => serves(practice, Strand::Governance),
        5 => serves(practice, Strand::Velocity),
        6 => serves(practice, Strand::Reliability),
        other => in_group(edition, practice, other - SHOWN.len()),
    };
    let mut rows: Vec<Practice> = Practice::ALL
        .into_iter()
        .filter(|practice| wanted(*practice) && about(*practice).name.to_lowercase().contains(&words))
        .collect();
    match sort {
        Sort::Group => order::sort_by_key(&mut rows, |practice| (place_of_group(edition, *practice), *practice as u8)),
        Sort::Name => order::sort_by(&mut rows, |a, b| about(*a).name.cmp(about(*b).name)),
        Sort::Uses => order::sort_by(&mut rows, |a, b| used(*b).cmp(&used(*a))),
        Sort::Column(at) => {
            let column = Column::all(edition).get(at).copied();
            let level = |practice: Practice| column.and_then(|column| Value::of(&practices, practice, column).level);
            order::sort_by(&mut rows, |a, b| level(*b).cmp(&level(*a)));
        }
    }
    rows
}

fn place_of_group(edition: Edition, practice: Practice) -> usize {
    match edition {
        Edition::Itil4 => match group(practice) {
            Group::General => 0,
            Group::Service => 1,
            Group::Technical => 2,
        },
        Edition::Itil5 => match group_in_five(practice) {
            GroupInFive::General => 0,
            GroupInFive::ProductAndService => 1,
        },
    }
}

fn in_group(edition: Edition, practice: Practice, at: usize) -> bool {
    place_of_group(edition, practice) == at
}

/// The head of a column: a button that sorts by it, again to go back to the groups.
pub(super) fn head(map: Map, by: Sort, name: &'static str, now: Sort) -> AnyView {
    let sorted = now == by;
    let aria = if sorted { if by == Sort::Name { "ascending" } else { "descending" } } else { "none" };
    let sign = sorted.then(|| icon(if by == Sort::Name { Icon::Up } else { Icon::ChevronDown }));
    let class = match by {
        Sort::Name | Sort::Group => "",
        Sort::Uses => "number",
        Sort::Column(_) => "heat-column",
    };
    let title = if sorted { "Sorted by this; again for the order of the groups" } else { "Sort by this" };
    view! {
        <th scope="col" class=class aria-sort=aria>
            <button type="button" class="heat-head" title=title on:click=move |_| map.sort.set(if sorted { Sort::Group } else { by })>{name}{sign}</button>
        </th>
    }
    .into_any()
}

/// Edition, filter and words.
pub(super) fn view(map: Map) -> AnyView {
    let chosen = Signal::derive(move || match map.edition.get() {
        Edition::Itil4 => 0,
        Edition::Itil5 => 1,
    });
    let choose = Callback::new(move |at: usize| {
        map.edition.set(if at == 0 { Edition::Itil4 } else { Edition::Itil5 });
        map.sort.set(Sort::Group);
        map.shown.update(|shown| {
            if *shown >= SHOWN.len() {
                *shown = 0;
            }
        });
    });
    let options = Signal::derive(move || {
        SHOWN.iter().chain(groups(map.edition.get())).map(|words| (*words).to_owned()).collect::<Vec<_>>()
    });
    view! {
        <div class="heat-bar">
            <Segmented label="Edition" options=vec!["ITIL 4", "Version 5"] chosen=chosen choose=choose/>
            <Select label="Show" bare=true options=options chosen=Signal::derive(move || map.shown.get()) choose=Callback::new(move |at| map.shown.set(at))/>
            <div class="field heat-words">
                <div class="box"><input type="search" aria-label="Name contains" placeholder="Name contains ..." autocomplete="off"
                    prop:value=move || map.words.get() on:input=move |ev| map.words.set(event_target_value(&ev))/></div>
            </div>
            <span class="second">{move || format!("{} shown", map.rows.with(Vec::len))}</span>
        </div>
    }
    .into_any()
}
