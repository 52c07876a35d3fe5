//! From the counts of finished repetitions to an [`Outcome`], in the order of the repetitions.

use super::{
    calendar::DAY,
    changes::ChangeClass,
    estimate::{Estimate, Measured, Running},
    flowed::{self, Flowed},
    histogram::{Histogram, as_number},
    measure::Measure,
    outcome::{BudgetFan, CurvePoint, FanDay, Outcome, StepOutcome, Totals},
    part::Finished,
    plan::{BudgetPlan, Plan},
    settings::Settings,
    tally::Lead,
    typed::{PoolKey, StepKey, Table},
};
use crate::engine::random::mix;

/// Sums of a step over repetitions.
#[derive(Debug, Clone, Copy, Default)]
struct StepRecord {
    total: Running,
    queue: Running,
    date: Running,
    other: Running,
    work: Running,
    visits: Running,
    utilisation: Running,
}

/// What is kept of finished repetitions: a few numbers each, and histograms. See [`Record::kept_bytes`].
#[derive(Debug)]
pub(super) struct Record {
    values: Vec<Vec<Option<f64>>>,
    steps: Table<StepKey, StepRecord>,
    flowed: Flowed,
    lead: Histogram,
    recovery: Histogram,
    /// Consumed minutes at the end of each day of a window, over all windows.
    spent: Vec<Lead>,
    failed: (u64, u64),
    fixes: (u64, u64),
    missed: (u64, u64),
    totals: Vec<Totals>,
    events: u64,
    fingerprint: u64,
}

impl Record {
    pub(super) fn new(plan: &Plan) -> Self {
        let steps = plan.flow.as_ref().map_or(0, |flow| flow.steps.len());
        Self {
            values: Measure::ALL.iter().map(|_| Vec::new()).collect(),
            steps: (0..steps).map(|_| StepRecord::default()).collect(),
            flowed: Flowed::default(),
            lead: Histogram::new(),
            recovery: Histogram::new(),
            spent: Vec::new(),
            failed: (0, 0),
            fixes: (0, 0),
            missed: (0, 0),
            totals: Vec::new(),
            events: 0,
            fingerprint: 0,
        }
    }

    /// Takes in a finished repetition. Call it in the order of the repetitions.
    pub(super) fn add(&mut self, plan: &Plan, settings: &Settings, done: &Finished) {
        let tally = &done.tally;
        let weeks = f64::from(settings.weeks);
        let windows = plan.service.as_ref().and_then(|service| service.budget).map(|budget| {
            let windows = self.add_windows(budget, settings, &done.days);
            (budget, windows)
        });
        for (measure, values) in Measure::ALL.into_iter().zip(&mut self.values) {
            let value = match measure {
                Measure::BudgetUsed => windows.as_ref().and_then(|(budget, spent)| {
                    let n = as_number(u64::try_from(spent.len()).ok()?);
                    (n > 0.0).then(|| spent.iter().sum::<f64>() / n / budget.hours)
                }),
                Measure::OutOfSlo => windows.as_ref().and_then(|(budget, spent)| {
                    let n = u64::try_from(spent.len()).ok()?;
                    let missed = u64::try_from(spent.iter().filter(|&&spent| spent > budget.hours).count()).ok()?;
                    self.missed = (self.missed.0 + missed, self.missed.1 + n);
                    (n > 0).then(|| as_number(missed) / as_number(n))
                }),
                _ => simple(measure, done, weeks).or_else(|| flowed::value(measure, plan, tally, &done.days, weeks)),
            };
            self.fingerprint = mix(self.fingerprint.wrapping_mul(3) ^ value.map_or(u64::MAX, f64::to_bits));
            values.push(value);
        }
        self.failed = (self.failed.0 + tally.failed, self.failed.1 + tally.deployments);
        self.fixes = (self.fixes.0 + tally.fixes, self.fixes.1 + tally.fixes + tally.deployments);
        self.lead.merge(&tally.lead.times);
        self.recovery.merge(&tally.recovery.times);
        self.events += tally.events;
        self.fingerprint = mix(self.fingerprint ^ tally.events);
        self.totals.push(Totals {
            arrived: tally.arrived,
            finished: tally.finished,
            in_progress: tally.in_progress,
            turned_away: tally.turned_away,
            returns_refused: tally.returns_refused,
            arrivals: tally.arrivals_digest,
        });
        self.add_steps(plan, done, weeks);
        self.flowed.add(tally, weeks);
    }

