//! The tables of practices, roles and teams as CSV files: out and in again gives the same; hostile files change nothing.

use std::sync::Arc;

use trivium_core::{
    chart::{Cell, Table},
    engine::flow,
    exchange::{
        csv_out::{self, Separator},
        map_csv::{self, MapCsvError, MapImport, MapTable},
        sheet_csv,
    },
    model::{check::check, *},
};

use crate::fixture;

/// A workspace that says something in every table.
pub(crate) fn full() -> Workspace {
    let mut workspace = fixture::workspace();
    let (build, ops) = (workspace.teams[0].id, workspace.teams[1].id);
    let step = workspace.streams[0].steps[2].id;
    let contract = workspace.services[0].contracts[0].id;
    let person = |number, name: &str, team| Person { id: PersonId::new(number), name: name.to_owned(), team };
    let (ana, ben) = (PersonId::new(901), PersonId::new(902));
    let duty = |role, letter| Duty { role, letter };
    let practice = Practice::ChangeEnablement;
    let criterion = |level, text: &str, state, evidence: &[&str]| Criterion {
        level,
        text: text.to_owned(),
        state,
        evidence: evidence.iter().map(|one| (*one).to_owned()).collect(),
    };
    let level = |activity, level| LevelEdit { practice, activity, level };
    workspace.practices = Arc::new(Practices {
        // The second one is what the catalogue says: the team confirms it.
        levels: vec![level(Activity::Plan, 3), level(Activity::Improve, 2)],
        parts: vec![PartEdit { practice, activity: LifecycleActivity::Build, part: Part::Supporting }],
        techniques: vec![
            TechniqueLink { practice, technique: Technique::StreamliningChangeApproval, linked: false },
            TechniqueLink { practice, technique: Technique::WipLimits, linked: true },
            TechniqueLink { practice, technique: Technique::WheelOfMisfortune, linked: true },
        ],
        role_links: vec![
            RoleLink { practice, role: Role::ChangeManager, linked: false },
            RoleLink { practice, role: Role::Developer, linked: true },
        ],
        rows: vec![
            RowEdit {
                row: IntegrationRow::ChangeNormal,
                cells: vec![None, Some("=a board decides".to_owned()), None],
                note: "on Thursdays".to_owned(),
            },
            // The first cell says what is built in: the team confirms it.
            RowEdit {
                row: IntegrationRow::GateTests,
                cells: vec![Some("Automated tests".to_owned()), Some("no surprises".to_owned())],
                note: String::new(),
            },
        ],
        people: vec![person(901, "Ana Ruiz", Some(build)), person(902, "Ben Osei", None)],
        roles: vec![
            RoleUse {
                role: Role::ChangeManager,
                today: vec![Holder::Person(ana), Holder::Team(ops)],
                planned: Some(Vec::new()),
                becomes: vec![Role::PeerReviewer, Role::ReleaseEngineer],
            },
            RoleUse { planned: Some(vec![Holder::Person(ben)]), ..RoleUse::new(Role::Developer) },
        ],
        raci_roles: vec![Role::Developer, Role::ChangeManager, Role::ServiceOwner],
        raci: vec![
            RaciRow {
                subject: Subject::Step(step),
                duties: vec![duty(Role::Developer, Letter::Responsible), duty(Role::ServiceOwner, Letter::Informed)],
            },
            RaciRow {
                subject: Subject::Practice(practice),
                duties: vec![
                    duty(Role::Developer, Letter::AccountableAndResponsible),
                    duty(Role::ChangeManager, Letter::Consulted),
                    duty(Role::ServiceOwner, Letter::Accountable),
                ],
            },
        ],
        maturity: vec![Maturity {
            practice,
            target: Some(4),
            criteria: vec![
                criterion(2, "Changes are written down", CriterionState::Met, &["the log", "minutes; 3 March"]),
                criterion(3, "=Risk is judged by data", CriterionState::NotMet, &[]),
                criterion(4, "Standard changes deploy themselves", CriterionState::NotApplicable, &["@ops"]),
                criterion(5, "Open to all", CriterionState::Open, &[]),
            ],
            votes: Votes([0, 2, 5, 1, 0]),
        }],
        capabilities: vec![CapabilityAnswers {
            capability: Capability::TestAutomation,
            statement: 1,
            votes: Votes([1, 0, 4, 0, 2]),
        }],
    });
    workspace.next_id = 1000;
    let teams = Arc::make_mut(&mut workspace.teams);
    let ability = |ability, arrangement| TeamCapability { ability, arrangement };
    teams[0].shape = Some(TeamShape::StreamAligned);
    teams[0].ahead_minutes = -90;
    teams[0].planned_share = Share::clamped(0.708_176_059_613_937_5);
    teams[0].capabilities = vec![
        ability(Ability::Development, Arrangement::Integrated),
        ability(Ability::Testing, Arrangement::Own("a guild".to_owned())),
        ability(Ability::Own("Data, \"big\"".to_owned()), Arrangement::Own("Integrated".to_owned())),
        ability(Ability::Own("Development".to_owned()), Arrangement::Own("own: words".to_owned())),
    ];
    teams[0].interactions = vec![Interaction { with: ops, mode: InteractionMode::Collaboration }];
    teams[1].party = Party::Supplier;
    teams[1].shape = Some(TeamShape::Platform);
    teams[1].interactions = vec![Interaction { with: build, mode: InteractionMode::XAsAService }];
    teams[1].contracts = vec![contract];
    teams[1].provides = vec![
        PlatformService {
            name: "Pipeline".to_owned(),
            kind: Provision::Pipeline,
            practices: vec![Practice::DeploymentManagement, practice],
            consumers: vec![build],
            self_service: Some(Share::clamped(0.85)),
        },
        PlatformService {
            name: "Vault".to_owned(),
            kind: Provision::Secrets,
            practices: Vec::new(),
            consumers: Vec::new(),
            self_service: None,
        },
    ];
    assert_eq!(check(&workspace), Vec::new());
    workspace
}

