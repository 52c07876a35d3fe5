//! What a chart does before and beside drawing: thinning, cutting, reading, saying, listing.

use proptest::prelude::*;
use trivium_core::chart::downsample;
use trivium_core::chart::geometry::Rect;
use trivium_core::chart::sentence;
use trivium_core::chart::text;
use trivium_core::chart::{
    Axis, Band, Cell, ChartError, Curve, Distribution, Histogram, Level, Limit, LineChart, Measure, Outcome, Point,
    Role, Series, Size, Theme,
};

const SIZE: Size = Size { width: 600, height: 240, text: 12.0 };

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{2212}', "-")
}

fn line(points: &[(f64, f64)]) -> Series {
    Series::new("Web Shop", Role::First, points.iter().map(|(x, y)| Point::new(*x, *y)).collect())
}

fn chart(series: Vec<Series>) -> LineChart {
    let (x, y) = (Axis::from_zero("Day", Measure::DayOf), Axis::from_zero("Left", Measure::Number("min".into())));
    LineChart::new("Budget left", x, y, series)
}

prop_compose! {
    fn sorted_points()(mut xs in prop::collection::vec(0.0_f64..1e6, 1..3_000), ys in prop::collection::vec(-1e3_f64..1e3, 3_000))
        -> Vec<(f64, f64)> {
        xs.sort_by(f64::total_cmp);
        xs.into_iter().zip(ys).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn thinning_keeps_ends_and_extremes(points in sorted_points(), columns in 1_usize..400) {
        let thin = downsample::extremes(&points, columns);
        prop_assert!(thin.len() <= points.len().min(2 * columns + 2), "{} of {}", thin.len(), points.len());
        prop_assert_eq!(thin.first(), points.first());
        prop_assert_eq!(thin.last(), points.last());
        let ends = |of: &[(f64, f64)]| {
            of.iter().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.1), high.max(p.1)))
        };
        prop_assert_eq!(ends(&thin), ends(&points));
        // A subsequence: nothing invented, nothing reordered.
        let mut rest = points.iter();
        prop_assert!(thin.iter().all(|kept| rest.any(|p| p == kept)));
        // Thinning what is thin changes nothing.
        if points.len() <= 2 * columns {
            prop_assert_eq!(&thin, &points);
        }
    }

    #[test]
    fn what_is_cut_lies_inside(
        line in prop::collection::vec((-200.0_f64..400.0, -200.0_f64..400.0), 2..40),
    ) {
        let rect = Rect { left: 0.0, top: 10.0, right: 200.0, bottom: 110.0 };
        let room = rect.grown(1e-6);
        let inside = |p: &(f64, f64)| (room.left..=room.right).contains(&p.0) && (room.top..=room.bottom).contains(&p.1);
        for part in rect.cut_line(&line) {
            prop_assert!(part.len() >= 2 && part.iter().all(inside), "{part:?}");
        }
        prop_assert!(rect.cut_polygon(&line).iter().all(inside));
        // What lies inside already stays whole.
        let held: Vec<(f64, f64)> =
            line.iter().map(|p| (p.0.clamp(0.0, 200.0), p.1.clamp(10.0, 110.0))).collect();
        prop_assert_eq!(rect.cut_line(&held).concat().len(), held.len());
        prop_assert_eq!(rect.cut_polygon(&held), held);
    }

    #[test]
    fn the_nearest_stop_is_the_nearest(
        mut xs in prop::collection::vec(0.0_f64..1_000.0, 2..60), t in 0.0_f64..1.0,
    ) {
        xs.sort_by(f64::total_cmp);
        xs.dedup();
        prop_assume!(xs.len() > 1);
        let points: Vec<(f64, f64)> = xs.iter().map(|x| (*x, 1.0)).collect();
        let hover = chart(vec![line(&points)]).hover(SIZE).unwrap();
        let pixel = hover.plot.left + t * hover.plot.width();
        let found = hover.nearest(pixel).unwrap();
        let distance = |i: usize| (hover.pixel(i).unwrap() - pixel).abs();
        for i in 0..hover.stops.len() {
            prop_assert!(distance(found) <= distance(i) + 1e-9);
        }
    }
}

