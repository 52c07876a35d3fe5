//! The three layers, the metrics of DORA from records, and the Three Ways.

use super::{has, of_all, quoted, service, stream};
use crate::{
    chart::{
        format::{self, Clock},
        three_ways::three_ways_in_words,
    },
    engine::{
        delivery::{DeliveryReport, Durations, NotKnown, Rate, Span, report},
        flow::{sheet, three_ways},
    },
    model::{Practice, Service, Step, StepKind, Workspace},
};

pub(super) fn velocity(workspace: &Workspace) -> Result<String, String> {
    let stream = stream(workspace)?;
    let gates = stream.steps.iter().filter(|step| matches!(step.kind, StepKind::Gate { .. })).count();
    let gates = gates + workspace.change_policy.gates.len();
    let deploys = stream.steps.iter().find_map(|step| match step.kind {
        StepKind::Deploy { cadence, .. } => Some(cadence),
        _ => None,
    });
    let deploys = match deploys {
        None => "no step deploys".to_owned(),
        Some(None) => "deployments go live on demand".to_owned(),
        Some(Some(cadence)) => {
            format!("deployments go live every {}", format::counted(u64::from(cadence.every_days), "day", "days"))
        }
    };
    let gates = match gates {
        0 => "no gate works by itself".to_owned(),
        gates => format::counted(gates as u64, "gate works by itself", "gates work by themselves"),
    };
    Ok(format!("In {} {gates}, and {deploys}.", quoted(&stream.name)))
}

pub(super) fn reliability(workspace: &Workspace) -> Result<String, String> {
    service(workspace)?;
    let count = |holds: &dyn Fn(&Service) -> bool| workspace.services.iter().filter(|service| holds(service)).count();
    let aimed = count(&|service| !service.slos.is_empty());
    let frozen = count(&|service| service.budget_policy.as_ref().is_some_and(|policy| policy.freeze.is_some()));
    let stops = match frozen {
        0 => "none stops".to_owned(),
        1 => "1 stops".to_owned(),
        more => format!("{more} stop"),
    };
    Ok(format!(
        "{} {} an objective; {stops} deployments when the budget is spent.",
        of_all(aimed, workspace.services.len(), "service", "services"),
        has(aimed)
    ))
}

pub(super) fn governance(workspace: &Workspace) -> String {
    let steps: Vec<&Step> = workspace.streams.iter().flat_map(|stream| &stream.steps).collect();
    let used = |practice: &Practice| steps.iter().any(|step| step.practices.contains(practice));
    let used = Practice::ALL.iter().filter(|practice| used(practice)).count();
    let silent = steps.iter().filter(|step| step.practices.is_empty()).count();
    let of = of_all(silent, steps.len(), "step", "steps");
    format!("Steps name {used} of the 34 practices; {of} {} none.", if silent == 1 { "names" } else { "name" })
}

/// The report on all records of the main service, else of the first that has some.
fn reported(workspace: &Workspace) -> Result<(String, DeliveryReport), String> {
    let main = service(workspace)?;
    let mut all = std::iter::once(main).chain(workspace.services.iter());
    let found = all.find_map(|service| Some((service, workspace.tables.delivery_of(service.id)?)));
    let (service, records) = found.ok_or_else(|| "no delivery records have been imported".to_owned())?;
    Ok((quoted(&service.name), report(records, Span::All)))
}

pub(super) fn frequency(workspace: &Workspace) -> Result<String, String> {
    let (name, report) = reported(workspace)?;
    let per_week = report.frequency.map_err(|why| why.to_string())?.per_week;
    let from = format::counted(per_week.events as u64, "deployment", "deployments");
    Ok(format!("{name}: {} a week, from {from} on record.", format::number(per_week.rate)))
}

fn median(name: &str, known: Result<Durations, NotKnown>, one: &str, many: &str) -> Result<String, String> {
    let durations = known.map_err(|why| why.to_string())?;
    let time = format::duration(durations.median() * 3600.0, Clock::Calendar);
    Ok(format!("{name}: {time}, the median of {} on record.", format::counted(durations.n() as u64, one, many)))
}

pub(super) fn lead_time(workspace: &Workspace) -> Result<String, String> {
    let (name, report) = reported(workspace)?;
    median(&name, report.lead_time, "change", "changes")
}

pub(super) fn recovery(workspace: &Workspace) -> Result<String, String> {
    let (name, report) = reported(workspace)?;
    median(&name, report.recovery, "failed deployment", "failed deployments")
}

fn share(name: &str, known: Result<Rate, NotKnown>, verb: &str) -> Result<String, String> {
    let share = known.map_err(|why| why.to_string())?.share;
    let of = format::share_of(share.hits as u64, share.n as u64, "deployments").unwrap_or_default();
    Ok(format!("{name}: {of} on record {verb}."))
}

pub(super) fn fail_rate(workspace: &Workspace) -> Result<String, String> {
    let (name, report) = reported(workspace)?;
    share(&name, report.change_fail_rate, "failed")
}

pub(super) fn rework(workspace: &Workspace) -> Result<String, String> {
    let (name, report) = reported(workspace)?;
    share(&name, report.rework_rate, "were unplanned repairs")
}

/// The first thing that one of the Three Ways says of the main stream.
pub(super) fn way(workspace: &Workspace, which: usize) -> Result<String, String> {
    let stream = stream(workspace)?;
    let ways = three_ways(workspace, stream, &sheet(workspace, stream));
    let words = three_ways_in_words(workspace, stream, &ways).into_iter().nth(which);
    let said =
        words.map(|words| words.lines.into_iter().next().map_or_else(|| words.none.to_owned(), |line| line.sentence));
    Ok(format!("{}: {}", quoted(&stream.name), said.unwrap_or_default()))
}
