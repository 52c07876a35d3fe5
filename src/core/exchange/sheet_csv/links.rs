//! Links: names and ids become steps again.

use std::collections::BTreeMap;

use super::{
    Problems,
    heads::{Column, Heads},
    row::{May, Said},
};
use crate::{
    edit::NewIds,
    model::{Flow, FlowKind, Share, Step, StepId, ValueStream},
};

/// A name that several steps have.
const SEVERAL: usize = usize::MAX;

/// The links of the stream after the file: those of a row's step are what the row says, all others stay. Where the file
/// has no column for next steps, a new step of a stream with links joins the chain behind the step before it.
pub(super) fn relinked(
    old: &ValueStream,
    steps: &[Step],
    rows: &mut [(Said, StepId)],
    heads: &Heads,
    ids: &mut NewIds,
    problems: &mut Problems,
) -> Vec<Flow> {
    let names = Names::of(steps, rows);
    let mut wanted: BTreeMap<StepId, usize> = BTreeMap::new();
    let mut links: Vec<Wanted> = Vec::new();
    for (said, step) in rows.iter_mut() {
        wanted.insert(*step, links.len());
        links.push(names.wanted(said, *step, heads, problems));
    }
    let mut flows = Vec::new();
    for flow in &old.flows {
        let own = wanted.get(&flow.from).and_then(|at| links.get_mut(*at));
        match (flow.kind, own) {
            (FlowKind::Next { .. }, Some(Wanted { next: Some(next), .. })) => {
                if let Some(at) = next.iter().position(|(to, _)| *to == flow.to) {
                    let (_, share) = next.remove(at);
                    flows.push(Flow { kind: FlowKind::Next { share }, ..*flow });
                }
            }
            (FlowKind::Rework {}, Some(Wanted { rework: rework @ (May::Nothing | May::Is(_)), .. })) => {
                if *rework == May::Is(flow.to) {
                    *rework = May::Nothing;
                    flows.push(*flow);
                }
            }
            _ => flows.push(*flow),
        }
    }
    for ((_, from), wanted) in rows.iter().zip(links) {
        for (to, share) in wanted.next.unwrap_or_default() {
            flows.push(Flow { id: ids.flow(), from: *from, to, kind: FlowKind::Next { share } });
        }
        if let May::Is(to) = wanted.rework {
            flows.push(Flow { id: ids.flow(), from: *from, to, kind: FlowKind::Rework {} });
        }
    }
    if heads.find(Column::Next).is_none() && flows.iter().any(is_next) {
        join(old, steps, &mut flows, ids);
    }
    flows
}

/// New steps join the chain behind the step before them, else before the step after them.
fn join(old: &ValueStream, steps: &[Step], flows: &mut Vec<Flow>, ids: &mut NewIds) {
    let mut known: BTreeMap<StepId, usize> = BTreeMap::new();
    for (at, step) in old.steps.iter().enumerate() {
        known.insert(step.id, at);
    }
    let mut before: Option<StepId> = None;
    for (at, step) in steps.iter().enumerate() {
        if !known.contains_key(&step.id) {
            match before {
                Some(before) => {
                    for flow in flows.iter_mut().filter(|flow| flow.from == before && is_next(flow)) {
                        flow.from = step.id;
                    }
                    flows.push(whole(ids, before, step.id));
                }
                None => {
                    if let Some(after) = steps.get(at + 1) {
                        flows.push(whole(ids, step.id, after.id));
                    }
                }
            }
        }
        before = Some(step.id);
    }
}

fn whole(ids: &mut NewIds, from: StepId, to: StepId) -> Flow {
    Flow { id: ids.flow(), from, to, kind: FlowKind::Next { share: Share::ALL } }
}

fn is_next(flow: &Flow) -> bool {
    matches!(flow.kind, FlowKind::Next { .. })
}

/// The links that a row wants; `None` where it says nothing.
#[derive(Default)]
struct Wanted {
    next: Option<Vec<(StepId, Share)>>,
    rework: May<StepId>,
}