#[test]
fn keys_step_from_stop_to_stop_and_hold_at_the_ends() {
    let hover = chart(vec![line(&[(0.0, 3.0), (7.0, 2.0), (14.0, 1.0)])]).hover(SIZE).unwrap();
    assert_eq!(hover.stops, [0.0, 7.0, 14.0]);
    assert_eq!([hover.step(0, -1), hover.step(0, 1), hover.step(1, 10), hover.step(9, 0)], [0, 1, 2, 2].map(Some));
}

#[test]
fn a_reading_holds_steps_joins_lines_and_carries_counts() {
    let rate = Series::new(
        "Change fail rate",
        Role::Second,
        vec![
            Point::new(0.0, 0.2).counted(Some(1), 5).between(0.04, 0.62),
            Point::new(10.0, 0.3).counted(Some(3), 10),
            Point::gap(20.0),
            Point::new(30.0, 0.1),
        ],
    )
    .counting("deployments");
    let x = Axis::from_zero("Day", Measure::DayOf);
    let mut rates = LineChart::new("Rates", x, Axis::from_zero("Rate", Measure::Share), vec![rate]);
    rates.outcomes = vec![(10.0, Outcome { failed: true })];
    let shown = |at: f64| {
        let rows = rates.reading(at).rows;
        rows.into_iter().map(|r| plain(&format!("{} {}", r.name, r.shown))).collect::<Vec<_>>()
    };
    assert_eq!(shown(0.0), ["Change fail rate 20 % (4 to 62 %), 1 of 5 deployments"]);
    assert_eq!(shown(5.0), ["Change fail rate 25 %"]);
    assert_eq!(shown(10.0), ["Change fail rate 30 %, 3 of 10 deployments", "failed "]);
    assert!(shown(15.0).is_empty() && shown(20.0).is_empty() && shown(25.0).is_empty(), "a gap has no value");
    assert!(shown(-1.0).is_empty() && shown(31.0).is_empty(), "nothing beyond the ends");
    let stepped = chart(vec![line(&[(0.0, 40.0), (8.0, 29.0), (26.0, -2.0)]).stepped()]);
    assert_eq!(stepped.reading(25.9).rows[0].y, Some(29.0));
    assert_eq!(plain(&stepped.reading(16.0).title), "day 16");
}

#[test]
fn the_table_has_every_value_and_names_units() {
    let mut with_band = chart(vec![
        line(&[(0.0, 40.0), (8.0, 29.0)]).stepped(),
        Series::new("Today", Role::Today, vec![Point::new(0.0, 40.0), Point::gap(4.0)]),
    ]);
    with_band.bands =
        vec![Band { name: "half".into(), role: Role::First, level: Level::Half, edges: vec![(8.0, 20.0, 30.0)] }];
    let table = with_band.table();
    assert_eq!(table.head, ["Day", "Web Shop (min)", "Today (min)", "half, from (min)", "half, to (min)"]);
    assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
    let shown: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| plain(cell.shown())).collect()).collect();
    assert_eq!(
        shown,
        [
            ["day 0", "40 min", "40 min", "n/a", "n/a"],
            ["day 4", "40 min", "n/a", "n/a", "n/a"],
            ["day 8", "29 min", "n/a", "20 min", "30 min"],
        ]
    );
    assert_eq!(table.rows[2][1], Cell::Number { value: 29.0, shown: "29\u{a0}min".into() });
}

#[test]
fn a_long_chart_is_thinned_for_the_picture_and_whole_in_the_table() {
    let points: Vec<(f64, f64)> = (0..20_000).map(|i| (f64::from(i), f64::from((i * 7_919) % 1_000))).collect();
    let long = chart(vec![line(&points)]);
    let svg = long.render(Theme::Light, SIZE).unwrap();
    // Two points a pixel column at most, some fifteen bytes each.
    assert!(svg.as_str().len() < 25_000, "{}", svg.as_str().len());
    let table = long.table();
    assert_eq!(table.rows.len(), points.len());
    assert_eq!(table.rows[12_345][1], Cell::Number { value: points[12_345].1, shown: "55\u{a0}min".into() });
}

