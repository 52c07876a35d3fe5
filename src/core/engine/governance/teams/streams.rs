//! What hand-overs cost a stream.

use crate::{
    catalog::teams::ability_of,
    engine::{
        flow::{Known, Missing, StreamSheet},
        statistics::number,
    },
    model::{Ability, Arrangement, StepId, StreamId, TeamId, ValueStream, Workspace},
};

use super::Sheeted;

/// A link along which work goes from one team to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
    /// The step that gives.
    pub from: StepId,
    /// The step that receives.
    pub to: StepId,
    /// Whose step gives.
    pub giver: TeamId,
    /// Whose step receives.
    pub receiver: TeamId,
    /// How often a normal change that nothing sends back goes along it, 0..=1.
    pub per_item: f64,
    /// Observed wait of one visit of the receiving step, in calendar hours.
    pub wait: Known<f64>,
}

/// What hand-overs between teams cost one stream. Over one **normal** change that nothing sends back, branches weighted
/// by their shares, as the sums of its sheet are.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamEffect {
    /// The stream.
    pub stream: StreamId,
    /// Links between teams that such a change goes along, in the order of the steps.
    pub crossings: Vec<Crossing>,
    /// All links that it goes along.
    pub links: usize,
    /// Of them, links with a step at one end that has no team.
    pub unknown: usize,
    /// Expected hand-overs of one change: Σ of the shares of its crossings.
    pub hand_overs: f64,
    /// Calendar hours that one change waits at the steps which receive it: Σ share × wait. The wait of a step is all
    /// of its wait, whatever the reason.
    pub waiting: Known<f64>,
    /// The same as a share of the observed time of the whole stream.
    pub of_time: Known<f64>,
}

impl StreamEffect {
    /// Whether the teams at both ends are known of at least one link, or there is no link at all.
    pub fn teams_known(&self) -> bool {
        self.links == 0 || self.unknown < self.links
    }
}

pub(super) fn effect(stream: &ValueStream, sheet: &StreamSheet) -> StreamEffect {
    let mut found = StreamEffect {
        stream: stream.id,
        crossings: Vec::new(),
        links: 0,
        unknown: 0,
        hand_overs: 0.0,
        waiting: Ok(0.0),
        of_time: Ok(0.0),
    };
    for (step, row) in stream.steps.iter().zip(&sheet.steps).filter(|(_, row)| row.clean_visits > 0.0) {
        for (to, share) in stream.next_of(step.id) {
            let per_item = row.clean_visits * share.value();
            let receiver = stream.step(to).and_then(|to| to.team);
            if per_item <= 0.0 {
                continue;
            }
            found.links += 1;
            match (step.team, receiver) {
                (Some(giver), Some(receiver)) if giver != receiver => {
                    let wait =
                        sheet.steps.iter().find(|row| row.step == to).map_or(Err(Missing::NotReached), |row| row.wait);
                    found.crossings.push(Crossing { from: step.id, to, giver, receiver, per_item, wait });
                }
                (Some(_), Some(_)) => {}
                _ => found.unknown += 1,
            }
        }
    }
    found.hand_overs = found.crossings.iter().map(|crossing| crossing.per_item).sum();
    found.waiting = waiting(&found.crossings);
    found.of_time = found.waiting.and_then(|waiting| {
        let observed = sheet.observed?;
        if observed > 0.0 { Ok(waiting / observed) } else { Err(Missing::ObservedTimeIsZero) }
    });
    found
}

/// The waits of all that receive; how many are unknown when some are.
fn waiting(crossings: &[Crossing]) -> Known<f64> {
    let unknown = crossings.iter().filter(|crossing| crossing.wait == Err(Missing::NoObservedTime)).count();
    if unknown > 0 {
        return Err(Missing::ObservedTimesUnknown { unknown, steps: crossings.len() });
    }
    crossings.iter().map(|crossing| Ok(crossing.per_item * crossing.wait?)).sum()
}

/// A step of another team at which a team's stream waits for a capability that the team does not have itself.
#[derive(Debug, Clone, PartialEq)]
pub struct TraditionalWait {
    /// The team that lacks it.
    pub team: TeamId,
    /// The capability, which is arranged traditionally there.
    pub ability: Ability,
    /// The stream in which the team works.
    pub stream: StreamId,
    /// The step of another team.
    pub step: StepId,
    /// Observed wait of one visit of it, in calendar hours.
    pub wait: Known<f64>,
}

/// Every such step, by teams and their capabilities. Which step needs which capability is our reading
/// ([`ability_of`]).
pub(super) fn traditional(workspace: &Workspace, sheets: &[Sheeted<'_>]) -> Vec<TraditionalWait> {
    let mut found = Vec::new();
    for team in workspace.teams.iter() {
        let lacking = team.capabilities.iter().filter(|known| known.arrangement == Arrangement::Traditional);
        for ability in lacking.map(|capability| &capability.ability) {
            let today = sheets.iter().filter(|(stream, _)| stream.future_of.is_none());
            for (stream, sheet) in today.filter(|(stream, _)| works_in(stream, team.id)) {
                let rows = stream.steps.iter().zip(&sheet.steps).filter(|(step, row)| {
                    row.visits > 0.0
                        && step.team.is_some_and(|other| other != team.id)
                        && ability_of(step).as_ref() == Some(ability)
                });
                found.extend(rows.map(|(step, row)| TraditionalWait {
                    team: team.id,
                    ability: ability.clone(),
                    stream: stream.id,
                    step: step.id,
                    wait: row.wait,
                }));
            }
        }
    }
    found
}

pub(super) fn works_in(stream: &ValueStream, team: TeamId) -> bool {
    stream.steps.iter().any(|step| step.team == Some(team))
}

/// Hours a week at a step, by its expected visits; repeated ones at the effort of rework.
pub(super) fn hours_a_week(stream: &ValueStream, row: &crate::engine::flow::StepSheet) -> f64 {
    if let Some(deployments) = row.deployments_per_week {
        return deployments * row.work;
    }
    let first = row.first_visits.min(row.visits);
    stream.demand.per_week * row.work * (first + (row.visits - first) * stream.rework_effort.value())
}

/// So many people share so many things.
pub(super) fn each(things: usize, people: u16) -> f64 {
    number(things) / f64::from(people.max(1))
}
