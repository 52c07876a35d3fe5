//! The six streams that come back in every organisation. ITIL names them; the steps of incident resolution and the
//! practices of each are published, those of the others are ours.

use super::{
    Body, Group, Template,
    stage::{Chain, Crew, stage},
};
use crate::model::{
    Activity::{DeliverAndSupport, DesignAndTransition, Engage, Improve, ObtainBuild, Plan},
    Cadence, LifecycleActivity as Life,
    Practice::{
        ArchitectureManagement, AvailabilityManagement, BusinessAnalysis, CapacityAndPerformanceManagement,
        ChangeEnablement, ContinualImprovement, DeploymentManagement, IncidentManagement,
        InformationSecurityManagement, InfrastructureAndPlatformManagement, ItAssetManagement, KnowledgeManagement,
        MeasurementAndReporting, MonitoringAndEventManagement, OrganizationalChangeManagement, PortfolioManagement,
        ProblemManagement, ProjectManagement, RelationshipManagement, ReleaseManagement, RiskManagement,
        ServiceCatalogueManagement, ServiceConfigurationManagement, ServiceDesign, ServiceDesk,
        ServiceFinancialManagement, ServiceLevelManagement, ServiceRequestManagement, ServiceValidationAndTesting,
        SoftwareDevelopmentAndManagement, SupplierManagement, WorkforceAndTalentManagement,
    },
    Role::{
        Architect, AssetManager, BusinessAnalyst, ChangeAuthority, ChangeManager, ConfigurationManager, Developer,
        ImprovementManager, IncidentManager, InfrastructureSpecialist, KnowledgeManager, MonitoringSpecialist,
        OnCallEngineer, PlatformEngineer, PortfolioManager, ProblemManager, ProductOwner, ProjectManager,
        RelationshipManager, ReleaseManager, ServiceDesigner, ServiceDeskAgent, ServiceLevelManager, ServiceOwner,
        SiteReliabilityEngineer, SupplierManager, SupportEngineer, TeamLeader, TechLead, TestingManager,
    },
    StreamKind,
    Weekday::{Monday, Thursday, Tuesday},
};

const OURS: &str = "ITIL names this stream as one that recurs. Its steps, practices and times here are ours: usual \
                    values, assumed.";

/// From a failure to everything working again.
pub(super) const INCIDENT: Template = Template {
    key: "incident-resolution",
    name: "Incident resolution",
    group: Group::Recurring,
    kind: StreamKind::Incident,
    purpose: "From the first sign of a failure to service restored: where the minutes go.",
    source: "Steps and their practices: ITIL 4 practice guide on incident management. Times are usual values, assumed.",
    chain: Body::Chain(Chain {
        trigger: "Something fails for users",
        outcome: "It works again, and users know",
        per_week: 0.5,
        mix: (0, 0),
        bad_changes: 0,
        clock: None,
        links: &[],
        stages: &[
            stage("Detect", (DeliverAndSupport, Life::Operate), Crew::Operations, (0.0, 0.0), (0.13, 0.75))
                .always()
                .by(
                    &[IncidentManagement, MonitoringAndEventManagement, ServiceDesk],
                    &[MonitoringSpecialist, ServiceDeskAgent],
                )
                .note("By monitoring within minutes, or by users who call."),
            stage("Register and classify", (Engage, Life::Support), Crew::Desk, (0.05, 0.1), (0.05, 0.2))
                .always()
                .by(&[IncidentManagement], &[ServiceDeskAgent]),
            stage("Diagnose", (DeliverAndSupport, Life::Support), Crew::Operations, (0.33, 0.73), (0.3, 1.0))
                .always()
                .by(&[IncidentManagement, KnowledgeManagement, ProblemManagement], &[OnCallEngineer, SupportEngineer]),
            stage("Resolve", (DeliverAndSupport, Life::Support), Crew::Operations, (0.5, 1.1), (0.5, 2.0))
                .always()
                .accurate(95, Some("Diagnose"))
                .by(
                    &[
                        IncidentManagement,
                        ProblemManagement,
                        ChangeEnablement,
                        SoftwareDevelopmentAndManagement,
                        ServiceValidationAndTesting,
                        DeploymentManagement,
                        ReleaseManagement,
                        ServiceDesk,
                        InfrastructureAndPlatformManagement,
                        SupplierManagement,
                    ],
                    &[OnCallEngineer, IncidentManager],
                )
                .note("Which of these practices take part depends on what has failed."),
            stage("Close", (Engage, Life::Support), Crew::Desk, (0.25, 0.5), (0.25, 4.0)).always().by(
                &[
                    IncidentManagement,
                    ServiceDesk,
                    MonitoringAndEventManagement,
                    ProblemManagement,
                    KnowledgeManagement,
                    RelationshipManagement,
                ],
                &[ServiceDeskAgent, ProblemManager],
            ),
        ],
    }),
};

