//! Intervals and percentiles against published tables and independently computed values.

use proptest::prelude::*;
use trivium_core::engine::statistics::{
    FailureVerdict, MeanEstimate, Paired, PercentileMethod, Sample, events_to_claim, judge_failures,
    poisson_mean_interval, poisson_rate, student_t_95, wilson,
};

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

#[test]
fn student_t_points_are_those_of_the_tables() {
    // Published tables of the 97.5 % point; 1000 and more lie on the expansion side.
    let table = [
        (1, 12.706_204_736),
        (2, 4.302_652_730),
        (3, 3.182_446_305),
        (9, 2.262_157_163),
        (29, 2.045_229_642),
        (99, 1.984_216_952),
        (999, 1.962_341_461),
        (1000, 1.962_339_081),
        (100_000, 1.959_987_708),
    ];
    for (degrees, expected) in table {
        close(student_t_95(degrees).unwrap(), expected, 2e-9);
    }
    assert_eq!(student_t_95(0), None);
}

#[test]
fn a_mean_has_its_interval() {
    // Case CI of the truth table: ten values, 4.4 ± 0.372474.
    let estimate = MeanEstimate::of(&[4.1, 3.6, 5.2, 4.4, 4.9, 3.9, 4.6, 4.0, 5.0, 4.3]).unwrap();
    close(estimate.mean, 4.4, 1e-12);
    close(estimate.half_width, 0.372_474, 5e-7);
    // (0.372474 / (0.05 · 4.4))² · 10 = 28.66
    assert_eq!(estimate.repetitions_for(0.05), Some(29));
    assert_eq!(MeanEstimate::of(&[4.1]), None);
    assert_eq!(MeanEstimate::of(&[]), None);
    assert_eq!(MeanEstimate::of(&[1.0, f64::NAN]), None);
}

#[test]
fn wilson_is_the_published_interval() {
    for (hits, n, low, high) in
        [(0, 400, 0.0, 0.009_512_29), (3, 2000, 0.000_510_26, 0.004_401_03), (12, 40_000, 0.000_171_63, 0.000_524_34)]
    {
        let found = wilson(hits, n).unwrap().interval;
        close(found.low, low, 6e-9);
        close(found.high, high, 6e-9);
    }
    assert_eq!(wilson(0, 0), None);
    assert_eq!(wilson(3, 2), None);
    close(wilson(7, 7).unwrap().interval.high, 1.0, 0.0);
}

#[test]
fn few_failures_are_not_enough_data() {
    let (verdict, sure) = judge_failures(3, 2000, 0.002).unwrap();
    assert_eq!(verdict, FailureVerdict::NotEnoughData);
    close(sure, 0.667_671, 5e-7);
    assert_eq!(judge_failures(12, 40_000, 0.001).unwrap().0, FailureVerdict::Met);
    assert_eq!(judge_failures(90, 2000, 0.002).unwrap().0, FailureVerdict::Missed);
    assert_eq!(judge_failures(0, 0, 0.002), None);
    for (ratio, events) in [(0.98, 149), (0.99, 299), (0.995, 598), (0.9995, 5990), (0.9999, 29_956)] {
        assert_eq!(events_to_claim(ratio), Some(events));
    }
    assert_eq!(events_to_claim(1.0), None);
}

#[test]
fn rates_have_the_exact_poisson_interval() {
    // Garwood's table of 95 % limits.
    for (events, low, high) in
        [(0, 0.0, 3.688_879), (1, 0.025_318, 5.571_643), (5, 1.623_486, 11.668_332), (10, 4.795_389, 18.390_356)]
    {
        let found = poisson_mean_interval(events);
        close(found.low, low, 5e-7);
        close(found.high, high, 5e-7);
    }
    let rate = poisson_rate(10, 4.0).unwrap();
    close(rate.rate, 2.5, 1e-12);
    close(rate.interval.high, 18.390_356 / 4.0, 5e-7);
    assert_eq!(poisson_rate(10, 0.0), None);
    assert_eq!(poisson_rate(10, f64::NAN), None);
}

