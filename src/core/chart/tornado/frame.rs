//! Where everything of a tornado goes: labels, lanes, the common scale, and the words at the ends of the bars.

use super::{Effect, Swing, SwingEnd, Tornado};
use crate::chart::axis::{Axis, Tick};
use crate::chart::backend::Size;
use crate::chart::geometry::Rect;
use crate::chart::key;
use crate::chart::scale::Scale;
use crate::chart::svg::ChartError;
use crate::chart::text;

/// From this width on (in font sizes of 12 pixels) labels stand beside the bars, not above them.
const WIDE: f64 = 480.0;
/// Height of one bar with its words.
const LANE: f64 = 16.0;
/// Air between two rows.
const AIR: f64 = 10.0;
/// Between a bar and its words.
const GAP: f64 = 6.0;
/// Longest names and reasons, in lines.
const NAME_LINES: usize = 3;
const WHY_LINES: usize = 4;

/// The layout at one size, in pixels.
pub(super) struct Frame {
    /// The plot with bars and their words.
    pub(super) plot: Rect,
    /// Values of the axis to pixels.
    pub(super) x: Scale,
    /// From a difference to a value of the axis.
    factor: f64,
    pub(super) ticks: Vec<Tick>,
    pub(super) rows: Vec<Row>,
    /// The name of the line of no difference, and its left end.
    pub(super) base: (String, f64),
    /// Entries of the key with the left end and the middle of each.
    pub(super) key: Vec<(Key, f64, f64)>,
}

/// One lever.
pub(super) struct Row {
    /// The whole row: where the pointer reads it.
    pub(super) area: Rect,
    /// Top of its label, which starts at the left edge.
    pub(super) label: f64,
    pub(super) name: Vec<String>,
    pub(super) why: Vec<String>,
    pub(super) lanes: [Lane; 2],
}

/// One end of a lever.
pub(super) struct Lane {
    /// Its middle.
    pub(super) y: f64,
    pub(super) effect: Option<Effect>,
    pub(super) words: String,
    /// The left end of the words.
    pub(super) left: f64,
}

/// What the key explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Low,
    High,
    Interval,
    Unsure,
}

impl Key {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Low => "low end",
            Self::High => "high end",
            Self::Interval => "95 % sure",
            Self::Unsure => "pale: no difference we can be sure of",
        }
    }
}

/// Labels of one size: how wide they may be, and what each row needs.
struct Labels {
    unit: f64,
    /// Room for labels at the left; `None` if they stand above the bars.
    beside: Option<f64>,
    size: Size,
}

impl Labels {
    fn new(chart: &Tornado, size: Size) -> Self {
        let unit = size.text / 12.0;
        let width = f64::from(size.width);
        let widest = chart.rows.iter().map(|row| text::width(&row.name, size.text, true)).fold(0.0, f64::max);
        let beside = (width >= WIDE * unit).then(|| widest.clamp(96.0 * unit, (width * 0.3).min(260.0 * unit)));
        Self { unit, beside, size }
    }

    fn room(&self) -> f64 {
        self.beside.unwrap_or_else(|| f64::from(self.size.width))
    }

    fn name(&self, row: &Swing) -> Vec<String> {
        text::wrap(&text::clean(&row.name, 160), self.room(), self.size.text, true, NAME_LINES)
    }

    /// Why ends cannot be run; a reason that both share is said once.
    fn why(&self, row: &Swing) -> Vec<String> {
        let reason = |end: &SwingEnd| end.effect.as_ref().err().map(|why| (end.words.clone(), why.clone()));
        let whys = match (reason(&row.low), reason(&row.high)) {
            (Some((_, low)), Some((_, high))) if low == high => vec![low],
            (low, high) => low.into_iter().chain(high).map(|(words, why)| format!("{words}: {why}")).collect(),
        };
        let lines = |why: &String| text::wrap(&text::clean(why, 200), self.room(), self.size.text, false, WHY_LINES);
        whys.iter().flat_map(lines).collect()
    }

