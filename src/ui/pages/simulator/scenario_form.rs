//! What a scenario is called, what it asks, how it is drawn beside others, and where it stands among them.

use leptos::prelude::*;
use trivium_core::{
    edit::Command,
    model::{Colour, Scenario},
};

use super::Bench;
use crate::ui::kit::{Drawer, Field, Select, TextArea};

/// Words of the choice, the first for none.
const LOOKS: [&str; 5] = [
    "The first that is free",
    "Blue, solid",
    "Orange, solid with crosses",
    "Green, long dashes",
    "Pink, short dashes with squares",
];

/// The entry of the scenario's menu, and the drawer that it opens.
pub(super) fn entry(bench: Bench) -> ((String, Callback<()>), AnyView) {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    let edit = Callback::new(move |()| open.set(bench.scenario.with_untracked(Option::is_some)));
    let form = move || open.get().then(|| drawer(bench, close));
    (("Name, question, note, order".to_owned(), edit), form.into_any())
}

fn drawer(bench: Bench, close: Callback<()>) -> AnyView {
    let body = view! {
        <Field label="Name" help="Short: it stands on the tab and in the tables."
            value=read(bench, |scenario| scenario.name.clone()) commit=write(bench, |scenario, text| scenario.name = text)/>
        <Field label="Question to the room"
            value=read(bench, |scenario| scenario.question.clone()) commit=write(bench, |scenario, text| scenario.question = text)/>
        <TextArea label="Note" placeholder="What is assumed, and where it comes from"
            value=read(bench, |scenario| scenario.note.clone()) commit=write(bench, |scenario, text| scenario.note = text)/>
        {look(bench)}
        {order(bench)}
    }
    .into_any();
    let foot =
        view! { <button type="button" class="button" on:click=move |_| close.run(())>"Close"</button> }.into_any();
    view! { <Drawer title="This scenario" close=close body=body foot=foot/> }.into_any()
}

fn read(bench: Bench, of: fn(&Scenario) -> String) -> Signal<String> {
    Signal::derive(move || bench.scenario.with(|scenario| scenario.as_ref().map(of).unwrap_or_default()))
}

fn write(bench: Bench, set: fn(&mut Scenario, String)) -> Callback<String, Result<(), String>> {
    Callback::new(move |text: String| {
        let Some(mut scenario) = bench.scenario.get_untracked() else { return Ok(()) };
        set(&mut scenario, text);
        bench.session.commit(&Command::UpdateScenario { scenario })
    })
}

/// How it looks beside others.
fn look(bench: Bench) -> AnyView {
    let chosen = Signal::derive(move || {
        let colour = bench.scenario.with(|scenario| scenario.as_ref().and_then(|scenario| scenario.colour));
        colour.and_then(|colour| Colour::ALL.iter().position(|other| *other == colour)).map_or(0, |at| at + 1)
    });
    let choose = Callback::new(move |at: usize| {
        let Some(scenario) = bench.scenario.get_untracked() else { return };
        let colour = at.checked_sub(1).and_then(|at| Colour::ALL.get(at).copied());
        bench.session.change(&Command::UpdateScenario { scenario: Scenario { colour, ..scenario } });
    });
    let words = Signal::stored(LOOKS.map(str::to_owned).to_vec());
    view! {
        <Select label="Line in a comparison" options=words chosen=chosen choose=choose
            help="Up to four scenarios are compared. No two look alike: the first that chose a line keeps it."/>
    }
    .into_any()
}

/// Where it stands, and one place to the left or right.
fn order(bench: Bench) -> AnyView {
    let place = Memo::new(move |_| {
        let workspace = bench.session.workspace().get()?;
        let id = bench.simulations.scenario().get()?;
        let at = workspace.scenarios.iter().position(|scenario| scenario.id == id)?;
        Some((id, at, workspace.scenarios.len()))
    });
    let shift = move |to_the_right: bool| {
        let Some((scenario, at, count)) = place.get_untracked() else { return };
        let to = if to_the_right { at + 1 } else { at.saturating_sub(1) };
        if to < count && to != at {
            bench.session.change(&Command::MoveScenario { scenario, to });
            bench.session.speak(format!("Now {} of {count}.", to + 1));
        }
    };
    // A button that is off would lose the focus of who pushes the scenario to the end.
    let at_end =
        move |last: bool| place.get().is_none_or(|(_, at, count)| at == if last { count.saturating_sub(1) } else { 0 });
    let off = move |last: bool| if at_end(last) { "true" } else { "false" };
    let words = move || place.get().map(|(_, at, count)| format!("Place {} of {count}", at + 1));
    view! {
        <div class="scenario-order" role="group" aria-label="Place among the scenarios">
            <span>{words}</span>
            <button type="button" class="button" aria-disabled=move || off(false) on:click=move |_| shift(false)>"Move left"</button>
            <button type="button" class="button" aria-disabled=move || off(true) on:click=move |_| shift(true)>"Move right"</button>
        </div>
    }
    .into_any()
}
