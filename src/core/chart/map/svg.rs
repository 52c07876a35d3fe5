//! The map as a picture of its own: the lanes with their steps and numbers, and the time of one change below.
//!
//! Made for files that are opened elsewhere. Programs for slides read only a part of SVG, so nothing else is used:
//! hexadecimal colours in attributes, no style, no class, no reference, no markers (heads of arrows are drawn), real text.

use std::fmt::Write;

use super::{HEIGHT, LINK_AT, Ladder, Layout, Line, Point, Rung, Said, Shape, WIDTH, words};
use crate::{
    catalog::activities::Strand,
    chart::{
        Size, Svg,
        backend::FONTS,
        format,
        palette::{Palette, Rgb, Theme},
        text,
    },
    engine::flow::{StepSheet, StreamSheet},
    model::{Share, Step, StreamKind, ValueStream},
};

/// Around the picture.
const MARGIN: f64 = 16.0;
/// Above the lanes: name and sentence.
const HEAD: f64 = 52.0;
/// Between the lanes and the time of one change.
const GAP: f64 = 28.0;
/// Height of the time of one change.
const LADDER: f64 = 78.0;
/// Longest name.
const LONGEST: usize = 200;

/// The picture of a stream whose map across is `layout`. Its colours are the light ones: it is made for paper and slides.
/// Where it comes from is added by [`Svg::footed`].
pub fn picture(stream: &ValueStream, sheet: &StreamSheet, layout: &Layout) -> Svg {
    let ladder = Ladder::of(stream, sheet);
    let (width, height) = (layout.width + 2.0 * MARGIN, MARGIN + HEAD + layout.height + GAP + LADDER + MARGIN);
    let size = Size::new(pixels(width), pixels(height));
    let name = text::clean(&stream.name, LONGEST);
    let sentence = ladder.sentence(sheet).unwrap_or_else(|why| format!("Waiting time n/a, because {why}."));
    let mut pen = Pen { out: String::new(), palette: Theme::Light.palette() };
    let _ = writeln!(
        pen.out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {2} {3}\" role=\"img\" \
         font-family=\"{4}\" stroke-linejoin=\"round\">\n<title>{5}</title>\n<desc>{6}</desc>\n<g transform=\"scale(4)\">",
        size.width,
        size.height,
        size.width.saturating_mul(4),
        size.height.saturating_mul(4),
        text::escape(FONTS),
        text::escape(&name),
        text::escape(&sentence)
    );
    let palette = pen.palette;
    pen.rect((0.0, 0.0), (f64::from(size.width), f64::from(size.height)), palette.surface, None);
    pen.bold((MARGIN, MARGIN + 14.0), 16.0, palette.ink, &text::fit(&name, layout.width, 16.0, true));
    pen.words((MARGIN, MARGIN + 34.0), 12.0, palette.ink2, &text::fit(&sentence, layout.width, 12.0, false));
    pen.shift(MARGIN, MARGIN + HEAD);
    pen.lanes(layout);
    for line in &layout.links {
        pen.line(line, palette.ink2, "");
    }
    for line in &layout.returns {
        pen.line(line, palette.near, "4 3");
    }
    let longest = words::longest_wait(sheet);
    for (at, (step, row)) in stream.steps.iter().zip(&sheet.steps).enumerate() {
        pen.step(layout.at(at), step, row, longest);
    }
    // Words of lines lie above steps, as on the page.
    for line in layout.links.iter().chain(&layout.returns) {
        pen.said(line, palette.ink2);
    }
    if let Some(clock) = &layout.clock {
        pen.line(clock, palette.vel, "2 2");
        pen.said(clock, palette.vel);
    }
    pen.out.push_str("</g>\n");
    pen.shift(MARGIN, MARGIN + HEAD + layout.height + GAP);
    pen.ladder(&ladder, stream.kind, layout.width);
    pen.out.push_str("</g>\n</g>\n</svg>\n");
    Svg::new(pen.out, size)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a drawing, clamped")]
fn pixels(length: f64) -> u32 {
    libm::ceil(length).clamp(1.0, 1e6) as u32
}

struct Pen {
    out: String,
    palette: &'static Palette,
}

impl Pen {
    /// Opens a group whose upper left corner is here.
    fn shift(&mut self, x: f64, y: f64) {
        let _ = writeln!(self.out, "<g transform=\"translate({x} {y})\">");
    }

    fn rect(&mut self, (x, y): Point, (width, height): (f64, f64), fill: Rgb, stroke: Option<Rgb>) {
        let _ = write!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"",
            short(x),
            short(y),
            short(width),
            short(height),
            fill.css()
        );
        if let Some(stroke) = stroke {
            let _ = write!(self.out, " stroke=\"{}\" stroke-width=\"1\" rx=\"4\"", stroke.css());
        }
        self.out.push_str("/>\n");
    }

    fn path(&mut self, d: &str, stroke: Rgb, width: f64, dash: &str) {
        let _ = write!(self.out, "<path d=\"{d}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\"", stroke.css());
        if !dash.is_empty() {
            let _ = write!(self.out, " stroke-dasharray=\"{dash}\"");
        }
        self.out.push_str("/>\n");
    }

    fn filled(&mut self, d: &str, fill: Rgb) {
        let _ = writeln!(self.out, "<path d=\"{d}\" fill=\"{}\"/>", fill.css());
    }

    fn words(&mut self, at: Point, size: f64, fill: Rgb, words: &str) {
        self.text(at, size, fill, words, "");
    }

    fn bold(&mut self, at: Point, size: f64, fill: Rgb, words: &str) {
        self.text(at, size, fill, words, " font-weight=\"600\"");
    }

    fn text(&mut self, (x, y): Point, size: f64, fill: Rgb, words: &str, more: &str) {
        if words.is_empty() {
            return;
        }
        let (x, y, fill) = (short(x), short(y), fill.css());
        let words = text::escape(&text::clean(words, LONGEST));
        let _ =
            writeln!(self.out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\"{more}>{words}</text>");
    }

    fn lanes(&mut self, layout: &Layout) {
        let palette = self.palette;
        for band in &layout.bands {
            let ground = if band.empty.is_some() { palette.sunken } else { palette.paper };
            self.rect((0.0, band.y), (layout.width, band.height), ground, None);
            self.path(&format!("M0 {0}H{1}", short(band.y), short(layout.width)), palette.line, 1.0, "");
            let name = text::clean(&band.name, LONGEST);
            self.bold((8.0, band.y + 15.0), 12.0, palette.ink2, &name);
            let mut x = 8.0 + text::width(&name, 12.0, true) + 10.0;
            self.words((x, band.y + 15.0), 12.0, palette.ink3, band.empty.unwrap_or_default());
            for (strand, practice) in band.practices.iter().filter(|_| band.empty.is_none()) {
                let colour = match strand {
                    Strand::Governance => palette.gov,
                    Strand::Velocity => palette.vel,
                    Strand::Reliability => palette.rel,
                };
                self.words((x, band.y + 15.0), 11.0, colour, practice);
                x += text::width(practice, 11.0, false) + 10.0;
            }
        }
        let bottom = short(layout.height);
        self.path(&format!("M0 {bottom}H{}", short(layout.width)), palette.line, 1.0, "");
    }

    fn line(&mut self, line: &Line, colour: Rgb, dash: &str) {
        self.path(&line.shape.path(), colour, 1.5, dash);
        if let Some((x, y, (right, down))) = head(line.shape) {
            // The two back corners of the head lie across the direction.
            let (back_x, back_y) = (x - 7.0 * right, y - 7.0 * down);
            let d = format!(
                "M{} {}L{} {}L{} {}z",
                short(x),
                short(y),
                short(back_x + 3.5 * down),
                short(back_y + 3.5 * right),
                short(back_x - 3.5 * down),
                short(back_y - 3.5 * right)
            );
            self.filled(&d, colour);
        }
    }

    /// The words of a line on a ground of their own.
    fn said(&mut self, line: &Line, colour: Rgb) {
        let Some((x, y, said)) = line.words else { return };
        let words = said.words(false);
        let room = (text::width(&words, 11.0, said == Said::Clock) + 4.0, 14.0);
        let ground = self.palette.paper;
        self.rect((x - 2.0, y - 11.0), room, ground, None);
        if said == Said::Clock {
            self.bold((x, y), 11.0, colour, &words);
        } else {
            self.words((x, y), 11.0, colour, &words);
        }
    }

    fn step(&mut self, (x, y): Point, step: &Step, row: &StepSheet, longest: f64) {
        let palette = self.palette;
        let level = row.wait.map_or(0, |wait| words::wait_level(wait, longest));
        self.rect((x, y), (WIDTH, HEIGHT), ground(palette, level), Some(palette.line));
        let name = text::clean(&step.name, LONGEST);
        self.bold((x + 8.0, y + 18.0), 12.0, palette.ink, &text::fit(&name, WIDTH - 14.0, 12.0, true));
        let percent = |share: Option<f64>| share.map_or_else(|| "n/a".to_owned(), format::percent);
        let busy = row.utilisation.ok();
        let rows = [
            ("work", words::work(row.work)),
            ("wait", words::known_calendar(row.wait)),
            ("%C&A", percent(step.complete_accurate.map(Share::value))),
            ("busy", percent(busy)),
        ];
        for (at, (word, value)) in [34.0, 49.0, 64.0, 79.0].into_iter().zip(rows) {
            self.words((x + 8.0, y + at), 11.0, palette.ink2, word);
            self.text((x + WIDTH - 8.0, y + at), 11.0, palette.ink, &value, " text-anchor=\"end\"");
        }
        if let Some(busy) = busy {
            let (start, end) = (x + 8.0, x + WIDTH - 8.0);
            let d = |to: f64| format!("M{} {}H{}", short(start), short(y + 86.0), short(to));
            self.path(&d(end), palette.line, 2.0, "");
            self.path(&d(start + (end - start) * busy.clamp(0.0, 1.0)), palette.ink, 2.0, "");
        }
    }

    /// The time of one change: work above, waiting below it, on one scale.
    fn ladder(&mut self, ladder: &Ladder, kind: StreamKind, width: f64) {
        let palette = self.palette;
        if ladder.total <= 0.0 {
            self.words((0.0, 12.0), 12.0, palette.ink3, "The time of one change is n/a: no step has an observed time.");
            return;
        }
        let mut head = ladder.live_in_words(kind);
        if let Some(clock) = ladder.clock {
            let _ = write!(head, ", change lead time of DORA {}", words::calendar(ladder.live - clock));
        }
        self.bold((0.0, 12.0), 12.0, palette.ink, &head);
        let scale = width / ladder.total;
        for rung in &ladder.rungs {
            self.rung(rung, scale);
        }
        let key = "Black is work, tinted is waiting, grey is waiting that the model does not explain.";
        self.words((0.0, LADDER), 11.0, palette.ink3, key);
    }

    fn rung(&mut self, rung: &Rung, scale: f64) {
        let palette = self.palette;
        let (start, work) = (rung.start * scale, rung.work * scale);
        let (wait, other) = (rung.wait * scale, rung.other * scale);
        let parts = [
            (start, work, palette.ink),
            (start + work, wait, ground(palette, rung.level)),
            (start + work + wait, other, palette.select),
        ];
        for (x, width, fill) in parts.into_iter().filter(|(_, width, _)| *width > 0.0) {
            self.rect((x, 40.0), (width, 16.0), fill, None);
        }
        let whole = work + wait + other;
        self.path(&format!("M{} 38V58", short(start + whole)), palette.ink3, 1.0, "");
        let name = text::fit(&text::clean(&rung.name, LONGEST), whole - 4.0, 11.0, false);
        self.words((start + 2.0, 34.0), 11.0, palette.ink2, &name);
    }
}

