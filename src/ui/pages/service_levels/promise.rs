//! From promise to consequence: agreement, objective, budget, policy; and whether suppliers allow it.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::reliability::{
        Budget, Part, PartKind, PromiseCheck, PromiseVerdict, promise_check, promised_minutes_per_window,
    },
    model::{ContractKind, Indicator, Service, ServiceHours, Slo},
};

use super::Desk;
use crate::ui::kit::{Icon, Strand, icon, strand};

/// The card of the chosen service.
pub(super) fn view(desk: Desk) -> Option<AnyView> {
    let workspace = desk.session.workspace().get()?;
    let service = desk.service.get()?;
    let slo = service.main_slo().cloned();
    let check = slo.as_ref().map(|slo| promise_check(&workspace, &service, slo));
    let sentence = match (&slo, &check) {
        (Some(slo), Some(check)) if check.parts.len() > 1 => format!(
            "The objective leaves {}; all parts together may take {}.",
            minutes(Budget::of(&service, slo).minutes),
            minutes(check.bad_minutes)
        ),
        (Some(slo), _) => {
            format!("The objective leaves {} in {} days.", minutes(Budget::of(&service, slo).minutes), slo.window_days)
        }
        (None, _) => "Without an objective there is no budget to spend.".to_owned(),
    };
    Some(
        view! {
            <section class="card">
                <div class="card-head"><h2>{format!("{}: from promise to consequence", service.name)}</h2><span class="sentence">{sentence}</span></div>
                <ol class="chain">{agreement(&service)}{objective(&service, slo.as_ref())}{budget(&service, slo.as_ref())}{policy(&service)}</ol>
                {check.filter(|check| check.parts.len() > 1).map(|check| series(&check))}
            </section>
        }
        .into_any(),
    )
}

fn minutes(minutes: f64) -> String {
    format::duration_exact(minutes * 60.0, format::Clock::Calendar)
}

fn link(layer: Strand, name: &'static str, figure: String, lines: Vec<String>, missing: bool) -> AnyView {
    view! {
        <li class="chain-link" class:missing=missing>
            <span class="chain-name">{strand(layer)}{name}</span>
            <strong class="figure-text" class:bad-text=missing>{figure}</strong>
            {lines.into_iter().map(|line| view! { <span class="small-text second">{line}</span> }).collect_view()}
        </li>
    }
    .into_any()
}

fn agreement(service: &Service) -> AnyView {
    let name = "SLA, promised to the business";
    let Some(sla) = &service.sla else {
        return link(
            Strand::Governance,
            name,
            "none".to_owned(),
            vec!["nothing is promised in writing".to_owned()],
            false,
        );
    };
    let promised = promised_minutes_per_window(&service.hours, sla.window_days);
    let mut lines = vec![format!("{} in {} days", minutes(promised * sla.target.budget()), sla.window_days)];
    lines.extend(
        sla.credits
            .iter()
            .map(|step| format!("{} credit below {} %", format::percent(step.credit.value()), step.below)),
    );
    link(Strand::Governance, name, format!("{} %", sla.target), lines, false)
}

fn objective(service: &Service, slo: Option<&Slo>) -> AnyView {
    let name = "SLO, what we aim for";
    let Some(slo) = slo else { return link(Strand::Reliability, name, "none".to_owned(), Vec::new(), true) };
    let hours = match service.hours {
        ServiceHours::Always => "24x7".to_owned(),
        ServiceHours::Weekly { .. } => {
            format!("{} service hours a week", format::number(service.hours.hours_per_week()))
        }
    };
    let mut lines = vec![slo.description.clone(), format!("rolling {} days, {hours}", slo.window_days)];
    for other in service.slos.iter().filter(|other| other.id != slo.id) {
        let what = match other.indicator {
            Indicator::Latency { within_ms } => format!("{} % within {} ms", other.target, format::number(within_ms)),
            Indicator::Availability => format!("{} %: {}", other.target, other.description),
        };
        lines.push(format!("also {what}"));
    }
    link(Strand::Reliability, name, format!("{} %", slo.target), lines, false)
}

fn budget(service: &Service, slo: Option<&Slo>) -> AnyView {
    let name = "Error budget, to spend";
    let Some(slo) = slo else {
        return link(
            Strand::Reliability,
            name,
            "n/a".to_owned(),
            vec!["because there is no objective".to_owned()],
            true,
        );
    };
    let budget = Budget::of(service, slo);
    let promised = format::number(budget.promised_minutes / 60.0);
    let lines = vec![format!("{} % of {promised} promised hours", trim(slo.target.budget() * 100.0))];
    link(Strand::Reliability, name, minutes(budget.minutes), lines, false)
}

