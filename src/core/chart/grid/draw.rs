//! Drawing a laid-out grid.

use super::HeatGrid;
use super::frame::{Frame, Key};
use crate::chart::backend::Size;
use crate::chart::geometry::Rect;
use crate::chart::key::SAMPLE;
use crate::chart::palette::{Palette, Rgb, Theme};
use crate::chart::pen::{Line, Mark, Pen, Side, picture};
use crate::chart::svg::{ChartError, Svg};
use crate::chart::text;

type Drawn = Result<(), ChartError>;

/// Draws everything.
pub(super) fn draw(chart: &HeatGrid, frame: &Frame, theme: Theme, size: Size) -> Result<Svg, ChartError> {
    picture(theme, size, (&chart.title, &chart.sentence()), &|pen| {
        let artist = Artist { chart, frame, pen, line: text::line_height(size.text) };
        artist.labels()?;
        artist.grounds()?;
        artist.limit()?;
        artist.numbers()?;
        artist.key()
    })
}

/// The four steps from light to strong.
fn ramp(palette: &Palette) -> [Rgb; 4] {
    [palette.surface, palette.w1, palette.w2, palette.w3]
}

struct Artist<'a, 'p> {
    chart: &'a HeatGrid,
    frame: &'a Frame,
    pen: &'a Pen<'p>,
    /// Height of a line of words.
    line: f64,
}

impl Artist<'_, '_> {
    /// Names of the levers, words of columns and rows.
    fn labels(&self) -> Drawn {
        let (pen, frame, u) = (self.pen, self.frame, self.pen.unit());
        for (words, left, first) in &frame.names {
            self.lines(words, (*left, *first), Side::Start, pen.palette.ink3)?;
        }
        for (column, words) in frame.heads.iter().enumerate() {
            let area = frame.area(column);
            let first = frame.plot.top - 6.0 * u - self.line * (lines(words) - 0.5);
            self.lines(words, (f64::midpoint(area.left, area.right), first), Side::Middle, pen.palette.ink)?;
        }
        for (row, words) in frame.sides.iter().enumerate() {
            let area = frame.area(row * self.chart.columns());
            let first = f64::midpoint(area.top, area.bottom) - self.line * (lines(words) - 1.0) / 2.0;
            self.lines(words, (frame.plot.left - 8.0 * u, first), Side::End, pen.palette.ink)?;
        }
        Ok(())
    }

    fn lines(&self, words: &[String], (x, first): (f64, f64), side: Side, color: Rgb) -> Drawn {
        let mut y = first;
        for line in words {
            self.pen.text(line, (x, y), side, color, false)?;
            y += self.line;
        }
        Ok(())
    }

    /// Colours of the cells, hairlines between them, and the frame of the base.
    fn grounds(&self) -> Drawn {
        let (pen, palette) = (self.pen, self.pen.palette);
        let colors = ramp(palette);
        for (place, cell) in self.chart.cells.iter().enumerate() {
            let step = self.frame.steps.get(place).and_then(|step| colors.get(*step)).copied();
            let color = if cell.value.is_ok() { step.unwrap_or(palette.surface) } else { palette.sunken };
            pen.fill(self.frame.area(place), color, 1.0)?;
        }
        for place in 0..self.chart.cells.len() {
            self.outline(self.frame.area(place), Line::solid(palette.rule, 1.0))?;
        }
        match self.chart.base_place() {
            Some(place) => self.outline(self.frame.area(place).grown(-1.5 * pen.unit()), Line::solid(palette.ink, 2.0)),
            None => Ok(()),
        }
    }

    fn outline(&self, area: Rect, look: Line) -> Drawn {
        let Rect { left, top, right, bottom } = area;
        self.pen.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], look)
    }

    /// A line between cells on different sides of the limit.
    fn limit(&self) -> Drawn {
        let look = Line::solid(self.pen.palette.gov, 2.5);
        let columns = self.chart.columns();
        let differ = |a: usize, b: usize| matches!((self.chart.is_beyond(a), self.chart.is_beyond(b)), (Some(a), Some(b)) if a != b);
        for place in 0..self.chart.cells.len() {
            let area = self.frame.area(place);
            if !(place + 1).is_multiple_of(columns) && differ(place, place + 1) {
                self.pen.line(&[(area.right, area.top), (area.right, area.bottom)], look)?;
            }
            if differ(place, place + columns) {
                self.pen.line(&[(area.left, area.bottom), (area.right, area.bottom)], look)?;
            }
        }
        Ok(())
    }

    /// The number of each cell, the names of base and best below it, and a ring where it is not sure.
    fn numbers(&self) -> Drawn {
        let (pen, palette, u) = (self.pen, self.pen.palette, self.pen.unit());
        let (base, best) = (self.chart.base_place(), self.chart.best_place());
        for (place, (cell, number)) in self.chart.cells.iter().zip(&self.frame.numbers).enumerate() {
            let area = self.frame.area(place);
            let (x, y) = (f64::midpoint(area.left, area.right), f64::midpoint(area.top, area.bottom));
            let room = area.width() - 6.0 * u;
            let fits = |words: &str| pen.width(words, false) <= room;
            let name = match (base == Some(place), best == Some(place)) {
                (true, true) => Some(format!("{}, best", self.chart.base_name)).filter(|both| fits(both)),
                (true, false) => Some(self.chart.base_name.clone()),
                (false, true) => Some("best".to_owned()),
                (false, false) => None,
            };
            let name = name.or_else(|| (base == Some(place)).then(|| self.chart.base_name.clone()));
            let name = name.map(|name| text::fit(&text::clean(&name, 60), room, self.line * 0.75, false));
            let color = match (&cell.value, cell.is_unsure()) {
                (Err(_), _) => palette.ink3,
                (Ok(_), true) => palette.ink2,
                (Ok(_), false) => palette.ink,
            };
            let up = if name.is_some() { self.line / 2.0 } else { 0.0 };
            pen.text(number, (x, y - up), Side::Middle, color, best == Some(place))?;
            if let Some(name) = name {
                pen.text(&name, (x, y + up), Side::Middle, palette.ink, false)?;
            }
            if cell.is_unsure() {
                self.ring((area.right - 6.0 * u, area.top + 6.0 * u))?;
            }
        }
        Ok(())
    }

    fn ring(&self, spot: (f64, f64)) -> Drawn {
        self.pen.mark(Mark::Ring, spot, 2.5, self.pen.palette.ink2)
    }

    fn key(&self) -> Drawn {
        let (pen, palette, u) = (self.pen, self.pen.palette, self.pen.unit());
        for (key, words, x, y) in &self.frame.key {
            let (x, y) = (*x, *y);
            let sample = Rect { left: x, right: x + 18.0 * u, top: y - 5.0 * u, bottom: y + 5.0 * u };
            match key {
                Key::Ramp => {
                    for (i, color) in (0_u8..).zip(ramp(palette)) {
                        let left = x + f64::from(i) * 4.5 * u;
                        let part = Rect { left, right: left + 4.5 * u, ..sample };
                        pen.fill(part, color, 1.0)?;
                        self.outline(part, Line::solid(palette.line, 0.75))?;
                    }
                }
                Key::Base => self.outline(sample.grown(-u), Line::solid(palette.ink, 2.0))?,
                Key::Unsure => self.ring((x + 12.0 * u, y))?,
                Key::Limit => pen.line(&[(x, y), (x + 18.0 * u, y)], Line::solid(palette.gov, 2.5))?,
            }
            pen.text(words, (x + SAMPLE * u, y), Side::Start, palette.ink3, false)?;
        }
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn lines(words: &[String]) -> f64 {
    words.len() as f64
}