pub(crate) fn csv(workspace: &Workspace, table: MapTable) -> String {
    let foot = "Shop. Trivium, Version 0.1.0";
    csv_out::write(&map_csv::table(workspace, table).footed(foot), Separator::Comma)
}

pub(crate) fn read(text: &str, workspace: &Workspace, table: MapTable) -> Result<MapImport, MapCsvError> {
    map_csv::read(text.as_bytes(), workspace, table, "table.csv")
}

pub(crate) fn sentences(import: &MapImport) -> Vec<String> {
    import.problems.iter().map(ToString::to_string).collect()
}

pub(crate) fn applied(import: &MapImport, workspace: &Workspace) -> Workspace {
    import.command.as_ref().unwrap().apply(workspace).unwrap()
}

/// Reads a file that must be understood whole, and applies it.
pub(crate) fn imported(text: &str, workspace: &Workspace, table: MapTable) -> (Vec<String>, Workspace) {
    let import = read(text, workspace, table).unwrap();
    assert_eq!(sentences(&import), Vec::<String>::new(), "{text}");
    (import.changes.clone(), applied(&import, workspace))
}

/// The workspace with nothing in a table.
pub(crate) fn emptied(workspace: &Workspace, table: MapTable) -> Workspace {
    let mut empty = workspace.clone();
    let practices = Arc::make_mut(&mut empty.practices);
    let teams = Arc::make_mut(&mut empty.teams);
    match table {
        MapTable::Levels => practices.levels.clear(),
        MapTable::Parts => practices.parts.clear(),
        MapTable::Matrix => {
            practices.techniques.clear();
            practices.role_links.clear();
        }
        MapTable::Raci => {
            practices.raci.clear();
            practices.raci_roles.clear();
        }
        MapTable::Roles => practices.roles.clear(),
        MapTable::People => {
            practices.people.clear();
            practices.roles.clear();
        }
        MapTable::Teams => {
            teams.clear();
            practices.roles.clear();
            practices.people.clear();
            for step in Arc::make_mut(&mut empty.streams).iter_mut().flat_map(|stream| &mut stream.steps) {
                step.team = None;
            }
        }
        MapTable::Interactions => teams.iter_mut().for_each(|team| team.interactions.clear()),
        MapTable::Platform => teams.iter_mut().for_each(|team| team.provides.clear()),
        MapTable::Contracts => {
            for team in teams.iter_mut() {
                team.contracts.clear();
            }
            for service in Arc::make_mut(&mut empty.services).iter_mut() {
                service.contracts.clear();
            }
        }
        MapTable::Integration => practices.rows.clear(),
        MapTable::Maturity => practices.maturity.clear(),
        MapTable::Capabilities => practices.capabilities.clear(),
    }
    empty
}

