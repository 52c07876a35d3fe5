//! Dots beside a front, a curve against a tie, and what a reader finds in them.

use trivium_core::chart::{
    Axis, Band, Base, Cell, Drawing, Level, LineChart, Measure, Point, Range, Role, Series, Size, Step, Stops, Theme,
};

use crate::chart_hostile::{HOSTILE, texts};
use crate::chart_pictures::golden;

const SIZE: Size = Size { width: 640, height: 280, text: 12.0 };

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{2212}', "-")
}

/// Policies by what they cost in time and in budget; two of them take the same time.
fn policies(one: &str, other: &str) -> LineChart {
    let dot = |x, y, name: &str| Point::new(x, y).named(name);
    let front = vec![
        dot(6.1, 1.34, "On demand, no gates"),
        dot(7.4, 0.86, "On demand, quality gate").between(0.81, 0.91),
        dot(11.8, 0.62, "Daily, all gates"),
        dot(16.9, 0.55, "Weekly, all gates, freeze"),
    ];
    let rest = vec![
        dot(7.9, 1.2, "Daily, no gates"),
        dot(9.3, 1.02, one),
        dot(9.3, 0.91, other),
        dot(14.2, 0.98, "Weekly, quality gate"),
        dot(18.1, 0.74, "Weekly, four gates"),
    ];
    LineChart::new(
        "Policies by lead time and budget used",
        Axis::from_zero("Request to live", Measure::Days),
        Axis::from_zero("Budget used", Measure::Share),
        vec![
            Series::new("no policy is better", Role::First, front).stepped().marked(),
            Series::new("other policies", Role::Fourth, rest).dotted(),
            Series::new("today", Role::Today, vec![dot(18.7, 1.09, "Today")]).dotted(),
        ],
    )
}

/// A difference with its band, on both sides of a tie.
fn break_even() -> LineChart {
    let at: Vec<f64> = (0..=14).map(|i| f64::from(i) * 0.05).collect();
    let mean = |x: f64| 4.0 - 10.6 * x;
    let mut chart = LineChart::new(
        "Lead time of one gate against four, by share of bad changes",
        Axis::from_zero("Bad changes", Measure::Share),
        Axis::from_zero("Difference", Measure::Days),
        vec![Series::new("difference", Role::First, at.iter().map(|x| Point::new(*x, mean(*x))).collect()).marked()],
    );
    let edges = at.iter().map(|x| (*x, mean(*x) - 0.5 - x, mean(*x) + 0.5 + x)).collect();
    chart.bands = vec![Band { name: "95 % sure".into(), role: Role::First, level: Level::Sure, edges }];
    chart.base = Some(Base { value: 0.0, name: "tie".into() });
    chart.ranges = vec![Range { from: 0.3, to: 0.45, name: "tie between 30 % and 45 %".into() }];
    chart
}

#[test]
fn pictures_of_dots_and_ties_are_as_they_were() {
    let pareto = policies("Daily, one approver", "Daily, peer review");
    for (name, chart) in [("pareto", pareto), ("break-even", break_even())] {
        for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            let svg = chart.render(theme, SIZE).unwrap();
            texts(svg.as_str());
            golden(&format!("{name}-{suffix}.svg"), &svg.standalone());
        }
        golden(&format!("{name}-phone.svg"), &chart.render(Theme::Light, Size::new(320, 240)).unwrap().standalone());
    }
}

#[test]
fn a_dot_is_read_by_its_name() {
    let chart = policies("Daily, one approver", "Daily, peer review");
    let alone = chart.reading(7.9);
    assert_eq!(alone.title, "Daily, no gates");
    let rows: Vec<String> = alone.rows.iter().map(|row| plain(&format!("{} {}", row.name, row.shown))).collect();
    assert_eq!(rows, ["Request to live 7.9 d", "other policies 120 %"], "the line beside it is not read");
    let front = chart.reading(7.4);
    assert_eq!(plain(&front.rows[1].shown), "86 % (81 to 91 %)");
    let two = chart.reading(9.3);
    assert_eq!(plain(&two.title), "9.3 d");
    let names: Vec<&str> = two.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Daily, one approver", "Daily, peer review"]);
    // Where nothing has a name, the line is read between its points.
    assert_eq!(chart.reading(10.0).rows.len(), 1);
}