    /// Cuts the measured days into windows; hours consumed in each.
    fn add_windows(&mut self, budget: BudgetPlan, settings: &Settings, days: &[f64]) -> Vec<f64> {
        let window = usize::try_from(budget.window_days).unwrap_or(usize::MAX);
        let whole = usize::try_from(settings.weeks * 7).map_or(0, |days| days / window);
        self.spent.resize_with(window, Lead::new);
        let mut consumed = Vec::with_capacity(whole);
        for window in days.chunks_exact(window).take(whole) {
            let mut sum = 0.0;
            for (spent, day) in self.spent.iter_mut().zip(window) {
                sum += day;
                spent.add(sum * 60.0);
            }
            consumed.push(sum);
        }
        consumed
    }

    fn add_steps(&mut self, plan: &Plan, done: &Finished, weeks: f64) {
        let Some(flow) = &plan.flow else { return };
        let entered = as_number(done.tally.entered);
        let mut busy: Table<PoolKey, f64> = flow.pools.iter().map(|_| 0.0).collect();
        for (step, tally) in flow.steps.iter().zip(done.tally.steps.iter()) {
            if let Some(pool) = step.pool {
                busy[pool] += tally.busy;
            }
        }
        if let Some(pool) = plan.service.as_ref().and_then(|service| service.pool) {
            busy[pool] += done.tally.ledger.unplanned_hours;
        }
        for ((step, tally), record) in flow.steps.iter().zip(done.tally.steps.iter()).zip(self.steps.iter_mut()) {
            if tally.visits > 0 {
                let n = as_number(tally.visits);
                let work = tally.total - tally.queue - tally.date - tally.other;
                record.total.add(tally.total / n);
                record.queue.add(tally.queue / n);
                record.date.add(tally.date / n);
                record.other.add(tally.other / n);
                record.work.add(work / n);
            }
            if entered > 0.0 {
                record.visits.add(as_number(tally.visits) / entered);
            }
            if let Some(pool) = step.pool {
                record.utilisation.add(busy[pool] / (flow.pools[pool].capacity() * weeks * 7.0 * DAY));
            }
            self.fingerprint = mix(self.fingerprint ^ tally.total.to_bits() ^ tally.busy.to_bits().rotate_left(32));
        }
    }

    /// The outcome of what is finished; `None` before the first repetition is.
    pub(super) fn outcome(&self, plan: &Plan, settings: &Settings) -> Option<Outcome> {
        let replications = u32::try_from(self.totals.len()).ok().filter(|n| *n > 0)?;
        let measures = Measure::ALL.into_iter().zip(&self.values).map(|(measure, values)| {
            let pooled = match measure {
                Measure::ChangeFailRate => Some(self.failed),
                Measure::ReworkRate => Some(self.fixes),
                Measure::OutOfSlo => Some(self.missed),
                _ => None,
            };
            let reason = why_not(measure, plan, settings);
            let estimate = if reason.is_some() { None } else { Estimate::of(values.clone(), pooled) };
            let why_not = match (&estimate, reason) {
                (Some(_), _) => String::new(),
                (None, Some(reason)) => reason,
                (None, None) => "No repetition had an event to measure.".to_owned(),
            };
            Measured { measure, estimate, why_not }
        });
        let flow_steps = plan.flow.iter().flat_map(|flow| flow.steps.iter());
        let steps = flow_steps.zip(self.steps.iter()).zip(self.flowed.steps());
        let steps = steps.map(|((step, record), (blocked_wait, work_in_progress))| StepOutcome {
            step: step.id,
            name: step.name.clone(),
            observed: step.observed,
            total: record.total.estimate(),
            queue_wait: record.queue.estimate(),
            date_wait: record.date.estimate(),
            other_wait: record.other.estimate(),
            blocked_wait,
            work_in_progress,
            work: record.work.estimate(),
            visits_per_change: record.visits.estimate(),
            utilisation: record.utilisation.estimate(),
        });
        Some(Outcome {
            settings: *settings,
            plan: plan.fingerprint_under(settings),
            replications,
            events: self.events,
            measures: measures.collect(),
            steps: steps.collect(),
            lead_times: curve(&self.lead),
            recovery_times: curve(&self.recovery),
            budget: plan.service.as_ref().and_then(|service| service.budget).and_then(|budget| self.fan(budget)),
            work_types: self.flowed.work_types(),
            cumulative: self.flowed.cumulative(plan, settings),
            affordable: self.flowed.affordable(plan, settings),
            currency: currency(plan),
            totals: self.totals.clone(),
            fingerprint: self.fingerprint,
        })
    }

    /// Events of finished repetitions.
    pub(super) const fn events(&self) -> u64 {
        self.events
    }

