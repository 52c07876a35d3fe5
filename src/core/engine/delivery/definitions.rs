//! What each metric means, for the card that shows it.
//!
//! Definitions in our own words after DORA, dora.dev (guide "DORA's software delivery performance metrics", CC-BY-4.0).

use super::Metric;

/// Which side of delivery a metric tells about, after the factors of 2024.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    /// How much gets through, and how fast.
    Throughput,
    /// How much of it goes wrong.
    Instability,
}

/// What a metric means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The name in force.
    pub name: &'static str,
    /// Other names of the same thing; empty when there is none.
    pub also: &'static str,
    /// How it is computed from the records.
    pub formula: &'static str,
    /// What it counts from and to, or of what.
    pub scope: &'static str,
    /// The 95 % interval beside it.
    pub interval: &'static str,
    /// Which side it tells about.
    pub factor: Factor,
}

/// The meaning of a metric.
pub const fn definition(metric: Metric) -> Definition {
    match metric {
        Metric::LeadTime => Definition {
            name: "Change lead time",
            also: "lead time for changes",
            formula: "median of (running in production − commit) over the deployments with a commit time",
            scope: "from the commit to running in production, on the calendar",
            interval: "order statistics of the median",
            factor: Factor::Throughput,
        },
        Metric::Frequency => Definition {
            name: "Deployment frequency",
            also: "",
            formula: "deployments / weeks in the window",
            scope: "finished deployments to production, failed ones included",
            interval: "exact Poisson, as if deployments came independently of each other; for a fixed train it is too wide",
            factor: Factor::Throughput,
        },
        Metric::Recovery => Definition {
            name: "Failed deployment recovery time",
            also: "formerly time to restore service, MTTR",
            formula: "median of (resolved − opened) over the resolved incidents that belong to a deployment",
            scope: "incidents that name a deployment of the records, or that a change caused",
            interval: "order statistics of the median",
            factor: Factor::Throughput,
        },
        Metric::ChangeFailRate => Definition {
            name: "Change fail rate",
            also: "change failure rate",
            formula: "failed deployments / deployments",
            scope: "deployments that needed immediate intervention, of all and of the planned ones",
            interval: "Wilson's score interval",
            factor: Factor::Instability,
        },
        Metric::ReworkRate => Definition {
            name: "Deployment rework rate",
            also: "",
            formula: "unplanned deployments / deployments",
            scope: "deployments made because of an incident or bug in production",
            interval: "Wilson's score interval",
            factor: Factor::Instability,
        },
    }
}
