//! The links of one practice: counterparts and roles are added, taken away, and put back.

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        activities::Strand,
        practices::{
            about, roles as roles_built_in, roles_of, technique_name, technique_strand,
            techniques as techniques_built_in, techniques_of,
        },
        roles,
    },
    edit::{Command, MapEdit},
    model::{Practice, Role, Technique},
};

use crate::ui::{
    kit::{Icon, Select, icon},
    pages::practices::Desk,
};

/// What can be linked to a practice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Technique(Technique),
    Role(Role),
}

impl End {
    const fn name(self) -> &'static str {
        match self {
            Self::Technique(technique) => technique_name(technique),
            Self::Role(role) => roles::name(role),
        }
    }

    fn built_in(self, practice: Practice) -> bool {
        match self {
            Self::Technique(technique) => techniques_built_in(practice).contains(&technique),
            Self::Role(role) => roles_built_in(practice).contains(&role),
        }
    }

    const fn edit(self, practice: Practice, linked: Option<bool>) -> MapEdit {
        match self {
            Self::Technique(technique) => MapEdit::SetTechnique { practice, technique, linked },
            Self::Role(role) => MapEdit::SetRoleLink { practice, role, linked },
        }
    }

    /// Links or unlinks it. What the catalogue says anyway is not the team's own.
    fn set(self, desk: Desk, practice: Practice, linked: bool) {
        let own = self.built_in(practice) != linked;
        desk.edit(self.edit(practice, own.then_some(linked)));
    }
}

/// Three groups, each with its chips and a list to add from.
pub(super) fn view(desk: Desk, practice: Practice) -> AnyView {
    let name = about(practice).name;
    let put_back = move |_| {
        let Some(workspace) = desk.session.now() else { return };
        let practices = &workspace.practices;
        let techniques = practices.techniques.iter().filter(|link| link.practice == practice);
        let links = practices.role_links.iter().filter(|link| link.practice == practice);
        let ends = techniques.map(|link| End::Technique(link.technique)).chain(links.map(|link| End::Role(link.role)));
        let commands: Vec<Command> = ends.map(|end| Command::EditMap { edit: end.edit(practice, None) }).collect();
        match Command::together(&workspace, &commands, format!("Put the links of {name} back")) {
            Ok(all) if !commands.is_empty() => {
                desk.session.change_saying(&all, "All links are as in the catalogue again.");
            }
            Ok(_) => desk.session.say("They are as in the catalogue.", false),
            Err(problem) => desk.session.say(problem.to_string(), false),
        }
    };
    view! {
        <div class="matrix-groups">
            {group(desk, practice, "DevOps", techniques_on(Strand::Velocity))}
            {group(desk, practice, "SRE", techniques_on(Strand::Reliability))}
            {group(desk, practice, "Roles", Role::ALL.into_iter().map(End::Role).collect())}
        </div>
        <button type="button" class="button small" on:click=put_back>"Put back"</button>
    }
    .into_any()
}

fn techniques_on(strand: Strand) -> Vec<End> {
    Technique::ALL.into_iter().filter(|technique| technique_strand(*technique) == strand).map(End::Technique).collect()
}

fn group(desk: Desk, practice: Practice, title: &'static str, all: Vec<End>) -> AnyView {
    let all = StoredValue::new(all);
    let linked = Memo::new(move |_| {
        desk.practices.with(|practices| {
            let techniques = techniques_of(practices, practice);
            let roles = roles_of(practices, practice);
            let is = |end: &End| match end {
                End::Technique(technique) => techniques.contains(technique),
                End::Role(role) => roles.contains(role),
            };
            all.with_value(|all| all.iter().copied().filter(is).collect::<Vec<_>>())
        })
    });
    let open = move || {
        let linked = linked.get();
        all.with_value(|all| all.iter().copied().filter(|end| !linked.contains(end)).collect::<Vec<_>>())
    };
    let options = Signal::derive(move || {
        std::iter::once("Add ...".to_owned())
            .chain(open().into_iter().map(|end| end.name().to_owned()))
            .collect::<Vec<_>>()
    });
    let choose = Callback::new(move |at: usize| {
        if let Some(end) = at.checked_sub(1).and_then(|at| untrack(open).get(at).copied()) {
            end.set(desk, practice, true);
        }
    });
    let chip = move |end: End| {
        let own = !end.built_in(practice);
        view! {
            <li class="chip" class:own=own>
                {end.name()}{own.then_some(" ✎")}
                <button type="button" class="button quiet icon small" aria-label=format!("Take {} away", end.name()) on:click=move |_| end.set(desk, practice, false)>{icon(Icon::Close)}</button>
            </li>
        }
    };
    view! {
        <section class="matrix-group">
            <h3>{title}</h3>
            <ul class="chips">{move || linked.get().into_iter().map(chip).collect_view()}</ul>
            <Select label=format!("Add to {title}") bare=true options=options chosen=Signal::stored(0) choose=choose/>
        </section>
    }
    .into_any()
}
