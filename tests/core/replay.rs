//! A replay is the repetition that the run counts, and can be looked at anywhere.

use std::sync::Arc;

use trivium_core::{
    catalog::samples::larkfield,
    engine::simulation::{
        Doing, Happening, HeldBy, Measure, Outcome, Plan, Replay, Replaying, Run, Scene, Settings, Way,
    },
    model::{
        BudgetAction, BudgetStep, Canary, Distribution, Elapsed, EscalationLevel, Lever, Repair, Scenario, Share,
        Together, Workspace,
    },
};

use super::{
    simulation_laws::closed_loop,
    simulation_models::{WEEK, deploy, server, service, share, stream, workspace},
};

const SETTINGS: Settings = Settings { seed: 7, replications: 3, weeks: 26, warm_up_weeks: 8, ..Settings::USUAL };

/// The closed loop with everything that changes can meet: limits, company, a canary, a policy in steps, levels of call,
/// a feature flag.
fn everything() -> Workspace {
    let mut workspace = closed_loop();
    let stream = &mut Arc::make_mut(&mut workspace.streams)[0];
    stream.steps[1].wip_limit = Some(3);
    stream.steps[4].together = Some(Together { at: 3, or_after: Elapsed::clamped_hours(50.0) });
    let lasts = Elapsed::clamped_hours(2.0);
    workspace.change_policy.canary = Some(Canary { share: share(0.1), lasts, detects: share(0.4) });
    let service = &mut Arc::make_mut(&mut workspace.services)[0];
    service.incidents.background_per_28_days = 6.0;
    let within = |success: f64, minutes: f64| {
        Some(Repair { success: share(success), takes: Distribution::Fixed { hours: minutes / 60.0 } })
    };
    service.incidents.rollback = within(0.5, 5.0);
    service.incidents.feature_flag = within(0.9, 1.0);
    let level = |timeout: Option<f64>| EscalationLevel {
        name: "Level".to_owned(),
        mean: Elapsed::clamped_hours(0.1),
        timeout: timeout.map(Elapsed::clamped_hours),
    };
    service.incidents.escalation = vec![level(Some(0.1)), level(None)];
    let step = |at: f64, actions: Vec<BudgetAction>| BudgetStep { at_remaining: at, until_remaining: at, actions };
    if let Some(policy) = &mut service.budget_policy {
        policy.steps =
            vec![step(0.6, vec![BudgetAction::SlowerDates { factor: 2 }]), step(0.3, vec![BudgetAction::Hold {}])];
    }
    workspace
}

/// Ready to run, with a freeze where there is a service level objective.
fn plan_of(workspace: &Workspace) -> Arc<Plan> {
    let service = workspace.main_service().filter(|service| service.main_slo().is_some());
    let levers = service.map(|service| Lever::Freeze { service: service.id, on: true }).into_iter().collect();
    Arc::new(Plan::compile(workspace, &Scenario { levers, ..Scenario::today() }).unwrap().plan)
}

fn count(replay: &Replay, of: impl Fn(Happening) -> bool) -> f64 {
    let found = replay.events().iter().filter(|event| of(event.what)).count();
    f64::from(u32::try_from(found).unwrap())
}

/// Hours between the events that begin and those that end something, until the end.
fn hours_between(replay: &Replay, begins: Happening, ends: Happening) -> f64 {
    let (mut since, mut hours) = (replay.at(0.0).frozen.then_some(0.0), 0.0);
    for event in replay.events() {
        if event.what == begins {
            since = Some(event.hours);
        } else if event.what == ends {
            hours += event.hours - since.take().unwrap();
        }
    }
    hours + since.map_or(0.0, |since| replay.hours() - since)
}

