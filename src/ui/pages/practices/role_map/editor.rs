//! One role: who holds it today and later, and what it becomes.

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        role_map::{RoleSource, counterparts, row_of},
        roles,
    },
    edit::MapEdit,
    model::{Holder, Role, RoleUse, Workspace},
};

use super::{Map, holder_name, used};
use crate::ui::kit::{Adder, Check, Icon, icon};

/// A list of holders of a role.
type List = fn(&mut RoleUse) -> &mut Vec<Holder>;

/// Changes what is said of a role.
fn edit(map: Map, role: Role, change: &dyn Fn(&mut RoleUse)) {
    let mut used = map.used_now(role);
    change(&mut used);
    map.desk.edit(MapEdit::SetRole { used });
}

/// The form.
pub(super) fn view(map: Map, role: Role) -> AnyView {
    let about = row_of(role).map(|row| {
        let source = match row.source {
            RoleSource::Published(source) => format!("Source: {source}."),
            RoleSource::Ours => "The map is ours.".to_owned(),
        };
        let note = match row.note {
            "" => String::new(),
            note => format!("Note: {note}. "),
        };
        format!("{note}{source}")
    });
    let planned = Memo::new(move |_| map.desk.practices.with(|practices| used(practices, role).planned.is_some()));
    let plan = Callback::new(move |on: bool| {
        edit(map, role, &|used| used.planned = on.then(|| used.today.clone()));
    });
    view! {
        <h2 class="subject">{roles::name(role)}</h2>
        {about.map(|about| view! { <p class="small-text second">{about}</p> })}
        <h3>"Held today by"</h3>
        {holders(map, role, "role-today", |used| &mut used.today)}
        <Check label="Something else is planned" on=planned set=plan/>
        {move || planned.get().then(|| view! {
            <h3>"Will be held by"</h3>
            {holders(map, role, "role-later", |used| used.planned.get_or_insert_default())}
        })}
        {becomes(map, role)}
    }
    .into_any()
}

/// Everybody who could hold a role: teams, then people.
fn everybody(workspace: &Workspace) -> Vec<(Holder, String)> {
    let teams = workspace.teams.iter().map(|team| Holder::Team(team.id));
    let people = workspace.practices.people.iter().map(|person| Holder::Person(person.id));
    teams.chain(people).map(|holder| (holder, holder_name(workspace, holder))).collect()
}

/// Who holds it; `id` is that of the choice of somebody to add.
fn holders(map: Map, role: Role, id: &'static str, list: List) -> AnyView {
    let now = Memo::new(move |_| map.desk.practices.with(|practices| list(&mut used(practices, role)).clone()));
    let row = move |holder: Holder| {
        let name = map.desk.session.now().map(|workspace| holder_name(&workspace, holder)).unwrap_or_default();
        let label = format!("Take {name} out");
        let drop = move |_| {
            edit(map, role, &|used| list(used).retain(|known| *known != holder));
            crate::platform::page::focus_soon(id);
        };
        view! {
            <li>{name}<button type="button" class="button quiet icon small" aria-label=label on:click=drop>{icon(Icon::Close)}</button></li>
        }
    };
    let free = Memo::new(move |_| {
        let (workspace, taken) = (map.desk.workspace(), now.get());
        let all = workspace.map(|workspace| everybody(&workspace)).unwrap_or_default();
        all.into_iter().filter(|(holder, _)| !taken.contains(holder)).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || free.get().into_iter().map(|(_, name)| name).collect::<Vec<_>>());
    let add = Callback::new(move |at: usize| {
        let holder = free.with_untracked(|free| free.get(at).map(|(holder, _)| *holder));
        if let Some(holder) = holder {
            edit(map, role, &|used| list(used).push(holder));
        }
    });
    view! {
        {move || now.read().is_empty().then(|| view! { <p class="second">"Nobody."</p> })}
        <ul class="teams-practices"><For each=move || now.get() key=|holder| format!("{holder:?}") children=row/></ul>
        <Adder id=id label="A team or a person who holds it" options=options add=add/>
    }
    .into_any()
}

/// The usual counterparts to tick, and all others to add.
fn becomes(map: Map, role: Role) -> AnyView {
    let usual: Vec<Role> = counterparts(role).collect();
    let offered = usual.clone();
    let list = Memo::new(move |_| {
        let mut all = offered.clone();
        let chosen = map.desk.practices.with(|practices| used(practices, role).becomes);
        all.extend(chosen.into_iter().filter(|one| !offered.contains(one)));
        all
    });
    let row = move |other: Role| {
        let on =
            Signal::derive(move || map.desk.practices.with(|practices| used(practices, role).becomes.contains(&other)));
        let set = Callback::new(move |on: bool| {
            edit(map, role, &|used| {
                used.becomes.retain(|known| *known != other);
                used.becomes.extend(on.then_some(other));
            });
        });
        view! { <Check label=roles::name(other) on=on set=set/> }
    };
    let free = Memo::new(move |_| {
        let taken = list.get();
        Role::ALL.into_iter().filter(|other| *other != role && !taken.contains(other)).collect::<Vec<_>>()
    });
    let options =
        Signal::derive(move || free.get().into_iter().map(|other| roles::name(other).to_owned()).collect::<Vec<_>>());
    let add = Callback::new(move |at: usize| {
        let other = free.with_untracked(|free| free.get(at).copied());
        if let Some(other) = other {
            edit(map, role, &|used| used.becomes.push(other));
        }
    });
    view! {
        <fieldset><legend><strong>"Its duties pass to"</strong></legend>
            <For each=move || list.get() key=|other| *other as u8 children=row/></fieldset>
        <Adder id="role-becomes" label="Another role that its duties pass to" options=options add=add/>
    }
    .into_any()
}
