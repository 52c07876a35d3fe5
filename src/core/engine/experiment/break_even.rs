//! What would have to be true? The value of one number at which two policies tie.
//!
//! Both policies run under common random numbers, so their difference is taken repetition by repetition and has a
//! paired-t interval at every number that is tried. The tie is where the mean difference is zero; its interval reaches
//! from where the interval of the difference begins to hold zero to where it ceases to. The search brackets each of these
//! three crossings between neighbouring numbers and narrows the brackets by the secant.

use super::{
    Answer, Axis, CannotAsk, Experiment, Policy, Work,
    crossing::{Point, Points},
    heat_map::ticks,
    round::Round,
    tornado::paired,
    work::comparable,
};
use crate::{
    engine::simulation::{Better, Measure, Progress, Settings},
    model::Problem,
};

/// Numbers that are tried before the search.
const GRID: u32 = 5;
/// Brackets are narrowed to this part of the range.
const NARROW: f64 = 0.01;
/// Most numbers that are tried.
const MOST_POINTS: usize = 40;

/// One of the two policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    First,
    /// The second.
    Second,
}

/// In which policies the number moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moves {
    /// In the first; the second stays what it is.
    First,
    /// In both: a property of the world and not of a policy.
    Both,
}

/// Two policies and a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Contest {
    /// One policy.
    pub first: Policy,
    /// The other.
    pub second: Policy,
    /// The number, searched from its low to its high end.
    pub axis: Axis,
    /// Where it moves.
    pub moves: Moves,
    /// What must be equal.
    pub measure: Measure,
}

/// Where two policies tie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// The number.
    pub at: f64,
    /// From here on they cannot be told apart (95 %); `None`: down to the low end of the range.
    pub low: Option<f64>,
    /// Up to here they cannot be told apart; `None`: up to the high end of the range.
    pub high: Option<f64>,
    /// Which policy has less of the measure below the tie.
    pub less_below: Side,
    /// Whether they tie again at a higher number.
    pub more_than_once: bool,
}

/// What the search found.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// They tie.
    Ties(Tie),
    /// They never tie between the two ends.
    NeverTies {
        /// Has less of the measure everywhere.
        less: Side,
        /// Is better everywhere; `None` when neither more nor less of the measure is better.
        better: Option<Side>,
        /// Whether the difference is one that we can be sure of at every number that was tried.
        sure: bool,
    },
    /// At no number that was tried can they be told apart.
    CannotTell,
    /// The measure does not exist for one of them, or a policy cannot run: why, as far as that is known.
    Unknown(Vec<Problem>),
    /// Not yet known.
    Searching,
}

/// A number that is being tried: the works of both policies.
#[derive(Debug, Clone, Copy)]
struct Trial {
    at: f64,
    first: usize,
    second: usize,
}

/// The search.
#[derive(Debug, Clone)]
pub struct BreakEven {
    contest: Contest,
    settings: Settings,
    round: Round,
    trials: Vec<Trial>,
    /// The work of the second policy, when the number does not move in it.
    fixed: Option<usize>,
    points: Points,
    /// Trials that are counted in.
    counted: usize,
    finished: bool,
}

impl BreakEven {
    /// Asks where two policies tie.
    ///
    /// # Errors
    /// Settings that cannot be compared, or a number without a range.
    pub fn new(contest: Contest, settings: Settings) -> Result<Self, CannotAsk> {
        comparable(&settings)?;
        let grid = ticks(&contest.axis, GRID)?;
        let mut round = Round::empty();
        let fixed = match contest.moves {
            Moves::First => Some(round.add(&contest.second, settings, &[contest.measure])),
            Moves::Both => None,
        };
        let (trials, points) = (Vec::new(), Points::default());
        let mut new = Self { contest, settings, round, trials, fixed, points, counted: 0, finished: false };
        for at in grid {
            new.try_at(at);
        }
        Ok(new)
    }

