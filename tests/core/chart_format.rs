//! Numbers, shares, durations and dates in words. Expected texts follow the project's rules for words; where a look
//! picture shows a number, it stands here.

use chrono::NaiveDate;
use proptest::prelude::*;
use trivium_core::chart::format::{self, Clock, Unit};
use trivium_core::model::{Elapsed, Target, WorkTime};

/// Expected texts are written with plain spaces and hyphens.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{2212}', "-")
}

const WORKING: Clock = Clock::Working { hours_per_day: 8.0 };

#[test]
fn numbers_have_two_or_three_figures() {
    let cases = [
        (0.0, "0"),
        (-0.0, "0"),
        (0.92, "0.92"),
        (0.046, "0.046"),
        (0.0996, "0.10"),
        (0.996, "1.0"),
        (1.4, "1.4"),
        (5.333, "5.3"),
        (9.96, "10.0"),
        (18.84, "18.8"),
        (99.96, "100"),
        (114.2, "114"),
        (1_234.5, "1234"),
        (12_345.6, "12 346"),
        (-19.0, "-19"),
        (-1_234_567.0, "-1 234 567"),
        (8.0, "8"),
        (1e-15, "0"),
    ];
    for (value, words) in cases {
        assert_eq!(plain(&format::number(value)), words, "{value}");
    }
    assert!(format::number(-3.0).starts_with('\u{2212}'), "a real minus sign");
    assert_eq!(format::number(f64::NAN), "n/a");
    assert_eq!(format::fixed(f64::INFINITY, 2), "n/a");
    assert_eq!(format::fixed(-0.001, 1), "0.0", "no minus before what is shown as zero");
    assert_eq!(format::count(1_000), "1000");
    assert_eq!(plain(&format::count(1_234_567)), "1 234 567");
    assert_eq!(plain(&format::counted(1, "change", "changes")), "1 change");
    assert_eq!(plain(&format::counted(234, "change", "changes")), "234 changes");
}

#[test]
fn shares_never_become_all_or_nothing_by_rounding() {
    let cases = [
        (0.41, "41 %"),
        (0.2308, "23 %"),
        (0.0394, "3.9 %"),
        (0.09949, "9.9 %"),
        (0.0996, "10 %"),
        (1.09, "109 %"),
        (1.0, "100 %"),
        (0.0, "0 %"),
        (0.999, "99.9 %"),
        (0.9995, "99.95 %"),
        (0.999_999, "99.9999 %"),
        (0.9985, "99.85 %"),
        (0.9912, "99.12 %"),
        (0.99, "99 %"),
        (0.985, "98 %"),
        (0.000_5, "0.05 %"),
        (0.000_004_2, "0.00042 %"),
        (-0.053, "-5.3 %"),
    ];
    for (share, words) in cases {
        assert_eq!(plain(&format::percent(share)), words, "{share}");
    }
    assert_eq!(format::percent(f64::NAN), "n/a");
    assert_eq!(plain(&format::target("99.95".parse::<Target>().unwrap())), "99.95 %");
}

#[test]
fn differences_carry_their_sign() {
    assert_eq!(plain(&format::points(-0.187)), "-19 points");
    assert_eq!(plain(&format::points(0.15)), "+15 points");
    assert_eq!(plain(&Unit::Days.signed(-5.3)), "-5.3 d");
    assert_eq!(plain(&format::signed(8.04)), "+8.0");
    assert_eq!(plain(&format::signed(0.0)), "0");
    assert_eq!(plain(&Unit::Days.range_signed(-5.6, -5.03)), "-5.6 to -5.0 d");
    assert_eq!(plain(&Unit::Plain.range_signed(0.37, 0.59)), "+0.37 to +0.59");
}

