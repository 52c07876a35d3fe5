//! The number of a lever: read, written, named, with a sensible range.

use thiserror::Error;

use crate::model::{
    Cadence, Canary, Elapsed, Lever, Release, Service, ServiceId, Share, Step, StepId, StepKind, StreamId, Target,
    TeamId, ValueStream, Weekday, Workers, Workspace,
};

/// Unit of the number of a lever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisUnit {
    /// 0..=1.
    Share,
    /// Whole days between two dates; 0 is at once, without dates.
    Days,
    /// Whole people, 1..=1000.
    People,
    /// Whole items at a step, 1..=10 000.
    Items,
    /// Whole levels of call, 1..=8.
    Levels,
    /// Items a week.
    PerWeek,
    /// Times as long as today.
    Factor,
    /// Percent that must succeed, such as 99.9.
    Percent,
    /// 0 is off, 1 is on.
    Switch,
}

impl AxisUnit {
    /// Whether only whole numbers mean something.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Days | Self::People | Self::Items | Self::Levels | Self::Switch)
    }
}

/// Why a lever has no axis.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoAxis {
    /// A choice without an order.
    #[error("this lever is a choice, not a number: choose another one")]
    NotNumeric,
    /// Its target does not exist, or is of another kind.
    #[error("the lever changes something that does not exist any more: choose another target")]
    Gone,
}

/// A lever as a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The lever that carries everything but the number.
    lever: Lever,
    /// What moves, for people.
    pub label: String,
    /// Its unit.
    pub unit: AxisUnit,
    /// A sensible low end: lower than today where that is possible.
    pub low: f64,
    /// A sensible high end.
    pub high: f64,
    /// The number on the workspace as it is; `None` where today has none.
    pub today: Option<f64>,
}

