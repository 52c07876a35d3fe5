//! What fails, how long it takes to restore, what it costs of the budget.
//!
//! **A deployment** of n changes fails with 1 − (1 − d)(1 − q)ⁿ. What goes out together at a date is Poisson with the mean
//! m that comes in time for it, so that a date has a failure with probability 1 − e^−m − (1 − d)(e^−mq − e^−m).
//! **Restoring** is in `restoring`; to it comes a wait for responders, M/G/c.
//! **Budget**: failures and background incidents × mean of time × impact, as far as it falls into the service hours;
//! incidents that overlap are counted twice. The chance to overspend is that of a compound Poisson sum of lognormal times
//! with the same two moments.

use libm::{erfc, exp, expm1, log, log2};

use super::{
    super::{
        calendar::{Dates, ServiceCalendar, WEEK},
        changes::ChangeClass,
        histogram::as_number,
        plan::{CanaryPlan, FlowPlan, KindPlan, Plan, ServicePlan},
    },
    Foreseen, Rough, Unforeseen,
    restoring::{Lasts, OFFICE, detection, mean_impact, office_share, restoring},
    rough,
    spread::Rule,
    times::{Times, Week, company, next_date, weeks_of},
    traffic::{Traffic, Way, both},
};
use crate::engine::{queueing::allen_cunneen_wait, random::Sampler, statistics::chance_to_lose_more};

/// Cells of the grid on which lost time is added up.
const CELLS: usize = 100;
/// Larger batches are taken to be this large where their size matters for repair.
const LARGEST_BATCH: u32 = 400;

/// Failures and what they cost.
#[derive(Debug)]
pub(super) struct Failures {
    /// All an hour of the calendar.
    pub(super) changes: f64,
    pub(super) deployments: f64,
    pub(super) deployed: f64,
    pub(super) failed: f64,
    pub(super) minutes_to_restore: Foreseen,
    pub(super) budget_used: Foreseen,
    pub(super) out_of_slo: Foreseen,
    pub(super) affordable: Foreseen,
    /// Sum over failures of how much harder their batch is to repair.
    harder: f64,
    /// At which hours of the week deployments fail.
    when: Week,
}

/// What goes out together at the dates of a step.
struct Batches<'a> {
    /// Changes an hour of each way, and when they are ready.
    ready: Vec<(f64, &'a Week)>,
    /// When deployments are done.
    done: Week,
    /// Changes an hour, and the bad ones of them.
    together: f64,
    bad: f64,
}

impl Failures {
    /// `known` is what is known of the flow, or why nothing is.
    pub(super) fn of(plan: &Plan, known: Result<(&Traffic, &Times), &Unforeseen>) -> Self {
        let unknown = || Err(if plan.service.is_some() { Unforeseen::NoDeploy } else { Unforeseen::NoService });
        let mut all = Self {
            changes: 0.0,
            deployments: 0.0,
            deployed: 0.0,
            failed: 0.0,
            minutes_to_restore: unknown(),
            budget_used: unknown(),
            out_of_slo: unknown(),
            affordable: unknown(),
            harder: 0.0,
            when: Week::empty(),
        };
        if let (Some(flow), Ok((traffic, times))) = (&plan.flow, known) {
            all.count(flow, traffic, times, plan.service.as_ref());
        }
        if let Some(service) = &plan.service {
            match blocked(known.map(|(_, times)| times)) {
                None => all.cost(service, plan.flow.as_ref().and_then(|flow| flow.canary)),
                Some(why) => {
                    for foreseen in
                        [&mut all.minutes_to_restore, &mut all.budget_used, &mut all.out_of_slo, &mut all.affordable]
                    {
                        *foreseen = Err(why.clone());
                    }
                }
            }
        }
        all
    }

    /// Incidents in 28 days.
    pub(super) fn incidents(&self, plan: &Plan, times: Result<&Times, &Unforeseen>) -> Foreseen {
        let service = plan.service.as_ref().ok_or(Unforeseen::NoService)?;
        match blocked(times) {
            Some(why) => Err(why),
            None => Ok(Rough((self.failed + service.background_per_hour) * WEEK * 4.0)),
        }
    }

