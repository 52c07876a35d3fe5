//! The head of a page: its name, its question, at most one normal and one primary action.

use leptos::prelude::*;

use crate::ui::router::Page;

/// The head. `actions` are buttons, the primary one last.
#[component]
pub(crate) fn PageHead(page: Page, #[prop(optional)] ruled: bool, actions: AnyView) -> AnyView {
    view! {
        <header class="page-head" class:ruled=ruled>
            <h1 tabindex="-1">{page.title()}</h1>
            <p class="question">{page.question()}</p>
            <div class="actions">{actions}</div>
        </header>
    }
    .into_any()
}
