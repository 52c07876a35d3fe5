//! Which of several policies is best, and how sure that is.
//!
//! **Method: screening by paired differences with Bonferroni's correction.** After each look, a candidate is out when
//! another one that is still in beats it in the paired t test, one-sided, at α/(L·(k − 1)), with α = 5 %, k candidates
//! and L looks. The truly best one is wrongly put out only when, at one of L looks, one of k − 1 others beats it by
//! chance: together at most α. So when one is left, it is the best with at least 95 % confidence; and that holds without
//! a difference below which the choice would not matter, which the procedure of Kim and Nelson (2001) needs, and for any
//! dependence between candidates, so common random numbers only help. The price is that two policies that really tie
//! are never told apart: then the answer is that nobody can tell, and between which.

use super::{Answer, CannotAsk, Experiment, Policy, Work, round::Round, tornado::paired, work::comparable};
use crate::{
    engine::{
        simulation::{Better, Measure, Progress, Settings},
        statistics::{MeanEstimate, Paired, student_t},
    },
    model::Problem,
};

/// Chance to put out the best one.
const ALPHA: f64 = 0.05;
/// Repetitions at the first look, and how many times as many at each later one.
const FIRST: u32 = 20;
const GROWTH: u32 = 2;
/// More candidates are not compared at once.
const MOST_CANDIDATES: usize = 50;

/// How a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// May be the best.
    In,
    /// Another one is better, as sure as asked for.
    Out,
    /// Cannot run, or the measure does not exist for it.
    NotComparable,
}

/// A candidate and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which.
    pub policy: Policy,
    /// The measure over the repetitions it was run for.
    pub estimate: Option<MeanEstimate>,
    /// How it stands.
    pub standing: Standing,
    /// This one − the leader, at the last look both took part in; `None` for the leader itself.
    pub behind: Option<Paired>,
    /// Why it cannot run; empty when it can.
    pub problems: Vec<Problem>,
}

/// What is known of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// In the order in which they were given.
    pub candidates: Vec<Candidate>,
    /// The one whose mean is best of those that are in, by its number; `None` when none can be compared.
    pub leader: Option<usize>,
    /// Whether the leader is the best with at least `confidence`. If not: nobody can tell between those that are in.
    pub sure: bool,
    /// 0.95.
    pub confidence: f64,
    /// Repetitions of those that are in.
    pub replications: u32,
}

/// Runs candidates under common random numbers, in looks of growing length; who is out is not run any more.
#[derive(Debug, Clone)]
pub struct BestOf {
    measure: Measure,
    sign: f64,
    settings: Settings,
    looks: u32,
    candidates: Vec<Candidate>,
    values: Vec<Answer>,
    round: Round,
    /// For each work: the candidate it is of.
    owners: Vec<usize>,
    /// Works before the present look.
    before: usize,
    done: u32,
    asked: u32,
    leader: Option<usize>,
    finished: bool,
}

impl BestOf {
    /// Asks which policy is best in a measure. The repetitions of the settings are the cap.
    ///
    /// # Errors
    /// Settings that cannot be compared, fewer than two candidates or more than 50, a measure without a better side.
    pub fn new(policies: Vec<Policy>, measure: Measure, settings: Settings) -> Result<Self, CannotAsk> {
        comparable(&settings)?;
        if policies.len() < 2 {
            return Err(CannotAsk::TooFew(policies.len()));
        } else if policies.len() > MOST_CANDIDATES {
            return Err(CannotAsk::TooMany(policies.len()));
        }
        let sign = match measure.better() {
            Better::Less => 1.0,
            Better::More => -1.0,
            Better::Depends => return Err(CannotAsk::NoDirection(measure)),
        };
        let (mut looks, mut length) = (1, FIRST);
        while length < settings.replications {
            length = length.saturating_mul(GROWTH);
            looks += 1;
        }
        let candidate =
            |policy| Candidate { policy, estimate: None, standing: Standing::In, behind: None, problems: Vec::new() };
        let values = policies.iter().map(|_| Answer { found: Vec::new() }).collect();
        let mut new = Self {
            measure,
            sign,
            settings,
            looks,
            candidates: policies.into_iter().map(candidate).collect(),
            values,
            round: Round::empty(),
            owners: Vec::new(),
            before: 0,
            done: 0,
            asked: 0,
            leader: None,
            finished: false,
        };
        new.ask(FIRST);
        Ok(new)
    }

