//! Who has how much time, and how much of it is taken.

use crate::{
    engine::queueing::allen_cunneen_wait,
    model::{Calendar, Step, StepId, StepKind, TeamId, ValueStream, Workers, Workspace},
};

use super::{Known, Missing, moments::variance};

/// A team without any time for planned work is refused by the model's rules; should one come here all the same, its
/// work takes a hundred times as long rather than for ever.
const LEAST_PLANNED_SHARE: f64 = 0.01;

/// Whose time a pool is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PoolOwner {
    /// A team's, shared by all its steps of the stream.
    Team(TeamId),
    /// Of people who work on one step only.
    Step(StepId),
}

/// People who share a queue, and how busy this stream keeps them.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolSheet {
    /// Whose time it is.
    pub owner: PoolOwner,
    /// People.
    pub people: u16,
    /// Share of their working hours that is for planned work; 1 where no team says otherwise.
    pub planned_share: f64,
    /// The steps they work on, in document order.
    pub steps: Vec<StepId>,
    /// The step that takes most of their time; `None` when none takes any.
    pub busiest_step: Option<StepId>,
    /// Working hours a week that this stream asks of them, repeated visits included.
    pub load_per_week: f64,
    /// Working hours a week that they have for planned work, on the calendar of their first step.
    pub capacity_per_week: f64,
    /// ρ = load / capacity, each step on its own calendar. Above 1 the queue never settles.
    pub utilisation: f64,
    /// Estimated mean wait in the queue, in calendar hours (Allen and Cunneen, arrivals taken as Poisson).
    pub queue_wait: Known<f64>,
    /// The same with a tenth more demand.
    pub queue_wait_with_a_tenth_more: Known<f64>,
}

/// What a step asks of its people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Load {
    /// Jobs a week that are done for the first time, and that are repeated.
    pub(super) first_per_week: f64,
    pub(super) repeated_per_week: f64,
    /// Work time of a repeated job as a share of the first.
    pub(super) repeated_effort: f64,
}

/// One kind of jobs in a pool, in weeks of the step's working time, slowed down by the time that is not for
/// planned work.
struct Jobs {
    step: StepId,
    per_week: f64,
    mean: f64,
    mean_square: f64,
    hours_per_week: f64,
}

impl Load {
    fn jobs(self, step: &Step, planned_share: f64) -> [Jobs; 2] {
        let scale = 1.0 / (step.calendar.hours_per_week() * planned_share);
        let (mean, square) = (step.work.mean() * scale, variance(&step.work) * scale * scale);
        let jobs = |per_week: f64, effort: f64| Jobs {
            step: step.id,
            per_week,
            mean: mean * effort,
            mean_square: (square + mean * mean) * effort * effort,
            hours_per_week: per_week * step.work.mean() * effort,
        };
        [jobs(self.first_per_week, 1.0), jobs(self.repeated_per_week, self.repeated_effort)]
    }
}

/// Whether work waits at this step for a date.
pub(super) fn has_dates(step: &Step) -> bool {
    matches!(step.kind, StepKind::Approval { cadence: Some(_), .. } | StepKind::Deploy { cadence: Some(_), .. })
}

/// Whose time a step takes.
pub(super) fn owner_of(step: &Step) -> Known<PoolOwner> {
    match step.workers {
        Workers::Unlimited => Err(Missing::NoQueue),
        Workers::Own { .. } => Ok(PoolOwner::Step(step.id)),
        Workers::Team => step.team.map(PoolOwner::Team).ok_or(Missing::NoTeam),
    }
}

/// The pools of a stream, in the order in which its steps first name them; `loads` in document order.
pub(super) fn pools(workspace: &Workspace, stream: &ValueStream, loads: &[Load]) -> Vec<PoolSheet> {
    let mut owners: Vec<PoolOwner> = Vec::new();
    for owner in stream.steps.iter().filter_map(|step| owner_of(step).ok()) {
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    owners.into_iter().filter_map(|owner| pool(workspace, stream, loads, owner)).collect()
}

fn pool(workspace: &Workspace, stream: &ValueStream, loads: &[Load], owner: PoolOwner) -> Option<PoolSheet> {
    let members = || stream.steps.iter().zip(loads).filter(|(step, _)| owner_of(step) == Ok(owner));
    let (first, _) = members().next()?;
    let team = first.team.and_then(|id| workspace.team(id));
    let people = match first.workers {
        Workers::Own { people } => people,
        Workers::Team | Workers::Unlimited => team?.people,
    };
    let planned_share = team.map_or(1.0, |team| team.planned_share.value()).max(LEAST_PLANNED_SHARE);
    let jobs: Vec<Jobs> = members().flat_map(|(step, load)| load.jobs(step, planned_share)).collect();
    let hours_at = |id: StepId| jobs.iter().filter(|jobs| jobs.step == id).map(|jobs| jobs.hours_per_week).sum::<f64>();
    let steps: Vec<StepId> = members().map(|(step, _)| step.id).collect();
    let busiest = steps.iter().copied().max_by(|a, b| hours_at(*a).total_cmp(&hours_at(*b)));
    Some(PoolSheet {
        owner,
        people,
        planned_share,
        busiest_step: busiest.filter(|id| hours_at(*id) > 0.0),
        load_per_week: jobs.iter().map(|jobs| jobs.hours_per_week).sum(),
        capacity_per_week: f64::from(people) * planned_share * first.calendar.hours_per_week(),
        utilisation: jobs.iter().map(|jobs| jobs.per_week * jobs.mean).sum::<f64>() / f64::from(people),
        queue_wait: queue_wait(&jobs, people, 1.0),
        queue_wait_with_a_tenth_more: queue_wait(&jobs, people, 1.1),
        steps,
    })
}

/// Wait of M/G/c with the mixture of all jobs, in calendar hours.
fn queue_wait(jobs: &[Jobs], people: u16, demand: f64) -> Known<f64> {
    let per_week: f64 = jobs.iter().map(|jobs| jobs.per_week).sum();
    let mean = jobs.iter().map(|jobs| jobs.per_week * jobs.mean).sum::<f64>() / per_week;
    let mean_square = jobs.iter().map(|jobs| jobs.per_week * jobs.mean_square).sum::<f64>() / per_week;
    if !(per_week > 0.0 && mean > 0.0) {
        return Ok(0.0);
    }
    let variation = (mean_square / (mean * mean) - 1.0).max(0.0);
    let weeks = allen_cunneen_wait(u32::from(people), per_week * demand, mean, 1.0, variation);
    weeks.map(|weeks| weeks * Calendar::Always.hours_per_week()).ok_or(Missing::NeverSettles)
}
