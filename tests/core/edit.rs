//! Laws of editing: one writer, nothing dangling, every step can be undone.

use std::{sync::Arc, time::Instant};

use proptest::prelude::*;
use trivium_core::edit::{CAP, Command, History, NewIds};
use trivium_core::model::{
    Colour, DeliveryRecords, FlowId, FlowKind, Lever, Place, Prediction, Scenario, ScenarioId, Share, StepId, Tally,
    Workspace, check,
};
use trivium_core::{model::Flow, wire::write_document};

use super::fixture::{self, deployment, incident, records, step, workspace};

/// The whole of a workspace as text: its document, and its chunks.
fn canonical(workspace: &Workspace) -> String {
    let chunks: Vec<_> = workspace.tables.chunks.keys().map(|hash| hash.0.as_str()).collect();
    format!("{} {}", write_document(workspace).unwrap(), chunks.join(" "))
}

proptest! {
    #[test]
    fn commands_keep_every_workspace_sound_and_writable(rolls in fixture::rolls(60)) {
        let mut now = workspace();
        for roll in rolls {
            let command = roll.command(&now);
            let before = now.clone();
            match command.apply(&now) {
                Ok(after) => {
                    prop_assert_eq!(check::check(&after), vec![]);
                    prop_assert!(after.next_id >= before.next_id);
                    write_document(&after).unwrap();
                    now = after;
                }
                Err(problem) => {
                    prop_assert!(problem.what.ends_with('.'), "{}", problem.what);
                    prop_assert_eq!(&now, &before);
                }
            }
            prop_assert!(!command.label(&before).is_empty());
        }
    }

    #[test]
    fn undoing_all_gives_the_beginning_and_redoing_all_the_end(rolls in fixture::rolls(80)) {
        let start = workspace();
        let mut history = History::new(start.clone());
        for roll in rolls {
            let command = roll.command(history.now());
            let _ = history.apply(&command);
        }
        let end = canonical(history.now());
        let mut undone = 0;
        while history.undo().is_some() {
            undone += 1;
        }
        prop_assert_eq!(canonical(history.now()), canonical(&start));
        prop_assert_eq!(history.can_undo(), None);
        let mut redone = 0;
        while history.redo().is_some() {
            redone += 1;
        }
        prop_assert_eq!(redone, undone);
        prop_assert_eq!(canonical(history.now()), end);
    }

    #[test]
    fn a_command_survives_writing_and_reading(rolls in fixture::rolls(4)) {
        let now = workspace();
        for command in rolls.iter().map(|roll| roll.command(&now)) {
            // Numbers that JSON does not have are refused by the workspace, not by the log.
            if command.apply(&now).is_ok() && !matches!(command, Command::Replace { .. }) {
                let text = serde_json::to_string(&command).unwrap();
                prop_assert_eq!(serde_json::from_str::<Command>(&text).unwrap(), command);
            }
        }
    }
}

fn ids_of(workspace: &Workspace) -> Vec<StepId> {
    workspace.streams[0].steps.iter().map(|step| step.id).collect()
}

fn renamed(workspace: &Workspace, at: usize, name: &str) -> Command {
    let stream = &workspace.streams[0];
    let mut step = stream.steps[at].clone();
    name.clone_into(&mut step.name);
    Command::UpdateStep { stream: stream.id, step }
}

#[test]
fn typing_in_one_field_is_one_step_of_the_history() {
    let mut history = History::new(workspace());
    for name in ["V", "Ve", "Ver", "Verify"] {
        history.apply(&renamed(&workspace(), 2, name)).unwrap();
    }
    assert_eq!(history.can_undo(), Some("Rename step \"Test\""));
    history.undo();
    assert_eq!(history.now(), &workspace());
    assert_eq!(history.can_undo(), None);
    assert_eq!(history.can_redo(), Some("Rename step \"Test\""));
}

