//! The whole sheet of a stream.

use crate::model::{Share, StepId, StepKind, StreamId, TeamId, ValueStream, Workspace};

use super::{
    ChangeClass, Known, MOST_REWORKS, Missing, PoolOwner, PoolSheet, Route, StepSheet, capacity,
    step::{self, Way},
    working_hours_in,
};

/// What follows from a value stream without simulating it.
///
/// `work`, `observed`, `wait` and the two efficiencies are those of one **normal** change that nothing sends back: the
/// column sums that people expect of value-stream mapping (branches weighted by their shares). Visits, utilisation and
/// work in progress are over all change types and include rework.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamSheet {
    /// The stream.
    pub stream: StreamId,
    /// One row for each step, in document order.
    pub steps: Vec<StepSheet>,
    /// Whose time the stream takes.
    pub pools: Vec<PoolSheet>,
    /// ΣPT: working hours of one clean pass.
    pub work: f64,
    /// ΣLT: observed calendar hours of one clean pass.
    pub observed: Known<f64>,
    /// The sums of the lower and of the upper ends of the observed ranges.
    pub observed_range: Known<(f64, f64)>,
    /// Observed calendar hours with the expected repeated visits, mean over all change types.
    pub observed_with_rework: Known<f64>,
    /// ΣLT − ΣPT.
    pub wait: Known<f64>,
    /// ΣPT/ΣLT, on the calendar; never the mean of the steps' ratios.
    pub flow_efficiency: Known<f64>,
    /// ΣPT / Σ working hours in the observed times.
    pub flow_efficiency_working: Known<f64>,
    /// Calendar hours that approvals take of `observed`, beyond their own work.
    pub approval_wait: Known<f64>,
    /// Observed calendar hours of one clean pass from the DORA mark to the end.
    pub observed_after_clock: Known<f64>,
    /// Observed calendar hours that the model does not explain, over one clean pass.
    pub other_waiting: Known<f64>,
    /// Calendar hours that the model explains, with the expected repeated visits, over all change types.
    pub explained_with_rework: Known<f64>,
    /// Rolled %C&A: Π of the steps' %C&A, the chance of a pass that nothing sends back. Steps without a value count
    /// as 100 %.
    pub rolled_complete_accurate: Known<f64>,
    /// Steps without a %C&A among those that work comes to.
    pub without_complete_accurate: usize,
    /// 1 / rolled: expected restarts if each rework began from the first step.
    pub restarts: Known<f64>,
    /// Working hours between two items: working hours a week / demand, on the calendar of the first step.
    pub takt: Known<f64>,
    /// Items in the stream on average, by Little's law on the observed times with rework.
    pub work_in_progress: Known<f64>,
    /// The people who are busiest.
    pub bottleneck: Known<Bottleneck>,
    /// Links between teams.
    pub handovers: Handovers,
    /// Deployments a week over all deploy steps; `None` when nothing deploys.
    pub deployments_per_week: Option<f64>,
    /// Expected times that an item is let go because it had come back too often.
    pub let_go: f64,
}

/// The people with the highest utilisation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bottleneck {
    /// Whose time it is.
    pub owner: PoolOwner,
    /// The step that takes most of it.
    pub step: StepId,
    /// ρ.
    pub utilisation: f64,
    /// Items a week at which they would be busy all the time: demand / ρ.
    pub most_per_week: f64,
}

/// Links along which work goes from one team to another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Handovers {
    /// Next links between two different teams.
    pub between_teams: usize,
    /// Next links with a step at one end that has no team.
    pub unknown: usize,
}

/// The sheet of a stream. Pure, and fast enough to be asked on each movement of a slider.
pub fn sheet(workspace: &Workspace, stream: &ValueStream) -> StreamSheet {
    let route = Route::of(stream);
    let ways: Vec<Way> = ChangeClass::ALL
        .into_iter()
        .map(|class| (class, class.share(stream)))
        .filter(|(_, share)| *share > 0.0)
        .map(|(class, share)| Way { class, share, visits: route.visits(class, MOST_REWORKS) })
        .collect();
    let deployments: Vec<_> =
        stream.steps.iter().enumerate().map(|(at, step)| step::deployments(stream, &ways, at, step)).collect();
    let loads: Vec<_> =
        deployments.iter().enumerate().map(|(at, deployed)| load(stream, &ways, at, *deployed)).collect();
    let pools = capacity::pools(workspace, stream, &loads);
    let explained = step::explain(stream, &route, &ways, &pools);
    let steps: Vec<StepSheet> = stream
        .steps
        .iter()
        .enumerate()
        .zip(explained)
        .zip(deployments)
        .map(|(((at, step), times), deployed)| {
            step::row(stream, step, step::visits_at(&ways, at), times, &pools, deployed)
        })
        .collect();
    let let_go = ways.iter().fold(0.0, |sum, way| sum + way.share * way.visits.let_go);
    Sums { stream, route, first: Vec::new(), steps }.finish(pools, let_go)
}

