//! The table of a stream.

use std::{collections::BTreeMap, fmt::Write};

use super::{
    heads::{Column, WRITTEN},
    values,
};
use crate::{
    catalog::{
        activities::{about, about_lifecycle},
        practices, roles,
    },
    chart::{Cell, Table, format},
    engine::flow::{StepSheet, StreamSheet},
    exchange::capture::StepDraft,
    model::{Flow, FlowKind, Share, Step, StepId, StepKind, ValueStream, Workspace},
};

/// Figures behind the columns that are read back.
const COMPUTED: [&str; 4] =
    ["Visits (computed)", "Wait (h, computed)", "Flow efficiency (%, computed)", "Utilisation (%, computed)"];

/// One row a step, in the order of the list. `sheet` is the one of the stream.
pub fn table(workspace: &Workspace, stream: &ValueStream, sheet: &StreamSheet) -> Table {
    let mut head: Vec<String> = Vec::new();
    for (_, name) in WRITTEN {
        head.push(name.to_owned());
    }
    for name in COMPUTED {
        head.push(name.to_owned());
    }
    let names = names(stream);
    let mut rows = Vec::new();
    for (at, step) in stream.steps.iter().enumerate() {
        let mut row: Vec<Cell> = Vec::new();
        for (column, _) in WRITTEN {
            row.push(cell(column, workspace, stream, step, &names));
        }
        row.extend(computed(sheet.steps.get(at)));
        rows.push(row);
    }
    Table { head, rows }
}

fn computed(row: Option<&StepSheet>) -> [Cell; 4] {
    let percent = |share: f64| share * 100.0;
    let values = [
        row.map(|row| row.visits),
        row.and_then(|row| row.wait.ok()),
        row.and_then(|row| row.flow_efficiency.ok()).map(percent),
        row.and_then(|row| row.utilisation.ok()).map(percent),
    ];
    values.map(|value| Cell::number(value, format::number))
}

/// How many steps have a name.
fn names(stream: &ValueStream) -> BTreeMap<String, usize> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for step in &stream.steps {
        *names.entry(step.name.clone()).or_default() += 1;
    }
    names
}

fn cell(
    column: Column,
    workspace: &Workspace,
    stream: &ValueStream,
    step: &Step,
    names: &BTreeMap<String, usize>,
) -> Cell {
    let number = |value: Option<f64>| Cell::number(value, format::number);
    let share = |value: Option<Share>| value.map_or(Cell::Missing, |share| Cell::text(values::percent(share)));
    let work = || StepDraft::of(step, None).work;
    let observed = step.observed;
    let yes = |on: bool| if on { Cell::text("yes") } else { Cell::Missing };
    let text = |words: &str| if words.is_empty() { Cell::Missing } else { Cell::text(plain(words)) };
    match column {
        Column::Id => Cell::text(step.id.to_string()),
        Column::Name => text(&step.name),
        Column::Team => text(step.team.and_then(|team| workspace.team(team)).map_or("", |team| &team.name)),
        Column::Activity => text(about(step.activity).name),
        Column::Lifecycle => text(about_lifecycle(step.lifecycle).name),
        Column::Practices => text(&joined(step.practices.iter().map(|practice| practices::about(*practice).name))),
        Column::Roles => text(&joined(step.roles.iter().map(|role| roles::name(*role)))),
        Column::Kind => text(values::KINDS.get(values::kind_index(&step.kind)).copied().unwrap_or_default()),
        Column::StopsBad => share(stops(&step.kind).map(|(bad, _)| bad)),
        Column::StopsGood => share(stops(&step.kind).map(|(_, good)| good)),
        Column::Fails => match step.kind {
            StepKind::Deploy { fails, .. } => share(Some(fails)),
            _ => Cell::Missing,
        },
        Column::Work | Column::WorkLow => number(work().map(|work| work.low.hours())),
        Column::WorkHigh => number(work().map(|work| work.high.hours())),
        Column::WorkAssumed => yes(step.assumed),
        Column::Observed | Column::ObservedLow => number(observed.map(|seen| seen.low.hours())),
        Column::ObservedHigh => number(observed.map(|seen| seen.high.hours())),
        Column::ObservedAssumed => yes(observed.is_some_and(|seen| seen.assumed)),
        Column::Accurate => share(step.complete_accurate),
        Column::People => text(&values::people_text(step.workers)),
        Column::Calendar => text(values::calendar_text(step.calendar)),
        Column::WipLimit => number(step.wip_limit.map(f64::from)),
        Column::Cadence => match &step.kind {
            StepKind::Approval { cadence: Some(cadence), .. } | StepKind::Deploy { cadence: Some(cadence), .. } => {
                text(&values::cadence_text(cadence))
            }
            _ => Cell::Missing,
        },
        Column::Together => text(&step.together.as_ref().map(values::together_text).unwrap_or_default()),
        Column::Next => text(&next(stream, step.id, names)),
        Column::Rework => {
            let back =
                stream.flows.iter().find(|flow| flow.from == step.id && matches!(flow.kind, FlowKind::Rework {}));
            text(&back.map(|flow| reference(stream, flow.to, names)).unwrap_or_default())
        }
        Column::Clock => yes(stream.clock_starts_after == Some(step.id)),
        Column::Note => text(&step.note),
    }
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for name in names {
        text.push_str(if text.is_empty() { "" } else { "; " });
        text.push_str(name);
    }
    text
}

/// A text as a file can hold it: a zero byte would make it no text at all.
pub(super) fn plain(text: &str) -> String {
    text.replace('\0', "")
}

fn stops(kind: &StepKind) -> Option<(Share, Share)> {
    match *kind {
        StepKind::Approval { stops_bad, stops_good, .. } | StepKind::Gate { stops_bad, stops_good } => {
            Some((stops_bad, stops_good))
        }
        StepKind::Work | StepKind::Deploy { .. } => None,
    }
}

/// `Test 60 %; Deploy 40 %`, in the order of the links.
fn next(stream: &ValueStream, from: StepId, names: &BTreeMap<String, usize>) -> String {
    let mut text = String::new();
    let is_mine = |flow: &&Flow| flow.from == from && matches!(flow.kind, FlowKind::Next { .. });
    let several = stream.flows.iter().filter(is_mine).nth(1).is_some();
    for flow in stream.flows.iter().filter(is_mine) {
        let FlowKind::Next { share } = flow.kind else { continue };
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&reference(stream, flow.to, names));
        if several || share != Share::ALL {
            let _ = write!(text, " {} %", values::percent(share));
        }
    }
    text
}

/// The name of a step, or its id when the name would not be understood as this step and nothing else.
fn reference(stream: &ValueStream, id: StepId, names: &BTreeMap<String, usize>) -> String {
    let name = stream.step(id).map_or("", |step| step.name.as_str());
    let understood = names.get(name).is_some_and(|count| *count == 1)
        && name.trim() == name
        && !name.contains([';', '\0'])
        && !name.ends_with('%')
        && name.parse::<StepId>().is_err();
    if understood { name.to_owned() } else { id.to_string() }
}
