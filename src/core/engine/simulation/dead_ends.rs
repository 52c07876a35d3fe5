//! Before anything runs: does all of the stream come into play, and does work get out of it?

use super::{
    plan::{FlowPlan, KindPlan, StepPlan},
    typed::{StepKey, Table},
};
use crate::model::{Place, Problem};

/// Dates that are held against the deploy windows: a year of weekly ones.
const DATES: u32 = 54;

/// Warns about steps that nothing reaches, that nothing gets past, and dates on which nothing may be deployed.
pub(super) fn warn(flow: &FlowPlan, warnings: &mut Vec<Problem>) {
    let reached = reached(flow);
    for (key, step) in flow.steps.keyed() {
        let place = step.id.map_or(Place::Stream(flow.stream), |id| Place::Step(flow.stream, id));
        let name = &step.name;
        if !reached[key] {
            let what = format!("Nothing ever comes to \"{name}\".");
            warnings.push(Problem::warning(place, what, "Lead a link to it, or remove it."));
        } else if lets_nothing_past(step) {
            let what = format!(
                "Nothing gets past \"{name}\" in its own right: all of it goes back, until the run lets it through."
            );
            warnings.push(Problem::warning(place, what, "Lower the share that goes back below 100 %."));
        }
        if let (KindPlan::Deploy { dates: Some(dates), .. }, Some(closures)) = (&step.kind, &flow.closures)
            && (0..DATES).all(|number| !closures.windows.state(dates.date(number)).0)
        {
            let what = format!("The dates of \"{name}\" lie outside the deploy windows: only emergencies go out.");
            warnings.push(Problem::warning(place, what, "Move the dates, or open a window for them."));
        }
    }
}

/// Whether every change goes back from here.
fn lets_nothing_past(step: &StepPlan) -> bool {
    let stopped = match step.kind {
        KindPlan::Approval { stops_bad, stops_good, .. } | KindPlan::Gate { stops_bad, stops_good } => {
            stops_bad.min(stops_good)
        }
        KindPlan::Work | KindPlan::Deploy { .. } => 0.0,
    };
    step.returns.max(stopped) >= 1.0
}

/// Which steps a change can come to from the entry, forward or back.
fn reached(flow: &FlowPlan) -> Table<StepKey, bool> {
    let mut reached: Table<StepKey, bool> = flow.steps.iter().map(|_| false).collect();
    let mut ahead = vec![flow.entry];
    while let Some(key) = ahead.pop() {
        if std::mem::replace(&mut reached[key], true) {
            continue;
        }
        let step = &flow.steps[key];
        let mut before = 0.0;
        for (until, to) in &step.next {
            // A link that takes no share leads nowhere.
            if *until > before {
                ahead.push(*to);
            }
            before = *until;
        }
        ahead.extend([step.back, step.mended_at]);
    }
    reached
}
