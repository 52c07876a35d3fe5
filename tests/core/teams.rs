//! What teams cost the streams, against numbers worked out by hand.

use std::sync::Arc;

use trivium_core::{
    catalog::samples::Sample,
    chart::teams::words::{busy_in_words, effect_in_words, hint_in_words},
    engine::{
        flow::{Missing, sheet},
        governance::{
            FEWEST_ON_CALL_PUBLISHED, Hint, KindOfWork, MOST_ON_CALL, TeamsSheet, on_call_share, open_contracts,
            provided, teams_sheet,
        },
    },
    model::{
        Ability, Arrangement, Calendar, Flow, FlowId, FlowKind, Holder, LifecycleActivity, Person, PersonId,
        PlatformService, Practice, Practices, Provision, Role, RoleUse, Share, Step, StepId, StreamId, StreamKind,
        SupplierId, Team, TeamCapability, TeamId, ValueStream, Workers, Workspace,
    },
};

use super::flow::{step, stream, workspace};

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

fn team(number: u64, people: u16) -> Team {
    Team { people, planned_share: Share::clamped(0.5), ..Team::new(TeamId::new(number), format!("Team {number}")) }
}

fn of_team(team: u64, step: Step) -> Step {
    Step { team: Some(TeamId::new(team)), workers: Workers::Team, calendar: Calendar::BusinessHours, ..step }
}

fn with(teams: Vec<Team>, streams: Vec<ValueStream>) -> Workspace {
    Workspace { teams: teams.into(), streams: streams.into(), ..workspace() }
}

fn next(number: u64, from: u64, to: u64, share: f64) -> Flow {
    let kind = FlowKind::Next { share: Share::clamped(share) };
    Flow { id: FlowId::new(number), from: StepId::new(from), to: StepId::new(to), kind }
}

/// 1 -> 2 (a quarter) or 3 -> 4; steps of teams 50, 51, 50, 51.
fn branches() -> Workspace {
    let mut one = stream(
        10.0,
        vec![
            of_team(50, step(1, 1.0, Some(3.0), None)),
            of_team(51, step(2, 2.0, Some(10.0), None)),
            of_team(50, step(3, 1.0, Some(5.0), None)),
            of_team(51, step(4, 0.5, Some(4.5), None)),
        ],
    );
    one.flows = vec![next(11, 1, 2, 0.25), next(12, 1, 3, 0.75), next(13, 2, 4, 1.0), next(14, 3, 4, 1.0)];
    with(vec![team(50, 2), team(51, 4)], vec![one])
}

#[test]
fn hand_overs_and_their_waiting_are_weighted_by_shares() {
    let found = teams_sheet(&branches());
    let effect = &found.streams[0];
    // 1 -> 2 in a quarter of the cases, 3 -> 4 in the others; 2 -> 4 stays with team 51, 1 -> 3 with team 50.
    let ways: Vec<(u64, u64)> =
        effect.crossings.iter().map(|crossing| (crossing.from.number(), crossing.to.number())).collect();
    assert_eq!((ways, effect.links, effect.unknown), (vec![(1, 2), (3, 4)], 4, 0));
    close(effect.hand_overs, 1.0, 1e-12);
    close(effect.waiting.unwrap(), 0.25 * 8.0 + 0.75 * 4.0, 1e-12);
    // 3 + a quarter of 10 + three quarters of 5 + 4.5.
    close(effect.of_time.unwrap(), 5.0 / 13.75, 1e-12);
}

#[test]
fn what_is_missing_is_said_and_not_counted_as_nothing() {
    let mut workspace = branches();
    Arc::make_mut(&mut workspace.streams)[0].steps[1].observed = None;
    let effect = &teams_sheet(&workspace).streams[0];
    assert_eq!(effect.waiting, Err(Missing::ObservedTimesUnknown { unknown: 1, steps: 2 }));
    assert!(effect.of_time.is_err());

    for step in &mut Arc::make_mut(&mut workspace.streams)[0].steps {
        step.team = None;
    }
    let effect = &teams_sheet(&workspace).streams[0];
    assert_eq!((effect.links, effect.unknown, effect.teams_known()), (4, 4, false));

    // The observed time of a step that nobody hands over to is needed for the share only.
    let mut workspace = branches();
    Arc::make_mut(&mut workspace.streams)[0].steps[0].observed = None;
    let effect = &teams_sheet(&workspace).streams[0];
    close(effect.waiting.unwrap(), 5.0, 1e-12);
    assert_eq!(effect.of_time, Err(Missing::ObservedTimesUnknown { unknown: 1, steps: 4 }));
}

