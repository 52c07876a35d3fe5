//! The chart in words and as a table.

use super::reading::{here, same, value_at};
use super::{LineChart, Point, Series, Shape, Stroke};
use crate::chart::table::{Cell, Table};
use crate::chart::{format, sentence};

impl LineChart {
    /// What the chart shows, in one sentence: the page's own, or where the main line starts and ends, and when it
    /// passes the limit.
    pub fn sentence(&self) -> String {
        if let Some(says) = &self.says {
            return says.clone();
        }
        let main = self.series.iter().filter(|s| s.stroke == Stroke::Firm).max_by_key(|s| {
            // The scenario speaks before the baseline.
            std::cmp::Reverse(if s.role == super::Role::Today { super::Role::Fourth } else { s.role })
        });
        let Some(main) = main.or(self.series.first()) else {
            return format!("{} has no values yet.", self.title);
        };
        let values: Vec<(f64, f64)> = main.points.iter().filter_map(|p| Some((p.x, p.y?))).collect();
        if main.shape == Shape::Dots {
            return self.cloud(main, &values);
        }
        let limit = self.limit.as_ref().map(|limit| (&limit.name, limit.value));
        let level = limit.or(self.base.as_ref().map(|base| (&base.name, base.value)));
        let limit = level.and_then(|(name, value)| {
            sentence::first_beyond(&values, value, main.shape == Shape::Stepped).map(|x| (name.as_str(), x))
        });
        sentence::course(&main.name, &values, &self.x.measure, &self.y.measure, limit)
            .unwrap_or_else(|| format!("{} has no values yet.", self.title))
    }

    /// How many dots there are, and how far they reach both ways.
    fn cloud(&self, main: &Series, values: &[(f64, f64)]) -> String {
        let ends = |pick: fn(&(f64, f64)) -> f64| {
            values.iter().map(pick).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
        };
        let (along, up) = (ends(|v| v.0), ends(|v| v.1));
        match values {
            [] => format!("{} has no values yet.", self.title),
            [(x, y)] => format!("{}: {} at {}.", main.name, self.y.measure.show(*y), self.x.measure.show(*x)),
            _ => format!(
                "{}: {} values from {} at {}.",
                main.name,
                format::count(values.len() as u64),
                self.y.measure.range(up.0, up.1),
                self.x.measure.range(along.0, along.1)
            ),
        }
    }

    /// Every value of the chart, one row for each place along the axis, and for each dot there.
    pub fn table(&self) -> Table {
        let unit = self.y.measure.raw_unit();
        let headed = |name: &str| {
            if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") }
        };
        let mut head = vec![self.x.name.clone()];
        for series in &self.series {
            if has_names(series) {
                head.push(format!("{}, name", series.name));
            }
            head.push(headed(&series.name));
            if has_intervals(series) {
                head.push(headed(&format!("{}, from", series.name)));
                head.push(headed(&format!("{}, to", series.name)));
            }
            if has_counts(series) {
                let noun = if series.noun.is_empty() { "count" } else { &series.noun };
                head.push(format!("{}, {noun}", series.name));
            }
        }
        for band in &self.bands {
            head.push(headed(&format!("{}, from", band.name)));
            head.push(headed(&format!("{}, to", band.name)));
        }
        if !self.outcomes.is_empty() {
            head.push("Outcome".to_owned());
        }
        if !self.notes.is_empty() {
            head.push("Note".to_owned());
        }
        if !self.ranges.is_empty() {
            head.push("Range".to_owned());
        }
        let mut rows = Vec::new();
        for x in self.places() {
            let dotted = self.series.iter().filter(|s| s.shape == Shape::Dots);
            let lines = dotted.map(|s| here(s, x).len()).max().unwrap_or(0).max(1);
            rows.extend((0..lines).map(|line| self.row(x, line)));
        }
        Table { head, rows }
    }

    fn places(&self) -> Vec<f64> {
        let mut places: Vec<f64> = self
            .series
            .iter()
            .flat_map(|s| s.points.iter().map(|p| p.x))
            .chain(self.bands.iter().flat_map(|b| b.edges.iter().map(|(x, ..)| *x)))
            .chain(self.outcomes.iter().map(|(x, _)| *x))
            .chain(self.notes.iter().map(|n| n.x))
            .filter(|x| x.is_finite())
            .collect();
        places.sort_by(f64::total_cmp);
        places.dedup();
        places
    }

    /// The row with the dots that are `line`th at their place; what is no dot stands in the first row of its place.
    fn row(&self, x: f64, line: usize) -> Vec<Cell> {
        let show = |v: f64| self.y.measure.show(v);
        let mut row = vec![Cell::number(Some(x), |x| self.x.measure.show(x))];
        for series in &self.series {
            let (value, point): (Option<f64>, Option<&Point>) = if series.shape == Shape::Dots {
                let dot = here(series, x).get(line);
                (dot.and_then(|dot| dot.y), dot)
            } else if line == 0 {
                (value_at(series, x).map(|(y, _)| y), at(&series.points, x, |p| p.x))
            } else {
                (None, None)
            };
            if has_names(series) {
                row.push(point.and_then(|p| p.name.as_ref()).map_or(Cell::Missing, Cell::text));
            }
            row.push(Cell::number(value, show));
            if has_intervals(series) {
                let (low, high) = point.and_then(|p| p.interval).unzip();
                row.push(Cell::number(low, show));
                row.push(Cell::number(high, show));
            }
            if has_counts(series) {
                let count = point.and_then(|p| p.count);
                row.push(count.map_or(Cell::Missing, |count| {
                    let whole = format::count(count.whole);
                    Cell::text(count.part.map_or(whole.clone(), |part| format!("{} of {whole}", format::count(part))))
                }));
            }
        }
        for band in &self.bands {
            let edge = at(&band.edges, x, |edge| edge.0).filter(|_| line == 0);
            row.push(Cell::number(edge.map(|e| e.1), show));
            row.push(Cell::number(edge.map(|e| e.2), show));
        }
        if !self.outcomes.is_empty() {
            let from = self.outcomes.partition_point(|(at, _)| *at < x);
            let here = self.outcomes.iter().skip(from).take_while(|(at, _)| same(*at, x));
            let words: Vec<&str> = here.map(|(_, o)| if o.failed { "failed" } else { "fine" }).collect();
            row.push(if words.is_empty() { Cell::Missing } else { Cell::text(words.join(", ")) });
        }
        if !self.notes.is_empty() {
            let words: Vec<&str> = self.notes.iter().filter(|n| same(n.x, x)).map(|n| n.words.as_str()).collect();
            row.push(if words.is_empty() { Cell::Missing } else { Cell::text(words.join(", ")) });
        }
        if !self.ranges.is_empty() {
            let names: Vec<&str> = self.ranges.iter().filter(|r| r.holds(x)).map(|r| r.name.as_str()).collect();
            row.push(if names.is_empty() { Cell::Missing } else { Cell::text(names.join(", ")) });
        }
        row
    }
}

/// The last item that stands exactly at `x`. Items are sorted by place.
fn at<T>(items: &[T], x: f64, place: impl Fn(&T) -> f64) -> Option<&T> {
    let after = items.partition_point(|item| place(item) <= x);
    items.get(after.checked_sub(1)?).filter(|item| same(place(item), x))
}

fn has_names(series: &Series) -> bool {
    series.points.iter().any(|p| p.name.is_some())
}

fn has_counts(series: &Series) -> bool {
    series.points.iter().any(|p| p.count.is_some())
}

fn has_intervals(series: &Series) -> bool {
    series.points.iter().any(|p| p.interval.is_some())
}
