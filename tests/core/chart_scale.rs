//! Scales and ticks as laws.

use proptest::prelude::*;
use trivium_core::chart::Scale;
use trivium_core::chart::axis::{Axis, Direction, Measure};
use trivium_core::chart::format::Clock;
use trivium_core::chart::ticks::{self, Ladder};

const LADDERS: [Ladder; 5] =
    [Ladder::Decimal, Ladder::Whole, Ladder::Share, Ladder::Days, Ladder::Seconds { day: 86_400.0 }];

proptest! {
    #[test]
    fn a_scale_and_its_inverse_cancel(
        from in -1e6_f64..1e6, span in 1e-3_f64..1e6, down in any::<bool>(), t in -0.5_f64..1.5,
        left in 0.0_f64..500.0, width in 1.0_f64..4_000.0,
    ) {
        let domain = if down { (from + span, from) } else { (from, from + span) };
        let scale = Scale::new(domain, (left, left + width)).unwrap();
        let value = from + t * span;
        let error = (scale.value(scale.pixel(value)) - value).abs();
        prop_assert!(error <= 1e-9 * span.max(from.abs()), "{error}");
        let pixel = left + t * width;
        prop_assert!((scale.pixel(scale.value(pixel)) - pixel).abs() <= 1e-6);
    }

    #[test]
    fn a_scale_is_exact_at_its_ends(a in -1e9_f64..1e9, b in -1e9_f64..1e9, p in -4e3_f64..4e3, q in -4e3_f64..4e3) {
        prop_assume!((b - a).abs() > 1e-9 && (q - p).abs() > 1e-9);
        let scale = Scale::new((a, b), (p, q)).unwrap();
        prop_assert_eq!(scale.pixel(a).to_bits(), (p + 0.0).to_bits());
        prop_assert_eq!(scale.pixel(b).to_bits(), (q + 0.0).to_bits());
        prop_assert_eq!(scale.value(p).to_bits(), (a + 0.0).to_bits());
        prop_assert_eq!(scale.value(q).to_bits(), (b + 0.0).to_bits());
    }

    #[test]
    fn ticks_are_few_even_and_inside(low in -1e7_f64..1e7, span in 1e-4_f64..1e7, most in 2_usize..=6, at in 0_usize..5) {
        let (high, ladder) = (low + span, LADDERS[at]);
        let ticks = ticks::inside(low, high, ladder, most).unwrap();
        prop_assert!(ticks.at.len() <= most, "{ticks:?}");
        for tick in &ticks.at {
            prop_assert!(*tick >= low - ticks.step * 1e-6 && *tick <= high + ticks.step * 1e-6, "{ticks:?}");
        }
        for pair in ticks.at.windows(2) {
            prop_assert!((pair[1] - pair[0] - ticks.step).abs() <= ticks.step * 1e-6 + low.abs() * 1e-12);
        }
    }

    #[test]
    fn ticks_around_cover_the_values(low in -1e7_f64..1e7, span in 1e-4_f64..1e7, most in 3_usize..=6, at in 0_usize..5) {
        let (high, ladder) = (low + span, LADDERS[at]);
        let ticks = ticks::around(low, high, ladder, most).unwrap();
        prop_assert!((2..=most).contains(&ticks.at.len()), "{ticks:?}");
        prop_assert!(ticks.at[0] <= low + ticks.step * 1e-6 && *ticks.at.last().unwrap() >= high - ticks.step * 1e-6);
    }

    #[test]
    fn calendar_ticks_are_few_ordered_and_inside(
        low in -2_000_000_000.0_f64..4_000_000_000.0, span in 60.0_f64..3_000_000_000.0,
        offset in -720_i32..=840, most in 2_usize..=6,
    ) {
        let ticks = ticks::calendar(low, low + span, offset, most).unwrap();
        prop_assert!(ticks.len() <= most, "{ticks:?}");
        prop_assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
        prop_assert!(ticks.iter().all(|t| t.at >= low - 1.0 && t.at <= low + span + 1.0), "{ticks:?}");
    }
}

#[test]
fn a_scale_needs_room() {
    for (domain, range) in [
        ((1.0, 1.0), (0.0, 10.0)),
        ((0.0, 1.0), (5.0, 5.0)),
        ((f64::NAN, 1.0), (0.0, 1.0)),
        ((0.0, f64::INFINITY), (0.0, 1.0)),
        ((-f64::MAX, f64::MAX), (0.0, 1.0)),
    ] {
        assert_eq!(Scale::new(domain, range), None, "{domain:?} {range:?}");
    }
    assert_eq!(ticks::inside(1.0, 1.0, Ladder::Decimal, 6), None);
    assert_eq!(ticks::around(2.0, 1.0, Ladder::Decimal, 6), None);
    assert_eq!(ticks::calendar(0.0, 1e18, 0, 6), None);
}

