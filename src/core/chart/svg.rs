//! A finished picture, and what can go wrong on the way to one.

use thiserror::Error;

use super::backend::{self, Size};
use super::palette::Theme;
use super::table::LONGEST_FOOT;
use super::text;

/// A picture as SVG: hexadecimal colours and opacity only, its own ground, no style attribute, no reference to
/// anything outside. The same text serves the page and the exported file.
#[derive(Debug, Clone, PartialEq)]
pub struct Svg {
    markup: String,
    size: Size,
}

impl Svg {
    pub(super) fn new(markup: String, size: Size) -> Self {
        Self { markup, size }
    }

    /// The element, from `<svg` to `</svg>`, for a page.
    pub fn as_str(&self) -> &str {
        &self.markup
    }

    /// Its width and height in CSS pixels.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The same picture for a file, with a foot in small text that says where its numbers come from: "seed 20261023, 500
    /// runs". It stands below the picture, which keeps its size; at most three lines.
    #[must_use]
    pub fn footed(&self, foot: &str, theme: Theme) -> Self {
        let foot = text::clean(foot, LONGEST_FOOT);
        let lines = text::wrap(&foot, f64::from(self.size.width), self.size.text, false, 3);
        if lines.is_empty() {
            return self.clone();
        }
        let palette = theme.palette();
        let (markup, size) = backend::foot(&self.markup, self.size, &lines, (palette.surface, palette.ink3));
        Self { markup, size }
    }

    /// A file of its own.
    pub fn standalone(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", self.markup)
    }
}

/// Why there is no picture. Each message is a sentence that can stand in its place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChartError {
    /// There is nothing to draw.
    #[error("\"{chart}\" has no values yet. Add at least one.")]
    Empty {
        /// Title of the chart.
        chart: String,
    },
    /// A value is infinite or not a number.
    #[error("\"{series}\" has a value at place {place} that is not a finite number. Correct it, or leave it out.")]
    NotFinite {
        /// Name of the series.
        series: String,
        /// Counted from 1.
        place: usize,
    },
    /// Values do not ascend along the axis.
    #[error("\"{series}\" steps back at place {place}. Sort its values along the axis.")]
    OutOfOrder {
        /// Name of the series.
        series: String,
        /// Counted from 1.
        place: usize,
    },
    /// More than four lines cannot be told apart.
    #[error("\"{chart}\" has {count} series. Choose at most four beside today; the table holds them all.")]
    TooManySeries {
        /// Title of the chart.
        chart: String,
        /// How many there are.
        count: usize,
    },
    /// Not as many values as places for them.
    #[error("\"{chart}\" has {cells} values for {needed} cells. Give each cell one, or say why it has none.")]
    Uneven {
        /// Title of the chart.
        chart: String,
        /// How many values there are.
        cells: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Labels and plot do not fit.
    #[error(
        "There is too little room for \"{chart}\" ({width} by {height} pixels). Make it larger, or read its table."
    )]
    TooSmall {
        /// Title of the chart.
        chart: String,
        /// Width asked for, in CSS pixels.
        width: u32,
        /// Height asked for, in CSS pixels.
        height: u32,
    },
    /// The values leave no axis that could be divided.
    #[error("The axis \"{axis}\" cannot be drawn: its ends are equal, reversed, or too far apart.")]
    Unscalable {
        /// Name of the axis.
        axis: String,
    },
    /// The drawing library refused.
    #[error("The picture could not be drawn: {reason} The table still holds the values.")]
    Drawing {
        /// Its words.
        reason: String,
    },
}
