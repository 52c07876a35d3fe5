//! The Three Ways of a stream, by hand on toys, and on the worked example.

use trivium_core::{
    catalog::samples::Sample,
    chart::three_ways_in_words,
    engine::flow::{Missing, PoolOwner, SignalKind, sheet, three_ways},
    model::{
        Cadence, Elapsed, Flow, FlowId, FlowKind, Improvement, ImprovementId, ImprovementStatus, Lever, Scenario,
        ScenarioId, Share, StepId, StepKind, Together, ValueStream, WayOfWorking, Weekday, Workers, Workspace,
    },
};

use super::{flow, reliability};

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

/// Ask 10 h, build 20 h, test 5 h, approve 30 h, deploy 3 h; testing sends 10 % back to building.
fn five() -> ValueStream {
    let times = [10.0, 20.0, 5.0, 30.0, 3.0];
    let mut steps: Vec<_> = (1..).zip(times).map(|(id, hours)| flow::step(id, 1.0, Some(hours), None)).collect();
    steps[2].complete_accurate = Some(Share::clamped(0.9));
    steps[3].kind = StepKind::Approval {
        cadence: Some(Cadence::weekly(Weekday::Wednesday, 10)),
        stops_bad: Share::clamped(0.25),
        stops_good: Share::NONE,
    };
    steps[4].kind = StepKind::Deploy { cadence: None, fails: Share::NONE };
    let mut stream = flow::stream(8.0, steps);
    stream.flows =
        vec![Flow { id: FlowId::new(50), from: StepId::new(3), to: StepId::new(2), kind: FlowKind::Rework {} }];
    stream.clock_starts_after = Some(StepId::new(2));
    stream.bad_changes = Share::clamped(0.2);
    stream
}

#[test]
fn the_first_way_names_the_worst_three() {
    let mut stream = five();
    stream.steps[0].workers = Workers::Own { people: 4 };
    stream.steps[1].together = Some(Together { at: 6, or_after: Elapsed::clamped_hours(100.0) });
    let found = three_ways(&flow::workspace(), &stream, &sheet(&flow::workspace(), &stream)).flow;
    assert_eq!(found.busiest.len(), 3);
    assert!(found.busiest.is_sorted_by(|a, b| a.1 >= b.1));
    assert!(found.busiest.iter().all(|(owner, ..)| *owner != PoolOwner::Step(StepId::new(1))), "four people are idle");
    let waits: Vec<_> = found.longest_waits.iter().map(|(step, hours)| (step.number(), *hours)).collect();
    assert_eq!(waits, [(4, 29.0), (2, 19.0), (1, 9.0)]);
    // A week of changes at the board (nobody comes back from there but what it stops), six at a time at building.
    assert_eq!(found.batches.iter().map(|(step, _)| step.number()).collect::<Vec<_>>(), [4, 2]);
    close(found.batches[1].1, 6.0);
    assert!(found.batches[0].1 >= 8.0);
}

#[test]
fn the_second_way_says_how_late_signals_return() {
    let stream = five();
    let rows = sheet(&flow::workspace(), &stream);
    let found = three_ways(&flow::workspace(), &stream, &rows).feedback;
    let signals: Vec<_> = found
        .signals
        .iter()
        .map(|one| (one.kind, one.found_at.number(), one.made_at.number(), one.late_hours))
        .collect();
    // The board sends back to the step before it: its own 30 h. Testing sends back to building: its own 5 h.
    assert_eq!(signals, [(SignalKind::Approval, 4, 3, Ok(30.0)), (SignalKind::Rework, 3, 2, Ok(5.0))]);
    close(found.signals[1].per_week, 8.0 * rows.steps[2].visits * 0.1);
    close(found.signals[0].per_week, 8.0 * rows.steps[3].visits * 0.2 * 0.25);
    close(found.stopped_before.unwrap(), 0.25);
    let live = found.in_production.unwrap();
    assert_eq!((live.made_at, live.notice_hours), (StepId::new(2), None));
    close(live.per_week, 8.0 * 0.2 * 0.75);
    close(live.late_hours.unwrap(), 5.0 + 30.0 + 3.0);
}

#[test]
fn ways_between_are_weighted_and_gaps_are_named() {
    // 1 -> 2 (75 %) or 3 (25 %) -> 4, which sends back to 1.
    let mut stream = flow::stream(
        1.0,
        [1.0, 10.0, 50.0, 4.0].into_iter().zip(1..).map(|(hours, id)| flow::step(id, 1.0, Some(hours), None)).collect(),
    );
    stream.steps[3].complete_accurate = Some(Share::clamped(0.5));
    let next = |id, from, to, share: f64| Flow {
        id: FlowId::new(id),
        from: StepId::new(from),
        to: StepId::new(to),
        kind: FlowKind::Next { share: Share::clamped(share) },
    };
    stream.flows = vec![next(51, 1, 2, 0.75), next(52, 1, 3, 0.25), next(53, 2, 4, 1.0), next(54, 3, 4, 1.0)];
    stream.flows.push(Flow {
        id: FlowId::new(55),
        from: StepId::new(4),
        to: StepId::new(1),
        kind: FlowKind::Rework {},
    });
    let look =
        |stream: &ValueStream| three_ways(&flow::workspace(), stream, &sheet(&flow::workspace(), stream)).feedback;
    close(look(&stream).signals[0].late_hours.unwrap(), 0.75 * 10.0 + 0.25 * 50.0 + 4.0);
    // To a step of one branch only, the other branch does not count.
    stream.flows[4].to = StepId::new(3);
    close(look(&stream).signals[0].late_hours.unwrap(), 4.0);
    stream.steps[1].observed = None;
    close(look(&stream).signals[0].late_hours.unwrap(), 4.0);
    stream.flows[4].to = StepId::new(1);
    assert_eq!(look(&stream).signals[0].late_hours, Err(Missing::NoObservedTime));
    assert_eq!((look(&stream).stopped_before, look(&stream).in_production), (None, None));
}

