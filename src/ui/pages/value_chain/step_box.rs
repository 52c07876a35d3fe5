//! One step in the drawing: name, then work, wait, %C&A and busy as a little table, utilisation as a line at the foot.

use leptos::prelude::*;
use trivium_core::{
    chart::{format, text},
    model::{Share, StepId},
};

use super::{
    place::{HEIGHT, WIDTH},
    room::{Room, Tint, box_id},
    words,
};

/// Everything the box says.
#[derive(Debug, Clone, PartialEq, Default)]
struct Face {
    name: String,
    /// Word, value, whether it stands out.
    rows: Vec<(&'static str, String, bool)>,
    /// 0..=1, for the line at the foot.
    busy: Option<f64>,
    level: u8,
}

/// The box. Chosen by a click here, or in the outline by keyboard.
pub(super) fn view(room: Room, id: StepId, at: Signal<Option<(f64, f64)>>, longest: Memo<f64>) -> AnyView {
    let face = Memo::new(move |_| face(room, id, longest.get()).unwrap_or_default());
    let transform = move || at.get().map(|(x, y)| format!("translate({x} {y})"));
    let class = move || {
        let selected = if room.selected.get() == Some(id) { " selected" } else { "" };
        format!("chain-step tint-{}{selected}", face.with(|face| face.level))
    };
    view! {
        <g class=class id=box_id(id) transform=transform on:click=move |_| room.go_to(id)>
            <rect width=WIDTH.to_string() height=HEIGHT.to_string() rx="4"/>
            {move || inside(&face.get())}
        </g>
    }
    .into_any()
}

fn inside(face: &Face) -> AnyView {
    let rows = face.rows.iter().enumerate().map(|(index, (word, value, strong))| {
        let y = [34, 49, 64, 79].get(index).copied().unwrap_or(79);
        let (word, value, strong) = (*word, value.clone(), *strong);
        view! {
            <text class="word" x="8" y=y>{word}</text>
            <text class="value" class:strong=strong x=WIDTH - 8.0 y=y>{value}</text>
        }
    });
    let busy = face.busy.map(|busy| {
        let end = 8.0 + (WIDTH - 16.0) * busy.clamp(0.0, 1.0);
        view! { <path class="track" d=format!("M8 86H{}", WIDTH - 8.0)/> <path class="busy" d=format!("M8 86H{end:.1}")/> }
    });
    view! {
        <text class="name" x="8" y="18">{text::fit(&face.name, WIDTH - 14.0, 12.0, true)}</text>
        {rows.collect_view()}
        {busy}
    }
    .into_any()
}

fn face(room: Room, id: StepId, longest: f64) -> Option<Face> {
    let step = room.step(id)?;
    let row = room.row(id)?;
    let wait = row.wait.ok().map_or(0, |wait| words::wait_level(wait, longest));
    let busy = row.utilisation.ok();
    let busy_level = busy.map_or(0, words::busy_level);
    let share = |share: Option<f64>| share.map_or_else(|| "n/a".to_owned(), format::percent);
    let rows = vec![
        ("work", words::work(row.work), false),
        ("wait", words::known_calendar(row.wait), wait >= 2),
        ("%C&A", share(step.complete_accurate.map(Share::value)), false),
        ("busy", share(busy), busy_level >= 3),
    ];
    let level = match room.tint.get() {
        Tint::Waiting => wait,
        Tint::Busy => busy_level,
    };
    Some(Face { name: step.name, rows, busy, level })
}
