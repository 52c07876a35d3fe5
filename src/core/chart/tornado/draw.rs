//! Drawing a laid-out tornado.

use super::Tornado;
use super::frame::{Frame, Key, Lane, Row};
use crate::chart::backend::Size;
use crate::chart::geometry::Rect;
use crate::chart::key::SAMPLE;
use crate::chart::palette::{Rgb, Theme};
use crate::chart::pen::{Line, Pen, Side, picture};
use crate::chart::svg::{ChartError, Svg};
use crate::chart::text;

type Drawn = Result<(), ChartError>;

/// Half the height of a bar, and of the end of a whisker.
const HALF_BAR: f64 = 5.5;
const HALF_WHISKER: f64 = 3.0;

/// Draws everything.
pub(super) fn draw(chart: &Tornado, frame: &Frame, theme: Theme, size: Size) -> Result<Svg, ChartError> {
    picture(theme, size, (&chart.title, &chart.sentence()), &|pen| {
        ground(frame, pen, size)?;
        for row in &frame.rows {
            for (lane, solid) in row.lanes.iter().zip([false, true]) {
                bar(frame, pen, lane, solid)?;
            }
        }
        base(frame, pen, size)?;
        for row in &frame.rows {
            words(pen, row, size)?;
        }
        key(frame, pen)
    })
}

/// Hairlines between rows and at the ticks, and the words of the ticks.
fn ground(frame: &Frame, pen: &Pen<'_>, size: Size) -> Drawn {
    let (plot, u) = (frame.plot, pen.unit());
    let hairline = Line::solid(pen.palette.rule, 1.0);
    let middle = plot.bottom + 6.0 * u + text::line_height(size.text) / 2.0;
    for tick in &frame.ticks {
        let x = frame.x.pixel(tick.at);
        pen.line(&[(x, plot.top), (x, plot.bottom)], hairline)?;
        pen.line(&[(x, plot.bottom), (x, plot.bottom + 4.0 * u)], Line::solid(pen.palette.line, 1.0))?;
        let label = if tick.at > 0.0 { format!("+{}", tick.label) } else { tick.label.clone() };
        let half = pen.width(&label, false) / 2.0;
        let at = x.min(f64::from(size.width) - half).max(half);
        pen.text(&label, (at, middle), Side::Middle, pen.palette.ink3, false)?;
    }
    for row in &frame.rows {
        pen.line(&[(0.0, row.area.bottom), (row.area.right, row.area.bottom)], hairline)?;
    }
    Ok(())
}

/// The line of no difference, with its name above it.
fn base(frame: &Frame, pen: &Pen<'_>, size: Size) -> Drawn {
    let x = frame.x.pixel(0.0);
    let top = frame.plot.top - 2.0 * pen.unit();
    pen.line(&[(x, top), (x, frame.plot.bottom)], Line::solid(pen.palette.ink, 1.25))?;
    let (name, left) = &frame.base;
    pen.text(name, (*left, text::line_height(size.text) / 2.0), Side::Start, pen.palette.ink, true)
}

fn bar(frame: &Frame, pen: &Pen<'_>, lane: &Lane, solid: bool) -> Drawn {
    let Some(effect) = lane.effect else { return Ok(()) };
    let (u, zero, end) = (pen.unit(), frame.x.pixel(0.0), frame.pixel(effect.difference));
    let area =
        Rect { left: zero.min(end), right: zero.max(end), top: lane.y - HALF_BAR * u, bottom: lane.y + HALF_BAR * u };
    shape(pen, area, solid, effect.sure)?;
    whisker(pen, lane.y, (frame.pixel(effect.interval.0), frame.pixel(effect.interval.1)))
}

/// A bar: solid or an outline, pale where it is not sure.
fn shape(pen: &Pen<'_>, area: Rect, solid: bool, sure: bool) -> Drawn {
    let (color, u) = (pen.palette.s1, pen.unit());
    if area.width() < 0.25 {
        return Ok(());
    }
    if solid {
        return pen.fill(area, color, if sure { 1.0 } else { 0.3 });
    }
    pen.fill(area, pen.palette.surface, 1.0)?;
    let line = if sure { color } else { color.mixed(pen.palette.surface, 0.5) };
    let inner = area.grown(-0.75 * u);
    if inner.width() <= 0.0 {
        return pen.fill(area, line, 1.0);
    }
    let Rect { left, top, right, bottom } = inner;
    let path = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    pen.line(&path, Line::solid(line, 1.5))
}

/// The interval: a line with ends, in ink on a rim of ground so that it is seen on a solid bar as well.
fn whisker(pen: &Pen<'_>, y: f64, (low, high): (f64, f64)) -> Drawn {
    let half = HALF_WHISKER * pen.unit();
    let strokes = [[(low, y), (high, y)], [(low, y - half), (low, y + half)], [(high, y - half), (high, y + half)]];
    for look in [Line::solid(pen.palette.surface, 3.5), Line::solid(pen.palette.ink, 1.25)] {
        for stroke in &strokes {
            pen.line(stroke, look)?;
        }
    }
    Ok(())
}

/// The label of a row, and the words at the ends of its bars on a patch of ground.
fn words(pen: &Pen<'_>, row: &Row, size: Size) -> Drawn {
    let line = text::line_height(size.text);
    let mut y = row.label + line / 2.0;
    let (name, why) = (row.name.iter().map(|name| (name, true)), row.why.iter().map(|why| (why, false)));
    for (label, bold) in name.chain(why) {
        // In a narrow picture the line of no difference would cross it.
        let (right, half) = (pen.width(label, bold), size.text / 2.0);
        let patch = Rect { left: 0.0, right, top: y - half, bottom: y + half };
        pen.fill(patch.grown(pen.unit()), pen.palette.surface, 1.0)?;
        pen.text(label, (0.0, y), Side::Start, if bold { pen.palette.ink } else { pen.palette.ink3 }, bold)?;
        y += line;
    }
    for lane in &row.lanes {
        let sure = lane.effect.is_some_and(|effect| effect.sure);
        let color: Rgb = if sure { pen.palette.ink } else { pen.palette.ink3 };
        let (wide, half) = (pen.width(&lane.words, false), size.text / 2.0);
        let patch = Rect { left: lane.left, right: lane.left + wide, top: lane.y - half, bottom: lane.y + half };
        pen.fill(patch.grown(pen.unit()), pen.palette.surface, 1.0)?;
        pen.text(&lane.words, (lane.left, lane.y), Side::Start, color, false)?;
    }
    Ok(())
}

fn key(frame: &Frame, pen: &Pen<'_>) -> Drawn {
    let u = pen.unit();
    for (key, x, y) in &frame.key {
        let (x, y) = (*x, *y);
        let sample = Rect { left: x, right: x + 18.0 * u, top: y - 5.0 * u, bottom: y + 5.0 * u };
        match key {
            Key::Low => shape(pen, sample, false, true)?,
            Key::High => shape(pen, sample, true, true)?,
            Key::Interval => whisker(pen, y, (sample.left + u, sample.right - u))?,
            Key::Unsure => shape(pen, sample, true, false)?,
        }
        pen.text(key.words(), (x + SAMPLE * u, y), Side::Start, pen.palette.ink3, false)?;
    }
    Ok(())
}
