//! Signs: what the model shows of how a team works, each a count of elements with its denominator.
//!
//! A sign counts the elements of a workspace of which something is stated, among those of which it could be. Only what is
//! stated counts: a step called "Customer workshop" is no sign of anything. Streams that are a wished-for future are left
//! out, since a wish is no evidence. Where nothing can be counted a sign says nothing, neither for nor against.

use crate::{
    engine::{
        flow::{Route, sheet},
        reliability::{PromiseVerdict, promise_check},
    },
    model::{
        Edition, FlowKind, Improvement, ImprovementStatus, Place, Practice, Service, Step, StepKind, StreamKind,
        Subject, Team, ValueStream, Workspace,
    },
};

use super::{chain_checks::MANY_HANDOVERS, coverage::is_measured, practice_coverage::roles_in_use};

/// What is counted. `chart` has the words for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignKind {
    /// Streams that say what starts an item.
    StreamsWithTrigger,
    /// Streams that say what the customer has in the end.
    StreamsWithOutcome,
    /// Streams with a step in Improve; in ITIL (Version 5) improvement goes around all activities, and none is counted.
    StreamsWithImprove,
    /// Streams that show teams, with fewer hand-overs than [`MANY_HANDOVERS`].
    StreamsWithFewHandovers,
    /// Streams of changes some of which are pre-approved. Its amount is the largest share of them.
    StreamsWithStandard,
    /// Kinds of work that are drawn: changes, incidents, requests.
    KindsDrawn,
    /// Steps whose work and observed time are measured.
    StepsMeasured,
    /// Steps with a %C&A.
    StepsWithCompleteAccurate,
    /// Steps with a team.
    StepsWithTeam,
    /// Steps with a note.
    StepsWithNote,
    /// Steps that name their practices.
    StepsWithPractice,
    /// Deploy steps that put each change live by itself. Its amount is the largest mean of changes in a deployment.
    DeploysOneByOne,
    /// Approvals and gates on changes that stop bad ones.
    DecisionsThatStop,
    /// Decisions on changes that a machine takes: gates, of gates and approvals, those of the change policy included.
    DecisionsByMachine,
    /// Next links that work takes.
    LinksTaken,
    /// Next links along which work stays in its team, of those with a team at both ends.
    LinksWithinTeam,
    /// Services with an objective.
    ServicesWithObjective,
    /// Services whose failure and delay have a price.
    ServicesWithCosts,
    /// Services with delivery records.
    ServicesWithRecords,
    /// Services with an objective whose spent budget changes something.
    LoopsClosed,
    /// Objectives that contracts and dependencies leave room for, of those that need others.
    ObjectivesWithRoom,
    /// Services in which monitoring finds more failures than users do. Its amount is the smallest share it finds.
    FoundByMonitoring,
    /// Services in which a machine undoes failures: automated rollback or feature flags.
    UndoneByMachine,
    /// Contracts that a team of the workspace fulfils.
    ContractsWithTeam,
    /// Decisions that say where the measure stood before.
    DecisionsWithBaseline,
    /// Decisions, not dropped, with a day on which they are looked at again.
    DecisionsWithReview,
    /// Decisions made on a scenario.
    DecisionsOnScenario,
    /// Decisions that somebody sees to.
    DecisionsWithOwner,
    /// Ended decisions that say what came of them.
    EndedWithResult,
    /// Teams that say how they work with another one; nothing is counted below two teams.
    TeamsThatSayHow,
    /// Teams that say where their capabilities are at home.
    TeamsWithCapabilities,
    /// Teams of suppliers that name the contracts they fulfil.
    SupplierTeams,
    /// Services of platform teams whose users are known.
    PlatformUsersKnown,
    /// Services of platform teams of which users get something by themselves.
    PlatformSelfService,
    /// Roles that steps, the RACI table or the map of roles name, and somebody holds: see
    /// [`RoleNeed::is_named`](super::RoleNeed::is_named).
    RolesHeld,
    /// Practices that steps use, with exactly one role that answers for each.
    PracticesWithOneAccountable,
    /// Practices with a target of maturity of which something is known today: a vote, or a criterion that was looked at.
    TargetsWithToday,
}