#[test]
fn leaving_the_field_or_another_field_begins_a_new_step() {
    let mut history = History::new(workspace());
    history.apply(&renamed(&workspace(), 2, "Verify")).unwrap();
    history.seal();
    history.apply(&renamed(&workspace(), 2, "Check")).unwrap();
    let now = history.now().clone();
    let mut step = now.streams[0].steps[2].clone();
    "by hand".clone_into(&mut step.note);
    history.apply(&Command::UpdateStep { stream: now.streams[0].id, step }).unwrap();
    assert_eq!(history.undo().as_deref(), Some("Change note of \"Check\""));
    assert_eq!(history.undo().as_deref(), Some("Rename step \"Verify\""));
    assert_eq!(history.undo().as_deref(), Some("Rename step \"Test\""));
    assert_eq!(history.undo(), None);
}

#[test]
fn typing_and_taking_it_back_leaves_no_step() {
    let mut history = History::new(workspace());
    for name in ["Tests", "Test"] {
        history.apply(&renamed(&workspace(), 2, name)).unwrap();
    }
    assert_eq!(history.can_undo(), None);
    assert!(!history.apply(&renamed(&workspace(), 2, "Test")).unwrap().changed);
    assert_eq!(history.can_undo(), None);
}

#[test]
fn the_history_forgets_its_oldest_steps() {
    let mut history = History::new(workspace());
    for nr in 0..CAP + 50 {
        history.apply(&Command::Rename { name: format!("Name {nr}") }).unwrap();
        history.seal();
    }
    let undone = std::iter::from_fn(|| history.undo()).count();
    assert_eq!(undone, CAP);
    assert_eq!(history.now().name, "Name 49");
}

#[test]
fn a_command_shares_what_it_does_not_touch() {
    let before = workspace();
    let after = renamed(&before, 0, "Clarify").apply(&before).unwrap();
    assert!(Arc::ptr_eq(&before.services, &after.services));
    assert!(Arc::ptr_eq(&before.tables, &after.tables));
    assert!(!Arc::ptr_eq(&before.streams, &after.streams));
}

#[test]
fn a_used_id_is_never_taken_again() {
    let before = workspace();
    let stream = before.streams[0].id;
    let old = ids_of(&before)[2];
    let removed = Command::RemoveStep { stream, step: old }.apply(&before).unwrap();
    let again = Command::AddSteps { stream, at: 2, steps: vec![step(old, "Test", 1.0)] }.apply(&removed);
    assert!(again.unwrap_err().what.contains("has been used before"));
    let far = Command::AddSteps { stream, at: 2, steps: vec![step(StepId::new(u64::MAX), "Test", 1.0)] };
    assert!(far.apply(&before).unwrap_err().what.contains("run out of id numbers"));
}

#[test]
fn removing_a_step_takes_its_links_clock_and_levers_and_says_so() {
    let before = workspace();
    let stream = &before.streams[0];
    let change = Command::RemoveStep { stream: stream.id, step: stream.steps[1].id }.change(&before).unwrap();
    let after = &change.workspace.streams[0];
    assert_eq!(after.clock_starts_after, None);
    assert!(after.flows.is_empty());
    assert_eq!(change.also.len(), 2, "{:?}", change.also);
    let change = Command::RemoveStep { stream: stream.id, step: stream.steps[3].id }.change(&before).unwrap();
    assert!(change.workspace.scenarios[0].levers.is_empty());
    assert_eq!(change.also, ["1 lever is removed with it, in: Decide at once."]);
}

/// Next links as (from, to, share), by place in the list.
fn next_links(workspace: &Workspace) -> Vec<(usize, usize, f64)> {
    let ids = ids_of(workspace);
    let place = |id| ids.iter().position(|other| *other == id).unwrap();
    let mut links: Vec<_> = workspace.streams[0]
        .flows
        .iter()
        .filter_map(|flow| match flow.kind {
            FlowKind::Next { share } => Some((place(flow.from), place(flow.to), share.value())),
            FlowKind::Rework {} => None,
        })
        .collect();
    links.sort_by(|a, b| a.partial_cmp(b).unwrap());
    links
}

fn add_link(workspace: &Workspace, from: usize, to: usize, share: f64) -> Workspace {
    let ids = ids_of(workspace);
    let flow = Flow {
        id: NewIds::of(workspace).flow(),
        from: ids[from],
        to: ids[to],
        kind: FlowKind::Next { share: Share::clamped(share) },
    };
    Command::AddFlow { stream: workspace.streams[0].id, flow }.apply(workspace).unwrap()
}

