//! How many practices of each group stand at which level: a heat map that is read by its numbers.

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        maturity,
        practices::{Group, GroupInFive, group, group_in_five},
    },
    engine::governance::{Standing, standings},
    model::{Edition, Practice},
};

use crate::ui::pages::practices::Desk;

/// A group: its name, and which practices belong to it.
type Practices = (&'static str, fn(Practice) -> bool);

/// The groups of an edition.
fn groups(edition: Edition) -> Vec<Practices> {
    match edition {
        Edition::Itil4 => vec![
            ("General", |practice| group(practice) == Group::General),
            ("Service", |practice| group(practice) == Group::Service),
            ("Technical", |practice| group(practice) == Group::Technical),
        ],
        Edition::Itil5 => vec![
            ("General", |practice| group_in_five(practice) == GroupInFive::General),
            ("Product and service", |practice| group_in_five(practice) == GroupInFive::ProductAndService),
        ],
    }
}

/// The card.
pub(super) fn view(desk: Desk) -> AnyView {
    let rows = move || {
        let Some(workspace) = desk.workspace() else { return Vec::new() };
        let all = standings(&workspace.practices);
        groups(workspace.edition).into_iter().map(|(name, belongs)| row(name, &all, belongs)).collect::<Vec<_>>()
    };
    let head = (1..=5).map(|level| {
        view! { <th scope="col" class="number">{level}<span class="sub">{maturity::about(level).name}</span></th> }
    });
    view! {
        <section class="card flush" aria-labelledby="levels-title">
            <div class="card-head"><h2 id="levels-title">"Levels by group"</h2><span class="side">"practices at a level now, and aimed at"</span></div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Levels by group"><table class="table level-heat">
                <thead><tr><th scope="col">"Group"</th>{head.collect_view()}<th scope="col" class="number">"Not judged"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        </section>
    }
    .into_any()
}

fn row(name: &'static str, all: &[Standing], belongs: fn(Practice) -> bool) -> AnyView {
    let group: Vec<&Standing> = all.iter().filter(|standing| belongs(standing.practice)).collect();
    let cell = |level: u8| {
        let now = group.iter().filter(|standing| standing.now() == Some(level)).count();
        let aimed = group.iter().filter(|standing| standing.target == Some(level)).count();
        let aimed = (aimed > 0).then(|| view! { <span class="sub">{format!("target {aimed}")}</span> });
        view! { <td class=format!("number {}", tint(now, group.len()))>{now}{aimed}</td> }
    };
    let unknown = group.iter().filter(|standing| standing.now().is_none()).count();
    view! {
        <tr>
            <th scope="row">{name}<span class="sub">{format!("{} practices", group.len())}</span></th>
            {(1..=5).map(cell).collect_view()}
            <td class="number">{unknown}</td>
        </tr>
    }
    .into_any()
}

/// One of four steps of one hue, by the share of the group.
const fn tint(count: usize, of: usize) -> &'static str {
    if count == 0 {
        "heat-0"
    } else if count * 4 <= of {
        "heat-1"
    } else if count * 2 <= of {
        "heat-2"
    } else {
        "heat-3"
    }
}
