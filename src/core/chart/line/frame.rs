//! Where everything goes: ends of the axes, edges of the plot, the labels to its right.

use super::labels::spread;
use super::{Level, LineChart, Role, Series, Shape, Stroke};
use crate::chart::axis::{Direction, Laid};
use crate::chart::backend::Size;
use crate::chart::downsample;
use crate::chart::geometry::{Rect, Spot};
use crate::chart::scale::Scale;
use crate::chart::svg::ChartError;
use crate::chart::text;

/// Labels at the right take no more than this share of the width; beyond it they become a row above the plot.
const WIDEST_LABELS: f64 = 0.36;

/// The layout of one chart at one size, in pixels.
pub(super) struct Frame {
    pub(super) plot: Rect,
    pub(super) x: Scale,
    pub(super) y: Scale,
    pub(super) along: Laid,
    pub(super) up: Laid,
    /// Labels at the right end; empty if `key` is used instead.
    pub(super) ends: Vec<End>,
    /// Labels in rows above the plot, for narrow pictures.
    pub(super) key: Vec<(Spot, End)>,
    /// The middle of the row of marks, if there is one.
    pub(super) marks: Option<f64>,
    /// The middle of the row of words under the axis.
    pub(super) words: f64,
}

/// A label at the end of a line or band.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct End {
    /// Its middle; moved so that labels do not overlap.
    pub(super) y: f64,
    pub(super) kind: EndKind,
    pub(super) role: Role,
    /// One or two lines of words.
    pub(super) words: Vec<String>,
}

/// What a label belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EndKind {
    /// A line, with its stroke.
    Line(Stroke),
    /// Dots.
    Dots,
    /// A band.
    Band,
}

impl End {
    fn width(&self, size: Size) -> f64 {
        let bold = self.kind != EndKind::Band;
        let words = self.words.iter().map(|w| text::width(w, size.text, bold)).fold(0.0, f64::max);
        words + self.sample(size)
    }

    /// Room for the marker before the words.
    pub(super) fn sample(&self, size: Size) -> f64 {
        let own_color = matches!(self.role, Role::Today | Role::First);
        let wide = match self.kind {
            EndKind::Line(_) if !own_color => 24.0,
            EndKind::Dots => 12.0,
            EndKind::Line(_) | EndKind::Band => 0.0,
        };
        wide * size.text / 12.0
    }

    fn height(&self, size: Size) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "one or two lines")]
        let lines = self.words.len() as f64;
        (lines * text::line_height(size.text)).max(14.0 * size.text / 12.0)
    }
}

impl Frame {
    /// Lays out a chart, after checking it.
    pub(super) fn new(chart: &LineChart, size: Size) -> Result<Self, ChartError> {
        chart.check()?;
        let too_small = || ChartError::TooSmall { chart: chart.title.clone(), width: size.width, height: size.height };
        let u = size.text / 12.0;
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let line = text::line_height(size.text);

        let rows_up = ticks_that_fit(height / (2.0 * line));
        let up = chart.lay_up(rows_up)?;
        let widest = up.ticks.iter().map(|t| text::width(&t.label, size.text, false)).fold(0.0, f64::max);
        let left = widest + 8.0 * u;

        let mut ends = ends(chart, size);
        let labels = ends.iter().map(|end| end.width(size)).fold(0.0, f64::max);
        let mark_words =
            if chart.outcomes.is_empty() { 0.0 } else { text::width("failed", size.text, false) + 20.0 * u };
        let as_key = labels > width * WIDEST_LABELS;
        let mut key = Vec::new();
        if as_key {
            key = key_rows(std::mem::take(&mut ends), size, width);
        }
        let key_height = key.iter().map(|((_, y), _)| *y).fold(0.0, f64::max);
        let beside = if as_key { 0.0 } else { labels }.max(if as_key { 0.0 } else { mark_words });

        let top = if as_key { key_height + line } else { line / 2.0 + 2.0 * u }
            + if chart.now.is_some() || !chart.freezes.is_empty() || !chart.ranges.is_empty() { line } else { 0.0 };
        let marks_row = if chart.outcomes.is_empty() { 0.0 } else { 18.0 * u };
        let bottom = height - line - 5.0 * u - marks_row;
        let along = chart.lay_along(width - left - beside - 20.0 * u, size)?;
        let first = along.ticks.first().map_or(0.0, |t| text::width(&t.label, size.text, false) / 2.0);
        let last = along.ticks.last().map_or(0.0, |t| text::width(&t.label, size.text, false) / 2.0);
        let left = left.max(first + 2.0 * u);
        let right = if beside > 0.0 { width - beside - 10.0 * u } else { width - 4.0 * u }.min(width - last - 2.0 * u);
        let plot = Rect { left, top, right, bottom };
        if plot.width() < 40.0 * u || plot.height() < 24.0 * u {
            return Err(too_small());
        }
        let unscalable = |axis: &str| ChartError::Unscalable { axis: axis.to_owned() };
        let x = Scale::new(along.domain, (plot.left, plot.right)).ok_or_else(|| unscalable(&chart.x.name))?;
        let y = Scale::new(up.domain, (plot.bottom, plot.top)).ok_or_else(|| unscalable(&chart.y.name))?;

        let mut frame = Self {
            plot,
            x,
            y,
            along,
            up,
            ends: Vec::new(),
            key,
            marks: (marks_row > 0.0).then_some(plot.bottom + 4.0 * u + marks_row / 2.0),
            words: height - line / 2.0,
        };
        frame.place_ends(chart, ends, size);
        Ok(frame)
    }