impl Axis {
    /// The axis of a lever's kind and target; the number in the lever itself does not matter. Shares that are small
    /// today range from half to twice as much, others half way to nothing and half way to everything; people and demand
    /// a quarter down and up; times from half to twice; the part that may fail from half to twice.
    ///
    /// # Errors
    /// A lever without a number, or one whose target is gone.
    pub fn of(lever: &Lever, workspace: &Workspace) -> Result<Self, NoAxis> {
        match lever {
            Lever::UseStream { .. } | Lever::AutoApproval { .. } => Err(NoAxis::NotNumeric),
            Lever::StandardChanges { stream, .. } => {
                let stream = stream_of(workspace, *stream)?;
                let mix = stream.demand.mix;
                let axis = share(lever, "Standard changes", mix.standard, half_way(mix.standard));
                Ok(Self { high: axis.high.min(mix.emergency.rest().value()), ..axis })
            }
            Lever::ApprovalCadence { step, .. } => match step_of(workspace, *step)? {
                Step { name, kind: StepKind::Approval { cadence, .. }, .. } => {
                    Ok(days(lever, format!("Days between two dates of \"{name}\""), *cadence))
                }
                _ => Err(NoAxis::Gone),
            },
            Lever::Release { step, .. } => match step_of(workspace, *step)? {
                Step { name, kind: StepKind::Deploy { cadence, .. }, .. } => {
                    Ok(days(lever, format!("Days between two releases of \"{name}\""), *cadence))
                }
                _ => Err(NoAxis::Gone),
            },
            Lever::StopsBad { step, .. } => match step_of(workspace, *step)? {
                Step {
                    name, kind: StepKind::Approval { stops_bad, .. } | StepKind::Gate { stops_bad, .. }, ..
                } => {
                    let range = half_to_twice(stops_bad.value());
                    Ok(share(lever, &format!("Bad changes that \"{name}\" stops"), *stops_bad, range))
                }
                _ => Err(NoAxis::Gone),
            },
            Lever::Gates { stream, .. } => {
                stream_of(workspace, *stream)?;
                Ok(share(lever, "Bad changes that automated gates stop", Share::NONE, (0.0, 0.5)))
            }
            Lever::People { step, .. } => Ok(people_at(lever, workspace, step_of(workspace, *step)?)),
            Lever::TeamSize { team, .. } => {
                let team = team_of(workspace, *team)?;
                Ok(people(lever, format!("People of \"{}\"", team.0), Some(team.1)))
            }
            Lever::Demand { stream, .. } => {
                let today = stream_of(workspace, *stream)?.demand.per_week;
                let label = "Changes a week".to_owned();
                Ok(plain(lever, label, AxisUnit::PerWeek, today, (today * 0.75, today * 1.25)))
            }
            Lever::BadChanges { stream, .. } => {
                let bad = stream_of(workspace, *stream)?.bad_changes;
                Ok(share(lever, "Bad changes", bad, half_to_twice(bad.value())))
            }
            Lever::FoundByMonitoring { service, .. } => {
                let found = service_of(workspace, *service)?.incidents.found_by_monitoring;
                Ok(share(lever, "Incidents that monitoring finds", found, half_way(found)))
            }
            Lever::RepairTime { service, .. } => {
                service_of(workspace, *service)?;
                Ok(plain(lever, "Time to repair by hand".to_owned(), AxisUnit::Factor, 1.0, (0.5, 2.0)))
            }
            Lever::Rollback { service, .. } => {
                let rollback = service_of(workspace, *service)?.incidents.rollback.as_ref();
                let today = rollback.map_or(Share::NONE, |repair| repair.success);
                Ok(share(lever, "Rollbacks that work", today, half_way(today)))
            }
            Lever::SloTarget { service, .. } => slo_target(lever, service_of(workspace, *service)?),
            Lever::Freeze { service, .. } => {
                let policy = service_of(workspace, *service)?.budget_policy.as_ref();
                let today = if policy.is_some_and(|policy| policy.freeze.is_some()) { 1.0 } else { 0.0 };
                let label = "Freeze when the budget is spent".to_owned();
                Ok(plain(lever, label, AxisUnit::Switch, today, (0.0, 1.0)))
            }
            Lever::FreezeAt { service, .. } => {
                let policy = service_of(workspace, *service)?.budget_policy.as_ref();
                let today = policy.and_then(|policy| policy.freeze).map(|rule| rule.at_remaining);
                let label = "Budget left at which deployments freeze".to_owned();
                Ok(Self { today, ..plain(lever, label, AxisUnit::Share, 0.0, (0.0, 0.5)) })
            }
            Lever::RequiredGate { family, .. } => {
                let gate = workspace.change_policy.gates.iter().find(|gate| gate.family == *family);
                let today = gate.map_or(Share::NONE, |gate| gate.stops_bad);
                let range = if today == Share::NONE { (0.0, 0.5) } else { half_to_twice(today.value()) };
                Ok(share(lever, &format!("{}: bad changes it stops", family.name()), today, range))
            }
            Lever::WipLimit { step, .. } => Ok(wip_limit(lever, workspace, step_of(workspace, *step)?)),
            Lever::Canary { .. } => {
                let today = workspace.change_policy.canary.map_or(Share::ALL, |canary| canary.share);
                Ok(share(lever, "Users that a deployment reaches first", today, (0.01, 1.0)))
            }
            Lever::FeatureFlag { service, .. } => {
                let flag = service_of(workspace, *service)?.incidents.feature_flag.as_ref();
                let today = flag.map_or(Share::NONE, |repair| repair.success);
                Ok(share(lever, "Failures that a feature flag switches off", today, half_way(today)))
            }
            Lever::OnCallLevels { service, .. } => Ok(levels_of_call(lever, service_of(workspace, *service)?)),
            Lever::ReliabilityWork { stream, .. } => {
                let today = stream_of(workspace, *stream)?.demand.work.reliability;
                Ok(share(lever, "Reliability work", today, (0.0, 0.3)))
            }
        }
    }

    /// The same between other ends.
    #[must_use]
    pub fn between(self, low: f64, high: f64) -> Self {
        Self { low, high, ..self }
    }

