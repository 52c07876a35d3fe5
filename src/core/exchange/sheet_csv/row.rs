//! One row becomes what it says.

use super::{
    MOST_NEXT, Problems,
    heads::{Column, Heads},
    values::{self, Time},
};
use crate::{
    exchange::{
        capture::measure::{Clock, Unit},
        csv_out,
        delivery_csv::bytes::Record,
    },
    model::{
        Activity, Cadence, Calendar, LifecycleActivity, Practice, Role, Share, Together, Workers,
        check::{LONGEST_NAME, LONGEST_NOTE},
    },
};

/// What a cell says where there may be nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum May<T> {
    /// There is no such cell, or it could not be read.
    #[default]
    Silent,
    /// The cell is empty: there is none.
    Nothing,
    /// There is one.
    Is(T),
}

impl<T> May<T> {
    /// What there is then, given what there is now.
    pub(super) fn or(self, now: Option<T>) -> Option<T> {
        match self {
            Self::Silent => now,
            Self::Nothing => None,
            Self::Is(value) => Some(value),
        }
    }
}

/// What a row says. `None`: nothing.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Its number in the file.
    pub(super) row: usize,
    /// Empty where the file gives none.
    pub(super) id: String,
    pub(super) name: String,
    /// Empty: nobody.
    pub(super) team: Option<String>,
    pub(super) activity: Option<Activity>,
    pub(super) lifecycle: Option<LifecycleActivity>,
    pub(super) practices: Option<Vec<Practice>>,
    pub(super) roles: Option<Vec<Role>>,
    /// Its place among the kinds.
    pub(super) kind: Option<usize>,
    pub(super) stops_bad: Option<Share>,
    pub(super) stops_good: Option<Share>,
    pub(super) fails: Option<Share>,
    pub(super) work: Option<Time>,
    pub(super) work_assumed: Option<bool>,
    pub(super) observed: May<Time>,
    pub(super) observed_assumed: Option<bool>,
    pub(super) accurate: May<Share>,
    pub(super) people: Option<Workers>,
    pub(super) calendar: Option<Calendar>,
    pub(super) limit: May<u16>,
    pub(super) cadence: May<Cadence>,
    pub(super) together: May<Together>,
    /// References with their shares.
    pub(super) next: Option<Vec<(String, Option<Share>)>>,
    /// A reference; empty: none.
    pub(super) rework: Option<String>,
    pub(super) clock: Option<bool>,
    pub(super) note: Option<String>,
}

/// Reads a row; `None` when it names no step, which is said.
pub(super) fn read(heads: &Heads, record: &Record, problems: &mut Problems) -> Option<Said> {
    let mut said = Said { row: record.row, ..Said::default() };
    let ours = heads.find(Column::Id).is_some();
    let mut ends = Ends::default();
    for (at, name, column, unit) in heads.each() {
        let text = csv_out::unguard(record.fields.get(at).unwrap_or_default());
        // A file of ours gives texts as they are; elsewhere blanks around them mean nothing.
        let text =
            if ours && matches!(column, Column::Name | Column::Team | Column::Note) { text } else { text.trim() };
        if let Err(sentence) = said.cell(column, unit, text, &mut ends) {
            problems.add(record.row, name, sentence);
        }
    }
    ends.settle(&mut said).into_iter().for_each(|column| {
        let sentence = "this time is shorter than the one before it. Type the smaller number first.";
        problems.add(record.row, heads.find(column).unwrap_or_default(), sentence.to_owned());
    });
    if said.name.trim().is_empty() {
        let column = heads.find(Column::Name).unwrap_or_default();
        problems.add(record.row, column, "the step has no name. Type its name; the row is left out.".to_owned());
        return None;
    }
    Some(said)
}

/// The ends of times that stand in two cells.
#[derive(Default)]
struct Ends {
    work: [May<Time>; 2],
    observed: [May<Time>; 2],
}

impl Ends {
    /// Puts the ends together. Gives the columns whose upper end lies below the lower one.
    fn settle(self, said: &mut Said) -> Vec<Column> {
        let mut wrong = Vec::new();
        match joined(self.work) {
            Some(May::Is(time)) => said.work = Some(time),
            Some(_) => {}
            None => wrong.push(Column::WorkHigh),
        }
        match joined(self.observed) {
            Some(May::Silent) => {}
            Some(time) => said.observed = time,
            None => wrong.push(Column::ObservedHigh),
        }
        wrong
    }
}

