//! Queues with a closed form against published tables and values that another road confirms. Ids are those of the truth
//! table that the simulation is held to as well.

use proptest::prelude::*;
use trivium_core::{
    engine::{
        flow::sheet,
        queueing::{
            Bounded, Class, Dates, FiniteSource, Servers, allen_cunneen_wait, batch_arrivals_in_system,
            bulk_service_in_system, cobham_waits, dates_with_limit, erlang_b, erlang_c, mmc_wait,
            pollaczek_khinchine_wait, preemptive_times, shared_servers_waits,
        },
        reliability::{all_needed, enough_of, one_is_enough},
        statistics::MeanEstimate,
    },
    model::{Distribution, Elapsed, Observed, Step, StepKind, Workspace},
};

use super::simulation_models::{share, step, stream};

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

fn near(found: f64, expected: f64) {
    close(found, expected, 5.1e-7);
}

const fn exponential(arrivals: f64, service: f64) -> Class {
    Class { arrivals, service, variation: 1.0 }
}

#[test]
fn erlang_and_the_queues_have_their_published_values() {
    near(erlang_b(5, 3.0), 0.110_054);
    near(erlang_c(3, 2.4).unwrap(), 0.647_191);
    near(mmc_wait(3, 2.4, 1.0).unwrap(), 1.078_652);
    near(mmc_wait(1, 0.8, 1.0).unwrap(), 4.0);
    near(allen_cunneen_wait(1, 0.8, 1.0, 1.0, 2.0).unwrap(), 6.0);
    assert_eq!(erlang_c(3, 3.0), None);
    assert_eq!(mmc_wait(2, 5.0, 1.0), None);
}

#[test]
fn a1_one_server() {
    let queue = Servers::new(1, 0.8, 1.0).unwrap();
    near(queue.utilisation(), 0.8);
    near(queue.wait(), 4.0);
    near(queue.time(), 5.0);
    near(queue.waiting(), 3.2);
    near(queue.in_system(), 4.0);
    near(queue.time_above(10.0).unwrap(), 0.135_335);
    near(queue.time_percentile(0.95).unwrap(), 14.978_661);
    near(queue.must_wait(), 0.8);
    assert_eq!(queue.time_percentile(1.0), None);
}

#[test]
fn a2_three_servers() {
    let queue = Servers::new(3, 2.4, 1.0).unwrap();
    near(queue.must_wait(), 0.647_191);
    near(queue.wait(), 1.078_652);
    near(queue.time(), 2.078_652);
    near(queue.waiting(), 2.588_764);
    near(queue.in_system(), 4.988_764);
    near(queue.wait_above(2.0), 0.194_930);
    assert_eq!(queue.time_above(1.0), None, "not exponential with several servers");
}

#[test]
fn a6_and_a8_constant_and_lognormal_work() {
    near(pollaczek_khinchine_wait(0.8, 1.0, 0.0).unwrap(), 2.0);
    let spread = std::f64::consts::E - 1.0;
    let wait = pollaczek_khinchine_wait(0.8, 1.0, spread).unwrap();
    near(wait, 5.436_564);
    near(0.8 * (wait + 1.0), 5.149_251);
}

#[test]
fn j2_a_queue_whose_work_comes_back() {
    // A quarter comes back: λ = 0.3/0.75, and each item passes 1/0.75 times. With at most three returns 1.328125.
    let visits = 1.0 / 0.75;
    let queue = Servers::new(1, 0.3 * visits, 2.0).unwrap();
    near(queue.in_system(), 4.0);
    near(visits * queue.time(), 13.333_333);
    close((1.0 - 0.25_f64.powi(4)) / 0.75, 1.328_125, 1e-12);
}

#[test]
fn a_jackson_network_is_a_product_of_queues() {
    let arrivals = 0.4 / 0.75;
    let first = Servers::new(1, arrivals, 1.0).unwrap().in_system();
    let second = Servers::new(1, arrivals, 1.0 / 0.7).unwrap().in_system();
    near(first, 1.142_857);
    near(second, 3.2);
    near((first + second) / 0.4, 10.857_143);
}