    /// The numbers that were tried: number, mean difference first − second, half of its 95 % interval.
    pub fn tried(&self) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
        self.points.iter().map(|point| (point.at, point.mean, point.half_width))
    }

    fn try_at(&mut self, at: f64) {
        let Contest { first, second, axis, measure, .. } = &self.contest;
        let lever = axis.at(at);
        let first = self.round.add(&first.with(lever.clone()), self.settings, &[*measure]);
        let second = match self.fixed {
            Some(fixed) => fixed,
            None => self.round.add(&second.with(lever), self.settings, &[*measure]),
        };
        self.trials.push(Trial { at, first, second });
    }

    /// Everything that was asked for is answered: count it in, and try more numbers while brackets are wide.
    fn look(&mut self) {
        for trial in self.trials.iter().skip(self.counted) {
            let answers = self.round.answer(trial.second).zip(self.round.answer(trial.first));
            if let Some(difference) = answers.and_then(|(b, a)| paired(b, a, self.contest.measure)) {
                let (mean, half_width) = (difference.difference.mean, difference.difference.half_width);
                self.points.add(Point { at: trial.at, mean, half_width });
            }
        }
        self.counted = self.trials.len();
        let axis = &self.contest.axis;
        let narrow = if axis.unit.is_whole() { 1.0 } else { NARROW * (axis.high - axis.low) };
        let next = self.points.next(narrow, |number| axis.rounded(number));
        if next.is_empty() || self.trials.len() + next.len() > MOST_POINTS {
            self.finished = true;
        } else {
            for at in next {
                self.try_at(at);
            }
        }
    }

    fn verdict(&self) -> Verdict {
        if !self.finished {
            return Verdict::Searching;
        }
        let Some(bracket) = self.points.mean_bracket() else { return self.without_a_tie() };
        let (below, above) = self.points.edge_brackets().unwrap_or((None, None));
        let at = bracket.crossing();
        let before = self.points.iter().rfind(|point| point.at < at && point.mean != 0.0);
        let after = self.points.iter().find(|point| point.at > at && point.mean != 0.0);
        let first_is_less =
            before.map_or_else(|| after.is_some_and(|point| point.mean > 0.0), |point| point.mean < 0.0);
        Verdict::Ties(Tie {
            at,
            low: below.map(|bracket| bracket.crossing().min(at)),
            high: above.map(|bracket| bracket.crossing().max(at)),
            less_below: if first_is_less { Side::First } else { Side::Second },
            more_than_once: self.points.sign_changes() > 1,
        })
    }

    fn without_a_tie(&self) -> Verdict {
        let surely = |point: &Point| point.mean.abs() > point.half_width;
        let (mut points, mut sure, mut less) = (0, 0, None);
        for point in self.points.iter() {
            points += 1;
            sure += usize::from(surely(point));
            if point.mean != 0.0 {
                less = Some(if point.mean < 0.0 { Side::First } else { Side::Second });
            }
        }
        if points == 0 {
            let works = self.trials.iter().flat_map(|trial| [trial.first, trial.second]);
            let problems = works.map(|work| self.round.problems(work)).find(|problems| !problems.is_empty());
            return Verdict::Unknown(problems.unwrap_or_default().to_vec());
        }
        match (less, sure) {
            (None, _) | (_, 0) => Verdict::CannotTell,
            (Some(less), _) => Verdict::NeverTies {
                less,
                better: match self.contest.measure.better() {
                    Better::Less => Some(less),
                    Better::More => Some(if less == Side::First { Side::Second } else { Side::First }),
                    Better::Depends => None,
                },
                sure: sure == points,
            },
        }
    }
}

impl Experiment for BreakEven {
    type Result = Verdict;

    fn next(&mut self) -> Option<Work> {
        self.round.next()
    }

    fn take(&mut self, ticket: u32, answer: Result<Answer, Vec<Problem>>) {
        self.round.take(ticket, answer);
        if !self.finished && self.round.is_complete() {
            self.look();
        }
    }

    fn result(&self) -> Verdict {
        self.verdict()
    }

    fn is_finished(&self) -> bool {
        self.finished
    }

    fn progress(&self) -> Progress {
        self.round.progress(self.finished)
    }
}
