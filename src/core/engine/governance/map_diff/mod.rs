//! What has changed between two states of the map: heat map, counterparts, roles, RACI, people, teams, maturity, steps.
//!
//! A state is told as a list of facts, each with a key and a value in words ([`facts`]); two states differ where a key
//! is in one of them only, or has another value. What the catalogue says counts as said: putting a level to what is
//! published anyway is no difference.

mod facts;
mod words;

use facts::Fact;

use std::collections::BTreeMap;

use crate::model::{
    Activity, Capability, Holder, IntegrationRow, LifecycleActivity, PersonId, Practice, Practices, Role, Snapshot,
    SnapshotStep, StepId, Subject, SupplierId, Team, TeamId, Technique, Workspace,
};

/// A part of the map, in the order of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiffPart {
    /// Practices and their contribution to activities.
    HeatMap,
    /// Counterparts of practices in DevOps and SRE.
    Counterparts,
    /// Roles of practices.
    RoleLinks,
    /// Practices and roles of steps.
    Steps,
    /// The RACI table.
    Raci,
    /// Who holds a role, will hold it, and what it becomes.
    Roles,
    /// People and their teams.
    People,
    /// Teams: kind, capabilities, services, ways of working together.
    Teams,
    /// Levels of maturity and their targets.
    Maturity,
    /// Answers about capabilities.
    Capabilities,
    /// Rows of the integration tables in own words.
    Integration,
}

impl DiffPart {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::HeatMap,
        Self::Counterparts,
        Self::RoleLinks,
        Self::Steps,
        Self::Raci,
        Self::Roles,
        Self::People,
        Self::Teams,
        Self::Maturity,
        Self::Capabilities,
        Self::Integration,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HeatMap => "Heat map",
            Self::Counterparts => "Counterparts",
            Self::RoleLinks => "Roles of practices",
            Self::Steps => "Steps",
            Self::Raci => "RACI",
            Self::Roles => "Who holds a role",
            Self::People => "People",
            Self::Teams => "Teams",
            Self::Maturity => "Maturity",
            Self::Capabilities => "Capabilities",
            Self::Integration => "Integration tables",
        }
    }
}

/// What a fact is about: the key by which two states are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A cell of the heat map.
    Level(Practice, Activity),
    /// A cell of the heat map of ITIL (Version 5).
    Part(Practice, LifecycleActivity),
    /// A counterpart of a practice.
    Technique(Practice, Technique),
    /// A role of a practice.
    RoleLink(Practice, Role),
    /// A step: its name.
    Step(StepId),
    /// A practice that a step uses.
    StepPractice(StepId, Practice),
    /// A role that takes part in a step.
    StepRole(StepId, Role),
    /// A cell of the RACI table.
    Duty(Subject, Role),
    /// Somebody who holds a role today.
    Holds(Role, Holder),
    /// Who will hold a role.
    Planned(Role),
    /// What a role becomes.
    Becomes(Role),
    /// A person: name and team.
    Person(PersonId),
    /// A team: its name.
    Team(TeamId),
    /// Something about a team.
    TeamTrait(TeamId, Trait),
    /// The level of a practice.
    Now(Practice),
    /// The target of a practice.
    Target(Practice),
    /// A criterion of a practice, by its level and its words.
    Criterion(Practice, u8, String),
    /// The score of a capability.
    Score(Capability),
    /// A column of the RACI table.
    Column(Role),
    /// A cell of a row of the integration tables in own words, from 0; the note comes last.
    Row(IntegrationRow, u8),
}

/// What can be said of a team.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trait {
    /// How many people it has.
    People,
    /// Their time for planned work.
    Planned,
    /// Whose people they are.
    Party,
    /// What kind of team it is.
    Kind,
    /// Where a built-in ability is at home, by its place in the list.
    Ability(u8),
    /// Where an ability of its own is at home, by its name.
    OwnAbility(String),
    /// How it works with another team.
    With(TeamId),
    /// A service that it provides, by its name.
    Provides(String),
    /// A contract that it fulfils.
    Contract(SupplierId),
}

