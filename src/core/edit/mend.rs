//! What can be done at once about a finding of the checks: one command, and what it is called.
//!
//! A fix is offered only where there is one obvious thing to do. It never invents a measured value: steps that it adds
//! carry times marked as assumed, which the checks go on to say.

use super::{Command, NewIds};
use crate::{
    catalog::activities::lifecycle_of,
    engine::governance::{ChainFinding, Flaw},
    model::{
        Activity, Elapsed, FlowId, LifecycleActivity, Observed, Practice, Share, Step, StepId, StepKind, ValueStream,
        Workers, Workspace,
    },
};

/// A fix of a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Mend {
    /// What it does: a verb and its object, without a full stop. It is the label of the step back too.
    pub label: String,
    /// The change.
    pub command: Command,
    /// A whole sentence for when it has been done.
    pub done: String,
}

/// The fix of a finding in this stream; `None` where only people can know what to do, or when the finding is gone.
pub fn mend(workspace: &Workspace, stream: &ValueStream, finding: &ChainFinding) -> Option<Mend> {
    let first = || finding.steps.first().copied();
    match &finding.flaw {
        Flaw::NoDeployment => Some(added(workspace, stream, "Deploy", |step| {
            step.kind = StepKind::Deploy { cadence: None, fails: Share::NONE };
            (step.activity, step.lifecycle) = (Activity::DesignAndTransition, LifecycleActivity::Transition);
        })),
        Flaw::NothingInImprove { .. } => Some(added(workspace, stream, "Look back and improve", |step| {
            (step.activity, step.lifecycle) = (Activity::Improve, LifecycleActivity::Operate);
            step.practices = vec![Practice::ContinualImprovement];
        })),
        Flaw::NoClock => clock(stream, first()?),
        Flaw::RequestsOutsideEngage => moved(stream, first()?, Activity::Engage),
        Flaw::ObtainedElsewhere => moved(stream, first()?, Activity::ObtainBuild),
        Flaw::NoTeam => the_only_team(workspace, stream, &finding.steps),
        Flaw::EmptyLinks { links } => without_link(workspace, stream, links.first().copied()?),
        // What a supplier does wants a step in Engage beside it, which people must name: no fix for that.
        _ => None,
    }
}

/// A step more at the end of the chain.
fn added(workspace: &Workspace, stream: &ValueStream, name: &str, tell: impl FnOnce(&mut Step)) -> Mend {
    let mut step = Step::new(NewIds::of(workspace).step(), name);
    // With no total time at all the sums of the whole stream would be gone.
    let hour = Elapsed::clamped_hours(1.0);
    step.observed = Some(Observed { low: hour, high: hour, assumed: true });
    tell(&mut step);
    Mend {
        label: format!("Add step \"{name}\" at the end"),
        command: Command::AddSteps { stream: stream.id, at: stream.steps.len(), steps: vec![step] },
        done: format!("Added {name} at the end, with an hour that is assumed."),
    }
}

/// The mark after the last step that builds; a stream without one says nothing of a first push.
fn clock(stream: &ValueStream, last_build: StepId) -> Option<Mend> {
    let build = stream.step(last_build).filter(|step| step.activity == Activity::ObtainBuild)?;
    Some(Mend {
        label: format!("Start the DORA clock after \"{}\"", build.name),
        command: Command::SetClock { stream: stream.id, after: Some(build.id) },
        done: format!("The DORA clock starts at the end of {}.", build.name),
    })
}

/// The step in another activity; its lifecycle activity stays where the crosswalk lets it.
fn moved(stream: &ValueStream, id: StepId, activity: Activity) -> Option<Mend> {
    let mut step = stream.step(id)?.clone();
    let name = match activity {
        Activity::Engage => "Engage",
        _ => "Obtain/build",
    };
    let usual = lifecycle_of(activity);
    if !usual.contains(&step.lifecycle) {
        step.lifecycle = usual.first().copied().unwrap_or(step.lifecycle);
    }
    step.activity = activity;
    Some(Mend {
        label: format!("Move \"{}\" to {name}", step.name),
        done: format!("{} lies in {name} now.", step.name),
        command: Command::UpdateStep { stream: stream.id, step },
    })
}

/// With a single team in the workspace there is no doubt who it is.
fn the_only_team(workspace: &Workspace, stream: &ValueStream, steps: &[StepId]) -> Option<Mend> {
    let [team] = workspace.teams.as_slice() else { return None };
    // Only people who are the team's can be busy.
    let workers = |step: &Step| if step.workers == Workers::Unlimited { Workers::Team } else { step.workers };
    let given = steps.iter().filter_map(|id| stream.step(*id));
    let given = given.map(|step| Step { team: Some(team.id), workers: workers(step), ..step.clone() });
    let commands: Vec<_> = given.map(|step| Command::UpdateStep { stream: stream.id, step }).collect();
    let label = match steps {
        [_] => format!("Give it to {}", team.name),
        steps => format!("Give the {} steps to {}", steps.len(), team.name),
    };
    let command = Command::together(workspace, &commands, label.clone()).ok()?;
    Some(Mend { label, command, done: format!("{} has all steps that had no team.", team.name) })
}

fn without_link(workspace: &Workspace, stream: &ValueStream, link: FlowId) -> Option<Mend> {
    let flow = stream.flows.iter().find(|flow| flow.id == link)?;
    let (from, to) = (stream.step(flow.from)?, stream.step(flow.to)?);
    let command = Command::RemoveFlow { stream: stream.id, flow: link };
    Some(Mend {
        label: command.label(workspace),
        done: format!("Removed the link from {} to {}.", from.name, to.name),
        command,
    })
}
