//! All services, each with its objective and whether its promise can be kept.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::reliability::{PromiseVerdict, outage_cost, promise_check},
    model::{Service, ServiceHours, ServiceId, Weekday, order},
};

use super::{Desk, burn};
use crate::ui::kit::{Verdict, verdict};

/// One entry.
#[derive(Clone, PartialEq)]
struct Entry {
    id: ServiceId,
    name: String,
    objective: String,
    used: Option<f64>,
    impossible: bool,
}

/// The list, worst first, and what the same outage costs at two hours.
pub(super) fn view(desk: Desk) -> AnyView {
    let entries = Memo::new(move |_| {
        let Some(workspace) = desk.session.workspace().get() else { return Vec::new() };
        let entry = |service: &Service| Entry {
            id: service.id,
            name: service.name.clone(),
            objective: service
                .main_slo()
                .map_or_else(|| "no objective".to_owned(), |slo| format!("SLO {} %", slo.target)),
            used: burn::of(&workspace, service).and_then(|found| found.down.consumed),
            impossible: service
                .main_slo()
                .is_some_and(|slo| promise_check(&workspace, service, slo).verdict == PromiseVerdict::CannotBeKept),
        };
        let mut all: Vec<Entry> = workspace.services.iter().map(entry).collect();
        let badness = |entry: &Entry| (u8::from(entry.impossible), entry.used.unwrap_or(-1.0));
        order::sort_by(&mut all, |a, b| {
            let (a, b) = (badness(a), badness(b));
            b.1.max(f64::from(b.0)).total_cmp(&a.1.max(f64::from(a.0)))
        });
        all
    });
    let row = move |entry: Entry| {
        let chosen = move || desk.service.with(|service| service.as_ref().map(|service| service.id)) == Some(entry.id);
        let (used, judged) = judge(&entry);
        view! {
            <li>
                <button type="button" class="service-row" aria-current=move || chosen().then_some("true") on:click=move |_| desk.chosen.set(Some(entry.id))>
                    <strong>{entry.name.clone()}</strong><span>{used}</span>
                    <span class="muted small-text">{entry.objective.clone()}</span><span>{judged}</span>
                </button>
            </li>
        }
    };
    view! {
        <div class="card-head"><h2>"Services"</h2><span class="side">"worst first"</span></div>
        <ul class="service-list"><For each=move || entries.get() key=|entry| (entry.id, entry.name.clone(), entry.objective.clone(), entry.used.map(f64::to_bits)) children=row/></ul>
        {move || same_outage(desk)}
    }
    .into_any()
}

fn judge(entry: &Entry) -> (String, AnyView) {
    let used = entry.used.map_or_else(|| "no records".to_owned(), |used| format!("{} used", format::percent(used)));
    let judged = match entry.used {
        Some(used) if used > 1.0 => verdict(Verdict::Over, "over"),
        _ if entry.impossible => verdict(Verdict::Near, "promise at risk"),
        Some(used) if used > 0.75 => verdict(Verdict::Near, "near"),
        Some(_) => verdict(Verdict::Within, "within"),
        None => verdict(Verdict::Unknown, ""),
    };
    (used, judged)
}

/// For services with hours: one hour of outage inside and outside of them.
fn same_outage(desk: Desk) -> Option<AnyView> {
    let workspace = desk.session.workspace().get()?;
    let service = workspace.services.iter().find(|service| service.hours != ServiceHours::Always)?.clone();
    let slo = service.main_slo()?.clone();
    let cost = |hour: u16| {
        let cost = outage_cost(&service, &slo, Weekday::Tuesday, hour * 60, 60)?;
        Some(if cost.of_budget > 0.0 {
            format!("{} of the budget", format::percent(cost.of_budget))
        } else {
            "free".to_owned()
        })
    };
    let (early, late) = (cost(6)?, cost(10)?);
    Some(
        view! {
            <section class="same-outage">
                <h3>"The same outage, one hour"</h3>
                <p class="second">{format!("{} counts inside its service hours only. On a Tuesday:", service.name)}</p>
                <ul class="rows">
                    <li>"at 06:00"<span class="value">{early}</span></li>
                    <li>"at 10:00"<span class="value">{late}</span></li>
                </ul>
            </section>
        }
        .into_any(),
    )
}
