//! What a file would change in a stream, and the one command that does it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    CellProblem, MOST_BYTES, MOST_ROWS, Problems, SheetError,
    heads::Heads,
    links,
    row::{self, May, Said},
    values::{self, Time, kind_index},
    write::plain,
};
use crate::{
    edit::{Command, NewIds},
    exchange::{
        adopt::{guess, usual_team},
        capture::{Rough, StepDraft},
        delivery_csv::{ImportError, bytes::Table},
    },
    model::{
        Elapsed, Flow, Observed, Share, Step, StepId, StepKind, StreamId, Team, TeamId, ValueStream, WorkTime, Workers,
        Workspace, check::check,
    },
};

/// What a file would do to a stream.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetImport {
    /// Names of the steps that would be new, in the order of the file.
    pub added: Vec<String>,
    /// The steps that would change.
    pub changed: Vec<ChangedStep>,
    /// How many rows say what the model says already.
    pub same: usize,
    /// Names of the steps that no row means; they stay.
    pub only_here: Vec<String>,
    /// Names of the teams that would be new, with one person each.
    pub teams: Vec<String>,
    /// Whether the steps would be told in another order.
    pub reordered: bool,
    /// Whether links would change.
    pub relinked: bool,
    /// Cells and rows that could not be read, in the order of the file.
    pub problems: Vec<CellProblem>,
    /// How many more there are.
    pub more_problems: usize,
    /// Does all of it as one step of the history; `None` when nothing would change.
    pub command: Option<Command>,
}

/// A step that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedStep {
    /// What it is called now.
    pub name: String,
    /// What of it would change, each a word or two.
    pub what: Vec<&'static str>,
}

/// Reads a file against a stream. `file` is its name, for the history.
///
/// # Errors
/// When the file as a whole cannot be used, or the whole would break a rule of the model; see [`SheetError`].
pub fn read(bytes: &[u8], workspace: &Workspace, stream: StreamId, file: &str) -> Result<SheetImport, SheetError> {
    let stream = workspace.stream(stream).ok_or(SheetError::NoStream)?;
    let mut problems = Problems::default();
    let (heads, rows) = rows(bytes, &mut problems)?;
    let mut merge = Merge::of(workspace, stream);
    let mut rows = merge.steps(rows, &mut problems);
    merge.keep_the_others();
    merge.reordered();
    merge.clock(&rows, &mut problems);
    let flows = links::relinked(stream, &merge.steps, &mut rows, &heads, &mut merge.ids, &mut problems);
    merge.finish(flows, file, problems)
}

/// The rows of a file that name a step.
fn rows(bytes: &[u8], problems: &mut Problems) -> Result<(Heads, Vec<Said>), SheetError> {
    if bytes.len() > MOST_BYTES {
        return Err(SheetError::TooLarge);
    }
    let mut table = Table::whole(bytes).map_err(SheetError::NoTable)?;
    let head = table.next().ok_or(SheetError::NoTable(ImportError::Empty))?;
    let heads = Heads::of(&head.fields)?;
    let mut rows = Vec::new();
    let mut count = 0;
    while let Some(record) = table.next() {
        count += 1;
        if count > MOST_ROWS {
            return Err(SheetError::TooManyRows);
        }
        // The last row of a file of ours says where it comes from.
        let mut fields = record.fields.iter();
        if fields.next().is_some_and(|field| field.starts_with("# ")) && fields.all(str::is_empty) {
            continue;
        }
        rows.extend(row::read(&heads, &record, problems));
    }
    if count == 0 { Err(SheetError::NoTable(ImportError::Empty)) } else { Ok((heads, rows)) }
}

/// A stream on its way to what a file says.
struct Merge<'a> {
    workspace: &'a Workspace,
    old: &'a ValueStream,
    ids: NewIds,
    /// Old teams, then new ones.
    teams: Vec<Team>,
    /// Place of a team by its name in small letters.
    team_places: BTreeMap<String, usize>,
    /// The steps as they will be.
    steps: Vec<Step>,
    clock: Option<StepId>,
    report: SheetImport,
}

