//! Today's run of the stream on screen: only the first stream of changes is simulated.

use std::sync::Arc;

use leptos::prelude::*;
use trivium_core::engine::simulation::Outcome;

use super::room::Room;
use crate::ui::state::{RunState, Simulations};

/// Two outcomes are the same when they are the same object: comparing their content would cost more than it saves.
#[derive(Clone)]
pub(super) struct Shared(pub(super) Arc<Outcome>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The newest answer about the stream on screen; `None` while there is none, and of every other stream.
pub(super) fn of(room: Room) -> Memo<Option<Shared>> {
    let today = Simulations::expect().today();
    Memo::new(move |_| {
        let outcome = today.with(|run| run.outcome.clone()).map(Shared);
        outcome.filter(|_| is_simulated(room))
    })
}

/// Whether the stream on screen is the one that runs.
fn is_simulated(room: Room) -> bool {
    let main = room.session().workspace().with(|w| w.as_ref().and_then(|w| w.main_stream().map(|stream| stream.id)));
    main.is_some() && main == room.stream.with(|stream| stream.as_ref().map(|stream| stream.id))
}

/// Why there is no answer. Written as what stands after "n/a, because".
pub(super) fn why_not(room: Room) -> String {
    Simulations::expect().today().with(|run| reason(room, run))
}

fn reason(room: Room, run: &RunState) -> String {
    if !is_simulated(room) {
        return "the simulation runs the first stream of changes, and this is another one".to_owned();
    }
    if let Some(sentence) = run.refused.first() {
        return format!("the chain cannot be simulated: {sentence}");
    }
    if run.progress.is_some() { "the simulation is running" } else { "this step has not been simulated yet" }.to_owned()
}
