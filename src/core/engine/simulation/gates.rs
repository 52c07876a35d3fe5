//! Gates that no step of the stream stands for: required by the change policy, added while the error budget is short, or
//! put in by a lever.
//!
//! They stand before the approvals that stand before the first deploy step, so that a change is judged once on its way.
//! What they stop is mended where it was made: at the step of the clock mark, else at the step before.

use super::{
    levers::GatesLever,
    plan::{KindPlan, StepPlan},
    typed::{StepKey, Table},
};
use crate::{
    engine::random::Sampler,
    model::{BudgetAction, BudgetStep, Calendar, Distribution, RequiredGate, Share},
};

/// Keys of the random numbers of gates: above every id that a step can have.
const FIRST_KEY: u64 = 1 << 54;

/// A gate to put in.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    name: String,
    number: u64,
    only_in: Option<u8>,
    stops_bad: Share,
    stops_good: Share,
    takes: Distribution,
}

/// All gates that a stream gets, in the order in which changes meet them.
pub(super) fn wanted(required: &[RequiredGate], steps: &[BudgetStep], lever: Option<GatesLever>) -> Vec<Gate> {
    let lever = lever.map(|gates| Gate {
        name: "Automated gates".to_owned(),
        number: 0,
        only_in: None,
        stops_bad: gates.stops_bad,
        stops_good: gates.stops_good,
        takes: Distribution::Fixed { hours: 0.0 },
    });
    let required = required.iter().map(|gate| Gate {
        name: gate.family.name().to_owned(),
        number: FIRST_KEY + gate.family as u64,
        only_in: None,
        stops_bad: gate.stops_bad,
        stops_good: gate.stops_good,
        takes: gate.takes,
    });
    let extra = (0..).zip(steps).flat_map(|(index, step)| {
        step.actions.iter().filter_map(move |action| match action {
            BudgetAction::ExtraGate { stops_bad, stops_good, takes } => Some(Gate {
                name: "Extra gate".to_owned(),
                number: FIRST_KEY + 16 + u64::from(index),
                only_in: Some(index),
                stops_bad: *stops_bad,
                stops_good: *stops_good,
                takes: *takes,
            }),
            _ => None,
        })
    });
    lever.into_iter().chain(required).chain(extra).collect()
}

/// Puts gates in, in their order. Returns the entry.
pub(super) fn insert(
    steps: &mut Table<StepKey, StepPlan>,
    mut entry: StepKey,
    deploy: StepKey,
    gates: &[Gate],
) -> StepKey {
    let before = |steps: &Table<StepKey, StepPlan>, of: StepKey| {
        steps.keys().find(|key| steps[*key].next.iter().any(|(_, to)| *to == of))
    };
    let mut place = deploy;
    while let Some(previous) = before(steps, place)
        && matches!(steps[previous].kind, KindPlan::Approval { .. })
    {
        place = previous;
    }
    let made_at = steps.keys().find(|key| steps[*key].starts_clock);
    let mended_at = made_at.or_else(|| before(steps, place));
    // From the last to the first, each before the one that was put in before it.
    for gate in gates.iter().rev() {
        let key = steps.push(plan(gate, mended_at.unwrap_or(place), place));
        for step in steps.keys().filter(|step| *step != key).collect::<Vec<_>>() {
            for (_, to) in &mut steps[step].next {
                if *to == place {
                    *to = key;
                }
            }
        }
        if entry == place {
            entry = key;
        }
        place = key;
    }
    entry
}

fn plan(gate: &Gate, mended_at: StepKey, next: StepKey) -> StepPlan {
    StepPlan {
        id: None,
        name: gate.name.clone(),
        number: gate.number,
        kind: KindPlan::Gate { stops_bad: gate.stops_bad.value(), stops_good: gate.stops_good.value() },
        only_in: gate.only_in,
        stage: 0,
        limit: u32::MAX,
        together: None,
        pool: None,
        calendar: Calendar::Always,
        ahead: 0.0,
        work: Sampler::of(&gate.takes),
        mean_work: gate.takes.mean(),
        availability: 1.0,
        other_wait: 0.0,
        returns: 0.0,
        back: mended_at,
        mended_at,
        next: vec![(1.0, next)],
        starts_clock: false,
        observed: None,
    }
}
