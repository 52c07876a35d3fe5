//! What page and worker say to each other, as JSON.

use serde::{Deserialize, Serialize};
use trivium_core::{
    engine::simulation::{Outcome, Settings},
    model::Lever,
};

/// Simulate this.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Request {
    /// Names the answer.
    pub(crate) number: u64,
    /// The workspace document, as `wire` writes it.
    pub(crate) document: String,
    /// What is different from today.
    pub(crate) levers: Vec<Lever>,
    /// How long, how often, from which seed.
    pub(crate) settings: Settings,
}

/// From the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Word {
    /// Do this after what was asked before.
    Run(Box<Request>),
    /// Forget everything that was asked.
    Forget,
    /// Stop everything, and answer with what is done so far.
    Stop,
}

/// To the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// So many replications of so many are done.
    Progress {
        /// The request.
        number: u64,
        /// Replications done.
        done: u32,
        /// Replications asked for.
        of: u32,
    },
    /// The answer.
    Done {
        /// The request.
        number: u64,
        /// What came out.
        outcome: Box<Outcome>,
        /// Whether it was stopped before all replications were done.
        stopped: bool,
        /// How long it took, in milliseconds.
        milliseconds: f64,
    },
    /// It cannot be run, and why.
    Refused {
        /// The request.
        number: u64,
        /// Whole sentences.
        sentences: Vec<String>,
    },
}
