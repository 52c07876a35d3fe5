//! The techniques of DevOps and SRE: other names, and what each is.

use crate::model::{Technique, Technique as T};

/// Other names of a technique, and what it is: a phrase without a full stop.
#[expect(clippy::too_many_lines, reason = "a table")]
pub const fn meaning(technique: Technique) -> (&'static [&'static str], &'static str) {
    match technique {
        T::AgileDelivery => (
            &["Agile and Kanban delivery", "Scrum"],
            "Work is planned in short rounds and changed by what the last one taught",
        ),
        T::BehaviourDrivenDevelopment => {
            (&["BDD"], "What software shall do is agreed as examples that a machine can check")
        }
        T::Chatops => (&[], "Commands and their results stand in the chat that the team reads anyway"),
        T::CodeMaintainability => (&[], "Code is kept so that people other than its author can change it safely"),
        T::ContinuousDelivery => (&["CD"], "Software is kept ready to go live at any time, on demand"),
        T::ContinuousIntegration => (&["CI"], "Work of all developers is merged, built and tested at least once a day"),
        T::CrossFunctionalProductTeams => {
            (&["Product team"], "One team has all the skills that its product needs, from idea to operation")
        }
        T::CustomerFeedback => (&[], "What users say and do is gathered regularly and decides what comes next"),
        T::DatabaseChangeManagement => {
            (&["Schema migration"], "Changes of a database are scripts under version control, deployed like code")
        }
        T::DeploymentAutomation => (&[], "A machine puts a version into an environment, without steps by hand"),
        T::DocumentationQuality => {
            (&["Docs as code"], "What is written down is right, found and kept with what it describes")
        }
        T::DojosAndCommunitiesOfPractice => {
            (&["Guild"], "People from many teams learn a craft together and bring it home")
        }
        T::DoraMetrics => (
            &["Four keys", "DevOps Research and Assessment"],
            "Five measures of how fast and how stable software is delivered",
        ),
        T::EmpoweringTeamsToChooseTools => (&[], "Teams pick the tools they work with, within known bounds"),
        T::FeatureFlags => {
            (&["Feature toggle"], "What was deployed is switched on or off for users without another deployment")
        }
        T::Finops => (
            &["Cost visibility per team", "FinOps tagging"],
            "Engineers and finance watch together what running things in the cloud costs",
        ),
        T::FlexibleInfrastructure => {
            (&["Cloud"], "Computing power comes by self-service, grows and shrinks with use, and is metered")
        }
        T::GenerativeOrganizationalCulture => {
            (&["Westrum culture"], "Information flows to where it is needed, and failure leads to inquiry")
        }
        T::Gitops => (&[], "A repository says how systems shall be, and a machine keeps them so"),
        T::ImmutableInfrastructure => (&[], "Servers are replaced by new ones, never changed while they run"),
        T::InfrastructureAsCode => {
            (&["IaC"], "Environments are described in text under version control and made from it")
        }
        T::InnerAndOpenSourceGovernance => {
            (&["Inner source"], "It is agreed which open code is used, and how teams contribute to each other's")
        }
        T::JobSatisfaction => (&[], "People find their work worth doing and have the means to do it"),
        T::LeanPortfolioManagement => (
            &["Product-centric funding"],
            "Money goes to lasting products in small steps, not to projects in one piece",
        ),
        T::LearningCulture => (&[], "Learning is seen as an investment and has its time"),
        T::LooselyCoupledTeams => (
            &["Loosely coupled architecture"],
            "Teams change, test and deploy their parts without waiting for each other",
        ),
        T::ManagedCloudServices => {
            (&["SaaS", "PaaS"], "A supplier runs a part of the service, and its promise is part of ours")
        }
        T::MonitoringAndObservability => (
            &["Observability", "Telemetry"],
            "Systems show what they do, so that new questions can be asked while they run",
        ),
        T::MonitoringSystemsToInformBusinessDecisions => {
            (&[], "What systems measure reaches those who decide about the business")
        }
        T::OutcomeAlignment => {
            (&["OKR"], "Teams aim at an effect for users or the business, not at a list of features")
        }
        T::PervasiveSecurity => {
            (&["DevSecOps", "Shift left on security"], "Security is part of each step from design to operation")
        }
        T::PlatformEngineering => (
            &["Developer portal", "Internal developer platform"],
            "An inner product offers teams what they need to build and run, by self-service",
        ),
        T::PolicyAsCode => {
            (&["Automated controls in pipeline"], "Rules are written so that a machine applies them to every change")
        }
        T::ProactiveFailureNotification => (&[], "Alarms go off by thresholds and trends before users call"),
        T::ProgressiveDelivery => (&[], "A change reaches more and more users while its effect is watched"),
        T::Retrospectives => {
            (&["Improvement kata"], "A team looks back regularly and changes one thing about how it works")
        }
        T::SecretsManagement => {
            (&["Vault"], "Passwords and keys live in one guarded place and change without people seeing them")
        }
        T::SecurityScanningInPipeline => (&["SAST", "DAST"], "A machine looks for known weaknesses in every build"),
        T::SelfService => {
            (&["Self-service templates"], "Users get what they need by themselves, at once, within bounds")
        }
        T::SoftwareSupplyChainSecurity => (
            &["Software composition analysis", "SBOM"],
            "It is known and checked which parts of others a build is made of",
        ),
        T::StreamliningChangeApproval => {
            (&["Peer review"], "Changes are approved by peers and checks in the team, not by a board outside")
        }
        T::TShapedSkills => (&[], "People know one field deeply and enough of the others to help out"),
        T::TeamExperimentation => (&[], "A team may try ideas of its own and change its plans by what it finds"),
        T::TestAutomation => (
            &["Shift-left testing", "Automated tests"],
            "Machines run tests all the time, and people trust their answer",
        ),
        T::TestDataManagement => (&[], "Tests have fit data when they need it, without data of real people"),
        T::ThreatModelling => (&[], "Before something is built, people think through how it could be attacked"),
        T::TransformationalLeadership => (&[], "Leaders give direction and trust, and clear the way for teams"),
        T::TrunkBasedDevelopment => (&[], "All work on one main line, with branches that live for hours"),
        T::UserCentricFocus => {
            (&["Design thinking"], "What users need decides what is built and when it is good enough")
        }
        T::VersionControl => (&["Git"], "Every state of code and configuration is kept and can be had again"),
        T::VisibilityOfWorkInTheValueStream => {
            (&["Value stream mapping"], "Everybody sees how work moves from idea to user and where it waits")
        }
        T::VisualManagement => {
            (&["Kanban board"], "Boards show work, quality and obstacles where the team looks daily")
        }
        T::WellBeing => (&["Burnout"], "Work does not wear people out, and deployments do not frighten them"),
        T::WipLimits => (&["Work in progress limit"], "Only so many things may be under way at once"),
        T::WorkingInSmallBatches => {
            (&["Small batches"], "Work is cut into small useful pieces that are finished one by one")
        }
        T::YouBuildItYouRunIt => (&[], "Who makes a service also answers when it fails"),
        T::AutomatedRollback => (&[], "A failed deployment is taken back by a machine, in minutes"),
        T::AutoscalingAndLoadShedding => (
            &["Autoscaling", "Load shedding"],
            "Capacity follows the load, and beyond it less important work is refused",
        ),
        T::BlamelessCulture => {
            (&["Psychological safety"], "People can say what they did without fear, so that causes are found")
        }
        T::BlamelessPostMortems => (
            &["Post-mortem", "Postmortem action tracking", "Incident review"],
            "After a failure it is written down what let it happen and who will change what, without blame",
        ),
        T::BurnRateAlerting => (&["Burn rate"], "An alert goes off when the error budget is being spent too fast"),
        T::CanaryReleases => (
            &["Canary", "Progressive rollout"],
            "A change goes to few users first, and to all when nothing fails there",
        ),
        T::CapOnToil => (
            &["Toil cap of half of time"],
            "At most half of the time of reliability engineers goes to repeated work by hand",
        ),
        T::CapacityPlanning => {
            (&["Demand forecasting"], "Future load is forecast, and capacity is there before it comes")
        }
        T::ChaosEngineering => (&[], "Parts are made to fail on purpose to see whether the whole holds"),
        T::ClusterManagement => (
            &["Container orchestration", "Kubernetes"],
            "A machine places programs on servers and moves them when servers fail",
        ),
        T::ConfigurationAsCode => (&[], "Settings of services are text under version control, tested like code"),
        T::CostOfReliability => {
            (&["Cost per nine", "Cost of downtime"], "What one more nine costs is weighed against what a failure costs")
        }
        T::CriticalUserJourneys => {
            (&["CUJ"], "The few paths on which users depend most are named, and objectives follow them")
        }
        T::CustomerReliabilityEngineering => {
            (&["CRE"], "Reliability engineers work with customers on what both build on")
        }
        T::DataIntegrity => (
            &["Backup and restore tests"],
            "Data stays right and can be had back, which restores prove again and again",
        ),
        T::DependencyMapping => {
            (&["Service discovery"], "It is known, best by machine, which service needs which other")
        }
        T::DisasterRecoveryTesting => (
            &["DiRT", "Failover drills", "Game day"],
            "Disasters are rehearsed for real, to learn whether people and systems recover",
        ),
        T::DistributedTracing => (&["Tracing"], "One request is followed through all services that it touches"),
        T::ErrorBudgetPolicy => (
            &["Error budget gate", "Change freeze on spent budget"],
            "It is agreed beforehand what happens when the budget runs low or out",
        ),
        T::ErrorBudgets => (
            &["Error budget", "Budget of failure"],
            "What may fail without breaking the objective: 100 % less its target",
        ),
        T::FourGoldenSignals => {
            (&["Golden signals"], "Latency, traffic, errors and saturation are watched for every service")
        }
        T::GracefulDegradation => (&["Third-party failure isolation"], "When a part fails the rest goes on with less"),
        T::IncidentCommand => (
            &["Vendor incident coordination", "ICS"],
            "In a big incident one person leads, others repair, and one speaks",
        ),
        T::IncidentCommunication => {
            (&["Status page"], "Those who are hit hear early and regularly what is wrong and what is done")
        }
        T::LargeSystemDesign => (
            &["Non-abstract large system design", "NALSD"],
            "A design is worked out with real numbers of machines, loads and failures",
        ),
        T::LaunchCoordination => {
            (&["Launch checklist"], "A list and a person see to it that a launch is ready in every respect")
        }
        T::LeastPrivilegeAccess => (
            &["Zero trust", "Break-glass access"],
            "Nobody has more access to production than the task needs, and emergencies are logged",
        ),
        T::LoadTesting => {
            (&["Performance testing in pipeline"], "A service is loaded until it gives way, before users do it")
        }
        T::OnCallRotation => {
            (&["On-call", "Sustainable on-call"], "People take turns at answering for a service, with time to rest")
        }
        T::Playbooks => (&["Runbook"], "It is written down what to do when a certain alert goes off"),
        T::ProductionReadinessReview => {
            (&["PRR"], "Before a service goes live, people who run services look whether it can be run")
        }
        T::RedundancyAndFailover => (
            &["Eliminating single points of failure"],
            "Each part that matters exists twice, and the second takes over by itself",
        ),
        T::ReleaseEngineering => {
            (&["Hermetic builds"], "Building and releasing is a craft: the same sources give the same result, anywhere")
        }
        T::ReliabilityAsAGoalOfTheCompany => {
            (&["Reliability executive sponsor"], "Reliability stands among the goals that leaders answer for")
        }
        T::ReliabilityWorkInTheBacklog => {
            (&["Reliability backlog"], "Work that makes failures rarer is planned beside features")
        }
        T::SecurityIncidentResponse => (&[], "Breaches are handled like incidents, by people who have practised it"),
        T::SelfHealing => (&["Auto-remediation"], "A system notices a known fault and repairs it without people"),
        T::ServiceOwnershipAndTiers => (
            &["Service tiering", "Service ownership catalogue"],
            "Each service has an owner and a class of importance that says what it must be able to do",
        ),
        T::Simplicity => (&[], "What is not needed is taken out, since it can fail too"),
        T::Slos => (
            &["SLO", "SLI", "SLO review", "Service level objective", "Service level indicator"],
            "What users need is measured by an indicator and given a target",
        ),
        T::SreEngagementModel => (
            &["SRE engagement tiers"],
            "It is agreed when and how reliability engineers join a team, and when they leave",
        ),
        T::SreHiringAndTraining => (
            &["On-call onboarding"],
            "People who can build and run systems are found, and brought to the first call step by step",
        ),
        T::ToilReduction => (
            &["Toil", "Ticket queue elimination"],
            "Repeated work by hand that leaves nothing behind is measured and automated away",
        ),
        T::VulnerabilityPatchingAtScale => (&[], "Known weaknesses are closed everywhere within days, by machine"),
        T::WheelOfMisfortune => (&[], "A past incident is played as a game, so that people practise before it counts"),
    }
}
