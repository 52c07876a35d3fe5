//! When deployments are closed by the calendar: outside the deploy windows, and on days of the year.

use serde::Serialize;

use super::{
    calendar::{DAY, ServiceCalendar},
    changes::{Change, ChangeClass},
};
use crate::model::{CalendarFreeze, CarveOuts, ChangePolicy, WorkType, YearDay};

const YEAR: f64 = 365.0 * DAY;

/// What the calendar closes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ClosurePlan {
    /// Hours of the week in which deployments may begin.
    pub(super) windows: ServiceCalendar,
    /// Freezes of every year.
    freezes: Vec<FreezePlan>,
}

/// Days of every year, as hours since the first measured moment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct FreezePlan {
    begins: f64,
    lasts: f64,
    except: CarveOuts,
}

/// What is closed at a moment, and until when at least.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Closed {
    /// Outside the windows.
    pub(super) window: bool,
    /// Inside a freeze of the calendar, with its exceptions.
    pub(super) freeze: Option<CarveOuts>,
    /// When that may change next (infinity: never).
    pub(super) until: f64,
}

impl Closed {
    /// Always open.
    pub(super) const NEVER: Self = Self { window: false, freeze: None, until: f64::INFINITY };
}

impl ClosurePlan {
    pub(super) fn of(policy: &ChangePolicy) -> Self {
        let start = policy.measured_from.and_then(YearDay::index).unwrap_or(0);
        let freezes = policy.freezes.iter().filter_map(|freeze| FreezePlan::of(freeze, start));
        Self { windows: ServiceCalendar::of_periods(&policy.windows), freezes: freezes.collect() }
    }

    /// What is closed at `now`, in a run that is measured from `measured_from` on.
    pub(super) fn at(&self, now: f64, measured_from: f64) -> Closed {
        let (open, mut until) = self.windows.state(now);
        let mut except: Option<CarveOuts> = None;
        for freeze in &self.freezes {
            // Since the freeze last began, 0..YEAR.
            let since = (now - measured_from - freeze.begins).rem_euclid(YEAR);
            if since < freeze.lasts {
                until = until.min(now + freeze.lasts - since);
                // Where two freezes meet, only what both let through goes out.
                except = Some(except.map_or(freeze.except, |other| CarveOuts {
                    emergency: other.emergency && freeze.except.emergency,
                    reliability: other.reliability && freeze.except.reliability,
                    standard: other.standard && freeze.except.standard,
                }));
            } else {
                until = until.min(now + YEAR - since);
            }
        }
        // A rounded end must not stand still.
        Closed { window: !open, freeze: except, until: if until > now { until } else { now.next_up() } }
    }
}

impl FreezePlan {
    fn of(freeze: &CalendarFreeze, start: u16) -> Option<Self> {
        let (from, to) = (freeze.from.index()?, freeze.to.index()?);
        let days = |from: u16, to: u16| f64::from((to + 365 - from) % 365);
        Some(Self { begins: days(start, from) * DAY, lasts: (days(from, to) + 1.0) * DAY, except: freeze.except })
    }
}

/// Whether a change is one of the exceptions.
pub(super) fn lets_through(except: CarveOuts, change: &Change) -> bool {
    (except.emergency && change.class == ChangeClass::Emergency)
        || (except.reliability && change.work == WorkType::Reliability)
        || (except.standard && change.class == ChangeClass::Standard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{OpenPeriod, Weekday};

    #[test]
    fn a_freeze_over_new_year_comes_every_year() {
        let day = |month, day| YearDay { month, day };
        let freeze =
            CalendarFreeze { name: "Peak".to_owned(), from: day(12, 30), to: day(1, 2), except: CarveOuts::USUAL };
        let policy = ChangePolicy { freezes: vec![freeze], measured_from: Some(day(12, 1)), ..ChangePolicy::default() };
        let plan = ClosurePlan::of(&policy);
        // Measured from 8 weeks on, which is 1 December: 30 December is 29 days later, and it lasts four days.
        let from = 8.0 * 168.0;
        let begins = from + 29.0 * DAY;
        for year in [0.0, YEAR] {
            assert_eq!(plan.at(begins + year - 1.0, from).freeze, None);
            assert!((plan.at(begins + year - 1.0, from).until - begins - year).abs() < 1e-6);
            assert_eq!(plan.at(begins + year, from).freeze, Some(CarveOuts::USUAL));
            assert!((plan.at(begins + year + 1.0, from).until - begins - year - 4.0 * DAY).abs() < 1e-6);
            assert_eq!(plan.at(begins + year + 4.0 * DAY, from).freeze, None);
        }
    }

    #[test]
    fn windows_open_and_close() {
        let period = OpenPeriod { day: Weekday::Tuesday, from_minute: 9 * 60, to_minute: 12 * 60 };
        let plan = ClosurePlan::of(&ChangePolicy { windows: vec![period], ..ChangePolicy::default() });
        let closed = plan.at(0.0, 0.0);
        assert!(closed.window && (closed.until - 33.0).abs() < 1e-9, "{closed:?}");
        let open = plan.at(33.0, 0.0);
        assert!(!open.window && (open.until - 36.0).abs() < 1e-9, "{open:?}");
        assert_eq!(ClosurePlan::of(&ChangePolicy::default()).at(5.0, 0.0), Closed::NEVER);
    }
}
