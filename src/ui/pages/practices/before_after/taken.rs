//! Snapshots: taking, naming, removing them.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::{Command, NewIds, snapshot},
    model::{SnapshotId, check::MOST_SNAPSHOTS},
};

use super::Two;
use crate::{
    platform::clock,
    ui::kit::{Field, Icon, icon},
};

/// The card.
pub(super) fn view(two: Two) -> AnyView {
    let full = Memo::new(move |_| two.snapshots.with(|all| all.len() >= MOST_SNAPSHOTS));
    let said = move || match two.snapshots.with(Vec::len) {
        0 => {
            "None yet. Take one before a workshop or a change of roles, and this page shows what it changed.".to_owned()
        }
        count => format!("{count} of at most {MOST_SNAPSHOTS}. Each keeps practices, roles, RACI, teams and maturity."),
    };
    let reason = move || {
        full.get().then(|| view! { <p class="small-text muted">"Remove one that nobody looks at any more first."</p> })
    };
    view! {
        <section class="card" aria-labelledby="snapshots-title">
            <div class="card-head"><h2 id="snapshots-title">"Snapshots"</h2></div>
            <p class="second">{said}</p>
            <ul class="rows snapshots">
                <For each=move || two.snapshots.get() key=|(id, _)| *id children=move |(id, _)| row(two, id)/>
            </ul>
            <button type="button" class="button" disabled=move || full.get() on:click=move |_| take(two)>"Take a snapshot"</button>
            {reason}
        </section>
    }
    .into_any()
}

fn take(two: Two) {
    let session = two.desk.session;
    let Some(workspace) = session.now() else { return };
    let today = clock::today();
    let id = NewIds::of(&workspace).snapshot();
    let same_day = workspace.snapshots.iter().filter(|taken| taken.taken_on == today).count();
    let name = match same_day {
        0 => format::date(today),
        before => format!("{}, no. {}", format::date(today), before + 1),
    };
    let snapshot = snapshot(&workspace, id, name, today);
    match session.apply(&Command::AddSnapshot { snapshot }) {
        Ok(()) => {
            two.before.set(Some(id));
            two.after.set(None);
            session.say("Snapshot taken. Give it a name that says what it is for.", true);
        }
        Err(problem) => session.say(problem.to_string(), false),
    }
}

fn row(two: Two, id: SnapshotId) -> AnyView {
    let session = two.desk.session;
    let name = Signal::derive(move || {
        let found = |all: &Vec<(SnapshotId, String)>| all.iter().find(|(other, _)| *other == id).cloned();
        two.snapshots.with(found).map(|(_, name)| name).unwrap_or_default()
    });
    let taken_on = session
        .now()
        .and_then(|workspace| workspace.snapshots.iter().find(|taken| taken.id == id).map(|taken| taken.taken_on))
        .map(format::date)
        .unwrap_or_default();
    let rename = Callback::new(move |typed: String| {
        session.commit(&Command::RenameSnapshot { snapshot: id, name: typed.trim().to_owned() })
    });
    let remove = move |_| {
        for which in [two.before, two.after] {
            if which.get_untracked() == Some(id) {
                which.set(None);
            }
        }
        let sentence = format!("Snapshot \"{}\" removed.", name.get_untracked());
        session.change_saying(&Command::RemoveSnapshot { snapshot: id }, sentence);
    };
    let spoken = move || format!("Remove snapshot {}", name.get());
    view! {
        <li>
            <Field label=format!("Taken on {taken_on}") value=name commit=rename/>
            <button type="button" class="button quiet icon small" aria-label=spoken on:click=remove>{icon(Icon::Close)}</button>
        </li>
    }
    .into_any()
}