#[test]
fn a_team_is_as_busy_as_all_its_streams_make_it() {
    let mut workspace = branches();
    let first = teams_sheet(&workspace).teams[0].clone();
    // 10 a week, an hour each at step 1 and at step 3 in three quarters: 17.5 of 2 people x 40 h x 50 %.
    close(first.load_per_week, 17.5, 1e-9);
    close(first.utilisation.unwrap(), 17.5 / 40.0, 1e-9);

    let more = ValueStream {
        id: StreamId::new(901),
        kind: StreamKind::Request,
        steps: vec![
            of_team(50, step(21, 0.5, None, None)),
            // One person of team 50 does only this, day and night: 3 h x 4 of 168 h x 50 %, of two people.
            Step {
                workers: Workers::Own { people: 1 },
                calendar: Calendar::Always,
                ..of_team(50, step(22, 3.0, None, None))
            },
            Step { workers: Workers::Unlimited, ..of_team(50, step(23, 2.0, None, None)) },
        ],
        ..stream(4.0, Vec::new())
    };
    let future = ValueStream { id: StreamId::new(902), future_of: Some(StreamId::new(900)), ..more.clone() };
    Arc::make_mut(&mut workspace.streams).push(more);
    let both = teams_sheet(&workspace).teams[0].clone();
    close(both.utilisation.unwrap(), 17.5 / 40.0 + 2.0 / 40.0 + 12.0 / 84.0 / 2.0, 1e-9);
    close(both.load_per_week, 17.5 + 2.0 + 12.0, 1e-9);
    close(both.unlimited_per_week, 8.0, 1e-9);
    assert_eq!((both.steps, both.streams.len()), (5, 2));
    assert_eq!(both.kinds, [KindOfWork::Changes, KindOfWork::Requests]);

    // A wish takes nobody's time.
    Arc::make_mut(&mut workspace.streams).push(future);
    let found = teams_sheet(&workspace);
    assert_eq!(found.teams[0], both);
    assert_eq!(found.streams.len(), 3);
}

#[test]
fn a_team_without_steps_has_no_utilisation() {
    let load = &teams_sheet(&with(vec![team(50, 3)], Vec::new())).teams[0];
    assert_eq!((load.utilisation, load.steps, load.subjects()), (None, 0, 0));
}

fn hints_of(workspace: &Workspace) -> Vec<Hint> {
    teams_sheet(workspace).hints
}

#[test]
fn a_team_that_carries_much_is_told_with_what_is_counted() {
    let mut workspace = branches();
    assert!(hints_of(&workspace).is_empty());
    // 17.5 h of 1 person x 40 h x 50 %.
    Arc::make_mut(&mut workspace.teams)[0].people = 1;
    let found = hints_of(&workspace);
    assert!(matches!(found[0], Hint::Busy { utilisation, .. } if (utilisation - 0.875).abs() < 1e-9), "{found:?}");
    assert!(found[0].is_load());
    assert_eq!(found[1], Hint::OneInTeam { team: TeamId::new(50), steps: 2 });
    assert_eq!(found.len(), 2);

    // Three practices and a stream for one person: four subjects.
    Arc::make_mut(&mut workspace.streams)[0].steps[0].practices =
        vec![Practice::ServiceDesign, Practice::ChangeEnablement, Practice::KnowledgeManagement];
    let many = Hint::ManySubjects { team: TeamId::new(50), subjects: 4, each: 4.0 };
    assert!(hints_of(&workspace).contains(&many));
    Arc::make_mut(&mut workspace.streams)[0].steps[0].practices.pop();
    assert!(!hints_of(&workspace).iter().any(|hint| matches!(hint, Hint::ManySubjects { .. })));
}

