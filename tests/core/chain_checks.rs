//! The checks of a value stream: each on a stream that is wrong in one way, and silent on one that is sound.

use trivium_core::{
    catalog::samples::Sample,
    chart::{finding_link, finding_sentence},
    edit::mend,
    engine::{
        flow::{PoolOwner, sheet},
        governance::{ChainChecks, ChainFinding, Flaw, Rule, chain_checks},
    },
    model::{
        Activity, Cadence, Edition, Elapsed, Flow, FlowId, FlowKind, LifecycleActivity, Observed, Party, Share, Step,
        StepId, StepKind, StreamKind, Team, TeamId, ValueStream, Weekday, Workers, Workspace,
    },
};

use super::flow;

fn team(id: u64, name: &str, party: Party) -> Team {
    let planned_share = Share::clamped(0.8);
    Team { people: 5, planned_share, party, ..Team::new(TeamId::new(id), name.to_owned()) }
}

fn hours(low: f64, high: f64) -> Observed {
    let (low, high) = (Elapsed::clamped_hours(low), Elapsed::clamped_hours(high));
    Observed { low, high, assumed: false }
}

/// Plan, ask, build, deploy, improve: nobody can object to it but for its practices.
fn sound() -> (Workspace, ValueStream) {
    let mut workspace = flow::workspace();
    workspace.teams = vec![team(90, "Web", Party::Internal)].into();
    workspace.next_id = 1000;
    let life = [
        (Activity::Plan, LifecycleActivity::Discover),
        (Activity::Engage, LifecycleActivity::Discover),
        (Activity::ObtainBuild, LifecycleActivity::Build),
        (Activity::DesignAndTransition, LifecycleActivity::Transition),
        (Activity::Improve, LifecycleActivity::Support),
    ];
    let mut steps: Vec<Step> = (1..=5).map(|id| flow::step(id, 2.0, Some(3.0), Some(0.95))).collect();
    for (step, (activity, lifecycle)) in steps.iter_mut().zip(life) {
        (step.activity, step.lifecycle, step.team) = (activity, lifecycle, Some(TeamId::new(90)));
    }
    steps[3].kind = StepKind::Deploy { cadence: None, fails: Share::NONE };
    let mut stream = flow::stream(1.0, steps);
    stream.clock_starts_after = Some(StepId::new(3));
    (workspace, stream)
}

fn look(workspace: &Workspace, stream: &ValueStream) -> ChainChecks {
    chain_checks(workspace, stream, &sheet(workspace, stream))
}

/// What is found besides the practices, which the toys never name.
fn found(workspace: &Workspace, stream: &ValueStream) -> Vec<ChainFinding> {
    let all = look(workspace, stream).findings;
    all.into_iter().filter(|finding| finding.flaw != Flaw::NoPractice).collect()
}

/// What is found when the sound stream is spoiled in one way.
fn spoiled(spoil: impl FnOnce(&mut Workspace, &mut ValueStream)) -> (Workspace, ValueStream, Vec<ChainFinding>) {
    let (mut workspace, mut stream) = sound();
    spoil(&mut workspace, &mut stream);
    let findings = found(&workspace, &stream);
    (workspace, stream, findings)
}

/// The only finding, its sentence, and the numbers of its steps.
fn only(spoil: impl FnOnce(&mut Workspace, &mut ValueStream)) -> (Flaw, String, Vec<u64>) {
    let (workspace, stream, findings) = spoiled(spoil);
    assert_eq!(findings.len(), 1, "{findings:?}");
    let finding = &findings[0];
    let sentence = finding_sentence(&workspace, &stream, finding);
    assert!(sentence.ends_with(['.', '?']) && !sentence.contains("  "), "{sentence}");
    (finding.flaw.clone(), sentence, finding.steps.iter().map(|step| step.number()).collect())
}

fn next(id: u64, from: u64, to: u64, share: f64) -> Flow {
    let kind = FlowKind::Next { share: Share::clamped(share) };
    Flow { id: FlowId::new(id), from: StepId::new(from), to: StepId::new(to), kind }
}

