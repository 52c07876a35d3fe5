//! What a scenario changes: levers applied to a copy of the workspace.

use std::sync::Arc;

use crate::model::{
    Distribution, Elapsed, ErrorBudgetPolicy, EscalationLevel, FreezeRule, IncidentPolicy, Lever, Place, Problem,
    Release, Repair, RequiredGate, Risk, Scenario, Service, ServiceId, Share, Step, StepId, StepKind, StreamId, TeamId,
    ValueStream, Workers, Workspace,
};

/// The workspace under a scenario.
#[derive(Debug)]
pub(super) struct Effective {
    pub(super) workspace: Workspace,
    /// The stream that runs.
    pub(super) stream: Option<StreamId>,
    /// Automated gates before the first deploy step.
    pub(super) gates: Option<GatesLever>,
    pub(super) warnings: Vec<Problem>,
}

/// Automated gates that a lever puts in.
#[derive(Debug, Clone, Copy)]
pub(super) struct GatesLever {
    pub(super) stops_bad: Share,
    pub(super) stops_good: Share,
}

/// The stream that a scenario runs: the last one its levers name, else the workspace's first change stream.
pub(super) fn stream_of(workspace: &Workspace, scenario: &Scenario) -> Option<StreamId> {
    let named = scenario.levers.iter().rev().find_map(|lever| match lever {
        Lever::UseStream { stream } => Some(*stream),
        _ => None,
    });
    named.or_else(|| workspace.main_stream().map(|stream| stream.id))
}

/// Applies every lever; later ones win.
///
/// # Errors
/// A problem for each lever whose target is gone or is of the wrong kind.
pub(super) fn apply(workspace: &Workspace, scenario: &Scenario) -> Result<Effective, Vec<Problem>> {
    let mut bench = Bench {
        workspace: workspace.clone(),
        running: stream_of(workspace, scenario),
        gates: None,
        place: Place::Scenario(scenario.id),
        scenario: scenario.name.clone(),
        errors: Vec::new(),
        warnings: Vec::new(),
    };
    for lever in &scenario.levers {
        bench.pull(lever);
    }
    if bench.errors.is_empty() {
        let Bench { workspace, running, gates, warnings, .. } = bench;
        Ok(Effective { workspace, stream: running, gates, warnings })
    } else {
        Err(bench.errors)
    }
}

/// Time-out of a level that has none yet.
const USUAL_TIMEOUT: Elapsed = Elapsed::clamped_hours(0.25);

/// Calls so many, one after the other: the first of today's levels, the last of them again and again when there are
/// fewer. Without levels today, each answers as fast as somebody does today on average.
fn call(policy: &mut IncidentPolicy, count: usize) {
    let today = std::mem::take(&mut policy.escalation);
    let timeout = today.iter().find_map(|level| level.timeout).unwrap_or(USUAL_TIMEOUT);
    let alone = || EscalationLevel {
        name: "On call".to_owned(),
        mean: Elapsed::clamped_hours(policy.acknowledge.mean()),
        timeout: None,
    };
    let last = today.last().cloned().unwrap_or_else(alone);
    let levels = today.into_iter().chain(std::iter::repeat(last)).take(count);
    policy.escalation =
        levels.map(|level| EscalationLevel { timeout: level.timeout.or(Some(timeout)), ..level }).collect();
    if let Some(last) = policy.escalation.last_mut() {
        last.timeout = None;
    }
}

