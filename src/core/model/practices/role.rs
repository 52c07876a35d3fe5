//! The roles that take part in a step: a closed list with one spelling each.
//!
//! A role is what somebody does, not who somebody is: one person may hold several, and none is mandatory.

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($name:ident),* $(,)?) => {
        /// A role of ITIL, DevOps or SRE. The catalogue says its name and where it comes from.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the catalogue names each role")]
        pub enum Role {
            $($name),*
        }

        impl Role {
            /// All of them: those of ITIL, then those of DevOps, then those of SRE.
            pub const ALL: [Self; 56] = [$(Self::$name),*];
        }
    };
}

roles! {
    ExecutiveLeader,
    Architect,
    PortfolioManager,
    ProjectManager,
    TeamLeader,
    BusinessAnalyst,
    RelationshipManager,
    ServiceDesigner,
    ServiceOwner,
    ServiceLevelManager,
    CatalogueManager,
    AvailabilityManager,
    CapacityManager,
    ContinuityManager,
    SecurityManager,
    RiskManager,
    ChangeManager,
    ChangeAuthority,
    ReleaseManager,
    DeploymentManager,
    TestingManager,
    ConfigurationManager,
    AssetManager,
    SupplierManager,
    FinancialManager,
    InfrastructureSpecialist,
    MonitoringSpecialist,
    ServiceDeskAgent,
    IncidentManager,
    MajorIncidentManager,
    ProblemManager,
    KnowledgeManager,
    ImprovementManager,
    ProductOwner,
    DeliveryLead,
    TechLead,
    Developer,
    PeerReviewer,
    TestEngineer,
    UxDesigner,
    PlatformEngineer,
    ObservabilityEngineer,
    SecurityChampion,
    ReleaseTrainEngineer,
    SupportEngineer,
    FinopsPractitioner,
    SiteReliabilityEngineer,
    ReleaseEngineer,
    OnCallEngineer,
    IncidentCommander,
    CommunicationsLead,
    PostMortemOwner,
    BudgetPolicyOwner,
    ReadinessReviewer,
    RecoveryCoordinator,
    CustomerReliabilityEngineer,
}
