//! How long to run, what to leave out, and what a number of incidents can show: against published tables, a second
//! computation from the definition, and small experiments.

use proptest::prelude::*;
use trivium_core::{
    engine::{
        random::{Generator, Sampler, inverse_normal},
        statistics::{
            BatchMeans, LostTime, MeanEstimate, Paired, PercentileBasis, PercentileEstimate, Sample, Truncation,
            chance_to_lose_more, chance_to_see, incidents_to_see, lag_1, log_deviation, mser_5, poisson_at_least,
            student_t, student_t_95,
        },
    },
    model::Distribution,
};

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

/// Independent standard normal numbers.
fn normals(seed: u64, n: usize) -> Vec<f64> {
    let mut generator = Generator::seeded(seed);
    (0..n).map(|_| inverse_normal(generator.unit())).collect()
}

#[test]
fn student_points_of_any_confidence_are_those_of_the_tables() {
    for (degrees, confidence, expected) in [
        (5, 0.90, 2.015_048),
        (10, 0.99, 3.169_273),
        (30, 0.999, 3.645_959),
        (1, 0.5, 1.0),
        (120, 0.99, 2.617_421),
        (2_000, 0.99, 2.578_290),
    ] {
        close(student_t(degrees, confidence).unwrap(), expected, 1e-6);
    }
    for degrees in [1, 9, 500, 5_000] {
        close(student_t(degrees, 0.95).unwrap(), student_t_95(degrees).unwrap(), 1e-9);
    }
    // The equation and the expansion meet.
    close(student_t(999, 0.9999).unwrap(), student_t(1000, 0.9999).unwrap(), 2e-5);
    assert_eq!(student_t(0, 0.95), None);
    assert_eq!(student_t(5, 1.0), None);
    assert_eq!(student_t(5, f64::NAN), None);
}

#[test]
fn power_is_that_of_the_t_test() {
    // R: power.t.test(n = 20, delta = 1, sd = 1) gives 0.8689528, and for power 0.9 n = 22.02110.
    let faster = |delta: f64| 1.0 - (-delta).exp();
    close(chance_to_see(20, 20, faster(1.0), 1.0).unwrap(), 0.868_952_8, 1e-6);
    assert_eq!(incidents_to_see(faster(1.0), 1.0, 0.9), Some(23));
    // Cohen's table for 80 %: effects of 0.2, 0.5, 0.8 need 394, 64, 26 in each group.
    for (effect, n) in [(0.2, 394), (0.5, 64), (0.8, 26)] {
        assert_eq!(incidents_to_see(faster(effect), 1.0, 0.8), Some(n));
    }
    // The finding that started this: some hundreds of incidents do not show 10 %.
    let seen = chance_to_see(20, 20, 0.1, 1.2).unwrap();
    assert!(seen < 0.06, "{seen}");
    assert_eq!(incidents_to_see(0.1, 1.2, 0.8), Some(2_038));
    assert_eq!(chance_to_see(1, 20, 0.1, 1.2), None);
    assert_eq!(chance_to_see(20, 20, 1.0, 1.2), None);
    assert_eq!(incidents_to_see(1e-6, 1.2, 0.8), None, "no number of incidents is enough");
}

#[test]
fn power_is_what_happens() {
    // 10 and 14 incidents, half the time, sigma 1.2: 4000 pairs of quarters, each judged by its own t test.
    let (before, after, faster, sigma) = (10, 14, 0.5, 1.2);
    let predicted = chance_to_see(before, after, faster, sigma).unwrap();
    let t = student_t_95(before + after - 2).unwrap();
    let pairs = 4_000;
    let numbers = normals(11, pairs * (before + after));
    let mut seen = 0_u32;
    for quarter in numbers.chunks_exact(before + after) {
        let (then, now) = quarter.split_at(before);
        let then: Vec<f64> = then.iter().map(|z| z * sigma).collect();
        let now: Vec<f64> = now.iter().map(|z| z * sigma + f64::ln(1.0 - faster)).collect();
        let (then, now) = (MeanEstimate::of(&then).unwrap(), MeanEstimate::of(&now).unwrap());
        let pooled = (9.0 * then.deviation.powi(2) + 13.0 * now.deviation.powi(2)) / 22.0;
        let error = (pooled * (1.0 / 10.0 + 1.0 / 14.0)).sqrt();
        seen += u32::from((then.mean - now.mean) / error > t);
    }
    let share = f64::from(seen) / 4_000.0;
    let error = (predicted * (1.0 - predicted) / 4_000.0).sqrt();
    assert!((share - predicted).abs() < 4.0 * error, "{share} of the quarters, {predicted} predicted");
    assert!((share - chance_to_see(before, after, 0.4, sigma).unwrap()).abs() > 4.0 * error, "40 % would pass too");
}

