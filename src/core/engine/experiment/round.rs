//! Works that can all be done at the same time, and their answers in order.

use super::{Answer, Policy, Work};
use crate::{
    engine::simulation::{Measure, Progress, Settings},
    model::Problem,
};

/// The answer to a work, once there is one.
pub(super) type Slot = Option<Result<Answer, Vec<Problem>>>;

/// Works handed out in order, and the answers by their number.
#[derive(Debug, Clone)]
pub(super) struct Round {
    works: Vec<Work>,
    handed: usize,
    answers: Vec<Slot>,
}

impl Round {
    pub(super) const fn empty() -> Self {
        Self { works: Vec::new(), handed: 0, answers: Vec::new() }
    }

    /// Adds a policy, all repetitions of the settings; gives the number of its work.
    pub(super) fn add(&mut self, policy: &Policy, settings: Settings, measures: &[Measure]) -> usize {
        let at = self.works.len();
        self.works.push(Work {
            ticket: u32::try_from(at).unwrap_or(u32::MAX),
            levers: policy.levers.clone(),
            settings,
            replications: 0..settings.replications,
            measures: measures.to_vec(),
        });
        self.answers.push(None);
        at
    }

    /// Limits the last work that was added to some of its repetitions.
    pub(super) fn narrow(&mut self, from: u32) {
        if let Some(work) = self.works.last_mut() {
            work.replications.start = from;
        }
    }

    pub(super) fn next(&mut self) -> Option<Work> {
        let work = self.works.get(self.handed)?.clone();
        self.handed += 1;
        Some(work)
    }

    pub(super) fn take(&mut self, ticket: u32, answer: Result<Answer, Vec<Problem>>) {
        let slot = usize::try_from(ticket).ok().and_then(|at| self.answers.get_mut(at));
        if let Some(slot @ None) = slot {
            *slot = Some(answer);
        }
    }

    /// The answer with this number, if it came and the policy could run.
    pub(super) fn answer(&self, at: usize) -> Option<&Answer> {
        self.answers.get(at)?.as_ref()?.as_ref().ok()
    }

    /// Why the policy with this number could not run; nothing while it is not answered.
    pub(super) fn problems(&self, at: usize) -> &[Problem] {
        match self.answers.get(at) {
            Some(Some(Err(problems))) => problems,
            _ => &[],
        }
    }

    /// Whether every work has its answer.
    pub(super) fn is_complete(&self) -> bool {
        self.answers.iter().all(Option::is_some)
    }

    pub(super) fn progress(&self, finished: bool) -> Progress {
        let (mut done, mut of) = (0_u32, 0_u32);
        for (work, answer) in self.works.iter().zip(&self.answers) {
            let count = work.replications.end.saturating_sub(work.replications.start);
            of = of.saturating_add(count);
            if answer.is_some() {
                done = done.saturating_add(count);
            }
        }
        Progress { replications_done: done, of, events: 0, finished }
    }
}
