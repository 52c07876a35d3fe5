//! What moves a measure most: one row a lever, a bar for each of its two ends.
//!
//! Bars start at the line of no difference and end where the measure would be moved to; a whisker shows the interval.
//! The low end is an outline, the high end is solid, and each bar has the words of its end and its number beside it.

mod draw;
mod frame;

use super::axis::Measure;
use super::backend::Size;
use super::effect::{Effect, UNSURE, effect_cells};
use super::format;
use super::line::{Reading, ReadingRow};
use super::palette::Theme;
use super::sentence::capital;
use super::stops::Cells;
use super::svg::{ChartError, Svg};
use super::table::{Cell, Table};

/// Levers with what both of their ends do to one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Tornado {
    /// What is drawn: "What moves the lead time".
    pub title: String,
    /// What it says, if the page knows better than [`Tornado::sentence`] does by itself.
    pub says: Option<String>,
    /// What is moved, as a sentence calls it: "request to live".
    pub what: String,
    /// Kind of its values.
    pub measure: Measure,
    /// Its value without any change.
    pub base: f64,
    /// What that value is called: "today".
    pub base_name: String,
    /// Levers in the order in which they are drawn.
    pub rows: Vec<Swing>,
}

/// One lever.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// "Bad changes the CAB stops".
    pub name: String,
    /// What its low end does.
    pub low: SwingEnd,
    /// What its high end does.
    pub high: SwingEnd,
}

/// One end of a lever.
#[derive(Debug, Clone, PartialEq)]
pub struct SwingEnd {
    /// What the lever is set to: "5 %", "every 2 weeks".
    pub words: String,
    /// What that does; else why it cannot be run, as in "n/a, because ...".
    pub effect: Result<Effect, String>,
}

impl SwingEnd {
    /// An end that was run.
    pub fn ran(words: impl Into<String>, effect: Effect) -> Self {
        Self { words: words.into(), effect: Ok(effect) }
    }

    /// An end that cannot be run. `why`: without "n/a, because".
    pub fn cannot(words: impl Into<String>, why: &str) -> Self {
        Self { words: words.into(), effect: Err(format::not_available(why)) }
    }

    /// The number that stands beside the bar.
    fn number(&self, measure: &Measure) -> String {
        self.effect.as_ref().map_or_else(|_| "n/a".to_owned(), |effect| measure.signed(effect.difference))
    }

    /// What it does, in a sentence.
    fn says(&self, measure: &Measure) -> String {
        match &self.effect {
            Ok(effect) if effect.sure => format!("{} at {}", measure.signed(effect.difference), self.words),
            Ok(_) => format!("{UNSURE} at {}", self.words),
            Err(_) => format!("{} cannot be run", self.words),
        }
    }
}

impl Swing {
    fn ends(&self) -> [&SwingEnd; 2] {
        [&self.low, &self.high]
    }

    /// The largest difference of its ends that is sure; `None` if none is.
    fn most(&self) -> Option<f64> {
        let sure = self.ends().into_iter().filter_map(|end| end.effect.as_ref().ok()).filter(|effect| effect.sure);
        sure.map(|effect| effect.difference.abs()).reduce(f64::max)
    }

    fn ran(&self) -> bool {
        self.ends().into_iter().any(|end| end.effect.is_ok())
    }
}

impl Tornado {
    /// Draws it. The same data, theme and size give the same bytes on every machine.
    pub fn render(&self, theme: Theme, size: Size) -> Result<Svg, ChartError> {
        let frame = frame::Frame::new(self, size)?;
        draw::draw(self, &frame, theme, size)
    }

    /// The height in CSS pixels that its rows need at a width, with labels of 12 pixels.
    pub fn natural_height(&self, width: u32) -> u32 {
        frame::needed(self, Size::new(width, 0))
    }

    /// Its rows, as places to read.
    pub fn cells(&self, size: Size) -> Result<Cells, ChartError> {
        let frame = frame::Frame::new(self, size)?;
        Ok(Cells { areas: frame.rows.iter().map(|row| row.area).collect(), columns: 1 })
    }

