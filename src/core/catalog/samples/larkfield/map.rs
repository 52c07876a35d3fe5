//! Who does what at Larkfield: practices and roles of the steps, people, RACI, teams, maturity, limits.
//!
//! The RACI table has two faults on purpose: two roles answer for change enablement, and nobody does problem management.

use super::Teams;
use crate::catalog::{numbers::Numbers, samples::parts::percent};
use crate::model::{
    Ability,
    Arrangement::{self, Integrated, Traditional},
    Bounds, Capability, CapabilityAnswers, Criterion,
    CriterionState::{self, Met, NotMet, Open},
    Duty, Elapsed, Holder, Interaction, InteractionMode,
    Letter::{self, Accountable, AccountableAndResponsible, Consulted, Informed, Responsible},
    Maturity, Party, Person, PersonId, PlatformService, Practice as P, Practices, Provision, RaciRow, Role as R,
    RoleUse, Service, Subject, SupplierContract, Target, Team, TeamCapability, TeamId, TeamShape, ValueStream, Votes,
};

/// What the steps of the three streams use, by their names.
const USES: [(&str, &[P], &[R]); 18] = [
    ("Agree request", &[P::BusinessAnalysis, P::RelationshipManagement], &[R::ProductOwner]),
    ("Design", &[P::ServiceDesign, P::SoftwareDevelopmentAndManagement], &[R::ProductOwner, R::Developer]),
    ("Build", &[P::SoftwareDevelopmentAndManagement], &[R::Developer]),
    ("Peer review", &[P::SoftwareDevelopmentAndManagement, P::ServiceValidationAndTesting], &[R::PeerReviewer]),
    ("Regression test", &[P::ServiceValidationAndTesting], &[R::TestEngineer]),
    ("Risk form", &[P::ChangeEnablement, P::RiskManagement], &[R::ChangeManager]),
    ("CAB approval", &[P::ChangeEnablement], &[R::ChangeAuthority]),
    ("Deploy", &[P::DeploymentManagement, P::ReleaseManagement], &[R::DeploymentManager]),
    ("Watch", &[P::MonitoringAndEventManagement, P::IncidentManagement], &[R::OnCallEngineer]),
    ("Detect", &[P::MonitoringAndEventManagement, P::ServiceDesk], &[R::MonitoringSpecialist]),
    ("Register and classify", &[P::IncidentManagement, P::ServiceDesk], &[R::ServiceDeskAgent]),
    ("Acknowledge", &[P::IncidentManagement], &[R::OnCallEngineer]),
    ("Diagnose", &[P::IncidentManagement, P::KnowledgeManagement, P::ProblemManagement], &[R::OnCallEngineer]),
    ("Resolve", &[P::IncidentManagement, P::ChangeEnablement, P::DeploymentManagement], &[R::OnCallEngineer]),
    ("Close", &[P::IncidentManagement, P::ServiceDesk], &[R::ServiceDeskAgent]),
    ("Ask for it", &[P::ServiceRequestManagement], &[R::Developer]),
    ("Manager approves", &[P::ServiceRequestManagement], &[R::TeamLeader]),
    (
        "Build environment",
        &[P::ServiceRequestManagement, P::InfrastructureAndPlatformManagement],
        &[R::InfrastructureSpecialist],
    ),
];

/// Says of each step what it uses.
pub(super) fn uses(streams: &mut [ValueStream]) {
    for step in streams.iter_mut().flat_map(|stream| &mut stream.steps) {
        if let Some((_, practices, roles)) = USES.iter().find(|(name, ..)| *name == step.name) {
            step.practices = practices.to_vec();
            step.roles = roles.to_vec();
        }
    }
}

/// The people who hold roles.
struct People {
    product: PersonId,
    change: PersonId,
    operations: PersonId,
    security: PersonId,
}

fn people(numbers: &mut Numbers, teams: &Teams) -> (People, Vec<Person>) {
    let mut all = Vec::new();
    let mut person = |name: &str, team: TeamId| {
        let id = numbers.person();
        all.push(Person { id, name: name.to_owned(), team: Some(team) });
        id
    };
    let ids = People {
        product: person("Mara Lind", teams.web),
        change: person("Karl Reuter", teams.change),
        operations: person("Sofia Brandt", teams.operations),
        security: person("Idris Cole", teams.security),
    };
    (ids, all)
}

/// What is said about practices.
pub(super) fn practices(numbers: &mut Numbers, teams: &Teams) -> Practices {
    let (ids, people) = people(numbers, teams);
    Practices {
        people,
        roles: roles(&ids, teams),
        raci_roles: COLUMNS.to_vec(),
        raci: RACI.iter().map(|(practice, letters)| row(*practice, letters)).collect(),
        maturity: maturity(),
        capabilities: answers(),
        ..Practices::default()
    }
}