    /// Deployments and failures of every step that deploys.
    fn count(&mut self, flow: &FlowPlan, traffic: &Traffic, times: &Times, service: Option<&ServicePlan>) {
        self.changes = flow.arrivals_per_hour * traffic.ways.iter().map(|way| way.share * way.goes_live).sum::<f64>();
        for (key, step) in flow.steps.keyed() {
            let KindPlan::Deploy { fails, .. } = step.kind else { continue };
            let waits = step.dates().is_some() || step.together.is_some();
            let singly = |way: &Way| !waits || way.class == ChangeClass::Emergency;
            let mut batches = Batches { ready: Vec::new(), done: Week::empty(), together: 0.0, bad: 0.0 };
            for (way, times) in traffic.ways.iter().zip(&times.ways) {
                let rate = flow.arrivals_per_hour * way.share * both(&way.all, key);
                let (Some(ready), Some(done)) = (&times.ready[key], &times.done[key]) else { continue };
                let bad = flow.arrivals_per_hour * way.share * way.all[key][1];
                self.deployed += rate;
                if singly(way) && rate > 0.0 {
                    let failing = rate * (1.0 - (1.0 - fails) * (1.0 - bad / rate));
                    self.add(rate, failing, 1.0, done);
                } else if rate > 0.0 {
                    batches.together += rate;
                    batches.bad += bad;
                    batches.ready.push((rate, ready));
                    batches.done.add_all(done, rate / done.mass());
                }
            }
            if batches.together <= 0.0 {
                continue;
            }
            let factor = service.map_or(0.0, |service| service.batch_repair_factor);
            if let Some(dates) = step.dates() {
                self.count_dates(dates, &batches, fails, factor);
            } else if let Some(company) = company(flow, traffic, key, step) {
                let rate = batches.together / company.size;
                let (failing, harder) = company.failing(batches.bad / batches.together, fails, factor);
                self.add(rate, rate * failing, harder, &batches.done);
            }
        }
    }

    fn count_dates(&mut self, dates: &Dates, batches: &Batches<'_>, fails: f64, factor: f64) {
        let bad = batches.bad / batches.together;
        let period = as_number(u64::try_from(weeks_of(dates)).unwrap_or(1)) * WEEK;
        for load in loads(dates, &batches.ready) {
            let load = load.min(f64::from(dates.at_most));
            let failing = -expm1(-load) - (1.0 - fails) * (exp(-load * bad) - exp(-load));
            self.add(-expm1(-load) / period, failing / period, harder(load, bad, fails, factor), &batches.done);
        }
    }

    fn add(&mut self, deployments: f64, failing: f64, harder: f64, done: &Week) {
        self.deployments += deployments;
        self.failed += failing;
        self.harder += failing * harder;
        if failing > 0.0 {
            self.when.add_all(done, failing / done.mass());
        }
    }

    /// What failures and background incidents cost.
    fn cost(&mut self, service: &ServicePlan, canary: Option<CanaryPlan>) {
        let rule = Rule::new();
        let harder = if self.failed > 0.0 { self.harder / self.failed } else { 1.0 };
        let canary = canary.filter(|canary| canary.lasts > 0.0);
        // What begins at night is looked after more slowly.
        let by_change = restoring(&rule, service, harder, true, office_share(&self.when)).behind(canary);
        let background = restoring(&rule, service, 1.0, false, OFFICE);
        let incidents = self.failed + service.background_per_hour;
        // Responders are held from detection to the end.
        let detect = detection(&rule, service).mean;
        let found = self.failed * by_change.reaches_all;
        let asked = found + service.background_per_hour;
        let held = (found * (by_change.attended - detect)
            + service.background_per_hour * (background.attended - detect))
            / asked;
        let queue = if asked > 0.0 && held > 0.0 {
            allen_cunneen_wait(service.responders, asked, held, 1.0, 1.0)
        } else {
            Some(0.0)
        };
        let Some(queue) = queue else {
            let stuck = || Err(Unforeseen::NeverSettles(format!("The responders of \"{}\"", service.name)));
            (self.minutes_to_restore, self.budget_used) = (stuck(), stuck());
            (self.out_of_slo, self.affordable) = (stuck(), stuck());
            return;
        };
        let by_hand = (1.0 - service.rollback.as_ref().map_or(0.0, |(works, _)| *works)) * by_change.reaches_all;
        let restored = by_change.time.mean + queue * by_hand;
        self.minutes_to_restore = if self.failed > 0.0 {
            rough(restored * 60.0, &Unforeseen::NeverFails)
        } else {
            Err(Unforeseen::NeverFails)
        };
        let Some(budget) = service.budget else {
            self.budget_used = Err(Unforeseen::NoObjective);
            self.out_of_slo = Err(Unforeseen::NoObjective);
            self.affordable = Err(Unforeseen::NoObjective);
            return;
        };
        let window = f64::from(budget.window_days) * 24.0;
        let open = open_share(&service.hours);
        let share = inside(&rule, &service.hours, &self.when, by_change.time);
        let impact = mean_impact(service);
        let of_change = (by_change.cost.mean + queue * by_hand * impact) * share;
        let of_background = (background.cost.mean + queue * impact) * open;
        let used = (self.failed * of_change + service.background_per_hour * of_background) * window;
        self.budget_used = rough(used / budget.hours, &Unforeseen::NoObjective);
        let squares =
            self.failed * by_change.cost.square * share + service.background_per_hour * background.cost.square * open;
        self.out_of_slo = chance_to_overspend(incidents * window, used, squares * window, budget.hours)
            .ok_or(Unforeseen::NoObjective)
            .and_then(|chance| rough(chance, &Unforeseen::NoObjective));
        let per_deployment = self.failed / self.deployments * of_change;
        self.affordable = if self.deployments > 0.0 && per_deployment > 0.0 {
            rough(budget.hours / per_deployment, &Unforeseen::NeverFails)
        } else if self.deployments > 0.0 {
            Err(Unforeseen::NeverFails)
        } else {
            Err(Unforeseen::NoDeploy)
        };
    }
}

