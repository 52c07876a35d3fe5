//! What the Overview shows, gathered from the workspace, its sheet and today's simulation.

use std::sync::Arc;

use trivium_core::{
    engine::{
        flow::{self, StreamSheet},
        governance::{self, Coverage, Finding, Limit, Simulated},
        simulation::{Estimate, Measure, Outcome},
    },
    model::{Improvement, List, Service, StepKind, ValueStream, Workspace},
};

use crate::ui::{pages::records, state::RunState};

/// All of it. Cheap to clone where it must be: the outcome is shared.
#[derive(Clone)]
pub(super) struct Standing {
    pub(super) stream: ValueStream,
    pub(super) service: Option<Service>,
    pub(super) sheet: StreamSheet,
    pub(super) limits: Vec<Limit>,
    pub(super) findings: Vec<Finding>,
    pub(super) coverage: Vec<Coverage>,
    pub(super) decisions: List<Improvement>,
    pub(super) outcome: Option<Arc<Outcome>>,
    /// Why nothing is simulated; empty while it runs or when it is done.
    pub(super) refused: Vec<String>,
}

impl PartialEq for Standing {
    fn eq(&self, other: &Self) -> bool {
        let same_outcome = match (&self.outcome, &other.outcome) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same_outcome
            && self.stream == other.stream
            && self.service == other.service
            && self.limits == other.limits
            && self.findings == other.findings
            && self.decisions == other.decisions
            && self.refused == other.refused
    }
}

impl Standing {
    /// `None` without a stream of changes that has steps.
    pub(super) fn of(workspace: &Workspace, today: RunState) -> Option<Self> {
        let stream = workspace.main_stream().filter(|stream| !stream.steps.is_empty())?;
        let moment = records::moment(workspace);
        let simulated = simulated(workspace, today.outcome.as_deref());
        Some(Self {
            limits: governance::limits(workspace, moment, &simulated),
            findings: governance::findings(workspace, moment, &simulated),
            coverage: governance::coverage(workspace),
            decisions: Arc::clone(&workspace.improvements),
            sheet: flow::sheet(workspace, stream),
            service: workspace.main_service().cloned(),
            stream: stream.clone(),
            outcome: today.outcome,
            refused: today.refused,
        })
    }

    pub(super) fn estimate(&self, measure: Measure) -> Option<&Estimate> {
        self.outcome.as_ref()?.estimate(measure)
    }

    pub(super) fn mean(&self, measure: Measure) -> Option<f64> {
        self.estimate(measure).map(|estimate| estimate.mean)
    }

    /// Why a measure has no value.
    pub(super) fn why_not(&self, measure: Measure) -> String {
        let measured = self.outcome.as_ref().and_then(|outcome| outcome.measured(measure));
        match measured {
            Some(measured) => measured.why_not.clone(),
            None => self.refused.first().cloned().unwrap_or_else(|| "it is being simulated".to_owned()),
        }
    }

    /// The first approval step: its name, and the simulated wait for people and date in hours.
    pub(super) fn approval(&self) -> Option<(String, Option<f64>)> {
        let step = self.stream.steps.iter().find(|step| matches!(step.kind, StepKind::Approval { .. }))?;
        let of_step = |outcome: &Arc<Outcome>| {
            let found = outcome.steps.iter().find(|found| found.step == Some(step.id))?;
            let part = |part: Option<trivium_core::engine::simulation::MeanOf>| part.map_or(0.0, |part| part.mean);
            found.total.map(|_| part(found.queue_wait) + part(found.date_wait) + part(found.other_wait))
        };
        Some((step.name.clone(), self.outcome.as_ref().and_then(of_step)))
    }

    /// Whether spending the budget changes anything.
    pub(super) fn freezes(&self) -> bool {
        self.service
            .as_ref()
            .and_then(|service| service.budget_policy.as_ref())
            .is_some_and(|policy| policy.freeze.is_some())
    }
}

/// What today's run says about the main service and the steps.
fn simulated(workspace: &Workspace, outcome: Option<&Outcome>) -> Simulated {
    let mut simulated = Simulated::default();
    let Some(outcome) = outcome else { return simulated };
    let used = outcome.estimate(Measure::BudgetUsed).map(|used| used.mean);
    simulated.budget_used.extend(workspace.main_service().map(|service| service.id).zip(used));
    let busy = outcome.steps.iter().filter_map(|step| Some((step.step?, step.utilisation?.mean)));
    simulated.utilisation.extend(busy);
    simulated
}
