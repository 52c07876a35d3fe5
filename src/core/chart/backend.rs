//! The surface plotters draws on.
//!
//! It wraps the SVG backend of plotters and corrects what would make a picture differ from one machine to the next:
//!
//! - text is measured from the table in [`text`], never by a document (which a worker has not);
//! - the canvas is four times as large as the picture, because plotters snaps to whole pixels;
//! - text is placed by its baseline in plain units, and cleaned of control characters;
//! - a dashed line becomes one path, attributes that repeat are written once on the root, and the root says what the
//!   picture shows.
//!
//! Every method is forwarded. One that is not would fall back to plotters' rasteriser: a rectangle for each pixel.

use std::fmt::Write as _;
use std::io;

use plotters::prelude::SVGBackend;
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

use super::palette::Rgb;
use super::text;

/// Canvas units in one pixel of the picture.
pub(super) const ZOOM: f64 = 4.0;

/// The SVG backend of plotters prints a font size divided by this.
const PRINTED: f64 = 1.24;
/// The baseline below the middle of a line of text, in font sizes: half the height of a capital.
const BELOW_MIDDLE: f64 = 0.36;
/// What the SVG backend adds to the baseline of top-anchored text; we place the baseline ourselves and remove it.
const TOP_SHIFT: &str = " dy=\"0.76em\"";
/// A stand-in for the font list, which is written once on the root.
const FAMILY: &str = "trivium";
/// Fonts in the order in which the page asks for them.
pub(super) const FONTS: &str = "-apple-system, 'Segoe UI Variable Text', 'Segoe UI', Roboto, 'Liberation Sans', \
                                'Helvetica Neue', Arial, sans-serif";
/// Longer labels than this are cut: no picture has room for them.
const LONGEST: usize = 160;

/// The picture's size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// In CSS pixels, 40 to 4000.
    pub width: u32,
    /// In CSS pixels, 10 to 4000.
    pub height: u32,
    /// Font size of labels in CSS pixels: 12 on a page, 26 on a projector. Lines and marks grow with it.
    pub text: f64,
}

impl Size {
    /// A picture on a page: labels of 12 pixels.
    pub fn new(width: u32, height: u32) -> Self {
        Self { width, height, text: 12.0 }
    }

    /// Whether a picture of this size can be drawn at all.
    pub(super) fn is_usable(self) -> bool {
        (10..=4_000).contains(&self.width) && (4..=4_000).contains(&self.height) && (4.0..=200.0).contains(&self.text)
    }

    /// The same picture for a projector: labels of 26 pixels.
    pub fn projected(width: u32, height: u32) -> Self {
        Self { width, height, text: 26.0 }
    }
}

/// A length in picture pixels as canvas units.
#[expect(clippy::cast_possible_truncation, reason = "clamped to a range that i32 holds; NaN becomes 0")]
pub(super) fn units(pixels: f64) -> i32 {
    libm::round(pixels * ZOOM).clamp(-1e6, 1e6) as i32
}

/// A `DrawingBackend` that writes into a buffer.
pub(super) struct Canvas<'a> {
    inner: SVGBackend<'a>,
}

impl<'a> Canvas<'a> {
    /// A canvas four times `size`.
    pub(super) fn new(buffer: &'a mut String, size: Size) -> Self {
        let zoom = |n: u32| n.saturating_mul(4);
        Self { inner: SVGBackend::with_string(buffer, (zoom(size.width), zoom(size.height))) }
    }
}

type Drawn = Result<(), DrawingErrorKind<io::Error>>;

impl DrawingBackend for Canvas<'_> {
    type ErrorType = io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.inner.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.inner.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        if fill {
            return self.inner.draw_rect(from, to, style, true);
        }
        // The SVG backend forgets the stroke width of an outline.
        let ((x0, y0), (x1, y1)) = (from, to);
        self.inner.draw_path([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.inner.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, words: &str, style: &S, at: BackendCoord) -> Drawn {
        let words = text::clean(words, LONGEST);
        if words.is_empty() {
            return Ok(());
        }
        let size = style.size() / PRINTED;
        let down = match style.anchor().v_pos {
            VPos::Top => size * 0.76,
            VPos::Center => size * BELOW_MIDDLE,
            VPos::Bottom => 0.0,
        };
        #[expect(clippy::cast_possible_truncation, reason = "font sizes are below 200 pixels")]
        let baseline = at.1.saturating_add(libm::round(down) as i32);
        let label = Label {
            color: style.color(),
            size: style.size(),
            bold: matches!(style.style(), FontStyle::Bold),
            side: style.anchor().h_pos,
        };
        self.inner.draw_text(&words, &label, (at.0, baseline))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        words: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<io::Error>> {
        let size = style.size() / PRINTED;
        let bold = matches!(style.style(), FontStyle::Bold);
        let up = |length: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            let whole = libm::ceil(length).clamp(0.0, 1e6) as u32;
            whole
        };
        Ok((up(text::width(&text::clean(words, LONGEST), size, bold)), up(text::line_height(size))))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Err(DrawingErrorKind::DrawingError(io::Error::new(
            io::ErrorKind::Unsupported,
            "Pictures are drawn from lines and text; bitmaps are not supported.",
        )))
    }
}

