//! Answers for the crosshair: which places there are, which one is nearest, and what stands there.

use super::frame::Frame;
use super::{Count, LineChart, Point, Role, Series, Shape};
use crate::chart::backend::Size;
use crate::chart::format;
use crate::chart::geometry::{Rect, Spot};
use crate::chart::scale::Scale;
use crate::chart::svg::ChartError;

/// The places a crosshair can stand at, in the pixels of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Hover {
    /// The plot without its labels.
    pub plot: Rect,
    /// Along.
    pub x: Scale,
    /// Up.
    pub y: Scale,
    /// Every place along the axis that has a value, ascending.
    pub stops: Vec<f64>,
    /// Pixels of the dots, by place along the axis.
    pub dots: Vec<Spot>,
}

/// So near to a dot, in pixels, the pointer means that dot and not the place below it.
const REACH: f64 = 16.0;

impl Hover {
    /// The stop nearest to a pixel; `None` if there are no stops. The left one of two equally near.
    pub fn nearest(&self, pixel: f64) -> Option<usize> {
        let value = self.x.value(pixel);
        let after = self.stops.partition_point(|stop| *stop < value);
        let before = after.checked_sub(1);
        match (before.and_then(|b| Some((b, self.stops.get(b)?))), self.stops.get(after)) {
            (Some((b, left)), Some(right)) => Some(if value - left <= right - value { b } else { after }),
            (Some((b, _)), None) => Some(b),
            (None, Some(_)) => Some(after),
            (None, None) => None,
        }
    }

    /// The stop of the dot nearest to a spot, if one is near; else the stop nearest along the axis.
    pub fn nearest_to(&self, spot: Spot) -> Option<usize> {
        let mut found: Option<(f64, f64)> = None;
        for dot in &self.dots {
            let far = libm::hypot(dot.0 - spot.0, dot.1 - spot.1);
            if far <= found.map_or(REACH, |(far, _)| far) {
                found = Some((far, dot.0));
            }
        }
        self.nearest(found.map_or(spot.0, |(_, x)| x))
    }

    /// The stop `by` places further (negative: back), held at both ends; `None` if there are no stops.
    pub fn step(&self, from: usize, by: isize) -> Option<usize> {
        let last = self.stops.len().checked_sub(1)?;
        Some(from.min(last).saturating_add_signed(by).min(last))
    }

    /// The pixel of a stop.
    pub fn pixel(&self, stop: usize) -> Option<f64> {
        Some(self.x.pixel(*self.stops.get(stop)?))
    }
}

/// What stands at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The place: "Thu 6 Aug", "day 16".
    pub title: String,
    /// One row for each line and band that has a value there, and for the mark.
    pub rows: Vec<ReadingRow>,
}

/// One row of a reading.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingRow {
    /// "half within".
    pub name: String,
    /// "11.2 d, 9 changes".
    pub shown: String,
    /// Where to put a ring, as a value of the vertical axis; `None` for what has no single height.
    pub y: Option<f64>,
    /// Whose colour the ring has.
    pub role: Option<Role>,
}

impl LineChart {
    /// Scales and stops at a size; the same as those of the picture.
    pub fn hover(&self, size: Size) -> Result<Hover, ChartError> {
        let frame = Frame::new(self, size)?;
        let mut stops: Vec<f64> = self
            .series
            .iter()
            .flat_map(|s| s.points.iter().map(|p| p.x))
            .chain(self.bands.iter().flat_map(|b| b.edges.iter().map(|(x, ..)| *x)))
            .chain(self.outcomes.iter().map(|(x, _)| *x))
            .filter(|x| frame.x.contains(*x))
            .collect();
        stops.sort_by(f64::total_cmp);
        stops.dedup();
        let dots = self.series.iter().filter(|s| s.shape == Shape::Dots).flat_map(|s| frame.dots(s)).collect();
        Ok(Hover { plot: frame.plot, x: frame.x, y: frame.y, stops, dots })
    }

