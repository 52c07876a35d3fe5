//! The rows of the mapping tables of ITIL, DevOps and SRE, and what a team made of them.

use serde::{Deserialize, Serialize};

use crate::model::defaults::is_default;

macro_rules! rows {
    ($($name:ident),* $(,)?) => {
        /// A row of a mapping table. `catalog::integration` says what stands in it, and where it comes from.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the catalogue explains each row")]
        pub enum IntegrationRow {
            $($name),*
        }

        impl IntegrationRow {
            /// All of them, table by table.
            pub const ALL: [Self; 50] = [$(Self::$name),*];
        }
    };
}

rows! {
    LayerDevops,
    LayerSre,
    LayerItil,
    ChangeStandard,
    ChangeNormal,
    ChangeEmergency,
    GateTests,
    GateSecurity,
    GateVerification,
    GateMonitoring,
    LevelSla,
    LevelSlo,
    LevelSli,
    LevelBudget,
    StepNegotiate,
    StepDerive,
    StepDefine,
    StepCompute,
    StepGovern,
    IncidentCategories,
    IncidentEscalation,
    IncidentMajor,
    IncidentReview,
    ProblemIdentification,
    ProblemCauses,
    ProblemKnownErrors,
    ProblemFix,
    MonitoringEvents,
    MonitoringCategories,
    MonitoringResponse,
    MonitoringReporting,
    TeamDevelopment,
    TeamOperations,
    TeamSupport,
    TeamSecurity,
    TeamTesting,
    PlatformPipeline,
    PlatformOrchestration,
    PlatformObservability,
    PlatformSecrets,
    PlatformSelfService,
    DoraFrequency,
    DoraLeadTime,
    DoraFailRate,
    DoraRestore,
    DoraRework,
    DoraReliability,
    WayFlow,
    WayFeedback,
    WayLearning,
}

/// A row in the team's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowEdit {
    /// The row.
    pub row: IntegrationRow,
    /// Its cells from the left; `None`, or left out at the end, where the built-in words stand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cells: Vec<Option<String>>,
    /// How it is done here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl RowEdit {
    /// A row of which nothing is said yet.
    pub const fn new(row: IntegrationRow) -> Self {
        Self { row, cells: Vec::new(), note: String::new() }
    }

    /// Whether nothing is said of it.
    pub fn is_empty(&self) -> bool {
        self.note.is_empty() && self.cells.iter().all(Option::is_none)
    }
}
