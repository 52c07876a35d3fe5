//! From a workspace and a scenario to a [`Plan`].

use std::{collections::BTreeMap, sync::Arc};

use super::{
    backlog::Backlog,
    calendar::{Dates, WEEK},
    calibration::Calibration,
    closures::ClosurePlan,
    dead_ends,
    gates::{self, Gate},
    levers::{self, Effective},
    plan::{CanaryPlan, FlowPlan, KindPlan, Plan, PoolPlan, RiskPlan, StepPlan},
    pressure, service,
    typed::{Key, PoolKey, StepKey, Table},
};
use crate::{
    engine::random::Sampler,
    model::{
        BudgetStep, Cadence, Calendar, Lever, Place, Problem, Scenario, Service, Share, Step, StepId, StepKind,
        StreamId, TeamId, ValueStream, WorkMix, Workers, Workspace, check,
    },
};

/// Most steps of a stream that can be simulated: beyond it a run would not fit the memory of a browser tab.
pub const MOST_SIMULATED_STEPS: usize = 500;

/// A plan, and what a reader of its results must know.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The plan.
    pub plan: Plan,
    /// Limits: queues that never settle, levers without effect, dates outside working hours.
    pub warnings: Vec<Problem>,
}

impl Plan {
    /// Makes a workspace under a scenario ready to run. Calibrates the waiting that no queue explains on the
    /// workspace as it is (see [`Calibration`]); who compiles many scenarios of one workspace makes the calibration
    /// once and calls [`Self::compile_with`].
    ///
    /// What is missing does not stop it: without a stream, a deploy step, a service or an objective, the measures
    /// that need them say why they do not exist.
    ///
    /// # Errors
    /// Everything that is wrong with the workspace, a lever whose target is gone or of the wrong kind, a stream of
    /// more than [`MOST_SIMULATED_STEPS`] steps, and a workspace with neither a stream nor a service.
    pub fn compile(workspace: &Workspace, scenario: &Scenario) -> Result<Compiled, Vec<Problem>> {
        let calibration = match Calibration::stream_for(workspace, scenario) {
            Some(stream) => Calibration::of(workspace, stream)?,
            None => Calibration::default(),
        };
        Self::compile_with(workspace, scenario, &calibration)
    }

    /// [`Self::compile`] with a calibration made before, for the same workspace and stream.
    ///
    /// # Errors
    /// As [`Self::compile`].
    pub fn compile_with(
        workspace: &Workspace,
        scenario: &Scenario,
        calibration: &Calibration,
    ) -> Result<Compiled, Vec<Problem>> {
        let today = workspace;
        let Effective { workspace, stream, gates, mut warnings } = levers::apply(workspace, scenario)?;
        let problems = check::check(&workspace);
        if !problems.is_empty() {
            return Err(problems);
        }
        let stream_id = stream;
        let stream = stream.and_then(|id| workspace.stream(id)).filter(|stream| !stream.steps.is_empty());
        let of_stream = stream.and_then(|stream| stream.service).and_then(|id| workspace.service(id));
        let service = of_stream.or_else(|| workspace.main_service());
        let gates = gates::wanted(&workspace.change_policy.gates, budget_steps(service), gates);
        let flow = match stream {
            Some(stream) => Some(FlowCompiler::new(&workspace, stream, calibration).compile(&gates)?),
            None => None,
        };
        let service = service.map(|service| service::plan(&workspace, service, flow.as_ref()));
        if flow.is_none() && service.is_none() {
            let what = "There is neither a value stream with steps nor a service, so nothing can be simulated.";
            return Err(vec![Problem::error(Place::Workspace, what, "Add a value stream of changes, or a service.")]);
        }
        if let Some(flow) = &flow {
            dead_ends::warn(flow, &mut warnings);
            pressure::warn(flow, &mut warnings);
        }
        let backlog = backlog(today, stream_id, scenario, calibration, flow.as_ref());
        Ok(Compiled { plan: Self { flow, service, backlog }, warnings })
    }
}

