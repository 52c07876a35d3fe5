//! A chain as long as the budget of typing is stated for: 200 steps and 600 links. For tests, benches and journeys.

use std::sync::Arc;

use trivium_core::{
    catalog::samples,
    edit::NewIds,
    model::{
        Distribution, Elapsed, Flow, FlowKind, Observed, Share, Step, StepId, StepKind, Team, ValueStream, Workers,
        Workspace,
    },
};

/// Steps of the chain.
pub(crate) const STEPS: usize = 200;
/// Its links: to the next step, over one, over two from the first four, and a rework link from all but the first.
pub(crate) const LINKS: usize = 199 + 198 + 4 + 199;

/// The worked example with this chain in the place of its main stream.
pub(crate) fn long_chain() -> Workspace {
    let mut workspace = samples::larkfield();
    let mut ids = NewIds::of(&workspace);
    let teams = long_teams(&mut ids);
    let numbers: Vec<StepId> = (0..STEPS).map(|_| ids.step()).collect();
    let steps: Vec<Step> = numbers.iter().enumerate().map(|(at, id)| long_step(at, *id, &teams)).collect();
    let flows = links(&numbers, &mut ids);
    let main = workspace.main_stream().unwrap().clone();
    let long = ValueStream {
        id: ids.stream(),
        name: "Long chain".to_owned(),
        clock_starts_after: Some(numbers[STEPS / 4]),
        steps,
        flows,
        ..main
    };
    workspace.next_id = ids.step().number();
    "long-chain".clone_into(&mut workspace.id);
    "Long chain".clone_into(&mut workspace.name);
    workspace.teams = Arc::new(teams);
    workspace.practices = Arc::default();
    workspace.scenarios = Arc::default();
    workspace.streams = Arc::new(vec![long]);
    workspace
}

fn long_teams(ids: &mut NewIds) -> Vec<Team> {
    let planned_share = samples::larkfield().teams[0].planned_share;
    let names = ["Shop", "Platform", "Quality", "Operations", "Data", "Mobile", "Payments", "Search"];
    names.map(|name| Team { people: 12, planned_share, ..Team::new(ids.team(), name.to_owned()) }).to_vec()
}

fn long_step(at: usize, id: StepId, teams: &[Team]) -> Step {
    let like = samples::larkfield().main_stream().unwrap().steps[0].clone();
    let share = |percent: usize| Share::clamped(f64::from(u32::try_from(percent).unwrap()) / 100.0);
    let hours = f64::from(u32::try_from(1 + at % 5).unwrap());
    let kind = match at {
        _ if at + 1 == STEPS => StepKind::Deploy { cadence: None, fails: share(1) },
        _ if at % 25 == 24 => StepKind::Approval { cadence: None, stops_bad: share(2), stops_good: Share::NONE },
        _ if at % 10 == 9 => StepKind::Gate { stops_bad: share(5), stops_good: Share::NONE },
        _ => StepKind::Work,
    };
    Step {
        id,
        name: format!("Step {} of many", at + 1),
        team: Some(teams[at / 3 % teams.len()].id),
        kind,
        work: Distribution::Fixed { hours: hours / 4.0 },
        observed: Some(Observed {
            low: Elapsed::clamped_hours(hours * 6.0),
            high: Elapsed::clamped_hours(hours * 8.0),
            assumed: at.is_multiple_of(2),
        }),
        workers: Workers::Team,
        complete_accurate: Some(share(99 - at % 3)),
        ..like
    }
}

/// Each step hands on to the next and to the one after it, and what is not accurate goes back by up to three steps.
fn links(steps: &[StepId], ids: &mut NewIds) -> Vec<Flow> {
    let mut flows = Vec::new();
    for (at, from) in steps.iter().enumerate() {
        let shares: &[f64] = match (at, steps.len() - at - 1) {
            (_, 0) => &[],
            (_, 1) => &[1.0],
            (0..4, _) => &[0.7, 0.2, 0.1],
            _ => &[0.8, 0.2],
        };
        for (to, share) in steps.iter().skip(at + 1).zip(shares) {
            let kind = FlowKind::Next { share: Share::clamped(*share) };
            flows.push(Flow { id: ids.flow(), from: *from, to: *to, kind });
        }
        if at > 0 {
            let to = steps[at - at.min(1 + at % 3)];
            flows.push(Flow { id: ids.flow(), from: *from, to, kind: FlowKind::Rework {} });
        }
    }
    flows
}
