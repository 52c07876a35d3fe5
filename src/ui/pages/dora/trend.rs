//! The trend: lead time period by period, with failed and fine deployments below.

use chrono::NaiveDateTime;
use leptos::prelude::*;
use trivium_core::{
    chart::{Axis, Drawing, LineChart, Measure, Outcome, Point, Role, Series, format},
    engine::delivery::{Bucket, Period, trend},
};

use super::{Desk, Shown};
use crate::ui::kit::{Figure, Segmented};

/// Measures to choose from.
const MEASURES: [&str; 4] = ["Lead time", "Deployments", "Fail rate", "Recovery"];

/// The figure with its choice.
pub(super) fn view(desk: Desk) -> AnyView {
    let measure = RwSignal::new(0_usize);
    let chart = Memo::new(move |_| {
        let chart = desk.records.with(|shown| shown.as_ref().and_then(|shown| picture(shown, measure.get())));
        chart.map(Drawing::from)
    });
    let why = move || {
        chart
            .with(Option::is_none)
            .then(|| view! { <p class="na">"n/a, because no period of this window has such a record."</p> })
    };
    view! {
        <div class="trend-choice">
            <Segmented label="What the trend shows" options=MEASURES.to_vec() chosen=measure choose=Callback::new(move |index: usize| measure.set(index))/>
        </div>
        <Figure chart=chart height=300/>
        {why}
    }
    .into_any()
}

/// Seconds since 1970, for the axis.
#[expect(clippy::cast_precision_loss, reason = "seconds of this century are far below 2^53")]
fn seconds(at: NaiveDateTime) -> f64 {
    at.and_utc().timestamp() as f64
}

/// Weeks for half a year, months for three, quarters beyond: about thirty periods.
fn period(shown: &Shown) -> Period {
    match shown.span.stretch(&shown.records).map_or(0.0, |stretch| stretch.days()) {
        days if days <= 230.0 => Period::Week,
        days if days <= 1_100.0 => Period::Month,
        _ => Period::Quarter,
    }
}

/// The value of a period, and of how many records; `None` where it does not exist.
type Read = fn(&Bucket) -> Option<(f64, usize)>;

fn picture(shown: &Shown, measure: usize) -> Option<LineChart> {
    let period = period(shown);
    let buckets = trend(&shown.records, shown.span, period).ok()?;
    let word = match period {
        Period::Week => "week",
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Year => "year",
    };
    let middle = |bucket: &Bucket| f64::midpoint(seconds(bucket.from), seconds(bucket.to));
    let (title, axis, noun, value): (String, Measure, &str, Read) = match measure {
        0 => (format!("Change lead time by {word}"), Measure::Days, "deployments", |bucket| {
            bucket.lead_time.map(|hours| (hours / 24.0, bucket.lead_times))
        }),
        1 => (format!("Deployments by {word}"), Measure::Whole("deployments".to_owned()), "deployments", |bucket| {
            #[expect(clippy::cast_precision_loss, reason = "counts of deployments are small")]
            let count = bucket.counts.deployments as f64;
            Some((count, bucket.counts.deployments))
        }),
        2 => (format!("Change fail rate by {word}"), Measure::Share, "deployments", |bucket| {
            bucket.failed.as_ref().map(|failed| (failed.share, failed.n))
        }),
        _ => (format!("Failed deployment recovery time by {word}"), Measure::Days, "recoveries", |bucket| {
            bucket.recovery.map(|hours| (hours / 24.0, bucket.recoveries))
        }),
    };
    let point = |bucket: &Bucket| match value(bucket) {
        Some((y, n)) => Point::new(middle(bucket), y).counted(None, n as u64),
        None => Point::gap(middle(bucket)),
    };
    let points: Vec<Point> = buckets.iter().map(point).collect();
    points.iter().find(|point| point.y.is_some())?;
    let (first, last) = (buckets.first()?, buckets.last()?);
    let mut chart = LineChart::new(
        title,
        Axis::free("Time (UTC)", Measure::Date { offset_minutes: 0 }).within(seconds(first.from), seconds(last.to)),
        Axis::from_zero(MEASURES.get(measure).copied().unwrap_or_default(), axis),
        vec![Series::new(MEASURES.get(measure).copied().unwrap_or_default(), Role::First, points).counting(noun)],
    );
    chart.outcomes = outcomes(shown);
    chart.says = Some(sentence(&buckets, word, shown));
    Some(chart)
}

/// Marks of single deployments, as long as they can be told apart.
const MOST_MARKS: usize = 160;

fn outcomes(shown: &Shown) -> Vec<(f64, Outcome)> {
    let inside = shown.records.deployments.iter().filter(|deployment| shown.span.holds(deployment.finished_at));
    let marks: Vec<(f64, Outcome)> = inside
        .filter_map(|deployment| Some((seconds(deployment.finished_at), Outcome { failed: deployment.failed? })))
        .collect();
    if marks.len() <= MOST_MARKS { marks } else { Vec::new() }
}

/// "6 of 26 deployments failed; the most in one week were 2. The first and last week are not whole."
fn sentence(buckets: &[Bucket], word: &str, shown: &Shown) -> String {
    let failed: usize = buckets.iter().filter_map(|bucket| bucket.failed.as_ref()).map(|failed| failed.hits).sum();
    let all: usize = buckets.iter().map(|bucket| bucket.counts.deployments).sum();
    let most = buckets.iter().max_by_key(|bucket| bucket.counts.deployments);
    let mut sentence = format!("{failed} of {} failed", format::counted(all as u64, "deployment", "deployments"));
    if let Some(most) = most {
        sentence += &format!(
            "; the most in one {word} were {}, from {}",
            most.counts.deployments,
            format::date(most.from.date())
        );
    }
    sentence.push('.');
    if buckets.iter().any(|bucket| !bucket.complete) {
        sentence += &format!(" A {word} at an end is not whole: its count is too low.");
    }
    let unknown = shown.records.deployments.iter().filter(|deployment| deployment.failed.is_none()).count();
    if unknown > 0 {
        sentence += &format!(" {unknown} do not say whether they failed.");
    }
    sentence
}
