//! What records leave of the budget, day by day.

use chrono::NaiveDateTime;
use leptos::prelude::*;
use trivium_core::{
    chart::{Axis, Drawing, Limit, LineChart, Measure, Note, Now, Point, Role, Series, format, sentence},
    engine::reliability::{BurnDown, Outages, Window, burn_down, outages_of},
    model::{Service, Workspace},
};

use super::Desk;
use crate::ui::{kit::Figure, pages::records::moment_of};

/// A burn-down and the moment it is drawn for.
pub(super) struct Burn {
    pub(super) down: BurnDown,
    outages: Outages,
    now: NaiveDateTime,
    /// Whether `now` is the end of the records rather than today.
    past: bool,
    synthetic: bool,
}

/// The burn-down of a service's main objective; `None` without an objective or records.
pub(super) fn of(workspace: &Workspace, service: &Service) -> Option<Burn> {
    let slo = service.main_slo()?;
    let records = workspace.tables.delivery_of(service.id)?;
    let (now, past) = moment_of(records)?;
    let outages = outages_of(&records.incidents, service.incidents.impact, now);
    let down = burn_down(service, slo, &outages, Window::Rolling, now);
    Some(Burn { down, outages, now, past, synthetic: records.synthetic })
}

/// The figure, or what is missing for it.
pub(super) fn view(desk: Desk) -> AnyView {
    let chart = Memo::new(move |_| {
        let workspace = desk.session.workspace().get()?;
        let service = desk.service.get()?;
        Some(Drawing::from(picture(&service.name, &of(&workspace, &service)?)))
    });
    let note = move || {
        let workspace = desk.session.workspace().get()?;
        let service = desk.service.get()?;
        of(&workspace, &service).map(|burn| remarks(&burn))
    };
    let missing = move || {
        chart.with(Option::is_none).then(|| {
            view! {
                <div class="empty">
                    <h3>"No records to burn down"</h3>
                    <p>"Import incidents on the page DORA metrics, with start, end and, if known, the share of users hit. Then this shows what they left of the budget, day by day."</p>
                    <a class="button" href="#/dora">"Go to DORA metrics"</a>
                </div>
            }
        })
    };
    view! {
        <div hidden=move || chart.with(Option::is_none)><Figure chart=chart/></div>
        {missing}
        <p class="small-text muted">{note}</p>
    }
    .into_any()
}

/// Seconds since 1970, for the axis.
#[expect(clippy::cast_precision_loss, reason = "seconds of this century are far below 2^53")]
fn seconds(at: NaiveDateTime) -> f64 {
    at.and_utc().timestamp() as f64
}

fn picture(name: &str, burn: &Burn) -> LineChart {
    let points: Vec<Point> =
        burn.down.points.iter().map(|point| Point::new(seconds(point.at), point.minutes_left)).collect();
    let (from, to) = (points.first().map_or(0.0, |point| point.x), seconds(burn.now));
    let left = burn.down.budget.minutes - burn.down.bad_minutes;
    let mut chart = LineChart::new(
        format!("Minutes of budget left, {name}, rolling window"),
        Axis::free("Time (UTC)", Measure::Date { offset_minutes: 0 }).within(from, to),
        Axis::from_zero("Minutes left", Measure::Number("min".to_owned())),
        vec![Series::new("left", Role::First, points)],
    );
    chart.limit = Some(Limit { value: 0.0, name: "budget spent".to_owned() });
    chart.now = (!burn.past).then(|| Now { x: to, name: "today".to_owned() });
    chart.notes = notes(burn, from);
    let spent_on = burn.down.exhausted_on(burn.now).filter(|_| !burn.past).map(|at| format::day_month(at.date()));
    chart.says = Some(sentence::budget_left(left, burn.down.budget.minutes, spent_on.as_deref()));
    chart
}

/// The largest failures, where they end.
fn notes(burn: &Burn, from: f64) -> Vec<Note> {
    let left_at = |x: f64| {
        let at = burn.down.points.iter().rev().find(|point| seconds(point.at) <= x);
        at.map_or(0.0, |point| point.minutes_left)
    };
    let outages = burn.outages.list.iter().filter(|outage| seconds(outage.to) >= from);
    outages
        .map(|outage| {
            let x = seconds(outage.to);
            let length = outage.to - outage.from;
            #[expect(clippy::cast_precision_loss, reason = "minutes of an outage are far below 2^53")]
            let minutes = length.num_minutes() as f64;
            let hit = format::percent(outage.impact);
            Note {
                x,
                y: left_at(x),
                words: format!("{} × {hit}", format::duration(minutes * 60.0, format::Clock::Calendar)),
            }
        })
        .collect()
}

fn remarks(burn: &Burn) -> String {
    let mut all = Vec::new();
    if burn.past {
        all.push(format!("Shown up to {}, the last record.", format::date(burn.now.date())));
    }
    if burn.synthetic {
        all.push("The records are synthetic.".to_owned());
    }
    if burn.outages.impact_assumed > 0 {
        all.push(format!(
            "{} of {} incidents do not say whom they hit; the service's usual share is taken.",
            burn.outages.impact_assumed,
            burn.outages.list.len()
        ));
    }
    if burn.outages.still_open > 0 {
        all.push(format!(
            "{} still open: counted until now.",
            format::counted(burn.outages.still_open as u64, "incident is", "incidents are")
        ));
    }
    if burn.outages.left_out > 0 {
        all.push(format!(
            "{} left out, because the end lies before the start.",
            format::counted(burn.outages.left_out as u64, "incident is", "incidents are")
        ));
    }
    all.join(" ")
}
