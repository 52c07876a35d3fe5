//! Two states of a stream beside each other: which steps are new, gone or changed, what about them, and what that does to
//! the stream as a whole. Nothing is simulated here: these are the sheets of the two.

use std::collections::BTreeMap;

use crate::{
    catalog::{practices, roles},
    chart::format::{self, NBSP},
    engine::flow::{self, Known, Missing, StepSheet, StreamSheet},
    model::{Cadence, Calendar, Observed, Share, Step, StepId, StepKind, Together, ValueStream, Workers, Workspace},
};

use super::{Ladder, words};

/// One step in both states.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The step of the first state; `None` for one that is new.
    pub today: Option<StepId>,
    /// The step of the second state; `None` for one that is gone.
    pub future: Option<StepId>,
    /// What it is called; in the second state, where it is there.
    pub name: String,
    /// What is different about it; empty when nothing is, and when it stands in one state only.
    pub differences: Vec<Difference>,
}

impl Pair {
    /// Whether it is the same in both states.
    pub fn is_same(&self) -> bool {
        self.today.is_some() && self.future.is_some() && self.differences.is_empty()
    }
}

/// Something that is different, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What: "work time".
    pub what: &'static str,
    /// How it is in the first state.
    pub today: String,
    /// How it is in the second.
    pub future: String,
}

/// A number of the stream as a whole in both states.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// What: "Request to live, as observed".
    pub what: &'static str,
    /// In the first state, or why it is not known.
    pub today: Known<String>,
    /// In the second.
    pub future: Known<String>,
    /// The difference in words, such as "7.4 d less"; `None` when one of the two is not known.
    pub change: Option<String>,
}

/// Two states of a stream.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compared {
    /// The steps, in the order of the second state; what is gone stands where it was.
    pub pairs: Vec<Pair>,
    /// The numbers of the whole.
    pub totals: Vec<Total>,
}

/// A stream with its sheet.
pub type State<'a> = (&'a ValueStream, &'a StreamSheet);

impl Compared {
    /// Compares two streams. Steps belong together when the second says of which step of the first it is the future;
    /// when it is the future of another stream or of none, steps of the same name do.
    pub fn of(workspace: &Workspace, today: State<'_>, future: State<'_>) -> Self {
        Self { pairs: pairs(workspace, today.0, future.0), totals: totals(today, future) }
    }

    /// How many steps are new, gone, changed.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |wanted: fn(&Pair) -> bool| self.pairs.iter().filter(|pair| wanted(pair)).count();
        (
            count(|pair| pair.today.is_none()),
            count(|pair| pair.future.is_none()),
            count(|pair| !pair.differences.is_empty()),
        )
    }

    /// "1 step is new, 2 are gone, 3 changed."
    pub fn sentence(&self) -> String {
        match self.counts() {
            (0, 0, 0) => "Both states have the same steps with the same numbers.".to_owned(),
            (new, gone, changed) => {
                let part = |count: usize, word: &str| (count > 0).then(|| format!("{count} {word}"));
                let parts = [part(new, "new"), part(gone, "gone"), part(changed, "changed")];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                let all = words::counted(self.pairs.len(), "step", "steps");
                format!("Of {all} in both states together: {}.", parts.join(", "))
            }
        }
    }
}

fn pairs(workspace: &Workspace, today: &ValueStream, future: &ValueStream) -> Vec<Pair> {
    let known = future.future_of == Some(today.id);
    let names: BTreeMap<String, StepId> =
        today.steps.iter().rev().map(|step| (step.name.to_lowercase(), step.id)).collect();
    let was = |step: &Step| if known { step.was } else { names.get(&step.name.to_lowercase()).copied() };
    let mut both = Both::default();
    for step in &future.steps {
        // Two copies of a step stand for it once.
        if let Some(old) = was(step).filter(|old| today.step(*old).is_some() && !both.future.contains_key(old)) {
            both.future.insert(old, step.id);
            both.today.insert(step.id, old);
        }
    }
    let mut found: Vec<Pair> = Vec::new();
    for step in &future.steps {
        let old = both.today.get(&step.id).and_then(|old| today.step(*old));
        let differences = old.map(|old| differences(workspace, &both, (today, old), (future, step)));
        let (old, name) = (old.map(|old| old.id), step.name.clone());
        found.push(Pair { today: old, future: Some(step.id), name, differences: differences.unwrap_or_default() });
    }
    let mut last = 0;
    for old in &today.steps {
        if both.future.contains_key(&old.id) {
            last = found.iter().position(|pair| pair.today == Some(old.id)).map_or(last, |at| at + 1);
        } else {
            let pair = Pair { today: Some(old.id), future: None, name: old.name.clone(), differences: Vec::new() };
            found.insert(last, pair);
            last += 1;
        }
    }
    found
}

