//! How the error budget is spent, exactly: the impact of all incidents is a step function of time, what is consumed
//! in a window is piecewise linear, and so the moments of freeze and thaw are solved, not polled for.

use std::collections::VecDeque;

use super::{
    calendar::DAY,
    plan::{BudgetPlan, ServicePlan},
};

/// Hours within which two amounts of budget are the same: far above rounding, far below a second.
const TOLERANCE: f64 = 1e-9;

/// A time with failure inside the service hours: from, to, share of users hit.
#[derive(Debug, Clone, Copy)]
struct Piece {
    from: f64,
    to: f64,
    impact: f64,
}

/// What the budget does next if no incident begins or ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ahead {
    /// It crosses the threshold then.
    Crosses(f64),
    /// The present outage is as long as the window then: look again.
    LookAgain(f64),
    /// It does not cross it.
    Never,
}

/// Spending of one error budget.
#[derive(Debug)]
pub(super) struct Burn {
    /// Impact now, 0..=1, and since when.
    impact: f64,
    since: f64,
    /// Failure of the last window, oldest first. Kept only when a step of the policy depends on it.
    pieces: VecDeque<Piece>,
    /// Hours of full failure on each day from the first day on that is measured.
    days: Vec<f64>,
    measured_from: f64,
}

impl Burn {
    pub(super) fn new(measured_from: f64, measured_days: usize) -> Self {
        Self { impact: 0.0, since: 0.0, pieces: VecDeque::new(), days: vec![0.0; measured_days], measured_from }
    }

    /// Failure before the beginning that the window still holds: from, to (0 or below) and share, in order. It counts for
    /// the policy, and for no day.
    pub(super) fn remember(&mut self, failures: &[(f64, f64, f64)]) {
        self.pieces.extend(failures.iter().map(|&(from, to, impact)| Piece { from, to, impact }));
    }

    /// Hours of full failure on each measured day.
    pub(super) fn days(&self) -> &[f64] {
        &self.days
    }

    /// From `now` on, this share of the users is hit.
    pub(super) fn set_impact(&mut self, service: &ServicePlan, now: f64, impact: f64) {
        if self.impact > 0.0 {
            let piece = Piece { from: self.since, to: now, impact: self.impact };
            let budget = service.budget.filter(|_| !service.steps.is_empty());
            service.hours.parts(piece.from, piece.to, |from, to| self.spend(budget, Piece { from, to, ..piece }));
        }
        self.impact = impact;
        self.since = now;
    }

    fn spend(&mut self, budget: Option<BudgetPlan>, piece: Piece) {
        let mut from = piece.from.max(self.measured_from);
        while from < piece.to {
            let day = ((from - self.measured_from) / DAY).floor();
            let to = (self.measured_from + (day + 1.0) * DAY).min(piece.to);
            if let Some(spent) = self.days.get_mut(super::replication::whole(day)) {
                *spent += (to - from) * piece.impact;
            }
            // A day's end that rounding put a hair before `from` must not stop the walk.
            from = if to > from { to } else { piece.to };
        }
        if let Some(budget) = budget {
            let forgotten = piece.to - window(budget);
            while self.pieces.front().is_some_and(|old| old.to <= forgotten) {
                self.pieces.pop_front();
            }
            match self.pieces.back_mut() {
                Some(last) if last.to >= piece.from && (last.impact - piece.impact).abs() <= 0.0 => last.to = piece.to,
                _ => self.pieces.push_back(piece),
            }
        }
    }

    /// Consumed in the window that ends at `now`, hours of full failure.
    pub(super) fn consumed(&self, service: &ServicePlan, budget: BudgetPlan, now: f64) -> f64 {
        let first = now - window(budget);
        let past: f64 =
            self.pieces.iter().map(|piece| (piece.to - piece.from.max(first)).max(0.0) * piece.impact).sum();
        let mut present = 0.0;
        if self.impact > 0.0 {
            service.hours.parts(self.since.max(first), now, |from, to| present += (to - from) * self.impact);
        }
        past + present
    }

    /// When what is consumed rises above `level` (`rising`) or falls to it, from `now` on.
    pub(super) fn crossing(
        &self,
        service: &ServicePlan,
        budget: BudgetPlan,
        now: f64,
        level: f64,
        rising: bool,
    ) -> Ahead {
        let window = window(budget);
        let horizon = if self.impact > 0.0 { self.since + window } else { f64::INFINITY };
        let mut consumed = self.consumed(service, budget, now);
        let mut time = now;
        if rising && self.impact <= 0.0 {
            return Ahead::Never;
        }
        if !rising && consumed < level - TOLERANCE {
            return Ahead::Crosses(now);
        }
        let mut leaving_pieces = self.pieces.iter().peekable();
        loop {
            let (spending, change_at_head) = self.head(service, time);
            while leaving_pieces.next_if(|piece| piece.to <= time - window).is_some() {}
            let (leaving, change_at_tail) = tail(leaving_pieces.peek().copied(), time - window);
            let slope = spending - leaving;
            let next = change_at_head.min(change_at_tail + window).min(horizon);
            if rising && slope > 0.0 && consumed >= level - TOLERANCE {
                return Ahead::Crosses(time);
            }
            let crossing = time + (level - consumed).max(0.0) / slope;
            if rising && slope > 0.0 && crossing < next {
                return Ahead::Crosses(crossing);
            }
            let crossing = time + (consumed - level).max(0.0) / -slope;
            if !rising && slope < 0.0 && crossing <= next {
                return Ahead::Crosses(crossing);
            }
            if next == f64::INFINITY {
                return Ahead::Never;
            }
            if next >= horizon {
                return Ahead::LookAgain(horizon);
            }
            // Breakpoints lie ahead, but a rounded one must not stand still.
            let next = if next > time { next } else { time.next_up() };
            consumed += slope * (next - time);
            time = next;
        }
    }

