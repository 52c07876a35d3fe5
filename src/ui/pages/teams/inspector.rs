//! The chosen team: its people, its kind, with whom it works, and what is worth looking at.

use leptos::prelude::*;
use trivium_core::{
    catalog::teams::{mode, shape},
    chart::teams::words::{hint_in_words, kinds_in_words},
    edit::Command,
    engine::governance::Hint,
    model::{Interaction, InteractionMode, Party, Share, Team, TeamId, TeamShape},
};

use super::Desk;
use crate::ui::{
    kit::{Adder, Field, Icon, Segmented, Select, icon},
    pages::value_chain::typed,
};

/// Where a team to work with is chosen.
const WITH: &str = "team-with";

/// A text of the chosen team.
fn read(desk: Desk, of: fn(&Team) -> String) -> Signal<String> {
    Signal::derive(move || desk.team.with(|team| team.as_ref().map(of).unwrap_or_default()))
}

/// A share as it is typed.
pub(super) fn percent(share: Share) -> String {
    ((share.percent() * 100.0).round() / 100.0).to_string()
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let id = Memo::new(move |_| desk.team.with(|team| team.as_ref().map(|team| team.id)));
    // What was typed and refused belongs to the team in whose field it was typed.
    let form = move || id.get().map(|_| form(desk));
    view! { {form} }.into_any()
}

fn form(desk: Desk) -> AnyView {
    let name = Callback::new(move |text: String| {
        let Some(team) = desk.now() else { return Ok(()) };
        desk.rename(team, &text)
    });
    let people = Callback::new(move |text: String| {
        let Some(team) = desk.now() else { return Ok(()) };
        let people = u16::try_from(typed::whole(&text, 1, 1000, "people")?).unwrap_or(1);
        desk.put(Team { people, ..team })
    });
    let planned = Callback::new(move |text: String| {
        let Some(team) = desk.now() else { return Ok(()) };
        desk.put(Team { planned_share: typed::share(&text)?, ..team })
    });
    view! {
        <h2 class="subject">{read(desk, |team| team.name.clone())}</h2>
        <Field label="Name" id="team-name" value=read(desk, |team| team.name.clone()) commit=name/>
        <div class="teams-pair">
            <Field label="People" value=read(desk, |team| team.people.to_string()) commit=people/>
            <Field label="For planned work" unit="%" value=read(desk, |team| percent(team.planned_share)) commit=planned/>
        </div>
        {party(desk)}
        {kind(desk)}
        {interactions(desk)}
        {worth_a_look(desk)}
        {remove(desk)}
    }
    .into_any()
}

fn party(desk: Desk) -> AnyView {
    let chosen = Signal::derive(move || {
        usize::from(desk.team.with(|team| team.as_ref().is_some_and(|team| team.party == Party::Supplier)))
    });
    let choose = Callback::new(move |at: usize| {
        let Some(team) = desk.now() else { return };
        desk.set(Team { party: if at == 1 { Party::Supplier } else { Party::Internal }, ..team });
    });
    view! {
        <div class="teams-choice"><span class="small-text second">"Whose people"</span>
            <Segmented label="Whose people they are" options=vec!["Our own", "A supplier's"] chosen=chosen choose=choose full=true/></div>
    }
    .into_any()
}

fn kind(desk: Desk) -> AnyView {
    let mut options = vec!["Not said".to_owned()];
    options.extend(TeamShape::ALL.into_iter().map(|known| shape(known).0.to_owned()));
    let now = Memo::new(move |_| desk.team.with(|team| team.as_ref().and_then(|team| team.shape)));
    let chosen = Signal::derive(move || {
        now.get().and_then(|now| TeamShape::ALL.iter().position(|known| *known == now)).map_or(0, |at| at + 1)
    });
    let choose = Callback::new(move |at: usize| {
        let Some(team) = desk.now() else { return };
        let shape = at.checked_sub(1).and_then(|at| TeamShape::ALL.get(at).copied());
        desk.set(Team { shape, ..team });
    });
    let about = move || now.get().map_or("Kinds of teams after Team Topologies.", |now| shape(now).1);
    view! {
        <div><Select label="Kind of team" options=Signal::stored(options) chosen=chosen choose=choose/>
            <p class="small-text muted">{about}</p></div>
    }
    .into_any()
}

