//! The Overview: where governance, velocity and reliability stand, as one loop, as three layers, and against limits.

mod bounds;
mod decisions;
mod dimensions;
mod findings;
mod layers;
mod limits;
mod loop_today;
mod principles;
mod signs;
mod standing;
mod three_ways;

use leptos::prelude::*;

use standing::Standing;

use crate::ui::{
    router::{Page, Router},
    shell::PageHead,
    state::{Session, Simulations},
};

/// The page.
pub(crate) fn view() -> AnyView {
    let session = Session::expect();
    let simulations = Simulations::expect();
    let router: Router = expect_context();
    let standing = Memo::new(move |_| {
        let workspace = session.workspace().get()?;
        Standing::of(&workspace, simulations.today().get())
    });
    let actions = view! {
        <button type="button" class="button primary" on:click=move |_| router.go(Page::Simulator)>"Simulate a change"</button>
    }
    .into_any();
    // Only its coming and going builds the page anew: each part follows what it shows, and a field keeps the focus.
    let any = Memo::new(move |_| standing.with(Option::is_some));
    let part = move |of: fn(&Standing) -> AnyView| move || standing.with(|standing| standing.as_ref().map(of));
    let body = move || match any.get() {
        true => view! {
            {part(loop_today::view)}
            {part(layers::view)}
            {bounds::view()}
            {part(limits_and_findings)}
            <div class="grid seven-five">{principles::view()}{dimensions::view()}</div>
            {three_ways::view()}
            {part(|standing| decisions::view(&standing.decisions).into_any())}
        }
        .into_any(),
        false => nothing(router),
    };
    view! {
        <PageHead page=Page::Overview actions=actions/>
        <div class="page-body">{body}</div>
    }
    .into_any()
}

fn limits_and_findings(standing: &Standing) -> AnyView {
    view! {
        <div class="grid seven-five">
            {limits::view(&standing.limits)}
            {findings::view(&standing.findings, &standing.coverage)}
        </div>
    }
    .into_any()
}

fn nothing(router: Router) -> AnyView {
    view! {
        <div class="empty">
            <h2>"No value stream of changes yet"</h2>
            <p>"The loop begins with a change. Type the steps by which one reaches your customers; the rest of this page follows from them."</p>
            <button type="button" class="button primary" on:click=move |_| router.go(Page::ValueChain)>"Go to the value chain"</button>
        </div>
    }
    .into_any()
}
