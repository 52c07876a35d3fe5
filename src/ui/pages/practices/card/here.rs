//! What this workspace says of a practice: where it is used, who answers for it, how mature it is.

use leptos::prelude::*;
use trivium_core::{
    catalog::{maturity, places::run_by, roles::name as role_name},
    engine::governance::Standing,
    model::{Practice, Subject},
};

use super::{
    super::{maturity::spread_words, page_of},
    Desk, section,
};
use crate::ui::router::Page;

/// The steps that name it, stream by stream.
pub(super) fn streams(desk: Desk, practice: Practice) -> AnyView {
    let rows = move || {
        let workspace = desk.workspace();
        let streams = workspace.iter().flat_map(|workspace| workspace.streams.iter());
        let rows: Vec<AnyView> = streams
            .filter_map(|stream| {
                let steps: Vec<&str> = stream
                    .steps
                    .iter()
                    .filter(|step| step.practices.contains(&practice))
                    .map(|step| step.name.as_str())
                    .collect();
                let words = steps.join(", ");
                (!steps.is_empty()).then(|| {
                    view! { <li><a class="link" href=Page::ValueChain.href()>{stream.name.clone()}</a><span class="sub">{words}</span></li> }.into_any()
                })
            })
            .collect();
        if rows.is_empty() {
            view! { <p class="second">"No step names it. Steps say which practices they use in the inspector of the "<a class="link" href=Page::ValueChain.href()>"value chain"</a>"."</p> }.into_any()
        } else {
            view! { <ul class="practice-card-list">{rows}</ul> }.into_any()
        }
    };
    section("Used in value streams", view! { {rows} }.into_any())
}

/// The pages that carry it out.
pub(super) fn pages(practice: Practice) -> AnyView {
    let rows: Vec<AnyView> = run_by(practice)
        .iter()
        .map(|(page, does)| {
            let page = page_of(*page);
            view! { <li><a class="link" href=page.href()>{page.title()}</a><span class="sub">{format!("{does}.")}</span></li> }.into_any()
        })
        .collect();
    let body = if rows.is_empty() {
        view! { <p class="second">"No page of this app carries it out."</p> }.into_any()
    } else {
        view! { <ul class="practice-card-list">{rows}</ul> }.into_any()
    };
    section("Carried out by", body)
}

/// Its row of the RACI table, and its maturity.
pub(super) fn said(desk: Desk, practice: Practice) -> AnyView {
    let raci = move || {
        let duties =
            desk.practices.with(|practices| practices.row(Subject::Practice(practice)).map(|row| row.duties.clone()));
        match duties {
            None => "RACI: nobody has filled its row.".to_owned(),
            Some(duties) => {
                let words: Vec<String> =
                    duties.iter().map(|duty| format!("{} {}", duty.letter.sign(), role_name(duty.role))).collect();
                format!("RACI: {}.", words.join(", "))
            }
        }
    };
    let maturity = move || {
        let standing = desk.practices.with(|practices| Standing::of(practices, practice));
        let level = match standing.now() {
            Some(level) => {
                let how = if standing.is_voted() { "voted" } else { "by criteria" };
                format!("level {level}, {}, {how}", maturity::about(level).name)
            }
            None if standing.gate.is_some() => {
                "level n/a, because criteria have not been looked at and nobody has voted".to_owned()
            }
            None => "level n/a, because nobody has voted and there are no criteria".to_owned(),
        };
        let target = standing.target.map_or_else(|| "no target".to_owned(), |target| format!("target {target}"));
        format!("Maturity: {level}; {target}; {}.", spread_words(standing.votes))
    };
    section("In your organisation", view! { <p class="second">{raci}</p><p class="second">{maturity}</p> }.into_any())
}
