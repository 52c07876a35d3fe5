//! Three layers, each with one sentence and three figures with their intervals.

use leptos::prelude::*;
use trivium_core::{
    chart::format::{self, Unit},
    engine::simulation::{Estimate, Measure},
    model::StepKind,
};

use super::standing::Standing;
use crate::ui::{
    kit::{Strand, strand},
    pages::simulator::{self, in_unit},
};

/// A figure with what stands below it.
struct Figure {
    name: &'static str,
    sub: String,
    value: String,
    right: String,
    assumed: bool,
}

/// The three cards.
pub(super) fn view(standing: &Standing) -> AnyView {
    view! {
        <div class="grid three">
            {card(Strand::Governance, governance_sentence(standing), governance(standing))}
            {card(Strand::Velocity, velocity_sentence(standing), velocity(standing))}
            {card(Strand::Reliability, reliability_sentence(standing), reliability(standing))}
        </div>
    }
    .into_any()
}

fn card(layer: Strand, sentence: String, figures: Vec<Figure>) -> AnyView {
    let rows = figures.into_iter().map(|figure| {
        view! {
            <div class="figure-row">
                <dt>{figure.name}</dt>
                <dd class="figure">{figure.value}</dd>
                <dd class="sub">{figure.sub}</dd>
                <dd class="sub right"><span class:assumed-mark=figure.assumed>{figure.right}</span></dd>
            </div>
        }
    });
    view! {
        <section class="card">
            <div class="card-head"><h2>{strand(layer)}{layer.name()}</h2></div>
            <p class="second layer-sentence">{sentence}</p>
            <dl>{rows.collect_view()}</dl>
        </section>
    }
    .into_any()
}

/// "18.1 to 19.5 d".
fn between(measure: Measure, estimate: &Estimate) -> String {
    estimate.interval.map(|interval| simulator::between(measure, interval.low, interval.high)).unwrap_or_default()
}

fn simulated(standing: &Standing, name: &'static str, sub: impl Into<String>, measure: Measure) -> Figure {
    let (figure, right) = match standing.estimate(measure) {
        Some(estimate) => (in_unit(measure, estimate.mean), between(measure, estimate)),
        None => ("n/a".to_owned(), format!("because {}", standing.why_not(measure))),
    };
    Figure { name, sub: sub.into(), value: figure, right, assumed: false }
}

fn governance(standing: &Standing) -> Vec<Figure> {
    let mut all = Vec::new();
    if let Some((name, wait)) = standing.approval() {
        all.push(Figure {
            name: "Approval wait per change",
            sub: name,
            value: wait.map_or_else(|| "n/a".to_owned(), |hours| Unit::Days.show(hours / 24.0)),
            right: "mean, simulated".to_owned(),
            assumed: false,
        });
    }
    all.push(Figure {
        name: "Pre-approved changes",
        sub: "standard changes of all".to_owned(),
        value: format::percent(standing.stream.demand.mix.standard.value()),
        right: "stated".to_owned(),
        assumed: false,
    });
    let stops = standing.stream.steps.iter().find_map(|step| match step.kind {
        StepKind::Approval { stops_bad, .. } => Some(stops_bad),
        _ => None,
    });
    if let Some(stops) = stops {
        all.push(Figure {
            name: "Bad changes that approval stops",
            sub: "no record says how many".to_owned(),
            value: format::percent(stops.value()),
            right: "assumed".to_owned(),
            assumed: true,
        });
    }
    all
}

fn velocity(standing: &Standing) -> Vec<Figure> {
    vec![
        simulated(standing, "Request to live", "mean of all changes", Measure::RequestToLive),
        simulated(standing, "Change lead time", "first push to live, mean", Measure::CommitToLive),
        simulated(standing, "Deployment frequency", "of changes", Measure::DeploymentsPerWeek),
    ]
}

fn reliability(standing: &Standing) -> Vec<Figure> {
    let rate = standing.estimate(Measure::ChangeFailRate).map(|rate| {
        let counted =
            rate.counted.map(|counted| format!(", {} of {}", format::count(counted.hits), format::count(counted.n)));
        format!("change fail rate {}{}", format::percent(rate.mean), counted.unwrap_or_default())
    });
    vec![
        simulated(standing, "Failed deployments", rate.unwrap_or_default(), Measure::FailedDeployments),
        simulated(standing, "Recovery time", "half within this", Measure::RecoveryTime),
        simulated(standing, "Budget used", service_window(standing), Measure::BudgetUsed),
    ]
}

fn service_window(standing: &Standing) -> String {
    let service = standing.service.as_ref();
    service
        .and_then(|service| Some((service, service.main_slo()?)))
        .map(|(service, slo)| format!("{}, {} days", service.name, slo.window_days))
        .unwrap_or_default()
}

fn governance_sentence(standing: &Standing) -> String {
    let rule = if standing.freezes() { "a spent budget stops deployments" } else { "no rule reacts to the budget" };
    match standing.approval() {
        Some((name, Some(hours))) if hours > 24.0 => {
            format!("{name} takes {} of waiting, and {rule}.", Unit::Days.show(hours / 24.0))
        }
        Some((name, _)) => format!("{name} hardly waits, and {rule}."),
        None => format!("Nobody approves changes, and {rule}."),
    }
}

fn velocity_sentence(standing: &Standing) -> String {
    let work = format!("{} h", format::number(standing.sheet.work));
    match standing.mean(Measure::RequestToLive) {
        Some(days) => format!("A change is worked on for {work} and is live after {}.", Unit::Days.show(days)),
        None => format!("A change is worked on for {work}."),
    }
}

fn reliability_sentence(standing: &Standing) -> String {
    let name = standing.service.as_ref().map_or("The service", |service| service.name.as_str());
    match standing.mean(Measure::OutOfSlo).and_then(format::odds) {
        Some(odds) => format!("{name} is out of its SLO in {odds} windows."),
        None => format!("{name} has no objective to be judged by."),
    }
}