/// Why nothing is known of failures by changes. That there are none, because nothing flows or deploys, is known.
fn blocked(times: Result<&Times, &Unforeseen>) -> Option<Unforeseen> {
    let why = match times {
        Ok(times) => times.stuck.as_ref(),
        Err(why) => Some(why),
    };
    why.filter(|why| !matches!(why, Unforeseen::NoDeploy | Unforeseen::NoStream)).cloned()
}

/// Changes at each date of a period, on average.
fn loads(dates: &Dates, ready: &[(f64, &Week)]) -> Vec<f64> {
    let weeks = weeks_of(dates);
    let period = as_number(u64::try_from(weeks).unwrap_or(1)) * WEEK;
    let count = super::super::replication::whole(period / dates.every() + 0.5).max(1);
    let mut loads = vec![0.0; count];
    for (rate, week) in ready {
        let total = week.mass();
        for (moment, mass) in week.moments() {
            let mut now = moment;
            for _ in 0..weeks {
                let (number, _) = next_date(dates, now);
                let at = usize::try_from(number).unwrap_or(0) % count;
                if let Some(load) = loads.get_mut(at) {
                    *load += rate * WEEK * mass / total;
                }
                now += WEEK;
            }
        }
    }
    loads
}

/// How many times as long the repair of a failed batch takes: the mean of 1 + factor·log₂(n) over the batches that fail.
fn harder(load: f64, bad: f64, fails: f64, factor: f64) -> f64 {
    if factor <= 0.0 || load <= 0.0 {
        return 1.0;
    }
    let (mut chance, mut sum, mut weight) = (exp(-load), 0.0, 0.0);
    let mut good = 1.0 - fails;
    for n in 1..=LARGEST_BATCH {
        let size = f64::from(n);
        chance *= load / size;
        good *= 1.0 - bad;
        let failing = chance * (1.0 - good);
        weight += failing;
        sum += failing * (1.0 + factor * log2(size));
        if size > load && chance < 1e-12 {
            break;
        }
    }
    // Batches beyond the largest, whose chances vanish in a double, are as hard as the largest.
    if weight > 0.0 { sum / weight } else { 1.0 + factor * log2(load.min(f64::from(LARGEST_BATCH)).max(1.0)) }
}

/// P(consumed in a window > budget), for `incidents` in a window that cost `mean` and `square` together.
fn chance_to_overspend(incidents: f64, mean: f64, square: f64, budget: f64) -> Option<f64> {
    if incidents <= 0.0 || mean <= 0.0 {
        return Some(0.0);
    }
    let (middle, deviation) = Lasts { mean: mean / incidents, square: square / incidents }.lognormal();
    let below = |x: f64| {
        if x <= 0.0 {
            0.0
        } else if deviation < 1e-9 {
            if log(x) < middle { 0.0 } else { 1.0 }
        } else {
            0.5 * erfc((middle - log(x)) / deviation / core::f64::consts::SQRT_2)
        }
    };
    chance_to_lose_more(incidents, below, budget, CELLS)
}

/// Share of a week that is promised.
fn open_share(hours: &ServiceCalendar) -> f64 {
    let mut open = 0.0;
    hours.parts(0.0, WEEK, |from, to| open += to - from);
    open / WEEK
}

/// Share of the time of incidents that falls into the service hours, when they begin with the deployments of a week.
fn inside(rule: &Rule, hours: &ServiceCalendar, when: &Week, lasts: Lasts) -> f64 {
    let (log_median, sigma) = lasts.lognormal();
    let time = rule.spread(&Sampler::Lognormal { log_median, sigma });
    let (mut open, mut all) = (0.0, 0.0);
    for (moment, mass) in when.moments() {
        for (share, hours_long) in time.parts {
            all += mass * share * hours_long;
            hours.parts(moment, moment + hours_long, |from, to| open += mass * share * (to - from));
        }
    }
    if all > 0.0 { open / all } else { 1.0 }
}
