//! What the facts of a map are called.

use crate::model::{
    Ability, Arrangement, CriterionState, Holder, InteractionMode, Part, Practices, Provision, Team, TeamId, TeamShape,
};

/// A level of the heat map.
pub(super) fn level_word(level: u8) -> String {
    let word = match level {
        0 => "none",
        1 => "low",
        2 => "medium",
        _ => "high",
    };
    format!("{level} {word}")
}

pub(super) const fn part_word(part: Part) -> &'static str {
    match part {
        Part::None => "none",
        Part::Supporting => "supporting",
        Part::Enabling => "enabling",
    }
}

pub(super) const fn state_word(state: CriterionState) -> &'static str {
    match state {
        CriterionState::Open => "nobody has looked",
        CriterionState::Met => "met",
        CriterionState::NotMet => "not met",
        CriterionState::NotApplicable => "does not apply",
    }
}

pub(super) const fn shape_word(shape: TeamShape) -> &'static str {
    match shape {
        TeamShape::StreamAligned => "stream-aligned",
        TeamShape::Enabling => "enabling",
        TeamShape::ComplicatedSubsystem => "complicated subsystem",
        TeamShape::Platform => "platform",
    }
}

pub(super) const fn mode_word(mode: InteractionMode) -> &'static str {
    match mode {
        InteractionMode::Collaboration => "collaboration",
        InteractionMode::XAsAService => "X as a service",
        InteractionMode::Facilitating => "facilitating",
    }
}

pub(super) const fn provision_word(kind: Provision) -> &'static str {
    match kind {
        Provision::Pipeline => "pipeline",
        Provision::Orchestration => "orchestration",
        Provision::Observability => "observability",
        Provision::Secrets => "secrets",
        Provision::SelfService => "self-service",
        Provision::Own => "of its own kind",
    }
}

pub(super) fn ability(ability: &Ability) -> &str {
    match ability {
        Ability::Development => "development",
        Ability::Operations => "operations",
        Ability::Support => "support",
        Ability::Security => "security",
        Ability::Testing => "testing",
        Ability::Own(name) => name,
    }
}

pub(super) fn arrangement(arrangement: &Arrangement) -> &str {
    match arrangement {
        Arrangement::Traditional => "a team of its own",
        Arrangement::Integrated => "inside the team",
        Arrangement::Own(words) => words,
    }
}

/// The name of a team; its id when it is gone.
pub(super) fn team(teams: &[Team], id: TeamId) -> String {
    teams.iter().find(|team| team.id == id).map_or_else(|| id.to_string(), |team| team.name.clone())
}

/// The name of a holder; its id when it is gone.
pub(super) fn holder(practices: &Practices, teams: &[Team], of: Holder) -> String {
    match of {
        Holder::Team(id) => team(teams, id),
        Holder::Person(id) => practices.person(id).map_or_else(|| id.to_string(), |person| person.name.clone()),
    }
}

/// Names in a row; the word for none.
pub(super) fn listed(names: &[String], none: &str) -> String {
    if names.is_empty() { none.to_owned() } else { names.join(", ") }
}
