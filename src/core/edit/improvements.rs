//! Commands about improvements.

use std::sync::Arc;

use super::apply::{Draft, counted, gone};
use crate::model::{Improvement, ImprovementId, Place, Problem, ScenarioId};

pub(super) fn add(draft: &mut Draft, improvement: &Improvement) {
    Arc::make_mut(&mut draft.workspace.improvements).push(improvement.clone());
}

pub(super) fn update(draft: &mut Draft, improvement: &Improvement) -> Result<(), Problem> {
    let id = improvement.id;
    let all = Arc::make_mut(&mut draft.workspace.improvements);
    let old = all.iter_mut().find(|old| old.id == id).ok_or_else(|| gone(Place::Improvement(id), "decision", id))?;
    old.clone_from(improvement);
    Ok(())
}

pub(super) fn remove(draft: &mut Draft, id: ImprovementId) -> Result<(), Problem> {
    let workspace = &mut draft.workspace;
    workspace.improvement(id).ok_or_else(|| gone(Place::Improvement(id), "decision", id))?;
    Arc::make_mut(&mut workspace.improvements).retain(|improvement| improvement.id != id);
    Ok(())
}

/// Decisions outlive the scenario that they were made on.
pub(super) fn forget_scenario(draft: &mut Draft, id: ScenarioId) {
    let concerned = draft.workspace.improvements.iter().filter(|improvement| improvement.scenario == Some(id)).count();
    if concerned == 0 {
        return;
    }
    for improvement in Arc::make_mut(&mut draft.workspace.improvements) {
        if improvement.scenario == Some(id) {
            improvement.scenario = None;
        }
    }
    let decisions = counted(concerned, "decision was", "decisions were");
    draft.also.push(format!("{decisions} made on this scenario, and stay without it."));
}
