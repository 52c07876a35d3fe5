//! Scenario tabs, and the steps from levers to result.

use leptos::prelude::*;
use trivium_core::{
    edit::{Command, NewIds},
    model::{Scenario, ScenarioId},
};

use super::{Bench, guided, scenario_form};
use crate::ui::kit::{Icon, Menu, icon};

/// The bar above the result.
pub(super) fn view(bench: Bench) -> AnyView {
    let list = Memo::new(move |_| {
        let workspace = bench.session.workspace().get();
        let tab = |scenario: &Scenario| (scenario.id, scenario.name.clone());
        workspace.map(|workspace| workspace.scenarios.iter().map(tab).collect::<Vec<_>>()).unwrap_or_default()
    });
    let tab = move |(id, name): (ScenarioId, String)| {
        let chosen = move || bench.simulations.scenario().get() == Some(id);
        view! {
            <button type="button" class="scenario-tab" aria-pressed=move || if chosen() { "true" } else { "false" }
                on:click=move |_| bench.simulations.choose(Some(id))>
                {move || chosen().then(|| view! { <span class="line-key scenario" aria-hidden="true"></span> })}
                {name}
            </button>
        }
    };
    view! {
        <div class="scenario-bar">
            <span class="scenario-today"><span class="line-key today" aria-hidden="true"></span>"Today"</span>
            <div class="scenario-tabs" role="group" aria-label="Scenarios">
                <For each=move || list.get() key=|entry| entry.clone() children=tab/>
            </div>
            <button type="button" class="button quiet icon" aria-label="Add scenario" title="Add scenario" on:click=move |_| add(bench)>{icon(Icon::Plus)}</button>
            {more(bench)}
            {guided::button(bench)}
            {move || steps(bench)}
        </div>
    }
    .into_any()
}

fn more(bench: Bench) -> AnyView {
    let chosen = move || bench.scenario.get_untracked();
    let duplicate = move |()| {
        if let (Some(scenario), Some(workspace)) = (chosen(), bench.session.now()) {
            let copy = NewIds::of(&workspace).scenario();
            bench.session.change_saying(
                &Command::DuplicateScenario { scenario: scenario.id, copy },
                format!("Scenario \"{}\" copied.", scenario.name),
            );
            bench.simulations.choose(Some(copy));
        }
    };
    let remove = move |()| {
        if let Some(scenario) = chosen() {
            let next = bench
                .session
                .now()
                .and_then(|workspace| workspace.scenarios.iter().map(|other| other.id).find(|id| *id != scenario.id));
            bench.simulations.choose(next);
            bench.session.change_saying(
                &Command::RemoveScenario { scenario: scenario.id },
                format!("Scenario \"{}\" removed.", scenario.name),
            );
        }
    };
    let ask_again = move |()| {
        if let (Some(scenario), Some(workspace)) = (chosen(), bench.session.now()) {
            let copy = NewIds::of(&workspace).scenario();
            bench.session.change(&Command::DuplicateScenario { scenario: scenario.id, copy });
            bench.simulations.choose(Some(copy));
        }
    };
    let (edit, form) = scenario_form::entry(bench);
    let entries = Signal::stored(vec![
        edit,
        ("Duplicate".to_owned(), Callback::new(duplicate)),
        ("Ask another room (a copy without votes)".to_owned(), Callback::new(ask_again)),
        ("Remove".to_owned(), Callback::new(remove)),
    ]);
    view! {
        <Menu face=icon(Icon::More) label=Signal::stored("More about this scenario".to_owned()) class="button quiet icon" right=true entries=entries/>
        {form}
    }
    .into_any()
}

/// Adds an empty scenario and puts it on the bench.
pub(super) fn add(bench: Bench) {
    let Some(workspace) = bench.session.now() else { return };
    let id = NewIds::of(&workspace).scenario();
    let number = workspace.scenarios.len() + 1;
    let scenario = Scenario { id, name: format!("Scenario {number}"), ..Scenario::today() };
    bench.session.change(&Command::AddScenario { scenario });
    bench.simulations.choose(Some(id));
}

/// Where in the experiment we are.
fn steps(bench: Bench) -> Option<AnyView> {
    let (levers, revealed) =
        bench.scenario.with(|scenario| scenario.as_ref().map(|s| (!s.levers.is_empty(), s.prediction.revealed)))?;
    let now = match (levers, revealed) {
        (_, true) => 3,
        (true, false) => 2,
        (false, false) => 1,
    };
    let step = |number: u8, word: &'static str| {
        let class = match number.cmp(&now) {
            std::cmp::Ordering::Equal => "step-mark now",
            std::cmp::Ordering::Less => "step-mark done",
            std::cmp::Ordering::Greater => "step-mark",
        };
        let sign = if number < now { icon(Icon::Check) } else { view! { {number.to_string()} }.into_any() };
        view! { <li class=class aria-current=(number == now).then_some("step")><span class="dot">{sign}</span>{word}</li> }
    };
    Some(view! { <ol class="step-marks" aria-label="Steps">{step(1, "Set levers")}{step(2, "Predict")}{step(3, "See")}</ol> }.into_any())
}
