//! Guided questions: every half turns its numbers the way its words say, on every sample, and other numbers get other
//! words.

use std::sync::{Arc, OnceLock};

use trivium_core::{
    catalog::{
        guided::{Guide, Half},
        samples::Sample,
    },
    chart::insight::{Insight, Seen, contest, insight},
    edit::{Command, NewIds},
    engine::{
        experiment::{Bench, BreakEven, Policy, Side, Tie, Verdict, finish},
        simulation::{Comparison, Measure, Outcome, Run, Settings},
    },
    model::{Lever, Place, Scenario, Share, StepKind, Target, Workers, Workspace},
};

const SETTINGS: Settings = Settings { seed: 20_261_023, replications: 300, ..Settings::USUAL };

/// A sample with every half of every question that applies, run.
struct Room {
    workspace: Workspace,
    bench: Bench,
    today: Outcome,
    halves: Vec<(Guide, Vec<(Half, Outcome)>)>,
}

fn run(bench: &Bench, levers: &[Lever]) -> Outcome {
    let plan = bench.plan(&Policy { name: String::new(), levers: levers.to_vec() }).unwrap();
    let mut run = Run::new(Arc::new(plan), SETTINGS).unwrap();
    run.finish();
    run.outcome().unwrap()
}

impl Room {
    fn of(sample: Sample) -> Self {
        let workspace = sample.workspace();
        let bench = Bench::new(&workspace, &Policy::today()).unwrap();
        let today = run(&bench, &[]);
        let of = |guide: Guide| {
            let halves = guide.halves(&workspace).ok()?;
            let run = |half: Half| {
                let outcome = run(&bench, &half.levers);
                (half, outcome)
            };
            Some((guide, halves.into_iter().map(run).collect()))
        };
        let halves = Guide::ALL.into_iter().filter_map(of).collect();
        Self { workspace, bench, today, halves }
    }

    fn guide(&self, guide: Guide) -> &[(Half, Outcome)] {
        &self.halves.iter().find(|(of, _)| *of == guide).unwrap().1
    }

    /// The insight of a half, with the halves before it.
    fn insight(&self, guide: Guide, half: usize) -> Insight {
        insight(guide, &self.today, &seen(&self.guide(guide)[..=half]), None).unwrap()
    }

    fn says(&self, guide: Guide, half: usize, words: &str) {
        let found = self.insight(guide, half);
        assert!(found.lesson.contains(words), "{} {half}: {found:#?}\ndoes not say {words}", guide.id());
    }
}

fn seen(halves: &[(Half, Outcome)]) -> Vec<Seen<'_>> {
    halves.iter().map(|(half, outcome)| Seen { half, outcome }).collect()
}

fn room(sample: Sample) -> &'static Room {
    static ROOMS: [OnceLock<Room>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    let place = match sample {
        Sample::Larkfield => 0,
        Sample::Aldermoor => 1,
        Sample::Housing | Sample::RustTrain => 2,
    };
    ROOMS[place].get_or_init(|| Room::of(sample))
}

/// Surely less is −1, surely more is 1, no difference that we can be sure of is 0.
fn turn(before: &Outcome, after: &Outcome, measure: Measure) -> i8 {
    let comparison = Comparison::between(before, after).unwrap();
    let difference = comparison.of(measure).unwrap();
    let ends = difference.interval;
    assert!(ends.low <= difference.difference && difference.difference <= ends.high);
    match (ends.low > 0.0, ends.high < 0.0) {
        (true, _) => 1,
        (_, true) => -1,
        _ => 0,
    }
}

/// Whole sentences, numbers that exist, and no difference that is named without its interval.
fn well_written(insight: &Insight) {
    for text in [&insight.lesson, &insight.because] {
        assert!(text.ends_with('.'), "{text}");
        for bad in ["n/a", "NaN", "inf", "  ", " ,", "..", "instead of ,", "by ."] {
            assert!(!text.contains(bad), "{text:?} holds {bad:?}");
        }
        for sentence in text.split(". ") {
            let first = sentence.trim_start_matches('"').chars().next().unwrap();
            assert!(first.is_uppercase() || first.is_numeric(), "{sentence}");
        }
    }
    assert!(insight.because.contains("95\u{a0}% sure") || insight.because.contains("we can be sure of"), "{insight:?}");
}

