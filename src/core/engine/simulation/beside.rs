//! What is stated beside what is simulated, and why they differ.
//!
//! The sheet of value-stream mapping tells one clean pass of a normal change; the simulation tells all changes with
//! their queues, dates, repeated visits and the incidents that freeze them. [`beside`] puts both in rows and takes each
//! difference apart. The parts of a difference always add up to it; what none of them explains is a part of its own.
//!
//! **A visit that is longer than observed.** What people observe at a step holds the work (on the calendar) first, then
//! the wait for dates, then the queue. What does not fit any more makes the visit longer: so the excess is laid to the
//! queue first, then to dates, then to nights and weekends. (The simulation adds waiting where its own is shorter than
//! what is observed; that is why a visit is hardly ever shorter.)

use super::{
    estimate::{Bounds, MeanOf},
    measure::Measure,
    outcome::{Outcome, StepOutcome},
};
use crate::{
    engine::flow::{ChangeClass, Known, MOST_REWORKS, Missing, Route, StepSheet, StreamSheet},
    model::{StepId, StepKind, ValueStream},
};

/// A quantity of both tellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Process time: hands-on work for one change, working hours.
    Work,
    /// From request to running in production, calendar hours; to the end in a stream that deploys nothing.
    RequestToLive,
    /// From the DORA clock's start to running in production, calendar hours.
    ChangeLeadTime,
    /// Waiting, of all steps, calendar hours.
    Wait,
    /// Of it for dates.
    DateWait,
    /// Of it for people.
    QueueWait,
    /// Share of the time that is work.
    FlowEfficiency,
    /// Share of clean passes.
    RolledCompleteAccurate,
    /// Working hours between two changes.
    Takt,
    /// Changes requested and not yet live, by Little's law and as counted.
    WorkInProgress,
    /// Utilisation of the people who are busiest by the sheet.
    Bottleneck,
}

/// Why a simulated value does not exist. Written as what stands after "n/a, because".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsimulated {
    /// The run does not count it.
    #[error("the run counts visits, not clean passes")]
    NotCounted,
    /// No repetition had a value.
    #[error("no change came so far in any run")]
    NeverHappened,
    /// The stream has no mark.
    #[error("no step carries the mark \"the DORA clock starts here\"")]
    NoClock,
    /// Nobody's time is limited.
    #[error("no step has people whose time is limited")]
    NoPools,
}

/// A part of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Waiting for people, beyond what is observed.
    Queues,
    /// Waiting for dates and for the end of freezes, beyond what is observed.
    Dates,
    /// Work that lies over nights, weekends and other duties, which the run counts as worked on.
    Nights,
    /// Repeated visits.
    Rework,
    /// Changes that pass steps by: standard ones, and those that take another branch.
    PassedBy,
    /// Done, and waiting for room at the next step.
    Room,
    /// Work of a deployment that the changes of it share.
    Shared,
    /// The longer or shorter lead time.
    LeadTime,
    /// Changes that do not come through, or come through at another rate than they come in.
    Throughput,
    /// What none of the others explains: chance, and how changes are counted.
    Rest,
}

/// A cause with its amount, in the unit of the quantity and with its sign.
pub type Part = (Cause, f64);

/// One quantity, told twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// What.
    pub quantity: Quantity,
    /// By the sheet.
    pub stated: Known<f64>,
    /// By the run: a mean, with its 95 % interval where the run has one.
    pub simulated: Result<MeanOf, Unsimulated>,
    /// Simulated less stated, taken apart, the largest first; empty when either is missing. The parts add up.
    pub parts: Vec<Part>,
}

impl Beside {
    /// Simulated less stated.
    pub fn difference(&self) -> Option<f64> {
        Some(self.simulated.ok()?.mean - self.stated.ok()?)
    }

    /// Whether the stated value lies within the interval of the simulated one.
    pub fn agrees(&self) -> bool {
        let bounds = self.simulated.ok().and_then(|mean| mean.interval);
        self.stated.ok().zip(bounds).is_some_and(|(stated, Bounds { low, high })| (low..=high).contains(&stated))
    }
}

/// What is known of a step from both sides.
struct Both<'a> {
    /// First visits of a normal change that nothing sends back: what the sheet sums over.
    clean: f64,
    /// Share of the changes that have still to go live when they come here, of those that come; 1 before a deployment.
    before_live: f64,
    /// 1 behind the mark of the DORA clock, 0 before it.
    after_clock: f64,
    row: &'a StepSheet,
    run: Option<&'a StepOutcome>,
    /// Mean work of a first visit, working hours.
    work: f64,
}

