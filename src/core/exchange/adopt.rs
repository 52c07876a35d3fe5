//! From typed lines to steps: what a line does not say is filled with a usual value and marked as assumed.
//!
//! The kind and the activity of a step are guessed from words in its name ("Deploy", "CAB approval"), because a chain
//! without a deployment cannot be simulated and nobody wants to fill a form for five typed lines. The inspector shows
//! each guess and lets people change it.

use std::sync::Arc;

use super::capture::{Rough, StepDraft};
use crate::{
    edit::NewIds,
    model::{
        Activity, ChangeMix, Demand, Distribution, IncidentPolicy, Indicator, LifecycleActivity, Observed, Party,
        Service, ServiceHours, Share, Slo, Step, StepKind, StreamKind, Target, Team, TeamId, ValueStream, Workers,
        Workspace,
    },
};

/// Steps, and the teams they name that did not exist.
#[derive(Debug, Clone, PartialEq)]
pub struct Adopted {
    /// Teams to add first.
    pub teams: Vec<Team>,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// Work time of a step whose line says none, in hours: assumed.
const USUAL_WORK_HOURS: f64 = 1.0;

/// Makes steps of drafts. Teams are found by name, in any case of letters; a new name makes a new team of one person.
pub fn adopt(drafts: &[StepDraft], workspace: &Workspace, ids: &mut NewIds) -> Adopted {
    let mut teams = Vec::new();
    // Teams take their ids first: they are added first, and a number below one in use is never free again.
    let of: Vec<Option<TeamId>> = drafts
        .iter()
        .map(|draft| draft.team.as_deref().map(|name| team_named(name, workspace, &mut teams, ids)))
        .collect();
    let steps = drafts.iter().zip(of).map(|(draft, team)| step_of(draft, team, ids)).collect();
    Adopted { teams, steps }
}

fn team_named(name: &str, workspace: &Workspace, new: &mut Vec<Team>, ids: &mut NewIds) -> TeamId {
    let wanted = name.to_lowercase();
    let known = workspace.teams.iter().chain(new.iter()).find(|team| team.name.to_lowercase() == wanted);
    if let Some(team) = known {
        return team.id;
    }
    let team = usual_team(name.to_owned(), ids);
    let id = team.id;
    new.push(team);
    id
}

fn step_of(draft: &StepDraft, team: Option<TeamId>, ids: &mut NewIds) -> Step {
    let (activity, lifecycle, kind) = guess(&draft.name);
    let usual = Distribution::Fixed { hours: USUAL_WORK_HOURS };
    Step {
        activity,
        lifecycle,
        team,
        kind,
        work: draft.work.map_or(usual, |work| work.distribution()),
        observed: draft.total.map(|total| Observed { low: total.low, high: total.high, assumed: total.assumed }),
        workers: if team.is_some() { Workers::Team } else { Workers::Unlimited },
        complete_accurate: draft.complete_accurate,
        assumed: draft.work.is_none_or(|work: Rough<_>| work.assumed),
        ..Step::new(ids.step(), draft.name.clone())
    }
}

/// Words in names, and what they usually mean. The first that is found wins.
pub(super) fn guess(name: &str) -> (Activity, LifecycleActivity, StepKind) {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["deploy", "release", "go live", "go-live", "rollout"]) {
        let kind = StepKind::Deploy { cadence: None, fails: Share::clamped(0.01) };
        (Activity::DesignAndTransition, LifecycleActivity::Transition, kind)
    } else if has(&["approv", "cab", "sign-off", "sign off", "change board"]) {
        let kind = StepKind::Approval { cadence: None, stops_bad: Share::clamped(0.1), stops_good: Share::NONE };
        (Activity::DesignAndTransition, LifecycleActivity::Transition, kind)
    } else if has(&["watch", "operate", "monitor", "support"]) {
        (Activity::DeliverAndSupport, LifecycleActivity::Operate, StepKind::Work)
    } else if has(&["request", "agree", "idea", "refine", "intake"]) {
        (Activity::Engage, LifecycleActivity::Discover, StepKind::Work)
    } else if has(&["test", "accept", "quality"]) {
        (Activity::DesignAndTransition, LifecycleActivity::Build, StepKind::Work)
    } else if has(&["design", "criteria", "architect", "analy"]) {
        (Activity::DesignAndTransition, LifecycleActivity::Design, StepKind::Work)
    } else {
        (Activity::ObtainBuild, LifecycleActivity::Build, StepKind::Work)
    }
}

