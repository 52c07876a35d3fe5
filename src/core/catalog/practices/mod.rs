//! The 34 practices: what each is for, where both editions file it, and how much it contributes to each activity.
//!
//! Names and groups are those of ITIL 4; the two groups of ITIL (Version 5) are told second-hand. Purposes are in our own
//! words. Which strand a practice serves most is our reading, not a publication.

mod contribution;
mod counterparts;
pub mod graph;
mod in_force;
mod metrics;
mod techniques;
mod why;

pub use contribution::{Contribution, Provenance, contribution, published};
pub use counterparts::{Mapping, mapping, roles, techniques};
pub use in_force::{level, part, part_published, roles_of, techniques_of};
pub use metrics::{Shown, SuccessMetric, metrics, shown};
pub use techniques::{technique_name, technique_strand};
pub use why::{Why, mapping_words, why};

use super::activities::Strand::{self, Governance, Reliability, Velocity};
use crate::model::{Practice, Practice as P};

/// How ITIL 4 groups the practices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// General management: 14.
    General,
    /// Service management: 17.
    Service,
    /// Technical management: 3.
    Technical,
}

/// How ITIL (Version 5) groups them. Second-hand: the names are unchanged, two practices moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupInFive {
    /// General management: 12.
    General,
    /// Product and service management: 22.
    ProductAndService,
}

/// What the catalogue says of a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in our own words: a phrase without a full stop.
    pub purpose: &'static str,
    /// The strand it serves most.
    pub strand: Strand,
}

/// The group of ITIL 4: the list of all practices goes from group to group.
pub const fn group(practice: Practice) -> Group {
    let place = practice as u8;
    if place < P::AvailabilityManagement as u8 {
        Group::General
    } else if place < P::DeploymentManagement as u8 {
        Group::Service
    } else {
        Group::Technical
    }
}

/// The group of ITIL (Version 5): security and money moved to what products and services need.
pub const fn group_in_five(practice: Practice) -> GroupInFive {
    match (group(practice), practice) {
        (Group::General, P::InformationSecurityManagement | P::ServiceFinancialManagement)
        | (Group::Service | Group::Technical, _) => GroupInFive::ProductAndService,
        (Group::General, _) => GroupInFive::General,
    }
}

