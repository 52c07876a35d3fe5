//! How busy people are, how long work waits, how long a change takes.
//!
//! **Busy**: the jobs of all steps of a pool, repeated visits with less work, over the hours that its people have.
//! **Queues**: the wait of M/G/c after Allen and Cunneen, in working hours, as if work came at random in them.
//! **The calendar**: the hours of the week at which changes come to a step are carried from step to step along the links
//! that lead forward, so that a Wednesday board before a Thursday release costs what it costs and a night is waited for
//! once. What comes back is taken to come at the same hours.

use super::{
    super::{
        calendar::{self, DAY, Dates, WEEK},
        changes::ChangeClass,
        plan::{FlowPlan, KindPlan, StepPlan},
        replication::whole,
        typed::{PoolKey, StepKey, Table},
    },
    Foreseen, PoolForecast, Rough, StepForecast, Unforeseen,
    company::Company,
    spread::{Rule, Spread},
    traffic::{Mass, Traffic, Way, both, stops_at},
};
use crate::engine::queueing::{allen_cunneen_wait, dates_with_limit};

/// Hours of a week.
const HOURS: usize = 168;
/// Mass that is not worth carrying on.
const NOTHING: f64 = 1e-9;
/// Weeks after which a rhythm and the week meet again, at most.
const MOST_WEEKS: usize = 60;
/// Sweeps over the steps; links that lead forward need few.
const SWEEPS: usize = 40;

/// At which hours of the week something happens: for each hour its mass, and the sum of mass × moment.
#[derive(Debug, Clone)]
pub(super) struct Week {
    hours: Vec<(f64, f64)>,
}

impl Week {
    pub(super) fn empty() -> Self {
        Self { hours: vec![(0.0, 0.0); HOURS] }
    }

    /// A mass at any time alike.
    fn evenly() -> Self {
        let each = 1.0 / WEEK;
        let mut middle = -0.5;
        let hours = (0..HOURS).map(|_| {
            middle += 1.0;
            (each, each * middle)
        });
        Self { hours: hours.collect() }
    }

    fn add(&mut self, moment: f64, mass: f64) {
        let moment = moment - (moment / WEEK).floor() * WEEK;
        if let Some((known, sum)) = self.hours.get_mut(whole(moment).min(HOURS - 1)) {
            *known += mass;
            *sum += mass * moment;
        }
    }

    pub(super) fn add_all(&mut self, other: &Self, share: f64) {
        for ((mass, sum), (more, more_sum)) in self.hours.iter_mut().zip(&other.hours) {
            *mass += more * share;
            *sum += more_sum * share;
        }
    }

    pub(super) fn mass(&self) -> f64 {
        self.hours.iter().map(|(mass, _)| mass).sum()
    }

    /// Moments with their mass.
    pub(super) fn moments(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.hours.iter().filter(|(mass, _)| *mass > 0.0).map(|(mass, sum)| (sum / mass, *mass))
    }
}

/// Sums over what passes a step.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    mass: f64,
    queue: f64,
    date: f64,
    work: f64,
}

impl Sums {
    fn per_visit(&self, sum: f64) -> f64 {
        if self.mass > 0.0 { sum / self.mass } else { 0.0 }
    }
}

/// What one change type meets.
#[derive(Debug)]
pub(super) struct WayTimes {
    sums: Table<StepKey, Sums>,
    /// When changes are ready at a step that deploys, before dates.
    pub(super) ready: Table<StepKey, Option<Week>>,
    /// When deployments are done.
    pub(super) done: Table<StepKey, Option<Week>>,
}

/// Everything about time.
#[derive(Debug)]
pub(super) struct Times {
    pub(super) pools: Vec<PoolForecast>,
    pub(super) steps: Vec<StepForecast>,
    pub(super) ways: Vec<WayTimes>,
    pub(super) request_to_live: Foreseen,
    pub(super) commit_to_live: Foreseen,
    /// Why something on the way to production never settles.
    pub(super) stuck: Option<Unforeseen>,
}

/// What a step asks of its people.
struct Job {
    spread: Spread,
    /// Mean work as a share of a full first visit, slowed down by what else its people do.
    factor: f64,
    /// Jobs an hour of the calendar.
    rate: f64,
    /// Work in an hour of the calendar, and the sum of its squares.
    load: f64,
    squares: f64,
}

