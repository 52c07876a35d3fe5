//! "Does this look like you?": what people observe beside what the simulation of today gives, and what a gap may mean.
//!
//! Only today is looked at: a scenario has no observed times. The simulated time of a step contains the *other waiting*
//! that its queues do not explain, so that the two usually agree; the mirror says how much of the agreement is
//! explained and how much is only filled in, and offers a setting that would explain it.

use std::sync::Arc;

use crate::{
    engine::{
        flow,
        simulation::{Outcome, StepOutcome},
    },
    model::{Share, Step, StepId, StepKind, StreamId, TeamId, ValueStream, Workers, Workspace},
};

/// A gap below this share of the observed time, or below [`LEAST_GAP`], is not worth a word.
const WORTH_A_WORD: f64 = 0.1;
/// Hours.
const LEAST_GAP: f64 = 1.0;
/// A team with less of its week for planned work than this is not a likely explanation.
const LEAST_SHARE: f64 = 0.05;
/// Halvings of the search for a share of the week: exact to a thousandth.
const HALVINGS: u32 = 12;

/// One step in the mirror. All times are calendar hours of one visit.
#[derive(Debug, Clone, PartialEq)]
pub struct Reflection {
    /// The step.
    pub step: StepId,
    /// Its name.
    pub name: String,
    /// What people observe: low and high; `None` when nobody said.
    pub observed: Option<(f64, f64)>,
    /// What the simulation gives in all, the filled-in waiting included; `None` when nothing came here.
    pub simulated: Option<f64>,
    /// The part that work, queues and dates explain.
    pub explained: Option<f64>,
    /// The filled-in part.
    pub filled_in: f64,
    /// What the gap may mean, the likeliest first; empty when there is none worth a word.
    pub causes: Vec<Cause>,
}

/// What a gap between observed and explained time may mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// Its people are busier with other things than the model says: with this share of the week for planned work the
    /// queue would explain the time.
    Busier {
        /// The team.
        team: TeamId,
        /// The share as it is.
        now: Share,
        /// The share that would explain it, by the estimate of the sheet.
        would_explain: Share,
    },
    /// Work is collected and handled together: dates this many days apart make the mean wait T/2 that is missing.
    Batch {
        /// Days between dates, 1 or more.
        every_days: u16,
        /// Whether the step can have dates: approvals and deployments can.
        can_be_set: bool,
    },
    /// It comes from another team: a hand-over that nobody measures.
    HandOver {
        /// From whom.
        from: TeamId,
        /// To whom.
        to: TeamId,
    },
    /// The model waits longer than people do: there are more people than it says, or they have more time.
    MorePeople {
        /// How many it says.
        now: u16,
    },
}

/// The mirror of a stream: one row for each step that the simulation knows, in document order.
///
/// `outcome` is that of today, for this stream.
pub fn mirror(workspace: &Workspace, stream: StreamId, outcome: &Outcome) -> Vec<Reflection> {
    let Some(stream) = workspace.stream(stream) else { return Vec::new() };
    stream
        .steps
        .iter()
        .filter_map(|step| {
            let simulated = outcome.steps.iter().find(|found| found.step == Some(step.id))?;
            Some(reflection(workspace, stream, step, simulated))
        })
        .collect()
}

fn reflection(workspace: &Workspace, stream: &ValueStream, step: &Step, found: &StepOutcome) -> Reflection {
    let observed = step.observed.map(|observed| (observed.low.hours(), observed.high.hours()));
    let simulated = found.total.map(|total| total.mean);
    let filled_in = found.other_wait.map_or(0.0, |wait| wait.mean);
    let mut causes = Vec::new();
    if let (Some((low, high)), Some(total)) = (observed, simulated) {
        let worth_a_word = |of: f64| (of * WORTH_A_WORD).max(LEAST_GAP);
        if filled_in > worth_a_word(f64::midpoint(low, high)) {
            causes.extend(busier(workspace, stream, step));
            causes.extend(hand_over(stream, step));
            causes.push(batch(step, filled_in));
        } else if total > high + worth_a_word(high) {
            causes.extend(more_people(workspace, step));
        }
    }
    Reflection {
        step: step.id,
        name: step.name.clone(),
        observed,
        simulated,
        explained: simulated.map(|total| (total - filled_in).max(0.0)),
        filled_in,
        causes,
    }
}

/// The share of the team's week at which the sheet's estimate meets the observed time. The estimate falls as the share
/// rises, so halving finds it.
fn busier(workspace: &Workspace, stream: &ValueStream, step: &Step) -> Option<Cause> {
    if matches!(step.workers, Workers::Unlimited) {
        return None;
    }
    let team = step.team.and_then(|id| workspace.team(id))?;
    let target = step.observed?.middle().hours();
    let now = team.planned_share.value();
    let explains = |share: f64| -> Option<bool> {
        let mut tried = workspace.clone();
        let teams = Arc::make_mut(&mut tried.teams);
        teams.iter_mut().find(|other| other.id == team.id)?.planned_share = Share::clamped(share);
        let sheet = flow::sheet(&tried, stream);
        let row = sheet.steps.iter().find(|row| row.step == step.id)?;
        // A queue that never settles is longer than anything observed.
        Some(row.explained.total().map_or(true, |hours| hours >= target))
    };
    if explains(now)? || !explains(LEAST_SHARE)? {
        return None;
    }
    let (mut enough, mut too_little) = (LEAST_SHARE, now);
    for _ in 0..HALVINGS {
        let share = f64::midpoint(enough, too_little);
        if explains(share)? {
            enough = share;
        } else {
            too_little = share;
        }
    }
    Some(Cause::Busier { team: team.id, now: team.planned_share, would_explain: Share::clamped(too_little) })
}

fn hand_over(stream: &ValueStream, step: &Step) -> Option<Cause> {
    let to = step.team?;
    let hands_on = |other: &&Step| stream.next_of(other.id).iter().any(|(next, _)| *next == step.id);
    let from = stream.steps.iter().filter(hands_on).find_map(|other| other.team.filter(|team| *team != to))?;
    Some(Cause::HandOver { from, to })
}

/// Dates that are T apart make items wait T/2 on average.
fn batch(step: &Step, hours: f64) -> Cause {
    let days = (hours * 2.0 / 24.0).round().clamp(1.0, 366.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 366")]
    let every_days = days as u16;
    let can_be_set =
        matches!(step.kind, StepKind::Approval { cadence: None, .. } | StepKind::Deploy { cadence: None, .. });
    Cause::Batch { every_days, can_be_set }
}

fn more_people(workspace: &Workspace, step: &Step) -> Option<Cause> {
    let now = match step.workers {
        Workers::Unlimited => return None,
        Workers::Own { people } => people,
        Workers::Team => step.team.and_then(|id| workspace.team(id))?.people,
    };
    Some(Cause::MorePeople { now })
}
