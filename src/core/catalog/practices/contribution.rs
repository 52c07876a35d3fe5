//! How much a practice contributes to each activity of the service value chain, on ITIL's own scale of 0 to 3.
//!
//! Source: the figures of the ITIL 4 practice guides for 24 practices. For the ten whose guides were issued again
//! without the figure, what the Foundation text says (who takes part, where mainly) is kept, and the rest is our
//! estimate. Each cell knows which of the three it is. Version 5 uses another scale, which cannot be converted.

use crate::model::{Practice, Practice as P};
use crate::{catalog::activities::ACTIVITIES, model::Activity};

/// Where a level comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provenance {
    /// Read from the figure of the practice guide.
    Published,
    /// Follows from the Foundation text.
    FromText,
    /// Our estimate.
    Estimated,
    /// What the team says instead.
    Yours,
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
        P::ArchitectureManagement | P::WorkforceAndTalentManagement => "3  3  2  3  2  2 ",
        P::ContinualImprovement | P::InformationSecurityManagement | P::RiskManagement => "3  3  3  3  3  3 ",
        P::KnowledgeManagement => "2  3  2  2  2  3 ",
        P::MeasurementAndReporting => "3  3  2  3  3  2 ",
        P::OrganizationalChangeManagement => "2  3  2  2  1  1 ",
        P::PortfolioManagement => "3  2  2  2  2  1 ",
        P::ProjectManagement => "2  2  2  3  3  2 ",
        P::RelationshipManagement => "3  3  3  3  2  2 ",
        P::ServiceFinancialManagement | P::StrategyManagement => "3  2  2  2  2  2 ",
        P::SupplierManagement => "3  2  3  3  3  3 ",
        P::AvailabilityManagement => "3  2  1  2  2  2 ",
        P::BusinessAnalysis => "3  2  3  3  3  2 ",
        P::CapacityAndPerformanceManagement => "2  3  1  2  2  2 ",
        P::ChangeEnablement => "1~ 2~ 1~ 3~ 3~ 2~",
        P::IncidentManagement => "0t 2~ 3t 1~ 1~ 3t",
        P::ItAssetManagement => "2~ 1~ 1~ 3t 3t 2~",
        P::MonitoringAndEventManagement => "0t 3~ 1~ 2~ 1~ 3~",
        P::ProblemManagement => "0t 3t 1~ 1~ 1~ 3t",
        P::ReleaseManagement => "1~ 1~ 2~ 3~ 2~ 2~",
        P::ServiceCatalogueManagement => "1  1  3  2  1  2 ",
        P::ServiceConfigurationManagement => "1~ 1~ 1~ 3~ 2~ 2~",
        P::ServiceContinuityManagement => "2  2  1  2  2  2 ",
        P::ServiceDesign => "2  2  1  3  3  1 ",
        P::ServiceDesk => "0t 2~ 3~ 1~ 1~ 3~",
        P::ServiceLevelManagement => "3  3  3  2  2  2 ",
        P::ServiceRequestManagement => "0t 1~ 3~ 2~ 2~ 3~",
        P::ServiceValidationAndTesting => "0  2  1  3  3  1 ",
        P::DeploymentManagement => "0t 1~ 0t 3t 3t 0t",
        P::InfrastructureAndPlatformManagement => "2  1  0  3  3  3 ",
        P::SoftwareDevelopmentAndManagement => "2  1  0  3  3  2 ",
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
                P::IncidentManagement,
                P::MonitoringAndEventManagement,
                P::ProblemManagement,
                P::ServiceDesk,
                P::ServiceRequestManagement,
                P::ServiceValidationAndTesting,
                P::DeploymentManagement,
            ]
        );
        assert_eq!(
            none(Engage),
            [P::DeploymentManagement, P::InfrastructureAndPlatformManagement, P::SoftwareDevelopmentAndManagement]
        );
        assert_eq!(none(DeliverAndSupport), [P::DeploymentManagement]);
        for activity in [Improve, DesignAndTransition, ObtainBuild] {
            assert_eq!(none(activity), []);
        }
    }

    /// "Mainly" is high, and comes from the text.
    #[test]
    fn what_the_text_calls_mainly_is_high() {
        for (practice, activity) in [
            (P::IncidentManagement, Engage),
            (P::IncidentManagement, DeliverAndSupport),
            (P::ProblemManagement, Improve),
            (P::ProblemManagement, DeliverAndSupport),
            (P::ItAssetManagement, DesignAndTransition),
            (P::ItAssetManagement, ObtainBuild),
            (P::DeploymentManagement, DesignAndTransition),
            (P::DeploymentManagement, ObtainBuild),
        ] {
            let expected = Contribution { level: 3, provenance: Provenance::FromText };
            assert_eq!(contribution(practice, activity), expected, "{practice:?} {activity:?}");
        }
        for practice in [P::ChangeEnablement, P::ReleaseManagement, P::ServiceConfigurationManagement] {
            assert!(ACTIVITIES.into_iter().all(|activity| level(practice, activity) >= 1), "{practice:?}");
        }
    }

    /// Two rows whose figure and text were compared.
    #[test]
    fn figures_and_text_agree_where_both_exist() {
        assert_eq!(level(P::ServiceLevelManagement, Plan), 3);
        assert_eq!(level(P::ServiceLevelManagement, Engage), 3);
        assert_eq!(level(P::ServiceValidationAndTesting, Plan), 0);
    }
}
