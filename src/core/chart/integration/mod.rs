//! What a row of the mapping tables means for this workspace: one sentence from what the model holds today.
//!
//! A sentence tells a fact, never a wish. Where the model has nothing that could answer, it says why not, in the words
//! that stand after "n/a, because".

mod changes;
mod levels;
mod measured;
mod operation;
mod people;

use super::format;
use crate::model::{
    GateFamily, IntegrationRow, IntegrationRow as I, Provision, Service, Share, ValueStream, Workspace,
};

/// The live sentence of a row.
///
/// # Errors
/// Why there is none: what stands after "n/a, because".
pub fn row_today(workspace: &Workspace, row: IntegrationRow) -> Result<String, String> {
    match row {
        I::LayerDevops => measured::velocity(workspace),
        I::LayerSre => measured::reliability(workspace),
        I::LayerItil => Ok(measured::governance(workspace)),
        I::ChangeStandard => changes::standard(workspace),
        I::ChangeNormal => changes::normal(workspace),
        I::ChangeEmergency => changes::emergency(workspace),
        I::GateTests => Ok(changes::gate(workspace, GateFamily::Quality)),
        I::GateSecurity => Ok(changes::gate(workspace, GateFamily::Compliance)),
        I::GateVerification => Ok(changes::gate(workspace, GateFamily::Operational)),
        I::GateMonitoring => Ok(changes::gate(workspace, GateFamily::Observability)),
        I::LevelSla => levels::agreement(workspace),
        I::LevelSlo | I::DoraReliability => levels::objective(workspace),
        I::LevelSli => levels::indicator(workspace),
        I::LevelBudget => levels::budget(workspace),
        I::StepNegotiate => levels::negotiated(workspace),
        I::StepDerive => levels::derived(workspace),
        I::StepDefine => levels::defined(workspace),
        I::StepCompute => levels::computed(workspace),
        I::StepGovern => levels::governed(workspace),
        I::IncidentCategories => operation::severities(workspace),
        I::IncidentEscalation => operation::escalation(workspace),
        I::IncidentMajor => Ok(operation::major(workspace)),
        I::IncidentReview => Ok(operation::review(workspace)),
        I::ProblemIdentification | I::ProblemCauses | I::ProblemKnownErrors => {
            Err("post-mortems are not recorded here".to_owned())
        }
        I::ProblemFix => operation::fix(workspace),
        I::MonitoringEvents => operation::found(workspace),
        I::MonitoringCategories => operation::alerts(workspace),
        I::MonitoringResponse => operation::response(workspace),
        I::MonitoringReporting => operation::reporting(workspace),
        I::TeamDevelopment | I::TeamOperations | I::TeamSupport | I::TeamSecurity | I::TeamTesting => {
            people::ability(workspace, row)
        }
        I::PlatformPipeline => people::provided(workspace, Provision::Pipeline),
        I::PlatformOrchestration => people::provided(workspace, Provision::Orchestration),
        I::PlatformObservability => people::provided(workspace, Provision::Observability),
        I::PlatformSecrets => people::provided(workspace, Provision::Secrets),
        I::PlatformSelfService => people::provided(workspace, Provision::SelfService),
        I::DoraFrequency => measured::frequency(workspace),
        I::DoraLeadTime => measured::lead_time(workspace),
        I::DoraFailRate => measured::fail_rate(workspace),
        I::DoraRestore => measured::recovery(workspace),
        I::DoraRework => measured::rework(workspace),
        I::WayFlow => measured::way(workspace, 0),
        I::WayFeedback => measured::way(workspace, 1),
        I::WayLearning => measured::way(workspace, 2),
    }
}

/// Whether changes that the pipeline deploys may count as standard: where all four gates stand.
pub fn gates_today(workspace: &Workspace) -> String {
    let missing: Vec<&str> = GateFamily::ALL
        .into_iter()
        .filter(|family| workspace.change_policy.gates.iter().all(|gate| gate.family != *family))
        .map(changes::kind)
        .collect();
    if missing.is_empty() {
        return "All four gates stand, so what the pipeline deploys may count as standard.".to_owned();
    }
    format!(
        "What the pipeline deploys does not count as standard yet. Missing for every change: a gate for {}.",
        joined(&missing)
    )
}

/// The stream that most sentences are about.
fn stream(workspace: &Workspace) -> Result<&ValueStream, String> {
    workspace.main_stream().ok_or_else(|| "no value stream of changes is drawn".to_owned())
}

/// The service that most sentences are about.
fn service(workspace: &Workspace) -> Result<&Service, String> {
    workspace.main_service().ok_or_else(|| "no service is stated".to_owned())
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// "a", "a and b", "a, b and c".
fn joined(words: &[impl AsRef<str>]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// "2 of 3 services".
fn of_all(some: usize, all: usize, one: &str, many: &str) -> String {
    format!("{some} of {}", format::counted(all as u64, one, many))
}

/// "has" or "have".
const fn has(count: usize) -> &'static str {
    if count == 1 { "has" } else { "have" }
}

fn percent(share: Share) -> String {
    format::share(share)
}
