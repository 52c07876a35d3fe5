//! Colours: contrast of every token on every ground it is used on, and the style sheet against the data.

use std::collections::BTreeMap;

use trivium_core::chart::palette::{Palette, Rgb, Theme, contrast};

/// What carries text, on all four grounds.
fn texts(p: &Palette) -> [(&'static str, Rgb); 8] {
    [
        ("ink", p.ink),
        ("ink2", p.ink2),
        ("ink3", p.ink3),
        ("gov", p.gov),
        ("vel", p.vel),
        ("rel", p.rel),
        ("bad", p.bad),
        ("near", p.near),
    ]
}

fn at_least(theme: Theme, limit: f64, (name, color): (&str, Rgb), (ground_name, ground): (&str, Rgb)) {
    let ratio = contrast(color, ground);
    assert!(ratio >= limit, "{theme:?}: {name} on {ground_name} has {ratio:.2}, needs {limit}");
}

#[test]
fn the_formula_gives_the_published_values() {
    // WCAG 2.2: black on white is 21; #767676 is the lightest grey that carries text on white, #777777 fails.
    let white = Rgb::new(255, 255, 255);
    assert!((contrast(Rgb::new(0, 0, 0), white) - 21.0).abs() < 1e-9);
    assert!((contrast(Rgb::new(0x76, 0x76, 0x76), white) - 4.54).abs() < 0.005);
    assert!((contrast(white, Rgb::new(0x77, 0x77, 0x77)) - 4.48).abs() < 0.005);
    assert!((contrast(white, white) - 1.0).abs() < 1e-12);
}

#[test]
fn text_and_lines_are_legible_in_every_theme() {
    for theme in Theme::ALL {
        let p = theme.palette();
        let grounds = [("paper", p.paper), ("surface", p.surface), ("sunken", p.sunken), ("select", p.select)];
        for ground in grounds {
            for text in texts(p) {
                at_least(theme, 4.5, text, ground);
            }
            at_least(theme, 3.0, ("line", p.line), ground);
        }
        at_least(theme, 4.5, ("on", p.on), ("ink", p.ink));
        let washes = [
            ("gov-w", p.gov_w, p.gov),
            ("vel-w", p.vel_w, p.vel),
            ("rel-w", p.rel_w, p.rel),
            ("bad-w", p.bad_w, p.bad),
            ("near-w", p.near_w, p.near),
            ("w1", p.w1, p.ink2),
            ("w2", p.w2, p.ink2),
            ("w3", p.w3, p.ink2),
        ];
        for (name, wash, own) in washes {
            at_least(theme, 4.5, ("ink", p.ink), (name, wash));
            at_least(theme, 4.5, ("its own colour", own), (name, wash));
        }
        for series in [("s1", p.s1), ("s2", p.s2), ("s3", p.s3), ("s4", p.s4)] {
            at_least(theme, 3.0, series, ("surface", p.surface));
        }
        // The first series carries its label in its own colour.
        at_least(theme, 4.5, ("s1 as text", p.s1), ("surface", p.surface));
    }
}

#[test]
fn the_contrasts_of_the_look_are_reproduced() {
    // Smallest contrast over the four grounds, as the look's table states them (rounded to one decimal).
    type Pick = fn(&Palette) -> Rgb;
    let smallest = |theme: Theme, color: Pick| {
        let p = theme.palette();
        let on = [p.paper, p.surface, p.sunken, p.select].map(|ground| contrast(color(p), ground));
        on.into_iter().fold(f64::INFINITY, f64::min)
    };
    let stated: [(Theme, Pick, f64); 9] = [
        (Theme::Light, |p| p.ink, 14.4),
        (Theme::Light, |p| p.ink3, 4.6),
        (Theme::Light, |p| p.vel, 4.9),
        (Theme::Light, |p| p.line, 3.3),
        (Theme::Dark, |p| p.ink, 11.8),
        (Theme::Dark, |p| p.near, 7.4),
        (Theme::Dark, |p| p.line, 3.3),
        (Theme::HighContrast, |p| p.ink3, 10.1),
        (Theme::HighContrast, |p| p.bad, 7.4),
    ];
    for (theme, color, ratio) in stated {
        let measured = smallest(theme, color);
        assert!((measured - ratio).abs() <= 0.1, "{theme:?}: {measured:.2} instead of {ratio}");
    }
}

/// The custom properties of the rules whose selector is exactly `selector`; later rules win.
fn properties(css: &str, selector: &str) -> Vec<BTreeMap<String, String>> {
    let mut found = Vec::new();
    let mut rest = css;
    while let Some(at) = rest.find(&format!("{selector} {{")) {
        let body = &rest[at + selector.len() + 2..];
        let body = &body[..body.find('}').unwrap()];
        let properties = body
            .split(';')
            .filter_map(|declaration| declaration.trim().strip_prefix("--")?.split_once(':'))
            .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
            .collect();
        found.push(properties);
        rest = &rest[at + selector.len()..];
    }
    found
}

#[test]
fn the_style_sheet_holds_the_same_colours() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/style/tokens.css");
    let css = std::fs::read_to_string(path).unwrap();
    let expect = |properties: &BTreeMap<String, String>, theme: Theme, place: &str| {
        for (name, color) in theme.palette().tokens() {
            assert_eq!(properties.get(name), Some(&color.css()), "--{name} in {place}");
        }
    };
    expect(&properties(&css, ":root")[0], Theme::Light, ":root");
    expect(&properties(&css, "[data-theme=\"dark\"]")[0], Theme::Dark, "dark");
    expect(&properties(&css, "[data-theme=\"contrast\"]")[0], Theme::HighContrast, "contrast");
    let by_system = properties(&css, ":root:not([data-theme])");
    assert_eq!(by_system.len(), 2, "dark and contrast by the system's wish");
    expect(&by_system[0], Theme::Dark, "prefers-color-scheme");
    expect(&by_system[1], Theme::HighContrast, "prefers-contrast");
    assert_eq!(Theme::Light.palette().tokens().len(), 27);
}
