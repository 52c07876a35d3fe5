//! The sheet of value-stream mapping and the queueing estimates, against closed forms.

use trivium_core::{
    engine::flow::{
        Arrivals, ChangeClass, MOST_REWORKS, Missing, PoolOwner, Route, cadence_wait, irregular_cadence_wait, sheet,
    },
    engine::queueing::mmc_wait,
    model::{
        Cadence, Calendar, ChangeMix, Demand, Distribution, Elapsed, Flow, FlowId, FlowKind, Observed, Party, Share,
        Step, StepId, StepKind, StreamId, StreamKind, Team, TeamId, ValueStream, Weekday, Workers, Workspace,
        check::check,
    },
};

use super::long_chain::{LINKS, STEPS, long_chain};

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

/// A step that works day and night, with one person of its own.
pub(crate) fn step(number: u64, work_hours: f64, observed_hours: Option<f64>, complete: Option<f64>) -> Step {
    Step {
        work: Distribution::Fixed { hours: work_hours },
        observed: observed_hours.map(|hours| {
            let time = Elapsed::clamped_hours(hours);
            Observed { low: time, high: time, assumed: false }
        }),
        workers: Workers::Own { people: 1 },
        calendar: Calendar::Always,
        complete_accurate: complete.map(Share::clamped),
        assumed: false,
        ..Step::new(StepId::new(number), format!("Step {number}"))
    }
}

/// A stream of normal changes, each step handing on to the next.
pub(crate) fn stream(per_week: f64, steps: Vec<Step>) -> ValueStream {
    ValueStream {
        id: StreamId::new(900),
        name: "Feature to production".to_owned(),
        kind: StreamKind::Change,
        service: None,
        trigger: String::new(),
        outcome: String::new(),
        demand: Demand::of(per_week, ChangeMix { standard: Share::NONE, emergency: Share::NONE }),
        steps,
        flows: Vec::new(),
        clock_starts_after: None,
        bad_changes: Share::NONE,
        rework_effort: Share::ALL,
        future_of: None,
    }
}

pub(crate) fn workspace() -> Workspace {
    Workspace::empty("test", "Test")
}

fn share(value: f64) -> Share {
    Share::clamped(value)
}

fn rework(number: u64, from: u64, to: u64) -> Flow {
    Flow { id: FlowId::new(number), from: StepId::new(from), to: StepId::new(to), kind: FlowKind::Rework {} }
}

fn next(number: u64, from: u64, to: u64, part: f64) -> Flow {
    let kind = FlowKind::Next { share: share(part) };
    Flow { id: FlowId::new(number), from: StepId::new(from), to: StepId::new(to), kind }
}

#[test]
fn a_mapped_stream_has_the_textbook_sums() {
    // Case V1 of the truth table.
    let given = [(4.0, 24.0, 0.9), (2.0, 48.0, 0.8), (8.0, 16.0, 0.75), (1.0, 2.0, 0.95)];
    let steps = given.iter().zip(1..).map(|(&(work, lead, complete), id)| step(id, work, Some(lead), Some(complete)));
    let stream = stream(1.0, steps.collect());
    let found = sheet(&workspace(), &stream);
    close(found.work, 15.0, 1e-12);
    close(found.observed.unwrap(), 90.0, 1e-12);
    close(found.wait.unwrap(), 75.0, 1e-12);
    close(found.flow_efficiency.unwrap(), 0.166_667, 5e-7);
    close(found.rolled_complete_accurate.unwrap(), 0.513, 1e-12);
    close(found.restarts.unwrap(), 1.949_318, 5e-7);
    // Day and night, both clocks are one.
    close(found.flow_efficiency_working.unwrap(), 0.166_667, 5e-7);
    // Each step is done again until it is right: visits 1/a, and Little's law over them.
    let lead = 24.0 / 0.9 + 48.0 / 0.8 + 16.0 / 0.75 + 2.0 / 0.95;
    // (at most ten times, which takes less than a minute off).
    close(found.observed_with_rework.unwrap(), lead, 1e-2);
    close(found.work_in_progress.unwrap(), found.observed_with_rework.unwrap() / 168.0, 1e-12);
    close(found.takt.unwrap(), 168.0, 1e-12);
}