#[test]
fn every_question_applies_or_says_why_not() {
    let mut ids: Vec<&str> = Guide::ALL.iter().map(|guide| guide.id()).collect();
    ids.dedup();
    assert_eq!(ids, ["two-people", "skip-the-meeting", "budget-spent", "fewer-or-faster", "all-of-it"]);
    for sample in Sample::ALL {
        let workspace = sample.workspace();
        for guide in Guide::ALL {
            assert!(guide.question().ends_with('?') && guide.predict().ends_with('?'));
            let halves = match guide.halves(&workspace) {
                Ok(halves) => halves,
                Err(problem) => {
                    assert_eq!(sample, Sample::RustTrain, "{problem}");
                    assert!(problem.what.ends_with('.') && problem.remedy.ends_with('.'), "{problem}");
                    continue;
                }
            };
            let mut now = workspace.clone();
            for half in &halves {
                assert!(half.question.contains('?') && !half.levers.is_empty(), "{half:?}");
                assert!(half.note.is_empty() || half.note.ends_with('.'), "{half:?}");
                let scenario = half.scenario(NewIds::of(&now).scenario());
                now = Command::AddScenario { scenario }.apply(&now).unwrap();
            }
            let names: std::collections::BTreeSet<&str> = halves.iter().map(|half| half.name.as_str()).collect();
            assert_eq!(names.len(), halves.len());
        }
    }
    let rust = Sample::RustTrain.workspace();
    let objective = Guide::BudgetSpent.halves(&rust).unwrap_err();
    assert!(objective.what.contains("has no objective") && matches!(objective.place, Place::Service(_)), "{objective}");
}

/// The workspace after a change to its main stream and service.
fn changed(change: impl Fn(&mut Workspace)) -> Workspace {
    let mut workspace = Sample::Larkfield.workspace();
    change(&mut workspace);
    workspace
}

#[test]
fn what_a_workspace_lacks_is_named() {
    let why = |guide: Guide, workspace: &Workspace| guide.halves(workspace).unwrap_err().to_string();
    let empty = Workspace::empty("x", "X");
    for guide in Guide::ALL {
        assert!(why(guide, &empty).starts_with("There is no value stream of changes."));
        assert_eq!(guide.search(&empty).is_err(), guide == Guide::SkipTheMeeting);
    }
    let at_once = changed(|workspace| {
        for step in &mut Arc::make_mut(&mut workspace.streams)[0].steps {
            if let StepKind::Approval { cadence, .. } = &mut step.kind {
                *cadence = None;
            }
        }
    });
    assert!(why(Guide::SkipTheMeeting, &at_once).contains("no meeting to skip"));
    // The other questions do without a meeting.
    let all = Guide::AllOfIt.halves(&at_once).unwrap();
    assert!(!all[1].levers.iter().any(|lever| matches!(lever, Lever::ApprovalCadence { .. })));
    let standard = changed(|workspace| {
        Arc::make_mut(&mut workspace.streams)[0].demand.mix.standard = Share::clamped(0.8);
    });
    assert!(why(Guide::SkipTheMeeting, &standard).contains("as many standard changes"));
    let nothing_deployed = changed(|workspace| {
        let steps = &mut Arc::make_mut(&mut workspace.streams)[0].steps;
        steps.retain(|step| !matches!(step.kind, StepKind::Deploy { .. }));
    });
    for guide in [Guide::SkipTheMeeting, Guide::BudgetSpent, Guide::FewerOrFaster, Guide::AllOfIt] {
        assert!(why(guide, &nothing_deployed).contains("deploys nothing"));
    }
    let frozen = changed(|workspace| {
        let service = &mut Arc::make_mut(&mut workspace.services)[0];
        service.budget_policy = Some(trivium_core::model::ErrorBudgetPolicy::freeze_when_spent());
    });
    assert!(why(Guide::BudgetSpent, &frozen).contains("freezes already"));
    let good = changed(|workspace| Arc::make_mut(&mut workspace.streams)[0].bad_changes = Share::NONE);
    assert!(why(Guide::FewerOrFaster, &good).contains("no bad changes"));
    let serviceless = changed(|workspace| Arc::make_mut(&mut workspace.streams)[0].service = None);
    assert!(why(Guide::AllOfIt, &serviceless).contains("changes no service"));
    let strict = changed(|workspace| {
        let slo = &mut Arc::make_mut(&mut workspace.services)[0].slos[0];
        slo.target = Target::from_budget_ten_millionths(1).unwrap();
    });
    assert!(why(Guide::AllOfIt, &strict).contains("cannot be written"));
}

