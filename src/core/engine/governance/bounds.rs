//! Whether today and each scenario keep the limits that governance sets.
//!
//! What is promised follows from the objectives and the levers on them. Failures, waits and what users get are only known
//! from a simulation, and its mean has an interval: where the limit lies inside of it, nobody can be sure, and the verdict
//! says so. A scenario whose answer the room has not seen has no verdict at all.

use thiserror::Error;

use crate::{
    engine::simulation::{Estimate, MeanOf, Measure, Outcome, StepOutcome},
    model::{Bounds, Lever, Place, Service, Target, Workspace},
};

/// One of the three limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoundKind {
    /// The lowest objective that a service may have, kept on average by the service that is simulated.
    LowestSlo,
    /// Failed deployments in 28 days, at most.
    MostFailures,
    /// Mean wait of a change at any one step, at most.
    LongestWait,
}

impl BoundKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::LowestSlo, Self::MostFailures, Self::LongestWait];
}

/// What is known of today or of a scenario.
#[derive(Debug, Clone, Copy)]
pub enum Answer<'a> {
    /// The room has not seen the answer.
    Hidden,
    /// Nobody has simulated it, or it has only begun.
    NotYet,
    /// It cannot be simulated: why, in a sentence.
    Refused(&'a str),
    /// What came out.
    Known(&'a Outcome),
}

/// Why there is no verdict. Written as what stands after "n/a, because".
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotShown {
    /// The room predicts first.
    #[error("the room has not seen its answer")]
    Hidden,
    /// Nobody has simulated it.
    #[error("it is not simulated yet")]
    NotYet,
    /// It cannot be simulated.
    #[error("it cannot be simulated: {0}")]
    Refused(String),
    /// The run has no value for it.
    #[error("{0}")]
    NoValue(String),
    /// There is nothing to promise.
    #[error("there is no service")]
    NoService,
}

/// A figure that is held against a limit: a share of 0..1 for [`BoundKind::LowestSlo`], failed deployments in 28 days for
/// [`BoundKind::MostFailures`], calendar hours for [`BoundKind::LongestWait`].
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The figure.
    pub value: f64,
    /// Ends of its 95 % interval; `None` for what is promised and for a single repetition.
    ///
    /// The wait at a step is a sum of means: the ends of their intervals are added, which is no narrower than the interval
    /// of the sum.
    pub interval: Option<(f64, f64)>,
    /// The service or the step, by its name; empty where it is neither.
    pub subject: String,
    /// Where to look.
    pub place: Place,
}

/// Whether a limit is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum BoundVerdict {
    /// Governance sets no such limit.
    NoLimit,
    /// Kept.
    Kept(Value),
    /// Kept or broken: the limit lies inside the interval.
    Unsure(Value),
    /// Broken.
    Broken(Value),
    /// The promise keeps it, and the service that is simulated does not reach it.
    NotReached(Value),
    /// A service has no objective, so it promises nothing at all.
    NothingPromised {
        /// Its name.
        service: String,
        /// Where to look.
        place: Place,
    },
    /// Nobody knows.
    NotShown(NotShown),
}

/// One limit, and whether it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct BoundCheck {
    /// Which limit.
    pub kind: BoundKind,
    /// Whether it is kept.
    pub verdict: BoundVerdict,
}

/// Judges today (no levers) or a scenario by its levers and what is known of it; the three limits in their order.
pub fn judge_bounds(workspace: &Workspace, levers: &[Lever], answer: Answer<'_>) -> [BoundCheck; 3] {
    let Bounds { lowest_slo, most_failures, longest_wait } = workspace.bounds;
    BoundKind::ALL.map(|kind| {
        let verdict = match kind {
            BoundKind::LowestSlo => lowest_slo.map(|least| slo(workspace, levers, least, answer)),
            BoundKind::MostFailures => most_failures.map(|most| failures(most, answer)),
            BoundKind::LongestWait => longest_wait.map(|most| wait(workspace, most.hours(), answer)),
        };
        BoundCheck { kind, verdict: verdict.unwrap_or(BoundVerdict::NoLimit) }
    })
}

/// The outcome, or why there is none.
fn known(answer: Answer<'_>) -> Result<&Outcome, NotShown> {
    match answer {
        Answer::Hidden => Err(NotShown::Hidden),
        Answer::NotYet => Err(NotShown::NotYet),
        Answer::Refused(why) => Err(NotShown::Refused(why.to_owned())),
        Answer::Known(outcome) => Ok(outcome),
    }
}

fn estimate(outcome: &Outcome, measure: Measure) -> Result<&Estimate, NotShown> {
    let why = || outcome.measured(measure).map(|measured| measured.why_not.clone()).unwrap_or_default();
    outcome.estimate(measure).ok_or_else(|| NotShown::NoValue(lower(&why())))
}

/// A sentence as what stands after "because": without its first capital and its full stop.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The objective of a service under the levers.
fn target_under(levers: &[Lever], service: &Service) -> Option<Target> {
    let moved = levers.iter().rev().find_map(|lever| match lever {
        Lever::SloTarget { service: id, target } if *id == service.id => Some(*target),
        _ => None,
    });
    service.main_slo().map(|slo| moved.unwrap_or(slo.target))
}

