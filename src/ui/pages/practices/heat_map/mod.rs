//! How much each practice contributes to each activity: a table that is sorted, filtered and corrected.
//!
//! A level is told by its figure and by the height of a bar; colour only repeats it. Where a level comes from is told by
//! a sign in the cell and in words below the table.

mod cell;
mod choice;
mod hand;

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        activities::{ACTIVITIES, LIFECYCLE, about as about_activity, about_lifecycle},
        practices::{Group, GroupInFive, about, group, group_in_five},
    },
    edit::MapEdit,
    model::{Activity, Edition, LifecycleActivity, Practice},
};

use self::{cell::Value, choice::Sort};
use super::Desk;
use crate::ui::kit::{Cursor, strand};

/// A column: an activity of either edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Four(Activity),
    Five(LifecycleActivity),
}

impl Column {
    fn all(edition: Edition) -> Vec<Self> {
        match edition {
            Edition::Itil4 => ACTIVITIES.into_iter().map(Self::Four).collect(),
            Edition::Itil5 => LIFECYCLE.into_iter().map(Self::Five).collect(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Four(activity) => about_activity(activity).name,
            Self::Five(activity) => about_lifecycle(activity).name,
        }
    }
}

/// Handles of the table. `Copy`.
#[derive(Clone, Copy)]
struct Map {
    desk: Desk,
    /// Whose columns are shown.
    edition: RwSignal<Edition>,
    sort: RwSignal<Sort>,
    /// What the name of a practice must contain.
    words: RwSignal<String>,
    /// Which practices are shown: see [`choice::SHOWN`].
    shown: RwSignal<usize>,
    /// In how many steps each practice is used, in the order of [`Practice::ALL`].
    uses: Memo<Vec<usize>>,
    rows: Memo<Vec<Practice>>,
    cursor: Cursor,
}

impl Map {
    fn columns(self) -> Vec<Column> {
        Column::all(self.edition.get())
    }

    /// The practice and the column of a cell.
    fn at(self, (row, column): (usize, usize)) -> Option<(Practice, Column)> {
        let practice = self.rows.with(|rows| rows.get(row).copied())?;
        Some((practice, self.columns().get(column).copied()?))
    }
}

/// In how many steps of all streams each practice is used.
fn uses(desk: Desk) -> Vec<usize> {
    let Some(workspace) = desk.workspace() else { return Vec::new() };
    let mut counts = vec![0; Practice::ALL.len()];
    // What is wished for is not in use.
    let today = workspace.streams.iter().filter(|stream| stream.future_of.is_none());
    for step in today.flat_map(|stream| &stream.steps) {
        for practice in &step.practices {
            if let Some(count) = counts.get_mut(*practice as usize) {
                *count += 1;
            }
        }
    }
    counts
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let edition = desk.session.now().map_or(Edition::Itil4, |workspace| workspace.edition);
    let (edition, sort) = (RwSignal::new(edition), RwSignal::new(Sort::Group));
    let (words, shown) = (RwSignal::new(String::new()), RwSignal::new(0));
    let uses = Memo::new(move |_| uses(desk));
    let rows =
        Memo::new(move |_| choice::rows(desk, edition.get(), sort.get(), &words.get(), shown.get(), &uses.get()));
    let size = Signal::derive(move || (rows.with(Vec::len), Column::all(edition.get()).len()));
    let cursor = Cursor::new(size);
    // What is chosen are cells of practices, not places: with other rows or columns nothing is chosen any more.
    Effect::new(move |before: Option<(Vec<Practice>, bool)>| {
        let now = (rows.get(), edition.get() == Edition::Itil4);
        if before.is_some_and(|before| before != now) {
            cursor.go((0, 0), false);
        }
        now
    });
    let map = Map { desk, edition, sort, words, shown, uses, rows, cursor };
    view! {
        {choice::view(map)}
        <div class="card flush">
            <div class="card-head">
                <h2>"Contribution of practices to activities"</h2>
                <span class="sentence">{move || sentence(map)}</span>
            </div>
            {table(map)}
            {hand::view(map)}
        </div>
        {legend(map)}
    }
    .into_any()
}

/// "12 of 34 practices are used by a step; 3 levels are your own."
fn sentence(map: Map) -> String {
    let used = map.uses.with(|uses| uses.iter().filter(|count| **count > 0).count());
    let own = map.desk.practices.with(|practices| match map.edition.get() {
        Edition::Itil4 => practices.levels.len(),
        Edition::Itil5 => practices.parts.len(),
    });
    let own = match own {
        0 => "no cell is your own".to_owned(),
        1 => "1 cell is your own".to_owned(),
        own => format!("{own} cells are your own"),
    };
    format!("{used} of 34 practices are used by a step; {own}.")
}

fn table(map: Map) -> AnyView {
    let heads = move || {
        let sort = map.sort.get();
        let columns = map.columns().into_iter().enumerate();
        let heads: Vec<AnyView> =
            columns.map(|(at, column)| choice::head(map, Sort::Column(at), column.name(), sort)).collect();
        view! {
            {choice::head(map, Sort::Name, "Practice", sort)}
            {choice::head(map, Sort::Uses, "Used in steps", sort)}
            {heads}
        }
    };
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if crate::platform::page::is_inside(&ev, ".heat-cell") && !map.cursor.follow(&ev) {
            hand::on_key(map, &ev);
        }
    };
    view! {
        <div class="scroll-x heat-scroll" tabindex="-1">
            <table class="table heat-table" role="grid" aria-label="Contribution of practices to activities" aria-multiselectable="true" on:keydown=on_key>
                <thead><tr>{heads}</tr></thead>
                <tbody>
                    <For each=move || entries(map) key=|entry| (entry.head.unwrap_or_default(), entry.practice as u8, entry.edition == Edition::Itil4)
                        children=move |entry| row(map, entry)/>
                </tbody>
            </table>
            {move || map.rows.with(Vec::is_empty).then(|| view! { <p class="second heat-none">"No practice is like that. Clear the filter to see all 34."</p> })}
        </div>
    }
    .into_any()
}

