//! How much a practice contributes to each activity of the service value chain, on ITIL's own scale of 0 to 3.
//!
//! Source: the figures of the ITIL 4 practice guides for 24 practices. For the ten whose guides were issued again
//! without the figure, what the Foundation text says (who takes part, where mainly) is kept, and the rest is our
//! estimate. Each cell knows which of the three it is. Version 5 uses another scale, which cannot be converted.

use crate::{
    catalog::activities::ACTIVITIES,
    model::{
        Activity,
        Practice::{self, *},
    },
};

/// Where a level comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provenance {
    /// Read from the figure of the practice guide.
    Published,
    /// Follows from the Foundation text.
    FromText,
    /// Our estimate.
    Estimated,
}

/// A cell of the heat map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contribution {
    /// 0 none, 1 low, 2 medium, 3 high.
    pub level: u8,
    /// Where the level comes from.
    pub provenance: Provenance,
}

/// How much a practice contributes to an activity.
pub fn contribution(practice: Practice, activity: Activity) -> Contribution {
    let column = ACTIVITIES.iter().position(|other| *other == activity).unwrap_or_default();
    let mut cell = row(practice).bytes().skip(column * 3);
    let level = cell.next().map_or(0, |digit| digit.saturating_sub(b'0'));
    let provenance = match cell.next() {
        Some(b't') => Provenance::FromText,
        Some(b'~') => Provenance::Estimated,
        _ => Provenance::Published,
    };
    Contribution { level, provenance }
}

/// Whether the whole row of a practice is published.
pub fn published(practice: Practice) -> bool {
    !row(practice).contains(['t', '~'])
}

/// Plan, improve, engage, design and transition, obtain/build, deliver and support: a level each, followed by `t` when
/// it follows from the text and by `~` when it is estimated.
const fn row(practice: Practice) -> &'static str {
    match practice {
        ArchitectureManagement => "3  3  2  3  2  2 ",
        ContinualImprovement | InformationSecurityManagement | RiskManagement => "3  3  3  3  3  3 ",
        KnowledgeManagement => "2  3  2  2  2  3 ",
        MeasurementAndReporting => "3  3  2  3  3  2 ",
        OrganizationalChangeManagement => "2  3  2  2  1  1 ",
        PortfolioManagement => "3  2  2  2  2  1 ",
        ProjectManagement => "2  2  2  3  3  2 ",
        RelationshipManagement => "3  3  3  3  2  2 ",
        ServiceFinancialManagement | StrategyManagement => "3  2  2  2  2  2 ",
        SupplierManagement => "3  2  3  3  3  3 ",
        WorkforceAndTalentManagement => "3  3  2  3  2  2 ",
        AvailabilityManagement => "3  2  1  2  2  2 ",
        BusinessAnalysis => "3  2  3  3  3  2 ",
        CapacityAndPerformanceManagement => "2  3  1  2  2  2 ",
        ChangeEnablement => "1~ 2~ 1~ 3~ 3~ 2~",
        IncidentManagement => "0t 2~ 3t 1~ 1~ 3t",
        ItAssetManagement => "2~ 1~ 1~ 3t 3t 2~",
        MonitoringAndEventManagement => "0t 3~ 1~ 2~ 1~ 3~",
        ProblemManagement => "0t 3t 1~ 1~ 1~ 3t",
        ReleaseManagement => "1~ 1~ 2~ 3~ 2~ 2~",
        ServiceCatalogueManagement => "1  1  3  2  1  2 ",
        ServiceConfigurationManagement => "1~ 1~ 1~ 3~ 2~ 2~",
        ServiceContinuityManagement => "2  2  1  2  2  2 ",
        ServiceDesign => "2  2  1  3  3  1 ",
        ServiceDesk => "0t 2~ 3~ 1~ 1~ 3~",
        ServiceLevelManagement => "3  3  3  2  2  2 ",
        ServiceRequestManagement => "0t 1~ 3~ 2~ 2~ 3~",
        ServiceValidationAndTesting => "0  2  1  3  3  1 ",
        DeploymentManagement => "0t 1~ 0t 3t 3t 0t",
        InfrastructureAndPlatformManagement => "2  1  0  3  3  3 ",
        SoftwareDevelopmentAndManagement => "2  1  0  3  3  2 ",
    }
}

