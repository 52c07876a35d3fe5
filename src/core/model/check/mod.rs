//! The rules that hold between the values of a workspace.
//!
//! [`check`] is asked by `edit` after each command and by `wire` after each reading, so a workspace that exists in the
//! app keeps them all. It never repairs; it says what is wrong, where, and what to do.

mod map;
mod policies;
mod teams;
mod uses;

pub use map::{MOST_CRITERIA, MOST_EVIDENCE, MOST_SNAPSHOTS, MOST_STATEMENTS};
pub use teams::{MOST_ABILITIES, MOST_PROVIDED};

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Distribution, Flow, FlowKind, Improvement, Pin, Place, Problem, Service, ServiceHours, Step, StepId, StepKind,
    ValueStream, Workers, Workspace,
};

/// Most services, streams, teams, scenarios or decisions in a workspace.
pub const MOST_ELEMENTS: usize = 500;
/// Most steps over all streams of a workspace.
pub const MOST_STEPS: usize = 10_000;
/// Most links over all streams of a workspace.
pub const MOST_FLOWS: usize = 50_000;
/// Most roles that take part in a step.
pub const MOST_ROLES: usize = 12;
/// Longest name, in characters.
pub const LONGEST_NAME: usize = 200;
/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 10_000;

/// Every rule that the workspace breaks, in the order of the document; empty when it is sound.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let mut found = Findings::default();
    found.workspace(workspace);
    for service in workspace.services.iter() {
        found.service(workspace, service);
    }
    found.change_policy(&workspace.change_policy);
    for team in workspace.teams.iter() {
        found.team(workspace, team);
    }
    for stream in workspace.streams.iter() {
        found.stream(workspace, stream);
    }
    for scenario in workspace.scenarios.iter() {
        let place = Place::Scenario(scenario.id);
        found.id(workspace, scenario.id.number(), place);
        found.name(place, "scenario", &scenario.name);
        found.note(place, &scenario.note);
        found.note(place, &scenario.question);
        found.note(place, &scenario.prediction.reason);
        if scenario.levers.len() > MOST_ELEMENTS {
            found.add(
                place,
                format!("Scenario \"{}\" has more than {MOST_ELEMENTS} levers.", scenario.name),
                "Remove some.",
            );
        }
        for lever in &scenario.levers {
            found.lever(place, &scenario.name, lever);
        }
    }
    found.map(workspace);
    for improvement in workspace.improvements.iter() {
        found.improvement(workspace, improvement);
    }
    found.problems
}

#[derive(Default)]
struct Findings {
    problems: Vec<Problem>,
    numbers: BTreeSet<u64>,
}

impl Findings {
    fn add(&mut self, place: Place, what: impl Into<String>, remedy: &str) {
        self.problems.push(Problem::error(place, what, remedy));
    }

    fn workspace(&mut self, workspace: &Workspace) {
        self.name(Place::Workspace, "workspace", &workspace.name);
        let id = &workspace.id;
        let sound = (1..=64).contains(&id.len())
            && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !sound {
            self.add(
                Place::Workspace,
                "The id of the workspace is not 1 to 64 of a-z, 0-9 and hyphen.",
                "Correct it in the file.",
            );
        }
        let lists = [
            ("services", workspace.services.len()),
            ("value streams", workspace.streams.len()),
            ("teams", workspace.teams.len()),
            ("scenarios", workspace.scenarios.len()),
            ("decisions", workspace.improvements.len()),
            ("people", workspace.practices.people.len()),
        ];
        for (what, count) in lists {
            if count > MOST_ELEMENTS {
                let sentence = format!("There are {count} {what}; at most {MOST_ELEMENTS} are allowed.");
                self.add(Place::Workspace, sentence, "Split the workspace.");
            }
        }
        let steps: usize = workspace.streams.iter().map(|stream| stream.steps.len()).sum();
        let flows: usize = workspace.streams.iter().map(|stream| stream.flows.len()).sum();
        if steps > MOST_STEPS || flows > MOST_FLOWS {
            let sentence = format!(
                "There are {steps} steps and {flows} links; at most {MOST_STEPS} steps and {MOST_FLOWS} links are allowed."
            );
            self.add(Place::Workspace, sentence, "Split the workspace.");
        }
        for (service, hash) in &workspace.tables.delivery {
            if workspace.service(*service).is_none() {
                self.add(
                    Place::Records,
                    format!("Delivery records belong to {service}, which does not exist."),
                    "Import them again.",
                );
            }
            if !workspace.tables.chunks.contains_key(hash) {
                self.add(
                    Place::Records,
                    format!("The delivery records of {service} are missing."),
                    "Import them again.",
                );
            }
        }
    }