#[test]
fn the_pointer_means_the_dot_that_is_near_in_both_directions() {
    let chart = policies("Daily, one approver", "Daily, peer review");
    let hover = chart.hover(SIZE).unwrap();
    let (front, dot) = ((7.4, 0.86), (7.9, 1.2));
    let between = hover.x.pixel(7.6);
    assert_eq!(hover.stops[hover.nearest(between).unwrap()].to_bits(), f64::to_bits(front.0));
    let near = hover.nearest_to((between, hover.y.pixel(dot.1) + 2.0)).unwrap();
    assert_eq!(hover.stops[near].to_bits(), f64::to_bits(dot.0));
    let far = hover.nearest_to((between, hover.plot.bottom)).unwrap();
    assert_eq!(hover.stops[far].to_bits(), f64::to_bits(front.0), "no dot within reach");
}

#[test]
fn each_dot_has_a_row_of_the_table() {
    let table = policies("=1+1", "b").table();
    let name = table.head.iter().position(|head| head == "other policies, name").unwrap();
    let same: Vec<&Vec<Cell>> = table.rows.iter().filter(|row| plain(row[0].shown()) == "9.3 d").collect();
    assert_eq!(same.iter().map(|row| row[name].shown()).collect::<Vec<_>>(), ["=1+1", "b"]);
    assert_eq!(same.iter().map(|row| row[name + 1].shown()).collect::<Vec<_>>(), ["102\u{a0}%", "91\u{a0}%"]);
    assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
    let ranged = break_even().table();
    assert_eq!(ranged.head.last().unwrap(), "Range");
    assert_eq!(ranged.rows.iter().filter(|row| matches!(row.last(), Some(Cell::Text(_)))).count(), 4);
}

#[test]
fn dots_and_ties_speak() {
    let cloud = |dots: Vec<Point>| {
        let (x, y) = (Axis::from_zero("Time", Measure::Days), Axis::from_zero("Used", Measure::Share));
        plain(&LineChart::new("Policies", x, y, vec![Series::new("policies", Role::First, dots).dotted()]).sentence())
    };
    assert_eq!(
        cloud(vec![Point::new(2.0, 0.5), Point::new(3.5, 0.2)]),
        "policies: 2 values from 20 to 50 % at 2.0 to 3.5 d."
    );
    assert_eq!(cloud(vec![Point::new(2.0, 0.5)]), "policies: 50 % at 2 d.");
    assert_eq!(cloud(Vec::new()), "Policies has no values yet.");
    assert_eq!(plain(&break_even().sentence()), "difference falls from 4 d at 0 % to -3.4 d at 70 %; tie at 38 %.");
    let reading = break_even().reading(0.4);
    assert_eq!(reading.rows.last().unwrap().name, "tie between 30 % and 45 %");
}

#[test]
fn values_that_are_no_numbers_are_refused() {
    for wrong in [f64::NAN, f64::INFINITY] {
        let mut chart = break_even();
        chart.base = Some(Base { value: wrong, name: "tie".into() });
        assert!(chart.render(Theme::Light, SIZE).unwrap_err().to_string().contains("\"tie\" has a value"));
        let mut chart = break_even();
        chart.ranges = vec![Range { from: 0.1, to: wrong, name: "tie".into() }];
        assert!(chart.hover(SIZE).unwrap_err().to_string().contains("\"tie\" has a value"));
        let dots = vec![Point::new(1.0, wrong).named("a")];
        chart.series = vec![Series::new("policies", Role::First, dots).dotted()];
        assert!(chart.render(Theme::Light, SIZE).unwrap_err().to_string().contains("\"policies\" has a value"));
    }
}

#[test]
fn hostile_names_are_shown_literally() {
    for words in HOSTILE {
        let mut chart = policies(words, words);
        chart.base = Some(Base { value: 1.0, name: words.into() });
        chart.ranges = vec![Range { from: 8.0, to: 12.0, name: words.into() }];
        texts(chart.render(Theme::Print, SIZE).unwrap().as_str());
    }
}

#[test]
fn keys_walk_along_the_axis() {
    let drawing = Drawing::from(policies("a", "b"));
    assert_eq!((drawing.title(), drawing.natural_height(400)), ("Policies by lead time and budget used", None));
    let stops = drawing.stops(SIZE).unwrap();
    assert!(matches!(stops, Stops::Along(_)));
    let last = stops.count() - 1;
    assert_eq!(stops.go(None, Step::Left), Some(0));
    assert_eq!(stops.go(None, Step::Last), Some(last));
    assert_eq!(stops.go(Some(2), Step::Right), Some(3));
    assert_eq!(stops.go(Some(last), Step::Right), Some(last));
    assert_eq!(stops.go(Some(last), Step::Back), Some(0));
    assert_eq!(stops.go(Some(0), Step::On), Some(last.min(10)));
    assert_eq!(stops.go(Some(2), Step::Up), None, "the page may scroll");
    assert_eq!(drawing.reading(&stops, last).unwrap().title, "Today");
    assert_eq!(drawing.reading(&stops, last + 1), None);
}
