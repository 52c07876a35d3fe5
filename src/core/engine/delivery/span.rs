//! Which records count.

use chrono::{NaiveDateTime, TimeDelta};

use crate::model::DeliveryRecords;

/// Which records count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// All of them. Time runs from the first deployment to the last.
    All,
    /// Those from a moment on, before another.
    Between {
        /// First moment.
        from: NaiveDateTime,
        /// First moment that no longer counts.
        to: NaiveDateTime,
    },
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// First moment.
    pub from: NaiveDateTime,
    /// End.
    pub to: NaiveDateTime,
}

impl Span {
    /// Whether a record of this moment counts.
    pub fn holds(self, moment: NaiveDateTime) -> bool {
        match self {
            Self::All => true,
            Self::Between { from, to } => from <= moment && moment < to,
        }
    }

    /// From where to where time is counted. For all records: from the first deployment to the last; `None` without any.
    pub fn stretch(self, records: &DeliveryRecords) -> Option<Stretch> {
        match self {
            Self::Between { from, to } => Some(Stretch { from, to }),
            Self::All => {
                let times = || records.deployments.iter().map(|deployment| deployment.finished_at);
                Some(Stretch { from: times().min()?, to: times().max()? })
            }
        }
    }

    /// From the first record to the last, incidents included, where all are asked for: what a trend has to show.
    pub(super) fn extent(self, records: &DeliveryRecords) -> Option<Stretch> {
        match self {
            Self::Between { .. } => self.stretch(records),
            Self::All => {
                let deployed = records.deployments.iter().map(|deployment| deployment.finished_at);
                let opened = || records.incidents.iter().map(|incident| incident.opened_at);
                let from = deployed.clone().chain(opened()).min()?;
                Some(Stretch { from, to: deployed.chain(opened()).max()? })
            }
        }
    }

    /// The last so many weeks up to and including a moment. `None` beyond the calendar.
    pub fn weeks_until(weeks: u16, now: NaiveDateTime) -> Option<Self> {
        let to = now.checked_add_signed(TimeDelta::milliseconds(1))?;
        Some(Self::Between { from: to.checked_sub_signed(TimeDelta::weeks(i64::from(weeks)))?, to })
    }
}

impl Stretch {
    /// Length in days of 24 hours; negative when it runs backwards.
    pub fn days(&self) -> f64 {
        hours_from(self.from, self.to) / 24.0
    }
}

/// Hours from one moment to another; negative when it is earlier. Exact to the millisecond.
pub(super) fn hours_from(from: NaiveDateTime, to: NaiveDateTime) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "300 000 years of milliseconds are exact")]
    let millis = (to - from).num_milliseconds() as f64;
    millis / 3_600_000.0
}