/// What users may ask for.
pub(super) const REQUEST: Template = Template {
    key: "request-fulfilment",
    name: "Request fulfilment",
    group: Group::Recurring,
    kind: StreamKind::Request,
    purpose: "From a user's wish to having it: half by self-service, half through an approval and by hand.",
    source: OURS,
    chain: Body::Chain(Chain {
        trigger: "A user asks for something in the catalogue",
        outcome: "The user has it and says so",
        per_week: 40.0,
        mix: (0, 0),
        bad_changes: 0,
        clock: None,
        links: &[
            ("Take the request", "Fulfil by self-service", 50),
            ("Take the request", "Approve", 50),
            ("Fulfil by self-service", "Confirm with the user", 100),
            ("Approve", "Fulfil by hand", 100),
            ("Fulfil by hand", "Confirm with the user", 100),
        ],
        stages: &[
            stage("Take the request", (Engage, Life::Deliver), Crew::Desk, (0.1, 0.2), (0.2, 2.0))
                .accurate(90, None)
                .by(&[ServiceRequestManagement, ServiceDesk, ServiceCatalogueManagement], &[ServiceDeskAgent]),
            stage("Fulfil by self-service", (DeliverAndSupport, Life::Deliver), Crew::Platform, (0.3, 0.5), (0.3, 1.0))
                .by_machine()
                .by(&[ServiceRequestManagement, InfrastructureAndPlatformManagement], &[PlatformEngineer]),
            stage("Approve", (Engage, Life::Deliver), Crew::Desk, (0.1, 0.2), (8.0, 48.0))
                .approval(None, 0)
                .by(&[ServiceRequestManagement, ServiceFinancialManagement], &[TeamLeader])
                .note("Somebody outside is asked: the manager of whoever wants it."),
            stage("Fulfil by hand", (DeliverAndSupport, Life::Deliver), Crew::Operations, (0.8, 2.0), (24.0, 96.0)).by(
                &[ServiceRequestManagement, ItAssetManagement, InformationSecurityManagement],
                &[InfrastructureSpecialist],
            ),
            stage("Confirm with the user", (Engage, Life::Deliver), Crew::Desk, (0.05, 0.1), (1.0, 24.0))
                .by(&[ServiceDesk, ServiceRequestManagement], &[ServiceDeskAgent]),
        ],
    }),
};

/// The long way, for what is too large for a pipeline alone.
pub(super) const CHANGED_SERVICE: Template = Template {
    key: "new-and-changed-services",
    name: "New and changed services",
    group: Group::Recurring,
    kind: StreamKind::Change,
    purpose: "The whole way of a larger change: from understanding a demand to early life in production.",
    source: OURS,
    chain: Body::Chain(Chain {
        trigger: "Demand or a chance that somebody has seen",
        outcome: "The service is in use and supported",
        per_week: 2.0,
        mix: (5, 2),
        bad_changes: 6,
        clock: Some("Build and integrate"),
        links: &[],
        stages: &[
            stage("Understand the demand", (Engage, Life::Discover), Crew::Product, (4.0, 8.0), (40.0, 120.0))
                .accurate(80, None)
                .by(
                    &[BusinessAnalysis, RelationshipManagement, ServiceLevelManagement],
                    &[BusinessAnalyst, RelationshipManager, ProductOwner],
                ),
            stage("Decide and plan", (Plan, Life::Discover), Crew::Product, (1.0, 2.0), (120.0, 360.0))
                .approval(Some(Cadence { every_days: 14, ..Cadence::weekly(Monday, 10) }), 0)
                .by(
                    &[PortfolioManagement, ServiceFinancialManagement, RiskManagement, ProjectManagement],
                    &[PortfolioManager, ProjectManager],
                ),
            stage("Design the service", (DesignAndTransition, Life::Design), Crew::Product, (8.0, 16.0), (72.0, 168.0))
                .accurate(85, None)
                .by(
                    &[
                        ServiceDesign,
                        ArchitectureManagement,
                        AvailabilityManagement,
                        CapacityAndPerformanceManagement,
                        InformationSecurityManagement,
                    ],
                    &[ServiceDesigner, Architect],
                ),
            stage("Obtain parts", (ObtainBuild, Life::Acquire), Crew::Supplier, (4.0, 8.0), (72.0, 240.0))
                .by(&[SupplierManagement, ItAssetManagement], &[SupplierManager, AssetManager]),
            stage("Build and integrate", (ObtainBuild, Life::Build), Crew::Product, (24.0, 48.0), (120.0, 240.0))
                .by(&[SoftwareDevelopmentAndManagement, InfrastructureAndPlatformManagement], &[Developer, TechLead]),
            stage("Validate and test", (DesignAndTransition, Life::Build), Crew::Product, (6.0, 12.0), (48.0, 120.0))
                .accurate(80, Some("Build and integrate"))
                .by(&[ServiceValidationAndTesting], &[TestingManager]),
            stage(
                "Approve the change",
                (DesignAndTransition, Life::Transition),
                Crew::Release,
                (0.5, 1.0),
                (72.0, 144.0),
            )
            .approval(Some(Cadence::weekly(Tuesday, 10)), 10)
            .by(&[ChangeEnablement, RiskManagement], &[ChangeAuthority, ChangeManager]),
            stage(
                "Deploy and release",
                (DesignAndTransition, Life::Transition),
                Crew::Operations,
                (2.0, 4.0),
                (24.0, 240.0),
            )
            .deploy(Some(Cadence { every_days: 14, ..Cadence::weekly(Thursday, 20) }))
            .always()
            .by(
                &[DeploymentManagement, ReleaseManagement, ServiceConfigurationManagement],
                &[ReleaseManager, ConfigurationManager],
            ),
            stage("Tell users and support", (Engage, Life::Transition), Crew::Desk, (1.0, 2.0), (8.0, 24.0)).by(
                &[OrganizationalChangeManagement, ServiceDesk, KnowledgeManagement, ServiceCatalogueManagement],
                &[ServiceDeskAgent, KnowledgeManager],
            ),
            stage(
                "Early life support",
                (DeliverAndSupport, Life::Operate),
                Crew::Operations,
                (2.0, 4.0),
                (72.0, 240.0),
            )
            .by(&[MonitoringAndEventManagement, IncidentManagement], &[SiteReliabilityEngineer, SupportEngineer]),
        ],
    }),
};