#[test]
fn being_called_is_shared_by_eight_or_it_is_said() {
    let restore = |people: u16| {
        let steps = vec![Step { calendar: Calendar::Always, ..of_team(50, step(1, 0.5, None, None)) }];
        let stream = ValueStream { kind: StreamKind::Incident, ..stream(0.1, steps) };
        hints_of(&with(vec![team(50, people)], vec![stream]))
    };
    // Source: SRE book, chapter 11: a quarter of the time, eight engineers on one site.
    close(on_call_share(FEWEST_ON_CALL_PUBLISHED), MOST_ON_CALL, 1e-12);
    assert!(restore(8).is_empty());
    assert_eq!(restore(5), [Hint::FewOnCall { team: TeamId::new(50), people: 5, share: 0.4 }]);
    close(on_call_share(1), 1.0, 0.0);
}

#[test]
fn what_one_person_alone_holds_is_told() {
    let mut workspace = branches();
    let person = PersonId::new(70);
    let alone = |role| RoleUse { today: vec![Holder::Person(person)], ..RoleUse::new(role) };
    workspace.practices = Arc::new(Practices {
        people: vec![Person { id: person, name: "Ana".to_owned(), team: None }],
        roles: vec![alone(Role::Developer), alone(Role::TechLead)],
        ..Practices::default()
    });
    Arc::make_mut(&mut workspace.streams)[0].steps[0].roles = vec![Role::Developer, Role::TechLead];
    let step = Hint::OneForStep { stream: StreamId::new(900), step: StepId::new(1), person };
    assert_eq!(
        hints_of(&workspace),
        [Hint::OneHolder { role: Role::Developer, person }, Hint::OneHolder { role: Role::TechLead, person }, step]
    );
    // A team that holds one of the roles can stand in.
    Arc::make_mut(&mut workspace.practices).roles[0].today.push(Holder::Team(TeamId::new(50)));
    assert_eq!(hints_of(&workspace), [Hint::OneHolder { role: Role::TechLead, person }]);
}

#[test]
fn what_waits_for_a_traditional_capability_are_steps_of_others() {
    let mut workspace = branches();
    let lacking = |ability: Ability, arrangement| TeamCapability { ability, arrangement };
    Arc::make_mut(&mut workspace.teams)[0].capabilities = vec![
        lacking(Ability::Testing, Arrangement::Traditional),
        lacking(Ability::Development, Arrangement::Integrated),
        lacking(Ability::Operations, Arrangement::Own("with others".to_owned())),
    ];
    let one = &mut Arc::make_mut(&mut workspace.streams)[0];
    for step in &mut one.steps {
        step.lifecycle = LifecycleActivity::Build;
        step.practices = vec![Practice::ServiceValidationAndTesting];
    }
    let found = teams_sheet(&workspace).traditional;
    let steps: Vec<(u64, f64)> = found.iter().map(|wait| (wait.step.number(), wait.wait.unwrap())).collect();
    assert_eq!(steps, [(2, 8.0), (4, 4.0)]);
    assert!(found.iter().all(|wait| wait.ability == Ability::Testing && wait.team == TeamId::new(50)));
}

#[test]
fn self_service_is_weighted_by_who_uses_it() {
    let mut workspace = with(vec![team(50, 4), team(51, 4), team(52, 4), team(53, 4)], Vec::new());
    let service = |consumers: &[u64], share: Option<f64>| PlatformService {
        name: "Service".to_owned(),
        kind: Provision::Pipeline,
        practices: Vec::new(),
        consumers: consumers.iter().copied().map(TeamId::new).collect(),
        self_service: share.map(Share::clamped),
    };
    assert_eq!(provided(&workspace).self_service, None);
    Arc::make_mut(&mut workspace.teams)[0].provides = vec![
        service(&[51, 52], Some(0.9)),
        service(&[51], Some(0.3)),
        service(&[52], None),
        // Nobody uses it, so it weighs nothing.
        service(&[], Some(0.0)),
    ];
    let found = provided(&workspace);
    close(found.self_service.unwrap(), 0.7, 1e-12);
    assert_eq!((found.services, found.measured, found.users), (4, 2, 2));
    assert_eq!(found.without, [TeamId::new(53)]);
}

