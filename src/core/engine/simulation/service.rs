//! A service as the engine sees it: how it fails, is repaired, and spends its budget.

use super::{
    budgeting::BudgetStepPlan,
    calendar::{ServiceCalendar, WEEK},
    plan::{BudgetPlan, CostPlan, EscalationPlan, FlowPlan, ServicePlan, SeverityPlan, SlaPlan},
    typed::PoolKey,
};
use crate::{
    engine::random::Sampler,
    model::{
        BudgetAction, BudgetStep, Elapsed, FreezeRule, IncidentPolicy, LearnsOn, Repair, Service, ServiceHours, Sla,
        TeamId, Workspace,
    },
};

/// The service of a workspace, with the flow whose people may have to respond.
pub(super) fn plan(workspace: &Workspace, service: &Service, flow: Option<&FlowPlan>) -> ServicePlan {
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
    let pool = incidents.responders_from.and_then(|team| pool_of(flow?, team));
    let people = match (pool, incidents.responders_from.and_then(|team| workspace.team(team))) {
        (Some(pool), _) => flow.map_or(u32::MAX, |flow| flow.pools[pool].people),
        (None, Some(team)) => u32::from(team.people),
        (None, None) => u32::MAX,
    };
    let automatic = |repair: &Repair| (repair.success.value(), Sampler::of(&repair.takes));
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
        rollback: incidents.rollback.as_ref().map(automatic),
        batch_repair_factor: incidents.batch_repair_factor,
        responders: u32::from(incidents.responders).min(people),
        severities: severities(incidents),
        escalation: escalation(incidents),
        off_hours_factor: incidents.off_hours_factor,
        pool,
        flag: incidents.feature_flag.as_ref().map(automatic),
        learning: [LearnsOn::BadChanges, LearnsOn::Background, LearnsOn::Repair].map(|on| {
            let learning = incidents.learning.iter().find(|learning| learning.on == on)?;
            Some((learning.by.rest().value(), learning.floor.value()))
        }),
        costs: service.costs.as_ref().map(|costs| CostPlan {
            currency: costs.currency.clone(),
            outage_hour: costs.outage_hour,
            change_day: costs.change_day,
        }),
        sla: service.sla.as_ref().and_then(|sla| Some(sla_plan(sla, &service.hours, service.costs.as_ref()?.fee))),
        steps: budget.map_or_else(Vec::new, |budget| budget_steps(service, budget)),
        budget,
    }
}

/// The pool that stands for a team: the one that its steps share, else the largest of those that its people have at
/// steps of their own.
fn pool_of(flow: &FlowPlan, team: TeamId) -> Option<PoolKey> {
    let shared = flow.pools.keyed().find(|(_, pool)| pool.team == Some(team));
    let mut best = shared;
    if best.is_none() {
        for (key, pool) in flow.pools.keyed().filter(|(_, pool)| pool.part_of == Some(team)) {
            if best.is_none_or(|(_, most)| pool.people > most.people) {
                best = Some((key, pool));
            }
        }
    }
    best.map(|(key, _)| key)
}

fn severities(policy: &IncidentPolicy) -> Vec<SeverityPlan> {
    if policy.severities.is_empty() {
        return vec![SeverityPlan { until: 1.0, impact: policy.impact.value(), repair_factor: 1.0 }];
    }
    let mut until = 0.0;
    let classes = policy.severities.iter().map(|class| {
        until += class.share.value();
        SeverityPlan { until, impact: class.impact.value(), repair_factor: class.repair_factor }
    });
    classes.collect()
}

fn escalation(policy: &IncidentPolicy) -> Vec<EscalationPlan> {
    let levels = policy.escalation.iter().map(|level| EscalationPlan {
        mean: level.mean.hours(),
        timeout: level.timeout.map_or(f64::INFINITY, Elapsed::hours),
    });
    levels.collect()
}

fn sla_plan(sla: &Sla, hours: &ServiceHours, fee: f64) -> SlaPlan {
    SlaPlan {
        window_days: u32::from(sla.window_days),
        hours: hours.hours_per_week() / 7.0 * f64::from(sla.window_days),
        fee,
        credits: sla.credits.iter().map(|step| (step.below.budget(), step.credit.value())).collect(),
    }
}

/// The steps of the policy in their order, and the freeze last.
fn budget_steps(service: &Service, budget: BudgetPlan) -> Vec<BudgetStepPlan> {
    let Some(policy) = &service.budget_policy else { return Vec::new() };
    let spent_at = |remaining: f64| budget.hours * (1.0 - remaining);
    let off = |at: f64, until: f64| BudgetStepPlan {
        at: spent_at(at),
        until: spent_at(until),
        freeze: None,
        hold: false,
        one_date_of: 1,
        reliability: 0.0,
    };
    let gradual = policy.steps.iter().map(|step: &BudgetStep| {
        let mut plan = off(step.at_remaining, step.until_remaining);
        for action in &step.actions {
            match action {
                // Stands in the flow as a gate of its own.
                BudgetAction::ExtraGate { .. } => {}
                BudgetAction::Hold {} => plan.hold = true,
                BudgetAction::SlowerDates { factor } => plan.one_date_of = u32::from(*factor),
                BudgetAction::ReliabilityWork { share } => plan.reliability = share.value(),
            }
        }
        plan
    });
    let freeze = policy.freeze.map(|FreezeRule { at_remaining, until_remaining, except }| BudgetStepPlan {
        freeze: Some(except),
        ..off(at_remaining, until_remaining)
    });
    gradual.chain(freeze).collect()
}