    fn service(&mut self, workspace: &Workspace, service: &Service) {
        let place = Place::Service(service.id);
        let name = &service.name;
        self.id(workspace, service.id.number(), place);
        self.name(place, "service", name);
        self.note(place, &service.note);
        if !(1..=4).contains(&service.tier) {
            self.add(
                place,
                format!("Service \"{name}\": tier {} is not 1 to 4.", service.tier),
                "Type 1 for the most important, 4 for the least.",
            );
        }
        if let ServiceHours::Weekly { open } = &service.hours
            && (open.is_empty() || !policies::in_order(open))
        {
            self.add(
                place,
                format!("Service \"{name}\": the service hours are empty, overlap or run backwards."),
                "Give each day a start before its end.",
            );
        }
        if let Some(sla) = &service.sla
            && !(1..=366).contains(&sla.window_days)
        {
            self.add(
                place,
                format!("Service \"{name}\": the agreement's window of {} days is not 1 to 366.", sla.window_days),
                "Type the days.",
            );
        }
        for contract in &service.contracts {
            self.id(workspace, contract.id.number(), place);
            self.name(place, "supplier", &contract.supplier);
        }
        for slo in &service.slos {
            let place = Place::Slo(service.id, slo.id);
            self.id(workspace, slo.id.number(), place);
            self.note(place, &slo.description);
            if !(1..=366).contains(&slo.window_days) {
                self.add(
                    place,
                    format!("Service \"{name}\": the objective's window of {} days is not 1 to 366.", slo.window_days),
                    "28 days keep whole weeks.",
                );
            }
            if let super::Indicator::Latency { within_ms } = slo.indicator
                && !(within_ms > 0.0 && within_ms <= 3.6e6)
            {
                self.add(
                    place,
                    format!("Service \"{name}\": the latency limit of {within_ms} ms is not between 0 and an hour."),
                    "Type milliseconds.",
                );
            }
        }
        for other in &service.depends_on {
            if workspace.service(*other).is_none() {
                self.add(
                    place,
                    format!("Service \"{name}\" depends on {other}, which does not exist."),
                    "Remove the dependency.",
                );
            }
        }
        if let Some(events) = service.events_per_28_days
            && !(events.is_finite() && (0.0..=1e15).contains(&events))
        {
            self.add(
                place,
                format!("Service \"{name}\": {events} events in 28 days is not a count."),
                "Type a number of 0 or more.",
            );
        }
        self.budget_policy(place, service);
        self.incidents(workspace, place, service);
        self.costs(place, service);
    }