#[test]
fn people_who_are_shared_are_added_to_their_team() {
    let shared = changed(|workspace| {
        for step in &mut Arc::make_mut(&mut workspace.streams)[0].steps {
            step.workers = Workers::Team;
        }
    });
    let halves = Guide::TwoPeople.halves(&shared).unwrap();
    // The web team works on four steps, and the largest of them names it; the testers are another team.
    let [Lever::TeamSize { people: 10, .. }] = halves[0].levers[..] else { unreachable!("{halves:?}") };
    let [Lever::TeamSize { people: 3, .. }] = halves[1].levers[..] else { unreachable!("{halves:?}") };
    let nobody = changed(|workspace| {
        for step in &mut Arc::make_mut(&mut workspace.streams)[0].steps {
            step.workers = Workers::Unlimited;
        }
    });
    assert!(Guide::TwoPeople.halves(&nobody).unwrap_err().what.contains("at two steps"));
}

#[test]
fn a_half_is_known_by_its_levers() {
    let workspace = Sample::Larkfield.workspace();
    for guide in Guide::ALL {
        for (at, half) in guide.halves(&workspace).unwrap().iter().enumerate() {
            let mut levers = half.levers.clone();
            levers.reverse();
            assert_eq!(Guide::of(&workspace, &levers), Some((guide, at)), "{}", half.name);
            // One more lever is another scenario.
            levers.push(Lever::Demand { stream: workspace.streams[0].id, per_week: 5.0 });
            assert_eq!(Guide::of(&workspace, &levers), None);
        }
    }
    assert_eq!(Guide::of(&workspace, &Scenario::today().levers), None);
    let named = |name: &str| workspace.scenarios.iter().find(|scenario| scenario.name == name).unwrap();
    let of = |name: &str| Guide::of(&workspace, &named(name).levers);
    assert_eq!(of("One more tester"), Some((Guide::TwoPeople, 1)));
    assert_eq!(of("With four gates"), Some((Guide::SkipTheMeeting, 1)));
    assert_eq!(of("A CAB that stops more"), Some((Guide::SkipTheMeeting, 2)), "whatever share it stops");
    assert_eq!(of("Approval within a day"), None);
}

#[test]
fn larkfield_two_people() {
    let room = room(Sample::Larkfield);
    let [(_, developers), (_, tester)] = room.guide(Guide::TwoPeople) else { unreachable!("two halves") };
    assert_eq!(turn(&room.today, developers, Measure::RequestToLive), -1);
    assert_eq!(turn(developers, tester, Measure::RequestToLive), -1);
    room.says(Guide::TwoPeople, 0, "\"Two more at Build\" shortens request to live by");
    room.says(Guide::TwoPeople, 1, "Put people where work waits, not where most of it is done.");
    let other_way = [&room.guide(Guide::TwoPeople)[1], &room.guide(Guide::TwoPeople)[0]];
    let swapped = [
        Seen { half: &other_way[1].0, outcome: &other_way[0].1 },
        Seen { half: &other_way[0].0, outcome: &other_way[1].1 },
    ];
    let swapped = insight(Guide::TwoPeople, &room.today, &swapped, None).unwrap();
    assert!(swapped.lesson.starts_with("Here \"Two more at Build\" does buy more: 1.8"), "{swapped:?}");
}

