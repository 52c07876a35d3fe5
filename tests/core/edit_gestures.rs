//! What people do on the drawing: lines between steps, copies of parts, pins, the future of a stream.

use trivium_core::{
    catalog::samples,
    edit::{Command, Connection, History, Part, connect, connection, future_of},
    model::{Flow, FlowKind, Pin, StepId, StreamId, ValueStream, Workspace, check},
};

use super::fixture;

fn main_stream(workspace: &Workspace) -> &ValueStream {
    workspace.main_stream().unwrap()
}

fn names(stream: &ValueStream) -> Vec<&str> {
    stream.steps.iter().map(|step| step.name.as_str()).collect()
}

fn id(stream: &ValueStream, at: usize) -> StepId {
    stream.steps[at].id
}

/// Links onwards as names and per cent, in a fixed order.
fn onwards(stream: &ValueStream) -> Vec<String> {
    let name = |id: StepId| stream.step(id).unwrap().name.clone();
    let mut found: Vec<String> = stream
        .flows
        .iter()
        .filter_map(|flow| match flow.kind {
            FlowKind::Next { share } => {
                Some(format!("{} > {} {:.0}", name(flow.from), name(flow.to), share.value() * 100.0))
            }
            FlowKind::Rework {} => None,
        })
        .collect();
    found.sort();
    found
}

#[test]
fn a_line_back_is_rework_and_a_line_ahead_is_a_link() {
    let workspace = fixture::workspace();
    let stream = main_stream(&workspace);
    assert_eq!(connection(stream, id(stream, 0), id(stream, 2)), Connection::Onwards);
    assert_eq!(connection(stream, id(stream, 2), id(stream, 0)), Connection::Back);
    assert_eq!(connection(stream, id(stream, 2), id(stream, 2)), Connection::Back);
}

#[test]
fn a_line_drawn_twice_or_in_a_circle_is_refused_in_a_sentence() {
    let workspace = samples::housing();
    let stream = main_stream(&workspace);
    let (first, second) = (id(stream, 0), id(stream, 1));
    let circle = connect(&workspace, stream, (second, first), Connection::Onwards).expect_err("it closes a circle");
    assert!(circle.what.contains("circle") && circle.what.ends_with('.'), "{}", circle.what);
    let twice = connect(&workspace, stream, (first, second), Connection::Onwards).unwrap();
    let once = twice.apply(&workspace);
    let again = once.as_ref().map_or(&workspace, |once| once);
    assert!(twice.apply(again).is_err(), "the same link stands there twice");
    let gone = connect(&workspace, stream, (StepId::new(999_999), first), Connection::Onwards);
    assert!(gone.is_err());
}

#[test]
fn a_step_has_one_way_back_and_a_new_one_takes_its_place() {
    let before = samples::larkfield();
    let stream = main_stream(&before).clone();
    let old = stream.flows.iter().find(|flow| flow.kind == FlowKind::Rework {}).copied().unwrap();
    let to = id(&stream, 0);
    let after = connect(&before, &stream, (old.from, to), Connection::Back).unwrap().apply(&before).unwrap();
    let back = |stream: &ValueStream| -> Vec<Flow> {
        stream.flows.iter().filter(|flow| flow.from == old.from && flow.kind == FlowKind::Rework {}).copied().collect()
    };
    assert_eq!(back(main_stream(&after)), vec![Flow { to, ..old }]);
    let none = connect(&after, main_stream(&after), (old.from, old.from), Connection::Back).unwrap();
    assert_eq!(back(main_stream(&none.apply(&after).unwrap())), vec![]);
}

#[test]
fn a_new_link_takes_an_equal_part() {
    let before = fixture::workspace();
    let stream = main_stream(&before).clone();
    let command = connect(&before, &stream, (id(&stream, 0), id(&stream, 2)), Connection::Onwards).unwrap();
    let after = command.apply(&before).unwrap();
    let lines = onwards(main_stream(&after));
    assert!(lines.contains(&"Refine > Test 50".to_owned()), "{lines:?}");
    assert!(lines.contains(&"Refine > Develop 50".to_owned()), "{lines:?}");
}

#[test]
fn a_copied_part_of_a_list_joins_a_list() {
    let before = fixture::workspace();
    let stream = main_stream(&before).clone();
    let part = Part::of(&before, &stream, &[id(&stream, 1), id(&stream, 2)]);
    let (command, new) = part.paste(&before, stream.id, 3);
    let after = command.apply(&before).unwrap();
    assert_eq!(names(main_stream(&after)), ["Refine", "Develop", "Test", "Develop", "Test", "Approve", "Deploy"]);
    assert_eq!(new, vec![id(main_stream(&after), 3), id(main_stream(&after), 4)]);
    assert_eq!(check::check(&after), vec![]);
}

