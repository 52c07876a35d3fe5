//! All practices, each from now to its target.

use leptos::prelude::*;
use trivium_core::{
    catalog::{maturity, practices::about},
    engine::governance::{Standing, practices_in_use},
    model::Practice,
};

use super::{Room, pictures, standing};
use crate::ui::kit::Segmented;

/// Which practices are listed.
const SHOWN: [&str; 3] = ["All", "In use", "With a target"];

/// The card.
pub(super) fn view(room: Room) -> AnyView {
    let desk = room.desk;
    let shown = RwSignal::new(0_usize);
    let in_use = Memo::new(move |_| desk.workspace().map(|workspace| practices_in_use(&workspace)).unwrap_or_default());
    let row = move |practice: Practice| row(room, practice, shown, in_use);
    let judged = move || {
        desk.practices.with(|practices| {
            let all = Practice::ALL.into_iter().map(|practice| Standing::of(practices, practice));
            let (judged, aimed) = all.fold((0, 0), |(judged, aimed), standing| {
                (judged + usize::from(standing.now().is_some()), aimed + usize::from(standing.target.is_some()))
            });
            format!("{judged} of 34 judged, {aimed} with a target. Not every practice aims at 5.")
        })
    };
    view! {
        <section class="card flush" aria-labelledby="maturity-title">
            <div class="card-head">
                <h2 id="maturity-title">"Maturity of practices"</h2>
                <span class="sentence">{judged}</span>
                <span class="side"><Segmented label="Practices shown" options=SHOWN.to_vec() chosen=shown choose=Callback::new(move |index| shown.set(index))/></span>
            </div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Table: Maturity of practices">
                <table class="table maturity-table">
                    <thead><tr>
                        <th scope="col">"Practice"</th><th scope="col">"Now"</th>
                        <th scope="col"><span class="visually-hidden">"From now to the target, levels "</span>{pictures::scale()}</th>
                        <th scope="col" class="number">"Target"</th><th scope="col" class="number">"Missing"</th><th scope="col">"Votes"</th>
                    </tr></thead>
                    <tbody>{Practice::ALL.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p class="small-text muted maturity-foot">"A ring is now, a violet bar the target. Levels follow the ITIL maturity model of 2021: all criteria of a level and of those below it that apply. While the next level has only criteria that nobody has looked at, votes stand."</p>
        </section>
    }
    .into_any()
}

fn row(room: Room, practice: Practice, shown: RwSignal<usize>, in_use: Memo<Vec<Practice>>) -> AnyView {
    let standing = standing(room.desk, practice);
    let hidden = move || match shown.get() {
        1 => in_use.with(|in_use| !in_use.contains(&practice)),
        2 => standing.with(|standing| standing.target.is_none()),
        _ => false,
    };
    let chosen = move || room.opened.get() == Some(practice);
    view! {
        <tr class:selected=chosen hidden=hidden>
            <th scope="row"><button type="button" class="link" aria-expanded=move || if chosen() { "true" } else { "false" } on:click=move |_| room.open(practice)>{about(practice).name}</button></th>
            {move || cells(standing.get(), room.covers(practice))}
        </tr>
    }
    .into_any()
}

/// While votes on a practice are counted they are covered here as well, so that nobody votes by them.
fn cells(standing: Standing, covered: bool) -> AnyView {
    let hidden = covered && standing.is_voted();
    let now = standing.now().filter(|_| !hidden);
    let judged = if let Some(level) = now {
        let how = if standing.is_voted() { "voted" } else { "by criteria" };
        view! { {level}" "{maturity::about(level).name}<span class="sub">{how}</span> }.into_any()
    } else {
        let why = if hidden { "votes covered" } else { "not judged" };
        let open = standing
            .gate
            .map(|gate| view! { <span class="sub">{format!("{} criteria not looked at", gate.open())}</span> });
        view! { <span class="na">{why}</span>{open} }.into_any()
    };
    let target = standing.target.map_or_else(|| "none".to_owned(), |target| target.to_string());
    let missing = match standing.gap().filter(|_| !hidden) {
        Some(0) => "reached".to_owned(),
        Some(gap) => gap.to_string(),
        None => String::new(),
    };
    let votes = (!covered && standing.votes.count() > 0).then(|| pictures::spread(standing.votes));
    view! {
        <td>{judged}</td><td>{pictures::dumbbell(now, standing.target)}</td>
        <td class="number">{target}</td><td class="number">{missing}</td><td>{votes}</td>
    }
    .into_any()
}