    fn height(&self, row: &Swing) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = (self.name(row).len() + self.why(row).len()) as f64 * text::line_height(self.size.text);
        let lanes = 2.0 * LANE * self.unit;
        AIR * self.unit + if self.beside.is_some() { lines.max(lanes) } else { lines + lanes }
    }

    /// Above the rows: the name of the line of no difference.
    fn top(&self) -> f64 {
        text::line_height(self.size.text) + 4.0 * self.unit
    }

    /// Ticks with their words, and the key.
    fn bottom(&self, chart: &Tornado) -> f64 {
        let (_, rows) = self.key(chart);
        text::line_height(self.size.text) + 6.0 * self.unit + rows
    }

    /// The entries of the key, from height 0 on, and how high they are.
    fn key(&self, chart: &Tornado) -> (Vec<(Key, f64, f64)>, f64) {
        let effects = || chart.rows.iter().flat_map(Swing::ends).filter_map(|end| end.effect.as_ref().ok());
        let unsure = effects().any(|effect| !effect.sure);
        let entries = [Key::Low, Key::High, Key::Interval, Key::Unsure];
        let entries: Vec<Key> = entries.into_iter().filter(|entry| *entry != Key::Unsure || unsure).collect();
        let words: Vec<String> = entries.iter().map(|entry| entry.words().to_owned()).collect();
        let (spots, height) = key::flow(&words, self.size);
        (entries.into_iter().zip(spots).map(|(entry, (x, y))| (entry, x, y)).collect(), height)
    }
}

/// The height that the rows need at the width and label size of `size`.
pub(super) fn needed(chart: &Tornado, size: Size) -> u32 {
    let labels = Labels::new(chart, size);
    let rows: f64 = chart.rows.iter().map(|row| labels.height(row)).sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a height in pixels, clamped")]
    let height = libm::ceil(labels.top() + rows + labels.bottom(chart)).clamp(0.0, 1e6) as u32;
    height
}

impl Frame {
    /// Lays out a tornado, after checking it.
    pub(super) fn new(chart: &Tornado, size: Size) -> Result<Self, ChartError> {
        chart.check()?;
        let too_small = || ChartError::TooSmall { chart: chart.title.clone(), width: size.width, height: size.height };
        if !size.is_usable() {
            return Err(too_small());
        }
        let needed = needed(chart, size);
        let labels = Labels::new(chart, size);
        let u = labels.unit;
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let plot = Rect {
            left: labels.beside.map_or(0.0, |beside| beside + 12.0 * u),
            right: width,
            top: labels.top(),
            bottom: height - labels.bottom(chart),
        };
        if size.height < needed || plot.width() < 160.0 * u {
            return Err(too_small());
        }
        let numbered = |end: &SwingEnd| {
            let number = end.number(&chart.measure);
            let room = plot.width() * 0.5 - text::width(&number, size.text, false);
            let words = text::fit(&text::clean(&end.words, 80), room, size.text, false);
            if words.is_empty() { number } else { format!("{words}: {number}") }
        };
        #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
        let extra = f64::from(size.height - needed) / chart.rows.len().max(1) as f64;
        let mut rows = Vec::with_capacity(chart.rows.len());
        let mut top = plot.top;
        for row in &chart.rows {
            let bottom = top + labels.height(row) + extra;
            let (name, why) = (labels.name(row), labels.why(row));
            #[expect(clippy::cast_precision_loss, reason = "a few lines")]
            let lines = (name.len() + why.len()) as f64 * text::line_height(size.text);
            let (middle, lane) = (f64::midpoint(top, bottom), LANE * u);
            let (label, first) = if labels.beside.is_some() {
                (middle - lines / 2.0, middle - lane / 2.0)
            } else {
                let label = middle - lines / 2.0 - lane;
                (label, label + lines + lane / 2.0)
            };
            let end = |end: &SwingEnd, y: f64| {
                let effect = end.effect.as_ref().ok().copied();
                Lane { y, effect, words: numbered(end), left: 0.0 }
            };
            let lanes = [end(&row.low, first), end(&row.high, first + lane)];
            rows.push(Row { area: Rect { left: 0.0, right: width, top, bottom }, label, name, why, lanes });
            top = bottom;
        }
        let (measure, factor) = chart.measure.of_differences();
        let unscalable = || ChartError::Unscalable { axis: chart.title.clone() };
        let domain = reach(chart, factor);
        let x = place_words(&mut rows, domain, factor, plot, size).ok_or_else(unscalable)?;
        let axis = Axis::free("", measure).within(domain.0, domain.1);
        let room = x.range().1 - x.range().0;
        let laid = axis.lay_in(domain.0, domain.1, room, size.text).ok_or_else(unscalable)?;
        let base = text::fit(
            &text::clean(&format!("{} {}", chart.base_name, chart.measure.show(chart.base)), 80),
            width,
            size.text,
            true,
        );
        let wide = text::width(&base, size.text, true);
        let left = (x.pixel(0.0) - wide / 2.0).min(width - wide).max(0.0);
        let (entries, high) = labels.key(chart);
        let key = entries.into_iter().map(|(key, x, y)| (key, x, height - high + y)).collect();
        Ok(Self { plot, x, factor, ticks: laid.ticks, rows, base: (base, left), key })
    }

