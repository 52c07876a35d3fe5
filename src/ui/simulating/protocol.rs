//! What page and worker say to each other, as JSON. What repetitions counted travels beside it, packed by the core.

use serde::{Deserialize, Serialize};
use trivium_core::{
    engine::simulation::{Calibration, Settings},
    model::{Lever, StreamId},
};

/// From the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Word {
    /// Work on this document from now on.
    Document {
        /// Names it.
        document: u64,
        /// As `wire` writes it.
        text: String,
    },
    /// Find what queues do not explain, once for all plans of the document and stream.
    Calibrate {
        /// Which document.
        document: u64,
        /// Which stream of it.
        stream: StreamId,
    },
    /// Make this plan ready, and keep it.
    Plan {
        /// Its fingerprint.
        plan: u64,
        /// A plan that will not be asked for again.
        forget: Option<u64>,
        /// Of which document.
        document: u64,
        /// What is different from today.
        levers: Vec<Lever>,
        /// What queues do not explain.
        calibration: Calibration,
    },
    /// Do these repetitions of a plan.
    Part {
        /// Names the run.
        job: u64,
        /// Its plan.
        plan: u64,
        /// Seed and length.
        settings: Settings,
        /// The first repetition.
        first: u32,
        /// The one after the last.
        end: u32,
        /// Before all that is not urgent, even if that has begun.
        urgent: bool,
    },
    /// Forget what was asked for this run.
    Drop {
        /// The run.
        job: u64,
    },
}

/// To the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// Still at work.
    Alive,
    /// What queues do not explain.
    Calibrated {
        /// Of which document.
        document: u64,
        /// And stream.
        stream: StreamId,
        /// It.
        calibration: Calibration,
    },
    /// Repetitions are done; what they counted comes with it.
    Part {
        /// The run.
        job: u64,
        /// The first repetition.
        first: u32,
        /// How many.
        replications: u32,
        /// How long they took, in milliseconds.
        milliseconds: f64,
    },
    /// Nothing of this document can be run, and why.
    Refused {
        /// The document.
        document: u64,
        /// Whole sentences.
        sentences: Vec<String>,
    },
}
