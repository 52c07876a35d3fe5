//! The mapping tables that bring ITIL, DevOps and SRE together, row by row, and where this app realises each row.
//!
//! Source of all but the last table: the page "DevOps and SRE Integration with ITIL v5" of the ITIL v5 Compass (2 April
//! 2026), told second-hand and in our own words. The Three Ways follow an article on ITIL 4 and DevOps, which pairs them
//! with ITIL 4's stress on talking and working together; whom each way of working carries is our pairing. What is ours is
//! marked so. A team puts its own words over any cell; what stands here is what it can go back to.

mod cells;
mod published;
mod realised;

pub use cells::cells;
pub(crate) use published::{BULLETIN, HIGH_VELOCITY, TESTING_GUIDE};
pub use published::{OTHER_MAPPINGS, OtherMapping};
pub use realised::{Realised, realised};

use crate::model::{IntegrationRow, IntegrationRow as I, Practice, Practice as P};

/// A mapping table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "`about` says what each holds")]
pub enum Table {
    Layers,
    ChangeTypes,
    Gates,
    Levels,
    LevelSteps,
    Incidents,
    Problems,
    Monitoring,
    Teams,
    Platform,
    Dora,
    Ways,
}

/// What stands over a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AboutTable {
    /// Its title.
    pub title: &'static str,
    /// What it is for, in one sentence.
    pub says: &'static str,
    /// The heads of its columns; each row has as many cells.
    pub heads: &'static [&'static str],
    /// Where it comes from.
    pub source: &'static str,
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowSource {
    /// Told by the source of its table.
    Sourced,
    /// Ours.
    Ours,
}

const COMPASS: &str =
    "ITIL v5 Compass, \"DevOps and SRE Integration with ITIL v5\", 2 April 2026; second-hand, in our words";
const ARTICLE: &str =
    "An article on ITIL 4 and DevOps, which cites M. Smalley; second-hand, in our words. The pairing is ours";

impl Table {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Layers,
        Self::ChangeTypes,
        Self::Gates,
        Self::Levels,
        Self::LevelSteps,
        Self::Incidents,
        Self::Problems,
        Self::Monitoring,
        Self::Teams,
        Self::Platform,
        Self::Dora,
        Self::Ways,
    ];

    /// What stands over it.
    pub const fn about(self) -> AboutTable {
        let (title, says, heads, source): (_, _, &'static [&'static str], _) = match self {
            Self::Layers => (
                "Three layers",
                "Governance sets the bounds, velocity moves within them, reliability says how well it has to run.",
                &["Framework", "Focus", "Strength", "What the layer does"],
                COMPASS,
            ),
            Self::ChangeTypes => (
                "Change enablement and the pipeline",
                "A change that the pipeline deploys counts as standard. That it does so only where all four gates stand is our rule.",
                &["Change type", "ITIL side", "Pipeline side"],
                COMPASS,
            ),
            Self::Gates => (
                "Gates that keep standard changes governed",
                "Each gate gives one kind of evidence, without anybody's meeting.",
                &["Gate", "Evidence for"],
                COMPASS,
            ),
            Self::Levels => (
                "Agreement, objective, indicator, budget",
                "The business hears a promise, engineers hear a target, and the budget is what lies between it and all.",
                &["Concept", "Meaning", "Role together"],
                COMPASS,
            ),
            Self::LevelSteps => {
                ("From agreement to pace of change", "Five steps, in this order.", &["Step", "What is done"], COMPASS)
            }
            Self::Incidents => (
                "Incident management and on-call",
                "What each side brings, and what both make of it.",
                &["ITIL", "SRE and today", "Combined"],
                COMPASS,
            ),
            Self::Problems => (
                "Problem management and post-mortems",
                "What each side brings, and what both make of it.",
                &["ITIL", "SRE and today", "Combined"],
                COMPASS,
            ),
            Self::Monitoring => (
                "Monitoring and event management and observability",
                "What each side brings, and what both make of it.",
                &["ITIL", "SRE and today", "Combined"],
                COMPASS,
            ),
            Self::Teams => (
                "Product team and cross-functional team",
                "Where each capability is at home, in the old way and when both are one.",
                &["Capability", "Traditional", "Integrated"],
                COMPASS,
            ),
            Self::Platform => (
                "What a platform team provides",
                "Each service of a platform carries practices for all teams that use it.",
                &["Service of the platform", "Practices that it carries"],
                COMPASS,
            ),
            Self::Dora => (
                "DORA metrics and practices",
                "Which practices and activities move which metric. The source has four metrics and speaks of mean time to restore; DORA has five today, and the two rows at the end are ours.",
                &["Metric", "Meaning", "Practices and activities"],
                COMPASS,
            ),
            Self::Ways => (
                "The Three Ways",
                "What DevOps asks of work, and what of ITIL 4 answers.",
                &["Way", "Asks", "Way of working that carries it", "In ITIL 4"],
                ARTICLE,
            ),
        };
        AboutTable { title, says, heads, source }
    }

    /// Its rows, in their order.
    pub fn rows(self) -> impl Iterator<Item = IntegrationRow> {
        I::ALL.into_iter().filter(move |row| table(*row) == self)
    }
}

