//! What moves a measure most: pictures, sentences, table, rows to read, and what is refused.

use trivium_core::chart::{Cell, Drawing, Effect, Measure, Size, Step, Swing, SwingEnd, Theme, Tornado, format::Clock};

use crate::chart_hostile::{HOSTILE, texts};
use crate::chart_pictures::golden;

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{2212}', "-")
}

fn end(words: &str, difference: f64, half: f64) -> SwingEnd {
    let interval = (difference - half, difference + half);
    SwingEnd::ran(words, Effect { difference, interval, sure: difference.abs() > half })
}

fn swing(name: &str, low: SwingEnd, high: SwingEnd) -> Swing {
    Swing { name: name.into(), low, high }
}

fn tornado(rows: Vec<Swing>) -> Tornado {
    Tornado {
        title: "What moves the time from request to live".into(),
        says: None,
        what: "request to live".into(),
        measure: Measure::Days,
        base: 18.7,
        base_name: "today".into(),
        rows,
    }
}

/// Both directions, both ends on one side, not sure, and ends that cannot be run.
fn mixed() -> Tornado {
    tornado(vec![
        swing("Release", end("on demand", -5.3, 0.3), end("every 4 weeks", 6.9, 0.6)),
        swing("CAB meeting", end("twice a week", -2.6, 0.3), end("every 4 weeks", 4.1, 0.5)),
        swing("Changes that need no approval", end("0 %", 0.9, 0.35), end("70 %", -3.2, 0.3)),
        swing(
            "Testers in the team that checks every change before release",
            end("1", 2.2, 0.4),
            SwingEnd::cannot("5", "the team has 4 people"),
        ),
        swing("Bad changes the CAB stops", end("5 %", -0.4, 0.25), end("30 %", -0.2, 0.4)),
        swing("Found by monitoring", end("40 %", 0.05, 0.3), end("90 %", -0.1, 0.3)),
        swing(
            "Freeze when the budget is spent",
            SwingEnd::cannot("off", "the service has no objective"),
            SwingEnd::cannot("on", "the service has no objective"),
        ),
    ])
}

fn many(rows: usize) -> Tornado {
    let row = |i: usize| {
        #[expect(clippy::cast_precision_loss, reason = "forty rows")]
        let size = 4.0 / (i + 1) as f64;
        swing(&format!("Lever {}", i + 1), end("low", -size, 0.2), end("high", size * 0.8, 0.2))
    };
    tornado((0..rows).map(row).collect())
}

fn drawn(chart: &Tornado, theme: Theme, width: u32) -> String {
    let svg = chart.render(theme, Size::new(width, chart.natural_height(width))).unwrap();
    texts(svg.as_str());
    svg.standalone()
}

#[test]
fn pictures_of_what_moves_a_measure_are_as_they_were() {
    golden("tornado-light.svg", &drawn(&mixed(), Theme::Light, 760));
    golden("tornado-dark.svg", &drawn(&mixed(), Theme::Dark, 760));
    golden("tornado-contrast.svg", &drawn(&mixed(), Theme::HighContrast, 480));
    golden("tornado-phone.svg", &drawn(&mixed(), Theme::Light, 320));
    golden("tornado-wall.svg", &drawn(&mixed(), Theme::Dark, 1_400));
    golden("tornado-one.svg", &drawn(&many(1), Theme::Light, 400));
    golden("tornado-forty.svg", &drawn(&many(40), Theme::Print, 600));
    let size = Size { width: 1_200, height: 900, text: 26.0 };
    golden("tornado-projected.svg", &many(6).render(Theme::Light, size).unwrap().standalone());
}