/// Steps that are in both states: from the first to the second, and back.
#[derive(Default)]
struct Both {
    future: BTreeMap<StepId, StepId>,
    today: BTreeMap<StepId, StepId>,
}

impl Both {
    /// Whether work goes on to the same steps in the same shares, and comes back to the same one. Steps that are in one
    /// state only are passed through: that they are new or gone is told there.
    fn same_way(&self, today: Of<'_>, future: Of<'_>) -> (bool, bool) {
        let here = |id: StepId| self.future.get(&id).copied();
        let ahead = through(today.0, today.1.id, |id| here(id).is_none());
        let ahead: Vec<(StepId, f64)> = ahead.into_iter().filter_map(|(id, share)| Some((here(id)?, share))).collect();
        let there = through(future.0, future.1.id, |id| !self.today.contains_key(&id));
        let share_of = |list: &[(StepId, f64)], id: StepId| {
            list.iter().filter(|(known, _)| *known == id).map(|(_, share)| share).sum::<f64>()
        };
        let all = || ahead.iter().chain(&there).map(|(id, _)| *id);
        let onwards = all().all(|id| (share_of(&ahead, id) - share_of(&there, id)).abs() < 5e-4);
        let back = here(today.0.rework_of(today.1.id)) == Some(future.0.rework_of(future.1.id));
        (onwards, back)
    }
}

/// The steps that work comes to next, with their shares; those to be passed through are followed on.
fn through(stream: &ValueStream, from: StepId, pass: impl Fn(StepId) -> bool) -> Vec<(StepId, f64)> {
    let mut found = Vec::new();
    let mut ahead = vec![(from, 1.0, 0)];
    while let Some((here, share, depth)) = ahead.pop() {
        for (to, part) in stream.next_of(here) {
            let share = share * part.value();
            // Links that go on never lead in a circle; the depth is a second belt.
            if pass(to) && depth < stream.steps.len() {
                ahead.push((to, share, depth + 1));
            } else {
                found.push((to, share));
            }
        }
    }
    found
}

/// A step with its stream.
type Of<'a> = (&'a ValueStream, &'a Step);

/// What may be different about a step, and how it is said.
type Say = (&'static str, fn(&Workspace, Of<'_>) -> String);

