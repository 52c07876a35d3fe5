//! How long things take, two ways: the share that is done by a time, and how many took how long.
//!
//! Both become a [`LineChart`], so that picture, table and crosshair are those of every other chart.

use super::axis::{Axis, Measure};
use super::format;
use super::line::{LineChart, Median, Point, Role, Series};
use super::sentence;

/// One curve of a cumulative distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// "No gates".
    pub name: String,
    /// What it stands for.
    pub role: Role,
    /// (value, share at or below it), ascending in both; shares from 0 to 1.
    pub points: Vec<(f64, f64)>,
}

impl Curve {
    /// The curve of observed values: each step of the empirical distribution, joined. Values that are not finite are
    /// left out.
    pub fn of(name: impl Into<String>, role: Role, values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "shares of a picture")]
        let points = sorted.iter().enumerate().map(|(i, v)| (*v, (i + 1) as f64 / sorted.len() as f64)).collect();
        Self { name: name.into(), role, points }
    }

    /// The first value at which at least `share` is reached, read between points. `None` if it never is.
    pub fn at_share(&self, share: f64) -> Option<f64> {
        let after = self.points.partition_point(|(_, s)| *s < share);
        let (x1, s1) = *self.points.get(after)?;
        let Some((x0, s0)) = after.checked_sub(1).and_then(|before| self.points.get(before)) else { return Some(x1) };
        Some(x0 + (share - s0) / (s1 - s0) * (x1 - x0))
    }
}

/// The share of things that are done, by time: "Share of changes live, by days since request".
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// Title of the chart.
    pub title: String,
    /// What is done, with its verb: "all changes are live".
    pub what: String,
    /// Name of the horizontal axis: "Days since request".
    pub name: String,
    /// Kind of values.
    pub measure: Measure,
    /// Today and the scenarios; at most four.
    pub curves: Vec<Curve>,
}

impl Distribution {
    /// The chart, with a ring and a drop at each median.
    pub fn chart(&self) -> LineChart {
        let series = self.curves.iter().map(|curve| {
            let points = curve.points.iter().map(|(x, share)| Point::new(*x, *share)).collect();
            Series::new(curve.name.clone(), curve.role, points)
        });
        let x = Axis::from_zero(self.name.clone(), self.measure.clone());
        let y = Axis::from_zero("Share", Measure::Share).within(0.0, 1.0);
        let mut chart = LineChart::new(self.title.clone(), x, y, series.collect());
        chart.medians = self
            .curves
            .iter()
            .filter_map(|curve| {
                let x = curve.at_share(0.5)?;
                let words = format!("{} {}", curve.name, self.measure.show(x));
                // A curve whose first step already reaches half has its ring there, not below the line.
                let y = curve.points.first().map_or(0.5, |(_, share)| share.max(0.5));
                Some(Median { role: curve.role, x, y, words })
            })
            .collect();
        chart.says = self.sentence();
        chart
    }

    /// "Half of all changes are live within 12.9 d instead of 18.2 d."
    fn sentence(&self) -> Option<String> {
        let median = |wanted: Option<&Curve>| wanted.and_then(|curve| curve.at_share(0.5));
        let today = median(self.curves.iter().find(|c| c.role == Role::Today));
        let other = median(self.curves.iter().find(|c| c.role != Role::Today));
        let (main, baseline) = if other.is_some() { (other, today) } else { (today, None) };
        Some(sentence::half_within(&self.what, main?, baseline, &self.measure))
    }
}

/// One class of a histogram.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Class {
    /// Lower end.
    pub from: f64,
    /// Upper end, above the lower one.
    pub to: f64,
    /// How many fell into it.
    pub count: u64,
}

/// How many took how long.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// Title of the chart.
    pub title: String,
    /// What is counted, in the plural: "incidents".
    pub noun: String,
    /// Name of the horizontal axis.
    pub name: String,
    /// Kind of values.
    pub measure: Measure,
    /// Ascending; where classes do not touch there is a gap.
    pub classes: Vec<Class>,
}

impl Histogram {
    /// Counts values in classes of equal width from `low`; what lies outside all of them is not counted. `None` if
    /// the width is not above zero or there are no classes.
    pub fn classes(values: &[f64], low: f64, width: f64, classes: usize) -> Option<Vec<Class>> {
        if !(width > 0.0 && width.is_finite() && low.is_finite()) || classes == 0 {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a histogram has a few dozen classes")]
        let edge = |i: usize| low + width * i as f64;
        let mut made: Vec<Class> = (0..classes).map(|i| Class { from: edge(i), to: edge(i + 1), count: 0 }).collect();
        for value in values {
            let at = made.partition_point(|class| class.to <= *value);
            if let Some(class) = made.get_mut(at).filter(|class| class.from <= *value) {
                class.count += 1;
            }
        }
        Some(made)
    }

    /// The chart: bars from zero.
    pub fn chart(&self) -> LineChart {
        let mut points = Vec::with_capacity(self.classes.len() + 1);
        for (i, class) in self.classes.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "heights of bars")]
            points.push(Point::new(class.from, class.count as f64));
            let next = self.classes.get(i + 1).map(|c| c.from);
            if next.is_none_or(|next| next > class.to) {
                points.push(Point::gap(class.to));
            }
        }
        let x = Axis::from_zero(self.name.clone(), self.measure.clone());
        let y = Axis::from_zero(self.noun.clone(), Measure::Whole(String::new()));
        let series = Series::new(self.noun.clone(), Role::First, points).barred();
        let mut chart = LineChart::new(self.title.clone(), x, y, vec![series]);
        chart.says = self.sentence();
        chart
    }

    /// "Most incidents, 31 of 120, are between 4 and 6 d."
    fn sentence(&self) -> Option<String> {
        let all: u64 = self.classes.iter().map(|c| c.count).sum();
        let most = self.classes.iter().rev().max_by_key(|c| c.count).filter(|c| c.count > 0)?;
        let share = if most.count * 2 > all { "Most" } else { "The largest group of" };
        Some(format!(
            "{share} {}, {} of {}, are {}.",
            self.noun,
            format::count(most.count),
            format::count(all),
            self.measure.between(most.from, most.to)
        ))
    }
}
