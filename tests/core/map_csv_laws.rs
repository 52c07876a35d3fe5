//! Whatever people have said: a file that is read where it was written changes nothing, and where nothing is it brings
//! all of it back. And whatever bytes come in, nothing but a report goes out.

use std::sync::Arc;

use proptest::prelude::*;
use trivium_core::{
    edit::{Command, DutyCell, MapEdit},
    exchange::map_csv::{self, MapTable},
    model::{check::check, *},
};

use crate::map_csv::{csv, emptied, full, read, sentences, without_ids};

/// Numbers from which one change to the map is made.
type Roll = (u8, usize, usize, u8, String);

fn roll(text: impl Strategy<Value = String>) -> impl Strategy<Value = Roll> {
    (0_u8..13, any::<usize>(), any::<usize>(), any::<u8>(), text)
}

fn of<T: Copy>(all: &[T], at: usize) -> T {
    all[at % all.len()]
}

fn edit((kind, a, b, number, text): &Roll, workspace: &Workspace) -> Command {
    let (practice, role) = (of(&Practice::ALL, *a), of(&Role::ALL, *b));
    let practices = &workspace.practices;
    let steps: Vec<StepId> = workspace.streams[0].steps.iter().map(|step| step.id).collect();
    let team = of(&workspace.teams.iter().map(|team| team.id).collect::<Vec<_>>(), *b);
    let votes = Votes([u16::from(*number), 0, 7, u16::MAX, u16::from(number % 2)]);
    let edit = match kind {
        0 => {
            let activity = of(&trivium_core::catalog::activities::ACTIVITIES, *b);
            MapEdit::SetLevel { practice, activity, level: Some(number % 4) }
        }
        1 => {
            let activity = of(&trivium_core::catalog::activities::LIFECYCLE, *b);
            let part = of(&[Part::None, Part::Supporting, Part::Enabling], usize::from(*number));
            MapEdit::SetPart { practice, activity, part: Some(part) }
        }
        2 => MapEdit::SetTechnique { practice, technique: of(&Technique::ALL, *b), linked: Some(number % 2 == 0) },
        3 => MapEdit::SetRoleLink { practice, role, linked: Some(number % 2 == 0) },
        4 => {
            let row = of(&IntegrationRow::ALL, *a);
            let cells = (0..number % 5).map(|cell| (cell % 2 == 0).then(|| text.clone())).collect();
            MapEdit::SetRow { row: RowEdit { row, cells, note: text.clone() } }
        }
        5 => MapEdit::AddPerson {
            person: Person {
                id: PersonId::new(workspace.next_id),
                name: text.clone(),
                team: (number % 2 == 0).then_some(team),
            },
        },
        6 => {
            let mut holders: Vec<Holder> = practices.people.iter().map(|person| Holder::Person(person.id)).collect();
            holders.truncate(usize::from(number % 4));
            let planned = (number % 3 == 0).then(|| vec![Holder::Team(team)]);
            MapEdit::SetRole { used: RoleUse { role, today: holders, planned, becomes: vec![of(&Role::ALL, *a)] } }
        }
        7 => {
            let subject = if number % 2 == 0 { Subject::Practice(practice) } else { Subject::Step(of(&steps, *a)) };
            let letter = Some(of(&Letter::ALL, usize::from(*number)));
            MapEdit::SetDuties { cells: vec![DutyCell { subject, role, letter }] }
        }
        8 => {
            let criterion = Criterion {
                level: 2 + number % 4,
                text: text.clone(),
                state: of(&[CriterionState::Open, CriterionState::Met, CriterionState::NotMet], *b),
                evidence: vec![text.clone(); usize::from(number % 3)],
            };
            let target = Some(1 + number % 5);
            MapEdit::SetMaturity { maturity: Maturity { practice, target, criteria: vec![criterion], votes } }
        }
        9 => {
            let capability = Capability::TestAutomation;
            let most = trivium_core::catalog::capabilities::statements(capability).len();
            MapEdit::SetAnswers { capability, statement: u8::try_from(*a % most).unwrap(), votes }
        }
        10 => return Command::AddTeam { team: Team::new(TeamId::new(workspace.next_id), text.clone()) },
        _ => {
            let mut changed = of(&workspace.teams.iter().collect::<Vec<_>>(), *a).clone();
            let share = Share::clamped(f64::from(*number) / 255.0);
            changed.capabilities.push(TeamCapability {
                ability: Ability::Own(text.clone()),
                arrangement: Arrangement::Own(text.clone()),
            });
            changed.interactions.push(Interaction { with: team, mode: of(&InteractionMode::ALL, *b) });
            changed.provides.push(PlatformService {
                name: text.clone(),
                kind: of(&Provision::ALL, *b),
                practices: vec![practice],
                consumers: vec![team],
                self_service: (number % 2 == 0).then_some(share),
            });
            return Command::UpdateTeam { team: changed };
        }
    };
    Command::EditMap { edit }
}

