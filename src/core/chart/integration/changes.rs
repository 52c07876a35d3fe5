//! Change types and gates.

use super::{joined, percent, quoted, service, stream};
use crate::{
    chart::format,
    model::{GateFamily, Risk, StepKind, ValueStream, Workspace},
};

fn approvals(stream: &ValueStream) -> Vec<String> {
    let steps = stream.steps.iter().filter(|step| matches!(step.kind, StepKind::Approval { .. }));
    steps.map(|step| quoted(&step.name)).collect()
}

pub(super) fn standard(workspace: &Workspace) -> Result<String, String> {
    let stream = stream(workspace)?;
    let (share, name) = (percent(stream.demand.mix.standard), quoted(&stream.name));
    let approvals = approvals(stream);
    Ok(if approvals.is_empty() {
        format!(
            "{share} of the changes in {name} are pre-approved. No step approves, so the others do not stop either."
        )
    } else {
        format!("{share} of the changes in {name} are pre-approved and pass by {}.", joined(&approvals))
    })
}

pub(super) fn normal(workspace: &Workspace) -> Result<String, String> {
    let stream = stream(workspace)?;
    let (share, name) = (percent(stream.demand.mix.normal()), quoted(&stream.name));
    let rule = match workspace.change_policy.auto_approve {
        None => "none of them is approved without a person".to_owned(),
        Some(Risk::Low) => "those of low risk are approved without a person".to_owned(),
        Some(Risk::Medium) => "those of low and medium risk are approved without a person".to_owned(),
        Some(Risk::High) => "all of them are approved without a person".to_owned(),
    };
    let approvals = approvals(stream);
    let stop = if approvals.is_empty() {
        ", and no step approves".to_owned()
    } else {
        format!("; the others stop at {}", joined(&approvals))
    };
    let stop = match workspace.change_policy.auto_approve {
        None if !approvals.is_empty() => format!("; they stop at {}", joined(&approvals)),
        Some(Risk::High) => String::new(),
        _ => stop,
    };
    Ok(format!("{share} of the changes in {name} are normal: {rule}{stop}."))
}

pub(super) fn emergency(workspace: &Workspace) -> Result<String, String> {
    let stream = stream(workspace)?;
    let share = percent(stream.demand.mix.emergency);
    let mut sentence = format!("{share} of the changes in {} are emergencies", quoted(&stream.name));
    if workspace.change_policy.approve_emergencies_afterwards {
        sentence += ", approved afterwards";
    }
    let service = stream.service.and_then(|id| workspace.service(id)).map_or_else(|| service(workspace), Ok);
    let rollback = service.ok().map(|service| match &service.incidents.rollback {
        Some(repair) => format!(
            "a rollback by machine restores {} of the failed deployments of {}",
            percent(repair.success),
            quoted(&service.name)
        ),
        None => format!("{} has no rollback by machine", quoted(&service.name)),
    });
    Ok(match rollback {
        Some(rollback) => format!("{sentence}; {rollback}."),
        None => format!("{sentence}."),
    })
}

/// What a gate gives evidence for.
pub(super) const fn kind(family: GateFamily) -> &'static str {
    match family {
        GateFamily::Quality => "quality",
        GateFamily::Compliance => "compliance",
        GateFamily::Operational => "operation",
        GateFamily::Observability => "observability",
    }
}

pub(super) fn gate(workspace: &Workspace, family: GateFamily) -> String {
    let kind = kind(family);
    if let Some(gate) = workspace.change_policy.gates.iter().find(|gate| gate.family == family) {
        return format!(
            "Every change passes a gate for {kind}, which stops {} of the bad changes and {} of the good ones.",
            percent(gate.stops_bad),
            percent(gate.stops_good)
        );
    }
    let steps = workspace.streams.iter().flat_map(|stream| &stream.steps);
    let gates = steps.filter(|step| matches!(step.kind, StepKind::Gate { .. })).count();
    if gates == 0 {
        return format!("No gate for {kind}: the policy requires none, and no stream has a gate as a step.");
    }
    let gates = format::counted(gates as u64, "step is a gate", "steps are gates");
    format!("The policy requires no gate for {kind}. {gates}, without saying of which kind.")
}
