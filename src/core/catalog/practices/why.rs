//! Why a technique is named beside a practice: the published mapping that says so, where there is one.

use super::Mapping;
use crate::{
    catalog::integration::{BULLETIN, HIGH_VELOCITY, TESTING_GUIDE},
    model::{Practice, Practice as P, Technique, Technique as T},
};

/// A published mapping behind a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Why {
    /// Who says so.
    pub source: &'static str,
    /// What it says, in our words: a phrase without a full stop.
    pub says: &'static str,
}

/// The page of the ITIL v5 Compass.
const COMPASS: &str = "ITIL v5 Compass, second-hand";

/// The mapping that says that a technique corresponds to a practice; `None` when the link is ours.
pub const fn why(practice: Practice, technique: Technique) -> Option<Why> {
    let (source, says) = match (practice, technique) {
        (P::ContinualImprovement, T::Retrospectives) => {
            (COMPASS, "feedback loops of DevOps feed continual improvement")
        }
        (P::InformationSecurityManagement, T::SecretsManagement) => {
            (COMPASS, "secret management of a platform carries information security management")
        }
        (P::KnowledgeManagement, T::BlamelessPostMortems) => {
            (COMPASS, "the known error database and the repository of post-mortems become one place to search")
        }
        (P::CapacityAndPerformanceManagement, T::CapacityPlanning) => {
            (COMPASS, "capacity planning of SRE meets capacity and performance management")
        }
        (P::ChangeEnablement, T::ContinuousDelivery) => {
            (COMPASS, "a pipeline with four gates deploys standard changes by itself")
        }
        (P::ChangeEnablement, T::AutomatedRollback) => {
            (COMPASS, "emergency changes go through because automated rollback is at hand")
        }
        (P::ChangeEnablement | P::ServiceLevelManagement, T::ErrorBudgetPolicy) => {
            (COMPASS, "a spent budget freezes deployments, and reliability comes first")
        }
        (P::IncidentManagement, T::OnCallRotation) => {
            (COMPASS, "the escalation procedure corresponds to on-call rotation")
        }
        (P::IncidentManagement, T::IncidentCommand) => {
            (COMPASS, "a commander leads ITIL's process for major incidents")
        }
        (P::MonitoringAndEventManagement, T::MonitoringAndObservability) => {
            (COMPASS, "the observability stack of a platform carries monitoring and event management")
        }
        (P::MonitoringAndEventManagement, T::DistributedTracing) => {
            (COMPASS, "detection and filtering of events correspond to tracing and logs in one place")
        }
        (P::MonitoringAndEventManagement, T::SelfHealing) => {
            (COMPASS, "automated response corresponds to auto-remediation and self-healing")
        }
        (P::MonitoringAndEventManagement, T::Slos) => {
            (COMPASS, "reporting corresponds to dashboards and tracked objectives")
        }
        (P::ProblemManagement, T::BlamelessPostMortems) => {
            (COMPASS, "blameless post-mortems strengthen problem management")
        }
        (P::ReleaseManagement, T::ErrorBudgetPolicy) => {
            (BULLETIN, "when the budget is spent, releases are put on hold")
        }
        (P::ServiceLevelManagement, T::Slos) => {
            (COMPASS, "objectives are derived from the agreement, and indicators measure them")
        }
        (P::ServiceRequestManagement, T::SelfService) => {
            (COMPASS, "infrastructure by self-service carries service request management")
        }
        (P::ServiceValidationAndTesting, T::TestAutomation) => {
            (COMPASS, "automated tests are the gate for quality, and testing moves into the pipeline")
        }
        (P::ServiceValidationAndTesting, T::ChaosEngineering) => {
            (TESTING_GUIDE, "chaos engineering is a technique of testing")
        }
        (P::DeploymentManagement, T::ContinuousDelivery) => {
            (COMPASS, "the pipeline of a platform carries deployment management")
        }
        (P::DeploymentManagement, T::AutomatedRollback) => {
            (HIGH_VELOCITY, "proactive monitoring helps deployment by automatic rollback")
        }
        (P::InfrastructureAndPlatformManagement, T::ClusterManagement) => {
            (COMPASS, "container orchestration of a platform carries infrastructure and platform management")
        }
        _ => return None,
    };
    Some(Why { source, says })
}

/// Where the links of a practice come from, in a sentence.
pub const fn mapping_words(mapping: Mapping) -> &'static str {
    match mapping {
        Mapping::PartlyPublished => "Links with a source stand in a published mapping; the others are ours.",
        Mapping::Ours => "All links are ours: no published mapping names one.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{
        integration::rows_of,
        practices::{mapping, techniques},
    };

    /// A source may only stand behind a link that exists, of a practice that is said to have one.
    #[test]
    fn every_source_stands_behind_a_link() {
        let mut found = 0;
        for practice in Practice::ALL {
            for technique in Technique::ALL {
                if let Some(why) = why(practice, technique) {
                    found += 1;
                    assert!(techniques(practice).contains(&technique), "{practice:?} {technique:?}");
                    assert_eq!(mapping(practice), Mapping::PartlyPublished, "{practice:?}");
                    assert!(!why.says.ends_with('.'), "{practice:?} {technique:?}");
                }
            }
        }
        assert_eq!(found, 23);
    }

    /// Of continuity the published mapping names the metric that it moves, and no technique.
    #[test]
    fn a_practice_that_is_partly_published_has_a_source_for_a_link() {
        let without: Vec<Practice> = Practice::ALL
            .into_iter()
            .filter(|practice| mapping(*practice) == Mapping::PartlyPublished)
            .filter(|practice| techniques(*practice).iter().all(|technique| why(*practice, *technique).is_none()))
            .collect();
        assert_eq!(without, [P::ServiceContinuityManagement]);
        assert_eq!(rows_of(P::ServiceContinuityManagement).count(), 1);
    }
}
