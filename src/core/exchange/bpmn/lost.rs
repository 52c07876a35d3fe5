//! What of a stream has no place in BPMN.

use crate::{
    chart::map::words::counted,
    model::{Calendar, ChangePolicy, FlowKind, Step, StepKind, StreamKind, ValueStream, WorkMix, Workers, Workspace},
};

/// A sentence for each thing that the stream says and the file cannot. Only what the stream really has is named.
pub fn lost(workspace: &Workspace, stream: &ValueStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |there: bool, sentence: &str| {
        if there {
            found.push(sentence.to_owned());
        }
    };
    let any = |of: fn(&Step) -> bool| stream.steps.iter().any(of);
    let steps = counted(stream.steps.len(), "step", "steps");
    say(any(|_| true), &format!("The work times of {steps}, how they spread, and whether they are assumed."));
    say(any(|step| step.observed.is_some()), "What people observe from arriving to leaving, and so all waiting.");
    let redone = |step: &Step| {
        step.complete_accurate.is_some_and(|share| share.value() < 1.0)
            && !stream.flows.iter().any(|flow| flow.from == step.id && flow.kind == FlowKind::Rework {})
    };
    say(
        any(|step| step.complete_accurate.is_some()),
        "%C&A as a figure: how much comes back stands in words on the flow that leads back.",
    );
    say(stream.steps.iter().any(redone), "Work that a step does again by itself.");
    say(
        any(|step| matches!(step.kind, StepKind::Approval { .. } | StepKind::Gate { .. })),
        "How many bad and good changes approvals and gates stop, and where those go that no link leads back.",
    );
    say(any(|step| matches!(step.kind, StepKind::Deploy { .. })), "How many deployments fail.");
    say(
        any(|step| match step.kind {
            StepKind::Approval { cadence, .. } | StepKind::Deploy { cadence, .. } => {
                cadence.is_some_and(|cadence| cadence.cut_off.hours() > 0.0 || cadence.at_most.is_some())
            }
            StepKind::Work | StepKind::Gate { .. } => false,
        }),
        "The cut-off before a date, and how many items it takes at most.",
    );
    say(
        any(|step| step.team.is_some() || step.workers != Workers::Unlimited),
        "Who can work at the same time: the people of the teams, their planned share, and whom steps share.",
    );
    say(any(|step| step.calendar == Calendar::Always), "Which steps run day and night.");
    say(any(|step| step.wip_limit.is_some()), "Limits of work in progress.");
    say(any(|step| step.together.is_some()), "How many items a step takes together.");
    say(any(|step| !step.practices.is_empty()), "The practices that steps use.");
    say(any(|step| !step.roles.is_empty()), "The roles that take part.");
    let demand = stream.demand;
    say(true, "How many items come in, how they arrive, and how often they fail or are done again.");
    let mixed = demand.mix.standard.value() > 0.0 || demand.mix.emergency.value() > 0.0;
    say(
        stream.kind == StreamKind::Change && mixed,
        "Standard, normal and emergency changes: all take the same way, though standard ones pass by approvals.",
    );
    say(demand.work != WorkMix::default(), "What the changes are about.");
    say(stream.clock_starts_after.is_some(), "Where the DORA clock starts.");
    say(stream.future_of.is_some(), "Of which stream this one is the future, and which of its steps are new.");
    let service = stream.service.and_then(|id| workspace.service(id));
    say(service.is_some_and(|service| !service.slos.is_empty()), "The objectives of the service.");
    let policy = workspace.change_policy != ChangePolicy::default() && stream.kind == StreamKind::Change;
    say(
        policy || service.is_some_and(|service| service.budget_policy.is_some()),
        "The policies that stop or let in changes: error budget, change policy, freezes.",
    );
    found
}