#[test]
fn it_is_the_very_repetition_that_the_run_counts() {
    for workspace in [closed_loop(), everything(), larkfield()] {
        let plan = plan_of(&workspace);
        let mut run = Run::new(Arc::clone(&plan), SETTINGS).unwrap();
        run.finish();
        let outcome: Outcome = run.outcome().unwrap();
        let (mut failures, mut frozen) = (0.0, 0.0);
        for repetition in 0..SETTINGS.replications {
            let replay = Replay::of(Arc::clone(&plan), SETTINGS, repetition).unwrap();
            assert!(!replay.is_cut());
            let at = usize::try_from(repetition).unwrap();
            let counted =
                |measure: Measure, times: f64| outcome.estimate(measure).unwrap().replications[at].unwrap() * times;
            let weeks = f64::from(SETTINGS.weeks);
            for (measure, times, found) in [
                (Measure::DeploymentsPerWeek, weeks, count(&replay, |what| matches!(what, Happening::Deployed { .. }))),
                (
                    Measure::FailedDeployments,
                    weeks / 4.0,
                    count(&replay, |what| matches!(what, Happening::Failed { .. })),
                ),
                (Measure::ChangesPerWeek, weeks, count(&replay, |what| matches!(what, Happening::Live { .. }))),
                (
                    Measure::Incidents,
                    weeks / 4.0,
                    count(&replay, |what| matches!(what, Happening::IncidentBegan { .. })),
                ),
                (Measure::Freezes, weeks / 4.0, count(&replay, |what| what == Happening::FreezeBegan)),
                (
                    Measure::TimeFrozen,
                    weeks * WEEK,
                    hours_between(&replay, Happening::FreezeBegan, Happening::FreezeEnded),
                ),
            ] {
                let counted = counted(measure, times);
                assert!((counted - found).abs() < 1e-6, "{} {measure:?}: {counted} {found}", workspace.name);
            }
            failures += count(&replay, |what| matches!(what, Happening::Failed { .. }));
            frozen += counted(Measure::TimeFrozen, 1.0);
            let end = replay.at(replay.hours());
            assert_eq!(u64::from(end.in_progress()), outcome.totals[at].in_progress, "{}", workspace.name);
            assert_eq!(usize::try_from(end.deployments).unwrap(), replay.deployments().len());
        }
        assert!(failures > 0.0 && frozen > 0.0, "{}: it must have something to count", workspace.name);
    }
}

