//! Any picture that a figure can hold, without asking which one it is.

use super::backend::Size;
use super::grid::HeatGrid;
use super::line::{LineChart, Reading};
use super::palette::Theme;
use super::stops::Stops;
use super::svg::{ChartError, Svg};
use super::table::Table;
use super::teams::TeamPicture;
use super::tornado::Tornado;

/// A picture with its sentence, its table and its places to read.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Lines, steps, bars and dots over an axis.
    Lines(Box<LineChart>),
    /// What moves a measure most.
    Tornado(Tornado),
    /// One measure over two levers.
    Grid(Box<HeatGrid>),
    /// Teams, and who provides what to whom.
    Teams(TeamPicture),
}

impl From<LineChart> for Drawing {
    fn from(chart: LineChart) -> Self {
        Self::Lines(Box::new(chart))
    }
}

impl From<Tornado> for Drawing {
    fn from(chart: Tornado) -> Self {
        Self::Tornado(chart)
    }
}

impl From<HeatGrid> for Drawing {
    fn from(chart: HeatGrid) -> Self {
        Self::Grid(Box::new(chart))
    }
}

impl From<TeamPicture> for Drawing {
    fn from(picture: TeamPicture) -> Self {
        Self::Teams(picture)
    }
}

impl Drawing {
    /// What is drawn.
    pub fn title(&self) -> &str {
        match self {
            Self::Lines(chart) => &chart.title,
            Self::Tornado(chart) => &chart.title,
            Self::Grid(chart) => &chart.title,
            Self::Teams(picture) => &picture.title,
        }
    }

    /// What it shows, in one sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Lines(chart) => chart.sentence(),
            Self::Tornado(chart) => chart.sentence(),
            Self::Grid(chart) => chart.sentence(),
            Self::Teams(picture) => picture.sentence(),
        }
    }

    /// Its values.
    pub fn table(&self) -> Table {
        match self {
            Self::Lines(chart) => chart.table(),
            Self::Tornado(chart) => chart.table(),
            Self::Grid(chart) => chart.table(),
            Self::Teams(picture) => picture.table(),
        }
    }

    /// Draws it. The same data, theme and size give the same bytes on every machine.
    pub fn render(&self, theme: Theme, size: Size) -> Result<Svg, ChartError> {
        match self {
            Self::Lines(chart) => chart.render(theme, size),
            Self::Tornado(chart) => chart.render(theme, size),
            Self::Grid(chart) => chart.render(theme, size),
            Self::Teams(picture) => picture.render(theme, size),
        }
    }

    /// The height in CSS pixels that its rows need at a width; `None` if any height will do.
    pub fn natural_height(&self, width: u32) -> Option<u32> {
        match self {
            Self::Lines(_) => None,
            Self::Tornado(chart) => Some(chart.natural_height(width)),
            Self::Grid(chart) => Some(chart.natural_height(width)),
            Self::Teams(picture) => Some(picture.natural_height(width)),
        }
    }

    /// Its places to read at a size; the same as those of the picture.
    pub fn stops(&self, size: Size) -> Result<Stops, ChartError> {
        match self {
            Self::Lines(chart) => Ok(Stops::Along(chart.hover(size)?)),
            Self::Tornado(chart) => Ok(Stops::Cells(chart.cells(size)?)),
            Self::Grid(chart) => Ok(Stops::Cells(chart.cells(size)?)),
            Self::Teams(picture) => Ok(Stops::Cells(picture.cells(size)?)),
        }
    }

    /// What stands at one of its places; `None` if there is no such place.
    pub fn reading(&self, stops: &Stops, at: usize) -> Option<Reading> {
        match (self, stops) {
            (Self::Lines(chart), Stops::Along(hover)) => Some(chart.reading(*hover.stops.get(at)?)),
            (Self::Tornado(chart), _) => chart.reading(at),
            (Self::Grid(chart), _) => chart.reading(at),
            (Self::Teams(picture), _) => picture.reading(at),
            (Self::Lines(_), Stops::Cells(_)) => None,
        }
    }
}
