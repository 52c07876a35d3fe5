//! Pages, by group.

use leptos::prelude::*;

use super::build;
use crate::ui::{
    kit::{Mark, icon},
    router::{Page, Router},
};

/// The rail at the left; a drawer behind the menu button on phones.
#[component]
pub(crate) fn Rail(router: Router, open: RwSignal<bool>) -> AnyView {
    let link = move |page: Page| {
        let current = move || (router.page().get() == page).then_some("page");
        view! {
            <li>
                <a class="page-link" href=page.href() title=page.title() aria-current=current
                    on:click=move |_| { open.set(false); router.go(page) }>
                    {icon(page.icon())} <span class="label">{page.title()}</span>
                </a>
            </li>
        }
    };
    let entries = Page::RAIL.into_iter().map(|(group, page)| {
        let head = group.map(|group| {
            view! {
                <p class="group">{group}</p>
                <div class="group-rule"></div>
            }
        });
        view! { {head} <ul>{link(page)}</ul> }
    });
    view! {
        <nav class="rail" aria-label="Pages">
            <a class="brand" href=Page::Start.href() title="Start screen" on:click=move |_| { open.set(false); router.go(Page::Start) }>
                <Mark/> <span class="label">"Trivium"</span>
            </a>
            <div class="rail-pages">{entries.collect_view()}</div>
            <p class="foot">{format!("Version {}", env!("CARGO_PKG_VERSION"))}<br/>{format!("Build {}", build())}</p>
        </nav>
    }
    .into_any()
}