/// So many of all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sign {
    /// What is counted.
    pub kind: SignKind,
    /// Those of which it is true.
    pub with: usize,
    /// Of so many; 0 when the workspace has none of them.
    pub of: usize,
    /// The first of which it is not true.
    pub first_without: Option<Place>,
    /// What belongs to the count for some kinds: see [`SignKind`].
    pub amount: Option<f64>,
}

/// What a sign says about a principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// All of them: for it.
    For,
    /// Some of them: in part.
    InPart,
    /// None of them: against it.
    Against,
    /// There is nothing to count.
    NotAtAll,
}

impl Sign {
    /// What it says.
    pub const fn speaks(&self) -> Speaks {
        match (self.with, self.of) {
            (_, 0) => Speaks::NotAtAll,
            (0, _) => Speaks::Against,
            (with, of) if with >= of => Speaks::For,
            _ => Speaks::InPart,
        }
    }

    /// Counts one element; `None` is none of those that are counted.
    fn add(&mut self, place: Place, holds: Option<bool>) {
        let Some(holds) = holds else { return };
        self.of += 1;
        self.with += usize::from(holds);
        if !holds {
            self.first_without.get_or_insert(place);
        }
    }

    fn at_most(&mut self, amount: f64) {
        self.amount = Some(self.amount.map_or(amount, |least| least.min(amount)));
    }

    fn at_least(&mut self, amount: f64) {
        self.amount = Some(self.amount.map_or(amount, |most| most.max(amount)));
    }
}

/// Counts one sign in a workspace.
pub fn sign(workspace: &Workspace, kind: SignKind) -> Sign {
    let mut sign = Sign { kind, with: 0, of: 0, first_without: None, amount: None };
    let mut drawn = [false; 3];
    for stream in workspace.streams.iter().filter(|stream| stream.future_of.is_none()) {
        if let Some(drawn) = drawn.get_mut(stream.kind as usize) {
            *drawn = true;
        }
        sign.add(Place::Stream(stream.id), of_stream(workspace, kind, stream));
        for step in &stream.steps {
            sign.add(Place::Step(stream.id, step.id), of_step(kind, stream.kind, step));
        }
        links(kind, stream, &mut sign);
        amounts(workspace, kind, stream, &mut sign);
    }
    for service in workspace.services.iter() {
        sign.add(Place::Service(service.id), of_service(workspace, kind, service));
        if kind == SignKind::FoundByMonitoring {
            sign.at_most(service.incidents.found_by_monitoring.value());
        }
    }
    for decision in workspace.improvements.iter() {
        sign.add(Place::Improvement(decision.id), of_decision(kind, decision));
    }
    for team in workspace.teams.iter() {
        sign.add(Place::Team(team.id), of_team(workspace, kind, team));
    }
    others(workspace, kind, drawn, &mut sign);
    sign
}

fn of_stream(workspace: &Workspace, kind: SignKind, stream: &ValueStream) -> Option<bool> {
    match kind {
        SignKind::StreamsWithTrigger => Some(!stream.trigger.trim().is_empty()),
        SignKind::StreamsWithOutcome => Some(!stream.outcome.trim().is_empty()),
        SignKind::StreamsWithImprove => (workspace.edition == Edition::Itil4)
            .then(|| stream.steps.iter().any(|step| step.activity == crate::model::Activity::Improve)),
        SignKind::StreamsWithFewHandovers => {
            let (within, between) = team_links(stream);
            (within + between > 0).then_some(between < MANY_HANDOVERS)
        }
        SignKind::StreamsWithStandard => {
            (stream.kind == StreamKind::Change).then(|| stream.demand.mix.standard.value() > 0.0)
        }
        _ => None,
    }
}

