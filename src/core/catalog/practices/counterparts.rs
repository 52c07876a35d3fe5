//! What corresponds to a practice in DevOps and SRE, and who takes part in it.
//!
//! The links are our judgement. For 15 practices at least one of them also stands in a published mapping; for the other
//! 19 none does, and nobody should be told that they are more than a proposal. Roles follow the tables of the practice
//! guides, each in the one spelling of the list of roles; roles that the guides call generic are left out.

use crate::model::{Practice, Practice as P, Role, Role as R, Technique, Technique as T};

/// Whether anything that is published stands behind the links of a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapping {
    /// At least one link stands in a published mapping; the others are ours.
    PartlyPublished,
    /// All of them are ours.
    Ours,
}

/// Where the links of a practice come from.
pub const fn mapping(practice: Practice) -> Mapping {
    match practice {
        P::ContinualImprovement
        | P::InformationSecurityManagement
        | P::KnowledgeManagement
        | P::CapacityAndPerformanceManagement
        | P::ChangeEnablement
        | P::IncidentManagement
        | P::MonitoringAndEventManagement
        | P::ProblemManagement
        | P::ReleaseManagement
        | P::ServiceContinuityManagement
        | P::ServiceLevelManagement
        | P::ServiceRequestManagement
        | P::ServiceValidationAndTesting
        | P::DeploymentManagement
        | P::InfrastructureAndPlatformManagement => Mapping::PartlyPublished,
        _ => Mapping::Ours,
    }
}

