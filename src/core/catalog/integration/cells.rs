//! What stands in each row.

use crate::model::{IntegrationRow, IntegrationRow as I};

/// The cells of a row from the left: phrases without a full stop.
#[expect(clippy::too_many_lines, reason = "a table")]
pub const fn cells(row: IntegrationRow) -> &'static [&'static str] {
    match row {
        I::LayerDevops => &[
            "DevOps: velocity",
            "speed and working together",
            "CI/CD, automation, cross-functional teams",
            "pipelines automate Build and Transition; infrastructure as code automates Acquire and Operate; cross-functional teams are ITIL's product teams; feedback loops feed continual improvement",
        ],
        I::LayerSre => &[
            "SRE: reliability",
            "reliability and scale",
            "SLOs, error budgets, less toil",
            "objectives and budgets put a number on what Operate and Deliver aim for; less toil makes operation cheaper; blameless post-mortems strengthen problem management; capacity planning meets capacity and performance management",
        ],
        I::LayerItil => &[
            "ITIL: governance",
            "direction and value",
            "practices in order, stakeholders in line, continual improvement",
            "sets the bounds for the other two; patterns of the value chain name which activities a team performs; practices say what it must be able to do; continual improvement develops the whole",
        ],
        I::ChangeStandard => {
            &["Standard", "approved beforehand, low risk", "goes through by itself, nobody approves by hand"]
        }
        I::ChangeNormal => &[
            "Normal",
            "its risk is assessed, then it is approved",
            "a machine assesses the risk and starts the approval; low risk approves itself",
        ],
        I::ChangeEmergency => &[
            "Emergency",
            "a fast track to approval",
            "automated rollback is at hand; a review after deployment is a must",
        ],
        I::GateTests => &["Automated tests", "quality"],
        I::GateSecurity => &["Security scan", "compliance"],
        I::GateVerification => &["Verification of the deployment", "operation"],
        I::GateMonitoring => &["Monitoring after the deployment", "observability"],
        I::LevelSla => &["SLA (ITIL)", "agreement of provider and customer", "what the business is promised"],
        I::LevelSlo => {
            &["SLO (SRE)", "inner target for one indicator", "what engineers aim for, stricter than the agreement"]
        }
        I::LevelSli => &["SLI (SRE)", "the measurement itself", "technical evidence"],
        I::LevelBudget => &["Error budget (SRE)", "100 % less the objective", "what new things and reliability share"],
        I::StepNegotiate => &["1 Negotiate", "agree with the business what is promised: service level management"],
        I::StepDerive => &["2 Derive", "set objectives stricter than the agreement, with room to react"],
        I::StepDefine => &["3 Define", "say which indicator measures each objective"],
        I::StepCompute => &["4 Compute", "work out the error budget of each objective"],
        I::StepGovern => &[
            "5 Govern",
            "let the budget set the pace: when it is spent, deployments freeze and reliability comes first",
        ],
        I::IncidentCategories => &[
            "categories of incidents",
            "severity classes",
            "one scheme of severities, tied to what an incident does to the objective",
        ],
        I::IncidentEscalation => &[
            "escalation procedure",
            "on-call rotation, one level after the other",
            "the tool that pages people is joined to the one that keeps the tickets",
        ],
        I::IncidentMajor => &[
            "major incident management",
            "an incident commander",
            "ITIL's process for major incidents, led by a commander",
        ],
        I::IncidentReview => &["incident review", "blameless post-mortem", "a review with a form, and without blame"],
        I::ProblemIdentification => &[
            "problem identification",
            "an incident starts a post-mortem",
            "every incident of the two highest priorities gets its review",
        ],
        I::ProblemCauses => &[
            "root cause analysis",
            "contributing factors",
            "several factors are looked for; a single cause is not assumed",
        ],
        I::ProblemKnownErrors => &[
            "known error database",
            "repository of post-mortems",
            "one place to search for incidents and what they taught",
        ],
        I::ProblemFix => &[
            "permanent fix",
            "action items with an owner",
            "repair is tracked, and its priority follows from the objective",
        ],
        I::MonitoringEvents => &[
            "detection and filtering of events",
            "tracing, logs in one place",
            "one platform that also classifies events",
        ],
        I::MonitoringCategories => &[
            "categories: informational, warning, exception",
            "severity and routing of alerts",
            "each category is a level of alert",
        ],
        I::MonitoringResponse => &["automated response", "auto-remediation, self-healing", "an event starts a runbook"],
        I::MonitoringReporting => &[
            "reporting",
            "dashboards, tracking of objectives",
            "dashboards of operation that carry the metrics of the practice",
        ],
        I::TeamDevelopment => &["Development", "a team of its own", "inside the product team"],
        I::TeamOperations => &["Operations", "a team of its own", "inside the product team, or by the platform team"],
        I::TeamSupport => &["Support", "a service desk apart", "shared service that escalates to the product team"],
        I::TeamSecurity => &["Security", "a team of its own", "a champion inside, with a central team"],
        I::TeamTesting => &["Testing", "a team of its own", "automated in the pipeline, with testers in the team"],
        I::PlatformPipeline => &["CI/CD pipeline", "change enablement, deployment management"],
        I::PlatformOrchestration => &["Container orchestration", "infrastructure and platform management"],
        I::PlatformObservability => &["Observability stack", "monitoring and event management"],
        I::PlatformSecrets => &["Secret management", "information security management"],
        I::PlatformSelfService => &["Infrastructure by self-service", "service request management"],
        I::DoraFrequency => {
            &["Deployment frequency", "how often code reaches production", "change enablement, deployment management"]
        }
        I::DoraLeadTime => &["Change lead time", "from commit to production", "the activities Build and Transition"],
        I::DoraFailRate => &[
            "Change fail rate",
            "share of deployments that cause an incident",
            "change enablement, service validation and testing",
        ],
        I::DoraRestore => &[
            "Failed deployment recovery time",
            "from a failure in production to recovery; the source calls it mean time to restore",
            "incident management, service continuity management",
        ],
        I::DoraRework => &[
            "Deployment rework rate",
            "share of deployments that nobody planned and a fault made necessary",
            "problem management, software development and management",
        ],
        I::DoraReliability => &[
            "Reliability",
            "whether the service meets its objectives; operation, not delivery",
            "service level, availability, capacity and performance, monitoring and event management",
        ],
        I::WayFlow => &[
            "Flow",
            "remove what work piles up at",
            "process: what is known to work is done the same way each time",
            "collaborate, and take down the walls between teams",
        ],
        I::WayFeedback => &[
            "Feedback",
            "make signals return sooner and louder",
            "analyse: a fault is understood where it was made",
            "communicate",
        ],
        I::WayLearning => &[
            "Learning",
            "experiment, and learn from it",
            "experiment: try it safely, look, keep it or drop it",
            "keep the basics of service quality while doing so",
        ],
    }
}