#[test]
fn percentiles_differ_by_method_and_say_so() {
    let sample = Sample::of([30.0, 4.0, 2.0, 9.0]).unwrap();
    close(sample.median(), 6.5, 1e-12);
    close(sample.mean(), 11.25, 1e-12);
    let ten = Sample::of((1..=10).map(f64::from)).unwrap();
    close(ten.percentile(0.9, PercentileMethod::Linear), 9.1, 1e-12);
    close(ten.percentile(0.9, PercentileMethod::NearestRank), 9.0, 0.0);
    close(ten.percentile(0.0, PercentileMethod::NearestRank), 1.0, 0.0);
    close(ten.percentile(1.0, PercentileMethod::NearestRank), 10.0, 0.0);
    assert_ne!(PercentileMethod::Linear.name(), PercentileMethod::NearestRank.name());
    assert_eq!(Sample::of([]), None);
    assert_eq!(Sample::of([1.0, f64::INFINITY]), None);
}

#[test]
fn a_median_has_its_interval_from_order_statistics() {
    // Ranks of the textbook table: n = 6: 1..6, 10: 2..9, 20: 6..15, 100: 40..61.
    for (n, low, high) in [(6, 1.0, 6.0), (10, 2.0, 9.0), (20, 6.0, 15.0), (100, 40.0, 61.0)] {
        let found = Sample::of((1..=n).map(f64::from)).unwrap().median_interval().unwrap();
        assert_eq!((found.low, found.high), (low, high), "n = {n}");
    }
    assert_eq!(Sample::of((1..=5).map(f64::from)).unwrap().median_interval(), None);
    // For a 90th percentile, 0.9^n must fall below 2.5 %: n = 36 is the first.
    assert_eq!(Sample::of((1..=35).map(f64::from)).unwrap().percentile_interval(0.9), None);
    assert!(Sample::of((1..=36).map(f64::from)).unwrap().percentile_interval(0.9).is_some());
}

#[test]
fn pairs_are_compared_run_by_run() {
    let a = [10.0, 12.0, 9.0, 14.0, 11.0];
    let b = [8.1, 9.8, 7.2, 11.5, 8.9];
    let pair = Paired::of(&a, &b).unwrap();
    // Differences -1.9 -2.2 -1.8 -2.5 -2.1: mean -2.1, s = sqrt(0.075), t(4) = 2.776445.
    close(pair.difference.mean, -2.1, 1e-12);
    close(pair.difference.half_width, 2.776_445 * (0.075_f64 / 5.0).sqrt(), 1e-6);
    assert!(pair.is_sure());
    close(pair.ratio.unwrap(), 9.1 / 11.2, 1e-12);
    let ratio = pair.ratio_interval.unwrap();
    assert!(ratio.low < 9.1 / 11.2 && 9.1 / 11.2 < ratio.high && ratio.high < 1.0);
    assert!(pair.correlation.unwrap() > 0.99);
    // Variances 14.8 / 4 and 10.9 / 4: (3.7 + 2.725) / 0.075.
    close(pair.variance_ratio.unwrap(), 85.666_667, 1e-6);
    assert_eq!(Paired::of(&a, &b[..4]), None);
    assert_eq!(Paired::of(&[1.0, 1.0], &[2.0, 2.0]).unwrap().correlation, None);
}

proptest! {
    #[test]
    fn intervals_hold_their_estimate(hits in 0_usize..5000, more in 1_usize..5000) {
        let found = wilson(hits, hits + more).unwrap();
        prop_assert!(found.interval.low >= 0.0 && found.interval.high <= 1.0);
        prop_assert!(found.interval.contains(found.share));
        let mean = poisson_mean_interval(hits);
        prop_assert!(mean.contains(f64::from(u32::try_from(hits).unwrap())));
    }

    #[test]
    fn percentiles_stay_inside_the_sample(values in prop::collection::vec(-1e6..1e6_f64, 1..60), p in 0.0..=1.0_f64) {
        let sample = Sample::of(values).unwrap();
        for method in [PercentileMethod::Linear, PercentileMethod::NearestRank] {
            let found = sample.percentile(p, method);
            prop_assert!(found >= sample.min() && found <= sample.max());
        }
        if let Some(interval) = sample.median_interval() {
            prop_assert!(interval.contains(sample.median()));
        }
    }

    #[test]
    fn more_values_narrow_a_student_point(degrees in 1_usize..3000) {
        prop_assert!(student_t_95(degrees).unwrap() > student_t_95(degrees + 1).unwrap());
    }
}
