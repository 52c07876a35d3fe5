//! The guided questions of the worked example. No answer is written here: the engine gives it.

use super::{
    super::parts::{Numbers, every, may_fail, percent, scenario},
    streams::Feature,
};
use crate::model::{Lever, Release, Scenario, ServiceId, Weekday::Monday};

pub(super) fn all(numbers: &mut Numbers, feature: &Feature, service: ServiceId) -> Vec<Scenario> {
    let set = Levers { feature, service };
    let mut add = |name: &str, question: &str, note: &str, levers: Vec<Lever>| {
        scenario(numbers.scenario(), name, question, note, levers)
    };
    vec![
        add(
            "Two more developers",
            "Where would you put two more people? First answer: into Build.",
            "",
            vec![Lever::People { step: feature.build, people: 10 }],
        ),
        add(
            "One more tester",
            "Where would you put two more people? Second answer: one into Regression test.",
            "",
            vec![Lever::People { step: feature.test, people: 3 }],
        ),
        add(
            "No CAB, on demand",
            "Skip the CAB for 70 % of changes and deploy on demand: better or worse?",
            "70 % become standard changes. The others still go to the CAB. Nothing replaces what it stopped.",
            set.on_demand(),
        ),
        add(
            "With four gates",
            "... and with four automated gates?",
            "Together the gates stop half of the bad changes, and 3 % of the good ones by mistake: both assumed.",
            set.gated(),
        ),
        add(
            "A CAB that stops more",
            "What must the CAB stop to be worth it?",
            "The CAB stops 40 % of the bad changes instead of 10 %. Try other shares.",
            vec![Lever::StopsBad { step: feature.board, share: percent(40.0) }],
        ),
        add(
            "Approval within a day",
            "What if the CAB decides every day, without a meeting?",
            "For the 30 % that are no standard changes, besides the gates: a decision about one day after asking.",
            set.gated_daily(),
        ),
        add(
            "Freeze when spent",
            "The error budget is spent: freeze. Does it help?",
            "Today, and deployments stop while no budget is left. Emergency changes still go out.",
            vec![Lever::Freeze { service, on: true }],
        ),
        add(
            "Freeze after repair",
            "... and after repairing recovery?",
            "Gates, approval within a day, alerts that find 95 % first, automated rollback that works in 8 of 10 \
             failures, and the same freeze.",
            [set.gated_daily(), set.fast_recovery(), vec![Lever::Freeze { service, on: true }]].concat(),
        ),
        add(
            "Half the failures",
            "Halve the failures, or recover faster? First: half as many bad changes.",
            "",
            vec![Lever::BadChanges { stream: feature.stream.id, share: percent(1.5) }],
        ),
        add(
            "Half the repair time",
            "Halve the failures, or recover faster? Second: repair in half the time.",
            "",
            vec![Lever::RepairTime { service, factor: 0.5 }],
        ),
        add(
            "Alerts and rollback",
            "Halve the failures, or recover faster? Third: let machines find and undo them.",
            "Alerts find 95 % first; automated rollback works in 8 of 10 failures.",
            set.fast_recovery(),
        ),
        add(
            "All of it",
            "What if we do all of it?",
            "Standard changes, gates, approval within a day, alerts and automated rollback.",
            [set.gated_daily(), set.fast_recovery()].concat(),
        ),
        add(
            "All of it, 99.95 %",
            "... and could we then promise more?",
            "The same, with an objective of 99.95 %.",
            [set.gated_daily(), set.fast_recovery(), vec![Lever::SloTarget { service, target: may_fail(50) }]].concat(),
        ),
    ]
}

/// Sets of levers that build on each other.
struct Levers<'a> {
    feature: &'a Feature,
    service: ServiceId,
}

impl Levers<'_> {
    fn on_demand(&self) -> Vec<Lever> {
        vec![
            Lever::StandardChanges { stream: self.feature.stream.id, share: percent(70.0) },
            Lever::Release { step: self.feature.deploy, release: Release::OnDemand },
        ]
    }

    fn gated(&self) -> Vec<Lever> {
        let gates = Lever::Gates { stream: self.feature.stream.id, stops_bad: percent(50.0), stops_good: percent(3.0) };
        [self.on_demand(), vec![gates]].concat()
    }

    /// Every day at 10:00, papers in 12 hours before: one day on average.
    fn gated_daily(&self) -> Vec<Lever> {
        let daily = Lever::ApprovalCadence { step: self.feature.board, cadence: Some(every(1, Monday, 10, 12.0)) };
        [self.gated(), vec![daily]].concat()
    }

    fn fast_recovery(&self) -> Vec<Lever> {
        vec![
            Lever::FoundByMonitoring { service: self.service, share: percent(95.0) },
            Lever::Rollback { service: self.service, success: percent(80.0) },
        ]
    }
}
