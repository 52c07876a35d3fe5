//! One measure over two levers: a cell for each pair of settings, coloured from light to strong, with its number.
//!
//! The cell of the base is framed and named, the best one is named, a ring marks what cannot be told from the base, and
//! a violet line runs where a limit is passed.

mod draw;
mod frame;

use super::axis::Measure;
use super::backend::Size;
use super::effect::{Effect, UNSURE, effect_cells};
use super::format;
use super::line::{Limit, Reading, ReadingRow};
use super::palette::Theme;
use super::sentence::capital;
use super::stops::Cells;
use super::svg::{ChartError, Svg};
use super::table::{Cell, Table};

/// A measure over two levers.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatGrid {
    /// What is drawn: "Request to live, by release and testers".
    pub title: String,
    /// What it says, if the page knows better than [`HeatGrid::sentence`] does by itself.
    pub says: Option<String>,
    /// The measure as a sentence calls it: "request to live".
    pub what: String,
    /// Kind of its values.
    pub measure: Measure,
    /// Along: one column a step.
    pub x: GridAxis,
    /// Down: one row a step.
    pub y: GridAxis,
    /// Row by row from the top, as many in a row as `x` has steps.
    pub cells: Vec<GridCell>,
    /// The value that the differences are measured against.
    pub base: f64,
    /// What that value is called: "today".
    pub base_name: String,
    /// Column and row of the cell that is the base, if one is.
    pub base_at: Option<(usize, usize)>,
    /// Which values are better.
    pub better: Better,
    /// A limit of the measure.
    pub limit: Option<Limit>,
}

/// One of the two levers.
#[derive(Debug, Clone, PartialEq)]
pub struct GridAxis {
    /// "Testers".
    pub name: String,
    /// What it is set to, as a number and in words: (0.1, "10 %").
    pub steps: Vec<(f64, String)>,
}

/// Which values are better, and so on which side a limit is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Small ones; a limit is the most that is allowed.
    Less,
    /// Large ones; a limit is the least that is asked for.
    More,
}

/// One pair of settings.
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    /// The value; else why there is none, as in "n/a, because ...".
    pub value: Result<f64, String>,
    /// Its difference against the base; `None` for the base itself.
    pub effect: Option<Effect>,
}

impl GridCell {
    /// The base itself.
    pub fn base(value: f64) -> Self {
        Self { value: Ok(value), effect: None }
    }

    /// A pair that was run.
    pub fn ran(value: f64, effect: Effect) -> Self {
        Self { value: Ok(value), effect: Some(effect) }
    }

    /// A pair that cannot be run. `why`: without "n/a, because".
    pub fn cannot(why: &str) -> Self {
        Self { value: Err(format::not_available(why)), effect: None }
    }

    fn is_unsure(&self) -> bool {
        self.effect.is_some_and(|effect| !effect.sure)
    }
}

impl HeatGrid {
    /// Draws it. The same data, theme and size give the same bytes on every machine.
    pub fn render(&self, theme: Theme, size: Size) -> Result<Svg, ChartError> {
        let frame = frame::Frame::new(self, size)?;
        draw::draw(self, &frame, theme, size)
    }

    /// The height in CSS pixels that its rows need at a width, with labels of 12 pixels.
    pub fn natural_height(&self, width: u32) -> u32 {
        frame::natural(self, Size::new(width, 0))
    }

    /// Its cells, as places to read.
    pub fn cells(&self, size: Size) -> Result<Cells, ChartError> {
        let frame = frame::Frame::new(self, size)?;
        let areas = (0..self.cells.len()).map(|at| frame.area(at)).collect();
        Ok(Cells { areas, columns: self.columns() })
    }

    fn columns(&self) -> usize {
        self.x.steps.len().max(1)
    }

    /// The place of the base in the list of cells.
    fn base_place(&self) -> Option<usize> {
        let (column, row) = self.base_at?;
        (column < self.x.steps.len() && row < self.y.steps.len()).then(|| row * self.columns() + column)
    }