    fn stream(&mut self, workspace: &Workspace, stream: &ValueStream) {
        let place = Place::Stream(stream.id);
        let name = &stream.name;
        self.id(workspace, stream.id.number(), place);
        self.name(place, "value stream", name);
        self.note(place, &stream.trigger);
        self.note(place, &stream.outcome);
        if let Some(service) = stream.service
            && workspace.service(service).is_none()
        {
            self.add(
                place,
                format!("Value stream \"{name}\" changes {service}, which does not exist."),
                "Choose a service.",
            );
        }
        if !(stream.demand.per_week > 0.0 && stream.demand.per_week <= 10_000.0) {
            self.add(
                place,
                format!(
                    "Value stream \"{name}\": {} items a week is not above 0 and at most 10 000.",
                    stream.demand.per_week
                ),
                "Type how many come in a week.",
            );
        }
        self.demand(place, stream);
        let mix = stream.demand.mix;
        if mix.standard.value() + mix.emergency.value() > 1.0 + 1e-9 {
            self.add(
                place,
                format!("Value stream \"{name}\": standard and emergency changes add up to more than 100 %."),
                "Lower one of them.",
            );
        }
        if let Some(step) = stream.clock_starts_after
            && stream.step(step).is_none()
        {
            self.add(
                place,
                format!("Value stream \"{name}\": the DORA clock starts after {step}, which does not exist."),
                "Choose a step.",
            );
        }
        self.future(workspace, stream);
        for step in &stream.steps {
            self.step(workspace, stream, step);
        }
        let mut steps = BTreeSet::new();
        steps.extend(stream.steps.iter().map(|step| step.id));
        for flow in &stream.flows {
            self.flow(workspace, stream, &steps, flow);
        }
        self.shares(stream);
    }

    fn step(&mut self, workspace: &Workspace, stream: &ValueStream, step: &Step) {
        let place = Place::Step(stream.id, step.id);
        let name = &step.name;
        self.id(workspace, step.id.number(), place);
        self.name(place, "step", name);
        self.note(place, &step.note);
        if let Some(team) = step.team
            && workspace.team(team).is_none()
        {
            self.add(place, format!("Step \"{name}\" belongs to {team}, which does not exist."), "Choose a team.");
        }
        self.distribution(place, &format!("Step \"{name}\", work time"), &step.work);
        if let Some(observed) = step.observed
            && observed.low > observed.high
        {
            self.add(
                place,
                format!("Step \"{name}\": the observed time ends before it begins."),
                "Type the smaller number first.",
            );
        }
        if let Workers::Own { people } = step.workers
            && !(1..=1000).contains(&people)
        {
            self.add(
                place,
                format!("Step \"{name}\": {people} people is not 1 to 1000."),
                "Type how many work on it at once.",
            );
        }
        self.pull(place, step);
        self.uses(place, step);
        if let Some(Pin { x, y }) = step.pin
            && (x > Pin::MOST_X || y > Pin::MOST_Y)
        {
            self.add(
                place,
                format!("Step \"{name}\" stands outside the drawing, at {x}, {y}."),
                "Let the drawing find its place.",
            );
        }
        let cadence = match step.kind {
            StepKind::Approval { cadence, .. } | StepKind::Deploy { cadence, .. } => cadence,
            StepKind::Work | StepKind::Gate { .. } => None,
        };
        if let Some(cadence) = cadence {
            self.cadence(place, &format!("Step \"{name}\""), cadence);
        }
    }

    /// A future state belongs to another stream, and its steps stand for steps of that one.
    fn future(&mut self, workspace: &Workspace, stream: &ValueStream) {
        let name = &stream.name;
        let today = stream.future_of.filter(|today| *today != stream.id).and_then(|today| workspace.stream(today));
        if stream.future_of.is_some() && today.is_none() {
            self.add(
                Place::Stream(stream.id),
                format!("Value stream \"{name}\" is the future of a stream that is not there."),
                "Say of which stream it is the future, or of none.",
            );
        }
        for step in &stream.steps {
            if let Some(was) = step.was
                && today.is_none_or(|today| today.step(was).is_none())
            {
                self.add(
                    Place::Step(stream.id, step.id),
                    format!("Step \"{}\" stands for {was}, which is not a step of today's stream.", step.name),
                    "Say that it is new.",
                );
            }
        }
    }

