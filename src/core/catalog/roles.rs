//! The roles: what each is called, and which of the three roads it comes from.
//!
//! Names are common words of the trade in one spelling. Guides avoid generic roles such as practice owner or coach, and
//! so does this list.

use super::activities::Strand;
use crate::model::Role::{self, *};

/// The road it comes from: ITIL, DevOps or SRE. The list of all roles goes from road to road.
pub const fn strand(role: Role) -> Strand {
    let place = role as u8;
    if place < ProductOwner as u8 {
        Strand::Governance
    } else if place < SiteReliabilityEngineer as u8 {
        Strand::Velocity
    } else {
        Strand::Reliability
    }
}

/// What people call it.
pub const fn name(role: Role) -> &'static str {
    match role {
        ExecutiveLeader => "Executive leader",
        Architect => "Architect",
        PortfolioManager => "Portfolio manager",
        ProjectManager => "Project manager",
        TeamLeader => "Team leader",
        BusinessAnalyst => "Business analyst",
        RelationshipManager => "Relationship manager",
        ServiceDesigner => "Service designer",
        ServiceOwner => "Service owner",
        ServiceLevelManager => "Service level manager",
        CatalogueManager => "Service catalogue manager",
        AvailabilityManager => "Availability manager",
        CapacityManager => "Capacity and performance manager",
        ContinuityManager => "Business continuity manager",
        SecurityManager => "Information security manager",
        RiskManager => "Risk manager",
        ChangeManager => "Change manager",
        ChangeAuthority => "Change authority",
        ReleaseManager => "Release manager",
        DeploymentManager => "Deployment manager",
        TestingManager => "Testing manager",
        ConfigurationManager => "Configuration manager",
        AssetManager => "IT asset manager",
        SupplierManager => "Supplier manager",
        FinancialManager => "Service financial manager",
        InfrastructureSpecialist => "Infrastructure specialist",
        MonitoringSpecialist => "Monitoring specialist",
        ServiceDeskAgent => "Service desk agent",
        IncidentManager => "Incident manager",
        MajorIncidentManager => "Major incident manager",
        ProblemManager => "Problem manager",
        KnowledgeManager => "Knowledge manager",
        ImprovementManager => "Continual improvement manager",
        ProductOwner => "Product owner",
        DeliveryLead => "Delivery lead",
        TechLead => "Tech lead",
        Developer => "Developer",
        PeerReviewer => "Reviewing peer",
        TestEngineer => "Software engineer in test",
        UxDesigner => "UX designer",
        PlatformEngineer => "Platform engineer",
        ObservabilityEngineer => "Observability engineer",
        SecurityChampion => "Security champion",
        ReleaseTrainEngineer => "Release train engineer",
        SupportEngineer => "Support engineer",
        FinopsPractitioner => "FinOps practitioner",
        SiteReliabilityEngineer => "Site reliability engineer",
        ReleaseEngineer => "Release engineer",
        OnCallEngineer => "On-call engineer",
        IncidentCommander => "Incident commander",
        CommunicationsLead => "Communications lead",
        PostMortemOwner => "Post-mortem owner",
        BudgetPolicyOwner => "Error budget policy owner",
        ReadinessReviewer => "Production readiness reviewer",
        RecoveryCoordinator => "Disaster recovery coordinator",
        CustomerReliabilityEngineer => "Customer reliability engineer",
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
