//! The heat map of both states in one: what a level was, and what it is.

use leptos::prelude::*;
use trivium_core::{
    catalog::{
        activities::{self, ACTIVITIES},
        practices::{about, level},
    },
    engine::governance::{About, Difference},
    model::{Activity, Practice, Practices},
};

use super::{Two, changes};
use crate::ui::kit::Check;

/// The table: rows that differ, or all of them.
pub(super) fn view(two: Two) -> AnyView {
    let all = RwSignal::new(false);
    let rows = move || {
        let after = after(two);
        two.differences.with(|found| {
            let shown = Practice::ALL.into_iter().filter(|practice| all.get() || differs(found, *practice));
            shown.map(|practice| row(&after, found, practice)).collect::<Vec<_>>()
        })
    };
    let none = move || {
        let same = two.differences.with(|found| !Practice::ALL.into_iter().any(|practice| differs(found, practice)));
        (same && !all.get())
            .then(|| view! { <p class="maturity-words muted">"No level of the heat map is different."</p> })
    };
    let head =
        ACTIVITIES.map(|activity| view! { <th scope="col" class="number">{activities::about(activity).name}</th> });
    view! {
        <div class="maturity-words"><Check label="Show practices that are the same as well" on=all set=Callback::new(move |on| all.set(on))/></div>
        {none}
        <div class="scroll-x" tabindex="0" role="region" aria-label="Levels before and after"><table class="table level-heat">
            <thead><tr><th scope="col">"Practice"</th>{head.into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
        <p class="small-text muted maturity-foot">"Contribution of a practice to an activity of ITIL 4: 0 none, 1 low, 2 medium, 3 high. A framed cell with a sign has changed: an arrow goes from before to after, and its colour is that of after."</p>
    }
    .into_any()
}

/// What the later state says about practices.
fn after(two: Two) -> std::sync::Arc<Practices> {
    let workspace = two.desk.session.workspace().get();
    let snapshot = |id| {
        let found = workspace.as_ref()?.snapshots.iter().find(|taken| taken.id == id)?;
        Some(std::sync::Arc::clone(&found.practices))
    };
    two.after.get().and_then(snapshot).unwrap_or_else(|| two.desk.practices.get())
}

fn of_cell(found: &[Difference], practice: Practice, activity: Activity) -> Option<&Difference> {
    let cell = About::Level(practice, activity);
    found.iter().find(|difference| difference.about == cell)
}

fn differs(found: &[Difference], practice: Practice) -> bool {
    ACTIVITIES.into_iter().any(|activity| of_cell(found, practice, activity).is_some())
}

fn row(after: &Practices, found: &[Difference], practice: Practice) -> AnyView {
    // "1 low" and "3 high": the figure is enough in a cell.
    let figure = |value: &Option<String>| {
        value.as_deref().and_then(|words| words.split(' ').next()).unwrap_or_default().to_owned()
    };
    let cell = |activity: Activity| {
        let level = level(after, practice, activity).level;
        if let Some(difference) = of_cell(found, practice, activity) {
            let (was, is) = (figure(&difference.before), figure(&difference.after));
            let class = format!("number diff-cell heat-{level} {}", changes::class(difference.kind()));
            let (sign, _) = difference.kind().sign();
            return view! { <td class=class><b aria-hidden="true">{sign}</b>" "{was}" \u{2192} "<strong>{is}</strong></td> }.into_any();
        }
        view! { <td class=format!("number heat-{level}")>{level}</td> }.into_any()
    };
    view! {
        <tr><th scope="row">{about(practice).name}</th>{ACTIVITIES.map(cell).into_iter().collect_view()}</tr>
    }
    .into_any()
}
