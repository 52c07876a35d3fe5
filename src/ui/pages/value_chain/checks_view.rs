//! The checks at the foot of the outline: each a sentence, a way to its place, and a fix where one is at hand.

use std::sync::Arc;

use leptos::prelude::*;
use trivium_core::{
    chart::{finding_link, finding_sentence, rule_sentence},
    edit::{Mend, mend},
    engine::governance::{ChainChecks, ChainFinding, chain_checks},
    model::{StepId, ValueStream, Workspace},
};

use super::{capture, room::Room, words};
use crate::{
    platform::page,
    ui::kit::{Icon, icon},
};

/// The heading, which takes focus when the button of a fix is gone.
const HEADING: &str = "chain-checks-head";

/// What is shown of a finding.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    finding: ChainFinding,
    sentence: String,
    link: String,
    /// What its fix is called.
    fix: Option<String>,
}

/// Findings, each with a way to its place.
pub(super) fn view(room: Room) -> AnyView {
    let checks = Memo::new(move |_| found(room).unwrap_or_default());
    let count = move || checks.with(|(checks, _)| summary(checks));
    let list = move || checks.with(|(_, lines)| lines.iter().map(|line| line_view(room, line.clone())).collect_view());
    let unseen = move || checks.with(|(checks, _)| unseen(checks));
    view! {
        <section class="chain-checks" aria-labelledby=HEADING>
            <div class="chain-checks-head"><h2 id=HEADING tabindex="-1">"Checks"</h2><span class="muted">{count}</span></div>
            <ul>{list}</ul>
            {unseen}
        </section>
    }
    .into_any()
}

fn found(room: Room) -> Option<(ChainChecks, Vec<Line>)> {
    let workspace = room.session().workspace().get()?;
    let (stream, sheet) = room.stream.get().zip(room.sheet.get())?;
    let checks = chain_checks(&workspace, &stream, &sheet);
    let line = |finding: &ChainFinding| Line {
        sentence: finding_sentence(&workspace, &stream, finding),
        link: finding_link(&stream, finding),
        fix: mend(&workspace, &stream, finding).map(|mend| mend.label),
        finding: finding.clone(),
    };
    let lines = checks.findings.iter().map(line).collect();
    Some((checks, lines))
}

fn summary(checks: &ChainChecks) -> String {
    match checks.asked {
        0 => "none before the first step".to_owned(),
        count => format!("{}, {} pass", words::counted(count, "check", "checks"), checks.passed),
    }
}

/// Rules that nobody can judge from what is stated.
fn unseen(checks: &ChainChecks) -> Option<AnyView> {
    let rules = checks.unseen.iter().map(|rule| view! { <li>{rule_sentence(*rule)}</li> }).collect_view();
    let view = || {
        view! {
            <details class="chain-unseen">
                <summary>{format!("{} cannot be judged from this chain", words::counted(checks.unseen.len(), "rule", "rules"))}</summary>
                <ul class="small-text muted">{rules}</ul>
            </details>
        }
        .into_any()
    };
    (!checks.unseen.is_empty()).then(view)
}

fn line_view(room: Room, line: Line) -> AnyView {
    let Line { finding, sentence, link, fix } = line;
    let steps = finding.steps.clone();
    let fix = fix.map(|label| {
        let act = move |_| repair(room, &finding);
        view! { <button type="button" class="button small" on:click=act>"Fix: " {label}</button> }
    });
    view! {
        <li>
            <span class="chain-checks-sign" aria-hidden="true">{icon(Icon::Near)}</span>
            <span>
                {sentence} " " <button type="button" class="link" on:click=move |_| jump(room, &steps)>{link}</button>
                {fix}
            </span>
        </li>
    }
    .into_any()
}

/// Does what the fix says, as one step back. The button goes with its finding, so focus goes to the heading.
fn repair(room: Room, finding: &ChainFinding) {
    let now: Option<(Arc<Workspace>, Arc<ValueStream>)> = room.session().now().zip(room.stream.get_untracked());
    let found = now.and_then(|(workspace, stream)| mend(&workspace, &stream, finding));
    if let Some(Mend { command, done, .. }) = found {
        room.session().change_saying(&command, done);
        page::focus_soon(HEADING);
    }
}

/// To the first of the steps after the selected one, so that asking again shows them in turn.
fn jump(room: Room, steps: &[StepId]) {
    let place = |id: StepId| room.place_of(id).map(|(at, _)| at);
    let now = room.selected.get_untracked().and_then(place);
    let next = steps.iter().find(|id| place(**id) > now);
    match next.or(steps.first()) {
        Some(step) => room.go_to(*step),
        None => page::focus(capture::FIELD),
    }
}