#[test]
fn intervals_name_their_unit_once() {
    assert_eq!(plain(&Unit::Share.range(0.11, 0.42)), "11 to 42 %");
    assert_eq!(plain(&Unit::Share.range(0.36, 0.46)), "36 to 46 %");
    assert_eq!(plain(&Unit::Days.range(11.4, 12.4)), "11.4 to 12.4 d");
    // Both ends in the unit of the larger one.
    assert_eq!(plain(&Unit::Seconds(Clock::Calendar).range(71.0 * 60.0, 188.0 * 60.0)), "71 to 188 min");
    assert_eq!(plain(&Unit::Of("a week".into()).range(0.7, 1.5)), "0.7 to 1.5 a week");
    assert_eq!(plain(&Unit::Points.range_signed(-0.01, 0.09)), "-1 to +9 points");
    assert_eq!(plain(&Unit::Share.range(0.004, 0.12)), "0.4 to 12 %", "something is not nothing");
    assert_eq!(plain(&Unit::Share.range(0.97, 0.999_5)), "97 to 99.95 %");
    assert_eq!(plain(&Unit::Share.range(0.985, 1.0)), "98 to 100 %");
    assert_eq!(plain(&Unit::Share.range(0.996, 1.2)), "99.6 to 120 %", "almost all is not all");
    assert_eq!(plain(&Unit::Days.range(3.4, 6.0)), "3.4 to 6.0 d");
    assert_eq!(plain(&Unit::Share.between(0.36, 0.46)), "between 36 and 46 %");
    assert_eq!(Unit::Days.range(f64::NAN, 1.0), "n/a");
}

#[test]
fn durations_choose_their_unit_and_say_their_clock() {
    let cases = [
        (0.0, "0 s"),
        (0.000_4, "0.40 ms"),
        (26.0, "26 s"),
        (6_840.0, "114 min"),
        (4.0 * 3_600.0, "4 h"),
        (2.3 * 86_400.0, "2.3 d"),
        (28.0 * 86_400.0, "28 d"),
        (-120.0, "-2 min"),
    ];
    for (seconds, words) in cases {
        assert_eq!(plain(&format::duration(seconds, Clock::Calendar)), words, "{seconds}");
    }
    assert_eq!(plain(&format::duration(20.0 * 3_600.0, WORKING)), "2.5 working d");
    assert_eq!(plain(&format::elapsed(Elapsed::from_hours(55.2).unwrap())), "2.3 d");
    assert_eq!(plain(&format::work(WorkTime::from_hours(40.0).unwrap())), "40 h");
    assert_eq!(plain(&format::work(WorkTime::from_hours(0.25).unwrap())), "15 min");
}

#[test]
fn exact_durations_keep_the_second() {
    let cases = [
        (26.0, "26 s"),
        // 0.1 % of 28 days, 0.05 % of 28 days, and 0.15 %: the figures of the service level pages.
        (0.001 * 28.0 * 86_400.0, "40 min 19 s"),
        (0.000_5 * 28.0 * 86_400.0, "20 min 10 s"),
        (0.001_5 * 28.0 * 86_400.0, "60 min 29 s"),
        (65.0, "1 min 5 s"),
        (3_600.0, "60 min"),
        (3.0 * 3_600.0 + 300.0, "3 h 5 min"),
        (46.0 * 3_600.0, "1 d 22 h"),
        (112.0 * 3_600.0, "4 d 16 h"),
        (28.0 * 86_400.0, "28 d"),
        // Rounding carries over: no "1 h 60 min", no "23 h 60 min".
        (10_799.0, "3 h"),
        (86_399.0, "1 d"),
        (119.6, "2 min"),
        (-59.7, "-1 min"),
        (-0.2, "0 s"),
    ];
    for (seconds, words) in cases {
        assert_eq!(plain(&format::duration_exact(seconds, Clock::Calendar)), words, "{seconds}");
    }
    assert_eq!(plain(&format::duration_exact(20.0 * 3_600.0, WORKING)), "2 working d 4 h");
    assert_eq!(format::duration_exact(f64::NAN, Clock::Calendar), "n/a");
}

