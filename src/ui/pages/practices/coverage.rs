//! Where the gaps of the map are: practices, steps, roles and activities, each counted with what it is counted of.

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        activities,
        practices::{Group, about, group},
        roles,
    },
    chart::format,
    engine::governance::{ActivityServed, PracticeCoverage, RoleNeed, WEAK_SHARE, practice_coverage},
    model::{Practice, StepId, StreamId, Workspace},
};

use super::Desk;
use crate::ui::{
    kit::{self, verdict},
    router::Page,
};

/// Names of a list that are shown at once.
const MOST: usize = 12;

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let found = Memo::new(move |_| desk.workspace().map(|workspace| practice_coverage(&workspace)));
    let body = move || {
        let (workspace, found) = (desk.workspace()?, found.get()?);
        Some(
            view! {
                <div class="grid two">
                    {activities_card(&found)}
                    {unused_card(desk, &found)}
                    {steps_card(&workspace, &found)}
                    {roles_card(&found)}
                </div>
            }
            .into_any(),
        )
    };
    view! { {body} }.into_any()
}

fn card(id: &'static str, title: &'static str, sentence: String, body: AnyView) -> AnyView {
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card-head"><h2 id=id>{title}</h2><span class="sentence">{sentence}</span></div>
            {body}
        </section>
    }
    .into_any()
}

fn activities_card(found: &PracticeCoverage) -> AnyView {
    let weak = found.weak().count();
    let sentence = match weak {
        _ if found.unused.len() == found.practices => {
            "No step names a practice yet, so nothing can be said.".to_owned()
        }
        0 => "None is served weakly by the practices in use.".to_owned(),
        1 => "1 of 6 is served weakly by the practices in use.".to_owned(),
        weak => format!("{weak} of 6 are served weakly by the practices in use."),
    };
    let row = |served: &ActivityServed| {
        let judged = match served.is_weak() {
            None => kit::not_available("no practice is in use"),
            Some(true) => verdict(kit::Verdict::Near, "weak"),
            Some(false) => verdict(kit::Verdict::Within, "served"),
        };
        let share = served.share().map_or_else(|| "n/a".to_owned(), format::percent);
        view! {
            <tr>
                <th scope="row">{activities::about(served.activity).name}</th>
                <td class="number">{share}<span class="sub">{format!("{} of {}", served.sum, served.sum_of_all)}</span></td>
                <td class="number">{format!("{} of {}", served.practices, served.practices_of_all)}</td>
                <td>{judged}</td>
            </tr>
        }
    };
    let body = view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Table: Activities"><table class="table coverage-table">
            <thead><tr><th scope="col">"Activity (ITIL 4)"</th><th scope="col" class="number">"Levels in use"</th><th scope="col" class="number">"Practices that contribute"</th><th scope="col">"Served"</th></tr></thead>
            <tbody>{found.activities.iter().map(row).collect_view()}</tbody>
        </table></div>
        <p class="small-text second">{format!("Levels are those of the heat map, yours included, added up over the practices that a step uses. Weak is less than {} of those of all 34: our rule.", format::percent(WEAK_SHARE))}</p>
    }
    .into_any();
    card("coverage-activities", "Activities", sentence, body)
}

fn unused_card(desk: Desk, found: &PracticeCoverage) -> AnyView {
    let sentence = format!("{} of {} are used by no step.", found.unused.len(), found.practices);
    let of = |which: Group, words: &'static str| {
        let names: Vec<Practice> = found.unused.iter().copied().filter(|practice| group(*practice) == which).collect();
        if names.is_empty() {
            return ().into_any();
        }
        let name = move |practice: Practice| {
            view! { <li><button type="button" class="link" on:click=move |_| desk.toggle(practice)>{about(practice).name}</button></li> }
        };
        view! { <h3>{words}</h3><ul class="coverage-names">{names.into_iter().map(name).collect_view()}</ul> }
            .into_any()
    };
    let body = view! {
        {of(Group::General, "General management")}{of(Group::Service, "Service management")}{of(Group::Technical, "Technical management")}
        <p class="small-text second">"A practice that no step uses is no fault: not every one belongs to a value stream. Ask whether somebody does it all the same, unseen."</p>
    }
    .into_any();
    card("coverage-unused", "Practices", sentence, body)
}

fn steps_card(workspace: &Workspace, found: &PracticeCoverage) -> AnyView {
    let sentence = match (found.uncovered.len(), found.steps) {
        (_, 0) => "There are no steps yet.".to_owned(),
        (0, steps) => format!("Each of {steps} steps names a practice."),
        (bare, steps) => format!("{bare} of {steps} name no practice."),
    };
    let name = |(stream, step): &(StreamId, StepId)| {
        let stream = workspace.stream(*stream)?;
        let step = stream.step(*step)?;
        Some(view! { <li>{step.name.clone()}<span class="muted">{format!(" in \"{}\"", stream.name)}</span></li> })
    };
    let names = found.uncovered.iter().take(MOST).filter_map(name).collect_view();
    let more = more(found.uncovered.len());
    let way = (!found.uncovered.is_empty()).then(|| {
        view! { <p class="second">"Say what they use in the "<a href=Page::ValueChain.href()>"value chain"</a>", under More of a step."</p> }
    });
    let body = view! { <ul class="coverage-list">{names}</ul>{more}{way} }.into_any();
    card("coverage-steps", "Steps", sentence, body)
}

fn roles_card(found: &PracticeCoverage) -> AnyView {
    let sentence = match (found.unheld.len(), found.roles) {
        (_, 0) => "No role is named yet.".to_owned(),
        (0, roles) => format!("Each of the {roles} roles that are named is held by somebody."),
        (unheld, roles) => format!(
            "{unheld} of {} held by nobody.",
            if roles == 1 {
                "the role that is named is".to_owned()
            } else {
                format!("the {roles} roles that are named are")
            }
        ),
    };
    let name = |need: &RoleNeed| view! { <li>{roles::name(need.role)}<span class="muted">{named_by(need)}</span></li> };
    let belonging = (!found.belonging.is_empty()).then(|| {
        let names: Vec<&str> = found.belonging.iter().map(|need| roles::name(need.role)).collect();
        view! { <p class="small-text second">{format!("Also belong to practices in use, and are not counted: {}.", names.join(", "))}</p> }
    });
    // Those that steps and the table name come first: they are missed soonest.
    let mut unheld = found.unheld.clone();
    trivium_core::model::order::sort_by(&mut unheld, |a, b| (b.steps + b.rows).cmp(&(a.steps + a.rows)));
    let body = view! {
        <ul class="coverage-list">{unheld.iter().take(MOST).map(name).collect_view()}</ul>
        {more(unheld.len())}{belonging}
    }
    .into_any();
    card("coverage-roles", "Roles", sentence, body)
}

/// ", named by 2 steps and 1 row of the RACI table".
fn named_by(need: &RoleNeed) -> String {
    let count = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let parts =
        [count(need.steps, "step", "steps"), count(need.rows, "row of the RACI table", "rows of the RACI table")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return ", named in the role map".to_owned();
    }
    format!(", named by {}", parts.join(", "))
}

fn more(count: usize) -> Option<AnyView> {
    let more = count.checked_sub(MOST).filter(|more| *more > 0)?;
    Some(view! { <p class="second">{format!("And {more} more.")}</p> }.into_any())
}