fn differences(workspace: &Workspace, both: &Both, today: Of<'_>, future: Of<'_>) -> Vec<Difference> {
    let say: [Say; 15] = [
        ("name", |_, (_, step)| step.name.clone()),
        ("team", |workspace, (_, step)| {
            step.team.and_then(|id| workspace.team(id)).map_or_else(|| "no team".to_owned(), |team| team.name.clone())
        }),
        ("activity", |workspace, (_, step)| {
            crate::catalog::activities::of_step(step, workspace.edition).name.to_owned()
        }),
        ("work time", |_, (_, step)| words::work(step.work.mean())),
        ("spread of work", |_, (_, step)| spread(step)),
        ("observed total time", |_, (_, step)| step.observed.as_ref().map_or_else(unknown, seen)),
        ("%C&A", |_, (_, step)| step.complete_accurate.map_or_else(unknown, |share| format::percent(share.value()))),
        ("kind", |_, (_, step)| kind(&step.kind)),
        ("people", |_, (_, step)| people(step.workers)),
        ("hours", |_, (_, step)| hours(step.calendar).to_owned()),
        ("limit of items", |_, (_, step)| step.wip_limit.map_or_else(|| "none".to_owned(), |limit| limit.to_string())),
        ("batch", |_, (_, step)| {
            let batch = |batch: Together| {
                format!("{} together, or after {}", batch.at, words::calendar(batch.or_after.hours()))
            };
            step.together.map_or_else(|| "none".to_owned(), batch)
        }),
        ("practices", |_, (_, step)| {
            let names = step.practices.iter().map(|practice| practices::about(*practice).name);
            listed(&names.map(str::to_owned).collect::<Vec<_>>())
        }),
        ("roles", |_, (_, step)| {
            listed(&step.roles.iter().map(|role| roles::name(*role).to_owned()).collect::<Vec<_>>())
        }),
        ("note", |_, (_, step)| if step.note.is_empty() { "none".to_owned() } else { step.note.clone() }),
    ];
    let said = say.iter().map(|(what, say)| (*what, say(workspace, today), say(workspace, future)));
    let said = said.filter(|(_, today, future)| today != future);
    let (onwards_same, back_same) = both.same_way(today, future);
    let links = [
        (!onwards_same).then(|| ("hands on to", onwards(today.0, today.1), onwards(future.0, future.1))),
        (!back_same).then(|| ("what is not accurate goes back to", back(today), back(future))),
    ];
    let all = said.chain(links.into_iter().flatten());
    all.map(|(what, today, future)| Difference { what, today, future }).collect()
}

/// How much single visits differ from the mean.
fn spread(step: &Step) -> String {
    let variance = flow::variance(&step.work);
    match variance {
        variance if variance > 0.0 => format!("standard deviation {}", words::work(variance.sqrt())),
        _ => "always the same".to_owned(),
    }
}

/// Where work that is not complete and accurate goes back to.
fn back((stream, step): Of<'_>) -> String {
    let to = stream.rework_of(step.id);
    match stream.step(to) {
        Some(to) if to.id != step.id => to.name.clone(),
        _ => "the step itself".to_owned(),
    }
}

fn unknown() -> String {
    "not stated".to_owned()
}

fn seen(observed: &Observed) -> String {
    let assumed = if observed.assumed { ", assumed" } else { "" };
    format!("{}{assumed}", words::observed(observed))
}

fn listed(words: &[String]) -> String {
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

fn onwards(stream: &ValueStream, step: &Step) -> String {
    let next = stream.next_of(step.id);
    let name = |id: StepId| stream.step(id).map(|step| step.name.clone()).unwrap_or_default();
    let all = next.len() == 1;
    let words = next
        .iter()
        .map(|(to, share)| if all { name(*to) } else { format!("{} {}", name(*to), format::percent(share.value())) });
    listed(&words.collect::<Vec<_>>())
}

/// What a step does with the work, in words: "approval, every 7 days from Wednesday 10:00, cut-off 46 h before, stops 20 %
/// of the bad".
pub fn kind(kind: &StepKind) -> String {
    let stops = |bad: Share, good: Share| {
        let part = |share: Share, which: &str| {
            let share = share.value();
            if share > 0.0 { format!(", stops {} of the {which}", format::percent(share)) } else { String::new() }
        };
        format!("{}{}", part(bad, "bad"), part(good, "good"))
    };
    match kind {
        StepKind::Work => "work".to_owned(),
        StepKind::Approval { cadence, stops_bad, stops_good } => {
            let dates = cadence.as_ref().map(dates).unwrap_or_default();
            format!("approval{dates}{}", stops(*stops_bad, *stops_good))
        }
        StepKind::Gate { stops_bad, stops_good } => format!("automated gate{}", stops(*stops_bad, *stops_good)),
        StepKind::Deploy { cadence, fails } => {
            let dates = cadence.as_ref().map_or_else(|| ", on demand".to_owned(), dates);
            format!("deployment{dates}, {} fail by themselves", format::percent(fails.value()))
        }
    }
}

fn dates(cadence: &Cadence) -> String {
    let day = format!("{:?}", cadence.day);
    let every = words::counted(usize::from(cadence.every_days), "day", "days");
    let cut_off = cadence.cut_off.hours();
    let cut_off = if cut_off > 0.0 { format!(", cut-off {} before", words::work(cut_off)) } else { String::new() };
    let most = cadence.at_most.map(|most| format!(", at most {most}")).unwrap_or_default();
    format!(", every {every} from {day} {:02}:{:02}{cut_off}{most}", cadence.minute / 60, cadence.minute % 60)
}

fn people(workers: Workers) -> String {
    match workers {
        Workers::Team => "those of the team".to_owned(),
        Workers::Own { people } => words::counted(usize::from(people), "of its own", "of its own"),
        Workers::Unlimited => "always somebody there".to_owned(),
    }
}

const fn hours(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::BusinessHours => "Monday to Friday, 09:00 to 17:00",
        Calendar::Always => "day and night",
    }
}

