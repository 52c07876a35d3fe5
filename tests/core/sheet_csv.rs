//! The sheet of a stream as a CSV file: out and in again gives the same stream; hostile files change nothing.

use std::sync::Arc;

use proptest::prelude::*;
use trivium_core::{
    catalog::samples,
    chart::Table,
    edit::Command,
    engine::flow,
    exchange::{
        csv_out::{self, Separator},
        sheet_csv::{self, MOST_NEXT, MOST_PROBLEMS, SheetError, SheetImport},
    },
    model::{check::check, *},
};

use crate::fixture::{self, rolls};

fn table(workspace: &Workspace, stream: &ValueStream) -> Table {
    sheet_csv::table(workspace, stream, &flow::sheet(workspace, stream))
}

fn csv(workspace: &Workspace, stream: &ValueStream) -> String {
    csv_out::write(&table(workspace, stream), Separator::Comma)
}

fn read(text: &str, workspace: &Workspace) -> Result<SheetImport, SheetError> {
    sheet_csv::read(text.as_bytes(), workspace, workspace.streams[0].id, "sheet.csv")
}

fn sentences(import: &SheetImport) -> Vec<String> {
    import.problems.iter().map(ToString::to_string).collect()
}

fn applied(import: &SheetImport, workspace: &Workspace) -> Workspace {
    import.command.as_ref().unwrap().apply(workspace).unwrap()
}

/// The workspace with another list of steps and links in a stream.
fn with(workspace: &Workspace, at: usize, change: impl FnOnce(&mut ValueStream)) -> Workspace {
    let mut other = workspace.clone();
    change(&mut Arc::make_mut(&mut other.streams)[at]);
    other
}