#[test]
fn the_spread_of_durations_is_read_from_their_logarithms() {
    close(log_deviation(&[1.0, std::f64::consts::E.powi(2)]).unwrap(), 2.0_f64.sqrt(), 1e-12);
    assert_eq!(log_deviation(&[1.0, 0.0]), None);
    assert_eq!(log_deviation(&[1.0]), None);
}

#[test]
fn ci_a_percentile_says_how_it_was_found() {
    // Case CI of the truth table, as five repetitions of a percentile.
    let values = [4.1, 3.6, 5.2, 4.4, 4.9, 3.9, 4.6, 4.0, 5.0, 4.3];
    let by_repetitions = PercentileEstimate::of_repetitions(&values, 0.85).unwrap();
    close(by_repetitions.value, 4.4, 1e-12);
    close(by_repetitions.interval.unwrap().high - 4.4, 0.372_474, 5e-7);
    assert_eq!(by_repetitions.basis, PercentileBasis::MeanOfRepetitions);
    let by_order = PercentileEstimate::of_sample(&Sample::of(values).unwrap(), 0.5).unwrap();
    assert_eq!(by_order.basis, PercentileBasis::OrderStatistics);
    // Ranks 2 and 9 of ten.
    let interval = by_order.interval.unwrap();
    assert_eq!((interval.low, interval.high), (3.9, 5.0));
    assert_ne!(by_order.basis.name(), by_repetitions.basis.name());
    assert_eq!(PercentileEstimate::of_repetitions(&[], 0.85), None);
    assert_eq!(PercentileEstimate::of_repetitions(&values, 1.0), None);
}

/// Where a series is cut, and the mean of the rest.
fn cut(series: &[f64]) -> Option<(usize, f64)> {
    match mser_5(series) {
        Truncation::Cut { values, mean } => Some((values, mean)),
        Truncation::NotSettled | Truncation::TooShort => None,
    }
}

/// The definition of MSER-5, cut by cut.
fn mser_by_definition(series: &[f64]) -> usize {
    let batches: Vec<f64> = series.chunks_exact(5).map(|batch| batch.iter().sum::<f64>() / 5.0).collect();
    let statistic = |cut: usize| {
        let rest = &batches[cut..];
        let n = f64::from(u32::try_from(rest.len()).unwrap());
        let mean = rest.iter().sum::<f64>() / n;
        rest.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n * n)
    };
    let cuts = 0..=batches.len() - 5;
    cuts.min_by(|a, b| statistic(*a).total_cmp(&statistic(*b))).unwrap() * 5
}

#[test]
fn mser_5_cuts_where_its_definition_says() {
    // 60 days of filling up, then 300 settled ones.
    let noise = normals(3, 360);
    let series: Vec<f64> =
        noise.iter().zip(0_u32..).map(|(z, day)| 20.0 - 20.0 * (-f64::from(day) / 12.0).exp() + z).collect();
    let (values, mean) = cut(&series).unwrap();
    assert_eq!(values, mser_by_definition(&series));
    assert!((20..=80).contains(&values), "{values}");
    close(mean, 20.0, 0.3);
    // Settled all along: nothing, or next to nothing, goes.
    let (values, _) = cut(&noise).unwrap();
    assert_eq!(values, mser_by_definition(&noise));
    assert!(values < 60, "{values}");
    let growing: Vec<f64> = (0..200).map(f64::from).collect();
    assert_eq!(mser_5(&growing), Truncation::NotSettled);
    assert_eq!(mser_5(&growing[..49]), Truncation::TooShort);
    assert_eq!(mser_5(&[f64::NAN; 100]), Truncation::TooShort);
    assert_eq!(cut(&[7.0; 100]), Some((0, 7.0)), "constant from the start");
}

