//! Where everything of a grid goes: labels, cells, numbers and the key.

use super::{GridCell, HeatGrid};
use crate::chart::backend::Size;
use crate::chart::format::NBSP;
use crate::chart::geometry::Rect;
use crate::chart::key;
use crate::chart::svg::ChartError;
use crate::chart::{Measure, text};

/// Height of a cell: the usual one, with room for a name under the number, and the least.
const CELL: f64 = 40.0;
const LEAST_CELL: f64 = 30.0;
/// Longest words of a column or row, in lines.
const HEAD_LINES: usize = 3;
const SIDE_LINES: usize = 2;
const NAME_LINES: usize = 2;
/// Air beside a number in its cell.
const AIR: f64 = 3.0;

/// The layout at one size, in pixels.
pub(super) struct Frame {
    /// All cells.
    pub(super) plot: Rect,
    columns: usize,
    cell: (f64, f64),
    /// Name of the levers, with left end and middle of the first line.
    pub(super) names: [(Vec<String>, f64, f64); 2],
    /// Words over the columns, upwards from the plot.
    pub(super) heads: Vec<Vec<String>>,
    /// Words left of the rows.
    pub(super) sides: Vec<Vec<String>>,
    /// The number of each cell, without its unit if all share one.
    pub(super) numbers: Vec<String>,
    /// The step of the ramp of each cell, 0 to 3.
    pub(super) steps: Vec<usize>,
    /// Entries of the key with the left end and the middle of each.
    pub(super) key: Vec<(Key, String, f64, f64)>,
}

/// What the key explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Ramp,
    Base,
    Unsure,
    Limit,
}

/// Words and their room, before the height is known.
struct Words {
    unit: f64,
    left: f64,
    cell: f64,
    along: Vec<String>,
    down: Vec<String>,
    /// Whether both names stand in one line.
    beside: bool,
    heads: Vec<Vec<String>>,
    sides: Vec<Vec<String>>,
    key: Vec<(Key, String)>,
}

#[expect(clippy::cast_precision_loss, reason = "a number of lines, columns or rows")]
fn float(count: usize) -> f64 {
    count as f64
}

impl Words {
    fn new(chart: &HeatGrid, size: Size) -> Self {
        let u = size.text / 12.0;
        let width = f64::from(size.width);
        let wrap = |words: &str, room: f64, most| text::wrap(&text::clean(words, 120), room, size.text, false, most);
        let widest = |words: &str| text::width(&text::clean(words, 120), size.text, false);
        let side = chart.y.steps.iter().map(|(_, words)| widest(words)).fold(0.0, f64::max);
        let side = side.clamp(32.0 * u, (width * 0.26).clamp(32.0 * u, 180.0 * u));
        let left = side + 8.0 * u;
        let cell = (width - left) / float(chart.columns());
        // The name of the rows stands over their words, beside the name of the columns if there is room for both.
        let down = wrap(&format!("{} \u{2193}", chart.y.name), width, NAME_LINES);
        let along = wrap(&format!("{} \u{2192}", chart.x.name), width - left, NAME_LINES);
        let beside = down.iter().all(|words| widest(words) <= side);
        // Heads stand a little apart, unless that alone would break a word.
        let apart = cell - 4.0 * u;
        let words = chart.x.steps.iter().flat_map(|(_, words)| words.split(' '));
        let head = if words.map(widest).fold(0.0, f64::max) > apart { cell } else { apart };
        Self {
            unit: u,
            left,
            cell,
            along,
            down,
            beside,
            heads: chart.x.steps.iter().map(|(_, words)| wrap(words, head, HEAD_LINES)).collect(),
            sides: chart.y.steps.iter().map(|(_, words)| wrap(words, side, SIDE_LINES)).collect(),
            key: key_of(chart),
        }
    }

    fn lines(words: &[Vec<String>]) -> f64 {
        float(words.iter().map(Vec::len).max().unwrap_or(0))
    }

    /// Lines of both names.
    fn names(&self) -> f64 {
        let down = if self.beside { 0 } else { self.down.len() };
        float(down + self.along.len())
    }

    /// The names of both levers, then the words of the columns.
    fn top(&self, size: Size) -> f64 {
        (self.names() + Self::lines(&self.heads)) * text::line_height(size.text) + 6.0 * self.unit
    }

    fn key(&self, size: Size) -> (Vec<(f64, f64)>, f64) {
        let words: Vec<String> = self.key.iter().map(|(_, words)| words.clone()).collect();
        key::flow(&words, size)
    }
}

/// The height of the usual cells at the width and label size of `size`.
pub(super) fn natural(chart: &HeatGrid, size: Size) -> u32 {
    let words = Words::new(chart, size);
    let cells = float(chart.y.steps.len()) * CELL * words.unit;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a height in pixels, clamped")]
    let height = libm::ceil(words.top(size) + cells + words.key(size).1).clamp(0.0, 1e6) as u32;
    height
}