fn roles(people: &People, teams: &Teams) -> Vec<RoleUse> {
    let person = |role: R, who: PersonId| RoleUse { today: vec![Holder::Person(who)], ..RoleUse::new(role) };
    let team = |role: R, who: TeamId| RoleUse { today: vec![Holder::Team(who)], ..RoleUse::new(role) };
    let web = || Some(vec![Holder::Team(teams.web)]);
    vec![
        person(R::ProductOwner, people.product),
        person(R::ServiceOwner, people.product),
        RoleUse { becomes: vec![R::DeliveryLead], ..person(R::ChangeManager, people.change) },
        RoleUse {
            planned: web(),
            becomes: vec![R::PeerReviewer, R::BudgetPolicyOwner],
            ..person(R::ChangeAuthority, people.change)
        },
        person(R::ReleaseManager, people.change),
        RoleUse {
            planned: web(),
            becomes: vec![R::Developer, R::PlatformEngineer],
            ..team(R::DeploymentManager, teams.operations)
        },
        person(R::IncidentManager, people.operations),
        RoleUse {
            planned: Some(vec![Holder::Person(people.operations)]),
            becomes: vec![R::IncidentCommander],
            ..RoleUse::new(R::MajorIncidentManager)
        },
        person(R::SecurityManager, people.security),
        team(R::Developer, teams.web),
        team(R::PeerReviewer, teams.web),
        RoleUse { planned: web(), ..team(R::TestEngineer, teams.quality) },
        RoleUse { becomes: vec![R::ObservabilityEngineer], ..team(R::MonitoringSpecialist, teams.operations) },
        team(R::OnCallEngineer, teams.operations),
        RoleUse {
            planned: Some(vec![Holder::Team(teams.platform)]),
            becomes: vec![R::PlatformEngineer],
            ..team(R::InfrastructureSpecialist, teams.operations)
        },
        team(R::PlatformEngineer, teams.platform),
        team(R::ServiceDeskAgent, teams.desk),
    ]
}

/// The columns of the RACI table.
const COLUMNS: [R; 8] = [
    R::ProductOwner,
    R::ChangeManager,
    R::ChangeAuthority,
    R::Developer,
    R::TestEngineer,
    R::OnCallEngineer,
    R::IncidentManager,
    R::ServiceDeskAgent,
];

/// Its rows. Change enablement has two who answer for it, problem management has nobody who does it.
const RACI: [(P, &[(R, Letter)]); 7] = [
    (
        P::ChangeEnablement,
        &[(R::ChangeManager, Accountable), (R::ChangeAuthority, AccountableAndResponsible), (R::Developer, Consulted)],
    ),
    (
        P::SoftwareDevelopmentAndManagement,
        &[(R::ProductOwner, Accountable), (R::Developer, Responsible), (R::TestEngineer, Consulted)],
    ),
    (
        P::ServiceValidationAndTesting,
        &[(R::ProductOwner, Accountable), (R::TestEngineer, Responsible), (R::Developer, Consulted)],
    ),
    (
        P::DeploymentManagement,
        &[(R::ChangeManager, Accountable), (R::OnCallEngineer, Responsible), (R::Developer, Informed)],
    ),
    (
        P::IncidentManagement,
        &[
            (R::IncidentManager, Accountable),
            (R::OnCallEngineer, Responsible),
            (R::ServiceDeskAgent, Responsible),
            (R::ProductOwner, Informed),
        ],
    ),
    (
        P::ProblemManagement,
        &[(R::IncidentManager, Accountable), (R::Developer, Informed), (R::OnCallEngineer, Informed)],
    ),
    (P::MonitoringAndEventManagement, &[(R::IncidentManager, Accountable), (R::OnCallEngineer, Responsible)]),
];

fn row(practice: P, letters: &[(R, Letter)]) -> RaciRow {
    let duties = letters.iter().map(|(role, letter)| Duty { role: *role, letter: *letter });
    RaciRow { subject: Subject::Practice(practice), duties: duties.collect() }
}

/// Incident management by criteria; the others as ten people voted.
fn maturity() -> Vec<Maturity> {
    let voted = |practice: P, votes: [u16; 5], target: u8| Maturity {
        target: Some(target),
        votes: Votes(votes),
        ..Maturity::new(practice)
    };
    vec![
        Maturity { target: Some(4), criteria: incident_criteria(), ..Maturity::new(P::IncidentManagement) },
        voted(P::ChangeEnablement, [0, 2, 6, 2, 0], 4),
        voted(P::MonitoringAndEventManagement, [2, 5, 3, 0, 0], 4),
        voted(P::ProblemManagement, [7, 2, 1, 0, 0], 3),
        voted(P::DeploymentManagement, [6, 3, 0, 1, 0], 4),
        voted(P::ServiceLevelManagement, [1, 6, 1, 2, 0], 3),
    ]
}

