//! The levers, in the words of the field. A lever that stands where it stands today is no lever.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    edit::Command,
    model::{Lever, Release, ScenarioId, Service, Share, Target, Workspace, order},
};

use super::{
    Bench, estimate,
    lever_values::{
        DAILY_APPROVAL, DAILY_RELEASE, Rhythm, Subject, cadence_words, released, set_lever, share_in, with_share,
    },
    more_levers,
};
use crate::ui::kit::{Check, Segmented, Select, Slider, Strand, strand};

/// Everything the panel needs: the scenario's own view of the workspace.
#[derive(Clone, Copy)]
pub(super) struct Panel {
    bench: Bench,
    id: ScenarioId,
}

impl Panel {
    /// The lever of this kind that the scenario has.
    pub(super) fn lever(self, like: &Lever) -> Option<Lever> {
        self.bench.scenario.with(|scenario| scenario.as_ref().and_then(|scenario| set_lever(scenario, like).cloned()))
    }

    /// Moves a lever; at `today` it is taken away.
    pub(super) fn set(self, lever: Lever, today: &Lever) {
        let command = if lever == *today {
            Command::RemoveLever { scenario: self.id, lever }
        } else {
            Command::SetLever { scenario: self.id, lever }
        };
        self.bench.session.change(&command);
    }
}

/// The panel at the left.
pub(super) fn view(bench: Bench) -> AnyView {
    let subject = Memo::new(move |_| {
        let workspace = bench.session.workspace().get()?;
        let scenario = bench.scenario.get()?;
        let subject = Subject::of(&workspace, &scenario)?;
        Some((scenario.id, workspace, subject))
    });
    let count = move || bench.scenario.with(|scenario| scenario.as_ref().map_or(0, |scenario| scenario.levers.len()));
    let reset = move |_| {
        if let Some(mut scenario) = bench.scenario.get_untracked() {
            scenario.levers.clear();
            bench.session.change_saying(&Command::UpdateScenario { scenario }, "All levers are back to today.");
        }
    };
    view! {
        <div class="levers-head">
            <h2>"Levers"</h2>
            <span class="muted">{move || if count() == 0 { "none changed".to_owned() } else { format!("{} changed", count()) }}</span>
            <button type="button" class="button quiet small" disabled=move || count() == 0 on:click=reset>"Reset"</button>
        </div>
        {move || match subject.get() {
            Some((id, workspace, subject)) => groups(Panel { bench, id }, &workspace, &subject),
            None => view! { <p class="second">"Add a scenario to move levers. It needs a value stream of changes."</p> }.into_any(),
        }}
        {estimate::view(bench)}
    }
    .into_any()
}

fn groups(panel: Panel, workspace: &Workspace, subject: &Subject) -> AnyView {
    let with_more = |mut all: Vec<AnyView>, more: Vec<AnyView>| {
        all.extend(more);
        all
    };
    let operation = match &subject.service {
        Some(service) => with_more(operation(panel, service), more_levers::reliability(panel, service)),
        None => Vec::new(),
    };
    let approval = with_more(approval(panel, subject), more_levers::governance(panel, workspace, subject));
    let delivery = with_more(delivery(panel, subject), more_levers::velocity(panel, workspace, subject));
    let group = |layer: Strand, word: &'static str, inside: Vec<AnyView>| {
        (!inside.is_empty()).then(|| {
            view! { <section class="lever-group"><h3>{strand(layer)}{word}</h3>{inside}</section> }
        })
    };
    view! {
        {group(Strand::Governance, "Approval", approval)}
        {group(Strand::Velocity, "Delivery", delivery)}
        {group(Strand::Reliability, "Operation", operation)}
    }
    .into_any()
}

fn percent(value: f64) -> String {
    format::percent(value / 100.0)
}

