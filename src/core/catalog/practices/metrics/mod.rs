//! By what people see that a practice works: a closed list of measures with one spelling each, which practice they belong
//! to, and where this app shows them.
//!
//! Source: the tables of key metrics in the ITIL 4 practice guides, restated in our own words. What two guides count from
//! two sides is one metric here: a change that succeeds and a change that fails, an incident found by monitoring and one
//! that was missed. Where a metric has a name at DORA, it goes by that name.

mod names;
mod shown;

pub use names::SuccessMetric;
pub use shown::{Shown, shown};

use self::SuccessMetric as M;
use crate::model::{Practice, Practice as P};

/// The success metrics of a practice, in the order of its guide.
#[expect(clippy::too_many_lines, reason = "a table")]
pub const fn metrics(practice: Practice) -> &'static [SuccessMetric] {
    match practice {
        P::ArchitectureManagement => &[
            M::ChangesCheckedAgainstArchitecture,
            M::DeviationsFromArchitecture,
            M::ArchitectureRoadmapProgress,
            M::DecisionsBlockedByArchitecture,
        ],
        P::ContinualImprovement => {
            &[M::ImprovementsThatWorked, M::ImprovementsOnTime, M::ReturnOnImprovement, M::AgeOfOpenImprovements]
        }
        P::InformationSecurityManagement => &[
            M::ServicesWithSecurityRequirements,
            M::RisksWithOwnerAndTreatment,
            M::PlansTestedInAYear,
            M::SecurityIncidents,
        ],
        P::KnowledgeManagement => {
            &[M::KnowledgeUsedAgain, M::SatisfactionWithInformation, M::AccuracyOfInformation, M::TimeToFirstOnCall]
        }
        P::MeasurementAndReporting => &[
            M::ObjectivesThatAreMeasured,
            M::ReportsWithoutErrors,
            M::TimeFromDataToDecision,
            M::ReportsMadeByMachines,
        ],
        P::OrganizationalChangeManagement => {
            &[M::AwarenessOfTheChange, M::AdoptionRate, M::SatisfactionWithTheChange, M::Resistance]
        }
        P::PortfolioManagement => {
            &[M::ReturnAgainstPlan, M::DecisionsSupported, M::PortfolioReviewsHeld, M::PortfolioDecisionsTakenBack]
        }
        P::ProjectManagement => {
            &[M::ProjectsOnTimeAndBudget, M::BenefitsRealised, M::SatisfactionWithProgress, M::FailuresOfApproach]
        }
        P::RelationshipManagement => {
            &[M::StakeholderSatisfaction, M::BrokenRelationships, M::SatisfactionWithCollaboration, M::NetPromoterScore]
        }
        P::RiskManagement => &[
            M::RisksWithOwnerAndTreatment,
            M::RisksReviewedInHalfAYear,
            M::RisksRaisedByAnybody,
            M::AgeOfTheRiskAppetite,
        ],
        P::ServiceFinancialManagement => {
            &[M::CostPerService, M::BudgetVariance, M::AccuracyOfFinancialInformation, M::DecisionsBlockedByFigures]
        }
        P::StrategyManagement => {
            &[M::ObjectivesAchieved, M::InitiativesFulfilled, M::ServicesInLineWithStrategy, M::AwarenessOfStrategy]
        }
        P::SupplierManagement => {
            &[M::SupplierBreaches, M::IncidentsCausedBySuppliers, M::DelayByThirdParties, M::ContractsKept]
        }
        P::WorkforceAndTalentManagement => &[M::Attrition, M::EmployeeSatisfaction, M::CompetenceGaps, M::OnCallLoad],
        P::AvailabilityManagement => &[
            M::AvailabilityAgainstTarget,
            M::TimeBetweenFailures,
            M::TimeToRestore,
            M::Downtime,
            M::NumberOfDisruptions,
        ],
        P::BusinessAnalysis => {
            &[M::SatisfactionWithSolutions, M::MisunderstoodRequirements, M::ProposalsInTime, M::BenefitsRealised]
        }
        P::CapacityAndPerformanceManagement => {
            &[M::BreachesByCapacity, M::UnplannedUpgrades, M::ForecastAccuracy, M::ServicesMonitored, M::Headroom]
        }
        P::ChangeEnablement => &[
            M::ChangeFailRate,
            M::RequestToLive,
            M::IncidentsCausedByChanges,
            M::SatisfactionOfRequesters,
            M::AuditFindings,
        ],
        P::IncidentManagement => &[
            M::TimeToDetect,
            M::TimeToRestore,
            M::FoundByMonitoring,
            M::SolvedAtFirstContact,
            M::Reassignments,
            M::SolvedByMachines,
        ],
        P::ItAssetManagement => {
            &[M::AssetsOnRecord, M::AuditFindings, M::AssetsWhoseUseIsKnown, M::TotalCostOfOwnership]
        }
        P::MonitoringAndEventManagement => {
            &[M::AlertsThatNeededAction, M::FoundByMonitoring, M::MonitoringDataQuality, M::TimeToDetect]
        }
        P::ProblemManagement => &[
            M::RepeatIncidents,
            M::IncidentsWithoutKnownError,
            M::OpenKnownErrors,
            M::IncidentsPrevented,
            M::ActionItemsDoneInTime,
        ],
        P::ReleaseManagement => &[
            M::DeploymentFrequency,
            M::ChangeFailRate,
            M::IncidentsCausedByChanges,
            M::ReleasesOnSchedule,
            M::ReleaseBacklog,
        ],
        P::ServiceCatalogueManagement => {
            &[M::CatalogueCompleteness, M::CatalogueErrors, M::SatisfactionWithCatalogue, M::SelfServiceRate]
        }
        P::ServiceConfigurationManagement => &[
            M::AccuracyOfConfiguration,
            M::RecordsVerified,
            M::RecordsUsed,
            M::DecisionsHarmedByBadRecords,
            M::DriftFound,
        ],
        P::ServiceContinuityManagement => {
            &[M::RecoveryTimeAgainstObjective, M::DataLossAgainstObjective, M::PlansTestedInAYear, M::FindingsClosed]
        }
        P::ServiceDesign => {
            &[M::ServicesFitForPurposeAndUse, M::ApproachKept, M::UserExperienceScore, M::ReworkAfterRelease]
        }
        P::ServiceDesk => &[
            M::UserSatisfaction,
            M::WrongTriage,
            M::SolvedAtFirstContact,
            M::ConvenienceOfChannels,
            M::QualityOfFirstRecord,
        ],
        P::ServiceLevelManagement => &[
            M::ServicesWithObjective,
            M::AgreementsMet,
            M::OverdueAgreementReviews,
            M::CustomerSatisfaction,
            M::ServiceQualityTrend,
        ],
        P::ServiceRequestManagement => &[
            M::RequestsInTime,
            M::RequestsDoneByMachines,
            M::TimeAndCostOfARequest,
            M::UserSatisfaction,
            M::DeviationsFromModel,
        ],
        P::ServiceValidationAndTesting => &[
            M::EscapedDefects,
            M::TestCoverage,
            M::ServicesThatMeetCriteria,
            M::LossesFromMissedDefects,
            M::ChangeFailRate,
        ],
        P::DeploymentManagement => &[
            M::ChangeLeadTime,
            M::ChangeFailRate,
            M::IncidentsCausedByChanges,
            M::DeploymentReworkRate,
            M::FailedDeploymentRecoveryTime,
        ],
        P::InfrastructureAndPlatformManagement => &[
            M::InfrastructureIncidents,
            M::ConstraintsOnTeams,
            M::SatisfactionWithPlatform,
            M::ApproachKept,
            M::ProvisioningTime,
        ],
        P::SoftwareDevelopmentAndManagement => {
            &[M::DeploymentFrequency, M::RequestToLive, M::EscapedDefects, M::TechnicalDebt, M::ResourceUse]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_practice_has_three_to_six_metrics_each_once() {
        for practice in Practice::ALL {
            let of = metrics(practice);
            assert!((3..=6).contains(&of.len()), "{practice:?}");
            for (at, metric) in of.iter().enumerate() {
                assert!(!of[..at].contains(metric), "{practice:?}: {}", metric.name());
            }
        }
    }

    #[test]
    fn no_metric_is_without_a_practice() {
        for metric in SuccessMetric::ALL {
            assert!(Practice::ALL.into_iter().any(|practice| metrics(practice).contains(&metric)), "{metric:?}");
        }
    }

    /// What guides count from two sides, or under three names, is one metric that all of them share.
    #[test]
    fn practices_share_what_they_count_alike() {
        let of = |metric| Practice::ALL.into_iter().filter(|practice| metrics(*practice).contains(&metric)).count();
        assert_eq!(of(M::ChangeFailRate), 4);
        assert_eq!(of(M::IncidentsCausedByChanges), 3);
        assert_eq!((of(M::FoundByMonitoring), of(M::TimeToDetect), of(M::TimeToRestore)), (2, 2, 2));
    }
}
