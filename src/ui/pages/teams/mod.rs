//! Teams: who owns which capability, who provides what to whom, and what it costs the streams.

mod capabilities;
mod capture;
mod effect;
mod inspector;
mod list;
mod picture;
mod platform;
mod suppliers;

use std::{cell::Cell, sync::Arc};

use leptos::prelude::*;
use trivium_core::{
    edit::{Command, NewIds},
    engine::governance::{TeamsSheet, teams_sheet},
    exchange::{adopt::usual_team, map_csv::MapTable, roster::team_taken},
    model::{Party, Team, TeamId, Workspace},
};

use super::{practices::exchange, value_chain::typed};
use crate::ui::{kit::Tabs, router::Page, shell::PageHead, state::Session};

/// The forms of the page, in the order of the tabs.
const FORMS: [fn(Desk) -> AnyView; 5] = [list::view, platform::view, suppliers::view, picture::view, effect::view];

thread_local! {
    /// The form and the team that were looked at last: who comes back to the page finds them again.
    static OPEN: Cell<usize> = const { Cell::new(0) };
    static CHOSEN: Cell<Option<TeamId>> = const { Cell::new(None) };
}

/// Handles of the page. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    /// Which form is open.
    form: RwSignal<usize>,
    chosen: RwSignal<Option<TeamId>>,
    /// The team in the inspector: the chosen one, else the first.
    team: Memo<Option<Team>>,
    /// What follows from the teams.
    sheet: Memo<Option<Arc<TeamsSheet>>>,
}

impl Desk {
    fn workspace(self) -> Option<Arc<Workspace>> {
        self.session.workspace().get()
    }

    /// Puts a changed team in the place of what it was, for a field.
    fn put(self, team: Team) -> Result<(), String> {
        self.session.commit(&Command::UpdateTeam { team })
    }

    /// Gives a team another name, unless it is none or another team has it.
    fn rename(self, team: Team, text: &str) -> Result<(), String> {
        let name = typed::name(text)?;
        let taken = self.session.now().and_then(|workspace| team_taken(&workspace, team.id, &name));
        taken.map_or(Ok(()), Err)?;
        self.put(Team { name, ..team })
    }

    /// The same for a control without a line of its own for what is refused.
    fn set(self, team: Team) {
        self.session.change(&Command::UpdateTeam { team });
    }

    /// The team in the inspector as it is now, without subscribing.
    fn now(self) -> Option<Team> {
        self.team.get_untracked()
    }

    /// Another team as it is now, without subscribing.
    fn team_now(self, id: TeamId) -> Option<Team> {
        self.session.now()?.team(id).cloned()
    }

    /// All teams with their names.
    fn names(self) -> Vec<(TeamId, String)> {
        let workspace = self.workspace();
        workspace.iter().flat_map(|workspace| workspace.teams.iter()).map(|team| (team.id, team.name.clone())).collect()
    }

    /// Adds teams in one step of the history and looks at the last of them.
    fn add(self, teams: Vec<Team>) -> Result<(), String> {
        let (Some(workspace), Some(last)) = (self.session.now(), teams.last().map(|team| team.id)) else {
            return Ok(());
        };
        let said = match teams.as_slice() {
            [one] => format!("Added {}.", one.name),
            many => format!("Added {} teams.", many.len()),
        };
        let label = said.trim_end_matches('.').replace("Added", "Add");
        let commands: Vec<Command> = teams.into_iter().map(|team| Command::AddTeam { team }).collect();
        let command = match commands.as_slice() {
            [one] => one.clone(),
            many => Command::together(&workspace, many, label).map_err(|problem| problem.to_string())?,
        };
        self.session.commit(&command)?;
        self.chosen.set(Some(last));
        self.session.say(said, true);
        Ok(())
    }

    /// Changes several teams in one step of the history; what is refused is said in a toast.
    fn update(self, teams: Vec<Team>, label: &str) {
        let Some(workspace) = self.session.now() else { return };
        let commands: Vec<Command> = teams.into_iter().map(|team| Command::UpdateTeam { team }).collect();
        match commands.as_slice() {
            [] => {}
            [one] => self.session.change(one),
            many => match Command::together(&workspace, many, label.to_owned()) {
                Ok(all) => self.session.change(&all),
                Err(problem) => self.session.say(problem.to_string(), false),
            },
        }
    }