impl Frame {
    /// Lays out a grid, after checking it.
    pub(super) fn new(chart: &HeatGrid, size: Size) -> Result<Self, ChartError> {
        chart.check()?;
        let (width, height) = (size.width, size.height);
        let too_small = || ChartError::TooSmall { chart: chart.title.clone(), width, height };
        if !size.is_usable() {
            return Err(too_small());
        }
        let words = Words::new(chart, size);
        let u = words.unit;
        let line = text::line_height(size.text);
        let (spots, key_height) = words.key(size);
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let plot = Rect { left: words.left, right: width, top: words.top(size), bottom: height - key_height };
        let high = plot.height() / float(chart.y.steps.len().max(1));
        let numbers = numbers(chart);
        let widest = numbers.iter().map(|number| text::width(number, size.text, true)).fold(0.0, f64::max);
        if words.cell < widest + 2.0 * AIR * u || high < LEAST_CELL * u {
            return Err(too_small());
        }
        let (low, top) = reach(chart);
        let along = line * (words.names() - float(words.along.len()) + 0.5);
        let foot = plot.bottom;
        let keys = words.key.into_iter().zip(spots).map(|((key, words), (x, y))| (key, words, x, foot + y));
        Ok(Self {
            plot,
            columns: chart.columns(),
            cell: (words.cell, high),
            names: [(words.down, 0.0, line / 2.0), (words.along, plot.left, along)],
            heads: words.heads,
            sides: words.sides,
            numbers,
            steps: chart.cells.iter().map(|cell| cell.value.as_ref().map_or(0, |v| step(*v, low, top))).collect(),
            key: keys.collect(),
        })
    }

    /// Where a cell is.
    pub(super) fn area(&self, place: usize) -> Rect {
        let (wide, high) = self.cell;
        let left = self.plot.left + float(place % self.columns) * wide;
        let top = self.plot.top + float(place / self.columns) * high;
        Rect { left, right: left + wide, top, bottom: top + high }
    }
}

/// Lowest and highest value.
fn reach(chart: &HeatGrid) -> (f64, f64) {
    let values = chart.cells.iter().filter_map(|cell| cell.value.as_ref().ok());
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)))
}

/// Which quarter of the reach a value lies in; the lowest if all are equal.
fn step(value: f64, low: f64, high: f64) -> usize {
    let part = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped; not a number becomes 0")]
    let step = libm::floor(part * 4.0).clamp(0.0, 3.0) as usize;
    step
}

/// The unit that all values share, if they do.
fn unit(measure: &Measure) -> Option<&str> {
    match measure {
        Measure::Number(unit) | Measure::Whole(unit) => Some(unit),
        Measure::Share => Some("%"),
        Measure::Days => Some("d"),
        Measure::Seconds(_) | Measure::DayOf | Measure::Date { .. } => None,
    }
}

/// The numbers of all cells; whole ones get as many decimals as the others have at least, so that all can be compared.
fn numbers(chart: &HeatGrid) -> Vec<String> {
    let unit = unit(&chart.measure);
    let number = |cell: &GridCell| {
        let Ok(value) = cell.value else { return "n/a".to_owned() };
        let shown = chart.measure.show(value);
        let bare = unit.and_then(|unit| shown.strip_suffix(unit)).map(|bare| bare.trim_end_matches(NBSP).to_owned());
        bare.unwrap_or(shown)
    };
    let mut numbers: Vec<String> = chart.cells.iter().map(number).collect();
    let decimals = |number: &String| number.split_once('.').map(|(_, decimals)| decimals.len());
    if let Some(least) = numbers.iter().filter_map(decimals).min().filter(|_| unit.is_some()) {
        for (number, cell) in numbers.iter_mut().zip(&chart.cells) {
            if cell.value.is_ok() && decimals(number).is_none() {
                number.push('.');
                number.extend(std::iter::repeat_n('0', least));
            }
        }
    }
    numbers
}

fn key_of(chart: &HeatGrid) -> Vec<(Key, String)> {
    let (low, high) = reach(chart);
    let mut key = vec![(Key::Ramp, chart.measure.range(low, high))];
    if chart.base_place().is_some() {
        key.push((Key::Base, chart.base_name.clone()));
    }
    if chart.cells.iter().any(GridCell::is_unsure) {
        key.push((Key::Unsure, super::UNSURE.to_owned()));
    }
    if let Some(limit) = &chart.limit {
        key.push((Key::Limit, format!("{}, {}", limit.name, chart.measure.show(limit.value))));
    }
    key.into_iter().map(|(key, words)| (key, text::clean(&words, 80))).collect()
}
