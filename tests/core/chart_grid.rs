//! One measure over two levers: pictures, sentences, table, cells to read, and what is refused.

use trivium_core::chart::{
    Better, Cell, Drawing, Effect, GridAxis, GridCell, HeatGrid, Limit, Measure, Size, Step, Theme, format::Clock,
};

use crate::chart_hostile::{HOSTILE, texts};
use crate::chart_pictures::golden;

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{2212}', "-")
}

fn axis(name: &str, steps: &[(f64, &str)]) -> GridAxis {
    GridAxis { name: name.into(), steps: steps.iter().map(|(value, words)| (*value, (*words).into())).collect() }
}

/// A value against the base of 18.7, sure from half a day on.
fn cell(value: f64) -> GridCell {
    let difference = value - 18.7;
    let interval = (difference - 0.5, difference + 0.5);
    GridCell::ran(value, Effect { difference, interval, sure: difference.abs() > 0.5 })
}

/// Five by four, with the base inside and one pair that cannot be run.
fn grid() -> HeatGrid {
    let x = axis(
        "Release",
        &[
            (0.0, "on demand"),
            (1.0, "every day"),
            (7.0, "every week"),
            (14.0, "every 2 weeks"),
            (28.0, "every 4 weeks"),
        ],
    );
    let y = axis("Changes that need no approval", &[(0.0, "0 %"), (0.1, "10 %"), (0.4, "40 %"), (0.7, "70 %")]);
    let mut cells = Vec::new();
    for row in 0..4_u8 {
        for column in 0..5_u8 {
            let (row, column) = (f64::from(row), f64::from(column));
            cells.push(cell(16.0 + column * 1.9 - row * 1.1 - column * row * 0.2));
        }
    }
    cells[7] = GridCell::base(18.7);
    cells[19] = GridCell::cannot("a release every 4 weeks needs the meeting");
    HeatGrid {
        title: "Request to live, by release and changes that need no approval".into(),
        says: None,
        what: "request to live".into(),
        measure: Measure::Days,
        x,
        y,
        cells,
        base: 18.7,
        base_name: "today".into(),
        base_at: Some((2, 1)),
        better: Better::Less,
        limit: Some(Limit { value: 19.5, name: "agreed with the business".into() }),
    }
}

/// Two columns and one row: 12 and 15 against a base of 15.
fn small(better: Better) -> HeatGrid {
    let mut grid = grid();
    grid.x.steps.truncate(2);
    grid.y.steps.truncate(1);
    grid.base = 15.0;
    let effect = Effect { difference: -3.0, interval: (-3.5, -2.5), sure: true };
    grid.cells = vec![GridCell::ran(12.0, effect), GridCell::base(15.0)];
    (grid.base_at, grid.better, grid.limit) = (Some((1, 0)), better, None);
    grid
}

fn drawn(chart: &HeatGrid, theme: Theme, width: u32) -> String {
    let svg = chart.render(theme, Size::new(width, chart.natural_height(width))).unwrap();
    texts(svg.as_str());
    svg.standalone()
}

#[test]
fn pictures_of_two_levers_are_as_they_were() {
    golden("grid-light.svg", &drawn(&grid(), Theme::Light, 640));
    golden("grid-dark.svg", &drawn(&grid(), Theme::Dark, 640));
    golden("grid-contrast.svg", &drawn(&grid(), Theme::HighContrast, 520));
    golden("grid-phone.svg", &drawn(&grid(), Theme::Light, 320));
    golden("grid-wall.svg", &drawn(&grid(), Theme::Light, 1_400));
    golden("grid-small.svg", &drawn(&small(Better::More), Theme::Light, 400));
    let size = Size { width: 1_200, height: 760, text: 26.0 };
    golden("grid-projected.svg", &grid().render(Theme::Light, size).unwrap().standalone());
}