#[test]
fn the_first_link_writes_the_chain_down_and_shares_stay_whole() {
    let branched = add_link(&workspace(), 1, 4, 0.25);
    let links = next_links(&branched);
    assert_eq!(links, [(0, 1, 1.0), (1, 2, 0.75), (1, 4, 0.25), (2, 3, 1.0), (3, 4, 1.0)]);
    let shortcut = branched.streams[0].flows.iter().find(|flow| flow.to == ids_of(&branched)[4]).unwrap();
    let removed = Command::RemoveFlow { stream: branched.streams[0].id, flow: shortcut.id }.apply(&branched).unwrap();
    assert_eq!(next_links(&removed), [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 4, 1.0)]);
}

#[test]
fn a_removed_step_joins_its_neighbours_in_proportion() {
    let branched = add_link(&workspace(), 1, 4, 0.25);
    let stream = branched.streams[0].id;
    let removed = Command::RemoveStep { stream, step: ids_of(&branched)[1] }.apply(&branched).unwrap();
    assert_eq!(next_links(&removed), [(0, 1, 0.75), (0, 3, 0.25), (1, 2, 1.0), (2, 3, 1.0)]);
}

#[test]
fn pasted_steps_join_the_chain_after_the_step_before_them() {
    let branched = add_link(&workspace(), 1, 4, 0.25);
    let mut ids = NewIds::of(&branched);
    let steps = vec![step(ids.step(), "Review", 1.0), step(ids.step(), "Merge", 0.1)];
    let pasted = Command::AddSteps { stream: branched.streams[0].id, at: 2, steps };
    let links = next_links(&pasted.apply(&branched).unwrap());
    let expected = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 4, 0.75), (3, 6, 0.25), (4, 5, 1.0), (5, 6, 1.0)];
    assert_eq!(links, expected);
    assert_eq!(pasted.label(&branched), "Add 2 steps");
}

#[test]
fn links_that_contradict_each_other_are_refused() {
    let branched = add_link(&workspace(), 1, 4, 0.25);
    let ids = ids_of(&branched);
    let flow =
        |from, to| Flow { id: FlowId::new(branched.next_id), from, to, kind: FlowKind::Next { share: Share::ALL } };
    let add = |flow| Command::AddFlow { stream: branched.streams[0].id, flow }.apply(&branched).unwrap_err();
    assert!(add(flow(ids[1], ids[4])).what.contains("already"));
    assert!(add(flow(ids[4], ids[0])).what.contains("lead in a circle"));
    assert!(add(flow(ids[4], StepId::new(4_000))).what.contains("not a step"));
}

#[test]
fn removing_a_service_or_team_leaves_nothing_pointing_to_it() {
    let before = workspace();
    let service = before.services[0].id;
    let change = Command::RemoveService { service }.change(&before).unwrap();
    assert_eq!(change.workspace.streams[0].service, None);
    assert!(change.workspace.tables.chunks.is_empty());
    assert_eq!(change.also.len(), 2, "{:?}", change.also);
    let team = before.teams[0].id;
    let change = Command::RemoveTeam { team }.change(&before).unwrap();
    assert!(change.workspace.streams[0].steps.iter().all(|step| step.team != Some(team)));
    assert_eq!(change.also, ["4 steps of it belong to no team now: \"Build\" is gone."]);
}