impl<'a> Merge<'a> {
    fn of(workspace: &'a Workspace, old: &'a ValueStream) -> Self {
        let teams = workspace.teams.to_vec();
        let mut team_places: BTreeMap<String, usize> = BTreeMap::new();
        for (at, team) in teams.iter().enumerate() {
            team_places.entry(plain(&team.name).to_lowercase()).or_insert(at);
        }
        let report = SheetImport {
            added: Vec::new(),
            changed: Vec::new(),
            same: 0,
            only_here: Vec::new(),
            teams: Vec::new(),
            reordered: false,
            relinked: false,
            problems: Vec::new(),
            more_problems: 0,
            command: None,
        };
        Self {
            workspace,
            old,
            ids: NewIds::of(workspace),
            teams,
            team_places,
            steps: Vec::new(),
            clock: old.clock_starts_after,
            report,
        }
    }

    /// The steps that rows mean or bring, in the order of the file. Gives each row with its step.
    fn steps(&mut self, rows: Vec<Said>, problems: &mut Problems) -> Vec<(Said, StepId)> {
        let rows = meant(self.old, rows, problems);
        // Teams take their ids first: they are added first, and a number below one in use is never free again.
        let mut teams = Vec::new();
        for (said, old) in &rows {
            teams.push(self.team(said, *old));
        }
        let mut done = Vec::new();
        for ((said, old), team) in rows.into_iter().zip(teams) {
            let mut step = match old {
                Some(old) => old.clone(),
                None => new_step(&said, self.ids.step(), team),
            };
            fill(&mut step, &said, team, problems);
            match old {
                None => self.report.added.push(step.name.clone()),
                Some(old) => match different(old, &step) {
                    what if what.is_empty() => self.report.same += 1,
                    what => self.report.changed.push(ChangedStep { name: old.name.clone(), what }),
                },
            }
            done.push((said, step.id));
            self.steps.push(step);
        }
        done
    }

    /// The team that a row names: the step's own where it has that name, else the first of that name, else a new one.
    fn team(&mut self, said: &Said, old: Option<&Step>) -> Option<TeamId> {
        let own = old.and_then(|step| step.team);
        let Some(name) = &said.team else { return own };
        if name.trim().is_empty() {
            return None;
        }
        let named = |team: &&Team| plain(&team.name) == *name;
        if let Some(team) = own.and_then(|id| self.workspace.team(id)).filter(named) {
            return Some(team.id);
        }
        let lower = name.to_lowercase();
        if let Some(team) = self.team_places.get(&lower).and_then(|at| self.teams.get(*at)) {
            // Of several that differ in the case of letters only, the one that is spelled so.
            return self.teams.iter().find(named).or(Some(team)).map(|team| team.id);
        }
        let team = usual_team(name.clone(), &mut self.ids);
        let id = team.id;
        self.team_places.insert(lower, self.teams.len());
        self.report.teams.push(name.clone());
        self.teams.push(team);
        Some(id)
    }

    /// Steps that no row means stay behind the step that they stood behind.
    fn keep_the_others(&mut self) {
        let mut there = BTreeSet::new();
        there.extend(self.steps.iter().map(|step| step.id));
        if self.old.steps.iter().all(|step| there.contains(&step.id)) {
            return;
        }
        // What follows each old step, and what stands before the first that is kept.
        let mut behind: BTreeMap<StepId, usize> = BTreeMap::new();
        let mut runs: Vec<Vec<Step>> = vec![Vec::new()];
        for step in &self.old.steps {
            if there.contains(&step.id) {
                behind.insert(step.id, runs.len());
                runs.push(Vec::new());
            } else if let Some(run) = runs.last_mut() {
                self.report.only_here.push(step.name.clone());
                run.push(step.clone());
            }
        }
        let file = std::mem::take(&mut self.steps);
        self.steps.extend(runs.first_mut().map(std::mem::take).unwrap_or_default());
        for step in file {
            let run = behind.get(&step.id).and_then(|at| runs.get_mut(*at)).map(std::mem::take);
            self.steps.push(step);
            self.steps.extend(run.unwrap_or_default());
        }
    }

    /// Whether steps that were there before are told in another order.
    fn reordered(&mut self) {
        let mut old = BTreeSet::new();
        old.extend(self.old.steps.iter().map(|step| step.id));
        let kept = self.steps.iter().map(|step| step.id).filter(|id| old.contains(id));
        self.report.reordered = !kept.eq(self.old.steps.iter().map(|step| step.id));
    }

