//! What the rows of the table are about.

use leptos::prelude::*;
use trivium_core::{
    catalog::practices::about,
    engine::governance::practices_in_use,
    model::{Practice, StreamId, Subject, Workspace},
};

use super::{RowKind, Sheet};
use crate::ui::{kit::Select, pages::practices::Desk};

/// The rows, in the order of the practices or of the steps. `kept` are practices that have been shown since the rows were
/// chosen: a row whose last letter is taken out stays under the cursor.
pub(super) fn of(desk: Desk, kind: RowKind, kept: StoredValue<Vec<Practice>>) -> Vec<(Subject, String)> {
    let Some(workspace) = desk.workspace() else { return Vec::new() };
    let practice = |practice: Practice| (Subject::Practice(practice), about(practice).name.to_owned());
    match kind {
        RowKind::All => Practice::ALL.into_iter().map(practice).collect(),
        RowKind::InUse => {
            let in_use = practices_in_use(&workspace);
            let mut shown = kept.get_value();
            for one in Practice::ALL {
                let filled = workspace.practices.row(Subject::Practice(one)).is_some();
                if (filled || in_use.contains(&one)) && !shown.contains(&one) {
                    shown.push(one);
                }
            }
            // Nothing uses a practice yet: all of them may be meant.
            let all = shown.is_empty();
            kept.set_value(shown.clone());
            Practice::ALL.into_iter().filter(|one| all || shown.contains(one)).map(practice).collect()
        }
        RowKind::Steps(id) => {
            let steps = workspace.stream(id).map(|stream| stream.steps.as_slice()).unwrap_or_default();
            steps.iter().map(|step| (Subject::Step(step.id), step.name.clone())).collect()
        }
    }
}

/// What the rows are: practices, or the steps of a stream.
pub(super) fn choice(sheet: Sheet) -> AnyView {
    let streams = Memo::new(move |_| {
        let workspace = sheet.desk.workspace();
        let named = |workspace: &Workspace| -> Vec<(StreamId, String)> {
            workspace.streams.iter().map(|stream| (stream.id, stream.name.clone())).collect()
        };
        workspace.map(|workspace| named(&workspace)).unwrap_or_default()
    });
    let options = Signal::derive(move || {
        let mut options = vec!["Practices in use".to_owned(), "All 34 practices".to_owned()];
        options.extend(streams.get().into_iter().map(|(_, name)| format!("Steps of \"{name}\"")));
        options
    });
    let chosen = Signal::derive(move || match sheet.kind.get() {
        RowKind::InUse => 0,
        RowKind::All => 1,
        RowKind::Steps(id) => {
            streams.with(|streams| streams.iter().position(|(stream, _)| *stream == id)).map_or(0, |at| at + 2)
        }
    });
    let choose = Callback::new(move |at: usize| {
        sheet.kept.set_value(Vec::new());
        sheet.kind.set(match at {
            0 => RowKind::InUse,
            1 => RowKind::All,
            at => streams
                .with_untracked(|streams| streams.get(at - 2).map(|(stream, _)| RowKind::Steps(*stream)))
                .unwrap_or(RowKind::InUse),
        });
        sheet.cursor.go((0, 0), false);
    });
    view! { <Select label="Rows" bare=true options=options chosen=chosen choose=choose/> }.into_any()
}
