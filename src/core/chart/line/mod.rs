//! The line chart: up to four lines or clouds of dots with bands, a limit, today, ranges, freezes, and marks for what
//! failed.
//!
//! The struct is plain data. [`LineChart::render`] draws it, [`LineChart::sentence`] says it, [`LineChart::table`]
//! lists it, and [`LineChart::hover`] with [`LineChart::reading`] answer the crosshair.

mod draw;
mod frame;
mod labels;
mod read_table;
mod reading;

use super::axis::Axis;
use super::backend::Size;
use super::palette::{Palette, Rgb, Theme};
use super::pen::{Line, Mark};
use super::svg::{ChartError, Svg};
use crate::model::Colour;

pub use reading::{Hover, Reading, ReadingRow};

/// What a line stands for, and so how it looks: never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The baseline: ink, dashed.
    Today,
    /// The scenario, or the only line: solid.
    First,
    /// Solid with crosses.
    Second,
    /// Long dashes.
    Third,
    /// Short dashes with squares.
    Fourth,
}

impl From<Colour> for Role {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::First => Self::First,
            Colour::Second => Self::Second,
            Colour::Third => Self::Third,
            Colour::Fourth => Self::Fourth,
        }
    }
}

impl Role {
    /// The colour of lines, marks and bands.
    pub fn color(self, palette: &Palette) -> Rgb {
        match self {
            Self::Today => palette.ink,
            Self::First => palette.s1,
            Self::Second => palette.s2,
            Self::Third => palette.s3,
            Self::Fourth => palette.s4,
        }
    }

    fn line(self, palette: &Palette) -> Line {
        let color = self.color(palette);
        match self {
            Self::Today => Line { color, width: 2.0, dash: Some((5.0, 3.0)) },
            Self::First => Line::solid(color, 2.5),
            Self::Second => Line::solid(color, 2.0),
            Self::Third => Line { color, width: 2.0, dash: Some((8.0, 3.0)) },
            Self::Fourth => Line { color, width: 2.0, dash: Some((2.0, 3.0)) },
        }
    }

    fn mark(self) -> Option<Mark> {
        match self {
            Self::Second => Some(Mark::Cross),
            Self::Fourth => Some(Mark::Square),
            Self::Today | Self::First | Self::Third => None,
        }
    }

    /// The mark of a dot: another shape for each role.
    fn dot(self) -> Mark {
        match self {
            Self::Today => Mark::Ring,
            Self::First => Mark::Dot,
            Self::Second => Mark::Cross,
            Self::Third => Mark::Triangle,
            Self::Fourth => Mark::Square,
        }
    }

    /// Ink and the first series carry text in their own colour; the others are too faint for text.
    fn text_color(self, palette: &Palette) -> Rgb {
        match self {
            Self::First => palette.s1,
            Self::Today | Self::Second | Self::Third | Self::Fourth => palette.ink,
        }
    }
}

/// How values become a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Straight from point to point.
    #[default]
    Joined,
    /// Level, then a jump: what is left of a budget.
    Stepped,
    /// A bar from zero to each value, from its place to the next one; a gap closes the last bar.
    Barred,
    /// A mark for each value and no line: things that stand beside each other, such as policies. Several may stand at
    /// one place along the axis.
    Dots,
}

/// How sure a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stroke {
    /// In the look of its role.
    #[default]
    Firm,
    /// Expected, not measured: dashed in the colour of its role.
    Expected,
    /// The edge of a second scenario's range: dotted and thin, without a label at its end unless it has a note.
    Edge,
}

/// What a rate was counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many counted, if the value is a share of them.
    pub part: Option<u64>,
    /// Out of how many.
    pub whole: u64,
}

/// One point of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Along the horizontal axis, in the unit of that axis.
    pub x: f64,
    /// In the unit of the vertical axis. `None`: there is no value, and the line has a gap.
    pub y: Option<f64>,
    /// An interval, drawn as a whisker.
    pub interval: Option<(f64, f64)>,
    /// What the value was counted from.
    pub count: Option<Count>,
    /// What stands here, if it has a name of its own: the title of the reading, and a column of the table.
    pub name: Option<String>,
}

impl Point {
    /// A value.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y: Some(y), interval: None, count: None, name: None }
    }

    /// A place without a value.
    pub fn gap(x: f64) -> Self {
        Self { x, y: None, interval: None, count: None, name: None }
    }

    /// The same point with what it was counted from.
    #[must_use]
    pub fn counted(mut self, part: Option<u64>, whole: u64) -> Self {
        self.count = Some(Count { part, whole });
        self
    }

    /// The same point with an interval.
    #[must_use]
    pub fn between(mut self, low: f64, high: f64) -> Self {
        self.interval = Some((low, high));
        self
    }

    /// The same point with a name: "CAB every week, no freeze".
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// As written at its end.
    pub name: String,
    /// What it stands for.
    pub role: Role,
    /// Joined, stepped, barred, or dots.
    pub shape: Shape,
    /// Firm, expected, or the edge of a range.
    pub stroke: Stroke,
    /// A second line under the name at its end, such as "−2 min on 30 Oct".
    pub note: Option<String>,
    /// What its counts count, in the plural: "deployments".
    pub noun: String,
    /// Whether its name stands at its end.
    pub labelled: bool,
    /// Whether each value of a line has the mark of its role as well.
    pub marked: bool,
    /// Sorted along the horizontal axis.
    pub points: Vec<Point>,
}