impl Times {
    pub(super) fn of(flow: &FlowPlan, traffic: &Traffic) -> Self {
        let rule = Rule::new();
        let jobs: Table<StepKey, Job> =
            flow.steps.keyed().map(|(key, step)| job(flow, traffic, &rule, key, step)).collect();
        let pools: Table<PoolKey, PoolForecast> = flow.pools.keys().map(|key| pool(flow, &jobs, key)).collect();
        let stuck: Table<StepKey, Option<Unforeseen>> =
            flow.steps.keyed().map(|(key, step)| stuck(flow, traffic, &pools, key, step)).collect();
        let clock = Clock { flow, jobs: &jobs, pools: &pools };
        let ways: Vec<WayTimes> = traffic.ways.iter().map(|way| clock.carry(traffic, way)).collect();
        let lead = |visits: &dyn Fn(&Way) -> Option<(&Mass, f64)>| lead_time(flow, traffic, &ways, &stuck, visits);
        let request_to_live = lead(&|way| Some((&way.live, way.goes_live)));
        let commit_to_live = if flow.has_clock {
            lead(&|way| Some((way.committed.as_ref()?, way.goes_live)))
        } else {
            Err(Unforeseen::NoClock)
        };
        let steps = flow.steps.keyed().map(|(key, step)| {
            step_forecast(step, key, traffic, &ways, stuck[key].as_ref(), step.pool.map(|pool| pools[pool].utilisation))
        });
        Self {
            steps: steps.collect(),
            stuck: request_to_live.as_ref().err().cloned(),
            request_to_live,
            commit_to_live,
            pools: pools.iter().cloned().collect(),
            ways,
        }
    }
}

/// Visits of those who stop at a step, per change that comes in, and how many of them are first ones.
fn visits(traffic: &Traffic, key: StepKey, step: &StepPlan) -> (f64, f64) {
    let stopping = traffic.ways.iter().filter(|way| stops_at(way.approved, step));
    stopping.fold((0.0, 0.0), |(all, first), way| {
        (all + way.share * both(&way.all, key), first + way.share * both(&way.first, key))
    })
}

/// Changes an hour that wait for the dates of a step, or for company there.
fn waiting_for_dates(flow: &FlowPlan, traffic: &Traffic, key: StepKey, step: &StepPlan) -> f64 {
    let ways = traffic.ways.iter().filter(|way| stops_at(way.approved, step) && way.class != ChangeClass::Emergency);
    flow.arrivals_per_hour * ways.map(|way| way.share * both(&way.all, key)).sum::<f64>()
}

/// What waits to go together at a step, if anything does.
pub(super) fn company(flow: &FlowPlan, traffic: &Traffic, key: StepKey, step: &StepPlan) -> Option<Company> {
    let (enough, patience) = step.together?;
    Some(Company::of(waiting_for_dates(flow, traffic, key, step), enough, patience))
}

fn job(flow: &FlowPlan, traffic: &Traffic, rule: &Rule, key: StepKey, step: &StepPlan) -> Job {
    let spread = rule.spread(&step.work).with_mean(step.mean_work);
    let (all, first) = visits(traffic, key, step);
    let again = if all > 0.0 && !step.is_deploy() { (1.0 - first / all).max(0.0) } else { 0.0 };
    let effort = flow.rework_effort;
    let factor = (1.0 - again * (1.0 - effort)) / step.availability;
    let squares = (1.0 - again * (1.0 - effort * effort)) / (step.availability * step.availability);
    let coming = flow.arrivals_per_hour * all;
    let rate = match (&step.kind, step.dates()) {
        (KindPlan::Deploy { .. }, Some(dates)) => {
            let together = waiting_for_dates(flow, traffic, key, step);
            let nonempty = -libm::expm1(-together * dates.every()) / dates.every();
            coming - together + nonempty
        }
        (KindPlan::Deploy { .. }, None) => match company(flow, traffic, key, step) {
            Some(company) => {
                let together = waiting_for_dates(flow, traffic, key, step);
                coming - together + together / company.size
            }
            None => coming,
        },
        _ => coming,
    };
    Job { spread, factor, rate, load: rate * spread.mean * factor, squares: rate * spread.square * squares }
}

fn pool(flow: &FlowPlan, jobs: &Table<StepKey, Job>, key: PoolKey) -> PoolForecast {
    let pool = &flow.pools[key];
    let (mut rate, mut load, mut squares) = (0.0, 0.0, 0.0);
    for (_, job) in flow.steps.iter().zip(jobs.iter()).filter(|(step, _)| step.pool == Some(key)) {
        rate += job.rate;
        load += job.load;
        squares += job.squares;
    }
    let utilisation = load / pool.capacity();
    // In an hour in which people work, more comes.
    let open = pool.calendar.hours_per_week() / WEEK;
    let wait = if load > 0.0 {
        let mean = load / rate;
        let variation = (squares / rate / (mean * mean) - 1.0).max(0.0);
        allen_cunneen_wait(pool.people, rate / open, mean, 1.0, variation)
    } else {
        Some(0.0)
    };
    let stuck = || Unforeseen::NeverSettles(format!("The people of \"{}\"", pool.name));
    PoolForecast {
        team: pool.team,
        name: pool.name.clone(),
        people: pool.people,
        utilisation,
        wait: wait.filter(|wait| wait.is_finite() && utilisation < 1.0).map(Rough).ok_or_else(stuck),
    }
}