#[test]
fn batches_of_one_long_run_are_checked() {
    close(lag_1(&[1.0, 2.0, 3.0, 4.0]).unwrap(), 0.25, 1e-12);
    assert_eq!(lag_1(&[2.0, 2.0]), None);
    let independent = normals(5, 10_003);
    let means = BatchMeans::of(&independent, 25).unwrap();
    assert_eq!((means.batch, means.estimate.n), (400, 25));
    assert!(means.looks_independent());
    // Batches of 400 have a standard deviation of 1/20.
    close(means.estimate.deviation, 0.05, 0.03);
    // A slow process in short batches: neighbours look alike, and the interval would be far too narrow.
    let mut state = 0.0;
    let slow: Vec<f64> = independent
        .iter()
        .map(|z| {
            state = 0.999 * state + z;
            state
        })
        .collect();
    assert!(!BatchMeans::of(&slow, 100).unwrap().looks_independent());
    assert_eq!(BatchMeans::of(&independent, 19), None);
    assert_eq!(BatchMeans::of(&independent[..10], 20), None);
}

/// Φ.
fn below_normal(z: f64) -> f64 {
    0.5 * erfc(-z / std::f64::consts::SQRT_2)
}

/// The complementary error function.
fn erfc(x: f64) -> f64 {
    // Abramowitz and Stegun 7.1.26 has 1e-7, which is enough here.
    let t = 1.0 / (1.0 + 0.327_591_1 * x.abs());
    let series =
        t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    let upper = series * (-x * x).exp();
    if x < 0.0 { 2.0 - upper } else { upper }
}

#[test]
fn e1_lost_time_of_a_window() {
    // 0.6 incidents a week for 30 days; lognormal with median 20 min and sigma 1.2.
    let incidents = 0.6 * 30.0 / 7.0;
    let mean = 20.0 * (0.72_f64).exp();
    let square = mean * mean * 1.44_f64.exp();
    let lost = LostTime::of(incidents, mean, square).unwrap();
    close(incidents, 2.571_429, 5e-7);
    close(mean, 41.088_664, 5e-7);
    close(lost.mean, 105.656_565, 5e-7);
    close(lost.deviation, 135.363_409, 5e-7);
    close(lost.none, 0.076_426, 5e-7);
    let z_85 = inverse_normal(0.85);
    let repair = Distribution::Lognormal { median: 20.0, p85: 20.0 * (1.2 * z_85).exp() };
    close(repair.mean(), mean, 1e-9);
    close(Sampler::of(&repair).at(0.9), 93.092_549, 5e-7);
    close(Sampler::of(&repair).at(0.95), 143.963_044, 5e-7);
    assert_eq!(LostTime::of(-1.0, 1.0, 1.0), None);
}

#[test]
fn d1_percentiles_of_a_lognormal_time() {
    let z_85 = inverse_normal(0.85);
    let time = Distribution::Lognormal { median: 5.0, p85: 5.0 * z_85.exp() };
    close(time.mean(), 8.243_606, 5e-7);
    close(Sampler::of(&time).at(0.85), 14.095_721, 5e-7);
}

