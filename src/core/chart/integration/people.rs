//! Teams and platform.

use super::{joined, of_all, quoted};
use crate::{
    chart::format,
    model::{Ability, Arrangement, IntegrationRow, IntegrationRow as I, Provision, Workspace},
};

/// Where a capability is at home in the teams that say so.
pub(super) fn ability(workspace: &Workspace, row: IntegrationRow) -> Result<String, String> {
    let ability = match row {
        I::TeamDevelopment => Ability::Development,
        I::TeamOperations => Ability::Operations,
        I::TeamSupport => Ability::Support,
        I::TeamSecurity => Ability::Security,
        _ => Ability::Testing,
    };
    let said = workspace.teams.iter().flat_map(|team| &team.capabilities).filter(|known| known.ability == ability);
    let (mut inside, mut apart, mut other) = (0, 0, 0);
    for known in said {
        match known.arrangement {
            Arrangement::Integrated => inside += 1,
            Arrangement::Traditional => apart += 1,
            Arrangement::Own(_) => other += 1,
        }
    }
    let all = inside + apart + other;
    if all == 0 {
        return Err("no team says where this capability is at home".to_owned());
    }
    let mut rest: Vec<String> = Vec::new();
    if apart > 0 {
        rest.push(format!("{apart} {} it to a team of its own", if apart == 1 { "hands" } else { "hand" }));
    }
    if other > 0 {
        rest.push(format!("{other} {} it in another way", if other == 1 { "does" } else { "do" }));
    }
    let rest = if rest.is_empty() { String::new() } else { format!("; {}", joined(&rest)) };
    Ok(format!(
        "Inside {} that say{} where it is{rest}.",
        of_all(inside, all, "team", "teams"),
        if all == 1 { "s" } else { "" }
    ))
}

/// Who provides a service of a platform, and to how many.
pub(super) fn provided(workspace: &Workspace, kind: Provision) -> Result<String, String> {
    let teams = workspace.teams.iter();
    let services = teams.flat_map(|team| team.provides.iter().map(move |service| (team, service)));
    let found: Vec<String> = services
        .filter(|(_, service)| service.kind == kind)
        .map(|(team, service)| {
            let to = match service.consumers.len() {
                0 => "nobody yet".to_owned(),
                teams => format::counted(teams as u64, "team", "teams"),
            };
            let share = service.self_service.map(|share| format!(", {} of it by self-service", format::share(share)));
            format!("{} provides {} to {to}{}", quoted(&team.name), quoted(&service.name), share.unwrap_or_default())
        })
        .collect();
    if found.is_empty() { Err("no team provides it".to_owned()) } else { Ok(format!("{}.", joined(&found))) }
}
