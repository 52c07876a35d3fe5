//! Everything about what is selected: a step, or the stream as a whole.

mod fields;
mod how_long;
mod kind;
mod links;
mod more;
mod pull;
mod simulated;
mod step;
mod stream;
mod team;
mod uses;

use leptos::prelude::*;

use super::room::Room;

/// The heading, which takes focus when the fields are asked for.
pub(super) const HEADING: &str = "chain-inspector-head";

/// Built anew only when something else is selected, so that typing never loses its place.
pub(super) fn view(room: Room) -> AnyView {
    view! { {move || room.selected.get().map_or_else(|| stream::view(room), |id| step::view(room, id))} }.into_any()
}