/// With whom it works, and how; each other team once.
fn interactions(desk: Desk) -> AnyView {
    let with = move || {
        desk.team
            .with(|team| team.iter().flat_map(|team| &team.interactions).map(|known| known.with).collect::<Vec<_>>())
    };
    let free = Memo::new(move |_| {
        let (own, taken) = (desk.team.with(|team| team.as_ref().map(|team| team.id)), with());
        let others = desk.names().into_iter().filter(|(id, _)| Some(*id) != own && !taken.contains(id));
        others.collect::<Vec<_>>()
    });
    let options = Signal::derive(move || free.get().into_iter().map(|(_, name)| name).collect::<Vec<_>>());
    let add = Callback::new(move |at: usize| {
        let other = free.with_untracked(|free| free.get(at).map(|(id, _)| *id));
        let (Some(mut team), Some(with)) = (desk.now(), other) else { return };
        team.interactions.push(Interaction { with, mode: InteractionMode::XAsAService });
        desk.set(team);
    });
    let alone = Memo::new(move |_| options.read().is_empty() && with().is_empty());
    let head = move || (!alone.get()).then(|| view! { <h3>"Works with"</h3> });
    view! {
        {head}
        <ul class="teams-with"><For each=with key=|id| *id children=move |id| interaction(desk, id)/></ul>
        <Adder id=WITH label="A team it works with" options=options add=add/>
    }
    .into_any()
}

fn interaction(desk: Desk, with: TeamId) -> AnyView {
    let name =
        desk.session.now().and_then(|workspace| workspace.team(with).map(|team| team.name.clone())).unwrap_or_default();
    let modes = InteractionMode::ALL.map(|known| mode(known).0.to_owned()).to_vec();
    let now = move || {
        desk.team.with(|team| {
            team.as_ref()
                .and_then(|team| team.interactions.iter().find(|known| known.with == with).map(|known| known.mode))
        })
    };
    let chosen = Signal::derive(move || {
        now().and_then(|now| InteractionMode::ALL.iter().position(|known| *known == now)).unwrap_or_default()
    });
    let choose = Callback::new(move |at: usize| {
        let (Some(mut team), Some(mode)) = (desk.now(), InteractionMode::ALL.get(at)) else { return };
        if let Some(known) = team.interactions.iter_mut().find(|known| known.with == with) {
            known.mode = *mode;
        }
        desk.set(team);
    });
    let remove = move |_| {
        let Some(mut team) = desk.now() else { return };
        team.interactions.retain(|known| known.with != with);
        desk.set(team);
        crate::platform::page::focus_soon(WITH);
    };
    view! {
        <li>
            <Select label=name.clone() options=Signal::stored(modes) chosen=chosen choose=choose/>
            <button type="button" class="button quiet icon small" aria-label=format!("Works no longer with {name}") on:click=remove>{icon(Icon::Close)}</button>
        </li>
    }
    .into_any()
}

/// The hints that are about this team, and the kinds of its work.
fn worth_a_look(desk: Desk) -> AnyView {
    let lines = move || {
        let workspace = desk.workspace()?;
        let sheet = desk.sheet.get()?;
        let id = desk.team.with(|team| team.as_ref().map(|team| team.id))?;
        let kinds =
            sheet.teams.iter().find(|load| load.team == id).map(kinds_in_words).filter(|kinds| !kinds.is_empty());
        let mut lines: Vec<String> = kinds.map(|kinds| format!("Kinds of work: {kinds}.")).into_iter().collect();
        let about = sheet.hints.iter().filter(|hint| team_of(**hint) == Some(id));
        lines.extend(about.map(|hint| hint_in_words(&workspace, *hint)));
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <h3>"Worth a look"</h3> <ul class="teams-lines">{lines}</ul> }
        })
    };
    view! { {lines} }.into_any()
}

/// The team that a hint is about.
const fn team_of(hint: Hint) -> Option<TeamId> {
    match hint {
        Hint::Busy { team, .. }
        | Hint::ManyKinds { team, .. }
        | Hint::ManySubjects { team, .. }
        | Hint::FewOnCall { team, .. }
        | Hint::OneInTeam { team, .. } => Some(team),
        Hint::OneHolder { .. } | Hint::OneForStep { .. } => None,
    }
}

fn remove(desk: Desk) -> AnyView {
    let act = move |_| {
        let Some(team) = desk.now() else { return };
        desk.chosen.set(None);
        let said = format!("Team \"{}\" removed.", team.name);
        desk.session.change_saying(&Command::RemoveTeam { team: team.id }, said);
        crate::platform::page::focus_soon("teams-add");
    };
    view! { <button type="button" class="button danger" on:click=act>"Remove team"</button> }.into_any()
}