#[test]
fn the_sentence_names_the_best_pair_and_where_a_limit_is_passed() {
    assert_eq!(
        plain(&grid().sentence()),
        "Request to live is best with Release on demand and Changes that need no approval 70 %: 12.7 d, -6 d (-6.5 to \
         -5.5 d, 95 % sure) against 18.7 d today. 6 of 19 pairs go beyond the limit of 19.5 d (agreed with the \
         business); with Changes that need no approval 10 % it tips between Release every week and every 2 weeks."
    );
    assert_eq!(
        plain(&small(Better::Less).sentence()),
        "Request to live is best with Release on demand and Changes that need no approval 0 %: 12 d, -3 d (-3.5 to \
         -2.5 d, 95 % sure) against 15 d today."
    );
    assert_eq!(
        plain(&small(Better::More).sentence()),
        "No pair of settings makes request to live better than 15 d today."
    );
    let says = |limit: f64, better| {
        let mut chart = small(better);
        chart.limit = Some(Limit { value: limit, name: "agreed".into() });
        plain(&chart.sentence())
    };
    assert!(says(20.0, Better::Less).ends_with(" No pair goes beyond the limit of 20 d (agreed)."));
    assert!(says(20.0, Better::More).ends_with(" Every pair falls short of the limit of 20 d (agreed)."));
    assert!(says(13.0, Better::Less).ends_with(
        " 1 of 2 pairs goes beyond the limit of 13 d (agreed); with Changes that need no approval 0 % it tips between Release on \
         demand and every day."
    ));
    let mut unsure = small(Better::Less);
    unsure.cells[0].effect = Some(Effect { difference: -3.0, interval: (-7.0, 1.0), sure: false });
    assert!(plain(&unsure.sentence()).ends_with("12 d, but with no difference we can be sure of against 15 d today."));
    let mut own = grid();
    own.says = Some("As the page says.".into());
    assert_eq!(own.sentence(), "As the page says.");
}

#[test]
fn numbers_stand_without_the_unit_that_all_share() {
    let svg = plain(&drawn(&grid(), Theme::Light, 640));
    assert!(svg.contains(">12.7<") && !svg.contains(">12.7 d<"));
    assert!(svg.contains(">16.0<"), "a whole number has the decimals of the others");
    assert!(svg.contains(">12.7 to 23.6 d<"), "the key names the unit: {svg}");
    let mut seconds = small(Better::Less);
    seconds.measure = Measure::Seconds(Clock::Calendar);
    assert!(plain(&drawn(&seconds, Theme::Light, 640)).contains(">12 s<"));
    let mut share = small(Better::Less);
    share.measure = Measure::Share;
    share.cells = vec![GridCell::base(0.12), GridCell::base(0.4)];
    assert!(plain(&drawn(&share, Theme::Light, 640)).contains(">40<"));
}

#[test]
fn the_table_has_a_row_for_each_cell() {
    let table = grid().table();
    assert_eq!(
        table.head,
        [
            "Release",
            "Changes that need no approval",
            "Request to live (d)",
            "Difference (d)",
            "Difference, from (d)",
            "Difference, to (d)",
            "Sure"
        ]
    );
    assert_eq!(table.rows.len(), 20);
    let shown = |row: usize| table.rows[row].iter().map(|cell| plain(cell.shown())).collect::<Vec<_>>();
    assert_eq!(shown(0), ["on demand", "0 %", "16 d", "-2.7 d", "-3.2 d", "-2.2 d", "yes"]);
    assert_eq!(shown(7), ["every week", "10 %", "18.7 d", "n/a", "n/a", "n/a", "today"]);
    assert_eq!(shown(19)[6], "n/a, because a release every 4 weeks needs the meeting");
    assert!(matches!(table.rows[1][0], Cell::Number { value, .. } if value.to_bits() == 1.0_f64.to_bits()));
}

#[test]
fn cells_are_read_by_keys_and_pointer() {
    let drawing = Drawing::from(grid());
    let size = Size::new(640, drawing.natural_height(640).unwrap());
    let stops = drawing.stops(size).unwrap();
    assert_eq!(stops.count(), 20);
    assert_eq!(stops.go(None, Step::Right), Some(0));
    assert_eq!(stops.go(Some(0), Step::Right), Some(1));
    assert_eq!(stops.go(Some(4), Step::Right), Some(4), "held at the edge");
    assert_eq!(stops.go(Some(5), Step::Left), Some(5));
    assert_eq!(stops.go(Some(6), Step::Left), Some(5));
    assert_eq!(stops.go(Some(6), Step::Down), Some(11));
    assert_eq!(stops.go(Some(6), Step::Up), Some(1));
    assert_eq!(stops.go(Some(1), Step::Up), Some(1));
    assert_eq!(stops.go(Some(18), Step::Down), Some(18));
    assert_eq!(stops.go(Some(12), Step::Back), Some(2));
    assert_eq!(stops.go(Some(2), Step::On), Some(17));
    assert_eq!(stops.go(Some(19), Step::On), Some(19));
    assert_eq!(stops.nearest((639.0, 60.0)), Some(4));
    assert_eq!(stops.nearest((2.0, 60.0)), None, "beside the cells");
    let rows = |at: usize| -> Vec<String> {
        let reading = drawing.reading(&stops, at).unwrap();
        reading.rows.iter().map(|row| plain(format!("{} {}", row.name, row.shown).trim())).collect()
    };
    assert_eq!(drawing.reading(&stops, 4).unwrap().title, "Release every 4 weeks, Changes that need no approval 0 %");
    assert_eq!(
        rows(4),
        [
            "Request to live: 23.6 d",
            "against today: +4.9 d (+4.4 to +5.4 d)",
            "agreed with the business: +4.1 d, beyond the limit"
        ]
    );
    assert_eq!(rows(7), ["Request to live: 18.7 d", "today"]);
    assert_eq!(rows(19), ["n/a, because a release every 4 weeks needs the meeting"]);
    assert_eq!(drawing.reading(&stops, 20), None);
}

