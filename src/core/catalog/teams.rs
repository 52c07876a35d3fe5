//! Teams: the kinds of teams and how they work together, and what they need to be able to do.
//!
//! Kinds and modes are those of Team Topologies (M. Skelton, M. Pais, 2019), explained in our own words. Where each
//! capability is at home, and which practices a platform serves, are rows of the mapping tables
//! ([`IntegrationRow`]); which step needs which capability is our reading.

use super::integration;
use crate::model::{
    Ability, IntegrationRow, InteractionMode, LifecycleActivity as Life, Practice, Practice as P, Practices, Provision,
    Step, StepKind, TeamShape,
};

/// What something is called, and one sentence about it.
pub type Said = (&'static str, &'static str);

/// A kind of team.
pub const fn shape(shape: TeamShape) -> Said {
    match shape {
        TeamShape::StreamAligned => {
            ("Stream-aligned", "Follows one flow of work from the wish to production, and runs what it builds.")
        }
        TeamShape::Enabling => ("Enabling", "Helps other teams for a while to learn what they lack, then moves on."),
        TeamShape::ComplicatedSubsystem => {
            ("Complicated subsystem", "Keeps one part that needs knowledge which few people have.")
        }
        TeamShape::Platform => ("Platform", "Provides services that other teams use by themselves, without asking."),
    }
}

/// A way of working together.
pub const fn mode(mode: InteractionMode) -> Said {
    match mode {
        InteractionMode::Collaboration => {
            ("Collaboration", "Both work together for a while, to find something out. It costs both of them much time.")
        }
        InteractionMode::XAsAService => ("As a service", "One provides and the other uses, with little talk."),
        InteractionMode::Facilitating => ("Facilitating", "One helps the other to get better at something."),
    }
}

/// The name of a capability.
pub fn ability(ability: &Ability) -> &str {
    match ability {
        Ability::Development => "Development",
        Ability::Operations => "Operations",
        Ability::Support => "Support",
        Ability::Security => "Security",
        Ability::Testing => "Testing",
        Ability::Own(own) => own,
    }
}

/// The row of the mapping table that says where a capability is at home; `None` for one of the team's own.
pub const fn ability_row(ability: &Ability) -> Option<IntegrationRow> {
    match ability {
        Ability::Development => Some(IntegrationRow::TeamDevelopment),
        Ability::Operations => Some(IntegrationRow::TeamOperations),
        Ability::Support => Some(IntegrationRow::TeamSupport),
        Ability::Security => Some(IntegrationRow::TeamSecurity),
        Ability::Testing => Some(IntegrationRow::TeamTesting),
        Ability::Own(_) => None,
    }
}

/// Where a capability is at home in the traditional and in the integrated way, in the words of the mapping table or in
/// the team's own; `None` for a capability of the team's own.
pub fn home(practices: &Practices, ability: &Ability) -> Option<[String; 2]> {
    let row = ability_row(ability)?;
    let own = practices.rows.iter().find(|edit| edit.row == row);
    let cell = |at: usize| {
        let own = own.and_then(|edit| edit.cells.get(at)).cloned().flatten();
        own.or_else(|| integration::cells(row).get(at).map(|words| (*words).to_owned())).unwrap_or_default()
    };
    Some([cell(1), cell(2)])
}

/// The name of a kind of platform service.
pub const fn provision(kind: Provision) -> &'static str {
    match kind {
        Provision::Pipeline => "CI/CD pipeline",
        Provision::Orchestration => "Container orchestration",
        Provision::Observability => "Observability",
        Provision::Secrets => "Management of secrets",
        Provision::SelfService => "Infrastructure by self-service",
        Provision::Own => "Something else",
    }
}

