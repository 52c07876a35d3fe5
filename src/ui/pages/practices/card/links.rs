//! What a practice is linked with, and why.

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        activities::Strand,
        capabilities::{CREDIT, about as about_capability, of_practice},
        glossary::meaning,
        integration::{cells, rows_of, table},
        practices::{
            mapping, mapping_words, metrics as metrics_of, roles as published_roles, roles_of, shown, technique_name,
            technique_strand, techniques as built_in, techniques_of, why,
        },
        role_map::{RoleSource, row_of},
        roles::{name as role_name, strand as role_strand},
    },
    model::{Practice, Role, Technique},
};

use super::{super::page_of, Desk, section};
use crate::ui::kit::strand;

/// DevOps and SRE, each link with its reason.
pub(super) fn counterparts(desk: Desk, practice: Practice) -> AnyView {
    let techniques = Memo::new(move |_| desk.practices.with(|practices| techniques_of(practices, practice)));
    let road = move |road: Strand, name: &'static str| {
        let here: Vec<AnyView> = techniques.with(|techniques| {
            let of = techniques.iter().filter(|technique| technique_strand(**technique) == road);
            of.map(|technique| counterpart(practice, *technique)).collect()
        });
        if here.is_empty() {
            view! { <p class="second">{strand(road)}" No close counterpart in "{name}"."</p> }.into_any()
        } else {
            view! { <p class="practice-card-road">{strand(road)}{name}</p><ul class="practice-card-list">{here}</ul> }
                .into_any()
        }
    };
    section(
        "Counterparts",
        view! {
            {move || road(Strand::Velocity, "DevOps")}
            {move || road(Strand::Reliability, "SRE")}
            <p class="small-text muted">{mapping_words(mapping(practice))}</p>
        }
        .into_any(),
    )
}

fn counterpart(practice: Practice, technique: Technique) -> AnyView {
    let reason = match why(practice, technique) {
        Some(why) => format!("Source: {}: {}.", why.source, why.says),
        None if built_in(practice).contains(&technique) => "Link: ours.".to_owned(),
        None => "Link: your own.".to_owned(),
    };
    view! {
        <li><strong>{technique_name(technique)}</strong><span class="sub">{format!("{}.", meaning(technique).1)}</span><span class="sub">{reason}</span></li>
    }
    .into_any()
}

/// Who takes part, and who does it in DevOps and SRE.
pub(super) fn roles(desk: Desk, practice: Practice) -> AnyView {
    let roles = Memo::new(move |_| desk.practices.with(|practices| roles_of(practices, practice)));
    let rows = move || roles.with(|roles| roles.iter().map(|one| role(practice, *one)).collect::<Vec<_>>());
    section(
        "Roles",
        view! {
            <ul class="practice-card-list">{rows}</ul>
            <p class="small-text muted">"Roles follow the table of the practice guide, in one spelling. No role is a job title, and none is a must."</p>
        }
        .into_any(),
    )
}

fn role(practice: Practice, role: Role) -> AnyView {
    let counterpart = row_of(role).map(|row| {
        if row.no_counterpart() {
            return "No close counterpart in DevOps or SRE.".to_owned();
        }
        let names = |roles: &[Role]| match roles {
            [] => "no close counterpart".to_owned(),
            some => some.iter().map(|role| role_name(*role)).collect::<Vec<_>>().join(", "),
        };
        let source = match row.source {
            RoleSource::Published(source) => format!(" Source: {source}."),
            RoleSource::Ours => String::new(),
        };
        format!("DevOps: {}. SRE: {}.{source}", names(row.devops), names(row.sre))
    });
    let own = (!published_roles(practice).contains(&role)).then_some("Your own.");
    view! {
        <li>{strand(role_strand(role))}" "<strong>{role_name(role)}</strong>
            {counterpart.map(|words| view! { <span class="sub">{words}</span> })}
            {own.map(|words| view! { <span class="sub">{words}</span> })}
        </li>
    }
    .into_any()
}

/// By what people see that it works, and which figure of the app shows it.
pub(super) fn metrics(practice: Practice) -> AnyView {
    let rows = metrics_of(practice).iter().map(|metric| {
        let where_to = match shown(*metric) {
            Some(shown) => {
                let page = page_of(shown.page);
                view! { <span class="sub"><a class="link" href=page.href()>{page.title()}</a>{format!(": {}.", shown.figure)}</span> }.into_any()
            }
            None => view! { <span class="sub">"Nothing here shows it."</span> }.into_any(),
        };
        view! { <li><strong>{metric.name()}</strong>{where_to}</li> }
    });
    section("Success metrics", view! { <ul class="practice-card-list">{rows.collect_view()}</ul> }.into_any())
}

/// The rows of the mapping tables that are about it.
pub(super) fn rows(practice: Practice) -> Option<AnyView> {
    let rows: Vec<AnyView> = rows_of(practice)
        .map(|row| {
            let name = cells(row).first().copied().unwrap_or_default();
            view! { <li>{name}<span class="sub">{table(row).about().title}</span></li> }.into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        section("Rows of the integration tables", view! { <ul class="practice-card-list">{rows}</ul> }.into_any())
    })
}

/// What research connects with delivering well, and serves it.
pub(super) fn capabilities(practice: Practice) -> Option<AnyView> {
    let names: Vec<&str> = of_practice(practice).into_iter().map(|one| about_capability(one).name).collect();
    (!names.is_empty()).then(|| {
        let words = format!("{}.", names.join(", "));
        section(
            "DORA capabilities that serve it",
            view! { <p class="second">{words}</p><p class="small-text muted">{CREDIT}</p> }.into_any(),
        )
    })
}