/// A slider for a share.
fn share(panel: Panel, label: impl Into<String>, today: Share, high: f64, step: f64, like: Lever) -> AnyView {
    let at_today = with_share(&like, today);
    let of = like.clone();
    let value = Signal::derive(move || panel.lever(&of).as_ref().and_then(share_in).unwrap_or(today).percent());
    let changed = {
        let like = like.clone();
        move || panel.lever(&like).is_some()
    };
    let moved =
        Callback::new(move |percent: f64| panel.set(with_share(&like, Share::clamped(percent / 100.0)), &at_today));
    let today = Signal::stored(today.percent());
    view! {
        <div class="lever" class:changed=changed>
            <Slider label=label.into() low=0.0 high=high step=step value=value today=today words=percent moved=moved/>
        </div>
    }
    .into_any()
}

fn approval(panel: Panel, subject: &Subject) -> Vec<AnyView> {
    let stream = subject.stream.id;
    let mut all = vec![share(
        panel,
        "Pre-approved changes",
        subject.stream.demand.mix.standard,
        100.0,
        5.0,
        Lever::StandardChanges { stream, share: Share::NONE },
    )];
    if let Some((step, cadence, stops_bad)) = subject.approval() {
        let step_id = step.id;
        let like = Lever::ApprovalCadence { step: step_id, cadence: None };
        let today = Lever::ApprovalCadence { step: step_id, cadence };
        let chosen = {
            let like = like.clone();
            move || match panel.lever(&like) {
                Some(Lever::ApprovalCadence { cadence, .. }) => Rhythm::of(cadence),
                _ => Rhythm::AsToday,
            }
        };
        let choose = Callback::new(move |index: usize| {
            let cadence = match Rhythm::ALL.get(index) {
                Some(Rhythm::Daily) => Some(DAILY_APPROVAL),
                Some(Rhythm::AtOnce) => None,
                _ => cadence,
            };
            panel.set(Lever::ApprovalCadence { step: step_id, cadence }, &today);
        });
        all.push(rhythm(
            step.name.clone(),
            cadence_words(cadence),
            vec!["As today", "Daily", "At once"],
            chosen,
            choose,
        ));
        all.push(share(
            panel,
            format!("Bad changes that {} stops", step.name),
            stops_bad,
            100.0,
            5.0,
            Lever::StopsBad { step: step_id, share: Share::NONE },
        ));
    }
    all
}

/// A choice between today's rhythm and two others.
fn rhythm(
    name: String,
    today: String,
    words: Vec<&'static str>,
    chosen: impl Fn() -> Rhythm + Send + Sync + 'static,
    choose: Callback<usize>,
) -> AnyView {
    let chosen = std::sync::Arc::new(chosen);
    let index = {
        let chosen = std::sync::Arc::clone(&chosen);
        Signal::derive(move || chosen().index())
    };
    let label = name.clone();
    view! {
        <div class="lever" class:changed=move || chosen() != Rhythm::AsToday>
            <div class="label-row lever-label"><span>{name}</span><span class="muted small-text">{format!("today {today}")}</span></div>
            <Segmented label=label options=words chosen=index choose=choose full=true/>
        </div>
    }
    .into_any()
}

