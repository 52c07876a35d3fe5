//! What is found besides the measures' old list: what work was about, who was where, what it cost, and how many
//! deployments the budget affords.

use super::{
    calendar::DAY,
    estimate::{MeanOf, Running},
    histogram::as_number,
    ledger::days_a_point,
    measure::Measure,
    outcome::{Affordable, CumulativeFlow, Stage, WorkTypeOutcome},
    plan::{FlowPlan, Plan, ServicePlan, SlaPlan},
    settings::Settings,
    tally::Tally,
};
use crate::model::WorkType;

/// Of a step, over repetitions: hours that done work waited for room, a visit; changes that were there, on average.
#[derive(Debug, Clone, Copy, Default)]
struct Presence {
    blocked: Running,
    present: Running,
}

/// Sums over repetitions.
#[derive(Debug, Default)]
pub(super) struct Flowed {
    live_of: [Running; WorkType::ALL.len()],
    steps: Vec<Presence>,
    /// Counts of all repetitions together, stretch by stretch; see `ledger`.
    arrived: Vec<u64>,
    passed: Vec<u64>,
    deployments: u64,
    failed: u64,
    change_failure_hours: f64,
    replications: u32,
}

/// Adds counts to counts of the same places.
fn add_all(sums: &mut Vec<u64>, counts: &[u32]) {
    sums.resize(counts.len(), 0);
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += u64::from(*count);
    }
}

impl Flowed {
    /// Takes in a finished repetition.
    pub(super) fn add(&mut self, tally: &Tally, weeks: f64) {
        let ledger = &tally.ledger;
        self.replications += 1;
        self.deployments += tally.deployments;
        self.failed += tally.failed;
        self.change_failure_hours += ledger.change_failure_hours;
        let live: u64 = ledger.live_of.iter().sum();
        if live > 0 {
            for (record, count) in self.live_of.iter_mut().zip(ledger.live_of) {
                record.add(as_number(count) / as_number(live));
            }
        }
        self.steps.resize_with(ledger.steps.len(), Presence::default);
        for ((record, presence), step) in self.steps.iter_mut().zip(ledger.steps.iter()).zip(tally.steps.iter()) {
            record.present.add(presence.present / (weeks * 7.0 * DAY));
            if step.visits > 0 {
                record.blocked.add(presence.blocked / as_number(step.visits));
            }
        }
        add_all(&mut self.arrived, &ledger.curve.arrived);
        add_all(&mut self.passed, &ledger.curve.passed);
    }

    /// Bytes that are kept on the heap: of a fixed size, however many repetitions there are.
    pub(super) fn kept_bytes(&self) -> usize {
        let counts = (self.arrived.capacity() + self.passed.capacity()) * size_of::<u64>();
        counts + self.steps.capacity() * size_of::<Presence>()
    }

    /// Wait for room a visit, hours, and changes at the step, for each step in the order of the plan.
    pub(super) fn steps(&self) -> impl Iterator<Item = (Option<MeanOf>, Option<MeanOf>)> + '_ {
        self.steps.iter().map(|step| (step.blocked.estimate(), step.present.estimate()))
    }

    /// Shares of the changes that went live, by what they are about.
    pub(super) fn work_types(&self) -> Vec<WorkTypeOutcome> {
        let types = WorkType::ALL.into_iter().zip(&self.live_of);
        types.map(|(work, live)| WorkTypeOutcome { work, live: live.estimate() }).collect()
    }

    /// The cumulative flow diagram; `None` without a stream.
    pub(super) fn cumulative(&self, plan: &Plan, settings: &Settings) -> Option<CumulativeFlow> {
        let flow = plan.flow.as_ref()?;
        let n = f64::from(self.replications);
        let stretches = self.arrived.len();
        let stages = stages_in_order(flow);
        let rows: Vec<&[u64]> = self.passed.chunks_exact(stretches.max(1)).collect();
        // What had passed the last stage before the measured time is nobody's business any more.
        let before = rows.last().and_then(|row| row.first()).copied().unwrap_or(0);
        let curve = |counts: &[u64]| {
            let mut sum = 0;
            let points = counts.iter().map(|count| {
                sum += count;
                as_number(sum - before.min(sum)) / n
            });
            points.collect::<Vec<f64>>()
        };
        Some(CumulativeFlow {
            days_per_point: days_a_point(settings.weeks * 7),
            arrived: curve(&self.arrived),
            passed: rows.iter().map(|row| curve(row)).collect(),
            stages,
        })
    }

    /// How many deployments the budget of a window affords; `None` without an objective, a deployment, or a failure.
    pub(super) fn affordable(&self, plan: &Plan, settings: &Settings) -> Option<Affordable> {
        let budget = plan.service.as_ref()?.budget?;
        if self.failed == 0 || self.change_failure_hours <= 0.0 {
            return None;
        }
        let per_failure = self.change_failure_hours / as_number(self.failed);
        let fail_rate = as_number(self.failed) / as_number(self.deployments);
        let measured_days = f64::from(settings.weeks * 7) * f64::from(self.replications);
        Some(Affordable {
            window_days: budget.window_days,
            fail_rate,
            minutes_per_failure: per_failure * 60.0,
            budget_minutes: budget.hours * 60.0,
            estimate: budget.hours / (fail_rate * per_failure),
            simulated: as_number(self.deployments) / measured_days * f64::from(budget.window_days),
        })
    }
}

