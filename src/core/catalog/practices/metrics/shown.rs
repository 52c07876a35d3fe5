//! Where this app shows a metric: a figure on a page, or honestly nothing.

use super::{SuccessMetric, SuccessMetric as M};
use crate::catalog::places::AppPage;

/// A figure of the app that shows a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Where.
    pub page: AppPage,
    /// Which figure there, and from what it comes: a phrase without a full stop.
    pub figure: &'static str,
}

const fn at(page: AppPage, figure: &'static str) -> Shown {
    Shown { page, figure }
}

/// The figure that shows a metric; `None` when nothing in this app does.
pub const fn shown(metric: SuccessMetric) -> Option<Shown> {
    use AppPage::{Dora, Overview, ServiceLevels, Simulator, ValueChain};
    Some(match metric {
        M::ObjectivesThatAreMeasured => at(Overview, "coverage: services with delivery records"),
        M::ServicesWithObjective => at(Overview, "coverage: services with an objective"),
        M::Headroom => at(ValueChain, "how busy people are, at each step and in each team"),
        M::RequestToLive => {
            at(ValueChain, "request to live, from observed times; the Simulator says it for a scenario")
        }
        M::ReleaseBacklog => at(Simulator, "changes requested and not yet live"),
        M::OnCallLoad => at(Simulator, "share of the week that incidents take from a team"),
        M::CostPerService => at(Simulator, "what failure, delay and credits cost in 28 days, not what running costs"),
        M::AvailabilityAgainstTarget => at(ServiceLevels, "what is left of the error budget, day by day"),
        M::SupplierBreaches => {
            at(ServiceLevels, "what contracts promise against what we promise, not what suppliers kept")
        }
        M::Downtime => at(ServiceLevels, "minutes of failure, from incident records"),
        M::AgreementsMet => at(Simulator, "credits paid back under the agreement"),
        M::NumberOfDisruptions => at(Simulator, "incidents in 28 days, those without a change included"),
        M::ChangeFailRate => at(Dora, "change fail rate, from records; the Simulator says it for a scenario"),
        M::IncidentsCausedByChanges => at(Dora, "incidents that name a deployment, from records"),
        M::DeploymentFrequency => at(Dora, "deployment frequency, from records"),
        M::ChangeLeadTime => at(Dora, "change lead time, from records"),
        M::DeploymentReworkRate => at(Dora, "deployment rework rate, from records"),
        M::FailedDeploymentRecoveryTime => at(Dora, "failed deployment recovery time, from records"),
        M::FoundByMonitoring => at(Simulator, "the lever that says what monitoring finds first: stated, not measured"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The five metrics of DORA and what an objective is judged by are shown; how content people are is not.
    #[test]
    fn what_is_computed_is_pointed_to_and_the_rest_is_not() {
        let page = |metric| shown(metric).map(|shown| shown.page);
        for metric in [
            M::DeploymentFrequency,
            M::ChangeLeadTime,
            M::ChangeFailRate,
            M::FailedDeploymentRecoveryTime,
            M::DeploymentReworkRate,
        ] {
            assert_eq!(page(metric), Some(AppPage::Dora), "{metric:?}");
        }
        assert_eq!(page(M::AvailabilityAgainstTarget), Some(AppPage::ServiceLevels));
        assert_eq!(page(M::UserSatisfaction), None);
        assert_eq!(SuccessMetric::ALL.into_iter().filter(|metric| shown(*metric).is_some()).count(), 19);
    }
}
