//! The capabilities of the DORA catalogue (dora.dev, CC-BY-4.0), and what participants answered about them.

use serde::{Deserialize, Serialize};

use super::Votes;

macro_rules! capabilities {
    ($($name:ident),* $(,)?) => {
        /// A capability of the DORA catalogue. `catalog::capabilities` says what each is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the catalogue explains each capability")]
        pub enum Capability {
            $($name),*
        }

        impl Capability {
            /// All of them, in the order of the alphabet.
            pub const ALL: [Self; 34] = [$(Self::$name),*];
        }
    };
}

capabilities! {
    AiAccessibleInternalData,
    ClearAndCommunicatedAiStance,
    CodeMaintainability,
    ContinuousDelivery,
    ContinuousIntegration,
    CustomerFeedback,
    DatabaseChangeManagement,
    DeploymentAutomation,
    DocumentationQuality,
    EmpoweringTeamsToChooseTools,
    FlexibleInfrastructure,
    GenerativeOrganizationalCulture,
    HealthyDataEcosystems,
    JobSatisfaction,
    LearningCulture,
    LooselyCoupledTeams,
    MonitoringAndObservability,
    MonitoringSystemsToInformBusinessDecisions,
    PervasiveSecurity,
    PlatformEngineering,
    ProactiveFailureNotification,
    StreamliningChangeApproval,
    TeamExperimentation,
    TestAutomation,
    TestDataManagement,
    TransformationalLeadership,
    TrunkBasedDevelopment,
    UserCentricFocus,
    VersionControl,
    VisibilityOfWorkInTheValueStream,
    VisualManagement,
    WellBeing,
    WipLimits,
    WorkingInSmallBatches,
}

/// What was answered to one statement about a capability: 1 strongly disagree to 5 strongly agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapabilityAnswers {
    /// The capability.
    pub capability: Capability,
    /// Which of its statements, from 0.
    pub statement: u8,
    /// The answers; at least one.
    pub votes: Votes,
}