    /// Adds one team of which nothing is known yet. A supplier is named among the suppliers, without leaving their tab.
    fn add_one(self, party: Party) {
        let Some(workspace) = self.session.now() else { return };
        let supplier = party == Party::Supplier;
        let word = if supplier { "Supplier" } else { "Team" };
        let mut number = workspace.teams.iter().filter(|team| team.party == party).count() + 1;
        let mut team = usual_team(format!("{word} {number}"), &mut NewIds::of(&workspace));
        while team_taken(&workspace, team.id, &team.name).is_some() {
            number += 1;
            team.name = format!("{word} {number}");
        }
        let id = team.id;
        if let Err(sentence) = self.add(vec![Team { party, ..team }]) {
            self.session.say(sentence, false);
        }
        if supplier {
            crate::platform::page::focus_soon(&suppliers::name_id(id));
        } else {
            self.form.set(0);
            crate::platform::page::focus_first_soon("#team-name");
        }
    }
}

/// The page.
pub(crate) fn view() -> AnyView {
    let session = Session::expect();
    let chosen = RwSignal::new(CHOSEN.get());
    let team = Memo::new(move |_| {
        let workspace = session.workspace().get()?;
        let by_choice = chosen.get().and_then(|id| workspace.team(id));
        by_choice.or_else(|| workspace.teams.first()).cloned()
    });
    let sheet = Memo::new(move |_| session.workspace().get().map(|workspace| Arc::new(teams_sheet(&workspace))));
    let desk = Desk { session, form: RwSignal::new(OPEN.get()), chosen, team, sheet };
    Effect::new(move || OPEN.set(desk.form.get()));
    Effect::new(move || CHOSEN.set(chosen.get()));
    let actions = view! {
        {exchange::view(session, Signal::derive(move || table_of(desk.form.get())))}
        <button type="button" class="button primary" on:click=move |_| desk.add_one(Party::Internal)>"Add team"</button>
    }
    .into_any();
    let some = Memo::new(move |_| team.with(Option::is_some));
    let body = move || {
        if some.get() { FORMS.get(desk.form.get()).map(|view| view(desk)) } else { Some(nothing(desk)) }
    };
    view! {
        <PageHead page=Page::Teams ruled=true actions=actions/>
        <div class="page-tabs"><Tabs label="Forms of the teams" options=Signal::derive(move || tabs(desk)) chosen=desk.form/></div>
        <div class="page-body teams">{body}</div>
    }
    .into_any()
}

/// The table of a form, by its place: what "Exchange" offers first.
const fn table_of(form: usize) -> MapTable {
    match form {
        1 => MapTable::Platform,
        2 => MapTable::Contracts,
        3 => MapTable::Interactions,
        _ => MapTable::Teams,
    }
}

/// The names of the tabs, with counts.
fn tabs(desk: Desk) -> Vec<String> {
    let Some(workspace) = desk.workspace() else { return Vec::new() };
    let provided: usize = workspace.teams.iter().map(|team| team.provides.len()).sum();
    let suppliers = workspace.teams.iter().filter(|team| team.party == Party::Supplier).count();
    vec![
        format!("Teams {}", workspace.teams.len()),
        format!("Platform {provided}"),
        format!("Suppliers {suppliers}"),
        "Picture".to_owned(),
        "Effect on the streams".to_owned(),
    ]
}

fn nothing(desk: Desk) -> AnyView {
    view! {
        <div class="empty">
            <h2>"No team yet"</h2>
            <p>"Teams do the work of the steps. With them the page shows how often work is handed over, how long it waits there, who is busy over all streams, and what hangs on one person."</p>
            <p>"Type the first one, or paste rows from a spreadsheet: name, people, share of the week for planned work, kind."</p>
            {capture::view(desk)}
        </div>
    }
    .into_any()
}
