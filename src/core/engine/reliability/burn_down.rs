//! What records leave of a budget, moment by moment.

use chrono::{NaiveDateTime, TimeDelta};

use crate::model::{Service, Slo, order};

use super::{
    Budget, Exhaustion, Outages,
    hours::{minutes_after, minutes_from, promised_minutes_between},
    outages::{Segment, bad_segments},
    time_to_exhaustion,
};

/// Which failures count at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// All since a fixed start, at which the budget was full.
    Since(NaiveDateTime),
    /// Those of the preceding window: old ones leave as time goes on.
    Rolling,
}

/// A corner of the burn-down; between two corners it is a straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BurnPoint {
    /// When.
    pub at: NaiveDateTime,
    /// Minutes of budget left; negative when overspent.
    pub minutes_left: f64,
}

/// A burn-down and where it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct BurnDown {
    /// The budget of one window.
    pub budget: Budget,
    /// Corners from the start of the picture to `now`.
    pub points: Vec<BurnPoint>,
    /// Bad minutes that count now.
    pub bad_minutes: f64,
    /// Share of the budget consumed now; above 1 it is overspent. `None` without a budget.
    pub consumed: Option<f64>,
    /// Mean burn rate over what counts: error ratio / (1 − target). `None` before anything was promised.
    pub burn_rate: Option<f64>,
    /// When the budget would be spent if it went on burning at this rate, without old failures leaving.
    pub exhaustion: Exhaustion,
}

/// The burn-down of an objective from records, up to `now`.
///
/// With [`Window::Since`] the picture begins at that moment (not after `now`), with [`Window::Rolling`] one window
/// before `now`. The line is exact: its corners are the moments at which the bad share changes, and, when rolling, those
/// moments one window later.
pub fn burn_down(service: &Service, slo: &Slo, outages: &Outages, window: Window, now: NaiveDateTime) -> BurnDown {
    let budget = Budget::of(service, slo);
    let length = TimeDelta::days(i64::from(slo.window_days));
    let earlier = |moment: NaiveDateTime| moment.checked_sub_signed(length).unwrap_or(NaiveDateTime::MIN);
    let (start, counted_from, first_counted) = match window {
        Window::Since(start) => (start.min(now), start.min(now), start.min(now)),
        Window::Rolling => (earlier(now), earlier(now), earlier(earlier(now))),
    };
    let bad = Cumulative::of(bad_segments(&outages.list, &service.hours, first_counted, now));
    let counted = |moment: NaiveDateTime| match window {
        Window::Since(_) => bad.until(moment),
        Window::Rolling => bad.until(moment) - bad.until(earlier(moment)),
    };
    let mut corners = vec![start, now];
    for edge in bad.segments.iter().flat_map(|segment| [segment.from, segment.to]) {
        corners.push(edge);
        if window == Window::Rolling {
            corners.extend(edge.checked_add_signed(length));
        }
    }
    corners.retain(|corner| (start..=now).contains(corner));
    order::sort_by_key(&mut corners, |corner| *corner);
    corners.dedup();
    let points = corners.iter().map(|&at| BurnPoint { at, minutes_left: budget.minutes - counted(at) }).collect();
    let bad_minutes = counted(now);
    let promised = promised_minutes_between(&service.hours, counted_from, now);
    let burn_rate = (promised > 0.0).then(|| bad_minutes / promised / slo.target.budget());
    let exhaustion = match (budget.remaining(bad_minutes), burn_rate) {
        (Some(remaining), Some(burn)) => time_to_exhaustion(remaining, burn, budget.window_days),
        _ => Exhaustion::Never,
    };
    BurnDown { budget, points, bad_minutes, consumed: budget.consumed(bad_minutes), burn_rate, exhaustion }
}

impl BurnDown {
    /// The date of the exhaustion, counted from `now`.
    pub fn exhausted_on(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        match self.exhaustion {
            Exhaustion::AfterDays(days) => Some(minutes_after(now, days * 1_440.0)),
            Exhaustion::Spent | Exhaustion::Never => None,
        }
    }
}

/// Bad minutes from the beginning until a moment.
struct Cumulative {
    segments: Vec<Segment>,
    /// Bad minutes before each segment.
    before: Vec<f64>,
}

impl Cumulative {
    fn of(segments: Vec<Segment>) -> Self {
        let mut sum = 0.0;
        let before = segments.iter().map(|segment| {
            let before = sum;
            sum += segment.minutes();
            before
        });
        let before = before.collect();
        Self { segments, before }
    }

    fn until(&self, moment: NaiveDateTime) -> f64 {
        let begun = self.segments.partition_point(|segment| segment.from < moment);
        let last = begun.checked_sub(1).and_then(|at| Some((self.segments.get(at)?, self.before.get(at)?)));
        last.map_or(0.0, |(segment, before)| before + minutes_from(segment.from, segment.to.min(moment)) * segment.bad)
    }
}
