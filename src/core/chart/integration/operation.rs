//! Incidents, problems, monitoring.

use super::{joined, of_all, percent, quoted, service, stream};
use crate::{
    catalog::{practices::about, roles},
    chart::format::{self, Clock},
    engine::reliability::{Action, WORKBOOK_TIERS},
    model::{Learning, LearnsOn, Practice, Repair, Role, Service, Step, Workspace},
};

pub(super) fn severities(workspace: &Workspace) -> Result<String, String> {
    let service = service(workspace)?;
    let classes: Vec<String> = service
        .incidents
        .severities
        .iter()
        .map(|class| format!("{} ({} of incidents, hits {})", class.name, percent(class.share), percent(class.impact)))
        .collect();
    let name = quoted(&service.name);
    Ok(if classes.is_empty() {
        format!(
            "{name} has no severity classes: every incident hits {} of the users.",
            percent(service.incidents.impact)
        )
    } else {
        format!("{name} has {}.", joined(&classes))
    })
}

pub(super) fn escalation(workspace: &Workspace) -> Result<String, String> {
    let service = service(workspace)?;
    let levels: Vec<&str> = service.incidents.escalation.iter().map(|level| level.name.as_str()).collect();
    let name = quoted(&service.name);
    Ok(if levels.is_empty() {
        let time = format::duration(service.incidents.acknowledge.mean() * 3600.0, Clock::Calendar);
        format!("{name} has no levels of call: somebody answers after {time} on average.")
    } else {
        format!("For {name} these are called, one after the other: {}.", joined(&levels))
    })
}

/// Steps of all streams.
fn steps(workspace: &Workspace) -> impl Iterator<Item = &Step> {
    workspace.streams.iter().flat_map(|stream| &stream.steps)
}

/// In how many steps a role takes part, and whether somebody holds it.
fn role(workspace: &Workspace, role: Role) -> String {
    let used = steps(workspace).filter(|step| step.roles.contains(&role)).count();
    let held = workspace.practices.role(role).is_some_and(|used| !used.today.is_empty());
    let held = if held { "somebody holds it" } else { "nobody is named who holds it" };
    let used = match used {
        0 => "no step".to_owned(),
        used => format::counted(used as u64, "step", "steps"),
    };
    format!("{} takes part in {used}, and {held}", roles::name(role))
}

pub(super) fn major(workspace: &Workspace) -> String {
    format!("{}. {}.", role(workspace, Role::MajorIncidentManager), role(workspace, Role::IncidentCommander))
}

pub(super) fn review(workspace: &Workspace) -> String {
    let using = steps(workspace).filter(|step| step.practices.contains(&Practice::ProblemManagement));
    let using: Vec<String> = using.take(3).map(|step| quoted(&step.name)).collect();
    let practice = about(Practice::ProblemManagement).name;
    let where_to = if using.is_empty() {
        format!("No step names {}", practice.to_lowercase())
    } else {
        format!("{practice} is named by {}", joined(&using))
    };
    format!("{where_to}. {}.", role(workspace, Role::PostMortemOwner))
}

pub(super) fn fix(workspace: &Workspace) -> Result<String, String> {
    let stream = stream(workspace)?;
    let share = percent(stream.demand.work.reliability);
    let learning =
        stream.service.and_then(|id| workspace.service(id)).map(|service| service.incidents.learning.as_slice());
    let rules: Vec<String> = learning.unwrap_or_default().iter().map(rule).collect();
    let effect = if rules.is_empty() {
        "no rule says what it does to failures".to_owned()
    } else {
        format!("each one that goes live takes {}", joined(&rules))
    };
    Ok(format!("{share} of the changes in {} are reliability work; {effect}.", quoted(&stream.name)))
}

fn rule(learning: &Learning) -> String {
    let on = match learning.on {
        LearnsOn::BadChanges => "the share of bad changes",
        LearnsOn::Background => "the incidents without a change",
        LearnsOn::Repair => "the time of repair",
    };
    format!("{} off {on}", percent(learning.by))
}

pub(super) fn found(workspace: &Workspace) -> Result<String, String> {
    let service = service(workspace)?;
    let incidents = &service.incidents;
    let time = |hours: f64| format::duration(hours * 3600.0, Clock::Calendar);
    Ok(format!(
        "Monitoring finds {} of the incidents of {} first, after {} on average; users take {}.",
        percent(incidents.found_by_monitoring),
        quoted(&service.name),
        time(incidents.detect_by_monitoring.mean()),
        time(incidents.detect_by_users.mean())
    ))
}

pub(super) fn alerts(workspace: &Workspace) -> Result<String, String> {
    service(workspace)?;
    let aimed: Vec<&Service> = workspace.services.iter().filter(|service| service.main_slo().is_some()).collect();
    let first = aimed.first().ok_or_else(|| "no service has an objective to alert on".to_owned())?;
    let of = |action: Action| WORKBOOK_TIERS.iter().filter(|tier| tier.action == action).count() as u64;
    Ok(format!(
        "{} can be alerted on burn rate, {} first: {} would wake somebody, {} would open a ticket.",
        of_all(aimed.len(), workspace.services.len(), "service", "services"),
        quoted(&first.name),
        format::counted(of(Action::Page), "rule", "rules"),
        format::counted(of(Action::Ticket), "rule", "rules"),
    ))
}

pub(super) fn response(workspace: &Workspace) -> Result<String, String> {
    let service = service(workspace)?;
    let works = |words: &str, repair: &Repair| format!("{words} in {} of failed deployments", percent(repair.success));
    let rollback = service.incidents.rollback.as_ref().map(|repair| works("a rollback by machine works", repair));
    let flag = service.incidents.feature_flag.as_ref().map(|repair| works("a feature flag works", repair));
    let ways: Vec<String> = [rollback, flag].into_iter().flatten().collect();
    let name = quoted(&service.name);
    Ok(if ways.is_empty() {
        format!("{name} is always restored by hand: no rollback by machine and no feature flag is stated.")
    } else {
        format!("For {name} {}.", joined(&ways))
    })
}

pub(super) fn reporting(workspace: &Workspace) -> Result<String, String> {
    service(workspace)?;
    let with = workspace.services.iter().filter(|service| workspace.tables.delivery_of(service.id).is_some()).count();
    if with == 0 {
        return Err("no delivery records have been imported".to_owned());
    }
    let verb = if with == 1 { "is" } else { "are" };
    Ok(format!("{} {verb} reported from records.", of_all(with, workspace.services.len(), "service", "services")))
}
