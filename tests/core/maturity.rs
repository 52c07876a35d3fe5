//! The gate rule, votes, the order of gaps and the score of a capability.

use std::sync::Arc;

use trivium_core::{
    catalog::{maturity::starter_criteria, samples::Sample},
    engine::governance::{
        Gate, HeldBackBy, NoConstraint, Standing, Stop, capability_score, constraint, gaps, gate, standings,
    },
    model::{
        Activity, Capability, CapabilityAnswers, Criterion, CriterionState, Maturity, Practice, Practices, Votes,
        Workspace,
    },
};

use super::fixture;

fn criterion(level: u8, state: CriterionState, evidence: usize) -> Criterion {
    Criterion { level, text: "It is so".to_owned(), state, evidence: vec!["Record".to_owned(); evidence] }
}

/// So many criteria of each level from 2 on: how many are met, of how many.
fn counted(levels: [(usize, usize); 4]) -> Vec<Criterion> {
    let mut found = Vec::new();
    for (level, (met, of)) in (2..).zip(levels) {
        found.extend((0..met).map(|_| criterion(level, CriterionState::Met, 3)));
        found.extend((met..of).map(|_| criterion(level, CriterionState::NotMet, 0)));
    }
    found
}

fn level(criteria: &[Criterion]) -> u8 {
    gate(criteria).level
}

fn stop(criteria: &[Criterion]) -> Option<Stop> {
    gate(criteria).stop
}

/// The worked example of the model: a gap at level 4 is not made up for by level 5.
#[test]
fn the_highest_level_below_the_first_gap_is_reached() {
    let criteria = counted([(6, 6), (7, 7), (4, 5), (2, 2)]);
    let Gate { level, stop, levels } = gate(&criteria);
    assert_eq!(level, 3);
    let Some(Stop::NotMet(missing)) = stop else { panic!("level 4 stops it: {stop:?}") };
    assert_eq!((missing.level, missing.met, missing.of), (4, 4, 5));
    assert_eq!((levels[3].met, levels[3].of), (2, 2), "level 5 is counted all the same");
    assert_eq!(self::level(&counted([(6, 6), (7, 7), (5, 5), (2, 2)])), 5);
    assert_eq!(self::stop(&counted([(6, 6), (7, 7), (5, 5), (2, 2)])), None);
    assert_eq!(self::level(&counted([(5, 6), (7, 7), (5, 5), (2, 2)])), 1, "a gap at level 2 leaves level 1");
}

#[test]
fn what_nobody_has_looked_at_is_not_met_and_what_does_not_apply_is_left_out() {
    let mut criteria = counted([(2, 2), (0, 0), (0, 0), (0, 0)]);
    criteria.push(criterion(2, CriterionState::NotApplicable, 0));
    assert_eq!(level(&criteria), 2);
    criteria.push(criterion(2, CriterionState::Open, 0));
    assert_eq!(level(&criteria), 1);
    let Some(Stop::NotMet(missing)) = stop(&criteria) else { panic!("an open criterion stops it") };
    assert_eq!((missing.met, missing.of, missing.open, missing.not_applicable), (2, 3, 1, 1));
}

#[test]
fn a_level_without_criteria_stops_and_one_of_which_nothing_applies_does_not() {
    let without_three = counted([(2, 2), (0, 0), (3, 3), (1, 1)]);
    assert_eq!((level(&without_three), stop(&without_three)), (2, Some(Stop::NoCriteria(3))));
    let mut left_out = counted([(2, 2), (0, 0), (3, 3), (1, 1)]);
    left_out.push(criterion(3, CriterionState::NotApplicable, 0));
    assert_eq!((level(&left_out), stop(&left_out)), (5, None));
    left_out.push(criterion(3, CriterionState::NotMet, 0));
    assert_eq!(level(&left_out), 2, "what applies has to be met");
    assert_eq!((level(&[]), stop(&[])), (1, Some(Stop::NoCriteria(2))));
}

#[test]
fn fewer_than_three_pieces_of_evidence_are_a_claim() {
    let criteria = [
        criterion(2, CriterionState::Met, 3),
        criterion(2, CriterionState::Met, 2),
        criterion(2, CriterionState::Met, 0),
        criterion(2, CriterionState::NotMet, 0),
    ];
    assert_eq!(gate(&criteria).levels[0].thin, 2);
}

fn with(maturity: Vec<Maturity>) -> Practices {
    Practices { maturity, ..Practices::default() }
}

#[test]
fn votes_stand_where_there_are_no_criteria() {
    let practice = Practice::ChangeEnablement;
    let mut said = Maturity { votes: Votes([0, 1, 2, 1, 0]), ..Maturity::new(practice) };
    let voted = Standing::of(&with(vec![said.clone()]), practice);
    assert_eq!((voted.now(), voted.is_voted(), voted.gap()), (Some(3), true, None));
    said.criteria = counted([(1, 1), (0, 1), (0, 0), (0, 0)]);
    said.target = Some(4);
    let judged = Standing::of(&with(vec![said]), practice);
    assert_eq!((judged.now(), judged.is_voted(), judged.gap()), (Some(2), false, Some(2)));
    let nothing = Standing::of(&Practices::default(), practice);
    assert_eq!((nothing.now(), nothing.is_voted(), nothing.gap()), (None, false, None));
    assert_eq!(standings(&Practices::default()).len(), 34);
}

