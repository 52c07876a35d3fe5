//! How long it takes to restore the service, and what that costs: the rules of `failing` and `responding`, on average.
//!
//! Until detection (monitoring or users), then somebody is called: one after the other when there are levels, each with
//! an exponential time to answer and a time-out; outside business hours slower by a factor. Who has answered repairs by
//! hand or switches a feature off, whichever is faster and works; a rollback runs meanwhile. Each class of severity has its
//! own factor and its own share of users. With a canary a failure hits few users first; what shows then is taken back.
//!
//! All of it by quadrature: each distribution is a list of values with weights, and long lists are made short by taking
//! the means of groups of equal weight.

use libm::{exp, expm1, log, log1p, log2, sqrt};

use super::{
    super::{
        calendar::{WEEK, is_open},
        plan::{CanaryPlan, ServicePlan},
    },
    spread::Rule,
    times::Week,
};
use crate::{
    engine::random::Sampler,
    model::{Calendar, order},
};

/// Share of the week that is business hours.
pub(super) const OFFICE: f64 = 40.0 / WEEK;
/// Groups of a list that is made short.
const GROUPS: usize = 20;

/// Values with weights that add up to 1.
type Values = Vec<(f64, f64)>;

/// Mean and mean square.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lasts {
    pub(super) mean: f64,
    pub(super) square: f64,
}

impl Lasts {
    /// Logarithm of the median, and spread of the logarithm, of the lognormal time with these two moments.
    pub(super) fn lognormal(self) -> (f64, f64) {
        let variance = log((self.square / (self.mean * self.mean)).max(1.0));
        (log(self.mean) - variance / 2.0, sqrt(variance))
    }

    /// Of the sum of two independent times.
    fn plus(self, other: Self) -> Self {
        let square = self.square + 2.0 * self.mean * other.mean + other.square;
        Self { mean: self.mean + other.mean, square }
    }

    /// Adds a part of a mixture.
    fn mix(&mut self, share: f64, part: Self) {
        self.mean += share * part.mean;
        self.square += share * part.square;
    }

    fn of(values: &[(f64, f64)]) -> Self {
        values.iter().fold(Self::default(), |sum, (value, weight)| Self {
            mean: sum.mean + weight * value,
            square: sum.square + weight * value * value,
        })
    }
}

/// An incident, over all classes of severity.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Restoring {
    /// Hours from the start to restored service.
    pub(super) time: Lasts,
    /// The same hours times the share of users hit.
    pub(super) cost: Lasts,
    /// Mean hours until restored of those that reach all users.
    pub(super) attended: f64,
    /// Share of the failures that reach all users.
    pub(super) reaches_all: f64,
    /// Mean and mean square of the share of users hit.
    impact: Lasts,
}

impl Restoring {
    /// The same behind a canary: x of the users for a time τ; then over with the chance to show, else all as without.
    pub(super) fn behind(self, canary: Option<CanaryPlan>) -> Self {
        let Some(CanaryPlan { share, lasts, detects }) = canary else { return self };
        let all = 1.0 - detects;
        let few = share * lasts;
        let time = Lasts {
            mean: lasts + all * self.time.mean,
            square: lasts * lasts + all * (2.0 * lasts * self.time.mean + self.time.square),
        };
        // Impact y, time L of its class: y(xτ + L) when it reaches all. The product of y² and L is taken as if y and the
        // cost yL went together, which they do within a class.
        let ratio = if self.impact.mean > 0.0 { self.impact.square / self.impact.mean } else { 0.0 };
        let cost = Lasts {
            mean: few * self.impact.mean + all * self.cost.mean,
            square: few * few * self.impact.square + all * (2.0 * few * ratio * self.cost.mean + self.cost.square),
        };
        Self { time, cost, reaches_all: all, ..self }
    }
}

/// Mean share of users that an incident hits.
pub(super) fn mean_impact(service: &ServicePlan) -> f64 {
    let mut before = 0.0;
    service.severities.iter().fold(0.0, |sum, class| {
        let share = class.until - before;
        before = class.until;
        sum + share * class.impact
    })
}

/// Share of what happens in a week that happens in business hours; that of the week itself when nothing does.
pub(super) fn office_share(when: &Week) -> f64 {
    let (mut office, mut all) = (0.0, 0.0);
    for (moment, mass) in when.moments() {
        all += mass;
        if is_open(Calendar::BusinessHours, moment) {
            office += mass;
        }
    }
    if all > 0.0 { office / all } else { OFFICE }
}

/// Start to detection: by monitoring or by users.
pub(super) fn detection(rule: &Rule, service: &ServicePlan) -> Lasts {
    let found = service.found_by_monitoring;
    let mut lasts = Lasts::default();
    for (share, how) in [(found, &service.detect_by_monitoring), (1.0 - found, &service.detect_by_users)] {
        let spread = rule.spread(how);
        lasts.mix(share, Lasts { mean: spread.mean, square: spread.square });
    }
    lasts
}