/// What a reference may mean: the id in the file, the id in the model, a name, a name in any case of letters.
struct Names {
    places: Vec<StepId>,
    exact: BTreeMap<String, usize>,
    lower: BTreeMap<String, usize>,
}

impl Names {
    fn of(steps: &[Step], rows: &[(Said, StepId)]) -> Self {
        let mut names = Self { places: Vec::new(), exact: BTreeMap::new(), lower: BTreeMap::new() };
        for step in steps {
            let at = names.places.len();
            names.places.push(step.id);
            names.exact.entry(step.name.clone()).and_modify(|place| *place = SEVERAL).or_insert(at);
            names.lower.entry(step.name.to_lowercase()).and_modify(|place| *place = SEVERAL).or_insert(at);
        }
        // Ids are stronger than names: a name that looks like an id is never written as a reference. Those of the file
        // are stronger than those of the model, which may be another one's.
        let mut ids: Vec<(String, StepId)> = Vec::new();
        for step in steps {
            ids.push((step.id.to_string(), step.id));
        }
        for (said, step) in rows.iter().filter(|(said, _)| said.id.parse::<StepId>().is_ok()) {
            ids.push((said.id.clone(), *step));
        }
        for (id, step) in ids {
            names.exact.insert(id, names.places.len());
            names.places.push(step);
        }
        names
    }

    fn find(&self, reference: &str) -> Result<StepId, String> {
        let reference = reference.trim();
        let found = self.exact.get(reference).or_else(|| self.lower.get(&reference.to_lowercase()));
        let shown: String = reference.chars().take(40).collect();
        match found {
            Some(&SEVERAL) => {
                Err(format!("several steps are called \"{shown}\". Type the id of the one that is meant."))
            }
            Some(at) => self.places.get(*at).copied().ok_or_else(String::new),
            None => Err(format!("no step is called \"{shown}\". Type the name of a step, or its id.")),
        }
    }

    /// The links of a row. What cannot be resolved is told, and the links of that kind stay as they are.
    fn wanted(&self, said: &mut Said, from: StepId, heads: &Heads, problems: &mut Problems) -> Wanted {
        let mut wanted = Wanted::default();
        let column = |column| heads.find(column).unwrap_or_default();
        if let Some(next) = said.next.take() {
            match self.next(&next, from) {
                Ok(next) => wanted.next = Some(next),
                Err(sentence) => problems.add(said.row, column(Column::Next), sentence),
            }
        }
        if let Some(rework) = said.rework.take() {
            if rework.trim().is_empty() {
                wanted.rework = May::Nothing;
            } else {
                match self.find(&rework) {
                    Ok(to) => wanted.rework = May::Is(to),
                    Err(sentence) => problems.add(said.row, column(Column::Rework), sentence),
                }
            }
        }
        wanted
    }

    fn next(&self, references: &[(String, Option<Share>)], from: StepId) -> Result<Vec<(StepId, Share)>, String> {
        let mut found: Vec<(StepId, Share)> = Vec::new();
        let unsaid = references.iter().filter(|(_, share)| share.is_none()).count();
        if unsaid > 0 && unsaid < references.len() {
            return Err("some next steps have a share and some have none. Give each one, or none of them.".to_owned());
        }
        let mut total = 0.0;
        for (reference, share) in references {
            let to = self.find(reference)?;
            if to == from {
                return Err(
                    "work does not go on to the step itself. What is done again belongs into \"Rework to\".".to_owned()
                );
            }
            if found.iter().any(|(other, _)| *other == to) {
                return Err("one next step stands here twice. Add its shares up.".to_owned());
            }
            let share = share.unwrap_or_else(|| even(references.len()));
            total += share.value();
            found.push((to, share));
        }
        if !found.is_empty() && (total - 1.0).abs() > 1e-6 {
            return Err(format!("the shares of the next steps add up to {:.1} %. Make them 100 %.", total * 100.0));
        }
        Ok(found)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count of next steps in one cell")]
fn even(count: usize) -> Share {
    Share::clamped(1.0 / count.max(1) as f64)
}
