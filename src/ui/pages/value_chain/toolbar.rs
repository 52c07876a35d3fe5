//! Above the drawing: which lanes, which colour, how large, or a table instead.

use leptos::prelude::*;
use trivium_core::{
    catalog::practices,
    chart::map::LaneKind,
    edit::Command,
    engine::governance::Passing,
    model::{Edition, Practice},
};

use super::{
    canvas, gestures,
    room::{Form, Room, Tint},
    words,
};
use crate::ui::kit::{Icon, Segmented, Select, icon};

/// Steps of the zoom, in per cent.
const ZOOM: [u16; 8] = [33, 50, 67, 80, 100, 125, 150, 200];

/// The bar.
pub(super) fn view(room: Room) -> AnyView {
    let lanes = Signal::derive(move || match room.lanes.get() {
        LaneKind::Itil4 => 0,
        LaneKind::Itil5 => 1,
        LaneKind::Teams => 2,
    });
    view! {
        <div class="chain-toolbar">
            <Segmented label="Lanes" options=vec!["ITIL 4", "Version 5", "Teams"] chosen=lanes
                choose=Callback::new(move |index| choose_lanes(room, index))/>
            {colour(room)}
            {legend(room)}
            <span class="chain-handovers muted">{move || hand_overs(room)}</span>
            {move || (room.form.get() == Form::Chain).then(|| zoom(room))}
        </div>
    }
    .into_any()
}

/// Four colours that always make sense, then one for each practice that a step of the chain uses.
fn colour(room: Room) -> AnyView {
    let tints = Memo::new(move |_| {
        let mut tints = vec![Tint::Waiting, Tint::Busy, Tint::Layer, Tint::Hands];
        let uses = |practice: &Practice| {
            room.stream.with(|stream| {
                stream.as_ref().is_some_and(|stream| stream.steps.iter().any(|step| step.practices.contains(practice)))
            })
        };
        tints.extend(Practice::ALL.into_iter().filter(uses).map(Tint::Uses));
        tints
    });
    let word = |tint: &Tint| match tint {
        Tint::Waiting => "Colour: waiting".to_owned(),
        Tint::Busy => "Colour: busy".to_owned(),
        Tint::Layer => "Colour: layer".to_owned(),
        Tint::Hands => "Colour: hand-overs".to_owned(),
        Tint::Uses(practice) => format!("Uses {}", practices::about(*practice).name),
    };
    let options = Signal::derive(move || tints.with(|tints| tints.iter().map(word).collect::<Vec<_>>()));
    let chosen =
        Signal::derive(move || tints.with(|tints| tints.iter().position(|tint| *tint == room.tint.get()).unwrap_or(0)));
    let choose = move |index: usize| {
        if let Some(tint) = tints.with_untracked(|tints| tints.get(index).copied()) {
            room.tint.set(tint);
        }
    };
    view! { <Select label="Colour" bare=true options=options chosen=chosen choose=Callback::new(choose)/> }.into_any()
}

/// In which form the chain is shown; stands in the head of the page.
pub(super) fn form(room: Room) -> AnyView {
    const FORMS: [Form; 4] = [Form::Chain, Form::Sheet, Form::ThreeWays, Form::Compare];
    let form = Signal::derive(move || FORMS.iter().position(|form| *form == room.form.get()).unwrap_or(0));
    let choose = Callback::new(move |index: usize| {
        if let Some(form) = FORMS.get(index) {
            room.form.set(*form);
        }
    });
    view! { <Segmented label="Show the chain as" options=vec!["Chain", "Sheet", "Three Ways", "Compare"] chosen=form choose=choose/> }
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
        // Each step says its layer as a word.
        Tint::Layer => String::new(),
        Tint::Hands => planned_hand_overs(room),
        Tint::Uses(_) => "without, with it".to_owned(),
    };
    let swatches = move || {
        let classes: &[&str] = match room.tint.get() {
            Tint::Waiting | Tint::Busy => &["tint-0", "tint-1", "tint-2", "tint-3"],
            Tint::Layer => &["tint-gov", "tint-vel", "tint-rel"],
            Tint::Hands => &["tint-2", "tint-3", "tint-1"],
            Tint::Uses(_) => &["tint-0", "tint-2"],
        };
        classes.iter().map(|class| view! { <span class=format!("chain-swatch {class}")></span> }).collect_view()
    };
    view! {
        <span class="chain-legend">
            <span class="chain-swatches" aria-hidden="true">{swatches}</span>
            <span class="muted">{range}</span>
        </span>
    }
    .into_any()
}

/// What the plan of the roles does to the hand-overs, in the order of the swatches.
fn planned_hand_overs(room: Room) -> String {
    let count = |wanted: Passing| room.hands.with(|links| links.iter().filter(|link| link.passing == wanted).count());
    let stays = words::counted(count(Passing::Stays), "stays", "stay");
    format!("{stays}, {} created, {} removed", count(Passing::Created), count(Passing::Removed))
}

fn hand_overs(room: Room) -> Option<String> {
    let found = room.sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.handovers))?;
    let unknown = match found.unknown {
        0 => String::new(),
        unknown => format!(", {unknown} unknown"),
    };
    Some(format!("{}{unknown}", words::counted(found.between_teams, "hand-over", "hand-overs")))
}

/// One step of the zoom.
pub(super) fn zoom_by(room: Room, larger: bool) {
    let now = room.zoom.get_untracked().unwrap_or(100);
    let next = if larger { ZOOM.iter().find(|step| **step > now) } else { ZOOM.iter().rev().find(|step| **step < now) };
    room.zoom.set(next.copied().or(Some(now)));
}

fn zoom(room: Room) -> AnyView {
    let now = move || room.zoom.get().map_or_else(|| "auto".to_owned(), |percent| format!("{percent}\u{a0}%"));
    view! {
        <span class="chain-zoom">
            <button type="button" class="button quiet small icon" aria-label="Smaller" on:click=move |_| zoom_by(room, false)>{icon(Icon::Minus)}</button>
            <span class="chain-zoom-now">{now}</span>
            <button type="button" class="button quiet small icon" aria-label="Larger" on:click=move |_| zoom_by(room, true)>{icon(Icon::Plus)}</button>
            <button type="button" class="button quiet small" title="All of it (0)" on:click=move |_| canvas::fit(room)>"Fit"</button>
            <button type="button" class="button quiet small" title="Let the drawing find all places again" on:click=move |_| gestures::arrange(room)>"Arrange"</button>
        </span>
    }
    .into_any()
}
