//! The samples are sound workspaces, and their records say what the worked example says.

#![expect(clippy::cast_precision_loss, reason = "days and minutes of a few years are small numbers")]

use trivium_core::{
    catalog::samples::{self, Sample},
    edit::{check_records, chunk_hash},
    engine::{
        delivery::{Span, report},
        simulation::{Measure, Plan, Run, Settings},
    },
    model::{DeliveryRecords, Origin, Scenario, StepKind, Workspace, check::check},
};

fn records(workspace: &Workspace) -> &DeliveryRecords {
    workspace.tables.delivery_of(workspace.main_service().unwrap().id).unwrap()
}

/// What the catalogue's strict reader kept must be every line of the files.
fn lines(text: &str) -> usize {
    text.lines().count() - 1
}

fn sound(workspace: &Workspace) {
    let problems: Vec<String> = check(workspace).iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}: {problems:#?}", workspace.name);
}

#[test]
fn every_sample_is_sound_and_complete() {
    for sample in Sample::ALL {
        let workspace = sample.workspace();
        sound(&workspace);
        assert_eq!(workspace, sample.workspace(), "a sample is the same each time");
        let stream = workspace.main_stream().unwrap();
        assert_eq!(stream.service, workspace.main_service().map(|service| service.id));
        assert!(stream.clock_starts_after.is_some());
        assert!(stream.steps.iter().any(|step| step.observed.is_some()));
        assert!(!workspace.scenarios.is_empty());
        for scenario in workspace.scenarios.iter() {
            assert!(!scenario.question.is_empty() && !scenario.levers.is_empty(), "{}", scenario.name);
        }
        let real = workspace.origin == Origin::RealRecords;
        assert_eq!(real, !records(&workspace).synthetic);
        assert_eq!(check_records(records(&workspace)), Ok(()));
        for (hash, chunk) in &workspace.tables.chunks {
            assert_eq!(chunk_hash(chunk).as_ref(), Some(hash), "chunks are named as every other room names them");
        }
    }
}

#[test]
fn every_row_of_the_shipped_files_is_read() {
    let files = [
        (
            Sample::Larkfield,
            include_str!("../../src/core/catalog/data/larkfield_deployments.csv"),
            include_str!("../../src/core/catalog/data/larkfield_incidents.csv"),
        ),
        (
            Sample::Aldermoor,
            include_str!("../../src/core/catalog/data/aldermoor_deployments.csv"),
            include_str!("../../src/core/catalog/data/aldermoor_incidents.csv"),
        ),
        (
            Sample::Housing,
            include_str!("../../src/core/catalog/data/housing_deployments.csv"),
            include_str!("../../src/core/catalog/data/housing_incidents.csv"),
        ),
        (
            Sample::RustTrain,
            include_str!("../../src/core/catalog/data/rust_releases.csv"),
            include_str!("../../src/core/catalog/data/rust_incidents.csv"),
        ),
    ];
    for (sample, deployments, incidents) in files {
        let workspace = sample.workspace();
        let records = records(&workspace);
        assert_eq!((records.deployments.len(), records.incidents.len()), (lines(deployments), lines(incidents)));
        for deployment in &records.deployments {
            assert!(deployment.commit_time.is_none_or(|commit| commit < deployment.finished_at), "{}", deployment.id);
        }
        for incident in &records.incidents {
            assert!(incident.resolved_at.unwrap() >= incident.opened_at, "{}", incident.id);
            if let Some(cause) = &incident.deployment_id {
                let deployment = records.deployments.iter().find(|deployment| deployment.id == *cause).unwrap();
                assert_eq!(deployment.failed, Some(true), "{}", incident.id);
                assert!(deployment.finished_at <= incident.opened_at, "{}", incident.id);
            }
        }
    }
}

/// Numbers of the data's own description: 133 releases, of them 95 planned and 38 unplanned; 31 failed.
#[test]
fn rust_records_are_the_published_ones() {
    let workspace = samples::rust_train();
    let records = records(&workspace);
    let unplanned = records.deployments.iter().filter(|deployment| deployment.unplanned == Some(true)).count();
    let failed = records.deployments.iter().filter(|deployment| deployment.failed == Some(true)).count();
    assert_eq!((records.deployments.len(), unplanned, failed), (133, 38, 31));
    let mut lead: Vec<i64> = records
        .deployments
        .iter()
        .filter_map(|deployment| Some((deployment.finished_at - deployment.commit_time?).num_days()))
        .collect();
    lead.sort_unstable();
    assert_eq!((lead.len(), lead[46], lead[47]), (94, 42, 42));
    let mut repair: Vec<i64> = records
        .incidents
        .iter()
        .filter_map(|incident| Some((incident.resolved_at? - incident.opened_at).num_days()))
        .collect();
    repair.sort_unstable();
    assert_eq!((repair.len(), repair[0], repair[15], repair[30]), (31, 0, 14, 28));
    // The stream's assumptions follow from the same records.
    let stream = workspace.main_stream().unwrap();
    let train = stream.demand.per_week * 6.0;
    let fails = 1.0 - (1.0 - stream.bad_changes.value()).powf(train);
    assert!((fails - 31.0 / 95.0).abs() < 5e-4, "{fails}");
    let emergencies = stream.demand.per_week * stream.demand.mix.emergency.value();
    assert!((emergencies - 38.0 / (3968.0 / 7.0)).abs() < 5e-4, "{emergencies}");
    // 85 % of 31 by nearest rank is the 27th.
    let p85 = repair[26] as f64 * 24.0;
    let policy = &workspace.main_service().unwrap().incidents;
    assert!((policy.repair.median() - 14.0 * 24.0).abs() < 1e-9);
    assert!(
        matches!(policy.repair, trivium_core::model::Distribution::Lognormal { p85: found, .. } if (found - p85).abs() < 1e-9)
    );
}

