//! Where each capability of each team is at home: a table that is filled by keyboard.

use std::cell::RefCell;

use leptos::prelude::*;
use trivium_core::{
    catalog::teams::{ability, ability_row, home},
    model::{Ability, Arrangement, Practices, Team, TeamCapability, TeamId, check::LONGEST_NAME},
};

use super::Desk;
use crate::ui::{
    kit::{Cursor, Field, LineCapture, Segmented},
    pages::value_chain::typed,
};

/// The field for own words about the cell at hand.
const WORDS: &str = "teams-own-words";

thread_local! {
    /// The own rows of a workspace, by its id: one that no team speaks of is still here for who comes back to the page.
    static OWN: RefCell<(String, Vec<String>)> = const { RefCell::new((String::new(), Vec::new())) };
}

/// Handles of the table. `Copy`.
#[derive(Clone, Copy)]
struct Grid {
    desk: Desk,
    cursor: Cursor,
    /// The rows: those of the mapping table, then own ones.
    abilities: Memo<Vec<Ability>>,
    /// The columns.
    teams: Memo<Vec<(TeamId, String)>>,
    /// Own capabilities in the order of their rows, also those of which no team says anything yet, or any more.
    own: RwSignal<Vec<String>>,
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

    /// Holds the own rows where they are: neither what is said next nor what is emptied moves or drops one.
    fn keep(self, more: Option<String>) {
        let rows = self.abilities.get_untracked();
        let named = rows.into_iter().filter_map(|known| match known {
            Ability::Own(name) => Some(name),
            _ => None,
        });
        let own: Vec<String> = named.chain(more).collect();
        if let Some(workspace) = self.desk.session.now() {
            OWN.set((workspace.id.clone(), own.clone()));
        }
        self.own.set(own);
    }

    /// Changes the chosen cells, team by team.
    fn set(self, with: Option<&Arrangement>) {
        self.keep(None);
        let cells: Vec<(Ability, TeamId, String)> =
            untrack(|| self.cursor.chosen().into_iter().filter_map(|spot| self.of(spot)).collect());
        let mut teams: Vec<Team> = Vec::new();
        for (ability, id, _) in cells {
            if !teams.iter().any(|team| team.id == id) {
                teams.extend(self.desk.team_now(id));
            }
            if let Some(team) = teams.iter_mut().find(|team| team.id == id) {
                put(&mut team.capabilities, ability, with.cloned());
            }
        }
        self.desk.update(teams, "Change where capabilities come from");
        self.desk.session.speak(with.map_or("empty", |arrangement| word(Some(arrangement)).1));
    }
}

/// Says where an ability is at home, in the place where it was said before; `None` takes it out.
fn put(known: &mut Vec<TeamCapability>, ability: Ability, with: Option<Arrangement>) {
    let at = known.iter().position(|one| one.ability == ability);
    match (at.and_then(|at| known.get_mut(at)), with) {
        (Some(one), Some(arrangement)) => one.arrangement = arrangement,
        (Some(_), None) => known.retain(|one| one.ability != ability),
        (None, Some(arrangement)) => known.push(TeamCapability { ability, arrangement }),
        (None, None) => {}
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
    let here = desk.session.now().map(|workspace| workspace.id.clone());
    let own =
        RwSignal::new(OWN.with_borrow(|(of, own)| if here.as_ref() == Some(of) { own.clone() } else { Vec::new() }));
    let abilities = Memo::new(move |_| {
        let mut all: Vec<Ability> = Ability::BUILT_IN.to_vec();
        let mut add = |own: &Ability| {
            if !all.contains(own) {
                all.push(own.clone());
            }
        };
        own.get().into_iter().for_each(|own| add(&Ability::Own(own)));
        if let Some(workspace) = desk.workspace() {
            workspace.teams.iter().flat_map(|team| &team.capabilities).for_each(|known| add(&known.ability));
        }
        all
    });
    let teams = Memo::new(move |_| desk.names());
    let size = Signal::derive(move || (abilities.read().len(), teams.read().len()));
    let grid = Grid { desk, cursor: Cursor::new(size), abilities, teams, own };
    view! {
        <section class="card flush">
            <div class="card-head"><h2>"Where does each team get a capability from?"</h2>
                <span class="sentence">"T, traditional: from a team of its own, to which work is handed over. I, integrated: inside the team. O: in own words."</span></div>
            {table(grid)}
            <div class="teams-hand" role="group" aria-label="The chosen cell">{move || hand(grid)}</div>
            <p class="small-text second teams-keys">"Arrow keys move, Shift extends; T, I and O set, Delete empties."</p>
            {own_rows(grid)}
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
        <div class="scroll-x"><table class="table teams-cells" role="grid" aria-label="Where each team gets a capability from" on:keydown=on_key>
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
    let mapping = grid.desk.workspace().and_then(|workspace| {
        let [traditional, integrated] = home(&workspace.practices, &of)?;
        let source = source(&workspace.practices, &of);
        Some(format!("Traditional: {traditional}. Integrated: {integrated}. Source: {source}."))
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
            <Segmented label="Where the team gets it from" options=vec!["Traditional", "Integrated"] chosen=Signal::stored(chosen) choose=choose/>
            <Field label="In own words" id=WORDS value=Signal::stored(words) commit=commit/>
            <button type="button" class="button small" disabled=empty on:click=move |_| { grid.set(None); back(); }>"Empty"</button>
            {mapping.map(|mapping| view! { <p class="small-text second">{mapping}</p> })}
        }
        .into_any(),
    )
}

/// Whose words the mapping line is made of.
fn source(practices: &Practices, of: &Ability) -> &'static str {
    let edit = ability_row(of).and_then(|row| practices.rows.iter().find(|edit| edit.row == row));
    // The first cell names the capability; the line is made of the two after it.
    let own = |at: usize| edit.and_then(|edit| edit.cells.get(at)).is_some_and(Option::is_some);
    match (own(1), own(2)) {
        (false, false) => "ITIL v5 Compass, second-hand",
        (true, true) => "your own words",
        (true, false) => "your own words for traditional, else ITIL v5 Compass, second-hand",
        (false, true) => "your own words for integrated, else ITIL v5 Compass, second-hand",
    }
}

/// Adds a row of the team's own.
fn own_rows(grid: Grid) -> AnyView {
    let take = Callback::new(move |typed: String| {
        let name = typed::name(&typed).map_err(|sentence| vec![sentence])?;
        let known = grid.abilities.get_untracked().iter().any(|known| ability(known).eq_ignore_ascii_case(&name));
        if known {
            return Err(vec![format!("\"{name}\" is there already.")]);
        }
        grid.keep(Some(name));
        Ok(())
    });
    view! {
        <div class="card-foot"><LineCapture id="capability-add" label="Add a capability of your own" placeholder="A capability of your own"
            help="Such as Data. It is saved with the workspace as soon as a team says where it gets it from; until then it stands here while this window is open." take=take/></div>
    }
    .into_any()
}
