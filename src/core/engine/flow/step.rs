//! One row of the sheet.

use crate::model::{Cadence, Step, StepId, StepKind, ValueStream};

use super::{
    Arrivals, Known, Missing, PoolSheet, cadence_wait, calendar_hours_of, capacity::has_dates, capacity::owner_of,
    route::ChangeClass, route::Route, route::Visits, working_hours_in,
};

/// What the model explains of one visit, in calendar hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Times {
    /// The work itself, with the nights, weekends and other duties of its people that it runs into.
    pub work: f64,
    /// Waiting for a date: the mean over the items that stop here.
    pub for_date: Known<f64>,
    /// Waiting for people who are busy (estimate).
    pub queue: Known<f64>,
}

impl Times {
    /// All three together. A queue that nobody can know counts as no queue; one that never settles has no sum.
    pub fn total(&self) -> Known<f64> {
        let queue = match self.queue {
            Ok(hours) => hours,
            Err(Missing::NeverSettles) => return Err(Missing::NeverSettles),
            Err(_) => 0.0,
        };
        Ok(self.work + self.for_date? + queue)
    }
}

/// One step of the sheet. Per visit where nothing else is said.
#[derive(Debug, Clone, PartialEq)]
pub struct StepSheet {
    /// The step.
    pub step: StepId,
    /// Expected visits of one item, over all change types, repeated visits included.
    pub visits: f64,
    /// Share of the items that come here at all.
    pub first_visits: f64,
    /// Share of the normal changes that come here when nothing comes back: 1 on the way that all take, less on a branch.
    /// The sums of one clean pass count each step so often.
    pub clean_visits: f64,
    /// Mean work of a first visit, in working hours (for a deployment: of the deployment).
    pub work: f64,
    /// Observed time from arriving to leaving, in calendar hours: the middle of a range.
    pub observed: Known<f64>,
    /// Observed − work, the wait of value-stream mapping (LT − PT).
    pub wait: Known<f64>,
    /// Work / observed time, by the calendar: the activity ratio PT/LT.
    pub flow_efficiency: Known<f64>,
    /// Work / working hours in the observed time.
    pub flow_efficiency_working: Known<f64>,
    /// What the model explains of the observed time.
    pub explained: Times,
    /// Observed time that the model does not explain, in calendar hours, 0 or more.
    pub other_waiting: Known<f64>,
    /// ρ of the people who work here: of the pool when they work on other steps too.
    pub utilisation: Known<f64>,
    /// Items here on average, by Little's law: items a week × visits × observed time.
    pub work_in_progress: Known<f64>,
    /// Deployments a week; `None` for steps that deploy nothing.
    pub deployments_per_week: Option<f64>,
    /// Mean items in a deployment; `None` for steps that deploy nothing.
    pub items_per_deployment: Option<f64>,
}

/// One change type on its way.
pub(super) struct Way {
    pub(super) class: ChangeClass,
    pub(super) share: f64,
    pub(super) visits: Visits,
}

impl Way {
    fn visits_at(&self, at: usize) -> f64 {
        self.share * self.visits.all.get(at).copied().unwrap_or_default()
    }

    fn first_at(&self, at: usize) -> f64 {
        self.share * self.visits.first.get(at).copied().unwrap_or_default()
    }
}

/// Visits and first visits of one item at a step, over all change types.
pub(super) fn visits_at(ways: &[Way], at: usize) -> (f64, f64) {
    (ways.iter().map(|way| way.visits_at(at)).sum(), ways.iter().map(|way| way.first_at(at)).sum())
}

/// Deployments a week at a deploy step and items in each. With dates, all items of a period go out together (n items
/// on average, Poisson: a date finds something with probability 1 − e^−n); emergencies go out alone.
pub(super) fn deployments(stream: &ValueStream, ways: &[Way], at: usize, step: &Step) -> Option<(f64, f64)> {
    let StepKind::Deploy { cadence, .. } = step.kind else { return None };
    let items = stream.demand.per_week * visits_at(ways, at).0;
    if items <= 0.0 {
        return None;
    }
    let alone = |way: &&Way| cadence.is_none() || way.class == ChangeClass::Emergency;
    let singly: f64 = stream.demand.per_week * ways.iter().filter(alone).map(|way| way.visits_at(at)).sum::<f64>();
    let together = cadence.map_or(0.0, |cadence| {
        let dates_per_week = 7.0 / f64::from(cadence.every_days);
        dates_per_week * (1.0 - libm::exp(-(items - singly) / dates_per_week))
    });
    Some((singly + together, items / (singly + together)))
}

/// The dates of a step, if it has any.
fn dates_of(step: &Step) -> Option<Cadence> {
    match step.kind {
        StepKind::Approval { cadence, .. } | StepKind::Deploy { cadence, .. } => cadence,
        StepKind::Work | StepKind::Gate { .. } => None,
    }
}

/// Whose time the step takes.
fn pool_of<'a>(step: &Step, pools: &'a [PoolSheet]) -> Known<&'a PoolSheet> {
    let owner = owner_of(step)?;
    pools.iter().find(|pool| pool.owner == owner).ok_or(Missing::NoTeam)
}

/// Waiting for people, by the pool of the step.
fn queue_of(step: &Step, pools: &[PoolSheet]) -> Known<f64> {
    if has_dates(step) {
        return Err(Missing::WaitsForDate);
    }
    pool_of(step, pools)?.queue_wait
}