#[test]
fn the_start_screen_counts_what_is_there() {
    let larkfield = Sample::Larkfield.info();
    assert_eq!(larkfield.summary, "9 changes a week, CAB approval on Wednesday, release on Thursday");
    assert_eq!(larkfield.promise.as_deref(), Some("99.9 %, 24x7"));
    let counts = larkfield.counts;
    assert_eq!((counts.steps, counts.services, counts.streams, counts.teams), (9, 3, 3, 9));
    assert_eq!((counts.deployments, counts.incidents, counts.weeks_of_records), (26, 9, 26));
    assert!(counts.synthetic);
    assert_eq!(
        Sample::Aldermoor.info().summary,
        "4 changes a week, CAB approval on Tuesday, release every fourth Saturday"
    );
    assert_eq!(
        Sample::Housing.info().summary,
        "6 changes a month, Change board every second Tuesday, release every quarter"
    );
    assert_eq!(Sample::Housing.info().promise.as_deref(), Some("99.5 % in service hours"));
    let rust = Sample::RustTrain.info();
    assert_eq!((rust.promise, rust.counts.deployments, rust.counts.synthetic), (None, 133, false));
    assert_eq!(rust.summary, "Beta branch every sixth Thursday, release every sixth Thursday");
}

/// The length of each objective's budget, from the example: 40 min 19 s, 20 min 10 s, 100 min 48 s of 336 h; 60 min of
/// 200 h; 20 min 10 s.
#[test]
fn budgets_are_those_of_the_example() {
    let minutes = |sample: Sample, service: usize| {
        let workspace = sample.workspace();
        let service = &workspace.services[service];
        let slo = service.main_slo().unwrap();
        service.hours.hours_per_week() * 4.0 * 60.0 * slo.target.budget()
    };
    let expected = [
        (Sample::Larkfield, 0, 40.32),
        (Sample::Larkfield, 1, 20.16),
        (Sample::Larkfield, 2, 100.8),
        (Sample::Aldermoor, 0, 20.16),
        (Sample::Housing, 0, 60.0),
    ];
    for (sample, service, budget) in expected {
        assert!((minutes(sample, service) - budget).abs() < 1e-9, "{sample:?} {service}");
    }
}

/// What the page on DORA metrics computes from the records is what the example says of today: about 11.9 days from
/// commit to live, six of 26 failed, restored after 114 minutes, three of 26 unplanned.
#[test]
fn larkfield_headline_follows_from_its_records() {
    let workspace = samples::larkfield();
    let found = report(records(&workspace), Span::All);
    let lead = found.lead_time.unwrap();
    assert_eq!(lead.n(), 26);
    assert!((11.8..12.0).contains(&(lead.median() / 24.0)), "{}", lead.median() / 24.0);
    let recovery = found.recovery.unwrap();
    assert_eq!(recovery.n(), 6);
    assert!((recovery.median() * 60.0 - 114.0).abs() < 1e-6);
    assert_eq!((found.counts.deployments, found.counts.failed, found.counts.unplanned), (26, 6, 3));
    assert_eq!(found.counts.incidents, 9);
}

/// The simulated today of the example lies near its records: a deployment a week, about a fifth of them failing.
#[test]
fn larkfield_simulated_today_is_near_its_records() {
    let workspace = samples::larkfield();
    let plan = Plan::compile(&workspace, &Scenario::today()).unwrap().plan;
    let mut run = Run::new(plan, Settings { replications: 30, ..Settings::default() }).unwrap();
    run.finish();
    let outcome = run.outcome().unwrap();
    let mean = |measure: Measure| outcome.estimate(measure).unwrap().mean;
    for (measure, low, high) in [
        (Measure::RequestToLive, 17.0, 21.0),
        (Measure::CommitToLiveMedian, 10.0, 13.0),
        (Measure::DeploymentsPerWeek, 0.95, 1.2),
        (Measure::ChangeFailRate, 0.17, 0.28),
        (Measure::FailedDeployments, 0.7, 1.2),
    ] {
        assert!((low..high).contains(&mean(measure)), "{measure:?}: {}", mean(measure));
    }
}

#[test]
fn larkfield_has_the_parts_of_the_example() {
    let workspace = samples::larkfield();
    assert_eq!(workspace.origin, Origin::WorkedExample);
    assert_eq!((workspace.services.len(), workspace.streams.len(), workspace.teams.len()), (3, 3, 9));
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
    let records = records(&workspace);
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
