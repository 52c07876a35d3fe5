//! From answers to a workspace: the sector's usual chain from the catalogue, with the answers put into it.

use std::sync::Arc;

use super::{
    Answers, Approval, Filled, Question, Refused, Sector,
    scenarios::{self, Levered},
};
use crate::{
    catalog::templates,
    edit::{Command, NewIds},
    engine::flow,
    exchange::{adopt, template},
    model::{
        Activity, Cadence, ChangeMix, ChangePolicy, Demand, Distribution, Elapsed, IncidentPolicy, LifecycleActivity,
        Observed, Practice, Problem, RiskMix, Role, Service, Share, Step, StepKind, Team, ValueStream, Weekday,
        Workers, Workspace,
    },
};

/// A workspace made of answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The workspace. Its service's note says what was answered and what was assumed.
    pub workspace: Workspace,
    /// What nobody answered, in words: "How many changes a week? 9".
    pub assumed: Vec<String>,
}

/// Besides the questions: what every such workspace assumes.
const ALSO_ASSUMED: &str = "Also assumed: the steps and their times, the sizes of the teams (so that they are busy \
                            about 70 % of their time), 5 % emergencies, 40 % of the changes of low and 10 % of high \
                            risk, a board that stops 10 % of the bad changes, 1 % of the deployments failing by \
                            themselves, and how failures are found.";

/// Hours in a week.
const WEEK: f64 = 168.0;
/// Utilisation for which teams are sized.
const BUSY: f64 = 0.7;

impl Answers {
    /// The workspace that these answers describe: a stream of usual steps of the sector with its teams, a service with
    /// its objective and incident policy, a change policy, and scenarios worth asking first.
    ///
    /// # Errors
    /// An answer out of range, or a name that no workspace can have.
    pub fn workspace(&self, id: impl Into<String>, name: impl Into<String>) -> Result<Made, Refused> {
        self.check()?;
        let filled = self.filled();
        let mut assumed = Vec::new();
        let mut answered = Vec::new();
        for question in Question::ALL {
            let says = format!("{} {}", question.asks(), filled.says(question));
            if self.has(question) { answered.push(says) } else { assumed.push(says) }
        }
        let mut note = String::new();
        for (lead, list) in [("Answered", &answered), ("Assumed, since nobody answered", &assumed)] {
            if !list.is_empty() {
                note = format!("{note}{lead}: {}.\n", list.join("; "));
            }
        }
        note.push_str(ALSO_ASSUMED);
        let workspace = build(&Workspace::empty(id, name), &filled, note);
        let workspace = workspace.map_err(|problem| Refused::Unsound(problem.to_string()))?;
        Ok(Made { workspace, assumed })
    }
}

fn build(empty: &Workspace, filled: &Filled, note: String) -> Result<Workspace, Problem> {
    let mut ids = NewIds::of(empty);
    let service = service(filled, note, &mut ids);
    let served = Command::AddService { service }.apply(empty)?;
    let key = if filled.sector == Sector::Online { "feature-by-ci-cd" } else { "feature-with-weekly-cab" };
    let Some(template) = templates::with_key(key) else { return Ok(served) };
    let mut workspace = template::add(template, &served)?.command.apply(&served)?;
    let mut ids = NewIds::of(&workspace);
    let Some(mut stream) = workspace.main_stream().cloned() else { return Ok(workspace) };
    tailor(&mut stream, filled, &mut ids);
    let deploy = stream.steps.iter().find(|step| matches!(step.kind, StepKind::Deploy { .. })).map(|step| step.id);
    let mut teams = Vec::clone(&workspace.teams);
    if filled.sector == Sector::Public {
        hand_to_supplier(&mut stream, &mut teams, &mut ids);
    }
    if let Some((deploy, service)) = deploy.zip(stream.service) {
        let on = Levered { stream: stream.id, deploy, service };
        workspace.scenarios = Arc::new(scenarios::first(filled, &on, &mut ids));
    }
    workspace.next_id = ids.step().number();
    workspace.streams = Arc::new(vec![stream]);
    workspace.teams = Arc::new(teams);
    workspace.change_policy = ChangePolicy { approve_emergencies_afterwards: true, ..ChangePolicy::default() };
    staff(&mut workspace);
    Ok(workspace)
}

