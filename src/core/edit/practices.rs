//! Commands about the map of practices and its snapshots.

use std::sync::Arc;

use super::apply::{Draft, gone};
use super::{MapEdit, forget};
use crate::model::{Holder, Place, Problem, Snapshot, SnapshotId, SnapshotStep, Workspace};

pub(super) fn edit(draft: &mut Draft, edit: &MapEdit) -> Result<(), Problem> {
    let unknown = |id| gone(Place::Person(id), "person", id);
    match edit {
        MapEdit::UpdatePerson { person } if draft.workspace.practices.person(person.id).is_none() => {
            return Err(unknown(person.id));
        }
        MapEdit::RemovePerson { person } => {
            let name = draft.workspace.practices.person(*person).ok_or_else(|| unknown(*person))?.name.clone();
            forget::holder(draft, Holder::Person(*person), &name);
        }
        _ => {}
    }
    edit.run(Arc::make_mut(&mut draft.workspace.practices));
    Ok(())
}

/// How the map, the roles and the teams stand now, to be compared later. `taken_on` is today as the caller's calendar
/// has it.
pub fn snapshot(workspace: &Workspace, id: SnapshotId, name: String, taken_on: chrono::NaiveDate) -> Snapshot {
    Snapshot {
        id,
        name,
        taken_on,
        practices: Arc::clone(&workspace.practices),
        teams: Arc::clone(&workspace.teams),
        steps: Arc::new(SnapshotStep::all_of(workspace)),
    }
}

pub(super) fn rename(draft: &mut Draft, id: SnapshotId, name: &str) -> Result<(), Problem> {
    let all = Arc::make_mut(&mut draft.workspace.snapshots);
    let found = all.iter_mut().find(|snapshot| snapshot.id == id);
    name.clone_into(&mut found.ok_or_else(|| gone(Place::Snapshot(id), "snapshot", id))?.name);
    Ok(())
}

pub(super) fn remove(draft: &mut Draft, id: SnapshotId) -> Result<(), Problem> {
    let all = Arc::make_mut(&mut draft.workspace.snapshots);
    let at = all.iter().position(|snapshot| snapshot.id == id);
    all.remove(at.ok_or_else(|| gone(Place::Snapshot(id), "snapshot", id))?);
    Ok(())
}