/// A style of text that knows no font: what the SVG backend needs and nothing that could ask a document.
struct Label {
    color: BackendColor,
    size: f64,
    bold: bool,
    side: HPos,
}

impl BackendTextStyle for Label {
    type FontError = io::Error;

    fn color(&self) -> BackendColor {
        self.color
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        FontTransform::None
    }

    fn style(&self) -> FontStyle {
        if self.bold { FontStyle::Bold } else { FontStyle::Normal }
    }

    fn anchor(&self) -> Pos {
        Pos::new(self.side, VPos::Top)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FAMILY)
    }

    fn layout_box(&self, words: &str) -> Result<((i32, i32), (i32, i32)), io::Error> {
        let size = self.size / PRINTED;
        #[expect(clippy::cast_possible_truncation, reason = "labels are cut before they could be that long")]
        let corner =
            (libm::ceil(text::width(words, size, self.bold)) as i32, libm::ceil(text::line_height(size)) as i32);
        Ok(((0, 0), corner))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, io::Error> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "Text is written as text, not drawn as pixels."))
    }
}

/// The font size to ask of plotters so that `pixels` are printed.
pub(super) fn font_size(pixels: f64) -> f64 {
    pixels * ZOOM * PRINTED
}

/// Rewrites what the SVG backend wrote: see the head of this file. `drawn` is a whole document, one tag a line.
pub(super) fn finish(drawn: &str, size: Size, title: &str, description: &str) -> String {
    let Size { width, height, .. } = size;
    let (wide, high) = (width.saturating_mul(4), height.saturating_mul(4));
    let mut out = String::with_capacity(drawn.len());
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {wide} {high}\" \
         role=\"img\" font-family=\"{}\" stroke-linejoin=\"round\">\n<title>{}</title>\n<desc>{}</desc>\n",
        text::escape(FONTS),
        text::escape(&text::clean(title, 400)),
        text::escape(&text::clean(description, 2_000)),
    );
    let mut open: Option<&str> = None;
    for line in drawn.lines().skip(1).filter(|line| !line.is_empty()) {
        if let Some((style, points)) = polyline(line) {
            if open == Some(style) {
                trail(&mut out, points);
            } else {
                close(&mut out, &mut open);
                let _ = write!(out, "<path {} d=\"", tidy(style).trim());
                trail(&mut out, points);
                open = Some(style);
            }
            continue;
        }
        close(&mut out, &mut open);
        if line.starts_with("<text ") {
            out.push_str(&tidy(line));
        } else {
            out.push_str(&if line.starts_with('<') { tidy(line) } else { line.to_owned() });
            if line.starts_with('<') {
                out.push('\n');
            }
        }
    }
    out
}

/// Adds lines of text below a finished picture, on a ground in the first colour, written in the second one. Returns the
/// new picture with its size.
pub(super) fn foot(markup: &str, size: Size, lines: &[String], (ground, ink): (Rgb, Rgb)) -> (String, Size) {
    let head = |height: u32| {
        format!("height=\"{height}\" viewBox=\"0 0 {} {}\"", size.width.saturating_mul(4), height.saturating_mul(4))
    };
    let line = text::line_height(size.text);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "three lines of below 200 pixels")]
    let added = libm::ceil(line * f64::from(u32::try_from(lines.len()).unwrap_or(0)) + 8.0 * size.text / 12.0) as u32;
    let tall = Size { height: size.height.saturating_add(added), ..size };
    let mut out = markup.trim_end().trim_end_matches("</svg>").replacen(&head(size.height), &head(tall.height), 1);
    let at = f64::from(size.height);
    let _ = writeln!(
        out,
        "<rect x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
        units(at),
        units(f64::from(size.width)),
        units(f64::from(added)),
        ground.css()
    );
    let mut middle = at + f64::from(added) - line * f64::from(u32::try_from(lines.len()).unwrap_or(0)) + line / 2.0;
    for words in lines {
        let _ = writeln!(
            out,
            "<text x=\"0\" y=\"{}\" font-size=\"{}\" fill=\"{}\">{}</text>",
            units(middle + size.text * BELOW_MIDDLE),
            units(size.text),
            ink.css(),
            text::escape(words)
        );
        middle += line;
    }
    out.push_str("</svg>\n");
    (out, tall)
}

/// The attributes and the points of a polyline as the SVG backend writes it.
fn polyline(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("<polyline ")?.strip_suffix("\"/>")?.split_once("points=\"")
}

