//! What the map of practices forgets when an element goes: nothing may point to nothing.

use std::sync::Arc;

use super::apply::{Draft, counted};
use crate::model::{Holder, Practices, Role, StepId, Subject, SupplierId, TeamId};

/// Keeps the cells of the RACI table that `keep` says.
pub(super) fn duties(practices: &mut Practices, keep: impl Fn(Subject, Role) -> bool) -> usize {
    let before: usize = practices.raci.iter().map(|row| row.duties.len()).sum();
    for row in &mut practices.raci {
        let subject = row.subject;
        row.duties.retain(|duty| keep(subject, duty.role));
    }
    practices.raci.retain(|row| !row.duties.is_empty());
    let after: usize = practices.raci.iter().map(|row| row.duties.len()).sum();
    before.saturating_sub(after)
}

/// Steps are gone: their rows of the RACI table go with them.
pub(super) fn steps(draft: &mut Draft, gone: impl Fn(StepId) -> bool) {
    let concerned = |subject: Subject| matches!(subject, Subject::Step(step) if gone(step));
    if !draft.workspace.practices.raci.iter().any(|row| concerned(row.subject)) {
        return;
    }
    let practices = Arc::make_mut(&mut draft.workspace.practices);
    let cells = duties(practices, |subject, _| !concerned(subject));
    let cells = counted(cells, "cell of the RACI table goes with it", "cells of the RACI table go with it");
    draft.also.push(format!("{cells}."));
}

/// A holder is gone: they hold no role.
pub(super) fn holder(draft: &mut Draft, gone: Holder, name: &str) {
    let holds = |practices: &Practices| {
        let now = practices.roles.iter().filter(|used| used.today.contains(&gone) || used.later().contains(&gone));
        now.count()
    };
    let concerned = holds(&draft.workspace.practices);
    if concerned == 0 {
        return;
    }
    let practices = Arc::make_mut(&mut draft.workspace.practices);
    for used in &mut practices.roles {
        used.today.retain(|holder| *holder != gone);
        if let Some(planned) = &mut used.planned {
            planned.retain(|holder| *holder != gone);
        }
    }
    practices.roles.retain(|used| !used.is_empty());
    let roles = counted(concerned, "role is", "roles are");
    draft.also.push(format!("{roles} no longer held by \"{name}\"."));
}

/// A team is gone: its people belong to none, and no other team works with it or uses its services.
pub(super) fn team(draft: &mut Draft, id: TeamId, name: &str) {
    holder(draft, Holder::Team(id), name);
    let people = draft.workspace.practices.people.iter().filter(|person| person.team == Some(id)).count();
    if people > 0 {
        let practices = Arc::make_mut(&mut draft.workspace.practices);
        for person in practices.people.iter_mut().filter(|person| person.team == Some(id)) {
            person.team = None;
        }
        let people = counted(people, "person of it belongs", "people of it belong");
        draft.also.push(format!("{people} to no team now: \"{name}\" is gone."));
    }
    let named = draft.workspace.teams.iter().any(|team| {
        team.interactions.iter().any(|other| other.with == id)
            || team.provides.iter().any(|service| service.consumers.contains(&id))
    });
    if !named {
        return;
    }
    for team in Arc::make_mut(&mut draft.workspace.teams).iter_mut() {
        team.interactions.retain(|other| other.with != id);
        for service in &mut team.provides {
            service.consumers.retain(|consumer| *consumer != id);
        }
    }
    draft.also.push(format!("No team works with \"{name}\" or uses its services any more."));
}

/// Contracts are gone: no team fulfils them.
pub(super) fn contracts(draft: &mut Draft) {
    let there: Vec<SupplierId> =
        draft.workspace.services.iter().flat_map(|service| &service.contracts).map(|contract| contract.id).collect();
    let lost = |id: &SupplierId| !there.contains(id);
    if !draft.workspace.teams.iter().any(|team| team.contracts.iter().any(lost)) {
        return;
    }
    for team in Arc::make_mut(&mut draft.workspace.teams).iter_mut() {
        team.contracts.retain(|id| !lost(id));
    }
    draft.also.push("Teams that fulfilled a contract which is gone no longer do.".to_owned());
}