    fn cadence(&mut self, place: Place, whose: &str, cadence: super::Cadence) {
        let period_hours = f64::from(cadence.every_days) * 24.0;
        if !(1..=366).contains(&cadence.every_days) || cadence.minute >= 1440 || cadence.at_most == Some(0) {
            self.add(
                place,
                format!("{whose}: the dates do not describe a rhythm of 1 to 366 days with at least one item each."),
                "Correct the cadence.",
            );
        } else if cadence.cut_off.hours() >= period_hours {
            self.add(
                place,
                format!("{whose}: the cut-off lies a whole period or more before the date."),
                "Shorten it.",
            );
        }
    }

    fn lever(&mut self, place: Place, scenario: &str, lever: &super::Lever) {
        use super::{Lever, Release};
        let whose = format!("Scenario \"{scenario}\"");
        match *lever {
            Lever::ApprovalCadence { cadence: Some(cadence), .. }
            | Lever::Release { release: Release::At { cadence }, .. } => self.cadence(place, &whose, cadence),
            Lever::Release { release: Release::Together { together }, .. } if !policies::is_batch(together) => {
                self.add(place, format!("{whose}: {} items do not go together.", together.at), "Type 1 to 10 000.");
            }
            Lever::WipLimit { limit: Some(limit), .. } if !(1..=10_000).contains(&limit) => {
                self.add(
                    place,
                    format!("{whose}: nothing fits into a limit of {limit} items."),
                    "Type 1 to 10 000, or remove the limit.",
                );
            }
            Lever::OnCallLevels { levels, .. } if !(1..=8).contains(&levels) => {
                self.add(place, format!("{whose}: {levels} levels of call are not 1 to 8."), "Type 1 to 8.");
            }
            Lever::FreezeAt { at_remaining, until_remaining, .. }
                if !policies::is_range(at_remaining, until_remaining) =>
            {
                self.add(
                    place,
                    format!("{whose}: the freeze would end below the level at which it begins."),
                    "Let it end at the same level or above.",
                );
            }
            Lever::People { people, .. } | Lever::TeamSize { people, .. } if !(1..=1000).contains(&people) => {
                self.add(place, format!("{whose}: {people} people is not 1 to 1000."), "Type how many.");
            }
            Lever::Demand { per_week, .. } if !(per_week > 0.0 && per_week <= 10_000.0) => {
                self.add(
                    place,
                    format!("{whose}: {per_week} items a week is not above 0 and at most 10 000."),
                    "Type how many come in a week.",
                );
            }
            Lever::RepairTime { factor, .. } if !(factor > 0.0 && factor <= 10.0) => {
                self.add(
                    place,
                    format!("{whose}: repair cannot take {factor} times as long."),
                    "Type a factor above 0 and at most 10.",
                );
            }
            _ => {}
        }
    }

    fn flow(&mut self, workspace: &Workspace, stream: &ValueStream, steps: &BTreeSet<StepId>, flow: &Flow) {
        let place = Place::Flow(stream.id, flow.id);
        self.id(workspace, flow.id.number(), place);
        for end in [flow.from, flow.to] {
            if !steps.contains(&end) {
                self.add(
                    place,
                    format!("Link {} leads to {end}, which is not a step of \"{}\".", flow.id, stream.name),
                    "Remove the link.",
                );
            }
        }
        if flow.from == flow.to && matches!(flow.kind, FlowKind::Next { .. }) {
            self.add(
                place,
                format!("Link {} leads from a step to itself.", flow.id),
                "Use the step's %C&A for work that is done again.",
            );
        }
    }

