//! More of the answer, folded: flow, incidents and money, how the queue of changes grows, what the budget affords, and
//! whether people could ever see the improvement in their own figures.

use leptos::prelude::*;
use trivium_core::{
    chart::{Axis, Drawing, LineChart, Measure as ChartMeasure, Point, Role, Series, format},
    engine::{
        simulation::{Affordable, Comparison, CumulativeFlow, Measure, Outcome},
        statistics::{USUAL_LOG_DEVIATION, chance_to_see, incidents_to_see},
    },
};

use super::{Bench, result, save};
use crate::ui::kit::{Figure, not_available};

/// Each table with its heading.
const TABLES: [(&str, &[Measure]); 4] = [
    (
        "Flow",
        &[
            Measure::RequestToLiveMedian,
            Measure::RequestToLiveP85,
            Measure::CommitToLiveMedian,
            Measure::StandardToLive,
            Measure::NormalToLive,
            Measure::EmergencyToLive,
            Measure::ChangesPerWeek,
            Measure::BatchSize,
            Measure::WorkInProgress,
            Measure::FlowEfficiency,
        ],
    ),
    (
        "Stability",
        &[
            Measure::ReworkRate,
            Measure::Incidents,
            Measure::AcknowledgementTime,
            Measure::LastLevelCalled,
            Measure::LostToIncidents,
        ],
    ),
    ("Budget and policy", &[Measure::SloAttainment, Measure::TimeFrozen, Measure::Freezes]),
    ("Money", &[Measure::OutageCost, Measure::DelayCost, Measure::SlaCredits, Measure::TotalCost]),
];

/// The fold below the decision.
pub(super) fn view(bench: Bench) -> AnyView {
    let open = RwSignal::new(false);
    // What nobody looks at is not built.
    let inside = move || open.get().then(|| body(bench));
    view! {
        <details class="more-answer" on:toggle=move |ev| open.set(event_target::<web_sys::HtmlDetailsElement>(&ev).open())>
            <summary><strong>"More of the answer"</strong>" "<span class="muted">"flow, incidents, money, cumulative flow, what the budget affords, and whether you could see it"</span></summary>
            <div class="more-body">{inside}</div>
        </details>
    }
    .into_any()
}

fn body(bench: Bench) -> AnyView {
    let tables = move || {
        let (today, chosen) = (bench.simulations.today().get().outcome?, bench.simulations.chosen().get().outcome?);
        let comparison = bench.comparison.get();
        let name = bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.name.clone()))?;
        Some(tables(&today, &chosen, comparison.as_ref(), &name))
    };
    let flow = Signal::derive(move || {
        let (today, chosen) = (bench.simulations.today().get().outcome?, bench.simulations.chosen().get().outcome?);
        let name = bench.scenario.with(|scenario| scenario.as_ref().map(|scenario| scenario.name.clone()))?;
        cumulative_flow(today.cumulative.as_ref()?, chosen.cumulative.as_ref()?, &name).map(Drawing::from)
    });
    let says = move || {
        let (today, chosen) = (bench.simulations.today().get().outcome?, bench.simulations.chosen().get().outcome?);
        Some((affords(&today, &chosen), could_be_seen(&today, &chosen)))
    };
    view! {
        {tables}
        <div class="card"><Figure chart=flow foot=save::origin(bench)/></div>
        {move || says().map(|(affords, seen)| view! {
            <div class="grid two">
                <div class="card ask-card"><h3>"What does the budget afford?"</h3>{affords}</div>
                <div class="card ask-card"><h3>"Could you see it in your own figures?"</h3>{seen}</div>
            </div>
        })}
    }
    .into_any()
}

fn tables(today: &Outcome, chosen: &Outcome, comparison: Option<&Comparison>, name: &str) -> AnyView {
    let row = |measure: &Measure| {
        let difference = comparison.and_then(|comparison| comparison.of(*measure));
        let by = difference.map(|difference| result::by_how_much(*measure, difference, &chosen.currency));
        view! {
            <tr>
                <th scope="row">{measure.name()}</th>
                <td class="number">{result::value(*measure, today)}</td>
                <td class="number strong">{result::value(*measure, chosen)}</td>
                <td class="number">{by}</td>
                <td>{result::in_words(*measure, difference)}</td>
            </tr>
        }
    };
    let group = |(title, measures): (&'static str, &[Measure])| {
        view! {
            <tbody>
                <tr class="group"><th scope="rowgroup" colspan="5">{title}</th></tr>
                {measures.iter().map(row).collect_view()}
            </tbody>
        }
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label="All other measures">
        <table class="table result-table">
            <thead><tr>
                <th scope="col">"Measure"</th>
                <th scope="col" class="number">"Today"</th>
                <th scope="col" class="number">{name.to_owned()}</th>
                <th scope="col" class="number">"Difference"<span class="sub">"95 % sure, between"</span></th>
                <th scope="col">"In words"</th>
            </tr></thead>
            {TABLES.map(group)}
        </table>
        </div>
    }
    .into_any()
}