/// A percentage of a budget without needless zeros.
fn trim(percent: f64) -> String {
    let text = format!("{percent:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn policy(service: &Service) -> AnyView {
    let name = "Policy, when it is spent";
    match service.budget_policy.as_ref().and_then(|policy| policy.freeze) {
        Some(freeze) => link(
            Strand::Governance,
            name,
            "freeze".to_owned(),
            vec![
                format!(
                    "at {} left, until {}",
                    format::percent(freeze.at_remaining),
                    format::percent(freeze.until_remaining)
                ),
                "emergency changes still go out".to_owned(),
            ],
            false,
        ),
        None => link(Strand::Governance, name, "none".to_owned(), vec!["no threshold, no action".to_owned()], true),
    }
}

/// The parts in series, against the budget.
fn series(check: &PromiseCheck) -> AnyView {
    let broken = check.bad_minutes > check.budget.minutes * (1.0 + 1e-9);
    let (class, title, advice) = match check.verdict {
        PromiseVerdict::CannotBeKept => (
            "callout",
            "The contracts make the promise impossible.",
            "However good our own part is, the others alone use up the budget. Lower the objective, ask the supplier for more, or add a second supplier.".to_owned(),
        ),
        PromiseVerdict::OwnPartMustReach(own) if broken => (
            "callout near",
            "All parts together allow more failure than the objective.",
            format!("To keep the objective, our own part would have to reach {} %.", trim(own * 100.0)),
        ),
        _ => ("callout plain", "All parts together can keep the objective.", String::new()),
    };
    let most = check.bad_minutes.max(check.budget.minutes);
    let allowed = check.budget.minutes / most * 100.0;
    let rows = check.parts.iter().map(|part| part_row(part, most, allowed)).collect_view();
    view! {
        <div class=class>
            <strong class="callout-title">{icon(Icon::Near)}{title}</strong>
            <p>{format!(
                "Together they give {} %: {} of expected failure in {} days, {} allowed. Independent failures assumed.",
                trim(check.together * 100.0), minutes(check.bad_minutes), format::number(check.budget.window_days), minutes(check.budget.minutes),
            )}</p>
            <div class="scroll-x" tabindex="0" role="region" aria-label="Parts in series"><table class="table">
                <thead><tr>
                    <th scope="col">"Part"</th><th scope="col">"Contract"</th><th scope="col" class="number">"Availability"</th>
                    <th scope="col" class="number">"Expected failure"</th><th scope="col"><span class="visually-hidden">"Picture"</span></th>
                </tr></thead>
                <tbody>
                    {rows}
                    <tr class="total">
                        <th scope="row"><strong>"All in series"</strong></th><td></td>
                        <td class="number"><strong>{format!("{} %", trim(check.together * 100.0))}</strong></td>
                        <td class="number"><strong>{minutes(check.bad_minutes)}</strong></td>
                        <td>{bar(check.bad_minutes / most * 100.0, allowed)}</td>
                    </tr>
                </tbody>
            </table></div>
            <p>{advice}</p>
        </div>
    }
    .into_any()
}

fn part_row(part: &Part, most: f64, allowed: f64) -> AnyView {
    let kind = match part.kind {
        PartKind::Own => "own part, as good as the objective",
        PartKind::Contract(ContractKind::Ola) => "OLA",
        PartKind::Contract(ContractKind::Underpinning) => "underpinning contract",
        PartKind::Dependency => "service of ours",
    };
    view! {
        <tr>
            <th scope="row">{part.name.clone()}</th>
            <td>{kind}</td>
            <td class="number">{format!("{} %", trim(part.availability * 100.0))}</td>
            <td class="number">{minutes(part.bad_minutes)}</td>
            <td>{bar(part.bad_minutes / most * 100.0, allowed)}</td>
        </tr>
    }
    .into_any()
}

/// A bar on the scale of the column, with the limit in the colour of governance.
fn bar(percent: f64, limit: f64) -> AnyView {
    let over = percent > limit * (1.0 + 1e-9);
    view! {
        <svg class="limit-bar" class:over=over viewBox="0 0 104 14" width="104" height="14" aria-hidden="true">
            <rect x="0" y="4" width=format!("{:.1}", percent.max(0.5)) height="6"/>
            <line class="gov" x1=format!("{limit:.1}") x2=format!("{limit:.1}") y1="0" y2="14" stroke="currentColor" stroke-width="2"/>
        </svg>
    }
    .into_any()
}