#[test]
fn a_sound_stream_has_no_finding_and_an_empty_one_is_asked_nothing() {
    let (workspace, stream) = sound();
    assert_eq!(found(&workspace, &stream), []);
    let checks = look(&workspace, &stream);
    assert_eq!((checks.asked - checks.passed, checks.findings.len()), (1, 1), "practices only");
    assert_eq!(checks.unseen, [Rule::Outside], "nobody knows whether anybody of it is outside");
    let empty = flow::stream(1.0, Vec::new());
    assert_eq!(look(&workspace, &empty), ChainChecks::default());
}

#[test]
fn what_keeps_work_from_coming_through_is_found() {
    let (flaw, sentence, _) = only(|_, stream| stream.steps[3].kind = StepKind::Work);
    assert_eq!(
        (flaw, sentence.as_str()),
        (Flaw::NoDeployment, "Nothing goes live, and nothing can be simulated: no step deploys.")
    );
    // One person with 80 % of the week for 2 h a change, and 100 changes a week: ρ = 200 / 134.4 and more with rework.
    let (flaw, sentence, steps) = only(|_, stream| {
        stream.demand.per_week = 100.0;
        stream.steps.iter_mut().for_each(|step| step.workers = Workers::Unlimited);
        stream.steps[2].workers = Workers::Own { people: 1 };
    });
    assert!(
        matches!(flaw, Flaw::NeverSettles { utilisation, .. } if (utilisation - 200.0 / 134.4 / 0.95).abs() < 1e-3)
    );
    assert_eq!(
        (sentence.as_str(), steps),
        ("The queue never settles: 157\u{a0}% of the time of the people of Step 3 is asked for.", vec![3])
    );
    let (flaw, sentence, _) = only(|_, stream| {
        stream.demand.per_week = 60.0;
        stream.steps.iter_mut().for_each(|step| step.workers = Workers::Unlimited);
        stream.steps[2].workers = Workers::Own { people: 1 };
    });
    assert!(matches!(flaw, Flaw::Busy { owner: PoolOwner::Step(_), a_tenth_more_adds_hours: None, .. }), "{flaw:?}");
    assert!(sentence.starts_with("With a tenth more work the queue never settles: the people of Step 3 are busy 94"));
    let (flaw, _, steps) = only(|_, stream| stream.steps[1].observed = Some(hours(1.0, 1.0)));
    assert_eq!((flaw, steps), (Flaw::WorkExceedsObserved, vec![2]));
}

#[test]
fn work_that_does_not_arrive_is_found() {
    // 1 -> 2 -> 4 -> 5, and 3 is left out; its clock goes with it.
    let (flaw, sentence, steps) = only(|_, stream| {
        stream.flows = vec![next(11, 1, 2, 1.0), next(12, 2, 4, 1.0), next(13, 4, 5, 1.0)];
    });
    assert_eq!((flaw, steps), (Flaw::Unreached, vec![3]));
    assert_eq!(sentence, "No work comes to 1\u{a0}step: no link leads there.");
    // A quarter leaves after the building and is never deployed.
    let (flaw, sentence, steps) = only(|_, stream| {
        stream.flows = vec![next(11, 1, 2, 1.0), next(12, 2, 3, 1.0), next(13, 3, 4, 0.75), next(14, 3, 5, 0.25)];
    });
    assert!(matches!(flaw, Flaw::EndsBeforeLive { share } if (share - 0.25).abs() < 1e-12));
    assert_eq!(
        (sentence.as_str(), steps),
        ("25\u{a0}% of the changes never go live: they end without a deployment.", vec![5])
    );
    // Nothing of a step is ever right: after ten times it goes on as it is.
    let (flaw, _, steps) = only(|_, stream| {
        stream.steps[1].complete_accurate = Some(Share::clamped(0.3));
        stream.steps.iter_mut().for_each(|step| {
            step.complete_accurate =
                step.complete_accurate.map(|known| if known.value() < 0.5 { known } else { Share::ALL });
        });
    });
    assert!(matches!(flaw, Flaw::LetGo { per_item } if (per_item - 0.7_f64.powi(11)).abs() < 1e-9), "{flaw:?}");
    assert_eq!(steps, [2]);
    let (flaw, ..) = only(|_, stream| {
        let chain = (1..=4).map(|from| next(10 + from, from, from + 1, 1.0));
        stream.flows = chain.chain([next(20, 1, 3, 0.0)]).collect();
    });
    assert_eq!(flaw, Flaw::EmptyLinks { links: vec![FlowId::new(20)] });
}