/// Mean of a field of the run, or 0 when nothing of it happened.
fn mean(found: Option<MeanOf>) -> f64 {
    found.map_or(0.0, |found| found.mean)
}

impl Both<'_> {
    fn of(&self, field: impl Fn(&StepOutcome) -> Option<MeanOf>) -> f64 {
        mean(self.run.and_then(field))
    }

    fn visits(&self) -> f64 {
        self.of(|run| run.visits_per_change)
    }

    /// Waiting of a visit.
    fn waiting(&self) -> f64 {
        self.of(|run| run.queue_wait) + self.of(|run| run.date_wait) + self.of(|run| run.other_wait)
    }

    /// How much longer a visit is than what is observed, laid to queue, dates and nights.
    fn excess(&self) -> Known<[Part; 3]> {
        let mut left = (self.of(|run| run.total) - self.row.observed?).max(0.0);
        let mut take = |most: f64| {
            let part = left.min(most);
            left -= part;
            part
        };
        let queue = take(self.of(|run| run.queue_wait));
        let dates = take(self.of(|run| run.date_wait));
        let nights = take((self.of(|run| run.work) - self.work).max(0.0));
        Ok([(Cause::Queues, queue), (Cause::Dates, dates), (Cause::Nights, nights)])
    }
}

/// The rows of a stream. `outcome` must be of this stream as it is, with no lever pulled.
pub fn beside(stream: &ValueStream, sheet: &StreamSheet, outcome: &Outcome) -> Vec<Beside> {
    let table = Table::of(stream, sheet, outcome);
    vec![
        table.work(),
        table.request_to_live(),
        table.change_lead_time(),
        table.wait(),
        table.for_dates(),
        table.for_people(),
        table.flow_efficiency(),
        Beside {
            quantity: Quantity::RolledCompleteAccurate,
            stated: sheet.rolled_complete_accurate,
            simulated: Err(Unsimulated::NotCounted),
            parts: Vec::new(),
        },
        table.takt(),
        table.work_in_progress(),
        table.bottleneck(),
    ]
}

struct Table<'a> {
    stream: &'a ValueStream,
    sheet: &'a StreamSheet,
    outcome: &'a Outcome,
    steps: Vec<Both<'a>>,
    deploys: bool,
}

impl<'a> Table<'a> {
    fn of(stream: &'a ValueStream, sheet: &'a StreamSheet, outcome: &'a Outcome) -> Self {
        let route = Route::of(stream);
        let clean = route.visits(ChangeClass::Normal, 0).first;
        let unlived = before_live(&route, stream.steps.len());
        let behind = after_clock(stream, &route);
        let steps = stream.steps.iter().zip(&sheet.steps).enumerate().map(|(at, (step, row))| {
            let clean = clean.get(at).copied().unwrap_or_default();
            let arriving = unlived.get(at).copied().unwrap_or_default();
            let before_live = if clean > 0.0 { (arriving / clean).min(1.0) } else { 0.0 };
            let run = outcome.steps.iter().find(|run| run.step == Some(step.id));
            let after_clock = behind.get(at).copied().unwrap_or_default();
            Both { clean, before_live, after_clock, row, run, work: step.work.mean() }
        });
        let deploys = stream.steps.iter().any(|step| matches!(step.kind, StepKind::Deploy { .. }));
        Self { stream, sheet, outcome, steps: steps.collect(), deploys }
    }