    /// Bytes that are kept on the heap: for each repetition one number a measure and its totals; all else is of a fixed
    /// size.
    pub(super) fn kept_bytes(&self) -> usize {
        let values: usize = self.values.iter().map(|values| values.capacity() * size_of::<Option<f64>>()).sum();
        let spent: usize = self.spent.iter().map(|day| size_of::<Lead>() + day.times.kept_bytes()).sum();
        values
            + spent
            + self.flowed.kept_bytes()
            + self.steps.len() * size_of::<StepRecord>()
            + self.totals.capacity() * size_of::<Totals>()
            + self.lead.kept_bytes()
            + self.recovery.kept_bytes()
    }

    fn fan(&self, budget: BudgetPlan) -> Option<BudgetFan> {
        let minutes = budget.hours * 60.0;
        let full =
            FanDay { day: 0, mean: minutes, p5: minutes, p25: minutes, p50: minutes, p75: minutes, p95: minutes };
        let mut days = vec![full];
        let mut windows = 0;
        for (day, spent) in (1..).zip(&self.spent) {
            windows = spent.times.total();
            // What is left is least where most is spent.
            let at = |p: f64| Some(minutes - spent.times.quantile(1.0 - p)?);
            days.push(FanDay {
                day,
                mean: minutes - spent.mean()?,
                p5: at(0.05)?,
                p25: at(0.25)?,
                p50: at(0.5)?,
                p75: at(0.75)?,
                p95: at(0.95)?,
            });
        }
        let windows = u32::try_from(windows).unwrap_or(u32::MAX);
        Some(BudgetFan { window_days: budget.window_days, budget_minutes: minutes, windows, days })
    }
}

impl Outcome {
    /// The same outcome with the names that another plan of the same fingerprint gives to its steps, stream and service.
    #[must_use]
    pub fn named_as(&self, plan: &Plan) -> Self {
        let mut named = self.clone();
        for (outcome, step) in named.steps.iter_mut().zip(plan.flow.iter().flat_map(|flow| flow.steps.iter())) {
            outcome.name.clone_from(&step.name);
        }
        for measured in named.measures.iter_mut().filter(|measured| measured.estimate.is_none()) {
            if let Some(reason) = why_not(measured.measure, plan, &self.settings) {
                measured.why_not = reason;
            }
        }
        named
    }
}

/// A measure that needs nothing but the tally.
fn simple(measure: Measure, done: &Finished, weeks: f64) -> Option<f64> {
    let tally = &done.tally;
    let hours = weeks * super::calendar::WEEK;
    let ratio = |hits: u64, n: u64| (n > 0).then(|| as_number(hits) / as_number(n));
    let days = |hours: Option<f64>| hours.map(|hours| hours / DAY);
    match measure {
        Measure::RequestToLive => days(tally.lead.mean()),
        Measure::RequestToLiveMedian => days(tally.lead.times.quantile(0.5)),
        Measure::RequestToLiveP85 => days(tally.lead.times.quantile(0.85)),
        Measure::StandardToLive => days(tally.lead_of(ChangeClass::Standard)),
        Measure::NormalToLive => days(tally.lead_of(ChangeClass::Normal)),
        Measure::EmergencyToLive => days(tally.lead_of(ChangeClass::Emergency)),
        Measure::CommitToLive => days(tally.commit.mean()),
        Measure::CommitToLiveMedian => days(tally.commit.times.quantile(0.5)),
        Measure::RequestToDone => days(tally.done.mean()),
        Measure::DeploymentsPerWeek => Some(as_number(tally.deployments) / weeks),
        Measure::ChangesPerWeek => Some(as_number(tally.went_live) / weeks),
        Measure::BatchSize => ratio(tally.deployed_changes, tally.deployments),
        Measure::ChangeFailRate => ratio(tally.failed, tally.deployments),
        Measure::FailedDeployments => Some(as_number(tally.failed) / weeks * 4.0),
        Measure::RecoveryTime => tally.recovery.times.quantile(0.5).map(|hours| hours * 60.0),
        Measure::ReworkRate => ratio(tally.fixes, tally.fixes + tally.deployments),
        Measure::Incidents => Some(as_number(tally.incidents) / weeks * 4.0),
        Measure::TimeFrozen => Some(tally.frozen_hours / hours),
        Measure::Freezes => Some(as_number(tally.freezes) / weeks * 4.0),
        Measure::WorkInProgress => Some(tally.wip_hours / hours),
        Measure::BudgetUsed
        | Measure::OutOfSlo
        | Measure::FlowEfficiency
        | Measure::LostToIncidents
        | Measure::SloAttainment
        | Measure::AcknowledgementTime
        | Measure::LastLevelCalled
        | Measure::OutageCost
        | Measure::DelayCost
        | Measure::SlaCredits
        | Measure::TotalCost => None,
    }
}

