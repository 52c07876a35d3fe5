//! A run that is cut into parts, done in any order by anybody, has the bits of one that was done in one piece; and what
//! is kept of it stays small.

use std::sync::Arc;

use proptest::prelude::*;
use trivium_core::{
    catalog::samples::larkfield,
    engine::{
        random::Generator,
        simulation::{Calibrating, Calibration, Merge, Outcome, Part, PartRun, Plan, Run, Settings},
    },
    model::{Scenario, Workspace},
};

use super::simulation_laws::closed_loop;

fn plan(workspace: &Workspace) -> Arc<Plan> {
    Arc::new(Plan::compile(workspace, &Scenario::today()).unwrap().plan)
}

fn whole(plan: &Arc<Plan>, settings: Settings) -> Outcome {
    let mut run = Run::new(Arc::clone(plan), settings).unwrap();
    run.finish();
    run.outcome().unwrap()
}

fn part(plan: &Arc<Plan>, settings: Settings, range: std::ops::Range<u32>) -> Part {
    let mut run = PartRun::new(Arc::clone(plan), settings, range).unwrap();
    while !run.advance(700) {}
    run.into_part()
}

#[test]
fn parts_that_arrive_out_of_order_wait_for_their_turn() {
    let settings = Settings { seed: 5, replications: 6, weeks: 26, warm_up_weeks: 2, ..Settings::USUAL };
    let plan = plan(&closed_loop());
    let mut merge = Merge::new(Arc::clone(&plan), settings).unwrap();
    let dealt: Vec<_> = (0..3).filter_map(|_| merge.deal(2)).collect();
    assert_eq!(dealt, [0..2, 2..4, 4..6]);
    assert_eq!((merge.deal(2), merge.upcoming(), merge.undealt()), (None, None, 0));
    assert!(merge.take(part(&plan, settings, 4..6)));
    assert_eq!((merge.progress().replications_done, merge.merged(), merge.outcome()), (2, 0, None));
    assert!(merge.take(part(&plan, settings, 0..2)));
    // All before the first gap: to the bit what a run of two gives.
    let two = whole(&plan, Settings { replications: 2, ..settings });
    let partial = merge.outcome().unwrap();
    assert_eq!((partial.replications, partial.fingerprint), (2, two.fingerprint));
    assert_eq!(partial.measures, two.measures);
    assert!(merge.take(part(&plan, settings, 2..4)));
    assert!(merge.progress().finished);
    assert_eq!(merge.outcome(), Some(whole(&plan, settings)));
}

#[test]
fn a_finished_run_goes_on_to_more() {
    let settings = Settings { seed: 5, replications: 2, weeks: 26, warm_up_weeks: 2, ..Settings::USUAL };
    let plan = plan(&closed_loop());
    let mut merge = Merge::new(Arc::clone(&plan), settings).unwrap();
    assert!(merge.deal(2) == Some(0..2) && merge.take(part(&plan, settings, 0..2)));
    assert_eq!(merge.outcome(), Some(whole(&plan, settings)));
    let more = Settings { replications: 5, ..settings };
    merge.extend(Arc::clone(&plan), 5).unwrap();
    assert_eq!((merge.deal(9), merge.deal(9)), (Some(2..5), None));
    assert!(merge.take(part(&plan, more, 2..5)));
    assert_eq!(merge.outcome(), Some(whole(&plan, more)));
    merge.extend(Arc::clone(&plan), 3).unwrap();
    assert_eq!(merge.settings(), more);
    assert!(merge.extend(plan, 1_000_000).is_err());
}

#[test]
fn what_is_given_back_is_dealt_again_before_anything_else() {
    let settings = Settings { seed: 5, replications: 10, weeks: 4, warm_up_weeks: 0, ..Settings::USUAL };
    let mut merge = Merge::new(plan(&closed_loop()), settings).unwrap();
    let (a, b) = (merge.deal(4).unwrap(), merge.deal(3).unwrap());
    assert_eq!((a.clone(), b.clone()), (0..4, 4..7));
    assert_eq!((merge.upcoming(), merge.undealt()), (Some(7), 3));
    merge.give_back(b);
    assert_eq!((merge.upcoming(), merge.undealt()), (Some(4), 6));
    merge.give_back(a);
    let again: Vec<_> = std::iter::from_fn(|| merge.deal(3)).collect();
    assert_eq!(again, [0..3, 3..4, 4..7, 7..10]);
}

#[test]
fn a_damaged_part_is_refused_whole_and_its_range_dealt_again() {
    let settings = Settings { seed: 5, replications: 4, weeks: 8, warm_up_weeks: 0, ..Settings::USUAL };
    let plan = plan(&closed_loop());
    let good = part(&plan, settings, 0..2);
    let mut shorter = good.clone();
    shorter.bytes.pop();
    let mut longer = good.clone();
    longer.bytes.push(0);
    let more = Part { replications: 3, ..good.clone() };
    for damaged in [shorter, longer, more] {
        let mut merge = Merge::new(Arc::clone(&plan), settings).unwrap();
        assert_eq!(merge.deal(2), Some(0..2));
        assert!(!merge.take(damaged));
        assert_eq!((merge.merged(), merge.deal(2)), (0, Some(0..2)));
        assert!(merge.take(good.clone()) && merge.take(good.clone()));
        assert_eq!(merge.merged(), 2);
    }
}