#[test]
fn the_sentence_says_course_and_limit() {
    let mut burn = chart(vec![line(&[(0.0, 40.0), (8.0, 29.0), (26.0, -2.0)]).stepped()]);
    burn.limit = Some(Limit { value: 0.0, name: "budget spent".into() });
    assert_eq!(
        plain(&burn.sentence()),
        "Web Shop falls from 40 min at day 0 to -2 min at day 26; budget spent at day 26."
    );
    // A joined line passes the limit between its points.
    let joined = [(0.0, 10.0), (10.0, -10.0)];
    assert_eq!(sentence::first_beyond(&joined, 0.0, false), Some(5.0));
    assert_eq!(sentence::first_beyond(&joined, 0.0, true), Some(10.0));
    assert_eq!(sentence::first_beyond(&joined, 20.0, false), None);
    assert_eq!(sentence::first_beyond(&[(0.0, 0.0), (1.0, 0.0)], 0.0, false), None);
    let level = chart(vec![line(&[(0.0, 5.0), (3.0, 9.0), (8.0, 5.0)])]);
    assert_eq!(plain(&level.sentence()), "Web Shop starts and ends at 5 min, between 5 and 9 min.");
    assert_eq!(plain(&chart(vec![line(&[(2.0, 5.0)])]).sentence()), "Web Shop is 5 min at day 2.");
}

#[test]
fn comparisons_in_words() {
    let change = |today, scenario, less, more| sentence::change(today, scenario, less, more).map(|s| plain(&s));
    assert_eq!(change(18.8, 13.5, "shorter", "longer").as_deref(), Some("28 % shorter"));
    assert_eq!(change(1.0, 9.0, "fewer", "more").as_deref(), Some("nine times as many"));
    assert_eq!(change(0.92, 1.4, "fewer", "more").as_deref(), Some("52 % more"));
    assert_eq!(change(10.0, 20.2, "shorter", "long").as_deref(), Some("twice as long"));
    assert_eq!(change(3.0, 3.0, "fewer", "more").as_deref(), Some("the same"));
    assert_eq!(change(0.0, 3.0, "fewer", "more"), None);
    assert_eq!(sentence::difference((-0.01, 0.09), || "more".into()), "no difference we can be sure of");
    assert_eq!(sentence::difference((0.01, 0.09), || "more".into()), "more");
    assert_eq!(
        plain(&sentence::budget_left(4.3, 20.16, Some("28 October"))),
        "4.3 of 20.2 min are left; at the present rate the budget is spent on 28 October."
    );
    assert_eq!(plain(&sentence::budget_left(-2.0, 20.16, None)), "The budget of 20.2 min is overspent by 2 min.");
}

#[test]
fn a_distribution_knows_its_median_and_says_it() {
    let today = Curve::of("Today", Role::Today, &[4.0, 1.0, f64::NAN, 2.0, 3.0]);
    assert_eq!(today.points, [(1.0, 0.25), (2.0, 0.5), (3.0, 0.75), (4.0, 1.0)]);
    assert_eq!([0.5, 0.625, 1.0].map(|s| today.at_share(s)), [2.0, 2.5, 4.0].map(Some));
    assert_eq!(Curve::of("None", Role::First, &[]).at_share(0.5), None);
    let distribution = Distribution {
        title: "Share of changes live".into(),
        what: "all changes are live".into(),
        name: "Days since request".into(),
        measure: Measure::Days,
        curves: vec![today, Curve { name: "No gates".into(), role: Role::First, points: vec![(0.5, 0.1), (1.5, 0.9)] }],
    };
    let chart = distribution.chart();
    assert_eq!(plain(&chart.sentence()), "Half of all changes are live within 1 d instead of 2 d.");
    assert_eq!(chart.medians.len(), 2);
    chart.render(Theme::Light, SIZE).unwrap();
}

