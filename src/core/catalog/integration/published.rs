//! Other mappings that were published, each with what it says and which practices it is about. To read, not to edit.

use crate::model::{Practice, Practice as P};

/// A mapping that somebody published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherMapping {
    /// Who, and when.
    pub source: &'static str,
    /// What it says, in our words.
    pub says: &'static str,
    /// The practices it is about; none when it is about the whole.
    pub practices: &'static [Practice],
}

const fn told(source: &'static str, says: &'static str, practices: &'static [Practice]) -> OtherMapping {
    OtherMapping { source, says, practices }
}

/// The bulletin of itSMF UK.
pub(crate) const BULLETIN: &str = "itSMF UK Bulletin, October 2019, p. 14";
/// The guide to infrastructure and platform management.
const INFRASTRUCTURE_GUIDE: &str = "ITIL 4 practice guide, Infrastructure and platform management";
/// The guide to testing.
pub(crate) const TESTING_GUIDE: &str = "ITIL 4 practice guide, Service validation and testing";
/// The book on high velocity.
pub(crate) const HIGH_VELOCITY: &str = "ITIL 4: High-velocity IT, draft of August 2019, pp. 141-142";

/// All of them.
pub const OTHER_MAPPINGS: [OtherMapping; 13] = [
    told(BULLETIN, "Investigating a problem corresponds to reviewing a post-mortem", &[P::ProblemManagement]),
    told(
        BULLETIN,
        "Managing capacity corresponds to planning a service's intent",
        &[P::CapacityAndPerformanceManagement],
    ),
    told(BULLETIN, "Operational readiness corresponds to the production readiness review", &[P::ReleaseManagement]),
    told(
        BULLETIN,
        "When the error budget is spent, releases are put on hold",
        &[P::ReleaseManagement, P::ChangeEnablement],
    ),
    told(
        INFRASTRUCTURE_GUIDE,
        "Site reliability engineers are responsible, with specialists, for detailed design, sourcing and configuring, for helping to validate, for reviews, for queues of requests and events, and for patching",
        &[P::InfrastructureAndPlatformManagement],
    ),
    told(
        TESTING_GUIDE,
        "Chaos engineering is a technique of testing, not of availability",
        &[P::ServiceValidationAndTesting],
    ),
    told(
        "ITIL 4 practice guides, Incident management and Problem management",
        "Swarming is another way than escalation from tier to tier, for work that is complex",
        &[P::IncidentManagement, P::ProblemManagement],
    ),
    told(
        HIGH_VELOCITY,
        "Proactive monitoring helps continual improvement and deployment, the latter by automatic rollback",
        &[P::ContinualImprovement, P::DeploymentManagement],
    ),
    told(HIGH_VELOCITY, "Site reliability engineers spend at most half of their time on toil", &[]),
    told(
        "r9y.dev, map of reliability",
        "A central change board, freezes, problem management, indicators, objectives and budgets belong to three nines; roles of SRE and a budget for toil to four; that reliability may stop a launch, to five",
        &[P::ChangeEnablement, P::ProblemManagement],
    ),
    told(
        "M. Smalley, ITIL 4 & DevOps: a cultural perspective, March 2019",
        "Work is done by process, by analysis, by experiment or by order, as it is understood well or badly; the guiding principles fit a generative culture",
        &[],
    ),
    told(
        "Study guide to ITIL (Version 5)",
        "DevOps is strongest in Build, Transition and Operate",
        &[P::DeploymentManagement, P::SoftwareDevelopmentAndManagement],
    ),
    told(
        "R. England, itskeptic",
        "Of the four streams of IT4IT, DevOps covers mostly the one from requirement to deployment",
        &[],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_says_something_of_its_own() {
        for (at, one) in OTHER_MAPPINGS.iter().enumerate() {
            assert!(one.source.len() > 10 && one.says.len() > 30 && !one.says.ends_with('.'), "{}", one.source);
            assert!(OTHER_MAPPINGS.iter().skip(at + 1).all(|other| other.says != one.says));
        }
    }
}