/// The techniques of DevOps and SRE that correspond to a practice, those of DevOps first.
#[expect(clippy::too_many_lines, reason = "a table")]
pub const fn techniques(practice: Practice) -> &'static [Technique] {
    match practice {
        P::ArchitectureManagement => &[
            T::LooselyCoupledTeams,
            T::FlexibleInfrastructure,
            T::PlatformEngineering,
            T::CodeMaintainability,
            T::ProductionReadinessReview,
            T::LargeSystemDesign,
            T::RedundancyAndFailover,
            T::GracefulDegradation,
        ],
        P::ContinualImprovement => &[
            T::LearningCulture,
            T::TeamExperimentation,
            T::Retrospectives,
            T::WorkingInSmallBatches,
            T::BlamelessPostMortems,
            T::ToilReduction,
            T::ErrorBudgets,
        ],
        P::InformationSecurityManagement => &[
            T::PervasiveSecurity,
            T::SecurityScanningInPipeline,
            T::PolicyAsCode,
            T::SecretsManagement,
            T::LeastPrivilegeAccess,
            T::VulnerabilityPatchingAtScale,
            T::SecurityIncidentResponse,
        ],
        P::KnowledgeManagement => &[
            T::DocumentationQuality,
            T::LearningCulture,
            T::Chatops,
            T::Playbooks,
            T::BlamelessPostMortems,
            T::WheelOfMisfortune,
            T::OnCallRotation,
        ],
        P::MeasurementAndReporting => &[
            T::DoraMetrics,
            T::VisualManagement,
            T::MonitoringSystemsToInformBusinessDecisions,
            T::VisibilityOfWorkInTheValueStream,
            T::Slos,
            T::ErrorBudgets,
            T::ToilReduction,
        ],
        P::OrganizationalChangeManagement => &[
            T::GenerativeOrganizationalCulture,
            T::TransformationalLeadership,
            T::DojosAndCommunitiesOfPractice,
            T::SreEngagementModel,
            T::BlamelessCulture,
        ],
        P::PortfolioManagement => &[
            T::LeanPortfolioManagement,
            T::WipLimits,
            T::UserCentricFocus,
            T::SreEngagementModel,
            T::ErrorBudgetPolicy,
        ],
        P::ProjectManagement => &[
            T::WorkingInSmallBatches,
            T::AgileDelivery,
            T::VisualManagement,
            T::WipLimits,
            T::LaunchCoordination,
            T::CapOnToil,
        ],
        P::RelationshipManagement => &[
            T::CustomerFeedback,
            T::CrossFunctionalProductTeams,
            T::UserCentricFocus,
            T::Slos,
            T::CustomerReliabilityEngineering,
            T::IncidentCommunication,
        ],
        P::RiskManagement => &[
            T::PolicyAsCode,
            T::ProgressiveDelivery,
            T::FeatureFlags,
            T::ThreatModelling,
            T::ErrorBudgets,
            T::ChaosEngineering,
            T::DisasterRecoveryTesting,
            T::ProductionReadinessReview,
        ],
        P::ServiceFinancialManagement => &[T::Finops, T::FlexibleInfrastructure, T::CostOfReliability],
        P::StrategyManagement => &[
            T::TransformationalLeadership,
            T::OutcomeAlignment,
            T::UserCentricFocus,
            T::ReliabilityAsAGoalOfTheCompany,
        ],
        P::SupplierManagement => &[
            T::ManagedCloudServices,
            T::SoftwareSupplyChainSecurity,
            T::InnerAndOpenSourceGovernance,
            T::Slos,
            T::GracefulDegradation,
            T::IncidentCommand,
        ],
        P::WorkforceAndTalentManagement => &[
            T::JobSatisfaction,
            T::WellBeing,
            T::LearningCulture,
            T::TShapedSkills,
            T::OnCallRotation,
            T::SreHiringAndTraining,
            T::CapOnToil,
        ],
        P::AvailabilityManagement => &[
            T::DeploymentAutomation,
            T::MonitoringAndObservability,
            T::LooselyCoupledTeams,
            T::Slos,
            T::ErrorBudgets,
            T::RedundancyAndFailover,
            T::ChaosEngineering,
        ],
        P::BusinessAnalysis => &[
            T::UserCentricFocus,
            T::CustomerFeedback,
            T::WorkingInSmallBatches,
            T::BehaviourDrivenDevelopment,
            T::TeamExperimentation,
            T::CriticalUserJourneys,
            T::Slos,
        ],
        P::CapacityAndPerformanceManagement => &[
            T::FlexibleInfrastructure,
            T::InfrastructureAsCode,
            T::TestAutomation,
            T::CapacityPlanning,
            T::LoadTesting,
            T::AutoscalingAndLoadShedding,
            T::Slos,
        ],
        P::ChangeEnablement => &[
            T::StreamliningChangeApproval,
            T::ContinuousDelivery,
            T::DeploymentAutomation,
            T::VersionControl,
            T::WorkingInSmallBatches,
            T::FeatureFlags,
            T::ErrorBudgetPolicy,
            T::CanaryReleases,
            T::AutomatedRollback,
        ],
        P::IncidentManagement => &[
            T::ProactiveFailureNotification,
            T::MonitoringAndObservability,
            T::Chatops,
            T::YouBuildItYouRunIt,
            T::OnCallRotation,
            T::IncidentCommand,
            T::Playbooks,
            T::AutomatedRollback,
            T::WheelOfMisfortune,
        ],
        P::ItAssetManagement => &[
            T::InfrastructureAsCode,
            T::SoftwareSupplyChainSecurity,
            T::Finops,
            T::DependencyMapping,
            T::CostOfReliability,
        ],
        P::MonitoringAndEventManagement => &[
            T::MonitoringAndObservability,
            T::ProactiveFailureNotification,
            T::MonitoringSystemsToInformBusinessDecisions,
            T::Slos,
            T::FourGoldenSignals,
            T::BurnRateAlerting,
            T::DistributedTracing,
            T::SelfHealing,
        ],
        P::ProblemManagement => &[
            T::LearningCulture,
            T::Retrospectives,
            T::ContinuousIntegration,
            T::CodeMaintainability,
            T::BlamelessPostMortems,
            T::ToilReduction,
            T::ReliabilityWorkInTheBacklog,
        ],
        P::ReleaseManagement => &[
            T::ContinuousDelivery,
            T::FeatureFlags,
            T::WorkingInSmallBatches,
            T::TrunkBasedDevelopment,
            T::ReleaseEngineering,
            T::CanaryReleases,
            T::LaunchCoordination,
            T::ErrorBudgetPolicy,
        ],
        P::ServiceCatalogueManagement => {
            &[T::PlatformEngineering, T::SelfService, T::DocumentationQuality, T::ServiceOwnershipAndTiers, T::Slos]
        }
        P::ServiceConfigurationManagement => &[
            T::VersionControl,
            T::InfrastructureAsCode,
            T::Gitops,
            T::TestDataManagement,
            T::DependencyMapping,
            T::ConfigurationAsCode,
        ],
        P::ServiceContinuityManagement => &[
            T::InfrastructureAsCode,
            T::DeploymentAutomation,
            T::DatabaseChangeManagement,
            T::DisasterRecoveryTesting,
            T::DataIntegrity,
        ],
        P::ServiceDesign => {
            &[T::UserCentricFocus, T::TeamExperimentation, T::WorkingInSmallBatches, T::LargeSystemDesign, T::Slos]
        }
        P::ServiceDesk => &[
            T::CustomerFeedback,
            T::Chatops,
            T::SelfService,
            T::ProactiveFailureNotification,
            T::IncidentCommunication,
            T::OnCallRotation,
        ],
        P::ServiceLevelManagement => &[
            T::CustomerFeedback,
            T::MonitoringSystemsToInformBusinessDecisions,
            T::UserCentricFocus,
            T::Slos,
            T::ErrorBudgetPolicy,
        ],
        P::ServiceRequestManagement => {
            &[T::SelfService, T::InfrastructureAsCode, T::EmpoweringTeamsToChooseTools, T::ToilReduction]
        }
        P::ServiceValidationAndTesting => &[
            T::TestAutomation,
            T::ContinuousIntegration,
            T::TestDataManagement,
            T::ChaosEngineering,
            T::LoadTesting,
            T::CanaryReleases,
            T::ProductionReadinessReview,
        ],
        P::DeploymentManagement => &[
            T::DeploymentAutomation,
            T::ContinuousDelivery,
            T::ContinuousIntegration,
            T::VersionControl,
            T::DatabaseChangeManagement,
            T::CanaryReleases,
            T::AutomatedRollback,
            T::ReleaseEngineering,
        ],
        P::InfrastructureAndPlatformManagement => &[
            T::PlatformEngineering,
            T::InfrastructureAsCode,
            T::FlexibleInfrastructure,
            T::ImmutableInfrastructure,
            T::ToilReduction,
            T::CapacityPlanning,
            T::ClusterManagement,
            T::SelfHealing,
        ],
        P::SoftwareDevelopmentAndManagement => &[
            T::ContinuousIntegration,
            T::TrunkBasedDevelopment,
            T::TestAutomation,
            T::CodeMaintainability,
            T::VersionControl,
            T::Simplicity,
            T::ProductionReadinessReview,
            T::ReliabilityWorkInTheBacklog,
        ],
    }
}

