//! Templates build sound streams that can be run, say what is assumed, and keep the rules of the service value chain.

use std::collections::BTreeSet;

use trivium_core::{
    catalog::{
        activities::lifecycle_of,
        templates::{ALL, Group, Template, with_key},
    },
    edit::Command,
    engine::{
        flow,
        simulation::{Measure, Plan, Run, Settings},
    },
    exchange::template::{Addition, add, new_workspace},
    model::{
        Activity, FlowKind, LifecycleActivity, Party, Practice, Scenario, Step, StepKind, StreamKind, Team,
        ValueStream, Workers, Workspace, check::check,
    },
};

use super::fixture;

/// The stream put into a workspace as a person does it.
fn added(template: &Template, before: &Workspace) -> (Workspace, ValueStream) {
    let Addition { command, stream: id, .. } = add(template, before).unwrap();
    let after = command.apply(before).unwrap();
    let stream = after.stream(id).unwrap().clone();
    (after, stream)
}

fn blank() -> Workspace {
    Workspace::empty("blank-1", "Blank")
}

fn with_service() -> Workspace {
    let blank = blank();
    let service = fixture::service(&mut trivium_core::edit::NewIds::of(&blank), "Portal");
    Command::AddService { service }.apply(&blank).unwrap()
}

#[test]
fn every_template_builds_into_any_workspace_the_same_each_time() {
    for before in [blank(), with_service(), fixture::workspace()] {
        for template in &ALL {
            assert_eq!(template.build(&before), template.build(&before), "{}", template.key);
            let (after, stream) = added(template, &before);
            assert_eq!(check(&after), [], "{}", template.key);
            assert_eq!(stream.service, before.main_service().map(|service| service.id));
            assert_eq!(stream.name, template.name);
            let names: Vec<&str> = stream.steps.iter().map(|step| step.name.as_str()).collect();
            assert_eq!(names, template.steps(), "{}", template.key);
        }
    }
}

#[test]
fn all_of_them_share_their_teams_and_take_those_that_are_there() {
    let mut workspace = with_service();
    let team = Team {
        people: 77,
        planned_share: trivium_core::model::Share::ALL,
        party: Party::Internal,
        ..Team::new(trivium_core::edit::NewIds::of(&workspace).team(), "service DESK".to_owned())
    };
    let desk = team.id;
    workspace = Command::AddTeam { team }.apply(&workspace).unwrap();
    for template in &ALL {
        workspace = added(template, &workspace).0;
    }
    assert_eq!(workspace.streams.len(), 15);
    let names: BTreeSet<&str> = workspace.teams.iter().map(|team| team.name.as_str()).collect();
    assert_eq!((names.len(), workspace.teams.len()), (6, 6), "{names:?}");
    let takes = workspace.streams.iter().find(|stream| stream.name == "Request fulfilment").unwrap();
    assert_eq!(takes.steps[0].team, Some(desk));
}