    /// What moves the measure most and by how much, and how many levers do not move it for sure.
    pub fn sentence(&self) -> String {
        if let Some(says) = &self.says {
            return says.clone();
        }
        let ran = self.rows.iter().filter(|row| row.ran()).count();
        let mut top: Option<(f64, &Swing)> = None;
        for row in &self.rows {
            if let Some(most) = row.most().filter(|most| top.is_none_or(|(top, _)| *most > top)) {
                top = Some((most, row));
            }
        }
        let unsure = self.rows.iter().filter(|row| row.ran() && row.most().is_none()).count();
        let count = |n: usize| format::count(n as u64);
        let first = match top {
            _ if ran == 0 => return format!("{} has no values yet.", self.title),
            Some((_, row)) => format!(
                "{} is moved most by {}: {}, {}, from {} {}.",
                capital(&self.what),
                row.name,
                row.low.says(&self.measure),
                row.high.says(&self.measure),
                self.measure.show(self.base),
                self.base_name
            ),
            None if ran == 1 => {
                let name = self.rows.iter().find(|row| row.ran()).map_or("The lever", |row| &row.name);
                format!("{name} does not move {} by an amount we can be sure of.", self.what)
            }
            None => format!("None of {} levers moves {} by an amount we can be sure of.", count(ran), self.what),
        };
        let others = match (top, unsure) {
            (None, _) => None,
            (Some(_), 0) => (ran > 1).then(|| format!("All {} levers move it for sure.", count(ran))),
            (Some(_), 1) => Some(format!("1 of {} levers moves it by less than we can be sure of.", count(ran))),
            (Some(_), _) => {
                Some(format!("{} of {} levers move it by less than we can be sure of.", count(unsure), count(ran)))
            }
        };
        let out = self.rows.len() - ran;
        let out = (out > 0).then(|| format!("{} cannot be run at either end.", count(out)));
        let sentences: Vec<String> = [Some(first), others, out].into_iter().flatten().collect();
        sentences.join(" ")
    }

    /// Every number with its interval, one row a lever.
    pub fn table(&self) -> Table {
        let unit = self.measure.raw_unit();
        let headed = |name: &str| if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") };
        let mut head = vec!["Lever".to_owned()];
        for end in ["Low end", "High end"] {
            head.push(end.to_owned());
            head.push(headed(&format!("{end}, difference")));
            head.push(headed(&format!("{end}, from")));
            head.push(headed(&format!("{end}, to")));
            head.push(format!("{end}, sure"));
        }
        let rows = self.rows.iter().map(|row| {
            let mut cells = vec![Cell::text(&row.name)];
            for end in row.ends() {
                cells.push(Cell::text(&end.words));
                cells.extend(effect_cells(end.effect.as_ref().map_err(String::as_str), &self.measure));
            }
            cells
        });
        Table { head, rows: rows.collect() }
    }

    /// What a row says; `None` if there is no such row.
    pub fn reading(&self, row: usize) -> Option<Reading> {
        let row = self.rows.get(row)?;
        let line = |end: &SwingEnd| {
            let shown = match &end.effect {
                Ok(effect) => {
                    format!("{}, {}", self.measure.show(self.base + effect.difference), effect.show(&self.measure))
                }
                Err(why) => why.clone(),
            };
            ReadingRow { name: format!("{}:", end.words), shown, y: None, role: None }
        };
        Some(Reading { title: row.name.clone(), rows: Vec::from(row.ends().map(line)) })
    }

    /// Something to draw, and finite values.
    fn check(&self) -> Result<(), ChartError> {
        let wrong = |series: &str, place| Err(ChartError::NotFinite { series: series.to_owned(), place });
        if !self.base.is_finite() {
            return wrong(&self.base_name, 1);
        }
        for row in &self.rows {
            for (place, end) in row.ends().into_iter().enumerate() {
                if end.effect.as_ref().is_ok_and(|effect| !effect.is_finite()) {
                    return wrong(&row.name, place + 1);
                }
            }
        }
        if self.rows.iter().any(Swing::ran) { Ok(()) } else { Err(ChartError::Empty { chart: self.title.clone() }) }
    }
}