/// What lies at the steps of a stream today: of the workspace as it is, whatever the scenario.
fn backlog(
    today: &Workspace,
    stream: Option<StreamId>,
    scenario: &Scenario,
    calibration: &Calibration,
    flow: Option<&FlowPlan>,
) -> Result<Backlog, Problem> {
    let stream = stream.and_then(|id| today.stream(id)).filter(|stream| !stream.steps.is_empty());
    let of_stream = stream.and_then(|stream| stream.service).and_then(|id| today.service(id));
    let service = of_stream.or_else(|| today.main_service());
    let as_it_is = scenario.levers.iter().all(|lever| matches!(lever, Lever::UseStream { .. }));
    let flow = match (stream, flow) {
        (Some(stream), Some(_)) if !as_it_is => {
            let gates = gates::wanted(&today.change_policy.gates, budget_steps(service), None);
            let compiled = FlowCompiler::new(today, stream, calibration).compile(&gates);
            Some(compiled.map_err(|problems| problems.into_iter().next().unwrap_or_else(unknown))?)
        }
        (Some(_), Some(flow)) => Some(flow.clone()),
        _ => None,
    };
    let records = service.and_then(|service| today.tables.delivery_of(service.id));
    Backlog::of(flow.map(Arc::new), service, records)
}

fn unknown() -> Problem {
    Problem::error(Place::Workspace, "The workspace as it is cannot run.", "Correct it first.")
}

/// The steps of a service's error budget policy; none without an objective.
fn budget_steps(service: Option<&Service>) -> &[BudgetStep] {
    let followed = service.filter(|service| service.main_slo().is_some());
    followed.and_then(|service| service.budget_policy.as_ref()).map_or(&[], |policy| &policy.steps)
}

struct FlowCompiler<'a> {
    workspace: &'a Workspace,
    stream: &'a ValueStream,
    calibration: &'a Calibration,
    keys: BTreeMap<StepId, StepKey>,
    pools: Table<PoolKey, PoolPlan>,
    team_pools: BTreeMap<TeamId, PoolKey>,
}

impl<'a> FlowCompiler<'a> {
    fn new(workspace: &'a Workspace, stream: &'a ValueStream, calibration: &'a Calibration) -> Self {
        let keys = stream.steps.iter().enumerate().map(|(row, step)| (step.id, StepKey::at(row))).collect();
        Self { workspace, stream, calibration, keys, pools: Table::new(), team_pools: BTreeMap::new() }
    }

    fn compile(mut self, gates: &[Gate]) -> Result<FlowPlan, Vec<Problem>> {
        let stream = self.stream;
        if stream.steps.len() > MOST_SIMULATED_STEPS {
            let what = format!(
                "\"{}\" has {} steps; at most {MOST_SIMULATED_STEPS} can be simulated.",
                stream.name,
                stream.steps.len()
            );
            return Err(vec![Problem::error(Place::Stream(stream.id), what, "Split the stream.")]);
        }
        let mut steps: Table<StepKey, StepPlan> = stream.steps.iter().map(|step| self.step(step)).collect();
        let mut entry = self.entry();
        let first_deploy = steps.keys().find(|key| steps[*key].is_deploy());
        if !gates.is_empty() {
            let Some(deploy) = first_deploy else {
                let what = format!("No step of \"{}\" deploys, so gates have no place.", stream.name);
                return Err(vec![Problem::error(Place::Stream(stream.id), what, "Add a deploy step.")]);
            };
            entry = gates::insert(&mut steps, entry, deploy, gates);
        }
        order(&mut steps);
        let demand = &stream.demand;
        let mix = demand.mix;
        let policy = &self.workspace.change_policy;
        let closures = (!policy.windows.is_empty() || !policy.freezes.is_empty()).then(|| ClosurePlan::of(policy));
        Ok(FlowPlan {
            stream: stream.id,
            name: stream.name.clone(),
            entry,
            arrivals_per_hour: stream.demand.per_week / WEEK,
            arrivals: demand.arrivals,
            emergency: mix.emergency.value(),
            standard: mix.standard.value(),
            work: cumulative(demand.work),
            risk: risk(stream),
            auto_approve: policy.auto_approve,
            emergencies_pass: policy.approve_emergencies_afterwards,
            closures,
            canary: policy.canary.map(|canary| CanaryPlan {
                share: canary.share.value(),
                lasts: canary.lasts.hours(),
                detects: canary.detects.value(),
            }),
            bad: stream.bad_changes.value(),
            rework_effort: stream.rework_effort.value(),
            deploys: first_deploy.is_some(),
            has_clock: steps.iter().any(|step| step.starts_clock),
            steps,
            pools: self.pools,
        })
    }