#[test]
fn larkfield_skip_the_meeting() {
    let room = room(Sample::Larkfield);
    let [(_, without), (_, gated), (_, meeting)] = room.guide(Guide::SkipTheMeeting) else { unreachable!("three") };
    let today = &room.today;
    assert_eq!(turn(today, without, Measure::RequestToLive), -1);
    assert_eq!(turn(today, without, Measure::ChangeFailRate), -1);
    assert_eq!(turn(today, without, Measure::FailedDeployments), 1);
    assert_eq!(turn(today, without, Measure::BudgetUsed), 1);
    room.says(Guide::SkipTheMeeting, 0, "The change fail rate falls, and customers are worse off.");
    room.says(Guide::SkipTheMeeting, 0, "Never read a rate without the count beside it.");
    // No rate without its count, and the budget in minutes beside it.
    let because = room.insight(Guide::SkipTheMeeting, 0).because;
    assert!(because.contains("of 35.9 deployments in 28 d instead of 20\u{a0}% of 4.4"), "{because}");
    assert!(because.contains("57 instead of 51 of 40.3\u{a0}min"), "{because}");
    assert_eq!(turn(today, gated, Measure::RequestToLive), -1);
    assert_eq!(turn(today, gated, Measure::BudgetUsed), -1);
    assert_eq!(turn(without, gated, Measure::BudgetUsed), -1);
    room.says(Guide::SkipTheMeeting, 1, "Speed comes from the policy, safety from the gates");
    assert_eq!(turn(gated, meeting, Measure::RequestToLive), 1);
    // The other way round.
    let halves = room.guide(Guide::SkipTheMeeting);
    let back = insight(Guide::SkipTheMeeting, without, &[Seen { half: &halves[0].0, outcome: today }], None).unwrap();
    assert!(back.lesson.starts_with("The change fail rate rises, and customers are better off."), "{back:?}");
    let gates_worse = [Seen { half: &halves[0].0, outcome: gated }, Seen { half: &halves[1].0, outcome: without }];
    let gates_worse = insight(Guide::SkipTheMeeting, today, &gates_worse, None).unwrap();
    assert_eq!(gates_worse.lesson, "Faster, and even with gates customers are worse off.");
}

#[test]
fn larkfield_what_the_meeting_must_stop() {
    let room = room(Sample::Larkfield);
    let search = Guide::SkipTheMeeting.search(&room.workspace).unwrap().unwrap();
    let contest = contest(&search, &room.workspace).unwrap();
    assert_eq!(contest.axis.today, Some(0.1));
    let mut search = BreakEven::new(contest, Settings { replications: 100, ..SETTINGS }).unwrap();
    let verdict = finish(&mut search, |work| room.bench.run(work));
    let Verdict::Ties(tie) = verdict else { unreachable!("a meeting that stops all is safer than the gates") };
    println!("{tie:?}");
    assert_eq!(tie.less_below, Side::Second);
    assert!(tie.at > 0.2 && tie.at < 0.6, "{tie:?}");
    let halves = seen(room.guide(Guide::SkipTheMeeting));
    let says = |verdict: Option<&Verdict>| {
        let found = insight(Guide::SkipTheMeeting, &room.today, &halves, verdict).unwrap();
        println!("{found:#?}");
        well_written(&found);
        found
    };
    let found = says(Some(&Verdict::Ties(tie)));
    assert!(found.lesson.contains("tell us what it stops") && found.lesson.contains("d later."), "{found:?}");
    assert!(found.because.contains("as much of the error budget between"), "{found:?}");
    let open = Tie { low: None, ..tie };
    assert!(says(Some(&Verdict::Ties(open))).because.starts_with("Up to "));
    let odd = Tie { less_below: Side::First, ..tie };
    assert!(!says(Some(&Verdict::Ties(odd))).lesson.contains("must stop"));
    let never = |less, sure| says(Some(&Verdict::NeverTies { less, better: Some(less), sure })).lesson;
    assert!(never(Side::Second, true).starts_with("Whatever the meeting stops, gates use less of the error budget."));
    assert!(never(Side::First, false).contains("as far as we can tell"));
    assert!(says(Some(&Verdict::CannotTell)).lesson.contains("no difference from the gates"));
    let unknown = says(None).lesson;
    assert_eq!(unknown, says(Some(&Verdict::Searching)).lesson);
    assert!(unknown.starts_with("Stopping so many, the meeting"), "{unknown}");
}