/// Requested and live, of both sides: upwards between the two lines is work in progress, sideways its time.
fn cumulative_flow(today: &CumulativeFlow, chosen: &CumulativeFlow, name: &str) -> Option<LineChart> {
    let line = |flow: &CumulativeFlow, values: &[f64]| {
        values.iter().zip(0_u32..).map(|(value, at)| Point::new(f64::from(at * flow.days_per_point), *value)).collect()
    };
    let (out_before, out_after) = (today.passed.last()?, chosen.passed.last()?);
    let mut chart = LineChart::new(
        "Changes requested and done, counted from the first measured day",
        Axis::from_zero("Day", ChartMeasure::DayOf),
        Axis::from_zero("Changes", ChartMeasure::Number(String::new())),
        vec![
            Series::new("Requested", Role::Second, line(chosen, &chosen.arrived)),
            Series::new("Done today", Role::Today, line(today, out_before)),
            Series::new(format!("Done with {name}"), Role::First, line(chosen, out_after)),
        ],
    );
    let open = |arrived: &[f64], out: &[f64]| Some(arrived.last()? - out.last()?);
    let (before, after) = (open(&today.arrived, out_before)?, open(&chosen.arrived, out_after)?);
    chart.says = Some(format!(
        "At the end {} changes are between request and done with \u{201c}{name}\u{201d}, {} today; upwards between two lines is work in progress, sideways its time.",
        format::number(after),
        format::number(before)
    ));
    Some(chart)
}

/// "The budget pays for about 7 deployments in 28 days; 36 are made."
fn affords(today: &Outcome, chosen: &Outcome) -> AnyView {
    let one = |who: &str, affordable: Option<Affordable>| match affordable {
        None => {
            view! { <p>{who.to_owned()}": "{not_available("there is no objective, or nothing failed")}</p> }.into_any()
        }
        Some(found) => {
            let sentence = format!(
                "{who}: the budget of {} d pays for about {} deployments; {} are made. {} of them fail, and a failure costs {} of the {} min.",
                found.window_days,
                format::number(found.estimate),
                format::number(found.simulated),
                format::percent(found.fail_rate),
                format::duration(found.minutes_per_failure * 60.0, format::Clock::Calendar),
                format::number(found.budget_minutes),
            );
            view! { <p>{sentence}</p> }.into_any()
        }
    };
    view! {
        {one("Today", today.affordable)}
        {one("The scenario", chosen.affordable)}
        <p class="help">{Affordable::REMARK}</p>
    }
    .into_any()
}

/// Weeks of a quarter.
const QUARTER: f64 = 13.0;
/// The chance with which one wants to see an improvement.
const WANTED: f64 = 0.8;

/// "With 3 incidents a quarter you would see a 40 % faster recovery in about 1 of 10 comparisons."
fn could_be_seen(today: &Outcome, chosen: &Outcome) -> AnyView {
    let incidents = today.estimate(Measure::Incidents).map(|each| each.mean * QUARTER / 4.0);
    let recovery = |outcome: &Outcome| outcome.estimate(Measure::RecoveryTime).map(|time| time.mean);
    let (Some(incidents), Some(before), Some(after)) = (incidents, recovery(today), recovery(chosen)) else {
        return not_available("there is no incident to recover from");
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of incidents in a quarter")]
    let whole = incidents.round().clamp(0.0, 1e6) as usize;
    let faster = if before > 0.0 { 1.0 - after / before } else { 0.0 };
    // Where the scenario does not recover faster, a usual aim stands in for it.
    let (faster, whose) = if faster > 0.02 { (faster, "this") } else { (0.2, "a usual") };
    let quarter = format::counted(u64::try_from(whole).unwrap_or(u64::MAX), "incident", "incidents");
    let seen = chance_to_see(whole, whole, faster, USUAL_LOG_DEVIATION);
    let chance = match seen {
        Some(chance) => format!(
            "With {quarter} a quarter you would see {whose} improvement of recovery, {} faster, with a chance of {} when you compare two quarters.",
            format::percent(faster),
            format::percent(chance)
        ),
        None => format!("With {quarter} a quarter no comparison of two quarters can show a faster recovery."),
    };
    let needed = incidents_to_see(faster, USUAL_LOG_DEVIATION, WANTED).map(|needed| {
        format!(
            " To see it in 8 of 10 cases, each of the two periods needs {} incidents.",
            format::count(u64::try_from(needed).unwrap_or(u64::MAX))
        )
    });
    view! {
        <p>{chance}{needed}</p>
        <p class="help">"By a two-sample t test of the logarithms of recovery times, assumed to spread with a standard deviation of 1.2. What your records cannot show, the simulation can: it has as many quarters as it needs."</p>
    }
    .into_any()
}