/// Appends one stroke to an open path.
fn trail(out: &mut String, points: &str) {
    for (i, point) in points.split_ascii_whitespace().enumerate() {
        out.push(if i == 0 { 'M' } else { 'L' });
        out.push_str(point);
    }
}

fn close(out: &mut String, open: &mut Option<&str>) {
    if open.take().is_some() {
        out.push_str("\"/>\n");
    }
}

/// Removes attributes that say nothing or stand on the root. Text content is escaped, so it cannot contain one.
fn tidy(tag: &str) -> String {
    tag.replace(" opacity=\"1\"", "")
        .replace(" font-family=\"trivium\"", "")
        .replace(TOP_SHIFT, "")
        .replace("font-weight=\"bold\"", "font-weight=\"600\"")
}

#[cfg(test)]
mod tests {
    use plotters::drawing::IntoDrawingArea;
    use plotters::element::{Circle, PathElement, Pixel, Polygon, Rectangle, Text};
    use plotters::style::text_anchor::{HPos, Pos, VPos};
    use plotters::style::{IntoFont, RGBColor, ShapeStyle, TextStyle};
    use plotters_backend::DrawingBackend;

    use super::{Canvas, Size, finish, font_size};

    const INK: RGBColor = RGBColor(1, 2, 3);

    /// Everything plotters can ask for ends as one element of its own kind, not as a heap of pixels.
    #[test]
    fn every_method_is_forwarded() {
        let mut drawn = String::new();
        let area = Canvas::new(&mut drawn, Size::new(100, 50)).into_drawing_area();
        let line = ShapeStyle::from(&INK).stroke_width(8);
        assert_eq!(area.dim_in_pixel(), (400, 200));
        area.draw(&Pixel::new((1, 1), INK)).unwrap();
        area.draw(&PathElement::new(vec![(0, 0), (40, 40)], line)).unwrap();
        area.draw(&PathElement::new(vec![(80, 0), (90, 9), (99, 3)], line)).unwrap();
        area.draw(&Rectangle::new([(0, 0), (10, 20)], INK)).unwrap();
        area.draw(&Circle::new((9, 9), 5, line)).unwrap();
        area.draw(&Polygon::new(vec![(0, 0), (9, 0), (9, 9)], INK)).unwrap();
        let style =
            TextStyle::from(("sans-serif", font_size(12.0)).into_font()).pos(Pos::new(HPos::Right, VPos::Bottom));
        area.draw(&Text::new("R & D", (300, 100), style)).unwrap();
        area.present().unwrap();
        drop(area);
        let svg = finish(&drawn, Size::new(100, 50), "T", "D");
        let lines: Vec<&str> = svg.lines().skip(3).collect();
        let expected = [
            "<rect x=\"1\" y=\"1\" width=\"1\" height=\"1\" stroke=\"none\" fill=\"#010203\"/>",
            // Two strokes of one look are one path.
            "<path fill=\"none\" stroke=\"#010203\" stroke-width=\"8\" d=\"M0,0L40,40M80,0L90,9L99,3\"/>",
            // The outline keeps its width by being a path.
            "<path fill=\"none\" stroke=\"#010203\" stroke-width=\"1\" d=\"M0,0L10,0L10,20L0,20L0,0\"/>",
            "<circle cx=\"9\" cy=\"9\" r=\"5\" fill=\"none\" stroke=\"#010203\" stroke-width=\"8\"/>",
            "<polygon fill=\"#010203\" points=\"0,0 9,0 9,9 \"/>",
            "<text x=\"300\" y=\"100\" text-anchor=\"end\" font-size=\"48\" fill=\"#000000\">R &amp; D</text>",
            "</svg>",
        ];
        assert_eq!(lines, expected);
        assert!(svg.starts_with(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\" viewBox=\"0 0 400 200\" role=\"img\""
        ));
    }

    #[test]
    fn text_is_measured_from_the_table() {
        let mut drawn = String::new();
        let canvas = Canvas::new(&mut drawn, Size::new(100, 50));
        let style = TextStyle::from(("any font", font_size(12.0)).into_font());
        // Ten digits of 556 thousandths at 48 canvas units, 6 % wide; lines of 16 pixels.
        assert_eq!(canvas.estimate_text_size("0123456789", &style).unwrap(), (283, 64));
        assert_eq!(canvas.estimate_text_size("\u{0}\u{202e}", &style).unwrap().0, 0);
    }

    #[test]
    fn bitmaps_are_refused_in_words() {
        let mut drawn = String::new();
        let error = Canvas::new(&mut drawn, Size::new(9, 9)).blit_bitmap((0, 0), (1, 1), &[0, 0, 0]).unwrap_err();
        assert!(error.to_string().contains("bitmaps are not supported"));
    }
}