#[cfg(test)]
mod tests {
    use Activity::{DeliverAndSupport, DesignAndTransition, Engage, Improve, ObtainBuild, Plan};

    use super::*;

    fn level(practice: Practice, activity: Activity) -> u8 {
        contribution(practice, activity).level
    }

    #[test]
    fn every_row_has_six_levels_of_zero_to_three() {
        for practice in Practice::ALL {
            let row = row(practice);
            assert_eq!(row.len(), 17, "{practice:?}");
            for (at, byte) in row.bytes().enumerate() {
                let fits = match at % 3 {
                    0 => (b'0'..=b'3').contains(&byte),
                    1 => b" t~".contains(&byte),
                    _ => byte == b' ',
                };
                assert!(fits, "{practice:?}: {row}");
            }
        }
    }

    /// 24 figures are published; no cell of the other ten is.
    #[test]
    fn a_row_is_published_as_a_whole_or_not_at_all() {
        assert_eq!(Practice::ALL.into_iter().filter(|practice| published(*practice)).count(), 24);
        for practice in Practice::ALL {
            for activity in ACTIVITIES {
                let from_figure = contribution(practice, activity).provenance == Provenance::Published;
                assert_eq!(from_figure, published(practice), "{practice:?} {activity:?}");
            }
        }
    }

    /// The Foundation text leaves an activity out for these, and for no others.
    #[test]
    fn who_takes_no_part_where_is_what_the_text_says() {
        let none = |activity| -> Vec<Practice> {
            Practice::ALL.into_iter().filter(|practice| level(*practice, activity) == 0).collect()
        };
        assert_eq!(
            none(Plan),
            [
                IncidentManagement,
                MonitoringAndEventManagement,
                ProblemManagement,
                ServiceDesk,
                ServiceRequestManagement,
                ServiceValidationAndTesting,
                DeploymentManagement,
            ]
        );
        assert_eq!(
            none(Engage),
            [DeploymentManagement, InfrastructureAndPlatformManagement, SoftwareDevelopmentAndManagement]
        );
        assert_eq!(none(DeliverAndSupport), [DeploymentManagement]);
        for activity in [Improve, DesignAndTransition, ObtainBuild] {
            assert_eq!(none(activity), []);
        }
    }

    /// "Mainly" is high, and comes from the text.
    #[test]
    fn what_the_text_calls_mainly_is_high() {
        for (practice, activity) in [
            (IncidentManagement, Engage),
            (IncidentManagement, DeliverAndSupport),
            (ProblemManagement, Improve),
            (ProblemManagement, DeliverAndSupport),
            (ItAssetManagement, DesignAndTransition),
            (ItAssetManagement, ObtainBuild),
            (DeploymentManagement, DesignAndTransition),
            (DeploymentManagement, ObtainBuild),
        ] {
            let expected = Contribution { level: 3, provenance: Provenance::FromText };
            assert_eq!(contribution(practice, activity), expected, "{practice:?} {activity:?}");
        }
        for practice in [ChangeEnablement, ReleaseManagement, ServiceConfigurationManagement] {
            assert!(ACTIVITIES.into_iter().all(|activity| level(practice, activity) >= 1), "{practice:?}");
        }
    }

    /// Two rows whose figure and text were compared.
    #[test]
    fn figures_and_text_agree_where_both_exist() {
        assert_eq!(level(ServiceLevelManagement, Plan), 3);
        assert_eq!(level(ServiceLevelManagement, Engage), 3);
        assert_eq!(level(ServiceValidationAndTesting, Plan), 0);
    }
}
