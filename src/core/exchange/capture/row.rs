//! One row becomes one draft.

use crate::model::{Elapsed, Share, UnitError, WorkTime, check::LONGEST_NAME};

use super::{
    CaptureProblem, Fault, Rough, StepDraft,
    cells::{Cell, Row},
    columns::{Column, Columns},
    measure::{Amount, Clock, Measure, Unit, cut, measure},
};

/// What the row said so far.
#[derive(Default)]
struct Said {
    name: Option<String>,
    team: Option<String>,
    work: Option<Rough<WorkTime>>,
    total: Option<Rough<Elapsed>>,
    accurate: Option<Share>,
    /// Times without a keyword, with their field: first work, then the total, as far as those are still unsaid.
    times: Vec<(usize, Time)>,
}

struct Time {
    low: Amount,
    high: Amount,
    assumed: bool,
    /// The field, for sentences.
    text: String,
}

pub(super) fn draft(row: &Row, columns: Option<&Columns>) -> Result<StepDraft, CaptureProblem> {
    let problem = |field: Option<usize>, fault: Fault| CaptureProblem { line: row.line, field, fault };
    if row.open_quote {
        return Err(problem(Some(row.cells.len()), Fault::OpenQuote));
    }
    // An empty first field is a missing name, not a name that comes later.
    if columns.is_none() && row.cells.first().is_some_and(|cell| cell.text.is_empty()) {
        return Err(problem(Some(1), Fault::NoName));
    }
    let mut said = Said::default();
    for (index, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
        let read = match columns {
            Some(columns) => said.column(cell, columns.at(index)),
            None => said.field(index, cell),
        };
        read.map_err(|fault| problem(Some(index + 1), fault))?;
    }
    for (index, time) in std::mem::take(&mut said.times) {
        let clock = if said.work.is_none() { Clock::Work } else { Clock::Calendar };
        said.time(&time, clock).map_err(|fault| problem(Some(index + 1), fault))?;
    }
    let name = said.name.ok_or_else(|| problem(None, Fault::NoName))?;
    if [Some(&name), said.team.as_ref()].into_iter().flatten().any(|name| name.chars().count() > LONGEST_NAME) {
        return Err(problem(None, Fault::LongName));
    }
    Ok(StepDraft { name, team: said.team, work: said.work, total: said.total, complete_accurate: said.accurate })
}

impl Said {
    /// A field of a row without a head: known by what it looks like.
    fn field(&mut self, index: usize, cell: &Cell) -> Result<(), Fault> {
        let text = &cell.text;
        let found = if cell.quoted { None } else { measure(text).transpose()? };
        match found {
            None => self.words(text),
            Some(Measure::Bare { .. }) => Err(Fault::NoUnit(cut(text))),
            Some(Measure::Percent(percent)) => self.percent(text, percent),
            Some(Measure::Time { low, high, assumed, clock }) => {
                let time = Time { low, high, assumed, text: text.clone() };
                if let Some(clock) = clock {
                    self.time(&time, clock)
                } else {
                    self.times.push((index, time));
                    Ok(())
                }
            }
        }
    }

    /// A field of a row with a head: its column says what it is.
    fn column(&mut self, cell: &Cell, column: Column) -> Result<(), Fault> {
        let text = &cell.text;
        match column {
            Column::Name => put(&mut self.name, text.clone(), text),
            Column::Team => put(&mut self.team, text.clone(), text),
            Column::Work(unit) => self.in_column(text, Clock::Work, unit),
            Column::Total(unit) => self.in_column(text, Clock::Calendar, unit),
            Column::Accurate => match measure(text).transpose()? {
                Some(Measure::Percent(percent) | Measure::Bare { low: percent, .. }) => self.percent(text, percent),
                _ => Err(Fault::Share(cut(text))),
            },
            Column::Other => Ok(()),
        }
    }

    fn in_column(&mut self, text: &str, clock: Clock, unit: Unit) -> Result<(), Fault> {
        let (low, high, assumed) = match measure(text).transpose()? {
            Some(Measure::Time { low, high, assumed, clock: said }) if said.is_none_or(|said| said == clock) => {
                (low, high, assumed)
            }
            Some(Measure::Bare { low, high, assumed }) => (Amount::one(low, unit), Amount::one(high, unit), assumed),
            _ => return Err(Fault::Unreadable(cut(text))),
        };
        self.time(&Time { low, high, assumed, text: text.to_owned() }, clock)
    }

    fn words(&mut self, text: &str) -> Result<(), Fault> {
        let place = if self.name.is_none() {
            &mut self.name
        } else if self.team.is_none() {
            &mut self.team
        } else {
            return Err(Fault::Unreadable(cut(text)));
        };
        *place = Some(text.to_owned());
        Ok(())
    }

    fn percent(&mut self, text: &str, percent: f64) -> Result<(), Fault> {
        let share = Share::new(percent / 100.0).map_err(|_| Fault::Share(cut(text)))?;
        put(&mut self.accurate, share, text)
    }

    fn time(&mut self, time: &Time, clock: Clock) -> Result<(), Fault> {
        let Time { text, assumed, .. } = time;
        let (low, high) = (time.low.hours(clock), time.high.hours(clock));
        if low > high {
            return Err(Fault::Backwards(cut(text)));
        }
        let too_long = |_: UnitError| Fault::TooLong(cut(text));
        match clock {
            Clock::Work => {
                let (low, high) = (WorkTime::from_hours(low), WorkTime::from_hours(high));
                let work = Rough { low: low.map_err(too_long)?, high: high.map_err(too_long)?, assumed: *assumed };
                put(&mut self.work, work, text)
            }
            Clock::Calendar => {
                let (low, high) = (Elapsed::from_hours(low), Elapsed::from_hours(high));
                let total = Rough { low: low.map_err(too_long)?, high: high.map_err(too_long)?, assumed: *assumed };
                put(&mut self.total, total, text)
            }
        }
    }
}

/// Fills a place once.
fn put<T>(place: &mut Option<T>, value: T, text: &str) -> Result<(), Fault> {
    if place.is_some() {
        return Err(Fault::Twice(cut(text)));
    }
    *place = Some(value);
    Ok(())
}
