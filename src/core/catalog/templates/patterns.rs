//! The five patterns of the value chain that are told of ITIL (Version 5): one step for each activity that takes part.
//!
//! Which activities a pattern has is told second-hand. What happens in each, by whom and in which time, is ours: a team
//! starts from the activities and puts its own steps in their places.

use super::{
    Body, Group, Template,
    stage::{Chain, Crew, Stage, stage},
};
use crate::model::{
    Activity::{DeliverAndSupport, DesignAndTransition, Engage, ObtainBuild},
    LifecycleActivity as Life,
    Practice::{
        ArchitectureManagement, AvailabilityManagement, BusinessAnalysis, ChangeEnablement, DeploymentManagement,
        IncidentManagement, ItAssetManagement, MonitoringAndEventManagement, PortfolioManagement, ProblemManagement,
        RelationshipManagement, ReleaseManagement, ServiceCatalogueManagement, ServiceDesign, ServiceDesk,
        ServiceLevelManagement, ServiceRequestManagement, ServiceValidationAndTesting,
        SoftwareDevelopmentAndManagement, SupplierManagement,
    },
    Role::{
        Architect, Developer, OnCallEngineer, ProductOwner, ReleaseManager, ServiceDesigner, ServiceDeskAgent,
        ServiceLevelManager, SiteReliabilityEngineer, SupplierManager,
    },
    StreamKind,
};

const DISCOVER: Stage = stage("Discover", (Engage, Life::Discover), Crew::Product, (3.0, 6.0), (24.0, 120.0))
    .by(&[BusinessAnalysis, RelationshipManagement, PortfolioManagement], &[ProductOwner]);
const DESIGN: Stage = stage("Design", (DesignAndTransition, Life::Design), Crew::Product, (4.0, 8.0), (24.0, 96.0))
    .accurate(90, None)
    .by(&[ServiceDesign, ArchitectureManagement, ServiceLevelManagement], &[ServiceDesigner, Architect]);
const ACQUIRE: Stage = stage("Acquire", (ObtainBuild, Life::Acquire), Crew::Supplier, (4.0, 8.0), (72.0, 240.0))
    .by(&[SupplierManagement, ItAssetManagement], &[SupplierManager]);
const BUILD: Stage = stage("Build", (ObtainBuild, Life::Build), Crew::Product, (12.0, 24.0), (72.0, 168.0))
    .accurate(90, None)
    .by(&[SoftwareDevelopmentAndManagement, ServiceValidationAndTesting], &[Developer]);
const TRANSITION: Stage =
    stage("Transition", (DesignAndTransition, Life::Transition), Crew::Release, (1.0, 2.0), (24.0, 168.0))
        .deploy(None)
        .by(&[ChangeEnablement, ReleaseManagement, DeploymentManagement], &[ReleaseManager]);
const OPERATE: Stage = stage("Operate", (DeliverAndSupport, Life::Operate), Crew::Operations, (0.5, 1.0), (8.0, 24.0))
    .by(&[MonitoringAndEventManagement, AvailabilityManagement], &[SiteReliabilityEngineer, OnCallEngineer]);
const DELIVER: Stage = stage("Deliver", (DeliverAndSupport, Life::Deliver), Crew::Operations, (0.5, 1.0), (8.0, 48.0))
    .by(&[ServiceRequestManagement, ServiceCatalogueManagement], &[ServiceLevelManager]);
const SUPPORT: Stage = stage("Support", (DeliverAndSupport, Life::Support), Crew::Desk, (0.5, 1.0), (8.0, 72.0))
    .by(&[IncidentManagement, ProblemManagement, ServiceDesk], &[ServiceDeskAgent]);

const SOURCE: &str = "Which activities it has: ITIL v5 Compass, second-hand. What stands in each, and every time, is \
                      ours: usual values, assumed.";

const fn pattern(
    key: &'static str,
    name: &'static str,
    purpose: &'static str,
    clock: &'static str,
    stages: &'static [Stage],
) -> Template {
    let chain = Chain {
        trigger: "A need, a signal or a chance",
        outcome: "What was wanted is there",
        per_week: 3.0,
        mix: (20, 3),
        bad_changes: 5,
        clock: Some(clock),
        links: &[],
        stages,
    };
    Template {
        key,
        name,
        group: Group::Pattern,
        kind: StreamKind::Change,
        purpose,
        source: SOURCE,
        chain: Body::Chain(chain),
    }
}

pub(super) const FULL: Template = pattern(
    "full-lifecycle-provider",
    "Full lifecycle provider",
    "For who does all of it: all eight activities.",
    "Build",
    &[DISCOVER, DESIGN, ACQUIRE, BUILD, TRANSITION, OPERATE, DELIVER, SUPPORT],
);

pub(super) const INTERNAL: Template = pattern(
    "internal-it-with-external-products",
    "Internal IT with external products",
    "For who buys and does not build: all but Build.",
    "Acquire",
    &[DISCOVER, DESIGN, ACQUIRE, TRANSITION, OPERATE, DELIVER, SUPPORT],
);

pub(super) const INTEGRATOR: Template = pattern(
    "service-integrator",
    "Service integrator",
    "For who puts together what others run: discover, acquire, transition, deliver, support.",
    "Acquire",
    &[DISCOVER, ACQUIRE, TRANSITION, DELIVER, SUPPORT],
);

pub(super) const VENDOR: Template = pattern(
    "digital-product-vendor",
    "Digital product vendor",
    "For who makes products that others run: discover, design, build, transition.",
    "Build",
    &[DISCOVER, DESIGN, BUILD, TRANSITION],
);

pub(super) const CUSTOM: Template = pattern(
    "custom-software-development",
    "Custom software development",
    "For who builds to order: design, build, transition.",
    "Build",
    &[DESIGN, BUILD, TRANSITION],
);