fn emptied(workspace: &Workspace, at: usize) -> Workspace {
    with(workspace, at, |stream| {
        stream.steps.clear();
        stream.flows.clear();
        stream.clock_starts_after = None;
    })
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// The low and high figure of a work time, as a sheet has them.
fn figures(step: &Step) -> (f64, f64) {
    let work = trivium_core::exchange::capture::StepDraft::of(step, None).work.unwrap();
    (work.low.hours(), work.high.hours())
}

/// All that a file carries of a step, apart from the work time.
fn carried(step: &Step) -> Step {
    let work = Distribution::Fixed { hours: 0.0 };
    Step { id: StepId::new(1), pin: None, was: None, work, ..step.clone() }
}

/// Links as places in the list.
fn linked(stream: &ValueStream) -> Vec<(usize, usize, FlowKind)> {
    let place = |id| stream.steps.iter().position(|step| step.id == id).unwrap();
    stream.flows.iter().map(|flow| (place(flow.from), place(flow.to), flow.kind)).collect()
}

/// Sorted by where they begin, since a file tells the links of each step together; the order of one step's is kept.
fn by_source(mut links: Vec<(usize, usize, FlowKind)>) -> Vec<(usize, usize, FlowKind)> {
    links.sort_by_key(|(from, _, kind)| (*from, matches!(kind, FlowKind::Rework {})));
    links
}

/// Both laws, for one stream of a workspace.
fn survives(workspace: &Workspace, at: usize) {
    let stream = &workspace.streams[at];
    let text = csv(workspace, stream);
    // Into the stream that it came from: nothing changes.
    let import = sheet_csv::read(text.as_bytes(), workspace, stream.id, "sheet.csv");
    if stream.steps.is_empty() {
        assert!(matches!(import, Err(SheetError::NoTable(_))), "{import:?}");
        return;
    }
    let import = import.unwrap();
    assert_eq!(sentences(&import), Vec::<String>::new(), "{text}");
    assert!(import.changed.is_empty(), "{:?}\n{text}", import.changed);
    assert_eq!((import.command.as_ref(), import.same), (None, stream.steps.len()), "{text}");
    // Into an empty stream: the steps come back, as far as the columns carry them.
    let empty = emptied(workspace, at);
    let import = sheet_csv::read(text.as_bytes(), &empty, stream.id, "sheet.csv").unwrap();
    assert_eq!(sentences(&import), Vec::<String>::new(), "{text}");
    let after = applied(&import, &empty);
    assert_eq!(check(&after), Vec::new());
    assert!(import.teams.is_empty() && after.teams == workspace.teams, "{text}");
    let back = &after.streams[at];
    for (old, new) in stream.steps.iter().zip(&back.steps) {
        assert_eq!(carried(old), carried(new), "{text}");
        let ((low, high), (new_low, new_high)) = (figures(old), figures(new));
        assert!(close(low, new_low) && close(high, new_high), "{low} {high}: {new_low} {new_high}");
        if matches!(old.work, Distribution::Fixed { .. }) {
            assert_eq!(old.work, new.work);
        }
    }
    assert_eq!(by_source(linked(stream)), by_source(linked(back)), "{text}");
    let clock = |stream: &ValueStream| stream.steps.iter().position(|step| Some(step.id) == stream.clock_starts_after);
    assert_eq!((stream.steps.len(), clock(stream)), (back.steps.len(), clock(back)));
}

fn step_strategy() -> impl Strategy<Value = Step> {
    let share = || (0.0..=1.0_f64).prop_map(Share::clamped);
    let hours = || prop_oneof![Just(0.0), Just(0.25), 0.0..200.0_f64];
    let cadence = (1_u16..=366, 0_usize..7, 0_u16..1440, 0.0..20.0_f64, prop::option::of(1_u32..9));
    let cadence = cadence.prop_map(|(every_days, day, minute, cut_off, at_most)| Cadence {
        every_days,
        day: Weekday::ALL[day],
        minute,
        cut_off: Elapsed::clamped_hours(cut_off),
        at_most,
    });
    let kind = (0_u8..4, prop::option::of(cadence), share(), share());
    let kind = kind.prop_map(|(kind, cadence, a, b)| match kind {
        0 => StepKind::Work,
        1 => StepKind::Approval { cadence, stops_bad: a, stops_good: b },
        2 => StepKind::Gate { stops_bad: a, stops_good: b },
        _ => StepKind::Deploy { cadence, fails: a },
    });
    let work = prop_oneof![
        hours().prop_map(|hours| Distribution::Fixed { hours }),
        (0.1..50.0_f64, 1.0..4.0_f64).prop_map(|(median, by)| Distribution::Lognormal { median, p85: median * by }),
        (0.1..50.0_f64).prop_map(|mean| Distribution::Exponential { mean }),
        (0.1..5.0_f64, 0.2..9.0_f64).prop_map(|(mean, shape)| Distribution::Gamma { mean, shape }),
    ];
    let words = || prop_oneof!["[a-zA-Z =+@'\";,%0-9\n-]{1,16}", any::<String>(), Just("Test 50 %".to_owned())];
    let observed = prop::option::of((hours(), hours(), any::<bool>()));
    let numbers = (prop::option::of(share()), prop::option::of(1_u16..=10_000), 0_u8..3, 1_u16..=1000);
    (
        words(),
        words(),
        kind,
        work,
        observed,
        numbers,
        any::<[bool; 2]>(),
        (0_usize..6, 0_usize..8),
        prop::option::of(1_u16..9),
    )
        .prop_map(|(name, note, kind, work, observed, numbers, [assumed, always], (four, five), together)| {
            let (complete_accurate, limit, workers, people) = numbers;
            let dated =
                matches!(kind, StepKind::Approval { cadence: Some(_), .. } | StepKind::Deploy { cadence: Some(_), .. });
            let name = if name.trim().is_empty() { "x".to_owned() } else { name };
            Step {
                activity: trivium_core::catalog::activities::ACTIVITIES[four],
                lifecycle: trivium_core::catalog::activities::LIFECYCLE[five],
                kind,
                work,
                observed: observed.map(|(a, b, assumed)| Observed {
                    low: Elapsed::clamped_hours(a.min(b)),
                    high: Elapsed::clamped_hours(a.max(b)),
                    assumed,
                }),
                workers: [Workers::Team, Workers::Own { people }, Workers::Unlimited][usize::from(workers)],
                calendar: if always { Calendar::Always } else { Calendar::BusinessHours },
                complete_accurate,
                wip_limit: limit.filter(|limit| together.is_none_or(|at| *limit >= at)),
                together: together
                    .filter(|_| !dated)
                    .map(|at| Together { at, or_after: Elapsed::clamped_hours(f64::from(at) * 1.7) }),
                assumed,
                note,
                practices: Practice::ALL.iter().copied().skip(four * 5).take(five).collect(),
                roles: Role::ALL.iter().copied().skip(five * 6).take(four).collect(),
                ..Step::new(StepId::new(1), name)
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_sheet_that_was_written_is_read_back_as_the_stream(
        steps in prop::collection::vec(step_strategy(), 1..7),
        links in prop::collection::vec((0_usize..7, 1_usize..7, 0.01..1.0_f64), 0..9),
        backs in prop::collection::vec((0_usize..7, 0_usize..7), 0..4),
        teams in prop::collection::vec(0_usize..3, 7),
        clock in prop::option::of(0_usize..7),
    ) {
        let base = fixture::workspace();
        let mut next = base.next_id;
        let mut number = || { next += 1; next - 1 };
        let mut stream = base.streams[0].clone();
        stream.steps = steps.into_iter().zip(&teams).map(|(step, team)| Step {
            id: StepId::new(number()),
            team: base.teams.get(*team).map(|team| team.id),
            ..step
        }).collect();
        stream.flows.clear();
        let count = stream.steps.len();
        for (from, by, share) in links {
            // Forward only, so that no circle comes about.
            let (from, to) = (from % count, from % count + by);
            let (Some(from), Some(to)) = (stream.steps.get(from), stream.steps.get(to)) else { continue };
            if stream.flows.iter().all(|flow| (flow.from, flow.to) != (from.id, to.id)) {
                let kind = FlowKind::Next { share: Share::clamped(share) };
                stream.flows.push(Flow { id: FlowId::new(number()), from: from.id, to: to.id, kind });
            }
        }
        let sums: Vec<f64> = stream.flows.iter().map(|flow| {
            stream.flows.iter().filter(|other| other.from == flow.from).map(|other| match other.kind {
                FlowKind::Next { share } => share.value(),
                FlowKind::Rework {} => 0.0,
            }).sum()
        }).collect();
        for (flow, sum) in stream.flows.iter_mut().zip(sums) {
            if let FlowKind::Next { share } = &mut flow.kind {
                *share = Share::clamped(share.value() / sum);
            }
        }
        for (from, to) in backs {
            let (from, to) = (stream.steps[from % count].id, stream.steps[to % count].id);
            if stream.flows.iter().all(|flow| flow.from != from || flow.kind != FlowKind::Rework {}) {
                stream.flows.push(Flow { id: FlowId::new(number()), from, to, kind: FlowKind::Rework {} });
            }
        }
        stream.clock_starts_after = clock.and_then(|at| stream.steps.get(at)).map(|step| step.id);
        let mut workspace = base.clone();
        workspace.scenarios = Arc::default();
        workspace.improvements = Arc::default();
        workspace.streams = Arc::new(vec![stream]);
        workspace.next_id = next;
        prop_assert_eq!(check(&workspace), Vec::new());
        survives(&workspace, 0);
    }

    #[test]
    fn whatever_was_done_to_a_workspace_its_sheets_survive(rolls in rolls(30)) {
        let mut workspace = fixture::workspace();
        for roll in rolls {
            workspace = roll.command(&workspace).apply(&workspace).unwrap_or(workspace);
        }
        for at in 0..workspace.streams.len() {
            // A future state would point to steps that are emptied.
            let alone = with(&workspace, at, |_| {});
            if alone.streams.iter().all(|stream| stream.future_of.is_none()) {
                survives(&alone, at);
            }
        }
    }

    #[test]
    fn no_text_and_no_bytes_make_it_fail(text in "[a-zA-Z0-9,;\"'=%\t\n -]{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let workspace = fixture::workspace();
        let _ = read(&text, &workspace);
        if let Ok(import) = read(&format!("Step,Team,Work,Total,Next,Rework to,Dates,Together,People\n{text}"), &workspace)
            && let Some(command) = import.command {
            prop_assert_eq!(check(&command.apply(&workspace).unwrap()), Vec::new());
        }
        let _ = sheet_csv::read(&bytes, &workspace, workspace.streams[0].id, "x");
    }
}

#[test]
fn the_samples_survive() {
    for workspace in [samples::larkfield(), samples::aldermoor(), samples::housing(), samples::rust_train()] {
        for at in 0..workspace.streams.len() {
            survives(&workspace, at);
        }
    }
}

#[test]
fn a_file_has_a_row_a_step_and_figures_that_are_not_read_back() {
    let workspace = samples::larkfield();
    let stream = &workspace.streams[0];
    let table = table(&workspace, stream);
    assert_eq!(table.head[..3], ["Id", "Step", "Team"]);
    assert_eq!(
        table.head[27..],
        ["Visits (computed)", "Wait (h, computed)", "Flow efficiency (%, computed)", "Utilisation (%, computed)"]
    );
    assert!(table.rows.len() == stream.steps.len() && table.rows.iter().all(|row| row.len() == 31));
    let text = csv(&workspace, stream);
    let other = text.replace("Visits (computed)", "Visits (computed),");
    assert_eq!(read(&other, &workspace).unwrap().command, None);
}

#[test]
fn what_would_change_is_told_before_one_command_does_it() {
    let workspace = fixture::workspace();
    let id = |at: usize| workspace.streams[0].steps[at].id;
    let text = format!(
        "Id,Step,Team,Work (h),Observed,Next,Rework to,DORA clock starts after,Dates\n\
         {},Develop,Build,8,2-3 d,Test,,yes,\n\
         ,Review,Night shift,\"1,5\",,Test,Develop,,\n\
         {},Test,Operations,6,,Approve 30 %; Deploy 70 %,Develop,,\n\
         {},Approve,Build,0.5,,Deploy,,,every 14 days from Tue 09:30\n",
        id(1),
        id(2),
        id(3)
    );
    let import = read(&text, &workspace).unwrap();
    assert_eq!(sentences(&import), Vec::<String>::new());
    assert_eq!((import.added.as_slice(), import.same), (["Review".to_owned()].as_slice(), 0));
    let changed: Vec<(&str, &[&str])> =
        import.changed.iter().map(|step| (step.name.as_str(), step.what.as_slice())).collect();
    assert_eq!(
        changed,
        [("Develop", ["observed time"].as_slice()), ("Test", &["team", "work time"]), ("Approve", &["kind"])]
    );
    assert_eq!(import.only_here, ["Refine", "Deploy"]);
    assert_eq!(import.teams, ["Night shift"]);
    assert!(!import.reordered && import.relinked);
    let after = applied(&import, &workspace);
    let stream = &after.streams[0];
    let names: Vec<&str> = stream.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["Refine", "Develop", "Review", "Test", "Approve", "Deploy"]);
    assert_eq!(stream.next_of(id(2)), [(id(3), Share::clamped(0.3)), (id(4), Share::clamped(0.7))]);
    assert_eq!(stream.rework_of(stream.steps[2].id), id(1));
    assert!(matches!(stream.steps[4].kind, StepKind::Approval { cadence: Some(Cadence { every_days: 14, .. }), .. }));
    assert_eq!(after.team(stream.steps[2].team.unwrap()).unwrap().name, "Night shift");
    assert!(after.next_id > workspace.next_id);
    // One step of the history, with a name.
    let Some(command @ Command::Replace { label, .. }) = &import.command else { panic!("no command") };
    assert_eq!(
        (label.as_str(), command.label(&workspace).as_str()),
        ("Import sheet.csv into Feature to live", label.as_str())
    );
}

#[test]
fn a_sheet_of_somebody_else_is_understood() {
    let workspace = fixture::workspace();
    let text = "Activity;Owner;Touch time (min);Lead time;C&A;Remarks\nTest;Quality;90;~2d;85;x\nGo live;Operations;20;1,5;;\n";
    let import = read(text, &workspace).unwrap();
    assert_eq!(sentences(&import), Vec::<String>::new());
    assert_eq!(
        (import.added.as_slice(), import.teams.as_slice()),
        (["Go live".to_owned()].as_slice(), ["Quality".to_owned()].as_slice())
    );
    let stream = applied(&import, &workspace).streams[0].clone();
    let test = stream.steps.iter().find(|step| step.name == "Test").unwrap();
    assert_eq!(test.work, Distribution::Fixed { hours: 1.5 });
    assert_eq!(test.observed.map(|seen| (seen.low.hours(), seen.assumed)), Some((48.0, true)));
    assert_eq!(test.complete_accurate, Some(Share::clamped(0.85)));
    let live = stream.steps.iter().find(|step| step.name == "Go live").unwrap();
    assert!(matches!(live.kind, StepKind::Deploy { .. }), "guessed from its name, as typed lines are");
    assert_eq!(live.observed.map(|seen| seen.high.hours()), Some(36.0));
}

#[test]
fn a_new_step_joins_the_links_of_a_chain_whose_file_has_none() {
    let workspace = fixture::workspace();
    let linked = with(&workspace, 0, |stream| {
        let ids: Vec<StepId> = stream.steps.iter().map(|step| step.id).collect();
        let kind = FlowKind::Next { share: Share::ALL };
        for (at, pair) in ids.windows(2).enumerate() {
            stream.flows.push(Flow { id: FlowId::new(900 + at as u64), from: pair[0], to: pair[1], kind });
        }
    });
    let linked = Workspace { next_id: 1000, ..linked };
    let import = read("Step,Work\nDevelop,8\nReview,1\nTest,4\n", &linked).unwrap();
    let stream = applied(&import, &linked).streams[0].clone();
    let name = |id| stream.step(id).unwrap().name.as_str();
    let chain: Vec<_> =
        stream.steps.iter().map(|step| stream.next_of(step.id).first().map(|(to, _)| name(*to))).collect();
    assert_eq!(chain, [Some("Develop"), Some("Review"), Some("Test"), Some("Approve"), Some("Deploy"), None]);
}

#[test]
fn what_cannot_be_read_is_named_and_left_as_it_is() {
    let workspace = fixture::workspace();
    let text = "Step,Work (h),Observed (d),%C&A,Kind,People,WIP limit,Dates,Next,Rework to,Calendar,Together\n\
        Refine,=A1*2,3-2,120,thing,many,0,whenever,Nowhere,Nobody,lunch,some\n\
        ,4,,,,,,,,,,\n\
        Develop,8,,90,work,,,weekly,Test 50 %; Deploy 20 %,,,\n\
        Test,4,,90,,,,,Test,Develop,,\n";
    let import = read(text, &workspace).unwrap();
    let found: Vec<(usize, &str)> =
        import.problems.iter().map(|problem| (problem.row, problem.column.as_str())).collect();
    let columns = ["Work (h)", "Observed (d)", "%C&A", "Kind", "People", "WIP limit", "Dates", "Calendar", "Together"];
    let mut expected: Vec<(usize, &str)> = columns.iter().map(|column| (2, *column)).collect();
    expected.extend([(3, "Step"), (4, ""), (2, "Next"), (2, "Rework to"), (4, "Next"), (5, "Next")]);
    assert_eq!(found, expected, "{:#?}", sentences(&import));
    assert!(
        sentences(&import).iter().all(|sentence| sentence.ends_with('.') && !sentence.contains("..")),
        "{:#?}",
        sentences(&import)
    );
    assert!(import.command.is_none(), "{:?}", import.changed);
}

#[test]
fn whole_files_that_cannot_be_used_say_why() {
    let workspace = fixture::workspace();
    let says = |bytes: &[u8]| sheet_csv::read(bytes, &workspace, workspace.streams[0].id, "x").unwrap_err().to_string();
    assert!(says(&vec![b'a'; 5_000_001]).contains("larger than 5 MB"));
    assert!(says(b"PK\x03\x04").contains("workbook"));
    assert!(says(b"Step,Work\nA,\xff\n").contains("Line 2 is not UTF-8"));
    assert!(says(b"Step,Work\nA\0,1\n").contains("zero byte"));
    assert!(says(b"").contains("no rows") && says(b"Step,Work\n").contains("no rows"));
    assert!(says(b"a,b\n1,2\n").contains("no column of steps"));
    assert!(says(b"Step,Name\n1,2\n").contains("say the same"));
    assert!(says(b"Step,Next\nRefine,Test\nTest,Refine\n").contains("lead in a circle"));
    let rows = |count: usize| format!("Step\n{}", "A\n".repeat(count));
    assert!(says(rows(10_001).as_bytes()).contains("more than 10 000 rows"));
    assert!(says(rows(10_000).as_bytes()).contains("at most 10000 steps"), "with those that are there");
    let gone = sheet_csv::read(b"Step\nA\n", &workspace, StreamId::new(9), "x");
    assert_eq!(gone, Err(SheetError::NoStream));
}

#[test]
fn as_many_steps_as_there_can_be_are_read_and_their_problems_counted() {
    let workspace = emptied(&fixture::workspace(), 0);
    let mut text = "Step,Team,Work,Next\n".to_owned();
    for row in 0..9_900 {
        text.push_str(&format!("Step {row},Team {},x,Nobody\n", row % 400));
    }
    let import = read(&text, &workspace).unwrap();
    assert_eq!((import.added.len(), import.teams.len()), (9_900, 400));
    assert_eq!((import.problems.len(), import.more_problems), (MOST_PROBLEMS, 2 * 9_900 - MOST_PROBLEMS));
    let many = vec!["A"; MOST_NEXT + 1].join(";");
    let import = read(&format!("Step,Next\nA,{many}\n"), &workspace).unwrap();
    assert!(sentences(&import)[0].contains("more than 50 next steps"));
}

#[test]
fn a_step_is_meant_by_its_id_then_by_its_name_and_once() {
    let workspace = fixture::workspace();
    let id = workspace.streams[0].steps[2].id;
    let text = format!("Id,Step\n{id},Test thoroughly\n{id},Test again\nstep-9999,Approve\n,Approve\n");
    let import = read(&text, &workspace).unwrap();
    assert_eq!(import.changed.iter().map(|step| step.name.as_str()).collect::<Vec<_>>(), ["Test"]);
    assert_eq!((import.same, import.added.as_slice()), (1, ["Approve".to_owned()].as_slice()));
    assert_eq!(sentences(&import).len(), 1);
    assert!(sentences(&import)[0].starts_with("Row 3: step-"), "{:?}", sentences(&import));
}

#[test]
fn names_that_spreadsheets_would_run_go_out_guarded_and_come_back() {
    let workspace = with(&fixture::workspace(), 0, |stream| {
        for (step, name) in stream.steps.iter_mut().zip(["=1+1", "@cmd", "'-x", "a\0b", "Say \"so\",\r\n twice"]) {
            name.clone_into(&mut step.name);
        }
    });
    let text = csv(&workspace, &workspace.streams[0]);
    assert!(text.contains(",'=1+1,") && text.contains(",'@cmd,") && text.contains(",''-x,") && !text.contains('\0'));
    assert_eq!(read(&text, &workspace).unwrap().command, None);
}