    /// What is being spent at `time` by the present outage, and when that changes.
    fn head(&self, service: &ServicePlan, time: f64) -> (f64, f64) {
        if self.impact <= 0.0 {
            return (0.0, f64::INFINITY);
        }
        let (open, until) = service.hours.state(time);
        (if open { self.impact } else { 0.0 }, until)
    }
}

/// What leaves the window when its start is at `time`, and when that changes: `piece` is the first that ends later.
fn tail(piece: Option<&Piece>, time: f64) -> (f64, f64) {
    match piece {
        Some(piece) if time < piece.from => (0.0, piece.from),
        Some(piece) => (piece.impact, piece.to),
        None => (0.0, f64::INFINITY),
    }
}

fn window(budget: BudgetPlan) -> f64 {
    f64::from(budget.window_days) * DAY
}

#[cfg(test)]
mod tests {
    use super::{super::calendar::ServiceCalendar, *};
    use crate::{
        engine::random::{Generator, Sampler},
        model::{ServiceHours, ServiceId, Weekday},
    };

    const BUDGET: BudgetPlan = BudgetPlan { window_days: 7, hours: 2.0, freeze: Some((2.0, 2.0)) };

    fn service(hours: &ServiceHours) -> ServicePlan {
        let never = Sampler::Fixed(0.0);
        ServicePlan {
            id: ServiceId::new(1),
            name: String::new(),
            hours: ServiceCalendar::of(hours),
            background_per_hour: 0.0,
            impact: 1.0,
            found_by_monitoring: 1.0,
            detect_by_monitoring: never,
            detect_by_users: never,
            acknowledge: never,
            repair: never,
            rollback: None,
            batch_repair_factor: 0.0,
            responders: 1,
            severities: Vec::new(),
            escalation: Vec::new(),
            off_hours_factor: 1.0,
            pool: None,
            flag: None,
            learning: [None; 3],
            costs: None,
            sla: None,
            budget: Some(BUDGET),
            steps: vec![crate::engine::simulation::budgeting::BudgetStepPlan {
                at: 2.0,
                until: 2.0,
                freeze: Some(crate::model::CarveOuts::USUAL),
                hold: false,
                one_date_of: 1,
                reliability: 0.0,
            }],
        }
    }

    /// What is consumed in the window that ends at `now`, summed minute by minute.
    fn by_the_minute(steps: &[(f64, f64)], hours: &ServiceCalendar, now: f64) -> f64 {
        let mut sum = 0.0;
        for minute in 0..7 * 24 * 60 {
            let time = now - (f64::from(minute) + 0.5) / 60.0;
            let impact = steps.iter().rev().find(|(from, _)| *from <= time).map_or(0.0, |(_, impact)| *impact);
            if time > 0.0 && hours.state(time).0 {
                sum += impact / 60.0;
            }
        }
        sum
    }

    #[test]
    fn the_window_holds_what_was_consumed_and_crossings_are_solved() {
        let daily = ServiceHours::daily(&[Weekday::Monday, Weekday::Wednesday, Weekday::Friday], 7, 21);
        for hours in [ServiceHours::Always, daily] {
            let service = service(&hours);
            let mut random = Generator::seeded(11);
            let mut burn = Burn::new(0.0, 100);
            let mut steps: Vec<(f64, f64)> = Vec::new();
            let (mut now, mut crossings) = (0.0, 0);
            for _ in 0..60 {
                now += 20.0 * random.unit();
                let impact = if random.unit() < 0.5 { 0.0 } else { 0.4 * random.unit() };
                burn.set_impact(&service, now, impact);
                steps.push((now, impact));
                let consumed = burn.consumed(&service, BUDGET, now);
                let summed = by_the_minute(&steps, &service.hours, now);
                assert!((consumed - summed).abs() < 0.1, "{now}: {consumed} {summed}");
                for rising in [true, false] {
                    if rising == (consumed >= BUDGET.hours) {
                        continue;
                    }
                    if let Ahead::Crosses(then) = burn.crossing(&service, BUDGET, now, BUDGET.hours, rising) {
                        let level = burn.consumed(&service, BUDGET, then);
                        assert!((level - BUDGET.hours).abs() < 1e-6, "{now} to {then}: {level}");
                        crossings += 1;
                    }
                }
            }
            assert!(crossings > 10, "{crossings}");
        }
    }

    #[test]
    fn a_level_just_reached_is_not_crossed_back_at_once() {
        // One outage of two hours spends exactly the budget; it comes back when the outage leaves the window.
        let service = service(&ServiceHours::Always);
        let mut burn = Burn::new(0.0, 100);
        burn.set_impact(&service, 10.0, 1.0);
        assert_eq!(burn.crossing(&service, BUDGET, 10.0, 2.0, true), Ahead::Crosses(12.0));
        burn.set_impact(&service, 12.0, 1.0);
        assert_eq!(burn.crossing(&service, BUDGET, 12.0, 2.0, false), Ahead::LookAgain(12.0 + 168.0));
        burn.set_impact(&service, 12.0, 0.0);
        assert_eq!(burn.crossing(&service, BUDGET, 12.0, 2.0, false), Ahead::Crosses(178.0));
        assert_eq!(burn.crossing(&service, BUDGET, 178.0, 2.0, true), Ahead::Never);
        assert!((burn.days().iter().sum::<f64>() - 2.0).abs() < 1e-12);
    }
}