/// What the model explains of each step's time, in document order.
///
/// Work that comes from an earlier date arrives together, shortly after that date: so a Thursday release after a
/// Wednesday board makes it wait for one day and not for half a week. The memory of an earlier date ends at a step
/// that takes longer than a day.
pub(super) fn explain(stream: &ValueStream, route: &Route<'_>, ways: &[Way], pools: &[PoolSheet]) -> Vec<Times> {
    let mut times: Vec<Times> = stream.steps.iter().map(|step| plain_times(step, pools)).collect();
    let mut sums = vec![(0.0, 0.0); times.len()];
    for way in ways {
        let mut arrivals = vec![(0.0, Arrivals::AtRandom); times.len()];
        for (at, step) in route.forward() {
            let (mass, pattern) = arrivals.get(at).copied().unwrap_or((0.0, Arrivals::AtRandom));
            let mut leaving = pattern;
            if !way.class.passes_by(step) {
                let hours = times.get(at).and_then(|times| times.total().ok()).unwrap_or(f64::INFINITY);
                let dates = dates_of(step).filter(|_| way.class != ChangeClass::Emergency);
                if let (Some(dates), Some((sum, weight))) = (dates, sums.get_mut(at)) {
                    *sum += way.visits_at(at) * cadence_wait(&dates, pattern);
                    *weight += way.visits_at(at);
                }
                leaving = match (dates, pattern) {
                    (Some(dates), _) => Arrivals::After { dates, hours },
                    (None, Arrivals::After { dates, hours: before }) if hours <= 24.0 => {
                        Arrivals::After { dates, hours: before + hours }
                    }
                    (None, _) => Arrivals::AtRandom,
                };
            }
            let mass = if mass > 0.0 { mass } else { way.first_at(at) };
            for &(to, share) in route.next_of(at) {
                if let Some(known) = arrivals.get_mut(to)
                    && mass * share > known.0
                {
                    *known = (mass * share, leaving);
                }
            }
        }
    }
    for (at, ((times, (sum, weight)), step)) in times.iter_mut().zip(sums).zip(&stream.steps).enumerate() {
        let stopping = weight + waits_for_no_date(ways, at);
        times.for_date = if stopping > 0.0 { Ok(sum / stopping) } else { Ok(0.0) };
        if let Some(Cadence { at_most: Some(most), every_days, .. }) = dates_of(step) {
            let per_date = stream.demand.per_week * weight * f64::from(every_days) / 7.0;
            if per_date >= f64::from(most) {
                times.for_date = Err(Missing::NeverSettles);
            }
        }
    }
    times
}

/// Visits of those who stop at a step but wait for no date.
fn waits_for_no_date(ways: &[Way], at: usize) -> f64 {
    ways.iter().filter(|way| way.class == ChangeClass::Emergency).map(|way| way.visits_at(at)).sum()
}

/// Work and queue; dates are added by the caller. At a date people meet whatever their calendar says.
fn plain_times(step: &Step, pools: &[PoolSheet]) -> Times {
    let work = step.work.mean();
    let planned_share = pool_of(step, pools).map_or(1.0, |pool| pool.planned_share);
    let on_calendar = if has_dates(step) { work } else { calendar_hours_of(work, step.calendar) } / planned_share;
    Times { work: on_calendar, for_date: Ok(0.0), queue: queue_of(step, pools) }
}

/// The row of one step.
pub(super) fn row(
    stream: &ValueStream,
    step: &Step,
    (visits, first_visits): (f64, f64),
    explained: Times,
    pools: &[PoolSheet],
    deployments: Option<(f64, f64)>,
) -> StepSheet {
    let work = step.work.mean();
    let reached = if visits > 0.0 { Ok(()) } else { Err(Missing::NotReached) };
    let observed = step.observed.map(|observed| observed.middle().hours()).ok_or(Missing::NoObservedTime);
    let ratio_to = |time: Known<f64>| {
        time.and_then(|time| {
            if time <= 0.0 {
                Err(Missing::ObservedTimeIsZero)
            } else if work > time {
                Err(Missing::WorkExceedsObserved)
            } else {
                Ok(work / time)
            }
        })
    };
    let per_hour = stream.demand.per_week / 168.0;
    StepSheet {
        step: step.id,
        visits,
        first_visits,
        clean_visits: 0.0,
        work,
        observed,
        wait: observed.and_then(|time| if work > time { Err(Missing::WorkExceedsObserved) } else { Ok(time - work) }),
        flow_efficiency: ratio_to(observed),
        flow_efficiency_working: ratio_to(observed.map(|time| working_hours_in(time, step.calendar))),
        explained,
        other_waiting: observed.and_then(|time| Ok((time - explained.total()?).max(0.0))),
        utilisation: reached.and_then(|()| utilisation(step, pools)),
        work_in_progress: reached.and_then(|()| Ok(per_hour * visits * observed?)),
        deployments_per_week: deployments.map(|(per_week, _)| per_week),
        items_per_deployment: deployments.map(|(_, items)| items),
    }
}

fn utilisation(step: &Step, pools: &[PoolSheet]) -> Known<f64> {
    Ok(pool_of(step, pools)?.utilisation)
}