#[test]
fn five_hundred_repetitions_are_small_to_send_and_to_keep() {
    let settings = Settings { seed: 1, replications: 500, ..Settings::default() };
    let plan = plan(&larkfield());
    let mut merge = Merge::new(Arc::clone(&plan), settings).unwrap();
    let (mut sent, mut most_kept) = (0, 0);
    let mut parts: Vec<Part> =
        std::iter::from_fn(|| merge.deal(25)).map(|range| part(&plan, settings, range)).collect();
    // The worst order: the first part comes last, and everything waits for it.
    parts.reverse();
    for part in parts {
        sent += part.bytes.len();
        assert!(merge.take(part));
        most_kept = most_kept.max(merge.kept_bytes());
    }
    let outcome = merge.outcome().unwrap();
    let outcome_bytes = serde_json::to_string(&outcome).unwrap().len();
    println!(
        "500 repetitions of the worked example: {sent} bytes sent, at most {most_kept} kept while parts wait, {} at the \
         end; the outcome as JSON has {outcome_bytes}",
        merge.kept_bytes()
    );
    assert!(sent <= 4_000_000, "{sent} bytes sent");
    assert!(most_kept <= 8_000_000, "{most_kept} bytes kept");
    assert!(merge.kept_bytes() <= 2_000_000, "{} bytes kept", merge.kept_bytes());
}

#[test]
fn what_is_kept_does_not_grow_with_the_length_of_the_run() {
    let plan = plan(&closed_loop());
    let kept = |weeks| {
        let mut run = Run::new(
            Arc::clone(&plan),
            Settings { seed: 1, replications: 3, weeks, warm_up_weeks: 0, ..Settings::USUAL },
        )
        .unwrap();
        run.finish();
        run.kept_bytes()
    };
    assert_eq!(kept(26), kept(260));
    // Of 500 repetitions of ten years: the fixed part, and 500 times what one adds.
    let run_of = |replications| {
        let settings = Settings { seed: 1, replications, weeks: 8, warm_up_weeks: 0, ..Settings::USUAL };
        let mut run = Run::new(Arc::clone(&plan), settings).unwrap();
        run.finish();
        run.kept_bytes()
    };
    assert!(run_of(500) <= 32_000_000, "{}", run_of(500));
}

#[test]
fn a_calibration_is_the_same_in_slices() {
    let workspace = larkfield();
    let stream = Calibration::stream_for(&workspace, &Scenario::today()).unwrap();
    let mut sliced = Calibrating::new(&workspace, stream);
    let mut slices = 0;
    let found = loop {
        slices += 1;
        if let Some(found) = sliced.advance(1_000).unwrap() {
            break found;
        }
    };
    assert!(slices > 10, "{slices}");
    assert_eq!(Ok(found), Calibration::of(&workspace, stream));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Workers of random speed take ranges of random size; some die with what they have in hand, some parts come twice.
    #[test]
    fn no_cut_and_no_death_changes_a_bit(seed in any::<u64>(), disorder in any::<u64>(), replications in 1_u32..14) {
        let settings = Settings { seed, replications, weeks: 8, warm_up_weeks: 1, ..Settings::USUAL };
        let plan = plan(&closed_loop());
        let mut random = Generator::seeded(disorder);
        let mut draw = |of: u32| u32::try_from(random.bits() % u64::from(of)).unwrap();
        let mut merge = Merge::new(Arc::clone(&plan), settings).unwrap();
        let mut in_hand = Vec::new();
        let mut most_done = 0;
        while !merge.progress().finished {
            if draw(2) == 0 && let Some(range) = merge.deal(1 + draw(4)) {
                in_hand.push(range);
            }
            if !in_hand.is_empty() && draw(2) == 0 {
                let range = in_hand.swap_remove(usize::try_from(draw(u32::try_from(in_hand.len()).unwrap())).unwrap());
                if draw(3) == 0 {
                    merge.give_back(range);
                } else {
                    let part = part(&plan, settings, range);
                    if draw(4) == 0 {
                        prop_assert!(merge.take(part.clone()));
                    }
                    prop_assert!(merge.take(part));
                }
            }
            let done = merge.progress().replications_done;
            prop_assert!(done >= most_done && done <= replications && merge.merged() <= done);
            most_done = done;
        }
        prop_assert_eq!(merge.deal(1), None);
        prop_assert_eq!(merge.outcome(), Some(whole(&plan, settings)));
    }
}
