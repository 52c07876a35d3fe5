//! Five metrics, each with value, interval, count and definition in one row.

use leptos::prelude::*;
use trivium_core::{
    chart::format::{self, Clock, Unit},
    engine::{
        delivery::{DeliveryReport, Durations, Frequency, Known, Metric, NotKnown, Rate, definition, report},
        statistics::{Interval, PercentileMethod},
    },
};

use super::Desk;
use crate::ui::kit::{Strand, strand};

/// What a row shows.
struct Row {
    metric: Metric,
    layer: Strand,
    /// Value and what stands below it; or why there is none.
    value: Result<(String, String), String>,
    /// In words, and as positions of low, value, high on a scale of 0..=1.
    interval: Option<(String, [f64; 3])>,
    from: String,
}

/// The table.
pub(super) fn table(desk: Desk) -> Option<AnyView> {
    let shown = desk.records.get()?;
    let found = report(&shown.records, shown.span);
    let rows = [
        lead_time(&found),
        frequency(&found),
        recovery(&found),
        rate(Metric::ChangeFailRate, &found.change_fail_rate, of_planned(&found), "failed"),
        rate(Metric::ReworkRate, &found.rework_rate, None, "unplanned"),
    ];
    let linking = linking(&found);
    Some(
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label="Five DORA metrics">
            <table class="table metrics-table">
                <thead><tr>
                    <th scope="col">"Metric"</th><th scope="col" class="number">"Value"</th>
                    <th scope="col">"Interval, 95 %"</th><th scope="col" class="number">"From"</th>
                </tr></thead>
                <tbody>{rows.map(row_view)}</tbody>
            </table>
            </div>
            {linking.map(|sentence| view! { <p class="small-text muted pad">{sentence}</p> })}
        }
        .into_any(),
    )
}

