//! "Does this look like you?": what is observed beside what is simulated, and what a gap may mean.

use std::sync::Arc;

use trivium_core::{
    catalog::samples::larkfield,
    engine::{
        experiment::{Cause, Reflection, mirror},
        flow,
        simulation::{Plan, Run, Settings},
    },
    model::{Elapsed, Observed, Scenario, StepId, Workspace},
};

const FEW: Settings = Settings { seed: 3, replications: 20, weeks: 26, warm_up_weeks: 8, ..Settings::USUAL };

fn seen(workspace: &Workspace) -> Vec<Reflection> {
    let plan = Plan::compile(workspace, &Scenario::today()).unwrap().plan;
    let mut run = Run::new(plan, FEW).unwrap();
    run.finish();
    mirror(workspace, workspace.main_stream().unwrap().id, &run.outcome().unwrap())
}

/// Says that people observe so many hours at a step.
fn observe(workspace: &mut Workspace, name: &str, hours: f64) -> StepId {
    let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
    let step = stream.steps.iter_mut().find(|step| step.name == name).unwrap();
    let hours = Elapsed::from_hours(hours).unwrap();
    step.observed = Some(Observed { low: hours, high: hours, assumed: false });
    step.id
}

#[test]
fn every_step_of_larkfield_stands_in_the_mirror_and_adds_up() {
    let rows = seen(&larkfield());
    assert_eq!(rows.len(), larkfield().main_stream().unwrap().steps.len());
    for row in &rows {
        let (total, explained) = (row.simulated.unwrap(), row.explained.unwrap());
        assert!((total - explained - row.filled_in).abs() < 1e-9, "{row:?}");
        // What is filled in meets the observed time where queues explain less.
        if let Some((low, high)) = row.observed
            && row.filled_in > low * 0.1
        {
            assert!((low * 0.9..=high * 1.1).contains(&total), "{row:?}");
        }
    }
    assert!(rows.iter().any(|row| !row.causes.is_empty()), "{rows:?}");
}

#[test]
fn a_busier_team_that_is_offered_does_explain_the_time() {
    let mut workspace = larkfield();
    observe(&mut workspace, "Regression test", 240.0);
    let mut offered = 0;
    for row in seen(&workspace) {
        let cause = row.causes.iter().find_map(|cause| match cause {
            Cause::Busier { team, now, would_explain } => Some((*team, *now, *would_explain)),
            _ => None,
        });
        let Some((team, now, would_explain)) = cause else { continue };
        offered += 1;
        assert!(would_explain < now, "{row:?}");
        let mut changed = workspace.clone();
        let teams = Arc::make_mut(&mut changed.teams);
        teams.iter_mut().find(|other| other.id == team).unwrap().planned_share = would_explain;
        let stream = changed.main_stream().unwrap();
        let sheet = flow::sheet(&changed, stream);
        let explained = sheet.steps.iter().find(|sheet| sheet.step == row.step).unwrap().explained.total().unwrap();
        let target = stream.step(row.step).unwrap().observed.unwrap().middle().hours();
        assert!((explained / target - 1.0).abs() < 0.05, "{explained} against {target}: {row:?}");
    }
    assert!(offered > 0);
}

#[test]
fn a_model_that_waits_longer_than_people_do_asks_for_people() {
    let mut workspace = larkfield();
    let id = observe(&mut workspace, "Regression test", 6.0);
    let rows = seen(&workspace);
    let row = rows.iter().find(|row| row.step == id).unwrap();
    assert!(matches!(row.causes.as_slice(), [Cause::MorePeople { .. }]), "{row:?}");
    assert!(row.simulated.unwrap() > 6.6 && row.filled_in < 1.0, "{row:?}");
}

#[test]
fn what_nobody_observed_has_no_causes() {
    let mut workspace = larkfield();
    for step in &mut Arc::make_mut(&mut workspace.streams)[0].steps {
        step.observed = None;
    }
    for row in seen(&workspace) {
        assert_eq!((row.observed, row.causes.len(), row.filled_in), (None, 0, 0.0), "{row:?}");
    }
}