#[test]
fn the_sentence_says_what_moves_most_and_what_is_not_sure() {
    assert_eq!(
        plain(&mixed().sentence()),
        "Request to live is moved most by Release: -5.3 d at on demand, +6.9 d at every 4 weeks, from 18.7 d today. \
         1 of 6 levers moves it by less than we can be sure of. 1 cannot be run at either end."
    );
    let sure = swing("A", end("1", -2.0, 0.1), end("2", 1.0, 0.1));
    let half = swing("B", end("1", -0.1, 0.4), SwingEnd::cannot("2", "it is closed"));
    let none = swing("C", end("1", -9.0, 9.5), end("2", 9.0, 9.5));
    let says = |rows: Vec<Swing>| plain(&tornado(rows).sentence());
    assert_eq!(
        says(vec![sure.clone()]),
        "Request to live is moved most by A: -2 d at 1, +1 d at 2, from 18.7 d today."
    );
    assert!(says(vec![sure.clone(), sure.clone()]).ends_with("today. All 2 levers move it for sure."));
    assert!(
        says(vec![none.clone(), half.clone(), sure]).contains("by A: "),
        "what is not sure is never said to move most"
    );
    assert_eq!(says(vec![none.clone()]), "C does not move request to live by an amount we can be sure of.");
    assert_eq!(
        says(vec![none, half.clone()]),
        "None of 2 levers moves request to live by an amount we can be sure of."
    );
    let mut own = tornado(vec![half]);
    own.says = Some("As the page says.".into());
    assert_eq!(own.sentence(), "As the page says.");
    assert_eq!(says(Vec::new()), "What moves the time from request to live has no values yet.");
    let mixed_end = swing("D", end("1", -2.0, 0.1), end("2", 0.1, 0.4));
    assert!(says(vec![mixed_end]).contains("by D: -2 d at 1, no difference we can be sure of at 2, from"));
}

#[test]
fn differences_of_shares_are_points() {
    let mut chart = tornado(vec![swing("A", end("5 %", -0.19, 0.03), end("9 %", 0.04, 0.01))]);
    (chart.measure, chart.base) = (Measure::Share, 0.41);
    let svg = plain(&drawn(&chart, Theme::Light, 640));
    assert!(svg.contains(">5 %: -19 points<") && svg.contains(">today 41 %<"), "{svg}");
    assert!(plain(&chart.sentence()).contains("-19 points at 5 %, +4 points at 9 %, from 41 % today"));
    chart.measure = Measure::Seconds(Clock::Calendar);
    assert!(plain(&drawn(&chart, Theme::Light, 640)).contains(">5 %: -190 ms<"));
}

#[test]
fn the_table_holds_every_number_with_its_interval() {
    let table = mixed().table();
    assert_eq!(table.head.len(), 11);
    assert_eq!(table.head[..4], ["Lever", "Low end", "Low end, difference (d)", "Low end, from (d)"]);
    assert!(table.rows.iter().all(|row| row.len() == table.head.len()));
    let shown: Vec<String> = table.rows[0].iter().map(|cell| plain(cell.shown())).collect();
    assert_eq!(
        shown,
        [
            "Release",
            "on demand",
            "-5.3 d",
            "-5.6 d",
            "-5 d",
            "yes",
            "every 4 weeks",
            "+6.9 d",
            "+6.3 d",
            "+7.5 d",
            "yes"
        ]
    );
    assert!(matches!(table.rows[0][2], Cell::Number { value, .. } if value < -5.2));
    assert_eq!(table.rows[3][10].shown(), "n/a, because the team has 4 people");
    assert_eq!(table.rows[3][7], Cell::Missing);
}

