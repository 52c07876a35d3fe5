//! Ways in which a change is let into production.

use super::{
    Body, Group, Template,
    stage::{Chain, Crew, stage},
};
use crate::model::{
    Activity::{DeliverAndSupport, DesignAndTransition, Engage, Improve, ObtainBuild},
    Cadence, Elapsed, LifecycleActivity as Life,
    Practice::{
        BusinessAnalysis, ChangeEnablement, ContinualImprovement, DeploymentManagement, IncidentManagement,
        InformationSecurityManagement, MonitoringAndEventManagement, ProblemManagement, RelationshipManagement,
        ReleaseManagement, RiskManagement, ServiceConfigurationManagement, ServiceDesign, ServiceValidationAndTesting,
        SoftwareDevelopmentAndManagement,
    },
    Role::{
        BusinessAnalyst, ChangeAuthority, ChangeManager, Developer, IncidentCommander, OnCallEngineer, PeerReviewer,
        PlatformEngineer, PostMortemOwner, ProductOwner, ReleaseEngineer, ReleaseManager, SecurityChampion,
        SiteReliabilityEngineer, TechLead, TestEngineer, TestingManager,
    },
    StreamKind,
    Weekday::{Thursday, Wednesday},
};

/// Small changes that the pipeline lets through when four gates say so.
pub(super) const CI_CD: Template = Template {
    key: "feature-by-ci-cd",
    name: "Feature by CI/CD",
    group: Group::Delivery,
    kind: StreamKind::Change,
    purpose: "Standard changes: approved in advance, and let through by automated tests, a security scan, a verified \
              deployment and monitoring after it.",
    source: "The four gates: ITIL v5 Compass, \"DevOps and SRE Integration with ITIL v5\". Steps, times and what a \
             gate stops are usual values, assumed.",
    chain: Body::Chain(Chain {
        trigger: "A wish that fits into a small change",
        outcome: "Users have it, and it is watched",
        per_week: 10.0,
        mix: (90, 2),
        bad_changes: 5,
        clock: Some("Build"),
        links: &[],
        stages: &[
            stage("Agree request", (Engage, Life::Discover), Crew::Product, (1.0, 2.0), (4.0, 24.0))
                .accurate(90, None)
                .by(&[BusinessAnalysis, RelationshipManagement], &[ProductOwner]),
            stage("Build", (ObtainBuild, Life::Build), Crew::Product, (6.0, 12.0), (24.0, 72.0))
                .by(&[SoftwareDevelopmentAndManagement], &[Developer]),
            stage("Peer review", (ObtainBuild, Life::Build), Crew::Product, (0.5, 1.0), (2.0, 8.0))
                .accurate(90, Some("Build"))
                .by(&[SoftwareDevelopmentAndManagement, ChangeEnablement], &[PeerReviewer])
                .note("Whoever wrote the change does not approve it: the review is the evidence."),
            stage("Automated tests", (DesignAndTransition, Life::Build), Crew::Product, (0.3, 0.5), (0.3, 1.0))
                .gate(50, 3)
                .by(&[ServiceValidationAndTesting], &[TestEngineer])
                .note("The quality gate."),
            stage("Security scan", (DesignAndTransition, Life::Build), Crew::Product, (0.2, 0.4), (0.2, 1.0))
                .gate(5, 1)
                .by(&[InformationSecurityManagement], &[SecurityChampion])
                .note("The compliance gate."),
            stage("Verify deployment", (DesignAndTransition, Life::Transition), Crew::Platform, (0.2, 0.4), (0.2, 1.0))
                .gate(15, 1)
                .by(&[DeploymentManagement, ServiceConfigurationManagement], &[PlatformEngineer])
                .note("The operational gate: deployed to a copy of the live system and checked there."),
            stage("Deploy", (DesignAndTransition, Life::Transition), Crew::Platform, (0.1, 0.2), (0.1, 0.5))
                .deploy(None)
                .by_machine()
                .by(&[DeploymentManagement, ReleaseManagement, ChangeEnablement], &[ReleaseEngineer]),
            stage(
                "Monitor after deployment",
                (DeliverAndSupport, Life::Operate),
                Crew::Product,
                (0.0, 0.0),
                (0.5, 1.0),
            )
            .by_machine()
            .by(&[MonitoringAndEventManagement], &[SiteReliabilityEngineer])
            .note("The observability gate: the pipeline watches for a while and rolls back when something is wrong."),
        ],
    }),
};

/// Wednesday 10:00; papers in by Monday 12:00.
const BOARD: Cadence = Cadence { cut_off: Elapsed::clamped_hours(46.0), ..Cadence::weekly(Wednesday, 10) };

