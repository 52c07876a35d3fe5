//! One line typed, or rows pasted from a spreadsheet, become teams. Nothing is added while a line cannot be read.

use leptos::prelude::*;
use trivium_core::{edit::NewIds, exchange::roster::read_teams};

use super::Desk;
use crate::ui::kit::LineCapture;

/// The field.
pub(super) fn view(desk: Desk) -> AnyView {
    let take = Callback::new(move |typed: String| {
        let Some(workspace) = desk.session.now() else { return Ok(()) };
        let found = read_teams(&typed, &workspace, &mut NewIds::of(&workspace));
        if found.sorry.is_empty() { desk.add(found.read).map_err(|sentence| vec![sentence]) } else { Err(found.sorry) }
    });
    view! {
        <LineCapture id="teams-add" label="Add a team" placeholder="Type a team, or paste rows"
            help="Web product team | 8 people | 65% | stream-aligned" take=take/>
    }
    .into_any()
}
