//! Answers that were found before, for the same plan, seed, length and number of repetitions.

use std::sync::Arc;

use trivium_core::engine::simulation::{Outcome, Plan, Settings};

/// Answers that are kept: some hundred kilobytes each.
const MOST: usize = 48;

/// The newest answers, the one that was used last at the end.
#[derive(Default)]
pub(super) struct Known {
    answers: Vec<Arc<Outcome>>,
}

impl Known {
    /// The answer for a plan of this fingerprint, with the names that the plan has now.
    pub(super) fn get(&mut self, fingerprint: u64, plan: &Plan, settings: Settings) -> Option<Arc<Outcome>> {
        let same = |known: &Arc<Outcome>| known.plan == fingerprint && known.settings == settings;
        let known = self.answers.remove(self.answers.iter().position(same)?);
        let named = known.named_as(plan);
        let known = if named == *known { known } else { Arc::new(named) };
        self.answers.push(Arc::clone(&known));
        Some(known)
    }

    /// Keeps an answer; the one that was not used for longest goes.
    pub(super) fn keep(&mut self, outcome: &Arc<Outcome>) {
        if self.answers.len() == MOST {
            self.answers.remove(0);
        }
        self.answers.push(Arc::clone(outcome));
    }
}
