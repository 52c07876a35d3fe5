//! What DevOps and SRE call their own ways of working: a closed list with one spelling each.
//!
//! Names are common words of the trade; those of DevOps follow the capability catalogue of DORA (dora.dev, CC-BY-4.0)
//! where it has them. Synonyms are one technique: a progressive rollout and a canary release, a runbook and a playbook.

use crate::catalog::activities::Strand;

macro_rules! techniques {
    ($($name:ident = $words:literal),* $(,)?) => {
        /// A way of working of DevOps or SRE.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each name says what it is")]
        pub enum Technique {
            $($name),*
        }

        impl Technique {
            /// All of them: those of DevOps, then those of SRE, each in the order of the alphabet.
            pub const ALL: [Self; 101] = [$(Self::$name),*];

            /// What people call it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $words),*
                }
            }
        }
    };
}

techniques! {
    AgileDelivery = "Agile delivery",
    BehaviourDrivenDevelopment = "Behaviour-driven development",
    Chatops = "ChatOps",
    CodeMaintainability = "Code maintainability",
    ContinuousDelivery = "Continuous delivery",
    ContinuousIntegration = "Continuous integration",
    CrossFunctionalProductTeams = "Cross-functional product teams",
    CustomerFeedback = "Customer feedback",
    DatabaseChangeManagement = "Database change management",
    DeploymentAutomation = "Deployment automation",
    DocumentationQuality = "Documentation quality",
    DojosAndCommunitiesOfPractice = "Dojos and communities of practice",
    DoraMetrics = "DORA metrics",
    EmpoweringTeamsToChooseTools = "Empowering teams to choose tools",
    FeatureFlags = "Feature flags",
    Finops = "FinOps",
    FlexibleInfrastructure = "Flexible infrastructure",
    GenerativeOrganizationalCulture = "Generative organizational culture",
    Gitops = "GitOps",
    ImmutableInfrastructure = "Immutable infrastructure",
    InfrastructureAsCode = "Infrastructure as code",
    InnerAndOpenSourceGovernance = "Inner and open source governance",
    JobSatisfaction = "Job satisfaction",
    LeanPortfolioManagement = "Lean portfolio management",
    LearningCulture = "Learning culture",
    LooselyCoupledTeams = "Loosely coupled teams",
    ManagedCloudServices = "Managed cloud services",
    MonitoringAndObservability = "Monitoring and observability",
    MonitoringSystemsToInformBusinessDecisions = "Monitoring systems to inform business decisions",
    OutcomeAlignment = "Outcome alignment",
    PervasiveSecurity = "Pervasive security",
    PlatformEngineering = "Platform engineering",
    PolicyAsCode = "Policy as code",
    ProactiveFailureNotification = "Proactive failure notification",
    ProgressiveDelivery = "Progressive delivery",
    Retrospectives = "Retrospectives",
    SecretsManagement = "Secrets management",
    SecurityScanningInPipeline = "Security scanning in pipeline",
    SelfService = "Self-service",
    SoftwareSupplyChainSecurity = "Software supply-chain security",
    StreamliningChangeApproval = "Streamlining change approval",
    TShapedSkills = "T-shaped skills",
    TeamExperimentation = "Team experimentation",
    TestAutomation = "Test automation",
    TestDataManagement = "Test data management",
    ThreatModelling = "Threat modelling",
    TransformationalLeadership = "Transformational leadership",
    TrunkBasedDevelopment = "Trunk-based development",
    UserCentricFocus = "User-centric focus",
    VersionControl = "Version control",
    VisibilityOfWorkInTheValueStream = "Visibility of work in the value stream",
    VisualManagement = "Visual management",
    WellBeing = "Well-being",
    WipLimits = "WIP limits",
    WorkingInSmallBatches = "Working in small batches",
    YouBuildItYouRunIt = "You build it you run it",
    AutomatedRollback = "Automated rollback",
    AutoscalingAndLoadShedding = "Autoscaling and load shedding",
    BlamelessCulture = "Blameless culture",
    BlamelessPostMortems = "Blameless post-mortems",
    BurnRateAlerting = "Burn-rate alerting",
    CanaryReleases = "Canary releases",
    CapOnToil = "Cap on toil",
    CapacityPlanning = "Capacity planning",
    ChaosEngineering = "Chaos engineering",
    ClusterManagement = "Cluster management",
    ConfigurationAsCode = "Configuration as code",
    CostOfReliability = "Cost of reliability",
    CriticalUserJourneys = "Critical user journeys",
    CustomerReliabilityEngineering = "Customer reliability engineering",
    DataIntegrity = "Data integrity",
    DependencyMapping = "Dependency mapping",
    DisasterRecoveryTesting = "Disaster recovery testing",
    DistributedTracing = "Distributed tracing",
    ErrorBudgetPolicy = "Error budget policy",
    ErrorBudgets = "Error budgets",
    FourGoldenSignals = "Four golden signals",
    GracefulDegradation = "Graceful degradation",
    IncidentCommand = "Incident command",
    IncidentCommunication = "Incident communication",
    LargeSystemDesign = "Large system design",
    LaunchCoordination = "Launch coordination",
    LeastPrivilegeAccess = "Least-privilege access",
    LoadTesting = "Load testing",
    OnCallRotation = "On-call rotation",
    Playbooks = "Playbooks",
    ProductionReadinessReview = "Production readiness review",
    RedundancyAndFailover = "Redundancy and failover",
    ReleaseEngineering = "Release engineering",
    ReliabilityAsAGoalOfTheCompany = "Reliability as a goal of the company",
    ReliabilityWorkInTheBacklog = "Reliability work in the backlog",
    SecurityIncidentResponse = "Security incident response",
    SelfHealing = "Self-healing",
    ServiceOwnershipAndTiers = "Service ownership and tiers",
    Simplicity = "Simplicity",
    Slos = "SLIs and SLOs",
    SreEngagementModel = "SRE engagement model",
    SreHiringAndTraining = "SRE hiring and training",
    ToilReduction = "Toil reduction",
    VulnerabilityPatchingAtScale = "Vulnerability patching at scale",
    WheelOfMisfortune = "Wheel of Misfortune",
}

impl Technique {
    /// The road it comes from: DevOps or SRE.
    pub const fn strand(self) -> Strand {
        if (self as u8) < Self::AutomatedRollback as u8 { Strand::Velocity } else { Strand::Reliability }
    }
}
