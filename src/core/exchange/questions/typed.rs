//! What is typed as an answer becomes a value, or a sentence that says what to type. Times and shares are read as
//! everywhere else; a bare number is hours or percent.

use thiserror::Error;

use super::{Answers, LONGEST_RESTORE, MOST_BAD, MOST_CHANGES, Question};
use crate::{
    exchange::capture::{self, StepDraft},
    model::{Elapsed, Share},
};

/// Why an answer was refused. Texts are cut to 40 characters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// Not a number of changes.
    #[error("\"{0}\" is not a number of changes a week. Type a number above 0, at most 500.")]
    Changes(String),
    /// Not a time before a meeting.
    #[error("\"{0}\" is not a time before the meeting. Type less than a week, such as 2d or 46h.")]
    CutOff(String),
    /// Not a share of bad changes.
    #[error("\"{0}\" is not a share of bad changes. Type 0 to 50 %.")]
    BadChanges(String),
    /// Not a time of repair.
    #[error("\"{0}\" is not a time to restore. Type more than nothing and at most two weeks, such as 2h.")]
    Restore(String),
    /// Not an objective.
    #[error("\"{0}\" is not an objective. Type a percentage from 50 to below 100, such as 99.9.")]
    Slo(String),
    /// Not a share of standard changes.
    #[error("\"{0}\" is not a share of pre-approved changes. Type 0 to 100 %.")]
    Standard(String),
    /// What the answers make is no sound workspace.
    #[error("{0}")]
    Unsound(String),
    /// A question with choices.
    #[error("This question has choices. Choose one of them.")]
    Choice,
}

impl Answers {
    /// Takes what was typed as an answer; nothing takes the answer back. What is typed for the approval is the time
    /// before the meeting at which papers are due.
    ///
    /// # Errors
    /// What cannot be an answer; nothing is changed then.
    pub fn take(&mut self, question: Question, text: &str) -> Result<(), Refused> {
        let text = text.trim();
        let cut = || text.chars().take(40).collect::<String>();
        let nothing = text.is_empty();
        match question {
            Question::Changes => {
                let read = rough(text).filter(|count| *count > 0.0 && *count <= MOST_CHANGES);
                self.changes_per_week = keep(nothing, read, || Refused::Changes(cut()))?;
            }
            Question::Approval => {
                let read = time(text).filter(|time| time.hours() < 168.0);
                self.cut_off = keep(nothing, read, || Refused::CutOff(cut()))?;
            }
            Question::BadChanges => {
                let read = share(text).filter(|share| *share <= MOST_BAD);
                self.bad_changes = keep(nothing, read, || Refused::BadChanges(cut()))?;
            }
            Question::Restore => {
                let read = time(text).filter(|time| time.hours() > 0.0 && *time <= LONGEST_RESTORE);
                self.restore = keep(nothing, read, || Refused::Restore(cut()))?;
            }
            Question::Slo => {
                self.slo = keep(nothing, text.replace(',', ".").parse().ok(), || Refused::Slo(cut()))?;
            }
            Question::Standard => self.standard = keep(nothing, share(text), || Refused::Standard(cut()))?,
            Question::Sector | Question::Release => return Err(Refused::Choice),
        }
        Ok(())
    }

    /// What is out of range in answers that were not typed.
    ///
    /// # Errors
    /// The first of them.
    pub(super) fn check(&self) -> Result<(), Refused> {
        let fits = |count: f64| count > 0.0 && count <= MOST_CHANGES;
        if let Some(count) = self.changes_per_week.filter(|count| !fits(*count)) {
            return Err(Refused::Changes(format!("{count}")));
        }
        if let Some(time) = self.cut_off.filter(|time| time.hours() >= 168.0) {
            return Err(Refused::CutOff(hours(time)));
        }
        if let Some(bad) = self.bad_changes.filter(|bad| *bad > MOST_BAD) {
            return Err(Refused::BadChanges(percent(bad)));
        }
        match self.restore.filter(|time| time.hours() <= 0.0 || *time > LONGEST_RESTORE) {
            Some(time) => Err(Refused::Restore(hours(time))),
            None => Ok(()),
        }
    }
}

fn keep<T>(nothing: bool, read: Option<T>, refuse: impl FnOnce() -> Refused) -> Result<Option<T>, Refused> {
    if nothing { Ok(None) } else { read.map(Some).ok_or_else(refuse) }
}

fn time(text: &str) -> Option<Elapsed> {
    let time = cell("Total (h)", text)?.total?;
    Some(Elapsed::clamped_hours(f64::midpoint(time.low.hours(), time.high.hours())))
}

/// A share in percent, with or without the sign; a range means its middle.
fn share(text: &str) -> Option<Share> {
    Share::new(rough(&text.replace('%', ""))? / 100.0).ok()
}

/// A number, or the middle of a range such as "8-10" or "2 to 4".
fn rough(text: &str) -> Option<f64> {
    let ends = ["to", "\u{2013}", "-"].into_iter().find_map(|between| text.split_once(between));
    match ends {
        Some((low, high)) => {
            let (low, high) = (number(low)?, number(high)?);
            (low <= high).then(|| f64::midpoint(low, high))
        }
        None => number(text),
    }
}

/// A number with a decimal point or comma. "1,000" is a thousand to some and one to others, so it is none.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let ambiguous =
        text.rsplit_once(',').is_some_and(|(_, end)| end.len() == 3 && end.bytes().all(|b| b.is_ascii_digit()));
    let read = if ambiguous { None } else { text.replace(',', ".").parse::<f64>().ok() };
    read.filter(|number| number.is_finite())
}

/// One column of a table of one row, so that the same words are understood here as where steps are pasted.
fn cell(column: &str, text: &str) -> Option<StepDraft> {
    let text = text.replace(['\t', '\n', '\r'], " ");
    let mut read = capture::read(&format!("Step\t{column}\nx\t{text}"));
    if read.problems.is_empty() { read.steps.pop().map(|(_, draft)| draft) } else { None }
}

/// "46 h", "30 min", "4 d".
pub(super) fn hours(time: Elapsed) -> String {
    let hours = time.hours();
    if hours > 0.0 && hours < 1.0 {
        format!("{} min", round(hours * 60.0))
    } else if hours >= 48.0 && (hours / 24.0).fract() == 0.0 {
        format!("{} d", hours / 24.0)
    } else {
        format!("{} h", round(hours))
    }
}

/// "3 %", "2.5 %".
pub(super) fn percent(share: Share) -> String {
    format!("{} %", round(share.percent()))
}

/// To a tenth.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