/// The row of the mapping table about a kind of platform service; `None` for one of the team's own.
pub const fn provision_row(kind: Provision) -> Option<IntegrationRow> {
    match kind {
        Provision::Pipeline => Some(IntegrationRow::PlatformPipeline),
        Provision::Orchestration => Some(IntegrationRow::PlatformOrchestration),
        Provision::Observability => Some(IntegrationRow::PlatformObservability),
        Provision::Secrets => Some(IntegrationRow::PlatformSecrets),
        Provision::SelfService => Some(IntegrationRow::PlatformSelfService),
        Provision::Own => None,
    }
}

/// The practices that a kind of platform service usually serves, by the mapping table; none for one of the team's own.
pub const fn usual_practices(kind: Provision) -> &'static [Practice] {
    match provision_row(kind) {
        Some(row) => integration::practices(row),
        None => &[],
    }
}

/// The capability that a step needs first: by the practices it uses, else by what kind of step it is; `None` when
/// neither says so. Our reading.
pub fn ability_of(step: &Step) -> Option<Ability> {
    let by_practice = step.practices.iter().find_map(|practice| match practice {
        P::ServiceValidationAndTesting => Some(Ability::Testing),
        P::InformationSecurityManagement => Some(Ability::Security),
        P::ServiceDesk | P::IncidentManagement | P::ServiceRequestManagement | P::ProblemManagement => {
            Some(Ability::Support)
        }
        P::DeploymentManagement | P::InfrastructureAndPlatformManagement | P::MonitoringAndEventManagement => {
            Some(Ability::Operations)
        }
        P::SoftwareDevelopmentAndManagement => Some(Ability::Development),
        _ => None,
    });
    by_practice.or(match (&step.kind, step.lifecycle) {
        (StepKind::Deploy { .. }, _) | (StepKind::Work, Life::Operate) => Some(Ability::Operations),
        (StepKind::Work, Life::Build) => Some(Ability::Development),
        (StepKind::Work, Life::Support) => Some(Ability::Support),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{RowEdit, StepId};

    #[test]
    fn kinds_and_modes_have_a_name_and_a_sentence_of_their_own() {
        let all: Vec<Said> =
            TeamShape::ALL.into_iter().map(shape).chain(InteractionMode::ALL.into_iter().map(mode)).collect();
        for (at, (name, about)) in all.iter().enumerate() {
            assert!(about.ends_with('.') && about.len() > 30, "{name}");
            assert!(all.iter().skip(at + 1).all(|other| other.0 != *name && other.1 != *about), "{name}");
        }
    }

    /// The five rows of the platform table: six practices, none named twice.
    #[test]
    fn a_platform_serves_the_practices_of_the_mapping_table() {
        let named: Vec<Practice> = Provision::ALL.into_iter().flat_map(usual_practices).copied().collect();
        assert_eq!(named.len(), 6);
        assert!(named.iter().enumerate().all(|(at, one)| !named.iter().skip(at + 1).any(|other| other == one)));
    }

    #[test]
    fn own_words_stand_before_those_of_the_table() {
        let [traditional, integrated] = home(&Practices::default(), &Ability::Testing).unwrap();
        assert_eq!([traditional.as_str(), integrated.as_str()], integration::cells(IntegrationRow::TeamTesting)[1..]);
        let mut row = RowEdit::new(IntegrationRow::TeamTesting);
        row.cells = vec![None, Some("in Porto".to_owned())];
        let practices = Practices { rows: vec![row], ..Practices::default() };
        assert_eq!(home(&practices, &Ability::Testing), Some(["in Porto".to_owned(), integrated]));
        assert_eq!(home(&practices, &Ability::Own("Data".to_owned())), None);
    }

    #[test]
    fn a_practice_says_more_of_a_step_than_its_activity() {
        let mut step = Step { lifecycle: Life::Build, ..Step::new(StepId::new(1), "Test") };
        assert_eq!(ability_of(&step), Some(Ability::Development));
        step.practices = vec![P::ChangeEnablement, P::ServiceValidationAndTesting];
        assert_eq!(ability_of(&step), Some(Ability::Testing));
        step.practices.clear();
        step.lifecycle = Life::Discover;
        assert_eq!(ability_of(&step), None);
    }
}