#[test]
fn a_step_that_repeats_itself_is_the_queue_with_feedback() {
    // Case J2: M/M/1 with rework 0.25, γ 0.3 and μ 0.5 an hour.
    let mut only = step(1, 0.0, None, Some(0.75));
    only.work = Distribution::Exponential { mean: 2.0 };
    let stream = stream(0.3 * 168.0, vec![only]);
    let found = sheet(&workspace(), &stream);
    let row = &found.steps[0];
    close(row.visits, 1.333_333, 5e-7);
    close(row.utilisation.unwrap(), 0.8, 5e-7);
    close(found.explained_with_rework.unwrap(), 13.333_333, 2e-5);
    close(found.bottleneck.unwrap().most_per_week, 0.375 * 168.0, 5e-5);
    // The reference lets an item come back at most three times here.
    let capped = Route::of(&stream).visits(ChangeClass::Normal, 3);
    close(capped.all[0], 1.328_125, 1e-12);
    close(capped.let_go, 0.25_f64.powi(4), 1e-12);
}

#[test]
fn rework_along_a_link_solves_the_traffic_equations() {
    // The Jackson network of the reference: 1 -> 2, and 2 -> 1 with 0.25; γ 0.4, μ 1 and 0.7.
    let mut steps = vec![step(1, 0.0, None, None), step(2, 0.0, None, Some(0.75))];
    steps[0].work = Distribution::Exponential { mean: 1.0 };
    steps[1].work = Distribution::Exponential { mean: 1.0 / 0.7 };
    let mut stream = stream(0.4 * 168.0, steps);
    stream.flows = vec![next(11, 1, 2, 1.0), rework(12, 2, 1)];
    let found = sheet(&workspace(), &stream);
    let arrivals = 0.533_333;
    let mut in_system = 0.0;
    for (row, expected) in found.steps.iter().zip([1.142_857, 3.2]) {
        close(row.visits * 0.4, arrivals, 5e-7);
        let items = 0.4 * row.visits * row.explained.total().unwrap();
        close(items, expected, 5e-6);
        in_system += items;
    }
    close(in_system / 0.4, 10.857_143, 2e-5);
    close(found.explained_with_rework.unwrap(), 10.857_143, 2e-5);
}

#[test]
fn branches_share_the_visits() {
    let mut stream = stream(1.0, (1..=4).map(|id| step(id, 1.0, Some(10.0), Some(0.9))).collect());
    stream.flows = vec![next(11, 1, 2, 0.3), next(12, 1, 3, 0.7), next(13, 2, 4, 1.0), next(14, 3, 4, 1.0)];
    let found = sheet(&workspace(), &stream);
    close(found.observed.unwrap(), 30.0, 1e-12);
    close(found.rolled_complete_accurate.unwrap(), 0.729, 1e-12);
    close(found.steps[1].visits, 0.3 / 0.9, 1e-9);
    stream.clock_starts_after = Some(StepId::new(1));
    close(sheet(&workspace(), &stream).observed_after_clock.unwrap(), 20.0, 1e-12);
}

#[test]
fn a_step_of_which_nothing_is_right_ends_at_the_cap() {
    let stream = stream(1.0, vec![step(1, 1.0, Some(2.0), Some(0.0)), step(2, 1.0, Some(2.0), None)]);
    let found = sheet(&workspace(), &stream);
    close(found.steps[0].visits, f64::from(MOST_REWORKS) + 1.0, 1e-9);
    close(found.steps[1].visits, 1.0, 1e-9);
    close(found.let_go, 1.0, 1e-9);
    assert_eq!(found.restarts, Err(Missing::NeverSettles));
}