#[test]
fn any_width_from_a_phone_to_a_wall_has_room() {
    for width in (320..=1_400).step_by(40) {
        drawn(&grid(), Theme::Light, width);
        drawn(&small(Better::Less), Theme::Light, width);
    }
    assert!(drawn(&grid(), Theme::Light, 280).contains(">demand<"), "no word is broken that has room");
    let height = grid().natural_height(640);
    let error = grid().render(Theme::Light, Size::new(640, height - 60)).unwrap_err().to_string();
    assert!(error.contains("too little room"), "{error}");
    assert!(grid().render(Theme::Light, Size::new(150, 400)).unwrap_err().to_string().contains("too little room"));
    for text in [f64::NAN, f64::INFINITY, 0.0, -3.0] {
        let size = Size { width: 600, height: 400, text };
        assert!(grid().render(Theme::Light, size).unwrap_err().to_string().contains("too little room"));
        assert!(grid().cells(size).is_err());
    }
    // Forty rows are only long.
    let mut long = grid();
    long.y.steps = (0..40).map(|i| (f64::from(i), format!("{i}"))).collect();
    long.cells = (0..200).map(|i| cell(f64::from(i))).collect();
    drawn(&long, Theme::Light, 640);
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let says = |chart: &HeatGrid| chart.render(Theme::Light, Size::new(640, 400)).unwrap_err().to_string();
    let mut short = grid();
    short.cells.pop();
    assert!(says(&short).contains("has 19 values for 20 cells"));
    let mut empty = grid();
    empty.cells.clear();
    empty.x.steps.clear();
    assert!(says(&empty).contains("has no values yet"));
    assert_eq!(empty.natural_height(640), empty.natural_height(640));
    let mut closed = grid();
    closed.cells = vec![GridCell::cannot("it is closed"); 20];
    assert!(says(&closed).contains("has no values yet"));
    assert!(closed.sentence().ends_with("has no values yet."));
    for wrong in [f64::NAN, f64::INFINITY] {
        let mut chart = grid();
        chart.cells[3] = cell(wrong);
        assert!(says(&chart).contains("has a value at place 4 that is not a finite number"));
        let mut chart = grid();
        chart.base = wrong;
        assert!(says(&chart).contains("\"today\" has a value"));
        let mut chart = grid();
        chart.limit = Some(Limit { value: wrong, name: "limit".into() });
        assert!(says(&chart).contains("\"limit\" has a value"));
        let mut chart = grid();
        chart.y.steps[1].0 = wrong;
        assert!(says(&chart).contains("\"Changes that need no approval\" has a value at place 2"));
    }
    // A base outside the grid is no cell of it; equal and huge values can be drawn.
    let mut chart = small(Better::Less);
    chart.base_at = Some((9, 9));
    assert!(!plain(&drawn(&chart, Theme::Light, 400)).contains(">today<"));
    chart.cells = vec![GridCell::base(1e308), GridCell::base(-1e308)];
    chart.measure = Measure::Seconds(Clock::Calendar);
    let _ = chart.render(Theme::Light, Size::new(1_400, 400));
    chart.cells = vec![GridCell::base(2.0), GridCell::base(2.0)];
    drawn(&chart, Theme::Light, 400);
}

#[test]
fn hostile_words_stay_words() {
    for words in HOSTILE {
        let mut chart = grid();
        (chart.title, chart.what, chart.base_name) = (words.into(), words.into(), words.into());
        (chart.x.name, chart.y.name) = (words.into(), words.into());
        for step in chart.x.steps.iter_mut().chain(&mut chart.y.steps) {
            step.1 = words.into();
        }
        chart.limit = Some(Limit { value: 19.0, name: words.into() });
        chart.measure = Measure::Number(words.into());
        for width in [320, 700] {
            drawn(&chart, Theme::Light, width);
        }
    }
}
