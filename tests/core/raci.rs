//! The rules of a RACI table, on the worked rows and on a small table.

use trivium_core::{
    engine::governance::{MANY_DOING, Overload, RaciLoad, RowFault, RowVerdict, judge_row, raci},
    model::{Duty, Holder, Letter, PersonId, Practice, Practices, RaciRow, Role, RoleUse, Subject, TeamId},
};

/// A row as it is written: `"A/R C"`, a role for each letter.
fn duties(letters: &str) -> Vec<Duty> {
    let letter = |sign: &str| Letter::ALL.into_iter().find(|letter| letter.sign() == sign).unwrap();
    letters.split_whitespace().zip(Role::ALL).map(|(sign, role)| Duty { role, letter: letter(sign) }).collect()
}

fn faults(letters: &str) -> Vec<RowFault> {
    let judged = match judge_row(&duties(letters)) {
        RowVerdict::Filled(faults) => Some(faults),
        RowVerdict::NotFilled => None,
    };
    // A row with letters is a filled one.
    judged.unwrap()
}

#[test]
fn the_five_worked_rows_are_judged_as_the_rules_say() {
    assert_eq!(faults("A/R C"), []);
    assert_eq!(faults("R R C"), [RowFault::NobodyAnswers]);
    assert_eq!(faults("A A R I"), [RowFault::SeveralAnswer(2)]);
    assert_eq!(faults("A I I"), [RowFault::NobodyDoes]);
    assert_eq!(faults("R R R R A"), [RowFault::ManyDo(4)]);
    assert!(!RowFault::ManyDo(4).is_error(), "many hands are a warning");
    assert_eq!(faults("R R R A"), [], "three hands are not");
    assert_eq!(MANY_DOING, 3);
}

#[test]
fn a_row_may_be_wrong_in_two_ways_and_an_empty_one_is_not_wrong() {
    assert_eq!(faults("C I"), [RowFault::NobodyAnswers, RowFault::NobodyDoes]);
    assert_eq!(faults("A/R A/R"), [RowFault::SeveralAnswer(2)]);
    assert_eq!(judge_row(&[]), RowVerdict::NotFilled);
}

/// Six rows; the product owner answers for three of them, the team leader for two.
fn table() -> Practices {
    let (owner, leader, developer) = (Role::ProductOwner, Role::TeamLeader, Role::Developer);
    let row = |practice: Practice, answers: Role, letter: Letter, does: Option<Role>| {
        let mut duties = vec![Duty { role: answers, letter }];
        duties.extend(does.map(|role| Duty { role, letter: Letter::Responsible }));
        RaciRow { subject: Subject::Practice(practice), duties }
    };
    let raci = vec![
        row(Practice::ChangeEnablement, owner, Letter::Accountable, Some(developer)),
        row(Practice::ReleaseManagement, owner, Letter::AccountableAndResponsible, None),
        row(Practice::ServiceDesk, owner, Letter::Accountable, None),
        row(Practice::ProblemManagement, leader, Letter::Accountable, Some(developer)),
        row(Practice::IncidentManagement, leader, Letter::Accountable, Some(developer)),
        row(Practice::RiskManagement, developer, Letter::Consulted, None),
    ];
    let (ann, build) = (Holder::Person(PersonId::new(1)), Holder::Team(TeamId::new(2)));
    let roles = vec![
        RoleUse { today: vec![ann], ..RoleUse::new(owner) },
        RoleUse { today: vec![ann, build], ..RoleUse::new(developer) },
    ];
    Practices { raci, roles, raci_roles: vec![owner, leader, developer], ..Practices::default() }
}

#[test]
fn a_table_is_judged_row_by_row_and_column_by_column() {
    let report = raci(&table());
    assert_eq!((report.filled, report.wrong()), (6, 2));
    let subjects: Vec<Subject> = report.faulty.iter().map(|row| row.subject).collect();
    assert_eq!(
        subjects,
        [Subject::Practice(Practice::ServiceDesk), Subject::Practice(Practice::RiskManagement)],
        "the one that nobody does, and the one for which nobody answers"
    );
    // Three of six is more than a third; two of six is exactly a third.
    assert_eq!(report.overloaded, [Overload { role: Role::ProductOwner, rows: 3 }]);
}

#[test]
fn one_row_that_somebody_answers_for_is_no_overload() {
    let mut practices = table();
    practices.raci.truncate(1);
    assert_eq!(raci(&practices).overloaded, []);
}

#[test]
fn loads_are_counted_for_roles_and_for_those_who_hold_them() {
    let report = raci(&table());
    let owner = report.roles[0];
    assert_eq!(owner.role, Role::ProductOwner);
    assert_eq!(owner.load, RaciLoad { responsible: 1, accountable: 3, rows: 3, ..RaciLoad::default() });
    let leader = report.roles[1];
    assert_eq!((leader.load.accountable, leader.holders), (2, 0), "nobody holds this role");
    let of = |holder: Holder| report.holders.iter().find(|of| of.holder == holder).copied().unwrap();
    // Ann is product owner and developer: the row of change enablement counts once for each letter.
    let ann = of(Holder::Person(PersonId::new(1)));
    assert_eq!(ann.load, RaciLoad { responsible: 4, accountable: 3, consulted: 1, informed: 0, rows: 6 });
    assert_eq!(ann.roles, 2);
    // A role that a team holds is the team's.
    let build = of(Holder::Team(TeamId::new(2)));
    assert_eq!(build.load, RaciLoad { responsible: 3, accountable: 0, consulted: 1, informed: 0, rows: 4 });
    assert_eq!(report.holders.len(), 2);
}