/// A new workspace around typed steps: one chain, one service with an objective of 99.9 %, five changes a week.
/// Every figure that nobody typed is a usual value.
pub fn new_workspace(id: impl Into<String>, name: impl Into<String>, drafts: &[StepDraft]) -> Workspace {
    let mut workspace = Workspace::empty(id, name);
    let mut ids = NewIds::of(&workspace);
    let service = usual_service("My service".to_owned(), &mut ids);
    let stream = ids.stream();
    let adopted = adopt(drafts, &workspace, &mut ids);
    let stream = ValueStream {
        id: stream,
        name: "Request to live".to_owned(),
        kind: StreamKind::Change,
        service: Some(service.id),
        trigger: String::new(),
        outcome: String::new(),
        demand: Demand::of(5.0, ChangeMix { standard: Share::clamped(0.1), emergency: Share::clamped(0.05) }),
        steps: adopted.steps,
        flows: Vec::new(),
        clock_starts_after: None,
        bad_changes: Share::clamped(0.05),
        rework_effort: Share::clamped(0.5),
        future_of: None,
    };
    workspace.services = Arc::new(vec![service]);
    workspace.streams = Arc::new(vec![stream]);
    workspace.teams = Arc::new(adopted.teams);
    // Any id taken from here on is free.
    workspace.next_id = ids.step().number();
    workspace
}

/// A service with the usual objective; every figure of it is to be changed.
pub fn usual_service(name: String, ids: &mut NewIds) -> Service {
    let slo = usual_objective(ids);
    Service {
        id: ids.service(),
        name,
        tier: 2,
        hours: ServiceHours::Always,
        sla: None,
        contracts: Vec::new(),
        slos: vec![slo],
        depends_on: Vec::new(),
        events_per_28_days: None,
        budget_policy: None,
        incidents: IncidentPolicy::assumed(),
        costs: None,
        note: String::new(),
    }
}

/// The most common objective: 99.9 % of requests in 28 days.
pub fn usual_objective(ids: &mut NewIds) -> Slo {
    Slo {
        id: ids.slo(),
        indicator: Indicator::Availability,
        description: "Requests answered without an error of ours, of all valid requests".to_owned(),
        target: Target::THREE_NINES,
        window_days: 28,
    }
}

/// A team of one person who has four fifths of the week for planned work.
pub fn usual_team(name: String, ids: &mut NewIds) -> Team {
    Team { people: 1, planned_share: Share::clamped(0.8), party: Party::Internal, ..Team::new(ids.team(), name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{exchange::capture, model::check::check};

    #[test]
    fn typed_lines_make_a_sound_workspace_that_deploys() {
        let text = "Build | Web | 12h work | 3-4d total | 92%\nTest | Quality | 4h work\nDeploy | web";
        let drafts: Vec<_> = capture::read(text).steps.into_iter().map(|(_, draft)| draft).collect();
        let workspace = new_workspace("mine-1", "Mine", &drafts);
        assert_eq!(check(&workspace), Vec::new());
        assert_eq!(workspace.teams.len(), 2, "Web and web are one team");
        let stream = workspace.main_stream().unwrap();
        assert!(matches!(stream.steps[2].kind, StepKind::Deploy { .. }));
        assert!(stream.steps[2].assumed, "no work time was typed");
        assert!(!stream.steps[1].assumed);
    }
}
