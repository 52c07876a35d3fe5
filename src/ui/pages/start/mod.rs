//! The start: a worked example, real records, eight questions, a template, a file, or one typed line. What is kept, and where.

mod blank;
mod examples;
mod import;
mod numbers;
mod recent;
mod templates;

use leptos::prelude::*;

use crate::ui::{
    kit::Mark,
    router::{Page, Router},
    shell::{Banners, version},
    state::Session,
};

/// The page.
pub(crate) fn view() -> AnyView {
    let session = Session::expect();
    let router: Router = expect_context();
    let asking = RwSignal::new(false);
    let back = move || {
        session.workspace().get().map(|workspace| {
            view! { <button type="button" class="button" on:click=move |_| router.go(Page::Overview)>{format!("Back to {}", workspace.name)}</button> }
        })
    };
    view! {
        <header class="start-bar">
            <Mark/> <strong class="subject">"Trivium"</strong>
            <span class="muted">{version()}</span>
            {back}
        </header>
        <Banners/>
        <main class="start" id="main" tabindex="-1">
            <h1 tabindex="-1">{Page::Start.question()}</h1>
            <p class="second">
                "Draw how a change reaches its customers. Trivium simulates what approval, release and on-call rules do to lead time, failures and the error budget, and says how sure it is."
            </p>
            <div class="start-grid">
                <div class="start-main">
                    {examples::view(session, router)}
                    <div class="start-three">
                        {templates::view(session, router)}
                        {import::view(session, router)}
                        {blank::view(session, router)}
                    </div>
                </div>
                <div class="start-right">
                    {numbers::card(asking)}
                    {recent::view(session, router)}
                </div>
            </div>
            <footer class="muted small-text">
                "ITIL is a registered trade mark of the PeopleCert group; Trivium is not affiliated with or endorsed by it. DORA metrics: DORA, dora.dev, CC-BY-4.0."
            </footer>
            {move || asking.get().then(|| numbers::drawer(session, router, asking))}
        </main>
    }
    .into_any()
}

/// Opens a workspace as a new document and goes to where it is best looked at.
fn open(session: Session, router: Router, mut workspace: trivium_core::model::Workspace, page: Page) {
    let taken = session.with_store(|store| store.recent().iter().any(|known| known.id == workspace.id));
    if taken {
        workspace.id = crate::platform::random::document_id(&workspace.id);
    }
    session.open(workspace);
    router.go(page);
}