#[test]
fn a_copied_branch_keeps_its_links_and_its_rework() {
    let start = fixture::workspace();
    let stream = main_stream(&start).clone();
    let skip = connect(&start, &stream, (id(&stream, 1), id(&stream, 3)), Connection::Onwards).unwrap();
    let skipping = skip.apply(&start).unwrap();
    let back = connect(&skipping, main_stream(&skipping), (id(&stream, 2), id(&stream, 1)), Connection::Back).unwrap();
    let before = back.apply(&skipping).unwrap();
    let stream = main_stream(&before).clone();
    let part = Part::of(&before, &stream, &[id(&stream, 1), id(&stream, 2), id(&stream, 3)]);
    assert_eq!(part.flows.iter().filter(|flow| flow.kind == FlowKind::Rework {}).count(), 1);
    let (command, new) = part.paste(&before, stream.id, 4);
    let after = command.apply(&before).unwrap();
    assert_eq!(check::check(&after), vec![]);
    let pasted = main_stream(&after);
    // The copy begins after "Approve", which went on to "Deploy"; its end goes on there now.
    let leads = |from: StepId| pasted.next_of(from).iter().map(|(to, share)| (*to, share.value())).collect::<Vec<_>>();
    assert_eq!(leads(id(&stream, 3)), vec![(new[0], 1.0)]);
    assert_eq!(leads(new[0]).len(), 2);
    assert_eq!(leads(new[2]), vec![(id(&stream, 4), 1.0)]);
    assert_eq!(pasted.rework_of(new[1]), new[0]);
}

/// Of a step that hands on to two, only one is copied: it hands on everything to that one.
#[test]
fn one_arm_of_a_branch_can_be_copied() {
    let start = fixture::workspace();
    let stream = main_stream(&start).clone();
    let fork = connect(&start, &stream, (id(&stream, 1), id(&stream, 3)), Connection::Onwards).unwrap();
    let before = fork.apply(&start).unwrap();
    let stream = main_stream(&before).clone();
    let part = Part::of(&before, &stream, &[id(&stream, 1), id(&stream, 2)]);
    let (command, new) = part.paste(&before, stream.id, usize::MAX);
    let after = command.apply(&before).unwrap();
    let next: Vec<(StepId, f64)> =
        main_stream(&after).next_of(new[0]).iter().map(|(to, share)| (*to, share.value())).collect();
    assert_eq!(next, vec![(new[1], 1.0)]);
}

/// The same number is another team in another workspace.
#[test]
fn teams_of_another_workspace_are_found_by_name() {
    let (from, mut to) = (samples::larkfield(), samples::aldermoor());
    let stream = main_stream(&from).clone();
    let all: Vec<StepId> = stream.steps.iter().map(|step| step.id).collect();
    let part = Part::of(&from, &stream, &all);
    let known = from.team(stream.steps[0].team.unwrap()).unwrap().name.clone();
    let first = to.teams[0].clone();
    to = Command::UpdateTeam { team: trivium_core::model::Team { name: known.to_uppercase(), ..first.clone() } }
        .apply(&to)
        .unwrap();
    let (command, new) = part.paste(&to, main_stream(&to).id, usize::MAX);
    let after = command.apply(&to).unwrap();
    let pasted = |at: usize| main_stream(&after).step(new[at]).unwrap();
    assert_eq!(pasted(0).team, Some(first.id));
    for (at, step) in stream.steps.iter().enumerate() {
        let name = step.team.and_then(|team| from.team(team)).map(|team| team.name.to_lowercase());
        let there = pasted(at).team.and_then(|team| after.team(team)).map(|team| team.name.to_lowercase());
        assert!(there.is_none() || there == name, "{} belongs to {there:?} now", step.name);
    }
}

#[test]
fn several_steps_go_in_one_command_that_says_what_went_with_them() {
    let before = samples::larkfield();
    let stream = main_stream(&before);
    let clock = stream.clock_starts_after.unwrap();
    let steps = vec![clock, stream.steps.last().unwrap().id];
    let change = Command::RemoveSteps { stream: stream.id, steps }.change(&before).unwrap();
    assert_eq!(main_stream(&change.workspace).steps.len(), stream.steps.len() - 2);
    assert!(change.also.iter().any(|sentence| sentence.contains("DORA clock")), "{:?}", change.also);
}