#[test]
fn larkfield_budget_spent() {
    let room = room(Sample::Larkfield);
    let [(_, alone), (_, repaired)] = room.guide(Guide::BudgetSpent) else { unreachable!("two halves") };
    assert_eq!(turn(&room.today, alone, Measure::RequestToLive), 1);
    assert_eq!(turn(&room.today, alone, Measure::OutOfSlo), 0);
    assert_eq!(turn(&room.today, alone, Measure::BatchSize), 1);
    assert_eq!(turn(&room.today, alone, Measure::ChangeFailRate), 1);
    room.says(Guide::BudgetSpent, 0, "A freeze alone is a punishment");
    room.says(Guide::BudgetSpent, 0, "It builds the next big batch: 16.4 instead of 8.2 changes in a deployment.");
    assert_eq!(turn(alone, repaired, Measure::RequestToLive), -1);
    assert_eq!(turn(alone, repaired, Measure::TimeFrozen), -1);
    assert_eq!(turn(&room.today, repaired, Measure::RequestToLive), 1, "it is felt all the same");
    assert_eq!(turn(&room.today, repaired, Measure::OutOfSlo), -1);
    room.says(Guide::BudgetSpent, 1, "The same rule costs 3.4");
    room.says(Guide::BudgetSpent, 1, "Repair recovery first, then make the rule.");
    let halves = room.guide(Guide::BudgetSpent);
    let swapped = [Seen { half: &halves[0].0, outcome: repaired }, Seen { half: &halves[1].0, outcome: alone }];
    let swapped = insight(Guide::BudgetSpent, &room.today, &swapped, None).unwrap();
    assert!(swapped.lesson.starts_with("The same rule costs even more time, and the objective is missed as often"));
    let thawed = insight(Guide::BudgetSpent, alone, &[Seen { half: &halves[0].0, outcome: repaired }], None).unwrap();
    assert!(thawed.lesson.starts_with("The freeze works, and costs no time"), "{thawed:?}");
}

#[test]
fn larkfield_fewer_or_faster() {
    let room = room(Sample::Larkfield);
    let [(_, fewer), (_, faster), (_, machines)] = room.guide(Guide::FewerOrFaster) else { unreachable!("three") };
    let today = &room.today;
    for half in [fewer, faster, machines] {
        assert_eq!(turn(today, half, Measure::BudgetUsed), -1);
        assert_eq!(turn(today, half, Measure::OutOfSlo), -1);
    }
    assert_eq!(turn(today, fewer, Measure::FailedDeployments), -1);
    assert_eq!(turn(today, faster, Measure::FailedDeployments), 0);
    assert_eq!(turn(fewer, faster, Measure::OutOfSlo), 0);
    room.says(Guide::FewerOrFaster, 0, "\"Half the bad changes\" saves 40");
    room.says(Guide::FewerOrFaster, 1, "Halving either buys about the same");
    for half in [fewer, faster] {
        assert_eq!(turn(half, machines, Measure::BudgetUsed), -1);
    }
    assert_eq!(turn(today, machines, Measure::RecoveryTime), -1);
    assert_eq!(turn(today, machines, Measure::FailedDeployments), 0);
    room.says(Guide::FewerOrFaster, 2, "\"Alerts and rollback\" wins");
    room.says(Guide::FewerOrFaster, 2, "although as many deployments fail as before");
    let halves = room.guide(Guide::FewerOrFaster);
    let swapped = [
        Seen { half: &halves[0].0, outcome: machines },
        Seen { half: &halves[1].0, outcome: faster },
        Seen { half: &halves[2].0, outcome: fewer },
    ];
    let beaten = insight(Guide::FewerOrFaster, today, &swapped, None).unwrap();
    assert!(beaten.lesson.starts_with("Here \"Half the repair time\" saves more"), "{beaten:?}");
    let uneven = insight(Guide::FewerOrFaster, today, &swapped[..2], None).unwrap();
    assert_eq!(uneven.lesson, "Here \"Half the bad changes\" buys more than \"Half the repair time\".");
    let worse = insight(Guide::FewerOrFaster, fewer, &[Seen { half: &halves[0].0, outcome: today }], None).unwrap();
    assert!(worse.lesson.starts_with("\"Half the bad changes\" costs 40"), "{worse:?}");
}

#[test]
fn larkfield_all_of_it_and_only_then_more() {
    let room = room(Sample::Larkfield);
    let [(_, promised), (_, all), (_, both)] = room.guide(Guide::AllOfIt) else { unreachable!("three halves") };
    let today = &room.today;
    assert_eq!(turn(today, promised, Measure::OutOfSlo), 1);
    assert_eq!(turn(today, all, Measure::OutOfSlo), -1);
    assert_eq!(turn(today, all, Measure::RequestToLive), -1);
    assert_eq!(turn(today, both, Measure::OutOfSlo), -1);
    assert_eq!(turn(promised, both, Measure::OutOfSlo), -1);
    assert_eq!(turn(all, both, Measure::OutOfSlo), 1, "it is not free");
    room.says(Guide::AllOfIt, 0, "A promise alone makes nothing better: it is missed in about 7");
    room.says(Guide::AllOfIt, 1, "sooner, and today's promise is missed less often.");
    room.says(Guide::AllOfIt, 2, "Now, and only now, offer more");
    assert!(room.insight(Guide::AllOfIt, 2).because.contains("15 of 20.2\u{a0}min instead of 51 of 40.3\u{a0}min"));
    room.says(Guide::AllOfIt, 2, "whether that is rare enough to sign is for the room to say.");
    let halves = room.guide(Guide::AllOfIt);
    let swapped = [
        Seen { half: &halves[0].0, outcome: both },
        Seen { half: &halves[1].0, outcome: all },
        Seen { half: &halves[2].0, outcome: promised },
    ];
    let not_yet = insight(Guide::AllOfIt, today, &swapped, None).unwrap();
    assert!(not_yet.lesson.starts_with("Not even all of it carries the better promise"), "{not_yet:?}");
    let not_enough =
        [Seen { half: &halves[0].0, outcome: promised }, swapped[1], Seen { half: &halves[2].0, outcome: both }];
    let not_enough = insight(Guide::AllOfIt, all, &not_enough, None).unwrap();
    assert!(not_enough.lesson.starts_with("All of it helps and is not enough"), "{not_enough:?}");
}