    /// The lever at a number. What lies outside becomes the nearest that means something; a number that is none becomes
    /// the low end.
    pub fn at(&self, number: f64) -> Lever {
        let number = if number.is_finite() { number } else { self.low };
        match self.lever.clone() {
            Lever::StandardChanges { stream, .. } => Lever::StandardChanges { stream, share: Share::clamped(number) },
            Lever::ApprovalCadence { step, cadence } => {
                Lever::ApprovalCadence { step, cadence: every(cadence.as_ref(), number) }
            }
            Lever::Release { step, release } => {
                let dates = match release {
                    Release::At { cadence } => Some(cadence),
                    Release::OnDemand | Release::Together { .. } => None,
                };
                let release =
                    every(dates.as_ref(), number).map_or(Release::OnDemand, |cadence| Release::At { cadence });
                Lever::Release { step, release }
            }
            Lever::StopsBad { step, .. } => Lever::StopsBad { step, share: Share::clamped(number) },
            Lever::Gates { stream, stops_good, .. } => {
                Lever::Gates { stream, stops_bad: Share::clamped(number), stops_good }
            }
            Lever::People { step, .. } => Lever::People { step, people: whole(number, 1, 1000) },
            Lever::TeamSize { team, .. } => Lever::TeamSize { team, people: whole(number, 1, 1000) },
            Lever::Demand { stream, .. } => Lever::Demand { stream, per_week: number.clamp(1e-3, 1e4) },
            Lever::BadChanges { stream, .. } => Lever::BadChanges { stream, share: Share::clamped(number) },
            Lever::FoundByMonitoring { service, .. } => {
                Lever::FoundByMonitoring { service, share: Share::clamped(number) }
            }
            Lever::RepairTime { service, .. } => Lever::RepairTime { service, factor: number.clamp(1e-3, 10.0) },
            Lever::Rollback { service, .. } => Lever::Rollback { service, success: Share::clamped(number) },
            Lever::SloTarget { service, target } => {
                let highest = Target::from_budget_ten_millionths(1).unwrap_or(target);
                let lowest = Target::from_budget_ten_millionths(5_000_000).unwrap_or(target);
                let outside = if number >= 99.0 { highest } else { lowest };
                Lever::SloTarget { service, target: Target::nearest_percent(number).unwrap_or(outside) }
            }
            Lever::Freeze { service, .. } => Lever::Freeze { service, on: number >= 0.5 },
            Lever::FreezeAt { service, until_remaining, .. } => {
                let at_remaining = number.clamp(-10.0, 1.0);
                Lever::FreezeAt { service, at_remaining, until_remaining: until_remaining.max(at_remaining) }
            }
            Lever::RequiredGate { family, stops_good, .. } => {
                Lever::RequiredGate { family, stops_bad: Share::clamped(number), stops_good }
            }
            Lever::WipLimit { step, .. } => Lever::WipLimit { step, limit: Some(whole(number, 1, 10_000)) },
            Lever::Canary { canary } => {
                let canary = Canary { share: Share::clamped(number), ..canary.unwrap_or_else(Canary::assumed) };
                Lever::Canary { canary: (number < 1.0).then_some(canary) }
            }
            Lever::FeatureFlag { service, .. } => Lever::FeatureFlag { service, success: Share::clamped(number) },
            Lever::OnCallLevels { service, .. } => {
                Lever::OnCallLevels { service, levels: u8::try_from(whole(number, 1, 8)).unwrap_or(1) }
            }
            Lever::ReliabilityWork { stream, .. } => Lever::ReliabilityWork { stream, share: Share::clamped(number) },
            // Never made an axis of.
            choice @ (Lever::UseStream { .. } | Lever::AutoApproval { .. }) => choice,
        }
    }

    /// The number of a lever, whatever its target; `None` for a lever that has none.
    pub fn number(lever: &Lever) -> Option<f64> {
        let days = |cadence: &Option<Cadence>| cadence.map_or(0.0, |cadence| f64::from(cadence.every_days));
        Some(match lever {
            Lever::UseStream { .. }
            | Lever::AutoApproval { .. }
            | Lever::Release { release: Release::Together { .. }, .. }
            | Lever::WipLimit { limit: None, .. } => return None,
            Lever::StandardChanges { share, .. }
            | Lever::StopsBad { share, .. }
            | Lever::BadChanges { share, .. }
            | Lever::FoundByMonitoring { share, .. }
            | Lever::ReliabilityWork { share, .. } => share.value(),
            Lever::ApprovalCadence { cadence, .. } => days(cadence),
            Lever::Release { release: Release::OnDemand, .. } => 0.0,
            Lever::Release { release: Release::At { cadence }, .. } => f64::from(cadence.every_days),
            Lever::Gates { stops_bad, .. } | Lever::RequiredGate { stops_bad, .. } => stops_bad.value(),
            Lever::FreezeAt { at_remaining, .. } => *at_remaining,
            Lever::WipLimit { limit: Some(limit), .. } => f64::from(*limit),
            Lever::Canary { canary } => canary.map_or(1.0, |canary| canary.share.value()),
            Lever::OnCallLevels { levels, .. } => f64::from(*levels),
            Lever::People { people, .. } | Lever::TeamSize { people, .. } => f64::from(*people),
            Lever::Demand { per_week, .. } => *per_week,
            Lever::RepairTime { factor, .. } => *factor,
            Lever::Rollback { success, .. } | Lever::FeatureFlag { success, .. } => success.value(),
            Lever::SloTarget { target, .. } => target.ratio() * 100.0,
            Lever::Freeze { on, .. } => {
                if *on {
                    1.0
                } else {
                    0.0
                }
            }
        })
    }

