//! Pictures made of hostile words: still well-formed, still only what a picture may hold.

use proptest::prelude::*;
use trivium_core::chart::text;
use trivium_core::chart::{
    Axis, Freeze, IntervalBar, Limit, LineChart, Measure, Note, Now, Outcome, Part, PartsBar, Point, Role, Series,
    Size, Sparkline, Theme, Tone,
};

/// What a picture may hold, and with which attributes.
const ALLOWED: [(&str, &[&str]); 9] = [
    ("svg", &["xmlns", "width", "height", "viewBox", "role", "font-family", "stroke-linejoin"]),
    ("title", &[]),
    ("desc", &[]),
    ("rect", &["x", "y", "width", "height", "fill", "stroke", "opacity"]),
    ("line", &["x1", "y1", "x2", "y2", "stroke", "stroke-width", "opacity"]),
    ("path", &["d", "fill", "stroke", "stroke-width", "opacity"]),
    ("polygon", &["points", "fill", "opacity"]),
    ("circle", &["cx", "cy", "r", "fill", "stroke", "stroke-width", "opacity"]),
    ("text", &["x", "y", "text-anchor", "font-size", "font-weight", "fill"]),
];

/// Reads a picture strictly, and returns its texts. Panics with what is wrong.
pub(crate) fn texts(svg: &str) -> Vec<String> {
    let mut rest = svg;
    let mut open: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    while let Some(at) = rest.find('<') {
        let words = &rest[..at];
        assert!(!words.contains(['>', '"']) || words.trim().is_empty(), "loose {words:?}");
        if matches!(open.last(), Some(&("text" | "title" | "desc"))) {
            found.push(words.to_owned());
        } else {
            assert!(words.trim().is_empty(), "words outside text: {words:?}");
        }
        let end = rest.find('>').unwrap();
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "tags close in order");
            continue;
        }
        let (tag, alone) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let (_, allowed) = ALLOWED.iter().find(|(known, _)| *known == name).unwrap_or(&("", &[]));
        assert!(ALLOWED.iter().any(|(known, _)| *known == name), "<{name}> does not belong into a picture");
        while let Some((key, value)) = attributes.trim_start().split_once("=\"") {
            let (value, next) = value.split_once('"').unwrap();
            assert!(allowed.contains(&key), "{key} on <{name}>");
            if matches!(key, "fill" | "stroke") {
                let hex =
                    value.len() == 7 && value.starts_with('#') && value[1..].bytes().all(|b| b.is_ascii_hexdigit());
                assert!(hex || value == "none", "{key}=\"{value}\"");
            }
            attributes = next;
        }
        assert!(attributes.trim().is_empty(), "{attributes:?} left of <{tag}>");
        if !alone {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty());
    found
}

/// Every place of a chart that takes words.
fn chart_of(words: &str) -> LineChart {
    let line = |role| Series::new(words, role, vec![Point::new(0.0, 1.0), Point::new(5.0, 3.0)]).noted(words);
    let mut chart = LineChart::new(
        words,
        Axis::from_zero(words, Measure::Number(words.into())),
        Axis::from_zero(words, Measure::Whole(words.into())),
        vec![line(Role::Today), line(Role::First), line(Role::Second), line(Role::Fourth)],
    );
    chart.limit = Some(Limit { value: 2.0, name: words.into() });
    chart.now = Some(Now { x: 3.0, name: words.into() });
    chart.freezes = vec![Freeze { from: 1.0, to: 2.0, name: words.into() }];
    chart.notes = vec![Note { x: 1.0, y: 1.5, words: words.into() }];
    chart.outcomes = vec![(1.0, Outcome { failed: true }), (2.0, Outcome { failed: false })];
    chart
}

pub(crate) const HOSTILE: [&str; 12] = [
    "</text><script>alert(1)</script>",
    "\"/><image href=\"https://example.org/x\"/>",
    "]]><!-- <!DOCTYPE x [<!ENTITY e \"x\">]> &e; &#x0;",
    "line\nbreak\r\ttab\u{0}nul\u{8}back\u{1b}[31m\u{7f}\u{85}",
    "\u{202e}gnp.exe\u{202c} \u{2066}x\u{2069} \u{feff}\u{fffe}\u{ffff}",
    " opacity=\"1\" font-family=\"trivium\" dy=\"0.76em\" font-weight=\"bold\"",
    "<polyline fill=\"none\" points=\"0,0\"/>",
    "e\u{301}\u{301}\u{301}\u{301} 👩‍👩‍👧 日本語 العربية",
    "",
    "   \u{3000} ",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "javascript:alert(1) url(#x) {{template}} %s =cmd|' /C calc'!A0",
];