#[test]
fn a_part_goes_to_another_stream_and_leaves_its_pins_behind() {
    let before = samples::larkfield();
    let from = main_stream(&before).clone();
    let other = before.streams.iter().find(|stream| stream.id != from.id).unwrap().clone();
    let pinned = Command::PinSteps { stream: from.id, pins: vec![(id(&from, 2), Some(Pin { x: 400, y: 8 }))] };
    let before = pinned.apply(&before).unwrap();
    let part = Part::of(&before, main_stream(&before), &[id(&from, 2), id(&from, 4)]);
    let (command, new) = part.paste(&before, other.id, usize::MAX);
    let after = command.apply(&before).unwrap();
    let to = after.stream(other.id).unwrap();
    assert_eq!(to.steps.len(), other.steps.len() + 2);
    assert_eq!(to.step(new[0]).unwrap().pin, None);
    assert_eq!(to.step(new[0]).unwrap().team, from.steps[2].team);
    assert_eq!(check::check(&after), vec![]);
}

#[test]
fn a_part_comes_first_when_it_is_put_first() {
    let before = samples::larkfield();
    let stream = main_stream(&before).clone();
    let part = Part::of(&before, &stream, &[id(&stream, 2), id(&stream, 3), id(&stream, 4)]);
    let (command, new) = part.paste(&before, stream.id, 0);
    let after = command.apply(&before).unwrap();
    assert_eq!(id(main_stream(&after), 0), new[0]);
    assert_eq!(check::check(&after), vec![]);
}

#[test]
fn pins_of_one_drag_are_one_step_and_arranging_is_another() {
    let start = fixture::workspace();
    let stream = main_stream(&start);
    let (of, steps) = (stream.id, [id(stream, 0), id(stream, 1)]);
    let mut history = History::new(start.clone());
    let put = |x: u16| Command::PinSteps { stream: of, pins: steps.map(|step| (step, Some(Pin { x, y: 0 }))).to_vec() };
    for x in [40, 60, 80] {
        history.apply(&put(x)).unwrap();
    }
    history.seal();
    let all = Command::PinSteps { stream: of, pins: steps.map(|step| (step, None)).to_vec() };
    assert_eq!(history.apply(&all).unwrap().label, "Arrange the drawing");
    assert_eq!(history.undo().as_deref(), Some("Arrange the drawing"));
    assert_eq!(history.undo().as_deref(), Some("Move 2 steps in the drawing"));
    assert_eq!(history.now(), &start);
    let outside = Command::PinSteps { stream: of, pins: vec![(steps[0], Some(Pin { x: 65_000, y: 0 }))] };
    assert!(outside.apply(&start).unwrap_err().what.contains("outside the drawing"));
}

#[test]
fn the_future_of_a_stream_knows_its_today_until_that_is_gone() {
    let before = samples::larkfield();
    let today = main_stream(&before).clone();
    let future = future_of(&before, &today, "Feature, next year".to_owned());
    let (id, pairs) = (future.id, future.steps.iter().zip(&today.steps));
    assert!(pairs.clone().all(|(new, old)| new.was == Some(old.id) && new.name == old.name && new.id != old.id));
    assert_eq!(future.flows.len(), today.flows.len());
    let after = Command::AddStream { stream: future }.apply(&before).unwrap();
    let fewer = Command::RemoveStep { stream: today.id, step: today.steps[3].id }.apply(&after).unwrap();
    assert_eq!(fewer.stream(id).unwrap().steps[3].was, None, "what it stood for is gone: it is new");
    let change = Command::RemoveStream { stream: today.id }.change(&after).unwrap();
    assert!(change.also.iter().any(|sentence| sentence.contains("a stream of its own")), "{:?}", change.also);
    let alone = change.workspace.stream(id).unwrap();
    assert!(alone.future_of.is_none() && alone.steps.iter().all(|step| step.was.is_none()));
}

#[test]
fn a_stream_that_is_moved_to_the_front_is_the_one_that_is_simulated() {
    let before = samples::larkfield();
    let future = future_of(&before, main_stream(&before), "Feature, next year".to_owned());
    let id = future.id;
    let after = Command::AddStream { stream: future }.apply(&before).unwrap();
    assert_ne!(main_stream(&after).id, id);
    let moved = Command::MoveStream { stream: id, to: 0 }.apply(&after).unwrap();
    assert_eq!(main_stream(&moved).id, id);
    assert!(Command::MoveStream { stream: StreamId::new(999_999), to: 0 }.apply(&after).is_err());
}
