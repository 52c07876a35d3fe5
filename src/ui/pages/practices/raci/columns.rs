//! The roles that are the columns: added, moved, taken away.

use leptos::prelude::*;
use trivium_core::{
    catalog::{practices::roles_of, roles},
    edit::MapEdit,
    engine::governance::practices_in_use,
    model::Role,
};

use super::Sheet;
use crate::ui::kit::{Icon, Menu, Select, icon};

/// So many roles are proposed at most: more do not fit beside each other.
const MOST_PROPOSED: usize = 8;

/// Adds a column.
pub(super) fn add(sheet: Sheet) -> AnyView {
    let open = Memo::new(move |_| {
        sheet.columns.with(|columns| Role::ALL.into_iter().filter(|role| !columns.contains(role)).collect::<Vec<_>>())
    });
    let options = Signal::derive(move || {
        let names = open.get().into_iter().map(|role| roles::name(role).to_owned());
        std::iter::once("Add a role ...".to_owned()).chain(names).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |at: usize| {
        if let Some(role) = at.checked_sub(1).and_then(|at| open.with_untracked(|open| open.get(at).copied())) {
            change(sheet, |columns| columns.push(role), format!("{} added as a column.", roles::name(role)));
        }
    });
    view! { <Select label="Add a role as a column" bare=true options=options chosen=Signal::stored(0) choose=choose/> }
        .into_any()
}

fn change(sheet: Sheet, act: impl FnOnce(&mut Vec<Role>), sentence: String) {
    let mut roles = sheet.columns.get_untracked();
    act(&mut roles);
    sheet
        .desk
        .session
        .change_saying(&trivium_core::edit::Command::EditMap { edit: MapEdit::SetRaciRoles { roles } }, sentence);
}

/// The head of a column, with what can be done to it.
pub(super) fn head(sheet: Sheet, role: Role, at: usize) -> AnyView {
    let name = roles::name(role);
    let by = move |step: isize| {
        let to = at.saturating_add_signed(step);
        change(
            sheet,
            |columns| {
                if to < columns.len() && at < columns.len() {
                    columns.swap(at, to);
                }
            },
            format!("{name} moved."),
        );
    };
    let remove = move |()| {
        change(sheet, |columns| columns.retain(|other| *other != role), format!("{name} removed, with its letters."));
    };
    let last = sheet.columns.with_untracked(Vec::len).saturating_sub(1);
    let mut entries = vec![("Remove column".to_owned(), Callback::new(remove))];
    if at < last {
        entries.insert(0, ("Move right".to_owned(), Callback::new(move |()| by(1))));
    }
    if at > 0 {
        entries.insert(0, ("Move left".to_owned(), Callback::new(move |()| by(-1))));
    }
    let entries = Signal::stored(entries);
    view! {
        <th scope="col" class="raci-head">
            <span>{name}</span>
            <Menu face=icon(Icon::More) label=Signal::stored(format!("More about {name}")) class="button quiet icon small" right=true entries=entries/>
        </th>
    }
    .into_any()
}

/// Roles that the steps name; else those of the practices in use; else a usual handful.
fn proposed(sheet: Sheet) -> Vec<Role> {
    let Some(workspace) = sheet.desk.session.now() else { return Vec::new() };
    let steps = || workspace.streams.iter().flat_map(|stream| &stream.steps);
    let mut found: Vec<Role> = Vec::new();
    let mut take = |role: Role| {
        if found.len() < MOST_PROPOSED && !found.contains(&role) {
            found.push(role);
        }
    };
    steps().flat_map(|step| &step.roles).for_each(|role| take(*role));
    for practice in practices_in_use(&workspace) {
        roles_of(&workspace.practices, practice).into_iter().take(2).for_each(&mut take);
    }
    if found.is_empty() {
        found.extend([
            Role::ServiceOwner,
            Role::ProductOwner,
            Role::ChangeManager,
            Role::Developer,
            Role::OnCallEngineer,
        ]);
    }
    found
}

/// Whether a step names a role.
fn named(sheet: Sheet) -> bool {
    let workspace = sheet.desk.workspace();
    workspace.is_some_and(|workspace| {
        workspace.streams.iter().flat_map(|stream| &stream.steps).any(|step| !step.roles.is_empty())
    })
}

/// What stands in the place of a table without columns.
pub(super) fn invitation(sheet: Sheet) -> AnyView {
    let start = move |_| {
        let roles = proposed(sheet);
        change(sheet, |columns| *columns = roles, "Columns added. Arrow keys move, R, A, C and I fill.".to_owned());
    };
    view! {
        <div class="empty">
            <h2>"No roles yet"</h2>
            <p>"The columns are roles, the rows are practices or the steps of a stream. In each row exactly one role answers for the work (A), and at least one does it (R)."</p>
            <button type="button" class="button primary" on:click=start>{move || if named(sheet) { "Begin with the roles of your steps" } else { "Begin with usual roles" }}</button>
        </div>
    }
    .into_any()
}