/// The service whose failures are simulated: that of the stream that runs.
fn simulated_service<'a>(workspace: &'a Workspace, levers: &[Lever]) -> Option<&'a Service> {
    let named = levers.iter().rev().find_map(|lever| match lever {
        Lever::UseStream { stream } => Some(workspace.stream(*stream)?.service),
        _ => None,
    });
    named.map_or_else(|| workspace.main_service(), |service| workspace.service(service?))
}

fn slo(workspace: &Workspace, levers: &[Lever], least: Target, answer: Answer<'_>) -> BoundVerdict {
    if matches!(answer, Answer::Hidden) {
        return BoundVerdict::NotShown(NotShown::Hidden);
    }
    let mut lowest: Option<(Target, &Service)> = None;
    for service in workspace.services.iter() {
        let Some(target) = target_under(levers, service) else {
            let (service, place) = (service.name.clone(), Place::Service(service.id));
            return BoundVerdict::NothingPromised { service, place };
        };
        // A larger budget is a lower promise.
        if lowest.is_none_or(|(known, _)| target.budget() > known.budget()) {
            lowest = Some((target, service));
        }
    }
    let Some((target, service)) = lowest else { return BoundVerdict::NotShown(NotShown::NoService) };
    let of = |service: &Service, value: f64, interval: Option<(f64, f64)>| Value {
        value,
        interval,
        subject: service.name.clone(),
        place: Place::Service(service.id),
    };
    let promised = of(service, target.ratio(), None);
    if target.budget() > least.budget() {
        return BoundVerdict::Broken(promised);
    }
    // What is promised is enough; whether users get it, only a run knows.
    let outcome = match known(answer) {
        Ok(outcome) => outcome,
        Err(why) => return BoundVerdict::NotShown(why),
    };
    let (Ok(reached), Some(main)) = (estimate(outcome, Measure::SloAttainment), simulated_service(workspace, levers))
    else {
        return BoundVerdict::Kept(promised);
    };
    let interval = reached.interval.map(|ends| (ends.low, ends.high));
    let reached = of(main, reached.mean, interval);
    match stands(&reached, least.ratio(), false) {
        Stands::Within => BoundVerdict::Kept(promised),
        Stands::Unsure => BoundVerdict::Unsure(reached),
        Stands::Beyond => BoundVerdict::NotReached(reached),
    }
}

fn failures(most: f64, answer: Answer<'_>) -> BoundVerdict {
    let found = known(answer).and_then(|outcome| estimate(outcome, Measure::FailedDeployments));
    at_most(
        most,
        found.map(|found| Value {
            value: found.mean,
            interval: found.interval.map(|ends| (ends.low, ends.high)),
            subject: String::new(),
            place: Place::Records,
        }),
    )
}

fn wait(workspace: &Workspace, most: f64, answer: Answer<'_>) -> BoundVerdict {
    let found = known(answer).and_then(|outcome| {
        let waits = outcome.steps.iter().filter_map(|step| waited(workspace, step));
        let longest = waits.max_by(|a, b| a.value.total_cmp(&b.value));
        longest.ok_or_else(|| NotShown::NoValue("no change came to any step".to_owned()))
    });
    at_most(most, found)
}

/// Everything that a change waits for at a step: people, dates, what nothing explains, and room at the next one.
fn waited(workspace: &Workspace, step: &StepOutcome) -> Option<Value> {
    step.total?;
    let parts: [Option<MeanOf>; 4] = [step.queue_wait, step.date_wait, step.other_wait, step.blocked_wait];
    let (mut value, mut low, mut high) = (0.0, 0.0, 0.0);
    let mut sure = true;
    for part in parts.into_iter().flatten() {
        value += part.mean;
        match part.interval {
            Some(ends) => {
                low += ends.low.max(0.0);
                high += ends.high;
            }
            None => sure = false,
        }
    }
    let stream = step.step.and_then(|id| Some((id, workspace.stream_of_step(id)?.id)));
    Some(Value {
        value,
        interval: sure.then_some((low, high)),
        subject: step.name.clone(),
        place: stream.map_or(Place::Workspace, |(id, stream)| Place::Step(stream, id)),
    })
}

fn at_most(most: f64, found: Result<Value, NotShown>) -> BoundVerdict {
    match found {
        Err(why) => BoundVerdict::NotShown(why),
        Ok(value) => match stands(&value, most, true) {
            Stands::Within => BoundVerdict::Kept(value),
            Stands::Unsure => BoundVerdict::Unsure(value),
            Stands::Beyond => BoundVerdict::Broken(value),
        },
    }
}

enum Stands {
    Within,
    Unsure,
    Beyond,
}

/// A figure against its limit, which is an upper or a lower one. A figure without an interval is taken as it is.
fn stands(found: &Value, limit: f64, upper: bool) -> Stands {
    let (low, high) = found.interval.unwrap_or((found.value, found.value));
    let (best, worst) = if upper { (low, high) } else { (-high, -low) };
    let limit = if upper { limit } else { -limit };
    if worst <= limit {
        Stands::Within
    } else if best > limit {
        Stands::Beyond
    } else {
        Stands::Unsure
    }
}