fn delivery(panel: Panel, subject: &Subject) -> Vec<AnyView> {
    let mut all = Vec::new();
    if let Some((step, cadence)) = subject.deploy() {
        let step_id = step.id;
        let today = Lever::Release {
            step: step_id,
            release: cadence.map_or(Release::OnDemand, |cadence| Release::At { cadence }),
        };
        let like = today.clone();
        let chosen = move || match panel.lever(&like) {
            Some(Lever::Release { release, .. }) => Rhythm::of(released(release)),
            _ => Rhythm::AsToday,
        };
        let now = today.clone();
        let choose = Callback::new(move |index: usize| {
            let lever = match Rhythm::ALL.get(index) {
                Some(Rhythm::Daily) => {
                    Lever::Release { step: step_id, release: Release::At { cadence: DAILY_RELEASE } }
                }
                Some(Rhythm::AtOnce) => Lever::Release { step: step_id, release: Release::OnDemand },
                _ => now.clone(),
            };
            panel.set(lever, &today);
        });
        all.push(rhythm(
            "Release".to_owned(),
            cadence_words(cadence),
            vec!["As today", "Daily", "On demand"],
            chosen,
            choose,
        ));
    }
    all.push(gates(panel, subject));
    all.push(share(
        panel,
        "Changes that are bad",
        subject.stream.bad_changes,
        30.0,
        0.5,
        Lever::BadChanges { stream: subject.stream.id, share: Share::NONE },
    ));
    for (step, name, people) in subject.staffed() {
        let like = Lever::People { step, people };
        let of = like.clone();
        let value = Signal::derive(move || match panel.lever(&of) {
            Some(Lever::People { people, .. }) => f64::from(people),
            _ => f64::from(people),
        });
        let moved = Callback::new(move |value: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the slider gives 1 to a few dozen"
            )]
            let people = value.round().clamp(1.0, 1000.0) as u16;
            panel.set(Lever::People { step, people }, &like);
        });
        let changed = move || (value.get() - f64::from(people)).abs() > 0.5;
        all.push(view! {
            <div class="lever" class:changed=changed>
                <Slider label=format!("People: {name}") low=1.0 high=f64::from(people.saturating_mul(2).max(6)) step=1.0 value=value
                    today=Signal::stored(f64::from(people)) words=|value| format::number(value) moved=moved/>
            </div>
        }.into_any());
    }
    all
}

/// The four automated gates as one switch, with what they stop together.
fn gates(panel: Panel, subject: &Subject) -> AnyView {
    let stream = subject.stream.id;
    let off = Lever::Gates { stream, stops_bad: Share::NONE, stops_good: Share::NONE };
    let like = off.clone();
    let stops = move || match panel.lever(&like) {
        Some(Lever::Gates { stops_bad, .. }) => stops_bad,
        _ => Share::NONE,
    };
    let stops = Memo::new(move |_| stops().percent());
    let value =
        Signal::derive(
            move || if stops.get() > 0.0 { format!("stop {}", percent(stops.get())) } else { "off".to_owned() },
        );
    let set_to = move |percent: f64| {
        let on = percent > 0.0;
        let stops_good = Share::clamped(if on { 0.03 } else { 0.0 });
        panel.set(Lever::Gates { stream, stops_bad: Share::clamped(percent / 100.0), stops_good }, &off);
    };
    let set_to = std::sync::Arc::new(set_to);
    let switch = {
        let set_to = std::sync::Arc::clone(&set_to);
        Callback::new(move |on: bool| set_to(if on { 50.0 } else { 0.0 }))
    };
    let moved = Callback::new(move |percent: f64| set_to(percent));
    let is_on = Signal::derive(move || stops.get() > 0.0);
    view! {
        <div class="lever" class:changed=move || { stops.get() > 0.0 }>
            <Check label="Automated gates" on=is_on set=switch value=value/>
            <div hidden=move || stops.get() <= 0.0>
                <Slider label="Bad changes that the gates stop" low=5.0 high=95.0 step=5.0 value=stops today=Signal::stored(0.0) words=percent moved=moved/>
            </div>
        </div>
    }
    .into_any()
}

/// Objectives to choose from.
const TARGETS: [&str; 7] = ["99", "99.5", "99.8", "99.9", "99.95", "99.98", "99.99"];

