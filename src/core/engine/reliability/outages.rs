//! Incidents as bad time.

use chrono::NaiveDateTime;

use crate::model::{Incident, ServiceHours, Share, order};

use super::hours::{minutes_from, open_parts, promised_minutes_between};

/// A stretch of time in which a share of the users was hit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outage {
    /// Began.
    pub from: NaiveDateTime,
    /// Ended.
    pub to: NaiveDateTime,
    /// Share of the users or requests hit, 0..=1.
    pub impact: f64,
}

/// What incident records say about bad time, and what they leave open.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outages {
    /// The stretches, in the order of the records.
    pub list: Vec<Outage>,
    /// Records still open: they count until `now`.
    pub still_open: usize,
    /// Records without an impact, or with one that is no share: they count with the assumed one.
    pub impact_assumed: usize,
    /// Records that end before they begin, or begin after `now`: left out.
    pub left_out: usize,
}

/// Bad time from incidents. `assumed` is the impact of those that do not say theirs; open ones last until `now`.
pub fn outages_of<'a>(
    incidents: impl IntoIterator<Item = &'a Incident>,
    assumed: Share,
    now: NaiveDateTime,
) -> Outages {
    let mut found = Outages::default();
    for incident in incidents {
        let to = incident.resolved_at.map_or(now, |end| end.min(now));
        if to < incident.opened_at {
            found.left_out += 1;
            continue;
        }
        if incident.resolved_at.is_none_or(|end| end > now) {
            found.still_open += 1;
        }
        let impact = incident.impact.and_then(|impact| Share::new(impact).ok());
        found.impact_assumed += usize::from(impact.is_none());
        found.list.push(Outage { from: incident.opened_at, to, impact: impact.unwrap_or(assumed).value() });
    }
    found
}

/// Bad and promised time between two moments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Availability {
    /// Promised minutes, above 0.
    pub promised_minutes: f64,
    /// Bad minutes among them.
    pub bad_minutes: f64,
    /// 1 − bad / promised.
    pub share: f64,
}

/// Availability in `from..to` inside the service hours: 1 − ∫min(1, Σ impact) / promised time. `None` when nothing is
/// promised there.
pub fn availability(
    outages: &[Outage],
    hours: &ServiceHours,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> Option<Availability> {
    let promised_minutes = promised_minutes_between(hours, from, to);
    let bad_minutes =
        bad_segments(outages, hours, from, to).iter().map(Segment::minutes).fold(0.0, |sum, minutes| sum + minutes);
    (promised_minutes > 0.0).then(|| Availability {
        promised_minutes,
        bad_minutes,
        share: 1.0 - bad_minutes / promised_minutes,
    })
}

/// A stretch with one constant bad share above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::engine) struct Segment {
    pub(in crate::engine) from: NaiveDateTime,
    pub(in crate::engine) to: NaiveDateTime,
    pub(in crate::engine) bad: f64,
}

impl Segment {
    /// Bad minutes in it.
    pub(super) fn minutes(&self) -> f64 {
        minutes_from(self.from, self.to) * self.bad
    }
}

/// The bad share over `from..to` as steps, in order, inside the service hours.
pub(in crate::engine) fn bad_segments(
    outages: &[Outage],
    hours: &ServiceHours,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> Vec<Segment> {
    // Every moment at which an incident begins or ends, with what it adds or takes away.
    let mut edges: Vec<(NaiveDateTime, f64)> = Vec::new();
    for outage in outages {
        let (start, end) = (outage.from.max(from), outage.to.min(to));
        if start < end && outage.impact > 0.0 {
            edges.push((start, outage.impact));
            edges.push((end, -outage.impact));
        }
    }
    order::sort_by(&mut edges, |(a, x), (b, y)| a.cmp(b).then(x.total_cmp(y)));
    let mut segments = Vec::new();
    let (mut sum, mut at_once, mut since) = (0.0_f64, 0_usize, from);
    for (moment, change) in edges {
        if at_once > 0 {
            for (start, end) in open_parts(hours, since, moment) {
                segments.push(Segment { from: start, to: end, bad: sum.min(1.0) });
            }
        }
        since = moment;
        if change > 0.0 {
            at_once += 1;
            sum += change;
        } else {
            at_once -= 1;
            // Rounding must not leave a trace of incidents that are over.
            sum = if at_once == 0 { 0.0 } else { sum + change };
        }
    }
    segments
}