/// One range of two ends, where an end that is missing is the other one; `None` when it runs backwards.
fn joined(ends: [May<Time>; 2]) -> Option<May<Time>> {
    let time = match ends {
        [May::Is(low), May::Is(high)] => Time { low: low.low, high: high.high, assumed: low.assumed || high.assumed },
        [May::Is(one), _] | [_, May::Is(one)] => one,
        [May::Nothing, _] | [_, May::Nothing] => return Some(May::Nothing),
        [May::Silent, May::Silent] => return Some(May::Silent),
    };
    (time.low <= time.high).then_some(May::Is(time))
}

impl Said {
    fn cell(&mut self, column: Column, unit: Unit, text: &str, ends: &mut Ends) -> Result<(), String> {
        match column {
            Column::Id => text.clone_into(&mut self.id),
            Column::Name => self.name = short(text, LONGEST_NAME, "name")?,
            Column::Team => self.team = Some(short(text, LONGEST_NAME, "name of the team")?),
            Column::Note => self.note = Some(short(text, LONGEST_NOTE, "note")?),
            Column::WorkAssumed => self.work_assumed = Some(values::yes(text)?),
            Column::ObservedAssumed => self.observed_assumed = Some(values::yes(text)?),
            Column::Clock => self.clock = Some(values::yes(text)?),
            Column::Rework => self.rework = Some(text.to_owned()),
            Column::Practices => self.practices = Some(values::practices(text)?),
            Column::Roles => self.roles = Some(values::roles(text)?),
            Column::Next => self.next = Some(next(text)?),
            Column::Observed => self.observed = optional(text, |text| values::time(text, Clock::Calendar, unit))?,
            Column::ObservedLow => ends.observed[0] = optional(text, |text| values::time(text, Clock::Calendar, unit))?,
            Column::ObservedHigh => {
                ends.observed[1] = optional(text, |text| values::time(text, Clock::Calendar, unit))?;
            }
            Column::Accurate => self.accurate = optional(text, values::share)?,
            Column::WipLimit => self.limit = optional(text, values::limit)?,
            Column::Cadence => self.cadence = optional(text, values::cadence)?,
            Column::Together => self.together = optional(text, values::together)?,
            _ if text.is_empty() => {}
            Column::Activity => self.activity = Some(values::activity(text)?),
            Column::Lifecycle => self.lifecycle = Some(values::lifecycle(text)?),
            Column::Kind => self.kind = Some(values::kind(text)?),
            Column::StopsBad => self.stops_bad = Some(values::share(text)?),
            Column::StopsGood => self.stops_good = Some(values::share(text)?),
            Column::Fails => self.fails = Some(values::share(text)?),
            Column::Work => self.work = Some(values::time(text, Clock::Work, unit)?),
            Column::WorkLow => ends.work[0] = May::Is(values::time(text, Clock::Work, unit)?),
            Column::WorkHigh => ends.work[1] = May::Is(values::time(text, Clock::Work, unit)?),
            Column::People => self.people = Some(values::people(text)?),
            Column::Calendar => self.calendar = Some(values::calendar(text)?),
        }
        Ok(())
    }
}

/// Nothing where the cell is empty.
fn optional<T>(text: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<May<T>, String> {
    if text.is_empty() { Ok(May::Nothing) } else { read(text).map(May::Is) }
}

fn short(text: &str, most: usize, what: &str) -> Result<String, String> {
    if text.chars().count() > most {
        return Err(format!("the {what} is longer than {most} characters. Shorten it."));
    }
    Ok(text.to_owned())
}

/// References with their shares: `Test 60 %; Deploy 40 %`. Whether they add up is seen when they are resolved.
fn next(text: &str) -> Result<Vec<(String, Option<Share>)>, String> {
    let mut found = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        if found.len() == MOST_NEXT {
            return Err(format!("more than {MOST_NEXT} next steps stand here. Take some out."));
        }
        found.push(match part.strip_suffix('%') {
            Some(rest) => {
                let rest = rest.trim_end();
                let name = rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
                let share = values::share(rest.get(name.len()..).unwrap_or_default())?;
                (name.trim_end().to_owned(), Some(share))
            }
            None => (part.to_owned(), None),
        });
    }
    Ok(found)
}