    /// The pixel of a difference.
    pub(super) fn pixel(&self, difference: f64) -> f64 {
        self.x.pixel(difference * self.factor)
    }
}

/// Lowest and highest end of all bars and whiskers, zero included, in values of the axis.
fn reach(chart: &Tornado, factor: f64) -> (f64, f64) {
    let effects = chart.rows.iter().flat_map(Swing::ends).filter_map(|end| end.effect.as_ref().ok());
    let values = effects.flat_map(|effect| [effect.difference, effect.interval.0, effect.interval.1]);
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    if low < high { (low * factor, high * factor) } else { (-1.0, 1.0) }
}

/// Finds the scale on which every bar has room for its words beside it, and puts them there: beyond the ends of all
/// bars if that leaves half of the plot to the bars. If not, words may stand on the other side of the line of no
/// difference, where a lane is empty because it holds one bar only.
fn place_words(rows: &mut [Row], domain: (f64, f64), factor: f64, plot: Rect, size: Size) -> Option<Scale> {
    let u = size.text / 12.0;
    let mut either = false;
    let (mut left, mut right) = (4.0 * u, 4.0 * u);
    let mut x = Scale::new(domain, (plot.left + left, plot.right - right))?;
    for _ in 0..24 {
        let (mut more_left, mut more_right) = (0.0_f64, 0.0_f64);
        for lane in rows.iter().flat_map(|row| &row.lanes) {
            match lane.beside(x, factor, plot, size, either) {
                Err((true, missing)) => more_right = more_right.max(missing),
                Err((false, missing)) => more_left = more_left.max(missing),
                Ok(_) => {}
            }
        }
        if more_left + more_right <= 0.0 {
            break;
        }
        let rest = plot.width() - left - right - more_left - more_right;
        if !either && rest < plot.width() / 2.0 {
            (either, left, right) = (true, 4.0 * u, 4.0 * u);
        } else if rest < 48.0 * u {
            break;
        } else {
            (left, right) = (left + more_left, right + more_right);
        }
        x = Scale::new(domain, (plot.left + left, plot.right - right))?;
    }
    for lane in rows.iter_mut().flat_map(|row| &mut row.lanes) {
        let wide = text::width(&lane.words, size.text, false);
        lane.left = match lane.beside(x, factor, plot, size, true) {
            Ok(left) => left,
            Err((true, _)) => plot.right - wide,
            Err((false, _)) => plot.left,
        };
    }
    Some(x)
}

impl Lane {
    /// The left end of the words where they fit; else on which side they belong (`true`: right) and by how much that
    /// is too narrow. `either`: whether the other side of the line of no difference will do for a bar.
    fn beside(&self, x: Scale, factor: f64, plot: Rect, size: Size, either: bool) -> Result<f64, (bool, f64)> {
        let gap = GAP * size.text / 12.0;
        let wide = text::width(&self.words, size.text, false);
        let zero = x.pixel(0.0);
        let reach = self.effect.map_or([zero; 3], |effect| {
            [effect.difference, effect.interval.0, effect.interval.1].map(|value| x.pixel(value * factor))
        });
        let (from, to) = reach.into_iter().fold((zero, zero), |(low, high), at| (low.min(at), high.max(at)));
        let outward = self.effect.is_none_or(|effect| effect.difference >= 0.0);
        let missing = |right: bool| if right { to + gap + wide - plot.right } else { plot.left - (from - gap - wide) };
        let at = |right: bool| if right { to + gap } else { from - gap - wide };
        if missing(outward) <= 0.0 {
            Ok(at(outward))
        } else if (either || self.effect.is_none()) && missing(!outward) <= 0.0 {
            Ok(at(!outward))
        } else {
            Err((outward, missing(outward)))
        }
    }
}