#[test]
fn p1_the_urgent_go_first() {
    let waits = cobham_waits(&[exponential(0.2, 1.0), exponential(0.5, 1.0)]).unwrap();
    near(waits[0], 0.875);
    near(waits[1], 2.916_667);
    // Conservation: weighted by load it is the wait without priorities.
    near((0.2 * waits[0] + 0.5 * waits[1]) / 0.7, 2.333_333);
    let unequal = cobham_waits(&[exponential(0.2, 1.0), exponential(0.3, 1.25)]).unwrap();
    near(unequal[0], 0.835_938);
    near(unequal[1], 1.966_912);
    let shared = shared_servers_waits(2, &[0.5, 0.9], 1.0).unwrap();
    near(shared[0], 0.384_314);
    near(shared[1], 1.281_046);
    let (urgent, other) = preemptive_times(0.3, 0.4, 1.0).unwrap();
    near(urgent, 1.428_571);
    near(other, 4.761_905);
    assert_eq!(cobham_waits(&[exponential(0.5, 1.0), exponential(0.5, 1.0)]), None);
    assert_eq!(cobham_waits(&[]), None);
    assert_eq!(preemptive_times(0.5, 0.5, 1.0), None);
}

#[test]
fn k1_a_queue_with_four_places() {
    let queue = Bounded::new(2, 4, 3.0, 0.5).unwrap();
    near(queue.in_system, 1.727_412);
    near(queue.turned_away, 0.124_043);
    near(queue.time, 0.657_343);
    // Without room to wait it is Erlang's loss system, whatever the load.
    near(Bounded::new(5, 5, 3.0, 1.0).unwrap().turned_away, erlang_b(5, 3.0));
    let swamped = Bounded::new(1, 60_000, 1e6, 1.0).unwrap();
    assert!(swamped.in_system > 59_999.0 && swamped.turned_away > 0.999 && swamped.time.is_finite());
    assert_eq!(Bounded::new(3, 2, 1.0, 1.0), None);
    assert_eq!(Bounded::new(0, 2, 1.0, 1.0), None);
}

#[test]
fn r2_parts_together() {
    near(all_needed(&[0.999; 5]), 0.995_010);
    near(enough_of(5, 3, 0.98).unwrap(), 0.999_922);
    near(0.9995 * one_is_enough(&[0.995, 0.995]) * 0.9999, 0.999_375);
    near(one_is_enough(&[0.98, 0.985]), 0.999_700);
    near(enough_of(4, 3, 0.97).unwrap(), 0.994_814);
    // The borders of "k of n" are the other two.
    close(enough_of(5, 5, 0.999).unwrap(), all_needed(&[0.999; 5]), 1e-15);
    close(enough_of(2, 1, 0.98).unwrap(), one_is_enough(&[0.98, 0.98]), 1e-15);
    assert_eq!((enough_of(3, 0, 0.5), enough_of(2, 3, 0.5), enough_of(2, 1, 1.5)), (Some(1.0), None, None));
    close(enough_of(1_000, 900, 0.95).unwrap(), 1.0, 1e-9);
}

#[test]
fn d1_weibull_and_lognormal() {
    // The 85 % and 95 % points of an inverse transform are its value there: −ln 0.15 and −ln 0.05 to the power 1/k.
    let weibull = Distribution::Weibull { shape: 0.8, scale: 10.0 };
    near(weibull.mean(), 11.330_031);
    let at = |p: f64| trivium_core::engine::random::Sampler::of(&weibull).at(p);
    near(at(0.85), 22.264_785);
    near(at(0.95), 39.412_025);
    let sigma_one = Distribution::Lognormal { median: 5.0, p85: 5.0 * 1.036_433_389_493_79_f64.exp() };
    near(sigma_one.mean(), 8.243_606);
    near(5.0 * 1.036_433_389_493_79_f64.exp(), 14.095_721);
}

#[test]
fn v1_a_mapped_stream() {
    let given = [(4.0, 24.0, 0.9), (2.0, 48.0, 0.8), (8.0, 16.0, 0.75), (1.0, 2.0, 0.95)];
    let steps = (1..).zip(given).map(|(number, (work, lead, complete))| {
        let observed = Elapsed::clamped_hours(lead);
        Step {
            work: Distribution::Fixed { hours: work },
            observed: Some(Observed { low: observed, high: observed, assumed: false }),
            complete_accurate: Some(share(complete)),
            ..step(number, StepKind::Work)
        }
    });
    let stream = stream(1.0, steps.collect());
    let found = sheet(&Workspace::empty("v1", "V1"), &stream);
    close(found.work, 15.0, 1e-12);
    close(found.observed.unwrap(), 90.0, 1e-12);
    near(found.flow_efficiency.unwrap(), 0.166_667);
    near(found.rolled_complete_accurate.unwrap(), 0.513);
    near(found.restarts.unwrap(), 1.949_318);
}

#[test]
fn ci_ten_values() {
    let estimate = MeanEstimate::of(&[4.1, 3.6, 5.2, 4.4, 4.9, 3.9, 4.6, 4.0, 5.0, 4.3]).unwrap();
    near(estimate.mean, 4.4);
    near(estimate.half_width, 0.372_474);
}