    /// The number that [`Self::at`] really takes: whole where only whole ones mean something.
    pub fn rounded(&self, number: f64) -> f64 {
        Self::number(&self.at(number)).unwrap_or(number)
    }
}

/// Every axis of what runs when this stream runs, in the order of the document.
pub fn axes_of(workspace: &Workspace, stream: StreamId) -> Vec<Axis> {
    let Some(found) = workspace.stream(stream) else { return Vec::new() };
    let mut levers = vec![
        Lever::Demand { stream, per_week: 1.0 },
        Lever::StandardChanges { stream, share: Share::NONE },
        Lever::BadChanges { stream, share: Share::NONE },
    ];
    if found.steps.iter().any(|step| matches!(step.kind, StepKind::Deploy { .. })) {
        levers.push(Lever::Gates { stream, stops_bad: Share::NONE, stops_good: Share::NONE });
    }
    let mut teams: Vec<TeamId> = Vec::new();
    for step in &found.steps {
        let (id, share) = (step.id, Share::NONE);
        match step.kind {
            StepKind::Work => {}
            StepKind::Approval { .. } => {
                levers.push(Lever::ApprovalCadence { step: id, cadence: None });
                levers.push(Lever::StopsBad { step: id, share });
            }
            StepKind::Gate { .. } => levers.push(Lever::StopsBad { step: id, share }),
            StepKind::Deploy { .. } => levers.push(Lever::Release { step: id, release: Release::OnDemand }),
        }
        if step.wip_limit.is_some() {
            levers.push(Lever::WipLimit { step: id, limit: Some(1) });
        }
        match (step.workers, step.team) {
            (Workers::Own { .. }, _) => levers.push(Lever::People { step: id, people: 1 }),
            (Workers::Team, Some(team)) if !teams.contains(&team) => {
                teams.push(team);
                levers.push(Lever::TeamSize { team, people: 1 });
            }
            (Workers::Team | Workers::Unlimited, _) => {}
        }
    }
    let service = found.service.and_then(|id| workspace.service(id)).or_else(|| workspace.main_service());
    if let Some(Service { id: service, .. }) = service {
        let (service, share) = (*service, Share::NONE);
        levers.push(Lever::FoundByMonitoring { service, share });
        levers.push(Lever::RepairTime { service, factor: 1.0 });
        levers.push(Lever::Rollback { service, success: share });
        levers.push(Lever::SloTarget { service, target: Target::THREE_NINES });
        levers.push(Lever::Freeze { service, on: false });
    }
    for gate in &workspace.change_policy.gates {
        levers.push(Lever::RequiredGate {
            family: gate.family,
            stops_bad: gate.stops_bad,
            stops_good: gate.stops_good,
        });
    }
    levers.iter().filter_map(|lever| Axis::of(lever, workspace).ok()).collect()
}

fn plain(lever: &Lever, label: String, unit: AxisUnit, today: f64, (low, high): (f64, f64)) -> Axis {
    Axis { lever: lever.clone(), label, unit, low, high, today: Some(today) }
}

fn share(lever: &Lever, label: &str, today: Share, range: (f64, f64)) -> Axis {
    plain(lever, label.to_owned(), AxisUnit::Share, today.value(), range)
}

fn people_at(lever: &Lever, workspace: &Workspace, step: &Step) -> Axis {
    let today = match step.workers {
        Workers::Own { people } => Some(people),
        Workers::Team => step.team.and_then(|team| workspace.team(team)).map(|team| team.people),
        Workers::Unlimited => None,
    };
    people(lever, format!("People at \"{}\"", step.name), today)
}

/// Half and twice of what may fail.
fn slo_target(lever: &Lever, service: &Service) -> Result<Axis, NoAxis> {
    let may_fail = service.main_slo().ok_or(NoAxis::Gone)?.target.budget();
    let percent = |share: f64| 100.0 * (1.0 - share.min(0.5));
    let range = (percent(may_fail * 2.0), percent(may_fail / 2.0));
    Ok(plain(lever, "Service level objective".to_owned(), AxisUnit::Percent, percent(may_fail), range))
}

