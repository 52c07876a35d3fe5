//! From a workspace and a scenario to a [`Plan`].

use std::collections::BTreeMap;

use super::{
    calendar::{Dates, ServiceCalendar, WEEK},
    calibration::Calibration,
    levers::{self, Effective, GatesLever},
    plan::{BudgetPlan, FlowPlan, KindPlan, Plan, PoolPlan, ServicePlan, StepPlan},
    pressure,
    typed::{Key, PoolKey, StepKey, Table},
};
use crate::{
    engine::random::Sampler,
    model::{
        Cadence, Calendar, Distribution, Place, Problem, Scenario, Service, Share, Step, StepId, StepKind, TeamId,
        ValueStream, Workers, Workspace, check,
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
        let Effective { workspace, stream, gates, mut warnings } = levers::apply(workspace, scenario)?;
        let problems = check::check(&workspace);
        if !problems.is_empty() {
            return Err(problems);
        }
        let stream = stream.and_then(|id| workspace.stream(id)).filter(|stream| !stream.steps.is_empty());
        let flow = match stream {
            Some(stream) => Some(FlowCompiler::new(&workspace, stream, calibration).compile(gates)?),
            None => None,
        };
        let of_stream = stream.and_then(|stream| stream.service).and_then(|id| workspace.service(id));
        let service = of_stream.or_else(|| workspace.main_service()).map(service_plan);
        if flow.is_none() && service.is_none() {
            let what = "There is neither a value stream with steps nor a service, so nothing can be simulated.";
            return Err(vec![Problem::error(Place::Workspace, what, "Add a value stream of changes, or a service.")]);
        }
        if let Some(flow) = &flow {
            pressure::warn(flow, &mut warnings);
        }
        Ok(Compiled { plan: Self { flow, service }, warnings })
    }
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

    fn compile(mut self, gates: Option<GatesLever>) -> Result<FlowPlan, Vec<Problem>> {
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
        if let Some(gates) = gates {
            let Some(deploy) = first_deploy else {
                let what = format!("No step of \"{}\" deploys, so gates have no place.", stream.name);
                return Err(vec![Problem::error(Place::Stream(stream.id), what, "Add a deploy step.")]);
            };
            entry = insert_gates(&mut steps, entry, deploy, gates);
        }
        let mix = stream.demand.mix;
        Ok(FlowPlan {
            stream: stream.id,
            name: stream.name.clone(),
            entry,
            arrivals_per_hour: stream.demand.per_week / WEEK,
            emergency: mix.emergency.value(),
            standard: mix.standard.value(),
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
            kind,
            pool: self.pool(step),
            calendar: step.calendar,
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

    fn pool(&mut self, step: &Step) -> Option<PoolKey> {
        let calendar = step.calendar;
        match step.workers {
            Workers::Unlimited => None,
            Workers::Own { people } => {
                let name = step.name.clone();
                Some(self.pools.push(PoolPlan { team: None, name, people: u32::from(people), calendar }))
            }
            Workers::Team => {
                let team = step.team.and_then(|id| self.workspace.team(id))?;
                if let Some(&key) = self.team_pools.get(&team.id) {
                    if calendar == Calendar::BusinessHours {
                        self.pools[key].calendar = calendar;
                    }
                    return Some(key);
                }
                let pool =
                    PoolPlan { team: Some(team.id), name: team.name.clone(), people: u32::from(team.people), calendar };
                let key = self.pools.push(pool);
                self.team_pools.insert(team.id, key);
                Some(key)
            }
        }
    }
}

/// Puts gates before the approvals that stand before the first deploy step, so that a change is judged once on its
/// way, and what they stop is mended where it was made: at the step of the clock mark, else at the step before.
/// Returns the entry.
fn insert_gates(steps: &mut Table<StepKey, StepPlan>, entry: StepKey, deploy: StepKey, gates: GatesLever) -> StepKey {
    let before = |steps: &Table<StepKey, StepPlan>, of: StepKey| {
        steps.keys().find(|key| steps[*key].next.iter().any(|(_, to)| *to == of))
    };
    let mut place = deploy;
    while let Some(previous) = before(steps, place)
        && matches!(steps[previous].kind, KindPlan::Approval { .. })
    {
        place = previous;
    }
    let made_at = steps.keys().find(|key| steps[*key].starts_clock);
    let mended_at = made_at.or_else(|| before(steps, place)).unwrap_or(place);
    let gate = StepPlan {
        id: None,
        name: "Automated gates".to_owned(),
        kind: KindPlan::Gate { stops_bad: gates.stops_bad.value(), stops_good: gates.stops_good.value() },
        pool: None,
        calendar: Calendar::Always,
        work: Sampler::of(&Distribution::Fixed { hours: 0.0 }),
        mean_work: 0.0,
        availability: 1.0,
        other_wait: 0.0,
        returns: 0.0,
        back: mended_at,
        mended_at,
        next: vec![(1.0, place)],
        starts_clock: false,
        observed: None,
    };
    let key = steps.push(gate);
    for step in steps.keys().filter(|step| *step != key).collect::<Vec<_>>() {
        for (_, to) in &mut steps[step].next {
            if *to == place {
                *to = key;
            }
        }
    }
    if entry == place { key } else { entry }
}

fn service_plan(service: &Service) -> ServicePlan {
    let incidents = &service.incidents;
    let budget = service.main_slo().map(|slo| {
        let days = f64::from(slo.window_days);
        let hours = slo.target.budget() * service.hours.hours_per_week() / 7.0 * days;
        let freeze = service.budget_policy.as_ref().and_then(|policy| policy.freeze);
        let spent_at = |remaining: f64| hours * (1.0 - remaining);
        BudgetPlan {
            window_days: u32::from(slo.window_days),
            hours,
            freeze: freeze.map(|rule| (spent_at(rule.at_remaining), spent_at(rule.until_remaining))),
        }
    });
    ServicePlan {
        id: service.id,
        name: service.name.clone(),
        hours: ServiceCalendar::of(&service.hours),
        background_per_hour: incidents.background_per_28_days / (4.0 * WEEK),
        impact: incidents.impact.value(),
        found_by_monitoring: incidents.found_by_monitoring.value(),
        detect_by_monitoring: Sampler::of(&incidents.detect_by_monitoring),
        detect_by_users: Sampler::of(&incidents.detect_by_users),
        acknowledge: Sampler::of(&incidents.acknowledge),
        repair: Sampler::of(&incidents.repair),
        rollback: incidents.rollback.as_ref().map(|repair| (repair.success.value(), Sampler::of(&repair.takes))),
        batch_repair_factor: incidents.batch_repair_factor,
        responders: u32::from(incidents.responders),
        budget,
    }
}