    /// What stands at `x`: values of stepped lines hold, values of joined lines are read between their points. Where
    /// something with a name stands, only what stands exactly there is read; one name is the title, several are rows.
    pub fn reading(&self, x: f64) -> Reading {
        let place = self.x.measure.show(x);
        let mut names: Vec<&str> = Vec::new();
        for name in self.series.iter().flat_map(|s| here(s, x)).filter_map(|p| p.name.as_deref()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut rows: Vec<ReadingRow> = Vec::new();
        let title = match names.as_slice() {
            [name] => {
                rows.push(ReadingRow { name: self.x.name.clone(), shown: place, y: None, role: None });
                (*name).to_owned()
            }
            _ => place,
        };
        for series in &self.series {
            let standing = here(series, x);
            if series.shape == Shape::Dots || !names.is_empty() {
                for point in standing {
                    let name = point.name.as_ref().filter(|_| names.len() > 1).unwrap_or(&series.name);
                    rows.extend(point.y.map(|y| self.value_row(series, name, y, Some(point))));
                }
            } else if let Some((y, point)) = value_at(series, x) {
                rows.push(self.value_row(series, &series.name, y, point));
            }
        }
        let measure = &self.y.measure;
        for band in &self.bands {
            let Ok(at) = band.edges.binary_search_by(|edge| edge.0.total_cmp(&x)) else {
                continue;
            };
            let Some((_, low, high)) = band.edges.get(at) else {
                continue;
            };
            rows.push(ReadingRow {
                name: band.name.clone(),
                shown: measure.range(*low, *high),
                y: None,
                role: Some(band.role),
            });
        }
        let here = self.outcomes.iter().filter(|(at, _)| same(*at, x));
        let (failed, all) = here.fold((0_u64, 0_u64), |(f, n), (_, o)| (f + u64::from(o.failed), n + 1));
        if all > 0 {
            let name = match (failed, all) {
                (0, 1) => "fine".to_owned(),
                (1, 1) => "failed".to_owned(),
                _ => format!("{} of {} failed", format::count(failed), format::count(all)),
            };
            rows.push(ReadingRow { name, shown: String::new(), y: None, role: None });
        }
        for note in self.notes.iter().filter(|note| same(note.x, x)) {
            rows.push(ReadingRow { name: note.words.clone(), shown: String::new(), y: None, role: None });
        }
        for range in self.ranges.iter().filter(|range| range.holds(x)) {
            rows.push(ReadingRow { name: range.name.clone(), shown: String::new(), y: None, role: None });
        }
        Reading { title, rows }
    }

    fn value_row(&self, series: &Series, name: &str, y: f64, point: Option<&Point>) -> ReadingRow {
        let measure = &self.y.measure;
        let mut shown = measure.show(y);
        if let Some((low, high)) = point.and_then(|p| p.interval) {
            shown = format!("{shown} ({})", measure.range(low, high));
        }
        let shown = with_count(shown, point.and_then(|p| p.count), &series.noun);
        ReadingRow { name: name.to_owned(), shown, y: Some(y), role: Some(series.role) }
    }
}

/// The points that stand exactly at `x`.
pub(super) fn here(series: &Series, x: f64) -> &[Point] {
    let from = series.points.partition_point(|p| p.x < x);
    let to = series.points.partition_point(|p| p.x <= x);
    series.points.get(from..to).unwrap_or_default()
}

/// The value of a line at a place, with its point if one stands exactly there.
pub(super) fn value_at(series: &Series, x: f64) -> Option<(f64, Option<&Point>)> {
    let after = series.points.partition_point(|p| p.x <= x);
    let before = series.points.get(after.checked_sub(1)?)?;
    if same(before.x, x) {
        return before.y.map(|y| (y, Some(before)));
    }
    let next = series.points.get(after)?;
    match series.shape {
        Shape::Stepped | Shape::Barred => before.y.map(|y| (y, None)),
        Shape::Dots => None,
        Shape::Joined => {
            let (from, to) = (before.y?, next.y?);
            let t = (x - before.x) / (next.x - before.x);
            Some((from * (1.0 - t) + to * t, None))
        }
    }
}

/// Places come from the same data, so equal ones are equal to the last digit.
pub(super) fn same(a: f64, b: f64) -> bool {
    (a - b) == 0.0
}

/// A rate never stands without its count.
pub(super) fn with_count(shown: String, count: Option<Count>, noun: &str) -> String {
    let Some(count) = count else { return shown };
    let whole = format::count(count.whole);
    let of = match count.part {
        Some(part) => format!("{} of {whole}", format::count(part)),
        None => whole,
    };
    let noun = if noun.is_empty() { String::new() } else { format!("{}{noun}", format::NBSP) };
    format!("{shown}, {of}{noun}")
}