#[test]
fn the_third_way_counts_what_was_decided_for_this_stream() {
    let stream = five();
    let mut workspace = flow::workspace();
    let scenario = |id: u64, levers: Vec<Lever>| Scenario { id: ScenarioId::new(id), levers, ..Scenario::today() };
    let cadence = |step: u64| Lever::ApprovalCadence { step: StepId::new(step), cadence: None };
    workspace.scenarios = vec![scenario(70, vec![cadence(4)]), scenario(71, vec![cadence(99)])].into();
    let decision = |id: u64, scenario: Option<u64>, way, status| Improvement {
        id: ImprovementId::new(id),
        we_will: "meet daily".to_owned(),
        because: String::new(),
        owner: String::new(),
        measure: String::new(),
        baseline: String::new(),
        target: String::new(),
        review_on: None,
        scenario: scenario.map(ScenarioId::new),
        way,
        status,
        outcome: String::new(),
    };
    let planned = ImprovementStatus::Planned;
    workspace.improvements = vec![
        decision(80, Some(70), WayOfWorking::Experiment, planned),
        decision(81, Some(70), WayOfWorking::Process, ImprovementStatus::Dropped),
        decision(82, Some(71), WayOfWorking::Analyse, planned),
        decision(83, None, WayOfWorking::Analyse, planned),
        decision(84, Some(99), WayOfWorking::Analyse, planned),
    ]
    .into();
    let found = three_ways(&workspace, &stream, &sheet(&workspace, &stream)).learning;
    assert_eq!(found.attached, [ImprovementId::new(80), ImprovementId::new(81)]);
    assert_eq!((found.ways, found.elsewhere), ([0, 0, 1], 3));
}

#[test]
fn notice_is_what_the_incident_policy_says() {
    let mut workspace: Workspace = flow::workspace();
    let service = reliability::service("99.9", trivium_core::model::ServiceHours::Always).0;
    let mut stream = five();
    stream.service = Some(service.id);
    let policy = &service.incidents;
    let seen = policy.found_by_monitoring.value();
    let expected = seen * policy.detect_by_monitoring.mean() + (1.0 - seen) * policy.detect_by_users.mean();
    workspace.services = vec![service.clone()].into();
    let found = three_ways(&workspace, &stream, &sheet(&workspace, &stream)).feedback;
    close(found.in_production.unwrap().notice_hours.unwrap(), expected);
}

#[test]
fn at_the_worked_example_most_faults_are_found_by_customers() {
    let workspace = Sample::Larkfield.workspace();
    let stream = workspace.main_stream().unwrap();
    let found = three_ways(&workspace, stream, &sheet(&workspace, stream));
    let name = |id: StepId| stream.step(id).unwrap().name.as_str();
    assert_eq!(name(found.flow.longest_waits[0].0), "CAB approval");
    assert_eq!(name(found.flow.busiest[0].2.unwrap()), "Regression test");
    assert!(found.flow.batches.iter().any(|(step, size)| name(*step) == "Deploy" && *size > 8.0));
    let before = found.feedback.stopped_before.unwrap();
    close(before, 0.1 * 0.9);
    let live = found.feedback.in_production.unwrap();
    assert_eq!(name(live.made_at), "Build");
    assert!(live.late_hours.unwrap() > 24.0 * 9.0 && live.notice_hours.unwrap() < 1.0);
}

#[test]
fn the_ways_are_told_in_sentences_that_lead_to_their_steps() {
    let workspace = Sample::Larkfield.workspace();
    let stream = workspace.main_stream().unwrap();
    let found = three_ways(&workspace, stream, &sheet(&workspace, stream));
    let [flow, feedback, learning] = three_ways_in_words(&workspace, stream, &found);
    assert_eq!(flow.lines[0].sentence.replace('\u{a0}', " "), "The people of Regression test are busy 84 %.");
    assert!(flow.lines.iter().all(|line| line.step.is_some()));
    assert!(flow.lines.iter().any(|line| line.sentence == "A change waits 5.5\u{a0}d at CAB approval."));
    let sentences: Vec<String> = feedback.lines.iter().map(|line| line.sentence.replace('\u{a0}', " ")).collect();
    assert!(
        sentences[0].starts_with("0.25 bad changes a week go live, ") && sentences[0].contains("after Build"),
        "{sentences:?}"
    );
    assert!(
        sentences
            .contains(&"9 % of the bad changes are stopped before they go live; users find the others.".to_owned()),
        "{sentences:?}"
    );
    assert!(
        sentences
            .iter()
            .any(|one| one.starts_with("Regression test sends 1.6 changes a week back to Build, 2.7 d later.")),
        "{sentences:?}"
    );
    assert_eq!(learning.lines.len(), found.learning.attached.len());
    for way in [&flow, &feedback, &learning] {
        assert!(way.lines.iter().all(|line| line.sentence.ends_with('.')), "{way:?}");
    }
    // A stream of which nobody knows anything says so.
    let empty = flow::stream(1.0, Vec::new());
    let nothing = three_ways_in_words(&workspace, &empty, &three_ways(&workspace, &empty, &sheet(&workspace, &empty)));
    assert!(nothing.iter().all(|way| way.lines.is_empty() && way.none.ends_with('.')), "{nothing:?}");
}
