//! How much each practice contributes to each activity.

use leptos::prelude::*;
use trivium_core::{
    catalog::practices::{about, level},
    model::{Activity, Practice},
};

use super::Desk;

/// The table.
pub(super) fn view(desk: Desk) -> AnyView {
    let row = move |practice: Practice| {
        let cells = move || {
            let practices = desk.practices.get();
            let cell =
                |activity: Activity| view! { <td>{level(&practices, practice, activity).level.to_string()}</td> };
            [Activity::Plan, Activity::Improve].into_iter().map(cell).collect_view()
        };
        view! { <tr><th scope="row">{about(practice).name}</th>{cells}</tr> }
    };
    view! { <table class="table"><tbody>{Practice::ALL.into_iter().map(row).collect_view()}</tbody></table> }.into_any()
}