#[test]
fn few_things_fail_less_often_while_they_are_down() {
    let four = FiniteSource::new(4, 1, 0.02, 2.0).unwrap();
    near(four.down, 0.172_133);
    near(four.busy, 0.153_115);
    // One thing, one repairer: the share of time that it is down, MTTR / (MTBF + MTTR).
    close(FiniteSource::new(1, 1, 1.0 / 720.0, 1.0).unwrap().down, 1.0 / 721.0, 1e-15);
    assert_eq!(FiniteSource::new(0, 1, 1.0, 1.0), None);
}

#[test]
fn batches_come_and_go() {
    near(batch_arrivals_in_system(0.2, 3, 1.0).unwrap(), 3.0);
    near(bulk_service_in_system(1.0, 2, 1.0).unwrap(), 1.618_034);
    // One at a time is the plain queue.
    near(batch_arrivals_in_system(0.8, 1, 1.0).unwrap(), 4.0);
    close(bulk_service_in_system(0.8, 1, 1.0).unwrap(), 4.0, 1e-9);
    assert_eq!(batch_arrivals_in_system(0.5, 2, 1.0), None);
    assert_eq!(bulk_service_in_system(2.0, 2, 1.0), None);
}

#[test]
fn b2_a_weekly_date() {
    let weekly = Dates { every: 7.0 };
    near(weekly.wait(), 3.5);
    near(weekly.deviation(), 2.020_726);
    near(weekly.wait_above(5.0), 0.285_714);
    near(weekly.batch(0.8), 5.6);
}

#[test]
fn a_date_with_a_limit_leaves_some_behind() {
    let (left, wait) = dates_with_limit(4.0, 6).unwrap();
    near(left, 0.314_418);
    near(wait, 0.578_605);
    // One place a period is the queue M/D/1 seen at its dates: E[N] = a²/(2(1 − a)).
    close(dates_with_limit(0.8, 1).unwrap().0, 0.64 / 0.4, 1e-9);
    assert_eq!(dates_with_limit(6.0, 6), None);
    assert_eq!(dates_with_limit(0.999_99, 1), None, "too close to 1 to be summed");
}

proptest! {
    #[test]
    fn more_load_waits_longer_and_more_servers_shorter(
        servers in 1_u32..30, busy in 0.01_f64..0.97, more in 1.001_f64..1.02,
    ) {
        let arrivals = busy * f64::from(servers);
        let wait = mmc_wait(servers, arrivals, 1.0).unwrap();
        prop_assert!(mmc_wait(servers, arrivals * more, 1.0).unwrap() > wait);
        prop_assert!(mmc_wait(servers + 1, arrivals, 1.0).unwrap() < wait);
        let loss = erlang_b(servers, arrivals);
        prop_assert!((0.0..=1.0).contains(&loss) && erlang_b(servers, arrivals * more) > loss);
    }

    #[test]
    fn priority_only_moves_waiting_from_one_to_another(
        urgent in 0.01_f64..0.45, other in 0.01_f64..0.45, service in 0.2_f64..1.0,
    ) {
        let waits = cobham_waits(&[exponential(urgent, service), exponential(other, service)]).unwrap();
        let all = mmc_wait(1, urgent + other, service).unwrap();
        prop_assert!(waits[0] < all && all < waits[1]);
        prop_assert!(((urgent * waits[0] + other * waits[1]) / (urgent + other) / all - 1.0).abs() < 1e-9);
        // One server of the form for several is Cobham's.
        let shared = shared_servers_waits(1, &[urgent, other], service).unwrap();
        prop_assert!((shared[0] / waits[0] - 1.0).abs() < 1e-9 && (shared[1] / waits[1] - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_queue_with_room_for_all_is_the_queue_without_a_limit(servers in 1_u32..8, busy in 0.05_f64..0.8) {
        let arrivals = busy * f64::from(servers);
        let bounded = Bounded::new(servers, 2_000, arrivals, 1.0).unwrap();
        let free = Servers::new(servers, arrivals, 1.0).unwrap();
        prop_assert!((bounded.in_system / free.in_system() - 1.0).abs() < 1e-9);
        prop_assert!((bounded.time / free.time() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn bulk_service_with_more_places_holds_fewer(arrivals in 0.05_f64..0.95, most in 1_u32..12) {
        let here = bulk_service_in_system(arrivals, most, 1.0).unwrap();
        prop_assert!(bulk_service_in_system(arrivals, most + 1, 1.0).unwrap() <= here + 1e-12);
    }
}
