//! What is worth a look in a chain: cost first, then cause. Each finding leads to its steps.

use trivium_core::{
    chart::format,
    engine::flow::{Missing, PoolOwner, StreamSheet},
    model::{Activity, Edition, Step, StepId, StepKind, StreamKind, ValueStream, Workspace},
};

use super::words;

/// A wait for a decision that is worth a sentence, in hours.
const LONG_WAIT: f64 = 24.0;
/// Utilisation from which queues grow fast.
const BUSY: f64 = 0.85;

/// Something worth a look.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    pub(super) sentence: String,
    /// What the link says.
    pub(super) link: String,
    /// Where it leads: these steps in turn; where a step is typed when there is none.
    pub(super) steps: Vec<StepId>,
}

/// What was found, of how many checks.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Checks {
    pub(super) findings: Vec<Finding>,
    pub(super) passed: usize,
}

impl Checks {
    /// How many checks there are.
    pub(super) fn count(&self) -> usize {
        self.findings.len() + self.passed
    }

    fn add(&mut self, finding: Option<Finding>) {
        match finding {
            Some(finding) => self.findings.push(finding),
            None => self.passed += 1,
        }
    }
}

/// Looks at a chain.
pub(super) fn of(workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> Checks {
    let mut checks = Checks::default();
    if stream.steps.is_empty() {
        return checks;
    }
    checks.add(approval(stream, sheet));
    checks.add(overload(workspace, sheet, stream));
    if workspace.edition == Edition::Itil4 {
        checks.add(no_improvement(stream));
    }
    if stream.kind == StreamKind::Change {
        checks.add(no_clock(stream));
        checks.add(no_deployment(stream));
    }
    checks.add(too_much_work(stream, sheet));
    checks.add(steps_where(stream, |step| step.observed.is_none(), "no observed total time"));
    checks.add(steps_where(stream, |step| step.complete_accurate.is_none(), "no %C&A: it counts as 100 %"));
    checks.add(steps_where(stream, |step| step.team.is_none(), "no team"));
    checks.add(assumed(stream));
    checks.add(unreached(stream, sheet));
    checks
}

fn approval(stream: &ValueStream, sheet: &StreamSheet) -> Option<Finding> {
    let approvals =
        stream.steps.iter().zip(&sheet.steps).filter(|(step, _)| matches!(step.kind, StepKind::Approval { .. }));
    let waits = approvals.filter_map(|(step, row)| Some((step, row.work, row.wait.ok()?)));
    let (step, work, wait) = waits.filter(|(.., wait)| *wait >= LONG_WAIT).max_by(|a, b| a.2.total_cmp(&b.2))?;
    let sentence = format!("A decision of {} waits {}.", words::work(work), words::calendar(wait));
    Some(Finding { sentence, link: step.name.clone(), steps: vec![step.id] })
}

fn overload(workspace: &Workspace, sheet: &StreamSheet, stream: &ValueStream) -> Option<Finding> {
    let busiest = sheet.pools.iter().max_by(|a, b| a.utilisation.total_cmp(&b.utilisation))?;
    if busiest.utilisation < BUSY {
        return None;
    }
    let who = match busiest.owner {
        PoolOwner::Team(team) => workspace.team(team)?.name.clone(),
        PoolOwner::Step(step) => format!("The people of {}", stream.step(step)?.name),
    };
    let busy = format::percent(busiest.utilisation);
    let sentence = match (busiest.utilisation >= 1.0, busiest.queue_wait, busiest.queue_wait_with_a_tenth_more) {
        (true, ..) => format!("{who}: {busy} of the time is asked for. The queue never settles."),
        (_, Ok(now), Ok(more)) => {
            format!("{who}: busy {busy}. A tenth more work adds {} of waiting.", words::calendar(more - now))
        }
        _ => format!("{who}: busy {busy}. With a tenth more work the queue never settles."),
    };
    let steps = busiest.busiest_step.into_iter().chain(busiest.steps.iter().copied()).take(1).collect::<Vec<_>>();
    Some(Finding { sentence, link: name_of(stream, &steps), steps })
}

fn no_improvement(stream: &ValueStream) -> Option<Finding> {
    let none = stream.steps.iter().all(|step| step.activity != Activity::Improve);
    none.then(|| Finding {
        sentence: "No step lies in Improve: what is learned does not come back.".to_owned(),
        link: "Add one".to_owned(),
        steps: Vec::new(),
    })
}

fn no_clock(stream: &ValueStream) -> Option<Finding> {
    let builds = stream.steps.iter().filter(|step| step.activity == Activity::ObtainBuild).map(|step| step.id);
    let steps: Vec<_> = builds.chain(stream.steps.iter().map(|step| step.id)).take(1).collect();
    stream.clock_starts_after.is_none().then(|| Finding {
        sentence: "Nobody has said after which step the DORA clock starts: change lead time does not exist.".to_owned(),
        link: name_of(stream, &steps),
        steps,
    })
}

fn no_deployment(stream: &ValueStream) -> Option<Finding> {
    let deploys = stream.steps.iter().any(|step| matches!(step.kind, StepKind::Deploy { .. }));
    (!deploys).then(|| Finding {
        sentence: "No step deploys: nothing goes live, and nothing can be simulated.".to_owned(),
        link: "Add one".to_owned(),
        steps: Vec::new(),
    })
}

fn too_much_work(stream: &ValueStream, sheet: &StreamSheet) -> Option<Finding> {
    let wrong = sheet.steps.iter().filter(|row| row.wait == Err(Missing::WorkExceedsObserved)).map(|row| row.step);
    let steps: Vec<_> = wrong.collect();
    let sentence = format!("{} more work than total time.", words::counted(steps.len(), "step has", "steps have"));
    found(stream, steps, sentence)
}

fn steps_where(stream: &ValueStream, wrong: fn(&Step) -> bool, what: &str) -> Option<Finding> {
    let steps: Vec<_> = stream.steps.iter().filter(|step| wrong(step)).map(|step| step.id).collect();
    let sentence = format!("{} {what}.", words::counted(steps.len(), "step has", "steps have"));
    found(stream, steps, sentence)
}

fn assumed(stream: &ValueStream) -> Option<Finding> {
    let rough = |step: &&Step| step.assumed || step.observed.is_some_and(|seen| seen.assumed);
    let steps: Vec<_> = stream.steps.iter().filter(rough).map(|step| step.id).collect();
    let sentence = format!("{} assumed times.", words::counted(steps.len(), "step has", "steps have"));
    found(stream, steps, sentence)
}

fn unreached(stream: &ValueStream, sheet: &StreamSheet) -> Option<Finding> {
    let steps: Vec<_> = sheet.steps.iter().filter(|row| row.visits <= 0.0).map(|row| row.step).collect();
    let sentence = format!("No work comes to {}.", words::counted(steps.len(), "step", "steps"));
    found(stream, steps, sentence)
}

/// A finding about steps, when there are any.
fn found(stream: &ValueStream, steps: Vec<StepId>, sentence: String) -> Option<Finding> {
    let link = if steps.len() == 1 { name_of(stream, &steps) } else { "Show them in turn".to_owned() };
    (!steps.is_empty()).then_some(Finding { sentence, link, steps })
}

fn name_of(stream: &ValueStream, steps: &[StepId]) -> String {
    steps.first().and_then(|id| stream.step(*id)).map(|step| step.name.clone()).unwrap_or_default()
}