struct Bench {
    workspace: Workspace,
    running: Option<StreamId>,
    gates: Option<GatesLever>,
    place: Place,
    scenario: String,
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Bench {
    fn pull(&mut self, lever: &Lever) {
        match *lever {
            Lever::UseStream { stream } => {
                self.stream(stream, |_| {});
            }
            Lever::StandardChanges { stream, share } => {
                self.stream(stream, |stream| {
                    let mix = &mut stream.demand.mix;
                    // Emergencies stay what they are; pre-approval can take at most the rest.
                    mix.standard = Share::clamped(share.value().min(1.0 - mix.emergency.value()));
                });
            }
            Lever::Demand { stream, per_week } => self.stream(stream, |stream| stream.demand.per_week = per_week),
            Lever::BadChanges { stream, share } => self.stream(stream, |stream| stream.bad_changes = share),
            Lever::Gates { stream, stops_bad, stops_good } => {
                self.stream(stream, |_| {});
                if self.running == Some(stream) {
                    self.gates = Some(GatesLever { stops_bad, stops_good });
                }
            }
            Lever::ApprovalCadence { step, cadence: dates } => self.step(step, "is no approval", |step| {
                let StepKind::Approval { cadence, .. } = &mut step.kind else { return false };
                *cadence = dates;
                // Dates and batches exclude each other.
                step.together = step.together.filter(|_| dates.is_none());
                true
            }),
            Lever::StopsBad { step, share } => self.step(step, "is neither an approval nor a gate", |step| {
                let (StepKind::Approval { stops_bad, .. } | StepKind::Gate { stops_bad, .. }) = &mut step.kind else {
                    return false;
                };
                *stops_bad = share;
                true
            }),
            Lever::Release { step, release } => self.step(step, "does not deploy", |step| {
                let StepKind::Deploy { cadence, .. } = &mut step.kind else { return false };
                *cadence = match release {
                    Release::OnDemand | Release::Together { .. } => None,
                    Release::At { cadence } => Some(cadence),
                };
                step.together = match release {
                    Release::Together { together } => Some(together),
                    Release::OnDemand | Release::At { .. } => None,
                };
                true
            }),
            Lever::People { step, people } => self.step(step, "", |step| {
                step.workers = Workers::Own { people };
                true
            }),
            Lever::TeamSize { team, people } => self.team(team, people),
            Lever::FoundByMonitoring { service, share } => {
                self.service(service, |service| service.incidents.found_by_monitoring = share);
            }
            Lever::RepairTime { service, factor } => {
                self.service(service, |service| service.incidents.repair = service.incidents.repair.scaled(factor));
            }
            Lever::Rollback { service, success } => self.service(service, |service| {
                let takes = service.incidents.rollback.take().unwrap_or_else(Repair::assumed_rollback).takes;
                service.incidents.rollback = (success > Share::NONE).then_some(Repair { success, takes });
            }),
            Lever::SloTarget { service, target } => self.slo_target(service, target),
            Lever::Freeze { service, on } => self.service(service, |service| {
                let policy = service.budget_policy.get_or_insert_with(|| ErrorBudgetPolicy {
                    freeze: None,
                    ..ErrorBudgetPolicy::freeze_when_spent()
                });
                policy.freeze = on.then(|| policy.freeze.unwrap_or(FreezeRule::WHEN_SPENT));
            }),
            Lever::AutoApproval { .. }
            | Lever::RequiredGate { .. }
            | Lever::WipLimit { .. }
            | Lever::Canary { .. }
            | Lever::FeatureFlag { .. }
            | Lever::OnCallLevels { .. }
            | Lever::FreezeAt { .. }
            | Lever::ReliabilityWork { .. } => self.pull_policy(lever),
        }
    }

    /// The levers of policies.
    fn pull_policy(&mut self, lever: &Lever) {
        match *lever {
            Lever::FreezeAt { service, at_remaining, until_remaining } => self.service(service, |service| {
                let policy = service.budget_policy.get_or_insert_with(ErrorBudgetPolicy::freeze_when_spent);
                let rule = policy.freeze.unwrap_or(FreezeRule::WHEN_SPENT);
                policy.freeze = Some(FreezeRule { at_remaining, until_remaining, ..rule });
            }),
            Lever::AutoApproval { risk } => {
                self.workspace.change_policy.auto_approve = risk;
                self.warn_of_risk(risk);
            }
            Lever::RequiredGate { family, stops_bad, stops_good } => {
                let gates = &mut self.workspace.change_policy.gates;
                let takes = gates.iter().find(|gate| gate.family == family).map(|gate| gate.takes);
                gates.retain(|gate| gate.family != family);
                if stops_bad > Share::NONE || stops_good > Share::NONE {
                    let takes = takes.unwrap_or(Distribution::Fixed { hours: 0.0 });
                    let place = gates.iter().position(|gate| gate.family > family).unwrap_or(gates.len());
                    gates.insert(place, RequiredGate { family, stops_bad, stops_good, takes });
                }
            }
            Lever::WipLimit { step, limit } => self.step(step, "", |step| {
                step.wip_limit = limit;
                true
            }),
            Lever::Canary { canary } => self.workspace.change_policy.canary = canary,
            Lever::FeatureFlag { service, success } => self.service(service, |service| {
                let takes = service.incidents.feature_flag.take().unwrap_or_else(Repair::assumed_rollback).takes;
                service.incidents.feature_flag = (success > Share::NONE).then_some(Repair { success, takes });
            }),
            Lever::OnCallLevels { levels, .. } if !(1..=8).contains(&levels) => {
                let what = format!("Scenario \"{}\": {levels} levels of call are not 1 to 8.", self.scenario);
                self.errors.push(Problem::error(self.place, what, "Type 1 to 8."));
            }
            Lever::OnCallLevels { service, levels } => {
                self.service(service, |service| call(&mut service.incidents, usize::from(levels)));
            }
            Lever::ReliabilityWork { stream, share } => self.stream(stream, |stream| {
                let work = &mut stream.demand.work;
                let most = 1.0 - work.defect.value() - work.risk.value();
                work.reliability = Share::clamped(share.value().min(most));
            }),
            _ => {}
        }
    }

    /// Says when no change has a risk that is approved automatically.
    fn warn_of_risk(&mut self, risk: Option<Risk>) {
        let running = self.running.and_then(|id| self.workspace.stream(id));
        let without = risk == Some(Risk::Low) && running.is_some_and(|stream| stream.demand.risk.low == Share::NONE);
        if without {
            let sentence =
                format!("Scenario \"{}\" approves changes of low risk automatically, and none is.", self.scenario);
            let remedy = "Say how many changes of the stream are of low risk.";
            self.warnings.push(Problem::warning(self.place, sentence, remedy));
        }
    }

    fn gone(&mut self, what: &str) {
        let sentence = format!("Scenario \"{}\" changes a {what} that does not exist any more.", self.scenario);
        self.errors.push(Problem::error(self.place, sentence, "Remove this lever, or choose another target."));
    }

    fn without_effect(&mut self, what: &str) {
        let sentence = format!("Scenario \"{}\" changes {what}, which does not run in it.", self.scenario);
        self.warnings.push(Problem::warning(self.place, sentence, "This lever has no effect."));
    }

    fn stream(&mut self, id: StreamId, change: impl FnOnce(&mut ValueStream)) {
        let streams = Arc::make_mut(&mut self.workspace.streams);
        let Some(stream) = streams.iter_mut().find(|stream| stream.id == id) else {
            return self.gone("value stream");
        };
        change(stream);
        if self.running != Some(id) {
            let name = format!("\"{}\"", stream.name);
            self.without_effect(&name);
        }
    }

    /// Changes a step; `change` says whether the step is of the right kind, `otherwise` what it is if not.
    fn step(&mut self, id: StepId, otherwise: &str, change: impl FnOnce(&mut Step) -> bool) {
        let streams = Arc::make_mut(&mut self.workspace.streams);
        let found = streams.iter_mut().find_map(|stream| {
            let of = stream.id;
            stream.steps.iter_mut().find(|step| step.id == id).map(|step| (of, step))
        });
        let Some((stream, step)) = found else { return self.gone("step") };
        let name = step.name.clone();
        if !change(step) {
            let sentence = format!("Scenario \"{}\" changes step \"{name}\", which {otherwise}.", self.scenario);
            self.errors.push(Problem::error(self.place, sentence, "Remove this lever, or choose another step."));
        } else if self.running != Some(stream) {
            self.without_effect(&format!("step \"{name}\""));
        }
    }

    fn team(&mut self, id: TeamId, people: u16) {
        let teams = Arc::make_mut(&mut self.workspace.teams);
        match teams.iter_mut().find(|team| team.id == id) {
            Some(team) => team.people = people,
            None => self.gone("team"),
        }
    }

    fn service(&mut self, id: ServiceId, change: impl FnOnce(&mut Service)) {
        let services = Arc::make_mut(&mut self.workspace.services);
        match services.iter_mut().find(|service| service.id == id) {
            Some(service) => change(service),
            None => self.gone("service"),
        }
    }

    fn slo_target(&mut self, id: ServiceId, target: crate::model::Target) {
        let main = self.workspace.service(id).and_then(|service| service.main_slo()).map(|slo| slo.id);
        let exists = self.workspace.service(id).is_some();
        let Some(main) = main else {
            return self.gone(if exists { "service level objective" } else { "service" });
        };
        self.service(id, |service| {
            if let Some(slo) = service.slos.iter_mut().find(|slo| slo.id == main) {
                slo.target = target;
            }
        });
    }
}
