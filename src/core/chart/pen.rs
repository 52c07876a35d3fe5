//! Drawing in picture pixels: a thin layer over a plotters drawing area that knows sizes, dashes, marks and text.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::series::{DashedLineSeries, LineSeries};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::BackendColor;

use super::backend::{self, Canvas, Size, units};
use super::geometry::{Rect, Spot};
use super::palette::{Palette, Rgb, Theme};
use super::svg::{ChartError, Svg};

/// What plotters answers.
type Refused = DrawingAreaErrorKind<std::io::Error>;

impl From<Refused> for ChartError {
    fn from(refused: Refused) -> Self {
        Self::Drawing { reason: format!("{refused}.") }
    }
}

/// Where a text is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// At its left end.
    Start,
    /// In its middle.
    Middle,
    /// At its right end.
    End,
}

/// A small shape that stands for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Outline, ground inside.
    Ring,
    /// Two crossing strokes.
    Cross,
    /// Filled square.
    Square,
    /// Filled circle.
    Dot,
    /// Filled triangle, point up.
    Triangle,
}

/// A line's look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) color: Rgb,
    /// In pixels at a label size of 12.
    pub(super) width: f64,
    /// Dash and gap in pixels at a label size of 12.
    pub(super) dash: Option<(f64, f64)>,
}

impl Line {
    pub(super) fn solid(color: Rgb, width: f64) -> Self {
        Self { color, width, dash: None }
    }
}

/// A pen over a picture.
pub(super) struct Pen<'a> {
    pub(super) area: DrawingArea<Canvas<'a>, Shift>,
    pub(super) palette: &'static Palette,
    size: Size,
}

impl Pen<'_> {
    /// The factor by which lines and marks grow with the labels.
    pub(super) fn unit(&self) -> f64 {
        self.size.text / 12.0
    }

    pub(super) fn style(&self, line: Line) -> ShapeStyle {
        ShapeStyle { color: rgba(line.color, 1.0), filled: false, stroke_width: stroke(line.width * self.unit()) }
    }

    /// A rectangle filled with a colour.
    pub(super) fn fill(&self, rect: Rect, color: Rgb, opacity: f64) -> Result<(), ChartError> {
        let corners = [at((rect.left, rect.top)), at((rect.right, rect.bottom))];
        Ok(self.area.draw(&Rectangle::new(corners, filled(color, opacity)))?)
    }

    /// A polygon filled with a colour.
    pub(super) fn polygon(&self, corners: &[Spot], color: Rgb, opacity: f64) -> Result<(), ChartError> {
        if corners.len() < 3 {
            return Ok(());
        }
        let corners: Vec<_> = corners.iter().copied().map(at).collect();
        Ok(self.area.draw(&Polygon::new(corners, filled(color, opacity)))?)
    }

    /// A line through points.
    pub(super) fn line(&self, points: &[Spot], look: Line) -> Result<(), ChartError> {
        if points.len() < 2 {
            return Ok(());
        }
        let points: Vec<_> = points.iter().copied().map(at).collect();
        let style = self.style(look);
        match look.dash {
            None => {
                for element in LineSeries::<Canvas<'_>, _>::new(points, style) {
                    self.area.draw(&element)?;
                }
            }
            Some((dash, gap)) => {
                let (dash, gap) = (units(dash * self.unit()), units(gap * self.unit()));
                for element in DashedLineSeries::new(points, dash, gap, style) {
                    self.area.draw(&element)?;
                }
            }
        }
        Ok(())
    }

    /// A mark of the given radius (in pixels at a label size of 12).
    pub(super) fn mark(&self, mark: Mark, center: Spot, radius: f64, color: Rgb) -> Result<(), ChartError> {
        let r = radius * self.unit();
        let (x, y) = center;
        match mark {
            Mark::Ring | Mark::Dot => {
                let on_canvas = u32::try_from(units(r)).unwrap_or(0);
                let inner = if mark == Mark::Ring { self.palette.surface } else { color };
                self.area.draw(&Circle::new(at(center), on_canvas, filled(inner, 1.0)))?;
                if mark == Mark::Ring {
                    let width = (radius * 0.45).clamp(1.0, 2.0);
                    self.area.draw(&Circle::new(at(center), on_canvas, self.style(Line::solid(color, width))))?;
                }
            }
            Mark::Cross => {
                let style = self.style(Line::solid(color, 1.75));
                for (dx, dy) in [(r, r), (r, -r)] {
                    let ends = vec![at((x - dx, y - dy)), at((x + dx, y + dy))];
                    self.area.draw(&PathElement::new(ends, style))?;
                }
            }
            Mark::Triangle => {
                let (wide, low) = (r * 1.2, r * 0.9);
                self.polygon(&[(x, y - r * 1.2), (x + wide, y + low), (x - wide, y + low)], color, 1.0)?;
            }
            Mark::Square => {
                let rect = Rect { left: x - r, top: y - r, right: x + r, bottom: y + r };
                self.fill(rect, color, 1.0)?;
            }
        }
        Ok(())
    }

    /// One line of text whose middle is at the height of `spot`.
    pub(super) fn text(&self, words: &str, spot: Spot, side: Side, color: Rgb, bold: bool) -> Result<(), ChartError> {
        let side = match side {
            Side::Start => HPos::Left,
            Side::Middle => HPos::Center,
            Side::End => HPos::Right,
        };
        let weight = if bold { FontStyle::Bold } else { FontStyle::Normal };
        let (r, g, b) = color.channels;
        let style = TextStyle {
            font: FontDesc::new(FontFamily::SansSerif, backend::font_size(self.size.text), weight),
            color: BackendColor { alpha: 1.0, rgb: (r, g, b) },
            pos: Pos::new(side, VPos::Center),
        };
        Ok(self.area.draw_text(words, &style, at(spot))?)
    }

    /// The width of a text in pixels.
    pub(super) fn width(&self, words: &str, bold: bool) -> f64 {
        super::text::width(words, self.size.text, bold)
    }
}

fn at((x, y): Spot) -> (i32, i32) {
    (units(x), units(y))
}

fn stroke(width: f64) -> u32 {
    u32::try_from(units(width)).unwrap_or(1).max(1)
}

pub(super) fn rgba(color: Rgb, opacity: f64) -> RGBAColor {
    let (r, g, b) = color.channels;
    RGBAColor(r, g, b, opacity)
}

pub(super) fn filled(color: Rgb, opacity: f64) -> ShapeStyle {
    ShapeStyle { color: rgba(color, opacity), filled: true, stroke_width: 1 }
}

/// Draws a picture on an opaque ground: `with` gets the pen, and its words go into title and description.
pub(super) fn picture(
    theme: Theme,
    size: Size,
    (title, description): (&str, &str),
    with: &dyn Fn(&Pen<'_>) -> Result<(), ChartError>,
) -> Result<Svg, ChartError> {
    if !size.is_usable() {
        return Err(ChartError::TooSmall { chart: title.to_owned(), width: size.width, height: size.height });
    }
    let mut drawn = String::new();
    {
        let pen = Pen { area: Canvas::new(&mut drawn, size).into_drawing_area(), palette: theme.palette(), size };
        let whole = Rect { left: 0.0, top: 0.0, right: f64::from(size.width), bottom: f64::from(size.height) };
        pen.fill(whole, pen.palette.surface, 1.0)?;
        with(&pen)?;
        pen.area.present()?;
    }
    Ok(Svg::new(backend::finish(&drawn, size, title, description), size))
}
