//! The lanes of the drawing: activities of one edition, or teams.

use crate::{
    catalog::{
        activities::{Strand, about, about_lifecycle, activities_of, lifecycle_of},
        layers::{LaneActivity, LayerMark, layer_marks},
    },
    model::{Activity, LifecycleActivity, Step, StepKind, StreamKind, TeamId, ValueStream, Workers, Workspace},
};
/// What the lanes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaneKind {
    /// Activities of the ITIL 4 service value chain.
    Itil4,
    /// Lifecycle activities of ITIL (Version 5).
    Itil5,
    /// Teams.
    Teams,
}

/// Which lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaneKey {
    /// Of an activity of ITIL 4.
    Chain(Activity),
    /// Of a lifecycle activity.
    Life(LifecycleActivity),
    /// Of a team; `None` for steps without one.
    Team(Option<TeamId>),
}

/// A lane.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Which lane.
    pub key: LaneKey,
    /// What it is called.
    pub name: String,
    /// What it means when no step lies in it.
    pub when_empty: &'static str,
    /// The practices of the layers that the model says work here, with their layer.
    pub practices: Vec<(Strand, String)>,
    /// Those that usually work here, and of which the model says nothing.
    pub usual: Vec<LayerMark>,
    /// Where the same work lies in the other edition; empty for teams.
    pub also: String,
}

/// The activities of the ITIL 4 service value chain: name, and what an empty lane means.
pub const CHAIN: [(Activity, &str, &str); 6] = [
    (Activity::Plan, "Plan", "no step: direction comes from outside this chain"),
    (Activity::Engage, "Engage", "no step: nobody talks with those who ask"),
    (Activity::DesignAndTransition, "Design and transition", "no step: nothing is designed or put into service"),
    (Activity::ObtainBuild, "Obtain/build", "no step: nothing is made or bought"),
    (Activity::DeliverAndSupport, "Deliver and support", "no step: nobody runs what was made"),
    (Activity::Improve, "Improve", "no step: what is learned does not come back"),
];

/// The lifecycle activities of ITIL (Version 5).
pub const LIFE: [(LifecycleActivity, &str, &str); 8] = [
    (LifecycleActivity::Discover, "Discover", "no step: needs come from outside this chain"),
    (LifecycleActivity::Design, "Design", "no step: nothing is designed"),
    (LifecycleActivity::Acquire, "Acquire", "no step: nothing is bought in"),
    (LifecycleActivity::Build, "Build", "no step: nothing is built"),
    (LifecycleActivity::Transition, "Transition", "no step: nothing is put into service"),
    (LifecycleActivity::Operate, "Operate", "no step: nobody watches it run"),
    (LifecycleActivity::Deliver, "Deliver", "no step: nothing is handed out on request"),
    (LifecycleActivity::Support, "Support", "no step: nobody helps when it fails"),
];

/// The lane of a step.
pub fn lane_of(step: &Step, kind: LaneKind) -> LaneKey {
    match kind {
        LaneKind::Itil4 => LaneKey::Chain(step.activity),
        LaneKind::Itil5 => LaneKey::Life(step.lifecycle),
        LaneKind::Teams => LaneKey::Team(step.team),
    }
}

impl LaneKey {
    /// The step after it has been put into this lane. In the other edition it goes where the crosswalk leads, unless it
    /// is at a place there already that the crosswalk allows.
    pub fn put(self, step: &Step) -> Step {
        match self {
            Self::Chain(activity) => {
                let there = lifecycle_of(activity);
                let lifecycle =
                    if there.contains(&step.lifecycle) { Some(step.lifecycle) } else { there.first().copied() };
                Step { activity, lifecycle: lifecycle.unwrap_or(step.lifecycle), ..step.clone() }
            }
            Self::Life(lifecycle) => {
                let there = activities_of(lifecycle);
                let activity =
                    if there.contains(&step.activity) { Some(step.activity) } else { there.first().copied() };
                Step { lifecycle, activity: activity.unwrap_or(step.activity), ..step.clone() }
            }
            Self::Team(team) => {
                let workers = match (step.team, team, step.workers) {
                    (_, None, Workers::Team) => Workers::Unlimited,
                    (None, Some(_), Workers::Unlimited) => Workers::Team,
                    (.., workers) => workers,
                };
                Step { team, workers, ..step.clone() }
            }
        }
    }
}

