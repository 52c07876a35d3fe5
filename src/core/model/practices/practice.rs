//! The practices that a step uses: a closed list, so that a misspelt practice does not parse.

use serde::{Deserialize, Serialize};

macro_rules! practices {
    ($($name:ident),* $(,)?) => {
        /// A practice of ITIL 4. ITIL (Version 5) keeps all 34 under the same names. The catalogue says what each is for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the catalogue explains each practice")]
        pub enum Practice {
            $($name),*
        }

        impl Practice {
            /// All of them: general, service and technical practices, each group in the order of the alphabet.
            pub const ALL: [Self; 34] = [$(Self::$name),*];
        }
    };
}

practices! {
    ArchitectureManagement,
    ContinualImprovement,
    InformationSecurityManagement,
    KnowledgeManagement,
    MeasurementAndReporting,
    OrganizationalChangeManagement,
    PortfolioManagement,
    ProjectManagement,
    RelationshipManagement,
    RiskManagement,
    ServiceFinancialManagement,
    StrategyManagement,
    SupplierManagement,
    WorkforceAndTalentManagement,
    AvailabilityManagement,
    BusinessAnalysis,
    CapacityAndPerformanceManagement,
    ChangeEnablement,
    IncidentManagement,
    ItAssetManagement,
    MonitoringAndEventManagement,
    ProblemManagement,
    ReleaseManagement,
    ServiceCatalogueManagement,
    ServiceConfigurationManagement,
    ServiceContinuityManagement,
    ServiceDesign,
    ServiceDesk,
    ServiceLevelManagement,
    ServiceRequestManagement,
    ServiceValidationAndTesting,
    DeploymentManagement,
    InfrastructureAndPlatformManagement,
    SoftwareDevelopmentAndManagement,
}