/// A table without the ids in it, which are new where elements are.
pub(crate) fn without_ids(workspace: &Workspace, table: MapTable) -> Table {
    let mut table = map_csv::table(workspace, table);
    if let Some(at) = table.head.iter().position(|head| head == "Id") {
        table.rows.iter_mut().for_each(|row| row[at] = Cell::Missing);
    }
    table
}

/// In one order, whatever the order in which things were said.
fn sorted(practices: &Practices) -> Practices {
    let mut sorted = practices.clone();
    sorted.levels.sort_by_key(|edit| (edit.practice, edit.activity));
    sorted.techniques.sort_by_key(|link| (link.practice, link.technique));
    sorted.role_links.sort_by_key(|link| (link.practice, link.role));
    sorted.roles.sort_by_key(|used| used.role);
    sorted.raci.sort_by_key(|row| row.subject);
    sorted.maturity.sort_by_key(|said| said.practice);
    sorted.rows.sort_by_key(|edit| edit.row);
    for edit in &mut sorted.rows {
        while edit.cells.last() == Some(&None) {
            edit.cells.pop();
        }
    }
    sorted
}

#[test]
fn a_file_that_is_read_where_it_was_written_changes_nothing() {
    let workspace = full();
    for table in MapTable::ALL {
        let text = csv(&workspace, table);
        let import = read(&text, &workspace, table).unwrap();
        assert_eq!(sentences(&import), Vec::<String>::new(), "{text}");
        assert_eq!((import.changes.as_slice(), &import.command, import.kept), ([].as_slice(), &None, 0), "{text}");
        assert_eq!(import.same, map_csv::table(&workspace, table).rows.len(), "{table:?}");
        assert_eq!(import.unread, Vec::<String>::new());
        let other = csv_out::write(&map_csv::table(&workspace, table), Separator::Semicolon);
        assert_eq!(read(&other, &workspace, table).unwrap().command, None, "{other}");
    }
}

#[test]
fn what_a_file_holds_comes_back_where_nothing_is() {
    let workspace = full();
    for table in MapTable::ALL {
        let text = csv(&workspace, table);
        let empty = emptied(&workspace, table);
        assert_eq!(check(&empty), Vec::new(), "{table:?}");
        let (changes, after) = imported(&text, &empty, table);
        assert!(!changes.is_empty(), "{table:?}");
        assert_eq!(without_ids(&after, table), without_ids(&workspace, table), "{text}");
        assert_eq!(check(&after), Vec::new());
        match table {
            MapTable::Teams => {
                let carried = |team: &Team| Team {
                    id: TeamId::new(1),
                    interactions: Vec::new(),
                    provides: Vec::new(),
                    contracts: Vec::new(),
                    ..team.clone()
                };
                let all = |workspace: &Workspace| workspace.teams.iter().map(carried).collect::<Vec<_>>();
                assert_eq!(all(&after), all(&workspace));
            }
            MapTable::People => {
                let all = |workspace: &Workspace| -> Vec<_> {
                    workspace.practices.people.iter().map(|person| (person.name.clone(), person.team)).collect()
                };
                assert_eq!(all(&after), all(&workspace));
            }
            MapTable::Contracts => {
                let all = |workspace: &Workspace| -> Vec<_> {
                    let contracts = &workspace.services[0].contracts;
                    contracts.iter().map(|one| (one.supplier.clone(), one.kind, one.target)).collect()
                };
                assert_eq!(all(&after), all(&workspace));
                assert_eq!(after.teams[1].contracts, [after.services[0].contracts[0].id]);
            }
            MapTable::Interactions | MapTable::Platform => assert_eq!(after.teams, workspace.teams),
            _ => assert_eq!(sorted(&after.practices), sorted(&workspace.practices), "{text}"),
        }
    }
}