    /// Puts the labels at the height where their lines end, then moves them apart.
    fn place_ends(&mut self, chart: &LineChart, mut ends: Vec<End>, size: Size) {
        for end in &mut ends {
            let value = match end.kind {
                EndKind::Line(stroke) => chart
                    .series
                    .iter()
                    .find(|s| s.role == end.role && s.stroke == stroke && Some(&s.name) == end.words.first())
                    .and_then(last_value),
                EndKind::Dots => {
                    chart.series.iter().find(|s| s.role == end.role && s.shape == Shape::Dots).and_then(last_value)
                }
                EndKind::Band => band_middle(chart, end),
            };
            let value = value.map_or(self.y.domain().0, |v| self.y.clamp(v));
            end.y = self.y.pixel(value);
        }
        let half = text::line_height(size.text) / 2.0;
        let wanted: Vec<(f64, f64)> = ends.iter().map(|end| (end.y, end.height(size))).collect();
        for (end, y) in ends.iter_mut().zip(spread(&wanted, self.plot.top - half, self.plot.bottom + half)) {
            end.y = y;
        }
        self.ends = ends;
    }

    /// The pixels of a line, in runs, thinned to what the plot can show and cut at its edges.
    pub(super) fn path(&self, series: &Series) -> Vec<Vec<Spot>> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width in pixels")]
        let columns = self.plot.width().max(1.0) as usize;
        let mut parts = Vec::new();
        for run in series.runs().into_iter().filter(|_| !matches!(series.shape, Shape::Barred | Shape::Dots)) {
            let thin = downsample::extremes(&run, columns);
            let mut spots: Vec<Spot> = Vec::with_capacity(thin.len() * 2);
            for (x, y) in thin {
                let spot = (self.x.pixel(x), self.y.pixel(y));
                if let (Shape::Stepped, Some(before)) = (series.shape, spots.last().copied()) {
                    spots.push((spot.0, before.1));
                }
                spots.push(spot);
            }
            parts.extend(self.plot.cut_line(&spots));
        }
        parts
    }
}

impl Frame {
    /// The pixels of the values inside the plot.
    pub(super) fn dots(&self, series: &Series) -> Vec<Spot> {
        let inside = series.points.iter().filter_map(|p| Some((p.x, p.y?)));
        let inside = inside.filter(|(x, y)| self.x.contains(*x) && self.y.contains(*y));
        inside.map(|(x, y)| (self.x.pixel(x), self.y.pixel(y))).collect()
    }

    /// The bars of a barred series, a pixel apart where there is room.
    pub(super) fn bars(&self, series: &Series, unit: f64) -> Vec<Rect> {
        let barred = series.points.windows(2).filter(|_| series.shape == Shape::Barred);
        barred
            .filter_map(|pair| {
                let [from, to] = pair else { return None };
                let (left, right) = (self.x.pixel(self.x.clamp(from.x)), self.x.pixel(self.x.clamp(to.x)));
                let (foot, head) = (self.y.pixel(self.y.clamp(0.0)), self.y.pixel(self.y.clamp(from.y?)));
                let space = if right - left > 4.0 * unit { unit / 2.0 } else { 0.0 };
                let bar =
                    Rect { left: left + space, right: right - space, top: head.min(foot), bottom: head.max(foot) };
                (bar.width() > 0.0 && bar.height() > 0.0).then_some(bar)
            })
            .collect()
    }
}

fn ticks_that_fit(room: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 2 to 6")]
    let most = room.clamp(2.0, 6.0) as usize;
    most
}

fn last_value(series: &Series) -> Option<f64> {
    series.points.iter().rev().find_map(|p| p.y)
}

