//! A new workspace around one template: the six that are asked for most. All of them are in the Value chain.

use leptos::prelude::*;
use trivium_core::{
    catalog::templates::{Template, with_key},
    exchange::template,
};

use super::open;
use crate::{
    platform::random,
    ui::{
        router::{Page, Router},
        state::Session,
    },
};

/// What is offered here.
const OFFERED: [&str; 6] = [
    "feature-by-ci-cd",
    "feature-with-weekly-cab",
    "emergency-fix",
    "incident-resolution",
    "request-fulfilment",
    "onboarding-a-user",
];

/// The list.
pub(super) fn view(session: Session, router: Router) -> AnyView {
    let entries = OFFERED.into_iter().filter_map(with_key).map(|template| entry(session, router, template));
    view! {
        <section class="start-way">
            <h2>"From a template"</h2>
            <ul class="start-templates">{entries.collect_view()}</ul>
            <p class="muted small-text">"More of them under Value chain, New value stream."</p>
        </section>
    }
    .into_any()
}

fn entry(session: Session, router: Router, template: &'static Template) -> AnyView {
    let start = move |_| {
        let id = random::document_id("workspace");
        match template::new_workspace(id, "My workspace", template) {
            Ok(workspace) => open(session, router, workspace, Page::ValueChain),
            Err(problem) => session.say(problem.to_string(), false),
        }
    };
    view! { <li><button type="button" class="link" title=template.purpose on:click=start>{template.name}</button></li> }
        .into_any()
}
