//! From the traditional role of ITIL to its counterparts in DevOps and SRE.
//!
//! The map is ours, with two rows anchored in something published: that a commander leads a major incident (ITIL v5
//! Compass, second-hand) and that site reliability engineers share the work of infrastructure specialists (ITIL 4 practice
//! guide). A role without a counterpart says so instead of pointing to the nearest one.

use crate::model::{Role, Role as R};

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleSource {
    /// A published mapping says it.
    Published(&'static str),
    /// Ours.
    Ours,
}

/// Traditional roles with the same counterparts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleRow {
    /// The roles of ITIL.
    pub itil: &'static [Role],
    /// Who does it in DevOps; none when nobody does.
    pub devops: &'static [Role],
    /// Who does it in SRE; none when nobody does.
    pub sre: &'static [Role],
    /// What is worth knowing: a phrase without a full stop. May be empty.
    pub note: &'static str,
    /// Where it comes from.
    pub source: RoleSource,
}

impl RoleRow {
    /// Whether neither DevOps nor SRE has anybody who does it.
    pub const fn no_counterpart(&self) -> bool {
        self.devops.is_empty() && self.sre.is_empty()
    }
}

const fn ours(itil: &'static [Role], devops: &'static [Role], sre: &'static [Role], note: &'static str) -> RoleRow {
    RoleRow { itil, devops, sre, note, source: RoleSource::Ours }
}

/// All rows. Every traditional role stands in exactly one.
pub static ROLE_MAP: [RoleRow; 26] = [
    ours(
        &[R::ChangeManager],
        &[R::DeliveryLead],
        &[R::ReleaseEngineer],
        "authority moves to peer review and to a policy that a machine applies",
    ),
    ours(
        &[R::ChangeAuthority],
        &[R::PeerReviewer, R::ProductOwner],
        &[R::BudgetPolicyOwner],
        "who may say yes differs from one model of change to the next",
    ),
    ours(&[R::ReleaseManager], &[R::ProductOwner, R::ReleaseTrainEngineer], &[R::ReleaseEngineer], ""),
    ours(&[R::DeploymentManager], &[R::Developer, R::PlatformEngineer], &[R::ReleaseEngineer], ""),
    ours(&[R::IncidentManager], &[R::Developer], &[R::OnCallEngineer], "the developer who is on call"),
    RoleRow {
        itil: &[R::MajorIncidentManager],
        devops: &[],
        sre: &[R::IncidentCommander],
        note: "DevOps has no role of its own for it",
        source: RoleSource::Published("ITIL v5 Compass, second-hand"),
    },
    ours(
        &[R::ServiceDeskAgent],
        &[R::SupportEngineer],
        &[R::CommunicationsLead],
        "users keep one place to turn to; the communications lead speaks in major incidents",
    ),
    ours(&[R::ProblemManager], &[R::TechLead], &[R::PostMortemOwner], "the tech lead, or who leads the retrospective"),
    ours(
        &[R::ServiceLevelManager, R::ServiceOwner],
        &[R::ProductOwner],
        &[R::SiteReliabilityEngineer],
        "the reliability engineer and the product owner sign the objective together",
    ),
    ours(
        &[R::AvailabilityManager, R::CapacityManager],
        &[R::PlatformEngineer],
        &[R::SiteReliabilityEngineer],
        "with the architect, who keeps the name",
    ),
    ours(&[R::MonitoringSpecialist], &[R::ObservabilityEngineer], &[R::SiteReliabilityEngineer], ""),
    ours(
        &[R::ConfigurationManager],
        &[R::PlatformEngineer],
        &[],
        "infrastructure as code is the record; who owns the catalogue of services has no name of its own in SRE",
    ),
    ours(&[R::ContinuityManager], &[R::PlatformEngineer], &[R::RecoveryCoordinator], ""),
    ours(
        &[R::SecurityManager],
        &[R::SecurityChampion],
        &[R::OnCallEngineer],
        "the manager stays; champions work inside the teams, and security has its own call",
    ),
    RoleRow {
        itil: &[R::InfrastructureSpecialist],
        devops: &[R::PlatformEngineer],
        sre: &[R::SiteReliabilityEngineer],
        note: "the guide names site reliability engineers; platform engineers are our addition",
        source: RoleSource::Published("ITIL 4 practice guide, Infrastructure and platform management"),
    },
    ours(&[R::TestingManager], &[R::TestEngineer], &[R::ReadinessReviewer], ""),
    ours(&[R::FinancialManager, R::AssetManager], &[R::FinopsPractitioner], &[], "SRE has no close counterpart"),
    ours(
        &[R::SupplierManager],
        &[R::FinopsPractitioner],
        &[],
        "for cloud suppliers only; SRE has no close counterpart",
    ),
    ours(
        &[R::BusinessAnalyst, R::RelationshipManager],
        &[R::ProductOwner, R::UxDesigner],
        &[R::CustomerReliabilityEngineer],
        "",
    ),
    ours(
        &[R::ServiceDesigner],
        &[R::UxDesigner],
        &[R::ReadinessReviewer],
        "the reviewer looks at what was designed to be run",
    ),
    ours(
        &[R::CatalogueManager],
        &[R::PlatformEngineer],
        &[],
        "a portal for developers is the catalogue; SRE has no close counterpart",
    ),
    ours(
        &[R::ProjectManager, R::TeamLeader],
        &[R::DeliveryLead],
        &[],
        "SRE leads by objectives, not by a role of its own",
    ),
    ours(
        &[R::Architect],
        &[R::TechLead],
        &[R::ReadinessReviewer],
        "the architect stays where many teams share a structure",
    ),
    ours(
        &[R::PortfolioManager],
        &[R::ProductOwner],
        &[],
        "a product is paid for, not a project; SRE has no close counterpart",
    ),
    ours(
        &[R::KnowledgeManager, R::ImprovementManager],
        &[R::TechLead],
        &[R::PostMortemOwner],
        "what was learned is kept where the work is",
    ),
    ours(
        &[R::ExecutiveLeader, R::RiskManager],
        &[],
        &[],
        "no close counterpart: the role stays as it is, and sets the bounds",
    ),
];