/// The roles that the guide of a practice names, in its order.
pub const fn roles(practice: Practice) -> &'static [Role] {
    match practice {
        P::ArchitectureManagement => &[R::Architect, R::ProductOwner],
        P::ContinualImprovement => &[R::ImprovementManager, R::TeamLeader],
        P::InformationSecurityManagement => &[R::SecurityManager, R::SecurityChampion],
        P::KnowledgeManagement => &[R::KnowledgeManager, R::ServiceOwner],
        P::MeasurementAndReporting => &[R::ServiceOwner, R::ProductOwner],
        P::OrganizationalChangeManagement | P::WorkforceAndTalentManagement => &[R::TeamLeader, R::ExecutiveLeader],
        P::PortfolioManagement => &[R::PortfolioManager, R::ProductOwner, R::FinancialManager],
        P::ProjectManagement => &[R::ProjectManager, R::DeliveryLead, R::ProductOwner],
        P::RelationshipManagement => &[R::RelationshipManager, R::ProductOwner],
        P::RiskManagement => &[R::RiskManager],
        P::ServiceFinancialManagement => &[R::FinancialManager, R::ServiceOwner, R::FinopsPractitioner],
        P::StrategyManagement => &[R::ExecutiveLeader],
        P::SupplierManagement => &[R::SupplierManager, R::ServiceOwner],
        P::AvailabilityManagement => {
            &[R::AvailabilityManager, R::ServiceOwner, R::InfrastructureSpecialist, R::SiteReliabilityEngineer]
        }
        P::BusinessAnalysis => &[R::BusinessAnalyst, R::ProductOwner, R::ServiceOwner, R::Architect],
        P::CapacityAndPerformanceManagement => {
            &[R::CapacityManager, R::ServiceOwner, R::InfrastructureSpecialist, R::SiteReliabilityEngineer]
        }
        P::ChangeEnablement => &[R::ChangeManager, R::ChangeAuthority, R::ProductOwner, R::ServiceOwner],
        P::IncidentManagement => &[
            R::IncidentManager,
            R::MajorIncidentManager,
            R::ServiceDeskAgent,
            R::InfrastructureSpecialist,
            R::IncidentCommander,
        ],
        P::ItAssetManagement => &[R::AssetManager],
        P::MonitoringAndEventManagement => {
            &[R::MonitoringSpecialist, R::ServiceOwner, R::TeamLeader, R::Developer, R::SiteReliabilityEngineer]
        }
        P::ProblemManagement => &[R::ProblemManager, R::InfrastructureSpecialist, R::ProductOwner],
        P::ReleaseManagement => &[R::ReleaseManager, R::ProductOwner, R::ServiceOwner, R::Developer],
        P::ServiceCatalogueManagement => {
            &[R::CatalogueManager, R::ServiceOwner, R::ServiceDesigner, R::SupplierManager]
        }
        P::ServiceConfigurationManagement => &[R::ConfigurationManager, R::ServiceOwner, R::PlatformEngineer],
        P::ServiceContinuityManagement => &[R::ContinuityManager, R::ServiceOwner, R::RecoveryCoordinator],
        P::ServiceDesign => &[R::ServiceDesigner, R::ProductOwner, R::ServiceOwner, R::Architect],
        P::ServiceDesk => &[R::TeamLeader, R::ServiceDeskAgent, R::SupportEngineer],
        P::ServiceLevelManagement => {
            &[R::ServiceOwner, R::ServiceLevelManager, R::ProductOwner, R::RelationshipManager]
        }
        P::ServiceRequestManagement => {
            &[R::SupportEngineer, R::ServiceOwner, R::ProductOwner, R::InfrastructureSpecialist]
        }
        P::ServiceValidationAndTesting => &[R::TestingManager, R::TestEngineer, R::Developer],
        P::DeploymentManagement => &[R::DeploymentManager, R::ReleaseEngineer, R::Developer, R::PlatformEngineer],
        P::InfrastructureAndPlatformManagement => {
            &[R::InfrastructureSpecialist, R::SiteReliabilityEngineer, R::Architect, R::PlatformEngineer]
        }
        P::SoftwareDevelopmentAndManagement => &[R::Developer, R::TeamLeader, R::DeliveryLead, R::ProductOwner],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::activities::Strand;
    use crate::catalog::practices::{technique_name, technique_strand};

    #[test]
    fn every_practice_has_counterparts_on_both_roads_and_roles_each_once() {
        for practice in Practice::ALL {
            let techniques = techniques(practice);
            for strand in [Strand::Velocity, Strand::Reliability] {
                assert!(
                    techniques.iter().any(|technique| technique_strand(*technique) == strand),
                    "{practice:?} {strand:?}"
                );
            }
            assert!(techniques.is_sorted_by_key(|technique| technique_strand(*technique)), "{practice:?}");
            assert!(!roles(practice).is_empty(), "{practice:?}");
            for (at, technique) in techniques.iter().enumerate() {
                assert!(!techniques[..at].contains(technique), "{practice:?}: {}", technique_name(*technique));
            }
            for (at, role) in roles(practice).iter().enumerate() {
                assert!(!roles(practice)[..at].contains(role), "{practice:?}: {role:?}");
            }
        }
    }

    #[test]
    fn no_technique_is_without_a_practice() {
        for technique in Technique::ALL {
            assert!(
                Practice::ALL.into_iter().any(|practice| techniques(practice).contains(&technique)),
                "{}",
                technique_name(technique)
            );
        }
    }

    /// 15 rows with something published, 19 without.
    #[test]
    fn what_is_published_is_counted() {
        let partly = Practice::ALL.into_iter().filter(|practice| mapping(*practice) == Mapping::PartlyPublished);
        assert_eq!(partly.count(), 15);
    }

    /// The guide on testing treats chaos engineering as a technique of testing, not of availability alone.
    #[test]
    fn chaos_engineering_reaches_testing() {
        assert!(techniques(P::ServiceValidationAndTesting).contains(&T::ChaosEngineering));
    }
}