#[test]
fn other_samples_get_the_words_of_their_own_numbers() {
    let (bank, agency) = (room(Sample::Aldermoor), room(Sample::Housing));
    // A release every fourth Saturday: testers are not what the bank waits for.
    let [(_, builders), (_, tester)] = bank.guide(Guide::TwoPeople) else { unreachable!("two halves") };
    assert_eq!(turn(builders, tester, Measure::RequestToLive), 1);
    bank.says(Guide::TwoPeople, 1, "Here \"Two more at Build\" does buy more");
    // Its freeze does buy something.
    let (_, alone) = &bank.guide(Guide::BudgetSpent)[0];
    assert_eq!(turn(&bank.today, alone, Measure::OutOfSlo), -1);
    bank.says(Guide::BudgetSpent, 0, "The freeze works, at a price");
    // The agency seldom spends its budget: a freeze does nothing.
    let (_, alone) = &agency.guide(Guide::BudgetSpent)[0];
    assert_eq!(turn(&agency.today, alone, Measure::RequestToLive), 0);
    agency.says(Guide::BudgetSpent, 0, "Here the freeze changes nothing that we can be sure of.");
    // Its repairs are so long that half of them is worth more than alerts and rollback.
    let [_, (_, faster), (_, machines)] = agency.guide(Guide::FewerOrFaster) else { unreachable!("three halves") };
    assert_eq!(turn(faster, machines, Measure::BudgetUsed), 1);
    agency.says(Guide::FewerOrFaster, 2, "Here \"Half the repair time\" saves more");
}

#[test]
fn every_half_of_every_sample_has_an_insight_and_swapping_changes_it() {
    for sample in [Sample::Larkfield, Sample::Aldermoor, Sample::Housing] {
        let room = room(sample);
        println!("== {}", room.workspace.name);
        for (guide, halves) in &room.halves {
            for at in 0..halves.len() {
                let found = room.insight(*guide, at);
                println!("{} {}: {found:#?}", guide.id(), halves[at].0.name);
                well_written(&found);
                let mut turned = seen(&halves[..=at]);
                let last = turned.len() - 1;
                let was = std::mem::replace(&mut turned[last].outcome, &room.today);
                let swapped = insight(*guide, was, &turned, None).unwrap();
                well_written(&swapped);
                assert_ne!(swapped, found, "{} {at}", guide.id());
            }
        }
    }
}

#[test]
fn where_nothing_differs_no_direction_is_named() {
    let room = room(Sample::Larkfield);
    for (guide, halves) in &room.halves {
        for at in 0..halves.len() {
            let same: Vec<Seen<'_>> =
                halves[..=at].iter().map(|(half, _)| Seen { half, outcome: &room.today }).collect();
            let found = insight(*guide, &room.today, &same, None).unwrap();
            well_written(&found);
            assert!(
                found.lesson.contains("as far as we can tell") || found.lesson.contains("we can be sure of"),
                "{} {at}: {found:?}",
                guide.id()
            );
        }
    }
    assert_eq!(insight(Guide::TwoPeople, &room.today, &[], None), None);
    // Outcomes of other seeds are no pairs.
    let mut other = room.today.clone();
    other.settings.seed += 1;
    for (guide, halves) in &room.halves {
        assert_eq!(insight(*guide, &other, &seen(halves), None).is_some(), *guide == Guide::SkipTheMeeting);
    }
}
