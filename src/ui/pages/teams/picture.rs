//! Who provides what to whom: the table first, the picture beside it.

use leptos::prelude::*;
use trivium_core::chart::{Drawing, map::words::counted, teams::TeamPicture};

use super::Desk;
use crate::ui::kit::Figure;

/// The form.
pub(super) fn view(desk: Desk) -> AnyView {
    let picture = Memo::new(move |_| desk.workspace().map(|workspace| TeamPicture::of(&workspace)));
    let drawing = Signal::derive(move || picture.get().map(Drawing::from));
    let foot = Signal::derive(move || desk.workspace().map(|workspace| format!("{}, teams", workspace.name)));
    view! {
        <div class="teams-beside">
            <section class="card">
                <h2>"Who works with whom"</h2>
                {move || picture.with(|picture| picture.as_ref().map(ties))}
                <p class="small-text second">"Ways of working together are chosen in the inspector of a team, services in the tab Platform."</p>
            </section>
            <section class="card"><Figure chart=drawing foot=foot/></section>
        </div>
    }
    .into_any()
}

fn ties(picture: &TeamPicture) -> AnyView {
    let names: Vec<&str> = picture.left_out.iter().map(|team| team.name.as_str()).collect();
    let left_out = (!names.is_empty()).then(|| {
        let words = counted(names.len(), "team is", "teams are");
        view! { <details class="teams-method"><summary>{format!("{words} left out of the picture")}</summary><p>{names.join(", ")}</p></details> }
    });
    if picture.ties.is_empty() {
        return view! { <p class="second">{picture.sentence()}</p>{left_out} }.into_any();
    }
    let line = |tie| view! { <li>{picture.tie_in_words(tie)}"."</li> };
    let lines = picture.ties.iter().map(line).collect_view();
    view! { <ol class="teams-ties">{lines}</ol>{left_out} }.into_any()
}