/// The words of a laid-out axis.
fn words(axis: &Axis, low: f64, high: f64, direction: Direction) -> Vec<String> {
    let laid = axis.lay(low, high, direction, 6).unwrap();
    laid.ticks.into_iter().map(|t| t.label.replace('\u{a0}', " ").replace('\u{2212}', "-")).collect()
}

#[test]
fn ticks_are_what_a_person_would_choose() {
    let up = |measure, low, high| words(&Axis::from_zero("", measure), low, high, Direction::Up);
    let along = |measure, low, high| words(&Axis::from_zero("", measure), low, high, Direction::Along);
    assert_eq!(up(Measure::Share, 0.0, 1.0), ["0", "25", "50", "75", "100 %"]);
    assert_eq!(up(Measure::Share, 0.02, 0.04), ["0", "1", "2", "3", "4 %"]);
    assert_eq!(up(Measure::Days, 8.0, 16.9), ["0", "7", "14", "21 d"]);
    assert_eq!(up(Measure::Number("min".into()), -19.0, 40.0), ["-20", "0", "20", "40 min"]);
    assert_eq!(up(Measure::Number(String::new()), 0.0, 0.3), ["0.0", "0.1", "0.2", "0.3"]);
    assert_eq!(up(Measure::Whole(String::new()), 0.0, 2.0), ["0", "1", "2"]);
    assert_eq!(up(Measure::Seconds(Clock::Calendar), 0.0, 6_840.0), ["0", "30", "60", "90", "120 min"]);
    assert_eq!(along(Measure::Days, 0.0, 35.0), ["0", "7", "14", "21", "28", "35 days"]);
    assert_eq!(along(Measure::DayOf, 0.0, 28.0), ["day 0", "day 7", "day 14", "day 21", "day 28"]);
    let eight = Clock::Working { hours_per_day: 8.0 };
    assert_eq!(up(Measure::Seconds(eight), 0.0, 3.0 * 28_800.0), ["0", "1", "2", "3 working d"]);
    // A single value still has an axis.
    assert_eq!(up(Measure::Number(String::new()), 0.0, 0.0), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
}

#[test]
fn time_axes_count_weeks_from_the_first_day_and_name_the_year_where_it_changes() {
    let day = |days: f64| 1_790_899_200.0 + days * 86_400.0; // 2026-10-02T00:00Z
    let date = |offset_minutes| Axis::free("", Measure::Date { offset_minutes });
    let along = |axis: &Axis, low, high| words(axis, low, high, Direction::Along);
    assert_eq!(along(&date(0), day(0.0), day(28.0)), ["2 Oct", "9 Oct", "16 Oct", "23 Oct", "30 Oct"]);
    assert_eq!(along(&date(0), day(0.0), day(150.0)), ["Nov 2026", "Dec", "Jan 2027", "Feb", "Mar"]);
    assert_eq!(along(&date(0), day(0.0), day(1_500.0)), ["2027", "2028", "2029", "2030"]);
    assert_eq!(along(&date(0), day(0.0), day(0.5)), ["2 Oct", "04:00", "08:00", "12:00"]);
    // Read two hours further east, the first whole day is another one.
    let east = date(120).lay(day(0.0), day(5.0), Direction::Along, 6).unwrap();
    assert_eq!(east.ticks[0].label.replace('\u{a0}', " "), "3 Oct");
    assert!((east.ticks[0].at - (day(1.0) - 7_200.0)).abs() < 1e-6);
}

#[test]
fn a_cut_axis_is_known_as_cut() {
    let free = Axis::free("", Measure::Days);
    assert!(free.lay(21.0, 27.0, Direction::Up, 6).unwrap().cut);
    assert!(!free.lay(-1.0, 27.0, Direction::Up, 6).unwrap().cut);
    assert!(!Axis::from_zero("", Measure::Days).lay(21.0, 27.0, Direction::Up, 6).unwrap().cut);
    assert!(free.lay(f64::NAN, 1.0, Direction::Up, 6).is_none());
    assert!(free.lay(f64::INFINITY, f64::NEG_INFINITY, Direction::Up, 6).is_none());
}
