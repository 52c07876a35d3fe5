//! The gaps of the map: unused practices, bare steps, roles without holders, activities served weakly.

use std::sync::Arc;

use trivium_core::{
    catalog::{
        activities::ACTIVITIES,
        practices::{level, roles_of},
    },
    engine::governance::{
        RoleNeed, SignKind, activities_served, practice_coverage, practices_in_use, roles_in_use, sign,
    },
    model::{
        Activity, Duty, Holder, Letter, LevelEdit, Practice, Practices, RaciRow, Role, RoleUse, StreamId, Subject,
        ValueStream, Workspace,
    },
};

use super::fixture;

/// The shop: of its five steps, develop uses software development, test uses testing twice over with change enablement.
fn shop() -> Workspace {
    let mut workspace = fixture::workspace();
    let steps = &mut Arc::make_mut(&mut workspace.streams)[0].steps;
    steps[1].practices = vec![Practice::SoftwareDevelopmentAndManagement];
    steps[1].roles = vec![Role::Developer];
    steps[2].practices = vec![Practice::ServiceValidationAndTesting, Practice::ChangeEnablement];
    steps[2].roles = vec![Role::Developer, Role::TestEngineer];
    workspace
}

#[test]
fn what_no_stream_uses_and_no_practice_covers_is_counted() {
    let workspace = shop();
    let found = practice_coverage(&workspace);
    assert_eq!((found.unused.len(), found.practices), (31, 34));
    assert!(!found.unused.contains(&Practice::ChangeEnablement));
    let stream = &workspace.streams[0];
    let bare = [0, 3, 4].map(|at: usize| (stream.id, stream.steps[at].id));
    assert_eq!((found.uncovered.as_slice(), found.steps), (bare.as_slice(), 5));
}

#[test]
fn a_future_state_is_not_in_use() {
    let mut workspace = shop();
    let today = workspace.streams[0].clone();
    let mut future = ValueStream { id: StreamId::new(900), future_of: Some(today.id), ..today };
    future.steps[0].practices = vec![Practice::RiskManagement];
    Arc::make_mut(&mut workspace.streams).push(future);
    assert!(!practices_in_use(&workspace).contains(&Practice::RiskManagement));
    assert_eq!(practice_coverage(&workspace).steps, 5);
}

#[test]
fn roles_that_are_named_and_not_held_are_told_with_who_names_them() {
    let mut workspace = shop();
    let practices = Arc::make_mut(&mut workspace.practices);
    let commander = Role::IncidentCommander;
    practices.raci_roles = vec![commander];
    practices.raci = vec![RaciRow {
        subject: Subject::Practice(Practice::ServiceDesk),
        duties: vec![Duty { role: commander, letter: Letter::Accountable }],
    }];
    let team = workspace.teams[0].id;
    practices.roles = vec![RoleUse { today: vec![Holder::Team(team)], ..RoleUse::new(Role::Developer) }];
    let found = practice_coverage(&workspace);

    let in_use = practices_in_use(&workspace);
    let of_practices = |role| in_use.iter().filter(|of| roles_of(&workspace.practices, **of).contains(&role)).count();
    assert_eq!((found.roles, found.unheld.len()), (3, 2), "of the three that are named only developers are held");
    let named = |role: &Role| *role == commander || [Role::Developer, Role::TestEngineer].contains(role);
    let proposed: Vec<Role> = Role::ALL.into_iter().filter(|role| !named(role) && of_practices(*role) > 0).collect();
    assert!(!proposed.is_empty(), "the practices in use bring roles of their own");
    assert_eq!(found.belonging.iter().map(|need| need.role).collect::<Vec<_>>(), proposed);
    // Every other count of roles goes by the same list.
    let counted = sign(&workspace, SignKind::RolesHeld);
    assert_eq!((counted.with, counted.of), (1, 3));
    assert_eq!(roles_in_use(&workspace).len(), found.roles + proposed.len());
    let need = |role| found.unheld.iter().find(|need| need.role == role).copied();
    assert_eq!(need(Role::Developer), None);
    assert_eq!(
        need(Role::TestEngineer),
        Some(RoleNeed {
            role: Role::TestEngineer,
            steps: 1,
            rows: 0,
            practices: of_practices(Role::TestEngineer),
            said: false,
            held: false,
        })
    );
    assert_eq!(need(commander).map(|need| (need.steps, need.rows)), Some((0, 1)));
}

/// Software development 2 1 0 3 3 2, testing 0 2 1 3 3 1: by hand.
#[test]
fn activities_are_served_by_the_levels_that_hold() {
    let in_use = [Practice::SoftwareDevelopmentAndManagement, Practice::ServiceValidationAndTesting];
    let served = activities_served(&Practices::default(), &in_use);
    assert_eq!(served.iter().map(|of| of.activity).collect::<Vec<_>>(), ACTIVITIES);
    assert_eq!(served.iter().map(|of| of.sum).collect::<Vec<_>>(), [2, 3, 1, 6, 6, 3]);
    assert_eq!(served.iter().map(|of| of.practices).collect::<Vec<_>>(), [1, 2, 1, 2, 2, 2]);
    let engage = served[2];
    let all: u32 = Practice::ALL
        .into_iter()
        .map(|practice| u32::from(level(&Practices::default(), practice, Activity::Engage).level))
        .sum();
    assert_eq!((engage.sum_of_all, engage.practices_of_all), (all, 31));
    let weak: Vec<Activity> = served.iter().filter(|of| of.is_weak() == Some(true)).map(|of| of.activity).collect();
    // Two practices of 34 bring far less than a third of any activity: deliver and support has 3 of 73.
    assert_eq!(served[5].sum_of_all, 73);
    assert!((served[5].share().unwrap() - 3.0 / 73.0).abs() < 1e-12);
    assert_eq!(weak, ACTIVITIES);

    let mut edited = Practices::default();
    let practice = Practice::SoftwareDevelopmentAndManagement;
    edited.levels.push(LevelEdit { practice, activity: Activity::Engage, level: 3 });
    let engage = activities_served(&edited, &in_use)[2];
    assert_eq!((engage.sum, engage.sum_of_all), (4, all + 3));
}

/// The rule is a third of all levels; whatever is added, an activity is never served less.
#[test]
fn one_more_practice_never_serves_an_activity_less() {
    let mut in_use = Vec::new();
    let mut last = [0.0; 6];
    for practice in Practice::ALL {
        in_use.push(practice);
        let served = activities_served(&Practices::default(), &in_use);
        for (served, last) in served.iter().zip(&mut last) {
            let share = served.share().unwrap();
            assert!(share >= *last, "{practice:?} {:?}", served.activity);
            assert_eq!(served.is_weak(), Some(3 * served.sum < served.sum_of_all));
            *last = share;
        }
    }
    assert!(last.iter().all(|share| (share - 1.0).abs() < 1e-12));
}

#[test]
fn nothing_is_said_of_activities_when_no_practice_is_in_use() {
    let found = practice_coverage(&Workspace::empty("e", "Empty"));
    assert!(found.activities.iter().all(|served| served.share().is_none() && served.is_weak().is_none()));
    assert_eq!((found.weak().count(), found.steps, found.roles, found.unused.len()), (0, 0, 0, 34));
}
