//! What was found before: answers for the same plan, seed, length and number of repetitions, and the runs behind the
//! newest of them, from which a run of more repetitions goes on.

use std::sync::Arc;

use trivium_core::engine::simulation::{Merge, Outcome, Plan, Settings};

/// Answers that are kept: some hundred kilobytes each.
const MOST_ANSWERS: usize = 48;
/// Runs that are kept: about half a megabyte each.
const MOST_RUNS: usize = 12;

/// The newest answers and runs, the one that was used last at the end.
#[derive(Default)]
pub(super) struct Known {
    answers: Vec<Arc<Outcome>>,
    runs: Vec<(u64, Merge)>,
}

impl Known {
    /// The answer for a plan of this fingerprint, with the names that the plan has now.
    pub(super) fn answer(&mut self, fingerprint: u64, plan: &Plan, settings: Settings) -> Option<Arc<Outcome>> {
        let same = |known: &Arc<Outcome>| known.plan == fingerprint && known.settings == settings;
        let known = self.answers.remove(self.answers.iter().position(same)?);
        let named = known.named_as(plan);
        let known = if named == *known { known } else { Arc::new(named) };
        self.answers.push(Arc::clone(&known));
        Some(known)
    }

    /// A finished run of fewer repetitions of the same plan, seed and length. It is no longer known then.
    pub(super) fn shorter_run(&mut self, fingerprint: u64, settings: Settings) -> Option<Merge> {
        let fits = |(plan, run): &(u64, Merge)| {
            let replications = run.settings().replications;
            let same = run.settings() == Settings { replications, ..settings };
            *plan == fingerprint && same && replications < settings.replications
        };
        Some(self.runs.remove(self.runs.iter().position(fits)?).1)
    }

    /// Keeps a finished run and its answer; what was not used for longest goes.
    pub(super) fn keep(&mut self, fingerprint: u64, run: Option<Merge>, outcome: &Arc<Outcome>) {
        if self.answers.len() == MOST_ANSWERS {
            self.answers.remove(0);
        }
        self.answers.push(Arc::clone(outcome));
        if self.runs.len() == MOST_RUNS {
            self.runs.remove(0);
        }
        self.runs.extend(run.map(|run| (fingerprint, run)));
    }
}