#[test]
fn a_file_is_recognised_by_its_heads() {
    let workspace = full();
    for table in MapTable::ALL {
        let text = csv(&workspace, table);
        assert_eq!(map_csv::recognise(text.as_bytes(), &workspace), Some(table), "{text}");
        // Also where nothing is yet: columns of roles and of own capabilities are known by their heads.
        let blank = Workspace::empty("b", "Blank");
        assert_eq!(map_csv::recognise(text.as_bytes(), &blank), Some(table), "{text}");
    }
    // The sheet of a value stream has columns of teams and of people, and is none of these.
    let stream = &workspace.streams[0];
    let sheet = sheet_csv::table(&workspace, stream, &flow::sheet(&workspace, stream));
    let sheet = csv_out::write(&sheet, Separator::Comma);
    for text in [sheet.as_str(), "", "Practice\r\nService desk", "\u{feff}", "Practice,Colour\nA,b"] {
        assert_eq!(map_csv::recognise(text.as_bytes(), &workspace), None, "{text}");
    }
}

#[test]
fn an_import_says_what_changes_and_is_one_step() {
    let workspace = full();
    let text = "practice,PLAN,Improve\nchange enablement,0,\nService desk,1,2\n";
    let (changes, after) = imported(text, &workspace, MapTable::Levels);
    assert_eq!(
        changes,
        [
            "Change enablement: Plan 3 → 0; Set by the team Plan; Improve → Plan.",
            "Service desk: Plan 0 → 1; Set by the team nothing → Plan.",
        ]
    );
    // The empty cell puts Improve back; what the catalogue says of the desk needs no edit.
    let edit = |practice, level| LevelEdit { practice, activity: Activity::Plan, level };
    assert_eq!(after.practices.levels, [edit(Practice::ChangeEnablement, 0), edit(Practice::ServiceDesk, 1)]);
    let import = read(text, &workspace, MapTable::Levels).unwrap();
    assert_eq!((import.same, import.kept), (0, 32));
    assert_eq!(import.command.unwrap().label(&workspace), "Import table.csv into Heat map, ITIL 4");
}