/// One level to as many as there are, three at least.
fn levels_of_call(lever: &Lever, service: &Service) -> Axis {
    let levels = f64::from(u8::try_from(service.incidents.escalation.len()).unwrap_or(8));
    let today = (levels > 0.0).then_some(levels);
    let range = (1.0, levels.max(3.0));
    Axis { today, ..plain(lever, "Levels of call".to_owned(), AxisUnit::Levels, levels, range) }
}

/// From as many items as people to four times as many; half and twice a limit that stands.
fn wip_limit(lever: &Lever, workspace: &Workspace, step: &Step) -> Axis {
    let people = match step.workers {
        Workers::Own { people } => people,
        Workers::Team => step.team.and_then(|id| workspace.team(id)).map_or(1, |team| team.people),
        Workers::Unlimited => 1,
    };
    let today = step.wip_limit.map(f64::from);
    let people = f64::from(people.max(1));
    let range = today.map_or((people, people * 4.0), |limit| ((limit / 2.0).max(1.0), limit * 2.0));
    let label = format!("Most items at \"{}\"", step.name);
    Axis { today, ..plain(lever, label, AxisUnit::Items, people, range) }
}

/// Half way to nothing and half way to everything.
fn half_way(today: Share) -> (f64, f64) {
    (today.value() / 2.0, f64::midpoint(today.value(), 1.0))
}

/// Half and twice as much; of nothing, up to a tenth.
fn half_to_twice(today: f64) -> (f64, f64) {
    if today > 0.0 { (today / 2.0, (today * 2.0).min(1.0)) } else { (0.0, 0.1) }
}

/// From daily to every second date of today; without dates, from none to weekly.
fn days(lever: &Lever, label: String, today: Option<Cadence>) -> Axis {
    let mut lever = lever.clone();
    // What the dates are like is taken from the lever, else from today, else a weekly one.
    let like = today.unwrap_or_else(|| Cadence::weekly(Weekday::Monday, 10));
    match &mut lever {
        Lever::ApprovalCadence { cadence, .. } => *cadence = Some(cadence.unwrap_or(like)),
        Lever::Release { release, .. } if *release == Release::OnDemand => *release = Release::At { cadence: like },
        _ => {}
    }
    let now = today.map_or(0.0, |cadence| f64::from(cadence.every_days));
    let range = if now > 1.0 { (1.0, (now * 2.0).min(366.0)) } else { (0.0, 7.0) };
    plain(&lever, label, AxisUnit::Days, now, range)
}

/// A quarter down and up, and at least one.
fn people(lever: &Lever, label: String, today: Option<u16>) -> Axis {
    let now = today.map_or(2.0, f64::from);
    let low = (now * 0.75).floor().max(1.0);
    let high = (now * 1.25).ceil().clamp(now + 1.0, 1000.0_f64.max(now + 1.0));
    Axis { lever: lever.clone(), label, unit: AxisUnit::People, low, high, today: today.map(f64::from) }
}

/// A rhythm like another, with so many days between dates; the cut-off shrinks and grows with it.
fn every(like: Option<&Cadence>, days: f64) -> Option<Cadence> {
    let every_days = whole(days, 0, 366);
    let like = like.copied().unwrap_or_else(|| Cadence::weekly(Weekday::Monday, 10));
    let scale = f64::from(every_days) / f64::from(like.every_days.max(1));
    let cut_off = Elapsed::clamped_hours(like.cut_off.hours() * scale);
    (every_days > 0).then_some(Cadence { every_days, cut_off, ..like })
}

/// The nearest whole number of a range.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of the type before")]
fn whole(number: f64, least: u16, most: u16) -> u16 {
    number.round().clamp(f64::from(least), f64::from(most)) as u16
}

fn stream_of(workspace: &Workspace, id: StreamId) -> Result<&ValueStream, NoAxis> {
    workspace.stream(id).ok_or(NoAxis::Gone)
}

fn step_of(workspace: &Workspace, id: StepId) -> Result<&Step, NoAxis> {
    workspace.stream_of_step(id).and_then(|stream| stream.step(id)).ok_or(NoAxis::Gone)
}

fn service_of(workspace: &Workspace, id: ServiceId) -> Result<&Service, NoAxis> {
    workspace.service(id).ok_or(NoAxis::Gone)
}

fn team_of(workspace: &Workspace, id: TeamId) -> Result<(&str, u16), NoAxis> {
    workspace.team(id).map(|team| (team.name.as_str(), team.people)).ok_or(NoAxis::Gone)
}
