//! How many items may be at a step, and whether they are taken together.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    model::{Elapsed, Step, StepId, Together},
};

use super::{
    super::{room::Room, typed},
    fields,
};

/// What goes after so long if nobody says otherwise: two working weeks.
const USUAL_PATIENCE: f64 = 336.0;

/// Limit and batch.
pub(super) fn view(room: Room, id: StepId) -> AnyView {
    let limit = fields::of_step(
        room,
        id,
        "WIP limit",
        "items",
        "Most items here at once, waiting or worked on; who is done before waits there. Empty: nobody counts. One or two \
         for each person are usual.",
        (
            |step| step.wip_limit.map(|limit| limit.to_string()).unwrap_or_default(),
            |step, text| {
                step.wip_limit = whole_or_nothing(text, 1)?;
                Ok(())
            },
        ),
    );
    let batched = Memo::new(move |_| room.step(id).is_some_and(|step| step.together.is_some()));
    let together = fields::of_step(
        room,
        id,
        "Taken together",
        "items",
        "So many wait for each other and go at once. Empty: one by one, which is usual.",
        (
            |step| step.together.map(|together| together.at.to_string()).unwrap_or_default(),
            |step, text| {
                let or_after = step.together.map_or(Elapsed::clamped_hours(USUAL_PATIENCE), |known| known.or_after);
                step.together = whole_or_nothing(text, 1)?.map(|at| Together { at, or_after });
                Ok(())
            },
        ),
    );
    view! { <div class="chain-pair">{limit} {together} {move || batched.get().then(|| patience(room, id))}</div> }
        .into_any()
}

fn patience(room: Room, id: StepId) -> AnyView {
    fields::of_step(
        room,
        id,
        "Or after",
        "",
        "When the first has waited so long they go even if they are fewer: 5d, or 48h.",
        (read_patience, |step, text| {
            let after = typed::cut_off(text)?;
            if let Some(together) = &mut step.together {
                together.or_after = after;
            }
            Ok(())
        }),
    )
}

fn read_patience(step: &Step) -> String {
    step.together.map(|together| format!("{} h", format::number(together.or_after.hours()))).unwrap_or_default()
}

fn whole_or_nothing(text: &str, least: u32) -> Result<Option<u16>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let count = typed::whole(text, least, 10_000, "items")?;
    Ok(Some(u16::try_from(count).unwrap_or(u16::MAX)))
}
