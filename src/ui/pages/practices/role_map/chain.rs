//! Each stream as a chain of its steps, with marks where work changes hands: today, as planned, or in both.

use leptos::prelude::*;
use trivium_core::{
    chart::{
        map::words::{counted, short},
        teams::words::passing_in_words,
    },
    engine::governance::{Hand, LinkHands, Passing, StreamHandOvers, hand_overs, hands_of},
    model::{Step, ValueStream, Workspace},
};

use super::super::Desk;

/// All streams of today.
pub(super) fn view(desk: Desk) -> Option<AnyView> {
    let workspace = desk.workspace()?;
    let today = workspace.streams.iter().filter(|stream| stream.future_of.is_none() && !stream.steps.is_empty());
    let chains: Vec<AnyView> = today.map(|stream| chain(&workspace, stream)).collect();
    if chains.is_empty() {
        let words = "No stream has steps yet. Type them on the page Value chain, then say who holds their roles.";
        return Some(view! { <p class="second">{words}</p> }.into_any());
    }
    let key = "Hands are the holders of the roles of a step, else its team. People of one team count as one.";
    Some(view! { {chains} <p class="small-text muted">{key}</p> }.into_any())
}

/// The class of a mark.
const fn class_of(passing: Passing) -> &'static str {
    match passing {
        Passing::SameHands => "hands-mark hands-same",
        Passing::Stays => "hands-mark hands-stays",
        Passing::Created => "hands-mark hands-created",
        Passing::Removed => "hands-mark hands-removed",
        Passing::Unknown => "hands-mark hands-unknown",
    }
}

fn sentence(found: &StreamHandOvers) -> String {
    let sums = found.totals;
    if sums.links == sums.unknown {
        return "n/a, because no link joins two steps whose hands are known.".to_owned();
    }
    let unknown = match sums.unknown {
        0 => String::new(),
        unknown => format!(" {} unknown.", counted(unknown, "link is", "links are")),
    };
    format!(
        "{} today, {} as planned: {}, {} created, {} removed. An item meets {} today and {} as planned.{unknown}",
        counted(sums.today(), "hand-over", "hand-overs"),
        sums.later(),
        counted(sums.stays, "stays", "stay"),
        sums.created,
        sums.removed,
        short(sums.per_item_today),
        short(sums.per_item_later)
    )
}

fn chain(workspace: &Workspace, stream: &ValueStream) -> AnyView {
    let found = hand_overs(workspace, stream);
    let mut items: Vec<AnyView> = Vec::new();
    for (at, step) in stream.steps.iter().enumerate() {
        items.push(chip(workspace, step));
        let next = stream.steps.get(at + 1).map(|next| next.id);
        for link in found.links.iter().filter(|link| link.from == step.id) {
            let to = (Some(link.to) != next).then(|| stream.step(link.to)).flatten();
            items.push(passing(link, to));
        }
    }
    view! {
        <section class="hands-stream"><h3>{stream.name.clone()}</h3><p>{sentence(&found)}</p>
            <ol class="hands-chain">{items}</ol></section>
    }
    .into_any()
}

fn names(workspace: &Workspace, hands: &[Hand]) -> String {
    let name = |hand: &Hand| match hand {
        Hand::Team(id) => workspace.team(*id).map(|team| team.name.clone()),
        Hand::Person(id) => workspace.practices.person(*id).map(|person| person.name.clone()),
    };
    let names: Vec<String> = hands.iter().filter_map(name).collect();
    if names.is_empty() { "unknown".to_owned() } else { names.join(", ") }
}

fn chip(workspace: &Workspace, step: &Step) -> AnyView {
    let (today, later) = (hands_of(workspace, step, false), hands_of(workspace, step, true));
    let planned = (later != today).then(|| {
        let later = format!("later {}", names(workspace, &later));
        view! { <span class="hands-later">{later}</span> }
    });
    view! {
        <li class="hands-step"><strong>{step.name.clone()}</strong><span>{names(workspace, &today)}</span>{planned}</li>
    }
    .into_any()
}

/// The mark between two steps; where work goes when it is not to the next of the list.
fn passing(link: &LinkHands, to: Option<&Step>) -> AnyView {
    let (sign, word) = passing_in_words(link.passing);
    let where_to = to.map(|to| format!(" to {}", to.name)).unwrap_or_default();
    view! { <li class=class_of(link.passing)><span aria-hidden="true">{sign}</span>{word}{where_to}</li> }.into_any()
}