#[test]
fn keys_and_names_are_unique_and_every_text_is_there() {
    for (at, template) in ALL.iter().enumerate() {
        assert!(template.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", template.key);
        assert!(template.purpose.ends_with('.') && template.source.ends_with('.'), "{}", template.key);
        assert_eq!(with_key(template.key).map(|found| found.name), Some(template.name));
        for other in &ALL[at + 1..] {
            assert!(template.key != other.key && template.name != other.name && template.purpose != other.purpose);
        }
    }
    let of = |group| ALL.iter().filter(|template| template.group == group).count();
    assert_eq!(Group::ALL.map(of), [4, 6, 5]);
    assert!(
        ALL.iter().map(|template| template.group).is_sorted_by_key(|group| Group::ALL.iter().position(|g| *g == group))
    );
}

/// Nobody has measured a template. What the Rust train takes from its records is not assumed.
#[test]
fn every_time_is_marked_as_assumed_but_those_of_records() {
    for template in &ALL {
        let stream = template.build(&with_service()).stream;
        for step in &stream.steps {
            let of_records = template.key == "rust-release-train" && step.name == "Release";
            assert_eq!(step.assumed, !of_records, "{}: {}", template.key, step.name);
            if let Some(observed) = step.observed {
                assert_eq!(observed.assumed, !of_records, "{}: {}", template.key, step.name);
                assert!(observed.is_range() || of_records, "{}: {}", template.key, step.name);
                let work = step.work.mean();
                assert!(work <= observed.high.hours() + 1e-9, "{}: {} works {work} h", template.key, step.name);
            }
        }
    }
}

#[test]
fn every_step_of_a_template_has_practices_a_team_and_its_place_in_both_editions() {
    for template in &ALL {
        let (workspace, stream) = added(template, &with_service());
        for step in &stream.steps {
            assert!(!step.practices.is_empty(), "{}: {}", template.key, step.name);
            let at_home = lifecycle_of(step.activity).contains(&step.lifecycle);
            // Planning and talking happen in every activity of Version 5; the crosswalk names where they happen mostly.
            let everywhere = matches!(step.activity, Activity::Plan | Activity::Engage);
            let build_tests =
                step.activity == Activity::DesignAndTransition && step.lifecycle == LifecycleActivity::Build;
            assert!(at_home || everywhere || build_tests, "{}: {}", template.key, step.name);
            if template.key == "rust-release-train" {
                continue;
            }
            assert!(step.team.and_then(|team| workspace.team(team)).is_some(), "{}: {}", template.key, step.name);
        }
    }
}

/// Every rework link leads back to an earlier step, and every link that the catalogue names is there.
#[test]
fn links_lead_where_the_catalogue_says() {
    let links = |key: &str| {
        let stream = with_key(key).unwrap().build(&with_service()).stream;
        let name = |id| stream.step(id).unwrap().name.clone();
        let said = |flow: &trivium_core::model::Flow| match flow.kind {
            FlowKind::Next { share } => format!("{} > {} {:.0}", name(flow.from), name(flow.to), share.value() * 100.0),
            FlowKind::Rework {} => format!("{} < {}", name(flow.to), name(flow.from)),
        };
        stream.flows.iter().map(said).collect::<Vec<_>>()
    };
    assert_eq!(links("feature-by-ci-cd"), ["Build < Peer review"]);
    assert_eq!(links("feature-with-weekly-cab"), ["Build < Peer review", "Build < Regression test"]);
    assert_eq!(links("emergency-fix"), ["Make the fix < Review by a peer"]);
    assert_eq!(links("incident-resolution"), ["Diagnose < Resolve"]);
    assert_eq!(links("new-and-changed-services"), ["Build and integrate < Validate and test"]);
    assert_eq!(links("continual-improvement"), ["Make the change < Try it small"]);
    assert_eq!(links("operation-and-maintenance"), ["Carry it out < Check the result"]);
    assert_eq!(
        links("request-fulfilment"),
        [
            "Take the request > Fulfil by self-service 50",
            "Take the request > Approve 50",
            "Fulfil by self-service > Confirm with the user 100",
            "Approve > Fulfil by hand 100",
            "Fulfil by hand > Confirm with the user 100",
        ]
    );
}

/// Everybody has enough people for the usual demand: what a template shows is waiting for dates and shared people, not
/// a queue without an end.
#[test]
fn no_team_is_asked_for_more_than_it_has() {
    for template in &ALL {
        let (workspace, stream) = added(template, &with_service());
        for step in &flow::sheet(&workspace, &stream).steps {
            let name = &stream.step(step.step).unwrap().name;
            if let Ok(busy) = step.utilisation {
                assert!(busy < 0.9, "{}: {name} is busy {busy}", template.key);
            }
        }
    }
}

#[test]
fn changes_run_and_are_deployed() {
    let mut run = 0;
    for template in ALL.iter().filter(|template| template.kind == StreamKind::Change) {
        let (workspace, stream) = added(template, &with_service());
        assert_eq!(workspace.main_stream().map(|stream| stream.id), Some(stream.id));
        assert!(stream.clock_starts_after.is_some(), "{}", template.key);
        let compiled = Plan::compile(&workspace, &Scenario::today()).unwrap();
        assert_eq!(compiled.warnings, [], "{}", template.key);
        let plan = compiled.plan;
        let mut runs = Run::new(plan, Settings { seed: 7, replications: 4, ..Settings::USUAL }).unwrap();
        runs.finish();
        let outcome = runs.outcome().unwrap();
        let deployments = outcome.estimate(Measure::DeploymentsPerWeek).unwrap().mean;
        assert!(deployments > 0.0, "{}", template.key);
        run += 1;
    }
    assert_eq!(run, 11);
}

/// The four rules of the service value chain, as far as a template can be read: who meets people outside does it in
/// Engage, new things come through Obtain/build, plans through Plan, improvements through Improve.
#[test]
fn the_four_rules_of_the_chain_are_kept() {
    let rules: [(Activity, &[&str]); 4] = [
        (Activity::Engage, &["user", "Agree", "Tell", "Welcome", "Take the request", "Register", "Ask how"]),
        (Activity::ObtainBuild, &["Build", "Make the", "Obtain", "Order", "Acquire", "Merge"]),
        (Activity::Plan, &["plan", "Plan"]),
        (Activity::Improve, &["ideas", "better", "Improve", "helped", "Review afterwards", "Measure"]),
    ];
    let mut checked = 0;
    for template in &ALL {
        for step in &template.build(&blank()).stream.steps {
            for (activity, words) in &rules {
                if words.iter().any(|word| step.name.contains(word)) {
                    assert_eq!(step.activity, *activity, "{}: {}", template.key, step.name);
                    checked += 1;
                }
            }
        }
    }
    assert_eq!(checked, 35, "steps whose names tell what they do");
}

/// Which activities each recurring stream goes through: no stream is one activity alone.
#[test]
fn recurring_streams_cross_the_chain() {
    use Activity::{DeliverAndSupport, DesignAndTransition, Engage, Improve, ObtainBuild, Plan};
    let through = |key: &str| -> Vec<Activity> {
        let stream = with_key(key).unwrap().build(&blank()).stream;
        stream.steps.iter().map(|step| step.activity).collect::<BTreeSet<_>>().into_iter().collect()
    };
    assert_eq!(through("incident-resolution"), [Engage, DeliverAndSupport]);
    assert_eq!(through("request-fulfilment"), [Engage, DeliverAndSupport]);
    assert_eq!(
        through("new-and-changed-services"),
        [Plan, Engage, DesignAndTransition, ObtainBuild, DeliverAndSupport]
    );
    assert_eq!(through("continual-improvement"), [Plan, Improve, DesignAndTransition, ObtainBuild]);
    assert_eq!(through("operation-and-maintenance"), [Plan, Improve, Engage, ObtainBuild, DeliverAndSupport]);
    assert_eq!(through("onboarding-a-user"), [Improve, Engage, ObtainBuild, DeliverAndSupport]);
}

#[test]
fn a_new_workspace_can_begin_with_any_of_them() {
    for template in &ALL {
        let workspace = new_workspace("fresh-1", "My workspace", template).unwrap();
        assert_eq!(check(&workspace), [], "{}", template.key);
        assert_eq!((workspace.streams.len(), workspace.services.len()), (1, 1));
        assert_eq!(workspace.streams[0].service, Some(workspace.services[0].id));
    }
    assert!(new_workspace("Not an id", "My workspace", &ALL[0]).is_err());
}

#[test]
fn adding_one_is_one_step_that_says_which_teams_are_new() {
    let before = with_service();
    let template = with_key("feature-by-ci-cd").unwrap();
    let addition = add(template, &before).unwrap();
    assert_eq!(
        addition.said,
        "Added Feature by CI/CD. New to the model, with usual sizes: Product team, Platform team."
    );
    assert_eq!(addition.command.label(&before), "Add value stream \"Feature by CI/CD\"");
    let after = addition.command.apply(&before).unwrap();
    let again = add(template, &after).unwrap();
    assert_eq!(again.said, "Added Feature by CI/CD.");
    assert_eq!(again.command.apply(&after).unwrap().teams, after.teams);
}

fn activities(key: &str) -> Vec<LifecycleActivity> {
    with_key(key).unwrap().build(&blank()).stream.steps.iter().map(|step| step.lifecycle).collect()
}

/// The activities of the five patterns.
#[test]
fn a_pattern_has_one_step_for_each_of_its_activities() {
    use LifecycleActivity::{Acquire, Build, Deliver, Design, Discover, Operate, Support, Transition};
    let all = vec![Discover, Design, Acquire, Build, Transition, Operate, Deliver, Support];
    assert_eq!(activities("full-lifecycle-provider"), all);
    let without_build: Vec<_> = all.into_iter().filter(|activity| *activity != Build).collect();
    assert_eq!(activities("internal-it-with-external-products"), without_build);
    assert_eq!(activities("service-integrator"), [Discover, Acquire, Transition, Deliver, Support]);
    assert_eq!(activities("digital-product-vendor"), [Discover, Design, Build, Transition]);
    assert_eq!(activities("custom-software-development"), [Design, Build, Transition]);
}

/// The published table of incident resolution: which practices each step takes.
#[test]
fn incident_resolution_takes_the_published_practices() {
    use Practice::{
        IncidentManagement, KnowledgeManagement, MonitoringAndEventManagement, ProblemManagement,
        RelationshipManagement, ServiceDesk,
    };
    let stream = with_key("incident-resolution").unwrap().build(&blank()).stream;
    let uses = |name: &str| -> BTreeSet<Practice> {
        stream.steps.iter().find(|step| step.name == name).unwrap().practices.iter().copied().collect()
    };
    assert_eq!(uses("Detect"), BTreeSet::from([ServiceDesk, MonitoringAndEventManagement, IncidentManagement]));
    assert_eq!(uses("Register and classify"), BTreeSet::from([IncidentManagement]));
    assert_eq!(uses("Diagnose"), BTreeSet::from([IncidentManagement, KnowledgeManagement, ProblemManagement]));
    assert_eq!(uses("Resolve").len(), 10);
    let close = [
        IncidentManagement,
        ServiceDesk,
        MonitoringAndEventManagement,
        ProblemManagement,
        KnowledgeManagement,
        RelationshipManagement,
    ];
    assert_eq!(uses("Close"), BTreeSet::from(close));
}

/// The shape that each way of letting changes in is known for.
#[test]
fn ways_into_production_have_their_gates_and_dates() {
    let stream = |key: &str| with_key(key).unwrap().build(&blank()).stream;
    let ci_cd = stream("feature-by-ci-cd");
    let gates = ci_cd.steps.iter().filter(|step| matches!(step.kind, StepKind::Gate { .. })).count();
    assert_eq!(gates, 3, "the fourth, monitoring, comes after the deployment");
    assert!(!ci_cd.steps.iter().any(|step| matches!(step.kind, StepKind::Approval { .. })));
    assert!(ci_cd.steps.iter().any(|step| matches!(step.kind, StepKind::Deploy { cadence: None, .. })));
    assert!(ci_cd.demand.mix.standard.value() >= 0.9);
    let board = stream("feature-with-weekly-cab");
    let weekly =
        |step: &Step| matches!(step.kind, StepKind::Approval { cadence: Some(date), .. } if date.every_days == 7);
    assert!(board.steps.iter().any(weekly));
    let emergency = stream("emergency-fix");
    assert!((emergency.demand.mix.emergency.value() - 1.0).abs() < 1e-12);
    assert_eq!(emergency.steps.last().unwrap().name, "Review afterwards");
    let machines = |step: &&Step| matches!(step.kind, StepKind::Gate { .. });
    assert!(emergency.steps.iter().filter(machines).all(|step| step.workers == Workers::Unlimited));
}
