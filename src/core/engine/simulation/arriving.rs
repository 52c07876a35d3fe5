//! How changes come: at random, evenly or in batches; of which type, about what, how risky, bad or good.
//!
//! All of it is drawn from the change's own numbers when it comes, so that the same changes come under every policy. A
//! draw that cannot matter is left out, which changes no other one.

use super::{
    changes::{ChangeClass, Newcomer},
    plan::FlowPlan,
    replay::Happening,
    replication::{MOST_IN_PROGRESS, World, gap},
};
use crate::{
    engine::random::Purpose,
    model::{Arrivals, Risk, WorkType},
};

impl World<'_> {
    /// Hours until changes come again.
    #[inline]
    pub(super) fn next_gap(&mut self, flow: &FlowPlan) -> f64 {
        match flow.arrivals {
            Arrivals::AtRandom => gap(&mut self.state.gaps, flow.arrivals_per_hour),
            Arrivals::Evenly => 1.0 / flow.arrivals_per_hour,
            Arrivals::InBatches { size } => gap(&mut self.state.gaps, flow.arrivals_per_hour / f64::from(size.max(1))),
        }
    }

    /// One change comes, or a batch of them.
    pub(super) fn arrive(&mut self, flow: &FlowPlan) {
        self.state.next_arrival += self.next_gap(flow);
        let size = match flow.arrivals {
            Arrivals::AtRandom | Arrivals::Evenly => 1,
            Arrivals::InBatches { size } => size,
        };
        for _ in 0..size {
            self.arrive_one(flow);
        }
    }

    fn arrive_one(&mut self, flow: &FlowPlan) {
        let state = &mut *self.state;
        let number = state.next_number;
        state.next_number += 1;
        state.tally.arrived += 1;
        state.tally.arrivals_digest = state.tally.arrivals_digest.wrapping_add(state.now.to_bits());
        if state.changes.count() >= MOST_IN_PROGRESS {
            state.tally.turned_away += 1;
            return;
        }
        if state.is_measured() {
            state.tally.entered += 1;
        }
        state.tally.ledger.curve.arrive();
        let newcomer = self.newcomer(flow, number);
        let state = &mut *self.state;
        let key = state.changes.add(newcomer, state.now, flow.entry);
        state.count_wip(true);
        state.tell_requested(key);
        let stays_out =
            state.budget.hold && newcomer.class != ChangeClass::Emergency && newcomer.work != WorkType::Reliability;
        if stays_out {
            state.tell_change(key, |change, _| Happening::KeptOut { change });
            state.outside.push(&mut state.changes, key);
        } else {
            self.come_in(flow, key);
        }
    }

    pub(super) fn newcomer(&self, flow: &FlowPlan, number: u32) -> Newcomer {
        let state = &*self.state;
        let draw = |purpose: Purpose| state.streams.unit(purpose, number, 0);
        // Emergencies take the low end, so that a larger share of standard changes leaves them as they are.
        let special = flow.emergency + flow.standard > 0.0;
        let kind = if special { draw(Purpose::ChangeType) } else { 1.0 };
        let class = if kind < flow.emergency {
            ChangeClass::Emergency
        } else if kind < flow.emergency + flow.standard {
            ChangeClass::Standard
        } else {
            ChangeClass::Normal
        };
        let [defect, reliability, risk] = flow.work;
        let about = if risk > 0.0 { draw(Purpose::WorkType) } else { 1.0 };
        let work = if about < defect {
            WorkType::Defect
        } else if about < reliability {
            WorkType::Reliability
        } else if about < risk {
            WorkType::Risk
        } else {
            WorkType::Feature
        };
        let work = state.redirected(number, class, work);
        let risky = if flow.risk.low + flow.risk.high > 0.0 { draw(Purpose::Risk) } else { 0.5 };
        let [low_is_bad, medium_is_bad, high_is_bad] = flow.risk.bad;
        let (risk, bad) = if risky < flow.risk.low {
            (Risk::Low, low_is_bad)
        } else if risky >= 1.0 - flow.risk.high {
            (Risk::High, high_is_bad)
        } else {
            (Risk::Medium, medium_is_bad)
        };
        let approved = match class {
            ChangeClass::Standard => true,
            ChangeClass::Normal => flow.auto_approve.is_some_and(|up_to| risk <= up_to),
            ChangeClass::Emergency => flow.emergencies_pass,
        };
        let [learned, ..] = state.learned;
        let bad = bad > 0.0 && draw(Purpose::Badness) < bad * learned;
        Newcomer { number, class, work, approved, bad }
    }
}
