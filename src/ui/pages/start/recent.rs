//! Workspaces that this browser keeps.

use leptos::prelude::*;

use crate::{
    store::Store,
    ui::{
        router::{Page, Router},
        state::Session,
    },
};

/// The list, newest first.
pub(super) fn view(session: Session, router: Router) -> AnyView {
    let known = session.with_store(Store::recent);
    let empty = known.is_empty().then(|| view! { <p class="second">"Nothing yet. What you open is kept here."</p> });
    let rows = known.into_iter().take(12).map(|document| {
        let open = move |_| match session.with_store(|store| store.open_document(&document.id)) {
            Ok((workspace, notices)) => {
                session.open(workspace);
                session.notify_all(notices);
                router.go(Page::Overview);
            }
            Err(notices) => session.notify_all(notices),
        };
        view! {
            <li>
                <button type="button" class="link" on:click=open>{document.name.clone()}</button>
                <span class="value muted">{document.saved_at.clone()}</span>
            </li>
        }
    });
    view! {
        <aside class="start-side" aria-labelledby="recent-title">
            <div class="card-head"><h2 id="recent-title">"Recent"</h2><span class="sentence">"in this browser"</span></div>
            {empty}
            <ul class="rows">{rows.collect_view()}</ul>
            <p class="muted small-text">
                "Everything stays in this browser. No account, no server, nothing is sent. Download a workspace to keep a copy elsewhere: a browser may clear its storage."
            </p>
        </aside>
    }
    .into_any()
}
