//! Whole workspaces to start from: a worked example in three sectors, and one made of real records.
//!
//! The companies are fictional and their records made up, and both say so. What a sample *shows* is computed by the
//! engine from these inputs; no result is written down here.

mod aldermoor;
mod housing;
mod info;
mod larkfield;
mod parts;
mod records;
mod rust_train;

pub use aldermoor::aldermoor;
pub use housing::housing;
pub use info::{SampleCounts, SampleInfo};
pub use larkfield::larkfield;
pub use rust_train::rust_train;
pub(super) use rust_train::train;

use crate::model::Workspace;

/// A sample to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sample {
    /// Aldermoor Bank: fictional.
    Aldermoor,
    /// Larkfield Stores: fictional, the main stage.
    Larkfield,
    /// Housing Support Agency: fictional.
    Housing,
    /// The Rust release train: real records.
    RustTrain,
}

impl Sample {
    /// All samples, in the order of the start screen: the three sectors, then the real records.
    pub const ALL: [Self; 4] = [Self::Aldermoor, Self::Larkfield, Self::Housing, Self::RustTrain];

    /// A fresh copy of its workspace.
    pub fn workspace(self) -> Workspace {
        match self {
            Self::Aldermoor => aldermoor(),
            Self::Larkfield => larkfield(),
            Self::Housing => housing(),
            Self::RustTrain => rust_train(),
        }
    }

    /// What the start screen says of it.
    pub fn info(self) -> SampleInfo {
        let (sector, opening) = match self {
            Self::Aldermoor => (
                "Bank, payment API",
                "The auditor wants evidence for every change. The CAB's minutes are sampled one in ten. What would \
                 cover them all?",
            ),
            Self::Larkfield => (
                "Retail, web shop",
                "Head of Digital wants daily releases. Head of Service Management wants fewer outages. Both are right. \
                 Which policy gives both?",
            ),
            Self::Housing => (
                "Public sector, benefit portal",
                "The supplier builds in ten days. The applicant waits a quarter. Where does the time go?",
            ),
            Self::RustTrain => (
                "Open source, real records",
                "Every six weeks a train leaves, ready or not. How fast is that, and how stable?",
            ),
        };
        info::of(self, sector, opening)
    }
}