/// Why work never gets through a step.
fn stuck(
    flow: &FlowPlan,
    traffic: &Traffic,
    pools: &Table<PoolKey, PoolForecast>,
    key: StepKey,
    step: &StepPlan,
) -> Option<Unforeseen> {
    if let Some(why) = step.pool.and_then(|pool| pools[pool].wait.as_ref().err()) {
        return Some(why.clone());
    }
    let dates = step.dates()?;
    let per_date = waiting_for_dates(flow, traffic, key, step) * dates.every();
    let too_many = per_date >= f64::from(dates.at_most);
    too_many.then(|| Unforeseen::NeverSettles(format!("The dates of \"{}\"", step.name)))
}

/// Mean days over all change types. `visits` gives those of a way, and the share of its changes that they are of.
fn lead_time(
    flow: &FlowPlan,
    traffic: &Traffic,
    ways: &[WayTimes],
    stuck: &Table<StepKey, Option<Unforeseen>>,
    visits: &dyn Fn(&Way) -> Option<(&Mass, f64)>,
) -> Foreseen {
    let (mut hours, mut weight) = (0.0, 0.0);
    for (way, times) in traffic.ways.iter().zip(ways) {
        let Some((mass, share)) = visits(way) else { continue };
        weight += way.share * share;
        for (key, step) in flow.steps.keyed() {
            let here = both(mass, key);
            if here <= NOTHING || !stops_at(way.approved, step) {
                continue;
            }
            if let Some(why) = &stuck[key] {
                return Err(why.clone());
            }
            let sums = times.sums[key];
            let per_visit = sums.per_visit(sums.queue + sums.date + sums.work) + step.other_wait;
            hours += way.share * share * here * per_visit;
        }
    }
    super::rough(hours / weight / DAY, &Unforeseen::NoDeploy)
}

fn step_forecast(
    step: &StepPlan,
    key: StepKey,
    traffic: &Traffic,
    ways: &[WayTimes],
    stuck: Option<&Unforeseen>,
    utilisation: Option<f64>,
) -> StepForecast {
    let mut all = Sums::default();
    for (way, times) in traffic.ways.iter().zip(ways).filter(|(way, _)| stops_at(way.approved, step)) {
        let (visits, sums) = (way.share * both(&way.all, key), times.sums[key]);
        all.mass += visits;
        all.queue += visits * sums.per_visit(sums.queue);
        all.date += visits * sums.per_visit(sums.date);
        all.work += visits * sums.per_visit(sums.work);
    }
    let known = |sum: f64| match stuck {
        Some(why) => Err(why.clone()),
        None => Ok(Rough(all.per_visit(sum))),
    };
    StepForecast {
        step: step.id,
        name: step.name.clone(),
        visits: all.mass,
        utilisation,
        total: known(all.queue + all.date + all.work).map(|rough| Rough(rough.0 + step.other_wait)),
        queue_wait: known(all.queue),
        date_wait: known(all.date),
        other_wait: step.other_wait,
        work: known(all.work),
    }
}

/// Carries the hours of the week through the stream.
struct Clock<'a> {
    flow: &'a FlowPlan,
    jobs: &'a Table<StepKey, Job>,
    pools: &'a Table<PoolKey, PoolForecast>,
}

