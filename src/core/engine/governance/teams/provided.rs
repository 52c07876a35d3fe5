//! What teams provide to each other, in sums; and contracts that nobody fulfils.

use crate::{
    engine::statistics::number,
    model::{Party, PlatformService, ServiceId, SupplierId, TeamId, Workspace},
};

/// What is provided, over all teams.
#[derive(Debug, Clone, PartialEq)]
pub struct Provided {
    /// Services that teams provide.
    pub services: usize,
    /// Teams that use at least one of them.
    pub users: usize,
    /// Of them, services that somebody uses and whose share of self-service is known.
    pub measured: usize,
    /// Mean share of self-service, each service weighted by the number of teams that use it; `None` when no service
    /// that somebody uses has a share.
    pub self_service: Option<f64>,
    /// Internal teams that provide nothing and use nothing.
    pub without: Vec<TeamId>,
}

/// Sums up what teams provide.
pub fn provided(workspace: &Workspace) -> Provided {
    let services: Vec<&PlatformService> = workspace.teams.iter().flat_map(|team| &team.provides).collect();
    let uses = |team: TeamId| services.iter().any(|service| service.consumers.contains(&team));
    let known: Vec<(f64, f64)> = services
        .iter()
        .filter(|service| !service.consumers.is_empty())
        .filter_map(|service| Some((number(service.consumers.len()), service.self_service?.value())))
        .collect();
    let weight: f64 = known.iter().map(|(weight, _)| weight).sum();
    let sum: f64 = known.iter().map(|(weight, share)| weight * share).sum();
    let internal = workspace.teams.iter().filter(|team| team.party == Party::Internal);
    Provided {
        services: services.len(),
        users: workspace.teams.iter().filter(|team| uses(team.id)).count(),
        measured: known.len(),
        self_service: (weight > 0.0).then(|| sum / weight),
        without: internal.filter(|team| team.provides.is_empty() && !uses(team.id)).map(|team| team.id).collect(),
    }
}

/// Contracts of services that no team fulfils.
pub fn open_contracts(workspace: &Workspace) -> Vec<(ServiceId, SupplierId)> {
    let all =
        workspace.services.iter().flat_map(|service| service.contracts.iter().map(|known| (service.id, known.id)));
    all.filter(|(_, contract)| !workspace.teams.iter().any(|team| team.contracts.contains(contract))).collect()
}