/// How a number is written, and its difference: below 0 and above 0.
struct Kind {
    write: fn(f64) -> String,
    less: &'static str,
    more: &'static str,
}

const TIME: Kind = Kind { write: words::calendar, less: "less", more: "more" };
const WORK: Kind = Kind { write: words::work, less: "less", more: "more" };
const SHARE: Kind = Kind { write: format::percent, less: "points lower", more: "points higher" };
const COUNT: Kind = Kind { write: format::number, less: "fewer", more: "more" };

/// The time from the request to live, in hours, as observed; the way back after a failure is not in it.
fn live((stream, sheet): State<'_>) -> Known<f64> {
    sheet.observed?;
    Ok(Ladder::of(stream, sheet).live)
}

/// The part of it after the DORA clock starts.
fn lead((stream, sheet): State<'_>) -> Known<f64> {
    sheet.observed?;
    let ladder = Ladder::of(stream, sheet);
    ladder.clock.map(|clock| ladder.live - clock).ok_or(Missing::NoClock)
}

fn totals(of_today: State<'_>, of_future: State<'_>) -> Vec<Total> {
    let (today, future) = (of_today.1, of_future.1);
    let count = |count: usize| u32::try_from(count).map_or(f64::INFINITY, f64::from);
    let visited = |sheet: &StreamSheet| count(sheet.steps.iter().filter(|row: &&StepSheet| row.visits > 0.0).count());
    let both = |what, of: fn(&StreamSheet) -> Known<f64>, kind: &Kind| total(what, of(today), of(future), kind);
    vec![
        total("Steps that work comes to", Ok(visited(today)), Ok(visited(future)), &COUNT),
        both("Work", |sheet| Ok(sheet.work), &WORK),
        total("Request to live, as observed", live(of_today), live(of_future), &TIME),
        total("Change lead time, from the DORA clock", lead(of_today), lead(of_future), &TIME),
        both("All steps, as observed", |sheet| sheet.observed, &TIME),
        both("Waiting", |sheet| sheet.wait, &TIME),
        both("of it for approvals", |sheet| sheet.approval_wait, &TIME),
        both("Flow efficiency", |sheet| sheet.flow_efficiency, &SHARE),
        both("Rolled %C&A", |sheet| sheet.rolled_complete_accurate, &SHARE),
        total(
            "Hand-overs between teams",
            Ok(count(today.handovers.between_teams)),
            Ok(count(future.handovers.between_teams)),
            &COUNT,
        ),
        both("Busiest people", |sheet| sheet.bottleneck.map(|bottleneck| bottleneck.utilisation), &SHARE),
    ]
}

fn total(what: &'static str, today: Known<f64>, future: Known<f64>, kind: &Kind) -> Total {
    let change = today.ok().zip(future.ok()).map(|(today, future)| {
        let difference = future - today;
        let size = difference.abs();
        let word = if difference < 0.0 { kind.less } else { kind.more };
        let points = kind.less.starts_with("points");
        let shown = if points { format::number(size * 100.0) } else { (kind.write)(size) };
        if (kind.write)(today) == (kind.write)(future) { "the same".to_owned() } else { format!("{shown}{NBSP}{word}") }
    });
    Total { what, today: today.map(kind.write), future: future.map(kind.write), change }
}