    fn ask(&mut self, until: u32) {
        let until = until.min(self.settings.replications);
        let settings = Settings { replications: until, ..self.settings };
        self.before = self.owners.len();
        for (at, candidate) in self.candidates.iter().enumerate() {
            if candidate.standing == Standing::In {
                self.round.add(&candidate.policy, settings, &[self.measure]);
                self.round.narrow(self.asked);
                self.owners.push(at);
            }
        }
        self.asked = until;
    }

    /// All answers of a look are in: who is out, and is another look worth it?
    fn look(&mut self) {
        self.gather();
        self.done = self.asked;
        self.screen();
        let left = self.candidates.iter().filter(|candidate| candidate.standing == Standing::In).count();
        if left <= 1 || self.asked >= self.settings.replications {
            self.finished = true;
        } else {
            self.ask(self.asked.saturating_mul(GROWTH));
        }
    }

    /// Adds the values of this look to those before.
    fn gather(&mut self) {
        for (work, owner) in self.owners.iter().enumerate().skip(self.before) {
            let (Some(candidate), Some(values)) = (self.candidates.get_mut(*owner), self.values.get_mut(*owner)) else {
                continue;
            };
            match self.round.answer(work) {
                Some(answer) => match values.found.first_mut() {
                    Some(found) => found.values.extend_from_slice(answer.values(self.measure)),
                    None => *values = answer.clone(),
                },
                None => candidate.problems = self.round.problems(work).to_vec(),
            }
            let numbers: Vec<f64> = values.values(self.measure).iter().copied().flatten().collect();
            candidate.estimate = MeanEstimate::of(&numbers);
            if candidate.estimate.is_none() {
                candidate.standing = Standing::NotComparable;
            }
        }
    }

    fn screen(&mut self) {
        let candidates = self.candidates.iter().enumerate();
        let ins: Vec<usize> = candidates.filter(|(_, one)| one.standing == Standing::In).map(|(at, _)| at).collect();
        self.leader = None;
        let mut best = f64::INFINITY;
        for &at in &ins {
            let mean = self
                .candidates
                .get(at)
                .and_then(|one| one.estimate)
                .map_or(f64::INFINITY, |mean| self.sign * mean.mean);
            if mean < best {
                best = mean;
                self.leader = Some(at);
            }
        }
        let others = u32::try_from(self.candidates.len()).unwrap_or(u32::MAX).saturating_sub(1).max(1);
        // One-sided at α/(L(k − 1)) is two-sided at twice that.
        let confidence = 1.0 - 2.0 * ALPHA / (f64::from(self.looks) * f64::from(others));
        for &at in &ins {
            let beaten = ins.iter().any(|&other| other != at && self.beats(other, at, confidence));
            let behind = self.leader.filter(|leader| *leader != at).and_then(|leader| self.paired(leader, at));
            if let Some(candidate) = self.candidates.get_mut(at) {
                candidate.behind = behind;
                if beaten {
                    candidate.standing = Standing::Out;
                }
            }
        }
    }

    fn paired(&self, a: usize, b: usize) -> Option<Paired> {
        paired(self.values.get(a)?, self.values.get(b)?, self.measure)
    }

    /// Whether `a` is better than `b`, as sure as asked for.
    fn beats(&self, a: usize, b: usize, confidence: f64) -> bool {
        let Some(difference) = self.paired(a, b).map(|paired| paired.difference) else { return false };
        let t = difference.n.checked_sub(1).and_then(|degrees| student_t(degrees, confidence));
        t.is_some_and(|t| self.sign * difference.mean > t * difference.standard_error())
    }
}

impl Experiment for BestOf {
    type Result = Best;

    fn next(&mut self) -> Option<Work> {
        self.round.next()
    }

    fn take(&mut self, ticket: u32, answer: Result<Answer, Vec<Problem>>) {
        self.round.take(ticket, answer);
        if !self.finished && self.round.is_complete() {
            self.look();
        }
    }

    fn result(&self) -> Best {
        let left = self.candidates.iter().filter(|candidate| candidate.standing == Standing::In).count();
        Best {
            candidates: self.candidates.clone(),
            leader: self.leader,
            sure: self.done > 0 && left == 1,
            confidence: 1.0 - ALPHA,
            replications: self.done,
        }
    }

    fn is_finished(&self) -> bool {
        self.finished
    }

    fn progress(&self) -> Progress {
        self.round.progress(self.finished)
    }
}
