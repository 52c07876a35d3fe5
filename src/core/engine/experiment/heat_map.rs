//! What two levers do together: a grid.

use super::{Answer, Axis, CannotAsk, Experiment, Policy, Work, round::Round, tornado::paired, work::comparable};
use crate::{
    engine::{
        simulation::{Measure, Progress, Settings},
        statistics::{MeanEstimate, Paired},
    },
    model::Problem,
};

/// Most cells of a grid.
pub const MOST_CELLS: usize = 400;

/// A cell of the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Number of the first lever.
    pub across: f64,
    /// Number of the second lever.
    pub up: f64,
    /// The measure; `None` while it is not known, or when it does not exist.
    pub estimate: Option<MeanEstimate>,
    /// Against the base without either lever, repetition by repetition.
    pub against_base: Option<Paired>,
    /// Why the policy cannot run; empty when it can.
    pub problems: Vec<Problem>,
}

/// Two levers on top of a policy, each at several numbers from its low to its high end, under common random numbers.
#[derive(Debug, Clone)]
pub struct HeatMap {
    measure: Measure,
    /// Numbers of each cell, row by row: the first lever moves fastest.
    numbers: Vec<(f64, f64)>,
    round: Round,
}

impl HeatMap {
    /// Asks for a grid of `columns` × `rows` (both at least 2). Numbers that a lever rounds to the same are run once.
    ///
    /// # Errors
    /// Settings that cannot be compared, a lever without a range, too few or too many cells.
    pub fn new(
        base: &Policy,
        across: &Axis,
        up: &Axis,
        (columns, rows): (u32, u32),
        measure: Measure,
        settings: Settings,
    ) -> Result<Self, CannotAsk> {
        comparable(&settings)?;
        let (columns, rows) = (ticks(across, columns)?, ticks(up, rows)?);
        let cells = columns.len() * rows.len();
        if cells > MOST_CELLS {
            return Err(CannotAsk::TooMany(cells));
        }
        let mut round = Round::empty();
        round.add(base, settings, &[measure]);
        let mut numbers = Vec::with_capacity(cells);
        for &row in &rows {
            for &column in &columns {
                numbers.push((column, row));
                round.add(&base.with(across.at(column)).with(up.at(row)), settings, &[measure]);
            }
        }
        Ok(Self { measure, numbers, round })
    }
}

/// Evenly spaced numbers from the low to the high end, as the lever rounds them, each once.
pub(super) fn ticks(axis: &Axis, count: u32) -> Result<Vec<f64>, CannotAsk> {
    if count < 2 {
        return Err(CannotAsk::TooFew(1));
    } else if count > 1000 {
        return Err(CannotAsk::TooMany(usize::try_from(count).unwrap_or(usize::MAX)));
    }
    let step = (axis.high - axis.low) / f64::from(count - 1);
    let mut ticks: Vec<f64> = Vec::new();
    for k in 0..count {
        let tick = axis.rounded(if k + 1 == count { axis.high } else { axis.low + f64::from(k) * step });
        if ticks.last().is_none_or(|last| tick > *last) {
            ticks.push(tick);
        }
    }
    if ticks.len() < 2 { Err(CannotAsk::NoRange(axis.label.clone())) } else { Ok(ticks) }
}

impl Experiment for HeatMap {
    /// Row by row, the first lever moving fastest.
    type Result = Vec<Cell>;

    fn next(&mut self) -> Option<Work> {
        self.round.next()
    }

    fn take(&mut self, ticket: u32, answer: Result<Answer, Vec<Problem>>) {
        self.round.take(ticket, answer);
    }

    fn result(&self) -> Vec<Cell> {
        let cell = |(&(across, up), at): (&(f64, f64), usize)| {
            let answer = self.round.answer(at);
            let values =
                answer.map(|answer| answer.values(self.measure).iter().copied().flatten().collect::<Vec<f64>>());
            Cell {
                across,
                up,
                estimate: values.and_then(|values| MeanEstimate::of(&values)),
                against_base: self
                    .round
                    .answer(0)
                    .zip(answer)
                    .and_then(|(base, here)| paired(base, here, self.measure)),
                problems: self.round.problems(at).to_vec(),
            }
        };
        self.numbers.iter().zip(1..).map(cell).collect()
    }

    fn is_finished(&self) -> bool {
        self.round.is_complete()
    }

    fn progress(&self) -> Progress {
        self.round.progress(self.is_finished())
    }
}