fn operation(panel: Panel, service: &Service) -> Vec<AnyView> {
    let id = service.id;
    let mut all = vec![
        share(
            panel,
            "Found by monitoring",
            service.incidents.found_by_monitoring,
            100.0,
            5.0,
            Lever::FoundByMonitoring { service: id, share: Share::NONE },
        ),
        repair(panel, id),
    ];
    if let Some(slo) = service.main_slo() {
        let mut targets: Vec<Target> = TARGETS.iter().filter_map(|text| text.parse().ok()).collect();
        targets.push(slo.target);
        // A lower budget is a higher target.
        order::sort_by(&mut targets, |a, b| b.cmp(a));
        targets.dedup();
        all.push(objective(panel, &service.name, id, slo.target, targets));
    }
    let rollback = service.incidents.rollback.as_ref().map_or(Share::NONE, |repair| repair.success);
    let on = Lever::Rollback { service: id, success: Share::clamped(0.8) };
    let today = Lever::Rollback { service: id, success: rollback };
    let has_today = rollback > Share::NONE;
    all.push(switch(
        panel,
        "Automated rollback",
        "works in 8 of 10",
        on,
        Lever::Rollback { service: id, success: Share::NONE },
        today,
        has_today,
    ));
    let frozen_today = service.budget_policy.as_ref().is_some_and(|policy| policy.freeze.is_some());
    let freeze = |on| Lever::Freeze { service: id, on };
    all.push(switch(
        panel,
        "Freeze when the budget is spent",
        "on",
        freeze(true),
        freeze(false),
        freeze(frozen_today),
        frozen_today,
    ));
    all
}

fn repair(panel: Panel, service: trivium_core::model::ServiceId) -> AnyView {
    let today = Lever::RepairTime { service, factor: 1.0 };
    let like = today.clone();
    let value = Signal::derive(move || match panel.lever(&like) {
        Some(Lever::RepairTime { factor, .. }) => factor * 100.0,
        _ => 100.0,
    });
    let moved =
        Callback::new(move |value: f64| panel.set(Lever::RepairTime { service, factor: value / 100.0 }, &today));
    view! {
        <div class="lever" class:changed=move || { (value.get() - 100.0).abs() > 0.5 }>
            <Slider label="Repair by hand takes" low=10.0 high=200.0 step=10.0 value=value today=Signal::stored(100.0) words=percent moved=moved/>
        </div>
    }
    .into_any()
}

fn objective(
    panel: Panel,
    name: &str,
    service: trivium_core::model::ServiceId,
    today: Target,
    targets: Vec<Target>,
) -> AnyView {
    let at_today = Lever::SloTarget { service, target: today };
    let like = at_today.clone();
    let now = Memo::new(move |_| match panel.lever(&like) {
        Some(Lever::SloTarget { target, .. }) => target,
        _ => today,
    });
    let words = targets
        .iter()
        .map(|target| if *target == today { format!("{target} %, as today") } else { format!("{target} %") });
    let options = Signal::stored(words.collect::<Vec<_>>());
    let of = targets.clone();
    let chosen = Signal::derive(move || of.iter().position(|target| *target == now.get()).unwrap_or(0));
    let choose = Callback::new(move |index: usize| {
        if let Some(target) = targets.get(index) {
            panel.set(Lever::SloTarget { service, target: *target }, &at_today);
        }
    });
    view! {
        <div class="lever" class:changed=move || now.get() != today>
            <Select label=format!("Objective of {name}") options=options chosen=chosen choose=choose/>
        </div>
    }
    .into_any()
}

/// On or off, against how it is today.
fn switch(
    panel: Panel,
    label: &'static str,
    words: &'static str,
    on: Lever,
    off: Lever,
    today: Lever,
    today_on: bool,
) -> AnyView {
    let of = today.clone();
    let on_lever = on.clone();
    let state = Memo::new(move |_| panel.lever(&of).map_or(today_on, |lever| lever == on_lever));
    let set = Callback::new(move |is_on: bool| {
        let lever = match (is_on == today_on, is_on) {
            (true, _) => today.clone(),
            (false, true) => on.clone(),
            (false, false) => off.clone(),
        };
        panel.set(lever, &today);
    });
    let value = Signal::derive(move || if state.get() { words.to_owned() } else { "off".to_owned() });
    view! {
        <div class="lever" class:changed=move || state.get() != today_on>
            <Check label=label on=state set=set value=value/>
        </div>
    }
    .into_any()
}
