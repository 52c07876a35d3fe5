//! The team of a step. The last entry makes a new one.

use leptos::prelude::*;
use trivium_core::{
    edit::{Command, NewIds},
    exchange::adopt::usual_team,
    model::{Step, StepId, Team, TeamId, Workspace},
};

use super::super::{room::Room, typed, words};
use crate::{
    platform::page,
    ui::kit::{Field, Select},
};

/// The select, and the field in which a new team gets its name.
const SELECT: &str = "chain-team";
const NAME: &str = "chain-team-name";

/// Who does the step.
pub(super) fn view(room: Room, id: StepId) -> AnyView {
    let teams = Memo::new(move |_| {
        room.session().workspace().with(|workspace| workspace.as_ref().map(|found| named(found)).unwrap_or_default())
    });
    let naming = RwSignal::new(false);
    let options = Signal::derive(move || {
        let mut options = vec!["No team".to_owned()];
        options.extend(teams.read().iter().map(|(_, name)| name.clone()));
        options.push("New team ...".to_owned());
        options
    });
    let chosen = Signal::derive(move || {
        let teams = teams.read();
        let now = room.step(id).and_then(|step| step.team);
        let known = teams.iter().position(|(team, _)| Some(*team) == now).map_or(0, |at| at + 1);
        if naming.get() { teams.len() + 1 } else { known }
    });
    let choose = Callback::new(move |index: usize| {
        let teams = teams.get_untracked();
        let new = index > teams.len();
        naming.set(new);
        if new {
            page::focus_soon(NAME);
        } else {
            let team = index.checked_sub(1).and_then(|at| teams.get(at)).map(|(team, _)| *team);
            if let Err(sentence) = assign(room, id, team) {
                room.session().say(sentence, false);
            }
        }
    });
    view! {
        <Select label="Team" options=options chosen=chosen choose=choose id=SELECT
            help="Who does it. Another team at the next step is a hand-over."/>
        {move || naming.get().then(|| name_field(room, id, naming))}
    }
    .into_any()
}

/// Each team with its name and size.
fn named(workspace: &Workspace) -> Vec<(TeamId, String)> {
    let words = |team: &Team| {
        let people = words::counted(usize::from(team.people), "person", "people");
        (team.id, format!("{} ({people})", team.name))
    };
    workspace.teams.iter().map(words).collect()
}

fn assign(room: Room, id: StepId, team: Option<TeamId>) -> Result<(), String> {
    room.edit(id, |step| {
        step.team = team;
        Ok(())
    })
}

/// Where the new team gets its name; Escape leaves the step with the team it has.
fn name_field(room: Room, id: StepId, naming: RwSignal<bool>) -> AnyView {
    let done = move || {
        naming.set(false);
        page::focus_soon(SELECT);
    };
    let commit = Callback::new(move |text: String| {
        new_team(room, id, &text)?;
        done();
        Ok(())
    });
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if ev.key() == "Escape" {
            ev.stop_propagation();
            done();
        }
    };
    view! {
        <div on:keydown=on_key>
            <Field label="Name of the new team" value=Signal::stored(String::new()) commit=commit id=NAME
                help="It begins with one person, who has 80 % of the week for planned work."/>
        </div>
    }
    .into_any()
}

/// Gives the step to the team of this name, which is made when there is none.
fn new_team(room: Room, id: StepId, text: &str) -> Result<(), String> {
    let name = typed::name(text)?;
    let Some((workspace, stream)) = room.session().now().zip(room.stream.get_untracked()) else { return Ok(()) };
    let wanted = name.to_lowercase();
    if let Some(known) = workspace.teams.iter().find(|team| team.name.to_lowercase() == wanted) {
        return assign(room, id, Some(known.id));
    }
    let Some(step) = stream.step(id) else { return Ok(()) };
    let team = usual_team(name, &mut NewIds::of(&workspace));
    let label = format!("Add team \"{}\" and give it \"{}\"", team.name, step.name);
    let said = format!("{} is done by {} now, a new team of one person.", step.name, team.name);
    let step = Step { team: Some(team.id), ..step.clone() };
    let both = [Command::AddTeam { team }, Command::UpdateStep { stream: stream.id, step }];
    let command = Command::together(&workspace, &both, label).map_err(|problem| problem.to_string())?;
    room.session().commit(&command)?;
    room.session().say(said, true);
    Ok(())
}