    /// Next links must add up to one, rework must be unique, and next links must never lead in a circle.
    fn shares(&mut self, stream: &ValueStream) {
        let mut leaving: BTreeMap<StepId, (Option<f64>, usize)> = BTreeMap::new();
        for flow in &stream.flows {
            let (total, back) = leaving.entry(flow.from).or_default();
            match flow.kind {
                FlowKind::Next { share } => *total = Some(total.unwrap_or(0.0) + share.value()),
                FlowKind::Rework {} => *back += 1,
            }
        }
        for step in &stream.steps {
            let place = Place::Step(stream.id, step.id);
            let (total, back) = leaving.get(&step.id).copied().unwrap_or_default();
            if let Some(total) = total.filter(|total: &f64| (total - 1.0).abs() > 1e-6) {
                self.add(
                    place,
                    format!("The links that leave \"{}\" take {:.1} % of its work in all.", step.name, total * 100.0),
                    "Make them add up to 100 %.",
                );
            }
            if back > 1 {
                self.add(
                    place,
                    format!("Work comes back from \"{}\" to more than one step.", step.name),
                    "Keep one rework link.",
                );
            }
        }
        if let Some(step) = first_in_a_circle(stream) {
            self.add(
                Place::Stream(stream.id),
                format!("The next links of \"{}\" lead in a circle through \"{}\".", stream.name, step.name),
                "Make the link back a rework link.",
            );
        }
    }

    fn distribution(&mut self, place: Place, what: &str, time: &Distribution) {
        if !time.is_valid() {
            self.add(
                place,
                format!("{what}: the numbers do not describe a length of time (0 to 10 years, in order)."),
                "Correct them.",
            );
        }
    }

    fn improvement(&mut self, workspace: &Workspace, improvement: &Improvement) {
        let place = Place::Improvement(improvement.id);
        self.id(workspace, improvement.id.number(), place);
        if improvement.we_will.trim().is_empty() {
            self.add(place, "A decision does not say what we will do.", "Finish the sentence \"We will ...\".");
        }
        let Improvement { we_will, because, owner, measure, baseline, target, outcome, .. } = improvement;
        for text in [we_will, because, owner, measure, baseline, target, outcome] {
            self.note(place, text);
        }
        if improvement.scenario.is_some_and(|id| workspace.scenario(id).is_none()) {
            let what = format!("The decision \"{we_will}\" names a scenario that does not exist.");
            self.add(place, what, "Take the scenario out of it.");
        }
    }

    fn id(&mut self, workspace: &Workspace, number: u64, place: Place) {
        if !self.numbers.insert(number) {
            self.add(
                place,
                format!("The id number {number} is used twice."),
                "Give each element its own id in the file.",
            );
        }
        if number >= workspace.next_id {
            self.add(
                place,
                format!("The id number {number} is not below the next free number {}.", workspace.next_id),
                "Raise next_id in the file.",
            );
        }
    }

    fn name(&mut self, place: Place, what: &str, name: &str) {
        if name.trim().is_empty() {
            self.add(place, format!("A {what} has no name."), "Give it one.");
        } else if name.chars().count() > LONGEST_NAME {
            self.add(place, format!("The name of a {what} is longer than {LONGEST_NAME} characters."), "Shorten it.");
        }
    }

    fn note(&mut self, place: Place, note: &str) {
        if note.chars().count() > LONGEST_NOTE {
            self.add(place, format!("A text is longer than {LONGEST_NOTE} characters."), "Shorten it.");
        }
    }
}

/// A step on a circle of next links, if there is one: what is left when ends are taken away again and again.
fn first_in_a_circle(stream: &ValueStream) -> Option<&Step> {
    let next = |flow: &&Flow| matches!(flow.kind, FlowKind::Next { .. });
    let mut waiting: BTreeMap<_, usize> = BTreeMap::new();
    waiting.extend(stream.steps.iter().map(|step| (step.id, 0)));
    let mut feeds: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for flow in stream.flows.iter().filter(next) {
        if waiting.contains_key(&flow.from) && waiting.contains_key(&flow.to) {
            *waiting.entry(flow.from).or_default() += 1;
            feeds.entry(flow.to).or_default().push(flow.from);
        }
    }
    let mut ends: Vec<StepId> = waiting.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    while let Some(end) = ends.pop() {
        waiting.remove(&end);
        for from in feeds.remove(&end).unwrap_or_default() {
            if let Some(count) = waiting.get_mut(&from) {
                *count -= 1;
                if *count == 0 {
                    ends.push(from);
                }
            }
        }
    }
    stream.steps.iter().find(|step| waiting.contains_key(&step.id))
}
