//! Where a link is chosen from a list, for those who do not draw lines: to which step, and whether work goes on or comes
//! back that way.

use leptos::prelude::*;
use trivium_core::{
    edit::{Connection, connection},
    model::StepId,
};

use super::{super::gestures, focus_box, hand::Hand};
use crate::{
    platform::page,
    ui::kit::{Segmented, Select},
};

/// The list of steps.
const TO: &str = "chain-link-to";

/// The form, while a link is being chosen.
pub(super) fn view(hand: Hand) -> AnyView {
    view! { {move || hand.linking.get().map(|from| form(hand, from))} }.into_any()
}

fn form(hand: Hand, from: StepId) -> AnyView {
    let room = hand.room;
    let others = Memo::new(move |_| {
        let stream = room.stream.get();
        let steps = stream.iter().flat_map(|stream| &stream.steps).filter(|step| step.id != from);
        steps.map(|step| (step.id, step.name.clone())).collect::<Vec<_>>()
    });
    let options = Signal::derive(move || others.get().into_iter().map(|(_, name)| name).collect::<Vec<_>>());
    let following = room.place_of_untracked(from).map_or(0, |(at, _)| at);
    let to = RwSignal::new(following.min(others.with_untracked(Vec::len).saturating_sub(1)));
    let meant = RwSignal::new(None::<usize>);
    let target = move || others.get().get(to.get()).map(|(id, _)| *id);
    let kind = Signal::derive(move || {
        let usual = room.stream.get().zip(target()).map(|(stream, to)| connection(&stream, from, to));
        meant.get().unwrap_or(usize::from(usual == Some(Connection::Back)))
    });
    let close = move || {
        hand.linking.set(None);
        focus_box(from);
    };
    let add = move || {
        if let Some(to) = untrack(target) {
            let kind = if kind.get_untracked() == 1 { Connection::Back } else { Connection::Onwards };
            hand.linking.set(None);
            gestures::link(room, (from, to), kind);
        }
    };
    let on_key = move |ev: web_sys::KeyboardEvent| match ev.key().as_str() {
        "Escape" => close(),
        "Enter" if !page::is_inside(&ev, "button") => add(),
        _ => (),
    };
    page::focus_soon(TO);
    let name = move || room.step(from).map(|step| step.name).unwrap_or_default();
    view! {
        <div class="chain-link-form" role="group" aria-label=move || format!("Link from {}", name()) on:keydown=on_key>
            <strong>{move || format!("From {} to", name())}</strong>
            <Select label="To which step" bare=true options=options chosen=to choose=Callback::new(move |at| { to.set(at); meant.set(None); }) id=TO/>
            <Segmented label="What goes along it" options=vec!["Work goes on", "Work comes back"] chosen=kind
                choose=Callback::new(move |kind| meant.set(Some(kind)))/>
            <button type="button" class="button" on:click=move |_| add()>"Add link"</button>
            <button type="button" class="button quiet" on:click=move |_| close()>"Cancel"</button>
        </div>
    }
    .into_any()
}
