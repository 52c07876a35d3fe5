//! What the Overview shows, gathered from the workspace, its sheet and today's simulation.

use std::sync::Arc;

use trivium_core::{
    engine::{
        flow::{self, StreamSheet},
        simulation::{Estimate, Measure, Outcome},
    },
    model::{Service, StepKind, ValueStream, Workspace},
};

use crate::ui::state::RunState;

/// All of it. Cheap to clone where it must be: the outcome is shared.
#[derive(Clone)]
pub(super) struct Standing {
    pub(super) stream: ValueStream,
    pub(super) service: Option<Service>,
    pub(super) sheet: StreamSheet,
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
        same_outcome && self.stream == other.stream && self.service == other.service && self.refused == other.refused
    }
}

impl Standing {
    /// `None` without a stream of changes that has steps.
    pub(super) fn of(workspace: &Workspace, today: RunState) -> Option<Self> {
        let stream = workspace.main_stream().filter(|stream| !stream.steps.is_empty())?;
        Some(Self {
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
