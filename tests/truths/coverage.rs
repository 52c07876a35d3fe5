//! Do 95 % intervals hold the truth in 95 % of all runs? Only a thousand runs can say, so it is not part of every proof.

use trivium_core::engine::simulation::{Measure, Settings};

use super::simulation_models::{run, server, stream, workspace};

/// Runs, each of ten repetitions.
const RUNS: u32 = 1_000;
/// 99.9 % of all macro-runs of so many with a coverage of 95 % lie in here (binomial).
const BAND: std::ops::RangeInclusive<u32> = 926..=971;

#[test]
#[ignore = "a macro-run of minutes: cargo test --test truths coverage -- --ignored --nocapture"]
fn intervals_hold_the_truth_as_often_as_they_say() {
    // A2: M/M/3 at 0.8, about 20,000 customers a repetition.
    let work = trivium_core::model::Distribution::Exponential { mean: 1.0 };
    let queue = workspace(stream(2.4, vec![server(2, 3, work)]), None);
    let mut held = [0_u32; 2];
    for seed in 0..RUNS {
        let settings =
            Settings { seed: u64::from(seed), replications: 10, weeks: 50, warm_up_weeks: 2, ..Settings::USUAL };
        let outcome = run(&queue, settings);
        for (held, (measure, truth)) in
            held.iter_mut().zip([(Measure::RequestToDone, 2.078_652 / 24.0), (Measure::WorkInProgress, 4.988_764)])
        {
            let interval = outcome.estimate(measure).unwrap().interval.unwrap();
            *held += u32::from(interval.low <= truth && truth <= interval.high);
        }
    }
    println!("of {RUNS} intervals hold the truth: {} of W, {} of L", held[0], held[1]);
    for held in held {
        assert!(BAND.contains(&held), "{held} of {RUNS}");
    }
}