    /// The first step that no next link leads to.
    fn entry(&self) -> StepKey {
        let led_to: Vec<StepId> =
            self.stream.steps.iter().flat_map(|step| self.stream.next_of(step.id)).map(|(to, _)| to).collect();
        let first = self.stream.steps.iter().position(|step| !led_to.contains(&step.id));
        StepKey::at(first.unwrap_or(0))
    }

    fn key(&self, id: StepId) -> StepKey {
        self.keys.get(&id).copied().unwrap_or_else(|| StepKey::at(0))
    }

    fn step(&mut self, step: &Step) -> StepPlan {
        let stream = self.stream;
        let mut sum = 0.0;
        let next = stream.next_of(step.id).into_iter().map(|(to, share)| {
            sum += share.value();
            (sum, self.key(to))
        });
        let next = next.collect();
        let back = self.key(stream.rework_of(step.id));
        let has_rework_link = stream.rework_of(step.id) != step.id;
        let dates = |cadence: Option<Cadence>| cadence.as_ref().map(Dates::of);
        let kind = match step.kind {
            StepKind::Work => KindPlan::Work,
            StepKind::Approval { cadence, stops_bad, stops_good } => KindPlan::Approval {
                dates: dates(cadence),
                stops_bad: stops_bad.value(),
                stops_good: stops_good.value(),
            },
            StepKind::Gate { stops_bad, stops_good } => {
                KindPlan::Gate { stops_bad: stops_bad.value(), stops_good: stops_good.value() }
            }
            StepKind::Deploy { cadence, fails } => KindPlan::Deploy { dates: dates(cadence), fails: fails.value() },
        };
        StepPlan {
            id: Some(step.id),
            name: step.name.clone(),
            // A step of a future state draws the numbers of the step of today that it stands for, so that the two states
            // differ by what was changed and by nothing else.
            number: step.was.unwrap_or(step.id).number(),
            kind,
            only_in: None,
            stage: 0,
            limit: step.wip_limit.map_or(u32::MAX, u32::from),
            together: step.together.map(|together| (u32::from(together.at), together.or_after.hours())),
            pool: self.pool(step),
            calendar: step.calendar,
            ahead: self.ahead(step),
            work: Sampler::of(&step.work),
            mean_work: step.work.mean(),
            availability: self.availability(step),
            other_wait: self.calibration.other_wait(step.id),
            // What runs in production does not come back to be deployed again.
            returns: if matches!(step.kind, StepKind::Deploy { .. }) {
                0.0
            } else {
                step.complete_accurate.map_or(0.0, |share| share.rest().value())
            },
            back,
            mended_at: if has_rework_link { back } else { self.previous(step.id) },
            next,
            starts_clock: stream.clock_starts_after == Some(step.id),
            observed: step.observed.map(|observed| (observed.low.hours(), observed.high.hours())),
        }
    }