#[test]
fn an_empty_cell_puts_back_or_empties() {
    let workspace = full();
    let (_, after) = imported("Practice,Build\nChange enablement,", &workspace, MapTable::Parts);
    assert_eq!(after.practices.parts, []);
    let (_, after) = imported("Practice,Roles\nChange enablement,", &workspace, MapTable::Matrix);
    let none = trivium_core::catalog::practices::roles_of(&after.practices, Practice::ChangeEnablement);
    assert_eq!(none, []);
    let (changes, after) = imported("Role,Held later by\nChange manager,\n", &workspace, MapTable::Roles);
    assert_eq!(changes, ["Change manager: Held later by nobody → nothing."]);
    assert_eq!(after.practices.role(Role::ChangeManager).unwrap().planned, None);
    let text = "Practice,Target level,Votes 1,Votes 2,Votes 3,Votes 4,Votes 5\nChange enablement,,,,,,\n";
    let (_, after) = imported(text, &workspace, MapTable::Maturity);
    let said = after.practices.maturity_of(Practice::ChangeEnablement).unwrap();
    assert_eq!((said.target, said.votes, said.criteria.len()), (None, Votes::default(), 4));
    let text = "Team,With team,Interaction\nBuild,operations,\n";
    let (changes, after) = imported(text, &workspace, MapTable::Interactions);
    assert_eq!(changes, ["Ends: Build with Operations."]);
    assert_eq!((after.teams[0].interactions.len(), after.teams[1].interactions.len()), (0, 1));
    let (changes, after) =
        imported("Row,Cell 2,How it is done here\nchange normal,,\n", &workspace, MapTable::Integration);
    assert_eq!(after.practices.rows.len(), 1, "{changes:?}");
    let (_, after) = imported("Practice or step,Developer\nTest,\n", &workspace, MapTable::Raci);
    let test = Subject::Step(workspace.streams[0].steps[2].id);
    assert_eq!(after.practices.row(test).unwrap().duties.len(), 1);
    // People, share and party of a team cannot be empty: such a cell says nothing.
    let import = read("Team,People,Party,Planned share (%)\nBuild,,,\n", &workspace, MapTable::Teams).unwrap();
    assert_eq!((import.command, import.same, import.kept), (None, 1, 1));
}

#[test]
fn who_holds_a_role_and_is_not_known_is_added() {
    let workspace = full();
    let text = "Role,Held today by,Held later by\nProblem manager,Cleo Baker; ben osei; OPERATIONS,Cleo baker\n";
    let (changes, after) = imported(text, &workspace, MapTable::Roles);
    assert_eq!(
        changes,
        [
            "Problem manager: Held today by nothing → Cleo Baker; Ben Osei; Operations; Held later by nothing → Cleo Baker.",
            "New person: Cleo Baker."
        ]
    );
    let cleo = after.practices.people.last().unwrap().id;
    assert_eq!(after.practices.role(Role::ProblemManager).unwrap().planned, Some(vec![Holder::Person(cleo)]));
    assert!(after.next_id > cleo.number());
}

#[test]
fn rows_are_added_and_renamed() {
    let workspace = full();
    let (build, ops) = (workspace.teams[0].id, workspace.teams[1].id);
    let text =
        format!("Id,Team,People,Capability: Design\n{build},Builders,7,integrated\n{ops},Operations,5,\n,Desk,3,\n");
    let (changes, after) = imported(&text, &workspace, MapTable::Teams);
    let first = "Build: Team Build → Builders; People 5 → 7; Capability: Design nothing → integrated.";
    assert_eq!(changes, [first, "New: Desk."]);
    assert_eq!((after.teams.len(), after.teams[0].id, after.teams[0].name.as_str()), (3, build, "Builders"));
    // An id that means another one does not win over a name.
    let (_, after) = imported(&format!("Id,Team,People\n{ops},Build,9\n"), &workspace, MapTable::Teams);
    assert_eq!((after.teams[0].people, after.teams[1].people, after.teams.len()), (9, 5, 2));
    let text = "Name,Team\nDee Ng,build\n";
    let (_, after) = imported(text, &workspace, MapTable::People);
    assert_eq!(after.practices.people.last().unwrap().team, Some(build));
    let text = "Service,Supplier,Kind,Target (%),Fulfilled by team\nweb shop,Bank,OLA,\"99,95\",Build\n";
    let (changes, after) = imported(text, &workspace, MapTable::Contracts);
    assert_eq!(changes, ["New: Bank for Web shop."]);
    let bank = &after.services[0].contracts[1];
    assert_eq!(
        (bank.kind, bank.target.to_string(), &after.teams[0].contracts),
        (ContractKind::Ola, "99.95".to_owned(), &vec![bank.id])
    );
    let text = "Practice,Level,Criterion,State,Evidence\nService desk,2,Calls are counted,yes,\"list\n\nreport\"\n";
    let (_, after) = imported(text, &workspace, MapTable::Maturity);
    let criterion = &after.practices.maturity_of(Practice::ServiceDesk).unwrap().criteria[0];
    assert_eq!(
        (criterion.state, criterion.evidence.as_slice()),
        (CriterionState::Met, ["list".to_owned(), "report".to_owned()].as_slice())
    );
    let text = "Platform service,Team,Kind,Used by\nLogs,Operations,observability,Build\npipeline,Operations,own,\n";
    let (_, after) = imported(text, &workspace, MapTable::Platform);
    let provides = &after.teams[1].provides;
    assert_eq!(
        (provides.len(), provides[0].kind, provides[0].consumers.len(), provides[2].kind),
        (3, Provision::Own, 0, Provision::Observability)
    );
}

