//! Where a team carries much, and where much hangs on few people. Hints, no verdicts: each says what it counts.

use crate::model::{Holder, Party, PersonId, Role, StepId, StreamId, TeamId, Workspace};

use super::{super::limits::BUSY_LIMIT, TeamLoad};

/// More kinds of work than this in one team are a hint. Ours.
pub const MOST_KINDS_OF_WORK: usize = 2;
/// More streams, services, practices and capabilities for each person than this are a hint. Ours.
pub const MOST_SUBJECTS_A_PERSON: f64 = 3.0;
/// Fewer people than this cannot share being called: one is ill, and the other is on call for ever. Ours.
pub const FEWEST_ON_CALL: u16 = 3;
/// People of one site at which a primary and a secondary in shifts of a week take a quarter of each one's time. Source:
/// Site Reliability Engineering, chapter 11.
pub const FEWEST_ON_CALL_PUBLISHED: u16 = 8;
/// Most of somebody's time on call. Source: Site Reliability Engineering, chapter 11.
pub const MOST_ON_CALL: f64 = 0.25;

/// The share of each one's weeks on call when a primary and a secondary are: 2 / people, at most 1.
pub fn on_call_share(people: u16) -> f64 {
    (2.0 / f64::from(people.max(1))).min(1.0)
}

/// Something to look at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hint {
    /// A team is near the limit over all streams, or over it.
    Busy {
        /// The team.
        team: TeamId,
        /// ρ.
        utilisation: f64,
    },
    /// A team has more than [`MOST_KINDS_OF_WORK`].
    ManyKinds {
        /// The team.
        team: TeamId,
        /// How many.
        kinds: usize,
    },
    /// More than [`MOST_SUBJECTS_A_PERSON`].
    ManySubjects {
        /// The team.
        team: TeamId,
        /// Streams, services, practices and capabilities.
        subjects: usize,
        /// How many for each person.
        each: f64,
    },
    /// Fewer people than the published size share being called.
    FewOnCall {
        /// The team.
        team: TeamId,
        /// People.
        people: u16,
        /// Share of each one's weeks on call.
        share: f64,
    },
    /// One person is the whole team, and steps wait for them.
    OneInTeam {
        /// The team.
        team: TeamId,
        /// Its steps.
        steps: usize,
    },
    /// One person alone holds a role.
    OneHolder {
        /// The role.
        role: Role,
        /// Who.
        person: PersonId,
    },
    /// One person alone holds all roles (two or more) of a step.
    OneForStep {
        /// The stream.
        stream: StreamId,
        /// The step.
        step: StepId,
        /// Who.
        person: PersonId,
    },
}

impl Hint {
    /// Whether it is about what a team carries; else it is about who would be missing.
    pub const fn is_load(self) -> bool {
        matches!(self, Self::Busy { .. } | Self::ManyKinds { .. } | Self::ManySubjects { .. })
    }
}

/// All hints: what teams carry, then who would be missing.
pub(super) fn hints(workspace: &Workspace, loads: &[TeamLoad]) -> Vec<Hint> {
    let mut found: Vec<Hint> = loads.iter().flat_map(carried).collect();
    for load in loads {
        let team = load.team;
        if load.on_call && load.people < FEWEST_ON_CALL_PUBLISHED {
            found.push(Hint::FewOnCall { team, people: load.people, share: on_call_share(load.people) });
        }
        let ours = workspace.team(team).is_some_and(|team| team.party == Party::Internal);
        if ours && load.people == 1 && load.steps > 0 {
            found.push(Hint::OneInTeam { team, steps: load.steps });
        }
    }
    let practices = &workspace.practices;
    for used in &practices.roles {
        if let [Holder::Person(person)] = used.today.as_slice() {
            found.push(Hint::OneHolder { role: used.role, person: *person });
        }
    }
    for stream in workspace.streams.iter().filter(|stream| stream.future_of.is_none()) {
        for step in stream.steps.iter().filter(|step| step.roles.len() > 1) {
            if let Some(person) = only_one(workspace, &step.roles) {
                found.push(Hint::OneForStep { stream: stream.id, step: step.id, person });
            }
        }
    }
    found
}

fn carried(load: &TeamLoad) -> Vec<Hint> {
    let (team, kinds, each) = (load.team, load.kinds.len(), load.subjects_a_person());
    let busy = load.utilisation.filter(|busy| *busy >= BUSY_LIMIT);
    let all = [
        busy.map(|utilisation| Hint::Busy { team, utilisation }),
        (kinds > MOST_KINDS_OF_WORK).then_some(Hint::ManyKinds { team, kinds }),
        (each > MOST_SUBJECTS_A_PERSON).then_some(Hint::ManySubjects { team, subjects: load.subjects(), each }),
    ];
    all.into_iter().flatten().collect()
}

/// The person who alone holds each of these roles today; `None` when a team or nobody holds one of them.
fn only_one(workspace: &Workspace, roles: &[Role]) -> Option<PersonId> {
    let mut only = None;
    for role in roles {
        let [Holder::Person(person)] = workspace.practices.role(*role)?.today.as_slice() else { return None };
        if only.is_some_and(|only| only != *person) {
            return None;
        }
        only = Some(*person);
    }
    only
}