    /// Where the DORA clock starts. A file that says it nowhere takes the mark away only from a step that it means.
    fn clock(&mut self, rows: &[(Said, StepId)], problems: &mut Problems) {
        let mut found = None;
        for (said, step) in rows {
            match said.clock {
                Some(true) if found.is_some() => {
                    let sentence = "the DORA clock starts after an earlier row already. Say yes in one row only.";
                    problems.add(said.row, "", sentence.to_owned());
                }
                Some(true) => found = Some(*step),
                Some(false) if self.clock == Some(*step) => self.clock = None,
                _ => {}
            }
        }
        self.clock = found.or(self.clock);
    }

    /// The whole, checked, with its command.
    fn finish(mut self, flows: Vec<Flow>, file: &str, problems: Problems) -> Result<SheetImport, SheetError> {
        let stream = ValueStream { steps: self.steps, flows, clock_starts_after: self.clock, ..self.old.clone() };
        self.report.relinked =
            stream.flows != self.old.flows || stream.clock_starts_after != self.old.clock_starts_after;
        self.report.problems = problems.kept;
        self.report.more_problems = problems.more;
        if stream == *self.old {
            return Ok(self.report);
        }
        let label = format!("Import {file} into {}", stream.name);
        let mut after = self.workspace.clone();
        for old in Arc::make_mut(&mut after.streams).iter_mut().filter(|old| old.id == stream.id) {
            old.clone_from(&stream);
        }
        if !self.report.teams.is_empty() {
            after.teams = Arc::new(self.teams);
        }
        // Any id taken from here on is free.
        after.next_id = self.ids.step().number();
        if let Some(problem) = check(&after).first() {
            return Err(SheetError::Refused(problem.to_string()));
        }
        self.report.command = Some(Command::Replace { workspace: Box::new(after), label });
        Ok(self.report)
    }
}

/// Each row with the step that it means; `None` for a new one. A row that means the step of an earlier row is left out.
fn meant<'a>(stream: &'a ValueStream, rows: Vec<Said>, problems: &mut Problems) -> Vec<(Said, Option<&'a Step>)> {
    let mut by_id: BTreeMap<StepId, usize> = BTreeMap::new();
    for (at, step) in stream.steps.iter().enumerate() {
        by_id.insert(step.id, at);
    }
    let place = |said: &Said| said.id.parse::<StepId>().ok().and_then(|id| by_id.get(&id).copied());
    let mut taken = vec![false; stream.steps.len()];
    for said in &rows {
        if let Some(taken) = place(said).and_then(|at| taken.get_mut(at)) {
            *taken = true;
        }
    }
    // Steps that no id means wait for their name: for each name the first of them, and after each the next of its name.
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut following = vec![None; stream.steps.len()];
    for (at, step) in stream.steps.iter().enumerate().rev() {
        if taken.get(at) == Some(&false)
            && let Some(following) = following.get_mut(at)
        {
            *following = first.insert(plain(&step.name), at);
        }
    }
    let mut given = vec![false; stream.steps.len()];
    let mut found = Vec::new();
    for said in rows {
        let at = place(&said).or_else(|| {
            let at = first.remove(&said.name)?;
            if let Some(next) = following.get(at).copied().flatten() {
                first.insert(said.name.clone(), next);
            }
            Some(at)
        });
        match at.and_then(|at| given.get_mut(at)) {
            Some(given) if *given => {
                let sentence = format!(
                    "{} stands in an earlier row already. This row is left out; give it no id to add a step.",
                    said.id
                );
                problems.add(said.row, "", sentence);
                continue;
            }
            Some(given) => *given = true,
            None => {}
        }
        found.push((said, at.and_then(|at| stream.steps.get(at))));
    }
    found
}

/// A step of which nothing is known but its name and team.
fn new_step(said: &Said, id: StepId, team: Option<TeamId>) -> Step {
    let (activity, lifecycle, kind) = guess(&said.name);
    let workers = if team.is_some() { Workers::Team } else { Workers::Unlimited };
    Step { activity, lifecycle, kind, workers, ..Step::new(id, said.name.clone()) }
}