    /// The place of the best value; the first of equal ones.
    fn best_place(&self) -> Option<usize> {
        let mut best: Option<(usize, f64)> = None;
        for (place, cell) in self.cells.iter().enumerate() {
            let Ok(value) = cell.value else { continue };
            let better = |than: f64| if self.better == Better::Less { value < than } else { value > than };
            if best.is_none_or(|(_, than)| better(than)) {
                best = Some((place, value));
            }
        }
        best.map(|(place, _)| place)
    }

    /// Whether a cell passes the limit; `None` without a value or a limit.
    fn is_beyond(&self, place: usize) -> Option<bool> {
        let limit = self.limit.as_ref()?.value;
        let value = *self.cells.get(place)?.value.as_ref().ok()?;
        Some(if self.better == Better::Less { value > limit } else { value < limit })
    }

    /// "Release on demand".
    fn along(&self, column: usize) -> String {
        self.x.steps.get(column).map_or_else(String::new, |(_, words)| format!("{} {words}", self.x.name))
    }

    fn down(&self, row: usize) -> String {
        self.y.steps.get(row).map_or_else(String::new, |(_, words)| format!("{} {words}", self.y.name))
    }

    /// "Release on demand and Testers 3".
    fn place_words(&self, place: usize, link: &str) -> String {
        let columns = self.columns();
        format!("{}{link}{}", self.along(place % columns), self.down(place / columns))
    }

    /// The best cell and what it does, and where a limit is passed.
    pub fn sentence(&self) -> String {
        if let Some(says) = &self.says {
            return says.clone();
        }
        let best = self.best_place().and_then(|place| Some((place, self.cells.get(place)?)));
        let Some((place, cell)) = best else { return format!("{} has no values yet.", self.title) };
        let base = format!("{} {}", self.measure.show(self.base), self.base_name);
        let value = cell.value.as_ref().map_or_else(|_| String::new(), |value| self.measure.show(*value));
        let pair = self.place_words(place, " and ");
        let first = match &cell.effect {
            _ if self.base_place() == Some(place) => {
                format!("No pair of settings makes {} better than {base}.", self.what)
            }
            Some(effect) if effect.sure => {
                let (low, high) = effect.interval;
                format!(
                    "{} is best with {pair}: {value}, {} ({}, 95 % sure) against {base}.",
                    capital(&self.what),
                    self.measure.signed(effect.difference),
                    self.measure.signed_range(low, high)
                )
            }
            Some(_) => {
                format!("{} is best with {pair}: {value}, but with {UNSURE} against {base}.", capital(&self.what))
            }
            None => format!("{} is best with {pair}: {value} against {base}.", capital(&self.what)),
        };
        match self.limit_words(place) {
            Some(limit) => format!("{first} {limit}"),
            None => first,
        }
    }

    /// How many cells pass the limit, and between which settings it is passed in the row of the base.
    fn limit_words(&self, best: usize) -> Option<String> {
        let limit = self.limit.as_ref()?;
        let named = format!("the limit of {} ({})", self.measure.show(limit.value), limit.name);
        let (one, many) = match self.better {
            Better::Less => ("goes beyond", "go beyond"),
            Better::More => ("falls short of", "fall short of"),
        };
        let sides = (0..self.cells.len()).filter_map(|place| self.is_beyond(place));
        let (beyond, all) = sides.fold((0_u64, 0_u64), |(beyond, all), is| (beyond + u64::from(is), all + 1));
        let count = match beyond {
            0 => return Some(format!("No pair {one} {named}.")),
            _ if beyond == all => return Some(format!("Every pair {one} {named}.")),
            1 => format!("1 of {} pairs {one} {named}", format::count(all)),
            _ => format!("{} of {} pairs {many} {named}", format::count(beyond), format::count(all)),
        };
        let row = self.base_place().unwrap_or(best) / self.columns();
        let start = row * self.columns();
        let tips = |column: &usize| {
            let pair = (self.is_beyond(start + column), self.is_beyond(start + column + 1));
            matches!(pair, (Some(before), Some(after)) if before != after)
        };
        let mut tipping = (0..self.columns().saturating_sub(1)).filter(tips);
        Some(match (tipping.next(), tipping.next()) {
            (Some(column), None) => format!(
                "{count}; with {} it tips between {} and {}.",
                self.down(row),
                self.along(column),
                self.x.steps.get(column + 1).map_or("", |(_, words)| words)
            ),
            _ => format!("{count}."),
        })
    }