/// Why a measure cannot exist under this plan, as a sentence.
fn why_not(measure: Measure, plan: &Plan, settings: &Settings) -> Option<String> {
    let deploys = || match &plan.flow {
        None => Some("There is no value stream of changes with steps.".to_owned()),
        Some(flow) if !flow.deploys => Some(format!("No step of \"{}\" deploys.", flow.name)),
        Some(_) => None,
    };
    let flows = || plan.flow.is_none().then(|| "There is no value stream of changes with steps.".to_owned());
    let special = || flowed::why_not(measure, plan.service.as_ref()?, settings);
    let serves = || plan.service.is_none().then(|| "There is no service that could fail.".to_owned());
    let budget = || match plan.service.as_ref().map(|service| (&service.name, service.budget)) {
        None => serves(),
        Some((name, None)) => Some(format!("Service \"{name}\" has no service level objective.")),
        Some((_, Some(budget))) if budget.window_days > settings.weeks * 7 => {
            Some(format!("The run is shorter than one window of {} days.", budget.window_days))
        }
        Some(_) => None,
    };
    match measure {
        Measure::RequestToLive
        | Measure::RequestToLiveMedian
        | Measure::RequestToLiveP85
        | Measure::StandardToLive
        | Measure::NormalToLive
        | Measure::EmergencyToLive
        | Measure::DeploymentsPerWeek
        | Measure::ChangesPerWeek
        | Measure::BatchSize
        | Measure::ChangeFailRate
        | Measure::FailedDeployments => deploys(),
        Measure::CommitToLive | Measure::CommitToLiveMedian => deploys().or_else(|| {
            let flow = plan.flow.as_ref().filter(|flow| !flow.has_clock)?;
            Some(format!("No step of \"{}\" carries the mark \"the DORA clock starts here\".", flow.name))
        }),
        Measure::RequestToDone | Measure::WorkInProgress | Measure::FlowEfficiency => flows(),
        Measure::RecoveryTime | Measure::ReworkRate => deploys().or_else(serves),
        Measure::Incidents => serves(),
        Measure::BudgetUsed | Measure::OutOfSlo => budget(),
        Measure::TimeFrozen | Measure::Freezes => deploys().or_else(budget),
        Measure::DelayCost => deploys().or_else(serves).or_else(special),
        Measure::LostToIncidents => flows().or_else(serves).or_else(special),
        Measure::SloAttainment
        | Measure::AcknowledgementTime
        | Measure::LastLevelCalled
        | Measure::OutageCost
        | Measure::SlaCredits
        | Measure::TotalCost => serves().or_else(special),
    }
}

/// The currency of the costs; empty without any.
fn currency(plan: &Plan) -> String {
    let costs = plan.service.as_ref().and_then(|service| service.costs.as_ref());
    costs.map_or_else(String::new, |costs| costs.currency.clone())
}

/// A distribution as points: every half percent, and the largest time.
fn curve(histogram: &Histogram) -> Vec<CurvePoint> {
    const POINTS: u32 = 200;
    let share = |k: u32| f64::from(k) / f64::from(POINTS);
    let points =
        (0..=POINTS).filter_map(|k| Some(CurvePoint { hours: histogram.quantile(share(k))?, share: share(k) }));
    points.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::samples::larkfield, engine::simulation::replication::Replication, model::Scenario};

    #[test]
    fn five_hundred_repetitions_fit_into_32_megabytes() {
        let plan = Plan::compile(&larkfield(), &Scenario::today()).unwrap().plan;
        let settings = Settings { replications: 500, ..Settings::default() };
        let mut record = Record::new(&plan);
        let mut largest = 0;
        for index in 0..settings.replications {
            let mut replication = Replication::new(&plan, &settings, index);
            replication.advance(&plan, u64::MAX);
            largest = replication.kept_bytes().max(largest);
            record.add(&plan, &settings, &Finished::of(replication));
        }
        let kept = record.kept_bytes();
        // What is kept, one repetition at work, and the outcome, which holds each number of the record once more.
        let outcome = serde_json::to_vec(&record.outcome(&plan, &settings).unwrap()).unwrap().len();
        assert!(kept + largest + outcome < 32 << 20, "{kept} + {largest} + {outcome}");
        assert!(kept < 4 << 20 && outcome < 4 << 20, "{kept} {outcome}");
    }
}
