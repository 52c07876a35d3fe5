//! From a template to a stream of the user's own, and the teams that it needs.

use super::{
    Body, Template,
    stage::{Chain, Crew, Stage, percent},
};
use crate::{
    catalog::{numbers::Numbers, samples},
    model::{
        ChangeMix, Demand, Distribution, Elapsed, Flow, FlowKind, Observed, Practice, ServiceId, Share, Step, StepId,
        StreamKind, Team, TeamId, ValueStream, Workers, Workspace,
    },
};

/// What a template makes. Its ids are free in the workspace that it was made for.
#[derive(Debug, Clone, PartialEq)]
pub struct Built {
    /// Teams that the workspace did not have: to be added first, in this order.
    pub teams: Vec<Team>,
    /// The stream.
    pub stream: ValueStream,
}

impl Template {
    /// The names of its steps, in order.
    pub fn steps(&self) -> Vec<&'static str> {
        match &self.chain {
            Body::Chain(chain) => chain.stages.iter().map(|stage| stage.name).collect(),
            Body::RustTrain => TRAIN.iter().map(|(name, _)| *name).collect(),
        }
    }

    /// A fresh stream for a workspace. It changes the workspace's main service; a team is taken from the workspace
    /// where it has one of that name, in any case of letters.
    pub fn build(&self, workspace: &Workspace) -> Built {
        let mut numbers = Numbers::after(workspace);
        let service = workspace.main_service().map(|service| service.id);
        match &self.chain {
            Body::Chain(chain) => {
                // Teams take their ids first: they are added first, and a number below one in use is never free again.
                let crews = crews(chain, workspace, &mut numbers);
                let stream = stream(self, chain, service, &crews.of, &mut numbers);
                Built { teams: crews.new, stream }
            }
            Body::RustTrain => {
                let mut stream = samples::train(&mut numbers, service);
                self.name.clone_into(&mut stream.name);
                for (step, (_, practices)) in stream.steps.iter_mut().zip(TRAIN) {
                    step.practices = practices.to_vec();
                }
                Built { teams: Vec::new(), stream }
            }
        }
    }
}

/// The steps of the train, with the practices that they use: those are our reading.
const TRAIN: [(&str, &[Practice]); 5] = [
    ("Merge to main", &[Practice::SoftwareDevelopmentAndManagement]),
    ("Nightly", &[Practice::SoftwareDevelopmentAndManagement, Practice::ServiceValidationAndTesting]),
    ("Beta branch", &[Practice::ReleaseManagement]),
    ("Beta tests", &[Practice::ServiceValidationAndTesting]),
    ("Release", &[Practice::ReleaseManagement, Practice::DeploymentManagement]),
];

struct Crews {
    of: Vec<(Crew, TeamId)>,
    new: Vec<Team>,
}

fn crews(chain: &Chain, workspace: &Workspace, numbers: &mut Numbers) -> Crews {
    let mut crews = Crews { of: Vec::new(), new: Vec::new() };
    for crew in Crew::ALL {
        if !chain.stages.iter().any(|stage| stage.crew == Some(crew)) {
            continue;
        }
        let (name, people, planned, party) = crew.about();
        let known = workspace.teams.iter().find(|team| team.name.trim().eq_ignore_ascii_case(name));
        let id = known.map_or_else(|| numbers.team(), |team| team.id);
        if known.is_none() {
            let planned_share = Share::clamped(planned / 100.0);
            crews.new.push(Team { people, planned_share, party, ..Team::new(id, name.to_owned()) });
        }
        crews.of.push((crew, id));
    }
    crews
}

fn stream(
    template: &Template,
    chain: &Chain,
    service: Option<ServiceId>,
    crews: &[(Crew, TeamId)],
    numbers: &mut Numbers,
) -> ValueStream {
    let id = numbers.stream();
    let steps: Vec<Step> = chain.stages.iter().map(|stage| step(stage, crews, numbers.step())).collect();
    let named = |name: &str| steps.iter().find(|step| step.name == name).map(|step| step.id);
    let mut flows = Vec::new();
    for (from, to, share) in chain.links {
        if let Some((from, to)) = named(from).zip(named(to)) {
            flows.push(Flow { id: numbers.flow(), from, to, kind: FlowKind::Next { share: percent(*share) } });
        }
    }
    for (stage, step) in chain.stages.iter().zip(&steps) {
        if let Some(to) = stage.back.and_then(named) {
            flows.push(Flow { id: numbers.flow(), from: step.id, to, kind: FlowKind::Rework {} });
        }
    }
    let clock_starts_after = chain.clock.and_then(named);
    let (standard, emergency) = chain.mix;
    let mix = ChangeMix { standard: percent(standard), emergency: percent(emergency) };
    ValueStream {
        id,
        name: template.name.to_owned(),
        kind: template.kind,
        service,
        trigger: chain.trigger.to_owned(),
        outcome: chain.outcome.to_owned(),
        demand: Demand::of(chain.per_week, mix),
        steps,
        flows,
        clock_starts_after,
        bad_changes: percent(chain.bad_changes),
        rework_effort: if template.kind == StreamKind::Change { percent(50) } else { Share::ALL },
        future_of: None,
    }
}

fn step(stage: &Stage, crews: &[(Crew, TeamId)], id: StepId) -> Step {
    let team = crews.iter().find(|(crew, _)| Some(*crew) == stage.crew).map(|(_, team)| *team);
    let (activity, lifecycle) = stage.place;
    let (median, p85) = stage.work;
    let (low, high) = stage.observed;
    Step {
        activity,
        lifecycle,
        team,
        practices: stage.practices.to_vec(),
        roles: stage.roles.to_vec(),
        kind: stage.kind.of_step(),
        work: if median > 0.0 { Distribution::Lognormal { median, p85 } } else { Distribution::Fixed { hours: 0.0 } },
        observed: (high > 0.0).then(|| Observed {
            low: Elapsed::clamped_hours(low),
            high: Elapsed::clamped_hours(high),
            assumed: true,
        }),
        workers: if team.is_none() { Workers::Unlimited } else { stage.workers },
        calendar: stage.calendar,
        complete_accurate: (stage.accurate > 0).then(|| percent(stage.accurate)),
        assumed: true,
        note: stage.note.to_owned(),
        ..Step::new(id, stage.name)
    }
}