#[test]
fn rates_come_with_their_counts() {
    assert_eq!(format::share_of(6, 26, "deployments").map(|s| plain(&s)), Some("23 % of 26 deployments".to_owned()));
    assert_eq!(format::share_of(0, 0, "deployments"), None);
    assert_eq!(format::odds(0.41).map(|s| plain(&s)), Some("about 4 of 10".to_owned()));
    assert_eq!(format::odds(0.01).map(|s| plain(&s)), Some("fewer than 1 of 20".to_owned()));
    assert_eq!(format::odds(0.97).map(|s| plain(&s)), Some("more than 19 of 20".to_owned()));
    assert_eq!(format::odds(1.2), None);
    assert_eq!(format::odds(f64::NAN), None);
    assert_eq!(format::not_available("nothing failed"), "n/a, because nothing failed");
}

#[test]
fn dates_are_written_out() {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    assert_eq!(plain(&format::day_month(day(2026, 10, 2))), "2 Oct");
    assert_eq!(plain(&format::date(day(2026, 11, 20))), "20 Nov 2026");
    assert_eq!(plain(&format::weekday(day(2026, 8, 6))), "Thu 6 Aug");
    assert_eq!(plain(&format::date_span(day(2026, 10, 2), day(2026, 10, 30))), "2 to 30 October 2026");
    assert_eq!(plain(&format::date_span(day(2026, 4, 24), day(2026, 10, 22))), "24 April to 22 October 2026");
    assert_eq!(plain(&format::date_span(day(2025, 12, 1), day(2026, 1, 2))), "1 December 2025 to 2 January 2026");
    assert_eq!(plain(&format::date_span(day(2026, 1, 2), day(2026, 1, 2))), "2 January 2026");
    let at = format::moment(1_795_179_720, 60).unwrap();
    assert_eq!(plain(&format::date_time(at)), "20 Nov 2026 14:02 UTC+01:00");
    assert_eq!(plain(&format::date_time(format::moment(0, -330).unwrap())), "31 Dec 1969 18:30 UTC-05:30");
    assert_eq!(format::moment(i64::MAX, 0), None);
    assert_eq!(format::moment(0, i32::MAX), None);
}

#[test]
fn sizes_are_in_steps_of_a_thousand() {
    let cases = [(0, "0 B"), (999, "999 B"), (1_600, "1.6 kB"), (41_200, "41 kB"), (1_640_000, "1.6 MB")];
    for (size, words) in cases {
        assert_eq!(plain(&format::bytes(size)), words);
    }
}

proptest! {
    #[test]
    fn every_number_can_be_written(value in proptest::num::f64::ANY) {
        for words in [
            format::number(value),
            format::percent(value),
            format::duration(value, Clock::Calendar),
            format::duration_exact(value, WORKING),
            Unit::Minutes.signed(value),
            Unit::Share.range(value, -value),
        ] {
            prop_assert!(!words.is_empty() && !words.contains("NaN") && !words.contains("inf"), "{words}");
            prop_assert!(!words.contains('-'), "a hyphen is not a minus sign: {words}");
        }
    }

    #[test]
    fn a_written_number_is_close(value in -1e6_f64..1e6) {
        let back: f64 = plain(&format::number(value)).replace(' ', "").parse().unwrap();
        // Half of the last figure shown: 0.05 of a number from 1 to 100, 0.5 above, 5 % below 1.
        let allowed = if value.abs() >= 99.5 { 0.5 } else if value.abs() >= 0.995 { 0.05 } else { value.abs() * 0.051 };
        prop_assert!((back - value).abs() <= allowed + 1e-9, "{value} as {back}");
    }

    #[test]
    fn nearly_all_is_not_all(missing in 1e-9_f64..0.5) {
        prop_assert_ne!(plain(&format::percent(1.0 - missing)), "100 %");
    }
}
