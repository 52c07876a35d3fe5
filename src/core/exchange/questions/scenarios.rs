//! What is worth asking first of a workspace that came from eight answers.

use super::{Approval, Filled, Rhythm};
use crate::{
    edit::NewIds,
    model::{Cadence, Lever, Prediction, Release, Risk, Scenario, ServiceId, Share, StepId, StreamId, Weekday::Monday},
};

/// What the scenarios pull on.
pub(super) struct Levered {
    pub(super) stream: StreamId,
    pub(super) deploy: StepId,
    pub(super) service: ServiceId,
}

/// The first of them shows its answer at once: a first picture is what eight answers are for. The others wait for what
/// the room expects.
pub(super) fn first(filled: &Filled, on: &Levered, ids: &mut NewIds) -> Vec<Scenario> {
    let (share, stream, service) = (|percent: f64| Share::clamped(percent / 100.0), on.stream, on.service);
    let daily = Cadence { every_days: 1, ..Cadence::weekly(Monday, 20) };
    let (name, question, release) = match filled.release {
        Rhythm::OnDemand => (
            "Release weekly",
            "What if we released once a week, all together?",
            Release::At { cadence: Cadence::weekly(Monday, 20) },
        ),
        Rhythm::Daily => {
            ("Release on demand", "What if each change went live as soon as it is ready?", Release::OnDemand)
        }
        _ => ("Release daily", "What if we released every day?", Release::At { cadence: daily }),
    };
    let release = Lever::Release { step: on.deploy, release };
    let gates = Lever::Gates { stream, stops_bad: share(50.0), stops_good: share(3.0) };
    let mut all = vec![(name, question, "Nothing else changes.", vec![release])];
    if matches!(filled.approval, Approval::Board(_)) {
        let low = Lever::AutoApproval { risk: Some(Risk::Low) };
        all.push((
            "No CAB for low risk",
            "What if changes of low risk passed by the board?",
            "That 40 % of the changes are of low risk is assumed.",
            vec![low.clone()],
        ));
        all.push((
            "No CAB for low risk, with gates",
            "... and with automated gates in its place?",
            "Together the gates stop half of the bad changes, and 3 % of the good ones by mistake: both assumed.",
            vec![low, gates],
        ));
    } else {
        all.push((
            "More gates",
            "What if more automated gates stood before production?",
            "Together they stop half of the bad changes, and 3 % of the good ones by mistake: both assumed.",
            vec![gates],
        ));
    }
    all.push((
        "Alerts and rollback",
        "What if machines found and undid failures?",
        "Alerts find 95 % first; automated rollback works in 8 of 10 failures: both assumed.",
        vec![
            Lever::FoundByMonitoring { service, share: share(95.0) },
            Lever::Rollback { service, success: share(80.0) },
        ],
    ));
    let mut scenarios = Vec::with_capacity(all.len());
    for (name, question, note, levers) in all {
        scenarios.push(Scenario {
            id: ids.scenario(),
            name: name.to_owned(),
            question: question.to_owned(),
            note: note.to_owned(),
            colour: None,
            levers,
            prediction: Prediction { revealed: scenarios.is_empty(), ..Prediction::default() },
        });
    }
    scenarios
}
