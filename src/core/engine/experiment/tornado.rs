//! Which lever matters most: each at its low and its high end, everything else as it is.

use super::{Answer, Axis, CannotAsk, Experiment, Policy, Work, round::Round, work::comparable};
use crate::{
    engine::{
        simulation::{Measure, Progress, Settings},
        statistics::Paired,
    },
    model::Problem,
};

/// More levers are not asked for at once.
const MOST_AXES: usize = 100;

/// What one end of a lever does.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The number of the lever.
    pub number: f64,
    /// Against the base, repetition by repetition; `None` while it is not known, or when the measure does not exist.
    pub against_base: Option<Paired>,
    /// Why the policy cannot run; empty when it can.
    pub problems: Vec<Problem>,
}

impl Effect {
    fn difference(&self) -> f64 {
        self.against_base.map_or(0.0, |paired| paired.difference.mean)
    }
}

/// A lever of the tornado.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What moves.
    pub axis: Axis,
    /// At the low end.
    pub low: Effect,
    /// At the high end.
    pub high: Effect,
}

impl Bar {
    /// How far the measure moves between the lowest and the highest of low end, base and high end, in its unit.
    pub fn swing(&self) -> f64 {
        let (low, high) = (self.low.difference(), self.high.difference());
        low.max(high).max(0.0) - low.min(high).min(0.0)
    }
}

/// Longest bar first; bars of the same swing stay in the order of their levers.
pub fn bars_in_order(bars: &[Bar]) -> Vec<&Bar> {
    let mut sorted: Vec<&Bar> = bars.iter().collect();
    // By hand, because bars are few: no sorting code for one more type. Stable, so equal bars keep their order.
    for end in 1..sorted.len() {
        let mut at = end;
        while at > 0
            && let (Some(before), Some(here)) = (sorted.get(at - 1), sorted.get(at))
            && before.swing() < here.swing()
        {
            sorted.swap(at - 1, at);
            at -= 1;
        }
    }
    sorted
}

/// One lever at a time, under common random numbers. What two levers do together stays hidden here: see
/// [`HeatMap`](super::HeatMap).
#[derive(Debug, Clone)]
pub struct Tornado {
    axes: Vec<Axis>,
    measure: Measure,
    round: Round,
}

impl Tornado {
    /// Asks for a policy and levers on top of it.
    ///
    /// # Errors
    /// Settings that cannot be compared, no lever, or more than a hundred.
    pub fn new(base: &Policy, axes: Vec<Axis>, measure: Measure, settings: Settings) -> Result<Self, CannotAsk> {
        comparable(&settings)?;
        if axes.is_empty() {
            return Err(CannotAsk::TooFew(1));
        } else if axes.len() > MOST_AXES {
            return Err(CannotAsk::TooMany(2 * axes.len() + 1));
        }
        let mut round = Round::empty();
        round.add(base, settings, &[measure]);
        for axis in &axes {
            round.add(&base.with(axis.at(axis.low)), settings, &[measure]);
            round.add(&base.with(axis.at(axis.high)), settings, &[measure]);
        }
        Ok(Self { axes, measure, round })
    }

    fn effect(&self, number: f64, at: usize) -> Effect {
        Effect {
            number,
            against_base: self
                .round
                .answer(0)
                .zip(self.round.answer(at))
                .and_then(|(base, moved)| paired(base, moved, self.measure)),
            problems: self.round.problems(at).to_vec(),
        }
    }
}

/// B − A over the repetitions in which the measure exists in both.
pub(super) fn paired(a: &Answer, b: &Answer, measure: Measure) -> Option<Paired> {
    let pairs = a.values(measure).iter().zip(b.values(measure));
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.filter_map(|(a, b)| Some(((*a)?, (*b)?))).unzip();
    Paired::of(&a, &b)
}

impl Experiment for Tornado {
    /// The bars in the order of the levers; [`bars_in_order`] sorts them.
    type Result = Vec<Bar>;

    fn next(&mut self) -> Option<Work> {
        self.round.next()
    }

    fn take(&mut self, ticket: u32, answer: Result<Answer, Vec<Problem>>) {
        self.round.take(ticket, answer);
    }

    fn result(&self) -> Vec<Bar> {
        let bar = |(axis, at): (&Axis, usize)| Bar {
            axis: axis.clone(),
            low: self.effect(axis.rounded(axis.low), at),
            high: self.effect(axis.rounded(axis.high), at + 1),
        };
        self.axes.iter().zip((1..).step_by(2)).map(bar).collect()
    }

    fn is_finished(&self) -> bool {
        self.round.is_complete()
    }

    fn progress(&self) -> Progress {
        self.round.progress(self.is_finished())
    }
}