#[test]
fn decisions_that_cost_more_than_they_stop_are_found() {
    let approval = |bad: f64, good: f64| StepKind::Approval {
        cadence: Some(Cadence::weekly(Weekday::Wednesday, 10)),
        stops_bad: Share::clamped(bad),
        stops_good: Share::clamped(good),
    };
    let (_, stream, findings) = spoiled(|_, stream| {
        stream.steps[1].kind = approval(0.2, 0.0);
        stream.steps[1].observed = Some(hours(50.0, 50.0));
    });
    assert_eq!(findings.len(), 2, "the approval, and the waiting as a whole");
    assert_eq!(findings[0].flaw, Flaw::ApprovalWait { wait_hours: 48.0, work_hours: 2.0, of_hours: Some(62.0) });
    let Flaw::MostlyWaiting { share, of_hours, longest_hours } = findings[1].flaw else { panic!("{findings:?}") };
    assert!((share - 52.0 / 62.0).abs() < 1e-12 && (of_hours - 62.0).abs() + (longest_hours - 48.0).abs() < 1e-9);
    assert_eq!(finding_link(&stream, &findings[0]), "Step 2");
    let (flaw, sentence, _) = only(|_, stream| stream.steps[1].kind = approval(0.0, 0.0));
    assert_eq!(
        (flaw, sentence.as_str()),
        (
            Flaw::StopsNothing { wait_hours: Some(1.0) },
            "60\u{a0}min of waiting buy nothing: Step 2 stops no bad change."
        )
    );
    let (flaw, sentence, _) = only(|_, stream| {
        stream.steps[1].kind = StepKind::Gate { stops_bad: Share::clamped(0.1), stops_good: Share::clamped(0.2) };
    });
    assert_eq!(flaw, Flaw::StopsMoreGood { bad: 0.1, good: 0.2 });
    assert_eq!(sentence, "Step 2 stops 20\u{a0}% of the good changes, but 10\u{a0}% of the bad ones.");
}

#[test]
fn hand_overs_between_teams_are_counted() {
    let (flaw, sentence, steps) = only(|workspace, stream| {
        workspace.teams = vec![team(90, "Web", Party::Internal), team(91, "Ops", Party::Internal)].into();
        for at in [1, 3] {
            stream.steps[at].team = Some(TeamId::new(91));
        }
    });
    assert_eq!((flaw, steps), (Flaw::HandOvers { between: 4, of: 4 }, vec![2, 3, 4, 5]));
    assert!(sentence.starts_with("4 of 4 links hand work to another team"));
    // A step without a team is no hand-over.
    let (_, _, findings) = spoiled(|_, stream| stream.steps[2].team = None);
    assert_eq!(findings.iter().map(|finding| finding.flaw.clone()).collect::<Vec<_>>(), [Flaw::NoTeam]);
}