#[test]
fn a_column_of_a_role_joins_the_raci_table() {
    let workspace = full();
    let text = "Kind,Practice or step,Value stream,SITE reliability engineer\nstep,test,feature to live,a/r\n,Service desk,,informed\n";
    let (changes, after) = imported(text, &workspace, MapTable::Raci);
    assert_eq!(changes.last().unwrap(), "New column: Site reliability engineer.");
    assert_eq!(after.practices.raci_roles.last(), Some(&Role::SiteReliabilityEngineer));
    let test = Subject::Step(workspace.streams[0].steps[2].id);
    let letter = after.practices.row(test).unwrap().letter(Role::SiteReliabilityEngineer);
    assert_eq!(letter, Some(Letter::AccountableAndResponsible));
    let desk = after.practices.row(Subject::Practice(Practice::ServiceDesk)).unwrap();
    assert_eq!(desk.duties, [Duty { role: Role::SiteReliabilityEngineer, letter: Letter::Informed }]);
}

/// A cell that cannot be read is named, and everything else of the file is taken.
#[test]
fn problems_name_row_column_and_the_nearest_names() {
    let workspace = full();
    let wrong = |text: &str, table| sentences(&read(text, &workspace, table).unwrap());
    let text = "Practice,Plan\nServise desk,1\nService desk,7\nProblem management,1\nproblem management,2\n";
    assert_eq!(
        wrong(text, MapTable::Levels),
        [
            "Row 2, Practice: \"Servise desk\" is no practice. Do you mean \"Service desk\" or \"Service design\"?",
            "Row 3, Plan: \"7\" is no level. Type 0 (none), 1 (low), 2 (medium) or 3 (high).",
            "Row 5: it says the same as row 4, which is taken. Keep one of both.",
        ]
    );
    let after = applied(&read(text, &workspace, MapTable::Levels).unwrap(), &workspace);
    assert_eq!(after.practices.levels.len(), 3);
    for (table, text, expected) in [
        (MapTable::Parts, "Practice,Build\nService desk,X", "Type E (enabling), S (supporting) or none"),
        (
            MapTable::Matrix,
            "Practice,DevOps counterparts\nService desk,ChatOps; Canary releases",
            "\"Canary releases\" belongs in the other column",
        ),
        (
            MapTable::Matrix,
            "Practice,SRE counterparts\nService desk,Canary release",
            "Do you mean \"Canary releases\"?",
        ),
        (MapTable::Raci, "Practice or step,Developer\nTset,R", "is no practice or step. Do you mean \"Test\"?"),
        (MapTable::Raci, "Practice or step,Value stream,Developer\nTest,Nowhere,R", "has no step \"Test\""),
        (MapTable::Raci, "Kind,Practice or step,Developer\nthing,Test,R", "neither practice nor step"),
        (MapTable::Raci, "Practice or step,Developer\nTest,X", "Type R, A, A/R, C or I"),
        (MapTable::Roles, "Role,Held today by\nDeveloper,Ana Ruiz; ana ruiz", "stands here twice"),
        (MapTable::Roles, "Role,Becomes\nDeveloper,Developper", "Do you mean \"Developer\"?"),
        (MapTable::People, "Person,Team\nAna Ruiz,Bild", "\"Bild\" is no team. Do you mean \"Build\"?"),
        (MapTable::Teams, "Team,People\nBuild,4294967296", "Type a whole number from 1 to 1000"),
        (MapTable::Teams, "Team,Planned share (%)\nBuild,0", "Type a share above 0 %"),
        (MapTable::Teams, "Team,Clock ahead (min)\nBuild,900", "Type -840 to 840"),
        (MapTable::Teams, "Team,Team type\nBuild,tribe", "stream-aligned, enabling"),
        (MapTable::Interactions, "Team,With team,Interaction\nBuild,build,facilitating", "does not work with itself"),
        (MapTable::Interactions, "Team,With team,Interaction\nBuild,Operations,shouting", "Type collaboration"),
        (
            MapTable::Platform,
            "Platform service,Team,Used by\nVault,Operations,Operations",
            "does not count among those",
        ),
        (MapTable::Platform, "Platform service,Team,Self-service (%)\nVault,Operations,150", "150"),
        (MapTable::Contracts, "Service,Supplier\nWeb shop,Bank", "Type a percentage from 50"),
        (MapTable::Contracts, "Service,Supplier,Target (%)\nWeb shopp,Bank,99", "Do you mean \"Web shop\"?"),
        (MapTable::Maturity, "Practice,Target level\nService desk,6", "Type a whole number from 1 to 5"),
        (MapTable::Maturity, "Practice,Votes 3\nService desk,70000", "number of votes"),
        (
            MapTable::Maturity,
            "Practice,Level,Criterion\nService desk,1,Calls are counted",
            "Type a whole number from 2 to 5",
        ),
        (MapTable::Integration, "Row,Cell 1\nChangeNormall,x", "Do you mean \"ChangeNormal\"?"),
        (MapTable::Integration, "Row,Set by the team\nChangeNormal,Cell 9", "Type Cell 1 to Cell 4"),
        (MapTable::Capabilities, "Capability,Statement,Votes 1\nTest automation,99,1", "number of a statement"),
        (MapTable::Capabilities, "Capability,Statement,Votes 1\nAI-accessible internal data,1,1", "nobody is asked"),
        (MapTable::Maturity, "Practice,State\nService desk,met", "belongs to a criterion"),
    ] {
        let told = wrong(text, table);
        assert!(told.len() == 1 && told[0].contains(expected), "{text}: {told:?}");
        assert_eq!(read(text, &workspace, table).unwrap().command, None, "{text}");
    }
}

#[test]
fn names_that_several_have_need_an_id() {
    let mut workspace = full();
    Arc::make_mut(&mut workspace.teams)[1].name = "build".to_owned();
    let text = "Team,People\nBuild,9\n";
    assert!(sentences(&read(text, &workspace, MapTable::Teams).unwrap())[0].contains("several are called \"Build\""));
    // What is written names each by its id.
    let text = csv(&workspace, MapTable::Interactions);
    assert!(text.contains(&workspace.teams[0].id.to_string()), "{text}");
    assert_eq!(read(&text, &workspace, MapTable::Interactions).unwrap().same, 2);
    let steps = &mut Arc::make_mut(&mut workspace.streams)[0].steps;
    steps[0].name = "Test".to_owned();
    let id = steps[2].id;
    let text = "Practice or step,Developer\nTest,A\n";
    assert!(sentences(&read(text, &workspace, MapTable::Raci).unwrap())[0].contains("several are called \"Test\""));
    let text = format!("Id,Practice or step,Developer\n{id},Test,A\n");
    let (_, after) = imported(&text, &workspace, MapTable::Raci);
    assert_eq!(after.practices.row(Subject::Step(id)).unwrap().letter(Role::Developer), Some(Letter::Accountable));
}
