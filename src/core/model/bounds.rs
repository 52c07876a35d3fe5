//! The limits that governance sets to the other two layers.

use serde::{Deserialize, Serialize};

use super::{Elapsed, Target, defaults::is_default};

/// What governance asks for, whatever is decided below it; `None` where it sets no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bounds {
    /// No service may promise its users less than this.
    #[serde(skip_serializing_if = "is_default")]
    pub lowest_slo: Option<Target>,
    /// Failed deployments in 28 days, at most; 0 or more.
    #[serde(skip_serializing_if = "is_default")]
    pub most_failures: Option<f64>,
    /// Mean time that a change waits at any one step, at most.
    #[serde(skip_serializing_if = "is_default")]
    pub longest_wait: Option<Elapsed>,
}
