//! What has changed since a snapshot was taken.

use std::sync::Arc;

use chrono::NaiveDate;
use trivium_core::{
    catalog::{
        practices::{level, techniques},
        samples::larkfield,
    },
    edit::{NewIds, snapshot},
    engine::governance::{About, DiffPart, Difference, Kind, MapState, map_diff},
    model::{
        Ability, Activity, Arrangement, Capability, CapabilityAnswers, Duty, Holder, IntegrationRow, Interaction,
        InteractionMode, Letter, LevelEdit, LifecycleActivity, Maturity, Part, PartEdit, Person, PersonId,
        PlatformService, Practice, Practices, Provision, RaciRow, Role, RoleLink, RoleUse, RowEdit, Share, Snapshot,
        SnapshotId, Step, Subject, TeamCapability, TeamShape, Technique, TechniqueLink, Votes, Workspace,
    },
};

use super::fixture;

const PRACTICE: Practice = Practice::ChangeEnablement;

fn taken(workspace: &Workspace) -> Snapshot {
    let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    snapshot(workspace, SnapshotId::new(700), "Before".to_owned(), day)
}

/// What is different after a change, as part, sign, words, before and after.
fn after(change: impl FnOnce(&mut Workspace)) -> Vec<Difference> {
    let mut workspace = fixture::workspace();
    let before = taken(&workspace);
    change(&mut workspace);
    map_diff(&MapState::of(&before), &MapState::now(&workspace))
}

fn after_map(change: impl FnOnce(&mut Practices)) -> Vec<Difference> {
    after(|workspace| change(Arc::make_mut(&mut workspace.practices)))
}

/// The one difference in words: `"≠ Change enablement in Plan: 1 low > 3 high"`.
fn only(found: &[Difference]) -> String {
    assert_eq!(found.len(), 1, "{found:#?} is not one difference");
    told(&found[0])
}

fn told(difference: &Difference) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    let sign = difference.kind().sign().0;
    format!("{sign} {}: {} > {}", difference.what, value(&difference.before), value(&difference.after))
}

#[test]
fn a_snapshot_of_now_differs_in_nothing() {
    assert_eq!(after(|_| {}), []);
    // Saying what is published anyway is no difference.
    let same = level(&Practices::default(), PRACTICE, Activity::Plan).level;
    let found =
        after_map(|map| map.levels.push(LevelEdit { practice: PRACTICE, activity: Activity::Plan, level: same }));
    assert_eq!(found, []);
}

#[test]
fn cells_of_both_heat_maps_are_compared_by_what_holds() {
    let found = after_map(|map| map.levels.push(LevelEdit { practice: PRACTICE, activity: Activity::Plan, level: 3 }));
    assert_eq!(only(&found), "≠ Change enablement in Plan: 1 low > 3 high");
    assert_eq!(found[0].about, About::Level(PRACTICE, Activity::Plan));
    let part = PartEdit { practice: PRACTICE, activity: LifecycleActivity::Build, part: Part::Enabling };
    assert_eq!(only(&after_map(|map| map.parts.push(part))), "+ Change enablement in Build: none > enabling");
}

#[test]
fn counterparts_and_roles_of_practices_come_and_go() {
    let gone = techniques(PRACTICE)[0];
    let found = after_map(|map| {
        map.techniques = vec![
            TechniqueLink { practice: PRACTICE, technique: gone, linked: false },
            TechniqueLink { practice: PRACTICE, technique: Technique::WheelOfMisfortune, linked: true },
        ];
        map.role_links = vec![RoleLink { practice: PRACTICE, role: Role::UxDesigner, linked: true }];
    });
    let signs: Vec<(DiffPart, Kind)> = found.iter().map(|one| (one.about.part(), one.kind())).collect();
    assert_eq!(
        signs,
        [
            (DiffPart::Counterparts, Kind::Removed),
            (DiffPart::Counterparts, Kind::Added),
            (DiffPart::RoleLinks, Kind::Added)
        ]
    );
    assert_eq!(told(&found[1]), "+ Change enablement: Wheel of Misfortune: none > yes");
}

#[test]
fn cells_of_the_raci_table_are_compared_letter_by_letter() {
    let row =
        |letter| RaciRow { subject: Subject::Practice(PRACTICE), duties: vec![Duty { role: Role::Developer, letter }] };
    let mut workspace = fixture::workspace();
    let map = Arc::make_mut(&mut workspace.practices);
    map.raci_roles = vec![Role::Developer];
    map.raci = vec![row(Letter::Consulted)];
    let first = taken(&workspace);
    Arc::make_mut(&mut workspace.practices).raci = vec![row(Letter::AccountableAndResponsible)];
    let second = taken(&workspace);
    let found = map_diff(&MapState::of(&first), &MapState::of(&second));
    assert_eq!(only(&found), "≠ Change enablement: Developer: C > A/R");
    let back = map_diff(&MapState::of(&second), &MapState::of(&first));
    assert_eq!(only(&back), "≠ Change enablement: Developer: A/R > C", "the other way round");
}

#[test]
fn people_and_who_holds_a_role_are_told_by_name() {
    let found = after(|workspace| {
        let team = workspace.teams[0].id;
        let map = Arc::make_mut(&mut workspace.practices);
        map.people = vec![Person { id: PersonId::new(801), name: "Ann".to_owned(), team: Some(team) }];
        map.roles = vec![RoleUse {
            role: Role::ChangeManager,
            today: vec![Holder::Person(PersonId::new(801)), Holder::Team(team)],
            planned: Some(Vec::new()),
            becomes: vec![Role::PeerReviewer],
        }];
    });
    assert_eq!(
        found.iter().map(told).collect::<Vec<_>>(),
        [
            "+ Change manager today: Ann: none > yes",
            "+ Change manager today: Build: none > yes",
            "+ Change manager later: none > nobody",
            "+ Change manager becomes: none > Reviewing peer",
            "+ Ann: none > Ann, Build",
        ]
    );
}

