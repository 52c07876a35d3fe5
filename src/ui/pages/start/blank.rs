//! One typed line makes a first step.

use leptos::prelude::*;
use trivium_core::exchange::{
    adopt,
    capture::{self, StepDraft},
};

use super::open;
use crate::{
    platform::random,
    ui::{
        kit::Field,
        router::{Page, Router},
        state::Session,
    },
};

/// The field. Several lines may be pasted.
pub(super) fn view(session: Session, router: Router) -> AnyView {
    let begin = Callback::new(move |typed: String| {
        let captured = capture::read(&typed);
        if let Some(problem) = captured.problems.first() {
            return Err(problem.to_string());
        }
        if captured.steps.is_empty() {
            return Err("Type the name of a step, such as Test.".to_owned());
        }
        let drafts: Vec<StepDraft> = captured.steps.into_iter().map(|(_, draft)| draft).collect();
        let workspace = adopt::new_workspace(random::document_id("workspace"), "My workspace", &drafts);
        open(session, router, workspace, Page::ValueChain);
        Ok(())
    });
    view! {
        <section class="start-way">
            <h2>"Blank"</h2>
            <p class="second">"One chain, one service. Type your first step and press Enter:"</p>
            <Field label="First step" value="" commit=begin placeholder="Test | Quality | 4h work | 2-3d total | 85%"
                help="Name, team, work, total time, %C&A. Ranges are welcome."/>
        </section>
    }
    .into_any()
}
