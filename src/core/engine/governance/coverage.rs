//! How much of the model is filled in: counts, never a grade.

use crate::model::{Place, Service, Step, ValueStream, Workspace};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageKind {
    /// Steps whose work and observed time are measured, not guessed.
    StepsWithMeasuredTimes,
    /// Steps with a %C&A.
    StepsWithCompleteAccurate,
    /// Steps with a team.
    StepsWithTeam,
    /// Services with an objective.
    ServicesWithObjective,
    /// Services with an error budget policy.
    ServicesWithBudgetPolicy,
    /// Services with delivery records.
    ServicesWithRecords,
}

/// So many of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// What is counted.
    pub kind: CoverageKind,
    /// Filled in.
    pub filled: usize,
    /// Of so many; 0 when the workspace has none of them.
    pub all: usize,
    /// The first one that is not filled in.
    pub first_missing: Option<Place>,
}

/// How much of the model is filled in, over all streams and services.
pub fn coverage(workspace: &Workspace) -> Vec<Coverage> {
    let steps = |kind: CoverageKind, filled: fn(&Step) -> bool| {
        let all = workspace.streams.iter().flat_map(|stream: &ValueStream| {
            stream.steps.iter().map(move |step| (Place::Step(stream.id, step.id), filled(step)))
        });
        count(kind, all)
    };
    let services = |kind: CoverageKind, filled: &dyn Fn(&Service) -> bool| {
        count(kind, workspace.services.iter().map(|service| (Place::Service(service.id), filled(service))))
    };
    vec![
        steps(CoverageKind::StepsWithMeasuredTimes, is_measured),
        steps(CoverageKind::StepsWithCompleteAccurate, |step| step.complete_accurate.is_some()),
        steps(CoverageKind::StepsWithTeam, |step| step.team.is_some()),
        services(CoverageKind::ServicesWithObjective, &|service| !service.slos.is_empty()),
        services(CoverageKind::ServicesWithBudgetPolicy, &|service| service.budget_policy.is_some()),
        services(CoverageKind::ServicesWithRecords, &|service| workspace.tables.delivery_of(service.id).is_some()),
    ]
}

/// Whether the work and the observed time of a step are measured, not guessed.
pub(super) fn is_measured(step: &Step) -> bool {
    !step.assumed && step.observed.is_some_and(|observed| !observed.assumed && !observed.is_range())
}

fn count(kind: CoverageKind, elements: impl Iterator<Item = (Place, bool)>) -> Coverage {
    let mut found = Coverage { kind, filled: 0, all: 0, first_missing: None };
    for (place, filled) in elements {
        found.all += 1;
        if filled {
            found.filled += 1;
        } else if found.first_missing.is_none() {
            found.first_missing = Some(place);
        }
    }
    found
}
