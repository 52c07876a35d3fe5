//! Where numbers come from, in what is saved of a picture: never on the picture itself, never as a formula.

use trivium_core::chart::{Axis, LineChart, Measure, Point, Role, Series, Size, Theme};
use trivium_core::exchange::csv_out::{Separator, read_back, write};

use crate::chart_hostile::{HOSTILE, texts};
use crate::chart_pictures::golden;

const FOOT: &str = "seed 20261023, 500 runs, Trivium 0.3.1 build abc123, fingerprint 0123 4567 89ab cdef";

fn chart() -> LineChart {
    let points = vec![Point::new(0.0, 40.0), Point::new(28.0, -3.0)];
    let (x, y) = (Axis::from_zero("Day", Measure::DayOf), Axis::from_zero("Left", Measure::Number("min".into())));
    LineChart::new("Budget left", x, y, vec![Series::new("Web Shop", Role::First, points)])
}

#[test]
fn a_saved_picture_says_where_it_comes_from_below_itself() {
    for (theme, width, lines, name) in
        [(Theme::Light, 600, 1, "foot-light.svg"), (Theme::Dark, 320, 2, "foot-dark.svg")]
    {
        let svg = chart().render(theme, Size::new(width, 200)).unwrap();
        assert!(!svg.as_str().contains("seed"), "not on the page");
        let footed = svg.footed(FOOT, theme);
        assert_eq!(footed.size(), Size::new(width, 200 + 8 + 16 * lines));
        let found = texts(footed.as_str());
        let below: Vec<&str> = found.iter().rev().take(lines as usize).rev().map(String::as_str).collect();
        assert_eq!(below.join(" "), FOOT);
        assert!(footed.as_str().contains(&format!("viewBox=\"0 0 {} {}\"", width * 4, footed.size().height * 4)));
        golden(name, &footed.standalone());
    }
    let plain = chart().render(Theme::Light, Size::new(600, 200)).unwrap();
    assert_eq!(plain.footed("  \n", Theme::Light), plain, "nothing to say");
    let long = plain.footed(&"word ".repeat(400), Theme::Light);
    assert_eq!(long.size().height, 200 + 8 + 48, "three lines at most");
}

#[test]
fn a_saved_table_ends_with_where_it_comes_from() {
    let text = write(&chart().table().footed(FOOT), Separator::Comma);
    let rows = read_back(&text, Separator::Comma).unwrap();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[3], [format!("# {FOOT}"), String::new()]);
    assert_eq!(chart().table().footed(""), chart().table());
}

#[test]
fn a_hostile_foot_is_neither_markup_nor_formula() {
    for words in HOSTILE.into_iter().chain(["=1+1", "\n=1+1", "\r\n@x", "a\n=b"]) {
        let svg = chart().render(Theme::Print, Size::new(320, 200)).unwrap();
        texts(svg.footed(words, Theme::Print).as_str());
        let text = write(&chart().table().footed(words), Separator::Semicolon);
        let last = text.trim_end().lines().last().unwrap();
        let first = last.trim_start_matches('"').chars().next().unwrap();
        assert!(first == '#' || first == '2', "a comment, or the last row of numbers: {last:?}");
    }
}
