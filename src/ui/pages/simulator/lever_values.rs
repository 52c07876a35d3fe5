//! Where each lever stands: today, and in a scenario. Plain functions of the workspace.

use trivium_core::{
    edit::same_lever,
    engine::flow,
    model::{
        Cadence, Lever, Release, Scenario, Service, Share, Step, StepId, StepKind, ValueStream, Weekday, Workers,
        Workspace, order,
    },
};

/// The stream and service that the levers act on.
#[derive(Clone, PartialEq)]
pub(super) struct Subject {
    pub(super) stream: ValueStream,
    pub(super) service: Option<Service>,
    /// Utilisation of each step's people, as the sheet computes it; 0 where it is unknown.
    busy: Vec<f64>,
}

/// Levers for people of single steps.
const MOST_STAFFED: usize = 3;

impl Subject {
    pub(super) fn of(workspace: &Workspace, scenario: &Scenario) -> Option<Self> {
        let other = scenario.levers.iter().find_map(|lever| match lever {
            Lever::UseStream { stream } => workspace.stream(*stream),
            _ => None,
        });
        let stream = other.or_else(|| workspace.main_stream())?.clone();
        let service = stream.service.and_then(|id| workspace.service(id)).cloned();
        let busy = flow::sheet(workspace, &stream).steps.iter().map(|step| step.utilisation.unwrap_or(0.0)).collect();
        Some(Self { stream, service, busy })
    }

    /// The first approval step.
    pub(super) fn approval(&self) -> Option<(&Step, Option<Cadence>, Share)> {
        self.stream.steps.iter().find_map(|step| match step.kind {
            StepKind::Approval { cadence, stops_bad, .. } => Some((step, cadence, stops_bad)),
            _ => None,
        })
    }

    /// The first deploy step.
    pub(super) fn deploy(&self) -> Option<(&Step, Option<Cadence>)> {
        self.stream.steps.iter().find_map(|step| match step.kind {
            StepKind::Deploy { cadence, .. } => Some((step, cadence)),
            _ => None,
        })
    }

    /// The busiest steps whose number of people is their own, with that number: where one more could help.
    pub(super) fn staffed(&self) -> Vec<(StepId, String, u16)> {
        let mut own: Vec<(f64, &Step, u16)> = Vec::new();
        for (step, busy) in self.stream.steps.iter().zip(&self.busy) {
            if let (Workers::Own { people }, StepKind::Work) = (step.workers, &step.kind) {
                own.push((*busy, step, people));
            }
        }
        order::sort_by(&mut own, |a, b| b.0.total_cmp(&a.0));
        own.into_iter().take(MOST_STAFFED).map(|(_, step, people)| (step.id, step.name.clone(), people)).collect()
    }
}

/// The lever of this kind and target that the scenario has.
pub(super) fn set_lever<'a>(scenario: &'a Scenario, like: &Lever) -> Option<&'a Lever> {
    scenario.levers.iter().find(|lever| same_lever(lever, like))
}

/// Choices of a rhythm, with their words.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Rhythm {
    AsToday,
    Daily,
    AtOnce,
    /// Another rhythm, which the choices do not have.
    Other,
}

impl Rhythm {
    pub(super) const ALL: [Self; 3] = [Self::AsToday, Self::Daily, Self::AtOnce];

    /// Its index among the choices.
    pub(super) fn index(self) -> usize {
        Self::ALL.iter().position(|other| *other == self).unwrap_or(Self::ALL.len())
    }

    /// The rhythm that a lever sets.
    pub(super) fn of(cadence: Option<Cadence>) -> Self {
        match cadence {
            None => Self::AtOnce,
            Some(cadence) if cadence.every_days == 1 => Self::Daily,
            Some(_) => Self::Other,
        }
    }
}

/// Every day at 10:00, papers in twelve hours before.
pub(super) const DAILY_APPROVAL: Cadence = Cadence {
    cut_off: trivium_core::model::Elapsed::clamped_hours(12.0),
    every_days: 1,
    ..Cadence::weekly(Weekday::Monday, 10)
};

/// Every day at 10:00.
pub(super) const DAILY_RELEASE: Cadence = Cadence { every_days: 1, ..Cadence::weekly(Weekday::Monday, 10) };

/// "weekly, Wed 10:00" for a cadence, "on demand" without one.
pub(super) fn cadence_words(cadence: Option<Cadence>) -> String {
    let Some(cadence) = cadence else { return "on demand".to_owned() };
    let time = format!("{:02}:{:02}", cadence.minute / 60, cadence.minute % 60);
    let day = cadence.day.short();
    match cadence.every_days {
        1 => format!("daily, {time}"),
        7 => format!("weekly, {day} {time}"),
        days if days % 7 == 0 => format!("every {} weeks, {day} {time}", days / 7),
        days => format!("every {days} days"),
    }
}

/// The cadence a release lever sets.
pub(super) fn released(release: Release) -> Option<Cadence> {
    match release {
        Release::OnDemand | Release::Together { .. } => None,
        Release::At { cadence } => Some(cadence),
    }
}

/// The same lever with another share, for levers that are one.
pub(super) fn with_share(lever: &Lever, share: Share) -> Lever {
    match *lever {
        Lever::StandardChanges { stream, .. } => Lever::StandardChanges { stream, share },
        Lever::StopsBad { step, .. } => Lever::StopsBad { step, share },
        Lever::BadChanges { stream, .. } => Lever::BadChanges { stream, share },
        Lever::FoundByMonitoring { service, .. } => Lever::FoundByMonitoring { service, share },
        ref other => other.clone(),
    }
}

/// The share of a lever that is one.
pub(super) fn share_in(lever: &Lever) -> Option<Share> {
    match *lever {
        Lever::StandardChanges { share, .. }
        | Lever::StopsBad { share, .. }
        | Lever::BadChanges { share, .. }
        | Lever::FoundByMonitoring { share, .. } => Some(share),
        _ => None,
    }
}