#[test]
fn a_team_queue_is_shared_by_its_steps() {
    // Two steps of 1 h for 3 people with half their time: as M/D/3 with service 2 h and 0.6 arrivals an hour.
    let mut workspace = workspace();
    let team = Team {
        people: 3,
        planned_share: share(0.5),
        party: Party::Internal,
        ..Team::new(TeamId::new(50), "Quality".to_owned())
    };
    workspace.teams = vec![team].into();
    let mut steps: Vec<Step> = (1..=2).map(|id| step(id, 1.0, None, None)).collect();
    for step in &mut steps {
        step.team = Some(TeamId::new(50));
        step.workers = Workers::Team;
    }
    let found = sheet(&workspace, &stream(0.6 * 168.0, steps));
    assert_eq!(found.pools.len(), 1);
    let pool = &found.pools[0];
    assert_eq!(pool.owner, PoolOwner::Team(TeamId::new(50)));
    close(pool.utilisation, 0.8, 1e-9);
    close(pool.load_per_week / pool.capacity_per_week, 0.8, 1e-9);
    close(pool.queue_wait.unwrap(), mmc_wait(3, 1.2, 2.0).unwrap() / 2.0, 1e-9);
    assert!(pool.queue_wait_with_a_tenth_more.unwrap() > pool.queue_wait.unwrap());
}

#[test]
fn more_work_than_people_never_settles() {
    let found = sheet(&workspace(), &stream(200.0, vec![step(1, 1.0, Some(2.0), None)]));
    assert!(found.steps[0].utilisation.unwrap() > 1.0);
    assert_eq!(found.steps[0].explained.queue, Err(Missing::NeverSettles));
    assert_eq!(found.explained_with_rework, Err(Missing::NeverSettles));
    assert_eq!(found.other_waiting, Err(Missing::NeverSettles));
}

#[test]
fn what_is_missing_has_a_reason() {
    let mut known = step(1, 1.0, Some(2.0), None);
    known.workers = Workers::Unlimited;
    let mut unknown = step(2, 1.0, None, None);
    unknown.workers = Workers::Team;
    let found = sheet(&workspace(), &stream(1.0, vec![known, unknown]));
    assert_eq!(found.observed, Err(Missing::ObservedTimesUnknown { unknown: 1, steps: 2 }));
    assert_eq!(found.flow_efficiency, Err(Missing::ObservedTimesUnknown { unknown: 1, steps: 2 }));
    assert_eq!(found.rolled_complete_accurate, Err(Missing::NoCompleteAccurate));
    assert_eq!(found.steps[0].utilisation, Err(Missing::NoQueue));
    assert_eq!(found.steps[1].utilisation, Err(Missing::NoTeam));
    assert_eq!(found.steps[1].wait, Err(Missing::NoObservedTime));
    assert_eq!(found.bottleneck, Err(Missing::NoPools));
    assert_eq!(found.observed_after_clock, Err(Missing::NoClock));
    assert_eq!(Missing::NoClock.to_string(), "no step carries the mark \"the DORA clock starts here\"");
    let empty = sheet(&workspace(), &stream(1.0, Vec::new()));
    assert_eq!(empty.observed, Err(Missing::NoSteps));
    assert_eq!(empty.takt, Err(Missing::NoSteps));
    let short = sheet(&workspace(), &stream(1.0, vec![step(1, 3.0, Some(2.0), None)]));
    assert_eq!(short.flow_efficiency, Err(Missing::WorkExceedsObserved));
}

