//! The roles: what each is called, and which of the three roads it comes from.
//!
//! Names are common words of the trade in one spelling. Guides avoid generic roles such as practice owner or coach, and
//! so does this list.

use super::activities::Strand;
use crate::model::{Role, Role as R};

/// The road it comes from: ITIL, DevOps or SRE. The list of all roles goes from road to road.
pub const fn strand(role: Role) -> Strand {
    let place = role as u8;
    if place < R::ProductOwner as u8 {
        Strand::Governance
    } else if place < R::SiteReliabilityEngineer as u8 {
        Strand::Velocity
    } else {
        Strand::Reliability
    }
}

/// What people call it.
pub const fn name(role: Role) -> &'static str {
    match role {
        R::ExecutiveLeader => "Executive leader",
        R::Architect => "Architect",
        R::PortfolioManager => "Portfolio manager",
        R::ProjectManager => "Project manager",
        R::TeamLeader => "Team leader",
        R::BusinessAnalyst => "Business analyst",
        R::RelationshipManager => "Relationship manager",
        R::ServiceDesigner => "Service designer",
        R::ServiceOwner => "Service owner",
        R::ServiceLevelManager => "Service level manager",
        R::CatalogueManager => "Service catalogue manager",
        R::AvailabilityManager => "Availability manager",
        R::CapacityManager => "Capacity and performance manager",
        R::ContinuityManager => "Business continuity manager",
        R::SecurityManager => "Information security manager",
        R::RiskManager => "Risk manager",
        R::ChangeManager => "Change manager",
        R::ChangeAuthority => "Change authority",
        R::ReleaseManager => "Release manager",
        R::DeploymentManager => "Deployment manager",
        R::TestingManager => "Testing manager",
        R::ConfigurationManager => "Configuration manager",
        R::AssetManager => "IT asset manager",
        R::SupplierManager => "Supplier manager",
        R::FinancialManager => "Service financial manager",
        R::InfrastructureSpecialist => "Infrastructure specialist",
        R::MonitoringSpecialist => "Monitoring specialist",
        R::ServiceDeskAgent => "Service desk agent",
        R::IncidentManager => "Incident manager",
        R::MajorIncidentManager => "Major incident manager",
        R::ProblemManager => "Problem manager",
        R::KnowledgeManager => "Knowledge manager",
        R::ImprovementManager => "Continual improvement manager",
        R::ProductOwner => "Product owner",
        R::DeliveryLead => "Delivery lead",
        R::TechLead => "Tech lead",
        R::Developer => "Developer",
        R::PeerReviewer => "Reviewing peer",
        R::TestEngineer => "Software engineer in test",
        R::UxDesigner => "UX designer",
        R::PlatformEngineer => "Platform engineer",
        R::ObservabilityEngineer => "Observability engineer",
        R::SecurityChampion => "Security champion",
        R::ReleaseTrainEngineer => "Release train engineer",
        R::SupportEngineer => "Support engineer",
        R::FinopsPractitioner => "FinOps practitioner",
        R::SiteReliabilityEngineer => "Site reliability engineer",
        R::ReleaseEngineer => "Release engineer",
        R::OnCallEngineer => "On-call engineer",
        R::IncidentCommander => "Incident commander",
        R::CommunicationsLead => "Communications lead",
        R::PostMortemOwner => "Post-mortem owner",
        R::BudgetPolicyOwner => "Error budget policy owner",
        R::ReadinessReviewer => "Production readiness reviewer",
        R::RecoveryCoordinator => "Disaster recovery coordinator",
        R::CustomerReliabilityEngineer => "Customer reliability engineer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One spelling each: no two names are the same, in whatever case.
    #[test]
    fn each_role_has_its_own_name() {
        for (at, role) in Role::ALL.into_iter().enumerate() {
            let clash = Role::ALL.into_iter().skip(at + 1).find(|other| name(*other).eq_ignore_ascii_case(name(role)));
            assert_eq!(clash, None, "{role:?}");
        }
    }

    #[test]
    fn every_road_brings_its_roles() {
        let of = |wanted| Role::ALL.into_iter().filter(|role| strand(*role) == wanted).count();
        assert_eq!((of(Strand::Governance), of(Strand::Velocity), of(Strand::Reliability)), (33, 13, 10));
    }
}