/// The row of a traditional role; `None` for a role of DevOps or SRE.
pub fn row_of(role: Role) -> Option<&'static RoleRow> {
    ROLE_MAP.iter().find(|row| row.itil.contains(&role))
}

/// The roles of DevOps and SRE that do what a traditional role did; none for a role that has no counterpart.
pub fn counterparts(role: Role) -> impl Iterator<Item = Role> {
    row_of(role).into_iter().flat_map(|row| row.devops.iter().chain(row.sre)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{activities::Strand, roles::strand};

    #[test]
    fn every_traditional_role_stands_in_one_row_and_roads_do_not_mix() {
        for role in Role::ALL {
            let rows = ROLE_MAP.iter().filter(|row| row.itil.contains(&role)).count();
            assert_eq!(rows, usize::from(strand(role) == Strand::Governance), "{role:?}");
        }
        for row in &ROLE_MAP {
            assert!(row.devops.iter().all(|role| strand(*role) == Strand::Velocity), "{:?}", row.itil);
            assert!(row.sre.iter().all(|role| strand(*role) == Strand::Reliability), "{:?}", row.itil);
            assert!(!row.note.ends_with('.'), "{:?}", row.itil);
        }
    }

    #[test]
    fn who_has_no_counterpart_says_so() {
        for row in ROLE_MAP.iter().filter(|row| row.devops.is_empty() || row.sre.is_empty()) {
            assert!(!row.note.is_empty(), "{:?}", row.itil);
        }
        assert!(row_of(R::RiskManager).is_some_and(RoleRow::no_counterpart));
        assert_eq!(counterparts(R::MajorIncidentManager).collect::<Vec<_>>(), [R::IncidentCommander]);
        assert_eq!(row_of(R::ProductOwner), None);
    }

    /// Every role of SRE and DevOps does what some traditional role did.
    #[test]
    fn every_newer_role_is_reached() {
        for role in Role::ALL.into_iter().filter(|role| strand(*role) != Strand::Governance) {
            assert!(ROLE_MAP.iter().any(|row| row.devops.contains(&role) || row.sre.contains(&role)), "{role:?}");
        }
    }
}