#[test]
fn everything_that_can_happen_is_heard() {
    type Heard = (&'static str, fn(Happening) -> bool);
    let plan = plan_of(&everything());
    let replay = Replay::of(plan, Settings { weeks: 400, ..SETTINGS }, 0).unwrap();
    let heard = |of: fn(Happening) -> bool| replay.events().iter().any(|event| of(event.what));
    let kinds: [Heard; 27] = [
        ("requested", |what| matches!(what, Happening::Requested { .. })),
        ("kept out", |what| matches!(what, Happening::KeptOut { .. })),
        ("came in", |what| matches!(what, Happening::Moved { from: None, .. })),
        ("moved", |what| matches!(what, Happening::Moved { from: Some(_), .. })),
        ("for a date", |what| matches!(what, Happening::Held { by: HeldBy::Date, .. })),
        ("for company", |what| matches!(what, Happening::Held { by: HeldBy::Company, .. })),
        ("taken up", |what| matches!(what, Happening::TakenUp { .. })),
        ("queues", |what| matches!(what, Happening::Queues { .. })),
        ("started", |what| matches!(what, Happening::Started { .. })),
        ("passed", |what| matches!(what, Happening::Passed { .. })),
        ("stopped", |what| matches!(what, Happening::Stopped { .. })),
        ("sent back", |what| matches!(what, Happening::SentBack { .. })),
        ("no room", |what| matches!(what, Happening::NoRoom { .. })),
        ("deployed", |what| matches!(what, Happening::Deployed { .. })),
        ("failed", |what| matches!(what, Happening::Failed { .. })),
        ("live", |what| matches!(what, Happening::Live { .. })),
        ("finished", |what| matches!(what, Happening::Finished { .. })),
        ("incident", |what| matches!(what, Happening::IncidentBegan { .. })),
        ("reached all", |what| matches!(what, Happening::ReachedAll { .. })),
        ("detected", |what| matches!(what, Happening::Detected { .. })),
        ("second level", |what| matches!(what, Happening::Acknowledged { level: 2, .. })),
        ("by hand", |what| matches!(what, Happening::Restored { way: Way::ByHand, .. })),
        ("rollback", |what| matches!(what, Happening::Restored { way: Way::Rollback, .. })),
        ("flag", |what| matches!(what, Happening::Restored { way: Way::Flag, .. })),
        ("canary", |what| matches!(what, Happening::Restored { way: Way::Canary, .. })),
        ("policy", |what| matches!(what, Happening::PolicyBegan { step: 0 })),
        ("policy ends", |what| matches!(what, Happening::PolicyEnded { step: 1 })),
    ];
    for (name, of) in kinds {
        assert!(heard(of), "{name}");
    }
    assert!(replay.events().is_sorted_by(|a, b| a.hours <= b.hours));
    // Whatever is told is a sentence that names its moment.
    let mut told = 0;
    for event in 0..replay.events().len() {
        let Some(sentence) = replay.describe(event) else { continue };
        told += 1;
        assert!(sentence.contains(", week ") && sentence.ends_with('.') && !sentence.contains("  "), "{sentence}");
        assert!(sentence.starts_with(&replay.moment_of(event)), "{sentence}");
    }
    assert!(told > 0 && told < replay.events().len(), "events of one moment are told together");
    assert_eq!(replay.describe(replay.events().len()), None);
    // The board meets on Wednesdays at ten, and what it decides takes it no time.
    let board = (0..replay.events().len()).filter_map(|event| replay.describe(event));
    let board: Vec<String> = board.filter(|sentence| sentence.contains("Step 4 approved")).collect();
    assert!(board.iter().any(|sentence| sentence.starts_with("Wed 10:00, week ") && sentence.ends_with(" changes.")));
}

#[test]
fn changes_are_conserved_and_budget_goes_with_the_failure() {
    let replay = Replay::of(plan_of(&everything()), SETTINGS, 1).unwrap();
    let start = replay.at(-5.0);
    let mut highest = 0.0_f64;
    for quarter in 0..26 * 28 {
        let hours = f64::from(quarter) * 6.0 + 0.25;
        let scene: Scene = replay.at(hours);
        assert_eq!(scene.in_progress(), start.in_progress() + scene.requested - scene.finished, "{hours}");
        assert_eq!(scene.changes.len(), usize::try_from(scene.in_progress() - scene.more).unwrap());
        let outside = scene.changes.iter().filter(|change| change.doing == Doing::Outside).count();
        assert_eq!(outside, usize::try_from(scene.outside).unwrap());
        assert!(scene.changes.iter().all(|change| (change.step.is_none()) == (change.doing == Doing::Outside)));
        let budget = scene.budget.unwrap();
        assert!(budget.impact <= 0.0 || !scene.incidents.is_empty(), "{hours}");
        // A freeze begins when the budget is spent, and ends when it is not.
        assert_eq!(scene.frozen, budget.left_minutes() <= 1e-6, "{hours}: {budget:?}");
        highest = budget.spent_minutes.max(highest);
    }
    assert!(highest > replay.at(0.0).budget.unwrap().budget_minutes);
    // The same at every event.
    for count in (0..replay.events().len()).step_by(37) {
        let scene = replay.after(count);
        assert_eq!(scene.in_progress(), start.in_progress() + scene.requested - scene.finished);
    }
}

#[test]
fn deployments_name_their_changes() {
    let replay = Replay::of(plan_of(&closed_loop()), SETTINGS, 0).unwrap();
    let mut live = 0;
    for (number, deployment) in (0..).zip(replay.deployments()) {
        let changes = replay.changes_of(number);
        assert_eq!(u32::try_from(changes.len()).unwrap(), deployment.changes);
        assert!(deployment.changes > 0);
        live += changes.len();
    }
    assert_eq!(live, usize::try_from(replay.at(1e9).live).unwrap());
    assert!(replay.deployments().iter().any(|deployment| deployment.changes > 3));
    assert!(replay.changes_of(u32::MAX).is_empty());
}

#[test]
fn slices_change_nothing() {
    let plan = plan_of(&everything());
    let whole = Replay::of(Arc::clone(&plan), SETTINGS, 2).unwrap();
    let mut slices = Replaying::new(Arc::clone(&plan), SETTINGS, 2).unwrap();
    while !slices.advance(97) {}
    let sliced = slices.into_replay();
    assert_eq!(sliced.events(), whole.events());
    assert_eq!(sliced.at(2_000.0), whole.at(2_000.0));
    // One that is stopped is whole until there.
    let settings = Settings { warm_up_weeks: 0, ..SETTINGS };
    let whole = Replay::of(Arc::clone(&plan), settings, 2).unwrap();
    let mut stopped = Replaying::new(plan, settings, 2).unwrap();
    stopped.advance(400);
    let stopped = stopped.into_replay();
    assert!(stopped.is_cut() && stopped.whole_until() > 0.0);
    let same = whole.count_until(stopped.whole_until());
    assert!(stopped.events().len() > 300 && stopped.events().len() <= same);
    assert_eq!(stopped.events(), &whole.events()[..stopped.events().len()]);
}

#[test]
fn it_is_bounded_and_says_so() {
    // Fifty an hour for ten years, of which one is served: a queue that never settles.
    let flow = stream(50.0, vec![server(2, 1, Distribution::Fixed { hours: 1.0 }), deploy(3)]);
    let plan = plan_of(&workspace(flow, None));
    let replay =
        Replay::of(plan, Settings { seed: 1, replications: 1, weeks: 520, warm_up_weeks: 0, ..Settings::USUAL }, 0)
            .unwrap();
    assert!(replay.is_cut() && replay.whole_until() > 100.0 && replay.whole_until() < replay.hours());
    assert!(replay.events().len() <= Replay::MOST_EVENTS && replay.events().len() > Replay::MOST_EVENTS / 2);
    assert!(replay.events().last().unwrap().hours < replay.whole_until());
    assert!(replay.kept_bytes() < 16 << 20, "{}", replay.kept_bytes());
    let end = replay.at(1e12);
    assert_eq!(end.changes.len(), Scene::MOST_CHANGES);
    assert_eq!(end.in_progress(), end.requested - end.finished);
    assert_eq!(usize::try_from(end.more).unwrap() + end.changes.len(), usize::try_from(end.in_progress()).unwrap());
}

#[test]
fn where_nothing_happens_there_is_nothing_to_see() {
    let mut quiet = Workspace::empty("quiet", "Quiet");
    quiet.next_id = 1_000;
    quiet.services = Arc::new(vec![service()]);
    let replay = Replay::of(plan_of(&quiet), SETTINGS, 0).unwrap();
    assert!(replay.events().is_empty() && replay.steps().is_empty() && !replay.is_cut());
    let scene = replay.at(100.0);
    assert_eq!((scene.in_progress(), scene.deployments, scene.frozen), (0, 0, false));
    assert!(scene.budget.unwrap().spent_minutes <= 0.0);
    assert_eq!(replay.describe(0), None);
    assert!(Replay::of(plan_of(&quiet), Settings { weeks: 0, ..SETTINGS }, 0).is_err());
    // A lever on the quiet service changes nothing of that.
    let lever = Lever::FoundByMonitoring { service: quiet.services[0].id, share: Share::ALL };
    let scenario = Scenario { levers: vec![lever], ..Scenario::today() };
    let plan = Plan::compile(&quiet, &scenario).unwrap().plan;
    assert!(Replay::of(plan, SETTINGS, 0).unwrap().events().is_empty());
}
