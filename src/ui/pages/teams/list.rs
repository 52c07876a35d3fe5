//! All teams in a table, where their capabilities are at home, and the inspector of the chosen one.

use leptos::prelude::*;
use trivium_core::{
    catalog::teams::shape,
    chart::{format, map::words::counted, teams::words::busy_in_words},
    model::{Party, TeamId},
};

use super::{Desk, capabilities, capture, inspector};

/// A row in words.
#[derive(Clone, PartialEq)]
struct Row {
    id: TeamId,
    name: String,
    kind: &'static str,
    people: String,
    planned: String,
    busy: Result<String, &'static str>,
    serves: String,
}

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    view! {
        <div class="teams-grid">
            <div class="teams-main">
                <section class="card flush">
                    <div class="card-head"><h2>"Teams"</h2><span class="sentence">{move || sentence(desk)}</span></div>
                    {table(desk)}
                    <div class="card-foot">{capture::view(desk)}</div>
                </section>
                {capabilities::view(desk)}
            </div>
            <aside class="card teams-inspector" aria-label="Team">{inspector::view(desk)}</aside>
        </div>
    }
    .into_any()
}

fn sentence(desk: Desk) -> String {
    let Some(workspace) = desk.workspace() else { return String::new() };
    let people: u32 = workspace.teams.iter().map(|team| u32::from(team.people)).sum();
    let unsaid = workspace.teams.iter().filter(|team| team.party == Party::Internal && team.shape.is_none()).count();
    let unsaid = if unsaid == 0 {
        String::new()
    } else {
        format!(" Nobody has said of {} what kind it is.", counted(unsaid, "team", "teams"))
    };
    format!(
        "{} in {}.{unsaid}",
        format::counted(u64::from(people), "person", "people"),
        counted(workspace.teams.len(), "team", "teams")
    )
}

fn table(desk: Desk) -> AnyView {
    let rows = Memo::new(move |_| rows(desk));
    let body = move |row: Row| {
        let chosen = move || desk.team.with(|team| team.as_ref().map(|team| team.id)) == Some(row.id);
        let busy = match row.busy.clone() {
            Ok(busy) => view! { {busy} }.into_any(),
            Err(why) => dash(why),
        };
        view! {
            <tr class:selected=chosen>
                <th scope="row"><button type="button" class="link-row" aria-current=move || chosen().then_some("true")
                    on:click=move |_| desk.chosen.set(Some(row.id))><strong>{row.name.clone()}</strong></button></th>
                <td>{row.kind}</td>
                <td class="number">{row.people.clone()}</td>
                <td class="number">{row.planned.clone()}</td>
                <td>{row.serves.clone()}</td>
                <td class="number wrap">{busy}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="All teams"><table class="table teams-table">
            <thead><tr>
                <th scope="col">"Team"</th><th scope="col">"Kind"</th><th scope="col" class="number">"People"</th>
                <th scope="col" class="number">"Planned work"</th><th scope="col">"Serves"</th>
                <th scope="col" class="number">"Busy, all streams"</th>
            </tr></thead>
            <tbody><For each=move || rows.get() key=|row| (row.id, row.name.clone(), row.kind, row.people.clone(), row.planned.clone(), row.serves.clone(), row.busy.clone()) children=body/></tbody>
        </table></div>
        {move || rows.with(|rows| dashes(rows.iter().filter_map(|row| row.busy.as_ref().err().copied())))}
    }
    .into_any()
}

/// A dash in a cell, for what is not available; the reason is its title, and below the table once: see [`dashes`].
pub(super) fn dash(why: &'static str) -> AnyView {
    view! { <span class="na" title=format!("n/a, because {why}")><span aria-hidden="true">"\u{2013}"</span><span class="visually-hidden">"n/a"</span></span> }
        .into_any()
}

/// What the dashes of a table stand for, each reason once; nothing when it has none.
pub(super) fn dashes(all: impl Iterator<Item = &'static str>) -> Option<AnyView> {
    let mut reasons: Vec<&str> = Vec::new();
    for why in all {
        if !reasons.contains(&why) {
            reasons.push(why);
        }
    }
    let words = format!("\u{2013} n/a, because {}.", reasons.join(", or "));
    (!reasons.is_empty()).then(|| view! { <p class="small-text second teams-note">{words}</p> }.into_any())
}

fn rows(desk: Desk) -> Vec<Row> {
    let (Some(workspace), Some(sheet)) = (desk.workspace(), desk.sheet.get()) else { return Vec::new() };
    let row = |(team, load): (&trivium_core::model::Team, &trivium_core::engine::governance::TeamLoad)| Row {
        id: team.id,
        name: team.name.clone(),
        kind: match (team.party, team.shape) {
            (Party::Supplier, _) => "Supplier",
            (Party::Internal, Some(kind)) => shape(kind).0,
            (Party::Internal, None) => "not said",
        },
        people: team.people.to_string(),
        planned: format::share(team.planned_share),
        busy: busy_in_words(load),
        serves: match load.steps {
            0 => "no step".to_owned(),
            steps => {
                format!("{} of {}", counted(steps, "step", "steps"), counted(load.streams.len(), "stream", "streams"))
            }
        },
    };
    workspace.teams.iter().zip(&sheet.teams).map(row).collect()
}
