//! Changing the map of practices: what a command makes, what it refuses, and what goes with what is taken away.

use std::sync::Arc;

use trivium_core::{
    catalog::samples::larkfield,
    edit::{Command, DutyCell, History, MapEdit, NewIds, snapshot},
    model::{
        Activity, Bounds, Criterion, CriterionState, Elapsed, Holder, IntegrationRow, Letter, LevelEdit, Maturity,
        Person, Practice, Role, RoleUse, RowEdit, Snapshot, Step, Subject, TeamId, Votes, Workspace, check::check,
    },
};

fn edited(workspace: &Workspace, edit: MapEdit) -> Workspace {
    Command::EditMap { edit }.apply(workspace).unwrap()
}

fn team(workspace: &Workspace, name: &str) -> TeamId {
    workspace.teams.iter().find(|team| team.name == name).unwrap().id
}

#[test]
fn a_level_is_changed_and_put_back() {
    let before = larkfield();
    let (practice, activity) = (Practice::ServiceDesk, Activity::Plan);
    let set = |level| MapEdit::SetLevel { practice, activity, level };
    let after = edited(&before, set(Some(2)));
    assert_eq!(after.practices.levels.len(), 1);
    assert_eq!(edited(&after, set(Some(1))).practices.levels.len(), 1, "a cell is changed once");
    assert_eq!(edited(&after, set(None)), before);
    let refused = Command::EditMap { edit: set(Some(4)) }.apply(&before).unwrap_err();
    assert_eq!(refused.to_string(), "A level of the heat map is 4. Levels are 0 (none) to 3 (high).");
}

#[test]
fn cells_of_the_raci_table_make_their_rows_and_columns_and_take_them_away() {
    let before = larkfield();
    let subject = Subject::Practice(Practice::ReleaseManagement);
    let role = Role::ReleaseManager;
    let set = |letter| MapEdit::SetDuties { cells: vec![DutyCell { subject, role, letter }] };
    let after = edited(&before, set(Some(Letter::Accountable)));
    assert_eq!(after.practices.raci_roles.last(), Some(&role));
    assert_eq!(after.practices.row(subject).unwrap().letter(role), Some(Letter::Accountable));
    let emptied = edited(&after, set(None));
    assert!(emptied.practices.row(subject).is_none(), "a row without letters says nothing");
    let narrow = edited(&before, MapEdit::SetRaciRoles { roles: vec![Role::Developer] });
    let left: usize = narrow.practices.raci.iter().map(|row| row.duties.len()).sum();
    let of_developers = before.practices.raci.iter().filter(|row| row.letter(Role::Developer).is_some()).count();
    assert_eq!((left, narrow.practices.raci_roles.len()), (of_developers, 1));
}

#[test]
fn many_cells_are_one_step_of_the_history() {
    let mut history = History::new(larkfield());
    let cells = [Role::Developer, Role::ProductOwner].map(|role| DutyCell {
        subject: Subject::Practice(Practice::RiskManagement),
        role,
        letter: Some(Letter::Consulted),
    });
    let edit = MapEdit::SetDuties { cells: cells.to_vec() };
    let applied = history.apply(&Command::EditMap { edit }).unwrap();
    assert_eq!(applied.label, "Change 2 cells of the RACI table");
    history.undo();
    assert_eq!(history.now(), &larkfield());
}

#[test]
fn who_is_removed_holds_no_role_and_it_is_said() {
    let before = larkfield();
    let person = before.practices.people.iter().find(|person| person.name == "Karl Reuter").unwrap().id;
    let change = Command::EditMap { edit: MapEdit::RemovePerson { person } }.change(&before).unwrap();
    assert_eq!(change.also, ["3 roles are no longer held by \"Karl Reuter\"."]);
    let holds = |used: &RoleUse| used.today.contains(&Holder::Person(person));
    assert!(!change.workspace.practices.roles.iter().any(holds));
    let again = Command::EditMap { edit: MapEdit::RemovePerson { person } }.apply(&change.workspace).unwrap_err();
    assert!(again.to_string().contains("There is no person"), "{again}");
}

