//! Fast capture of steps: one line typed, or rows pasted from a spreadsheet.
//!
//! ```text
//! Test | Quality | 4h work | 2-3d total | 85%
//! ```
//!
//! Fields stand between tabs, `|` or `;` (the first of these that a text contains). The first words are the step's name,
//! the next its team. Times and shares are known by their unit, so their order does not matter; of two times without
//! a keyword the first is work, the second the total. `~`, `?` and ranges mark a number as assumed. A first row of
//! names such as `Step | Team | Work (h) | Total (d) | %C&A` gives columns their meaning, and bare numbers their unit.
//!
//! **Two clocks.** *Work* counts working hours: a day of work is 8 h, a week 40 h. The *total*, from arriving to
//! leaving, counts the calendar: a day is 24 h, a week 168 h.

mod cells;
pub(in crate::exchange) mod columns;
pub(in crate::exchange) mod measure;
mod row;
mod write;

use thiserror::Error;

use crate::model::{Distribution, Elapsed, Observed, Share, Step, WorkTime, check::MOST_STEPS};

use self::columns::Columns;

/// A step as somebody typed it: only what the line said.
#[derive(Debug, Clone, PartialEq)]
pub struct StepDraft {
    /// Its name: never empty, at most 200 characters, one line.
    pub name: String,
    /// Name of the team, as typed.
    pub team: Option<String>,
    /// Hands-on work, in working hours.
    pub work: Option<Rough<WorkTime>>,
    /// From arriving to leaving, on the calendar.
    pub total: Option<Rough<Elapsed>>,
    /// %C&A.
    pub complete_accurate: Option<Share>,
}

/// A number or a range, perhaps a guess.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rough<T> {
    /// At least.
    pub low: T,
    /// At most; equal to `low` for one number.
    pub high: T,
    /// Whether it is a guess: a range, or marked by `~` or `?`.
    pub assumed: bool,
}

/// What a text held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Captured {
    /// The steps that could be read, each with its line, from 1.
    pub steps: Vec<(usize, StepDraft)>,
    /// What could not be read; its rows are left out.
    pub problems: Vec<CaptureProblem>,
}

/// A row that was left out, and why.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("Line {line}{}: {fault}", .field.map_or(String::new(), |field| format!(", field {field}")))]
pub struct CaptureProblem {
    /// Line of the text on which the row begins, from 1.
    pub line: usize,
    /// Field of the row, from 1; `None` when the whole row is meant.
    pub field: Option<usize>,
    /// Why.
    pub fault: Fault,
}

/// Why a field or row could not be read. Texts are cut to 40 characters.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Fault {
    /// No words that could be a name.
    #[error("the step has no name. Type its name first.")]
    NoName,
    /// A name longer than allowed.
    #[error("the name is longer than 200 characters. Shorten it.")]
    LongName,
    /// Neither words where words may stand, nor a time or share.
    #[error("\"{0}\" is neither a time such as \"4h work\" or \"2-3d total\", nor a share such as \"85%\".")]
    Unreadable(String),
    /// A bare number.
    #[error("\"{0}\" has no unit. Add min, h, d or w, or %.")]
    NoUnit(String),
    /// A number below zero.
    #[error("\"{0}\" is below zero. Type a length of time from 0.")]
    Negative(String),
    /// A range from high to low.
    #[error("\"{0}\" runs backwards. Type the smaller number first.")]
    Backwards(String),
    /// Longer than ten years.
    #[error("\"{0}\" is longer than ten years. Correct the number or its unit.")]
    TooLong(String),
    /// A share that is not one number from 0 to 100 %.
    #[error("\"{0}\" is not one share from 0 to 100 %.")]
    Share(String),
    /// The same thing said twice.
    #[error("\"{0}\" says again what an earlier field said. Keep one of them.")]
    Twice(String),
    /// A quotation mark that is never closed.
    #[error("a quotation mark is opened and never closed. Close it, or remove it.")]
    OpenQuote,
    /// More rows than a workspace holds.
    #[error("only the first {MOST_STEPS} rows are read. Paste the rest elsewhere.")]
    TooMany,
}

/// Reads steps from typed or pasted text. Blank lines mean nothing. It never fails as a whole: what cannot be read is
/// in `problems`, and its row is left out.
pub fn read(text: &str) -> Captured {
    let mut captured = Captured::default();
    let mut columns: Option<Columns> = None;
    for (index, row) in cells::rows(text).enumerate() {
        if index == 0
            && let Some(found) = Columns::of(&row)
        {
            columns = Some(found);
            continue;
        }
        if captured.steps.len() + captured.problems.len() >= MOST_STEPS {
            captured.problems.push(CaptureProblem { line: row.line, field: None, fault: Fault::TooMany });
            break;
        }
        match row::draft(&row, columns.as_ref()) {
            Ok(draft) => captured.steps.push((row.line, draft)),
            Err(problem) => captured.problems.push(problem),
        }
    }
    captured
}

impl<T: PartialOrd> Rough<T> {
    /// Whether it is a range.
    pub fn is_range(&self) -> bool {
        self.high > self.low
    }
}

impl Rough<WorkTime> {
    /// The work time as the model keeps it. One number is fixed. Of a range, seven of ten are taken to lie inside:
    /// a lognormal whose 15 % and 85 % points are its ends, so its median is √(low · high). A range from zero, which no
    /// lognormal has, is triangular.
    pub fn distribution(&self) -> Distribution {
        let (low, high) = (self.low.hours(), self.high.hours());
        if !self.is_range() {
            Distribution::Fixed { hours: low }
        } else if low > 0.0 {
            Distribution::Lognormal { median: libm::sqrt(low * high), p85: high }
        } else {
            Distribution::Triangular { low, mode: f64::midpoint(low, high), high }
        }
    }

    /// The range that [`Self::distribution`] would turn into this one, nearly: for an exponential or triangular
    /// distribution it only says the usual size.
    fn of(work: &Distribution, assumed: bool) -> Self {
        let time = WorkTime::clamped_hours;
        let (low, high) = match *work {
            Distribution::Fixed { hours } => (hours, hours),
            Distribution::Exponential { mean } => (mean, mean),
            Distribution::Lognormal { median, p85 } => (median * median / p85, p85),
            Distribution::Triangular { low, high, .. } | Distribution::Pert { low, high, .. } => (low, high),
            Distribution::Gamma { .. } | Distribution::Weibull { .. } | Distribution::Empirical { .. } => {
                (work.median(), work.median())
            }
        };
        Self { low: time(low), high: time(high), assumed: assumed || high > low }
    }
}

impl From<Rough<Elapsed>> for Observed {
    fn from(total: Rough<Elapsed>) -> Self {
        Self { low: total.low, high: total.high, assumed: total.assumed }
    }
}

impl StepDraft {
    /// What a line can say of a step of the model; `team` is the name of its team.
    pub fn of(step: &Step, team: Option<&str>) -> Self {
        Self {
            name: step.name.clone(),
            team: team.map(str::to_owned),
            work: Some(Rough::of(&step.work, step.assumed)),
            total: step.observed.map(|seen| Rough {
                low: seen.low,
                high: seen.high,
                assumed: seen.assumed || seen.is_range(),
            }),
            complete_accurate: step.complete_accurate,
        }
    }

    /// The line that reads back as this draft.
    pub fn line(&self) -> String {
        write::line(self)
    }
}
