//! Pictures as golden files: the same data, theme and size give the same bytes on every machine.
//!
//! `UPDATE_GOLDEN=1 cargo test --test core chart_pictures` writes them anew; look at them before committing.

use std::path::PathBuf;

use trivium_core::chart::format::MINUS;
use trivium_core::chart::{
    Axis, Band, Class, Freeze, Histogram, IntervalBar, Level, Limit, LineChart, Measure, Median, Note, Now, Outcome,
    Part, PartsBar, Point, Role, Series, Size, Sparkline, Stroke, Theme, Tone,
};

/// Compares with the golden picture.
pub(crate) fn golden(name: &str, made: &str) {
    golden_in("chart", name, made);
}

/// Compares with the golden file of a room, or writes it when `UPDATE_GOLDEN` is set.
pub(crate) fn golden_in(room: &str, name: &str, made: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/core/golden").join(room).join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, made).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "{} differs. UPDATE_GOLDEN=1 writes it anew.", path.display());
}

/// Twenty-odd numbers without a random source: a fixed wave.
fn wave(i: u32, period: f64) -> f64 {
    libm_sin(f64::from(i) * period)
}

/// A sine by its series, so that fixtures do not depend on the platform's mathematics.
fn libm_sin(x: f64) -> f64 {
    let x = x % std::f64::consts::TAU;
    let mut term = x;
    let mut sum = x;
    for k in 1..14 {
        term *= -x * x / f64::from(2 * k * (2 * k + 1));
        sum += term;
    }
    sum
}

/// Budget left with one step per incident, a limit, today, and what is expected.
fn burn_down() -> LineChart {
    let spent = [(2.0, 20.2), (5.3, 16.0), (13.6, 6.4), (19.4, 4.3), (23.0, 4.3)];
    let left = Series::new("Left", Role::First, spent.map(|(x, y)| Point::new(x, y)).to_vec()).stepped().unlabelled();
    let expected = Series::new("expected", Role::First, vec![Point::new(23.0, 4.3), Point::new(30.0, -2.0)])
        .stroked(Stroke::Expected)
        .noted(format!("{MINUS}2 min on day 30"));
    let mut chart = LineChart::new(
        "Minutes of budget left, Payments",
        Axis::from_zero("Day", Measure::DayOf).within(2.0, 30.0),
        Axis::from_zero("Left", Measure::Number("min".into())).within(-20.0, 22.0),
        vec![left, expected],
    );
    chart.limit = Some(Limit { value: 0.0, name: "budget spent".into() });
    chart.now = Some(Now { x: 23.0, name: "today".into() });
    chart.bands = vec![Band {
        name: "90 % of runs".into(),
        role: Role::First,
        level: Level::Ninety,
        edges: vec![(23.0, 4.3, 4.3), (23.7, -3.0, 4.3), (25.0, -9.0, 4.3), (27.0, -15.0, 4.3), (30.0, -23.0, 4.3)],
    }];
    let note = |x, y, words: &str| Note { x, y, words: words.into() };
    chart.notes = vec![
        note(5.3, 16.0, "PayLane slow, 4 min"),
        note(13.6, 6.4, "PayLane down, 10 min"),
        note(19.4, 4.3, "Deploy, 2 min"),
    ];
    chart
}

/// Two scenarios of a fan: bands of the one, the lower edge of the other.
fn fan() -> LineChart {
    let days: Vec<f64> = (0..=28).map(f64::from).collect();
    let line = |slope: f64| days.iter().map(|d| Point::new(*d, 40.0 - slope * d)).collect::<Vec<_>>();
    let band = |name: &str, level, low: f64, high: f64| Band {
        name: name.into(),
        role: Role::First,
        level,
        edges: days
            .iter()
            .map(|d| (*d, (40.0 - low * d).max(-90.0), (40.0 - high * (d - 6.0).max(0.0)).min(40.0)))
            .collect(),
    };
    let mut chart = LineChart::new(
        "Minutes of error budget left",
        Axis::from_zero("Day", Measure::DayOf),
        Axis::from_zero("Left", Measure::Number("min".into())).within(-60.0, 42.0),
        vec![
            Series::new("Today", Role::Today, line(1.5)),
            Series::new("No gates", Role::First, line(1.78)),
            Series::new("Today, 5 % edge", Role::Today, line(3.4)).stroked(Stroke::Edge),
        ],
    );
    chart.limit = Some(Limit { value: 0.0, name: "budget spent".into() });
    chart.bands = vec![band("90 % of runs", Level::Ninety, 4.2, 0.0), band("half of runs", Level::Half, 2.7, 0.8)];
    chart
}

