//! The chain at one moment: who waits, who is worked on, what is broken, what is left of the budget.

use leptos::prelude::*;
use trivium_core::{
    chart::format,
    engine::simulation::{ReplayStep, Scene, SpentBudget, StepScene},
};

use super::Watch;
use crate::ui::kit::not_available;

/// Marks of one kind at a step before they become a number.
const MOST_MARKS: u32 = 12;

/// Look of the marks, words after the count, and what is counted.
type Kind = (&'static str, &'static str, fn(&StepScene) -> u32);

/// The steps, and what stands below them.
pub(super) fn view(watch: Watch, scene: Memo<Option<Scene>>) -> AnyView {
    let steps = watch.replay.with_untracked(|replay| {
        replay
            .as_ref()
            .map(|replay| replay.steps().iter().enumerate().map(|(at, step)| place(at, step, scene)).collect_view())
    });
    view! {
        <ol class="replay-chain" aria-label="The chain at this moment">{steps}</ol>
        <div class="replay-below">
            {move || scene.with(|scene| scene.as_ref().map(counts))}
            {move || scene.with(|scene| scene.as_ref().map(service))}
        </div>
    }
    .into_any()
}

fn place(at: usize, step: &ReplayStep, scene: Memo<Option<Scene>>) -> AnyView {
    let here = Memo::new(move |_| scene.with(|scene| scene.as_ref().and_then(|scene| scene.steps.get(at).copied())));
    let kinds: [Kind; 6] = [
        ("works", "in work", |step| step.in_work),
        ("works", "reaching users", |step| step.rolling_out),
        ("waits", "wait for people", |step| step.queueing),
        ("held", "wait for a date", |step| step.held),
        ("other", "wait for other reasons", |step| step.other_waiting),
        ("blocked", "find no room ahead", |step| step.no_room),
    ];
    let row = move |(class, words, of): Kind| {
        let count = Memo::new(move |_| here.with(|step| step.as_ref().map_or(0, of)));
        move || {
            let count = count.get();
            (count > 0).then(|| {
                let marks = (0..count.min(MOST_MARKS)).map(|_| view! { <span class=format!("token {class}")></span> }).collect_view();
                view! { <div class="tokens"><span class="marks" aria-hidden="true">{marks}</span><span>{format!("{count} {words}")}</span></div> }
            })
        }
    };
    view! {
        <li class="replay-step">
            <strong>{step.name.clone()}</strong>
            {kinds.map(row).into_iter().collect_view()}
            <span class="muted" hidden=move || here.with(|step| step.as_ref().is_some_and(|step| step.all() > 0))>"empty"</span>
        </li>
    }
    .into_any()
}

/// How much has come and gone.
fn counts(scene: &Scene) -> AnyView {
    let row = |name: &'static str, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let count = |value: u32| format::count(value.into());
    view! {
        <dl class="replay-counts">
            {row("Requested", count(scene.requested))}
            {row("Live", count(scene.live))}
            {row("In progress", count(scene.in_progress()))}
            {row("Deployments", count(scene.deployments))}
            {row("Failed", format!("{} of {}", count(scene.failed), count(scene.deployments)))}
        </dl>
    }
    .into_any()
}

/// The service: budget, freeze, incidents.
fn service(scene: &Scene) -> AnyView {
    let rules = [
        (scene.frozen, "Frozen: the error budget is spent, so only what is carved out is deployed."),
        (scene.calendar_freeze, "A freeze of the calendar: nothing is deployed."),
        (scene.outside_window, "Outside of the deploy windows."),
    ];
    let rules = rules.into_iter().filter(|(on, _)| *on).map(|(_, words)| view! { <p class="verdict bad">{words}</p> });
    let incidents = scene.incidents.iter().map(|incident| {
        let since = format::duration((scene.hours - incident.since).max(0.0) * 3600.0, format::Clock::Calendar);
        let cause = if incident.by_change { "by a change" } else { "without a change" };
        let known = match (incident.detected, incident.acknowledged) {
            (_, true) => "somebody works on it",
            (true, false) => "found, nobody works on it yet",
            (false, false) => "nobody knows of it yet",
        };
        view! { <p class="verdict bad">{format!("Incident {cause}, for {since}: {known}.")}</p> }
    });
    view! {
        <div class="replay-service">
            {scene.budget.as_ref().map_or_else(|| not_available("there is no objective"), gauge)}
            {rules.collect_view()}
            {incidents.collect_view()}
        </div>
    }
    .into_any()
}

/// What is left of the rolling window's budget, from overspent by all of it to full.
fn gauge(budget: &SpentBudget) -> AnyView {
    let left = budget.left_minutes();
    let share = if budget.budget_minutes > 0.0 { left / budget.budget_minutes } else { 0.0 };
    let (from, to) =
        if share >= 0.0 { (50.0, 50.0 + share.min(1.0) * 50.0) } else { (50.0 + share.max(-1.0) * 50.0, 50.0) };
    let words = if left >= 0.0 {
        format!("{} of {} min of the error budget left", format::number(left), format::number(budget.budget_minutes))
    } else {
        format!("overspent by {} of {} min", format::number(-left), format::number(budget.budget_minutes))
    };
    let class = if left >= 0.0 { "gauge-bar" } else { "gauge-bar over" };
    view! {
        <div class="gauge">
            <div class="gauge-track" aria-hidden="true">
                <span class=class style:left=format!("{from:.1}%") style:width=format!("{:.1}%", to - from)></span>
                <span class="gauge-zero"></span>
            </div>
            <div class="gauge-ends small-text muted" aria-hidden="true"><span>"overspent"</span><span>"full"</span></div>
            <p>{words}<span class="muted">{format!(", rolling window of {} days", budget.window_days)}</span></p>
        </div>
    }
    .into_any()
}
