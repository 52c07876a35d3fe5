//! The pages of this app, as places that the catalogue points to: where a mapping is realised, where a metric is shown.

use crate::model::{Practice, Practice as P};

/// A page that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AppPage {
    /// Limits, findings, coverage, decisions.
    Overview,
    /// Streams, steps, links; the change policy of a chain in its steps.
    ValueChain,
    /// Practices, roles, maturity.
    Practices,
    /// Teams, what they can do, what they provide.
    Teams,
    /// Agreement, objectives, budgets, alerts.
    ServiceLevels,
    /// Records of deployments and incidents, and the five metrics.
    Dora,
    /// What if.
    Simulator,
}

impl AppPage {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 7] = [
        Self::Overview,
        Self::ValueChain,
        Self::Practices,
        Self::Teams,
        Self::ServiceLevels,
        Self::Dora,
        Self::Simulator,
    ];

    /// What the menu calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::ValueChain => "Value chain",
            Self::Practices => "Practices",
            Self::Teams => "Teams",
            Self::ServiceLevels => "Service levels",
            Self::Dora => "DORA metrics",
            Self::Simulator => "Simulator",
        }
    }
}

/// The pages that carry out a practice, and what they do for it: a phrase without a full stop. None where no page does.
pub const fn run_by(practice: Practice) -> &'static [(AppPage, &'static str)] {
    use AppPage::{Dora, Overview, Practices, ServiceLevels, Simulator, Teams, ValueChain};
    match practice {
        P::ContinualImprovement => &[
            (Simulator, "decisions with an owner, a measure and a date"),
            (Overview, "what was decided, the newest first"),
        ],
        P::MeasurementAndReporting => &[
            (Dora, "metrics of delivery from records"),
            (ServiceLevels, "the budget from records"),
            (Overview, "limits and verdicts"),
        ],
        P::OrganizationalChangeManagement => &[(Practices, "who holds a role today and later")],
        P::RiskManagement => &[(Overview, "limits set by governance, and whether they hold")],
        P::ServiceFinancialManagement => &[(ServiceLevels, "what an hour of failure and a day of delay cost")],
        P::SupplierManagement => &[
            (ServiceLevels, "what contracts allow us to promise"),
            (Teams, "suppliers as teams, with their contracts"),
        ],
        P::WorkforceAndTalentManagement => &[(Teams, "what each team can do, and how much it carries")],
        P::AvailabilityManagement => &[
            (ServiceLevels, "objectives, contracts and what is left of the budget"),
            (Simulator, "how often it runs out"),
        ],
        P::CapacityAndPerformanceManagement => &[
            (ValueChain, "how busy people are, and what a tenth more work would do"),
            (Simulator, "more people, more work"),
        ],
        P::ChangeEnablement => &[
            (ValueChain, "approvals, gates and their dates as steps"),
            (Simulator, "another policy, and what it does"),
        ],
        P::IncidentManagement => {
            &[(ServiceLevels, "how failures are found and repaired"), (Simulator, "levels of call, rollback, repair")]
        }
        P::MonitoringAndEventManagement => &[(ServiceLevels, "alerts on burn rate, and what monitoring finds first")],
        P::ProblemManagement => &[(Simulator, "reliability work that makes failures rarer")],
        P::ReleaseManagement => {
            &[(ValueChain, "release dates and batches as steps"), (Simulator, "another rhythm of releases")]
        }
        P::ServiceLevelManagement => &[(ServiceLevels, "from promise to consequence, service by service")],
        P::ServiceValidationAndTesting => &[(ValueChain, "tests as steps and gates, and what they stop")],
        P::DeploymentManagement => &[(ValueChain, "deployments as steps"), (Dora, "how often, how fast, how stable")],
        P::InfrastructureAndPlatformManagement => &[(Teams, "what a platform team provides, and to whom")],
        P::SoftwareDevelopmentAndManagement => &[(ValueChain, "building as steps, with their work and waiting")],
        P::ServiceRequestManagement => &[(ValueChain, "a stream of requests"), (Teams, "the share of self-service")],
        P::ArchitectureManagement
        | P::InformationSecurityManagement
        | P::KnowledgeManagement
        | P::PortfolioManagement
        | P::ProjectManagement
        | P::RelationshipManagement
        | P::StrategyManagement
        | P::BusinessAnalysis
        | P::ItAssetManagement
        | P::ServiceCatalogueManagement
        | P::ServiceConfigurationManagement
        | P::ServiceContinuityManagement
        | P::ServiceDesign
        | P::ServiceDesk => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_once_for_a_practice_and_says_what_it_does() {
        for practice in Practice::ALL {
            let pages = run_by(practice);
            for (at, (page, does)) in pages.iter().enumerate() {
                assert!(pages[..at].iter().all(|(other, _)| other != page), "{practice:?}");
                assert!(does.len() > 15 && !does.ends_with('.'), "{practice:?}");
            }
        }
    }
}