    /// A sum over the steps; `None` of a step that nothing comes to is left out.
    fn sum(&self, value: impl Fn(&Both<'_>) -> f64) -> f64 {
        self.steps.iter().map(value).sum()
    }

    /// A row whose difference is taken apart; what the parts leave is the last part.
    fn row(
        quantity: Quantity,
        stated: Known<f64>,
        simulated: Result<MeanOf, Unsimulated>,
        parts: Known<Vec<Part>>,
    ) -> Beside {
        let mut row = Beside { quantity, stated, simulated, parts: Vec::new() };
        if let (Some(difference), Ok(parts)) = (row.difference(), parts) {
            row.parts = settled(difference, parts);
        }
        row
    }

    fn measured(&self, measure: Measure, scale: f64) -> Result<MeanOf, Unsimulated> {
        let found = self.outcome.estimate(measure).ok_or(Unsimulated::NeverHappened)?;
        let interval = found.interval.map(|Bounds { low, high }| Bounds { low: low * scale, high: high * scale });
        Ok(MeanOf { mean: found.mean * scale, interval })
    }

    /// Hands-on work: what the sheet says of one clean pass beside the work of the visits that the run counted.
    fn work(&self) -> Beside {
        let effort = self.stream.rework_effort.value();
        // A deployment is one job for all its items.
        let each = |step: &Both<'_>| step.work / step.row.items_per_deployment.unwrap_or(1.0).max(1.0);
        let again = |step: &Both<'_>| (step.visits() - step.row.first_visits).max(0.0);
        let rework = self.sum(|step| each(step) * again(step) * effort);
        let first = self.sum(|step| each(step) * (step.visits() - again(step)));
        let simulated = self.happened().map(|()| MeanOf { mean: first + rework, interval: None });
        let shared = self.sum(|step| step.clean * (each(step) - step.work));
        let passed = first - self.sheet.work - shared;
        let parts = vec![(Cause::Rework, rework), (Cause::Shared, shared), (Cause::PassedBy, passed)];
        Self::row(Quantity::Work, Ok(self.sheet.work), simulated, Ok(parts))
    }

    fn happened(&self) -> Result<(), Unsimulated> {
        let any = self.steps.iter().any(|step| step.visits() > 0.0);
        if any { Ok(()) } else { Err(Unsimulated::NeverHappened) }
    }

    /// Observed hours of one clean pass over the steps that count, weighted by `weight`.
    fn stated_time(&self, weight: impl Fn(&Both<'_>) -> f64) -> Known<f64> {
        if self.steps.is_empty() {
            return Err(Missing::NoSteps);
        }
        let counted = || self.steps.iter().filter(|step| step.clean * weight(step) > 0.0);
        let unknown = counted().filter(|step| step.row.observed.is_err()).count();
        if unknown > 0 {
            return Err(Missing::ObservedTimesUnknown { unknown, steps: counted().count() });
        }
        counted().map(|step| Ok(step.clean * weight(step) * step.row.observed?)).sum()
    }

    /// What makes time longer, over the steps that count: `again` are repeated visits of a change at each step.
    fn time_parts(&self, weight: impl Fn(&Both<'_>) -> f64, again: impl Fn(&Both<'_>) -> f64) -> Known<Vec<Part>> {
        let mut parts = Vec::new();
        for step in &self.steps {
            let here = weight(step);
            let total = step.of(|run| run.total);
            parts.push((Cause::Rework, here * again(step) * total));
            parts.push((Cause::PassedBy, here * (step.row.first_visits - step.clean) * total));
            parts.push((Cause::Room, here * step.visits() * step.of(|run| run.blocked_wait)));
            if here * step.clean > 0.0 && step.run.is_some_and(|run| run.total.is_some()) {
                parts.extend(step.excess()?.map(|(cause, amount)| (cause, amount * here * step.clean)));
            }
        }
        Ok(parts)
    }

    fn request_to_live(&self) -> Beside {
        let weight = |step: &Both<'_>| if self.deploys { step.before_live } else { 1.0 };
        let again = |step: &Both<'_>| step.visits() - step.row.first_visits;
        let measure = if self.deploys { Measure::RequestToLive } else { Measure::RequestToDone };
        let simulated = self.measured(measure, 24.0);
        Self::row(Quantity::RequestToLive, self.stated_time(weight), simulated, self.time_parts(weight, again))
    }

    /// Counts the steps after the mark, and whatever comes back there: also to a step before the mark, since the clock
    /// runs on.
    fn change_lead_time(&self) -> Beside {
        let mark = self.stream.clock_starts_after;
        let weight = |step: &Both<'_>| step.after_clock * step.before_live;
        let stated = mark.ok_or(Missing::NoClock).and_then(|_| self.stated_time(weight));
        let simulated = mark.ok_or(Unsimulated::NoClock).and_then(|_| self.measured(Measure::CommitToLive, 24.0));
        let late = self.visits_caused_after();
        let parts = self.time_parts(weight, |_| 0.0).map(|mut parts| {
            let again = self.steps.iter().zip(late);
            let again = again.map(|(step, again)| step.before_live * again * step.of(|run| run.total));
            parts.push((Cause::Rework, again.sum()));
            parts
        });
        Self::row(Quantity::ChangeLeadTime, stated, simulated, parts)
    }

    /// Repeated visits at each step that the marked step and those behind it cause, by the shares of the sheet. (The
    /// clock starts with the first push: what comes back from the marked step itself is on it already.)
    fn visits_caused_after(&self) -> Vec<f64> {
        let mut late = self.stream.clone();
        for (step, both) in late.steps.iter_mut().zip(&self.steps) {
            if both.after_clock <= 0.0 && Some(step.id) != self.stream.clock_starts_after {
                step.complete_accurate = None;
                if matches!(step.kind, StepKind::Approval { .. } | StepKind::Gate { .. }) {
                    step.kind = StepKind::Work;
                }
            }
        }
        let route = Route::of(&late);
        let mut again = vec![0.0; self.steps.len()];
        for class in ChangeClass::ALL {
            let visits = route.visits(class, MOST_REWORKS);
            for ((again, all), first) in again.iter_mut().zip(visits.all).zip(visits.first) {
                *again += class.share(&late) * (all - first);
            }
        }
        again
    }

    fn wait(&self) -> Beside {
        let simulated = self.sum(|step| step.visits() * (step.waiting() + step.of(|run| run.blocked_wait)));
        let simulated = self.happened().map(|()| MeanOf { mean: simulated, interval: None });
        let parts = self.time_parts(|_| 1.0, |_| 0.0).map(|mut parts| {
            // Of the same parts, only what is waiting: repeated visits wait again, and work over nights is no waiting.
            parts.retain(|(cause, _)| !matches!(cause, Cause::PassedBy | Cause::Nights));
            for step in &self.steps {
                let (first, clean) = (step.row.first_visits, step.clean);
                parts.push((Cause::Rework, (step.visits() - first) * step.waiting()));
                parts.push((Cause::PassedBy, (first - clean) * step.waiting()));
                let calendar = step.of(|run| run.work) - step.work;
                let nights = step.excess().map_or(0.0, |[_, _, (_, nights)]| nights);
                parts.push((Cause::Nights, clean * (nights - calendar)));
            }
            parts
        });
        Self::row(Quantity::Wait, self.sheet.wait, simulated, parts)
    }

    /// A sum of one kind of waiting, by the formulas of the sheet and by the run.
    fn part_of_wait(
        &self,
        quantity: Quantity,
        by_formula: impl Fn(&StepSheet) -> Known<f64>,
        by_run: impl Fn(&StepOutcome) -> Option<MeanOf>,
    ) -> Beside {
        let stated = self.steps.iter().filter(|step| step.row.first_visits > 0.0);
        let stated: Known<f64> = stated.map(|step| Ok(step.row.first_visits * by_formula(step.row)?)).sum();
        let simulated = self.sum(|step| step.visits() * step.of(&by_run));
        let simulated = self.happened().map(|()| MeanOf { mean: simulated, interval: None });
        let rework = self.sum(|step| (step.visits() - step.row.first_visits) * step.of(&by_run));
        let own = if quantity == Quantity::QueueWait { Cause::Queues } else { Cause::Dates };
        let longer = self.sum(|step| step.row.first_visits * (step.of(&by_run) - by_formula(step.row).unwrap_or(0.0)));
        Self::row(quantity, stated, simulated, Ok(vec![(Cause::Rework, rework), (own, longer)]))
    }

    fn for_dates(&self) -> Beside {
        self.part_of_wait(Quantity::DateWait, |row| row.explained.for_date, |run| run.date_wait)
    }

    /// A step whose queue nobody can know counts as one without.
    fn for_people(&self) -> Beside {
        let formula = |row: &StepSheet| match row.explained.queue {
            Err(Missing::NeverSettles) => Err(Missing::NeverSettles),
            queue => Ok(queue.unwrap_or(0.0)),
        };
        self.part_of_wait(Quantity::QueueWait, formula, |run| run.queue_wait)
    }

    /// The sheet divides hands-on hours by hours on the calendar; the run counts nights in which work lies as worked on.
    fn flow_efficiency(&self) -> Beside {
        let stated = self.sheet.flow_efficiency;
        let simulated = self.measured(Measure::FlowEfficiency, 1.0);
        let time = self.stated_time(|_| 1.0);
        let parts = stated.and_then(|stated| {
            let on_calendar = self.sum(|step| step.clean * step.of(|run| run.work)) / time?;
            Ok(vec![(Cause::Nights, on_calendar - stated)])
        });
        Self::row(Quantity::FlowEfficiency, stated, simulated, parts)
    }

    fn takt(&self) -> Beside {
        let per_week = self.stream.steps.first().map_or(0.0, |step| step.calendar.hours_per_week());
        let live = self.measured(Measure::ChangesPerWeek, 1.0);
        let simulated = live.and_then(|live| {
            let between = |rate: f64| per_week / rate;
            let interval = live.interval.filter(|bounds| bounds.low > 0.0);
            let interval = interval.map(|Bounds { low, high }| Bounds { low: between(high), high: between(low) });
            if live.mean > 0.0 {
                Ok(MeanOf { mean: between(live.mean), interval })
            } else {
                Err(Unsimulated::NeverHappened)
            }
        });
        let mut row = Self::row(Quantity::Takt, self.sheet.takt, simulated, Ok(Vec::new()));
        for (cause, _) in &mut row.parts {
            *cause = Cause::Throughput;
        }
        row
    }

    /// Little's law on both lead times; what is left is that not all come through at the rate at which they come in.
    fn work_in_progress(&self) -> Beside {
        let weight = |step: &Both<'_>| if self.deploys { step.before_live } else { 1.0 };
        let per_hour = self.stream.demand.per_week / 168.0;
        let lead = self.request_to_live();
        let stated = lead.stated.map(|hours| per_hour * hours);
        let simulated = self.measured(Measure::WorkInProgress, 1.0);
        let longer = lead.difference().unwrap_or(0.0) * per_hour;
        let known = self.stated_time(weight).map(|_| vec![(Cause::LeadTime, longer)]);
        let mut row = Self::row(Quantity::WorkInProgress, stated, simulated, known);
        for (cause, _) in row.parts.iter_mut().filter(|(cause, _)| *cause == Cause::Rest) {
            *cause = Cause::Throughput;
        }
        row
    }

    fn bottleneck(&self) -> Beside {
        let busiest = self.sheet.bottleneck;
        let found = |id: StepId| self.steps.iter().find(|step| step.row.step == id)?.run?.utilisation;
        let simulated = busiest.map_err(|_| Unsimulated::NoPools);
        let simulated = simulated.and_then(|busiest| found(busiest.step).ok_or(Unsimulated::NeverHappened));
        Self::row(Quantity::Bottleneck, busiest.map(|busiest| busiest.utilisation), simulated, Ok(Vec::new()))
    }
}

/// Normal changes that come to each step for the first time without having been deployed.
fn before_live(route: &Route<'_>, steps: usize) -> Vec<f64> {
    let mut arriving = vec![0.0; steps];
    for (position, (at, step)) in route.forward().enumerate() {
        if position == 0
            && let Some(entry) = arriving.get_mut(at)
        {
            *entry = 1.0;
        }
        let here = arriving.get(at).copied().unwrap_or_default();
        let leaving = if matches!(step.kind, StepKind::Deploy { .. }) { 0.0 } else { here };
        for (to, share) in route.next_of(at) {
            if let Some(next) = arriving.get_mut(*to) {
                *next += leaving * share;
            }
        }
    }
    arriving
}

/// 1 for the steps that lie behind the mark of the DORA clock, 0 for the others.
fn after_clock(stream: &ValueStream, route: &Route<'_>) -> Vec<f64> {
    let mut behind = vec![0.0; stream.steps.len()];
    for (at, step) in route.forward() {
        let starts = behind.get(at).is_some_and(|behind| *behind > 0.0) || Some(step.id) == stream.clock_starts_after;
        for (to, _) in route.next_of(at).iter().filter(|(_, share)| starts && *share > 0.0) {
            if let Some(behind) = behind.get_mut(*to) {
                *behind = 1.0;
            }
        }
    }
    behind
}

/// One part for each cause, the largest first, and what they leave of the difference.
fn settled(difference: f64, parts: Vec<Part>) -> Vec<Part> {
    let mut sums: Vec<Part> = Vec::new();
    let mut rest = difference;
    for (cause, amount) in parts {
        rest -= amount;
        match sums.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, sum)) => *sum += amount,
            None => sums.push((cause, amount)),
        }
    }
    sums.push((Cause::Rest, rest));
    sums.retain(|(_, amount)| amount.abs() > 1e-9);
    crate::model::order::sort_by(&mut sums, |a, b| b.1.abs().total_cmp(&a.1.abs()));
    sums
}
