//! Any picture that a figure can hold, without asking which one it is.

use super::backend::Size;
use super::line::{LineChart, Reading};
use super::palette::Theme;
use super::stops::Stops;
use super::svg::{ChartError, Svg};
use super::table::Table;

/// A picture with its sentence, its table and its places to read.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Lines, steps, bars and dots over an axis.
    Lines(Box<LineChart>),
}

impl From<LineChart> for Drawing {
    fn from(chart: LineChart) -> Self {
        Self::Lines(Box::new(chart))
    }
}

impl Drawing {
    /// What is drawn.
    pub fn title(&self) -> &str {
        match self {
            Self::Lines(chart) => &chart.title,
        }
    }

    /// What it shows, in one sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Lines(chart) => chart.sentence(),
        }
    }

    /// Its values.
    pub fn table(&self) -> Table {
        match self {
            Self::Lines(chart) => chart.table(),
        }
    }

    /// Draws it. The same data, theme and size give the same bytes on every machine.
    pub fn render(&self, theme: Theme, size: Size) -> Result<Svg, ChartError> {
        match self {
            Self::Lines(chart) => chart.render(theme, size),
        }
    }

    /// The height in CSS pixels that its rows need at a width; `None` if any height will do.
    pub fn natural_height(&self, _width: u32) -> Option<u32> {
        match self {
            Self::Lines(_) => None,
        }
    }

    /// Its places to read at a size; the same as those of the picture.
    pub fn stops(&self, size: Size) -> Result<Stops, ChartError> {
        match self {
            Self::Lines(chart) => Ok(Stops::Along(chart.hover(size)?)),
        }
    }

    /// What stands at one of its places; `None` if there is no such place.
    pub fn reading(&self, stops: &Stops, at: usize) -> Option<Reading> {
        match (self, stops) {
            (Self::Lines(chart), Stops::Along(hover)) => Some(chart.reading(*hover.stops.get(at)?)),
            (_, Stops::Cells(_)) => None,
        }
    }
}
