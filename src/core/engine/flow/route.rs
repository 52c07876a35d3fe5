//! How often an item comes to each step.

use std::collections::BTreeMap;

use crate::model::{FlowKind, Step, StepId, StepKind, ValueStream};

/// Work comes back from a step at most so many times; then it goes on as it is. Without such an end, a step of which
/// nothing is ever complete and accurate would keep its items for ever.
pub const MOST_REWORKS: u32 = 10;

/// Mass below which a flow has ended.
const NOTHING: f64 = 1e-15;

/// The three change types, which take different ways through approvals and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeClass {
    /// Pre-approved: passes approvals by.
    Standard,
    /// Stops at approvals and waits for dates.
    Normal,
    /// Stops at approvals, waits for no date.
    Emergency,
}

impl ChangeClass {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Normal, Self::Emergency];

    /// Whether an item of this class passes the step by.
    pub fn passes_by(self, step: &Step) -> bool {
        self == Self::Standard && matches!(step.kind, StepKind::Approval { .. })
    }

    /// Share of the stream's items.
    pub fn share(self, stream: &ValueStream) -> f64 {
        let mix = stream.demand.mix;
        match self {
            Self::Standard => mix.standard.value(),
            Self::Normal => mix.normal().value(),
            Self::Emergency => mix.emergency.value(),
        }
    }
}

/// The links of a stream by the positions of its steps.
#[derive(Debug, Clone)]
pub struct Route<'a> {
    stream: &'a ValueStream,
    /// Where work goes on to from each step, with shares.
    next: Vec<Vec<(usize, f64)>>,
    /// Where work that is not complete and accurate comes back to from each step.
    back_to: Vec<usize>,
    /// Where work that an approval or gate stops is mended: the rework link's step, else the step before.
    mended_at: Vec<usize>,
    /// Positions so that next links lead forward only. Steps on a circle are left out.
    order: Vec<usize>,
    entry: Option<usize>,
}

/// Expected visits of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Visits {
    /// For each step in document order, repeated visits included.
    pub all: Vec<f64>,
    /// For each step, the share of items that come to it at least once.
    pub first: Vec<f64>,
    /// Expected times that an item was let go because it had come back too often.
    pub let_go: f64,
}

impl<'a> Route<'a> {
    /// Reads the links of a stream.
    pub fn of(stream: &'a ValueStream) -> Self {
        let position: BTreeMap<StepId, usize> =
            stream.steps.iter().enumerate().map(|(at, step)| (step.id, at)).collect();
        let steps = stream.steps.len();
        let mut next = vec![Vec::new(); steps];
        let mut back_to: Vec<usize> = (0..steps).collect();
        let linked = stream.flows.iter().any(|flow| matches!(flow.kind, FlowKind::Next { .. }));
        for flow in &stream.flows {
            let (Some(&from), Some(&to)) = (position.get(&flow.from), position.get(&flow.to)) else { continue };
            match flow.kind {
                FlowKind::Next { share } => push(&mut next, from, (to, share.value())),
                FlowKind::Rework {} => set(&mut back_to, from, to),
            }
        }
        if !linked {
            for from in 1..steps {
                push(&mut next, from - 1, (from, 1.0));
            }
        }
        let mut mended_at = back_to.clone();
        for from in (0..steps).rev() {
            for &(to, _) in next.get(from).into_iter().flatten() {
                if get_position(&back_to, to) == to {
                    set(&mut mended_at, to, from);
                }
            }
        }
        let (order, entry) = forward_order(&next);
        Self { stream, next, back_to, mended_at, order, entry }
    }

