//! Agreement, objective, indicator, budget, and the steps from one to the next.

use super::{has, joined, of_all, quoted, service};
use crate::{
    chart::format::{self, Clock},
    engine::reliability::Budget,
    model::{CarveOuts, Indicator, Service, Slo, Workspace},
};

/// All services, of which there is at least one.
fn services(workspace: &Workspace) -> Result<&[Service], String> {
    service(workspace).map(|_| workspace.services.as_slice())
}

/// The service with an objective that most sentences are about: the main one, else the first that has one.
fn aimed(workspace: &Workspace) -> Result<(&Service, &Slo), String> {
    let main = service(workspace)?;
    let mut all = std::iter::once(main).chain(workspace.services.iter());
    all.find_map(|service| Some((service, service.main_slo()?))).ok_or_else(|| "no service has an objective".to_owned())
}

fn days(days: u16) -> String {
    format::counted(u64::from(days), "day", "days")
}

pub(super) fn agreement(workspace: &Workspace) -> Result<String, String> {
    let main = service(workspace)?;
    let mut all = std::iter::once(main).chain(workspace.services.iter());
    let Some((service, sla)) = all.find_map(|service| Some((service, service.sla.as_ref()?))) else {
        return Err("no service has an agreement with the business".to_owned());
    };
    let target = format::target(sla.target);
    Ok(format!("{} is promised at {target} over {}.", quoted(&service.name), days(sla.window_days)))
}

pub(super) fn objective(workspace: &Workspace) -> Result<String, String> {
    let (service, slo) = aimed(workspace)?;
    let against = match &service.sla {
        None => ", with no agreement to be stricter than".to_owned(),
        Some(sla) if slo.target.ratio() > sla.target.ratio() => {
            format!(", stricter than its agreement of {}", format::target(sla.target))
        }
        Some(sla) => format!(", which is no stricter than its agreement of {}", format::target(sla.target)),
    };
    let target = format::target(slo.target);
    Ok(format!("{} aims at {target} over {}{against}.", quoted(&service.name), days(slo.window_days)))
}

pub(super) fn indicator(workspace: &Workspace) -> Result<String, String> {
    let (service, slo) = aimed(workspace)?;
    let measured = match slo.indicator {
        Indicator::Availability => "good requests of valid ones".to_owned(),
        Indicator::Latency { within_ms } => format!("requests answered within {} ms", format::number(within_ms)),
    };
    let meant = match slo.description.trim() {
        "" => "nobody has said what counts as good".to_owned(),
        words => format!("good is \"{}\"", words.trim_end_matches('.')),
    };
    Ok(format!("{} measures {measured}; {meant}.", quoted(&service.name)))
}

pub(super) fn budget(workspace: &Workspace) -> Result<String, String> {
    let (service, slo) = aimed(workspace)?;
    let minutes = format::duration_exact(Budget::of(service, slo).minutes * 60.0, Clock::Calendar);
    Ok(format!("{} may fail for {minutes} in {} of service hours.", quoted(&service.name), days(slo.window_days)))
}

pub(super) fn negotiated(workspace: &Workspace) -> Result<String, String> {
    let services = services(workspace)?;
    let with = services.iter().filter(|service| service.sla.is_some()).count();
    Ok(format!("{} {} an agreement.", of_all(with, services.len(), "service", "services"), has(with)))
}

pub(super) fn derived(workspace: &Workspace) -> Result<String, String> {
    let both = services(workspace)?.iter().filter_map(|service| Some((service.sla.as_ref()?, service.main_slo()?)));
    let (mut stricter, mut all) = (0, 0);
    for (sla, slo) in both {
        all += 1;
        stricter += usize::from(slo.target.ratio() > sla.target.ratio());
    }
    if all == 0 {
        return Err("no service has both an agreement and an objective".to_owned());
    }
    let of = of_all(stricter, all, "agreement", "agreements");
    Ok(format!("{of} {} an objective that is stricter.", has(stricter)))
}

pub(super) fn defined(workspace: &Workspace) -> Result<String, String> {
    aimed(workspace)?;
    let slos: Vec<&Slo> = workspace.services.iter().flat_map(|service| &service.slos).collect();
    let said = slos.iter().filter(|slo| !slo.description.trim().is_empty()).count();
    let says = if said == 1 { "says" } else { "say" };
    Ok(format!("{} {says} in words what counts as good.", of_all(said, slos.len(), "objective", "objectives")))
}

pub(super) fn computed(workspace: &Workspace) -> Result<String, String> {
    aimed(workspace)?;
    let aimed = workspace.services.iter().filter(|service| service.main_slo().is_some());
    let (mut all, mut counted) = (0_u64, 0_u64);
    for service in aimed {
        all += 1;
        counted += u64::from(workspace.tables.delivery_of(service.id).is_some());
    }
    let budgets = format::counted(all, "budget is computed", "budgets are computed");
    Ok(match counted {
        0 => format!("{budgets}; no records say what is left."),
        _ => format!("{budgets}; for {counted} of them records say what is left."),
    })
}

pub(super) fn governed(workspace: &Workspace) -> Result<String, String> {
    let services = services(workspace)?;
    let freeze = |service: &Service| service.budget_policy.as_ref()?.freeze;
    let Some((first, rule)) = services.iter().find_map(|service| Some((service, freeze(service)?))) else {
        return Ok("Freeze when the budget is spent: no, for no service.".to_owned());
    };
    let count = services.iter().filter(|service| freeze(service).is_some()).count();
    let when = if rule.at_remaining == 0.0 {
        "when the budget is spent".to_owned()
    } else {
        format!("when {} of the budget is left", format::percent(rule.at_remaining))
    };
    let CarveOuts { emergency, reliability, standard } = rule.except;
    let except: Vec<&str> =
        [(emergency, "emergencies"), (reliability, "reliability work"), (standard, "standard changes")]
            .into_iter()
            .filter_map(|(free, words)| free.then_some(words))
            .collect();
    let except =
        if except.is_empty() { "without exception".to_owned() } else { format!("but not {}", joined(&except)) };
    let of = of_all(count, services.len(), "service", "services");
    Ok(format!("Freeze {when}: yes, {except}, for {}. {of} {} such a rule.", quoted(&first.name), has(count)))
}