fn of_step(kind: SignKind, stream: StreamKind, step: &Step) -> Option<bool> {
    // Requests and incidents are approved for their cost or their priority; bad changes are a matter of changes.
    let of_changes = stream == StreamKind::Change;
    match (kind, &step.kind) {
        (SignKind::StepsMeasured, _) => Some(is_measured(step)),
        (SignKind::StepsWithCompleteAccurate, _) => Some(step.complete_accurate.is_some()),
        (SignKind::StepsWithTeam, _) => Some(step.team.is_some()),
        (SignKind::StepsWithNote, _) => Some(!step.note.trim().is_empty()),
        (SignKind::StepsWithPractice, _) => Some(!step.practices.is_empty()),
        (SignKind::DeploysOneByOne, StepKind::Deploy { cadence, .. }) => {
            Some(cadence.is_none() && step.together.is_none())
        }
        (SignKind::DecisionsThatStop, StepKind::Approval { stops_bad, .. } | StepKind::Gate { stops_bad, .. }) => {
            of_changes.then(|| stops_bad.value() > 0.0)
        }
        (SignKind::DecisionsByMachine, StepKind::Approval { .. }) => of_changes.then_some(false),
        (SignKind::DecisionsByMachine, StepKind::Gate { .. }) => of_changes.then_some(true),
        _ => None,
    }
}

fn of_service(workspace: &Workspace, kind: SignKind, service: &Service) -> Option<bool> {
    match kind {
        SignKind::ServicesWithObjective => Some(!service.slos.is_empty()),
        SignKind::ServicesWithCosts => Some(service.costs.is_some()),
        SignKind::ServicesWithRecords => Some(workspace.tables.delivery_of(service.id).is_some()),
        SignKind::LoopsClosed => (!service.slos.is_empty()).then(|| {
            service.budget_policy.as_ref().is_some_and(|policy| policy.freeze.is_some() || !policy.steps.is_empty())
        }),
        SignKind::ObjectivesWithRoom => {
            let verdict = promise_check(workspace, service, service.main_slo()?).verdict;
            (verdict != PromiseVerdict::OwnPartOnly).then_some(verdict != PromiseVerdict::CannotBeKept)
        }
        SignKind::FoundByMonitoring => Some(service.incidents.found_by_monitoring.value() > 0.5),
        SignKind::UndoneByMachine => {
            let policy = &service.incidents;
            let both = [&policy.rollback, &policy.feature_flag];
            Some(both.into_iter().flatten().any(|repair| repair.success.value() > 0.0))
        }
        _ => None,
    }
}

fn of_decision(kind: SignKind, decision: &Improvement) -> Option<bool> {
    let said = |text: &str| !text.trim().is_empty();
    let ended = matches!(decision.status, ImprovementStatus::Kept | ImprovementStatus::Dropped);
    match kind {
        SignKind::DecisionsWithBaseline => Some(said(&decision.baseline)),
        SignKind::DecisionsWithReview => {
            (decision.status != ImprovementStatus::Dropped).then_some(decision.review_on.is_some())
        }
        SignKind::DecisionsOnScenario => Some(decision.scenario.is_some()),
        SignKind::DecisionsWithOwner => Some(said(&decision.owner)),
        SignKind::EndedWithResult => ended.then(|| said(&decision.outcome)),
        _ => None,
    }
}

fn of_team(workspace: &Workspace, kind: SignKind, team: &Team) -> Option<bool> {
    match kind {
        SignKind::TeamsThatSayHow => {
            let named =
                || workspace.teams.iter().flat_map(|other| &other.interactions).any(|with| with.with == team.id);
            (workspace.teams.len() > 1).then(|| !team.interactions.is_empty() || named())
        }
        SignKind::TeamsWithCapabilities => Some(!team.capabilities.is_empty()),
        SignKind::SupplierTeams => (team.party == crate::model::Party::Supplier).then_some(!team.contracts.is_empty()),
        _ => None,
    }
}

