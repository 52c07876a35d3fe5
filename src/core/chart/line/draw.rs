//! Drawing a laid-out chart, from the ground up.

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};

use super::frame::{End, EndKind, Frame};
use super::labels::Room;
use super::{Band, Freeze, LineChart, Median, Note, Series, Shape, Stroke};
use crate::chart::axis::Laid;
use crate::chart::backend::{Size, units};
use crate::chart::geometry::{Rect, Spot};
use crate::chart::palette::{Rgb, Theme};
use crate::chart::pen::{Line, Mark, Pen, Side, picture};
use crate::chart::scale::Scale;
use crate::chart::svg::{ChartError, Svg};
use crate::chart::text;
use crate::model::order::sort_by_key;

type Drawn = Result<(), ChartError>;

/// Draws everything.
pub(super) fn draw(chart: &LineChart, frame: &Frame, theme: Theme, size: Size) -> Result<Svg, ChartError> {
    picture(theme, size, (&chart.title, &chart.sentence()), |pen| {
        let artist = Artist { chart, frame, pen, size };
        artist.ground()?;
        artist.bands()?;
        artist.axes()?;
        artist.lines()?;
        artist.words()?;
        artist.ends()
    })
}

/// An axis as plotters sees it: our scale, our ticks.
struct Mesh<'a> {
    laid: &'a Laid,
}

impl Ranged for Mesh<'_> {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let range = (f64::from(limit.0), f64::from(limit.1));
        #[expect(clippy::cast_possible_truncation, reason = "between two i32")]
        let unit = Scale::new(self.laid.domain, range).map_or(limit.0, |s| libm::round(s.pixel(*value)) as i32);
        unit
    }

    fn key_points<H: KeyPointHint>(&self, hint: H) -> Vec<f64> {
        self.laid.ticks.iter().take(hint.max_num_points()).map(|t| t.at).collect()
    }

    fn range(&self) -> std::ops::Range<f64> {
        self.laid.domain.0..self.laid.domain.1
    }
}

struct Artist<'a, 'p> {
    chart: &'a LineChart,
    frame: &'a Frame,
    pen: &'a Pen<'p>,
    size: Size,
}

impl Artist<'_, '_> {
    fn spot(&self, x: f64, y: f64) -> Spot {
        (self.frame.x.pixel(x), self.frame.y.pixel(y))
    }

    /// Freezes and hairlines.
    fn ground(&self) -> Drawn {
        for freeze in &self.chart.freezes {
            self.hatch(freeze)?;
        }
        let plot = self.frame.plot;
        let mesh = Cartesian2d::<Mesh<'_>, Mesh<'_>>::new(
            Mesh { laid: &self.frame.along },
            Mesh { laid: &self.frame.up },
            (units(plot.left)..units(plot.right), units(plot.bottom)..units(plot.top)),
        );
        let hairline = self.pen.style(Line::solid(self.pen.palette.rule, 1.0));
        let area = self.pen.area.apply_coord_spec(mesh);
        Ok(area.draw_mesh(|canvas, line| line.draw(canvas, &hairline), 6_usize, 0_usize)?)
    }

    /// Stripes at 45 degrees, as polygons.
    fn hatch(&self, freeze: &Freeze) -> Drawn {
        let plot = self.frame.plot;
        let (from, to) = (self.frame.x.pixel(freeze.from), self.frame.x.pixel(freeze.to));
        let area = Rect { left: from.max(plot.left), right: to.min(plot.right), ..plot };
        if area.width() <= 0.0 {
            return Ok(());
        }
        let color = self.pen.palette.ink3;
        self.pen.fill(area, color, 0.06)?;
        let u = self.pen.unit();
        let (pitch, width, run) = (6.0 * u, 1.25 * u, area.height());
        let mut x = libm::floor((area.left - run) / pitch) * pitch;
        while x < area.right {
            let stripe = [(x, area.bottom), (x + width, area.bottom), (x + width + run, area.top), (x + run, area.top)];
            self.pen.polygon(&area.cut_polygon(&stripe), color, 0.4)?;
            x += pitch;
        }
        Ok(())
    }

    fn bands(&self) -> Drawn {
        for band in &self.chart.bands {
            self.pen.polygon(
                &self.frame.plot.cut_polygon(&self.outline(band)),
                band.role.color(self.pen.palette),
                band.level.opacity(),
            )?;
        }
        Ok(())
    }

    fn outline(&self, band: &Band) -> Vec<Spot> {
        let over = band.edges.iter().map(|(x, _, high)| self.spot(*x, *high));
        let under = band.edges.iter().rev().map(|(x, low, _)| self.spot(*x, *low));
        over.chain(under).collect()
    }