#[test]
fn starter_criteria_are_open_so_nothing_is_reached_by_taking_them_over() {
    let found = gate(&starter_criteria());
    assert_eq!(found.level, 1);
    assert_eq!(found.levels.map(|level| level.open), found.levels.map(|level| level.of));
}

/// Change enablement: 2 levels × contribution 2 to deliver and support; incident management: 1 level × 3; deployment:
/// 3 levels × 0; service desk has reached its target.
#[test]
fn gaps_are_ordered_by_what_closing_them_is_worth() {
    let said = |practice, now: usize, target| {
        let mut votes = Votes::default();
        votes.0[now - 1] = 1;
        Maturity { target: Some(target), votes, ..Maturity::new(practice) }
    };
    let (change, incident, deployment) =
        (Practice::ChangeEnablement, Practice::IncidentManagement, Practice::DeploymentManagement);
    let practices = with(vec![
        said(deployment, 1, 4),
        said(incident, 2, 3),
        said(change, 1, 3),
        said(Practice::ServiceDesk, 4, 3),
        Maturity { target: Some(5), ..Maturity::new(Practice::ServiceDesign) },
    ]);
    let order = |activity| -> Vec<(Practice, u8)> {
        gaps(&practices, activity).iter().map(|gap| (gap.practice, gap.weight())).collect()
    };
    assert_eq!(order(Some(Activity::DeliverAndSupport)), [(change, 4), (incident, 3), (deployment, 0)]);
    assert_eq!(order(None), [(deployment, 3), (change, 2), (incident, 1)], "by the gap alone");
}

#[test]
fn the_step_that_holds_the_main_stream_back_is_named_with_its_reason() {
    // The board of the worked example: 131.8 hours of waiting, the longest of the stream.
    let workspace = Sample::Larkfield.workspace();
    let found = constraint(&workspace).unwrap();
    let step = workspace.stream(found.stream).unwrap().step(found.step).unwrap();
    let HeldBackBy::Waiting(hours) = found.because else { panic!("{found:?}") };
    assert!((hours - 131.8).abs() < 1e-9, "{hours} at {}", step.name);
    assert_eq!(found.activity, step.activity);

    // Where nobody has observed a time, the busiest people hold it back.
    let mut workspace = fixture::workspace();
    let found = constraint(&workspace).unwrap();
    assert!(matches!(found.because, HeldBackBy::Busy(share) if share > 0.0), "{found:?}");

    for step in &mut Arc::make_mut(&mut workspace.streams)[0].steps {
        step.team = None;
    }
    assert_eq!(constraint(&workspace), Err(NoConstraint::NothingKnown));
    assert_eq!(constraint(&Workspace::empty("e", "Empty")), Err(NoConstraint::NoStream));
}

#[test]
fn a_capability_is_scored_over_the_statements_that_were_answered() {
    let capability = Capability::ContinuousIntegration;
    let answers = |statement, votes| CapabilityAnswers { capability, statement, votes: Votes(votes) };
    let practices = Practices {
        capabilities: vec![
            answers(0, [0, 0, 0, 0, 2]),
            answers(3, [0, 1, 0, 1, 0]),
            CapabilityAnswers { capability: Capability::VersionControl, statement: 0, votes: Votes([1, 0, 0, 0, 0]) },
        ],
        ..Practices::default()
    };
    let score = capability_score(&practices, capability).unwrap();
    // (5 − 1)/4·10 = 10 and (3 − 1)/4·10 = 5; both statements weigh the same.
    assert!((score.score - 7.5).abs() < 1e-12);
    assert_eq!((score.statements, score.votes.count(), score.votes.spread()), (2, 4, Some((2, 5))));
    let lowest = capability_score(&practices, Capability::VersionControl).unwrap();
    assert!(lowest.score.abs() < 1e-12);
    assert_eq!(capability_score(&practices, Capability::TestAutomation), None);
}

/// Criteria that were only taken over say nothing of a practice, so what people said of it stands.
#[test]
fn votes_stand_until_the_level_that_stops_has_been_looked_at() {
    let practice = Practice::ChangeEnablement;
    let mut said = Maturity { votes: Votes([0, 2, 6, 2, 0]), criteria: starter_criteria(), ..Maturity::new(practice) };
    let of = |said: &Maturity| Standing::of(&with(vec![said.clone()]), practice);
    let taken_over = of(&said);
    assert_eq!((taken_over.by_criteria(), taken_over.now(), taken_over.is_voted()), (None, Some(3), true));
    assert_eq!(taken_over.gate.map(|gate| gate.open()), Some(said.criteria.len()));

    let put = |said: &mut Maturity, level: u8, state: CriterionState| {
        said.criteria
            .iter_mut()
            .filter(|criterion| criterion.level == level)
            .for_each(|criterion| criterion.state = state);
    };
    put(&mut said, 2, CriterionState::Met);
    assert_eq!((of(&said).by_criteria(), of(&said).now()), (None, Some(3)), "level 3 is open");
    said.criteria.iter_mut().find(|criterion| criterion.level == 3).unwrap().state = CriterionState::NotMet;
    assert_eq!((of(&said).by_criteria(), of(&said).now(), of(&said).is_voted()), (Some(2), Some(2), false));
    put(&mut said, 3, CriterionState::NotApplicable);
    assert_eq!(of(&said).by_criteria(), None, "level 4 is what stops it now, and it is open");

    said.votes = Votes::default();
    assert_eq!((of(&said).now(), of(&said).is_voted(), of(&said).gap()), (None, false, None));
}
