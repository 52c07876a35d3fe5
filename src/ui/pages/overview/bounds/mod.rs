//! The limits that governance sets, and whether today and each scenario keep them.
//!
//! Scenarios are simulated when somebody asks for it. One whose answer the room has not seen takes no part.

mod fields;
mod watch;

use leptos::prelude::*;
use trivium_core::{
    chart::{bound_because, bound_limit, bound_name, bound_verdict},
    engine::governance::{Answer, BoundCheck, BoundVerdict, judge_bounds},
    model::{Lever, Workspace},
};

use super::findings::page_of;
use crate::ui::{
    kit::{Verdict, verdict},
    router::Page,
    simulating::RunState,
};

use watch::Watch;

/// The card.
pub(super) fn view() -> AnyView {
    let watch = Watch::set_up();
    view! {
        <section class="card flush bounds" aria-labelledby="bounds-title">
            <div class="card-head">
                <h2 id="bounds-title">"Limits for every policy"</h2>
                <span class="sentence">"What governance asks, whatever is decided below it. Today and each scenario are held against it."</span>
            </div>
            {fields::view(watch.session)}
            {move || table(watch)}
            {asking(watch)}
        </section>
    }
    .into_any()
}

/// Today and the scenarios that the room has seen; nothing without a limit.
fn table(watch: Watch) -> Option<AnyView> {
    let workspace = watch.session.workspace().get()?;
    let today = judge(&workspace, &[], &watch.simulations.today().get());
    let limited: Vec<BoundCheck> =
        today.iter().filter(|check| check.verdict != BoundVerdict::NoLimit).cloned().collect();
    if limited.is_empty() {
        return Some(
            view! { <p class="second pad">"No limit is set. Set one, and each policy is held against it."</p> }
                .into_any(),
        );
    }
    let heads = limited.iter().map(|check| {
        let limit = bound_limit(check.kind, &workspace.bounds).unwrap_or_default();
        view! { <th scope="col">{bound_name(check.kind)}<span class="sub limit-word">{limit}</span></th> }.into_any()
    });
    let heads = heads.collect_view();
    let mut rows = vec![row("Today".to_owned(), &today)];
    for scenario in workspace.scenarios.iter().filter(|scenario| scenario.prediction.revealed) {
        rows.push(row(scenario.name.clone(), &judge(&workspace, &scenario.levers, &watch.state(scenario.id))));
    }
    Some(
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label="Limits kept and broken, policy by policy">
            <table class="table bounds-table">
                <thead><tr><th scope="col">"Policy"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            </div>
        }
        .into_any(),
    )
}

fn judge(workspace: &Workspace, levers: &[Lever], state: &RunState) -> [BoundCheck; 3] {
    let why = state.refused.join(" ");
    let answer = match &state.outcome {
        Some(outcome) => Answer::Known(outcome),
        None if why.is_empty() => Answer::NotYet,
        None => Answer::Refused(&why),
    };
    judge_bounds(workspace, levers, answer)
}

fn row(name: String, checks: &[BoundCheck; 3]) -> AnyView {
    let limited = checks.iter().filter(|check| check.verdict != BoundVerdict::NoLimit);
    view! { <tr><th scope="row">{name}</th>{limited.map(cell).collect_view()}</tr> }.into_any()
}

fn cell(check: &BoundCheck) -> AnyView {
    let kind = match &check.verdict {
        BoundVerdict::Kept(_) => Verdict::Within,
        BoundVerdict::Unsure(_) => Verdict::Near,
        BoundVerdict::NoLimit | BoundVerdict::NotShown(_) => Verdict::Unknown,
        BoundVerdict::Broken(_) | BoundVerdict::NotReached(_) | BoundVerdict::NothingPromised { .. } => Verdict::Over,
    };
    let place = match &check.verdict {
        BoundVerdict::Broken(found) | BoundVerdict::NotReached(found) => Some(found.place),
        BoundVerdict::NothingPromised { place, .. } => Some(*place),
        _ => None,
    };
    let page = place.map(page_of);
    let link = page.map(|page| view! { " "<a href=page.href()>{page.title()}</a> });
    view! { <td>{verdict(kind, bound_verdict(&check.verdict))}<span class="sub wrap">{bound_because(check)}{link}</span></td> }
        .into_any()
}

/// The button, how far it is, and who takes no part.
fn asking(watch: Watch) -> AnyView {
    let counts = Memo::new(move |_| watch.counts());
    let button = move || {
        let (seen, _) = counts.get();
        let running = watch.running();
        match (seen, running) {
            (0, _) => None,
            (_, true) => Some(view! { <button type="button" class="button" on:click=move |_| watch.stop()>"Cancel"</button> }.into_any()),
            _ => Some(view! { <button type="button" class="button" on:click=move |_| watch.ask_all()>"Simulate all scenarios"</button> }.into_any()),
        }
    };
    let far = move || {
        let (seen, _) = counts.get();
        watch.progress().map(|done| format!("{done} of {seen} scenarios simulated."))
    };
    let hidden = move || {
        let (seen, hidden) = counts.get();
        let words = match (seen, hidden) {
            (_, 0) => return None,
            (_, 1) => "1 scenario takes no part until the room has seen its answer: ".to_owned(),
            (_, many) => format!("{many} scenarios take no part until the room has seen their answers: "),
        };
        Some(view! { <span class="muted">{words}<a href=Page::Simulator.href()>"Simulator"</a></span> })
    };
    let any_limit = Memo::new(move |_| {
        watch
            .session
            .workspace()
            .get()
            .is_some_and(|workspace| workspace.bounds != trivium_core::model::Bounds::default())
    });
    let foot = move || {
        any_limit.get().then(|| {
            view! { <div class="card-foot">{button}<span class="second" aria-live="polite">{far}</span>{hidden}</div> }
        })
    };
    view! {
        {foot}
        <details class="evidence pad">
            <summary><span class="evidence-name">"How is this computed?"</span></summary>
            <p class="second">
                "Failures and waits are means of the same simulated weeks with the same luck, with their 95 % intervals; a limit inside
                an interval is too close to tell. The wait at a step is all that a change waits for there: people, dates, room at the next
                step, and what nothing explains; the ends of the four intervals are added, so it is no narrower than it should be.
                Objectives are what services promise under the levers, and what the simulated one reaches."
            </p>
        </details>
    }
    .into_any()
}