/// A workspace after such changes; those that are refused change nothing.
fn after(rolls: &[Roll]) -> Workspace {
    rolls.iter().fold(full(), |workspace, roll| edit(roll, &workspace).apply(&workspace).unwrap_or(workspace))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn reading_what_was_written_changes_nothing(
        rolls in prop::collection::vec(roll(prop_oneof![3 => "[a-cA-C;'=@ ,\"\n\t-]{1,6}[a-c]", 1 => "\\PC{1,9}[a-z]"]), 0..30),
    ) {
        let workspace = after(&rolls);
        for table in MapTable::ALL {
            let text = csv(&workspace, table);
            let import = read(&text, &workspace, table);
            // Two capabilities that differ in nothing a file holds would be one column.
            let Ok(import) = import else { panic!("{import:?}\n{text}") };
            prop_assert_eq!(sentences(&import), Vec::<String>::new(), "{}", text);
            prop_assert_eq!((import.changes.len(), import.kept, import.command), (0, 0, None), "{}", text);
        }
    }

    #[test]
    fn a_file_brings_everything_back(rolls in prop::collection::vec(roll("[A-Z][a-z]{3,9} [0-9]{3}"), 0..30)) {
        let workspace = after(&rolls);
        for table in MapTable::ALL {
            let text = csv(&workspace, table);
            let empty = emptied(&workspace, table);
            prop_assert_eq!(check(&empty), Vec::new());
            let import = read(&text, &empty, table).unwrap();
            prop_assert_eq!(sentences(&import), Vec::<String>::new(), "{}", text);
            let back = import.command.map_or_else(|| empty.clone(), |command| command.apply(&empty).unwrap());
            prop_assert_eq!(without_ids(&back, table), without_ids(&workspace, table), "{}", text);
            // And that once more changes nothing.
            let again = read(&csv(&back, table), &back, table).unwrap();
            prop_assert_eq!((again.command, again.changes.len()), (None, 0));
        }
    }

    #[test]
    fn any_bytes_give_a_report_or_a_refusal(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        cells in prop::collection::vec("[^\"]{0,12}", 0..60),
        heads in prop::collection::vec(0_usize..20, 1..8),
    ) {
        let workspace = full();
        for table in MapTable::ALL {
            let all = map_csv::table(&workspace, table).head;
            let heads: Vec<String> = heads.iter().map(|at| format!("\"{}\"", all[at % all.len()].replace('"', "\"\""))).collect();
            let mut text = heads.join(",");
            for row in cells.chunks(heads.len()) {
                text.push('\n');
                text.push_str(&row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(","));
            }
            for file in [bytes.as_slice(), text.as_bytes()] {
                let _ = map_csv::recognise(file, &workspace);
                if let Ok(import) = map_csv::read(file, &workspace, table, "x.csv") {
                    // What is offered can be done, and is told.
                    prop_assert_eq!(import.command.is_some(), !import.changes.is_empty(), "{}", text);
                    if let Some(command) = import.command {
                        prop_assert_eq!(check(&command.apply(&workspace).unwrap()), Vec::new());
                    }
                }
            }
        }
    }
}

/// The names of a workspace are shared between its tables: none is lost on the way through all of them.
#[test]
fn all_tables_one_after_the_other_rebuild_the_map() {
    let workspace = full();
    let texts = MapTable::ALL.map(|table| (table, csv(&workspace, table)));
    let mut blank = workspace.clone();
    blank.practices = Arc::default();
    for (table, text) in &texts {
        let import = read(text, &blank, *table).unwrap();
        assert_eq!(sentences(&import), Vec::<String>::new(), "{table:?}");
        if let Some(command) = import.command {
            blank = command.apply(&blank).unwrap();
        }
    }
    for (table, _) in texts {
        assert_eq!(without_ids(&blank, table), without_ids(&workspace, table), "{table:?}");
    }
}
