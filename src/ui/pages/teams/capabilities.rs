//! Where each capability of each team is at home: a table that is filled by keyboard.

use leptos::prelude::*;
use trivium_core::{
    catalog::teams::{ability, home},
    model::{Ability, Arrangement, Team, TeamCapability, TeamId, check::LONGEST_NAME},
};

use super::Desk;
use crate::ui::{
    kit::{Cursor, Field, LineCapture, Segmented},
    pages::value_chain::typed,
};

/// The field for own words about the cell at hand.
const WORDS: &str = "teams-own-words";

/// Handles of the table. `Copy`.
#[derive(Clone, Copy)]
struct Grid {
    desk: Desk,
    cursor: Cursor,
    /// The rows: those of the mapping table, then own ones.
    abilities: Memo<Vec<Ability>>,
    /// The columns.
    teams: Memo<Vec<(TeamId, String)>>,
    /// Own capabilities of which no team has said anything yet.
    new: RwSignal<Vec<String>>,
}

impl Grid {
    /// What a cell is about.
    fn of(self, (row, column): (usize, usize)) -> Option<(Ability, TeamId, String)> {
        let ability = self.abilities.with(|all| all.get(row).cloned())?;
        let (team, name) = self.teams.with(|all| all.get(column).cloned())?;
        Some((ability, team, name))
    }

    /// What stands in a cell.
    fn value(self, ability: &Ability, team: TeamId) -> Option<Arrangement> {
        let workspace = self.desk.workspace()?;
        arrangement(workspace.team(team)?, ability).cloned()
    }

    /// Changes the chosen cells, team by team.
    fn set(self, with: Option<&Arrangement>) {
        let cells: Vec<(Ability, TeamId, String)> =
            untrack(|| self.cursor.chosen().into_iter().filter_map(|spot| self.of(spot)).collect());
        let mut teams: Vec<Team> = Vec::new();
        for (ability, id, _) in cells {
            if !teams.iter().any(|team| team.id == id) {
                teams.extend(self.desk.team_now(id));
            }
            if let Some(team) = teams.iter_mut().find(|team| team.id == id) {
                team.capabilities.retain(|known| known.ability != ability);
                team.capabilities
                    .extend(with.map(|arrangement| TeamCapability { ability, arrangement: arrangement.clone() }));
            }
        }
        self.desk.update(teams, "Change where capabilities are at home");
        self.desk.session.speak(with.map_or("empty", |arrangement| word(Some(arrangement)).1));
    }
}

fn arrangement<'a>(team: &'a Team, ability: &Ability) -> Option<&'a Arrangement> {
    team.capabilities.iter().find(|known| known.ability == *ability).map(|known| &known.arrangement)
}

/// The letter of a cell, and its word.
fn word(arrangement: Option<&Arrangement>) -> (&'static str, &'static str) {
    match arrangement {
        None => ("", "not said"),
        Some(Arrangement::Traditional) => ("T", "traditional"),
        Some(Arrangement::Integrated) => ("I", "integrated"),
        Some(Arrangement::Own(_)) => ("O", "own words"),
    }
}

/// The card.
pub(super) fn view(desk: Desk) -> AnyView {
    let new = RwSignal::new(Vec::<String>::new());
    let abilities = Memo::new(move |_| {
        let mut all: Vec<Ability> = Ability::BUILT_IN.to_vec();
        let mut add = |own: &Ability| {
            if !all.contains(own) {
                all.push(own.clone());
            }
        };
        if let Some(workspace) = desk.workspace() {
            workspace.teams.iter().flat_map(|team| &team.capabilities).for_each(|known| add(&known.ability));
        }
        new.get().into_iter().for_each(|own| add(&Ability::Own(own)));
        all
    });
    let teams = Memo::new(move |_| desk.names());
    let size = Signal::derive(move || (abilities.read().len(), teams.read().len()));
    let grid = Grid { desk, cursor: Cursor::new(size), abilities, teams, new };
    view! {
        <section class="card flush">
            <div class="card-head"><h2>"Who owns which capability?"</h2>
                <span class="sentence">"Traditional: a team of its own, to which work is handed over. Integrated: inside the team."</span></div>
            {table(grid)}
            <div class="teams-hand" role="group" aria-label="The chosen cell">{move || hand(grid)}</div>
            <p class="small-text second teams-keys">"Arrow keys move, Shift extends; T, I and O set, Delete empties."</p>
            {own(grid)}
        </section>
    }
    .into_any()
}