/// The ground of a step that waits so much.
fn ground(palette: &Palette, level: u8) -> Rgb {
    match level {
        0 => palette.surface,
        1 => palette.w1,
        2 => palette.w2,
        _ => palette.w3,
    }
}

/// The end of a line, and in which direction it arrives there.
fn head(shape: Shape) -> Option<(f64, f64, Point)> {
    let (from, to) = match shape {
        Shape::Straight { from, to } | Shape::Curve { from, to } | Shape::Arc { from, to, .. } => (from, to),
        Shape::Down { .. } | Shape::Side { .. } | Shape::Back { .. } | Shape::Plain { .. } => return None,
    };
    let vertical =
        |x: f64| if to.1 > from.1 { (x, to.1 - 1.0, (0.0, 1.0)) } else { (x, to.1 + HEIGHT + 1.0, (0.0, -1.0)) };
    let level = to.1.total_cmp(&from.1).is_eq();
    Some(match shape {
        Shape::Straight { .. } if level => (to.0 - 1.0, to.1 + HEIGHT / 2.0, (1.0, 0.0)),
        Shape::Straight { .. } => vertical(from.0 + LINK_AT),
        Shape::Curve { .. } if level => (to.0 + 20.0, to.1 - 1.0, (0.0, 1.0)),
        Shape::Curve { .. } => vertical(to.0 + 20.0),
        _ => (to.0 + 44.0, to.1 + HEIGHT + 1.0, (0.0, -1.0)),
    })
}

/// A length to a hundredth of a pixel.
fn short(length: f64) -> f64 {
    libm::round(length * 100.0) / 100.0
}
