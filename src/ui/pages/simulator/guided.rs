//! Guided questions: chosen from a drawer, put to the room half by half, and what each half teaches.

use std::{rc::Rc, sync::Arc};

use leptos::prelude::*;
use trivium_core::{
    catalog::guided::{Guide, Half},
    chart::insight::{Insight, Seen, contest, insight},
    edit::{Command, NewIds},
    engine::{
        experiment::{BreakEven, Experiment, Verdict},
        simulation::Outcome,
    },
    model::{Problem, Scenario, ScenarioId, Workspace},
};

use super::Bench;
use crate::ui::{
    kit::Drawer,
    simulating::{Inquiry, Question, RunState, Sink},
    state::{QUICK, SURE},
};

/// Repetitions of each number that the search tries.
const SEARCHED: u32 = 200;

/// The button in the scenario bar, and the drawer that it opens.
pub(super) fn button(bench: Bench) -> AnyView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    view! {
        <button type="button" class="button quiet" id="open-guided" on:click=move |_| open.set(true)>"Guided questions"</button>
        {move || open.get().then(|| drawer(bench, close))}
    }
    .into_any()
}

fn drawer(bench: Bench, close: Callback<()>) -> AnyView {
    let questions = move || {
        let workspace = bench.session.workspace().get()?;
        Some(Guide::ALL.map(|guide| question(bench, &workspace, guide, close)))
    };
    let body = view! {
        <p class="second">"Five questions that a room can argue about. Each adds its scenarios; the room says what it expects, then sees what this model says, and what that teaches."</p>
        <ol class="guided">{questions}</ol>
    }
    .into_any();
    let foot =
        view! { <button type="button" class="button" on:click=move |_| close.run(())>"Close"</button> }.into_any();
    view! { <Drawer title="Guided questions" close=close body=body foot=foot/> }.into_any()
}

/// One question: what is asked, in which halves, or why it does not apply here.
fn question(bench: Bench, workspace: &Workspace, guide: Guide, close: Callback<()>) -> AnyView {
    let below = match guide.halves(workspace) {
        Ok(halves) => {
            let names: Vec<&str> = halves.iter().map(|half| half.name.as_str()).collect();
            let spoken = format!("Put to the room: {}", guide.question());
            let choose = move |_| match put(bench, guide) {
                Ok(()) => close.run(()),
                Err(problem) => bench.session.say(problem.to_string(), false),
            };
            view! {
                <p class="second">{guide.predict()}</p>
                <p class="muted">{names.join("; ")}</p>
                <button type="button" class="button" aria-label=spoken on:click=choose>"Put to the room"</button>
            }
            .into_any()
        }
        Err(problem) => view! { <p class="na">{problem.to_string()}</p> }.into_any(),
    };
    view! { <li><h3>{guide.question()}</h3>{below}</li> }.into_any()
}

/// The scenario of a half that waits for the room: the same levers, and no answer shown yet.
fn waiting<'a>(workspace: &'a Workspace, half: &Half) -> Option<&'a Scenario> {
    workspace.scenarios.iter().find(|scenario| !scenario.prediction.revealed && half.is(&scenario.levers))
}

/// Adds the halves that do not wait for the room already, as one step of the history, and puts the first on the bench.
fn put(bench: Bench, guide: Guide) -> Result<(), Problem> {
    let Some(workspace) = bench.session.now() else { return Ok(()) };
    let mut ids = NewIds::of(&workspace);
    let (mut first, mut commands): (Option<ScenarioId>, Vec<Command>) = (None, Vec::new());
    for half in guide.halves(&workspace)? {
        let id = waiting(&workspace, &half).map_or_else(
            || {
                let scenario = half.scenario(ids.scenario());
                let id = scenario.id;
                commands.push(Command::AddScenario { scenario });
                id
            },
            |known| known.id,
        );
        first.get_or_insert(id);
    }
    if !commands.is_empty() {
        let label = format!("Add the scenarios of \"{}\"", guide.question());
        bench.session.apply(&Command::together(&workspace, &commands, label)?)?;
        let added = match commands.len() {
            1 => "1 scenario added.".to_owned(),
            many => format!("{many} scenarios added."),
        };
        bench.session.say(format!("{added} The first is on the bench: what does the room expect?"), true);
    }
    bench.simulations.choose(first);
    Ok(())
}

/// Where the scenario on the bench stands in a question.
#[derive(Clone, PartialEq)]
struct Place {
    guide: Guide,
    half: usize,
    halves: Vec<Half>,
    /// Halves before it whose answer the room has not seen, though they wait for it.
    unseen: Vec<String>,
    /// The half after it, when it waits for the room.
    next: Option<(ScenarioId, String)>,
}

fn place_of(workspace: &Workspace, scenario: &Scenario) -> Option<Place> {
    let (guide, half) = Guide::of(workspace, &scenario.levers)?;
    let halves = guide.halves(workspace).ok()?;
    let seen =
        |half: &Half| workspace.scenarios.iter().any(|other| other.prediction.revealed && half.is(&other.levers));
    let before = halves.iter().take(half).filter(|half| !seen(half));
    let unseen = before.filter_map(|half| waiting(workspace, half)).map(|scenario| scenario.name.clone()).collect();
    let next = halves.get(half + 1).and_then(|half| waiting(workspace, half));
    let next = next.map(|scenario| (scenario.id, scenario.name.clone()));
    Some(Place { guide, half, halves, unseen, next })
}

/// The run of a half before the one on the bench.
#[derive(Clone)]
struct Earlier {
    run: u64,
    answer: ArcRwSignal<RunState>,
}