#[test]
fn the_chance_to_lose_more_follows_the_distribution() {
    // Two incidents on average, mean 30 min: the same mean, but the heavier tail misses a tight limit less often and a
    // loose one more often.
    let exponential = |x: f64| 1.0 - (-x / 30.0).exp();
    let lognormal = |x: f64| if x > 0.0 { below_normal((x / 30.0).ln() + 0.5) } else { 0.0 };
    for (limit, by_exponential, by_lognormal) in [(90.0, 0.246_989, 0.223_263), (300.0, 0.004_165, 0.012_366)] {
        close(chance_to_lose_more(2.0, exponential, limit, 800).unwrap(), by_exponential, 2e-5);
        close(chance_to_lose_more(2.0, lognormal, limit, 800).unwrap(), by_lognormal, 2e-5);
    }
    // Any loss at all: 1 − e^−n.
    close(chance_to_lose_more(2.571_429, exponential, 1e-9, 16).unwrap(), 1.0 - 0.076_426, 1e-6);
    assert_eq!(chance_to_lose_more(0.0, exponential, 1.0, 16), Some(0.0));
    assert_eq!(chance_to_lose_more(2.0, exponential, 0.0, 100), None);
    assert_eq!(chance_to_lose_more(2.0, exponential, 1.0, 5), None);
    assert_eq!(chance_to_lose_more(1e9, exponential, 1.0, 100), None);
}

#[test]
fn thinned_deployments_are_poisson() {
    // Ten deployments of which 12 % fail: P(none) 0.301194, P(at least three) 0.120513.
    close(1.0 - poisson_at_least(1, 1.2).unwrap(), 0.301_194, 5e-7);
    close(poisson_at_least(3, 1.2).unwrap(), 0.120_513, 5e-7);
    assert_eq!(poisson_at_least(0, 1.2), Some(1.0));
    assert_eq!(poisson_at_least(3, 0.0), Some(0.0));
    assert_eq!(poisson_at_least(3, -1.0), None);
}

#[test]
fn pairs_say_how_many_more_would_tell() {
    // Differences 1, -1, 2, 0: mean 0.5, s = 1.290994, t(3) = 3.182446: (3.182446 · 1.290994 / 0.5)² = 67.5.
    let pair = Paired::of(&[0.0; 4], &[1.0, -1.0, 2.0, 0.0]).unwrap();
    assert!(!pair.is_sure());
    assert_eq!(pair.pairs_to_tell(), Some(68));
    assert_eq!(Paired::of(&[1.0, 2.0], &[1.0, 2.0]).unwrap().pairs_to_tell(), None);
}

proptest! {
    #[test]
    fn more_incidents_more_improvement_and_less_spread_show_more(
        n in 2_usize..200, faster in 0.02_f64..0.9, sigma in 0.2_f64..3.0,
    ) {
        let seen = chance_to_see(n, n, faster, sigma).unwrap();
        prop_assert!((0.0..=1.0).contains(&seen));
        prop_assert!(chance_to_see(n + 1, n + 1, faster, sigma).unwrap() >= seen - 1e-9);
        prop_assert!(chance_to_see(n, n, faster + 0.05, sigma).unwrap() >= seen - 1e-9);
        prop_assert!(chance_to_see(n, n, faster, sigma + 0.1).unwrap() <= seen + 1e-9);
        // Which period comes first does not matter.
        let one_way = chance_to_see(n, n + 7, faster, sigma).unwrap();
        prop_assert!((one_way - chance_to_see(n + 7, n, faster, sigma).unwrap()).abs() < 1e-12);
    }

    #[test]
    fn a_larger_limit_is_missed_less_often(
        incidents in 0.0_f64..20.0, limit in 0.1_f64..20.0, more in 1.05_f64..3.0,
    ) {
        let below = |x: f64| 1.0 - (-x).exp();
        let miss = chance_to_lose_more(incidents, below, limit, 200).unwrap();
        prop_assert!((0.0..=1.0).contains(&miss));
        prop_assert!(chance_to_lose_more(incidents, below, limit * more, 200).unwrap() <= miss + 1e-3);
        prop_assert!(chance_to_lose_more(incidents + 0.5, below, limit, 200).unwrap() >= miss - 1e-9);
    }

    #[test]
    fn mser_never_cuts_more_than_half(series in prop::collection::vec(-10.0_f64..10.0, 50..300)) {
        if let Truncation::Cut { values, mean } = mser_5(&series) {
            prop_assert!(values % 5 == 0 && 2 * values <= series.len() && mean.is_finite());
        }
    }
}