    /// The first step that hands on to this one; the step itself when none does.
    fn previous(&self, id: StepId) -> StepKey {
        let hands_on = |step: &&Step| self.stream.next_of(step.id).iter().any(|(to, _)| *to == id);
        let before = self.stream.steps.iter().find(hands_on);
        self.key(before.map_or(id, |step| step.id))
    }

    /// The share of the week that a step's people have for it. Machines have all of it.
    fn availability(&self, step: &Step) -> f64 {
        let team = step.team.and_then(|id| self.workspace.team(id));
        match step.workers {
            Workers::Unlimited => 1.0,
            Workers::Team | Workers::Own { .. } => {
                team.map_or(1.0, |team| team.planned_share.value()).max(Share::clamped(0.01).value())
            }
        }
    }

    /// Hours by which the clock of a step's people is ahead.
    fn ahead(&self, step: &Step) -> f64 {
        let team = step.team.and_then(|id| self.workspace.team(id));
        team.map_or(0.0, |team| f64::from(team.ahead_minutes) / 60.0)
    }

    fn pool(&mut self, step: &Step) -> Option<PoolKey> {
        let calendar = step.calendar;
        let ahead = self.ahead(step);
        match step.workers {
            Workers::Unlimited => None,
            Workers::Own { people } => {
                let (name, part_of) = (step.name.clone(), step.team);
                let people = u32::from(people);
                Some(self.pools.push(PoolPlan { team: None, name, people, calendar, ahead, part_of }))
            }
            Workers::Team => {
                let team = step.team.and_then(|id| self.workspace.team(id))?;
                if let Some(&key) = self.team_pools.get(&team.id) {
                    if calendar == Calendar::BusinessHours {
                        self.pools[key].calendar = calendar;
                    }
                    return Some(key);
                }
                let (id, name, people) = (team.id, team.name.clone(), u32::from(team.people));
                let pool = PoolPlan { team: Some(id), name, people, calendar, ahead, part_of: Some(id) };
                let key = self.pools.push(pool);
                self.team_pools.insert(team.id, key);
                Some(key)
            }
        }
    }
}

/// Gives each step its place in the order of the flow: no step comes before one that hands on to it.
fn order(steps: &mut Table<StepKey, StepPlan>) {
    let mut feeders: Table<StepKey, u32> = steps.iter().map(|_| 0).collect();
    for step in steps.iter() {
        for (_, to) in &step.next {
            feeders[*to] += 1;
        }
    }
    // The earliest of the list that nothing more leads to; there is one, because next links form no circle.
    let mut left: Vec<StepKey> = steps.keys().collect();
    let mut stage = 0;
    while !left.is_empty() {
        let free = left.iter().position(|key| feeders[*key] == 0).unwrap_or(0);
        let key = left.remove(free);
        steps[key].stage = stage;
        stage += 1;
        for at in 0..steps[key].next.len() {
            if let Some((_, to)) = steps[key].next.get(at).copied() {
                feeders[to] = feeders[to].saturating_sub(1);
            }
        }
    }
}

/// Cumulative shares of defects, reliability work and risks.
fn cumulative(mix: WorkMix) -> [f64; 3] {
    let defect = mix.defect.value();
    let reliability = defect + mix.reliability.value();
    [defect, reliability, reliability + mix.risk.value()]
}

/// How often changes of each risk are bad, so that the share of bad changes over all stays what the stream says.
fn risk(stream: &ValueStream) -> RiskPlan {
    let mix = stream.demand.risk;
    let (low, high) = (mix.low.value(), mix.high.value());
    let bad = stream.bad_changes.value();
    if low + high <= 0.0 {
        return RiskPlan { low, high, bad: [bad; 3] };
    }
    let mean = low * mix.low_is_bad + (1.0 - low - high) + high * mix.high_is_bad;
    let of = |times: f64| if mean > 0.0 { (bad * times / mean).min(1.0) } else { bad };
    RiskPlan { low, high, bad: [of(mix.low_is_bad), of(1.0), of(mix.high_is_bad)] }
}
