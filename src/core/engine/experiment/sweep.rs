//! What is possible: many policies, how fast each is and at which risk.

use super::{Answer, CannotAsk, Experiment, Policy, Work, round::Round, work::comparable};
use crate::{
    engine::{
        simulation::{Counted, Measure, Progress, Settings},
        statistics::MeanEstimate,
    },
    model::Problem,
};

/// More policies are not compared at once.
const MOST_POLICIES: usize = 400;

/// A policy of the sweep.
#[derive(Debug, Clone, PartialEq)]
pub struct Swept {
    /// Which.
    pub policy: Policy,
    /// How long changes take; `None` while it is not known, or when it does not exist.
    pub time: Option<MeanEstimate>,
    /// Chance to be out of SLO: windows that missed, of all windows, with Wilson's interval.
    pub chance: Option<Counted>,
    /// Whether no other policy is at least as good in both and better in one, by the estimates.
    pub on_the_front: bool,
    /// Why the policy cannot run; empty when it can.
    pub problems: Vec<Problem>,
}

impl Swept {
    fn point(&self) -> Option<(f64, f64)> {
        Some((self.time.as_ref()?.mean, self.chance?.share))
    }
}

/// Runs policies under common random numbers, and marks the Pareto front of a lead time against the chance to be out of
/// SLO.
#[derive(Debug, Clone)]
pub struct Sweep {
    policies: Vec<Policy>,
    time: Measure,
    round: Round,
}

impl Sweep {
    /// Asks for policies; `time` is the lead time to look at (less is better).
    ///
    /// # Errors
    /// Settings that cannot be compared, fewer than two policies or more than 400.
    pub fn new(policies: Vec<Policy>, time: Measure, settings: Settings) -> Result<Self, CannotAsk> {
        comparable(&settings)?;
        if policies.len() < 2 {
            return Err(CannotAsk::TooFew(policies.len()));
        } else if policies.len() > MOST_POLICIES {
            return Err(CannotAsk::TooMany(policies.len()));
        }
        let mut round = Round::empty();
        for policy in &policies {
            round.add(policy, settings, &[time, Measure::OutOfSlo]);
        }
        Ok(Self { policies, time, round })
    }
}

impl Experiment for Sweep {
    /// In the order of the policies.
    type Result = Vec<Swept>;

    fn next(&mut self) -> Option<Work> {
        self.round.next()
    }

    fn take(&mut self, ticket: u32, answer: Result<Answer, Vec<Problem>>) {
        self.round.take(ticket, answer);
    }

    fn result(&self) -> Vec<Swept> {
        let swept = |(policy, at): (&Policy, usize)| {
            let answer = self.round.answer(at);
            let times = answer.map(|answer| answer.values(self.time).iter().copied().flatten().collect::<Vec<f64>>());
            Swept {
                policy: policy.clone(),
                time: times.and_then(|times| MeanEstimate::of(&times)),
                chance: answer.and_then(|answer| answer.of_measure(Measure::OutOfSlo)?.counted),
                on_the_front: false,
                problems: self.round.problems(at).to_vec(),
            }
        };
        let mut all: Vec<Swept> = self.policies.iter().zip(0..).map(swept).collect();
        let points: Vec<Option<(f64, f64)>> = all.iter().map(Swept::point).collect();
        for (own, swept) in points.iter().zip(&mut all) {
            swept.on_the_front = own.is_some_and(|own| !points.iter().flatten().any(|other| beats(*other, own)));
        }
        all
    }

    fn is_finished(&self) -> bool {
        self.round.is_complete()
    }

    fn progress(&self) -> Progress {
        self.round.progress(self.is_finished())
    }
}

/// At least as good in both, better in one.
fn beats(a: (f64, f64), b: (f64, f64)) -> bool {
    a.0 <= b.0 && a.1 <= b.1 && (a.0 < b.0 || a.1 < b.1)
}