/// The table that a row stands in: the list of all rows goes from table to table.
pub const fn table(row: IntegrationRow) -> Table {
    const FIRST: [(I, Table); 12] = [
        (I::WayFlow, Table::Ways),
        (I::DoraFrequency, Table::Dora),
        (I::PlatformPipeline, Table::Platform),
        (I::TeamDevelopment, Table::Teams),
        (I::MonitoringEvents, Table::Monitoring),
        (I::ProblemIdentification, Table::Problems),
        (I::IncidentCategories, Table::Incidents),
        (I::StepNegotiate, Table::LevelSteps),
        (I::LevelSla, Table::Levels),
        (I::GateTests, Table::Gates),
        (I::ChangeStandard, Table::ChangeTypes),
        (I::LayerDevops, Table::Layers),
    ];
    let mut at = 0;
    while at < FIRST.len() {
        #[expect(
            clippy::indexing_slicing,
            reason = "a constant function knows no other way, and the bound stands above"
        )]
        let (first, table) = FIRST[at];
        if row as u8 >= first as u8 {
            return table;
        }
        at += 1;
    }
    Table::Layers
}

/// Where a row comes from.
pub const fn source(row: IntegrationRow) -> RowSource {
    match row {
        I::DoraRework | I::DoraReliability => RowSource::Ours,
        _ => RowSource::Sourced,
    }
}

/// The practices that a row is about.
pub const fn practices(row: IntegrationRow) -> &'static [Practice] {
    match row {
        I::LayerSre => &[P::ProblemManagement, P::CapacityAndPerformanceManagement],
        I::LayerDevops | I::LayerItil | I::WayLearning => &[P::ContinualImprovement],
        I::ChangeStandard | I::ChangeNormal | I::ChangeEmergency => &[P::ChangeEnablement],
        I::GateTests | I::DoraFailRate => &[P::ChangeEnablement, P::ServiceValidationAndTesting],
        I::GateSecurity => &[P::ChangeEnablement, P::InformationSecurityManagement],
        I::GateMonitoring => &[P::ChangeEnablement, P::MonitoringAndEventManagement],
        I::LevelSla
        | I::LevelSlo
        | I::LevelSli
        | I::LevelBudget
        | I::StepNegotiate
        | I::StepDerive
        | I::StepDefine
        | I::StepCompute => &[P::ServiceLevelManagement],
        I::StepGovern => &[P::ServiceLevelManagement, P::ChangeEnablement],
        I::IncidentCategories | I::IncidentEscalation | I::IncidentMajor | I::IncidentReview => {
            &[P::IncidentManagement]
        }
        I::ProblemIdentification | I::ProblemCauses | I::ProblemFix => &[P::ProblemManagement],
        I::ProblemKnownErrors => &[P::ProblemManagement, P::KnowledgeManagement],
        I::MonitoringEvents | I::MonitoringCategories | I::MonitoringResponse | I::MonitoringReporting => {
            &[P::MonitoringAndEventManagement]
        }
        I::TeamDevelopment => &[P::SoftwareDevelopmentAndManagement],
        I::TeamOperations | I::PlatformOrchestration => &[P::InfrastructureAndPlatformManagement],
        I::TeamSupport => &[P::ServiceDesk, P::IncidentManagement],
        I::TeamSecurity | I::PlatformSecrets => &[P::InformationSecurityManagement],
        I::TeamTesting => &[P::ServiceValidationAndTesting],
        I::GateVerification | I::PlatformPipeline | I::DoraFrequency | I::WayFlow => {
            &[P::ChangeEnablement, P::DeploymentManagement]
        }
        I::PlatformObservability => &[P::MonitoringAndEventManagement],
        I::PlatformSelfService => &[P::ServiceRequestManagement],
        I::DoraLeadTime => &[P::SoftwareDevelopmentAndManagement, P::DeploymentManagement],
        I::DoraRestore => &[P::IncidentManagement, P::ServiceContinuityManagement],
        I::DoraRework => &[P::ProblemManagement, P::SoftwareDevelopmentAndManagement],
        I::DoraReliability => &[
            P::ServiceLevelManagement,
            P::AvailabilityManagement,
            P::CapacityAndPerformanceManagement,
            P::MonitoringAndEventManagement,
        ],
        I::WayFeedback => &[P::MonitoringAndEventManagement, P::ServiceValidationAndTesting],
    }
}

/// The rows that are about a practice, in their order.
pub fn rows_of(practice: Practice) -> impl Iterator<Item = IntegrationRow> {
    I::ALL.into_iter().filter(move |row| practices(*row).contains(&practice))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Layers 3; change types 3, gates 4; levels 4, steps 5; incident 4, problem 4, monitoring 4; teams 5; platform 5;
    /// metrics 4 of the source and 2 of ours; the Three Ways.
    #[test]
    fn every_table_has_its_rows() {
        let rows: Vec<usize> = Table::ALL.into_iter().map(|table| table.rows().count()).collect();
        assert_eq!(rows, [3, 3, 4, 4, 5, 4, 4, 4, 5, 5, 6, 3]);
        assert_eq!(rows.iter().sum::<usize>(), I::ALL.len());
    }

    #[test]
    fn every_row_has_a_cell_for_each_head_and_says_something_in_it() {
        for row in I::ALL {
            let cells = cells(row);
            assert_eq!(cells.len(), table(row).about().heads.len(), "{row:?}");
            assert!(cells.iter().all(|cell| cell.len() > 2 && !cell.ends_with('.')), "{row:?}");
        }
    }

    #[test]
    fn only_the_two_metrics_that_the_source_lacks_are_ours() {
        let ours: Vec<I> = I::ALL.into_iter().filter(|row| source(*row) == RowSource::Ours).collect();
        assert_eq!(ours, [I::DoraRework, I::DoraReliability]);
    }

    #[test]
    fn every_row_is_about_a_practice() {
        for row in I::ALL {
            assert!(!practices(row).is_empty(), "{row:?}");
        }
        assert_eq!(rows_of(P::ServiceContinuityManagement).collect::<Vec<_>>(), [I::DoraRestore]);
    }
}