impl Series {
    /// A firm, joined line.
    pub fn new(name: impl Into<String>, role: Role, points: Vec<Point>) -> Self {
        Self {
            name: name.into(),
            role,
            shape: Shape::Joined,
            stroke: Stroke::Firm,
            note: None,
            noun: String::new(),
            labelled: true,
            marked: false,
            points,
        }
    }

    /// The same line, stepped.
    #[must_use]
    pub fn stepped(mut self) -> Self {
        self.shape = Shape::Stepped;
        self
    }

    /// The same values as bars.
    #[must_use]
    pub fn barred(mut self) -> Self {
        self.shape = Shape::Barred;
        self
    }

    /// The same values as dots, without a line.
    #[must_use]
    pub fn dotted(mut self) -> Self {
        self.shape = Shape::Dots;
        self
    }

    /// The same line with a mark on each value.
    #[must_use]
    pub fn marked(mut self) -> Self {
        self.marked = true;
        self
    }

    /// The same line with another stroke.
    #[must_use]
    pub fn stroked(mut self, stroke: Stroke) -> Self {
        self.stroke = stroke;
        self
    }

    /// The same line with a second line of words at its end.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The same line without its name at its end: crosshair and table still name it.
    #[must_use]
    pub fn unlabelled(mut self) -> Self {
        self.labelled = false;
        self
    }

    /// The same line, saying what its counts count ("deployments").
    #[must_use]
    pub fn counting(mut self, noun: impl Into<String>) -> Self {
        self.noun = noun.into();
        self
    }

    fn line(&self, palette: &Palette) -> Line {
        let firm = self.role.line(palette);
        match self.stroke {
            Stroke::Firm => firm,
            Stroke::Expected => Line { color: firm.color, width: 2.0, dash: Some((5.0, 3.0)) },
            Stroke::Edge => Line { color: firm.color, width: 1.25, dash: Some((2.0, 3.0)) },
        }
    }

    /// Values on both sides of a gap are two runs.
    fn runs(&self) -> Vec<Vec<(f64, f64)>> {
        let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        for point in &self.points {
            match (point.y, runs.last_mut()) {
                (Some(y), Some(run)) => run.push((point.x, y)),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

/// How much of the runs a band holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The middle half: drawn at 20 %.
    Half,
    /// All but one in twenty at each side: drawn at 13 %.
    Ninety,
    /// Its name belongs to its upper edge, as in "85 % within": drawn at 13 %.
    UpTo,
    /// Where the line itself lies with 95 % confidence: drawn at 20 %.
    Sure,
}

impl Level {
    fn opacity(self) -> f64 {
        match self {
            Self::Half | Self::Sure => 0.20,
            Self::Ninety | Self::UpTo => 0.13,
        }
    }
}

/// A range around a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// As written at its end: "half of runs", "90 % of runs".
    pub name: String,
    /// The line it belongs to.
    pub role: Role,
    /// How much it holds.
    pub level: Level,
    /// (x, low, high), sorted by x.
    pub edges: Vec<(f64, f64, f64)>,
}

/// A limit set by governance: a violet line with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// In the unit of the vertical axis.
    pub value: f64,
    /// "budget spent".
    pub name: String,
}

/// A level to compare with that nobody set, such as "tie" at zero: a line in ink with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// In the unit of the vertical axis.
    pub value: f64,
    /// "tie".
    pub name: String,
}

/// A vertical line: the present in a picture that also shows the future.
#[derive(Debug, Clone, PartialEq)]
pub struct Now {
    /// Along the horizontal axis.
    pub x: f64,
    /// "today".
    pub name: String,
}

/// A stretch in which nothing may be deployed: hatched.
#[derive(Debug, Clone, PartialEq)]
pub struct Freeze {
    /// First value along the horizontal axis.
    pub from: f64,
    /// Last value, not before the first.
    pub to: f64,
    /// "freeze".
    pub name: String,
}

/// A stretch of the horizontal axis with a name: shaded, with thin edges.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// First value along the horizontal axis.
    pub from: f64,
    /// Last value, not before the first.
    pub to: f64,
    /// "tie between 30 % and 45 %".
    pub name: String,
}

impl Range {
    fn holds(&self, x: f64) -> bool {
        (self.from..=self.to).contains(&x)
    }
}

/// Whether something went well, in the row of marks below the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Failed: a cross. Fine: a ring.
    pub failed: bool,
}