    /// Base line, ticks, and the words beside both axes.
    fn axes(&self) -> Drawn {
        let (plot, pen, u) = (self.frame.plot, self.pen, self.pen.unit());
        let ink3 = pen.palette.ink3;
        let thin = Line::solid(pen.palette.line, 1.0);
        let limit_on_zero = self.chart.limit.as_ref().is_some_and(|l| l.value == 0.0);
        if self.frame.y.contains(0.0) && !limit_on_zero {
            let y = self.frame.y.pixel(0.0);
            pen.line(&[(plot.left, y), (plot.right, y)], thin)?;
        }
        for tick in &self.frame.along.ticks {
            let x = self.frame.x.pixel(tick.at);
            pen.line(&[(x, plot.bottom), (x, plot.bottom + 4.0 * u)], thin)?;
            pen.text(&tick.label, (x, self.frame.words), Side::Middle, ink3, false)?;
        }
        for tick in &self.frame.up.ticks {
            let spot = (plot.left - 6.0 * u, self.frame.y.pixel(tick.at));
            pen.text(&tick.label, spot, Side::End, ink3, false)?;
        }
        if let Some(y) = self.frame.marks {
            self.marks(y)?;
        }
        Ok(())
    }

    /// The row of rings and crosses under the axis, with its key at the right if there is room.
    fn marks(&self, y: f64) -> Drawn {
        let (pen, u) = (self.pen, self.pen.unit());
        let draw = |failed: bool, spot: Spot| {
            if failed {
                pen.mark(Mark::Cross, spot, 3.5, pen.palette.s2)
            } else {
                pen.mark(Mark::Ring, spot, 2.5, pen.palette.line)
            }
        };
        for (x, outcome) in self.chart.outcomes.iter().filter(|(x, _)| self.frame.x.contains(*x)) {
            draw(outcome.failed, (self.frame.x.pixel(*x), y))?;
        }
        if self.frame.key.is_empty() {
            let x = self.frame.plot.right + 18.0 * u;
            for (failed, words, y) in [(true, "failed", y), (false, "fine", y + text::line_height(self.size.text))] {
                draw(failed, (x, y))?;
                pen.text(words, (x + 9.0 * u, y), Side::Start, pen.palette.ink3, false)?;
            }
        }
        Ok(())
    }

    /// The limit, then the lines, then the present; what matters most lies on top.
    fn lines(&self) -> Drawn {
        let (plot, pen) = (self.frame.plot, self.pen);
        if let Some(limit) = self.chart.limit.as_ref().filter(|l| self.frame.y.contains(l.value)) {
            let y = self.frame.y.pixel(limit.value);
            pen.line(&[(plot.left, y), (plot.right, y)], Line::solid(pen.palette.gov, 1.75))?;
        }
        let mut order: Vec<&Series> = self.chart.series.iter().collect();
        sort_by_key(&mut order, |s| (s.stroke == Stroke::Firm, std::cmp::Reverse(s.role)));
        for series in order {
            for bar in self.frame.bars(series, pen.unit()) {
                pen.fill(bar, series.role.color(pen.palette), 1.0)?;
            }
            for part in self.frame.path(series) {
                pen.line(&part, series.line(pen.palette))?;
            }
            self.points(series)?;
        }
        if let Some(now) = self.chart.now.as_ref().filter(|n| self.frame.x.contains(n.x)) {
            let x = self.frame.x.pixel(now.x);
            pen.line(&[(x, plot.top - 8.0 * pen.unit()), (x, plot.bottom)], Line::solid(pen.palette.ink, 1.25))?;
        }
        Ok(())
    }

    /// Whiskers, and the marks of the role, not closer than 24 pixels; a lone value is a dot.
    fn points(&self, series: &Series) -> Drawn {
        let (pen, u) = (self.pen, self.pen.unit());
        let color = series.role.color(pen.palette);
        let lone = series.shape != Shape::Barred && series.runs().iter().all(|run| run.len() < 2);
        let mark = series.role.mark().filter(|_| series.stroke != Stroke::Edge).or(lone.then_some(Mark::Dot));
        let mut last = f64::NEG_INFINITY;
        for point in &series.points {
            let Some(y) = point.y.filter(|y| self.frame.y.contains(*y) && self.frame.x.contains(point.x)) else {
                continue;
            };
            if let Some((low, high)) = point.interval {
                let ends = [self.spot(point.x, low), self.spot(point.x, high)];
                for part in self.frame.plot.cut_line(&ends) {
                    pen.line(&part, Line::solid(color, 1.0))?;
                }
            }
            let spot = self.spot(point.x, y);
            if let Some(mark) = mark.filter(|_| spot.0 - last >= 24.0 * u) {
                pen.mark(mark, spot, 3.0, color)?;
                last = spot.0;
            }
        }
        Ok(())
    }