fn row_view(row: Row) -> AnyView {
    let about = definition(row.metric);
    let (value, below) = match row.value {
        Ok((value, below)) => (view! { <strong class="figure-text">{value}</strong> }.into_any(), below),
        Err(why) => (view! { <span class="na">"n/a"</span> }.into_any(), format!("because {why}")),
    };
    let interval = row.interval.map(|(words, at)| view! { {bar(at)}<span class="small-text">{words}</span> });
    let also = (!about.also.is_empty()).then(|| format!("{}. ", about.also));
    view! {
        <tr>
            <th scope="row">
                <span class="metric-name">{strand(row.layer)}<strong>{about.name}</strong></span>
                <details class="metric-about">
                    <summary class="muted small-text">{also}"Definition"</summary>
                    <p class="small-text second">{format!("{}. Counted: {}. Interval: {}.", capital(about.formula), about.scope, about.interval)}</p>
                </details>
            </th>
            <td class="number">{value}<span class="sub wrap">{below}</span></td>
            <td class="interval-cell">{interval}</td>
            <td class="number">{row.from}</td>
        </tr>
    }
    .into_any()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// A grey bar for the interval and an ink mark for the value.
fn bar([low, value, high]: [f64; 3]) -> AnyView {
    let x = |share: f64| format!("{:.1}", share.clamp(0.0, 1.0) * 108.0 + 1.0);
    let width = format!("{:.1}", ((high - low) * 108.0).max(1.0));
    view! {
        <svg class="interval-bar" viewBox="0 0 110 12" width="110" height="12" aria-hidden="true">
            <line class="base" x1="0" x2="110" y1="6" y2="6"/>
            <rect x=x(low) y="3" width=width height="6"/>
            <line class="mark" x1=x(value) x2=x(value) y1="0" y2="12"/>
        </svg>
    }
    .into_any()
}

/// Positions on a scale from zero to a little beyond the upper end.
fn scale(low: f64, value: f64, high: f64, at_least: f64) -> [f64; 3] {
    let top = (high * 1.15).max(at_least);
    if top > 0.0 { [low / top, value / top, high / top] } else { [0.0; 3] }
}

fn duration(hours: f64) -> String {
    format::duration(hours * 3600.0, Clock::Calendar)
}

fn between(interval: Interval) -> String {
    Unit::Seconds(Clock::Calendar).between(interval.low * 3600.0, interval.high * 3600.0)
}

fn durations(
    metric: Metric,
    layer: Strand,
    known: &Known<Durations>,
    below: impl Fn(&Durations) -> String,
    noun: (&str, &str),
) -> Row {
    match known {
        Ok(durations) => {
            let median = durations.median();
            let interval = durations
                .median_interval()
                .map(|interval| (between(interval), scale(interval.low, median, interval.high, 0.0)));
            let mut from = format::counted(durations.n() as u64, noun.0, noun.1);
            if durations.backwards > 0 {
                from += &format!(", {} backwards left out", durations.backwards);
            }
            Row { metric, layer, value: Ok((duration(median), below(durations))), interval, from }
        }
        Err(why) => missing(metric, layer, *why),
    }
}

fn missing(metric: Metric, layer: Strand, why: NotKnown) -> Row {
    Row { metric, layer, value: Err(why.to_string()), interval: None, from: String::new() }
}

fn lead_time(found: &DeliveryReport) -> Row {
    let below = |durations: &Durations| {
        format!("median; 90 % within {}", duration(durations.p90(PercentileMethod::NearestRank)))
    };
    durations(
        Metric::LeadTime,
        Strand::Velocity,
        &found.lead_time,
        below,
        ("deployment with a commit time", "deployments with a commit time"),
    )
}

fn recovery(found: &DeliveryReport) -> Row {
    let below = |durations: &Durations| format!("median; mean {}", duration(durations.mean()));
    durations(Metric::Recovery, Strand::Reliability, &found.recovery, below, ("recovery", "recoveries"))
}

fn frequency(found: &DeliveryReport) -> Row {
    let (metric, layer) = (Metric::Frequency, Strand::Velocity);
    let per_week = |rate: f64| {
        if rate >= 0.1 {
            format!("{} a week", format::number(rate))
        } else {
            format!("{} in 28 days", format::number(rate * 4.0))
        }
    };
    match &found.frequency {
        Ok(Frequency { per_week: rate, between, .. }) => {
            let below = between
                .as_ref()
                .map(|gaps| format!("half of the gaps within {}", duration(gaps.median())))
                .unwrap_or_default();
            let words = Unit::Of("a week".to_owned()).between(rate.interval.low, rate.interval.high);
            let weeks = format::number(rate.span);
            Row {
                metric,
                layer,
                value: Ok((per_week(rate.rate), below)),
                interval: Some((words, scale(rate.interval.low, rate.rate, rate.interval.high, 0.0))),
                from: format!("{} in {weeks} weeks", format::counted(rate.events as u64, "deployment", "deployments")),
            }
        }
        Err(why) => missing(metric, layer, *why),
    }
}

fn rate(metric: Metric, known: &Known<Rate>, extra: Option<String>, verb: &str) -> Row {
    let layer = Strand::Reliability;
    match known {
        Ok(rate) => {
            let share = &rate.share;
            let count =
                rate.per_28_days.as_ref().map(|each| format!("{} {verb} in 28 days", format::number(each.rate)));
            let below = [count, extra].into_iter().flatten().collect::<Vec<_>>().join("; ");
            let words = Unit::Share.between(share.interval.low, share.interval.high);
            let unknown = if rate.unknown > 0 { format!(", {} unknown", rate.unknown) } else { String::new() };
            Row {
                metric,
                layer,
                value: Ok((format::percent(share.share), below)),
                interval: Some((words, scale(share.interval.low, share.share, share.interval.high, 0.2))),
                from: format!("{} of {}{unknown}", share.hits, share.n),
            }
        }
        Err(why) => missing(metric, layer, *why),
    }
}

/// The other denominator, which people often mean.
fn of_planned(found: &DeliveryReport) -> Option<String> {
    let rate = found.change_fail_rate_of_planned.as_ref().ok()?;
    Some(format!("{} of the {} planned", format::percent(rate.share.share), rate.share.n))
}

fn linking(found: &DeliveryReport) -> Option<String> {
    let linking = &found.linking;
    let all = linking.linked + linking.unknown_deployment + linking.without;
    (all > 0).then(|| {
        let mut sentence = format!("{} of {} incidents name a deployment of these records", linking.linked, all);
        if linking.unknown_deployment > 0 {
            sentence += &format!("; {} name one that is not in them", linking.unknown_deployment);
        }
        sentence + "."
    })
}
