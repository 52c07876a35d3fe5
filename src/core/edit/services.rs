//! Commands about services and their objectives.

use std::sync::Arc;

use super::apply::{Draft, counted, gone};
use super::forget;
use super::records::forget_unnamed;
use super::scenarios::drop_levers;
use crate::model::{Lever, Place, Problem, Service, ServiceId, Slo, SloId};

fn of(draft: &mut Draft, id: ServiceId) -> Result<&mut Service, Problem> {
    let services = Arc::make_mut(&mut draft.workspace.services);
    services.iter_mut().find(|service| service.id == id).ok_or_else(|| gone(Place::Service(id), "service", id))
}

pub(super) fn update(draft: &mut Draft, service: &Service) -> Result<(), Problem> {
    of(draft, service.id)?.clone_from(service);
    forget::contracts(draft);
    Ok(())
}

pub(super) fn remove(draft: &mut Draft, id: ServiceId) -> Result<(), Problem> {
    let workspace = &mut draft.workspace;
    let name = workspace.service(id).ok_or_else(|| gone(Place::Service(id), "service", id))?.name.clone();
    let services = Arc::make_mut(&mut workspace.services);
    services.retain(|service| service.id != id);
    let mut dependants = 0;
    for service in services.iter_mut().filter(|service| service.depends_on.contains(&id)) {
        service.depends_on.retain(|other| *other != id);
        dependants += 1;
    }
    if dependants > 0 {
        let others = counted(dependants, "service no longer depends", "services no longer depend");
        draft.also.push(format!("{others} on \"{name}\"."));
    }
    let streams = workspace.streams.iter().filter(|stream| stream.service == Some(id)).count();
    if streams > 0 {
        for stream in Arc::make_mut(&mut workspace.streams).iter_mut().filter(|s| s.service == Some(id)) {
            stream.service = None;
        }
        let streams = counted(streams, "value stream changes", "value streams change");
        draft.also.push(format!("{streams} no service now: \"{name}\" is gone."));
    }
    if workspace.tables.delivery.contains_key(&id) {
        let tables = Arc::make_mut(&mut workspace.tables);
        tables.delivery.remove(&id);
        forget_unnamed(tables);
        draft.also.push(format!("The delivery records of \"{name}\" are removed with it."));
    }
    forget::contracts(draft);
    drop_levers(draft, |lever| match lever {
        Lever::FoundByMonitoring { service, .. }
        | Lever::RepairTime { service, .. }
        | Lever::Rollback { service, .. }
        | Lever::SloTarget { service, .. }
        | Lever::FeatureFlag { service, .. }
        | Lever::OnCallLevels { service, .. }
        | Lever::FreezeAt { service, .. }
        | Lever::Freeze { service, .. } => *service == id,
        _ => false,
    });
    Ok(())
}

pub(super) fn add_slo(draft: &mut Draft, id: ServiceId, slo: &Slo) -> Result<(), Problem> {
    of(draft, id)?.slos.push(slo.clone());
    Ok(())
}

pub(super) fn update_slo(draft: &mut Draft, id: ServiceId, slo: &Slo) -> Result<(), Problem> {
    let slos = &mut of(draft, id)?.slos;
    let old = slos.iter_mut().find(|old| old.id == slo.id);
    old.ok_or_else(|| gone(Place::Slo(id, slo.id), "objective", slo.id))?.clone_from(slo);
    Ok(())
}

pub(super) fn remove_slo(draft: &mut Draft, id: ServiceId, slo: SloId) -> Result<(), Problem> {
    let slos = &mut of(draft, id)?.slos;
    let at = slos.iter().position(|old| old.id == slo).ok_or_else(|| gone(Place::Slo(id, slo), "objective", slo))?;
    slos.remove(at);
    Ok(())
}