    /// The steps in an order in which every next link leads forward; steps on a circle are left out.
    pub fn forward(&self) -> impl Iterator<Item = (usize, &'a Step)> + '_ {
        self.order.iter().filter_map(|&at| Some((at, self.stream.steps.get(at)?)))
    }

    /// Where work of the step at this position goes on to, with shares.
    pub fn next_of(&self, at: usize) -> &[(usize, f64)] {
        self.next.get(at).map_or(&[], Vec::as_slice)
    }

    /// Where work of the step at this position that is not complete and accurate comes back to.
    pub fn back_to(&self, at: usize) -> usize {
        get_position(&self.back_to, at)
    }

    /// Where what an approval or gate at this position stops is mended.
    pub fn mended_at(&self, at: usize) -> usize {
        get_position(&self.mended_at, at)
    }

    /// What an approval or gate stops, of all that it judges: q·s + (1 − q)·φ, with q the bad changes of the stream
    /// as if no earlier step had stopped any, s the share of them that it stops, and φ that of the good ones.
    pub fn stops(&self, step: &Step) -> f64 {
        let bad = self.stream.bad_changes.value();
        match step.kind {
            StepKind::Approval { stops_bad, stops_good, .. } | StepKind::Gate { stops_bad, stops_good } => {
                bad * stops_bad.value() + (1.0 - bad) * stops_good.value()
            }
            StepKind::Work | StepKind::Deploy { .. } => 0.0,
        }
    }

    /// Share of what a step does not stop that comes back as not complete and accurate: 1 − %C&A, 0 when unknown.
    /// What runs in production does not come back to be deployed again.
    pub fn comes_back(step: &Step) -> f64 {
        match step.kind {
            StepKind::Deploy { .. } => 0.0,
            StepKind::Work | StepKind::Approval { .. } | StepKind::Gate { .. } => {
                step.complete_accurate.map_or(0.0, |share| share.rest().value())
            }
        }
    }

    /// Expected visits of an item of this class, when work comes back from a step at most `most` times.
    ///
    /// A step that does its own work again is visited (1 − r^(most+1))/(1 − r) times, r being what comes back. What
    /// comes back to another step begins a new pass through the next links; after `most` passes for each step that
    /// sends back, the last pass lets everything go on. Without an end this solves the traffic equations v = e + Pᵀv.
    pub fn visits(&self, class: ChangeClass, most: u32) -> Visits {
        let steps = self.stream.steps.len();
        let mut found = Visits { all: vec![0.0; steps], first: self.first_visits(class), let_go: 0.0 };
        let mut arriving = vec![0.0; steps];
        if let Some(entry) = self.entry {
            set(&mut arriving, entry, 1.0);
        }
        let most_passes = most.saturating_mul(self.senders());
        for pass in 0..=most_passes {
            let mut again = vec![0.0; steps];
            for (at, step) in self.forward() {
                let mut here = get(&arriving, at);
                if here > 0.0 && !class.passes_by(step) {
                    here = self.visit(at, step, here, most, pass < most_passes, &mut found, &mut again);
                }
                for &(to, share) in self.next_of(at) {
                    add(&mut arriving, to, here * share);
                }
            }
            if again.iter().sum::<f64>() < NOTHING {
                break;
            }
            arriving = again;
        }
        found
    }

    /// Counts the visits of what arrives at a step; gives back what goes on, and puts what starts again into `again`.
    #[expect(clippy::too_many_arguments, reason = "one pass of one loop, split out for its name")]
    fn visit(
        &self,
        at: usize,
        step: &Step,
        arriving: f64,
        most: u32,
        may_send: bool,
        found: &mut Visits,
        again: &mut [f64],
    ) -> f64 {
        let mended_at = get_position(&self.mended_at, at);
        let back_to = get_position(&self.back_to, at);
        let stopped = self.stops(step);
        let incomplete = (1.0 - stopped) * Self::comes_back(step);
        let here = if mended_at == at { stopped } else { 0.0 } + if back_to == at { incomplete } else { 0.0 };
        let elsewhere = stopped + incomplete - here;
        // Visits in a row, until the work goes on or elsewhere.
        let (in_a_row, still_wrong) = repeated(here, most);
        add(&mut found.all, at, arriving * in_a_row);
        found.let_go += arriving * still_wrong;
        let sent = arriving * in_a_row * elsewhere;
        if sent <= 0.0 {
            return arriving;
        }
        if !may_send {
            found.let_go += sent;
            return arriving;
        }
        let to_mend = if mended_at == at { 0.0 } else { arriving * in_a_row * stopped };
        add(again, mended_at, to_mend);
        add(again, back_to, sent - to_mend);
        arriving - sent
    }

    /// Steps that send work to another step.
    fn senders(&self) -> u32 {
        let sends = |(at, step): &(usize, &Step)| {
            (get_position(&self.back_to, *at) != *at && Self::comes_back(step) > 0.0)
                || (get_position(&self.mended_at, *at) != *at && self.stops(step) > 0.0)
        };
        u32::try_from(self.forward().filter(sends).count()).unwrap_or(u32::MAX)
    }

    /// The share of items that come to each step at least once.
    fn first_visits(&self, class: ChangeClass) -> Vec<f64> {
        let mut arriving = vec![0.0; self.stream.steps.len()];
        if let Some(entry) = self.entry {
            set(&mut arriving, entry, 1.0);
        }
        for (at, _) in self.forward() {
            let here = get(&arriving, at);
            for &(to, share) in self.next_of(at) {
                add(&mut arriving, to, here * share);
            }
        }
        for (share, step) in arriving.iter_mut().zip(&self.stream.steps) {
            if class.passes_by(step) {
                *share = 0.0;
            }
        }
        arriving
    }

    /// The share-weighted sum of a value over the steps that follow the step at this position, once each.
    pub fn sum_after(&self, at: usize, value: impl Fn(usize) -> f64) -> f64 {
        let mut arriving = vec![0.0; self.stream.steps.len()];
        set(&mut arriving, at, 1.0);
        let mut sum = 0.0;
        for (here, _) in self.forward() {
            let mass = get(&arriving, here);
            if mass > 0.0 {
                if here != at {
                    sum += mass * value(here);
                }
                for &(to, share) in self.next_of(here) {
                    add(&mut arriving, to, mass * share);
                }
            }
        }
        sum
    }
}

/// Visits of a step that does the share `again` of its work again, at most `most` times; and the share of the items
/// that are still wrong then.
fn repeated(again: f64, most: u32) -> (f64, f64) {
    let wrong = libm::pow(again, f64::from(most) + 1.0);
    let visits = if again < 1.0 { (1.0 - wrong) / (1.0 - again) } else { f64::from(most) + 1.0 };
    (visits, wrong)
}

/// Kahn's order, earliest in the document first, and the first step without a link to it.
fn forward_order(next: &[Vec<(usize, f64)>]) -> (Vec<usize>, Option<usize>) {
    let mut incoming = vec![0_usize; next.len()];
    for (to, _) in next.iter().flatten() {
        if let Some(count) = incoming.get_mut(*to) {
            *count += 1;
        }
    }
    let entry = incoming.iter().position(|count| *count == 0);
    let mut ready: std::collections::BTreeSet<usize> =
        incoming.iter().enumerate().filter(|(_, count)| **count == 0).map(|(at, _)| at).collect();
    let mut order = Vec::with_capacity(next.len());
    while let Some(at) = ready.pop_first() {
        order.push(at);
        for (to, _) in next.get(at).into_iter().flatten() {
            if let Some(count) = incoming.get_mut(*to) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(*to);
                }
            }
        }
    }
    (order, entry)
}

fn get(values: &[f64], at: usize) -> f64 {
    values.get(at).copied().unwrap_or_default()
}

fn get_position(positions: &[usize], at: usize) -> usize {
    positions.get(at).copied().unwrap_or(at)
}

fn set<T>(values: &mut [T], at: usize, value: T) {
    if let Some(place) = values.get_mut(at) {
        *place = value;
    }
}

fn add(values: &mut [f64], at: usize, value: f64) {
    if let Some(place) = values.get_mut(at) {
        *place += value;
    }
}

fn push<T>(lists: &mut [Vec<T>], at: usize, value: T) {
    if let Some(list) = lists.get_mut(at) {
        list.push(value);
    }
}