/// Jobs a week at a step: items, or deployments where items go out together.
fn load(stream: &ValueStream, ways: &[Way], at: usize, deployed: Option<(f64, f64)>) -> capacity::Load {
    let (all, first) = step::visits_at(ways, at);
    let per_week = stream.demand.per_week / deployed.map_or(1.0, |(_, items)| items);
    let first = first.min(all);
    capacity::Load {
        first_per_week: per_week * first,
        repeated_per_week: per_week * (all - first),
        repeated_effort: stream.rework_effort.value(),
    }
}

struct Sums<'a> {
    stream: &'a ValueStream,
    route: Route<'a>,
    /// Share of normal changes that come to each step at least once.
    first: Vec<f64>,
    steps: Vec<StepSheet>,
}

impl Sums<'_> {
    fn finish(mut self, pools: Vec<PoolSheet>, let_go: f64) -> StreamSheet {
        self.first = self.route.visits(ChangeClass::Normal, 0).first;
        for (row, clean) in self.steps.iter_mut().zip(&self.first) {
            row.clean_visits = *clean;
        }
        let work = self.clean(|row| row.work);
        let observed = self.observed(|row| row.observed);
        let with_rework = count_unknown(self.visited()).and_then(|()| self.per_item(|row| row.observed));
        let wait = observed.and_then(|time| positive_difference(time, work));
        let working = self.observed(|row| {
            let calendar = self.stream.step(row.step).map(|step| step.calendar).ok_or(Missing::NoSteps)?;
            Ok(working_hours_in(row.observed?, calendar))
        });
        let rolled = self.rolled();
        StreamSheet {
            stream: self.stream.id,
            work,
            observed,
            observed_range: self.range(),
            observed_with_rework: with_rework,
            wait,
            flow_efficiency: observed.and_then(|time| efficiency(work, time)),
            flow_efficiency_working: working.and_then(|time| efficiency(work, time)),
            approval_wait: self.approval_wait(),
            observed_after_clock: self.after_clock(),
            other_waiting: self.observed(|row| row.other_waiting),
            explained_with_rework: self.per_item(|row| row.explained.total()),
            rolled_complete_accurate: rolled,
            without_complete_accurate: self.without_complete_accurate(),
            restarts: rolled
                .and_then(|rolled| if rolled > 0.0 { Ok(1.0 / rolled) } else { Err(Missing::NeverSettles) }),
            takt: self.takt(),
            work_in_progress: with_rework.map(|time| self.stream.demand.per_week / 168.0 * time),
            bottleneck: self.bottleneck(&pools),
            handovers: self.handovers(),
            deployments_per_week: self.deployments_per_week(),
            let_go,
            steps: self.steps,
            pools,
        }
    }

    fn first_of(&self, at: usize) -> f64 {
        self.first.get(at).copied().unwrap_or_default()
    }

    /// A sum over one clean pass of a normal change.
    fn clean(&self, value: impl Fn(&StepSheet) -> f64) -> f64 {
        self.steps.iter().enumerate().fold(0.0, |sum, (at, row)| sum + self.first_of(at) * value(row))
    }

    /// The same of values that may be missing. Missing observed times are counted.
    fn observed(&self, value: impl Fn(&StepSheet) -> Known<f64>) -> Known<f64> {
        let reached = || self.steps.iter().enumerate().filter(|(at, _)| self.first_of(*at) > 0.0);
        count_unknown(reached().map(|(_, row)| row))?;
        reached().map(|(at, row)| Ok(self.first_of(at) * value(row)?)).sum()
    }

    /// A sum over all visits of an item, over all change types.
    fn per_item(&self, value: impl Fn(&StepSheet) -> Known<f64>) -> Known<f64> {
        if self.steps.is_empty() {
            return Err(Missing::NoSteps);
        }
        self.visited().map(|row| Ok(row.visits * value(row)?)).sum()
    }

    /// The steps that any item comes to.
    fn visited(&self) -> impl Iterator<Item = &StepSheet> {
        self.steps.iter().filter(|row| row.visits > 0.0)
    }

    fn range(&self) -> Known<(f64, f64)> {
        let end = |low: bool| {
            self.observed(|row| {
                let observed = self.stream.step(row.step).and_then(|step| step.observed);
                let observed = observed.ok_or(Missing::NoObservedTime)?;
                Ok(if low { observed.low.hours() } else { observed.high.hours() })
            })
        };
        Ok((end(true)?, end(false)?))
    }

    fn approval_wait(&self) -> Known<f64> {
        let approvals = self.steps.iter().enumerate().filter(|(at, row)| {
            let kind = self.stream.step(row.step).map(|step| &step.kind);
            self.first_of(*at) > 0.0 && matches!(kind, Some(StepKind::Approval { .. }))
        });
        approvals.map(|(at, row)| Ok(self.first_of(at) * row.wait?)).try_fold(0.0, |sum, wait| Ok(sum + wait?))
    }

    fn after_clock(&self) -> Known<f64> {
        let mark = self.stream.clock_starts_after.ok_or(Missing::NoClock)?;
        let at = self.steps.iter().position(|row| row.step == mark).ok_or(Missing::NoClock)?;
        let weight = |here: usize| self.steps.get(here).and_then(|row| row.observed.ok());
        let unknown = self.route.sum_after(at, |here| if weight(here).is_none() { 1.0 } else { 0.0 });
        if unknown > 0.0 {
            count_unknown(self.visited())?;
            return Err(Missing::NoObservedTime);
        }
        Ok(self.route.sum_after(at, |here| weight(here).unwrap_or_default()))
    }

    /// Chance that one pass of a normal change goes through without coming back.
    fn rolled(&self) -> Known<f64> {
        let known = self.steps.iter().any(|row| {
            row.visits > 0.0 && self.stream.step(row.step).is_some_and(|step| step.complete_accurate.is_some())
        });
        if !known {
            return Err(if self.steps.is_empty() { Missing::NoSteps } else { Missing::NoCompleteAccurate });
        }
        let mut mass = vec![0.0; self.steps.len()];
        let mut passed = 0.0;
        for (position, (at, step)) in self.route.forward().enumerate() {
            let arriving = if position == 0 { 1.0 } else { mass.get(at).copied().unwrap_or_default() };
            let leaving = arriving * step.complete_accurate.map_or(1.0, Share::value);
            let next = self.route.next_of(at);
            if next.is_empty() {
                passed += leaving;
            }
            for &(to, share) in next {
                if let Some(mass) = mass.get_mut(to) {
                    *mass += leaving * share;
                }
            }
        }
        Ok(passed)
    }

    fn without_complete_accurate(&self) -> usize {
        self.visited()
            .filter(|row| self.stream.step(row.step).is_some_and(|step| step.complete_accurate.is_none()))
            .count()
    }

    fn takt(&self) -> Known<f64> {
        let first = self.stream.steps.first().ok_or(Missing::NoSteps)?;
        Ok(first.calendar.hours_per_week() / self.stream.demand.per_week)
    }

    fn bottleneck(&self, pools: &[PoolSheet]) -> Known<Bottleneck> {
        let busy = pools.iter().filter_map(|pool| Some((pool, pool.busiest_step?)));
        let (pool, step) =
            busy.max_by(|(a, _), (b, _)| a.utilisation.total_cmp(&b.utilisation)).ok_or(Missing::NoPools)?;
        Ok(Bottleneck {
            owner: pool.owner,
            step,
            utilisation: pool.utilisation,
            most_per_week: self.stream.demand.per_week / pool.utilisation,
        })
    }

    fn handovers(&self) -> Handovers {
        let team_at = |at: usize| -> Option<TeamId> { self.stream.steps.get(at)?.team };
        let mut found = Handovers::default();
        for (at, step) in self.route.forward() {
            for &(to, _) in self.route.next_of(at) {
                match (step.team, team_at(to)) {
                    (Some(from), Some(to)) if from != to => found.between_teams += 1,
                    (Some(_), Some(_)) => {}
                    _ => found.unknown += 1,
                }
            }
        }
        found
    }

    fn deployments_per_week(&self) -> Option<f64> {
        self.steps.iter().filter_map(|row| row.deployments_per_week).reduce(|sum, rate| sum + rate)
    }
}

/// An error that says how many steps have no observed time, if any has none.
fn count_unknown<'a>(rows: impl Iterator<Item = &'a StepSheet>) -> Known<()> {
    let (mut unknown, mut steps) = (0, 0);
    for row in rows {
        steps += 1;
        unknown += usize::from(row.observed.is_err());
    }
    match (steps, unknown) {
        (0, _) => Err(Missing::NoSteps),
        (_, 0) => Ok(()),
        _ => Err(Missing::ObservedTimesUnknown { unknown, steps }),
    }
}

fn positive_difference(time: f64, work: f64) -> Known<f64> {
    if work > time { Err(Missing::WorkExceedsObserved) } else { Ok(time - work) }
}

fn efficiency(work: f64, time: f64) -> Known<f64> {
    if time <= 0.0 {
        Err(Missing::ObservedTimeIsZero)
    } else if work > time {
        Err(Missing::WorkExceedsObserved)
    } else {
        Ok(work / time)
    }
}