/// Where the label of a band stands: at its upper edge if that is what it names; else in the part of it, at its end, that no narrower band covers and that holds no
/// line; below the line if both sides are equal.
fn band_middle(chart: &LineChart, end: &End) -> Option<f64> {
    let at = chart.bands.iter().position(|b| b.role == end.role && Some(&b.name) == end.words.first())?;
    let band = chart.bands.get(at)?;
    let (_, low, high) = *band.edges.last()?;
    if band.level == Level::UpTo {
        return Some(high);
    }
    let inner = chart.bands.iter().skip(at + 1).find(|b| b.role == end.role).and_then(|b| b.edges.last());
    if let Some((_, inner_low, _)) = inner {
        return Some(f64::midpoint(low, *inner_low));
    }
    let line = chart.series.iter().filter(|s| s.role == end.role).filter_map(last_value).next_back();
    let line = line.map_or(low, |line| line.clamp(low.min(high), high.max(low)));
    Some(if high - line >= line - low { f64::midpoint(line, high) } else { f64::midpoint(low, line) })
}

fn ends(chart: &LineChart, size: Size) -> Vec<End> {
    let room = f64::from(size.width) * 0.9;
    let fit = |words: &str, bold: bool| text::fit(&text::clean(words, 80), room, size.text, bold);
    let named_by_medians = |role: Role| chart.medians.iter().any(|m| m.role == role);
    let lines = chart
        .series
        .iter()
        .filter(|s| s.shape != Shape::Barred && (s.stroke != Stroke::Edge || s.note.is_some()))
        .filter(|s| {
            s.labelled && !s.name.is_empty() && !named_by_medians(s.role) && s.points.iter().any(|p| p.y.is_some())
        })
        .map(|s| {
            let mut words = vec![fit(&s.name, true)];
            words.extend(s.note.as_deref().map(|note| fit(note, false)));
            let kind = if s.shape == Shape::Dots { EndKind::Dots } else { EndKind::Line(s.stroke) };
            End { y: 0.0, kind, role: s.role, words }
        });
    let bands = chart.bands.iter().filter(|b| !b.name.is_empty() && !b.edges.is_empty()).map(|b| End {
        y: 0.0,
        kind: EndKind::Band,
        role: b.role,
        words: vec![fit(&b.name, false)],
    });
    lines.chain(bands).collect()
}

/// Sets labels in rows, from left to right; each with a sample of its line before it.
fn key_rows(ends: Vec<End>, size: Size, width: f64) -> Vec<(Spot, End)> {
    let u = size.text / 12.0;
    let line = text::line_height(size.text) + 2.0 * u;
    let (mut x, mut y) = (0.0, line / 2.0);
    let mut rows = Vec::new();
    for mut end in ends {
        // In a row there is no second line: the note follows the name.
        end.words = vec![end.words.join(", ")];
        let wide = 24.0 * u + text::width(&end.words.join(""), size.text, true) + 12.0 * u;
        if x > 0.0 && x + wide > width {
            x = 0.0;
            y += line;
        }
        rows.push(((x, y), end));
        x += wide;
    }
    rows
}

impl LineChart {
    fn lay_up(&self, most: usize) -> Result<Laid, ChartError> {
        let of_points = self.series.iter().flat_map(|s| &s.points).flat_map(|p| {
            let (low, high) = p.interval.unzip();
            [p.y, low, high].into_iter().flatten()
        });
        let of_bands = self.bands.iter().flat_map(|b| &b.edges).flat_map(|(_, low, high)| [*low, *high]);
        let values = of_points.chain(of_bands).chain(self.limit.iter().map(|l| l.value));
        let values = values.chain(self.base.iter().map(|b| b.value));
        let (low, high) = span(values);
        self.y.lay(low, high, Direction::Up, most).ok_or_else(|| ChartError::Unscalable { axis: self.y.name.clone() })
    }

    /// As many ticks as have room for their words in `room` pixels.
    fn lay_along(&self, room: f64, size: Size) -> Result<Laid, ChartError> {
        let of_points = self.series.iter().flat_map(|s| &s.points).map(|p| p.x);
        let of_bands = self.bands.iter().flat_map(|b| &b.edges).map(|(x, ..)| *x);
        let others = self.outcomes.iter().map(|(x, _)| *x).chain(self.now.iter().map(|n| n.x));
        let (mut low, mut high) = span(of_points.chain(of_bands).chain(others));
        if self.series.iter().any(|s| s.shape == Shape::Dots) {
            // A dot on the edge of the plot would lie half outside; zero may stay where it is.
            let pad = (high - low) * 0.04;
            (low, high) = (if self.x.zero && low >= 0.0 { low } else { low - pad }, high + pad);
        }
        let unscalable = || ChartError::Unscalable { axis: self.x.name.clone() };
        self.x.lay_in(low, high, room, size.text).ok_or_else(unscalable)
    }
}

fn span(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}
