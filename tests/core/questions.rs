//! Eight rough answers make a sound workspace that runs; each answer lands in it, and what was not answered is said.

use std::sync::Arc;

use trivium_core::{
    engine::{
        flow,
        simulation::{Measure, Plan, Run, Settings},
    },
    exchange::questions::{Answers, Approval, Made, Question, Refused, Rhythm, Sector},
    model::{
        Cadence, Distribution, Elapsed, IncidentPolicy, Lever, Party, Scenario, Share, Step, StepKind, Weekday,
        Workspace, check::check,
    },
};

fn made(answers: &Answers) -> Made {
    answers.workspace("numbers-1", "Our numbers").unwrap()
}

fn sound(workspace: &Workspace) {
    let problems: Vec<String> = check(workspace).iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

/// It compiles and runs; nobody is asked for more than they have.
fn runs(workspace: &Workspace, scenario: &Scenario, what: &str) {
    let compiled = Plan::compile(workspace, scenario).unwrap();
    assert_eq!(compiled.warnings, [], "{what}: {}", scenario.name);
    let settings = Settings { seed: 3, replications: 1, warm_up_weeks: 4, ..Settings::USUAL };
    let mut run = Run::new(Arc::new(compiled.plan), settings).unwrap();
    run.finish();
    let outcome = run.outcome().unwrap();
    for measure in [Measure::DeploymentsPerWeek, Measure::RequestToLive] {
        let mean = outcome.estimate(measure).unwrap().mean;
        assert!(mean.is_finite() && mean > 0.0, "{what}: {}: {measure:?} {mean}", scenario.name);
    }
}

#[test]
fn every_sector_without_another_answer_is_sound_and_runs() {
    for sector in Sector::ALL {
        let Made { workspace, assumed } = made(&Answers { sector: Some(sector), ..Answers::default() });
        sound(&workspace);
        assert_eq!(assumed.len(), 7, "{assumed:?}");
        assert_eq!(workspace, made(&Answers { sector: Some(sector), ..Answers::default() }).workspace);
        assert!(workspace.scenarios.len() >= 3);
        assert!(workspace.scenarios[0].prediction.revealed, "the first picture is there at once");
        assert!(workspace.scenarios.iter().skip(1).all(|scenario| !scenario.prediction.revealed));
        runs(&workspace, &Scenario::today(), sector.name());
        for scenario in workspace.scenarios.iter() {
            runs(&workspace, scenario, sector.name());
        }
    }
}

#[test]
fn every_rhythm_with_and_without_a_board_is_sound_and_runs() {
    for sector in [Sector::Retail, Sector::Online] {
        for release in Rhythm::ALL {
            for approval in [Approval::Nobody, Approval::Board(Weekday::Friday)] {
                let answers = Answers {
                    sector: Some(sector),
                    release: Some(release),
                    approval: Some(approval),
                    ..Answers::default()
                };
                let workspace = made(&answers).workspace;
                sound(&workspace);
                runs(&workspace, &Scenario::today(), &format!("{sector:?} {release:?} {approval:?}"));
            }
        }
    }
}

#[test]
fn the_ends_of_every_range_are_sound() {
    for sector in Sector::ALL {
        for (changes, share, restore) in [(0.05, 0.0, 0.01), (500.0, 0.5, 336.0)] {
            let answers = Answers {
                sector: Some(sector),
                changes_per_week: Some(changes),
                bad_changes: Some(Share::clamped(share)),
                standard: Some(Share::clamped(share * 2.0)),
                restore: Some(Elapsed::clamped_hours(restore)),
                cut_off: Some(Elapsed::clamped_hours(share * 335.0)),
                ..Answers::default()
            };
            let workspace = made(&answers).workspace;
            sound(&workspace);
            assert_eq!(Plan::compile(&workspace, &Scenario::today()).unwrap().warnings, [], "{sector:?} {changes}");
        }
    }
}

fn deploys(step: &Step) -> bool {
    matches!(step.kind, StepKind::Deploy { .. })
}

fn boards(workspace: &Workspace) -> Vec<Cadence> {
    let stream = workspace.main_stream().unwrap();
    let dates = |step: &Step| match step.kind {
        StepKind::Approval { cadence, .. } => cadence,
        _ => None,
    };
    stream.steps.iter().filter_map(dates).collect()
}

/// A whole set of answers, none of them usual.
fn answered() -> Answers {
    Answers {
        sector: Some(Sector::Retail),
        changes_per_week: Some(17.0),
        release: Some(Rhythm::Fortnightly),
        approval: Some(Approval::Board(Weekday::Monday)),
        cut_off: Some(Elapsed::clamped_hours(30.0)),
        bad_changes: Some(Share::clamped(0.07)),
        restore: Some(Elapsed::clamped_hours(5.0)),
        slo: Some("99.7".parse().unwrap()),
        standard: Some(Share::clamped(0.35)),
    }
}

#[test]
fn every_answer_lands_in_the_model() {
    let Made { workspace, assumed } = made(&answered());
    assert_eq!(assumed, Vec::<String>::new());
    let stream = workspace.main_stream().unwrap();
    let service = workspace.main_service().unwrap();
    assert!((stream.demand.per_week - 17.0).abs() < 1e-12);
    assert_eq!(stream.demand.mix.standard, Share::clamped(0.35));
    assert_eq!(stream.bad_changes, Share::clamped(0.07));
    assert_eq!(service.main_slo().unwrap().target.to_string(), "99.7");
    assert_eq!(service.name, "Web shop");
    let board = boards(&workspace);
    assert_eq!(board.len(), 1);
    assert_eq!((board[0].every_days, board[0].day, board[0].minute), (7, Weekday::Monday, 600));
    assert!((board[0].cut_off.hours() - 30.0).abs() < 1e-12);
    let deploy = stream.steps.iter().find(|step| deploys(step)).unwrap();
    let StepKind::Deploy { cadence: Some(cadence), .. } = deploy.kind else { panic!("no dates") };
    assert_eq!((cadence.every_days, cadence.day), (14, Weekday::Tuesday), "the evening after the board");
    // Detection by whom it is, acknowledgement, and repair of a batch of 34: medians add up to five hours.
    let policy = &service.incidents;
    let monitored = policy.found_by_monitoring.value();
    let detect = monitored * policy.detect_by_monitoring.median() + (1.0 - monitored) * policy.detect_by_users.median();
    let harder = 1.0 + policy.batch_repair_factor * 34.0_f64.log2();
    let sum = detect + policy.acknowledge.median() + policy.repair.median() * harder;
    assert!((sum - 5.0).abs() < 1e-9, "{sum}");
    let usual = IncidentPolicy::assumed();
    let spread = |time: Distribution| match time {
        Distribution::Lognormal { median, p85 } => p85 / median,
        _ => 0.0,
    };
    assert!((spread(policy.repair) - spread(usual.repair)).abs() < 1e-9, "the shape stays");
}

/// Where work waits for a date, what is observed there is what the dates make of it.
#[test]
fn waiting_for_dates_follows_from_the_answers() {
    let observed = |answers: &Answers, find: fn(&Step) -> bool| {
        let workspace = made(answers).workspace;
        let step = workspace.main_stream().unwrap().steps.iter().find(|step| find(step)).unwrap().clone();
        let work = step.work.mean();
        let observed = step.observed.unwrap();
        (observed.low.hours() - work, observed.high.hours() - work)
    };
    let near = |(low, high): (f64, f64), (a, b): (f64, f64)| (low - a).abs() < 1e-9 && (high - b).abs() < 1e-9;
    let board = |step: &Step| matches!(step.kind, StepKind::Approval { .. });
    // Papers 30 h before, then up to a week. Monday 10:00 to Tuesday 20:00, and a week more for every second one.
    assert!(near(observed(&answered(), board), (30.0, 198.0)));
    assert!(near(observed(&answered(), deploys), (34.0, 202.0)));
    let with = |release, approval| Answers { release: Some(release), approval: Some(approval), ..answered() };
    let friday = Approval::Board(Weekday::Friday);
    assert!(near(observed(&with(Rhythm::Weekly, friday), deploys), (82.0, 82.0)), "Friday 10:00 to Monday 20:00");
    assert!(near(observed(&with(Rhythm::Daily, friday), deploys), (10.0, 10.0)));
    assert!(near(observed(&with(Rhythm::OnDemand, friday), deploys), (0.0, 0.0)));
    assert!(near(observed(&with(Rhythm::Daily, Approval::Nobody), deploys), (0.0, 24.0)));
    for sector in Sector::ALL {
        let workspace = made(&Answers { sector: Some(sector), ..Answers::default() }).workspace;
        assert!(flow::sheet(&workspace, workspace.main_stream().unwrap()).observed.is_ok(), "{sector:?}");
    }
}

#[test]
fn no_board_means_that_nobody_is_waited_for() {
    for sector in Sector::ALL {
        let answers = Answers { sector: Some(sector), approval: Some(Approval::Nobody), ..Answers::default() };
        let workspace = made(&answers).workspace;
        assert_eq!(boards(&workspace), []);
        let asks_the_board =
            |scenario: &Scenario| scenario.levers.iter().any(|lever| matches!(lever, Lever::AutoApproval { .. }));
        assert!(!workspace.scenarios.iter().any(asks_the_board));
        let with = Answers { approval: Some(Approval::Board(Weekday::Tuesday)), ..answers };
        assert_eq!(boards(&made(&with).workspace).len(), 1, "{sector:?}");
        assert!(made(&with).workspace.scenarios.iter().any(asks_the_board));
    }
}

#[test]
fn the_first_question_is_about_another_rhythm() {
    let first = |release| made(&Answers { release: Some(release), ..answered() }).workspace.scenarios[0].name.clone();
    assert_eq!(first(Rhythm::Quarterly), "Release daily");
    assert_eq!(first(Rhythm::Weekly), "Release daily");
    assert_eq!(first(Rhythm::Daily), "Release on demand");
    assert_eq!(first(Rhythm::OnDemand), "Release weekly");
}

#[test]
fn what_nobody_answered_is_marked_and_said() {
    let answers = Answers { slo: None, cut_off: None, ..answered() };
    let Made { workspace, assumed } = made(&answers);
    assert_eq!(
        assumed,
        [
            "Approval day, and when are papers due? Monday 10:00, papers 46 h before",
            "What do you promise (SLO)? 99.9 %",
        ]
    );
    let note = &workspace.main_service().unwrap().note;
    for sentence in &assumed {
        assert!(note.contains(sentence.as_str()), "{note}");
    }
    let (said, guessed) = note.split_once("Assumed, since nobody answered: ").unwrap();
    assert!(said.starts_with("Answered: Which sector are you in? Retail; How many changes a week? 17; "), "{said}");
    assert!(!guessed.contains("17") && guessed.contains("team"), "{guessed}");
    for step in &workspace.main_stream().unwrap().steps {
        assert!(step.assumed, "{}", step.name);
        assert!(step.observed.unwrap().assumed, "{}", step.name);
    }
}

#[test]
fn sectors_have_their_own_words_and_parties() {
    let of = |sector| made(&Answers { sector: Some(sector), ..Answers::default() }).workspace;
    let names = |workspace: &Workspace| -> Vec<String> {
        workspace.main_stream().unwrap().steps.iter().map(|step| step.name.clone()).collect()
    };
    assert!(names(&of(Sector::Bank)).contains(&"Collect evidence of controls".to_owned()));
    let public = of(Sector::Public);
    assert!(names(&public).contains(&"Acceptance test".to_owned()));
    let stream = public.main_stream().unwrap();
    let build = stream.steps.iter().find(|step| step.name == "Build").unwrap();
    assert_eq!(public.team(build.team.unwrap()).unwrap().party, Party::Supplier);
    assert!(stream.steps.iter().any(|step| step.team != build.team), "the supplier builds, others do the rest");
    let gates = |step: &Step| matches!(step.kind, StepKind::Gate { .. });
    assert!(of(Sector::Online).main_stream().unwrap().steps.iter().any(gates));
}

#[test]
fn typed_answers_are_read_as_everywhere_else() {
    let mut answers = Answers::default();
    for (question, text) in [
        (Question::Changes, " 12,5 "),
        (Question::Approval, "2d"),
        (Question::BadChanges, "3"),
        (Question::Restore, "90 min"),
        (Question::Slo, "99,95 %"),
        (Question::Standard, "40%"),
    ] {
        answers.take(question, text).unwrap();
    }
    assert!((answers.changes_per_week.unwrap() - 12.5).abs() < 1e-12);
    assert!((answers.cut_off.unwrap().hours() - 48.0).abs() < 1e-12);
    assert!((answers.bad_changes.unwrap().percent() - 3.0).abs() < 1e-9);
    assert!((answers.restore.unwrap().hours() - 1.5).abs() < 1e-12);
    assert_eq!(answers.slo.unwrap().to_string(), "99.95");
    assert!((answers.standard.unwrap().percent() - 40.0).abs() < 1e-9);
    answers.take(Question::Restore, "1-3h").unwrap();
    assert!((answers.restore.unwrap().hours() - 2.0).abs() < 1e-12, "the middle of a range");
    answers.take(Question::Restore, "").unwrap();
    assert_eq!(answers.restore, None, "nothing takes the answer back");
}

#[test]
fn nonsense_is_refused_with_a_sentence_and_changes_nothing() {
    let texts = ["-1", "nan", "inf", "1e999", "x", "999999999", "12 h 5", "0x10", "\u{0}", "--", "1;2", "9\u{202e}9"];
    for question in Question::ALL {
        for text in texts {
            let mut answers = answered();
            if let Err(sorry) = answers.take(question, text) {
                assert_eq!(answers, answered(), "{question:?} {text:?}");
                let sentence = sorry.to_string();
                assert!(sentence.ends_with('.') && sentence.chars().count() < 160, "{sentence}");
            } else {
                sound(&made(&answers).workspace);
            }
        }
    }
    let mut answers = answered();
    for (question, text) in [
        (Question::Changes, "0"),
        (Question::Changes, "501"),
        (Question::Approval, "7d"),
        (Question::BadChanges, "51"),
        (Question::Restore, "0"),
        (Question::Restore, "15d"),
        (Question::Slo, "100"),
        (Question::Standard, "101"),
        (Question::Release, "daily"),
    ] {
        assert!(answers.take(question, text).is_err(), "{question:?} {text}");
    }
    let long = answers.take(Question::Slo, &"9".repeat(5000)).unwrap_err().to_string();
    assert!(long.len() < 200, "{long}");
}

#[test]
fn values_out_of_range_are_refused_even_if_nobody_typed_them() {
    let refused = |answers: Answers| answers.workspace("numbers-1", "Our numbers").unwrap_err();
    for count in [0.0, -1.0, f64::NAN, f64::INFINITY, 501.0] {
        assert!(matches!(refused(Answers { changes_per_week: Some(count), ..answered() }), Refused::Changes(_)));
    }
    let time = |hours| Some(Elapsed::clamped_hours(hours));
    assert!(matches!(refused(Answers { restore: time(0.0), ..answered() }), Refused::Restore(_)));
    assert!(matches!(refused(Answers { restore: time(400.0), ..answered() }), Refused::Restore(_)));
    assert!(matches!(refused(Answers { cut_off: time(168.0), ..answered() }), Refused::CutOff(_)));
    let most = Some(Share::clamped(0.6));
    assert!(matches!(refused(Answers { bad_changes: most, ..answered() }), Refused::BadChanges(_)));
    let unsound = answered().workspace("Not an id", "Our numbers").unwrap_err();
    assert!(matches!(unsound, Refused::Unsound(_)), "{unsound}");
}
