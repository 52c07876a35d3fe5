//! The map of a chain: no step lies on another one, pinned steps stay, the same stream gives the same map, and arrow
//! keys reach every step.

use std::time::Instant;

use proptest::prelude::*;
use trivium_core::{
    catalog::samples,
    chart::map::{self, Direction, HEIGHT, LaneKind, Layout, Shape, WIDTH},
    engine::flow,
    model::{
        Activity, ChangeMix, Demand, Flow, FlowId, FlowKind, LifecycleActivity, Pin, Share, Step, StepId, StreamId,
        StreamKind, ValueStream, Workspace,
    },
};

use super::long_chain::long_chain;

const ACTIVITIES: [Activity; 4] =
    [Activity::Engage, Activity::DesignAndTransition, Activity::ObtainBuild, Activity::DeliverAndSupport];

fn stream(steps: Vec<Step>, flows: Vec<Flow>) -> ValueStream {
    ValueStream {
        id: StreamId::new(1),
        name: "Test".to_owned(),
        kind: StreamKind::Change,
        service: None,
        trigger: String::new(),
        outcome: String::new(),
        demand: Demand::of(5.0, ChangeMix { standard: Share::NONE, emergency: Share::NONE }),
        steps,
        flows,
        clock_starts_after: None,
        bad_changes: Share::NONE,
        rework_effort: Share::ALL,
        future_of: None,
    }
}

fn step(number: u64, activity: Activity) -> Step {
    Step { activity, ..Step::new(StepId::new(number), format!("Step {number}")) }
}

fn next(number: u64, from: u64, to: u64, share: f64) -> Flow {
    let kind = FlowKind::Next { share: Share::clamped(share) };
    Flow { id: FlowId::new(number), from: StepId::new(from), to: StepId::new(to), kind }
}

fn mapped(kind: LaneKind, stream: &ValueStream) -> Layout {
    let workspace = Workspace::empty("map", "Map");
    map::layout(kind, &workspace, stream, &flow::sheet(&workspace, stream))
}

/// Pairs of steps that lie on each other.
fn overlaps(layout: &Layout) -> Vec<(usize, usize)> {
    let boxes = layout.boxes.iter().enumerate();
    boxes
        .flat_map(|(a, one)| {
            let others = layout.boxes.iter().enumerate().skip(a + 1);
            let meets = move |(_, other): &(usize, &(f64, f64))| {
                (one.0 - other.0).abs() < WIDTH && (one.1 - other.1).abs() < HEIGHT
            };
            others.filter(meets).map(move |(b, _)| (a, b)).collect::<Vec<_>>()
        })
        .collect()
}

/// The pinned step at this place, moved to where only its own pin is asked.
fn stands_at_its_pin(layout: &Layout, stream: &ValueStream, index: usize) -> bool {
    let Some(pin) = stream.steps[index].pin else { return true };
    let (x, y) = layout.at(index);
    let band = layout.band_at(y).unwrap();
    let (pin_x, pin_y) = (f64::from(pin.x), f64::from(pin.y));
    // Only an earlier pin of the same lane can be in the way; then the later one stands below it.
    let in_the_way = stream.steps.iter().take(index).enumerate().any(|(at, other)| {
        let (other_x, other_y) = layout.at(at);
        let meets = (other_x - pin_x).abs() < WIDTH && other_y - band.top < y - band.top + HEIGHT;
        other.pin.is_some() && other.activity == stream.steps[index].activity && meets
    });
    let (off_x, off_y) = (x - pin_x, y - band.top - pin_y);
    off_x.abs() < 1e-9 && (off_y.abs() < 1e-9 || (in_the_way && off_y > 0.0))
}

fn streams() -> impl Strategy<Value = ValueStream> {
    let step = (0..ACTIVITIES.len(), prop::option::weighted(0.3, (0_u16..2_000, 0_u16..300)));
    let link = (0_usize..24, 1_usize..6, any::<bool>());
    (prop::collection::vec(step, 1..24), prop::collection::vec(link, 0..40)).prop_map(|(steps, links)| {
        let count = steps.len();
        let steps: Vec<Step> = (10..)
            .zip(steps)
            .map(|(number, (activity, pin))| Step {
                pin: pin.map(|(x, y)| Pin { x, y }),
                ..step_of(number, ACTIVITIES[activity])
            })
            .collect();
        let flows = (100..)
            .zip(links)
            .filter_map(|(number, (from, ahead, back))| {
                let (from, to) = (from % count, (from % count) + ahead);
                let (from, to) = (steps.get(from)?.id, steps.get(to)?.id);
                let kind = if back { FlowKind::Rework {} } else { FlowKind::Next { share: Share::clamped(0.5) } };
                let (from, to) = if back { (to, from) } else { (from, to) };
                Some(Flow { id: FlowId::new(number), from, to, kind })
            })
            .collect();
        stream(steps, flows)
    })
}

fn step_of(number: u64, activity: Activity) -> Step {
    Step { lifecycle: LifecycleActivity::Build, ..step(number, activity) }
}

