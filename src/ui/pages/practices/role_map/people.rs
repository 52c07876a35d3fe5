//! The people who hold roles: typed as "Name, Team", changed, taken away.

use leptos::prelude::*;
use trivium_core::{
    chart::map::words::counted,
    edit::{Command, MapEdit, NewIds},
    exchange::roster::{person_taken, read_people},
    model::{Holder, Person, PersonId, TeamId},
};

use super::super::Desk;
use crate::ui::{
    kit::{Field, Icon, LineCapture, Select, icon},
    pages::value_chain::typed,
};

/// The card.
pub(super) fn view(desk: Desk) -> AnyView {
    let open = RwSignal::new(None::<PersonId>);
    let ids = Memo::new(move |_| {
        desk.practices.with(|practices| practices.people.iter().map(|person| person.id).collect::<Vec<_>>())
    });
    view! {
        <h2>"People"</h2>
        {move || ids.read().is_empty().then(|| view! {
            <p class="second">"Nobody yet. A role can be held by a team as a whole; a name shows what hangs on one person."</p>
        })}
        <ul class="roles-people"><For each=move || ids.get() key=|id| *id children=move |id| row(desk, id, open)/></ul>
        {capture(desk)}
    }
    .into_any()
}

fn row(desk: Desk, id: PersonId, open: RwSignal<Option<PersonId>>) -> AnyView {
    let person = Memo::new(move |_| desk.practices.with(|practices| practices.person(id).cloned()));
    let about = move || {
        let team = person.get().and_then(|person| person.team);
        let name = desk.workspace().and_then(|workspace| workspace.team(team?).map(|team| team.name.clone()));
        let held = desk
            .practices
            .with(|practices| practices.roles.iter().filter(|used| used.today.contains(&Holder::Person(id))).count());
        format!("{}, {}", name.unwrap_or_else(|| "no team".to_owned()), counted(held, "role", "roles"))
    };
    let name = Signal::derive(move || person.get().map(|person| person.name).unwrap_or_default());
    let toggle = move |_| open.update(|open| *open = (*open != Some(id)).then_some(id));
    let remove = move |_| {
        let said = format!("{} removed.", name.get_untracked());
        desk.session.change_saying(&Command::EditMap { edit: MapEdit::RemovePerson { person: id } }, said);
        crate::platform::page::focus_soon("people-add");
    };
    view! {
        <li>
            <button type="button" class="link-row" aria-expanded=move || if open.get() == Some(id) { "true" } else { "false" } on:click=toggle>
                <strong>{name}</strong><span class="sub-line">{about}</span></button>
            <button type="button" class="button quiet icon small" aria-label=move || format!("Remove {}", name.get()) on:click=remove>{icon(Icon::Close)}</button>
            {move || (open.get() == Some(id)).then(|| form(desk, id, person))}
        </li>
    }
    .into_any()
}

fn form(desk: Desk, id: PersonId, person: Memo<Option<Person>>) -> AnyView {
    let name = Callback::new(move |text: String| {
        let name = typed::name(&text)?;
        let team = person.get_untracked().and_then(|person| person.team);
        let person = Person { id, name, team };
        let taken = desk.session.now().and_then(|workspace| person_taken(&workspace, &person));
        taken.map_or(Ok(()), Err)?;
        desk.commit(MapEdit::UpdatePerson { person })
    });
    let teams = Memo::new(move |_| {
        let workspace = desk.workspace();
        let all = workspace.iter().flat_map(|workspace| workspace.teams.iter());
        all.map(|team| (team.id, team.name.clone())).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || {
        let mut words = vec!["No team".to_owned()];
        words.extend(teams.get().into_iter().map(|(_, name)| name));
        words
    });
    let chosen = Signal::derive(move || {
        let now = person.get().and_then(|person| person.team);
        teams.with(|teams| teams.iter().position(|(team, _)| Some(*team) == now)).map_or(0, |at| at + 1)
    });
    let choose = Callback::new(move |at: usize| {
        let Some(person) = person.get_untracked() else { return };
        let team: Option<TeamId> =
            at.checked_sub(1).and_then(|at| teams.with_untracked(|teams| teams.get(at).map(|(team, _)| *team)));
        let person = Person { team, ..person };
        match desk.session.now().and_then(|workspace| person_taken(&workspace, &person)) {
            Some(sentence) => desk.session.say(sentence, false),
            None => desk.edit(MapEdit::UpdatePerson { person }),
        }
    });
    let value = Signal::derive(move || person.get().map(|person| person.name).unwrap_or_default());
    view! {
        <div class="roles-person">
            <Field label="Name" value=value commit=name/>
            <Select label="Team" options=options chosen=chosen choose=choose/>
        </div>
    }
    .into_any()
}

/// Adds people; nothing is added while a line cannot be read.
fn capture(desk: Desk) -> AnyView {
    let take = Callback::new(move |typed: String| {
        let Some(workspace) = desk.session.now() else { return Ok(()) };
        let found = read_people(&typed, &workspace, &mut NewIds::of(&workspace));
        if !found.sorry.is_empty() {
            return Err(found.sorry);
        }
        let said = counted(found.read.len(), "person", "people");
        let edits = found.read.into_iter().map(|person| Command::EditMap { edit: MapEdit::AddPerson { person } });
        let commands: Vec<Command> = edits.collect();
        let all = Command::together(&workspace, &commands, format!("Add {said}"))
            .map_err(|problem| vec![problem.to_string()])?;
        desk.session.commit(&all).map_err(|sentence| vec![sentence])?;
        desk.session.say(format!("{said} added."), true);
        Ok(())
    });
    view! {
        <LineCapture id="people-add" label="Add a person" placeholder="Ana Silva, Web product team"
            help="Name, then team. Rows from a spreadsheet can be pasted." take=take/>
    }
    .into_any()
}
