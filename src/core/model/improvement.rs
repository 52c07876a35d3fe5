//! What has been decided, and whether it worked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ImprovementId, ScenarioId};

/// A decision that can be proven wrong: what we will do, why, who sees to it, and by what we will know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Improvement {
    /// Identity.
    pub id: ImprovementId,
    /// "We will ...": what is done; never empty.
    pub we_will: String,
    /// "... because ...": what is expected of it.
    #[serde(default)]
    pub because: String,
    /// Who sees to it.
    #[serde(default)]
    pub owner: String,
    /// By which measure we will know.
    #[serde(default)]
    pub measure: String,
    /// Where the measure stood when it was decided, in words with its unit.
    #[serde(default)]
    pub baseline: String,
    /// Where it shall stand, in words with its unit.
    #[serde(default)]
    pub target: String,
    /// The day on which it is looked at again.
    #[serde(default)]
    pub review_on: Option<NaiveDate>,
    /// The scenario that it was decided on.
    #[serde(default)]
    pub scenario: Option<ScenarioId>,
    /// How it is gone about.
    #[serde(default)]
    pub way: WayOfWorking,
    /// How far it is.
    #[serde(default)]
    pub status: ImprovementStatus,
    /// What came of it.
    #[serde(default)]
    pub outcome: String,
}

/// How an improvement is gone about, by how well the matter is understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayOfWorking {
    /// Known: follow what is known to work.
    Process,
    /// Knowable: find out, then do.
    Analyse,
    /// Not knowable beforehand: try it safely, and look.
    #[default]
    Experiment,
}

/// How far an improvement is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImprovementStatus {
    /// Decided.
    #[default]
    Planned,
    /// Begun.
    UnderWay,
    /// It worked, and stays.
    Kept,
    /// It did not work, or was given up.
    Dropped,
}