fn service(filled: &Filled, note: String, ids: &mut NewIds) -> Service {
    let name = match filled.sector {
        Sector::Bank => "Payment service",
        Sector::Retail => "Web shop",
        Sector::Public => "Citizen portal",
        Sector::Online | Sector::Other => "Our service",
    };
    let mut service = adopt::usual_service(name.to_owned(), ids);
    if let Some(slo) = service.slos.first_mut() {
        slo.target = filled.slo;
    }
    service.incidents = incidents(filled);
    service.note = note;
    service
}

/// Detection, acknowledgement and repair in their usual proportions, stretched so that their medians add up to the
/// answer. Repair is as hard as today's releases are large, so the answer already holds that factor.
fn incidents(filled: &Filled) -> IncidentPolicy {
    let usual = IncidentPolicy::assumed();
    let every_weeks = filled.release.every_days().map_or(0.0, |days| f64::from(days) / 7.0);
    let batch = (filled.changes_per_week * every_weeks).max(1.0);
    let harder = 1.0 + usual.batch_repair_factor * libm::log2(batch);
    let monitored = usual.found_by_monitoring.value();
    let detect = monitored * usual.detect_by_monitoring.median() + (1.0 - monitored) * usual.detect_by_users.median();
    let sum = detect + usual.acknowledge.median() + usual.repair.median() * harder;
    let stretch = |time: Distribution| match time {
        Distribution::Lognormal { median, p85 } => {
            let factor = filled.restore.hours() / sum;
            Distribution::Lognormal { median: median * factor, p85: p85 * factor }
        }
        other => other,
    };
    IncidentPolicy {
        detect_by_monitoring: stretch(usual.detect_by_monitoring),
        detect_by_users: stretch(usual.detect_by_users),
        acknowledge: stretch(usual.acknowledge),
        repair: stretch(usual.repair),
        ..usual
    }
}

fn tailor(stream: &mut ValueStream, filled: &Filled, ids: &mut NewIds) {
    "Feature to production".clone_into(&mut stream.name);
    let standard = filled.standard;
    let emergency = Share::clamped(standard.rest().value().min(0.05));
    stream.demand = Demand {
        risk: RiskMix { low: Share::clamped(0.4), high: Share::clamped(0.1), ..RiskMix::MEDIUM },
        ..Demand::of(filled.changes_per_week, ChangeMix { standard, emergency })
    };
    stream.bad_changes = filled.bad_changes;
    approve(stream, filled, ids);
    let day = match filled.approval {
        Approval::Nobody => Weekday::Thursday,
        Approval::Board(board) => after(board),
    };
    let release = filled.release.every_days().map(|every_days| Cadence { every_days, ..Cadence::weekly(day, 20) });
    for step in &mut stream.steps {
        match &mut step.kind {
            StepKind::Deploy { cadence, .. } => {
                *cadence = release;
                step.observed = Some(waits(&step.work, until_release(filled)));
            }
            StepKind::Approval { .. } => {
                let cut_off = filled.cut_off.hours();
                step.observed = Some(waits(&step.work, (cut_off, cut_off + WEEK)));
            }
            StepKind::Work | StepKind::Gate { .. } => {}
        }
        if filled.sector == Sector::Bank && step.name == "Assess the risk" {
            "Collect evidence of controls".clone_into(&mut step.name);
            step.work = Distribution::Lognormal { median: 2.0, p85: 4.0 };
            step.observed = Some(guess(8.0, 48.0));
        }
        if filled.sector == Sector::Public && step.name == "Regression test" {
            "Acceptance test".clone_into(&mut step.name);
            step.observed = Some(guess(168.0, 288.0));
        }
    }
}