fn table(grid: Grid) -> AnyView {
    let on_key = move |ev: web_sys::KeyboardEvent| {
        if !grid.cursor.follow(&ev) {
            on_letter(grid, &ev);
        }
    };
    let head = move || {
        let name = |(_, name): (TeamId, String)| view! { <th scope="col">{name}</th> };
        grid.teams.get().into_iter().map(name).collect_view()
    };
    let rows = move || {
        let teams = grid.teams.get();
        let row = |(row, of): (usize, Ability)| {
            let cells = teams.iter().enumerate();
            let cells = cells.map(|(at, (team, name))| cell(grid, &of, (*team, name), (row, at))).collect_view();
            view! { <tr role="row"><th scope="row" role="rowheader">{ability(&of).to_owned()}</th>{cells}</tr> }
        };
        grid.abilities.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <div class="scroll-x"><table class="table teams-cells" role="grid" aria-label="Capabilities of teams" on:keydown=on_key>
            <thead><tr role="row"><th scope="col">"Capability"</th>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}

fn cell(grid: Grid, of: &Ability, (team, name): (TeamId, &str), spot: (usize, usize)) -> AnyView {
    let (of, label) = (of.clone(), format!("{}, {name}", ability(of)));
    let now = Memo::new(move |_| grid.value(&of, team));
    let label = move || format!("{label}: {}", now.with(|now| word(now.as_ref()).1));
    let class = move || match now.with(|now| word(now.as_ref()).0) {
        "T" => "team-cell traditional",
        "I" => "team-cell integrated",
        "O" => "team-cell own",
        _ => "team-cell",
    };
    let shown = move || {
        now.with(|now| match now {
            Some(Arrangement::Own(words)) => words.clone(),
            other => word(other.as_ref()).0.to_owned(),
        })
    };
    view! {
        <td role="gridcell" aria-selected=move || if grid.cursor.holds(spot) { "true" } else { "false" }>
            <button type="button" class=class id=grid.cursor.cell_id(spot) tabindex=move || grid.cursor.tab_index(spot) aria-label=label
                class:at-hand=move || grid.cursor.at() == spot
                on:click=move |ev: web_sys::MouseEvent| grid.cursor.go(spot, ev.shift_key())
                on:focus=move |_| { if untrack(|| grid.cursor.at()) != spot { grid.cursor.go(spot, false); } }>
                {shown}
            </button>
        </td>
    }
    .into_any()
}

fn on_letter(grid: Grid, ev: &web_sys::KeyboardEvent) {
    if ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
        return;
    }
    match ev.key().to_lowercase().as_str() {
        "t" => grid.set(Some(&Arrangement::Traditional)),
        "i" => grid.set(Some(&Arrangement::Integrated)),
        "o" => crate::platform::page::focus(WORDS),
        "delete" | "backspace" => grid.set(None),
        _ => return,
    }
    ev.prevent_default();
}

/// The cell at hand: what stands there, what the mapping table says of its capability, and what can be done.
fn hand(grid: Grid) -> Option<AnyView> {
    let (of, team, name) = grid.of(grid.cursor.at())?;
    let now = grid.value(&of, team);
    let count = grid.cursor.chosen().len();
    let what = if count > 1 { format!("{count} cells") } else { format!("{}, {name}", ability(&of)) };
    let mapping =
        grid.desk.workspace().and_then(|workspace| home(&workspace.practices, &of)).map(|[traditional, integrated]| {
            format!("Traditional: {traditional}. Integrated: {integrated}. Source: ITIL v5 Compass, second-hand.")
        });
    let chosen = match now {
        Some(Arrangement::Traditional) => 0,
        Some(Arrangement::Integrated) => 1,
        _ => 9,
    };
    // The bar is made anew after a change, so the focus goes back to the cell.
    let back = move || crate::platform::page::focus_soon(&untrack(|| grid.cursor.cell_id(grid.cursor.at())));
    let choose = Callback::new(move |at: usize| {
        grid.set(Some(if at == 0 { &Arrangement::Traditional } else { &Arrangement::Integrated }));
        back();
    });
    let words = match &now {
        Some(Arrangement::Own(words)) => words.clone(),
        _ => String::new(),
    };
    let commit = Callback::new(move |text: String| {
        let words = typed::words(&text, LONGEST_NAME, "arrangement")?;
        grid.set((!words.is_empty()).then_some(Arrangement::Own(words)).as_ref());
        back();
        Ok(())
    });
    let empty = now.is_none() && count == 1;
    Some(
        view! {
            <strong>{what}</strong>
            <Segmented label="Where it is at home" options=vec!["Traditional", "Integrated"] chosen=Signal::stored(chosen) choose=choose/>
            <Field label="In own words" id=WORDS value=Signal::stored(words) commit=commit/>
            <button type="button" class="button small" disabled=empty on:click=move |_| { grid.set(None); back(); }>"Empty"</button>
            {mapping.map(|mapping| view! { <p class="small-text second">{mapping}</p> })}
        }
        .into_any(),
    )
}

/// Adds a row of the team's own.
fn own(grid: Grid) -> AnyView {
    let take = Callback::new(move |typed: String| {
        let name = typed::name(&typed).map_err(|sentence| vec![sentence])?;
        let known = grid.abilities.get_untracked().iter().any(|known| ability(known).eq_ignore_ascii_case(&name));
        if known {
            return Err(vec![format!("\"{name}\" is there already.")]);
        }
        grid.new.update(|new| new.push(name));
        Ok(())
    });
    view! {
        <div class="card-foot"><LineCapture id="capability-add" label="Add a capability of your own" placeholder="A capability of your own"
            help="Such as Data. It is kept as soon as a team says where it is at home." take=take/></div>
    }
    .into_any()
}