/// The steps in the order of the flow.
fn stages_in_order(flow: &FlowPlan) -> Vec<Stage> {
    let mut stages = vec![Stage { step: None, name: String::new() }; flow.steps.len()];
    for step in flow.steps.iter() {
        if let Some(stage) = stages.get_mut(usize::from(step.stage)) {
            *stage = Stage { step: step.id, name: step.name.clone() };
        }
    }
    stages
}

/// The value of a measure of flow, response or cost in one repetition; `None` when it does not exist there.
pub(super) fn value(measure: Measure, plan: &Plan, tally: &Tally, days: &[f64], weeks: f64) -> Option<f64> {
    let ledger = &tally.ledger;
    let service = plan.service.as_ref();
    let costs = || service?.costs.as_ref();
    let failed: f64 = days.iter().sum();
    let per_28_days = 4.0 / weeks;
    match measure {
        Measure::FlowEfficiency => {
            let mut worked = 0.0;
            let mut all: f64 = ledger.steps.iter().map(|step| step.blocked).sum();
            for step in tally.steps.iter() {
                worked += step.total - step.queue - step.date - step.other;
                all += step.total;
            }
            (all > 0.0).then(|| (worked / all).clamp(0.0, 1.0))
        }
        Measure::LostToIncidents => {
            let pool = &plan.flow.as_ref()?.pools[service?.pool?];
            Some(ledger.unplanned_hours / (pool.capacity() * weeks * 7.0 * DAY))
        }
        Measure::SloAttainment => {
            let service = service.filter(|service| service.budget.is_some())?;
            Some(1.0 - failed / (service.hours.hours_per_week() * weeks))
        }
        Measure::AcknowledgementTime => {
            let n = as_number(ledger.acknowledged);
            (n > 0.0).then(|| ledger.acknowledge_hours * 60.0 / n)
        }
        Measure::LastLevelCalled => {
            let n = as_number(ledger.acknowledged);
            (n > 0.0).then(|| as_number(ledger.last_level) / n)
        }
        Measure::OutageCost => Some(failed * costs()?.outage_hour * per_28_days),
        Measure::DelayCost => Some(tally.lead.sum / DAY * costs()?.change_day * per_28_days),
        Measure::SlaCredits => Some(credits(service?.sla.as_ref()?, days)? * 28.0),
        Measure::TotalCost => {
            costs()?;
            let parts = [Measure::OutageCost, Measure::DelayCost, Measure::SlaCredits];
            Some(parts.into_iter().filter_map(|part| value(part, plan, tally, days, weeks)).sum())
        }
        _ => None,
    }
}

/// What an agreement pays back in a day, on average over whole windows; `None` when there is none.
fn credits(sla: &SlaPlan, days: &[f64]) -> Option<f64> {
    let window = usize::try_from(sla.window_days).ok().filter(|days| *days > 0)?;
    let (mut paid, mut windows) = (0.0, 0.0);
    for window in days.chunks_exact(window) {
        let failed = window.iter().sum::<f64>() / sla.hours;
        let due = sla.credits.iter().filter(|(above, _)| failed > *above).map(|(_, credit)| *credit);
        paid += due.fold(0.0, f64::max) * sla.fee;
        windows += f64::from(sla.window_days);
    }
    (windows > 0.0).then(|| paid / windows)
}

/// Why a measure of flow, response or cost cannot exist under this plan.
pub(super) fn why_not(measure: Measure, service: &ServicePlan, settings: &Settings) -> Option<String> {
    let name = &service.name;
    match measure {
        Measure::LostToIncidents if service.pool.is_none() => {
            Some(format!("The responders of \"{name}\" are people of their own, not of a delivery team."))
        }
        Measure::SloAttainment if service.budget.is_none() => {
            Some(format!("Service \"{name}\" has no service level objective."))
        }
        Measure::LastLevelCalled if service.escalation.is_empty() => {
            Some(format!("Service \"{name}\" has no escalation in levels."))
        }
        Measure::OutageCost | Measure::DelayCost | Measure::TotalCost if service.costs.is_none() => {
            Some(format!("Nobody has said what failure and delay of \"{name}\" cost."))
        }
        Measure::SlaCredits => match &service.sla {
            None => Some(format!("Service \"{name}\" has no agreement with a fee.")),
            Some(sla) if sla.window_days > settings.weeks * 7 => {
                Some(format!("The run is shorter than one window of {} days.", sla.window_days))
            }
            Some(_) => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_pays_the_largest_credit_that_is_due() {
        let sla = SlaPlan { window_days: 2, hours: 48.0, fee: 1000.0, credits: vec![(0.005, 0.05), (0.01, 0.1)] };
        // 0 h, 0.3 h (0.6 %), 0.6 h (1.25 %) of 48 h; the half window at the end does not count.
        let days = [0.0, 0.0, 0.1, 0.2, 0.6, 0.0, 9.0];
        assert!((credits(&sla, &days).unwrap() - (0.0 + 50.0 + 100.0) / 6.0).abs() < 1e-12);
        assert_eq!(credits(&sla, &days[..1]), None);
    }
}