/// What the scenario on the bench teaches, when it is half of a guided question.
pub(super) fn lesson(bench: Bench) -> AnyView {
    let place = Memo::new(move |_| {
        let workspace = bench.session.workspace().get()?;
        bench.scenario.with(|scenario| place_of(&workspace, scenario.as_ref()?))
    });
    // A vote changes the workspace, and nothing that runs.
    let model = Memo::new(move |_| {
        let workspace = bench.session.workspace().get()?;
        let (scenarios, improvements, tables) = (Arc::default(), Arc::default(), Arc::default());
        Some(Workspace { scenarios, improvements, tables, ..Workspace::clone(&workspace) })
    });
    let earlier = RwSignal::new(Vec::<Earlier>::new());
    let forget = move || {
        let pool = bench.simulations.pool();
        earlier.try_update(std::mem::take).unwrap_or_default().iter().for_each(|half| pool.forget(half.run));
    };
    Effect::new(move || {
        model.track();
        bench.simulations.begin().track();
        forget();
        earlier.set(place.with(|place| place.as_ref().map(|place| ask(bench, place)).unwrap_or_default()));
    });
    on_cleanup(forget);
    let (search, verdict) = (Inquiry::new(bench.simulations.pool()), RwSignal::new_local(None::<Verdict>));
    Effect::new(move || {
        model.track();
        bench.simulations.begin().track();
        search.stop();
        verdict.set(None);
        if let Some(break_even) = place.with(|place| place.as_ref().and_then(|place| number_of(bench, place)))
            && let Ok(sheet) = bench.simulations.sheet()
        {
            search.ask(sheet, break_even, BreakEven::result, verdict);
        }
    });
    let told = Memo::new(move |_| {
        let place = place.get()?;
        let mut outcomes: Vec<Arc<Outcome>> = Vec::new();
        for half in earlier.get() {
            outcomes.push(finished(half.answer.get())?);
        }
        let today = finished(bench.simulations.today().get())?;
        outcomes.push(finished(bench.simulations.chosen().get())?);
        verdict.with(|verdict| insight_of(&place, &today, &outcomes, verdict.as_ref()))
    });
    let shown = move || place.get().map(|place| card(bench, place, told));
    shown.into_any()
}

/// The answer when it is the whole one: a lesson from the first few runs might be another one a second later.
fn finished(state: RunState) -> Option<Arc<Outcome>> {
    state.progress.is_none().then_some(state.outcome)?
}

/// Asks for the halves before this one; most are known already.
fn ask(bench: Bench, place: &Place) -> Vec<Earlier> {
    let Some(sheet) = bench.session.now().and_then(|workspace| bench.simulations.pool().sheet(&workspace).ok()) else {
        return Vec::new();
    };
    if !place.unseen.is_empty() {
        return Vec::new();
    }
    let pool = bench.simulations.pool();
    let settings = untrack(|| bench.simulations.settings(SURE));
    let asked = place.halves.iter().take(place.half).map(|half| {
        let (sheet, levers) = (Rc::clone(&sheet), half.levers.clone());
        let question = Question { sheet, levers, settings, quick: QUICK, patient: true };
        let answer = ArcRwSignal::new(RunState::default());
        let run = pool.ask(question, Sink { answer: answer.clone(), progress: ArcRwSignal::new(None) });
        Earlier { run, answer }
    });
    asked.collect()
}

/// The search for the number that a half asks for; `None` for all other halves, and while those before it wait.
fn number_of(bench: Bench, place: &Place) -> Option<BreakEven> {
    if place.half + 1 != place.halves.len() || !place.unseen.is_empty() {
        return None;
    }
    let workspace = bench.session.now()?;
    let contest = contest(&place.guide.search(&workspace).ok()??, &workspace).ok()?;
    BreakEven::new(contest, untrack(|| bench.simulations.settings(SEARCHED))).ok()
}

fn insight_of(place: &Place, today: &Outcome, outcomes: &[Arc<Outcome>], verdict: Option<&Verdict>) -> Option<Insight> {
    if outcomes.len() != place.half + 1 {
        return None;
    }
    let seen: Vec<Seen<'_>> = place.halves.iter().zip(outcomes).map(|(half, outcome)| Seen { half, outcome }).collect();
    // What is still being searched is not said.
    let found = verdict.filter(|verdict| **verdict != Verdict::Searching);
    insight(place.guide, today, &seen, found)
}

fn card(bench: Bench, place: Place, told: Memo<Option<Insight>>) -> AnyView {
    let Place { guide, half, halves, unseen, next } = place;
    let which = format!("{} {} of {}", guide.question(), half + 1, halves.len());
    let body = if unseen.is_empty() {
        let lesson = move || told.with(|told| told.as_ref().map_or_else(String::new, |told| told.lesson.clone()));
        let because = move || told.with(|told| told.as_ref().map_or_else(String::new, |told| told.because.clone()));
        view! { <p class="subject">{lesson}</p><p class="second">{because}</p> }.into_any()
    } else {
        let first = unseen.iter().map(|name| format!("\u{201c}{name}\u{201d}")).collect::<Vec<_>>().join(", ");
        let sentence =
            format!("Show {first} to the room first: what this half teaches, it teaches beside the ones before.");
        view! { <p class="second">{sentence}</p> }.into_any()
    };
    let next = next.map(|(id, name)| {
        let go_on = move |_| bench.simulations.choose(Some(id));
        view! { <button type="button" class="button" on:click=go_on>{format!("Next: {name}")}</button> }
    });
    view! {
        <div class="insight" role="group" aria-label="What this teaches">
            <p class="muted">{which}</p>
            {body}
            {next}
        </div>
    }
    .into_any()
}