/// Weekly lead time with its spread, counts, and failed deployments beneath.
fn trend() -> LineChart {
    let week = |i: u32| 1_777_507_200.0 + f64::from(i) * 7.0 * 86_400.0;
    let half = |i: u32| 11.9 + 0.9 * wave(i, 1.1);
    let points = (0..26)
        .map(|i| if i == 9 { Point::gap(week(i)) } else { Point::new(week(i), half(i)).counted(None, 9) })
        .collect();
    let mut chart = LineChart::new(
        "Change lead time and failed deployments, by week",
        Axis::free("Week", Measure::Date { offset_minutes: 0 }),
        Axis::from_zero("Lead time", Measure::Days),
        vec![Series::new("half within", Role::First, points).counting("changes")],
    );
    chart.bands = vec![Band {
        name: "85 % within".into(),
        role: Role::First,
        level: Level::UpTo,
        edges: (0..26).map(|i| (week(i), half(i) - 2.6 - wave(i, 0.7).abs(), half(i) + 3.1 + wave(i, 1.7))).collect(),
    }];
    chart.outcomes = (0..26).map(|i| (week(i), Outcome { failed: [3, 7, 14, 15, 20, 24].contains(&i) })).collect();
    chart.freezes = vec![Freeze { from: week(17), to: week(19), name: "freeze".into() }];
    chart
}

/// Two cumulative distributions with their medians.
fn cumulative() -> LineChart {
    let curve = |shift: f64, width: f64| {
        (0..=32)
            .map(|i| f64::from(i) + shift - 9.0)
            .filter(|x| *x >= 0.0 && *x <= 35.0)
            .map(|x| {
                let t = ((x - shift) / width + 0.5).clamp(0.0, 1.0);
                Point::new(x, t * t * (3.0 - 2.0 * t))
            })
            .collect::<Vec<_>>()
    };
    let mut chart = LineChart::new(
        "Share of changes live, by days since request",
        Axis::from_zero("Days since request", Measure::Days).within(0.0, 35.0),
        Axis::from_zero("Live", Measure::Share),
        vec![
            Series::new("Today", Role::Today, curve(18.2, 20.0)),
            Series::new("No gates", Role::First, curve(12.9, 17.0)),
        ],
    );
    chart.medians = vec![
        Median { role: Role::First, x: 12.9, y: 0.5, words: "No gates 12.9 d".into() },
        Median { role: Role::Today, x: 18.2, y: 0.5, words: "Today 18.2 d".into() },
    ];
    chart
}

/// All four roles, whiskers, an axis without zero, labels that would overlap.
fn four() -> LineChart {
    let line = |name: &str, role, level: f64| {
        let points = (0..12).map(|i| Point::new(f64::from(i), level + wave(i, 0.6))).collect();
        Series::new(name, role, points)
    };
    let mut first = line("First", Role::First, 34.0);
    for point in &mut first.points {
        *point = point.clone().between(point.y.unwrap() - 1.2, point.y.unwrap() + 0.9);
    }
    LineChart::new(
        "Deployments a week",
        Axis::free("Week", Measure::Whole(String::new())),
        Axis::free("Deployments", Measure::Number("a week".into())),
        vec![
            first,
            line("Second", Role::Second, 34.3),
            line("Third & <last>", Role::Third, 31.0),
            line("Fourth", Role::Fourth, 29.5),
        ],
    )
}

fn histogram() -> Histogram {
    let counts = [3, 11, 19, 14, 8, 5, 0, 2, 1];
    let class = |(i, count): (u32, &u64)| Class { from: f64::from(i), to: f64::from(i + 1), count: *count };
    Histogram {
        title: "Incidents by time to restore".into(),
        noun: "incidents".into(),
        name: "Time to restore".into(),
        measure: Measure::Number("h".into()),
        classes: (0..).zip(&counts).map(class).collect(),
    }
}

