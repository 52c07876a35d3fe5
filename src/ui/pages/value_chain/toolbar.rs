//! Above the drawing: which lanes, which colour, how large, or a table instead.

use leptos::prelude::*;
use trivium_core::{chart::map::LaneKind, edit::Command, model::Edition};

use super::{
    room::{Room, Tint},
    words,
};
use crate::ui::kit::{Icon, Segmented, Select, icon};

/// Steps of the zoom, in per cent.
const ZOOM: [u16; 6] = [50, 67, 80, 100, 125, 150];

/// The bar.
pub(super) fn view(room: Room) -> AnyView {
    let lanes = Signal::derive(move || match room.lanes.get() {
        LaneKind::Itil4 => 0,
        LaneKind::Itil5 => 1,
        LaneKind::Teams => 2,
    });
    let colours = vec!["Colour: waiting".to_owned(), "Colour: busy".to_owned()];
    let tint = Signal::derive(move || usize::from(room.tint.get() == Tint::Busy));
    let choose_tint = move |index| room.tint.set(if index == 1 { Tint::Busy } else { Tint::Waiting });
    view! {
        <div class="chain-toolbar">
            <Segmented label="Lanes" options=vec!["ITIL 4", "Version 5", "Teams"] chosen=lanes
                choose=Callback::new(move |index| choose_lanes(room, index))/>
            <Select label="Colour" bare=true options=Signal::stored(colours) chosen=tint choose=Callback::new(choose_tint)/>
            {legend(room)}
            <span class="chain-handovers muted">{move || hand_overs(room)}</span>
            {move || (!room.as_table.get()).then(|| zoom(room))}
        </div>
    }
    .into_any()
}

/// Drawing or table; stands in the head of the page.
pub(super) fn form(room: Room) -> AnyView {
    let form = Signal::derive(move || usize::from(room.as_table.get()));
    let choose = Callback::new(move |index| room.as_table.set(index == 1));
    view! { <Segmented label="Show the chain as" options=vec!["Drawing", "Table"] chosen=form choose=choose/> }
        .into_any()
}

/// The edition is a choice of the whole workspace; teams are a way to look.
fn choose_lanes(room: Room, index: usize) {
    room.by_team.set(index == 2);
    let edition = match index {
        0 => Edition::Itil4,
        1 => Edition::Itil5,
        _ => return,
    };
    if room.session().now().is_some_and(|workspace| workspace.edition != edition) {
        room.session().change(&Command::SetEdition { edition });
    }
}

fn legend(room: Room) -> AnyView {
    let range = move || match room.tint.get() {
        Tint::Waiting => {
            let longest = room.sheet.with(|sheet| sheet.as_ref().map_or(0.0, |sheet| words::longest_wait(sheet)));
            format!("0 to {}", words::calendar(longest))
        }
        Tint::Busy => "below 50, 70, 85\u{a0}%, above".to_owned(),
    };
    let swatch = |level: u8| view! { <span class=format!("chain-swatch tint-{level}")></span> };
    view! {
        <span class="chain-legend">
            <span class="chain-swatches" aria-hidden="true">{(0..words::LEVELS).map(swatch).collect_view()}</span>
            <span class="muted">{range}</span>
        </span>
    }
    .into_any()
}

fn hand_overs(room: Room) -> Option<String> {
    let found = room.sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.handovers))?;
    let unknown = match found.unknown {
        0 => String::new(),
        unknown => format!(", {unknown} unknown"),
    };
    Some(format!("{}{unknown}", words::counted(found.between_teams, "hand-over", "hand-overs")))
}

fn zoom(room: Room) -> AnyView {
    let now = move || room.zoom.get().unwrap_or(100);
    let nearest = |wanted: Option<&u16>| wanted.copied();
    let smaller = move |_| {
        let now = room.zoom.get_untracked().unwrap_or(100);
        room.zoom.set(nearest(ZOOM.iter().rev().find(|step| **step < now)).or(Some(now)));
    };
    let larger = move |_| {
        let now = room.zoom.get_untracked().unwrap_or(100);
        room.zoom.set(nearest(ZOOM.iter().find(|step| **step > now)).or(Some(now)));
    };
    let fitted = move || if room.zoom.get().is_none() { "true" } else { "false" };
    view! {
        <span class="chain-zoom">
            <button type="button" class="button quiet small icon" aria-label="Smaller" on:click=smaller>{icon(Icon::Minus)}</button>
            <span class="chain-zoom-now">{move || format!("{}\u{a0}%", now())}</span>
            <button type="button" class="button quiet small icon" aria-label="Larger" on:click=larger>{icon(Icon::Plus)}</button>
            <button type="button" class="button quiet small" aria-pressed=fitted on:click=move |_| room.zoom.set(None)>"Fit"</button>
        </span>
    }
    .into_any()
}
