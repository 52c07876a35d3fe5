//! What the way in which teams are cut costs the streams: hand-overs and the waiting at them, how busy each team is over
//! all that it serves, what waits for a capability that is elsewhere, and where too much hangs on too few people.
//!
//! Nothing here is asserted: every number is computed from the steps, their teams and what people observe there. Where
//! something is missing the reason stands in its place. Futures of streams take nobody's time and are left out of what
//! teams carry.

mod hints;
mod load;
mod provided;
mod streams;

pub use hints::{
    FEWEST_ON_CALL, FEWEST_ON_CALL_PUBLISHED, Hint, MOST_KINDS_OF_WORK, MOST_ON_CALL, MOST_SUBJECTS_A_PERSON,
    on_call_share,
};
pub use load::{KindOfWork, TeamLoad};
pub use provided::{Provided, open_contracts, provided};
pub use streams::{Crossing, StreamEffect, TraditionalWait};

use crate::{
    engine::flow::{StreamSheet, sheet},
    model::{ValueStream, Workspace},
};

/// What follows from the teams.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamsSheet {
    /// Each stream that has steps, in the order of the workspace, futures included.
    pub streams: Vec<StreamEffect>,
    /// Each team, in the order of the workspace.
    pub teams: Vec<TeamLoad>,
    /// Steps at which a team waits for a capability that it does not have itself.
    pub traditional: Vec<TraditionalWait>,
    /// Where a team carries much, or much hangs on few people.
    pub hints: Vec<Hint>,
}

/// A stream with its sheet.
type Sheeted<'a> = (&'a ValueStream, StreamSheet);

/// Computes all of it. Pure; a stream of 200 steps takes some milliseconds.
pub fn teams_sheet(workspace: &Workspace) -> TeamsSheet {
    let with_steps = workspace.streams.iter().filter(|stream| !stream.steps.is_empty());
    let sheets: Vec<Sheeted<'_>> = with_steps.map(|stream| (stream, sheet(workspace, stream))).collect();
    let teams: Vec<TeamLoad> = workspace.teams.iter().map(|team| load::load(workspace, &sheets, team)).collect();
    TeamsSheet {
        streams: sheets.iter().map(|(stream, sheet)| streams::effect(stream, sheet)).collect(),
        traditional: streams::traditional(workspace, &sheets),
        hints: hints::hints(workspace, &teams),
        teams,
    }
}