fn incident_criteria() -> Vec<Criterion> {
    let criterion = |level: u8, text: &str, state: CriterionState, evidence: &[&str]| Criterion {
        level,
        text: text.to_owned(),
        state,
        evidence: evidence.iter().map(|evidence| (*evidence).to_owned()).collect(),
    };
    vec![
        criterion(
            2,
            "Failures are written down when they are noticed",
            Met,
            &["9 incidents in 26 weeks, each with a time of opening", "Desk log", "Rota of Operations"],
        ),
        criterion(2, "Somebody takes each of them within 15 minutes", Met, &["Time-out of the pager", "Desk log"]),
        criterion(
            3,
            "Who responds, and who is called next, is agreed and known",
            Met,
            &[
                "On-call plan: five people, primary and secondary",
                "Escalation after 15 minutes",
                "Interview with Operations",
            ],
        ),
        criterion(3, "The desk and Operations use the same priorities", Met, &["Matrix of impact and urgency"]),
        criterion(4, "Priorities are tied to what the objective can bear", NotMet, &[]),
        criterion(5, "What is learned from failures changes how they are handled", Open, &[]),
    ]
}

/// What eight people of the web product team said.
fn answers() -> Vec<CapabilityAnswers> {
    let answered = |capability: Capability, statement: u8, votes: [u16; 5]| CapabilityAnswers {
        capability,
        statement,
        votes: Votes(votes),
    };
    vec![
        answered(Capability::ContinuousIntegration, 0, [1, 3, 3, 1, 0]),
        answered(Capability::ContinuousIntegration, 1, [0, 4, 2, 2, 0]),
        answered(Capability::LooselyCoupledTeams, 0, [3, 4, 1, 0, 0]),
        answered(Capability::LooselyCoupledTeams, 1, [4, 3, 1, 0, 0]),
        answered(Capability::StreamliningChangeApproval, 0, [5, 2, 1, 0, 0]),
    ]
}

/// What the teams are, where their capabilities are at home, and what they do for each other.
pub(super) fn teams(all: &mut [Team], ids: &Teams) {
    let ability = |ability: Ability, arrangement: Arrangement| TeamCapability { ability, arrangement };
    let with = |with: TeamId, mode: InteractionMode| Interaction { with, mode };
    for team in all {
        if team.id == ids.web {
            team.shape = Some(TeamShape::StreamAligned);
            team.capabilities = vec![
                ability(Ability::Development, Integrated),
                ability(Ability::Operations, Traditional),
                ability(Ability::Support, Traditional),
                ability(Ability::Security, Traditional),
                ability(Ability::Testing, Traditional),
            ];
            team.interactions = vec![
                with(ids.platform, InteractionMode::Collaboration),
                with(ids.operations, InteractionMode::Collaboration),
            ];
        } else if team.id == ids.platform {
            team.shape = Some(TeamShape::Platform);
            team.provides = platform(ids);
        } else if team.id == ids.security {
            team.shape = Some(TeamShape::Enabling);
            team.interactions = vec![with(ids.web, InteractionMode::Facilitating)];
        }
    }
}

fn platform(ids: &Teams) -> Vec<PlatformService> {
    vec![
        PlatformService {
            name: "Build pipeline".to_owned(),
            kind: Provision::Pipeline,
            practices: vec![P::ChangeEnablement, P::DeploymentManagement],
            consumers: vec![ids.web],
            self_service: Some(percent(80.0)),
        },
        PlatformService {
            name: "Dashboards and logs".to_owned(),
            kind: Provision::Observability,
            practices: vec![P::MonitoringAndEventManagement],
            consumers: vec![ids.web, ids.operations],
            self_service: Some(percent(60.0)),
        },
    ]
}

/// The suppliers as teams, each with the contract that it fulfils. Only the contact counts as its people.
pub(super) fn suppliers(numbers: &mut Numbers, services: &[Service]) -> Vec<Team> {
    let contracts = services.iter().flat_map(|service| &service.contracts);
    let supplier = |contract: &SupplierContract| Team {
        party: Party::Supplier,
        contracts: vec![contract.id],
        ..Team::new(numbers.team(), contract.supplier.clone())
    };
    contracts.map(supplier).collect()
}

/// What the heads of Larkfield agreed on: no promise below 99.5 %, two failed deployments in four weeks, and no step at
/// which a change waits longer than three days.
pub(super) fn bounds() -> Bounds {
    Bounds {
        lowest_slo: Target::from_budget_ten_millionths(50_000),
        most_failures: Some(2.0),
        longest_wait: Some(Elapsed::clamped_days(3.0)),
    }
}