#[test]
fn rows_are_read_by_keys_and_pointer() {
    let drawing = Drawing::from(mixed());
    let height = drawing.natural_height(640).unwrap();
    let stops = drawing.stops(Size::new(640, height)).unwrap();
    assert_eq!(stops.count(), 7);
    assert_eq!(stops.go(None, Step::Down), Some(0));
    assert_eq!(stops.go(Some(0), Step::Down), Some(1));
    assert_eq!(stops.go(Some(1), Step::Up), Some(0));
    assert_eq!(stops.go(Some(0), Step::Up), Some(0));
    assert_eq!(stops.go(Some(2), Step::Right), Some(3));
    assert_eq!(stops.go(Some(2), Step::On), Some(6));
    assert_eq!(stops.go(Some(0), Step::Last), Some(6));
    assert_eq!(stops.nearest((5.0, 30.0)), Some(0));
    assert_eq!(stops.nearest((5.0, 2.0)), None, "above the rows");
    let reading = drawing.reading(&stops, 3).unwrap();
    assert_eq!(reading.title, "Testers in the team that checks every change before release");
    let rows: Vec<String> = reading.rows.iter().map(|row| plain(&format!("{} {}", row.name, row.shown))).collect();
    assert_eq!(rows, ["1: 20.9 d, +2.2 d (+1.8 to +2.6 d)", "5: n/a, because the team has 4 people"]);
    let unsure = plain(&drawing.reading(&stops, 5).unwrap().rows[1].shown);
    assert_eq!(unsure, "18.6 d, -0.10 d (-0.40 to +0.20 d), no difference we can be sure of");
    assert_eq!(drawing.reading(&stops, 7), None);
}

#[test]
fn any_width_from_a_phone_to_a_wall_has_room() {
    for width in (320..=1_400).step_by(40) {
        for chart in [mixed(), many(1), many(40)] {
            let height = chart.natural_height(width);
            chart.render(Theme::Light, Size::new(width, height)).unwrap();
            let error = chart.render(Theme::Light, Size::new(width, height - 1)).unwrap_err().to_string();
            assert!(error.contains("too little room"), "{error}");
            // More room is given to the rows.
            chart.render(Theme::Light, Size::new(width, height + 100)).unwrap();
        }
    }
    for text in [f64::NAN, f64::INFINITY, 0.0, -3.0] {
        let size = Size { width: 600, height: 400, text };
        assert!(mixed().render(Theme::Light, size).unwrap_err().to_string().contains("too little room"));
        assert!(mixed().cells(size).is_err());
    }
    assert!(many(40).natural_height(600) > many(20).natural_height(600) + 500);
    assert!(mixed().natural_height(320) > mixed().natural_height(760));
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let says = |chart: &Tornado| chart.render(Theme::Light, Size::new(600, 400)).unwrap_err().to_string();
    assert!(says(&tornado(Vec::new())).ends_with("has no values yet. Add at least one."));
    let closed = SwingEnd::cannot("1", "it is closed");
    assert!(says(&tornado(vec![swing("A", closed.clone(), closed.clone())])).contains("has no values yet"));
    for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut chart = tornado(vec![swing("A", end("1", 1.0, 0.1), end("2", wrong, 0.1))]);
        assert!(says(&chart).contains("\"A\" has a value at place 2"));
        assert!(Drawing::from(chart.clone()).stops(Size::new(600, 400)).is_err());
        chart.rows = vec![swing("B", end("1", 1.0, wrong), closed.clone())];
        assert!(says(&chart).contains("\"B\" has a value at place 1"));
        chart = tornado(vec![swing("A", end("1", 1.0, 0.1), closed.clone())]);
        chart.base = wrong;
        assert!(says(&chart).contains("\"today\" has a value"));
    }
    // Values so far apart that their distance is no number.
    let chart = tornado(vec![swing("A", end("1", -1e308, 0.0), end("2", 1.7e308, 0.0))]);
    assert!(says(&chart).contains("cannot be drawn"));
    // No effect at all is an effect that can be drawn.
    let still = tornado(vec![swing("A", end("1", 0.0, 0.0), end("2", 0.0, 0.0))]);
    drawn(&still, Theme::Light, 400);
}

#[test]
fn hostile_words_stay_words() {
    for words in HOSTILE {
        let mut chart = tornado(vec![
            swing(words, end(words, -1.0, 0.2), end(words, 3.0, 0.2)),
            swing(words, SwingEnd::cannot(words, words), end(words, 0.1, 0.2)),
        ]);
        (chart.title, chart.what, chart.base_name) = (words.into(), words.into(), words.into());
        chart.measure = Measure::Number(words.into());
        for width in [320, 700] {
            drawn(&chart, Theme::Light, width);
        }
    }
}
