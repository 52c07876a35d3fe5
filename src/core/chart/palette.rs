//! Colours: the tokens of the interface, once, as data.
//!
//! Pictures use them as hex values, because an exported picture has no style sheet. `style/tokens.css` holds the same
//! values for the page; a test compares the two, and another one measures the contrasts.

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb {
    /// Red, green, blue, 0 to 255.
    pub channels: (u8, u8, u8),
}

impl Rgb {
    /// From its channels.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { channels: (red, green, blue) }
    }

    /// As it stands in CSS and SVG: `#RRGGBB`.
    pub fn css(self) -> String {
        let (r, g, b) = self.channels;
        format!("#{r:02X}{g:02X}{b:02X}")
    }

    /// The colour between this one and `other`: 0 is this one, 1 the other.
    #[must_use]
    pub fn mixed(self, other: Self, part: f64) -> Self {
        let mix = |a: u8, b: u8| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two u8")]
            let channel = libm::round(f64::from(a) * (1.0 - part) + f64::from(b) * part).clamp(0.0, 255.0) as u8;
            channel
        };
        let (from, to) = (self.channels, other.channels);
        Self::new(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
    }

    /// Relative luminance of WCAG 2.2, 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
        };
        let (r, g, b) = self.channels;
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }
}

/// Contrast ratio of WCAG 2.2, 1 (the same) to 21 (black on white). Text needs 4.5, lines and controls need 3.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Who looks at the picture, and on what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast; no washes.
    HighContrast,
    /// Paper: white ground, rules at 40 % grey.
    Print,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::HighContrast, Self::Print];

    /// The colours of this theme.
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::HighContrast => &HIGH_CONTRAST,
            Self::Print => &PRINT,
        }
    }
}

