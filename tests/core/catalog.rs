//! The samples are sound workspaces, and their records say what the worked example says.

use trivium_core::{
    catalog::samples,
    model::{Origin, StepKind, Workspace, check::check},
};

/// What the catalogue's strict reader kept must be every line of the files.
fn lines(text: &str) -> usize {
    text.lines().count() - 1
}

fn sound(workspace: &Workspace) {
    let problems: Vec<String> = check(workspace).iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}: {problems:#?}", workspace.name);
}

#[test]
fn larkfield_is_sound() {
    let workspace = samples::larkfield();
    sound(&workspace);
    assert_eq!(workspace.origin, Origin::WorkedExample);
    assert_eq!((workspace.services.len(), workspace.streams.len(), workspace.teams.len()), (3, 3, 7));
    let stream = workspace.main_stream().unwrap();
    assert_eq!(stream.name, "Feature to production");
    assert_eq!(stream.steps.len(), 9);
    assert_eq!(workspace.main_service().unwrap().name, "Web Shop");
    assert!(stream.steps.iter().any(|step| matches!(step.kind, StepKind::Approval { cadence: Some(_), .. })));
}

#[test]
fn larkfield_targets_are_those_of_the_example() {
    let workspace = samples::larkfield();
    let targets = |service: usize| {
        let service = &workspace.services[service];
        let sla = service.sla.as_ref().unwrap().target.to_string();
        (sla, service.slos.iter().map(|slo| slo.target.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(targets(0), ("99.5".to_owned(), vec!["99.9".to_owned(), "95".to_owned()]));
    assert_eq!(targets(1), ("99.9".to_owned(), vec!["99.95".to_owned()]));
    assert_eq!(targets(2), ("99".to_owned(), vec!["99.5".to_owned()]));
    assert!((workspace.services[2].hours.hours_per_week() - 84.0).abs() < 1e-12);
    let contract = |service: usize| workspace.services[service].contracts[0].target.to_string();
    assert_eq!((contract(0), contract(1)), ("99.95".to_owned(), "99.9".to_owned()));
}

#[test]
fn larkfield_records_tell_the_story() {
    let workspace = samples::larkfield();
    let records = workspace.tables.delivery_of(workspace.main_service().unwrap().id).unwrap();
    assert!(records.synthetic);
    assert_eq!(records.deployments.len(), lines(include_str!("../../src/core/catalog/data/larkfield_deployments.csv")));
    assert_eq!(records.incidents.len(), lines(include_str!("../../src/core/catalog/data/larkfield_incidents.csv")));
    assert_eq!(records.deployments.len(), 26);
    assert_eq!(records.deployments.iter().filter_map(|deployment| deployment.changes).sum::<u32>(), 234);
    let failed: Vec<&str> =
        records.deployments.iter().filter(|d| d.failed == Some(true)).map(|d| d.id.as_str()).collect();
    let caused: Vec<&str> = records
        .incidents
        .iter()
        .filter(|incident| incident.cause_is_change == Some(true))
        .filter_map(|incident| incident.deployment_id.as_deref())
        .collect();
    assert_eq!(records.incidents.len(), 9);
    assert_eq!(failed.len(), 6);
    assert_eq!(failed, caused, "each failed deployment has its incident, and no other");
    for deployment in &records.deployments {
        assert_eq!(deployment.finished_at.format("%a %H:%M").to_string(), "Thu 22:00");
        assert!(deployment.commit_time.unwrap() < deployment.finished_at);
    }
}
