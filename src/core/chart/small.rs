//! Pictures for a table cell: a sparkline, an interval on the scale of its column, a bar of parts.
//!
//! They carry no words of their own: value, interval and count stand beside them in the same row, and the sentence is
//! their accessible name.

use super::axis::Measure;
use super::backend::Size;
use super::downsample;
use super::geometry::{Rect, Spot};
use super::palette::{Palette, Rgb, Theme};
use super::pen::{Line, Mark, Pen, picture};
use super::scale::Scale;
use super::sentence;
use super::svg::{ChartError, Svg};
use super::table::{Cell, Table};

/// The course of one measure, small: a line in ink, a dot on the last value, a hairline below.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    /// What is drawn: "Change lead time, six months".
    pub title: String,
    /// Kind of places.
    pub along: Measure,
    /// Kind of values.
    pub measure: Measure,
    /// (place, value), sorted by place; a missing value leaves a gap.
    pub points: Vec<(f64, Option<f64>)>,
    /// Whether the hairline is zero. Rates and counts start at zero; durations may not.
    pub zero: bool,
}

impl Sparkline {
    /// Draws it.
    pub fn render(&self, theme: Theme, size: Size) -> Result<Svg, ChartError> {
        self.check()?;
        let values = || self.points.iter().filter_map(|(_, y)| *y);
        let (mut low, mut high) = ends(values());
        if self.zero {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        if low >= high {
            // A level line runs at three quarters of the height, where a usual value would.
            let pad = if high == 0.0 { 1.0 } else { high.abs() };
            (low, high) = if self.zero && high > 0.0 { (0.0, high * 4.0 / 3.0) } else { (low - pad, high + pad / 3.0) };
        }
        let (first, last) = ends(self.points.iter().map(|(x, _)| *x));
        let last = if last > first { last } else { first + 1.0 };
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let u = size.text / 12.0;
        let unscalable = || ChartError::Unscalable { axis: self.title.clone() };
        let x = Scale::new((first, last), (2.0 * u, width - 5.0 * u)).ok_or_else(unscalable)?;
        let y = Scale::new((low, high), (height - 3.0 * u, 5.0 * u)).ok_or_else(unscalable)?;
        picture(theme, size, (&self.title, &self.sentence()), &|pen| {
            let ink = Line::solid(pen.palette.ink, 1.5);
            let floor = height - 2.0 * u;
            pen.line(&[(0.0, floor), (width, floor)], Line::solid(pen.palette.rule, 1.0))?;
            let mut end = None;
            for run in self.runs() {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width in pixels")]
                let thin = downsample::extremes(&run, width.max(1.0) as usize);
                let spots: Vec<Spot> = thin.into_iter().map(|(at, value)| (x.pixel(at), y.pixel(value))).collect();
                pen.line(&spots, ink)?;
                if let [lone] = spots.as_slice() {
                    pen.mark(Mark::Dot, *lone, 1.5, pen.palette.ink)?;
                }
                end = spots.last().copied();
            }
            // The dot says "now": it stands only if the last place has a value.
            match end.filter(|_| self.points.last().is_some_and(|(_, value)| value.is_some())) {
                Some(spot) => pen.mark(Mark::Dot, spot, 3.0, pen.palette.ink),
                None => Ok(()),
            }
        })
    }

    /// Where it starts and ends.
    pub fn sentence(&self) -> String {
        let values: Vec<(f64, f64)> = self.points.iter().filter_map(|(x, y)| Some((*x, (*y)?))).collect();
        sentence::course(&self.title, &values, &self.along, &self.measure, None)
            .unwrap_or_else(|| format!("{} has no values yet.", self.title))
    }

    /// Its values.
    pub fn table(&self) -> Table {
        let rows = self.points.iter().map(|(x, y)| {
            vec![Cell::number(Some(*x), |x| self.along.show(x)), Cell::number(*y, |y| self.measure.show(y))]
        });
        Table { head: vec!["Place".to_owned(), self.title.clone()], rows: rows.collect() }
    }

    fn runs(&self) -> Vec<Vec<(f64, f64)>> {
        let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        for (x, y) in &self.points {
            match (y, runs.last_mut()) {
                (Some(y), Some(run)) => run.push((*x, *y)),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    fn check(&self) -> Result<(), ChartError> {
        let mut before = f64::NEG_INFINITY;
        for (i, (x, y)) in self.points.iter().enumerate() {
            let (series, place) = (self.title.clone(), i + 1);
            if !x.is_finite() || !y.is_none_or(f64::is_finite) {
                return Err(ChartError::NotFinite { series, place });
            }
            if *x < before {
                return Err(ChartError::OutOfOrder { series, place });
            }
            before = *x;
        }
        if self.points.iter().all(|(_, y)| y.is_none()) {
            return Err(ChartError::Empty { chart: self.title.clone() });
        }
        Ok(())
    }
}

/// A value with its interval and its limit, on the scale that the whole column shares.
#[derive(Debug, Clone, PartialEq)]
pub struct IntervalBar {
    /// "Change fail rate".
    pub title: String,
    /// Kind of values.
    pub measure: Measure,
    /// The value, if there is one.
    pub value: Option<f64>,
    /// Its interval, low to high.
    pub interval: Option<(f64, f64)>,
    /// The limit set for it.
    pub limit: Option<f64>,
    /// Ends of the column's scale.
    pub domain: (f64, f64),
}

impl IntervalBar {
    /// Draws it: a grey bar for the interval, a mark in ink for the value, a violet one for the limit.
    pub fn render(&self, theme: Theme, size: Size) -> Result<Svg, ChartError> {
        let parts = [self.value, self.interval.map(|i| i.0), self.interval.map(|i| i.1), self.limit];
        if parts.iter().flatten().any(|v| !v.is_finite()) {
            return Err(ChartError::NotFinite { series: self.title.clone(), place: 1 });
        }
        let cell = Track::new(&self.title, self.domain, size)?;
        picture(theme, size, (&self.title, &self.sentence()), &|pen| {
            cell.base(pen)?;
            if let Some((low, high)) = self.interval {
                cell.bar(pen, (low, high), 3.0, pen.palette.line, 0.55)?;
            }
            if let Some(limit) = self.limit {
                cell.tick(pen, limit, 2.0, 8.0, pen.palette.gov)?;
            }
            match self.value {
                Some(value) => cell.tick(pen, value, 3.0, 6.0, pen.palette.ink),
                None => Ok(()),
            }
        })
    }

    /// Value, interval and limit in words.
    pub fn sentence(&self) -> String {
        let Some(value) = self.value else { return format!("{} is n/a.", self.title) };
        let interval = self.interval.map_or(String::new(), |(a, b)| format!(", {}", self.measure.between(a, b)));
        let limit = self.limit.map_or(String::new(), |l| format!("; limit {}", self.measure.show(l)));
        format!("{} is {}{interval}{limit}.", self.title, self.measure.show(value))
    }
}

/// What a part of a bar means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be: ink.
    Fine,
    /// Near a limit: amber.
    Near,
    /// Beyond a limit: red.
    Over,
    /// Only for comparison: grey.
    Quiet,
}

impl Tone {
    fn color(self, palette: &Palette) -> Rgb {
        match self {
            Self::Fine => palette.ink,
            Self::Near => palette.near,
            Self::Over => palette.bad,
            Self::Quiet => palette.line,
        }
    }
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is: "PayLane".
    pub name: String,
    /// Where it starts, in the unit of the bar.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// What it means.
    pub tone: Tone,
}

/// A bar of parts from zero, with a limit, on the scale that the whole column shares.
#[derive(Debug, Clone, PartialEq)]
pub struct PartsBar {
    /// "Both in series".
    pub title: String,
    /// Kind of values.
    pub measure: Measure,
    /// From left to right.
    pub parts: Vec<Part>,
    /// The limit of the column.
    pub limit: Option<f64>,
    /// Right end of the column's scale, above 0; the left end is zero.
    pub end: f64,
}

impl PartsBar {
    /// Draws it.
    pub fn render(&self, theme: Theme, size: Size) -> Result<Svg, ChartError> {
        if let Some(i) = self.parts.iter().position(|p| !p.from.is_finite() || !p.to.is_finite()) {
            return Err(ChartError::NotFinite { series: self.title.clone(), place: i + 1 });
        }
        let cell = Track::new(&self.title, (0.0, self.end), size)?;
        picture(theme, size, (&self.title, &self.sentence()), &|pen| {
            for part in &self.parts {
                cell.bar(pen, (part.from, part.to), 4.0, part.tone.color(pen.palette), 1.0)?;
            }
            match self.limit.filter(|l| l.is_finite()) {
                Some(limit) => cell.tick(pen, limit, 2.0, f64::from(size.height), pen.palette.gov),
                None => Ok(()),
            }
        })
    }

    /// Each part in words, and the limit.
    pub fn sentence(&self) -> String {
        let parts: Vec<String> =
            self.parts.iter().map(|p| format!("{} {}", p.name, self.measure.show(p.to - p.from))).collect();
        let limit = self.limit.map_or(String::new(), |l| format!("; limit {}", self.measure.show(l)));
        format!("{}: {}{limit}.", self.title, if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") })
    }
}

/// The scale of a cell and its middle.
struct Track {
    x: Scale,
    middle: f64,
    width: f64,
}

impl Track {
    fn new(title: &str, domain: (f64, f64), size: Size) -> Result<Self, ChartError> {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let u = size.text / 12.0;
        let x = Scale::new(domain, (2.0 * u, width - 2.0 * u))
            .ok_or_else(|| ChartError::Unscalable { axis: title.to_owned() })?;
        Ok(Self { x, middle: height / 2.0, width })
    }

    fn base(&self, pen: &Pen<'_>) -> Result<(), ChartError> {
        pen.line(&[(0.0, self.middle), (self.width, self.middle)], Line::solid(pen.palette.rule, 1.0))
    }

    /// A bar of half height `half`, at least a pixel wide so that it can be seen.
    fn bar(
        &self,
        pen: &Pen<'_>,
        (low, high): (f64, f64),
        half: f64,
        color: Rgb,
        opacity: f64,
    ) -> Result<(), ChartError> {
        let half = half * pen.unit();
        let (left, right) = (self.x.pixel(self.x.clamp(low)), self.x.pixel(self.x.clamp(high)));
        let (left, right) = (left.min(right), left.max(right).max(left.min(right) + 1.0));
        pen.fill(Rect { left, right, top: self.middle - half, bottom: self.middle + half }, color, opacity)
    }

    /// An upright mark, `width` wide and twice `half` high.
    fn tick(&self, pen: &Pen<'_>, value: f64, width: f64, half: f64, color: Rgb) -> Result<(), ChartError> {
        if !self.x.contains(value) {
            return Ok(());
        }
        let (x, half, wide) = (self.x.pixel(value), half * pen.unit(), width * pen.unit() / 2.0);
        let rect =
            Rect { left: x - wide, right: x + wide, top: (self.middle - half).max(0.0), bottom: self.middle + half };
        pen.fill(rect, color, 1.0)
    }
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}
