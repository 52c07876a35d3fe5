//! What a team carries.

use crate::{
    engine::flow::PoolOwner,
    model::{Arrangement, Calendar, Practice, ServiceId, StreamId, StreamKind, Team, TeamId, Workers, Workspace},
};

use super::{
    Sheeted,
    streams::{each, hours_a_week, works_in},
};

/// A kind of work; each has its own rhythm, and changing between them costs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KindOfWork {
    /// Changes of a product.
    Changes,
    /// Incidents: they cannot be planned.
    Incidents,
    /// Requests of users.
    Requests,
    /// Services for other teams.
    Platform,
}

/// What a team carries, over all streams of today.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamLoad {
    /// The team.
    pub team: TeamId,
    /// People.
    pub people: u16,
    /// The streams in which it has steps.
    pub streams: Vec<StreamId>,
    /// Its steps in them.
    pub steps: usize,
    /// Working hours a week that its steps ask of its people, rework included; steps where nobody waits for people are
    /// not counted.
    pub load_per_week: f64,
    /// Working hours a week at its steps where nobody waits for people.
    pub unlimited_per_week: f64,
    /// ρ over all streams: Σ demand × work / (people × planned share × hours of the step's calendar). `None` when it
    /// has no step that takes its people's time. Above 1 its queues never settle.
    pub utilisation: Option<f64>,
    /// Services of its streams, services whose incidents it responds to, and services whose contracts it fulfils.
    pub services: Vec<ServiceId>,
    /// Practices that its steps use.
    pub practices: Vec<Practice>,
    /// Capabilities that it has inside.
    pub integrated: usize,
    /// Kinds of work.
    pub kinds: Vec<KindOfWork>,
    /// Whether its people are called when something fails: it responds to the incidents of a service, or has steps of
    /// an incident stream that are done day and night.
    pub on_call: bool,
}

impl TeamLoad {
    /// Streams, services, practices and capabilities: what its people have to know about.
    pub fn subjects(&self) -> usize {
        self.streams.len() + self.services.len() + self.practices.len() + self.integrated
    }

    /// The same for each of its people.
    pub fn subjects_a_person(&self) -> f64 {
        each(self.subjects(), self.people)
    }
}

pub(super) fn load(workspace: &Workspace, sheets: &[Sheeted<'_>], team: &Team) -> TeamLoad {
    let responds = || workspace.services.iter().filter(|service| service.incidents.responders_from == Some(team.id));
    let mut found = TeamLoad {
        team: team.id,
        people: team.people,
        streams: Vec::new(),
        steps: 0,
        load_per_week: 0.0,
        unlimited_per_week: 0.0,
        utilisation: None,
        services: Vec::new(),
        practices: Vec::new(),
        integrated: team.capabilities.iter().filter(|known| known.arrangement == Arrangement::Integrated).count(),
        kinds: Vec::new(),
        on_call: responds().next().is_some(),
    };
    let today = sheets.iter().filter(|(stream, _)| stream.future_of.is_none());
    for (stream, sheet) in today.filter(|(stream, _)| works_in(stream, team.id)) {
        found.streams.push(stream.id);
        once(&mut found.services, stream.service);
        once(
            &mut found.kinds,
            Some(match stream.kind {
                StreamKind::Change => KindOfWork::Changes,
                StreamKind::Incident => KindOfWork::Incidents,
                StreamKind::Request => KindOfWork::Requests,
            }),
        );
        for (step, row) in stream.steps.iter().zip(&sheet.steps).filter(|(step, _)| step.team == Some(team.id)) {
            found.steps += 1;
            found.on_call |= stream.kind == StreamKind::Incident && step.calendar == Calendar::Always;
            for practice in &step.practices {
                once(&mut found.practices, Some(*practice));
            }
            let hours = hours_a_week(stream, row);
            match step.workers {
                Workers::Unlimited => found.unlimited_per_week += hours,
                Workers::Team | Workers::Own { .. } => found.load_per_week += hours,
            }
        }
        for pool in &sheet.pools {
            let own = match pool.owner {
                PoolOwner::Team(owner) => owner == team.id,
                PoolOwner::Step(step) => stream.step(step).and_then(|step| step.team) == Some(team.id),
            };
            if own && team.people > 0 {
                let share = pool.utilisation * f64::from(pool.people) / f64::from(team.people);
                found.utilisation = Some(found.utilisation.unwrap_or_default() + share);
            }
        }
    }
    for service in responds() {
        once(&mut found.services, Some(service.id));
        once(&mut found.kinds, Some(KindOfWork::Incidents));
    }
    let fulfilled = workspace
        .services
        .iter()
        .filter(|service| service.contracts.iter().any(|contract| team.contracts.contains(&contract.id)));
    for service in fulfilled {
        once(&mut found.services, Some(service.id));
    }
    if !team.provides.is_empty() {
        once(&mut found.kinds, Some(KindOfWork::Platform));
    }
    found
}

fn once<T: PartialEq>(list: &mut Vec<T>, one: Option<T>) {
    if let Some(one) = one
        && !list.contains(&one)
    {
        list.push(one);
    }
}