/// Puts into a step what a row says.
fn fill(step: &mut Step, said: &Said, team: Option<TeamId>, problems: &mut Problems) {
    // A zero byte in a text of the model is in no file; without it the text is the same.
    if plain(&step.name) != said.name {
        step.name.clone_from(&said.name);
    }
    if let Some(note) = said.note.as_ref().filter(|note| plain(&step.note) != **note) {
        step.note.clone_from(note);
    }
    step.team = team;
    step.activity = said.activity.unwrap_or(step.activity);
    step.lifecycle = said.lifecycle.unwrap_or(step.lifecycle);
    if let Some(practices) = &said.practices {
        step.practices.clone_from(practices);
    }
    if let Some(roles) = &said.roles {
        step.roles.clone_from(roles);
    }
    step.workers = said.people.unwrap_or(step.workers);
    step.calendar = said.calendar.unwrap_or(step.calendar);
    step.complete_accurate = said.accurate.or(step.complete_accurate);
    step.wip_limit = said.limit.or(step.wip_limit);
    step.together = said.together.or(step.together);
    kind(step, said, problems);
    if let Some(time) = said.work {
        work(step, time);
    }
    step.assumed = said.work_assumed.unwrap_or(step.assumed);
    match said.observed {
        May::Is(time) => {
            let assumed = said.observed_assumed.unwrap_or(time.assumed);
            let (low, high) = (Elapsed::clamped_hours(time.low), Elapsed::clamped_hours(time.high));
            step.observed = Some(Observed { low, high, assumed });
        }
        May::Nothing => step.observed = None,
        May::Silent => {
            if let (Some(assumed), Some(observed)) = (said.observed_assumed, step.observed.as_mut()) {
                observed.assumed = assumed;
            }
        }
    }
}

/// The work time, unless the step's own already has this low and high figure.
fn work(step: &mut Step, time: Time) {
    let now = StepDraft::of(step, None).work;
    let same = |now: Rough<WorkTime>| {
        now.low.hours().total_cmp(&time.low).is_eq() && now.high.hours().total_cmp(&time.high).is_eq()
    };
    if !now.is_some_and(same) {
        let (low, high) = (WorkTime::clamped_hours(time.low), WorkTime::clamped_hours(time.high));
        step.work = Rough { low, high, assumed: time.assumed }.distribution();
        step.assumed = time.assumed;
    }
}

/// What the step does with the work, with its dates and strengths.
fn kind(step: &mut Step, said: &Said, problems: &mut Problems) {
    if let Some(wanted) = said.kind.filter(|wanted| *wanted != kind_index(&step.kind)) {
        let cadence = None;
        step.kind = match wanted {
            0 => StepKind::Work,
            1 => StepKind::Approval { cadence, stops_bad: Share::clamped(0.1), stops_good: Share::NONE },
            2 => StepKind::Gate { stops_bad: Share::NONE, stops_good: Share::NONE },
            _ => StepKind::Deploy { cadence, fails: Share::clamped(0.01) },
        };
    }
    if let StepKind::Approval { stops_bad, stops_good, .. } | StepKind::Gate { stops_bad, stops_good } = &mut step.kind
    {
        *stops_bad = said.stops_bad.unwrap_or(*stops_bad);
        *stops_good = said.stops_good.unwrap_or(*stops_good);
    }
    if let StepKind::Deploy { fails, .. } = &mut step.kind {
        *fails = said.fails.unwrap_or(*fails);
    }
    match &mut step.kind {
        StepKind::Approval { cadence, .. } | StepKind::Deploy { cadence, .. } => {
            *cadence = said.cadence.or(*cadence);
        }
        StepKind::Work | StepKind::Gate { .. } if matches!(said.cadence, May::Is(_)) => {
            let kind = values::KINDS.get(kind_index(&step.kind)).copied().unwrap_or_default();
            let sentence =
                format!("a step of the kind {kind} has no dates. Take them out, or make it an approval or a deploy.");
            problems.add(said.row, "", sentence);
        }
        StepKind::Work | StepKind::Gate { .. } => {}
    }
}

/// What differs between a step before and after, in words.
fn different(old: &Step, new: &Step) -> Vec<&'static str> {
    let fields = [
        ("name", old.name != new.name),
        ("team", old.team != new.team),
        ("activity", old.activity != new.activity),
        ("lifecycle activity", old.lifecycle != new.lifecycle),
        ("practices", old.practices != new.practices),
        ("roles", old.roles != new.roles),
        ("kind", old.kind != new.kind),
        ("work time", old.work != new.work),
        ("what is assumed", old.assumed != new.assumed),
        ("observed time", old.observed != new.observed),
        ("%C&A", old.complete_accurate != new.complete_accurate),
        ("people", old.workers != new.workers),
        ("calendar", old.calendar != new.calendar),
        ("WIP limit", old.wip_limit != new.wip_limit),
        ("what goes together", old.together != new.together),
        ("note", old.note != new.note),
    ];
    let mut found = Vec::new();
    for (what, differs) in fields {
        if differs {
            found.push(what);
        }
    }
    found
}