/// A practice. Source of the names: ITIL 4 Foundation.
#[expect(clippy::too_many_lines, reason = "a table")]
pub const fn about(practice: Practice) -> About {
    let (name, purpose, strand) = match practice {
        P::ArchitectureManagement => (
            "Architecture management",
            "Everybody knows how the parts fit together, and where they are meant to go",
            Governance,
        ),
        P::ContinualImprovement => (
            "Continual improvement",
            "What could be better is noticed, chosen, tried and checked, again and again",
            Governance,
        ),
        P::InformationSecurityManagement => (
            "Information security management",
            "Information stays with those it is meant for, unharmed and at hand",
            Governance,
        ),
        P::KnowledgeManagement => {
            ("Knowledge management", "Who needs to know something finds it, and it is right", Governance)
        }
        P::MeasurementAndReporting => {
            ("Measurement and reporting", "Decisions rest on figures that somebody trusts", Governance)
        }
        P::OrganizationalChangeManagement => {
            ("Organizational change management", "People come along when the way they work changes", Governance)
        }
        P::PortfolioManagement => {
            ("Portfolio management", "Money and people go to the products and services that are worth it", Governance)
        }
        P::ProjectManagement => {
            ("Project management", "A task with an end reaches it: what was wanted, within time and means", Velocity)
        }
        P::RelationshipManagement => {
            ("Relationship management", "We and those who depend on us know and trust each other", Governance)
        }
        P::RiskManagement => {
            ("Risk management", "What may go wrong is known, weighed and borne on purpose", Governance)
        }
        P::ServiceFinancialManagement => (
            "Service financial management",
            "What a service costs and brings in is known when somebody decides",
            Governance,
        ),
        P::StrategyManagement => {
            ("Strategy management", "Where we want to be is decided, and how to get there", Governance)
        }
        P::SupplierManagement => {
            ("Supplier management", "What others deliver to us is chosen, agreed and kept", Governance)
        }
        P::WorkforceAndTalentManagement => (
            "Workforce and talent management",
            "The right people are there, able and willing to do the work",
            Governance,
        ),
        P::AvailabilityManagement => {
            ("Availability management", "A service is there as often as was agreed", Reliability)
        }
        P::BusinessAnalysis => {
            ("Business analysis", "What people really need is understood before a solution is chosen", Velocity)
        }
        P::CapacityAndPerformanceManagement => (
            "Capacity and performance management",
            "A service is fast enough, today and for the demand to come",
            Reliability,
        ),
        P::ChangeEnablement => (
            "Change enablement",
            "As many changes as possible succeed: risks are judged, and somebody may say yes",
            Governance,
        ),
        P::IncidentManagement => ("Incident management", "What fails works again as soon as possible", Reliability),
        P::ItAssetManagement => {
            ("IT asset management", "What we own and license is known, used and paid for with sense", Governance)
        }
        P::MonitoringAndEventManagement => (
            "Monitoring and event management",
            "What happens in live systems is seen, and what matters is acted on",
            Reliability,
        ),
        P::ProblemManagement => {
            ("Problem management", "What makes things fail is found, and fails less often afterwards", Reliability)
        }
        P::ReleaseManagement => {
            ("Release management", "New and changed features reach their users when these can have them", Velocity)
        }
        P::ServiceCatalogueManagement => (
            "Service catalogue management",
            "There is one true list of what is on offer, for everybody who asks",
            Governance,
        ),
        P::ServiceConfigurationManagement => (
            "Service configuration management",
            "It is known which parts a service has, and how they depend on each other",
            Governance,
        ),
        P::ServiceContinuityManagement => {
            ("Service continuity management", "After a disaster what matters most is back in time", Reliability)
        }
        P::ServiceDesign => (
            "Service design",
            "A service fits its purpose and its use, for those who use it and those who run it",
            Velocity,
        ),
        P::ServiceDesk => {
            ("Service desk", "Everybody who needs help has one place to turn to, and is understood", Reliability)
        }
        P::ServiceLevelManagement => {
            ("Service level management", "What may be expected of a service is agreed, measured and kept", Governance)
        }
        P::ServiceRequestManagement => (
            "Service request management",
            "What users may ask for is given to them smoothly, the same way each time",
            Reliability,
        ),
        P::ServiceValidationAndTesting => (
            "Service validation and testing",
            "It is shown before it counts that what is new does what was wanted",
            Velocity,
        ),
        P::DeploymentManagement => (
            "Deployment management",
            "Components move safely from one environment to the next, up to the live one",
            Velocity,
        ),
        P::InfrastructureAndPlatformManagement => (
            "Infrastructure and platform management",
            "The ground that everything runs on is there, watched and cared for",
            Reliability,
        ),
        P::SoftwareDevelopmentAndManagement => (
            "Software development and management",
            "Software does what people need, and can be changed for years",
            Velocity,
        ),
    };
    About { name, purpose, strand }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(belongs: impl Fn(Practice) -> bool) -> usize {
        Practice::ALL.into_iter().filter(|practice| belongs(*practice)).count()
    }

    /// ITIL 4: 14, 17 and 3. Version 5: 12 and 22; both lists have the same names.
    #[test]
    fn the_groups_have_their_published_sizes() {
        let of = |wanted| count(|practice| group(practice) == wanted);
        assert_eq!((of(Group::General), of(Group::Service), of(Group::Technical)), (14, 17, 3));
        let of = |wanted| count(|practice| group_in_five(practice) == wanted);
        assert_eq!((of(GroupInFive::General), of(GroupInFive::ProductAndService)), (12, 22));
    }

    #[test]
    fn each_group_is_in_the_order_of_the_alphabet() {
        for pair in Practice::ALL.windows(2) {
            assert!(
                group(pair[0]) < group(pair[1])
                    || about(pair[0]).name.to_lowercase() < about(pair[1]).name.to_lowercase(),
                "{pair:?}"
            );
        }
    }

    #[test]
    fn each_practice_has_its_own_purpose_and_every_strand_has_some() {
        for (at, practice) in Practice::ALL.into_iter().enumerate() {
            let one = about(practice);
            assert!(one.purpose.len() > 25 && !one.purpose.ends_with('.'), "{}", one.name);
            assert!(Practice::ALL.into_iter().skip(at + 1).all(|other| about(other).purpose != one.purpose));
        }
        for strand in [Governance, Velocity, Reliability] {
            assert!(count(|practice| about(practice).strand == strand) >= 7, "{strand:?}");
        }
    }
}
