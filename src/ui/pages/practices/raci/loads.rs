//! How much of the table lies on whom: roles, and the people and teams that hold them.

use leptos::prelude::*;
use trivium_core::{
    catalog::roles,
    chart::format,
    engine::governance::{HolderLoad, RaciLoad, RaciReport, RoleLoad, raci},
    model::{Holder, Workspace},
};

use super::Sheet;
use crate::ui::kit::{self, verdict};

/// Two tables: by role, and by who holds them.
pub(super) fn view(sheet: Sheet) -> AnyView {
    let report = Memo::new(move |_| sheet.desk.practices.with(|practices| raci(practices)));
    view! {
        <div class="grid two">
            <section class="card flush" aria-labelledby="raci-roles">
                <div class="card-head"><h2 id="raci-roles">"Load of the roles"</h2><span class="sentence">{move || report.with(filled)}</span></div>
                {move || report.with(by_role)}
            </section>
            <section class="card flush" aria-labelledby="raci-people">
                <div class="card-head"><h2 id="raci-people">"Load of people and teams"</h2><span class="sentence">"By the roles that they hold today: see Role map."</span></div>
                {move || sheet.desk.workspace().map(|workspace| report.with(|report| by_holder(report, &workspace)))}
            </section>
        </div>
    }
    .into_any()
}

fn filled(report: &RaciReport) -> String {
    match report.filled {
        0 => "No row of any kind is filled yet.".to_owned(),
        1 => "Over 1 filled row, practices and steps together.".to_owned(),
        rows => format!("Over {rows} filled rows, practices and steps together."),
    }
}

fn counts(load: RaciLoad) -> AnyView {
    let cell =
        |count: usize| view! { <td class="number">{if count == 0 { "–".to_owned() } else { count.to_string() }}</td> };
    [load.accountable, load.responsible, load.consulted, load.informed].map(cell).collect_view().into_any()
}

fn heads(first: &'static str, last: &'static str) -> AnyView {
    view! {
        <thead><tr>
            <th scope="col">{first}</th><th scope="col" class="number">"A"</th><th scope="col" class="number">"R"</th>
            <th scope="col" class="number">"C"</th><th scope="col" class="number">"I"</th><th scope="col">{last}</th>
        </tr></thead>
    }
    .into_any()
}

fn by_role(report: &RaciReport) -> AnyView {
    let row = |of: &RoleLoad| {
        let overloaded = report.overloaded.iter().find(|overload| overload.role == of.role);
        let note = match (overloaded, of.holders) {
            (Some(overload), _) => verdict(
                kit::Verdict::Near,
                format!(
                    "answers for {} of {} rows, {}: more than a third",
                    overload.rows,
                    report.filled,
                    format::percent(share(overload.rows, report.filled))
                ),
            ),
            (None, 0) => verdict(kit::Verdict::Near, "nobody holds it"),
            (None, _) => ().into_any(),
        };
        view! { <tr><th scope="row">{roles::name(of.role)}</th>{counts(of.load)}<td>{note}</td></tr> }
    };
    view! { <div class="scroll-x" tabindex="0" role="region" aria-label="Table: Load of the roles"><table class="table">{heads("Role", "Note")}<tbody>{report.roles.iter().map(row).collect_view()}</tbody></table></div> }.into_any()
}

fn share(part: usize, all: usize) -> f64 {
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if all == 0 { 0.0 } else { count(part) / count(all) }
}

fn by_holder(report: &RaciReport, workspace: &Workspace) -> AnyView {
    if report.holders.is_empty() {
        return view! { <p class="second heat-none">"Nobody holds a role of this table yet. Say who does in the Role map."</p> }.into_any();
    }
    let row = |of: &HolderLoad| {
        let (name, what) = match of.holder {
            Holder::Person(id) => (workspace.practices.person(id).map(|person| person.name.clone()), "person"),
            Holder::Team(id) => (workspace.team(id).map(|team| team.name.clone()), "team"),
        };
        let roles = if of.roles == 1 { "1 role".to_owned() } else { format!("{} roles", of.roles) };
        view! { <tr><th scope="row">{name.unwrap_or_default()}<span class="sub">{what}</span></th>{counts(of.load)}<td>{roles}</td></tr> }
    };
    view! { <div class="scroll-x" tabindex="0" role="region" aria-label="Table: Load of people and teams"><table class="table">{heads("Who", "Holds")}<tbody>{report.holders.iter().map(row).collect_view()}</tbody></table></div> }.into_any()
}