impl About {
    /// The part of the map that it belongs to.
    pub const fn part(&self) -> DiffPart {
        match self {
            Self::Level(..) | Self::Part(..) => DiffPart::HeatMap,
            Self::Technique(..) => DiffPart::Counterparts,
            Self::RoleLink(..) => DiffPart::RoleLinks,
            Self::Step(..) | Self::StepPractice(..) | Self::StepRole(..) => DiffPart::Steps,
            Self::Duty(..) | Self::Column(..) => DiffPart::Raci,
            Self::Holds(..) | Self::Planned(..) | Self::Becomes(..) => DiffPart::Roles,
            Self::Person(..) => DiffPart::People,
            Self::Team(..) | Self::TeamTrait(..) => DiffPart::Teams,
            Self::Now(..) | Self::Target(..) | Self::Criterion(..) => DiffPart::Maturity,
            Self::Score(..) => DiffPart::Capabilities,
            Self::Row(..) => DiffPart::Integration,
        }
    }
}

/// How something differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was not there before.
    Added,
    /// It is there no more.
    Removed,
    /// It has another value.
    Changed,
}

impl Kind {
    /// The sign before it and the word for it.
    pub const fn sign(self) -> (&'static str, &'static str) {
        match self {
            Self::Added => ("+", "added"),
            Self::Removed => ("\u{2212}", "removed"),
            Self::Changed => ("\u{2260}", "changed"),
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub about: About,
    /// The same in words: "Change enablement in Plan".
    pub what: String,
    /// Its value before; `None` when it was not there.
    pub before: Option<String>,
    /// Its value after; `None` when it is there no more.
    pub after: Option<String>,
}

impl Difference {
    /// How it differs.
    pub const fn kind(&self) -> Kind {
        match (&self.before, &self.after) {
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ => Kind::Changed,
        }
    }
}

/// A state of the map: of a snapshot, or now.
#[derive(Debug, Clone)]
pub struct MapState<'a> {
    practices: &'a Practices,
    teams: &'a [Team],
    steps: Vec<SnapshotStep>,
}

impl<'a> MapState<'a> {
    /// How the map stands now.
    pub fn now(workspace: &'a Workspace) -> Self {
        let steps = SnapshotStep::all_of(workspace);
        Self { practices: &workspace.practices, teams: &workspace.teams, steps }
    }

    /// How it stood when a snapshot was taken.
    pub fn of(snapshot: &'a Snapshot) -> Self {
        Self { practices: &snapshot.practices, teams: &snapshot.teams, steps: (*snapshot.steps).clone() }
    }
}

/// What differs between two states, part by part.
pub fn map_diff(before: &MapState<'_>, after: &MapState<'_>) -> Vec<Difference> {
    let after = facts::of(after);
    let mut places: BTreeMap<About, usize> = BTreeMap::new();
    places.extend(after.iter().enumerate().map(|(at, fact)| (fact.about.clone(), at)));
    let mut left: Vec<Option<Fact>> = after.into_iter().map(Some).collect();
    let mut found = Vec::new();
    for fact in facts::of(before) {
        let now = places.get(&fact.about).and_then(|at| left.get_mut(*at)).and_then(Option::take);
        match now {
            None => {
                let (about, what) = (fact.about, fact.what);
                found.push(Difference { about, what, before: Some(fact.value), after: None });
            }
            Some(now) if now.truth != fact.truth => {
                let (about, what) = (now.about, now.what);
                found.push(Difference { about, what, before: Some(fact.value), after: Some(now.value) });
            }
            Some(_) => {}
        }
    }
    for now in left.into_iter().flatten() {
        found.push(Difference { about: now.about, what: now.what, before: None, after: Some(now.value) });
    }
    crate::model::order::sort_by_key(&mut found, |difference| difference.about.part());
    found
}