#[test]
fn rules_of_the_chain_are_judged_from_what_is_stated() {
    let (flaw, sentence, steps) = only(|workspace, stream| {
        workspace.teams = vec![team(90, "Web", Party::Internal), team(91, "CloudHost", Party::Supplier)].into();
        stream.steps[3].team = Some(TeamId::new(91));
    });
    assert_eq!((flaw, steps), (Flaw::SupplierWithoutEngage { team: TeamId::new(91) }, vec![4]));
    assert_eq!(
        sentence,
        "CloudHost is a supplier, and nobody in Engage hands Step 4 over or takes it back. \
         Rule 1: contact with anybody outside goes through Engage."
    );
    let (flaw, _, steps) = only(|_, stream| stream.kind = StreamKind::Request);
    assert_eq!((flaw, steps), (Flaw::RequestsOutsideEngage, vec![1]));
    let (flaw, sentence, steps) = only(|_, stream| stream.steps[3].lifecycle = LifecycleActivity::Acquire);
    assert_eq!((flaw, steps), (Flaw::ObtainedElsewhere, vec![4]));
    assert!(sentence.ends_with("Rule 2: new resources come through Obtain/build."));
    let (flaw, ..) = only(|_, stream| stream.steps[2].activity = Activity::DesignAndTransition);
    assert_eq!(flaw, Flaw::NothingIsMade);
    let (flaw, ..) = only(|_, stream| stream.steps[4].activity = Activity::DeliverAndSupport);
    assert_eq!(flaw, Flaw::NothingInImprove { decisions: 0 });
    // Nobody can see where planning goes on: that is no finding.
    let (workspace, stream, findings) = spoiled(|_, stream| stream.steps[0].activity = Activity::Engage);
    assert_eq!((findings, look(&workspace, &stream).unseen), (Vec::new(), vec![Rule::Outside, Rule::Planning]));
    // The rules are those of the service value chain; the lifecycle of Version 5 has none of them.
    let (_, _, findings) = spoiled(|workspace, stream| {
        workspace.edition = Edition::Itil5;
        stream.steps.iter_mut().for_each(|step| step.activity = Activity::DeliverAndSupport);
    });
    assert_eq!(findings, []);
}

#[test]
fn gaps_and_units_are_found() {
    type Spoil = fn(&mut ValueStream);
    let spoils: [(Spoil, Flaw); 8] = [
        (|stream| stream.clock_starts_after = None, Flaw::NoClock),
        (|stream| stream.steps[2].observed = None, Flaw::NoObservedTime),
        (|stream| stream.steps[2].complete_accurate = None, Flaw::NoCompleteAccurate),
        (|stream| stream.steps[2].team = None, Flaw::NoTeam),
        (|stream| stream.steps[2].assumed = true, Flaw::Assumed),
        (
            |stream| {
                stream.steps[2].observed = Some(hours(0.01, 0.01));
                stream.steps[2].work = trivium_core::model::Distribution::Fixed { hours: 0.0 };
            },
            Flaw::UnderAMinute,
        ),
        (
            |stream| {
                stream.steps[2].observed = Some(hours(41.0, 41.0));
                stream.steps[2].work = trivium_core::model::Distribution::Fixed { hours: 40.5 };
            },
            Flaw::LongWork { work_hours: 40.5 },
        ),
        (
            // All of it is work, so that it is no wait.
            |stream| {
                stream.steps[2].observed = Some(hours(8761.0, 8761.0));
                stream.steps[2].work = trivium_core::model::Distribution::Fixed { hours: 40.0 };
                stream.steps[2].observed = Some(hours(39.0, 8761.0));
            },
            Flaw::OverAYear,
        ),
    ];
    for (spoil, expected) in spoils {
        let (_, _, findings) = spoiled(|_, stream| spoil(stream));
        let found = findings.iter().find(|finding| finding.flaw == expected);
        assert!(found.is_some_and(|finding| finding.steps.contains(&StepId::new(3))), "{expected:?}: {findings:?}");
    }
    // A machine may decide in seconds.
    let (_, _, findings) = spoiled(|_, stream| {
        stream.steps[1].kind = StepKind::Gate { stops_bad: Share::clamped(0.1), stops_good: Share::NONE };
        stream.steps[1].observed = Some(hours(0.01, 0.01));
        stream.steps[1].work = trivium_core::model::Distribution::Fixed { hours: 0.005 };
    });
    assert_eq!(findings, []);
}