/// The board stands before the deployment, or nowhere.
fn approve(stream: &mut ValueStream, filled: &Filled, ids: &mut NewIds) {
    let is_board = |step: &Step| matches!(step.kind, StepKind::Approval { .. });
    let Approval::Board(day) = filled.approval else {
        stream.steps.retain(|step| !is_board(step));
        return;
    };
    let dates = Cadence { cut_off: filled.cut_off, ..Cadence::weekly(day, 10) };
    if !stream.steps.iter().any(is_board) {
        let at = stream.steps.iter().position(|step| matches!(step.kind, StepKind::Deploy { .. })).unwrap_or_default();
        let team = stream.steps.get(at).and_then(|step| step.team);
        let board = Step {
            activity: Activity::DesignAndTransition,
            lifecycle: LifecycleActivity::Transition,
            team,
            practices: vec![Practice::ChangeEnablement],
            roles: vec![Role::ChangeAuthority],
            kind: StepKind::Approval { cadence: None, stops_bad: Share::clamped(0.1), stops_good: Share::NONE },
            work: Distribution::Lognormal { median: 0.2, p85: 0.4 },
            workers: Workers::Unlimited,
            ..Step::new(ids.step(), "CAB approval")
        };
        stream.steps.insert(at, board);
    }
    for step in stream.steps.iter_mut().filter(|step| is_board(step)) {
        if let StepKind::Approval { cadence, .. } = &mut step.kind {
            *cadence = Some(dates);
        }
        step.note = format!("{day:?} 10:00. What it stops is assumed: ask yours.");
    }
}

/// In the public sector a supplier usually builds.
fn hand_to_supplier(stream: &mut ValueStream, teams: &mut Vec<Team>, ids: &mut NewIds) {
    let supplier = Team { party: crate::model::Party::Supplier, ..adopt::usual_team("Supplier".to_owned(), ids) };
    for step in stream.steps.iter_mut().filter(|step| step.activity == Activity::ObtainBuild) {
        step.team = Some(supplier.id);
    }
    teams.push(supplier);
}

/// Hours from being approved to the release, at least and at most: what its dates alone make of it.
fn until_release(filled: &Filled) -> (f64, f64) {
    let period = filled.release.every_days().map_or(0.0, |days| f64::from(days) * 24.0);
    let Approval::Board(board) = filled.approval else { return (0.0, period) };
    // The board meets at 10:00, releases are at 20:00.
    let days = if period < WEEK { 0 } else { (after(board).index() + 7 - board.index()) % 7 };
    let first = if period > 0.0 { f64::from(days) * 24.0 + 10.0 } else { 0.0 };
    (first, first + (period - WEEK).max(0.0))
}

/// Observed at a step that waits for a date: the waiting and the work, as a guess.
fn waits(work: &Distribution, (low, high): (f64, f64)) -> Observed {
    guess(low + work.mean(), high + work.mean())
}

const fn guess(low: f64, high: f64) -> Observed {
    Observed { low: Elapsed::clamped_hours(low), high: Elapsed::clamped_hours(high), assumed: true }
}

/// The evening after the board, or the next Monday when that is a weekend.
const fn after(board: Weekday) -> Weekday {
    match board {
        Weekday::Monday => Weekday::Tuesday,
        Weekday::Tuesday => Weekday::Wednesday,
        Weekday::Wednesday => Weekday::Thursday,
        Weekday::Thursday => Weekday::Friday,
        Weekday::Friday | Weekday::Saturday | Weekday::Sunday => Weekday::Monday,
    }
}

/// Gives each team as many people as the usual demand needs.
fn staff(workspace: &mut Workspace) {
    let Some(stream) = workspace.main_stream() else { return };
    let sheet = flow::sheet(workspace, stream);
    let mut people = Vec::new();
    for team in workspace.teams.iter() {
        let mut hours = 0.0;
        for (step, row) in stream.steps.iter().zip(&sheet.steps) {
            if step.team == Some(team.id) && step.workers == Workers::Team {
                let visits = row.deployments_per_week.unwrap_or(row.visits * stream.demand.per_week);
                hours += visits * step.work.mean();
            }
        }
        let needed = hours / (40.0 * team.planned_share.value() * BUSY);
        people.push(needed.ceil().clamp(1.0, 1000.0));
    }
    for (team, people) in Arc::make_mut(&mut workspace.teams).iter_mut().zip(people) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=1000")]
        let people = people as u16;
        team.people = people;
    }
}