#[test]
fn the_worked_example_hands_over_three_times() {
    let mut workspace = Sample::Larkfield.workspace();
    let TeamsSheet { streams, teams, .. } = teams_sheet(&workspace);
    let feature = &streams[0];
    close(feature.hand_overs, 3.0, 1e-12);
    let whole = sheet(&workspace, &workspace.streams[0]);
    let waits: f64 = feature.crossings.iter().map(|crossing| crossing.wait.unwrap()).sum();
    close(feature.waiting.unwrap(), waits, 1e-9);
    close(feature.of_time.unwrap(), waits / whole.observed.unwrap(), 1e-12);
    // Nobody waits for the Platform team in any stream, so nothing says how busy it is.
    let platform = workspace.teams.iter().position(|team| team.name == "Platform").unwrap();
    assert_eq!(teams[platform].utilisation, None);

    // Both suppliers are teams that fulfil their contracts; when one goes, its contract is open.
    assert_eq!(open_contracts(&workspace), []);
    let supplier = workspace.teams.iter().rposition(|team| !team.contracts.is_empty()).unwrap();
    let contract = Arc::make_mut(&mut workspace.teams)[supplier].contracts.pop().unwrap();
    let open: Vec<SupplierId> = open_contracts(&workspace).into_iter().map(|(_, open)| open).collect();
    assert_eq!(open, [contract]);
}

#[test]
fn what_is_found_is_said_in_whole_sentences() {
    let mut workspace = branches();
    let effect = |workspace: &Workspace| effect_in_words(&teams_sheet(workspace).streams[0]);
    assert_eq!(
        effect(&workspace),
        "1 hand-over, 5\u{a0}h of waiting at the steps that receive them, 36\u{a0}% of all its time."
    );
    Arc::make_mut(&mut workspace.streams)[0].steps[1].observed = None;
    assert_eq!(
        effect(&workspace),
        "1 hand-over, how long work waits there is n/a, because 1 of 2 steps have no observed time."
    );
    Arc::make_mut(&mut workspace.streams)[0].steps[0].team = None;
    assert!(effect(&workspace).starts_with("At least 0.75 hand-overs,"), "{}", effect(&workspace));
    assert!(effect(&workspace).ends_with("2\u{a0}links are unknown, because a step has no team."));

    let load = &teams_sheet(&with(vec![team(50, 3)], Vec::new())).teams[0];
    assert_eq!(busy_in_words(load), Err("no step of a stream belongs to it"));

    workspace.practices = Arc::new(Practices {
        people: vec![Person { id: PersonId::new(70), name: "Ana".to_owned(), team: None }],
        ..Practices::default()
    });
    let (team, person) = (TeamId::new(50), PersonId::new(70));
    let all = [
        Hint::Busy { team, utilisation: 0.9 },
        Hint::ManyKinds { team, kinds: 3 },
        Hint::ManySubjects { team, subjects: 14, each: 3.5 },
        Hint::FewOnCall { team, people: 2, share: 1.0 },
        Hint::OneInTeam { team, steps: 1 },
        Hint::OneHolder { role: Role::TechLead, person },
        Hint::OneForStep { stream: StreamId::new(900), step: StepId::new(2), person },
    ];
    let said: Vec<String> = all.iter().map(|hint| hint_in_words(&workspace, *hint)).collect();
    assert_eq!(said[0], "Team 50 is busy 90\u{a0}% over all its streams.");
    assert!(said[3].ends_with("takes 8 people. One who is ill leaves nobody to take turns with."), "{}", said[3]);
    assert_eq!(said[5], "Ana alone holds the role Tech lead.");
    assert_eq!(said[6], "Ana alone holds all roles of Step 2.");
    for (at, sentence) in said.iter().enumerate() {
        assert!(sentence.ends_with('.') && !sentence.contains("  "), "{sentence}");
        assert!(said.iter().skip(at + 1).all(|other| other != sentence));
    }
}