/// An incident with responders at hand, of which `office` begin in business hours.
pub(super) fn restoring(rule: &Rule, service: &ServicePlan, harder: f64, by_change: bool, office: f64) -> Restoring {
    let detect = detection(rule, service);
    let called = called(rule, service, office);
    let flag = service.flag.as_ref().filter(|_| by_change);
    let rollback = service.rollback.as_ref().filter(|_| by_change);
    let mut all = Restoring { reaches_all: 1.0, ..Restoring::default() };
    let mut before = 0.0;
    for class in &service.severities {
        let share = class.until - before;
        before = class.until;
        if share <= 0.0 {
            continue;
        }
        let hand = by_hand(rule, service, harder * class.repair_factor, flag);
        let slow = Lasts::of(&called).plus(Lasts::of(&hand));
        let mut restore = slow;
        if let Some((works, takes)) = rollback {
            restore = Lasts::default();
            restore.mix(1.0 - works, slow);
            restore.mix(*works, faster(&called, &hand, &rule.values(takes)));
        }
        let time = detect.plus(restore);
        all.time.mix(share, time);
        all.cost.mean += share * class.impact * time.mean;
        all.cost.square += share * class.impact * class.impact * time.square;
        all.impact.mean += share * class.impact;
        all.impact.square += share * class.impact * class.impact;
    }
    all.attended = all.time.mean;
    all
}

/// From being called to an answer.
fn called(rule: &Rule, service: &ServicePlan, office: f64) -> Values {
    let levels = &service.escalation;
    let same = (service.off_hours_factor - 1.0).abs() <= 0.0;
    if levels.is_empty() && same {
        return rule.values(&service.acknowledge).to_vec();
    }
    let mut values = Values::new();
    for (share, slower) in [(office, 1.0), (1.0 - office, service.off_hours_factor)] {
        if levels.is_empty() {
            values.extend(rule.values(&service.acknowledge).map(|(value, weight)| (value * slower, weight * share)));
        }
        // How likely it is that a level is called, and after how long.
        let (mut likely, mut after) = (share, 0.0);
        for level in levels {
            let mean = level.mean * slower;
            let in_time = if level.timeout == f64::INFINITY { 1.0 } else { -expm1(-level.timeout / mean) };
            for (u, weight) in rule.uniform() {
                values.push((after - mean * log1p(-u * in_time), likely * in_time * weight));
            }
            likely *= if level.timeout == f64::INFINITY { 0.0 } else { exp(-level.timeout / mean) };
            after += level.timeout;
            if likely <= 0.0 {
                break;
            }
        }
    }
    grouped(values)
}

/// From an answer to restored by who has answered: repair, or a feature that is switched off before.
fn by_hand(rule: &Rule, service: &ServicePlan, harder: f64, flag: Option<&(f64, Sampler)>) -> Values {
    let repair = rule.values(&service.repair).map(|(value, weight)| (value * harder, weight));
    let Some((works, takes)) = flag else { return repair.to_vec() };
    let mut values: Values = repair.iter().map(|(value, weight)| (*value, weight * (1.0 - works))).collect();
    for (off, more) in rule.values(takes) {
        values.extend(repair.iter().map(|(value, weight)| (value.min(off), weight * more * works)));
    }
    grouped(values)
}

/// The faster of a rollback and who was called.
fn faster(called: &[(f64, f64)], hand: &[(f64, f64)], rollback: &[(f64, f64)]) -> Lasts {
    let mut both = Lasts::default();
    for (repair, weight) in hand {
        for (answer, more) in called {
            let (by_hand, weight) = (answer + repair, weight * more);
            if weight < 1e-9 {
                continue;
            }
            for (rolled, more) in rollback {
                let fastest = rolled.min(by_hand);
                both.mean += weight * more * fastest;
                both.square += weight * more * fastest * fastest;
            }
        }
    }
    both
}

/// A long list made short: neighbours of about equal weight together become their mean. The mean stays, and the mean
/// square loses what lies within the groups.
fn grouped(mut values: Values) -> Values {
    if values.len() <= GROUPS {
        return values;
    }
    order::sort_by(&mut values, |(a, _), (b, _)| a.total_cmp(b));
    let total: f64 = values.iter().map(|(_, weight)| weight).sum();
    let mut groups = vec![(0.0, 0.0); GROUPS];
    let mut reached = 0.0;
    for (value, weight) in values {
        // Most of the groups for the long tail, which the squares live on: two for each halving of what is above.
        let above = (1.0 - (reached + weight / 2.0) / total).max(1e-9);
        let place = if above > 0.5 { (1.0 - above) * 8.0 } else { 2.0 - 2.0 * log2(above) };
        let at = super::super::replication::whole(place).min(GROUPS - 1);
        reached += weight;
        if let Some((sum, mass)) = groups.get_mut(at) {
            *sum += value * weight;
            *mass += weight;
        }
    }
    groups.retain(|(_, mass)| *mass > 0.0);
    for (sum, mass) in &mut groups {
        *sum /= *mass;
        *mass /= total;
    }
    groups
}