/// Links that stay in a team, and links between teams, of those with a team at both ends.
fn team_links(stream: &ValueStream) -> (usize, usize) {
    let route = Route::of(stream);
    let (mut within, mut between) = (0, 0);
    for (at, step) in route.forward() {
        for (to, _) in route.next_of(at) {
            match (step.team, stream.steps.get(*to).and_then(|step| step.team)) {
                (Some(one), Some(other)) if one == other => within += 1,
                (Some(_), Some(_)) => between += 1,
                _ => {}
            }
        }
    }
    (within, between)
}

fn links(kind: SignKind, stream: &ValueStream, sign: &mut Sign) {
    match kind {
        SignKind::LinksTaken => {
            for flow in &stream.flows {
                if let FlowKind::Next { share } = flow.kind {
                    sign.add(Place::Flow(stream.id, flow.id), Some(share.value() > 0.0));
                }
            }
        }
        SignKind::LinksWithinTeam => {
            let (within, between) = team_links(stream);
            sign.with += within;
            sign.of += within + between;
            if between > 0 {
                sign.first_without.get_or_insert(Place::Stream(stream.id));
            }
        }
        _ => {}
    }
}

fn amounts(workspace: &Workspace, kind: SignKind, stream: &ValueStream, sign: &mut Sign) {
    match kind {
        SignKind::StreamsWithStandard if stream.kind == StreamKind::Change => {
            sign.at_least(stream.demand.mix.standard.value());
        }
        SignKind::DeploysOneByOne => {
            for row in sheet(workspace, stream).steps {
                row.items_per_deployment.into_iter().for_each(|items| sign.at_least(items));
            }
        }
        _ => {}
    }
}

/// What is no property of one element of a list.
fn others(workspace: &Workspace, kind: SignKind, drawn: [bool; 3], sign: &mut Sign) {
    let practices = &workspace.practices;
    let steps = || {
        let streams = workspace.streams.iter().filter(|stream| stream.future_of.is_none());
        streams.flat_map(|stream| &stream.steps)
    };
    match kind {
        SignKind::KindsDrawn if drawn.contains(&true) => {
            for drawn in drawn {
                sign.add(Place::Workspace, Some(drawn));
            }
        }
        SignKind::DecisionsByMachine => {
            for _ in &workspace.change_policy.gates {
                sign.add(Place::Workspace, Some(true));
            }
        }
        SignKind::DecisionsThatStop => {
            for gate in &workspace.change_policy.gates {
                sign.add(Place::Workspace, Some(gate.stops_bad.value() > 0.0));
            }
        }
        SignKind::ContractsWithTeam => {
            for service in workspace.services.iter() {
                for contract in &service.contracts {
                    let fulfilled = workspace.teams.iter().any(|team| team.contracts.contains(&contract.id));
                    sign.add(Place::Service(service.id), Some(fulfilled));
                }
            }
        }
        SignKind::PlatformUsersKnown | SignKind::PlatformSelfService => {
            for team in workspace.teams.iter() {
                for provided in &team.provides {
                    let by_themselves = provided.self_service.is_some_and(|share| share.value() > 0.0);
                    let known = !provided.consumers.is_empty();
                    let holds = if kind == SignKind::PlatformUsersKnown { known } else { by_themselves };
                    sign.add(Place::Team(team.id), Some(holds));
                }
            }
        }
        SignKind::RolesHeld => {
            for need in roles_in_use(workspace) {
                sign.add(Place::Workspace, need.is_named().then_some(need.held));
            }
        }
        SignKind::PracticesWithOneAccountable => {
            for practice in Practice::ALL {
                let used = steps().any(|step| step.practices.contains(&practice));
                let row = practices.row(Subject::Practice(practice));
                let answer = row.map_or(0, |row| row.duties.iter().filter(|duty| duty.letter.answers()).count());
                sign.add(Place::Practice(practice), used.then_some(answer == 1));
            }
        }
        SignKind::TargetsWithToday => {
            for maturity in practices.maturity.iter().filter(|maturity| maturity.target.is_some()) {
                let looked = maturity.criteria.iter().any(|one| one.state != crate::model::CriterionState::Open);
                sign.add(Place::Practice(maturity.practice), Some(looked || maturity.votes.count() > 0));
            }
        }
        _ => {}
    }
}
