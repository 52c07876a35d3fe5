//! The loop: changes, approval, deployments, failures, recovery, budget, policy, and whether it is closed.

use leptos::prelude::*;
use trivium_core::{
    chart::format::{self, Unit},
    engine::{reliability::Budget, simulation::Measure},
};

use super::standing::Standing;

/// One station.
struct Station {
    /// The layer's class, and that of the line that leaves it.
    layer: &'static str,
    name: String,
    figure: String,
    sub: String,
    broken: bool,
}

impl Station {
    fn new(layer: &'static str, name: impl Into<String>, figure: String, sub: String) -> Self {
        Self { layer, name: name.into(), figure, sub, broken: false }
    }
}

/// The card.
pub(super) fn view(standing: &Standing) -> AnyView {
    let closed = standing.freezes();
    let sentence = if closed {
        "A change passes approval, delivery and operation; what it costs in reliability comes back as a rule."
    } else {
        "A change passes approval, delivery and operation; what it costs in reliability should come back as a rule. Today it does not."
    };
    let back = if closed {
        "Closed loop: a spent budget stops deployments"
    } else {
        "Open loop: spending the budget changes nothing upstream"
    };
    let stations = stations(standing).into_iter().map(|station| {
        let class = format!("station {}", station.layer);
        view! {
            <li class=class>
                <span class="station-name">{station.name}</span>
                <strong class="station-figure" class:bad-text=station.broken>{station.figure}</strong>
                <span class="station-node" aria-hidden="true"></span>
                <span class="station-sub">{station.sub}</span>
            </li>
        }
    });
    view! {
        <section class="card" aria-labelledby="loop-title">
            <div class="card-head"><h2 id="loop-title">"The loop today"</h2><span class="sentence">{sentence}</span></div>
            <ol class="loop" class:closed=closed>{stations.collect_view()}</ol>
            <p class="loop-back" class:closed=closed><span>{back}</span></p>
        </section>
    }
    .into_any()
}

fn known(value: Option<f64>, words: impl Fn(f64) -> String) -> String {
    value.map_or_else(|| "n/a".to_owned(), words)
}

fn stations(standing: &Standing) -> Vec<Station> {
    let days = |hours: f64| Unit::Days.show(hours / 24.0);
    let demand = standing.stream.demand;
    let total = known(standing.mean(Measure::RequestToLive), |days| Unit::Days.show(days));
    let batch = known(standing.mean(Measure::BatchSize), format::number);
    let rate = standing.estimate(Measure::ChangeFailRate);
    let used = standing.mean(Measure::BudgetUsed);
    let mut all = vec![Station::new(
        "gov",
        "Change requests",
        format!("{} a week", format::fixed(demand.per_week, 1)),
        format!("{} pre-approved", format::percent(demand.mix.standard.value())),
    )];
    if let Some((name, wait)) = standing.approval() {
        all.push(Station::new(
            "gov-to-vel",
            name,
            known(wait, |hours| format!("{} wait", days(hours))),
            format!("of {total} in total"),
        ));
    }
    all.push(Station::new(
        "vel",
        "Deployments",
        known(standing.mean(Measure::DeploymentsPerWeek), |count| format!("{} a week", format::number(count))),
        format!("{batch} changes each"),
    ));
    all.push(Station::new(
        "rel",
        "Failed",
        known(standing.mean(Measure::FailedDeployments), |count| format!("{} per 28 d", format::number(count))),
        rate.map_or_else(
            || format!("n/a, because {}", standing.why_not(Measure::ChangeFailRate)),
            |rate| format!("{} of deployments", format::percent(rate.mean)),
        ),
    ));
    all.push(Station::new(
        "rel",
        "Restored",
        known(standing.mean(Measure::RecoveryTime), |minutes| {
            format!("in {}", format::duration(minutes * 60.0, format::Clock::Calendar))
        }),
        "half within this time".to_owned(),
    ));
    let mut budget = Station::new(
        "rel-open",
        "Error budget",
        known(used, |used| format!("{} used", format::percent(used))),
        spent(standing, used),
    );
    budget.broken = used.is_some_and(|used| used > 1.0);
    all.push(budget);
    let freezes = standing.freezes();
    let mut policy = Station::new(
        "gov-end",
        "Budget policy",
        if freezes { "freeze" } else { "none" }.to_owned(),
        if freezes { "when it is spent" } else { "no rule" }.to_owned(),
    );
    policy.broken = !freezes;
    all.push(policy);
    all
}

/// "44 of 40 min".
fn spent(standing: &Standing, used: Option<f64>) -> String {
    let budget = standing.service.as_ref().and_then(|service| Some(Budget::of(service, service.main_slo()?)));
    match (budget, used) {
        (Some(budget), Some(used)) => {
            format!("{} of {} min", format::number(used * budget.minutes), format::number(budget.minutes))
        }
        (Some(budget), None) => {
            format!("{} allowed", format::duration_exact(budget.minutes * 60.0, format::Clock::Calendar))
        }
        (None, _) => "no objective".to_owned(),
    }
}