#[test]
fn a_team_that_goes_leaves_nothing_that_points_to_it() {
    let before = larkfield();
    for name in ["Web product team", "Platform", "Operations", "CloudHost", "Security"] {
        let id = team(&before, name);
        let change = Command::RemoveTeam { team: id }.change(&before).unwrap();
        assert_eq!(check(&change.workspace), [], "{name}");
    }
    let change = Command::RemoveTeam { team: team(&before, "Web product team") }.change(&before).unwrap();
    let said = change.also.join(" ");
    for part in ["1 person of it belongs to no team now", "No team works with", "roles are no longer held by"] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn rows_of_the_raci_table_go_with_their_steps() {
    let before = larkfield();
    let stream = before.streams[0].clone();
    let step = stream.steps[2].id;
    let cell = DutyCell { subject: Subject::Step(step), role: Role::Developer, letter: Some(Letter::Responsible) };
    let with = edited(&before, MapEdit::SetDuties { cells: vec![cell] });
    for gone in [Command::RemoveStep { stream: stream.id, step }, Command::RemoveStream { stream: stream.id }] {
        let change = gone.change(&with).unwrap();
        assert!(change.workspace.practices.row(Subject::Step(step)).is_none());
        assert!(change.also.iter().any(|said| said.contains("1 cell of the RACI table")), "{:?}", change.also);
    }
}

#[test]
fn a_contract_that_goes_is_fulfilled_by_nobody() {
    let before = larkfield();
    let mut service = before.services[0].clone();
    service.contracts.clear();
    let change = Command::UpdateService { service }.change(&before).unwrap();
    let host = change.workspace.team(team(&before, "CloudHost")).unwrap();
    assert!(host.contracts.is_empty() && !change.also.is_empty());
}

#[test]
fn what_the_model_forbids_is_refused_with_a_sentence() {
    let before = larkfield();
    let nobody = NewIds::of(&before).person();
    let maturity = |target, level, text: &str| MapEdit::SetMaturity {
        maturity: Maturity {
            target,
            criteria: vec![Criterion {
                level,
                text: text.to_owned(),
                state: CriterionState::Open,
                evidence: Vec::new(),
            }],
            ..Maturity::new(Practice::ServiceDesign)
        },
    };
    let hold = |holder| MapEdit::SetRole { used: RoleUse { today: vec![holder], ..RoleUse::new(Role::Architect) } };
    let twice = Person { id: before.practices.people[0].id, name: "Twin".to_owned(), team: None };
    for (edit, words) in [
        (maturity(Some(6), 2, "True"), "A target of maturity is not 1 to 5."),
        (maturity(None, 1, "True"), "belongs to no level of 2 to 5"),
        (maturity(None, 2, "  "), "says nothing"),
        (hold(Holder::Person(nobody)), "held by somebody who does not exist"),
        (hold(Holder::Team(TeamId::new(9_999))), "held by somebody who does not exist"),
        (MapEdit::AddPerson { person: twice }, "is used twice"),
    ] {
        let refused = Command::EditMap { edit }.apply(&before).unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
    }
}

#[test]
fn a_snapshot_keeps_what_was_and_is_limited() {
    let mut now = larkfield();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let first = snapshot(&now, NewIds::of(&now).snapshot(), "Before".to_owned(), day);
    assert_eq!(first.steps.len(), now.streams.iter().map(|stream| stream.steps.len()).sum::<usize>());
    now = Command::AddSnapshot { snapshot: first.clone() }.apply(&now).unwrap();
    now = edited(&now, MapEdit::SetRaciRoles { roles: Vec::new() });
    assert_eq!(now.snapshots[0], first, "what was stays");
    now = Command::RenameSnapshot { snapshot: first.id, name: "Then".to_owned() }.apply(&now).unwrap();
    assert_eq!(now.snapshots[0].name, "Then");
    while now.snapshots.len() < 12 {
        let more = snapshot(&now, NewIds::of(&now).snapshot(), "More".to_owned(), day);
        now = Command::AddSnapshot { snapshot: more }.apply(&now).unwrap();
    }
    let more = snapshot(&now, NewIds::of(&now).snapshot(), "One too many".to_owned(), day);
    assert!(Command::AddSnapshot { snapshot: more }.apply(&now).is_err());
    now = Command::RemoveSnapshot { snapshot: first.id }.apply(&now).unwrap();
    assert_eq!(now.snapshots.len(), 11);
}

#[test]
fn votes_are_one_step_and_what_is_sealed_is_another() {
    let practice = Practice::ReleaseManagement;
    let votes = |counts: [u16; 5]| Command::EditMap {
        edit: MapEdit::SetMaturity { maturity: Maturity { votes: Votes(counts), ..Maturity::new(practice) } },
    };
    let mut history = History::new(larkfield());
    for counts in [[1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [1, 2, 0, 0, 0]] {
        history.apply(&votes(counts)).unwrap();
    }
    // Taking them all back is a step of its own: its undo brings all three back, and not what was done before.
    history.seal();
    history.apply(&votes([0; 5])).unwrap();
    assert!(history.now().practices.maturity_of(practice).is_none());
    history.undo();
    assert_eq!(history.now().practices.maturity_of(practice).unwrap().votes, Votes([1, 2, 0, 0, 0]));
    history.undo();
    assert_eq!(history.now(), &larkfield());
}

#[test]
fn typing_in_two_fields_of_one_element_is_two_steps() {
    let row = IntegrationRow::LevelSlo;
    let set = |cells: Vec<Option<String>>, note: &str| Command::EditMap {
        edit: MapEdit::SetRow { row: RowEdit { row, cells, note: note.to_owned() } },
    };
    let mut history = History::new(larkfield());
    history.apply(&set(vec![Some("a".to_owned())], "")).unwrap();
    history.apply(&set(vec![Some("ab".to_owned())], "")).unwrap();
    history.apply(&set(vec![Some("ab".to_owned())], "n")).unwrap();
    history.undo();
    assert_eq!(history.now().practices.rows[0].note, "");
    history.undo();
    assert!(history.now().practices.rows.is_empty(), "both letters were typed in one cell");

    let bounds = |most_failures, days: f64| Command::SetBounds {
        bounds: Bounds { most_failures, longest_wait: Some(Elapsed::clamped_days(days)), ..larkfield().bounds },
    };
    history.apply(&bounds(Some(1.0), 3.0)).unwrap();
    history.apply(&bounds(Some(1.0), 5.0)).unwrap();
    history.undo();
    assert_eq!(history.now().bounds.most_failures, Some(1.0));
}

#[test]
fn a_long_table_is_filled_in_one_go() {
    let before = larkfield();
    let stream = before.streams[0].clone();
    let mut workspace = before.clone();
    let mut ids = NewIds::of(&workspace);
    let steps: Vec<Step> = (0..5_000).map(|at| Step::new(ids.step(), format!("Step {at}"))).collect();
    let cells: Vec<DutyCell> = steps
        .iter()
        .flat_map(|step| {
            [Letter::Responsible, Letter::Accountable].map(|letter| DutyCell {
                subject: Subject::Step(step.id),
                role: if letter.does() { Role::Developer } else { Role::ProductOwner },
                letter: Some(letter),
            })
        })
        .collect();
    workspace = Command::AddSteps { stream: stream.id, at: 0, steps }.apply(&workspace).unwrap();
    let begin = std::time::Instant::now();
    let filled = edited(&workspace, MapEdit::SetDuties { cells });
    println!("10 000 cells of 5 000 rows in {:?}", begin.elapsed());
    assert_eq!(filled.practices.raci.len(), before.practices.raci.len() + 5_000);
    // Each cell is found by its row, not by a search: seconds, were it otherwise.
    assert!(begin.elapsed().as_secs() < 5, "{:?}", begin.elapsed());
}

/// Something that a file may have done to a snapshot.
type Harm = fn(&mut Snapshot);

#[test]
fn a_snapshot_keeps_the_rules_of_the_map() {
    let now = larkfield();
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let sound = snapshot(&now, NewIds::of(&now).snapshot(), "Before".to_owned(), day);
    let harms: [(Harm, &str); 5] = [
        (
            |snapshot| {
                let level = LevelEdit { practice: Practice::ServiceDesk, activity: Activity::Plan, level: 200 };
                Arc::make_mut(&mut snapshot.practices).levels.push(level);
            },
            "A level of the heat map is 200.",
        ),
        (
            |snapshot| {
                let practices = Arc::make_mut(&mut snapshot.practices);
                let doubled = practices.raci.first().cloned();
                practices.raci.extend(doubled);
            },
            "is there twice",
        ),
        (
            |snapshot| Arc::make_mut(&mut snapshot.practices).maturity[0].criteria[0].level = 9,
            "belongs to no level of 2 to 5",
        ),
        (|snapshot| Arc::make_mut(&mut snapshot.steps)[0].name.clear(), "A step has no name."),
        (
            |snapshot| {
                let practices = Arc::make_mut(&mut snapshot.practices);
                practices.levels =
                    vec![LevelEdit { practice: Practice::ServiceDesk, activity: Activity::Plan, level: 1 }; 300];
            },
            "more rows than there can be",
        ),
    ];
    for (harm, words) in harms {
        let mut harmed = sound.clone();
        harm(&mut harmed);
        let refused = Command::AddSnapshot { snapshot: harmed }.apply(&now).unwrap_err().to_string();
        assert!(refused.contains(words), "{refused}");
    }
    assert!(Command::AddSnapshot { snapshot: sound }.apply(&now).is_ok());
}
