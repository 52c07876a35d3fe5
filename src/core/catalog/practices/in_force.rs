//! What holds in a workspace: what the catalogue says, unless the team says something else.

use super::{Contribution, Provenance, contribution, roles, techniques};
use crate::model::{Activity, LifecycleActivity, Part, Practice, Practice as P, Practices, Role, Technique};

/// How much a practice contributes to an activity, as the team sees it.
pub fn level(practices: &Practices, practice: Practice, activity: Activity) -> Contribution {
    let edit = practices.levels.iter().find(|edit| edit.practice == practice && edit.activity == activity);
    edit.map_or_else(
        || contribution(practice, activity),
        |edit| Contribution { level: edit.level, provenance: Provenance::Yours },
    )
}

/// How a practice takes part in an activity of ITIL (Version 5), as far as it is told second-hand: the table itself is
/// not available, so most cells are `None` rather than guessed. Source: ITIL v5 Compass, appendix B.
pub const fn part_published(practice: Practice) -> Option<Part> {
    match practice {
        P::ContinualImprovement => Some(Part::Enabling),
        P::KnowledgeManagement => Some(Part::Supporting),
        _ => None,
    }
}

/// How a practice takes part in an activity of ITIL (Version 5), as the team sees it, and whether that is the team's own
/// view; `None` when nobody has said.
pub fn part(practices: &Practices, practice: Practice, activity: LifecycleActivity) -> Option<(Part, bool)> {
    let edit = practices.parts.iter().find(|edit| edit.practice == practice && edit.activity == activity);
    match edit {
        Some(edit) => Some((edit.part, true)),
        None => part_published(practice).map(|part| (part, false)),
    }
}

/// The counterparts of a practice: those of the catalogue that the team did not take away, then those that it added.
pub fn techniques_of(practices: &Practices, practice: Practice) -> Vec<Technique> {
    let edits = || practices.techniques.iter().filter(|link| link.practice == practice);
    let built_in = techniques(practice);
    let dropped = |technique: Technique| edits().any(|link| link.technique == technique && !link.linked);
    let kept = built_in.iter().copied().filter(|technique| !dropped(*technique));
    let added = edits().filter(|link| link.linked && !built_in.contains(&link.technique)).map(|link| link.technique);
    kept.chain(added).collect()
}

/// The roles of a practice: those of the catalogue that the team did not take away, then those that it added.
pub fn roles_of(practices: &Practices, practice: Practice) -> Vec<Role> {
    let edits = || practices.role_links.iter().filter(|link| link.practice == practice);
    let built_in = roles(practice);
    let dropped = |role: Role| edits().any(|link| link.role == role && !link.linked);
    let kept = built_in.iter().copied().filter(|role| !dropped(*role));
    let added = edits().filter(|link| link.linked && !built_in.contains(&link.role)).map(|link| link.role);
    kept.chain(added).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LevelEdit, TechniqueLink};

    #[test]
    fn what_the_team_says_wins_and_can_be_put_back() {
        let mut practices = Practices::default();
        let (practice, activity) = (P::ServiceDesk, Activity::Plan);
        assert_eq!(level(&practices, practice, activity), contribution(practice, activity));
        practices.levels.push(LevelEdit { practice, activity, level: 2 });
        let cell = level(&practices, practice, activity);
        assert_eq!((cell.level, cell.provenance), (2, Provenance::Yours));
        assert_eq!(level(&practices, practice, Activity::Improve), contribution(practice, Activity::Improve));
    }

    #[test]
    fn counterparts_are_added_and_taken_away() {
        let practice = P::ChangeEnablement;
        let mut practices = Practices::default();
        let built_in = techniques_of(&practices, practice);
        assert_eq!(built_in, techniques(practice));
        let added = Technique::ALL.into_iter().find(|technique| !built_in.contains(technique)).unwrap();
        practices.techniques = vec![
            TechniqueLink { practice, technique: built_in[0], linked: false },
            TechniqueLink { practice, technique: added, linked: true },
            TechniqueLink { practice, technique: built_in[1], linked: true },
        ];
        let now = techniques_of(&practices, practice);
        assert_eq!(now.len(), built_in.len());
        assert!(!now.contains(&built_in[0]) && now.last() == Some(&added));
    }

    /// The only two rows that anybody tells: S in all eight, E in all eight.
    #[test]
    fn cells_of_version_five_are_told_or_left_empty() {
        let told = P::ALL.into_iter().filter(|practice| part_published(*practice).is_some()).count();
        assert_eq!(told, 2);
        let practices = Practices::default();
        assert_eq!(part(&practices, P::ServiceDesk, LifecycleActivity::Build), None);
        assert_eq!(part(&practices, P::KnowledgeManagement, LifecycleActivity::Build), Some((Part::Supporting, false)));
    }
}