#[test]
fn dates_make_work_wait() {
    // Case B2: a weekly board and requests at any time: 3.5 days. With papers in 46 h before: 130 h.
    let weekly = Cadence::weekly(Weekday::Wednesday, 10);
    close(cadence_wait(&weekly, Arrivals::AtRandom), 84.0, 1e-9);
    let with_cut_off = Cadence { cut_off: Elapsed::from_hours(46.0).unwrap(), ..weekly };
    close(cadence_wait(&with_cut_off, Arrivals::AtRandom), 130.0, 1e-9);
    // A release on Thursday 22:00 after that board: 36 h, not half a week.
    let release = Cadence::weekly(Weekday::Thursday, 22);
    close(cadence_wait(&release, Arrivals::After { dates: weekly, hours: 0.0 }), 36.0, 1e-9);
    close(cadence_wait(&release, Arrivals::After { dates: weekly, hours: 37.0 }), 167.0, 1e-9);
    // Every fourth Saturday after a weekly board: 3 days, and 0 to 3 weeks more.
    let saturday = Cadence { every_days: 28, ..Cadence::weekly(Weekday::Saturday, 10) };
    close(cadence_wait(&saturday, Arrivals::After { dates: weekly, hours: 0.0 }), (3.0 + 10.5) * 24.0, 1e-9);
    close(irregular_cadence_wait(&[6.0, 8.0]).unwrap(), 3.571_429, 5e-7);
    assert_eq!(irregular_cadence_wait(&[]), None);
}

#[test]
fn a_board_and_a_weekly_release_explain_their_waits() {
    let board = Cadence { cut_off: Elapsed::from_hours(46.0).unwrap(), ..Cadence::weekly(Weekday::Wednesday, 10) };
    let mut steps: Vec<Step> = vec![step(1, 1.0, Some(24.0), None), step(2, 0.0, Some(132.0), None)];
    steps.push(step(3, 1.0, Some(40.0), None));
    steps[1].kind = StepKind::Approval { cadence: Some(board), stops_bad: share(0.1), stops_good: Share::NONE };
    steps[2].kind = StepKind::Deploy { cadence: Some(Cadence::weekly(Weekday::Thursday, 22)), fails: Share::NONE };
    let mut stream = stream(9.0, steps);
    let found = sheet(&workspace(), &stream);
    close(found.steps[1].explained.for_date.unwrap(), 130.0, 1e-9);
    close(found.steps[1].other_waiting.unwrap(), 2.0, 1e-9);
    close(found.steps[2].explained.for_date.unwrap(), 36.0, 1e-9);
    close(found.steps[2].other_waiting.unwrap(), 3.0, 1e-9);
    assert_eq!(found.steps[2].explained.queue, Err(Missing::WaitsForDate));
    // Nine changes a week go out together, in a week of which 1 - e^-9 has any.
    let deploys = 1.0 - (-9.0_f64).exp();
    close(found.deployments_per_week.unwrap(), deploys, 1e-9);
    close(found.steps[2].items_per_deployment.unwrap(), 9.0 / deploys, 1e-9);
    close(found.approval_wait.unwrap(), 132.0, 1e-9);

    // Standard changes pass the board by and then come at any time; emergencies wait for no date.
    stream.demand.mix = ChangeMix { standard: share(0.5), emergency: share(0.25) };
    let mixed = sheet(&workspace(), &stream);
    close(mixed.steps[1].visits, 0.5, 1e-9);
    close(mixed.steps[1].explained.for_date.unwrap(), 65.0, 1e-9);
    close(mixed.steps[2].explained.for_date.unwrap(), 0.25 * 36.0 + 0.5 * 84.0, 1e-9);
    let deploys = 9.0 * 0.25 + 1.0 - (-9.0_f64 * 0.75).exp();
    close(mixed.deployments_per_week.unwrap(), deploys, 1e-9);

    // At most six at a date for nine that come: never settles.
    let few = Cadence { at_most: Some(6), ..Cadence::weekly(Weekday::Thursday, 22) };
    stream.demand.mix = ChangeMix { standard: Share::NONE, emergency: Share::NONE };
    stream.steps[2].kind = StepKind::Deploy { cadence: Some(few), fails: Share::NONE };
    assert_eq!(sheet(&workspace(), &stream).steps[2].explained.for_date, Err(Missing::NeverSettles));
}

