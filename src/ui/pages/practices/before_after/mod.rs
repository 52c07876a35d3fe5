//! How the map stood at a time, and what has changed since: of practices, roles, RACI, teams and maturity.

mod changes;
mod levels;
mod taken;

use std::sync::Arc;

use leptos::prelude::*;
use trivium_core::{
    engine::governance::{Difference, Kind, MapState, map_diff},
    model::{Snapshot, SnapshotId, Workspace},
};

use super::Desk;
use crate::ui::kit::{Segmented, Select};

/// Two states that are compared: a snapshot each, or now where there is none.
#[derive(Clone, Copy)]
struct Two {
    desk: Desk,
    before: RwSignal<Option<SnapshotId>>,
    after: RwSignal<Option<SnapshotId>>,
    /// Snapshots there are, the oldest first.
    snapshots: Memo<Vec<(SnapshotId, String)>>,
    differences: Memo<Vec<Difference>>,
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let snapshots: Memo<Vec<(SnapshotId, String)>> = Memo::new(move |_| {
        let workspace = desk.session.workspace().get();
        let named = |snapshot: &Snapshot| (snapshot.id, snapshot.name.clone());
        workspace.map(|workspace| workspace.snapshots.iter().map(named).collect()).unwrap_or_default()
    });
    let latest = snapshots.with_untracked(|all| all.last().map(|(id, _)| *id));
    let (before, after) = (RwSignal::new(latest), RwSignal::new(None::<SnapshotId>));
    let differences: Memo<Vec<Difference>> = Memo::new(move |_| {
        let workspace = desk.session.workspace().get();
        workspace.map(|workspace| compared(&workspace, before.get(), after.get())).unwrap_or_default()
    });
    let two = Two { desk, before, after, snapshots, differences };
    let any = Memo::new(move |_| snapshots.with(|all| !all.is_empty()));
    view! {
        <div class="before-after">
            <div class="before-after-side">{taken::view(two)}</div>
            <div class="before-after-main">{move || any.get().then(|| comparison(two))}</div>
        </div>
    }
    .into_any()
}

/// What differs; nothing when a snapshot is gone.
fn compared(workspace: &Arc<Workspace>, before: Option<SnapshotId>, after: Option<SnapshotId>) -> Vec<Difference> {
    let state = |id: Option<SnapshotId>| match id {
        None => Some(MapState::now(workspace)),
        Some(id) => workspace.snapshots.iter().find(|snapshot| snapshot.id == id).map(MapState::of),
    };
    let (Some(before), Some(after)) = (state(before), state(after)) else { return Vec::new() };
    map_diff(&before, &after)
}

fn comparison(two: Two) -> AnyView {
    let as_map = RwSignal::new(0_usize);
    let body = move || if as_map.get() == 1 { levels::view(two) } else { changes::view(two) };
    view! {
        <section class="card flush" aria-labelledby="changes-title">
            <div class="card-head">
                <h2 id="changes-title">"What has changed"</h2>
                <span class="sentence" aria-live="polite">{move || two.differences.with(|found| summary(found))}</span>
                <span class="side"><Segmented label="Form of the comparison" options=vec!["List", "Heat map"] chosen=as_map choose=Callback::new(move |index| as_map.set(index))/></span>
            </div>
            <div class="before-after-two">{state_select(two, "Before", two.before)}{state_select(two, "After", two.after)}</div>
            {body}
        </section>
    }
    .into_any()
}

/// "12 differences: 4 added, 3 removed, 5 changed."
fn summary(found: &[Difference]) -> String {
    let of = |kind| found.iter().filter(|difference| difference.kind() == kind).count();
    match found.len() {
        0 => "Nothing is different.".to_owned(),
        1 => "1 difference.".to_owned(),
        many => format!(
            "{many} differences: {} added, {} removed, {} changed.",
            of(Kind::Added),
            of(Kind::Removed),
            of(Kind::Changed)
        ),
    }
}

fn state_select(two: Two, label: &'static str, which: RwSignal<Option<SnapshotId>>) -> AnyView {
    let options = Signal::derive(move || {
        let mut words: Vec<String> = two.snapshots.get().into_iter().map(|(_, name)| name).collect();
        words.push("Now".to_owned());
        words
    });
    let chosen = Signal::derive(move || {
        let place = |id| two.snapshots.with(|all| all.iter().position(|(other, _)| *other == id));
        which.get().and_then(place).unwrap_or_else(|| two.snapshots.with(Vec::len))
    });
    let choose = Callback::new(move |index: usize| {
        which.set(two.snapshots.with_untracked(|all| all.get(index).map(|(id, _)| *id)));
    });
    view! { <Select label=label options=options chosen=chosen choose=choose/> }.into_any()
}
