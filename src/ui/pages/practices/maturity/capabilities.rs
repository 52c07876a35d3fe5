//! Capabilities of the DORA catalogue: what people say to a few statements about each.

use leptos::prelude::*;
use trivium_core::{
    catalog::capabilities::{CREDIT, CoreMark, about, statements},
    chart::format,
    edit::MapEdit,
    engine::governance::{CapabilityScore, capability_score},
    model::{Capability, Votes},
};

use super::{
    ballot::{self, Ballot},
    pictures,
};
use crate::{
    platform::page,
    ui::{
        kit::{Icon, icon},
        pages::practices::Desk,
    },
};

/// The id of the head of the statements.
const HEAD: &str = "capability-statements";

/// What each answer means, the lowest first.
const ANSWERS: [&str; 5] = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"];

/// The table, and the statements of the capability that is open.
pub(super) fn view(desk: Desk) -> AnyView {
    let opened = RwSignal::new(None::<Capability>);
    let beside = move || {
        match opened.get() {
        Some(capability) => asked(desk, opened, capability),
        None => view! {
            <section class="card"><p class="second">"Open a capability, read each statement aloud, and count what people show with their fingers: 1 for strongly disagree, 5 for strongly agree. Counts stay covered until you show them."</p></section>
        }
        .into_any(),
    }
    };
    view! {
        <div class="maturity">
            <div class="maturity-main">{table(desk, opened)}</div>
            <div class="maturity-side">{beside}</div>
        </div>
    }
    .into_any()
}

/// The capabilities that have statements.
fn asked_about() -> impl Iterator<Item = Capability> {
    Capability::ALL.into_iter().filter(|capability| !statements(*capability).is_empty())
}

fn table(desk: Desk, opened: RwSignal<Option<Capability>>) -> AnyView {
    let rows = asked_about().map(|capability| row(desk, opened, capability)).collect_view();
    view! {
        <section class="card flush" aria-labelledby="capabilities-title">
            <div class="card-head">
                <h2 id="capabilities-title">"Capabilities"</h2>
                <span class="sentence">{format!("The {} core capabilities of {}: what DORA metrics (DevOps Research and Assessment) rest on.", asked_about().count(), Capability::ALL.len())}</span>
            </div>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Table: Capabilities"><table class="table maturity-table">
                <thead><tr>
                    <th scope="col">"Capability"</th><th scope="col" class="number">"Score of 10"</th><th scope="col" class="number">"Statements answered"</th><th scope="col">"Answers"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
            <p class="small-text muted maturity-foot">{format!(
                "A score is the mean over the statements that were answered, an answer v counting (v \u{2212} 1)/4\u{b7}10, as in DORA's Quick Check. \
                 Statements are in our own words; names: {CREDIT}. Bars count answers of 1 to 5 over all statements."
            )}</p>
            {others()}
        </section>
    }
    .into_any()
}

/// Those outside the core, by name: nothing is asked about them, since statements are of the core only.
fn others() -> AnyView {
    let rest = Capability::ALL.into_iter().filter(|capability| statements(*capability).is_empty());
    let rows: Vec<AnyView> = rest
        .map(|capability| {
            let about = about(capability);
            let mark = if about.core == CoreMark::NotCore { "not core" } else { "no mark" };
            view! { <li>{about.name}" "<span class="tag">{mark}</span><span class="sub">{about.purpose}"."</span></li> }
                .into_any()
        })
        .collect();
    view! {
        <details class="maturity-foot">
            <summary>{format!("The other {}, about which nothing is asked here", rows.len())}</summary>
            <ul class="rows">{rows}</ul>
        </details>
    }
    .into_any()
}

fn row(desk: Desk, opened: RwSignal<Option<Capability>>, capability: Capability) -> AnyView {
    let score = Memo::new(move |_| desk.practices.with(|practices| capability_score(practices, capability)));
    let chosen = move || opened.get() == Some(capability);
    let open = move |_| {
        opened.set(Some(capability));
        page::focus_soon(HEAD);
    };
    view! {
        <tr class:selected=chosen>
            <th scope="row"><button type="button" class="link" aria-expanded=move || if chosen() { "true" } else { "false" } on:click=open>{about(capability).name}</button></th>
            {move || cells(score.get(), statements(capability).len(), chosen())}
        </tr>
    }
    .into_any()
}

/// While a capability is open its result is covered, so that nobody votes by it.
fn cells(score: Option<CapabilityScore>, asked: usize, covered: bool) -> AnyView {
    let Some(score) = score else {
        return view! { <td class="number na">"not asked"</td><td class="number">{format!("0 of {asked}")}</td><td></td> }
            .into_any();
    };
    let answered = format!("{} of {asked}", score.statements);
    if covered {
        return view! { <td class="number na">"covered"</td><td class="number">{answered}</td><td></td> }.into_any();
    }
    view! {
        <td class="number"><strong>{format::fixed(score.score, 1)}</strong></td>
        <td class="number">{answered}</td>
        <td>{pictures::spread(score.votes)}</td>
    }
    .into_any()
}

fn asked(desk: Desk, opened: RwSignal<Option<Capability>>, capability: Capability) -> AnyView {
    let about = about(capability);
    let statement = move |(place, words): (u8, &'static str)| {
        view! { <li><p class="statement">{words}</p>{ballot::view(ballot_of(desk, capability, place, words))}</li> }
    };
    let list = (0_u8..).zip(statements(capability).iter().copied()).map(statement).collect_view();
    view! {
        <section class="card maturity-sheet" aria-labelledby=HEAD>
            <div class="card-head">
                <h2 id=HEAD tabindex="-1">{about.name}</h2>
                <span class="side"><button type="button" class="button quiet icon small" aria-label="Close" on:click=move |_| opened.set(None)>{icon(Icon::Close)}</button></span>
            </div>
            <p class="second">{about.purpose}"."</p>
            <ol class="statements">{list}</ol>
        </section>
    }
    .into_any()
}

fn ballot_of(desk: Desk, capability: Capability, statement: u8, words: &'static str) -> Ballot {
    let votes = Memo::new(move |_| {
        desk.practices.with(|practices| {
            let given = practices.capabilities.iter();
            let mut found = given.filter(|given| given.capability == capability && given.statement == statement);
            found.next().map_or_else(Votes::default, |given| given.votes)
        })
    });
    Ballot {
        about: words,
        words: ANSWERS,
        votes: votes.into(),
        shown: RwSignal::new(false),
        put: Callback::new(move |votes: Votes| desk.edit(MapEdit::SetAnswers { capability, statement, votes })),
    }
}