#[test]
fn a_supplier_without_a_step_in_engage_is_told_and_nothing_is_moved_for_it() {
    let supplied = |at: usize| {
        let (workspace, stream, findings) = spoiled(|workspace, stream| {
            workspace.teams = vec![team(90, "Web", Party::Internal), team(91, "CloudHost", Party::Supplier)].into();
            stream.steps[at].team = Some(TeamId::new(91));
            stream.steps[1].activity = Activity::ObtainBuild;
        });
        let rule = |finding: &&ChainFinding| finding.flaw.rule() == Some(Rule::Outside);
        findings.iter().find(rule).map(|finding| mend(&workspace, &stream, finding).map(|mend| mend.label))
    };
    // Moving what a supplier makes or runs would break another rule; a step in Engage must be named by people.
    assert_eq!(supplied(2), Some(None));
    assert_eq!(supplied(3), Some(None));
}

/// Applies every fix that is offered, each to what the one before it made.
#[test]
fn a_fix_takes_its_finding_away_in_one_step() {
    let (mut workspace, mut stream, _) = spoiled(|workspace, stream| {
        workspace.teams = vec![team(90, "Web", Party::Internal)].into();
        stream.steps.truncate(3);
        stream.steps[0].lifecycle = LifecycleActivity::Acquire;
        stream.steps[1].team = None;
        stream.steps[2].team = None;
        stream.clock_starts_after = None;
        stream.flows = vec![next(11, 1, 2, 1.0), next(12, 2, 3, 1.0), next(13, 1, 3, 0.0)];
    });
    workspace.streams = vec![stream.clone()].into();
    let mut labels = Vec::new();
    loop {
        let findings = found(&workspace, &stream);
        let Some((finding, mended)) =
            findings.into_iter().find_map(|finding| Some((finding.clone(), mend(&workspace, &stream, &finding)?)))
        else {
            break;
        };
        assert!(mended.done.ends_with('.') && !mended.label.ends_with('.'));
        workspace = mended.command.apply(&workspace).unwrap();
        stream = workspace.streams[0].clone();
        assert!(!found(&workspace, &stream).contains(&finding), "{finding:?} is still there");
        labels.push(mended.label);
        assert!(labels.len() < 10, "{labels:?}");
    }
    let expected = [
        "Add step \"Deploy\" at the end",
        "Remove link from \"Step 1\" to \"Step 3\"",
        "Move \"Step 1\" to Obtain/build",
        "Add step \"Look back and improve\" at the end",
        "Start the DORA clock after \"Step 3\"",
        "Give the 2 steps to Web",
    ];
    assert_eq!(labels[..5], expected[..5]);
    assert!(labels[5].ends_with("to Web"), "{labels:?}");
    let left: Vec<Flaw> = found(&workspace, &stream).into_iter().map(|finding| finding.flaw).collect();
    assert_eq!(left, [Flaw::NoCompleteAccurate, Flaw::Assumed], "only people can know these");
}

#[test]
fn the_worked_example_is_told_what_its_story_is_about() {
    let workspace = Sample::Larkfield.workspace();
    let stream = workspace.main_stream().unwrap();
    let checks = look(&workspace, stream);
    let sentences: Vec<String> =
        checks.findings.iter().map(|finding| finding_sentence(&workspace, stream, finding)).collect();
    assert_eq!(
        sentences[..4],
        [
            "5.5\u{a0}d of 15.8\u{a0}d go to waiting for CAB approval; the decision takes 12\u{a0}min.",
            "92\u{a0}% of 15.8\u{a0}d are waiting, 5.5\u{a0}d of that at CAB approval.",
            "3 of 8 links hand work to another team: each is a place to wait and to lose what was known.",
            "What is learned does not come back: no step lies in Improve. Rule 4: improvement at every level goes through \
             Improve.",
        ]
    );
    assert_eq!(checks.unseen, [Rule::Outside, Rule::Planning]);
    // One finding for each check that did not pass.
    assert_eq!(checks.asked - checks.passed, checks.findings.len());
}
