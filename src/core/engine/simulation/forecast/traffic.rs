//! Where changes go: visits of each step, good and bad changes apart, for each change type.
//!
//! A change is at a step, and is good or bad. Gates and approvals stop it with different probabilities and mend a bad one
//! with [`MENDED`], so that the pair (step, good or bad) is a Markov chain, whose traffic equations v = e + Pᵀv are
//! solved by pushing what arrives along the links until next to nothing moves. The cap on repeated visits is left out.

use super::super::{
    changes::ChangeClass,
    flowing::MENDED,
    plan::{FlowPlan, KindPlan, RiskPlan, StepPlan},
    typed::{Key as _, StepKey, Table},
};
use crate::model::Risk;

/// Mass below which nothing moves any more.
const NOTHING: f64 = 1e-12;
/// Sweeps over all steps: work that comes back more often is hardly ever done.
const SWEEPS: usize = 2_000;

/// Expected visits of a change: good and bad.
pub(super) type Mass = Table<StepKey, [f64; 2]>;

/// One change type on its way.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub(super) class: ChangeClass,
    /// Passes by approvals.
    pub(super) approved: bool,
    /// Share of the changes.
    pub(super) share: f64,
    /// Visits, to the end of the stream.
    pub(super) all: Mass,
    /// Share of the changes that come to a step at all, if nothing is sent back.
    pub(super) first: Mass,
    /// Visits before going live, of the changes that go live; and the share that does.
    pub(super) live: Mass,
    pub(super) goes_live: f64,
    /// Visits from the start of the DORA clock to going live; `None` when it never starts on this way.
    pub(super) committed: Option<Mass>,
}

/// All change types that there are; normal changes that are approved by their risk, and those that are not, apart.
#[derive(Debug, Clone)]
pub(super) struct Traffic {
    pub(super) ways: Vec<Way>,
}

/// Whether changes of a way stop at a step, rather than passing by. Gates that stand only while the budget is short are
/// passed.
pub(super) fn stops_at(approved: bool, step: &StepPlan) -> bool {
    !(approved && matches!(step.kind, KindPlan::Approval { .. })) && step.only_in.is_none()
}

/// Both kinds together.
pub(super) fn both(mass: &Mass, key: StepKey) -> f64 {
    let [good, bad] = mass[key];
    good + bad
}

impl Traffic {
    /// `None` when work comes back for ever.
    pub(super) fn of(flow: &FlowPlan) -> Option<Self> {
        let mut ways = Vec::new();
        for (class, approved, share, bad) in kinds(flow) {
            if share > 0.0 {
                ways.push(Chain { flow, approved, bad }.way(class, share)?);
            }
        }
        Some(Self { ways })
    }
}

/// Change types in the order of their priority: whether approvals are passed by, the share of all changes, and the
/// probability that one is bad when it comes.
fn kinds(flow: &FlowPlan) -> [(ChangeClass, bool, f64, f64); 4] {
    let RiskPlan { low, high, bad: [low_is_bad, medium_is_bad, high_is_bad] } = flow.risk;
    let medium = (1.0 - low - high).max(0.0);
    let risks = [(Risk::Low, low, low_is_bad), (Risk::Medium, medium, medium_is_bad), (Risk::High, high, high_is_bad)];
    let (mut passing, mut passing_bad, mut all_bad) = (0.0, 0.0, 0.0);
    for (risk, share, bad) in risks {
        all_bad += share * bad;
        if flow.auto_approve.is_some_and(|up_to| risk <= up_to) {
            passing += share;
            passing_bad += share * bad;
        }
    }
    let normal = (1.0 - flow.emergency - flow.standard).max(0.0);
    let of = |bad: f64, share: f64| if share > 0.0 { (bad / share).clamp(0.0, 1.0) } else { 0.0 };
    let judged = (1.0 - passing).max(0.0);
    [
        (ChangeClass::Emergency, flow.emergencies_pass, flow.emergency, all_bad),
        (ChangeClass::Normal, false, normal * judged, of(all_bad - passing_bad, judged)),
        (ChangeClass::Normal, true, normal * passing, of(passing_bad, passing)),
        (ChangeClass::Standard, true, flow.standard, all_bad),
    ]
}

/// The chain of one change type.
struct Chain<'a> {
    flow: &'a FlowPlan,
    approved: bool,
    /// Probability that a change is bad when it comes.
    bad: f64,
}

/// Which links are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follow {
    All,
    /// Nothing is sent back.
    Forward,
    /// Nothing leaves a step that deploys.
    UntilLive,
}