    /// Words inside the plot: present, freezes, limit, medians, notes, and where a cut axis starts.
    fn words(&self) -> Drawn {
        let (plot, pen, u) = (self.frame.plot, self.pen, self.pen.unit());
        let line = text::line_height(self.size.text);
        let above = plot.top - line / 2.0 - 2.0 * u;
        let mut room = Room::new(plot.grown(1.0), self.chart.series.iter().flat_map(|s| self.frame.path(s)).collect());
        for bar in self.chart.series.iter().flat_map(|s| self.frame.bars(s, u)) {
            room.block(bar);
        }
        let mut row: Vec<(f64, f64)> = Vec::new();
        if let Some(now) = self.chart.now.as_ref().filter(|n| self.frame.x.contains(n.x)) {
            let x = self.frame.x.pixel(now.x);
            let wide = pen.width(&now.name, true);
            let (side, at, from) = if x - wide - 6.0 * u >= 0.0 {
                (Side::End, x - 5.0 * u, x - wide - 6.0 * u)
            } else {
                (Side::Start, x + 5.0 * u, x)
            };
            pen.text(&now.name, (at, above), side, pen.palette.ink, true)?;
            row.push((from, from + wide + 6.0 * u));
            room.block(Rect { left: x - u, right: x + u, ..plot });
        }
        for freeze in &self.chart.freezes {
            let left = self.frame.x.pixel(freeze.from).clamp(plot.left, plot.right);
            let wide = pen.width(&freeze.name, false);
            if row.iter().all(|(from, to)| left + wide < *from || *to < left) {
                pen.text(&freeze.name, (left, above), Side::Start, pen.palette.ink3, false)?;
                row.push((left, left + wide + 6.0 * u));
            }
        }
        for median in &self.chart.medians {
            self.median(median, &mut room)?;
        }
        self.limit_name(&mut room)?;
        for note in &self.chart.notes {
            self.note(note, &mut room)?;
        }
        self.cut(&mut room)
    }

    /// Draws words in the first of the rectangles that is free; the fallback is used even if it is not.
    fn place(
        &self,
        room: &mut Room,
        words: &str,
        bold: bool,
        color: Rgb,
        spots: impl IntoIterator<Item = Spot>,
        must: bool,
    ) -> Drawn {
        let (wide, high) = (self.pen.width(words, bold), self.size.text);
        let boxes: Vec<Rect> = spots
            .into_iter()
            .map(|(x, y)| Rect { left: x, right: x + wide, top: y - high / 2.0, bottom: y + high / 2.0 })
            .collect();
        let free = room.take(boxes.iter().copied());
        if free.is_none()
            && let Some(first) = boxes.first().filter(|_| must)
        {
            // Crossed by a line, but needed: the ground shines through behind it.
            self.pen.fill(first.grown(self.pen.unit()), self.pen.palette.surface, 0.8)?;
            room.block(*first);
        }
        match free.or_else(|| boxes.first().copied().filter(|_| must)) {
            Some(at) => self.pen.text(words, (at.left, f64::midpoint(at.top, at.bottom)), Side::Start, color, bold),
            None => Ok(()),
        }
    }

    /// A ring, a dotted drop, and words to the left of the first median and to the right of the others.
    fn median(&self, median: &Median, room: &mut Room) -> Drawn {
        let (pen, u, plot) = (self.pen, self.pen.unit(), self.frame.plot);
        let spot = self.spot(median.x, median.y);
        let color = median.role.color(pen.palette);
        if !self.frame.x.contains(median.x) || !self.frame.y.contains(median.y) {
            return Ok(());
        }
        let dotted = Line { color, width: 1.25, dash: Some((1.5, 3.0)) };
        pen.line(&[spot, (spot.0, plot.bottom)], dotted)?;
        pen.mark(Mark::Ring, spot, 4.0, color)?;
        room.block(Rect { left: spot.0, right: spot.0, top: spot.1, bottom: spot.1 }.grown(4.0 * u));
        let wide = pen.width(&median.words, true);
        let line = text::line_height(self.size.text);
        let (left, right) = (spot.0 - wide - 10.0 * u, spot.0 + 10.0 * u);
        let first = self.chart.medians.iter().all(|m| m.x >= median.x);
        let (near, far) = if first { (left, right) } else { (right, left) };
        let dy = if first { -0.8 * line } else { 0.8 * line };
        let spots = [(near, spot.1 + dy), (near, spot.1), (near, spot.1 - dy), (far, spot.1 + dy), (far, spot.1 - dy)];
        self.place(room, &median.words, true, median.role.text_color(pen.palette), spots, true)
    }

