//! Who works: a background worker, or the page itself. What it has been told, and what it has in hand.

use std::ops::Range;

use trivium_core::model::StreamId;

use super::{Desk, Sheet, Word, job::Job};
use crate::platform::workers::WorkerHandle;

/// Plans that a member keeps.
const MOST_PLANS: usize = 16;

/// One of those who work.
pub(super) struct Member {
    pub(super) number: u64,
    hands: Hands,
    pub(super) ready: bool,
    /// How often it was looked at since it was heard last, while it should have said something.
    pub(super) silent: u32,
    pub(super) in_hand: Vec<Work>,
    document: u64,
    plans: Vec<u64>,
}

enum Hands {
    Worker(WorkerHandle),
    Page(Box<Desk>),
}

/// What a member was given and has not answered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Work {
    Calibration { document: u64, stream: StreamId },
    Range { job: u64, range: Range<u32> },
}

impl Member {
    /// A worker that has not said yet that it is ready.
    pub(super) fn worker(number: u64, worker: WorkerHandle) -> Self {
        Self::new(number, Hands::Worker(worker), false)
    }

    /// The page itself.
    pub(super) fn page(number: u64, desk: Desk) -> Self {
        Self::new(number, Hands::Page(Box::new(desk)), true)
    }

    fn new(number: u64, hands: Hands, ready: bool) -> Self {
        Self { number, hands, ready, silent: 0, in_hand: Vec::new(), document: 0, plans: Vec::new() }
    }

    /// The desk of the page; `None` for a worker.
    pub(super) fn desk(&mut self) -> Option<&mut Desk> {
        match &mut self.hands {
            Hands::Page(desk) => Some(desk),
            Hands::Worker(_) => None,
        }
    }

    /// Whether it is a worker of which something should be heard soon.
    pub(super) const fn owes(&self) -> bool {
        matches!(self.hands, Hands::Worker(_)) && (!self.ready || !self.in_hand.is_empty())
    }

    /// Asks for a calibration.
    pub(super) fn calibrate(&mut self, sheet: &Sheet, stream: StreamId) {
        self.know(sheet);
        let document = sheet.number;
        self.tell(Word::Calibrate { document, stream });
        self.in_hand.push(Work::Calibration { document, stream });
    }

    /// Asks for a range of a run that is under way.
    pub(super) fn hand(&mut self, job: &Job, range: Range<u32>, urgent: bool) {
        let plan = job.fingerprint;
        if !self.plans.contains(&plan) {
            self.know(&job.sheet);
            let forget = (self.plans.len() >= MOST_PLANS).then(|| self.plans.remove(0));
            self.plans.push(plan);
            let (levers, calibration) = (job.levers.clone(), job.calibration.clone());
            self.tell(Word::Plan { plan, forget, document: job.sheet.number, levers, calibration });
        }
        let (first, end) = (range.start, range.end);
        self.tell(Word::Part { job: job.number, plan, settings: job.settings, first, end, urgent });
        self.in_hand.push(Work::Range { job: job.number, range });
    }

    /// Takes back all ranges of a run.
    pub(super) fn drop_job(&mut self, number: u64) {
        let before = self.in_hand.len();
        self.in_hand.retain(|work| !matches!(work, Work::Range { job, .. } if *job == number));
        if self.in_hand.len() < before {
            self.tell(Word::Drop { job: number });
        }
    }

    /// It has refused this document, so it has neither that nor a plan of it.
    pub(super) fn forget(&mut self, document: u64) {
        self.in_hand.retain(|work| !matches!(work, Work::Calibration { document: of, .. } if *of == document));
        self.document = 0;
        self.plans.clear();
    }

    fn know(&mut self, sheet: &Sheet) {
        if self.document != sheet.number {
            self.document = sheet.number;
            self.tell(Word::Document { document: sheet.number, text: sheet.text.clone() });
        }
    }

    fn tell(&mut self, word: Word) {
        match &mut self.hands {
            Hands::Page(desk) => desk.hear(word),
            Hands::Worker(worker) => {
                // Words are plain data.
                if let Ok(text) = serde_json::to_string(&word) {
                    worker.post(&text);
                }
            }
        }
    }
}