/// Ideas for the better.
pub(super) const IMPROVEMENT: Template = Template {
    key: "continual-improvement",
    name: "Continual improvement",
    group: Group::Recurring,
    kind: StreamKind::Change,
    purpose: "From an idea for the better to knowing whether it helped.",
    source: "The order follows ITIL's continual improvement model of seven questions, in our words. Practices and \
             times are usual values, assumed.",
    chain: Body::Chain(Chain {
        trigger: "Somebody says what could be better",
        outcome: "It is better, measured, and kept",
        per_week: 1.0,
        mix: (20, 0),
        bad_changes: 5,
        clock: Some("Make the change"),
        links: &[],
        stages: &[
            stage("Collect and weigh ideas", (Improve, Life::Discover), Crew::Product, (1.0, 2.0), (40.0, 240.0))
                .by(&[ContinualImprovement, RelationshipManagement], &[ImprovementManager, ServiceOwner]),
            stage("Measure where we are", (Improve, Life::Operate), Crew::Product, (3.0, 6.0), (24.0, 120.0))
                .by(&[MeasurementAndReporting, ContinualImprovement], &[ServiceLevelManager]),
            stage("Choose and plan", (Plan, Life::Discover), Crew::Product, (1.0, 2.0), (48.0, 168.0))
                .approval(Some(Cadence { every_days: 14, ..Cadence::weekly(Monday, 14) }), 0)
                .by(&[ContinualImprovement, PortfolioManagement, RiskManagement], &[ServiceOwner, ProductOwner]),
            stage("Make the change", (ObtainBuild, Life::Build), Crew::Product, (8.0, 20.0), (48.0, 168.0))
                .by(&[SoftwareDevelopmentAndManagement, InfrastructureAndPlatformManagement], &[Developer]),
            stage("Try it small", (DesignAndTransition, Life::Build), Crew::Product, (2.0, 4.0), (24.0, 120.0))
                .accurate(80, Some("Make the change"))
                .by(&[ServiceValidationAndTesting, MeasurementAndReporting], &[TechLead]),
            stage(
                "Put it into practice",
                (DesignAndTransition, Life::Transition),
                Crew::Product,
                (1.0, 2.0),
                (8.0, 72.0),
            )
            .deploy(None)
            .by(&[OrganizationalChangeManagement, ChangeEnablement, DeploymentManagement], &[ProductOwner, TeamLeader]),
            stage("Check whether it helped", (Improve, Life::Operate), Crew::Product, (1.0, 2.0), (168.0, 672.0))
                .by(&[MeasurementAndReporting, ContinualImprovement], &[ImprovementManager]),
            stage("Keep it, and tell others", (Improve, Life::Operate), Crew::Product, (0.5, 1.0), (8.0, 48.0))
                .by(&[KnowledgeManagement, ContinualImprovement], &[KnowledgeManager]),
        ],
    }),
};