fn sparkline(values: [f64; 6]) -> Sparkline {
    Sparkline {
        title: "Change fail rate, six months".into(),
        along: Measure::DayOf,
        measure: Measure::Share,
        points: (0..).zip(values).map(|(i, v)| (f64::from(i), Some(v))).collect(),
        zero: true,
    }
}

fn interval(value: f64, low: f64, high: f64) -> IntervalBar {
    IntervalBar {
        title: "Change fail rate".into(),
        measure: Measure::Share,
        value: Some(value),
        interval: Some((low, high)),
        limit: Some(0.3),
        domain: (0.0, 0.6),
    }
}

fn parts() -> PartsBar {
    let part = |name: &str, from: f64, to: f64, tone| Part { name: name.into(), from, to, tone };
    PartsBar {
        title: "Both in series".into(),
        measure: Measure::Number("min".into()),
        parts: vec![part("Payments, own part", 0.0, 20.2, Tone::Fine), part("PayLane", 20.2, 60.5, Tone::Over)],
        limit: Some(20.2),
        end: 62.0,
    }
}

#[test]
fn small_pictures_are_as_they_were() {
    let cell = Size::new(120, 28);
    golden(
        "cell-spark.svg",
        &sparkline([0.2, 0.22, 0.1, 0.35, 0.23, 0.23]).render(Theme::Light, cell).unwrap().standalone(),
    );
    golden("cell-level.svg", &sparkline([1.0; 6]).render(Theme::Dark, cell).unwrap().standalone());
    golden("cell-interval.svg", &interval(0.23, 0.11, 0.42).render(Theme::Light, cell).unwrap().standalone());
    golden("cell-interval-dark.svg", &interval(0.23, 0.11, 0.42).render(Theme::Dark, cell).unwrap().standalone());
    golden("cell-parts.svg", &parts().render(Theme::Light, Size::new(190, 28)).unwrap().standalone());
    let words = |text: &str| text.replace('\u{a0}', " ");
    assert_eq!(
        words(&interval(0.23, 0.11, 0.42).sentence()),
        "Change fail rate is 23 %, between 11 and 42 %; limit 30 %."
    );
    assert_eq!(
        words(&parts().sentence()),
        "Both in series: Payments, own part 20.2 min, PayLane 40.3 min; limit 20.2 min."
    );
}

#[test]
fn pictures_are_as_they_were() {
    let themes =
        [(Theme::Light, "light"), (Theme::Dark, "dark"), (Theme::HighContrast, "contrast"), (Theme::Print, "print")];
    let charts = [
        ("burn-down", burn_down(), Size::new(700, 200)),
        ("fan", fan(), Size::new(400, 220)),
        ("trend", trend(), Size::new(740, 340)),
        ("cumulative", cumulative(), Size::new(400, 220)),
        ("four", four(), Size::new(460, 240)),
    ];
    for (name, chart, size) in &charts {
        golden(&format!("{name}-light.svg"), &chart.render(Theme::Light, *size).unwrap().standalone());
        let sentence = chart.sentence();
        assert!(sentence.ends_with('.') && !sentence.contains("NaN"), "{sentence}");
    }
    for (theme, suffix) in themes.into_iter().skip(1) {
        golden(&format!("trend-{suffix}.svg"), &trend().render(theme, Size::new(740, 340)).unwrap().standalone());
        golden(&format!("fan-{suffix}.svg"), &fan().render(theme, Size::new(400, 220)).unwrap().standalone());
    }
    golden("histogram-light.svg", &histogram().chart().render(Theme::Light, Size::new(400, 200)).unwrap().standalone());
    golden("four-phone.svg", &four().render(Theme::Light, Size::new(260, 240)).unwrap().standalone());
    golden("burn-down-dark.svg", &burn_down().render(Theme::Dark, Size::new(700, 200)).unwrap().standalone());
    golden("fan-phone.svg", &fan().render(Theme::Light, Size::new(300, 220)).unwrap().standalone());
    golden("fan-projected.svg", &fan().render(Theme::Light, Size::projected(1_200, 620)).unwrap().standalone());
}