impl Clock<'_> {
    fn carry(&self, traffic: &Traffic, way: &Way) -> WayTimes {
        let flow = self.flow;
        let mut found = WayTimes {
            sums: flow.steps.iter().map(|_| Sums::default()).collect(),
            ready: flow.steps.iter().map(|_| None).collect(),
            done: flow.steps.iter().map(|_| None).collect(),
        };
        let mut arriving: Table<StepKey, Option<Week>> = flow.steps.iter().map(|_| None).collect();
        arriving[flow.entry] = Some(Week::evenly());
        for _ in 0..SWEEPS {
            let mut moved = false;
            for (key, step) in flow.steps.keyed() {
                let Some(week) = arriving[key].take().filter(|week| week.mass() > NOTHING) else { continue };
                moved = true;
                let leaving = if stops_at(way.approved, step) {
                    let extra = match company(flow, traffic, key, step) {
                        Some(company) => company.wait,
                        None => self.beyond_the_limit(traffic, key, step),
                    };
                    self.pass(way.class, key, step, extra, &week, &mut found)
                } else {
                    week
                };
                let mut before = 0.0;
                for (until, next) in &step.next {
                    arriving[*next].get_or_insert_with(Week::empty).add_all(&leaving, until - before);
                    before = *until;
                }
            }
            if !moved {
                break;
            }
        }
        found
    }

    /// Hours that a limit of items at a date adds to the wait for it.
    fn beyond_the_limit(&self, traffic: &Traffic, key: StepKey, step: &StepPlan) -> f64 {
        let Some(dates) = step.dates().filter(|dates| dates.at_most < u32::MAX) else { return 0.0 };
        let per_date = waiting_for_dates(self.flow, traffic, key, step) * dates.every();
        dates_with_limit(per_date, dates.at_most).map_or(0.0, |(_, periods)| (periods - 0.5) * dates.every())
    }

    /// What passes a step, hour by hour; gives when it leaves.
    fn pass(
        &self,
        class: ChangeClass,
        key: StepKey,
        step: &StepPlan,
        extra: f64,
        week: &Week,
        found: &mut WayTimes,
    ) -> Week {
        let job = &self.jobs[key];
        let wait = step.pool.and_then(|pool| self.pools[pool].wait.as_ref().ok()).map_or(0.0, |wait| wait.0);
        let constant = job.spread.square - job.spread.mean * job.spread.mean <= 1e-9 * job.spread.square;
        let whole_work = [(1.0, job.spread.mean); 1];
        let parts: &[(f64, f64)] = if constant { &whole_work } else { &job.spread.parts };
        let waits = class != ChangeClass::Emergency;
        let dates = step.dates().filter(|_| waits);
        // Who waits for company goes later; what a limit leaves over waits whole periods more, at the same hours.
        let (company, extra) = match (dates, step.together) {
            (None, Some(_)) if waits => (extra, 0.0),
            (Some(_), _) => (0.0, extra),
            _ => (0.0, 0.0),
        };
        // With a canary the changes are live when all users have them; nobody works on that.
        let canary = self.flow.canary.filter(|_| step.is_deploy());
        let rolls_out = canary.map_or(0.0, |canary| canary.lasts);
        let mut leaving = Week::empty();
        let mut done = Week::empty();
        let mut ready = Week::empty();
        let sums = &mut found.sums[key];
        for (arrives, mass) in week.moments() {
            let comes = arrives + step.other_wait;
            ready.add(comes, mass);
            let mut serve = |date: f64, mass: f64| {
                let begins = calendar::open_from(step.calendar, date);
                let begins = if wait > 0.0 { calendar::finish(step.calendar, begins, wait) } else { begins };
                // People who stop at night with the queue done begin in the morning.
                let begins = calendar::open_from(step.calendar, begins);
                sums.mass += mass;
                sums.date += mass * (date - comes + extra);
                sums.queue += mass * (begins - date);
                for (share, work) in parts {
                    let ends = calendar::finish(step.calendar, begins, work * job.factor);
                    sums.work += mass * share * (ends - begins + rolls_out);
                    done.add(ends, mass * share);
                    leaving.add(ends + rolls_out, mass * share);
                }
            };
            match dates {
                None => serve(comes + company, mass),
                Some(dates) => {
                    let rounds = weeks_of(dates);
                    let share = mass / super::super::histogram::as_number(u64::try_from(rounds).unwrap_or(1));
                    let mut now = comes;
                    for _ in 0..rounds {
                        // Which week it is decides which date comes next; the wait is what counts.
                        serve(comes + (next_date(dates, now).1 - now), share);
                        now += WEEK;
                    }
                }
            }
        }
        if step.is_deploy() {
            found.ready[key].get_or_insert_with(Week::empty).add_all(&ready, 1.0);
            found.done[key].get_or_insert_with(Week::empty).add_all(&done, 1.0);
        }
        leaving
    }
}

/// The first date that what comes at `moment` is in time for: its number and when it is.
pub(super) fn next_date(dates: &Dates, moment: f64) -> (u32, f64) {
    let first = dates.date(0);
    let number = ((moment + dates.cut_off - first) / dates.every()).ceil().max(0.0);
    let number = u32::try_from(whole(number)).unwrap_or(u32::MAX);
    (number, dates.date(number))
}

/// After how many weeks the dates fall on the same hours again.
pub(super) fn weeks_of(dates: &Dates) -> usize {
    let days = whole(dates.every() / DAY + 0.5).max(1);
    let weeks = if days.is_multiple_of(7) { days / 7 } else { days };
    weeks.min(MOST_WEEKS)
}