macro_rules! palette {
    ($($(#[$doc:meta])* $field:ident = $token:literal),+ $(,)?) => {
        /// The colour tokens of one theme. The names are those of the custom properties in `style/tokens.css`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Palette { $($(#[$doc])* pub $field: Rgb,)+ }

        impl Palette {
            /// Every token with the name of its custom property, without the two dashes.
            pub fn tokens(&self) -> Vec<(&'static str, Rgb)> {
                vec![$(($token, self.$field)),+]
            }
        }
    };
}

palette! {
    /// Page ground.
    paper = "paper",
    /// Cards, fields, inspector; the ground of every chart.
    surface = "surface",
    /// Empty lanes, read-only fields.
    sunken = "sunken",
    /// Selected row, segment, page.
    select = "select",
    /// Text, primary action, selection, focus; today's curve.
    ink = "ink",
    /// Second text, sentences.
    ink2 = "ink2",
    /// Labels, units, axes.
    ink3 = "ink3",
    /// Borders of controls, base of an axis.
    line = "line",
    /// Hairlines; decoration only.
    rule = "rule",
    /// Text on ink.
    on = "on",
    /// Governance, and every limit.
    gov = "gov",
    /// Velocity.
    vel = "vel",
    /// Reliability.
    rel = "rel",
    /// Broken, error, danger.
    bad = "bad",
    /// Near a limit; assumed.
    near = "near",
    /// Ground of governance.
    gov_w = "gov-w",
    /// Ground of velocity.
    vel_w = "vel-w",
    /// Ground of reliability.
    rel_w = "rel-w",
    /// Ground of what is broken.
    bad_w = "bad-w",
    /// Ground of what is near a limit.
    near_w = "near-w",
    /// First step of waiting or utilisation.
    w1 = "w1",
    /// Second step.
    w2 = "w2",
    /// Third step.
    w3 = "w3",
    /// First series: the scenario, the main series.
    s1 = "s1",
    /// Second series.
    s2 = "s2",
    /// Third series.
    s3 = "s3",
    /// Fourth series.
    s4 = "s4",
}

const WHITE: Rgb = Rgb::new(0xFF, 0xFF, 0xFF);

const LIGHT: Palette = Palette {
    paper: Rgb::new(0xF6, 0xF6, 0xF3),
    surface: WHITE,
    sunken: Rgb::new(0xEE, 0xEE, 0xEA),
    select: Rgb::new(0xE8, 0xE8, 0xE2),
    ink: Rgb::new(0x16, 0x18, 0x1D),
    ink2: Rgb::new(0x46, 0x4B, 0x55),
    ink3: Rgb::new(0x62, 0x68, 0x72),
    line: Rgb::new(0x7A, 0x7F, 0x89),
    rule: Rgb::new(0xDC, 0xDC, 0xD6),
    on: WHITE,
    gov: Rgb::new(0x6A, 0x3D, 0xBF),
    vel: Rgb::new(0x1A, 0x5F, 0xC4),
    rel: Rgb::new(0x12, 0x73, 0x4A),
    bad: Rgb::new(0xB2, 0x2F, 0x17),
    near: Rgb::new(0x87, 0x53, 0x00),
    gov_w: Rgb::new(0xF2, 0xED, 0xFB),
    vel_w: Rgb::new(0xEA, 0xF1, 0xFC),
    rel_w: Rgb::new(0xE7, 0xF4, 0xED),
    bad_w: Rgb::new(0xFC, 0xEE, 0xE9),
    near_w: Rgb::new(0xFB, 0xF2, 0xDF),
    w1: Rgb::new(0xFD, 0xF5, 0xE6),
    w2: Rgb::new(0xFA, 0xE3, 0xBC),
    w3: Rgb::new(0xF4, 0xC6, 0x78),
    s1: Rgb::new(0x00, 0x72, 0xB2),
    s2: Rgb::new(0xD5, 0x5E, 0x00),
    s3: Rgb::new(0x00, 0x9E, 0x73),
    s4: Rgb::new(0xCC, 0x79, 0xA7),
};

const DARK: Palette = Palette {
    paper: Rgb::new(0x12, 0x13, 0x16),
    surface: Rgb::new(0x1A, 0x1C, 0x20),
    sunken: Rgb::new(0x0D, 0x0E, 0x10),
    select: Rgb::new(0x2A, 0x2D, 0x33),
    ink: Rgb::new(0xEC, 0xED, 0xEF),
    ink2: Rgb::new(0xB9, 0xBD, 0xC5),
    ink3: Rgb::new(0x98, 0x9E, 0xA8),
    line: Rgb::new(0x76, 0x7C, 0x87),
    rule: Rgb::new(0x2D, 0x30, 0x36),
    on: Rgb::new(0x12, 0x13, 0x16),
    gov: Rgb::new(0xB7, 0xA1, 0xFF),
    vel: Rgb::new(0x7D, 0xB4, 0xFF),
    rel: Rgb::new(0x5C, 0xCB, 0x94),
    bad: Rgb::new(0xFF, 0x91, 0x77),
    near: Rgb::new(0xED, 0xB4, 0x4E),
    gov_w: Rgb::new(0x27, 0x21, 0x38),
    vel_w: Rgb::new(0x1B, 0x27, 0x38),
    rel_w: Rgb::new(0x18, 0x2B, 0x22),
    bad_w: Rgb::new(0x38, 0x20, 0x1A),
    near_w: Rgb::new(0x33, 0x28, 0x14),
    w1: Rgb::new(0x2A, 0x25, 0x19),
    w2: Rgb::new(0x3F, 0x32, 0x19),
    w3: Rgb::new(0x57, 0x41, 0x12),
    s1: Rgb::new(0x56, 0xB4, 0xE9),
    s2: Rgb::new(0xE6, 0x9F, 0x00),
    s3: Rgb::new(0x00, 0x9E, 0x73),
    s4: Rgb::new(0xCC, 0x79, 0xA7),
};

const HIGH_CONTRAST: Palette = Palette {
    paper: WHITE,
    surface: WHITE,
    sunken: WHITE,
    select: Rgb::new(0xE6, 0xE6, 0xE6),
    ink: Rgb::new(0x00, 0x00, 0x00),
    ink2: Rgb::new(0x1A, 0x1A, 0x1A),
    ink3: Rgb::new(0x33, 0x33, 0x33),
    line: Rgb::new(0x00, 0x00, 0x00),
    rule: Rgb::new(0x59, 0x59, 0x59),
    on: WHITE,
    gov: Rgb::new(0x4B, 0x1F, 0xA6),
    vel: Rgb::new(0x00, 0x3E, 0x9C),
    rel: Rgb::new(0x00, 0x52, 0x2F),
    bad: Rgb::new(0x8F, 0x15, 0x00),
    near: Rgb::new(0x5C, 0x38, 0x00),
    gov_w: WHITE,
    vel_w: WHITE,
    rel_w: WHITE,
    bad_w: WHITE,
    near_w: WHITE,
    w1: WHITE,
    w2: WHITE,
    w3: WHITE,
    s1: Rgb::new(0x00, 0x55, 0x7F),
    s2: Rgb::new(0xA3, 0x47, 0x00),
    s3: Rgb::new(0x00, 0x6B, 0x4E),
    s4: Rgb::new(0x92, 0x37, 0x6D),
};

/// High contrast on paper, with rules at 40 % grey so that they do not compete with the lines.
const PRINT: Palette = Palette { rule: Rgb::new(0x99, 0x99, 0x99), ..HIGH_CONTRAST };