#[test]
fn hostile_words_are_shown_literally_or_not_at_all() {
    for words in HOSTILE {
        for size in [Size::new(600, 240), Size::new(320, 400), Size::projected(1_200, 640)] {
            match chart_of(words).render(Theme::Light, size) {
                Ok(svg) => {
                    let found = texts(svg.as_str());
                    let controls = |c: char| c.is_control() && c != '\n';
                    assert!(found.iter().all(|text| !text.contains(controls)), "{words:?}");
                    assert!(svg.standalone().starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "));
                }
                Err(error) => assert!(error.to_string().contains("too little room"), "{error}"),
            }
        }
    }
    let svg = chart_of("a < b & \"c\"").render(Theme::Light, Size::new(700, 240)).unwrap();
    assert!(texts(svg.as_str()).contains(&"a &lt; b &amp; &quot;c&quot;".to_owned()));
}

#[test]
fn small_pictures_hold_hostile_words_too() {
    for words in HOSTILE {
        let size = Size::new(110, 24);
        let measure = Measure::Number(words.into());
        let spark = Sparkline {
            title: words.into(),
            along: Measure::DayOf,
            measure: measure.clone(),
            points: vec![(0.0, Some(1.0)), (1.0, None), (2.0, Some(3.0))],
            zero: true,
        };
        texts(spark.render(Theme::Dark, size).unwrap().as_str());
        let bar = IntervalBar {
            title: words.into(),
            measure: measure.clone(),
            value: Some(2.0),
            interval: Some((1.0, 9.0)),
            limit: Some(4.0),
            domain: (0.0, 5.0),
        };
        texts(bar.render(Theme::Dark, size).unwrap().as_str());
        let part = Part { name: words.into(), from: 0.0, to: 3.0, tone: Tone::Over };
        let parts = PartsBar { title: words.into(), measure, parts: vec![part], limit: None, end: 4.0 };
        texts(parts.render(Theme::Dark, size).unwrap().as_str());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_words_give_a_well_formed_picture(words in "\\PC{0,40}|.{0,40}") {
        if let Ok(svg) = chart_of(&words).render(Theme::Print, Size::new(640, 260)) {
            texts(svg.as_str());
        }
    }

    #[test]
    fn clean_text_is_clean(words in any::<String>(), limit in 1_usize..80) {
        let clean = text::clean(&words, limit);
        prop_assert!(clean.chars().count() <= limit);
        prop_assert!(!clean.chars().any(char::is_control));
        prop_assert!(!clean.contains("  ") && clean.trim_matches(' ') == clean);
        prop_assert_eq!(text::clean(&clean, limit), clean.clone(), "cleaning twice changes nothing");
        prop_assert!(text::width(&clean, 12.0, false).is_finite());
    }

    #[test]
    fn fitted_text_fits(words in "\\PC{0,60}", room in 0.0_f64..200.0) {
        let fitted = text::fit(&words, room, 12.0, false);
        prop_assert!(text::width(&fitted, 12.0, false) <= room + 1e-9);
    }

    #[test]
    fn wrapped_text_fits_and_loses_nothing_while_there_are_lines(
        words in "\\PC{0,60}|([a-z]{1,9} ){0,9}", room in 0.0_f64..200.0, most in 0_usize..5,
    ) {
        let lines = text::wrap(&words, room, 12.0, false, most);
        prop_assert!(lines.len() <= most);
        prop_assert!(lines.iter().all(|line| !line.is_empty() && text::width(line, 12.0, false) <= room + 1e-9));
        // A square letter is below 13 pixels wide at this size.
        let all = text::wrap(&words, room + 13.0, 12.0, false, 100);
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(bare(&all.concat()), bare(&words));
    }

    #[test]
    fn any_finite_values_give_a_picture_or_a_sentence(
        values in prop::collection::vec((any::<f64>(), any::<f64>()), 1..20), width in 1_u32..1_500, height in 1_u32..900,
    ) {
        let mut points: Vec<Point> = values.into_iter().map(|(x, y)| Point::new(x, y)).collect();
        points.sort_by(|a, b| a.x.total_cmp(&b.x));
        let x = Axis::free("x", Measure::Number(String::new()));
        let y = Axis::free("y", Measure::Number(String::new()));
        let chart = LineChart::new("any", x, y, vec![Series::new("any", Role::First, points)]);
        match chart.render(Theme::Light, Size::new(width, height)) {
            Ok(svg) => {
                texts(svg.as_str());
            }
            Err(error) => prop_assert!(error.to_string().ends_with('.')),
        }
        prop_assert!(!chart.sentence().contains("NaN"));
        chart.table();
    }
}
