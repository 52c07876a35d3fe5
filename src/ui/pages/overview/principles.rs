//! The seven guiding principles as a checklist against the model: signs for and against, never a grade.

use leptos::prelude::*;
use trivium_core::engine::governance::{PrincipleCheck, Speaks, principles};

use super::signs;
use crate::ui::{
    kit::{Icon, icon},
    state::Session,
};

/// The card.
pub(super) fn view() -> AnyView {
    let session = Session::expect();
    let checks = Memo::new(move |_| session.workspace().get().map(|workspace| principles(&workspace)));
    let rows = move || checks.get().map(|checks| checks.iter().map(row).collect_view());
    view! {
        <section class="card" aria-labelledby="principles-title">
            <div class="card-head">
                <h2 id="principles-title">"Guiding principles"</h2>
                <span class="sentence">"What the model shows of each. Counts, not grades."</span>
            </div>
            {rows}
            <p class="small-text muted">"Which counts belong to which principle is our reading; names of steps are never evidence."</p>
        </section>
    }
    .into_any()
}

/// "2 for, 1 in part, 1 against, 1 open".
fn summary(check: &PrincipleCheck) -> String {
    let words = [
        (Speaks::For, "for"),
        (Speaks::InPart, "in part"),
        (Speaks::Against, "against"),
        (Speaks::NotAtAll, "cannot be judged"),
    ];
    let told = words.into_iter().map(|(speaks, word)| (check.count(speaks), word)).filter(|(count, _)| *count > 0);
    told.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

fn row(check: &PrincipleCheck) -> AnyView {
    let about = check.principle.about();
    view! {
        <details class="evidence">
            <summary>{icon(Icon::ChevronRight)}<span class="evidence-name">{about.name}</span><span class="evidence-sum">{summary(check)}</span></summary>
            <p class="second">{about.asks}"."</p>
            {signs::rows(&check.signs, true)}
            <p class="second">"No model shows this, so ask: "{about.ask_people}</p>
        </details>
    }
    .into_any()
}