/// What keeps the lights on.
pub(super) const OPERATION: Template = Template {
    key: "operation-and-maintenance",
    name: "Operation and maintenance",
    group: Group::Recurring,
    kind: StreamKind::Request,
    purpose: "Patches, certificates, capacity, backups: from an event or a date to done and checked.",
    source: OURS,
    chain: Body::Chain(Chain {
        trigger: "An event, or a date in the calendar",
        outcome: "It is maintained, checked and noted",
        per_week: 12.0,
        mix: (70, 0),
        bad_changes: 0,
        clock: None,
        links: &[],
        stages: &[
            stage(
                "Watch and sort events",
                (DeliverAndSupport, Life::Operate),
                Crew::Operations,
                (0.1, 0.2),
                (0.1, 2.0),
            )
            .always()
            .by(&[MonitoringAndEventManagement], &[MonitoringSpecialist, SiteReliabilityEngineer]),
            stage("Plan the work", (Plan, Life::Operate), Crew::Operations, (0.3, 0.6), (24.0, 168.0)).by(
                &[InfrastructureAndPlatformManagement, CapacityAndPerformanceManagement, AvailabilityManagement],
                &[ServiceOwner],
            ),
            stage("Obtain patches and parts", (ObtainBuild, Life::Acquire), Crew::Platform, (0.5, 1.0), (4.0, 48.0))
                .by(&[SupplierManagement, ItAssetManagement], &[PlatformEngineer]),
            stage("Carry it out", (DeliverAndSupport, Life::Operate), Crew::Operations, (1.0, 2.0), (8.0, 72.0)).by(
                &[InfrastructureAndPlatformManagement, DeploymentManagement, ChangeEnablement],
                &[InfrastructureSpecialist],
            ),
            stage("Check the result", (DeliverAndSupport, Life::Operate), Crew::Operations, (0.2, 0.4), (0.5, 8.0))
                .accurate(95, Some("Carry it out"))
                .by(
                    &[MonitoringAndEventManagement, ServiceConfigurationManagement],
                    &[SiteReliabilityEngineer, ConfigurationManager],
                ),
            stage("Tell those concerned", (Engage, Life::Operate), Crew::Desk, (0.1, 0.2), (1.0, 8.0))
                .by(&[ServiceDesk, RelationshipManagement], &[ServiceDeskAgent]),
            stage("Note what could be better", (Improve, Life::Operate), Crew::Operations, (0.1, 0.2), (1.0, 24.0))
                .by(&[ContinualImprovement, KnowledgeManagement], &[ImprovementManager]),
        ],
    }),
};

/// Somebody new.
pub(super) const ONBOARDING: Template = Template {
    key: "onboarding-a-user",
    name: "Onboarding a user",
    group: Group::Recurring,
    kind: StreamKind::Request,
    purpose: "From knowing that somebody will join to that person working.",
    source: OURS,
    chain: Body::Chain(Chain {
        trigger: "Somebody will join",
        outcome: "That person works, and knows whom to ask",
        per_week: 3.0,
        mix: (0, 0),
        bad_changes: 0,
        clock: None,
        links: &[],
        stages: &[
            stage("Agree what is needed", (Engage, Life::Discover), Crew::Desk, (0.5, 1.0), (8.0, 72.0))
                .accurate(75, None)
                .by(&[RelationshipManagement, WorkforceAndTalentManagement, ServiceDesk], &[TeamLeader]),
            stage(
                "Order devices and licences",
                (ObtainBuild, Life::Acquire),
                Crew::Operations,
                (0.5, 1.0),
                (72.0, 240.0),
            )
            .by(&[ItAssetManagement, SupplierManagement], &[AssetManager]),
            stage(
                "Set up accounts and access",
                (DeliverAndSupport, Life::Deliver),
                Crew::Operations,
                (1.0, 2.0),
                (24.0, 72.0),
            )
            .accurate(90, None)
            .by(
                &[ServiceRequestManagement, InformationSecurityManagement, ServiceConfigurationManagement],
                &[InfrastructureSpecialist],
            ),
            stage("Welcome and train", (Engage, Life::Deliver), Crew::Desk, (2.0, 4.0), (8.0, 48.0))
                .by(&[ServiceDesk, KnowledgeManagement, OrganizationalChangeManagement], &[ServiceDeskAgent]),
            stage(
                "Help in the first weeks",
                (DeliverAndSupport, Life::Support),
                Crew::Desk,
                (1.0, 2.0),
                (168.0, 336.0),
            )
            .by(&[ServiceDesk, IncidentManagement], &[SupportEngineer]),
            stage("Ask how it went", (Engage, Life::Support), Crew::Desk, (0.2, 0.4), (8.0, 48.0))
                .by(&[RelationshipManagement, ServiceDesk], &[RelationshipManager]),
            stage("Improve the next one", (Improve, Life::Support), Crew::Desk, (0.2, 0.4), (8.0, 48.0))
                .by(&[ContinualImprovement, ServiceCatalogueManagement], &[ImprovementManager]),
        ],
    }),
};
