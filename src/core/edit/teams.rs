//! Commands about teams.

use std::sync::Arc;

use super::apply::{Draft, counted, gone};
use super::forget;
use super::scenarios::drop_levers;
use crate::model::{Lever, Place, Problem, Team, TeamId};

pub(super) fn update(draft: &mut Draft, team: &Team) -> Result<(), Problem> {
    let place = Place::Team(team.id);
    let teams = Arc::make_mut(&mut draft.workspace.teams);
    let old = teams.iter_mut().find(|old| old.id == team.id).ok_or_else(|| gone(place, "team", team.id))?;
    old.clone_from(team);
    Ok(())
}

pub(super) fn remove(draft: &mut Draft, id: TeamId) -> Result<(), Problem> {
    let workspace = &mut draft.workspace;
    let name = workspace.team(id).ok_or_else(|| gone(Place::Team(id), "team", id))?.name.clone();
    Arc::make_mut(&mut workspace.teams).retain(|team| team.id != id);
    let concerned = workspace.streams.iter().flat_map(|stream| &stream.steps).filter(|step| step.team == Some(id));
    let steps = concerned.count();
    if steps > 0 {
        for stream in Arc::make_mut(&mut workspace.streams) {
            for step in stream.steps.iter_mut().filter(|step| step.team == Some(id)) {
                step.team = None;
            }
        }
        let steps = counted(steps, "step of it belongs", "steps of it belong");
        draft.also.push(format!("{steps} to no team now: \"{name}\" is gone."));
    }
    if workspace.services.iter().any(|service| service.incidents.responders_from == Some(id)) {
        for service in Arc::make_mut(&mut workspace.services).iter_mut() {
            if service.incidents.responders_from == Some(id) {
                service.incidents.responders_from = None;
                draft.also.push(format!("\"{}\" has responders of its own now: \"{name}\" is gone.", service.name));
            }
        }
    }
    forget::team(draft, id, &name);
    drop_levers(draft, |lever| matches!(lever, Lever::TeamSize { team, .. } if *team == id));
    Ok(())
}