impl Chain<'_> {
    fn none(&self) -> Mass {
        self.flow.steps.iter().map(|_| [0.0; 2]).collect()
    }

    fn way(&self, class: ChangeClass, share: f64) -> Option<Way> {
        let flow = self.flow;
        let mut arriving = self.none();
        arriving[flow.entry] = [1.0 - self.bad, self.bad];
        let all = self.push(arriving.clone(), Follow::All)?;
        let first = self.push(arriving.clone(), Follow::Forward)?;
        let mut live = self.push(arriving, Follow::UntilLive)?;
        let chance = self.chance_to_go_live();
        let goes_live = chance[flow.entry][0] * (1.0 - self.bad) + chance[flow.entry][1] * self.bad;
        condition(&mut live, &chance, goes_live);
        let mut committed = None;
        if let Some(clock) = flow.steps.keys().find(|key| flow.steps[*key].starts_clock)
            && both(&all, clock) > 0.0
        {
            // The clock starts when the work is done, before anybody judges it.
            let mut leaving = self.none();
            let [good, bad] = all[clock];
            self.leave(clock, [good / (good + bad), bad / (good + bad)], Follow::All, &mut leaving);
            let mut mass = self.push(leaving.clone(), Follow::UntilLive)?;
            let mut arrives = 0.0;
            for (key, [good, bad]) in leaving.keyed() {
                arrives += good * chance[key][0] + bad * chance[key][1];
            }
            condition(&mut mass, &chance, arrives);
            committed = Some(mass);
        }
        Some(Way { class, approved: self.approved, share, all, first, live, goes_live, committed })
    }

    /// Visits of what arrives. In the order of the steps, so that what goes forward is passed on in the same sweep.
    fn push(&self, mut arriving: Mass, follow: Follow) -> Option<Mass> {
        let mut visits = self.none();
        for _ in 0..SWEEPS {
            let mut moved = 0.0;
            for key in self.flow.steps.keys() {
                let [good, bad] = arriving[key];
                if good + bad <= 0.0 {
                    continue;
                }
                moved += good + bad;
                visits[key][0] += good;
                visits[key][1] += bad;
                arriving[key] = [0.0; 2];
                self.leave(key, [good, bad], follow, &mut arriving);
            }
            if moved < NOTHING {
                return Some(visits);
            }
        }
        None
    }

    /// Passes on what is at a step: the rules of `flowing`, on average.
    fn leave(&self, at: StepKey, [good, bad]: [f64; 2], follow: Follow, to: &mut Mass) {
        let step = &self.flow.steps[at];
        let (mut good, mut bad) = (good, bad);
        if step.is_deploy() {
            if follow == Follow::UntilLive {
                return;
            }
            // What failed is mended with the incident.
            (good, bad) = (good + bad, 0.0);
        } else if stops_at(self.approved, step) && follow != Follow::Forward {
            let [stops_good, stops_bad] = stops(step);
            let (stopped_good, stopped_bad) = (good * stops_good, bad * stops_bad);
            to[step.mended_at][0] += stopped_good + stopped_bad * MENDED;
            to[step.mended_at][1] += stopped_bad * (1.0 - MENDED);
            (good, bad) = (good - stopped_good, bad - stopped_bad);
            to[step.back][0] += good * step.returns;
            to[step.back][1] += bad * step.returns;
            (good, bad) = (good * (1.0 - step.returns), bad * (1.0 - step.returns));
        }
        let mut before = 0.0;
        for (until, next) in &step.next {
            let share = until - before;
            before = *until;
            to[*next][0] += good * share;
            to[*next][1] += bad * share;
        }
    }

    /// Probability that a change at a step goes live at last.
    fn chance_to_go_live(&self) -> Mass {
        let mut chance = self.none();
        for _ in 0..SWEEPS {
            let mut moved = 0.0_f64;
            // From the end: most of it is known after one sweep.
            for key in (0..chance.len()).rev().map(StepKey::at) {
                let now = [self.chance_from(key, 0, &chance), self.chance_from(key, 1, &chance)];
                moved = moved.max((now[0] - chance[key][0]).abs()).max((now[1] - chance[key][1]).abs());
                chance[key] = now;
            }
            if moved < NOTHING {
                break;
            }
        }
        chance
    }

    fn chance_from(&self, at: StepKey, bad: usize, chance: &Mass) -> f64 {
        let step = &self.flow.steps[at];
        if step.is_deploy() {
            return 1.0;
        }
        let of = |key: StepKey| chance[key].get(bad).copied().unwrap_or_default();
        let (mut here, mut sum) = (1.0, 0.0);
        if stops_at(self.approved, step) {
            let stopped = stops(step).get(bad).copied().unwrap_or_default();
            let [mended, still] = chance[step.mended_at];
            sum += stopped * if bad == 0 { mended } else { MENDED * mended + (1.0 - MENDED) * still };
            here -= stopped;
            sum += here * step.returns * of(step.back);
            here *= 1.0 - step.returns;
        }
        let mut before = 0.0;
        for (until, next) in &step.next {
            sum += here * (until - before) * of(*next);
            before = *until;
        }
        sum
    }
}

/// Visits of those who go live: v·P(live from here)/P(live).
fn condition(mass: &mut Mass, chance: &Mass, goes_live: f64) {
    for (visits, chance) in mass.iter_mut().zip(chance.iter()) {
        for (visits, chance) in visits.iter_mut().zip(chance) {
            *visits = if goes_live > 0.0 { *visits * chance / goes_live } else { 0.0 };
        }
    }
}

/// Probability that a step stops a good and a bad change.
fn stops(step: &StepPlan) -> [f64; 2] {
    match step.kind {
        KindPlan::Approval { stops_bad, stops_good, .. } | KindPlan::Gate { stops_bad, stops_good } => {
            [stops_good, stops_bad]
        }
        KindPlan::Work | KindPlan::Deploy { .. } => [0.0; 2],
    }
}
