//! The metrics period by period.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::{
    engine::statistics::{PercentileMethod, Proportion, wilson},
    model::{DeliveryRecords, Deployment, Incident},
};

use super::{Counts, Known, NotKnown, Span, Stretch, linking::Links, report::Rows};

/// Most periods in a trend.
pub const MOST_BUCKETS: usize = 1_500;

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Monday to Sunday.
    Week,
    /// Calendar month.
    Month,
    /// Calendar quarter.
    Quarter,
    /// Calendar year.
    Year,
}

/// One period. What does not exist in it is `None`; a count of 0 is a count.
#[derive(Debug, Clone, PartialEq)]
pub struct Bucket {
    /// First moment.
    pub from: NaiveDateTime,
    /// First moment of the next one.
    pub to: NaiveDateTime,
    /// Whether the window holds all of it. The first and the last period often are not: their counts are too low.
    pub complete: bool,
    /// Records in it.
    pub counts: Counts,
    /// Median change lead time, hours.
    pub lead_time: Option<f64>,
    /// 85 % are live within this many hours (linear between order statistics).
    pub lead_time_p85: Option<f64>,
    /// Lead times counted.
    pub lead_times: usize,
    /// Median time to restore of the incidents that belong to a deployment, hours.
    pub recovery: Option<f64>,
    /// Recoveries counted.
    pub recoveries: usize,
    /// Failed deployments of those of which it is known.
    pub failed: Option<Proportion>,
    /// Unplanned deployments of those of which it is known.
    pub unplanned: Option<Proportion>,
}

/// The metrics period by period, without gaps, from the period in which the window begins to that in which it ends.
/// Empty when all records are asked for and there is none.
///
/// # Errors
/// [`NotKnown::TooManyPeriods`] beyond [`MOST_BUCKETS`].
pub fn trend(records: &DeliveryRecords, span: Span, period: Period) -> Known<Vec<Bucket>> {
    let Some(stretch) = span.extent(records) else { return Ok(Vec::new()) };
    let links = Links::of(records);
    let mut deployments: BTreeMap<NaiveDate, Vec<&Deployment>> = BTreeMap::new();
    for row in records.deployments.iter().filter(|row| span.holds(row.finished_at)) {
        deployments.entry(period.start_of(row.finished_at.date())).or_default().push(row);
    }
    let mut incidents: BTreeMap<NaiveDate, Vec<&Incident>> = BTreeMap::new();
    for row in records.incidents.iter().filter(|row| span.holds(row.opened_at)) {
        incidents.entry(period.start_of(row.opened_at.date())).or_default().push(row);
    }
    let mut buckets = Vec::new();
    let mut start = period.start_of(stretch.from.date());
    // All records end with a record, which belongs to a period; a window ends with a moment that belongs to none.
    let goes_on = |start: NaiveDate| match span {
        Span::All => midnight(start) <= stretch.to,
        Span::Between { .. } => midnight(start) < stretch.to,
    };
    while goes_on(start) {
        if buckets.len() == MOST_BUCKETS {
            return Err(NotKnown::TooManyPeriods { most: MOST_BUCKETS });
        }
        let Some(end) = period.after(start) else { break };
        let rows = Rows {
            links: &links,
            deployments: deployments.remove(&start).unwrap_or_default(),
            incidents: incidents.remove(&start).unwrap_or_default(),
            days: 0.0,
        };
        buckets.push(bucket(&rows, start, end, stretch));
        start = end;
    }
    Ok(buckets)
}

fn bucket(rows: &Rows<'_>, start: NaiveDate, end: NaiveDate, stretch: Stretch) -> Bucket {
    let (from, to) = (midnight(start), midnight(end));
    let lead_time = rows.lead_time().ok();
    let recovery = rows.recovery(|incident| rows.links.belongs_to_a_deployment(incident), NotKnown::NoFailures).ok();
    let share = |answer: &dyn Fn(&Deployment) -> Option<bool>| {
        let known: Vec<bool> = rows.deployments.iter().filter_map(|row| answer(row)).collect();
        wilson(known.iter().filter(|hit| **hit).count(), known.len())
    };
    Bucket {
        from,
        to,
        complete: stretch.from <= from && to <= stretch.to,
        counts: rows.counts(),
        lead_times: lead_time.as_ref().map_or(0, super::Durations::n),
        lead_time: lead_time.as_ref().map(super::Durations::median),
        lead_time_p85: lead_time.as_ref().map(|times| times.sample.percentile(0.85, PercentileMethod::Linear)),
        recoveries: recovery.as_ref().map_or(0, super::Durations::n),
        recovery: recovery.as_ref().map(super::Durations::median),
        failed: share(&|row| rows.links.failed(row)),
        unplanned: share(&|row| row.unplanned),
    }
}

impl Period {
    /// First day of the period that holds this day.
    pub fn start_of(self, day: NaiveDate) -> NaiveDate {
        let first_of = |month: u32| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        match self {
            Self::Week => {
                let since_monday = i64::from(day.weekday().num_days_from_monday());
                day.checked_sub_signed(TimeDelta::days(since_monday)).unwrap_or(day)
            }
            Self::Month => first_of(day.month()),
            Self::Quarter => first_of(day.month0() / 3 * 3 + 1),
            Self::Year => first_of(1),
        }
    }

    /// First day of the period after the one that begins on this day; `None` beyond the calendar.
    pub fn after(self, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Week => start.checked_add_signed(TimeDelta::weeks(1)),
            Self::Month => start.checked_add_months(Months::new(1)),
            Self::Quarter => start.checked_add_months(Months::new(3)),
            Self::Year => start.checked_add_months(Months::new(12)),
        }
    }
}

fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}