/// Words at a place on a line: "PayLane down, 10 min". What finds no free place is left to table and crosshair.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Along the horizontal axis.
    pub x: f64,
    /// Along the vertical axis.
    pub y: f64,
    /// The words.
    pub words: String,
}

/// A ring on a line with a dotted drop to the axis and bold words: the median of a distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Median {
    /// The line it sits on.
    pub role: Role,
    /// Along the horizontal axis.
    pub x: f64,
    /// Along the vertical axis.
    pub y: f64,
    /// "No gates 12.9 d".
    pub words: String,
}

/// A chart of lines over one horizontal axis.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChart {
    /// What is drawn, and its unit.
    pub title: String,
    /// What it says, if the page knows better than [`LineChart::sentence`] does by itself.
    pub says: Option<String>,
    /// Along.
    pub x: Axis,
    /// Up.
    pub y: Axis,
    /// At most four.
    pub series: Vec<Series>,
    /// Ranges, the widest first.
    pub bands: Vec<Band>,
    /// The limit.
    pub limit: Option<Limit>,
    /// A level to compare with.
    pub base: Option<Base>,
    /// The present.
    pub now: Option<Now>,
    /// Stretches with a name.
    pub ranges: Vec<Range>,
    /// Stretches without deployments.
    pub freezes: Vec<Freeze>,
    /// Marks in a row below, by place along the axis.
    pub outcomes: Vec<(f64, Outcome)>,
    /// Words on lines.
    pub notes: Vec<Note>,
    /// Medians.
    pub medians: Vec<Median>,
}

impl LineChart {
    /// A chart of lines and nothing else yet.
    pub fn new(title: impl Into<String>, x: Axis, y: Axis, series: Vec<Series>) -> Self {
        Self {
            title: title.into(),
            says: None,
            x,
            y,
            series,
            bands: Vec::new(),
            limit: None,
            base: None,
            now: None,
            ranges: Vec::new(),
            freezes: Vec::new(),
            outcomes: Vec::new(),
            notes: Vec::new(),
            medians: Vec::new(),
        }
    }

    /// Draws the chart. The same chart, theme and size give the same bytes on every machine.
    pub fn render(&self, theme: Theme, size: Size) -> Result<Svg, ChartError> {
        let frame = frame::Frame::new(self, size)?;
        draw::draw(self, &frame, theme, size)
    }

    /// Checks what the other parts rely on: something to draw, finite values in order, no more than four lines beside today.
    fn check(&self) -> Result<(), ChartError> {
        let lines = self.series.iter().filter(|s| s.stroke == Stroke::Firm && s.role != Role::Today).count();
        if lines > 4 {
            return Err(ChartError::TooManySeries { chart: self.title.clone(), count: lines });
        }
        for series in &self.series {
            let finite = |p: &Point| {
                p.x.is_finite()
                    && p.y.is_none_or(f64::is_finite)
                    && p.interval.is_none_or(|(low, high)| low.is_finite() && high.is_finite())
            };
            ordered(&series.name, series.points.iter().map(|p| (p.x, finite(p))))?;
        }
        for band in &self.bands {
            ordered(&band.name, band.edges.iter().map(|(x, low, high)| (*x, low.is_finite() && high.is_finite())))?;
        }
        ordered("marks", self.outcomes.iter().map(|(x, _)| (*x, true)))?;
        let others = self.limit.iter().map(|l| (&l.name, l.value, 0.0));
        let others = others.chain(self.base.iter().map(|b| (&b.name, b.value, 0.0)));
        let others = others.chain(self.ranges.iter().map(|r| (&r.name, r.from, r.to)));
        let others = others.chain(self.now.iter().map(|n| (&n.name, n.x, 0.0)));
        let others = others.chain(self.freezes.iter().map(|f| (&f.name, f.from, f.to)));
        let others = others.chain(self.notes.iter().map(|n| (&n.words, n.x, n.y)));
        let mut others = others.chain(self.medians.iter().map(|m| (&m.words, m.x, m.y)));
        if let Some((name, ..)) = others.find(|(_, a, b)| !a.is_finite() || !b.is_finite()) {
            return Err(ChartError::NotFinite { series: name.clone(), place: 1 });
        }
        if self.series.iter().all(|s| s.points.iter().all(|p| p.y.is_none())) {
            return Err(ChartError::Empty { chart: self.title.clone() });
        }
        Ok(())
    }
}

/// Places ascend (equal ones may follow each other) and values are finite.
fn ordered(name: &str, places: impl Iterator<Item = (f64, bool)>) -> Result<(), ChartError> {
    let mut before = f64::NEG_INFINITY;
    for (i, (x, finite)) in places.enumerate() {
        let (series, place) = (name.to_owned(), i + 1);
        if !finite || !x.is_finite() {
            return Err(ChartError::NotFinite { series, place });
        }
        if x < before {
            return Err(ChartError::OutOfOrder { series, place });
        }
        before = x;
    }
    Ok(())
}