    /// Every number with its interval, one row a cell.
    pub fn table(&self) -> Table {
        let unit = self.measure.raw_unit();
        let headed = |name: &str| if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") };
        let head = vec![
            self.x.name.clone(),
            self.y.name.clone(),
            headed(&capital(&self.what)),
            headed("Difference"),
            headed("Difference, from"),
            headed("Difference, to"),
            "Sure".to_owned(),
        ];
        let step = |axis: &GridAxis, at: usize| {
            axis.steps.get(at).map_or(Cell::Missing, |(value, words)| Cell::number(Some(*value), |_| words.clone()))
        };
        let rows = self.cells.iter().enumerate().map(|(place, cell)| {
            let mut row = vec![step(&self.x, place % self.columns()), step(&self.y, place / self.columns())];
            row.push(Cell::number(cell.value.as_ref().ok().copied(), |value| self.measure.show(value)));
            let effect = match (&cell.value, &cell.effect) {
                (Err(why), _) => Err(why.as_str()),
                (Ok(_), Some(effect)) => Ok(effect),
                (Ok(_), None) => Err(self.base_name.as_str()),
            };
            row.extend(effect_cells(effect, &self.measure));
            row
        });
        Table { head, rows: rows.collect() }
    }

    /// What a cell says; `None` if there is no such cell.
    pub fn reading(&self, place: usize) -> Option<Reading> {
        let cell = self.cells.get(place)?;
        let row = |name: String, shown: String| ReadingRow { name, shown, y: None, role: None };
        let mut rows = Vec::new();
        match &cell.value {
            Ok(value) => rows.push(row(format!("{}:", capital(&self.what)), self.measure.show(*value))),
            Err(why) => rows.push(row(why.clone(), String::new())),
        }
        if self.base_place() == Some(place) {
            rows.push(row(self.base_name.clone(), String::new()));
        }
        if let Some(effect) = &cell.effect {
            rows.push(row(format!("against {}:", self.base_name), effect.show(&self.measure)));
        }
        if let (Some(true), Some(limit), Ok(value)) = (self.is_beyond(place), &self.limit, &cell.value) {
            let by = self.measure.signed(value - limit.value);
            let side = if self.better == Better::Less { "beyond" } else { "short of" };
            rows.push(row(format!("{}:", limit.name), format!("{by}, {side} the limit")));
        }
        Some(Reading { title: self.place_words(place, ", "), rows })
    }

    /// As many cells as pairs, at least one with a value, and finite values.
    fn check(&self) -> Result<(), ChartError> {
        let needed = self.x.steps.len() * self.y.steps.len();
        if self.cells.len() != needed {
            return Err(ChartError::Uneven { chart: self.title.clone(), cells: self.cells.len(), needed });
        }
        let wrong = |series: &str, place| Err(ChartError::NotFinite { series: series.to_owned(), place });
        for (axis, steps) in [(&self.x, &self.x.steps), (&self.y, &self.y.steps)] {
            if let Some(place) = steps.iter().position(|(value, _)| !value.is_finite()) {
                return wrong(&axis.name, place + 1);
            }
        }
        let finite = |cell: &GridCell| {
            cell.value.as_ref().map_or(true, |value| value.is_finite())
                && cell.effect.as_ref().is_none_or(Effect::is_finite)
        };
        if let Some(place) = self.cells.iter().position(|cell| !finite(cell)) {
            return wrong(&self.title, place + 1);
        }
        if !self.base.is_finite() {
            return wrong(&self.base_name, 1);
        }
        match &self.limit {
            Some(limit) if !limit.value.is_finite() => wrong(&limit.name, 1),
            _ if self.best_place().is_none() => Err(ChartError::Empty { chart: self.title.clone() }),
            _ => Ok(()),
        }
    }
}