proptest! {
    #[test]
    fn steps_never_lie_on_each_other(stream in streams()) {
        for kind in [LaneKind::Itil4, LaneKind::Itil5, LaneKind::Teams] {
            let layout = mapped(kind, &stream);
            prop_assert_eq!(layout.boxes.len(), stream.steps.len());
            prop_assert_eq!(overlaps(&layout), vec![]);
            for (x, y) in &layout.boxes {
                prop_assert!(*x >= 0.0 && x + WIDTH <= layout.width && *y >= 0.0 && y + HEIGHT <= layout.height);
            }
        }
    }

    #[test]
    fn the_same_stream_gives_the_same_map(stream in streams()) {
        prop_assert_eq!(mapped(LaneKind::Itil4, &stream), mapped(LaneKind::Itil4, &stream.clone()));
    }

    #[test]
    fn pinned_steps_stay_where_they_are(stream in streams()) {
        let layout = mapped(LaneKind::Itil4, &stream);
        for index in 0..stream.steps.len() {
            prop_assert!(stands_at_its_pin(&layout, &stream, index), "step {index}");
        }
    }

    #[test]
    fn what_follows_stands_further_on(stream in streams()) {
        let layout = mapped(LaneKind::Itil4, &stream);
        let order = map::order_of(&stream);
        for (from, to, _) in map::next_links(&stream, &order) {
            if stream.steps[to].pin.is_none() {
                prop_assert!(layout.at(to).0 > layout.at(from).0, "{from} to {to}");
            }
        }
    }
}

#[test]
fn a_pin_is_kept_exactly_and_survives_a_way_there_and_back() {
    let mut steps = vec![step(2, Activity::Engage), step(3, Activity::ObtainBuild), step(4, Activity::ObtainBuild)];
    steps[1].pin = Some(Pin { x: 600, y: 40 });
    let stream = stream(steps, Vec::new());
    let layout = mapped(LaneKind::Itil4, &stream);
    let (key, pin) = layout.pin_at(layout.at(1)).unwrap();
    assert_eq!(pin, Pin { x: 600, y: 40 });
    assert_eq!(key, map::lane_of(&stream.steps[1], LaneKind::Itil4));
    assert!(layout.at(2).0 > 600.0 + WIDTH, "what follows a pinned step stands after it");
}

/// Pins between the rows block two rows each: there is always one more.
#[test]
fn pins_between_rows_leave_a_place() {
    let mut steps: Vec<Step> = (2..=4).map(|number| step(number, Activity::ObtainBuild)).collect();
    steps[1].pin = Some(Pin { x: 8, y: 52 });
    steps[2].pin = Some(Pin { x: 8, y: 260 });
    assert_eq!(overlaps(&mapped(LaneKind::Itil4, &stream(steps, Vec::new()))), vec![]);
}

#[test]
fn steps_beside_each_other_have_rows_of_their_own() {
    let build = Activity::ObtainBuild;
    let steps = (2..=6).map(|number| step(number, build)).collect();
    // 2 hands on to 3 and 4; both hand on to 5; 5 to 6.
    let flows =
        vec![next(10, 2, 3, 0.5), next(11, 2, 4, 0.5), next(12, 3, 5, 1.0), next(13, 4, 5, 1.0), next(14, 5, 6, 1.0)];
    let layout = mapped(LaneKind::Itil4, &stream(steps, flows));
    let at = |index: usize| layout.at(index);
    assert!((at(1).0 - at(2).0).abs() < 1e-9, "both branches begin at the same place");
    assert!(at(2).1 >= at(1).1 + HEIGHT);
    assert!((at(3).1 - at(0).1).abs() < 1e-9, "where they meet, the first row goes on");
    assert!(at(4).0 > at(3).0);
}

/// A chain without branches and pins is drawn with straight links only.
#[test]
fn links_of_a_plain_chain_are_straight() {
    for sample in [samples::larkfield(), samples::aldermoor(), samples::housing()] {
        let stream = sample.main_stream().unwrap();
        let layout = map::layout(LaneKind::Itil4, &sample, stream, &flow::sheet(&sample, stream));
        assert!(layout.links.len() + 1 >= stream.steps.len());
        for line in &layout.links {
            let straight = matches!(line.shape, Shape::Straight { .. });
            assert!(straight || line.ends.1 != line.ends.0 + 1, "{}: {:?}", sample.name, line);
        }
    }
}

#[test]
fn arrow_keys_reach_every_step() {
    let sample = samples::larkfield();
    let stream = sample.main_stream().unwrap();
    let layout = map::layout(LaneKind::Itil4, &sample, stream, &flow::sheet(&sample, stream));
    let mut reached = vec![0];
    let mut at = 0;
    while at < reached.len() {
        for direction in [Direction::Left, Direction::Right, Direction::Up, Direction::Down] {
            if let Some(to) = layout.nearest(reached[at], direction).filter(|to| !reached.contains(to)) {
                reached.push(to);
            }
        }
        at += 1;
    }
    assert_eq!(reached.len(), stream.steps.len());
    assert_eq!(layout.nearest(0, Direction::Left), None, "nothing lies before the first step");
    assert_eq!(layout.nearest(99, Direction::Left), None);
}

/// DESIGN: 200 steps and 600 links in 200 ms. Fails at three times that, in a build without optimisation.
#[test]
fn a_long_chain_is_laid_out_soon() {
    let workspace = long_chain();
    let stream = workspace.streams.first().unwrap();
    let sheet = flow::sheet(&workspace, stream);
    let start = Instant::now();
    let layout = map::layout(LaneKind::Itil4, &workspace, stream, &sheet);
    let took = start.elapsed();
    println!("{} steps, {} links: {took:?}", layout.boxes.len(), layout.links.len() + layout.returns.len());
    assert_eq!(overlaps(&layout), vec![]);
    assert!(took.as_millis() < 600, "the layout took {took:?}");
}
