//! The stream as a whole: what runs through it, how much, and how good it is.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::Command,
    model::{Share, StreamKind, check::LONGEST_NOTE},
};

use super::{
    super::{room::Room, typed, words},
    HEADING,
    fields::{details, share_of_stream, words_of_stream},
};
use crate::ui::kit::Select;

/// The inspector of the stream.
pub(super) fn view(room: Room) -> AnyView {
    let count = move || {
        room.stream.with(|stream| stream.as_ref().map(|stream| words::counted(stream.steps.len(), "step", "steps")))
    };
    let name = move || details(room).map(|details| details.name);
    let rename = words_of_stream(
        room,
        "Name",
        "",
        |details| details.name.clone(),
        |details, text| {
            details.name = typed::name(text)?;
            Ok(())
        },
    );
    let label = match details(room).map(|details| details.kind) {
        Some(StreamKind::Incident) => "Incidents a week",
        Some(StreamKind::Request) => "Requests a week",
        _ => "Changes a week",
    };
    let per_week = words_of_stream(
        room,
        label,
        "They arrive at random.",
        |details| details.demand.per_week.to_string(),
        |details, text| {
            details.demand.per_week = typed::number(text, 0.01, 10_000.0, "items a week")?;
            Ok(())
        },
    );
    view! {
        <p class="muted">"Stream of " {count}</p>
        <h2 class="subject" id=HEADING tabindex="-1">{name}</h2>
        <p class="second">{move || sentence(room)}</p>
        {rename}
        {per_week}
        {shares(room)}
        {service(room)}
        <details class="chain-more">
            <summary><strong>"More"</strong> <span class="muted">"kind, trigger, outcome"</span></summary>
            <div class="chain-fields">{kind(room)} {ends(room)} {remove(room)}</div>
        </details>
        <p class="small-text muted">"Select a step in the outline to see and change everything about it."</p>
    }
    .into_any()
}

/// What comes out of the chain as a whole.
fn sentence(room: Room) -> Option<String> {
    let sheet = room.sheet.get()?;
    let rolled = sheet
        .rolled_complete_accurate
        .ok()
        .map(|rolled| format!("{} of the changes pass every step without coming back.", format::percent(rolled)));
    let busiest = sheet
        .bottleneck
        .ok()
        .map(|bottleneck| format!(" Its people could do at most {} a week.", format::number(bottleneck.most_per_week)));
    let sentence = format!("{}{}", rolled.unwrap_or_default(), busiest.unwrap_or_default());
    Some(sentence.trim_start().to_owned())
}

fn shares(room: Room) -> AnyView {
    view! {
        {share_of_stream(room, "Standard changes", "Pre-approved: they pass approvals without stopping.",
            |details| details.demand.mix.standard, |details, share| details.demand.mix.standard = share)}
        {share_of_stream(room, "Emergency changes", "They wait for no date. The rest are normal changes.",
            |details| details.demand.mix.emergency, |details, share| details.demand.mix.emergency = share)}
        {share_of_stream(room, "Bad changes", "Would fail in production when nothing stops them.",
            |details| details.bad_changes, |details, share: Share| details.bad_changes = share)}
        {share_of_stream(room, "Effort of rework", "Work time of a repeated visit, as a share of the first.",
            |details| details.rework_effort, |details, share| details.rework_effort = share)}
    }
    .into_any()
}

fn service(room: Room) -> AnyView {
    let services =
        move || room.session().workspace().get().map(|workspace| workspace.services.clone()).unwrap_or_default();
    let options = Signal::derive(move || {
        let names = services().iter().map(|service| service.name.clone()).collect::<Vec<_>>();
        std::iter::once("No service".to_owned()).chain(names).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        let now = details(room).and_then(|details| details.service);
        services().iter().position(|service| Some(service.id) == now).map_or(0, |at| at + 1)
    });
    let choose = Callback::new(move |index: usize| {
        let workspace = room.session().now();
        let asked =
            index.checked_sub(1).and_then(|at| workspace.and_then(|w| w.services.get(at).map(|service| service.id)));
        let done = room.edit_stream(|details| {
            details.service = asked;
            Ok(())
        });
        if let Err(sentence) = done {
            room.session().say(sentence, false);
        }
    });
    view! { <Select label="Service that it changes" options=options chosen=chosen choose=choose/> }.into_any()
}

fn kind(room: Room) -> AnyView {
    const KINDS: [StreamKind; 3] = [StreamKind::Change, StreamKind::Incident, StreamKind::Request];
    let options = vec![
        "Changes, up to live".to_owned(),
        "Incidents, up to restored".to_owned(),
        "Requests, up to fulfilled".to_owned(),
    ];
    let chosen = Signal::derive(move || {
        let now = details(room).map(|details| details.kind);
        KINDS.iter().position(|kind| Some(*kind) == now).unwrap_or_default()
    });
    let choose = Callback::new(move |index: usize| {
        let done = room.edit_stream(|details| {
            details.kind = KINDS.get(index).copied().unwrap_or(details.kind);
            Ok(())
        });
        if let Err(sentence) = done {
            room.session().say(sentence, false);
        }
    });
    view! { <Select label="What runs through it" options=Signal::stored(options) chosen=chosen choose=choose/> }
        .into_any()
}

fn ends(room: Room) -> AnyView {
    let trigger = words_of_stream(
        room,
        "Trigger",
        "What starts an item.",
        |details| details.trigger.clone(),
        |details, text| {
            details.trigger = typed::words(text, LONGEST_NOTE, "trigger")?;
            Ok(())
        },
    );
    let outcome = words_of_stream(
        room,
        "Outcome",
        "What the customer has in the end.",
        |details| details.outcome.clone(),
        |details, text| {
            details.outcome = typed::words(text, LONGEST_NOTE, "outcome")?;
            Ok(())
        },
    );
    view! { {trigger} {outcome} }.into_any()
}

fn remove(room: Room) -> AnyView {
    let act = move |_| {
        let Some(stream) = room.stream.get_untracked() else { return };
        room.session().change_saying(&Command::RemoveStream { stream: stream.id }, format!("Removed {}.", stream.name));
        crate::platform::page::focus_soon("main");
    };
    view! { <button type="button" class="button danger" on:click=act>"Delete value stream"</button> }.into_any()
}