/// What a lane is called.
pub fn lane_name(key: LaneKey, workspace: &Workspace) -> String {
    let named = match key {
        LaneKey::Chain(activity) => CHAIN.iter().find(|(known, ..)| *known == activity).map(|(_, name, _)| *name),
        LaneKey::Life(activity) => LIFE.iter().find(|(known, ..)| *known == activity).map(|(_, name, _)| *name),
        LaneKey::Team(team) => team.and_then(|id| workspace.team(id)).map(|team| team.name.as_str()),
    };
    named.unwrap_or("No team").to_owned()
}

/// The lanes from top to bottom. Teams come in the order in which work meets them; those it never meets are left out.
pub fn lanes(kind: LaneKind, workspace: &Workspace, stream: &ValueStream) -> Vec<Lane> {
    let lane = |key, name: &str, when_empty| {
        let practices = practices(key, kind, workspace, stream);
        let usual = usual(key, kind, stream, &practices);
        Lane { key, name: name.to_owned(), when_empty, practices, usual, also: also(key) }
    };
    match kind {
        LaneKind::Itil4 => CHAIN.iter().map(|&(key, name, empty)| lane(LaneKey::Chain(key), name, empty)).collect(),
        LaneKind::Itil5 => LIFE.iter().map(|&(key, name, empty)| lane(LaneKey::Life(key), name, empty)).collect(),
        LaneKind::Teams => {
            let mut found: Vec<Lane> = Vec::new();
            for step in &stream.steps {
                let key = LaneKey::Team(step.team);
                if found.iter().all(|lane| lane.key != key) {
                    found.push(lane(key, &lane_name(key, workspace), "no step"));
                }
            }
            found
        }
    }
}

/// Where the work of a lane lies in the other edition. Improve goes around everything, and is not told each time.
fn also(key: LaneKey) -> String {
    let listed = |names: Vec<&str>| names.join(", ");
    match key {
        LaneKey::Chain(Activity::Improve) => "Version 5: around all eight".to_owned(),
        LaneKey::Chain(activity) => {
            let names = lifecycle_of(activity).iter().map(|there| about_lifecycle(*there).name);
            format!("Version 5: {}", listed(names.collect()))
        }
        LaneKey::Life(activity) => {
            let there = activities_of(activity).iter().filter(|there| **there != Activity::Improve);
            format!("ITIL 4: {}", listed(there.map(|there| about(*there).name).collect()))
        }
        LaneKey::Team(_) => String::new(),
    }
}

/// The practices that usually work in a lane with steps, less those of which the model speaks.
fn usual(key: LaneKey, kind: LaneKind, stream: &ValueStream, said: &[(Strand, String)]) -> Vec<LayerMark> {
    let lane = match key {
        LaneKey::Chain(activity) => LaneActivity::Chain(activity),
        LaneKey::Life(activity) => LaneActivity::Life(activity),
        LaneKey::Team(_) => return Vec::new(),
    };
    if stream.steps.iter().all(|step| lane_of(step, kind) != key) {
        return Vec::new();
    }
    let known = |mark: &LayerMark| {
        said.iter().any(|(strand, words)| {
            words == mark.name
                || (*strand == Strand::Reliability && words.starts_with("SLO") && mark.name.starts_with("SLO"))
        })
    };
    layer_marks(lane).into_iter().filter(|mark| !known(mark)).collect()
}

/// What governs, speeds and secures the steps of a lane, as far as the model says so.
fn practices(key: LaneKey, kind: LaneKind, workspace: &Workspace, stream: &ValueStream) -> Vec<(Strand, String)> {
    let here = |wanted: fn(&StepKind) -> bool| {
        stream.steps.iter().any(|step| lane_of(step, kind) == key && wanted(&step.kind))
    };
    let mut found = Vec::new();
    if stream.kind == StreamKind::Change && here(|kind| matches!(kind, StepKind::Approval { .. })) {
        found.push((Strand::Governance, "Change enablement".to_owned()));
    }
    if here(|kind| matches!(kind, StepKind::Gate { .. })) {
        found.push((Strand::Velocity, "CI/CD".to_owned()));
    } else if here(|kind| matches!(kind, StepKind::Deploy { .. })) {
        found.push((Strand::Velocity, "Deployment management".to_owned()));
    }
    if !here(|_| true) {
        return found;
    }
    let runs = matches!(key, LaneKey::Chain(Activity::DeliverAndSupport) | LaneKey::Life(LifecycleActivity::Operate));
    let service = stream.service.and_then(|id| workspace.service(id));
    if let Some(slo) = service.and_then(|service| service.main_slo()).filter(|_| runs) {
        found.push((Strand::Reliability, format!("SLO {}\u{a0}%", slo.target)));
    }
    found
}