#[test]
fn records_are_sorted_named_by_content_and_checked() {
    let before = workspace();
    let service = before.services[0].id;
    let put = |records: DeliveryRecords| Command::PutDelivery { service, records: Arc::new(records) }.apply(&before);
    let one = DeliveryRecords::clone(&records(6, None));
    let mut other = one.clone();
    other.deployments.reverse();
    let (one, other) = (put(one).unwrap(), put(other).unwrap());
    assert!(one.tables.delivery_of(service).unwrap().deployments.is_sorted_by_key(|row| row.finished_at));
    assert_eq!(one.tables.chunks.len(), 1);
    assert_eq!(one.tables.delivery, other.tables.delivery);
    let year_zero = chrono::NaiveDate::from_ymd_opt(0, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let bad = [
        DeliveryRecords { deployments: vec![deployment("d", year_zero)], ..DeliveryRecords::default() },
        DeliveryRecords { incidents: vec![incident("i", fixture::at(1, 1), Some(f64::NAN))], ..Default::default() },
        DeliveryRecords { incidents: vec![incident("i", fixture::at(1, 1), Some(1.5))], ..Default::default() },
    ];
    for records in bad {
        assert_eq!(put(records).unwrap_err().place, Place::Records);
    }
}

#[test]
fn levers_fit_their_targets_and_replace_each_other() {
    let before = workspace();
    let scenario = before.scenarios[0].id;
    let ids = ids_of(&before);
    let set = |workspace: &Workspace, lever| Command::SetLever { scenario, lever }.apply(workspace);
    let wrong = Lever::StopsBad { step: ids[0], share: Share::ALL };
    assert_eq!(set(&before, wrong).unwrap_err().what, "Step \"Refine\" is not an approval or a gate.");
    let half = Lever::StopsBad { step: ids[3], share: Share::clamped(0.5) };
    let all = Lever::StopsBad { step: ids[3], share: Share::ALL };
    let after = set(&set(&before, half.clone()).unwrap(), all.clone()).unwrap();
    assert_eq!(after.scenarios[0].levers.len(), 2);
    assert_eq!(after.scenarios[0].levers[1], all);
    let back = Command::RemoveLever { scenario, lever: half }.apply(&after).unwrap();
    assert_eq!(back.scenarios, before.scenarios);
}

#[test]
fn votes_stand_once_the_answer_has_been_shown() {
    let before = workspace();
    let scenario = before.scenarios[0].id;
    let set = |workspace: &Workspace, prediction| Command::SetPrediction { scenario, prediction }.apply(workspace);
    let votes = Prediction {
        people: 3,
        lead_time: Tally { less: 2, same: 1, more: 0 },
        revealed: true,
        ..Prediction::default()
    };
    let shown = set(&before, votes.clone()).unwrap();
    let changed = Prediction { lead_time: Tally { less: 3, same: 0, more: 0 }, ..votes.clone() };
    assert!(set(&shown, changed).unwrap_err().what.contains("votes stand"));
    set(&shown, Prediction { reason: "It was clear.".to_owned(), ..votes }).unwrap();
    let copy = NewIds::of(&shown).scenario();
    let copied = Command::DuplicateScenario { scenario, copy }.apply(&shown).unwrap();
    assert_eq!(copied.scenarios[1].prediction, Prediction::default());
    assert_eq!(copied.scenarios[1].name, "Decide at once (copy)");
}

/// Milliseconds are printed, and fail only far beyond the budget of 1 ms.
#[test]
fn a_command_on_200_steps_is_checked_in_passing() {
    let start = workspace();
    let mut ids = NewIds::of(&start);
    let steps = (0..195).map(|nr| step(ids.step(), &format!("Step {nr}"), 1.0)).collect();
    let mut big = Command::AddSteps { stream: start.streams[0].id, at: 5, steps }.apply(&start).unwrap();
    big = add_link(&big, 0, 1, 1.0);
    for nr in 0..198 {
        big = add_link(&big, nr, nr + 2, 0.5);
    }
    // The shortest of several: other programs may hold up the rest.
    let time = |nr| {
        let command = renamed(&big, 100, &format!("Name {nr}"));
        let began = Instant::now();
        command.apply(&big).unwrap();
        began.elapsed()
    };
    let each = (0..50).map(time).min().unwrap();
    println!("one command at 200 steps and {} links: {each:?}", big.streams[0].flows.len());
    assert!(each.as_millis() < 10, "{each:?}");
}

#[test]
fn a_decision_outlives_its_scenario_and_says_so() {
    let before = workspace();
    let scenario = before.scenarios[0].id;
    let change = Command::RemoveScenario { scenario }.change(&before).unwrap();
    assert_eq!(change.workspace.improvements.len(), 1);
    assert_eq!(change.workspace.improvements[0].scenario, None);
    assert!(change.also[0].contains("1 decision was made on this scenario"), "{:?}", change.also);

    let mut empty = before.improvements[0].clone();
    empty.we_will = "  ".to_owned();
    let refused = Command::UpdateImprovement { improvement: empty }.apply(&before).unwrap_err();
    assert!(refused.to_string().contains("We will"), "{refused}");
}

/// The names of the scenarios, in their order.
fn scenarios(workspace: &Workspace) -> Vec<&str> {
    workspace.scenarios.iter().map(|scenario| scenario.name.as_str()).collect()
}

#[test]
fn scenarios_are_told_in_another_order() {
    let mut start = workspace();
    for name in ["B", "C"] {
        let id = NewIds::of(&start).scenario();
        let scenario = Scenario { id, name: name.to_owned(), ..start.scenarios[0].clone() };
        start = Command::AddScenario { scenario }.apply(&start).unwrap();
    }
    let mut history = History::new(start.clone());
    let scenario = start.scenarios[0].id;
    for to in [1, 2, 99] {
        let applied = history.apply(&Command::MoveScenario { scenario, to }).unwrap();
        assert_eq!(applied.label, "Move scenario \"Decide at once\"");
    }
    assert_eq!(scenarios(history.now()), ["B", "C", "Decide at once"]);
    // Pushing it along is one step; another scenario is another.
    history.apply(&Command::MoveScenario { scenario: start.scenarios[1].id, to: 2 }).unwrap();
    assert_eq!(scenarios(history.now()), ["C", "Decide at once", "B"]);
    history.undo();
    assert_eq!(scenarios(history.now()), ["B", "C", "Decide at once"]);
    history.undo();
    assert_eq!(history.now(), &start);
    assert_eq!(history.can_undo(), None);
    let gone = Command::MoveScenario { scenario: ScenarioId::new(4_000), to: 0 }.apply(&start).unwrap_err();
    assert!(gone.what.contains("no scenario"), "{gone}");
}

#[test]
fn a_scenario_takes_a_colour_and_gives_it_back() {
    let now = workspace();
    assert!(!write_document(&now).unwrap().contains("colour"), "what is not chosen is not written");
    let scenario = Scenario { colour: Some(Colour::Fourth), ..now.scenarios[0].clone() };
    let chosen = Command::UpdateScenario { scenario };
    assert_eq!(chosen.label(&now), "Change colour of \"Decide at once\"");
    assert!(chosen.coalesce_key(&now).is_some());
    let after = chosen.apply(&now).unwrap();
    let (read, _) = trivium_core::wire::read_document(&write_document(&after).unwrap(), |_| None).unwrap();
    assert_eq!(read.scenarios, after.scenarios);
    // A copy beside its original is told apart from it.
    let copy = NewIds::of(&after).scenario();
    let copied = Command::DuplicateScenario { scenario: after.scenarios[0].id, copy }.apply(&after).unwrap();
    assert_eq!(copied.scenario(copy).unwrap().colour, None);
    let back = Scenario { colour: None, ..after.scenarios[0].clone() };
    assert_eq!(canonical(&Command::UpdateScenario { scenario: back }.apply(&after).unwrap()), canonical(&now));
}

#[test]
fn up_to_four_scenarios_never_share_a_colour() {
    use Colour::{First, Fourth, Second, Third};
    assert_eq!(Colour::of_all(&[]), []);
    assert_eq!(Colour::of_all(&[None; 4]), Colour::ALL);
    assert_eq!(Colour::of_all(&[None, Some(First), None]), [Second, First, Third]);
    assert_eq!(Colour::of_all(&[Some(Third), Some(Third), None]), [Third, First, Second]);
    assert_eq!(Colour::of_all(&[None, None, None, Some(First), None]), [Second, Third, Fourth, First, First]);
    let choices = [None, Some(First), Some(Second), Some(Third), Some(Fourth)];
    for code in 0..625_usize {
        let chosen = [0, 1, 2, 3].map(|at| choices[code / 5_usize.pow(at) % 5]);
        let mut looks = Colour::of_all(&chosen);
        assert!(chosen.iter().zip(&looks).any(|(chosen, look)| *chosen == Some(*look)) || chosen == [None; 4]);
        looks.sort_unstable();
        assert_eq!(looks, Colour::ALL, "{chosen:?}");
    }
}