#[test]
fn a_histogram_counts_each_value_once() {
    let classes = Histogram::classes(&[0.0, 1.9, 2.0, 2.1, 5.9, 6.0, -0.1, f64::NAN], 0.0, 2.0, 3).unwrap();
    assert_eq!(classes.iter().map(|c| c.count).collect::<Vec<_>>(), [2, 2, 1]);
    assert_eq!(Histogram::classes(&[1.0], 0.0, 0.0, 3), None);
    let histogram = Histogram {
        title: "Incidents by time to restore".into(),
        noun: "incidents".into(),
        name: "Time to restore".into(),
        measure: Measure::Number("h".into()),
        classes,
    };
    assert_eq!(plain(&histogram.chart().sentence()), "The largest group of incidents, 2 of 5, are between 0 and 2 h.");
    histogram.chart().render(Theme::Dark, SIZE).unwrap();
}

#[test]
fn what_cannot_be_drawn_is_a_sentence() {
    let fails = |chart: LineChart| chart.render(Theme::Light, SIZE).unwrap_err();
    assert!(matches!(fails(chart(vec![])), ChartError::Empty { .. }));
    assert!(matches!(
        fails(chart(vec![Series::new("a", Role::First, vec![Point::gap(1.0)])])),
        ChartError::Empty { .. }
    ));
    assert_eq!(
        fails(chart(vec![line(&[(0.0, 1.0), (1.0, f64::NAN)])])),
        ChartError::NotFinite { series: "Web Shop".into(), place: 2 }
    );
    assert_eq!(
        fails(chart(vec![line(&[(1.0, 1.0), (0.0, 1.0)])])),
        ChartError::OutOfOrder { series: "Web Shop".into(), place: 2 }
    );
    assert!(matches!(fails(chart(vec![line(&[(0.0, 1.0)]); 5])), ChartError::TooManySeries { count: 5, .. }));
    let today = Series::new("Today", Role::Today, vec![Point::new(0.0, 1.0), Point::new(1.0, 2.0)]);
    let four = vec![line(&[(0.0, 1.0), (1.0, 2.0)]); 4];
    chart([vec![today], four].concat()).render(Theme::Light, SIZE).expect("today and four scenarios are drawn");
    let mut far = chart(vec![line(&[(0.0, -f64::MAX), (1.0, f64::MAX)])]);
    assert!(matches!(fails(far.clone()), ChartError::Unscalable { .. }));
    far.limit = Some(Limit { value: f64::INFINITY, name: "limit".into() });
    assert!(matches!(fails(far), ChartError::NotFinite { .. }));
    for (width, height) in [(60, 200), (400, 30), (0, 0), (u32::MAX, 200)] {
        let small = chart(vec![line(&[(0.0, 1.0), (1.0, 2.0)])]).render(Theme::Light, Size::new(width, height));
        assert!(matches!(small, Err(ChartError::TooSmall { .. })), "{width} by {height}");
    }
    let words = ChartError::TooManySeries { chart: "Budget".into(), count: 5 }.to_string();
    assert_eq!(words, "\"Budget\" has 5 series. Choose at most four beside today; the table holds them all.");
}

#[test]
fn text_is_broken_at_spaces_and_inside_a_word_only_where_it_must() {
    let wrap = |words: &str, room, most| text::wrap(words, room, 12.0, false, most);
    assert_eq!(wrap("every second week", 60.0, 3), ["every", "second", "week"]);
    assert_eq!(wrap("every second week", 90.0, 3), ["every second", "week"]);
    assert_eq!(wrap("every second week", 200.0, 3), ["every second week"]);
    let cut = wrap("every second week", 60.0, 2);
    assert_eq!((cut[0].as_str(), cut.len()), ("every", 2));
    assert!(cut[1].starts_with("second") && cut[1].ends_with('\u{2026}'), "{cut:?}");
    assert_eq!(wrap("WWWWWW", 40.0, 3), ["WWW", "WWW"]);
    assert!(wrap("  ", 40.0, 3).is_empty() && wrap("word", 40.0, 0).is_empty());
}
