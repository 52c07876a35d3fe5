//! Who holds each role today, who will, and what becomes of it; and what that does to the hand-overs of each stream.

mod chain;
mod editor;
mod people;

use leptos::prelude::*;
use trivium_core::{
    catalog::{activities::Strand, role_map::row_of, roles},
    chart::map::words::counted,
    engine::governance::{RoleNeed, roles_in_use},
    model::{Holder, Practices, Role, RoleUse, Workspace},
};

use super::Desk;
use crate::ui::kit::{Segmented, strand};

/// Handles of the form. `Copy`.
#[derive(Clone, Copy)]
struct Map {
    desk: Desk,
    /// The role in the editor.
    role: RwSignal<Role>,
    /// Which roles are shown: those that are named, all, those of the named that nobody holds.
    shown: RwSignal<usize>,
}

impl Map {
    /// What is said of a role, without subscribing.
    fn used_now(self, role: Role) -> RoleUse {
        self.desk.practices.with_untracked(|practices| used(practices, role))
    }
}

fn used(practices: &Practices, role: Role) -> RoleUse {
    practices.role(role).cloned().unwrap_or_else(|| RoleUse::new(role))
}

/// Roles that steps name, the RACI table has, or of which something is said here.
fn named(workspace: &Workspace) -> Vec<Role> {
    roles_in_use(workspace).into_iter().filter(RoleNeed::is_named).map(|need| need.role).collect()
}

/// Somebody by name, with their team.
fn holder_name(workspace: &Workspace, holder: Holder) -> String {
    let team = |id| workspace.team(id).map_or("", |team| team.name.as_str());
    match holder {
        Holder::Team(id) => team(id).to_owned(),
        Holder::Person(id) => match workspace.practices.person(id) {
            Some(person) => person.name.clone(),
            None => String::new(),
        },
    }
}

/// "Operations, Ana Silva"; what stands there when nobody does.
fn holder_names(workspace: &Workspace, holders: &[Holder]) -> String {
    let names: Vec<String> = holders.iter().map(|holder| holder_name(workspace, *holder)).collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}

/// Names of roles in a row; a dash in words when there is none.
fn role_names(list: &[Role]) -> String {
    let names: Vec<&str> = list.iter().map(|role| roles::name(*role)).collect();
    names.join(", ")
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let first = desk.session.now().and_then(|workspace| named(&workspace).first().copied());
    let map = Map {
        desk,
        role: RwSignal::new(first.unwrap_or(Role::ChangeManager)),
        shown: RwSignal::new(usize::from(first.is_none())),
    };
    view! {
        <div class="roles-grid">
            <div class="roles-main">
                <section class="card flush">
                    <div class="card-head"><h2>"From traditional roles to DevOps and SRE"</h2><span class="sentence">{move || sentence(map)}</span>
                        <span class="side"><Segmented label="Roles to show" options=vec!["Named", "All", "Nobody holds"]
                            chosen=map.shown choose=Callback::new(move |at| map.shown.set(at))/></span></div>
                    {table(map)}
                </section>
                <section class="card"><h2>"Hand-overs, today and as planned"</h2>{move || chain::view(desk)}</section>
            </div>
            <div class="roles-side">
                <aside class="card roles-editor" aria-label="Role">{move || editor::view(map, map.role.get())}</aside>
                <section class="card roles-editor">{people::view(desk)}</section>
            </div>
        </div>
    }
    .into_any()
}

fn sentence(map: Map) -> String {
    let Some(workspace) = map.desk.workspace() else { return String::new() };
    let all = named(&workspace);
    let open = all.iter().filter(|role| used(&workspace.practices, **role).today.is_empty()).count();
    let changes = workspace.practices.roles.iter().filter(|used| used.planned.is_some()).count();
    format!(
        "{} named, {} held by nobody; the plan changes {}.",
        counted(all.len(), "role is", "roles are"),
        if open == 1 { "1 is".to_owned() } else { format!("{open} are") },
        counted(changes, "role", "roles")
    )
}

fn table(map: Map) -> AnyView {
    let rows = Memo::new(move |_| {
        let Some(workspace) = map.desk.workspace() else { return Vec::new() };
        match map.shown.get() {
            0 => named(&workspace),
            1 => Role::ALL.to_vec(),
            _ => {
                let free = |role: &Role| used(&workspace.practices, *role).today.is_empty();
                named(&workspace).into_iter().filter(free).collect()
            }
        }
    });
    let none = move || {
        rows.read().is_empty().then(|| {
        let words = if map.shown.get() == 0 {
            "No role is named yet: name the roles of a step in its inspector, or choose All here and say who holds one."
        } else {
            "Every role that is named is held by somebody."
        };
        view! { <p class="roles-none second">{words}</p> }
    })
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Roles"><table class="table roles-table">
            <thead><tr><th scope="col">"Role"</th><th scope="col">"In DevOps"</th><th scope="col">"In SRE"</th>
                <th scope="col">"Held today"</th><th scope="col">"Will hold it"</th><th scope="col">"Becomes"</th></tr></thead>
            <tbody><For each=move || rows.get() key=|role| *role as u8 children=move |role| row(map, role)/></tbody>
        </table></div>
        {none}
    }
    .into_any()
}

fn row(map: Map, role: Role) -> AnyView {
    let chosen = move || map.role.get() == role;
    let counterparts = row_of(role);
    let part = |list: Option<&[Role]>| match list {
        None => view! { <span class="muted">"is one of them"</span> }.into_any(),
        Some([]) => view! { <span class="muted">"no close counterpart"</span> }.into_any(),
        Some(list) => view! { {role_names(list)} }.into_any(),
    };
    let newer = |road: Strand| roles::strand(role) == road;
    let (devops, sre) = match counterparts {
        Some(row) => (part(Some(row.devops)), part(Some(row.sre))),
        None => (
            newer(Strand::Velocity).then(|| part(None)).into_any(),
            newer(Strand::Reliability).then(|| part(None)).into_any(),
        ),
    };
    let now = Memo::new(move |_| {
        let workspace = map.desk.workspace()?;
        let used = used(&workspace.practices, role);
        let later = used.planned.as_deref().map(|planned| holder_names(&workspace, planned));
        Some((holder_names(&workspace, &used.today), later, role_names(&used.becomes)))
    });
    let today = move || now.get().map(|(today, ..)| today);
    let later = move || {
        now.get().map(|(_, later, _)| match later {
            Some(later) => view! { <strong>{later}</strong> }.into_any(),
            None => view! { <span class="muted">"as today"</span> }.into_any(),
        })
    };
    let open = move |_| {
        map.role.set(role);
        crate::platform::page::focus_soon(&row_id(role));
    };
    view! {
        <tr class:selected=chosen>
            <th scope="row"><span class="roles-name">{strand(roles::strand(role))}<button type="button" class="link-row" id=row_id(role)
                aria-current=move || chosen().then_some("true") on:click=open><strong>{roles::name(role)}</strong></button></span></th>
            <td>{devops}</td><td>{sre}</td><td>{today}</td><td>{later}</td><td>{move || now.get().map(|(.., becomes)| becomes)}</td>
        </tr>
    }
    .into_any()
}

fn row_id(role: Role) -> String {
    format!("role-{}", role as u8)
}