#[test]
fn teams_are_compared_trait_by_trait() {
    let found = after(|workspace| {
        let other = workspace.teams[1].id;
        let team = &mut Arc::make_mut(&mut workspace.teams)[0];
        team.name = "Builders".to_owned();
        team.shape = Some(TeamShape::Platform);
        team.capabilities = vec![TeamCapability { ability: Ability::Testing, arrangement: Arrangement::Integrated }];
        team.interactions = vec![Interaction { with: other, mode: InteractionMode::XAsAService }];
        team.provides = vec![PlatformService {
            name: "Pipes".to_owned(),
            kind: Provision::Pipeline,
            practices: vec![Practice::DeploymentManagement],
            consumers: vec![other],
            self_service: Some(Share::clamped(0.8)),
        }];
    });
    assert_eq!(
        found.iter().map(told).collect::<Vec<_>>(),
        [
            "≠ Builders: Build > Builders",
            "+ Builders: kind: none > platform",
            "+ Builders: testing: none > inside the team",
            "+ Builders: with Operations: none > X as a service",
            "+ Builders: provides Pipes: none > pipeline; serves Deployment management; used by Operations, 80 % by \
             self-service",
        ]
    );
}

#[test]
fn maturity_and_answers_about_capabilities_are_compared_as_results() {
    let found = after_map(|map| {
        let votes = Votes([0, 0, 2, 0, 0]);
        map.maturity = vec![Maturity { target: Some(4), votes, ..Maturity::new(PRACTICE) }];
        let capability = Capability::ContinuousIntegration;
        map.capabilities = vec![CapabilityAnswers { capability, statement: 0, votes }];
    });
    assert_eq!(
        found.iter().map(told).collect::<Vec<_>>(),
        [
            "+ Change enablement: level: none > 3, voted",
            "+ Change enablement: target: none > 4",
            "+ Continuous integration: none > 5.0 of 10 by 2 answers",
        ]
    );
}

#[test]
fn steps_are_compared_by_their_practices_and_roles_and_names() {
    let found = after(|workspace| {
        let steps = &mut Arc::make_mut(&mut workspace.streams)[0].steps;
        steps[0].practices = vec![PRACTICE];
        steps[0].roles = vec![Role::ProductOwner];
        steps[1].name = "Code".to_owned();
    });
    let mut told: Vec<String> = found.iter().map(told).collect();
    told.sort();
    assert_eq!(
        told,
        [
            "+ Refine in Feature to live: Change enablement: none > yes",
            "+ Refine in Feature to live: Product owner: none > yes",
            "≠ Code in Feature to live: Develop in Feature to live > Code in Feature to live",
        ]
    );
}

/// Whoever works with a team, uses its services or holds a role is the same after the team got another name.
#[test]
fn a_team_with_another_name_is_one_difference() {
    let before = larkfield();
    let mut after = before.clone();
    let platform = Arc::make_mut(&mut after.teams).iter_mut().find(|team| team.name == "Platform").unwrap();
    platform.name = "Ground".to_owned();
    let found = map_diff(&MapState::now(&before), &MapState::now(&after));
    let told: Vec<(DiffPart, Option<&str>, Option<&str>)> =
        found.iter().map(|one| (one.about.part(), one.before.as_deref(), one.after.as_deref())).collect();
    assert_eq!(told, [(DiffPart::Teams, Some("Platform"), Some("Ground"))]);
}

#[test]
fn what_a_team_is_its_criteria_and_own_words_are_compared() {
    let before = larkfield();
    let mut after = before.clone();
    Arc::make_mut(&mut after.teams)[0].people += 1;
    let practices = Arc::make_mut(&mut after.practices);
    practices.maturity[0].criteria[0].evidence.push("One more".to_owned());
    practices.raci_roles.push(Role::Architect);
    practices.rows.push(RowEdit { note: "So".to_owned(), ..RowEdit::new(IntegrationRow::LevelSla) });
    let found = map_diff(&MapState::now(&before), &MapState::now(&after));
    let parts: Vec<DiffPart> = found.iter().map(|one| one.about.part()).collect();
    assert_eq!(parts, [DiffPart::Raci, DiffPart::Teams, DiffPart::Maturity, DiffPart::Integration]);
}

#[test]
fn ten_thousand_steps_are_compared_in_a_moment() {
    let mut before = larkfield();
    let mut ids = NewIds::of(&before);
    let named = |id| Step { practices: Practice::ALL[..4].to_vec(), ..Step::new(id, "Step".to_owned()) };
    let steps: Vec<Step> = (0..9_000).map(|_| named(ids.step())).collect();
    Arc::make_mut(&mut before.streams)[0].steps.extend(steps);
    let mut after = before.clone();
    for step in Arc::make_mut(&mut after.streams)[0].steps.iter_mut().rev().take(3) {
        step.practices.clear();
    }
    let begin = std::time::Instant::now();
    let found = map_diff(&MapState::now(&before), &MapState::now(&after));
    println!("45 000 facts compared in {:?}", begin.elapsed());
    assert_eq!(found.len(), 12);
    // Minutes, when each fact is searched for.
    assert!(begin.elapsed().as_secs() < 10, "{:?}", begin.elapsed());
}