#[test]
fn office_hours_have_two_clocks() {
    let mut office = step(1, 1.0, Some(24.0), None);
    office.calendar = Calendar::BusinessHours;
    office.workers = Workers::Unlimited;
    let found = sheet(&workspace(), &stream(8.0, vec![office]));
    close(found.flow_efficiency.unwrap(), 1.0 / 24.0, 1e-12);
    close(found.flow_efficiency_working.unwrap(), 1.0 / 7.2, 1e-12);
    close(found.steps[0].explained.work, 4.2, 1e-12);
    close(found.steps[0].other_waiting.unwrap(), 19.8, 1e-12);
    close(found.takt.unwrap(), 5.0, 1e-12);
}

#[test]
fn gates_send_back_what_they_stop() {
    let mut steps = vec![step(1, 1.0, None, None), step(2, 0.0, None, None)];
    steps[1].kind = StepKind::Gate { stops_bad: share(0.6), stops_good: share(0.05) };
    let mut stream = stream(1.0, steps);
    stream.bad_changes = share(0.15);
    stream.flows = vec![next(11, 1, 2, 1.0), rework(12, 2, 1)];
    // 0.15 · 0.6 + 0.85 · 0.05 = 0.1325 come back, up to ten times.
    let visits = (1.0 - 0.1325_f64.powi(11)) / (1.0 - 0.1325);
    close(sheet(&workspace(), &stream).steps[0].visits, visits, 1e-12);
    // Without a rework link, what is stopped is mended at the step before.
    stream.flows.clear();
    close(sheet(&workspace(), &stream).steps[0].visits, visits, 1e-12);
    // What is not complete and accurate stays at the gate, which then does its work again: the last of the 0.8675 that
    // are not stopped, of which a tenth comes back.
    stream.steps[1].complete_accurate = Some(share(0.9));
    let again = 0.8675 * 0.1;
    let found = sheet(&workspace(), &stream);
    close(found.steps[0].visits, 1.0 / (1.0 - 0.1325 / (1.0 - again)), 1e-9);
    close(found.steps[1].visits, found.steps[0].visits / (1.0 - again), 1e-9);
}

#[test]
fn hand_overs_are_counted_between_teams() {
    let mut steps: Vec<Step> = (1..=4).map(|id| step(id, 1.0, None, None)).collect();
    for (step, team) in steps.iter_mut().zip([Some(1), Some(2), Some(2), None]) {
        step.team = team.map(TeamId::new);
    }
    let found = sheet(&workspace(), &stream(1.0, steps)).handovers;
    assert_eq!((found.between_teams, found.unknown), (1, 1));
}

/// The chain by which the cost of an edit is measured says something of every step.
#[test]
fn a_long_chain_is_sound_and_has_all_its_figures() {
    let workspace = long_chain();
    assert_eq!(check(&workspace), Vec::new());
    let stream = workspace.main_stream().unwrap();
    assert_eq!((stream.steps.len(), stream.flows.len()), (STEPS, LINKS));
    let found = sheet(&workspace, stream);
    assert!(found.steps.iter().all(|row| row.visits > 0.0 && row.wait.is_ok() && row.utilisation.is_ok()));
    assert!(found.observed_with_rework.unwrap() > found.observed.unwrap());
}

#[test]
fn a_circle_of_next_links_ends() {
    let mut stream = stream(1.0, (1..=3).map(|id| step(id, 1.0, Some(2.0), None)).collect());
    stream.flows = vec![next(11, 1, 2, 1.0), next(12, 2, 3, 1.0), next(13, 3, 2, 1.0)];
    let found = sheet(&workspace(), &stream);
    close(found.steps[0].visits, 1.0, 1e-12);
    assert_eq!(found.steps[1].utilisation, Err(Missing::NotReached));
}