/// The classic way: a board that meets every week, and one release a week.
pub(super) const WEEKLY_CAB: Template = Template {
    key: "feature-with-weekly-cab",
    name: "Feature with weekly CAB",
    group: Group::Delivery,
    kind: StreamKind::Change,
    purpose: "Normal changes: assessed, approved by a board that meets every week, and released together.",
    source: "A common shape, as in the worked example. Steps, times and what the board stops are usual values, assumed.",
    chain: Body::Chain(Chain {
        trigger: "A wish of the business",
        outcome: "Users have it",
        per_week: 6.0,
        mix: (10, 5),
        bad_changes: 5,
        clock: Some("Build"),
        links: &[],
        stages: &[
            stage("Agree request", (Engage, Life::Discover), Crew::Product, (2.0, 4.0), (24.0, 48.0))
                .accurate(80, None)
                .by(&[BusinessAnalysis, RelationshipManagement], &[ProductOwner, BusinessAnalyst]),
            stage("Design", (DesignAndTransition, Life::Design), Crew::Product, (3.0, 6.0), (24.0, 48.0))
                .accurate(90, None)
                .by(&[ServiceDesign], &[TechLead]),
            stage("Build", (ObtainBuild, Life::Build), Crew::Product, (9.0, 18.0), (72.0, 96.0))
                .by(&[SoftwareDevelopmentAndManagement], &[Developer]),
            stage("Peer review", (ObtainBuild, Life::Build), Crew::Product, (0.8, 1.5), (4.0, 8.0))
                .accurate(95, Some("Build"))
                .by(&[SoftwareDevelopmentAndManagement], &[PeerReviewer]),
            stage("Regression test", (DesignAndTransition, Life::Build), Crew::Product, (3.0, 6.0), (48.0, 72.0))
                .accurate(85, Some("Build"))
                .by(&[ServiceValidationAndTesting], &[TestingManager, TestEngineer]),
            stage("Assess the risk", (DesignAndTransition, Life::Transition), Crew::Release, (0.8, 1.5), (4.0, 24.0))
                .by(&[ChangeEnablement, RiskManagement], &[ChangeManager])
                .note("The change record, with what may go wrong and how to go back."),
            stage("CAB approval", (DesignAndTransition, Life::Transition), Crew::Release, (0.2, 0.4), (120.0, 144.0))
                .approval(Some(BOARD), 10)
                .by(&[ChangeEnablement], &[ChangeAuthority, ChangeManager])
                .note("Wednesday 10:00; papers in by Monday 12:00. What it stops is assumed: ask yours."),
            stage("Deploy", (DesignAndTransition, Life::Transition), Crew::Operations, (1.0, 2.0), (24.0, 36.0))
                .deploy(Some(Cadence::weekly(Thursday, 22)))
                .always()
                .by(&[DeploymentManagement, ReleaseManagement], &[ReleaseManager]),
            stage("Watch", (DeliverAndSupport, Life::Operate), Crew::Operations, (0.4, 0.8), (4.0, 12.0))
                .always()
                .by(&[MonitoringAndEventManagement], &[OnCallEngineer]),
        ],
    }),
};

/// What must not wait.
pub(super) const EMERGENCY: Template = Template {
    key: "emergency-fix",
    name: "Emergency fix",
    group: Group::Delivery,
    kind: StreamKind::Change,
    purpose: "Emergency changes: one person decides at once, a rollback is at hand, and the review comes after.",
    source: "Fast track, rollback and review: ITIL v5 Compass, \"DevOps and SRE Integration with ITIL v5\". Steps and \
             times are usual values, assumed.",
    chain: Body::Chain(Chain {
        trigger: "Something is broken or open, and cannot wait",
        outcome: "It is mended, and everybody knows why it broke",
        per_week: 0.5,
        mix: (0, 100),
        bad_changes: 10,
        clock: Some("Make the fix"),
        links: &[],
        stages: &[
            stage(
                "Understand the failure",
                (DeliverAndSupport, Life::Support),
                Crew::Operations,
                (0.4, 1.0),
                (0.3, 2.0),
            )
            .always()
            .by(&[IncidentManagement, ProblemManagement], &[OnCallEngineer, IncidentCommander]),
            stage("Make the fix", (ObtainBuild, Life::Build), Crew::Product, (1.0, 2.5), (1.0, 6.0))
                .always()
                .by(&[SoftwareDevelopmentAndManagement], &[Developer]),
            stage("Review by a peer", (ObtainBuild, Life::Build), Crew::Product, (0.2, 0.4), (0.2, 1.0))
                .always()
                .accurate(90, Some("Make the fix"))
                .by(&[SoftwareDevelopmentAndManagement], &[PeerReviewer]),
            stage("Automated tests", (DesignAndTransition, Life::Build), Crew::Product, (0.3, 0.5), (0.3, 1.0))
                .gate(40, 3)
                .by(&[ServiceValidationAndTesting], &[TestEngineer]),
            stage(
                "Fast-track approval",
                (DesignAndTransition, Life::Transition),
                Crew::Release,
                (0.1, 0.3),
                (0.1, 1.0),
            )
            .always()
            .approval(None, 5)
            .by(&[ChangeEnablement, RiskManagement], &[ChangeAuthority])
            .note("One person who can be reached at any hour, not a meeting."),
            stage("Deploy", (DesignAndTransition, Life::Transition), Crew::Operations, (0.2, 0.4), (0.2, 1.0))
                .always()
                .deploy(None)
                .by(&[DeploymentManagement], &[OnCallEngineer])
                .note("A rollback is ready before it goes out."),
            stage("Tell those concerned", (Engage, Life::Support), Crew::Desk, (0.2, 0.4), (0.2, 2.0))
                .always()
                .by(&[IncidentManagement, RelationshipManagement], &[]),
            stage("Review afterwards", (Improve, Life::Support), Crew::Operations, (2.0, 4.0), (24.0, 120.0))
                .by(&[ProblemManagement, ChangeEnablement, ContinualImprovement], &[PostMortemOwner, ChangeManager])
                .note("Mandatory: the approval is confirmed, and what made the failure possible is found."),
        ],
    }),
};

/// Real records.
pub(super) const RUST_TRAIN: Template = Template {
    key: "rust-release-train",
    name: "Rust release train",
    group: Group::Delivery,
    kind: StreamKind::Change,
    purpose: "A train that leaves every six weeks, ready or not: what is in is in, and the rest takes the next one.",
    source: "Rust release notes 1.0.0 to 1.94.1 (MIT or Apache-2.0) and The Rust Book, appendix G: rhythm, failures and \
             unplanned releases are real. Changes a week and hands-on times are not in the records, and assumed.",
    chain: Body::RustTrain,
};
