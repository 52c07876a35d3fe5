//! Alerts on burn rate: when each would fire, and what is gone by then.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::reliability::{Action, AlertRow, WORKBOOK_TIERS, alert_table},
};

use super::Desk;

/// Names of the recommended tiers, fastest first.
const NAMES: [&str; 4] = ["Fast burn", "Slow burn", "Leak", "Drip"];

/// The card; `None` without an objective.
pub(super) fn view(desk: Desk) -> Option<AnyView> {
    let service = desk.service.get()?;
    let slo = service.main_slo()?;
    let table = alert_table(slo.target, slo.window_days, &WORKBOOK_TIERS);
    let fastest = table.iter().filter_map(|row| row.full_outage_fires_after).fold(f64::INFINITY, f64::min);
    let sentence = if fastest.is_finite() {
        format!("Both windows must burn. A full outage pages after {}.", hours(fastest))
    } else {
        "Both windows must burn. At this objective no rule can ever fire.".to_owned()
    };
    let rows = table.iter().zip(NAMES).map(|(row, name)| row_view(row, name)).collect_view();
    Some(
        view! {
            <section class="card flush">
                <div class="card-head"><h2>"Alerts on burn rate"</h2><span class="sentence">{sentence}</span>
                    <span class="side">"Thresholds of the SRE workbook, chapter 5"</span></div>
                <div class="scroll-x" tabindex="0" role="region" aria-label="Alerts on burn rate"><table class="table">
                    <thead><tr>
                        <th scope="col">"Alert"</th><th scope="col" class="number">"Burn rate"</th><th scope="col">"Windows"</th>
                        <th scope="col" class="number">"Budget gone when it fires"</th><th scope="col" class="number">"All gone after"</th>
                        <th scope="col" class="number">"Full outage fires after"</th><th scope="col">"Action"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
            </section>
        }
        .into_any(),
    )
}

fn hours(hours: f64) -> String {
    format::duration(hours * 3600.0, format::Clock::Calendar)
}

fn row_view(row: &AlertRow, name: &'static str) -> AnyView {
    let action = match row.tier.action {
        Action::Page => "Page",
        Action::Ticket => "Ticket",
    };
    view! {
        <tr>
            <th scope="row"><strong>{name}</strong></th>
            <td class="number">{format::number(row.tier.burn_rate)}</td>
            <td>{format!("{} and {}", hours(row.tier.long_hours), hours(row.tier.short_hours))}</td>
            <td class="number">{format::percent(row.budget_at_fire)}</td>
            <td class="number">{hours(row.spends_all_in_hours)}</td>
            <td class="number">{row.full_outage_fires_after.map_or_else(|| "never".to_owned(), hours)}</td>
            <td>{action}</td>
        </tr>
    }
    .into_any()
}