    fn limit_name(&self, room: &mut Room) -> Drawn {
        let Some(limit) = self.chart.limit.as_ref().filter(|l| self.frame.y.contains(l.value)) else {
            return Ok(());
        };
        let (plot, u) = (self.frame.plot, self.pen.unit());
        let y = self.frame.y.pixel(limit.value);
        let wide = self.pen.width(&limit.name, false);
        let dy = text::line_height(self.size.text) * 0.6;
        let spots = (0..8).flat_map(|i| {
            let x = plot.left + 6.0 * u + (plot.width() - wide - 12.0 * u) * f64::from(i) / 7.0;
            [(x, y + dy), (x, y - dy)]
        });
        self.place(room, &limit.name, false, self.pen.palette.gov, spots.collect::<Vec<_>>(), true)
    }

    fn note(&self, note: &Note, room: &mut Room) -> Drawn {
        let (x, y) = self.spot(note.x, note.y);
        let u = self.pen.unit();
        let wide = self.pen.width(&note.words, false);
        let dy = text::line_height(self.size.text) * 0.65;
        let spots = [(x + 6.0 * u, y - dy), (x + 6.0 * u, y + dy), (x - wide - 6.0 * u, y + dy)];
        self.place(room, &note.words, false, self.pen.palette.ink, spots, false)
    }

    /// A cut axis says so.
    fn cut(&self, room: &mut Room) -> Drawn {
        let (low, high) = self.frame.up.domain;
        if !self.frame.up.cut {
            return Ok(());
        }
        let (end, verb) = if low > 0.0 { (low, "starts") } else { (high, "ends") };
        let words = format!("axis {verb} at {}", self.chart.y.measure.show(end));
        let (plot, u) = (self.frame.plot, self.pen.unit());
        let wide = self.pen.width(&words, false);
        let dy = text::line_height(self.size.text) * 0.6;
        let y = if low > 0.0 { plot.bottom - dy } else { plot.top + dy };
        let spots = [(plot.left + 4.0 * u, y), (plot.right - wide - 4.0 * u, y), (plot.left + plot.width() / 3.0, y)];
        self.place(room, &words, false, self.pen.palette.ink3, spots, true)
    }

    /// Labels at the right, or in rows above a narrow plot.
    fn ends(&self) -> Drawn {
        let u = self.pen.unit();
        for end in &self.frame.ends {
            let x = self.frame.plot.right + 8.0 * u;
            if end.sample(self.size) > 0.0 {
                self.sample(end, (x, end.y))?;
            }
            self.label(end, (x + end.sample(self.size), end.y))?;
        }
        for ((x, y), end) in &self.frame.key {
            self.sample(end, (*x, *y))?;
            self.label(end, (x + 24.0 * u, *y))?;
        }
        Ok(())
    }

    /// A short piece of the line, as a key.
    fn sample(&self, end: &End, (x, y): Spot) -> Drawn {
        let (pen, u) = (self.pen, self.pen.unit());
        let color = end.role.color(pen.palette);
        let EndKind::Line(stroke) = end.kind else {
            let level = self.chart.bands.iter().find(|b| Some(&b.name) == end.words.first()).map(|b| b.level);
            let rect = Rect { left: x, right: x + 18.0 * u, top: y - 5.0 * u, bottom: y + 5.0 * u };
            // Twice as strong as in the plot, where bands lie over each other.
            return pen.fill(rect, color, level.map_or(0.2, |l| l.opacity() * 2.0));
        };
        let series = self.chart.series.iter().find(|s| s.role == end.role && s.stroke == stroke);
        let look = series.map_or(end.role.line(pen.palette), |s| s.line(pen.palette));
        pen.line(&[(x, y), (x + 18.0 * u, y)], look)?;
        match end.role.mark() {
            Some(mark) => pen.mark(mark, (x + 9.0 * u, y), 3.0, color),
            None => Ok(()),
        }
    }

    fn label(&self, end: &End, (x, y): Spot) -> Drawn {
        let palette = self.pen.palette;
        let (color, bold) = match end.kind {
            EndKind::Line(_) => (end.role.text_color(palette), true),
            EndKind::Band => (palette.ink3, false),
        };
        let line = text::line_height(self.size.text);
        #[expect(clippy::cast_precision_loss, reason = "one or two lines")]
        let mut y = y - line * (end.words.len().saturating_sub(1)) as f64 / 2.0;
        for (i, words) in end.words.iter().enumerate() {
            self.pen.text(words, (x, y), Side::Start, color, bold && i == 0)?;
            y += line;
        }
        Ok(())
    }
}