/// A row of the table, with the head of its group before the first one of it.
#[derive(Clone, Copy)]
struct Entry {
    head: Option<&'static str>,
    practice: Practice,
    edition: Edition,
}

/// The rows with the heads of their groups, which are told while the rows go from group to group.
fn entries(map: Map) -> Vec<Entry> {
    let (edition, grouped) = (map.edition.get(), map.sort.get() == Sort::Group);
    let mut last = "";
    let entry = |practice: Practice| {
        let group = group_words(edition, practice);
        let head = (grouped && group != last).then_some(group);
        last = group;
        Entry { head, practice, edition }
    };
    map.rows.get().into_iter().map(entry).collect()
}

fn row(map: Map, Entry { head, practice, .. }: Entry) -> AnyView {
    let found = about(practice);
    let place =
        Memo::new(move |_| map.rows.with(|rows| rows.iter().position(|other| *other == practice)).unwrap_or_default());
    let chosen = move || map.desk.chosen.get() == Some(practice);
    let uses = move || match map.uses.with(|uses| uses.get(practice as usize).copied()).unwrap_or_default() {
        0 => view! { <span class="muted">"none"</span> }.into_any(),
        count => view! { {count.to_string()} }.into_any(),
    };
    let columns = untrack(|| map.columns());
    let cells: Vec<AnyView> =
        columns.into_iter().enumerate().map(|(at, column)| cell::view(map, practice, column, place, at)).collect();
    let head = head.map(|group| {
        let columns = cells.len() + 2;
        view! { <tr class="heat-group"><th scope="colgroup" colspan=columns.to_string()>{group}</th></tr> }
    });
    view! {
        {head}
        <tr class:selected=chosen>
            <th scope="row">
                <button type="button" class="link heat-name" title=found.purpose aria-pressed=move || if chosen() { "true" } else { "false" }
                    on:click=move |_| map.desk.toggle(practice)>{found.name}</button>
                {strand(found.strand)}
            </th>
            <td class="number">{uses}</td>
            {cells}
        </tr>
    }
    .into_any()
}

const fn group_words(edition: Edition, practice: Practice) -> &'static str {
    match (edition, group(practice), group_in_five(practice)) {
        (Edition::Itil4, Group::General, _) | (Edition::Itil5, _, GroupInFive::General) => "General management",
        (Edition::Itil4, Group::Service, _) => "Service management",
        (Edition::Itil4, Group::Technical, _) => "Technical management",
        (Edition::Itil5, _, GroupInFive::ProductAndService) => "Product and service management",
    }
}

fn legend(map: Map) -> AnyView {
    let four = move || map.edition.get() == Edition::Itil4;
    let published = view! {
        <p class="small-text second">
            "0 none, 1 low, 2 medium, 3 high. Without a sign: published in the figure of the practice guide. "
            <b class="heat-sign">"t"</b>" follows from the text of ITIL 4 Foundation. "
            <b class="heat-sign">"~"</b>" is our estimate: the guides of ten practices were issued again without the figure. "
            <b class="heat-sign">"✎"</b>" is your own."
        </p>
    };
    let five = view! {
        <p class="small-text second">
            "E: its work takes part in the activity. S: it gives information or methods only. –: it takes no part. Version 5 has this scale instead of 0 to 3, and one cannot be turned into the other. Only two rows are told anywhere we could read (second-hand: ITIL v5 Compass); the rest is empty rather than guessed, and yours to fill. "
            <b class="heat-sign">"✎"</b>" is your own."
        </p>
    };
    let reset = move |_| {
        let edit = if four() { MapEdit::ResetLevels } else { MapEdit::ResetParts };
        map.desk.edit_saying(edit, "All cells are as published again.");
    };
    let changed = move || {
        map.desk
            .practices
            .with(|practices| if four() { !practices.levels.is_empty() } else { !practices.parts.is_empty() })
    };
    view! {
        <div class="heat-legend">
            <div hidden=move || !four()>{published}</div>
            <div hidden=four>{five}</div>
            {move || changed().then(|| view! { <button type="button" class="button small" on:click=reset>"Put all cells back"</button> })}
        </div>
    }
    .into_any()
}

/// What stands in a cell now.
fn value(map: Map, practice: Practice, column: Column) -> Value {
    map.desk.practices.with(|practices| Value::of(practices, practice, column))
}
